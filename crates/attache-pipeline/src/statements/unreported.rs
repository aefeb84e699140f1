//! Speakers of passages that no verb of speech tells of.
//!
//! In: a quoted passage that no report holds or stands beside. Out: a new [`Draft`] and its number, or nothing.
//! `"We stay." - Ann Lee, envoy` is signed; a paragraph that opens with a mark goes on with who spoke before; of `railed about "fake news and
//! bad people"` the subject of "railed" speaks.
//!
//! Only passages long enough to be speech are given a speaker here.

use super::cues::Act;
use super::frames::{Frame, Report};
use super::marks::Quoted;
use super::paragraph::{Draft, Paragraph, SHORTEST_SPEECH, Voice, is_word};
use super::phrases::{can_speak, find_source};
use crate::reference::Cast;
use attache_language::{Pos, Token};
use std::ops::Range;

/// What parts a quotation from the name below it.
const DASHES: [char; 5] = ['-', '–', '—', '―', '~'];
/// Longer lines are no signature, in tokens.
const LONGEST_SIGNATURE: usize = 16;

/// A passage signed behind a dash ('"We stay." - Ann Lee, envoy'), on the same line or alone on the next.
pub(super) fn find_signature(paragraph: &Paragraph, quoted: &Quoted, drafts: &mut Vec<Draft>) -> Option<usize> {
    let document = paragraph.document;
    let whole = quoted.outer.start <= paragraph.span.start + 3;
    let text = document.text();
    let rest = text[quoted.outer.end..paragraph.span.end].trim_start();
    let behind = rest.trim_start_matches(DASHES);
    let rest = document.tokens_in(paragraph.span.end - behind.len()..paragraph.span.end);
    let dashed = behind.len() < text[quoted.outer.end..paragraph.span.end].trim_start().len();
    let is_dash = |at: usize| matches!(document.token(at).text(), "-" | "--" | "–" | "—" | "―");
    let signed = |mut line: Range<usize>, dash: Option<usize>| -> Option<Report> {
        while line.start < line.end && !is_word(document.token(line.start)) {
            line.start += 1;
        }
        let verb = line.clone().any(|at| matches!(document.token(at).tag(), "VBD" | "VBZ" | "VBP" | "MD"));
        let first = document.token(line.clone().next()?);
        // A name and what its bearer is: capitals first, no clause.
        if verb || line.len() > LONGEST_SIGNATURE || !first.text().starts_with(char::is_uppercase) {
            return None;
        }
        let name = line.clone().map(|at| document.token(at)).take_while(|token| token.pos() == Pos::Propn).last()?;
        let cue = dash.unwrap_or(first.index);
        Some(Report {
            word: cue,
            cue: cue..cue + usize::from(dash.is_some()),
            source: Some(name.index),
            content: Vec::new(),
            addressee: None,
            elided: false,
            act: Act::Say,
            frame: Frame::Quote,
        })
    };
    let report = match rest.clone().next() {
        Some(_) if dashed => signed(rest, None),
        None if whole && paragraph.words(quoted.inner) >= SHORTEST_SPEECH => {
            let dash = paragraph.next.clone().next().filter(|at| is_dash(*at));
            signed(paragraph.next.clone(), dash)
        }
        _ => None,
    }?;
    drafts.push(Draft { report, content: Vec::new(), inherited: false });
    Some(drafts.len() - 1)
}

/// What the paragraph before has left in the ear.
pub struct Heard<'h> {
    /// Who spoke last in it.
    pub voice: Option<&'h Voice>,
    /// The one person it tells of, as the token of the name.
    pub told: Option<usize>,
    /// Who is who.
    pub cast: &'h Cast<'h>,
}

/// The only person a paragraph names, where it is the subject of its last sentence: the last token of the name.
pub fn sole_person(cast: &Cast, paragraph: Range<usize>) -> Option<usize> {
    let document = cast.document;
    let last = document.sentence(document.token(paragraph.end.checked_sub(1)?).sentence());
    let mentions = &cast.people.mentions;
    let first = mentions.partition_point(|(name, _)| name.tokens.start < paragraph.start);
    let mut here = mentions[first..].iter().take_while(|(name, _)| name.tokens.start < paragraph.end);
    let (name, person) = here.next()?;
    let head = document.token(name.tokens.end - 1);
    let subject = last.contains(&head.index) && (head.dep() == "nsubj" || head.head().dep() == "nsubj");
    (subject && here.all(|(_, other)| other == person)).then_some(head.index)
}

/// A paragraph that opens with a mark and names nobody goes on with the speaker of the one before.
pub(super) fn inherit(
    paragraph: &Paragraph,
    quoted: &Quoted,
    number: usize,
    heard: &Heard,
    drafts: &mut Vec<Draft>,
) -> Option<usize> {
    let opens = number == 0 && quoted.outer.start <= paragraph.span.start + 3;
    if !opens || paragraph.words(quoted.inner) < SHORTEST_SPEECH {
        return None;
    }
    let Some(before) = heard.voice else { return go_on(paragraph, quoted, heard, drafts) };
    // After the reporter's own words only a paragraph that is all quotation goes on.
    let whole = quoted.outer.end + 3 >= paragraph.span.end;
    if !whole && !before.quoted {
        return None;
    }
    let report = Report { content: Vec::new(), frame: Frame::Quote, addressee: None, ..before.draft.report.clone() };
    drafts.push(Draft { report, content: Vec::new(), inherited: true });
    Some(drafts.len() - 1)
}

/// Behind a paragraph that tells of one person and reports nothing ("Karl Benn, the premier, spoke for an hour."), words in the first
/// person are that one's.
fn go_on(paragraph: &Paragraph, quoted: &Quoted, heard: &Heard, drafts: &mut Vec<Draft>) -> Option<usize> {
    let source = heard.told?;
    let document = paragraph.document;
    let tokens = document.tokens_in(quoted.inner.start..quoted.inner.end);
    let first = |at: usize| matches!(document.token(at).text().to_lowercase().as_str(), "i" | "we" | "my" | "our");
    let whole = quoted.outer.end + 3 >= paragraph.span.end;
    if !whole || !tokens.clone().any(first) {
        return None;
    }
    let report = spoken_by(source, tokens.start);
    drafts.push(Draft { report, content: Vec::new(), inherited: true });
    Some(drafts.len() - 1)
}

/// A report of quoted words without a verb of speech.
fn spoken_by(source: usize, word: usize) -> Report {
    Report {
        word,
        cue: word..word,
        source: Some(source),
        content: Vec::new(),
        addressee: None,
        elided: false,
        act: Act::Say,
        frame: Frame::Quote,
    }
}

/// Words that a colon introduces, without a verb of speech: "Then came the verdict of the coach, Ben Tully: “…”", "For Ann Lee, it is simple:
/// “…”", "He had one message: “…”". Who is named right before the colon, in a "for" that opens the sentence, or as its subject.
pub(super) fn find_introduced(
    paragraph: &Paragraph,
    quoted: &Quoted,
    heard: &Heard,
    drafts: &mut Vec<Draft>,
) -> Option<usize> {
    let document = paragraph.document;
    let before = document.text()[paragraph.span.start..quoted.outer.start].trim_end();
    if !before.ends_with(':') || paragraph.words(quoted.inner) < SHORTEST_SPEECH {
        return None;
    }
    let colon = document.tokens_in(paragraph.span.start + before.len() - 1..paragraph.span.start + before.len()).start;
    let last = document.token(colon.checked_sub(1).filter(|at| *at >= paragraph.tokens.start)?);
    let sentence = document.sentence(last.sentence()).start.max(paragraph.tokens.start)..colon;
    let named = |token: Token<'_>| heard.cast.people.named_at(token.index).is_some();
    let opening = document.token(sentence.start);
    let of_opening = (opening.lemma() == "for").then(|| opening.child("pobj")).flatten();
    let subject = || {
        let mut subjects = sentence.clone().map(|at| document.token(at)).filter(|token| token.dep() == "nsubj");
        let first = subjects.next()?;
        let person = named(first) || matches!(first.text().to_lowercase().as_str(), "he" | "she");
        (person && subjects.next().is_none()).then_some(first)
    };
    let source = Some(last).filter(|last| named(*last)).or(of_opening.filter(|name| named(*name))).or_else(subject)?;
    if paragraph.is_quoted(source) {
        return None;
    }
    drafts.push(Draft { report: spoken_by(source.index, colon), content: Vec::new(), inherited: false });
    Some(drafts.len() - 1)
}

/// The verb a passage hangs from, listed or not: 'railed about "fake news and bad people"'. The clause's subject speaks.
pub(super) fn find_governor(paragraph: &Paragraph, quoted: &Quoted, drafts: &mut Vec<Draft>) -> Option<usize> {
    if paragraph.words(quoted.inner) < SHORTEST_SPEECH {
        return None;
    }
    let document = paragraph.document;
    let tokens = document.tokens_in(quoted.inner.start..quoted.inner.end);
    let top = tokens.clone().map(|at| document.token(at)).find(|token| !tokens.contains(&token.head().index))?;
    let mut child = top;
    for verb in top.ancestors() {
        if verb.pos() == Pos::Verb && !paragraph.is_quoted(verb) {
            let source = find_source(verb)?;
            if !can_speak(source) || paragraph.is_quoted(source) || child.edges().contains(&source.index) {
                return None;
            }
            let content = child.edges();
            drafts.push(Draft {
                content: vec![paragraph.bytes(&content)],
                report: Report {
                    word: verb.index,
                    cue: verb.index..verb.index + 1,
                    source: Some(source.index),
                    content: vec![content],
                    addressee: None,
                    elided: false,
                    act: Act::Say,
                    frame: Frame::Quote,
                },
                inherited: false,
            });
            return Some(drafts.len() - 1);
        }
        child = verb;
    }
    None
}
