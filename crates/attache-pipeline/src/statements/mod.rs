//! Who said what: direct, mixed and indirect quotations with their cues and sources.
//!
//! In: an article's [`Document`] and the lexicon of cues. Out: [`Statement`]s in text order. "Moscow will decide on the
//! Taliban's conduct, Kabulov told Ekho Moskvy" is one: content, cue "told", source "Kabulov".
//!
//! It does not judge what was said, nor turn it into positions.

pub mod marks;
pub mod cues;
pub mod phrases;
pub mod frames;
mod verbs;
pub mod paragraph;
pub mod headlines;
mod unreported;
mod inverted;
pub mod quotes;
pub mod relay;
mod rows;

use crate::dates::{DateExpression, of_clause};
use crate::grammar::phrase::phrase;
use crate::modality::{Modality, ModalityKind, ModalityLexicon, find_modality};
use crate::people::persons::People;
use crate::people::roles::Roles;
use crate::reference::{Cast, Speaker, Spoken};
use crate::span::Span;
use crate::when::TimexValue;
use attache_language::{Document, Token};
use cues::{Act, CueLexicon};
use frames::{Frame, Report, find_reports};
use headlines::find_colon_reports;
use marks::{Quoted, find_quoted};
use paragraph::{Draft, Paragraph, Voice};
use phrases::can_speak;
use quotes::{attribute, source_span};
use relay::{Relay, RelayKind, Wires, find_relays, relay_of_source};
use std::ops::Range;
use unreported::{Heard, sole_person};

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
    /// The date its clause gives the saying: its TIMEX3 value and how that is known.
    pub date: Option<TimexValue>,
    /// How the saying itself is put: done, refused ("did not say"), expected, urged…
    pub modality: Modality,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Kind {
    /// In quotation marks (85 % of its letters and digits or more).
    Direct,
    /// Partly in quotation marks, partly in the reporter's words.
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

/// Statements looked back at for the day on which their speaker spoke.
const FARTHEST: usize = 256;

/// Share of quoted characters from which a statement is direct.
const DIRECT: f64 = 0.85;

/// Speech within speech within speech is told apart to this depth.
const DEEPEST: usize = 6;

/// Finds the statements of an article.
pub fn find_statements(
    cast: &Cast,
    lexicon: &CueLexicon,
    wires: &Wires,
    modalities: &ModalityLexicon,
    dates: &[DateExpression],
) -> Vec<Statement> {
    let document = cast.document;
    let mut spoken = Spoken::default();
    // Who spoke last, and where that one is named: for a sentence that leaves its subject out.
    let mut voice: Option<Speaker> = None;
    let mut last_source: Option<Span> = None;
    let mut statements: Vec<Statement> = Vec::new();
    let mut before: Option<Voice> = None;
    let parts: Vec<Range<usize>> = document.parts().collect();
    for (number, tokens) in parts.iter().cloned().enumerate() {
        let range = document.bytes(tokens.clone());
        let span = Span::from(range);
        let quoted = find_quoted(document.text(), span);
        let next = parts.get(number + 1).cloned().unwrap_or_default();
        let paragraph = Paragraph { document, tokens: tokens.clone(), span, quoted: &quoted, next };
        let mut reports = reports_of(document, tokens, lexicon, cast.roles);
        reports.extend(find_colon_reports(&paragraph, cast, number == 0));
        let told = number.checked_sub(1).and_then(|at| sole_person(cast, parts[at].clone()));
        let mut drafts = attribute(&paragraph, reports, &Heard { voice: before.as_ref(), told, cast }, lexicon);
        drafts.extend(find_block_quote(&paragraph, cast.people));
        before = last_voice(&paragraph, &drafts);
        let first = statements.len();
        let mut drafts: Vec<Draft> = drafts.into_iter().filter(|draft| !draft.content.is_empty()).collect();
        drafts.sort_by_key(|draft| draft.report.word);
        for draft in &drafts {
            let speaker = match draft.report.source {
                Some(source) => Some(cast.resolve(document.token(source), &spoken)),
                None if draft.report.elided => voice.clone(),
                None => None,
            };
            if let (Some(source), Some(speaker)) = (draft.report.source, &speaker) {
                spoken.take(document.token(source).text(), speaker.person, cast.people);
            }
            if draft.report.act.is_speech() {
                spoken.speakers.extend(speaker.clone());
            }
            // A party that is told something is no outlet.
            let mut via = find_relays(document, &draft.report, wires);
            via.retain(|relay| relay.kind != RelayKind::Outlet || !cast.names_party(relay.span));
            let made = statement(document, draft, &quoted);
            let source = made.source.or(if draft.report.elided { last_source } else { None });
            let modality = find_modality(document, draft.report.word, modalities);
            let own = of_clause(dates, document, draft.report.word).map(DateExpression::timex);
            let same = |known: &&Statement| {
                known.speaker.is_some() && known.speaker == speaker && known.modality.kind == ModalityKind::Done
            };
            // What one says in the same report is of one day, unless the report says otherwise.
            let date = own.or_else(|| {
                let recent = statements.iter().rev().take(FARTHEST);
                recent.into_iter().find(same).and_then(|known| known.date.clone())
            });
            statements.push(Statement { source, speaker, via, date, modality, ..made });
        }
        statements[first..].sort_by_key(|statement| (statement.content[0].start, statement.cue));
        nest(&mut statements, first);
        lift_relayed(&mut statements, first, wires, document);
        let last =
            statements[first..].iter().rfind(|statement| statement.within.is_none() && statement.act.is_speech());
        voice = last.and_then(|statement| statement.speaker.clone()).or(voice);
        last_source = last.and_then(|statement| statement.source).or(last_source);
    }
    statements
}

/// Who says what stands at a span, by the innermost statement of speech that holds it.
pub fn speaker_of(statements: &[Statement], span: Span) -> Option<&Speaker> {
    statement_of(statements, span)?.speaker.as_ref()
}

/// The innermost statement of speech that holds a span.
pub fn statement_of(statements: &[Statement], span: Span) -> Option<&Statement> {
    innermost(statements, span, |_| true)
}

/// The innermost statement of speech that a token stands in: not the one it reports itself.
pub fn statement_at<'s>(statements: &'s [Statement], token: Token<'_>) -> Option<&'s Statement> {
    innermost(statements, token.bytes().into(), |statement| statement.word != token.index)
}

fn innermost(statements: &[Statement], span: Span, counts: impl Fn(&Statement) -> bool) -> Option<&Statement> {
    let end =
        statements.partition_point(|statement| statement.content.first().is_none_or(|first| first.start <= span.start));
    let near = statements[..end].iter().rev().take(NEAREST);
    let holds = |statement: &&Statement| {
        statement.act.is_speech() && counts(statement) && statement.content.iter().any(|piece| piece.contains(span))
    };
    let length = |statement: &&Statement| statement.content.iter().map(Span::len).sum::<usize>();
    near.filter(holds).min_by_key(length)
}

/// Statements looked at for one that holds a span: they stand in the order of the text.
const NEAREST: usize = 48;

/// The reports of a paragraph, sentence by sentence.
fn reports_of(document: &Document, tokens: Range<usize>, lexicon: &CueLexicon, roles: &Roles) -> Vec<Report> {
    let mut reports = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        let sentence = document.sentence(document.token(at).sentence());
        reports.extend(find_reports(document, at..sentence.end.min(tokens.end), lexicon, roles));
        at = sentence.end.max(at + 1);
    }
    reports
}

/// The draft that quoted words ended a paragraph with, else the last one that somebody speaks in.
fn last_voice(paragraph: &Paragraph, drafts: &[Draft]) -> Option<Voice> {
    let holds = |draft: &&Draft, last: &Quoted| draft.content.iter().any(|span| span.contains(last.inner));
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
    let inside = |span: &Span| -> usize {
        let first = quoted.partition_point(|quoted| quoted.inner.end <= span.start);
        let near = quoted[first..].iter().take_while(|quoted| quoted.inner.start < span.end);
        near.map(|quoted| letters(Span::new(span.start.max(quoted.inner.start), span.end.min(quoted.inner.end)))).sum()
    };
    let marked: usize = draft.content.iter().map(inside).sum();
    let kind = match marked {
        _ if draft.report.frame == Frame::BlockQuote => Kind::Direct,
        0 => Kind::Indirect,
        _ if marked as f64 >= DIRECT * all as f64 => Kind::Direct,
        _ => Kind::Mixed,
    };
    let named = !draft.inherited && !draft.report.cue.is_empty();
    let cue = named.then(|| Span::from(document.bytes(draft.report.cue.clone())));
    let addressee = draft.report.addressee.map(|told| document.bytes(phrase(document.token(told))));
    Statement {
        kind,
        content: draft.content.clone(),
        cue,
        source: source_span(document, &draft.report),
        act: draft.report.act,
        speaker: None,
        addressee: addressee.map(Span::from),
        via: Vec::new(),
        date: None,
        modality: Modality::done(),
        word: draft.report.word,
        rule: draft.report.frame.name(),
        inherited: draft.inherited || draft.report.elided,
        within: None,
    }
}

/// Words in the first person over a line that is a known person's name and nothing else: the layout quotes them, without marks.
fn find_block_quote(paragraph: &Paragraph, people: &People) -> Option<Draft> {
    let document = paragraph.document;
    let signature = paragraph.next.clone();
    let name = people.mentions.iter().find(|(name, _)| name.tokens.start == signature.start)?;
    let nothing_else = name.0.tokens.end == signature.end;
    let first_person = paragraph
        .tokens
        .clone()
        .any(|at| matches!(document.token(at).text().to_lowercase().as_str(), "i" | "we" | "my" | "our" | "us" | "me"));
    if !nothing_else || !first_person || !paragraph.quoted.is_empty() {
        return None;
    }
    let report = Report {
        word: signature.start,
        cue: signature.start..signature.start,
        source: Some(signature.end - 1),
        content: vec![paragraph.tokens.clone()],
        addressee: None,
        elided: false,
        act: Act::Say,
        frame: Frame::BlockQuote,
    };
    Some(Draft { report, content: vec![paragraph.span], inherited: false })
}

/// "Xi had said he wants friendship, Xinhua reported": the wire hands on what Xi said. The inner statement becomes the
/// statement, the outer one its relay.
fn lift_relayed(statements: &mut Vec<Statement>, first: usize, wires: &Wires, document: &Document) {
    let mut gone = vec![false; statements.len()];
    let mut within: Vec<Vec<usize>> = vec![Vec::new(); statements.len() - first];
    for at in first..statements.len() {
        if let Some(outer) = statements[at].within {
            within[outer - first].push(at);
        }
    }
    for outer in first..statements.len() {
        if statements[outer].within.is_some() {
            continue;
        }
        let Some(relay) = relay_of_source(document, &statements[outer], wires) else { continue };
        let whole = length(&statements[outer]);
        // Only what nobody else holds is lifted, so nothing moves into an outer one that comes later.
        let inside = std::mem::take(&mut within[outer - first]);
        let lifted = |at: &&usize| statements[**at].act.is_speech() && 2 * length(&statements[**at]) >= whole;
        let Some(inner) = inside.iter().find(lifted).copied() else { continue };
        for at in inside.into_iter().filter(|at| *at != inner) {
            statements[at].within = Some(inner);
            within[inner - first].push(at);
        }
        within[inner - first].sort_unstable();
        statements[inner].within = None;
        statements[inner].via.push(relay);
        gone[outer] = true;
    }
    if gone.iter().any(|gone| *gone) {
        let place: Vec<usize> = gone
            .iter()
            .scan(0, |kept, gone| {
                let at = *kept;
                *kept += usize::from(!gone);
                Some(at)
            })
            .collect();
        let mut at = 0;
        statements.retain(|_| {
            at += 1;
            !gone[at - 1]
        });
        for statement in &mut statements[first..] {
            statement.within = statement.within.map(|outer| place[outer]);
        }
    }
}

/// Speech within speech: a cue that stands in another's content; what is nested deeper than [`DEEPEST`] stands in the last that is not.
fn nest(statements: &mut [Statement], first: usize) {
    for inner in first..statements.len() {
        let Some(cue) = statements[inner].cue else { continue };
        let holds = |outer: &Statement| outer.content.iter().any(|span| span.contains(cue));
        // A longer content is never within a shorter one, so that no two are within one another.
        let rank = |at: usize| (length(&statements[at]), std::cmp::Reverse(at));
        // They stand in the order of the text: who holds the cue begins ahead of it.
        let end = first + statements[first..].partition_point(|outer| outer.content[0].start <= cue.start);
        let near = (first..end).rev().take(FARTHEST);
        let outer = near
            .filter(|at| rank(*at) > rank(inner) && holds(&statements[*at]))
            .min_by_key(|at| (length(&statements[*at]), *at));
        statements[inner].within = outer;
    }
    // From the outside in, so that whoever holds a statement has its depth already.
    let mut order: Vec<usize> = (first..statements.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse((length(&statements[*at]), std::cmp::Reverse(*at))));
    let mut depth = vec![0; statements.len() - first];
    for at in order {
        let Some(outer) = statements[at].within else { continue };
        if depth[outer - first] >= DEEPEST {
            statements[at].within = statements[outer].within;
            depth[at - first] = depth[outer - first];
        } else {
            depth[at - first] = depth[outer - first] + 1;
        }
    }
}

/// Bytes of a statement's content.
fn length(statement: &Statement) -> usize {
    statement.content.iter().map(Span::len).sum()
}
