//! Classes of states that a claim of "first" or "only" is made within.
//!
//! In: `record/classes.tsv`, and what `people/descriptions.tsv` says of the gazetteer's states. Out: [`Classes`], which tells the members of a
//! class as it is written. "g7" of "the first G7 nation" has seven; "developing" has none that are known, and is no class.
//!
//! Who is arguable is in no list: a claim is then not held against it.

use crate::lexicon::rows;
use crate::people::gazetteer::{Gazetteer, PartyKind};
use rustc_hash::FxHashMap;

/// The classes beyond those the descriptions of states have.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    forms: FxHashMap<Box<str>, Members>,
}

/// How the members of a class are told.
#[derive(Clone, Debug)]
enum Members {
    /// All whom the gazetteer describes by this word.
    Described(Box<str>),
    /// These.
    Listed(Vec<Box<str>>),
}

impl Classes {
    /// Reads `record/classes.tsv`: a heading, then forms, the word of the descriptions, ids.
    ///
    /// # Errors
    /// One line that names the line and what is wrong.
    pub fn parse(text: &str) -> Result<Classes, String> {
        let mut forms = FxHashMap::default();
        for (at, cells) in rows(text).skip(1) {
            let cell = |number: usize| cells.get(number).map_or("", |cell| cell.trim());
            let parts = |cell: &str| cell.split('|').map(Box::from).collect::<Vec<Box<str>>>();
            let members = match (cell(1), cell(2)) {
                (described, "") if !described.is_empty() => Members::Described(described.into()),
                ("", listed) if !listed.is_empty() => Members::Listed(parts(listed)),
                _ => return Err(format!("line {at}: either the word of the descriptions or ids are asked for")),
            };
            for form in parts(cell(0)) {
                if form.is_empty() || forms.insert(form.clone(), members.clone()).is_some() {
                    return Err(format!("line {at}: the form `{form}` is empty or stands twice"));
                }
            }
        }
        Ok(Classes { forms })
    }

    /// Ids of the states of a class, sorted, as it is written in lower case and without "the"; `None` where that is no class that is known.
    /// Linear in the gazetteer.
    pub fn members(&self, written: &str, gazetteer: &Gazetteer) -> Option<Vec<String>> {
        let described = match self.forms.get(written) {
            Some(Members::Listed(ids)) => {
                let mut ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                ids.sort_unstable();
                return Some(ids);
            }
            Some(Members::Described(word)) => word,
            None => written,
        };
        let states = gazetteer.parties.iter().filter(|party| party.kind == PartyKind::State);
        let is_described = states.filter(|party| party.regions.iter().any(|region| region == described));
        let mut ids: Vec<String> = is_described.map(|party| party.id.clone()).collect();
        ids.sort_unstable();
        (!ids.is_empty()).then_some(ids)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::LEXICONS;

    #[track_caller]
    fn check(written: &str, inside: &str, outside: &str) {
        let members = LEXICONS.record.classes.members(written, &LEXICONS.gazetteer).expect("a class");
        assert!(
            members.iter().any(|id| id == inside) && members.iter().all(|id| id != outside),
            "{written}: {members:?}"
        );
    }

    #[test]
    fn classes_have_members() {
        check("g7", "fra", "esp");
        check("african", "ken", "per");
        check("africa", "ken", "per");
        check("western", "nor", "rus");
        check("muslim-majority", "idn", "per");
        assert_eq!(LEXICONS.record.classes.members("developing", &LEXICONS.gazetteer), None);
    }

    /// A misspelt word or id would make a class of nobody.
    #[test]
    fn every_class_has_members_that_are_known() {
        let text = include_str!("../../lexicons/record/classes.tsv");
        let forms =
            rows(text).skip(1).flat_map(|(_, cells)| cells[0].split('|').map(str::to_string).collect::<Vec<_>>());
        for form in forms {
            let members = LEXICONS.record.classes.members(&form, &LEXICONS.gazetteer).unwrap_or_default();
            let known = members.iter().all(|id| LEXICONS.gazetteer.find_id(id).is_some());
            assert!(!members.is_empty() && known, "{form}: {members:?}");
        }
    }

    #[test]
    fn a_row_says_its_members_in_one_way() {
        assert!(Classes::parse("forms\tdescribed\tactors\nwest\teuropean\tfra\n").is_err());
        assert!(Classes::parse("forms\tdescribed\tactors\nwest\t\t\n").is_err());
        assert!(Classes::parse("forms\tdescribed\tactors\nwest\teuropean\t\nwest\tasian\t\n").is_err());
    }
}
