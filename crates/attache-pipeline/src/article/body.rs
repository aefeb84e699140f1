//! Which lines are body.
//!
//! In: scored lines. Out: for each line, whether it is an article's. The scorer speaks first; then wordings that are
//! furniture wherever they stand go ("READ: …", "Advertisement"), and short lines that belong stay: the bare name under a
//! block quote, a sub-heading between two paragraphs.

use super::Lines;
use crate::lexicon::CueKind;
use crate::page::MediaType;

/// Lines scored above this are body; chosen on the training pages for precision and recall alike.
const THRESHOLD: f32 = 0.4;

/// For each line, whether it is body. Linear.
pub fn choose(lines: &Lines) -> Vec<bool> {
    if lines.page.lines.iter().any(|line| line.from_metadata) {
        // The visible page lacks its article: the declared body is all there is.
        return lines.page.lines.iter().map(|line| line.from_metadata).collect();
    }
    let count = lines.facts.len();
    let mut chosen: Vec<bool> = (0..count).map(|at| lines.scores[at] > THRESHOLD && !is_surely_furniture(lines, at)).collect();
    if lines.page.media_type == MediaType::Text {
        let kept = chosen.clone();
        for at in 1..count {
            chosen[at] |= !is_surely_furniture(lines, at) && (signs_a_block_quote(lines, &kept, at) || is_sub_heading(lines, &kept, at));
        }
    }
    chosen
}

/// Wordings that are no body wherever they stand. Some short ones ("More", "12") are only furniture beside their like.
fn is_surely_furniture(lines: &Lines, at: usize) -> bool {
    let fact = &lines.facts[at];
    match fact.sure_kind() {
        None => false,
        Some(CueKind::Marker | CueKind::Advert | CueKind::Comments | CueKind::Promo | CueKind::Tags | CueKind::Related) => true,
        Some(CueKind::Caption) => !(fact.closed && fact.sentences >= 2) || lines.page.media_type == MediaType::Text,
        Some(_) => lines.page.media_type == MediaType::Text || lines.scores[at] < 0.8,
    }
}

/// A bare name between two body lines: who said the block quote above it.
fn signs_a_block_quote(lines: &Lines, kept: &[bool], at: usize) -> bool {
    let fact = &lines.facts[at];
    let above = kept[at - 1] && lines.facts[at - 1].closed && lines.facts[at - 1].words >= 12;
    let below = (at + 1..lines.facts.len().min(at + 4)).any(|n| kept[n]);
    above && below && (2..=5).contains(&fact.words) && !fact.closed && fact.capital_share > 0.9 && fact.digit_share == 0.0 && fact.odd_signs == 0
        && fact.repeats == 1
}

/// A short line without a closing mark, a paragraph of body right above and right below.
fn is_sub_heading(lines: &Lines, kept: &[bool], at: usize) -> bool {
    let fact = &lines.facts[at];
    let near = |n: Option<usize>| n.is_some_and(|n| kept.get(n) == Some(&true) && lines.facts[n].is_prose());
    near(at.checked_sub(1)) && near(Some(at + 1)) && (2..=12).contains(&fact.words) && fact.opening == 2 && fact.repeats == 1
        && !fact.hints(CueKind::Byline) && !fact.hints(CueKind::Date) && !fact.hints(CueKind::Credit) && lines.scores[at] > 0.1
}
