//! Whose a well-known officeholder is, where the article does not say.
//!
//! In: `leaders.tsv`, the persons of an article. Out: their party. "Emmanuel Macron said that he would recognise it" says nowhere that
//! Macron is France's; every reader knows.
//!
//! What the article says of a person comes first. Posts are not known, only whose somebody is; a surname alone is nobody.

use super::gazetteer::Gazetteer;
use super::persons::People;
use super::spelling::fold;
use crate::lexicon::rows;
use rustc_hash::FxHashMap;

/// Parties of persons by the folded words of their full names.
#[derive(Clone, Debug, Default)]
pub struct Leaders(FxHashMap<String, usize>);

/// Shorter names are a surname or a given name alone, in words.
const SHORTEST: usize = 2;

impl Leaders {
    /// Reads the content of `leaders.tsv`.
    ///
    /// # Errors
    /// One line naming the line (from 1) and what is wrong: the columns, an unknown party, a name of one word or listed twice.
    pub fn read(text: &str, gazetteer: &Gazetteer) -> Result<Leaders, String> {
        let mut leaders = Leaders::default();
        for (line, cells) in rows(text) {
            match cells[..] {
                ["name", "actor"] => {}
                [names, actor] => {
                    let party = gazetteer
                        .find_id(actor)
                        .ok_or_else(|| format!("line {line}: no party has the id `{actor}`"))?;
                    for name in names.split('|') {
                        let words: Vec<String> = words_of(name);
                        if words.len() < SHORTEST {
                            return Err(format!("line {line}: `{name}` is no full name"));
                        }
                        if leaders.0.insert(words.join(" "), party).is_some() {
                            return Err(format!("line {line}: `{name}` stands twice"));
                        }
                    }
                }
                _ => return Err(format!("line {line}: two columns wanted (name, actor)")),
            }
        }
        Ok(leaders)
    }

    /// The party of a person of that name; words before a known name ("Mullah") are let be.
    pub fn party_of(&self, name: &str) -> Option<usize> {
        let words = words_of(name);
        (0..words.len().saturating_sub(SHORTEST - 1)).find_map(|first| self.0.get(&words[first..].join(" ")).copied())
    }
}

fn words_of(name: &str) -> Vec<String> {
    name.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
}

/// Gives those whose party the article leaves out the one they are known for.
pub(super) fn know_leaders(leaders: &Leaders, people: &mut People) {
    for person in &mut people.persons {
        let said = person.roles.iter().any(|role| role.affiliation.as_ref().is_some_and(|whose| whose.party.is_some()));
        if !said {
            person.known = leaders.party_of(&person.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::READER;

    #[test]
    fn full_names_are_known_and_others_are_not() {
        let gazetteer = &READER.lexicons.gazetteer;
        let id = |name: &str| gazetteer.leaders.party_of(name).map(|party| gazetteer.parties[party].id.as_str());
        assert_eq!(id("Emmanuel Macron"), Some("fra"));
        assert_eq!(id("Mullah Abdul Ghani Baradar"), Some("grp-taliban"));
        assert_eq!(id("Pedro Sanchez"), Some("esp"));
        assert_eq!(id("Macron"), None);
        assert_eq!(id("Emmanuel Macron Street"), None);
    }

    #[test]
    fn errors_name_the_line() {
        let check = |text: &str, why: &str| {
            assert_eq!(Leaders::read(text, &READER.lexicons.gazetteer).err().as_deref(), Some(why));
        };
        check("Ann Lee\n", "line 1: two columns wanted (name, actor)");
        check("Ann Lee\tzzz\n", "line 1: no party has the id `zzz`");
        check("Lee\tfra\n", "line 1: `Lee` is no full name");
        check("Ann Lee\tfra\nAnn Lee\tper\n", "line 2: `Ann Lee` stands twice");
    }
}
