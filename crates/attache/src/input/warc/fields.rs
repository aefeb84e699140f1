//! The fields of a WARC record.
//!
//! In: a reader before a record. Out: its [`Fields`], the reader behind them: `WARC-Type: response` gives the kind `response`. Fields that are not
//! asked for are passed over.

use std::io::{self, BufRead, Error, ErrorKind, Read};

/// Bytes of a record's fields, at most.
const LONGEST_FIELDS: u64 = 64 << 10;
/// Lines without a word between two records, at most: there are two.
const MOST_EMPTY: usize = 64;

/// What the fields of a record say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// `response`.
    pub kind: String,
    /// The address.
    pub url: Option<String>,
    /// The moment of the capture: `2021-08-16T09:00:00Z`.
    pub date: Option<String>,
    /// Of the block: `application/http`.
    pub media_type: Option<String>,
    /// Bytes in the block.
    pub length: u64,
    /// Whether whoever captured it cut it.
    pub is_truncated: bool,
    /// Of what the server sent: `sha1:…`.
    pub digest: Option<String>,
    /// Of a revisit: the address and the moment of what had not changed.
    pub refers_to: (Option<String>, Option<String>),
}

/// The fields of the next record; `None` at the end.
pub(super) fn read_fields(reader: &mut dyn BufRead, at: &mut u64) -> io::Result<Option<Fields>> {
    let mut left = LONGEST_FIELDS;
    let mut line = Vec::new();
    for _ in 0..MOST_EMPTY {
        if !read_line(reader, &mut line, &mut left, at)? {
            return Ok(None);
        }
        if !line.trim_ascii().is_empty() {
            break;
        }
    }
    if !line.starts_with(b"WARC/") {
        return Err(Error::other("no record begins where one should"));
    }
    let (mut fields, mut length) = (Fields::default(), None);
    loop {
        if !read_line(reader, &mut line, &mut left, at)? {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        if text.is_empty() {
            fields.length = length.ok_or_else(|| Error::other("a record does not say how long it is"))?;
            return Ok(Some(fields));
        }
        let Some((name, value)) = text.split_once(':') else { continue };
        let value = value.trim();
        let words = || Some(value.to_string()).filter(|value| !value.is_empty());
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => fields.kind = value.to_ascii_lowercase(),
            // Some tools wrote the angle brackets of WARC 0.18's grammar.
            "warc-target-uri" => fields.url = words().map(|url| url.trim_matches(['<', '>']).to_string()),
            "warc-date" => fields.date = words(),
            "content-type" => fields.media_type = words(),
            "content-length" => length = value.parse().ok(),
            "warc-truncated" => fields.is_truncated = true,
            "warc-payload-digest" => fields.digest = words().map(|digest| digest.to_ascii_lowercase()),
            "warc-refers-to-target-uri" => {
                fields.refers_to.0 = words().map(|url| url.trim_matches(['<', '>']).to_string());
            }
            "warc-refers-to-date" => fields.refers_to.1 = words(),
            _ => {}
        }
    }
}

/// A line with its end; false at the end of the file.
fn read_line(reader: &mut dyn BufRead, line: &mut Vec<u8>, left: &mut u64, at: &mut u64) -> io::Result<bool> {
    line.clear();
    let read = reader.take(*left).read_until(b'\n', line)? as u64;
    *at += read;
    *left -= read;
    if *left == 0 {
        return Err(Error::other("the fields of a record are longer than 64 KiB"));
    }
    Ok(read > 0)
}
