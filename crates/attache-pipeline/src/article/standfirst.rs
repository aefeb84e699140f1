//! What a page shows as part of its article by saying so elsewhere: the standfirst under the headline, posts set into the text.
//!
//! In: lines and which of them are picked as body. Out: the same with a standfirst that the metadata repeats as the page's description, and with all lines of a post that
//! stands between paragraphs. "Forty specialists are to bring light back to three villages by the spring", under the headline and in `og:description`.
//!
//! It takes no summary that only metadata have: readers do not see it.

use super::Lines;
use super::facts::fold;
use super::tally::inside;
use crate::page::Field;
use crate::page::class_names::ClassGroup;
use rustc_hash::FxHashSet;

/// A standfirst is at most so many lines above the first line of body.
const REACH: usize = 14;
/// A standfirst has at least so many words: shorter ones are kickers.
const SHORTEST: u32 = 6;

/// Takes a standfirst into the body. Linear.
pub fn take_standfirst(lines: &Lines, picked: &mut [bool]) {
    let Some(first) = picked.iter().position(|picked| *picked) else { return };
    let described: FxHashSet<u64> = lines.page.values_of(Field::Description).map(|value| fold(&value.text)).collect();
    for at in first.saturating_sub(REACH)..first {
        let line = &lines.page.lines[at];
        let under = (at.saturating_sub(REACH)..at).any(|above| lines.page.lines[above].heading == 1);
        let fact = &lines.facts[at];
        picked[at] |= under
            && !line.hidden
            && line.heading != 1
            && fact.words >= SHORTEST
            && fact.sure_kind().is_none()
            && described.contains(&fact.fold);
    }
}

/// Takes whole posts into the body that stand between its lines. Linear: posts hold no posts.
pub fn take_posts(lines: &Lines, picked: &mut [bool]) {
    let (Some(first), Some(last)) =
        (picked.iter().position(|picked| *picked), picked.iter().rposition(|picked| *picked))
    else {
        return;
    };
    let posts = lines.page.blocks.iter().filter(|block| block.groups & ClassGroup::Embed.bit() != 0);
    for post in posts.map(inside).filter(|post| post.start > first && post.start <= last + 1) {
        for at in post {
            picked[at] |= lines.facts[at].sure_kind().is_none();
        }
    }
}
