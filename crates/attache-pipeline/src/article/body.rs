//! Which lines are body.
//!
//! In: scored lines. Out: for each line, whether it is an article's. The scorer speaks first; then wordings that are
//! furniture wherever they stand go ("READ: …", "Advertisement"), and short lines that belong stay: the bare name under a
//! block quote, a sub-heading between two paragraphs.

use super::Lines;
use super::byline::is_lead;
use super::cues::CueKind;
use super::furniture::is_glued_tags;
use super::tally::Tally;
use super::{apart, doubles, headlines, items, siblings, standfirst, tables};
use crate::page::MediaType;
use std::ops::Range;

/// Lines scored above this are body; chosen on unseen folds of the training pages for precision and recall alike. Without
/// boxes to go by, a line must be surer.
fn threshold(media_type: MediaType) -> f32 {
    if media_type == MediaType::Html { 0.45 } else { 0.5 }
}

/// A line of so many short pieces between bars is a menu.
const FEWEST_BARRED: usize = 3;
/// So many lines that name a day, so near one another, are a list.
const LIST: usize = 3;

/// What was picked of a page.
pub struct Picked {
    /// For each line, whether it is body.
    pub lines: Vec<bool>,
    /// The lines of each article, where an HTML page holds several.
    pub items: Vec<Range<usize>>,
}

/// For each line, whether it is body. Linear.
pub fn choose(lines: &Lines) -> Picked {
    if lines.page.lines.iter().any(|line| line.from_metadata) {
        // The visible page lacks its article: the declared body is all there is, but where the page shows half as much of its own.
        let declared: Vec<bool> = lines.page.lines.iter().map(|line| line.from_metadata).collect();
        let mut shown = choose_seen(lines);
        for (shown, declared) in shown.lines.iter_mut().zip(&declared) {
            *shown &= !declared;
        }
        let words = |picked: &[bool]| Tally::of(lines, picked).all_picked();
        return if words(&shown.lines) * 2 > words(&declared) {
            shown
        } else {
            Picked { lines: declared, items: Vec::new() }
        };
    }
    choose_seen(lines)
}

fn choose_seen(lines: &Lines) -> Picked {
    let mut found = Vec::new();
    let count = lines.facts.len();
    let least = threshold(lines.page.media_type);
    let mut chosen: Vec<bool> = (0..count)
        .map(|at| lines.scores[at] > least && !is_surely_furniture(lines, at) && !is_head(lines, at))
        .collect();
    if lines.page.media_type == MediaType::Html {
        found = items::find(lines, &chosen);
        apart::leave_out(lines, &mut chosen, !found.is_empty());
        tables::settle(lines, &mut chosen);
        siblings::fill(lines, &mut chosen);
        standfirst::take_standfirst(lines, &mut chosen);
        standfirst::take_posts(lines, &mut chosen);
        doubles::leave_out(lines, &mut chosen);
    }
    if lines.page.media_type == MediaType::Text {
        let kept = chosen.clone();
        for at in 0..count {
            let furniture = is_surely_furniture(lines, at) || is_bare_caption(lines, at);
            chosen[at] = !furniture
                && (chosen[at]
                    || is_told_whole(lines, at)
                    || at > 0 && (signs_a_block_quote(lines, &kept, at) || is_sub_heading(lines, &kept, at)));
        }
    }
    if lines.page.media_type == MediaType::Text {
        headlines::leave_out_columns(lines, &mut chosen);
        doubles::leave_out_copies(lines, &mut chosen);
    }
    headlines::leave_out(lines, &mut chosen);
    Picked { lines: chosen, items: found }
}

/// A byline, a day, a reading time, a name that stands there twice: short lines that tell of the article and are not in it.
fn is_head(lines: &Lines, at: usize) -> bool {
    let fact = &lines.facts[at];
    let again =
        lines.page.media_type == MediaType::Text && fact.repeats > 1 && fact.words <= 4 && fact.capital_share > 0.9;
    !fact.closed
        && (again
            || is_lead(lines.text(at))
            || fact.words <= longest_dated(lines) && fact.hints(CueKind::Date) && !is_in_list(lines, at)
            || fact.words <= 6 && fact.hints(CueKind::Byline))
        || lines.is_age(at)
}

/// In HTML "Published 3 May 2024" and "Last updated on 5 May 2024 at 08:02" may share a line, in words.
fn longest_dated(lines: &Lines) -> u32 {
    if lines.page.media_type == MediaType::Html { 14 } else { 9 }
}

/// One of several lines that each name a day, below prose: match days, a chronology. Above the body such lines tell when it was published and changed.
fn is_in_list(lines: &Lines, at: usize) -> bool {
    let parent = |at: usize| {
        let block = lines.page.blocks.get(lines.page.lines[at].block as usize);
        block.map(|block| (block.parent, block.tag))
    };
    let dated =
        |n: &usize| lines.facts[*n].words <= 9 && lines.facts[*n].hints(CueKind::Date) && parent(*n) == parent(at);
    let around = at.saturating_sub(LIST)..(at + LIST + 1).min(lines.facts.len());
    let below_prose = || (at.saturating_sub(6 * LIST)..at).any(|n| lines.facts[n].is_prose() && lines.scores[n] > 0.5);
    around.filter(dated).count() >= LIST && below_prose()
}

/// A whole article on one line, as aggregators print them: long, in sentences, an age ("27 minutes ago") shortly above.
fn is_told_whole(lines: &Lines, at: usize) -> bool {
    let fact = &lines.facts[at];
    fact.words >= 50 && fact.sentences >= 2 && (at.saturating_sub(4)..at).any(|n| lines.is_age(n))
}

/// A short line by a caption, about the same: the picture's title ("The envoy Ann Lee" over "Lee on Monday (AP)").
fn is_bare_caption(lines: &Lines, at: usize) -> bool {
    let fact = &lines.facts[at];
    if fact.closed || fact.words > 12 {
        return false;
    }
    let neighbours = [at.checked_sub(1), Some(at + 1).filter(|below| *below < lines.facts.len())];
    neighbours.into_iter().flatten().filter(|n| lines.facts[*n].is_surely(CueKind::Caption)).any(|n| {
        let caption = lines.text(n);
        let names =
            lines.text(at).split_whitespace().skip(1).filter(|w| w.len() > 3 && w.starts_with(char::is_uppercase));
        names.into_iter().any(|name| caption.contains(name.trim_matches(|c: char| !c.is_alphanumeric())))
    })
}

/// Wordings that are no body wherever they stand. Some short ones ("More", "12") are only furniture beside their like.
fn is_surely_furniture(lines: &Lines, at: usize) -> bool {
    let fact = &lines.facts[at];
    match fact.sure_kind() {
        None => !fact.closed && (is_glued_tags(lines.text(at)) || is_between_bars(lines.text(at))),
        Some(
            CueKind::Marker | CueKind::Advert | CueKind::Comments | CueKind::Promo | CueKind::Tags | CueKind::Related,
        ) => true,
        Some(CueKind::Caption) => !(fact.closed && fact.sentences >= 2) || lines.page.media_type == MediaType::Text,
        Some(_) => lines.page.media_type == MediaType::Text || lines.scores[at] < 0.8,
    }
}

/// "Home | County | World": a menu on one line.
pub fn is_between_bars(line: &str) -> bool {
    let pieces: Vec<&str> = line.split('|').map(str::trim).filter(|piece| !piece.is_empty()).collect();
    pieces.len() >= FEWEST_BARRED && pieces.iter().all(|piece| piece.split_whitespace().count() <= 3)
}

/// A bare name between two body lines: who said the block quote above it.
fn signs_a_block_quote(lines: &Lines, kept: &[bool], at: usize) -> bool {
    let fact = &lines.facts[at];
    let above = kept[at - 1] && lines.facts[at - 1].closed && lines.facts[at - 1].words >= 12;
    let below = (at + 1..lines.facts.len().min(at + 4)).any(|n| kept[n]);
    above
        && below
        && (2..=5).contains(&fact.words)
        && !fact.closed
        && fact.capital_share > 0.9
        && fact.digit_share == 0.0
        && fact.odd_signs == 0
        && fact.repeats == 1
}

/// A short line without a closing mark, a paragraph of body right above and right below.
fn is_sub_heading(lines: &Lines, kept: &[bool], at: usize) -> bool {
    let fact = &lines.facts[at];
    let near = |n: Option<usize>| n.is_some_and(|n| kept.get(n) == Some(&true) && lines.facts[n].is_prose());
    near(at.checked_sub(1))
        && near(Some(at + 1))
        && (2..=12).contains(&fact.words)
        && fact.opening == 2
        && fact.repeats == 1
        && !fact.hints(CueKind::Byline)
        && !fact.hints(CueKind::Date)
        && !fact.hints(CueKind::Credit)
        && lines.scores[at] > 0.1
}
