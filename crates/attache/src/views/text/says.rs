//! Statements as lines.
//!
//! In: an article's statements. Out: a line each, those within others under them and further in:
//! `says  Zamir Kabulov (special representative; Russia) told [via Reuters], indirect: that the embassy was at work`.
//! Before a speaker that is carried over from the paragraph before stands `…`.

use super::layers::Line;
use crate::contract::parties::PartyNamed;
use crate::contract::reading::ArticleEntry;
use crate::contract::statements::Statement;
use crate::views::attribution::{Attribution, attribution_of};
use crate::views::terminal::cut_middle;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::statements::cues::Act;

/// Columns of a statement's words, at most.
const CONTENT: usize = 240;
/// Columns of a name, a role, an addressee, at most.
const NAME: usize = 80;

/// Pushes a line for each statement.
pub fn lines(entry: &ArticleEntry, lines: &mut Vec<Line>) {
    for quotation in &entry.quotations {
        let at = quotation.spans.first().map_or(0, |span| span.start);
        push(quotation, at, 0, &entry.parties, lines);
    }
}

fn push(quotation: &Statement, at: usize, depth: usize, parties: &[PartyNamed], lines: &mut Vec<Line>) {
    lines.push(Line { at, word: "says", depth, text: describe(quotation, &attribution_of(quotation, parties)) });
    for nested in &quotation.nested {
        push(nested, at, depth + 1, parties, lines);
    }
}

fn describe(quotation: &Statement, attribution: &Attribution) -> String {
    let inherited = quotation.speaker.as_ref().is_some_and(|speaker| speaker.inherited);
    let who = attribution.who.as_deref().unwrap_or("(no source named)");
    let mut parts = vec![format!("{}{}", if inherited { "… " } else { "" }, cut_middle(who, NAME))];
    let known_as: Vec<String> = attribution.known_as().into_iter().map(|words| cut_middle(words, NAME)).collect();
    if !known_as.is_empty() {
        parts.push(format!("({})", known_as.join("; ")));
    }
    parts.extend(attribution.cue.as_deref().map(|cue| cut_middle(cue, NAME)));
    parts.extend(attribution.relays.iter().map(|relay| format!("[via {}]", cut_middle(&relay.name, NAME))));
    parts.extend(attribution.told.as_deref().map(|told| format!("[to {}]", cut_middle(told, NAME))));
    if matches!(quotation.act.0, Act::Think | Act::Show) {
        parts.push(format!("[{}]", quotation.act));
    }
    if quotation.modality != ModalityKind::Done {
        parts.push(format!("[{}]", quotation.modality));
    }
    let content: Vec<&str> = quotation.spans.iter().map(|span| span.quote).collect();
    let content = content.join(" … ").split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}, {}: {}", parts.join(" "), quotation.kind, cut_middle(&content, CONTENT))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::words::Word;
    use crate::views::attribution::tests::{quotation, words};

    #[test]
    fn a_statement_is_a_line() {
        let mut told = quotation("he", "Zamir Kabulov");
        assert_eq!(
            describe(&told, &attribution_of(&told, &[])),
            "Zamir Kabulov told [via Reuters], indirect: that the embassy stays open"
        );
        told.speaker.as_mut().unwrap().inherited = true;
        told.speaker.as_mut().unwrap().role = Some("envoy");
        (told.via, told.addressee, told.act, told.modality) =
            (Vec::new(), Some(words("the council")), Word(Act::Think), Word(ModalityKind::Refused));
        told.spans = vec![words("“It stays”"), words("“for now”")];
        assert_eq!(
            describe(&told, &attribution_of(&told, &[])),
            "… Zamir Kabulov (envoy) told [to the council] [think] [refused], indirect: “It stays” … “for now”"
        );
        (told.speaker, told.cue) = (None, None);
        assert!(describe(&told, &attribution_of(&told, &[])).starts_with("(no source named) [to the council]"));
    }

    #[test]
    fn what_lies_within_stands_under_it() {
        let mut outer = quotation("Kabulov", "Zamir Kabulov");
        outer.nested = vec![quotation("Putin", "Vladimir Putin")];
        let mut lines = Vec::new();
        push(&outer, 7, 0, &[], &mut lines);
        assert_eq!(lines.iter().map(|line| (line.at, line.depth)).collect::<Vec<_>>(), [(7, 0), (7, 1)]);
    }
}
