//! The items of feeds and the articles of dumps as captures.
//!
//! In: a place. Out: a capture for each item that says more than that there is an article; a remark on every other. A feed of two items with full content and
//! one with a line gives two captures.

use super::{Opening, Place};
use crate::input::record::{Content, xml_text};
use crate::input::stream::Stream;
use crate::input::{dump, feed, item};
use crate::reading::progress;
use attache_pipeline::page::MediaType;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

/// Of a feed that is not in UTF-8: each item reads all of it again.
const LARGEST_STRANGE: usize = 4 << 20;
/// Bytes of a line of JSON Lines, at most.
const LONGEST_LINE: u64 = 16 << 20;

impl Opening<'_> {
    pub(super) fn open_feed(&mut self, place: &Place<'_>) -> io::Result<()> {
        let Some(bytes) = self.hold(place)? else { return Ok(()) };
        let text = xml_text(&bytes);
        let found = feed::find_items(&text);
        if !found.is_feed {
            self.remarks.add(&place.name, "not read: XML, but no feed");
            return Ok(());
        }
        let is_plain = text.as_bytes() == &bytes[bytes.len() - text.len().min(bytes.len())..];
        let mark = bytes.len() - text.len().min(bytes.len());
        if !is_plain && bytes.len() > LARGEST_STRANGE {
            self.remarks.add(&place.name, "not read: a feed larger than 4 MiB that is not in UTF-8");
            return Ok(());
        }
        for (at, span) in found.items.into_iter().enumerate() {
            let read = feed::read_item(&text[span.clone()]);
            let held = match is_plain {
                true => (part(place, span.start + mark..span.end + mark), Content::FeedItem),
                false => (place.stream.clone(), Content::FeedItemIn(span.clone())),
            };
            self.add_item(place, at as u64 + 1, read, found.title.as_deref(), held);
        }
        found.broken.map_or(Ok(()), |why| Err(io::Error::other(why)))
    }

    pub(super) fn open_json(&mut self, place: &Place<'_>) -> io::Result<()> {
        let Some(bytes) = self.hold(place)? else { return Ok(()) };
        let Ok(text) = std::str::from_utf8(&bytes) else {
            self.remarks.add(&place.name, "not read: JSON that is not in UTF-8");
            return Ok(());
        };
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        let mut found = dump::find_objects(&text[mark..]);
        // Objects a line, under the name of one.
        if found.places.is_empty() && found.broken.is_some() && text.trim_start().starts_with('{') {
            return self.open_lines(place);
        }
        for (at, span) in std::mem::take(&mut found.places).into_iter().enumerate() {
            let span = span.start + mark..span.end + mark;
            let Some(read) = dump::read_article(&text[span.clone()]) else {
                self.remarks.add(format!("{}#{}", place.name, at + 1), "not read: no JSON object");
                continue;
            };
            self.add_item(place, at as u64 + 1, read, found.title.as_deref(), (part(place, span), Content::DumpItem));
        }
        found.broken.map_or(Ok(()), |why| Err(io::Error::other(why)))
    }

    pub(super) fn open_lines(&mut self, place: &Place<'_>) -> io::Result<()> {
        let mut reader = BufReader::with_capacity(1 << 16, place.stream.open(0)?);
        let (mut at, mut number) = (0u64, 0u64);
        let mut line = Vec::new();
        let bar = progress::bytes_bar(place.stream.length().unwrap_or(0));
        loop {
            line.clear();
            let read = (&mut reader).take(LONGEST_LINE).read_until(b'\n', &mut line)? as u64;
            if read == 0 {
                break;
            }
            number += 1;
            bar.set_position(at);
            let name = || format!("{}#{number}", place.name);
            let mut passed = read;
            if read == LONGEST_LINE && !line.ends_with(b"\n") {
                passed += skip_line(&mut reader)?;
                self.remarks.add(name(), "not read: a line longer than 16 MiB");
            } else if !line.trim_ascii().is_empty() {
                match std::str::from_utf8(&line).ok().and_then(dump::read_article) {
                    Some(item) => {
                        let held = (Stream::part(&place.stream, at, read), Content::DumpItem);
                        self.add_item(place, number, item, None, held);
                    }
                    None => self.remarks.add(name(), "not read: no JSON object"),
                }
            }
            at += passed;
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// Adds an item of a feed or a dump.
    fn add_item(
        &mut self,
        place: &Place<'_>,
        number: u64,
        item: item::Item,
        title: Option<&str>,
        (stream, content): (Arc<Stream>, Content),
    ) {
        if !item.has_body() {
            let what = match item.url.is_some() || item.title.is_some() {
                true => "not read: names an article and does not hold its text",
                false => "not read: no article",
            };
            return self.remarks.add(format!("{}#{number}", place.name), what);
        }
        let mut own = item.known();
        own.outlet =
            own.outlet.or_else(|| title.map(|title| title.trim().to_string()).filter(|title| !title.is_empty()));
        self.add_row(place, number, &stream, (content, MediaType::Html), &own);
    }
}

fn part(place: &Place<'_>, span: std::ops::Range<usize>) -> Arc<Stream> {
    Stream::part(&place.stream, span.start as u64, span.len() as u64)
}

fn skip_line(reader: &mut impl BufRead) -> io::Result<u64> {
    let mut skipped = 0;
    loop {
        let buffer = reader.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        reader.consume(used);
        skipped += used as u64;
        if end.is_some() || used == 0 {
            return Ok(skipped);
        }
    }
}
