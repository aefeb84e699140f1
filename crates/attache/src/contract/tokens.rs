//! The language analysis of a capture: a line of `attache parse --format jsonl`.
//!
//! In: a path and a document. Out: [`Analysis`]: `{"path", "tokens": [[start, end, tag, pos, lemma, head, dep, ent, sent_start], …]}`, offsets in
//! code points. The first word of "Lima expelled Quito's envoy." is `[0, 4, "NNP", "PROPN", "Lima", 1, "nsubj", "B-GPE", true]`.

use crate::reading::code_points::CodePointIndex;
use attache_language::{Document, Token};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use std::borrow::Cow;

/// The analysis of one capture.
#[derive(Serialize, JsonSchema)]
pub struct Analysis<'d> {
    /// The capture, as the user named it.
    pub path: &'d str,
    /// Its tokens, in the order of the text.
    pub tokens: Vec<Row<'d>>,
}

/// A token: start and end in code points; Penn Treebank tag; Universal POS; lemma; number of its head, its own where it is a root;
/// relation to it; entity; whether a sentence begins with it.
pub type Row<'d> = (usize, usize, &'d str, &'d str, &'d str, usize, &'d str, Entity<'d>, bool);

/// `B-GPE`, `I-GPE` or `O`, written without being built.
pub struct Entity<'d>(Token<'d>);

impl Serialize for Entity<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.entity_label() {
            "" => serializer.serialize_str("O"),
            label => serializer.collect_str(&format_args!("{}-{label}", self.0.entity_iob())),
        }
    }
}

impl JsonSchema for Entity<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Entity".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "`B-GPE` where an entity begins, `I-GPE` within it, `O` outside of any." })
    }
}

impl<'d> Analysis<'d> {
    /// The analysis of a document.
    pub fn of(path: &'d str, document: &'d Document) -> Analysis<'d> {
        let points = CodePointIndex::of(document.text());
        let row = |token: Token<'d>| {
            let bytes = token.bytes();
            let (start, end) = (points.at(bytes.start), points.at(bytes.end));
            let (tag, pos, lemma) = (token.tag(), token.pos().name(), token.lemma());
            (start, end, tag, pos, lemma, token.head().index, token.dep(), Entity(token), token.is_sentence_start())
        };
        Analysis { path, tokens: document.tokens().map(row).collect() }
    }
}
