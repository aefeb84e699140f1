//! What the lines are that are no article's.
//!
//! In: lines, the articles' drafts, and the lines their heads took. Out: [`Furniture`] spans with kinds. "Facebook
//! Twitter Email" is a share bar; "© 2021" is other. A line with no telling wording takes the kind of the box or the
//! heading it stands under ("Related Articles" makes what follows related).

use super::cues::CueKind;
use super::facts::LineFacts;
use super::split::Draft;
use super::{Furniture, Lines};
use crate::page::class_names::ClassGroup;
use crate::page::html::Tag;
use crate::span::{Note, Span};

/// How many lines after a telling heading still belong under it, at most.
const REACH: usize = 60;

/// Fewer words of furniture, in lines of prose, are not worth a note.
const FEWEST_TOLD: u32 = 100;

/// Names every line that is neither body nor head of an article, and the pieces cut out of bodies. Linear.
pub fn name(lines: &Lines, drafts: &[Draft], is_body: &[bool]) -> Vec<Furniture> {
    let mut found: Vec<Furniture> = Vec::new();
    let mut heading: Option<(CueKind, usize)> = None;
    let mut last: Option<usize> = None;
    for at in 0..lines.facts.len() {
        if is_body[at] {
            heading = None;
            continue;
        }
        let sure = lines.facts[at].sure_kind();
        if let Some(kind @ (CueKind::Related | CueKind::Comments | CueKind::Tags)) = sure {
            heading = Some((kind, at));
        }
        let under = heading.filter(|(_, from)| at - from <= REACH).map(|(kind, _)| kind);
        let kind = sure.or_else(|| by_box(lines, at)).or(under).unwrap_or_else(|| by_shape(lines, at));
        let span = lines.page.lines[at].span;
        match found.last_mut() {
            Some(before) if before.kind == kind && last == at.checked_sub(1) => {
                before.span = Span::new(before.span.start, span.end)
            }
            _ => found.push(Furniture { span, kind }),
        }
        last = Some(at);
    }
    let cut = drafts.iter().flat_map(|draft| &draft.cut);
    // A line of body that turned out to be the headline again is furniture as a whole already.
    let cut = cut.filter(|(_, span)| lines.line_at(*span).is_none_or(|line| is_body[line]));
    found.extend(cut.map(|(kind, span)| Furniture { span: *span, kind: *kind }));
    found.sort_by_key(|furniture| furniture.span);
    found
}

/// A note where hardly any of a page's prose is in an article. Menus, links and other short lines are not counted, or every page
/// with a long menu would have one; comments and teasers are, since they may have been the report. Linear.
pub fn tell_if_most(lines: &Lines, is_kept: &[bool]) -> Option<Note> {
    let words = |at: usize| if reads_like_prose(&lines.facts[at]) { lines.facts[at].words } else { 0 };
    let all: u32 = (0..lines.facts.len()).map(words).sum();
    let left: u32 = (0..lines.facts.len()).filter(|at| !is_kept[*at]).map(words).sum();
    (left >= FEWEST_TOLD && u64::from(left) * 10 > u64::from(all) * 9).then(|| {
        let why = format!("{left} of {all} words in sentences were taken for furniture, not for an article");
        Note::on_page(why)
    })
}

/// Not [`LineFacts::is_prose`], which asks for closed-class words and so for languages that are known and write spaces.
fn reads_like_prose(fact: &LineFacts) -> bool {
    fact.link_share < 0.5 && (fact.words >= 8 && fact.closed || fact.words >= 25)
}

/// The kind by the boxes of an HTML page, the nearest telling one.
fn by_box(lines: &Lines, at: usize) -> Option<CueKind> {
    const BY_GROUP: &[(ClassGroup, CueKind)] = &[
        (ClassGroup::Comments, CueKind::Comments),
        (ClassGroup::Advert, CueKind::Advert),
        (ClassGroup::Share, CueKind::Share),
        (ClassGroup::Related, CueKind::Related),
        (ClassGroup::Tags, CueKind::Tags),
        (ClassGroup::Signup, CueKind::Promo),
        (ClassGroup::Caption, CueKind::Caption),
        (ClassGroup::Menu, CueKind::Menu),
    ];
    let mut id = lines.page.lines[at].block as usize;
    for _ in 0..6 {
        let block = lines.page.blocks.get(id)?;
        match block.tag {
            Tag::Figcaption => return Some(CueKind::Caption),
            Tag::Nav => return Some(CueKind::Menu),
            Tag::Aside => return Some(CueKind::Related),
            Tag::Footer | Tag::Button | Tag::Form | Tag::Dialog => return Some(CueKind::Other),
            _ => {}
        }
        if let Some((_, kind)) = BY_GROUP.iter().find(|(group, _)| block.groups & group.bit() != 0) {
            return Some(*kind);
        }
        id = block.parent as usize;
    }
    None
}

/// Short lines are menus, a pair of bracketed or repeated lines captions; the rest is other.
fn by_shape(lines: &Lines, at: usize) -> CueKind {
    let fact = &lines.facts[at];
    if fact.hints(CueKind::Promo) {
        CueKind::Promo
    } else if fact.words <= 4 && !fact.closed {
        CueKind::Menu
    } else if is_glued_tags(lines.text(at)) {
        CueKind::Tags
    } else {
        CueKind::Other
    }
}

/// Tags glued together by a lost style sheet: "AfghanistanAsiaChinaNewsRussia".
pub fn is_glued_tags(line: &str) -> bool {
    let humps =
        line.as_bytes().windows(2).filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase()).count();
    humps >= 3 && line.split_whitespace().count() <= humps * 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Known, MediaType};
    use crate::sample::READER;

    #[test]
    fn a_headline_that_stands_again_is_furniture_once() {
        let text = "Envoys of two states in talks ad_1\nEnvoys of two states in talks [ad_1]";
        let reading = READER.read(text.as_bytes(), MediaType::Text, Known::default());
        let spans: Vec<Span> = reading.articles.furniture.iter().map(|furniture| furniture.span).collect();
        assert_eq!(spans, [Span::new(35, text.len())]);
    }

    #[test]
    fn glued_tags_are_seen() {
        assert!(is_glued_tags("KabulMoscowDiplomacyWorld NewsEmbassies"));
        assert!(!is_glued_tags("The McDonald and MacArthur letters"));
    }
}
