//! Statements as the JSON contract has them.
//!
//! In: an article's statements. Out: [`QuotationView`]s, those within others under them.

use super::{ResolvedDateView, SpanView, Spans, resolved};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::statements::Statement;
use serde::Serialize;

#[derive(Serialize)]
pub struct QuotationView<'r> {
    pub kind: &'static str,
    pub spans: Vec<SpanView<'r>>,
    pub cue: Option<SpanView<'r>>,
    pub speaker: Option<SpeakerView<'r>>,
    pub via: Vec<ViaView<'r>>,
    pub addressee: Option<SpanView<'r>>,
    pub date: Option<ResolvedDateView<'r>>,
    pub act: &'static str,
    pub modality: &'static str,
    pub rule: &'static str,
    /// Speech within this speech.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nested: Vec<QuotationView<'r>>,
}

#[derive(Serialize)]
pub struct SpeakerView<'r> {
    #[serde(flatten)]
    pub span: SpanView<'r>,
    /// The fullest name in the article.
    pub name: &'r str,
    pub role: Option<&'r str>,
    pub affiliation: Option<&'r str>,
    /// Id of the party the speaker is or speaks for.
    pub actor: Option<&'r str>,
    /// The speaker is carried over from the paragraph before.
    pub inherited: bool,
}

#[derive(Serialize)]
pub struct ViaView<'r> {
    pub name: &'r str,
    pub kind: &'static str,
}

/// The statements of an article, those within others under them.
pub fn quotations_of<'r>(
    statements: &'r [Statement],
    spans: &Spans<'r>,
    lexicons: &'r Lexicons,
) -> Vec<QuotationView<'r>> {
    // The innermost first, each handed to the one that holds it, so that nothing is looked for twice.
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse((depth_of(*at, statements), *at)));
    let mut inside: Vec<Vec<QuotationView<'r>>> = Vec::new();
    inside.resize_with(statements.len(), Vec::new);
    let mut outermost = Vec::new();
    for at in order {
        let mut nested = std::mem::take(&mut inside[at]);
        nested.reverse();
        let view = view_of(&statements[at], nested, spans, lexicons);
        match statements[at].within {
            Some(outer) => inside[outer].push(view),
            None => outermost.push(view),
        }
    }
    outermost.reverse();
    outermost
}

/// In how many others a statement stands; the pipeline nests to a small depth only.
fn depth_of(at: usize, statements: &[Statement]) -> usize {
    std::iter::successors(statements[at].within, |outer| statements[*outer].within).count()
}

fn view_of<'r>(
    statement: &'r Statement,
    nested: Vec<QuotationView<'r>>,
    spans: &Spans<'r>,
    lexicons: &'r Lexicons,
) -> QuotationView<'r> {
    QuotationView {
        kind: statement.kind.name(),
        spans: statement.content.iter().map(|span| spans.view(*span)).collect(),
        cue: statement.cue.map(|cue| spans.view(cue)),
        speaker: speaker_view(statement, spans, lexicons),
        via: statement.via.iter().map(|relay| ViaView { name: &relay.name, kind: relay.kind.name() }).collect(),
        addressee: statement.addressee.map(|told| spans.view(told)),
        date: resolved(&statement.date),
        act: statement.act.name(),
        modality: statement.modality.kind.name(),
        rule: statement.rule,
        nested,
    }
}

fn speaker_view<'r>(statement: &'r Statement, spans: &Spans<'r>, lexicons: &'r Lexicons) -> Option<SpeakerView<'r>> {
    let (span, speaker) = (statement.source?, statement.speaker.as_ref()?);
    let actor = speaker.party.and_then(|party| lexicons.gazetteer.parties.get(party)).map(|party| party.id.as_str());
    Some(SpeakerView {
        span: spans.view(span),
        name: &speaker.name,
        role: speaker.role.map(|role| role.of(spans.text)),
        affiliation: speaker.affiliation.as_ref().map(|affiliation| affiliation.span.of(spans.text)),
        actor,
        inherited: statement.inherited,
    })
}
