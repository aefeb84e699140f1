//! What a feed, a sitemap or a list of feeds names.
//!
//! In: bytes and their address. Out: [`Listing`]: of a feed (RSS, Atom, JSON Feed) or a sitemap addresses of pages, with the day where one is given; of an index of sitemaps or an
//! OPML list addresses of further listings; else it is a page itself.
//!
//! Feeds are read as those given as files are, the rest from XML events, without entities but those of XML, without recursion. What is no address of a page is counted and left
//! out. Numbers are bounded.

use super::exchange::unpack;
use super::locations::join;
use crate::input::record::xml_text;
use crate::input::{dump, feed};
use flate2::read::MultiGzDecoder;
use jiff::civil::Date;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use url::Url;

/// Addresses that are taken from one listing: as many as a sitemap may have (sitemaps.org).
pub const MOST: usize = 50_000;
/// Bytes that a packed sitemap may unpack to, by the same.
pub const LARGEST: u64 = 50 << 20;

/// What an address turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// RSS, Atom, JSON Feed: its items are pages.
    Feed,
    /// Its addresses are pages.
    Sitemap,
    /// A list of sitemaps.
    Index,
    /// A list of feeds.
    Opml,
    /// None of these.
    Page,
}

impl Kind {
    /// As it is kept and shown.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Feed => "feed",
            Kind::Sitemap => "sitemap",
            Kind::Index => "sitemap index",
            Kind::Opml => "list of feeds",
            Kind::Page => "page",
        }
    }
}

/// What is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What names it.
    pub kind: Kind,
    /// Each once, as they come.
    pub named: Vec<Named>,
    /// How many were no address, or beyond the bound.
    pub left_out: usize,
}

/// An address that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The address.
    pub url: Url,
    /// When it was published or last changed, where that is told.
    pub day: Option<Date>,
}

/// Reads a listing; of a page one that names nothing.
///
/// # Errors
/// One line: it begins as one and is none.
pub fn read_listing(bytes: &[u8], base: &Url) -> Result<Listing, String> {
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let (inner, cut) = unpack(MultiGzDecoder::new(bytes), LARGEST, None)?;
        // One within another is none.
        return match cut {
            None if inner.starts_with(&[0x1f, 0x8b]) => Err("packed more than once".into()),
            _ => read_plain(&inner, base),
        };
    }
    read_plain(bytes, base)
}

fn read_plain(bytes: &[u8], base: &Url) -> Result<Listing, String> {
    match root_of(bytes).as_str() {
        "rss" | "feed" | "RDF" => read_feed(bytes, base),
        "{" => read_json_feed(bytes, base),
        "urlset" => read_xml(bytes, base, Kind::Sitemap),
        "sitemapindex" => read_xml(bytes, base, Kind::Index),
        "opml" => read_xml(bytes, base, Kind::Opml),
        _ => Ok(Listing { kind: Kind::Page, named: Vec::new(), left_out: 0 }),
    }
}

/// The name of the first element, without its prefix; `{` of a JSON feed.
fn root_of(bytes: &[u8]) -> String {
    const HEAD: usize = 8192;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    if rest.starts_with('{') {
        return if rest.contains("jsonfeed.org/version") { "{".into() } else { String::new() };
    }
    while let Some(tag) = rest.strip_prefix('<') {
        let end = if tag.starts_with("!--") { "-->" } else { ">" };
        match tag.chars().next() {
            Some('?' | '!') => match tag.split_once(end) {
                Some((_, after)) => rest = after.trim_start(),
                None => break,
            },
            _ => {
                let name: String =
                    tag.chars().take_while(|c| c.is_alphanumeric() || matches!(c, ':' | '_' | '-')).collect();
                return name.rsplit(':').next().unwrap_or_default().to_string();
            }
        }
    }
    String::new()
}

/// Addresses as they come, each once.
struct Found<'b> {
    base: &'b Url,
    seen: std::collections::BTreeSet<String>,
    listing: Listing,
}

impl<'b> Found<'b> {
    fn of(kind: Kind, base: &'b Url) -> Found<'b> {
        Found { base, seen: Default::default(), listing: Listing { kind, named: Vec::new(), left_out: 0 } }
    }

    fn add(&mut self, text: &str, day: Option<Date>) {
        match join(self.base, text) {
            Ok(_) if self.listing.named.len() >= MOST => self.listing.left_out += 1,
            Ok(url) => {
                if self.seen.insert(url.to_string()) {
                    self.listing.named.push(Named { url, day });
                }
            }
            Err(_) => self.listing.left_out += 1,
        }
    }
}

/// The items of a feed; of one that breaks off those before.
fn read_feed(bytes: &[u8], base: &Url) -> Result<Listing, String> {
    let text = xml_text(bytes);
    let feed = feed::find_items(&text);
    let places = feed.items.iter().map(|span| feed::read_link(&text[span.clone()]));
    add_items(places, feed.broken, base)
}

fn read_json_feed(bytes: &[u8], base: &Url) -> Result<Listing, String> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let feed = dump::find_objects(text);
    let items = feed.places.iter().map(|span| dump::read_article(&text[span.clone()]).unwrap_or_default());
    add_items(items.map(|item| (item.url.clone(), item.known().published)), feed.broken, base)
}

fn add_items(
    items: impl Iterator<Item = (Option<String>, Option<Date>)>,
    broken: Option<String>,
    base: &Url,
) -> Result<Listing, String> {
    let mut found = Found::of(Kind::Feed, base);
    for (link, day) in items {
        match link {
            Some(link) => found.add(&link, day),
            None => found.listing.left_out += 1,
        }
    }
    match broken.filter(|_| found.listing.named.is_empty()) {
        Some(why) => Err(format!("a feed that cannot be read: {}", why.chars().take(120).collect::<String>())),
        None => Ok(found.listing),
    }
}

/// The text of these elements counts, in the order of elements around them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Address,
    Day,
    Nothing,
}

fn read_xml(bytes: &[u8], base: &Url, kind: Kind) -> Result<Listing, String> {
    let text = attache_pipeline::page::encoding::decode(bytes, false).text;
    let mut reader = Reader::from_str(&text);
    // Names at the end of an element need not fit those at its start: what is named counts, not how well.
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut found = Found::of(kind, base);
    let (mut inside, mut address, mut day) = (Inside::Nothing, String::new(), String::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if kind == Kind::Opml => {
                if let Some(url) = xml_url(&tag) {
                    found.add(&url, None);
                }
            }
            Ok(Event::Start(tag)) => {
                inside = match local(tag.name().as_ref()) {
                    "url" | "sitemap" => {
                        (address, day) = (String::new(), String::new());
                        Inside::Nothing
                    }
                    // `image:loc` is a picture's.
                    "loc" if !tag.name().as_ref().contains("image:") && !tag.name().as_ref().contains("video:") => {
                        Inside::Address
                    }
                    "lastmod" | "publication_date" => Inside::Day,
                    _ => Inside::Nothing,
                };
            }
            Ok(Event::Text(text)) => collect(inside, &text, &mut address, &mut day),
            Ok(Event::CData(text)) => collect(inside, &text, &mut address, &mut day),
            Ok(Event::GeneralRef(entity)) => {
                let resolved = quick_xml::escape::unescape(&format!("&{};", &*entity)).map(|text| text.into_owned());
                collect(inside, &resolved.unwrap_or_default(), &mut address, &mut day);
            }
            Ok(Event::End(tag)) => {
                inside = Inside::Nothing;
                if matches!(local(tag.name().as_ref()), "url" | "sitemap") && !address.trim().is_empty() {
                    found.add(&std::mem::take(&mut address), day.trim().get(..10).and_then(|day| day.parse().ok()));
                }
            }
            Ok(Event::Eof) => return Ok(found.listing),
            Ok(_) => {}
            // What was read before stays: a file may be cut.
            Err(_) if !found.listing.named.is_empty() => return Ok(found.listing),
            Err(error) => return Err(format!("a {} that cannot be read: {error}", kind.name())),
        }
    }
}

/// Bytes of an element's text that are kept.
const LONGEST: usize = 8192;

fn collect(inside: Inside, text: &str, address: &mut String, day: &mut String) {
    let to = match inside {
        Inside::Address => address,
        Inside::Day => day,
        Inside::Nothing => return,
    };
    if to.len() + text.len() <= LONGEST {
        to.push_str(text);
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The feed's address that an outline of OPML has.
fn xml_url(tag: &BytesStart<'_>) -> Option<String> {
    if local(tag.name().as_ref()) != "outline" {
        return None;
    }
    let mut attributes = tag.attributes();
    attributes.with_checks(false);
    let found = attributes.flatten().find(|attribute| attribute.key.as_ref().eq_ignore_ascii_case("xmlUrl"))?;
    Some(found.normalized_value(XmlVersion::default()).ok()?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn base() -> Url {
        "https://courier.example/feeds/all".parse().unwrap()
    }

    fn read(text: &str) -> Listing {
        read_listing(text.as_bytes(), &base()).unwrap()
    }

    fn named(listing: &Listing) -> Vec<String> {
        let day = |named: &Named| named.day.map(|day| format!(" {day}")).unwrap_or_default();
        listing.named.iter().map(|named| format!("{}{}", named.url, day(named))).collect()
    }

    #[test]
    fn feeds_of_three_kinds_name_their_pages() {
        let rss = "<?xml version=\"1.0\"?><!-- a --><rss version=\"2.0\"><channel><title>C</title><link>https://courier.example/</link>
            <item><title>A</title><link>https://courier.example/a?x=1&amp;y=2#c</link><pubDate>Fri, 04 Jul 2025 09:00:00 GMT</pubDate></item>
            <item><title>B</title><guid>https://courier.example/b</guid></item>
            <item><title>B</title><link>javascript:alert(1)</link></item></channel></rss>";
        let found = read(rss);
        assert_eq!(named(&found), ["https://courier.example/a?x=1&y=2 2025-07-04", "https://courier.example/b"]);
        assert_eq!((found.kind, found.left_out), (Kind::Feed, 1));
        let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:x</id><title>C</title><updated>2025-07-04T09:00:00Z</updated>
            <entry><id>urn:a</id><title>A</title><updated>2025-07-04T09:00:00Z</updated><link rel=\"enclosure\" href=\"/a.mp3\"/><link href=\"/a\"/></entry></feed>";
        assert_eq!(named(&read(atom)), ["https://courier.example/a 2025-07-04"]);
        let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"C\", \"items\": [{\"id\": \"1\", \"url\": \"https://courier.example/a\", \"content_text\": \"x\"}]}";
        assert_eq!(named(&read(json)), ["https://courier.example/a"]);
        assert!(
            read_listing(b"<rss version=\"2.0\"><channel>", &base()).is_err()
                || read("<rss version=\"2.0\"><channel>").named.is_empty()
        );
    }

    #[test]
    fn sitemaps_name_pages_and_indexes_sitemaps() {
        let map = "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"n\" xmlns:image=\"i\">
            <url><loc> https://courier.example/a?x=1&amp;y=2 </loc><lastmod>2025-07-03</lastmod><image:image><image:loc>https://courier.example/i.png</image:loc></image:image></url>
            <url><loc><![CDATA[https://courier.example/b]]></loc><news:news><news:publication_date>2025-07-04T09:00:00+02:00</news:publication_date></news:news></url>
            <url><loc>ftp://courier.example/c</loc></url><url><loc>https://courier.example/b</loc></url></urlset>";
        let found = read(map);
        assert_eq!(
            named(&found),
            ["https://courier.example/a?x=1&y=2 2025-07-03", "https://courier.example/b 2025-07-04"]
        );
        assert_eq!((found.kind, found.left_out), (Kind::Sitemap, 1));
        let index = "<sitemapindex><sitemap><loc>https://courier.example/s1.xml.gz</loc></sitemap></sitemapindex>";
        assert_eq!(
            (read(index).kind, named(&read(index))),
            (Kind::Index, vec!["https://courier.example/s1.xml.gz".to_string()])
        );
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(map.as_bytes()).unwrap();
        assert_eq!(read_listing(&packed.finish().unwrap(), &base()).unwrap(), found);
        let cut = read_listing(&map.as_bytes()[..map.find("<url><loc><![").unwrap() + 20], &base()).unwrap();
        assert_eq!(cut.named.len(), 1, "what was read before stays");
    }

    #[test]
    fn lists_of_feeds_name_feeds_however_deep() {
        let opml = "<opml version=\"2.0\"><body><outline text=\"News\"><outline type=\"rss\" text=\"C\" xmlUrl=\"https://courier.example/feed?a=1&amp;b=2\"/>
            <outline text=\"no feed\"/></outline><outline xmlurl='/other'></outline></body></opml>";
        assert_eq!(named(&read(opml)), ["https://courier.example/feed?a=1&b=2", "https://courier.example/other"]);
        let deep = format!("<opml>{}<outline xmlUrl=\"/x\"/>", "<outline>".repeat(100_000));
        assert_eq!(read(&deep).named.len(), 1);
    }

    #[test]
    fn all_else_is_a_page() {
        for text in [
            "<!doctype html><html><body>x",
            "plain",
            "",
            "{\"a\": 1}",
            "<?xml version=\"1.0\"?><html/>",
            "<!-- never ends",
        ] {
            assert_eq!(read(text).kind, Kind::Page, "{text}");
        }
        assert!(read_listing(&[0x1f, 0x8b, 0, 0], &base()).is_err());
    }
}
