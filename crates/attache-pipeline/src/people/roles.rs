//! Words that say what a person is: offices, honorifics, small words of names.
//!
//! In: `people/roles.txt`. Out: [`Roles`]. "acting foreign minister" holds the office `minister`; "Mrs" is a woman's.
//!
//! It knows words for posts, not who holds one: that is said by the text, dated.

use crate::lexicon::sectioned;
use rustc_hash::{FxHashMap, FxHashSet};

/// Word lists of `people/roles.txt`. All in lower case.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    offices: FxHashSet<String>,
    honorifics: FxHashMap<String, Gender>,
    gendered: FxHashMap<String, Gender>,
    particles: FxHashSet<String>,
    collectives: FxHashSet<String>,
    state_offices: FxHashSet<String>,
    sent: FxHashSet<String>,
    institutions: FxHashSet<String>,
    locative: FxHashSet<String>,
    ended: FxHashSet<String>,
    passing: FxHashSet<String>,
}

/// What a text says of a person's gender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gender {
    /// Nothing.
    #[default]
    Unknown,
    /// A woman.
    Female,
    /// A man.
    Male,
}

impl Gender {
    /// Whether both can be one person's.
    pub fn agrees(self, other: Gender) -> bool {
        self == Gender::Unknown || other == Gender::Unknown || self == other
    }
}

impl Roles {
    /// Reads `people/roles.txt`.
    ///
    /// # Errors
    /// One line naming the line and what is wrong: an unknown section, a gender that is none.
    pub fn parse(text: &str) -> Result<Roles, String> {
        let mut roles = Roles::default();
        for (at, section, line) in sectioned(text) {
            let words = line.split_whitespace().map(str::to_lowercase);
            match section {
                "offices" => roles.offices.extend(words),
                "particles" => roles.particles.extend(words),
                "collectives" => roles.collectives.extend(words),
                "state offices" => roles.state_offices.extend(words),
                "sent" => roles.sent.extend(words),
                "institutions" => roles.institutions.extend(words),
                "locative" => roles.locative.extend(words),
                "ended" => roles.ended.extend(words),
                "passing" => roles.passing.extend(words),
                "honorifics" | "gendered" => {
                    let (word, gender) =
                        line.split_once(' ').ok_or(format!("line {at}: a word and m, f or - wanted"))?;
                    let gender = match gender.trim() {
                        "m" => Gender::Male,
                        "f" => Gender::Female,
                        "-" => Gender::Unknown,
                        other => return Err(format!("line {at}: `{other}` is none of m, f and -")),
                    };
                    let table = if section == "gendered" { &mut roles.gendered } else { &mut roles.honorifics };
                    table.insert(word.to_lowercase(), gender);
                }
                _ => return Err(format!("line {at}: there is no section [{section}]")),
            }
        }
        Ok(roles)
    }

    /// Whether a noun is a post: "spokeswoman", also in the plural and with a prefix ("ex-minister").
    pub fn is_office(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let bare = word.rsplit('-').next().unwrap_or(&word);
        [word.as_str(), bare, word.trim_end_matches('s')].iter().any(|form| self.offices.contains(*form))
    }

    /// Whether a post is one in the service of a state: "minister", "ambassador".
    pub fn is_state_office(&self, word: &str) -> bool {
        self.state_offices.contains(word.to_lowercase().as_str())
    }

    /// Whether a post is one of somebody who is sent: an "envoy for Afghanistan" is not Afghanistan's.
    pub fn is_sent(&self, word: &str) -> bool {
        self.sent.contains(word.to_lowercase().as_str())
    }

    /// Whether a word in a name says that it is no person's: "Ltd", "Rovers".
    pub fn is_institution(&self, word: &str) -> bool {
        self.institutions.contains(word.trim_end_matches('.').to_lowercase().as_str())
    }

    /// Whether a preposition leads to a place: what follows "at" is no person of whom nothing else is known.
    pub fn is_locative(&self, word: &str) -> bool {
        self.locative.contains(word.to_lowercase().as_str())
    }

    /// Whether a word before a post says that its holder no longer holds it: "former", the "ex" of "ex-minister".
    pub fn is_ended(&self, word: &str) -> bool {
        self.ended.contains(word.to_lowercase().as_str())
    }

    /// Whether a word before a post says nothing of which post it is: "current", "long-time".
    pub fn is_passing(&self, word: &str) -> bool {
        self.passing.contains(word.to_lowercase().as_str())
    }

    /// What an honorific ("Mr.") says of its bearer; `None` for other words.
    pub fn honorific(&self, word: &str) -> Option<Gender> {
        self.honorifics.get(word.trim_end_matches('.').to_lowercase().as_str()).copied()
    }

    /// What a noun of a role says of gender.
    pub fn gender_of(&self, word: &str) -> Gender {
        self.gendered.get(word.to_lowercase().as_str()).copied().unwrap_or_default()
    }

    /// Whether a small word stands inside names.
    pub fn is_particle(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.particles.contains(word.trim_end_matches('-'))
    }

    /// Whether a noun is a body or several people that can speak.
    pub fn is_collective(&self, word: &str) -> bool {
        self.collectives.contains(word.to_lowercase().as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::LEXICONS;

    #[test]
    fn posts_and_honorifics() {
        let roles = &LEXICONS.roles;
        assert!(roles.is_office("Spokeswoman") && roles.is_office("ex-minister") && roles.is_office("ministers"));
        assert!(!roles.is_office("talks"));
        assert_eq!(roles.honorific("Mrs."), Some(Gender::Female));
        assert_eq!(roles.honorific("Mr"), Some(Gender::Male));
        assert_eq!(roles.honorific("Talks"), None);
        assert!(roles.is_particle("von") && roles.is_particle("Al-"));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        assert!(Roles::parse("[offices]\nminister\n[titles]\nmr").is_err_and(|why| why.contains("line 4")));
        assert!(Roles::parse("[gendered]\nking x").is_err_and(|why| why.contains("none of m")));
    }
}
