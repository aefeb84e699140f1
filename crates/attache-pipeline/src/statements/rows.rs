//! The rows of the lexicon of statements, as they are written.
//!
//! In: the tables of `statements/cues.toml`. Out: a [`CueFile`], and of each row the [`Sense`] it gives its lemmas. `frames = "clause quote"` are
//! two frames.
//!
//! Which frame stands beside a word in a sentence is asked later, by [`frames`](super::frames).

use super::cues::{Act, Frames, Sense, VerbList};
use crate::lexicon::tables::{Chosen, Examples, RuleName, Spanned, Words};
use serde::Deserialize;

/// The file; its head describes the fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CueFile {
    pub list: Vec<Spanned<ListRow>>,
    pub verbs: Vec<Spanned<Row>>,
    pub nouns: Vec<Spanned<Row>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListRow {
    pub name: Chosen<VerbList>,
    pub lemmas: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub name: RuleName,
    pub act: Chosen<Act>,
    pub lemmas: Vec<String>,
    #[serde(default)]
    pub frames: Words<Chosen<Frames>>,
    #[serde(default)]
    pub preps: Words,
    #[serde(default)]
    pub object_preps: Words,
    pub yes: Examples,
    pub no: Examples,
    #[serde(default)]
    pub misses: Vec<String>,
}

/// Of two rows that give a verb one frame, the one whose act stands first here holds: what plainly says before what judges, speech before
/// thought, what somebody says before what a document shows.
const PRECEDENCE: [Act; 14] = [
    Act::Say,
    Act::Argue,
    Act::Announce,
    Act::Concede,
    Act::Commit,
    Act::Direct,
    Act::Ask,
    Act::Judge,
    Act::Deny,
    Act::Answer,
    Act::Voice,
    Act::Post,
    Act::Think,
    Act::Show,
];

impl Row {
    /// Rows with frames come first, by their act; then those of prepositions alone, the fewest first.
    pub fn rank(&self) -> (bool, usize, Option<usize>, &RuleName) {
        let alone = self.frames.0.is_empty();
        let preps = if alone { self.preps.0.len() + self.object_preps.0.len() } else { 0 };
        (alone, preps, PRECEDENCE.iter().position(|act| *act == self.act.0), &self.name)
    }

    pub fn sense(&self) -> Sense {
        let frames = self.frames.0.iter().fold(0, |all, frame| all | frame.0.0);
        let (preps, object_preps) = (self.preps.0.clone(), self.object_preps.0.clone());
        Sense { act: self.act.0, frames: Frames(frames), preps, object_preps }
    }
}
