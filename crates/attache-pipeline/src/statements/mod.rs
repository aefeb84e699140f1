//! Who said what: direct, mixed and indirect quotations with their cues and sources.
//!
//! In: an article's [`Document`] and the lexicon of cues. Out: [`Statement`]s in text order. "Moscow will decide on the
//! Taliban's conduct, Kabulov told Ekho Moskvy" is one: content, cue "told", source "Kabulov".
//!
//! It does not judge what was said, nor turn it into positions.

pub mod marks;
pub mod cues;
pub mod frames;
pub mod quotes;
pub mod speakers;
pub mod relay;

use crate::ledger::source::Span;
use attache_language::Document;
use cues::{Act, CueLexicon};
use frames::{Report, can_speak, find_reports, phrase};
use marks::{Quoted, find_quoted};
use quotes::{Draft, Paragraph, Voice, attribute, source_span};
use relay::{Relay, Wires, find_relays};
use speakers::{Cast, Speaker};
use std::ops::Range;

/// What a source says or thinks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// How much of it is in the source's own words.
    pub kind: Kind,
    /// What is said, in pieces, in order.
    pub content: Vec<Span>,
    /// What tells that it is said.
    pub cue: Option<Span>,
    /// Who says it, as named there.
    pub source: Option<Span>,
    /// What the source does.
    pub act: Act,
    /// Whose words they are.
    pub speaker: Option<Speaker>,
    /// A person or body told.
    pub addressee: Option<Span>,
    /// Who handed the words on, innermost first.
    pub via: Vec<Relay>,
    /// The verb, noun or preposition that reports, as a token.
    pub word: usize,
    /// The rule that found it.
    pub rule: &'static str,
    /// The speaker is carried over from the paragraph before.
    pub inherited: bool,
    /// The number of the statement it is part of, for speech within speech.
    pub within: Option<usize>,
}

/// How a statement is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// In quotation marks (85 % of its letters and digits or more).
    Direct,
    /// Partly.
    Mixed,
    /// In the reporter's words.
    Indirect,
}

impl Kind {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Direct => "direct",
            Kind::Mixed => "mixed",
            Kind::Indirect => "indirect",
        }
    }
}

/// Share of quoted characters from which a statement is direct.
const DIRECT: f64 = 0.85;

/// Finds the statements of an article.
pub fn find_statements(cast: &Cast, lexicon: &CueLexicon, wires: &Wires) -> Vec<Statement> {
    let document = cast.document;
    let mut spoken: Vec<Speaker> = Vec::new();
    let mut statements: Vec<Statement> = Vec::new();
    let mut before: Option<Voice> = None;
    let parts: Vec<Range<usize>> = document.parts().collect();
    for (number, tokens) in parts.iter().cloned().enumerate() {
        let range = document.bytes(tokens.clone());
        let span = Span::new(range.start, range.end);
        let quoted = find_quoted(document.text(), span);
        let next = parts.get(number + 1).cloned().unwrap_or_default();
        let paragraph = Paragraph { document, tokens: tokens.clone(), span, quoted: &quoted, next };
        let reports = reports_of(document, tokens, lexicon);
        let drafts = attribute(&paragraph, reports, before.as_ref(), lexicon);
        before = last_voice(&paragraph, &drafts);
        let first = statements.len();
        let mut drafts: Vec<Draft> = drafts.into_iter().filter(|draft| !draft.content.is_empty()).collect();
        drafts.sort_by_key(|draft| draft.report.word);
        for draft in &drafts {
            let speaker = draft.report.source.map(|source| cast.resolve(document.token(source), &spoken));
            spoken.extend(speaker.clone().filter(|_| draft.report.act.is_speech()));
            let via = find_relays(document, &draft.report, wires);
            statements.push(Statement { speaker, via, ..statement(document, draft, &quoted) });
        }
        statements[first..].sort_by_key(|statement| (statement.content[0].start, statement.cue));
        nest(&mut statements, first);
    }
    statements
}

/// The reports of a paragraph, sentence by sentence.
fn reports_of(document: &Document, tokens: Range<usize>, lexicon: &CueLexicon) -> Vec<Report> {
    let mut reports = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        let sentence = document.sentence(document.token(at).sentence());
        reports.extend(find_reports(document, at..sentence.end.min(tokens.end), lexicon));
        at = sentence.end.max(at + 1);
    }
    reports
}

/// The draft that quoted words ended a paragraph with, else the last one that somebody speaks in.
fn last_voice(paragraph: &Paragraph, drafts: &[Draft]) -> Option<Voice> {
    let holds = |draft: &&Draft, last: &Quoted| {
        draft.content.iter().any(|span| span.start <= last.inner.start && last.inner.end <= span.end)
    };
    let ended = paragraph.quoted.last().and_then(|last| drafts.iter().find(|draft| holds(draft, last)));
    let spoken = |draft: &&Draft| draft.report.source.is_some_and(|s| can_speak(paragraph.document.token(s)));
    let last = drafts.iter().filter(spoken).max_by_key(|draft| draft.report.word);
    ended.or(last).map(|draft| Voice { draft: draft.clone(), quoted: ended.is_some() })
}

/// All that follows from the draft alone.
fn statement(document: &Document, draft: &Draft, quoted: &[Quoted]) -> Statement {
    let text = document.text();
    let letters = |span: Span| span.of(text).chars().filter(|c| c.is_alphanumeric()).count();
    let all: usize = draft.content.iter().map(|span| letters(*span)).sum();
    let inside = |span: &Span, quoted: &Quoted| {
        let (start, end) = (span.start.max(quoted.inner.start), span.end.min(quoted.inner.end));
        if start < end { letters(Span::new(start, end)) } else { 0 }
    };
    let marked: usize = draft.content.iter().flat_map(|span| quoted.iter().map(move |q| inside(span, q))).sum();
    let kind = match marked {
        0 => Kind::Indirect,
        _ if marked as f64 >= DIRECT * all as f64 => Kind::Direct,
        _ => Kind::Mixed,
    };
    let cue =
        (!draft.inherited).then(|| document.bytes(draft.report.cue.clone())).map(|cue| Span::new(cue.start, cue.end));
    let addressee = draft.report.addressee.map(|told| document.bytes(phrase(document.token(told))));
    Statement {
        kind,
        content: draft.content.clone(),
        cue,
        source: source_span(document, &draft.report),
        act: draft.report.act,
        speaker: None,
        addressee: addressee.map(|told| Span::new(told.start, told.end)),
        via: Vec::new(),
        word: draft.report.word,
        rule: draft.report.frame.name(),
        inherited: draft.inherited,
        within: None,
    }
}

/// Speech within speech: a cue that stands in another's content.
fn nest(statements: &mut [Statement], first: usize) {
    for inner in first..statements.len() {
        let Some(cue) = statements[inner].cue else { continue };
        let holds = |outer: &Statement| outer.content.iter().any(|span| span.start <= cue.start && cue.end <= span.end);
        let outer = (first..statements.len())
            .filter(|at| *at != inner && holds(&statements[*at]))
            .min_by_key(|at| statements[*at].content.iter().map(|span| span.end - span.start).sum::<usize>());
        statements[inner].within = outer;
    }
}
