//! Several whole articles on one HTML page.
//!
//! In: lines and which of them are picked as body. Out: the lines of each article, in page order: none for a page with one. Under "Notes from the valley" stand three
//! `article` elements, each with a headline, a day and paragraphs: three articles. A page with a headline and five sub-headings is one: its sections have no days.
//!
//! An article begins at its own element, or at a heading with a link and a day beside it. It does not try teasers (a headline and one sentence), nor articles without days.

use super::Lines;
use super::published::has_day;
use super::tally::{Tally, inside};
use crate::page::class_names::ClassGroup;
use crate::page::html::Tag;
use crate::page::{Block, Field};
use std::ops::Range;

/// A whole article has at least so many words in sentences.
const SHORTEST: u32 = 25;
/// And so many paragraphs, or twice the words.
const PARAGRAPHS: usize = 2;
/// The articles hold so much of what is picked, 0-1.
const MOST: f32 = 0.6;
/// Sentences of an article among others are its body above this score, 0-1.
const LEAST: f32 = 0.2;
/// A day stands at most so many lines from the heading.
const NEAR: usize = 3;

/// The lines of each article of a page that holds several. Linear.
pub fn find(lines: &Lines, picked: &[bool]) -> Vec<Range<usize>> {
    // A page with a day of its own is an article, whatever days its sections have: a list of conferences, of books.
    if lines.page.values_of(Field::Published).any(|value| value.line.is_none()) {
        return Vec::new();
    }
    let tally = Tally::of(lines, picked);
    let enough = |items: &[Range<usize>]| {
        let words: u32 = items.iter().map(|item| tally.picked(item.clone())).sum();
        items.len() > 1 && words as f32 >= MOST * tally.all_picked() as f32
    };
    let dated = days(lines);
    let elements = elements(lines, picked, &dated);
    if enough(&elements) {
        return elements;
    }
    let headed = headed(lines, picked, &dated);
    if enough(&headed) { headed } else { Vec::new() }
}

/// For each line, whether a day stands on it or beside it: in its text, alone or nearly, or as a marked element's value.
fn days(lines: &Lines) -> Vec<bool> {
    let short = |at: usize| lines.facts[at].words <= 14 && !lines.facts[at].closed;
    let mut dated: Vec<bool> = (0..lines.facts.len()).map(|at| short(at) && has_day(lines, at)).collect();
    for value in lines.page.values_of(Field::Published) {
        if let Some(day) = value.line.and_then(|line| dated.get_mut(line as usize)) {
            *day = true;
        }
    }
    dated
}

/// `article` elements, and boxes that systems name so, each with a heading and a day of its own.
fn elements(lines: &Lines, picked: &[bool], dated: &[bool]) -> Vec<Range<usize>> {
    let is_article = |block: &&Block| block.tag == Tag::Article || block.groups & ClassGroup::Entry.bit() != 0;
    let mut items: Vec<Range<usize>> = Vec::new();
    for item in lines.page.blocks.iter().filter(is_article).map(inside) {
        let headed = item.clone().take(2 * NEAR).any(|at| (1..=4).contains(&lines.page.lines[at].heading));
        let told = item.clone().any(|at| dated[at]);
        // The outermost that is whole: an element around several has no day above its first inner one, or is told apart by them.
        if headed && told && is_whole(lines, picked, &item) {
            items.retain(|around| !(around.start <= item.start && item.end <= around.end));
            items.push(item);
        }
    }
    items
}

/// Headings of one rank that link to their articles, with a day beside them, each up to the next.
fn headed(lines: &Lines, picked: &[bool], dated: &[bool]) -> Vec<Range<usize>> {
    let page = lines.page;
    let heads = |rank: u8| -> Vec<usize> {
        let is_head =
            |at: &usize| page.lines[*at].heading == rank && page.lines[*at].link_words > 0 && !has_day(lines, *at);
        let ranked = (0..dated.len()).filter(is_head);
        let told = ranked.filter(|at| {
            (at + 1..(at + 1 + NEAR).min(dated.len())).any(|day| dated[day] && page.lines[day].heading == 0)
        });
        told.collect()
    };
    let Some(heads) = (1..=4).map(heads).find(|heads| heads.len() > 1) else { return Vec::new() };
    let ends = heads.iter().skip(1).copied().chain([dated.len()]);
    let items: Vec<Range<usize>> = heads.iter().zip(ends).map(|(from, to)| *from..to).collect();
    items.into_iter().filter(|item| is_whole(lines, picked, item)).collect()
}

fn is_whole(lines: &Lines, picked: &[bool], item: &Range<usize>) -> bool {
    let prose = item.clone().filter(|at| picked[*at] && lines.facts[*at].closed || is_prose(lines, *at));
    let (count, words) = prose.fold((0, 0), |(count, words), at| (count + 1, words + lines.facts[at].words));
    words >= SHORTEST && count >= PARAGRAPHS || words >= 2 * SHORTEST
}

/// A sentence that may be body: between others' heads the scorer is less sure of it.
pub fn is_prose(lines: &Lines, at: usize) -> bool {
    let fact = &lines.facts[at];
    fact.is_prose() && fact.sure_kind().is_none() && !lines.page.lines[at].hidden && lines.scores[at] > LEAST
}
