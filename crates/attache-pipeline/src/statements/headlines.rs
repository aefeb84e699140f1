//! Words behind a colon: "Lavrov: Moscow will decide on conduct", "Poll: most want talks", "WALLACE: Do you agree?"
//!
//! In: a paragraph and who is who. Out: a [`Report`] where what stands before the first colon is somebody who can speak and
//! nothing else. Labels ("Breaking:", "Analysis:") name nobody and report nothing.
//!
//! Not tried: a colon behind a clause ("He had one message: leave"), which the tree takes care of.

use super::cues::Act;
use super::frames::{Frame, Report};
use super::paragraph::Paragraph;
use super::phrases::only;
use crate::reference::Cast;
use attache_language::Pos;

/// More words before a colon are a sentence, in tokens.
const LONGEST_NAME: usize = 7;

/// The reports that colons make of a paragraph: what stands behind its first, and of a transcript in one paragraph each turn. `first`: it is
/// the article's headline or first paragraph.
pub fn find_colon_reports(paragraph: &Paragraph, cast: &Cast, first: bool) -> Vec<Report> {
    let document = paragraph.document;
    let tokens = paragraph.tokens.clone();
    let starts = tokens.clone().filter(|at| *at == tokens.start || document.token(*at).is_sentence_start());
    let mut found: Vec<Report> = Vec::new();
    for start in starts.take(MOST_TURNS) {
        let turn = start != tokens.start;
        let Some(report) = find_colon_report(paragraph, start..tokens.end, cast, first && !turn, turn) else {
            continue;
        };
        // The turn before ends where this one begins.
        if let Some(content) = found.last_mut().and_then(|last| last.content.last_mut()) {
            content.end = start;
        }
        found.push(report);
    }
    found
}

/// Turns of a transcript in one paragraph, at most, in sentences looked at.
const MOST_TURNS: usize = 512;

/// The report of the first colon of some tokens.
fn find_colon_report(
    paragraph: &Paragraph,
    tokens: std::ops::Range<usize>,
    cast: &Cast,
    first: bool,
    turn: bool,
) -> Option<Report> {
    let document = paragraph.document;
    let colon = tokens.clone().take(LONGEST_NAME + 1).find(|at| document.token(*at).text() == ":")?;
    if colon == tokens.start || colon + 1 >= tokens.end || turn && paragraph.is_quoted(document.token(colon)) {
        return None;
    }
    let verbal =
        (tokens.start..colon).any(|at| matches!(document.token(at).tag(), "VBD" | "VBZ" | "VBP" | "MD" | "IN" | "TO"));
    let words = || {
        (tokens.start..colon).map(|at| document.token(at)).filter(|token| token.text().chars().any(char::is_alphabetic))
    };
    let last = words().next_back()?;
    let transcript = last.text().chars().filter(|c| c.is_alphabetic()).count() > 2
        && words().all(|token| token.text().chars().all(|c| !c.is_lowercase()))
        && (turn || last.pos() == Pos::Propn);
    let person = cast.people.named_at(last.index).is_some();
    let body = first
        && (cast.party_at(last).is_some()
            || cast.roles.is_office(last.text())
            || cast.roles.is_collective(last.text()));
    if verbal || !(person || body || transcript) {
        return None;
    }
    Some(Report {
        word: colon,
        cue: colon..colon + 1,
        source: Some(last.index),
        content: only(colon + 1..tokens.end),
        addressee: None,
        elided: false,
        act: Act::Say,
        frame: Frame::Headline,
    })
}
