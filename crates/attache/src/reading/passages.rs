//! An article's text with everything that stands around it, in page order.
//!
//! In: a [`Reading`]. Out: for each article, [`Passage`]s: paragraphs with the parties they name, and groups of lines that
//! are no text of it. Between "The embassy stays open." and the next paragraph a reader can unfold "Advertisement" and see
//! that nothing was lost: every character of the page that is no white space is in exactly one passage.
//!
//! Lines between two articles go with the nearer one. Which paragraph is whose is the article stage's decision.

use super::code_points::CodePointIndex;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::people::mentions::Mentions;
use attache_pipeline::people::parties::PartyMention;
use attache_pipeline::read::Reading;
use attache_pipeline::span::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A piece of a page.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub enum Passage {
    /// Text of the article.
    Paragraph(Paragraph),
    /// Neighbouring lines that are not.
    Aside(Vec<AsideLine>),
}

/// A paragraph; offsets in code points.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// The code point of the page at which it begins.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
    /// Its characters, cut where a party is named.
    pub pieces: Vec<Piece>,
}

/// A stretch of a paragraph, one form of a party's or running text.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Piece {
    /// Its characters.
    pub text: String,
    /// Canonical name of the party it names.
    pub party: Option<String>,
}

/// A line beside the text; offsets in code points.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct AsideLine {
    /// The code point of the page at which it begins.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
    /// The kind of furniture, or [`HEAD`].
    pub kind: Cow<'static, str>,
    /// Its characters.
    pub text: String,
}

/// Lines the head was read from: headline, byline, day.
pub const HEAD: &str = "head";

/// The passages of each article of a reading. `O(n log n)` in its spans.
pub fn lay_out(reading: &Reading, lexicons: &Lexicons) -> Vec<Vec<Passage>> {
    let articles = &reading.articles.articles;
    let mut bodies: Vec<(Span, usize)> = Vec::new();
    let mut anchors: Vec<(Span, usize)> = Vec::new();
    for (index, article) in articles.iter().enumerate() {
        bodies.extend(article.body.iter().map(|span| (*span, index)));
        anchors.extend(article.title.iter().chain(&article.body).map(|span| (*span, index)));
    }
    bodies.sort();
    anchors.sort();
    let points = CodePointIndex::of(&reading.page.text);
    let mut placed: Vec<Vec<(usize, Passage)>> = articles.iter().map(|_| Vec::new()).collect();
    let mentions: Vec<Vec<PartyMention>> = reading.layers.iter().map(|layers| in_page_order(&layers.parties)).collect();
    for (span, index) in &bodies {
        let mentions = mentions.get(*index).map_or(&[][..], Vec::as_slice);
        let paragraph = paragraph_of(*span, mentions, reading, lexicons, &points);
        placed[*index].push((span.start, Passage::Paragraph(paragraph)));
    }
    for (span, kind) in find_asides(reading, &bodies) {
        let Some(index) = find_nearest(&anchors, span) else { continue };
        let text = span.of(&reading.page.text).to_string();
        let line = AsideLine { start: points.at(span.start), end: points.at(span.end), kind: kind.into(), text };
        placed[index].push((span.start, Passage::Aside(vec![line])));
    }
    placed.into_iter().map(put_in_order).collect()
}

/// Page order, neighbouring lines beside the text as one group.
fn put_in_order(mut placed: Vec<(usize, Passage)>) -> Vec<Passage> {
    placed.sort_by_key(|(start, _)| *start);
    let mut passages: Vec<Passage> = Vec::new();
    for (_, passage) in placed {
        match (passages.last_mut(), passage) {
            (Some(Passage::Aside(before)), Passage::Aside(lines)) => before.extend(lines),
            (_, passage) => passages.push(passage),
        }
    }
    passages
}

/// Every line that is no paragraph: furniture with its kind, and what neither list holds, which the head was read from.
fn find_asides(reading: &Reading, bodies: &[(Span, usize)]) -> Vec<(Span, &'static str)> {
    let furniture = reading.articles.furniture.iter().map(|f| (f.span, Some(f.kind.name())));
    let mut covered: Vec<(Span, Option<&'static str>)> = bodies.iter().map(|(span, _)| (*span, None)).collect();
    covered.extend(furniture);
    covered.sort();
    let text = &reading.page.text;
    let mut asides = Vec::new();
    let mut shown = 0;
    for (span, kind) in covered {
        asides.extend(lines_in(text, Span::new(shown.min(span.start), span.start)).map(|line| (line, HEAD)));
        // Spans never overlap; were they to, nothing would be shown twice.
        let rest = Span::new(span.start.max(shown).min(span.end), span.end);
        asides.extend(kind.into_iter().flat_map(|kind| lines_in(text, rest).map(move |line| (line, kind))));
        shown = shown.max(span.end);
    }
    asides.extend(lines_in(text, Span::new(shown, text.len())).map(|line| (line, HEAD)));
    asides
}

/// The lines of a stretch of text, without white space at their ends, none empty.
fn lines_in(text: &str, within: Span) -> impl Iterator<Item = Span> {
    let lines = within.of(text).lines().map(str::trim).filter(|line| !line.is_empty());
    lines.filter_map(move |line| Span::part(text, line))
}

/// The article whose headline or text stands nearest, in bytes; the one before where two are equally near.
fn find_nearest(anchors: &[(Span, usize)], place: Span) -> Option<usize> {
    let next = anchors.partition_point(|(anchor, _)| anchor.start <= place.start);
    let before = next.checked_sub(1).and_then(|at| anchors.get(at));
    match (before, anchors.get(next)) {
        (Some((a, before)), Some((b, after))) => {
            let nearer_after = b.start.saturating_sub(place.end) < place.start.saturating_sub(a.end);
            Some(if nearer_after { *after } else { *before })
        }
        (before, after) => before.or(after).map(|(_, index)| *index),
    }
}

/// The headline's mentions stand first in a reading's list, wherever on the page it stands.
fn in_page_order(mentions: &[PartyMention]) -> Vec<PartyMention> {
    let mut mentions = mentions.to_vec();
    mentions.sort_by_key(|mention| mention.span);
    mentions
}

/// One paragraph; `mentions` are its article's, in page order.
fn paragraph_of(
    span: Span,
    mentions: &[PartyMention],
    reading: &Reading,
    lexicons: &Lexicons,
    points: &CodePointIndex,
) -> Paragraph {
    let text = &reading.page.text;
    let mut pieces = Vec::new();
    let mut at = span.start;
    for mention in Mentions(mentions).within(span) {
        if mention.span.start < at {
            continue;
        }
        let Some(party) = lexicons.gazetteer.parties.get(mention.party) else { continue };
        if at < mention.span.start {
            pieces.push(Piece { text: text[at..mention.span.start].into(), party: None });
        }
        pieces.push(Piece { text: mention.span.of(text).into(), party: Some(party.name.clone()) });
        at = mention.span.end;
    }
    if at < span.end {
        pieces.push(Piece { text: text[at..span.end].into(), party: None });
    }
    Paragraph { start: points.at(span.start), end: points.at(span.end), pieces }
}

#[cfg(test)]
mod tests {
    use super::*;
    use attache_pipeline::page::{Known, MediaType};
    use attache_pipeline::read::Reader;

    const PAGE: &str = "<title>Embassy stays - The Courier</title><nav><a href=/>Home</a> <a href=/w>World</a></nav>
<h1>Embassy stays open in Kabul</h1><p>By Ann Lee</p>
<p>Russia keeps its embassy in Kabul open, the foreign ministry in Moscow said on Monday, a day after the city fell.</p>
<div class=advert>Advertisement</div>
<p>China does the same, its ministry said, and hopes for good relations with its neighbour; it gave no further details.</p>
<footer>© 2021 The Courier. All rights reserved.</footer>";

    #[test]
    fn nothing_of_a_page_is_lost_or_shown_twice() {
        let reader = Reader::new(Lexicons::embedded());
        let reading = reader.read(PAGE.as_bytes(), MediaType::Html, Known::default());
        let passages = lay_out(&reading, &reader.lexicons).concat();
        let mut shown = String::new();
        for passage in &passages {
            match passage {
                Passage::Paragraph(paragraph) => paragraph.pieces.iter().for_each(|piece| shown.push_str(&piece.text)),
                Passage::Aside(lines) => lines.iter().for_each(|line| shown.push_str(&line.text)),
            }
        }
        let signs = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(signs(&shown), signs(&reading.page.text));
        assert!(passages.iter().any(|p| matches!(p, Passage::Aside(lines) if lines[0].text == "Advertisement")));
    }

    #[test]
    fn lines_go_with_the_nearer_article() {
        let anchors = [(Span::new(0, 10), 0), (Span::new(50, 60), 1)];
        assert_eq!(find_nearest(&anchors, Span::new(12, 15)), Some(0));
        assert_eq!(find_nearest(&anchors, Span::new(40, 45)), Some(1));
        assert_eq!(find_nearest(&anchors, Span::new(70, 75)), Some(1));
        assert_eq!(find_nearest(&[], Span::new(70, 75)), None);
    }
}
