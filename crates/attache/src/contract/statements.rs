//! Statements: who said what, told by whom.
//!
//! In: an article's statements, as they are kept. Out: [`Statement`]s, those within others under them: "Kabulov told Reuters that the embassy
//! stays open" is `indirect`, its speaker Zamir Kabulov, its cue "told", handed on by Reuters.

use super::dates::Resolved;
use super::span::Span;
use super::words::Word;
use crate::reading::statements as kept;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::statements::Kind as StatementKind;
use attache_pipeline::statements::cues::Act;
use attache_pipeline::statements::relay::RelayKind;
use schemars::JsonSchema;
use serde::Serialize;

/// What somebody said, thought or showed.
#[derive(Serialize, JsonSchema, Clone, Debug, PartialEq)]
pub struct Statement<'r> {
    /// How much of it is in the source's own words.
    pub kind: Word<StatementKind>,
    /// What is said, in pieces, in the order of the text.
    pub spans: Vec<Span<'r>>,
    /// The words that tell that it is said.
    pub cue: Option<Span<'r>>,
    /// Whose words they are; `null` where no source is named.
    pub speaker: Option<Speaker<'r>>,
    /// Who handed the words on, innermost first.
    pub via: Vec<Via<'r>>,
    /// The words for the person or body that was told.
    pub addressee: Option<Span<'r>>,
    /// When it was said.
    pub date: Option<Resolved<'r>>,
    /// What the source does with its words: says, denies, asks …
    pub act: Word<Act>,
    /// How the saying itself is put.
    pub modality: Word<ModalityKind>,
    /// The name of the rule that found it.
    pub rule: &'r str,
    /// Speech within this speech; absent where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nested: Vec<Statement<'r>>,
}

/// The source of a statement.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker<'r> {
    #[serde(flatten)]
    pub span: Span<'r>,
    /// The fullest name the article has for the source.
    pub name: &'r str,
    /// What the speaker is, in the article's words.
    pub role: Option<&'r str>,
    /// For whom the speaker speaks, in the article's words.
    pub affiliation: Option<&'r str>,
    /// The gazetteer's id of the party the speaker is or speaks for.
    pub actor: Option<&'r str>,
    /// Whether the speaker is carried over from the paragraph before.
    pub inherited: bool,
}

/// Who handed words on.
#[derive(Serialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Via<'r> {
    /// The name, or the page's words for it.
    pub name: &'r str,
    /// What it is.
    pub kind: Word<RelayKind>,
}

impl<'r> From<&'r kept::Statement> for Statement<'r> {
    fn from(kept: &'r kept::Statement) -> Statement<'r> {
        let via = kept.via.iter().map(|relay| Via { name: &relay.name, kind: Word(relay.kind) });
        let speaker = kept.speaker.as_ref().map(|speaker| Speaker {
            span: Span::from(&speaker.named),
            name: &speaker.name,
            role: speaker.role.as_deref(),
            affiliation: speaker.affiliation.as_deref(),
            actor: speaker.actor.as_deref(),
            inherited: speaker.inherited,
        });
        Statement {
            kind: Word(kept.kind),
            spans: kept.content.iter().map(Span::from).collect(),
            cue: kept.cue.as_ref().map(Span::from),
            speaker,
            via: via.collect(),
            addressee: kept.addressee.as_ref().map(Span::from),
            date: kept.date.as_ref().map(Resolved::from),
            act: Word(kept.act),
            modality: Word(kept.modality),
            rule: &kept.rule,
            nested: kept.nested.iter().map(Statement::from).collect(),
        }
    }
}

impl Statement<'_> {
    /// Where it begins, in code points.
    pub fn start(&self) -> usize {
        self.spans.first().map_or(0, |span| span.start)
    }
}

/// All statements, each before those within it, and the place in this list of the one it lies within.
pub fn flatten<'s, 'r>(statements: &'s [Statement<'r>]) -> Vec<(&'s Statement<'r>, Option<usize>)> {
    let mut flat = Vec::new();
    statements.iter().for_each(|statement| push(statement, None, &mut flat));
    flat
}

fn push<'s, 'r>(
    statement: &'s Statement<'r>,
    outer: Option<usize>,
    flat: &mut Vec<(&'s Statement<'r>, Option<usize>)>,
) {
    let own = flat.len();
    flat.push((statement, outer));
    statement.nested.iter().for_each(|nested| push(nested, Some(own), flat));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::statements::tests::said;

    #[test]
    fn what_lies_within_comes_after_what_it_lies_in() {
        const TEXT: &str = "Ann Lee said Bo Yu said the embassy stays.";
        let mut outer = said(TEXT, 0, "Ann Lee", "said", "Bo Yu said the embassy stays");
        outer.nested = vec![said(TEXT, 0, "Bo Yu", "said", "the embassy stays")];
        let statements = [Statement::from(&outer)];
        let flat = flatten(&statements);
        let names: Vec<&str> = flat.iter().map(|(one, _)| one.speaker.unwrap().name).collect();
        assert_eq!((names, flat[1].1), (vec!["Ann Lee", "Bo Yu"], Some(0)));
    }
}
