//! An article that a feed or a dump holds, as the page it would have been.
//!
//! In: what the fields of the item say. Out: [`Item`], what is [`Known`] from it, and the bytes of a small HTML page: its head has title, author,
//! outlet, day and address as metadata, its body the headline and what the item says. Of an item with a text alone come paragraphs.
//!
//! Why a page and not the text: a page has a place for each of these, the article stage reads them as it reads any page's, and what was kept in a ledger is
//! read again without the feed. Offsets are into its rendering, as for every page.

use attache_pipeline::page::Known;
use jiff::civil::Date;
use std::fmt::Write;
use std::sync::LazyLock;

/// Summaries of so many characters are taken for the article; shorter ones only tell of it.
const LONG_SUMMARY: usize = 600;
/// Characters of a title, an author's name and other short fields, at most.
const LONGEST_FIELD: usize = 2000;

/// What an item says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its body as HTML.
    pub html: Option<String>,
    /// Its body as text.
    pub text: Option<String>,
    /// What it says in short.
    pub summary: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published, as it is written.
    pub published: Option<String>,
    /// When it was captured, as it is written.
    pub captured: Option<String>,
}

/// Names of fields, in the order of the file: what it is, and what it is called.
pub type Names = Vec<(&'static str, &'static str)>;

/// Of feeds.
pub static FEED: LazyLock<Names> = LazyLock::new(|| names_of("feed"));
/// Of dumps.
pub static DUMP: LazyLock<Names> = LazyLock::new(|| names_of("dump"));

fn names_of(wanted: &str) -> Names {
    let rows = include_str!("../../data/item-fields.tsv").lines().filter(|line| !line.starts_with('#'));
    let cells = rows.filter_map(|row| row.split_once('\t').and_then(|(of, rest)| Some((of, rest.split_once('\t')?))));
    cells.filter(|(of, _)| *of == wanted).map(|(_, cells)| cells).collect()
}

impl Item {
    /// An item of which `find` gives the words of a field by its name.
    pub fn of(names: &Names, find: impl Fn(&str) -> Option<String>) -> Item {
        let mut item = Item::default();
        for (what, name) in names {
            let place = match *what {
                "html" => &mut item.html,
                "text" => &mut item.text,
                "summary" => &mut item.summary,
                "title" => &mut item.title,
                "author" => &mut item.author,
                "url" => &mut item.url,
                "outlet" => &mut item.outlet,
                "published" => &mut item.published,
                "captured" => &mut item.captured,
                _ => continue,
            };
            if place.is_none() {
                *place = find(name).filter(|words| !words.trim().is_empty());
            }
        }
        if item.html.is_none() && item.text.is_none() {
            item.html = item.summary.take().filter(|words| words.chars().count() >= LONG_SUMMARY);
        }
        for field in [&mut item.title, &mut item.author, &mut item.url, &mut item.outlet] {
            *field = field.take().map(|words| words.trim().chars().take(LONGEST_FIELD).collect());
        }
        item.url.take_if(|url| !url.starts_with("http://") && !url.starts_with("https://"));
        item
    }

    /// Whether it says more than that there is an article.
    pub fn has_body(&self) -> bool {
        self.html.is_some() || self.text.is_some()
    }

    /// What is known of it.
    pub fn known(&self) -> Known {
        Known {
            url: self.url.clone(),
            outlet: self.outlet.clone(),
            published: self.published.as_deref().and_then(day_of),
            captured: self.captured.as_deref().and_then(day_of),
        }
    }

    /// Its page.
    pub fn page(&self) -> Vec<u8> {
        let body = self.html.as_deref().unwrap_or("");
        // A whole page, as Fundus keeps it, says all this itself.
        let start: String = body.trim_start().chars().take(400).collect::<String>().to_ascii_lowercase();
        if start.starts_with("<!doctype") || start.contains("<html") {
            return body.into();
        }
        let mut page = String::from("<!doctype html>\n<html><head><meta charset=\"utf-8\">\n");
        let title = self.title.as_deref().map(words_of).unwrap_or_default();
        let _ = writeln!(page, "<title>{}</title>", escape(&title));
        let day = self.published.as_deref().and_then(day_of).map(|day| day.to_string());
        let metadata = [
            ("name=\"author\"", self.author.as_deref()),
            ("property=\"og:site_name\"", self.outlet.as_deref()),
            ("property=\"og:title\"", Some(title.as_str())),
            ("property=\"article:published_time\"", day.as_deref()),
        ];
        for (key, value) in metadata {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                let _ = writeln!(page, "<meta {key} content=\"{}\">", escape(value));
            }
        }
        page += "</head>\n<body><article>\n";
        if !title.is_empty() {
            let _ = writeln!(page, "<h1>{}</h1>", escape(&title));
        }
        match &self.text {
            Some(text) if self.html.is_none() => paragraphs_of(text).iter().for_each(|paragraph| {
                let _ = writeln!(page, "<p>{}</p>", escape(paragraph));
            }),
            _ => page += body,
        }
        page += "\n</article></body></html>\n";
        page.into_bytes()
    }
}

/// Paragraphs of a text: between empty lines where there are any, else lines.
fn paragraphs_of(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let parts: Vec<&str> =
        if text.contains("\n\n") { text.split("\n\n").collect() } else { text.split('\n').collect() };
    let words = parts.iter().map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    words.filter(|part| !part.is_empty()).collect()
}

/// Titles of feeds are text in which some write HTML: tags go.
fn words_of(title: &str) -> String {
    let mut words = String::new();
    let mut rest = title;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        words += before;
        match from.find('>') {
            Some(end) if from[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => {
                rest = &from[end + 1..]
            }
            _ => {
                words.push('<');
                rest = &from[1..];
            }
        }
    }
    words += rest;
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The day of a moment as feeds and dumps write it: `2021-08-16T09:00:00Z`, `2021-08-16 09:00:00`, `20210816T090000Z`, `Mon, 16 Aug 2021 09:00:00 GMT`. The day
/// of the clock it is written in. `None` where it is none of these.
pub fn day_of(moment: &str) -> Option<Date> {
    let moment = moment.trim();
    if let Some(day) = moment.get(..10).and_then(|head| head.parse().ok()) {
        return Some(day);
    }
    if let Some(head) = moment.get(..8).filter(|head| head.bytes().all(|byte| byte.is_ascii_digit())) {
        return format!("{}-{}-{}", &head[..4], &head[4..6], &head[6..]).parse().ok();
    }
    jiff::fmt::rfc2822::parse(moment).ok().map(|moment| moment.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read() {
        for moment in [
            "2021-08-16T23:30:00-05:00",
            "2021-08-16 09:00:00",
            "20210816T090000Z",
            "Mon, 16 Aug 2021 23:30:00 -0500",
            "Mon, 16 Aug 2021 09:00:00 GMT",
        ] {
            assert_eq!(day_of(moment).map(|day| day.to_string()).as_deref(), Some("2021-08-16"), "{moment}");
        }
        assert_eq!(day_of("yesterday").or(day_of("")).or(day_of("ééééé")), None);
    }

    #[test]
    fn a_page_is_made_of_an_item() {
        let find = |name: &str| match name {
            "text" => Some("The embassy\nstays & works.\n\nSo <it> is.".to_string()),
            "title" => Some("Embassy <b>stays</b>, 3 < 4".to_string()),
            "date" => Some("2021-08-16".to_string()),
            "url" => Some("javascript:alert(1)".to_string()),
            _ => None,
        };
        let item = Item::of(&DUMP, find);
        let page = String::from_utf8(item.page()).unwrap();
        assert!(
            page.contains(
                "<h1>Embassy stays, 3 &lt; 4</h1>\n<p>The embassy stays &amp; works.</p>\n<p>So &lt;it&gt; is.</p>"
            ),
            "{page}"
        );
        assert_eq!(
            (item.known().published.map(|day| day.to_string()).as_deref(), item.known().url),
            (Some("2021-08-16"), None)
        );
        let whole = Item { html: Some("<!DOCTYPE html><p>x".into()), ..Item::default() };
        assert_eq!(whole.page(), b"<!DOCTYPE html><p>x");
        let short = Item::of(&FEED, |name| (name == "description").then(|| "In short.".to_string()));
        assert!(!short.has_body());
    }
}
