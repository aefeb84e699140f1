//! Nouns that stand for a party.
//!
//! In: `reference/nouns.txt`. Out: [`PartyNouns`]. "embassy" acts for whose it is; "movement" takes up a group named before.

use crate::lexicon::lists::{Lists, list_names};

list_names! {
    /// The lists of `reference/nouns.txt`.
    PartyNoun {
        Bodies "bodies", Groups "groups", Governments "governments", Statehood "statehood", Missions "missions",
        GroupWords "group words", StateWords "state words", RecognisedAsGovernment "recognised as government",
    }
}

/// Words by list, in lower case.
pub type PartyNouns = Lists<PartyNoun>;
