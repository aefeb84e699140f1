//! A dossier of several pages, where one would be too large.
//!
//! In: the document. Out: the same in pages that link to each other: `dossier.html`, `dossier-2.html`… A dossier of 300 reports, 9 MB, becomes five; the first has the first
//! screen, and a link to words that stand on another page leads there.
//!
//! It is cut between sections and between reports, never within one, so that a page may be larger where one section is. What was one document reads the same in
//! one browser tab; a name that is sent on leads to its own page only with the others beside it.

use std::collections::BTreeMap;
use std::fmt::Write;

/// Bytes of a page above which it is split.
pub const LARGEST: usize = 2 << 20;

/// The pages, each under the name of its file; `name` is the first one's. Linear.
pub fn split(document: String, name: &str, largest: usize) -> Vec<(String, String)> {
    let (Some(start), Some(end)) = (document.find("<main>"), document.rfind("</main>")) else {
        return vec![(name.to_string(), document)];
    };
    if document.len() <= largest {
        return vec![(name.to_string(), document)];
    }
    let start = start + "<main>".len();
    let (head, main, foot) = (&document[..start], &document[start..end], &document[end..]);
    let Some(body) = head.find("<body>").map(|at| at + "<body>".len()) else {
        return vec![(name.to_string(), document)];
    };
    // Each page has the whole of the head, with its style.
    let room = largest.saturating_sub(head.len() + foot.len()).max(largest / 4);
    let mut parts: Vec<String> = Vec::new();
    for block in blocks_of(main) {
        match parts.last_mut() {
            Some(part) if part.len() + block.len() <= room => part.push_str(block),
            _ => parts.push(block.to_string()),
        }
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "html"));
    let file = |at: usize| if at == 0 { name.to_string() } else { format!("{stem}-{}.{ending}", at + 1) };
    let mut homes: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        ids_of(part).for_each(|id| {
            homes.entry(id).or_insert(at);
        });
    }
    let count = parts.len();
    let page = |(at, part): (usize, &String)| {
        let mut html = String::with_capacity(head.len() + part.len() + foot.len());
        if at == 0 {
            link(head, 0, &homes, &file, &mut html);
        } else {
            html.push_str(&head[..body]);
            html.push_str("\n<main>");
        }
        let _ = write!(html, "\n<p class=\"pages\">Page {} of {count}:", at + 1);
        for other in 0..count {
            match other == at {
                true => _ = write!(html, " <strong>{}</strong>", other + 1),
                false => _ = write!(html, " <a href=\"{}\">{}</a>", encoded(&file(other)), other + 1),
            }
        }
        html.push_str("</p>\n");
        link(part, at, &homes, &file, &mut html);
        link(foot, at, &homes, &file, &mut html);
        (file(at), html)
    };
    parts.iter().enumerate().map(page).collect()
}

/// Sections, and within that of the reports each report: what is never cut.
fn blocks_of(main: &str) -> Vec<&str> {
    let mut cuts: Vec<usize> = main.match_indices("\n<section ").map(|(at, _)| at).collect();
    cuts.extend(main.match_indices("\n<article ").map(|(at, _)| at));
    cuts.extend([0, main.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|pair| &main[pair[0]..pair[1]]).collect()
}

fn ids_of(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices(" id=\"").filter_map(|(at, found)| html[at + found.len()..].split('"').next())
}

/// Copies, with links to words that stand on another page leading there.
fn link(html: &str, here: usize, homes: &BTreeMap<&str, usize>, file: &dyn Fn(usize) -> String, out: &mut String) {
    const LINK: &str = "href=\"#";
    let mut rest = html;
    while let Some(at) = rest.find(LINK) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let id = from[LINK.len()..].split('"').next().unwrap_or("");
        match homes.get(id) {
            Some(home) if *home != here => {
                out.push_str("href=\"");
                out.push_str(&encoded(&file(*home)));
                out.push('#');
            }
            _ => out.push_str(LINK),
        }
        rest = &from[LINK.len()..];
    }
    out.push_str(rest);
}

/// A file's name in an address.
fn encoded(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(byte as char),
            _ => _ = write!(out, "%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "<head></head><body><a href=\"#far\">x</a><main>\n<section id=\"near\"><a href=\"#far\">words</a>\
        </section>\n<section id=\"reports\">\n<article id=\"far\"><a href=\"#near\">back</a></article></section></main>\
        <footer></footer></body>";

    #[test]
    fn a_small_dossier_is_one_page() {
        let pages = split(DOCUMENT.into(), "d.html", LARGEST);
        assert_eq!(pages, [("d.html".to_string(), DOCUMENT.to_string())]);
    }

    #[test]
    fn links_lead_to_the_page_their_words_stand_on() {
        let pages = split(DOCUMENT.into(), "my dossier.htm", 80);
        let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["my dossier.htm", "my dossier-2.htm", "my dossier-3.htm"]);
        assert_eq!(pages[0].1.matches("href=\"my%20dossier-3.htm#far\"").count(), 2, "{}", pages[0].1);
        assert!(pages[2].1.contains("href=\"my%20dossier.htm#near\""), "{}", pages[2].1);
        assert!(pages.iter().all(|(_, page)| page.ends_with("</footer></body>") && page.contains("of 3:")));
    }
}
