//! The records of a WARC file as captures.
//!
//! In: a place. Out: captures of the pages among its records; a remark on every other. A `response` with status 200 and `text/html` is a page, one with 404 is "no page:
//! answered that it is not there or not for everybody".

use super::{Opening, Place};
use crate::input::record::Content;
use crate::input::{http, item, looks_like_html, warc};
use crate::reading::progress;
use attache_pipeline::page::{Known, MediaType};
use std::io;

/// Said of a revisit of a page that is in the same file, and of any other.
const SEEN_AGAIN: &str = "no page: says that the page named had not changed (revisit)";
const SEEN_ELSEWHERE: &str = "no page: says that what is no page of this file had not changed (revisit)";

impl Opening<'_> {
    pub(super) fn open_warc(&mut self, place: &Place<'_>) -> io::Result<()> {
        let bar = progress::bytes_bar(place.stream.length().filter(|_| place.depth == 0).unwrap_or(0));
        let mut revisits = warc::Revisits::default();
        let mut add = |record| self.add_record(place, record, &mut revisits);
        let (_, breaks) = warc::scan(&place.stream, &mut add, &mut |at| bar.set_position(at));
        bar.finish_and_clear();
        for (revisit, page) in revisits.resolve() {
            let name = format!("{}#{}", place.name, revisit.number);
            let on = revisit.date.as_deref().and_then(item::day_of).map(|day| format!(" on {day}")).unwrap_or_default();
            match page {
                Some(page) => self.remarks.add(format!("{name} ({}#{page}{on})", place.name), SEEN_AGAIN),
                None => {
                    let url = revisit.url.as_deref().unwrap_or("no address");
                    self.remarks.add(format!("{name} ({url}{on})"), SEEN_ELSEWHERE);
                }
            }
        }
        for warc::Broken { at, number, why, goes_on } in breaks {
            let what = match goes_on {
                None => format!("not read to its end: near byte {at}, at record {number}: {why}"),
                Some(on) => format!("broken near byte {at}, at record {number}: {why}; read on from byte {on}"),
            };
            self.remarks.add(&place.name, what);
        }
        Ok(())
    }

    fn add_record(&mut self, place: &Place<'_>, record: warc::Record, revisits: &mut warc::Revisits) {
        let warc::Record { number, fields, head, block } = record;
        let name = format!("{}#{number}", place.name);
        let (body, media_type, charset) = match fields.kind.as_str() {
            "response" if fields.media_type.as_deref().is_none_or(|kind| kind.starts_with("application/http")) => {
                let Some(found) = http::read_head(&head) else {
                    return self.remarks.add(name, "not read: no answer of a server, or one whose head has no end");
                };
                if !matches!(found.status, 200 | 203 | 206) {
                    return self.remarks.add(name, format!("no page: answered {}", class_of_status(found.status)));
                }
                let seen = head.get(found.body..).unwrap_or_default().to_vec();
                (seen, found.media_type, None)
            }
            "response" | "resource" | "conversion" => {
                let (media_type, charset) = http::read_media_type(fields.media_type.as_deref().unwrap_or(""));
                (head, media_type, charset)
            }
            // Which pages there are is known when all were seen.
            "revisit" => return revisits.add(number, fields),
            // About the capturing; they hold no page.
            "warcinfo" | "request" | "metadata" => return,
            _ => {
                return self
                    .remarks
                    .add(name, "not read: of a kind that is not known (or the rest of a longer record)");
            }
        };
        // Wget keeps its arguments and its log so; crawlers the answers of name servers.
        if fields.url.as_deref().is_some_and(|url| url.starts_with("metadata:") || url.starts_with("dns:")) {
            return;
        }
        let is_answer = fields.kind == "response";
        let url = fields.url.clone().filter(|url| url.starts_with("http"));
        let is_pdf = media_type.as_deref() == Some("application/pdf");
        let (content, media_type) = match page_type(media_type.as_deref(), &body) {
            _ if is_pdf => (if is_answer { Content::AnswerPdf } else { Content::Pdf }, MediaType::Text),
            Some(MediaType::Text) if url.as_deref().is_some_and(|url| url.ends_with("/robots.txt")) => {
                return self.remarks.add(name, "no page: robots.txt");
            }
            Some(media_type) if is_answer => (Content::Answer, media_type),
            Some(media_type) => (charset.map_or(Content::Plain, Content::In), media_type),
            None => return self.remarks.add(name, format!("no page: {}", class_of(media_type.as_deref()))),
        };
        if fields.is_truncated {
            self.remarks.add(&name, "cut short by whoever captured it: read as far as it goes");
        }
        revisits.add_page(number, &fields);
        let own = Known { url, captured: fields.date.as_deref().and_then(item::day_of), ..Known::default() };
        self.add_row(place, number, &block, (content, media_type), &own);
    }
}

/// What an answer is by its headers, or by a look at its body where they do not say.
fn page_type(media_type: Option<&str>, body: &[u8]) -> Option<MediaType> {
    match media_type {
        Some("text/html" | "application/xhtml+xml") => Some(MediaType::Html),
        Some("text/plain") => Some(if looks_like_html(body) { MediaType::Html } else { MediaType::Text }),
        None if looks_like_html(body) => Some(MediaType::Html),
        _ => None,
    }
}

/// What an answer that is no page is counted as: one line for all pictures.
fn class_of(media_type: Option<&str>) -> &str {
    let Some(media_type) = media_type else { return "it does not say what it is" };
    match media_type.split_once('/').unwrap_or((media_type, "")) {
        ("image", _) => "an image",
        ("video" | "audio", _) => "sound or film",
        ("font", _) => "a font",
        ("text", "css") => "a style sheet",
        (_, "javascript" | "x-javascript" | "ecmascript") => "a script",
        (_, "json" | "ld+json" | "xml" | "rss+xml" | "atom+xml") => "data (JSON, XML)",
        _ => "of a kind that is not read",
    }
}

fn class_of_status(status: u16) -> &'static str {
    match status {
        300..=399 => "with another address",
        400..=499 => "that it is not there or not for everybody",
        500..=599 => "with a failure",
        _ => "without a page",
    }
}
