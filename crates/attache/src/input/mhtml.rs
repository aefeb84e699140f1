//! The page in an MHTML file, as browsers save it.
//!
//! In: the file's bytes. Out: the HTML of its first page, decoded from its transfer coding, with address and day of capture. RFC 2557. Pictures and styles
//! beside the page are left; frames are not put into it.

use super::http::read_media_type;
use super::item::day_of;
use attache_pipeline::page::Known;
use mailparse::{MailHeaderMap, ParsedMail, parse_headers, parse_mail};

/// A page out of a MHTML file.
#[derive(Debug)]
pub struct Page {
    /// Its HTML.
    pub bytes: Vec<u8>,
    /// The character set its part names.
    pub charset: Option<String>,
}

/// The page.
///
/// # Errors
/// A line, where there is none, or the file is no MHTML.
pub fn read(bytes: &[u8]) -> Result<Page, String> {
    let mail = parse_mail(bytes).map_err(|error| format!("no MHTML: {error}"))?;
    let found = mail.parts().find(|part| is_page(part)).ok_or("there is no HTML page in it")?;
    let page = found.get_body_raw().map_err(|error| format!("its page cannot be decoded: {error}"))?;
    let content_type = found.headers.get_first_value("Content-Type").unwrap_or_default();
    Ok(Page { bytes: page, charset: read_media_type(&content_type).1 })
}

fn is_page(part: &ParsedMail<'_>) -> bool {
    matches!(part.ctype.mimetype.as_str(), "text/html" | "application/xhtml+xml")
}

/// What the head of the file tells: the first bytes are enough.
pub fn known(head: &[u8]) -> Known {
    let Ok((headers, _)) = parse_headers(head) else { return Known::default() };
    let url =
        headers.get_first_value("Snapshot-Content-Location").or_else(|| headers.get_first_value("Content-Location"));
    let captured = headers.get_first_value("Date").and_then(|date| day_of(&date));
    Known { url: url.filter(|url| url.starts_with("http")), captured, ..Known::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://c.example/1\r\nDate: Mon, 16 Aug 2021 09:00:00 -0000\r\n\
MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b\"\r\n\r\n----b\r\nContent-Type: text/html\r\n\
Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Caf=C3=A9 =\r\nopen</p>\r\n----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n----b--\r\n";

    #[test]
    fn the_page_is_found_and_decoded() {
        assert_eq!(String::from_utf8(read(FILE).unwrap().bytes).unwrap().trim_end(), "<p>Café open</p>");
        let known = known(&FILE[..200]);
        assert_eq!(known.url.as_deref(), Some("https://c.example/1"));
        assert_eq!(known.captured.map(|day| day.to_string()).as_deref(), Some("2021-08-16"));
    }

    #[test]
    fn what_is_none_is_said() {
        assert_eq!(read(b"Content-Type: text/plain\r\n\r\nx").unwrap_err(), "there is no HTML page in it");
        let nested: String =
            (0..5000).map(|n| format!("Content-Type: multipart/related; boundary={n}\r\n\r\n--{n}\r\n")).collect();
        assert!(read(nested.as_bytes()).is_err());
    }
}
