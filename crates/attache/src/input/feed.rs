//! The items of an RSS or Atom feed.
//!
//! In: the text of a feed. Out: where each item stands, in bytes, and [`Item`] of such a stretch. RSS 0.91 to 2.0, RSS 1.0 and Atom, told by the names of
//! their elements; namespaces by their usual prefixes.
//!
//! Nothing is expanded but the five entities of XML and characters by number, so that entities of entities stay what they are. A feed that breaks off gives
//! the items before. Why not a crate for feeds: the known one gives a feed whole or not at all, and not where an item stands.

use super::item::{FEED, Item};
use jiff::civil::Date;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// Items of a feed that are read.
pub const MOST_ITEMS: usize = 10_000;
/// Elements of one item that are looked at, and how deep.
const MOST_PARTS: usize = 4096;
const DEEPEST: usize = 64;

/// A feed's items.
#[derive(Debug, Default)]
pub struct Feed {
    /// Its own title: the outlet.
    pub title: Option<String>,
    /// Where its items stand.
    pub items: Vec<Range<usize>>,
    /// Whether it begins as a feed does.
    pub is_feed: bool,
    /// Why it ends before its end.
    pub broken: Option<String>,
}

/// Finds the items. Linear.
pub fn find_items(text: &str) -> Feed {
    let mut reader = open(text);
    let mut feed = Feed::default();
    let mut begun: Option<(usize, usize)> = None;
    let (mut depth, mut in_title) = (0usize, false);
    loop {
        let before = place(&reader);
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                let name = tag.local_name();
                let name = name.as_ref();
                // The first element tells; what stands behind a feed takes nothing from it.
                if depth == 1 && !feed.is_feed {
                    feed.is_feed = matches!(name, "rss" | "feed" | "RDF");
                    if !feed.is_feed {
                        return feed;
                    }
                }
                if begun.is_none() && matches!(name, "item" | "entry") {
                    begun = Some((before, depth));
                }
                in_title = begun.is_none() && name == "title" && depth <= 3 && feed.title.is_none();
            }
            Ok(Event::End(_)) => {
                if let Some((from, at)) = begun
                    && at == depth
                {
                    feed.items.push(from..place(&reader));
                    begun = None;
                    if feed.items.len() == MOST_ITEMS {
                        feed.broken = Some(format!("it has more than {MOST_ITEMS} items"));
                        return feed;
                    }
                }
                depth = depth.saturating_sub(1);
                in_title = false;
            }
            Ok(Event::Text(words)) if in_title => add_title(&mut feed, &words.xml10_content()),
            Ok(Event::CData(words)) if in_title => add_title(&mut feed, &words.xml10_content()),
            Ok(Event::GeneralRef(word)) if in_title => add_title(&mut feed, &character(&word.into_inner())),
            Ok(Event::Eof) => {
                if feed.is_feed && depth > 0 {
                    feed.broken = Some("it breaks off".into());
                }
                return feed;
            }
            Ok(_) => {}
            Err(error) => {
                feed.broken = Some(error.to_string());
                return feed;
            }
        }
    }
}

fn add_title(feed: &mut Feed, words: &str) {
    let title = feed.title.get_or_insert_default();
    if title.len() < 500 {
        *title += words;
    }
}

/// What an item says.
pub fn read_item(stretch: &str) -> Item {
    let parts = parts_of(stretch);
    Item::of(&FEED, |name| words_of(&parts, name))
}

/// Where an item's page is, as it is written there, and its day: also of one that holds no text. An id that is an address stands for a link.
pub fn read_link(stretch: &str) -> (Option<String>, Option<Date>) {
    let parts = parts_of(stretch);
    let is_address = |words: &String| words.starts_with("http://") || words.starts_with("https://");
    let words =
        |name: &str| words_of(&parts, name).map(|words| words.trim().to_string()).filter(|words| !words.is_empty());
    let link = words("link").or_else(|| ["guid", "id"].iter().filter_map(|name| words(name)).find(is_address));
    (link, Item::of(&FEED, |name| words_of(&parts, name)).known().published)
}

/// The words of an item's field.
fn words_of(parts: &[Part], name: &str) -> Option<String> {
    let mut found = parts.iter().filter(|part| part.name == name);
    // Of an Atom entry's links the one that leads to its page.
    let part = match name {
        "link" => found.clone().find(|part| part.rel.as_deref().is_none_or(|rel| rel == "alternate")),
        "content" => found.find(|part| part.href.is_none()),
        _ => found.next(),
    }?;
    match (name, &part.href) {
        ("link", Some(href)) if part.words.trim().is_empty() => Some(href.clone()),
        _ if part.is_text => Some(escape_words(&part.words)),
        _ => Some(part.words.clone()),
    }
}

/// An element of an item.
#[derive(Debug, Default)]
struct Part {
    /// `author/name`.
    name: String,
    words: String,
    href: Option<String>,
    rel: Option<String>,
    /// Its words are HTML as they stand: `type="xhtml"`.
    is_markup: bool,
    /// Its words are no HTML: `type="text"`.
    is_text: bool,
    from: usize,
}

fn parts_of(stretch: &str) -> Vec<Part> {
    let mut reader = open(stretch);
    let mut parts: Vec<Part> = Vec::new();
    // The elements that are open, as places in `parts`; of the item itself there is none.
    let mut open: Vec<Option<usize>> = Vec::new();
    // How many of them hold HTML as it stands: counted, since a feed may open elements without end.
    let mut markup = 0usize;
    loop {
        let before = place(&reader);
        let event = match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return parts,
            Ok(event) => event,
        };
        let inside = open.last().copied().flatten();
        let in_markup = markup > 0;
        match event {
            Event::Start(tag) => {
                let at =
                    (!open.is_empty() && !in_markup && parts.len() < MOST_PARTS && open.len() < DEEPEST).then(|| {
                        parts.push(Part {
                            from: place(&reader),
                            ..part_of(&tag, inside.map(|at| parts[at].name.as_str()))
                        });
                        parts.len() - 1
                    });
                markup += usize::from(at.is_some_and(|at| parts[at].is_markup));
                open.push(at);
            }
            Event::Empty(tag) if !open.is_empty() && !in_markup && parts.len() < MOST_PARTS => {
                parts.push(part_of(&tag, inside.map(|at| parts[at].name.as_str())));
            }
            Event::End(_) => {
                if let Some(at) = open.pop().flatten()
                    && parts[at].is_markup
                {
                    markup -= 1;
                    parts[at].words = stretch.get(parts[at].from..before).unwrap_or("").to_string();
                }
            }
            Event::Text(words) if !in_markup => add(&mut parts, inside, &words.xml10_content()),
            Event::CData(words) if !in_markup => add(&mut parts, inside, &words.xml10_content()),
            Event::GeneralRef(word) if !in_markup => add(&mut parts, inside, &character(&word.into_inner())),
            _ => {}
        }
    }
}

fn add(parts: &mut [Part], at: Option<usize>, words: &str) {
    if let Some(at) = at {
        parts[at].words += words;
    }
}

fn part_of(tag: &BytesStart<'_>, inside: Option<&str>) -> Part {
    let attribute = |name: &str| -> Option<String> {
        let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
        Some(found.value.replace("&amp;", "&"))
    };
    let kind = attribute("type").unwrap_or_default();
    let name = tag.name();
    let name = name.as_ref();
    Part {
        name: inside.map_or(name.to_string(), |inside| format!("{inside}/{name}")),
        href: attribute("href").or_else(|| attribute("src")),
        rel: attribute("rel"),
        is_markup: kind == "xhtml" || kind == "application/xhtml+xml",
        is_text: name == "content" && kind == "text",
        ..Part::default()
    }
}

/// A reference: a character, one of XML's five words, or itself, since HTML has more of them.
fn character(word: &str) -> String {
    let number = word.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    });
    match (number.and_then(char::from_u32), word) {
        (Some(character), _) => character.to_string(),
        (None, "amp") => "&".into(),
        (None, "lt") => "<".into(),
        (None, "gt") => ">".into(),
        (None, "quot") => "\"".into(),
        (None, "apos") => "'".into(),
        (None, other) => format!("&{other};"),
    }
}

/// Text that stands where HTML is expected.
fn escape_words(words: &str) -> String {
    let escaped = words.replace('&', "&amp;").replace('<', "&lt;");
    escaped.split("\n\n").map(|part| format!("<p>{}</p>", part.trim())).collect::<Vec<_>>().join("\n")
}

fn open(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader
}

fn place(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier &amp; Post</title>
<item><title>Embassy stays</title><link>https://c.example/1</link><pubDate>Mon, 16 Aug 2021 09:00:00 GMT</pubDate>
<dc:creator>Ann Lee</dc:creator><content:encoded><![CDATA[<p>The embassy stays.</p>]]></content:encoded></item>
<item><title>Short</title><description>In short.</description></item></channel></rss>"#;

    #[test]
    fn items_of_rss() {
        let feed = find_items(RSS);
        assert_eq!((feed.title.as_deref(), feed.items.len(), feed.broken), (Some("The Courier & Post"), 2, None));
        let item = read_item(&RSS[feed.items[0].clone()]);
        assert_eq!(item.html.as_deref(), Some("<p>The embassy stays.</p>"));
        assert_eq!((item.title.as_deref(), item.author.as_deref()), (Some("Embassy stays"), Some("Ann Lee")));
        assert_eq!(item.url.as_deref(), Some("https://c.example/1"));
        assert!(!read_item(&RSS[feed.items[1].clone()]).has_body());
    }

    #[test]
    fn entries_of_atom() {
        let entry = |content: &str| {
            read_item(&format!(
                r#"<entry><title>T</title><link rel="self" href="https://c.example/s"/><link href="https://c.example/1?a=1&amp;b=2"/>
<author><name>Ann Lee</name></author><published>2021-08-16T09:00:00Z</published>{content}</entry>"#
            ))
        };
        let escaped = entry(r#"<content type="html">&lt;p&gt;One &amp;eacute; &#233;&lt;/p&gt;</content>"#);
        assert_eq!(escaped.html.as_deref(), Some("<p>One &eacute; é</p>"));
        assert_eq!(
            (escaped.url.as_deref(), escaped.author.as_deref()),
            (Some("https://c.example/1?a=1&b=2"), Some("Ann Lee"))
        );
        let markup = entry(r#"<content type="xhtml"><div><p>One</p><title>no</title></div></content>"#);
        assert_eq!(markup.html.as_deref(), Some("<div><p>One</p><title>no</title></div>"));
        assert_eq!(markup.title.as_deref(), Some("T"));
        // Broken, it gives what stands before.
        assert_eq!(entry(r#"<content type="text">1 < 2</content>"#).html.as_deref(), Some("<p>1</p>"));
        assert_eq!(entry(r#"<content type="text">1 &lt; 2</content>"#).html.as_deref(), Some("<p>1 &lt; 2</p>"));
    }

    #[test]
    fn entities_of_entities_stay_what_they_are() {
        let laughs = r#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<rss><channel><item><title>&b;</title><content:encoded>&b;</content:encoded></item></channel></rss>"#;
        let feed = find_items(laughs);
        assert_eq!(read_item(&laughs[feed.items[0].clone()]).html.as_deref(), Some("&b;"));
    }

    #[test]
    fn a_feed_that_breaks_off_gives_what_is_before() {
        let feed = find_items(&RSS[..RSS.len() - 60]);
        assert_eq!((feed.items.len(), feed.broken.is_some()), (1, true));
        assert!(!find_items("<html><item></item></html>").is_feed);
        assert!(!find_items("no xml").is_feed);
        let followed = find_items("<rss><item></item></rss>\n<urlset></urlset>");
        assert_eq!((followed.items.len(), followed.is_feed), (1, true));
        let deep = format!("<rss><item>{}", "<a>".repeat(100_000));
        assert!(find_items(&deep).broken.is_some() && read_item(&deep).title.is_none());
    }
}
