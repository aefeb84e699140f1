//! Contradictions: where reports disagree.
//!
//! In: what the ledger found. Out: [`Contradiction`]s, clashes first: "the attack in Moscow", `date`, `clash`, "March 2024" against "April 2024", and
//! a sentence that says what differs and what to check.

use super::told::Place;
use crate::contract::words::Word;
use crate::reading::collection::Collection;
use crate::views::disagreement;
use attache_pipeline::ledger::contradiction::{self, Kind as ContradictionKind, Strength};
use schemars::JsonSchema;
use serde::Serialize;

/// Where reports disagree.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Contradiction<'c> {
    /// What they disagree on.
    #[serde(rename = "type")]
    pub kind: Word<ContradictionKind>,
    /// Whether both can hold.
    pub strength: Word<Strength>,
    /// What it is about, in a few words.
    pub about: &'c str,
    /// What the sides tell otherwise, and what a careful reader would check: one sentence.
    pub says: String,
    /// What each report says, by report, then place.
    pub sides: Vec<Place<'c>>,
}

impl<'c> Contradiction<'c> {
    /// The contract's form of a contradiction.
    pub fn of(found: &'c contradiction::Contradiction, collection: &'c Collection) -> Contradiction<'c> {
        Contradiction {
            kind: Word(found.kind),
            strength: Word(found.strength),
            about: &found.about,
            says: disagreement::says(&found.difference),
            sides: found.sides.iter().map(|(at, evidence)| Place::of(*at, evidence, collection)).collect(),
        }
    }
}
