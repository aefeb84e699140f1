//! Headlines that a page's metadata claims, weighed against the one its readers see.
//!
//! In: the heading and the claimed titles. Out: the span of the claim that is the outlet's own headline, or nothing where the
//! heading is. `<h1>Letter affair: Two men free</h1>` under a NewsArticle and an `og:title` that both say "Two men free after
//! a letter": the claim.
//!
//! A claim is read without what dresses it: the site's name, the section. What that is, the page says: it is what other
//! claims and headings leave out, or what its outlet, address or menu is called. No part is cut for being short, save
//! behind a bar, which no headline has.

use super::Lines;
use super::title::{overlap, words};
use crate::page::line::fold;
use crate::page::{Field, Provenance, Value};
use crate::span::Span;

/// What sets a headline apart from a site's name.
const SIGNS: [&str; 9] = [" | ", " – ", " — ", " - ", " :: ", " » ", " • ", " · ", "| "];
/// Parts beyond these are not told apart.
const MOST_PARTS: usize = 6;
/// Search engines show so much of a JSON-LD headline, in characters: longer ones are cut near there, with no sign of it.
const CUT: usize = 100;
/// Menus call a section by no more words.
const SECTION: u32 = 4;

/// The claim that goes before the heading; `None` where the heading is the headline.
///
/// A heading that the article's own metadata repeats is the headline. Another wording is where JSON-LD and Open Graph agree
/// on it, and where a record of a news report gives it and no other claim does. Beyond newsrooms, a wording that the page's
/// `<title>` shares is made for search engines.
pub fn headline_over(lines: &Lines, heading: Span) -> Option<Span> {
    let seen = fold(lines.page.quote(heading));
    let of = |from: Provenance| {
        let values = lines.page.values_of(Field::Title).filter(move |value| value.from == from);
        values.map(|value| fold(&bare(lines, &value.text))).collect::<Vec<_>>()
    };
    let own = lines.page.values_of(Field::Title).find(|value| value.from == Provenance::LinkedData)?;
    let text = bare(lines, &own.text);
    let (folded, shared) = (fold(&text), of(Provenance::OpenGraph));
    let is_part = |whole: &str| whole.starts_with(&format!("{folded} "));
    let cut = text.ends_with(['…']) || text.ends_with("...");
    let shortened = text.chars().count() >= CUT && (is_part(&seen) || shared.iter().any(|other| is_part(other)));
    if folded.is_empty() || folded == seen || cut || shortened {
        return None;
    }
    let news = lines.page.values_of(Field::Kind).any(|kind| kind.text.contains("NewsArticle"));
    let agreed = shared.contains(&folded);
    let searched = of(Provenance::TitleElement).contains(&folded);
    let own_wording =
        if agreed { news || !searched } else { news && !shared.contains(&seen) && (!searched || shared.is_empty()) };
    if !own_wording {
        return None;
    }
    // The heading is the same headline with a kicker before it or a section behind it.
    let visible = lines.page.quote(heading);
    match visible.find(text.as_str()) {
        Some(at) => Some(Span::new(heading.start + at, heading.start + at + text.len())),
        None => bare_span(lines, own),
    }
}

/// The claim to go by where no heading is: the article's own before the page's.
pub fn best<'v>(claims: &[&'v Value]) -> Option<&'v Value> {
    const ORDER: [Provenance; 7] = [
        Provenance::LinkedData,
        Provenance::OpenGraph,
        Provenance::Microdata,
        Provenance::DublinCore,
        Provenance::Meta,
        Provenance::TitleElement,
        Provenance::LinkedDataPage,
    ];
    ORDER.iter().find_map(|from| claims.iter().find(|value| value.from == *from)).copied()
}

/// Where a claim stands, without what dresses it.
pub fn bare_span(lines: &Lines, claim: &Value) -> Option<Span> {
    let span = claim.span?;
    let text = lines.page.quote(span);
    let bare = bare(lines, text);
    let at = text.find(&bare).unwrap_or(0);
    Some(Span::new(span.start + at, span.start + at + bare.len().min(text.len() - at)))
}

/// "Embassy stays – World – The Courier" without the parts before and after that name the section and the site.
pub fn bare(lines: &Lines, title: &str) -> String {
    let parts = parts(title);
    let (mut from, mut to) = (0, parts.len());
    while to - from > 1 {
        let shorter = [(from, to - 1), (from + 1, to)];
        // What another claim or a heading gives is the headline, whatever stands around it.
        let whole = |(a, b): &(usize, usize)| is_told(lines, title, &title[parts[*a].0..parts[*b - 1].1]);
        let last = names_site(
            lines,
            &title[parts[to - 1].0..parts[to - 1].1],
            from < to && title[..parts[to - 1].0].ends_with("| "),
        );
        let first = names_site(lines, &title[parts[from].0..parts[from].1], false);
        match shorter.iter().position(whole) {
            Some(0) => to -= 1,
            Some(_) => from += 1,
            None if last => to -= 1,
            None if first => from += 1,
            None => break,
        }
    }
    title[parts[from].0..parts[to - 1].1].to_string()
}

/// Whether a heading is but the part of the page's title that stands beside the headline.
pub fn sets_apart(lines: &Lines, heading: &str) -> bool {
    let heading = fold(heading);
    let mut titles = lines.page.values_of(Field::Title).filter(|value| value.from == Provenance::TitleElement);
    titles.any(|value| {
        let parts = parts(&value.text);
        parts.len() > 1
            && [parts.first(), parts.last()]
                .into_iter()
                .flatten()
                .any(|part| fold(&value.text[part.0..part.1]) == heading)
    })
}

/// The parts of a title between the signs that set them apart, in bytes.
fn parts(title: &str) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut from = 0;
    while parts.len() < MOST_PARTS - 1 {
        let next = SIGNS
            .iter()
            .filter_map(|sign| Some((from + title[from..].find(sign)?, sign.len())))
            .min_by_key(|(at, size)| (*at, std::cmp::Reverse(*size)));
        let Some((at, size)) = next.filter(|(at, _)| *at > from) else { break };
        parts.push((from, at));
        from = at + size;
    }
    parts.push((from, title.len()));
    parts
}

/// Whether another claim, or a heading, is exactly these words.
fn is_told(lines: &Lines, title: &str, part: &str) -> bool {
    let claimed = lines.page.values_of(Field::Title).map(|value| value.text.as_str());
    let headed = (0..lines.facts.len()).filter(|at| matches!(lines.page.lines[*at].heading, 1 | 2)).take(MOST_HEADED);
    let mut all = claimed.chain(headed.map(|at| lines.text(at)));
    pieces(part).count() > 2 && !is_same(part, title) && all.any(|other| is_same(other, part))
}

/// Headings that are compared.
const MOST_HEADED: usize = 60;

/// Whether a part is the site's or a section's name: by the outlet, the address or the menu; behind a bar, where it is short.
fn names_site(lines: &Lines, part: &str, behind_bar: bool) -> bool {
    let tail = words(part);
    let squeezed: String = part.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let host = lines.page.url().unwrap_or("").split('/').nth(2).unwrap_or("").replace(['.', '-'], "");
    let outlet = lines.page.values_of(Field::Outlet).any(|value| overlap(&words(&value.text), &tail) > 0.5);
    let section = || {
        let is_menu = |at: &usize| {
            let line = &lines.page.lines[*at];
            line.words <= SECTION && line.words > 0 && line.link_words == line.words && line.heading == 0
        };
        tail.len() <= SECTION as usize && (0..lines.facts.len()).filter(is_menu).any(|at| is_same(lines.text(at), part))
    };
    outlet
        || !squeezed.is_empty() && host.contains(&squeezed)
        || behind_bar && tail.len() <= SECTION as usize
        || section()
}

/// The words of a text.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether two texts have the same words, without case.
fn is_same(one: &str, other: &str) -> bool {
    let (mut left, mut right) = (pieces(one), pieces(other));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase)) => {
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::page::MediaType;
    use crate::sample::{headed, paper};

    #[track_caller]
    fn check(head: &str, heading: &str, expected: &str) {
        let html = paper(head, "").replace("Ferries of Lund Bay sail again", heading);
        let (page, article) = headed(&html, MediaType::Html, "");
        assert_eq!(article.title.map_or("", |span| page.quote(span)), expected);
    }

    fn record(kind: &str, headline: &str, shared: &str) -> String {
        format!(
            "<title>{shared} – Tarn Herald</title><meta property=og:title content='{shared}'><meta property=og:site_name content='Tarn Herald'>\
             <script type=application/ld+json>{{\"@type\":\"{kind}\",\"headline\":\"{headline}\"}}</script>"
        )
    }

    #[test]
    fn two_claims_outweigh_a_heading() {
        let own = "Lund Bay ferries are back after a week";
        check(&record("NewsArticle", own, own), "Ferries of Lund Bay sail again", own);
        check(&record("NewsArticle", own, &format!("{own} | Tarn Herald")), "Ferries of Lund Bay sail again", own);
        check(&record("NewsArticle", own, own), &format!("<span>Shipping</span> <span>{own}</span>"), own);
        check(&record("NewsArticle", own, "Pumps mended"), "Ferries of Lund Bay sail again", own);
    }

    #[test]
    fn headings_that_a_claim_repeats_stay() {
        let seen = "Ferries of Lund Bay sail again";
        check(&record("NewsArticle", "Lund Bay ferry times", seen), seen, seen);
        check(&record("NewsArticle", "Ferries of Lund Bay sail…", "Pumps mended"), seen, seen);
        // Beyond newsrooms the page's title is worded for search engines.
        check(&record("BlogPosting", "Lund Bay ferries: all you need", "Lund Bay ferries: all you need"), seen, seen);
        check("", seen, seen);
    }

    #[test]
    fn what_dresses_a_title_is_what_the_page_says_it_is() {
        let own = "Pumps mended – and two ships back";
        let site = "<meta property=og:site_name content='Tarn Herald'>";
        check(&format!("<title>{own} - Home - Tarn Herald</title>{site}"), "", own);
        check(&format!("<title>Tarn Herald | {own}</title>{site}"), "Tarn Herald", own);
        check(&format!("<title>{own}</title>"), "", own);
    }
}
