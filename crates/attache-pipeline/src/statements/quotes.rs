//! Quoted passages to their speakers: which report each belongs to.
//!
//! In: a paragraph's passages and the reports of its sentences. Out: [`Draft`]s: reports with their content in bytes, whole
//! passages joined to them. Of `"We will go," Kabulov said. "Not today."` both passages are the content of one report.
//!
//! In order of trust: a report whose content the passage is or stands in; a verb of speech beside it; the passage before it,
//! where nothing new stands between; the paragraph before, where this one opens with a mark; the verb it hangs from. What
//! none of these takes is a scare quote, a title or a name, and no statement.

use super::cues::{Act, CueLexicon, VerbList};
use super::frames::{Frame, Report, quote_act};
use super::inverted::{find_inverted, inverted_source};
use super::marks::Quoted;
use super::paragraph::{Draft, Paragraph, SHORTEST_SPEECH, is_word};
use super::phrases::{find_addressee, find_source};
use super::unreported::{Heard, find_governor, find_introduced, find_signature, inherit};
use crate::grammar::phrase::phrase;
use crate::span::Span;
use attache_language::{Document, Pos, Token};
use std::ops::Range;

/// Words between "that" and a quotation, at most, in tokens.
const LONGEST_LEAD: usize = 25;
/// A voice is not carried over more than this, in tokens.
const LONGEST_GAP: usize = 40;

/// Joins passages and reports.
pub fn attribute(paragraph: &Paragraph, reports: Vec<Report>, heard: &Heard, lexicon: &CueLexicon) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = reports
        .into_iter()
        .map(|report| {
            let mut content = Vec::new();
            let pieces = report.content.iter().map(|tokens| paragraph.bytes(tokens));
            pieces.filter(|span| !span.is_empty()).for_each(|span| take_in(&mut content, span));
            Draft { report, content, inherited: false }
        })
        .filter(|draft| !draft.content.is_empty())
        .collect();
    drafts.sort_by_key(|draft| draft.report.word);
    let told = drafts.len();
    // For each passage, the draft it went to.
    let mut taken: Vec<Option<usize>> = Vec::with_capacity(paragraph.quoted.len());
    for (number, quoted) in paragraph.quoted.iter().enumerate() {
        let previous = number.checked_sub(1).map(|at| (&paragraph.quoted[at], taken[at]));
        let owner = find_holder(paragraph, quoted, &drafts, told)
            .or_else(|| find_beside(paragraph, number, &mut drafts, told, lexicon))
            .or_else(|| find_introduced(paragraph, quoted, heard, &mut drafts))
            .or_else(|| find_continued(paragraph, quoted, previous, &drafts, told))
            .or_else(|| find_signature(paragraph, quoted, &mut drafts))
            .or_else(|| inherit(paragraph, quoted, number, heard, &mut drafts))
            .or_else(|| find_governor(paragraph, quoted, &mut drafts));
        if let Some(owner) = owner {
            take_in(&mut drafts[owner].content, quoted.outer);
        }
        taken.push(owner);
    }
    drafts
}

/// Reports further off than a sentence can be long, in tokens, hold nothing of a passage.
const FARTHEST: usize = 1024;
/// Of the drafts made for passages, the latest are looked at.
const LATEST: usize = 64;

/// The drafts near some tokens: of the `told` that the sentences gave, which stand in order, and of the latest made for passages. In a
/// paragraph of ten thousand quotations each looks at its neighbours only.
fn near(drafts: &[Draft], told: usize, tokens: &Range<usize>) -> impl Iterator<Item = usize> + use<> {
    let (from, to) = (tokens.start.saturating_sub(FARTHEST), tokens.end + FARTHEST);
    let first = drafts[..told].partition_point(|draft| draft.report.word < from);
    let last = drafts[..told].partition_point(|draft| draft.report.word < to);
    (first..last).chain(drafts.len().saturating_sub(LATEST).max(told)..drafts.len())
}

/// A report whose content the passage is, or stands in: the closest one.
fn find_holder(paragraph: &Paragraph, quoted: &Quoted, drafts: &[Draft], told: usize) -> Option<usize> {
    let length = |draft: &Draft| draft.content.iter().map(Span::len).sum::<usize>();
    let tokens = paragraph.document.tokens_in(quoted.outer.start..quoted.outer.end);
    let before = near(drafts, told, &(tokens.start..tokens.start));
    let behind = near(drafts, told, &(tokens.end..tokens.end)).filter(|at| *at < told);
    let mut candidates: Vec<usize> = before.chain(behind).collect();
    candidates.sort_unstable();
    candidates.dedup();
    candidates
        .into_iter()
        .map(|at| (at, &drafts[at]))
        .filter(|(_, draft)| {
            let word = paragraph.document.token(draft.report.word).bytes().start;
            let outside = !quoted.outer.covers(word);
            outside
                && 2 * shared(&draft.content, quoted.inner) >= quoted.inner.len().min(2 * length(draft))
                && shared(&draft.content, quoted.inner) > 0
        })
        .min_by_key(|(_, draft)| length(draft))
        .map(|(at, _)| at)
}

/// Bytes that a content and a span share.
fn shared(content: &[Span], span: Span) -> usize {
    content.iter().map(|piece| piece.end.min(span.end).saturating_sub(piece.start.max(span.start))).sum()
}

/// A verb of speech beside the passage: behind it where it ends in a comma or a question, else ahead of it.
fn find_beside(
    paragraph: &Paragraph,
    number: usize,
    drafts: &mut Vec<Draft>,
    told: usize,
    lexicon: &CueLexicon,
) -> Option<usize> {
    let quoted = &paragraph.quoted[number];
    let document = paragraph.document;
    let text = document.text();
    let next_start = paragraph.quoted.get(number + 1).map_or(paragraph.span.end, |next| next.outer.start);
    let last_end = number.checked_sub(1).map_or(paragraph.span.start, |at| paragraph.quoted[at].outer.end);
    let behind = document.tokens_in(quoted.outer.end..next_start);
    let ahead = document.tokens_in(last_end..quoted.outer.start);
    let inner = quoted.inner.of(text).trim_end();
    let open_ended =
        !inner.ends_with(['.', '…']) || text[quoted.outer.end..next_start].trim_start().starts_with(char::is_lowercase);
    let is_cue = |token: &Token<'_>| {
        token.pos() == Pos::Verb
            && quote_act(*token, lexicon).is_some()
            && find_source(*token)
                .or_else(|| inverted_source(*token))
                .is_some_and(|source| !paragraph.is_quoted(source) && is_word(source))
    };
    let sentence_end = |range: &Range<usize>| {
        let first = range.clone().find(|at| is_word(document.token(*at)))?;
        Some(document.sentence(document.token(first).sentence()).end.min(range.end))
    };
    // '"…," chimed in Amy Marsh', whatever the parser makes of it.
    let turned = if open_ended { find_inverted(paragraph, behind.clone()) } else { None };
    let mut found = turned.map(|(verb, _)| verb);
    let mut lead = None;
    if open_ended && found.is_none() {
        let end = sentence_end(&behind).unwrap_or(behind.start);
        found = (behind.start..end.max(behind.start)).map(|at| document.token(at)).find(is_cue);
    }
    if found.is_none() {
        let introduces = text[last_end..quoted.outer.start].trim_end().ends_with([',', ':', '—', '–', '-']);
        let sentence = ahead.clone().next_back().map(|at| document.sentence(document.token(at).sentence()));
        let from = sentence.map_or(ahead.end, |sentence| sentence.start.max(ahead.start));
        let near = (from..ahead.end).rev().map(|at| document.token(at)).find(is_cue);
        found = near.filter(|verb| introduces || verb.index + 4 >= ahead.end);
        // "said on Monday that the minister had “agreed to nothing”": the clause begins at "that".
        if let (None, Some(verb)) = (found, near) {
            let that = (verb.index + 1..ahead.end).find(|at| document.token(*at).text() == "that");
            lead = that.filter(|that| ahead.end - that <= LONGEST_LEAD).map(|that| that + 1..ahead.end);
            found = if lead.is_some() { near } else { None };
        }
    }
    let verb = found?;
    let known = near(drafts, told, &(verb.index..verb.index)).find(|at| drafts[*at].report.word == verb.index);
    if let Some(at) = known {
        // Its own content stays only if it is quoted too.
        return Some(at);
    }
    let turned = turned.map(|(_, source)| source);
    let source =
        turned.or_else(|| find_source(verb)).or_else(|| inverted_source(verb)).filter(|token| is_word(*token))?;
    drafts.push(Draft {
        report: Report {
            word: verb.index,
            cue: verb.index..verb.index + 1,
            source: Some(source.index),
            content: Vec::new(),
            addressee: find_addressee(verb, lexicon.is(VerbList::Telling, verb.lemma()))
                .filter(|told| told.index != source.index)
                .map(|told| told.index),
            elided: false,
            act: quote_act(verb, lexicon).unwrap_or(Act::Say),
            frame: Frame::Quote,
        },
        content: lead.map(|lead| paragraph.bytes(&lead)).into_iter().collect(),
        inherited: false,
    });
    Some(drafts.len() - 1)
}

/// The passage goes on with the speaker of the one before it, if nobody new speaks in between.
fn find_continued(
    paragraph: &Paragraph,
    quoted: &Quoted,
    previous: Option<(&Quoted, Option<usize>)>,
    drafts: &[Draft],
    told: usize,
) -> Option<usize> {
    let (last, owner) = previous?;
    let owner = owner?;
    let between = paragraph.document.tokens_in(last.outer.end..quoted.outer.start);
    let source = drafts.get(owner).map(|draft| draft.report.source);
    if between.len() > LONGEST_GAP {
        return None;
    }
    let speaks = |draft: &Draft| between.contains(&draft.report.word) && Some(draft.report.source) != source;
    let new_voice = near(drafts, told, &between).any(|at| speaks(&drafts[at]));
    let starts = quoted
        .inner
        .of(paragraph.document.text())
        .trim_start()
        .starts_with(|c: char| c.is_uppercase() || "[…".contains(c));
    let long = paragraph.words(quoted.inner) >= SHORTEST_SPEECH;
    (!new_voice && (starts || long)).then_some(owner)
}

/// Adds a passage to a content: pieces that lie within it or touch it become one with it.
fn take_in(content: &mut Vec<Span>, passage: Span) {
    let mut joined = passage;
    content.retain(|piece| {
        let apart = piece.end < joined.start || joined.end < piece.start;
        if !apart {
            joined = Span::new(joined.start.min(piece.start), joined.end.max(piece.end));
        }
        apart
    });
    content.push(joined);
    content.sort();
}

/// The phrase of a draft's source, in bytes.
pub fn source_span(document: &Document, report: &Report) -> Option<Span> {
    let tokens = phrase(document.token(report.source?));
    let first = tokens
        .clone()
        .find(|at| document.token(*at).text().starts_with(|c: char| c.is_alphanumeric() || "@#“\"'‘".contains(c)));
    let range = document.bytes(first.unwrap_or(tokens.start)..tokens.end);
    Some(Span::from(range).trimmed(document.text()))
}
