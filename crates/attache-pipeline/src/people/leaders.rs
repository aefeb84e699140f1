//! Whose a well-known officeholder is, where the article does not say.
//!
//! In: `offices.tsv` (who held which office of which state, from when to when), `leaders.tsv` (others that are as well known), the persons of an
//! article, its year. Out: their party. "Emmanuel Macron said that he would recognise it" says nowhere that Macron is France's; every reader knows. So
//! does a reader of 2019 of "Macron said".
//!
//! What the article says of a person comes first. A surname alone is whose it was that year, if one state's only; without a year it is nobody's.

use super::gazetteer::Gazetteer;
use super::persons::People;
use super::spelling::fold;
use crate::lexicon::rows;
use rustc_hash::FxHashMap;

/// A time in office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Term {
    party: usize,
    /// First and last year; `None`: not known, or not over.
    from: Option<i16>,
    to: Option<i16>,
    /// The last year is not known, rather than still to come.
    open: bool,
}

/// Terms of persons by the folded words of their full names and by their last.
#[derive(Clone, Debug, Default)]
pub struct Leaders {
    names: FxHashMap<String, Vec<Term>>,
    surnames: FxHashMap<String, Vec<Term>>,
}

/// Shorter names are a surname or a given name alone, in words.
const SHORTEST: usize = 2;
/// Years around a term in which a surname still is who bore it in office.
const AROUND: i16 = 1;
/// Offices there are.
const OFFICES: &[&str] = &["state", "government", "foreign"];

impl Leaders {
    /// Reads the contents of `leaders.tsv` and `offices.tsv`.
    ///
    /// # Errors
    /// One line naming the file, the line (from 1) and what is wrong: the columns, an unknown party or office, a name of one word, years that go back.
    pub fn read(leaders: &str, offices: &str, gazetteer: &Gazetteer) -> Result<Leaders, String> {
        let mut read = Leaders::default();
        let party = |actor: &str| gazetteer.find_id(actor).ok_or_else(|| format!("no party has the id `{actor}`"));
        for (line, cells) in rows(leaders) {
            let told = match cells[..] {
                ["name", "actor"] => Ok(()),
                [names, actor] => party(actor).and_then(|party| {
                    let term = Term { party, from: None, to: None, open: true };
                    read.add(names, term, false)
                }),
                _ => Err("two columns wanted (name, actor)".to_string()),
            };
            told.map_err(|why| format!("leaders.tsv: line {line}: {why}"))?;
        }
        for (line, cells) in rows(offices) {
            let told = match cells[..] {
                ["actor", "office", "from", "to", "name"] => Ok(()),
                [actor, office, from, to, names] => party(actor).and_then(|party| {
                    if !OFFICES.contains(&office) {
                        return Err(format!("office `{office}` is none of {}", OFFICES.join(", ")));
                    }
                    let (from, to, open) = (year(from)?, year(to)?, to != "?");
                    if from.zip(to).is_some_and(|(from, to)| from > to) {
                        return Err("the term ends before it begins".to_string());
                    }
                    read.add(names, Term { party, from, to, open }, true)
                }),
                _ => Err("five columns wanted (actor, office, from, to, name)".to_string()),
            };
            told.map_err(|why| format!("offices.tsv: line {line}: {why}"))?;
        }
        Ok(read)
    }

    fn add(&mut self, names: &str, term: Term, in_office: bool) -> Result<(), String> {
        for name in names.split('|') {
            let words: Vec<String> = words_of(name);
            if words.len() < SHORTEST {
                return Err(format!("`{name}` is no full name"));
            }
            if let Some(last) = words.last().filter(|_| in_office) {
                self.surnames.entry(last.clone()).or_default().push(term);
            }
            self.names.entry(words.join(" ")).or_default().push(term);
        }
        Ok(())
    }

    /// The party of a person of that full name; words before a known name ("Mullah") are let be. Who served two states is whose it was in the year.
    pub fn party_of(&self, name: &str, year: Option<i16>) -> Option<usize> {
        let words = words_of(name);
        let known = |first: usize| self.names.get(&words[first..].join(" "));
        let terms = (0..words.len().saturating_sub(SHORTEST - 1)).find_map(known)?;
        only(terms.iter()).or_else(|| year.and_then(|year| only(terms.iter().filter(|term| term.is_of(year, 0)))))
    }

    /// The party of whoever of that surname alone was in office in a year, if one party's only.
    pub fn party_of_surname(&self, name: &str, year: i16) -> Option<usize> {
        let words = words_of(name);
        let [surname] = words.as_slice() else { return None };
        only(self.surnames.get(surname)?.iter().filter(|term| term.is_of(year, AROUND)))
    }
}

impl Term {
    fn is_of(&self, year: i16, around: i16) -> bool {
        let begun = self.from.is_none_or(|from| from - around <= year);
        begun && self.to.map_or(self.open, |to| year <= to + around)
    }
}

/// The party of all terms, if it is one.
fn only<'t>(mut terms: impl Iterator<Item = &'t Term>) -> Option<usize> {
    let first = terms.next()?.party;
    terms.all(|term| term.party == first).then_some(first)
}

/// A year; `-` and `?` are none.
fn year(cell: &str) -> Result<Option<i16>, String> {
    if matches!(cell, "-" | "?") {
        return Ok(None);
    }
    cell.parse().map(Some).map_err(|_| format!("`{cell}` is no year"))
}

fn words_of(name: &str) -> Vec<String> {
    name.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
}

/// Gives those whose party the article leaves out the one they are known for.
pub(super) fn know_leaders(leaders: &Leaders, year: Option<i16>, people: &mut People) {
    for person in &mut people.persons {
        let said = person.roles.iter().any(|role| role.affiliation.as_ref().is_some_and(|whose| whose.party.is_some()));
        if !said {
            let by_surname = || leaders.party_of_surname(&person.name, year?);
            person.known = leaders.party_of(&person.name, year).or_else(by_surname);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::READER;

    #[test]
    fn full_names_are_known_and_surnames_in_their_year() {
        let gazetteer = &READER.lexicons.gazetteer;
        let id = |party: Option<usize>| party.map(|party| gazetteer.parties[party].id.as_str());
        let named = |name: &str| id(gazetteer.leaders.party_of(name, None));
        assert_eq!(named("Emmanuel Macron"), Some("fra"));
        assert_eq!(named("Mullah Abdul Ghani Baradar"), Some("grp-taliban"));
        assert_eq!(named("Pedro Sanchez"), Some("esp"));
        assert_eq!((named("Macron"), named("Emmanuel Macron Street")), (None, None));
        let alone = |name: &str, year: i16| id(gazetteer.leaders.party_of_surname(name, year));
        assert_eq!((alone("Macron", 2019), alone("Macron", 1999)), (Some("fra"), None));
        assert_eq!((alone("Lavrov", 2015), alone("Lavrov", 1995)), (Some("rus"), None));
    }

    #[test]
    fn who_served_two_is_whose_it_was() {
        let gazetteer = &READER.lexicons.gazetteer;
        let offices = "fra\tstate\t1990\t1995\tAnn Lee\nper\tforeign\t2001\t-\tAnn Lee\n";
        let leaders = Leaders::read("", offices, gazetteer).expect("two terms");
        let id =
            |year: Option<i16>| leaders.party_of("Ann Lee", year).map(|party| gazetteer.parties[party].id.as_str());
        assert_eq!((id(Some(1992)), id(Some(2020)), id(Some(1998)), id(None)), (Some("fra"), Some("per"), None, None));
    }

    #[test]
    fn errors_name_the_line() {
        let check = |leaders: &str, offices: &str, why: &str| {
            let read = Leaders::read(leaders, offices, &READER.lexicons.gazetteer);
            assert_eq!(read.err().as_deref(), Some(why));
        };
        check("Ann Lee\n", "", "leaders.tsv: line 1: two columns wanted (name, actor)");
        check("Ann Lee\tzzz\n", "", "leaders.tsv: line 1: no party has the id `zzz`");
        check("Lee\tfra\n", "", "leaders.tsv: line 1: `Lee` is no full name");
        check(
            "",
            "fra\tking\t1\t2\tAnn Lee\n",
            "offices.tsv: line 1: office `king` is none of state, government, foreign",
        );
        check("", "fra\tstate\t2001\t1990\tAnn Lee\n", "offices.tsv: line 1: the term ends before it begins");
        check("", "fra\tstate\tx\t1990\tAnn Lee\n", "offices.tsv: line 1: `x` is no year");
    }
}
