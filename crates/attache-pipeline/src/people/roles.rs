//! Words that say what a person is: offices, honorifics, small words of names.
//!
//! In: `people/roles.txt`, `people/given-names.txt`. Out: [`Roles`]. "acting foreign minister" holds the office `minister`; "Mrs" is a woman's.
//!
//! It knows words for posts, not who holds one: that is said by the text, dated.

use crate::lexicon::lists::{Lists, lines_of, list_names};
use rustc_hash::FxHashMap;

list_names! {
    /// The lists of `people/roles.txt`.
    RoleList {
        Offices "offices", StateOffices "state offices", Sent "sent", Institutions "institutions", Locative "locative", Ended "ended",
        Passing "passing", Things "things", Honorifics "honorifics", Gendered "gendered", Particles "particles", Collectives "collectives", Callings "callings",
    }
}

list_names! {
    /// The lists of `people/given-names.txt`.
    GivenList { Female "female", Male "male" }
}

/// Word lists of `people/roles.txt`, and names of `people/given-names.txt`. All in lower case.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    lists: Lists<RoleList>,
    given: FxHashMap<String, Gender>,
    honorifics: FxHashMap<String, Gender>,
    gendered: FxHashMap<String, Gender>,
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
    /// One line naming the line and what is wrong: an unknown list, one that is missing, a gender that is none.
    pub fn parse(text: &str) -> Result<Roles, String> {
        let mut roles = Roles::default();
        for (at, list, line) in lines_of::<RoleList>(text)? {
            let table = match list {
                RoleList::Honorifics => &mut roles.honorifics,
                RoleList::Gendered => &mut roles.gendered,
                _ => {
                    for word in line.split_whitespace().map(str::to_lowercase) {
                        roles.lists.add(list, &word, &word);
                    }
                    continue;
                }
            };
            let (word, gender) = line.split_once(' ').ok_or(format!("line {at}: a word and m, f or - wanted"))?;
            let gender = match gender.trim() {
                "m" => Gender::Male,
                "f" => Gender::Female,
                "-" => Gender::Unknown,
                other => return Err(format!("line {at}: `{other}` is none of m, f and -")),
            };
            table.insert(word.to_lowercase(), gender);
        }
        Ok(roles)
    }

    /// Adds the given names of `people/given-names.txt`.
    ///
    /// # Errors
    /// One line naming the line and what is wrong: an unknown list, one that is missing, a name in both.
    pub fn with_given_names(mut self, text: &str) -> Result<Roles, String> {
        for (at, list, line) in lines_of::<GivenList>(text)? {
            let gender = if list == GivenList::Female { Gender::Female } else { Gender::Male };
            for name in line.split_whitespace() {
                if self.given.insert(name.to_lowercase(), gender).is_some_and(|other| other != gender) {
                    return Err(format!("line {at}: `{name}` stands in both lists"));
                }
            }
        }
        Ok(self)
    }

    /// What the first word of a full name tells of its bearer: "Odile Varga"; nothing of a word alone.
    pub fn gender_of_name(&self, name: &str) -> Gender {
        let mut words = name.split_whitespace();
        let first = words.next().filter(|_| words.next().is_some());
        first.and_then(|first| self.given.get(&first.to_lowercase())).copied().unwrap_or_default()
    }

    /// Whether a noun is a post: "spokeswoman", also in the plural and with a prefix ("ex-minister").
    pub fn is_office(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let bare = word.rsplit('-').next().unwrap_or(&word);
        [word.as_str(), bare, word.trim_end_matches('s')].iter().any(|form| self.lists.has(RoleList::Offices, form))
    }

    /// Whether a post is one in the service of a state: "minister", "ambassador".
    pub fn is_state_office(&self, word: &str) -> bool {
        self.lists.has(RoleList::StateOffices, &word.to_lowercase())
    }

    /// Whether a word is what somebody does who holds no public post: "footballer".
    pub fn is_calling(&self, word: &str) -> bool {
        self.lists.has(RoleList::Callings, &word.to_lowercase())
    }

    /// Whether a post is one of somebody who is sent: an "envoy for Afghanistan" is not Afghanistan's.
    pub fn is_sent(&self, word: &str) -> bool {
        self.lists.has(RoleList::Sent, &word.to_lowercase())
    }

    /// Whether a word in a name says that it is no person's: "Ltd", "Rovers".
    pub fn is_institution(&self, word: &str) -> bool {
        self.lists.has(RoleList::Institutions, &word.trim_end_matches('.').to_lowercase())
    }

    /// Whether a preposition leads to a place: what follows "at" is no person of whom nothing else is known.
    pub fn is_locative(&self, word: &str) -> bool {
        self.lists.has(RoleList::Locative, &word.to_lowercase())
    }

    /// Whether a word before a post says that its holder no longer holds it: "former", the "ex" of "ex-minister".
    pub fn is_ended(&self, word: &str) -> bool {
        self.lists.has(RoleList::Ended, &word.to_lowercase())
    }

    /// Whether a word before a post says nothing of which post it is: "current", "long-time".
    pub fn is_passing(&self, word: &str) -> bool {
        self.lists.has(RoleList::Passing, &word.to_lowercase())
    }

    /// Whether a post also begins names of things: "General Motors", "Prince Edward Island".
    pub fn begins_names_of_things(&self, word: &str) -> bool {
        self.lists.has(RoleList::Things, &word.to_lowercase())
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
        self.lists.has(RoleList::Particles, word.trim_end_matches('-'))
    }

    /// Whether a noun is a body or several people that can speak.
    pub fn is_collective(&self, word: &str) -> bool {
        self.lists.has(RoleList::Collectives, &word.to_lowercase())
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
        assert_eq!(roles.gender_of_name("Odile Varga"), Gender::Female);
        assert_eq!([roles.gender_of_name("Jan Roth"), roles.gender_of_name("Odile")], [Gender::Unknown; 2]);
        assert!(roles.is_particle("von") && roles.is_particle("Al-"));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let text = include_str!("../../lexicons/people/roles.txt");
        let line = text.lines().count() + 1;
        let why = |more: &str| Roles::parse(&format!("{}\n{more}", text.trim_end())).unwrap_err();
        assert!(why("[titles]\nmr").starts_with(&format!("line {line}: no list is called `titles`")));
        assert!(Roles::parse(&text.replace("king m\n", "king x\n")).is_err_and(|why| why.contains("none of m")));
        assert!(
            Roles::parse(&text.replace("[sent]", "[send]")).is_err_and(|why| why.contains("no list is called `send`"))
        );
        assert!(Roles::parse("[offices]\nminister").is_err_and(|why| why.contains("`state offices` is missing")));
    }
}
