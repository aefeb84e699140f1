//! The party a user's words mean, in a ledger.
//!
//! In: "Burma", "the Taliban", "Kuril fishermen". Out: [`Asked`]: Myanmar, `mmr`; or a party that no list knows and the ledger has by the name
//! its pages give it. "Chnia" is nobody: "did you mean China?".
//!
//! Names nearest in letters are only suggested, never taken: a question about one state answered for another is worse than none.

use crate::reading::lexicons::open_lexicons;
use crate::reading::selection::{About, find_party};
use crate::store::Store;
use crate::store::questions::{Filter, Query};
use anyhow::{Result, bail};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::people::gazetteer::Gazetteer;
use std::path::Path;

/// Suggestions, at most.
const SUGGESTED: usize = 3;
/// Letters that a suggestion may differ in, at most, for each four that were written.
const LETTERS: usize = 4;

/// A party asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// As the user wrote it.
    pub written: String,
    /// The name it is known by.
    pub name: String,
    /// What lines are known by: the gazetteer's id, else the name in the ledger.
    pub keys: Vec<String>,
    /// As views and the contract have it.
    pub about: About,
}

impl Asked {
    /// "Burma: Myanmar (mmr)", where the name is another than was written; `None` where it is the same.
    pub fn taken(&self) -> Option<String> {
        let same = self.written.eq_ignore_ascii_case(&self.name);
        (!same).then(|| format!("{}: {} ({})", self.written, self.name, self.keys.join(", ")))
    }
}

/// Who knows names: the gazetteer, read when it is first asked.
pub struct Names {
    gazetteer: Gazetteer,
}

impl Names {
    /// Reads the gazetteer.
    ///
    /// # Errors
    /// A lexicon of the folder that cannot be read.
    pub fn read(lexicons: Option<&Path>) -> Result<Names> {
        Ok(Names { gazetteer: open_lexicons(lexicons, |open| Lexicons::read_gazetteer(open))? })
    }

    /// Every party known.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Finds a party by any of its names.
    ///
    /// # Errors
    /// One line where nobody is called so, with names that are near.
    pub fn find(&self, flag: &str, written: &str, store: &Store) -> Result<Asked> {
        if let Ok(about) = find_party(written, &self.gazetteer) {
            let (name, keys) = (about.name.clone(), vec![about.actor.clone()]);
            return Ok(Asked { written: written.into(), name, keys, about });
        }
        let known = store.parties_called(written)?;
        if let Some((actor, name)) = known.first() {
            let about = About { name: name.clone(), actor: actor.clone() };
            let keys = known.iter().map(|(actor, _)| actor.clone()).collect();
            return Ok(Asked { written: written.into(), name: name.clone(), keys, about });
        }
        let near = self.near(written, store)?;
        match near.as_slice() {
            [] => bail!("{flag}: no state, body or group is called `{written}`, and the ledger has none of that name"),
            near => bail!("{flag}: nobody is called `{written}`; did you mean {}?", near.join(", ")),
        }
    }

    /// Names of parties that differ from a word in few letters, the nearest first.
    fn near(&self, written: &str, store: &Store) -> Result<Vec<String>> {
        let wanted = written.to_lowercase();
        let most = (wanted.chars().count() / LETTERS).max(1);
        let known = self.gazetteer.parties.iter().map(|party| party.name.clone());
        let own = store.values(&Query::of("parties", "name"), "name")?;
        let mut near: Vec<(usize, String)> = known
            .chain(own)
            .filter_map(|name| {
                let apart = distance(&wanted, &name.to_lowercase());
                (apart <= most).then_some((apart, name))
            })
            .collect();
        near.sort();
        near.dedup();
        Ok(near.into_iter().take(SUGGESTED).map(|(_, name)| name).collect())
    }
}

impl Asked {
    /// Lines that concern the party on either side.
    pub fn either(asked: &[Asked]) -> Option<Filter> {
        let columns: &[&str] = &["holder_key", "holder_actor", "toward_key", "toward_actor"];
        Asked::one_of(columns, asked)
    }

    /// Lines in which the party has one of the columns.
    pub fn one_of(columns: &'static [&'static str], asked: &[Asked]) -> Option<Filter> {
        let keys: Vec<String> = asked.iter().flat_map(|asked| asked.keys.iter().cloned()).collect();
        (!keys.is_empty()).then_some(Filter::OneOf(columns, keys))
    }
}

/// Letters to be changed, added, left out or swapped with their neighbour to make one word of the other (optimal string alignment,
/// Damerau 1964). `O(n m)`.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = changed.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested() {
        let names = Names::read(None).unwrap();
        let store = Store::in_memory().unwrap();
        let find = |written: &str| names.find("--about", written, &store).map(|asked| asked.name);
        assert_eq!(find("Burma").unwrap(), "Myanmar");
        assert!(find("Chnia").unwrap_err().to_string().contains("did you mean China"));
        assert!(find("Kuril fishermen").unwrap_err().to_string().contains("the ledger has none"));
        let asked = names.find("--about", "Burma", &store).unwrap();
        assert_eq!(asked.taken().unwrap(), "Burma: Myanmar (mmr)");
    }

    #[test]
    fn letters_are_counted() {
        assert_eq!(distance("chnia", "china"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
