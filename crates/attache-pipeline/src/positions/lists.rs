//! The lists of the ladder's lexicon.
//!
//! In: the `[[list]]` tables of `positions/ladder.toml`. Out: [`LadderList`], by which a stage asks for one. "hand" is of `giving`: in "handed the envoy a
//! letter" the envoy is given something.
//!
//! What a list is for is said in the file.

use crate::lexicon::lists::list_names;
use crate::lexicon::tables::{Chosen, Words};
use serde::Deserialize;

/// A list as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListRow {
    pub name: Chosen<LadderList>,
    pub words: Words,
}

list_names! {
    /// The lists of `positions/ladder.toml`.
    LadderList {
        Giving "giving", Getting "getting", Naming "naming", Papers "papers", Ambassadors "ambassadors",
    }
}
