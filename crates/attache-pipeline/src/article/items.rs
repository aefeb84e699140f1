//! Several whole articles on one HTML page.
//!
//! In: lines and which of them are picked as body. Out: the lines of each article, in page order: none for a page with one. Under "Notes from the valley" stand three
//! `article` elements, each with a headline, a day and paragraphs: three articles. A page with a headline and five sub-headings is one: its sections have no days.
//!
//! An article begins at its own element, or at a heading with a link and a day beside it. It does not try teasers (a headline and one sentence), nor articles without days.

use super::Lines;
use super::evidence::{has_day, is_day_line};
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
/// A page holds at most so many articles: elements may stand in elements, and each is looked through.
const MOST_ITEMS: usize = 400;
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
    let days = Days::of(lines);
    let elements = elements(lines, picked, &days);
    if enough(&elements) {
        return elements;
    }
    let headed = headed(lines, picked, &days);
    if enough(&headed) { headed } else { Vec::new() }
}

/// Where days stand: in a line's text, alone or nearly, or as a marked element's value.
struct Days<'l, 'p> {
    lines: &'l Lines<'p>,
    marked: Vec<bool>,
}

impl<'l, 'p> Days<'l, 'p> {
    fn of(lines: &'l Lines<'p>) -> Days<'l, 'p> {
        let mut marked = vec![false; lines.facts.len()];
        for value in lines.page.values_of(Field::Published) {
            if let Some(day) = value.line.and_then(|line| marked.get_mut(line as usize)) {
                *day = true;
            }
        }
        Days { lines, marked }
    }

    /// Looks only where it is asked.
    fn is_on(&self, at: usize) -> bool {
        self.marked[at] || !self.lines.facts[at].closed && is_day_line(self.lines, at)
    }
}

/// `article` elements, and boxes that systems name so, each with a heading and a day of its own.
fn elements(lines: &Lines, picked: &[bool], days: &Days) -> Vec<Range<usize>> {
    let is_article = |block: &&Block| block.tag == Tag::Article || block.groups & ClassGroup::Entry.bit() != 0;
    let mut items: Vec<Range<usize>> = Vec::new();
    let headed = |item: &Range<usize>| {
        item.clone().take(2 * NEAR).any(|at| (1..=4).contains(&lines.page.lines[at].heading))
            && is_whole(lines, picked, item)
    };
    let whole: Vec<Range<usize>> =
        lines.page.blocks.iter().filter(is_article).map(inside).filter(headed).take(MOST_ITEMS).collect();
    if whole.len() < 2 {
        return items;
    }
    for item in whole {
        // The innermost: an element around several is none of them.
        if item.clone().any(|at| days.is_on(at)) {
            items.retain(|around| !(around.start <= item.start && item.end <= around.end));
            items.push(item);
        }
    }
    items
}

/// Headings of one rank that link to their articles, with a day beside them, each up to the next.
fn headed(lines: &Lines, picked: &[bool], days: &Days) -> Vec<Range<usize>> {
    let (page, count) = (lines.page, lines.facts.len());
    let heads = |rank: u8| -> Vec<usize> {
        let is_head =
            |at: &usize| page.lines[*at].heading == rank && page.lines[*at].link_words > 0 && !has_day(lines, *at);
        let ranked = (0..count).filter(is_head);
        let told = ranked.filter(|at| {
            (at + 1..(at + 1 + NEAR).min(count)).any(|day| page.lines[day].heading == 0 && days.is_on(day))
        });
        told.collect()
    };
    let Some(heads) = (1..=4).map(heads).find(|heads| heads.len() > 1) else { return Vec::new() };
    let ends = heads.iter().skip(1).copied().chain([count]);
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
