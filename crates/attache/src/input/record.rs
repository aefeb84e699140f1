//! One capture within a file of many, opened and brought into the form that is read.
//!
//! In: a [`Record`]: where its bytes are, and what they are. Out: the bytes of a page, in UTF-8 where only the container knew their character set. Of the
//! answer of a server comes its body, of a feed's item the page made of it ([`super::item`]), of a PDF its text.
//!
//! These bytes are what is hashed, what offsets are counted in, and what a ledger keeps: a page out of a ledger is read without its container.

use super::stream::Stream;
use super::{dump, feed, http, mhtml, pdf};
use attache_pipeline::page::encoding::decode;
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;
use std::io::{self, Error, Read};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

/// A capture within a file.
#[derive(Debug)]
pub struct Record {
    /// The file.
    pub file: PathBuf,
    /// Its bytes in it.
    pub stream: Arc<Stream>,
    /// What they are.
    pub content: Content,
    /// How many, as far as is known.
    pub size: u64,
}

/// What the bytes of a record are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A page as it stands.
    Plain,
    /// The same, in a character set that only the container names.
    In(String),
    /// What a server answered.
    Answer,
    /// The same, with a PDF as its body.
    AnswerPdf,
    /// A page saved with all that belongs to it.
    Mhtml,
    /// A PDF.
    Pdf,
    /// An item of a feed.
    FeedItem,
    /// An item of a feed that is not in UTF-8: all of the feed, and where the item stands in its text.
    FeedItemIn(Range<usize>),
    /// An article of a dump.
    DumpItem,
}

/// The bytes of a page.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    /// As far as they could be had.
    pub bytes: Vec<u8>,
    /// Where they break off, in a line.
    pub broken: Option<String>,
}

/// Steps in which what breaks off is read, in bytes: of the step that meets the break nothing comes.
const STEP: usize = 512;

impl Record {
    /// The bytes of its page, at most `most` of them; of one that breaks off those before.
    ///
    /// # Errors
    /// A file that is not there any more, bytes of which none unpack or that are not what they were.
    pub fn page(&self, most: u64) -> io::Result<Page> {
        let mut bytes = Vec::new();
        let read = self.stream.open(0)?.take(most).read_to_end(&mut bytes);
        let mut broken = None;
        if let Err(error) = read {
            bytes = self.before_break(most)?;
            if bytes.is_empty() {
                return Err(error);
            }
            broken = Some(format!("breaks off after {} bytes: {error}", bytes.len()));
        }
        let page = page_of(&self.content, bytes, most).map_err(Error::other)?;
        Ok(Page { broken: broken.or(page.broken), ..page })
    }

    /// What comes before an error, in steps that do not depend on who read what before: read twice it is the same.
    fn before_break(&self, most: u64) -> io::Result<Vec<u8>> {
        let (mut bytes, mut step) = (Vec::new(), [0; STEP]);
        let mut reader = self.stream.open(0)?.take(most);
        while let Ok(read) = reader.read(&mut step) {
            if read == 0 {
                break;
            }
            bytes.extend_from_slice(&step[..read]);
        }
        Ok(bytes)
    }
}

/// The bytes of a page, of what a container or a server gave; at most `most` of them.
///
/// # Errors
/// One line: what it is said to be and is not, what cannot be taken apart.
pub fn page_of(content: &Content, bytes: Vec<u8>, most: u64) -> Result<Page, String> {
    // What reads a PDF, or a mail, was written for sound ones: a fault in it is this one's, whoever asks.
    let page = catch_unwind(AssertUnwindSafe(|| convert(content, bytes, most)));
    page.unwrap_or_else(|_| Err("it could not be taken apart: a fault in the program".into()))
}

fn convert(content: &Content, bytes: Vec<u8>, most: u64) -> Result<Page, String> {
    let whole = |bytes: Vec<u8>| Page { bytes, broken: None };
    let answer = |bytes: &[u8]| -> Result<(Page, Option<String>), String> {
        let head = http::read_head(bytes).ok_or("no answer of a server")?;
        Ok((http::read_body(&head, bytes, most)?, head.charset))
    };
    let decoded = |page: Page, charset: Option<&str>| Page { bytes: to_utf8(page.bytes, charset), ..page };
    match content {
        Content::Plain => Ok(whole(bytes)),
        Content::In(charset) => Ok(decoded(whole(bytes), Some(charset))),
        Content::Answer => answer(&bytes).map(|(page, charset)| decoded(page, charset.as_deref())),
        Content::AnswerPdf => pdf::read(&answer(&bytes)?.0.bytes),
        Content::Mhtml => mhtml::read(&bytes).map(|page| whole(to_utf8(page.bytes, page.charset.as_deref()))),
        Content::Pdf => pdf::read(&bytes),
        Content::FeedItem => Ok(whole(feed::read_item(&String::from_utf8_lossy(&bytes)).page())),
        Content::FeedItemIn(place) => {
            let text = xml_text(&bytes);
            Ok(whole(feed::read_item(text.get(place.clone()).unwrap_or("")).page()))
        }
        Content::DumpItem => {
            let item = dump::read_article(&String::from_utf8_lossy(&bytes)).ok_or("no JSON object")?;
            Ok(whole(item.page()))
        }
    }
}

/// A page in UTF-8 with a byte order mark, where the container names another character set: a reader of the page alone could not know. A page that is UTF-8, or
/// says with a mark what it is, stays as it is.
fn to_utf8(bytes: Vec<u8>, charset: Option<&str>) -> Vec<u8> {
    let Some(encoding) = charset.and_then(|label| Encoding::for_label(label.as_bytes())) else { return bytes };
    if encoding == UTF_8
        || Encoding::for_bom(&bytes).is_some()
        || (!bytes.contains(&0x1b) && std::str::from_utf8(&bytes).is_ok())
    {
        return bytes;
    }
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    [b"\xef\xbb\xbf", text.as_bytes()].concat()
}

/// The text of XML, in the character set it names in its first line.
pub fn xml_text(bytes: &[u8]) -> Cow<'_, str> {
    if std::str::from_utf8(bytes).is_err() && Encoding::for_bom(bytes).is_none() {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
        let named = head.split("encoding=").nth(1).and_then(|rest| rest.split(['"', '\'']).nth(1));
        if let Some(encoding) = named.and_then(|label| Encoding::for_label(label.as_bytes())) {
            return encoding.decode_without_bom_handling(bytes).0;
        }
    }
    decode(bytes, false).text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_set_only_the_container_knows_is_not_lost() {
        let answer = |head: &str, body: &[u8]| [format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(), body].concat();
        let page = |bytes: Vec<u8>| convert(&Content::Answer, bytes, 1 << 20).unwrap().bytes;
        let cyrillic = answer("Content-Type: text/html; charset=windows-1251", b"\xcc\xee\xf1\xea\xe2\xe0");
        assert_eq!(page(cyrillic), "\u{feff}Москва".as_bytes());
        assert_eq!(
            page(answer("Content-Type: text/html; charset=windows-1251", "Москва".as_bytes())),
            "Москва".as_bytes()
        );
        assert_eq!(page(answer("Content-Type: text/html", b"\xcc")), b"\xcc");
        assert_eq!(xml_text(b"<?xml version='1.0' encoding='windows-1251'?><a>\xcc</a>").find('М'), Some(48));
    }
}
