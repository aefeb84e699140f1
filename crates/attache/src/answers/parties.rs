//! The party a user's words mean, in a ledger.
//!
//! In: "Burma", "the Taliban", "Kuril fishermen". Out: [`Asked`]: Myanmar, `mmr`; or a party that no list knows and the ledger has by the name
//! its pages give it. "Chnia" is nobody: "did you mean China?".
//!
//! Names nearest in letters are only suggested, never taken: a question about one state answered for another is worse than none.

use crate::reading::lexicons::open_lexicons;
use crate::reading::selection::{About, find_party, near_names};
use crate::store::Store;
use crate::store::query::{Filter, Query};
use anyhow::{Result, bail};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::people::gazetteer::Gazetteer;
use attache_pipeline::people::parties::find_parties;
use std::path::Path;

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
        self.about.taken(&self.written)
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

    /// Ids of the parties that words name.
    pub fn named_in(&self, words: &str) -> Vec<String> {
        let mentions = find_parties(words, &self.gazetteer);
        mentions.iter().map(|mention| self.gazetteer.parties[mention.party].id.clone()).collect()
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
        let own = store.values(&Query::of("parties", "name"), "name")?;
        match near_names(written, self.gazetteer.parties.iter().map(|party| party.name.clone()).chain(own)).as_slice() {
            [] => bail!("{flag}: no state, body or group is called `{written}`, and the ledger has none of that name"),
            near => bail!("{flag}: nobody is called `{written}`; did you mean {}?", near.join(", ")),
        }
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
}
