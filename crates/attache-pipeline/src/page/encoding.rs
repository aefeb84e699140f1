//! Bytes of a capture to text.
//!
//! In: bytes, and whether they are HTML. Out: the text, with the character set used. A Russian page of 2004 that says
//! `<meta charset=windows-1251>` comes out readable.
//!
//! Order, as browsers do: byte order mark, declaration in the page, then detection. Valid UTF-8 wins over a declaration
//! that disagrees, since captures are often re-encoded after the fact and the declaration left as it was.

use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// How far into a page a `<meta charset>` is looked for, in bytes (the HTML standard says 1,024; news pages are later).
const DECLARATION_WINDOW: usize = 4096;

/// How much of a page's bytes the detector is shown: it takes seconds for the largest pages, and knows long before.
const DETECTION_WINDOW: usize = 1 << 20;

/// The text of a capture and the name of its character set (WHATWG label). Linear; bad sequences become U+FFFD.
pub fn decode(bytes: &[u8], html: bool) -> (Cow<'_, str>, &'static str) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return (text, encoding.name());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), UTF_8.name());
    }
    let encoding = html.then(|| declared(bytes)).flatten().unwrap_or_else(|| detected(bytes));
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text, encoding.name())
}

/// The character set a page declares: `charset=` within its first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION_WINDOW)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let at = head.find("charset=")? + "charset=".len();
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A page that says UTF-8 and is not valid UTF-8 is mislabelled, or has a few bad bytes: count them.
    if encoding == UTF_8 && String::from_utf8_lossy(bytes).matches('\u{fffd}').count() * 200 > bytes.len() {
        return None;
    }
    Some(encoding)
}

/// What the bytes look like, from the first that are not ASCII on, with a word before them.
fn detected(bytes: &[u8]) -> &'static Encoding {
    let from = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(64);
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[from..bytes.len().min(from + DETECTION_WINDOW)], true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, name: &str) {
        let (decoded, encoding) = decode(bytes, true);
        assert_eq!((decoded.as_ref(), encoding), (text, name));
    }

    #[test]
    fn marks_declarations_and_detection() {
        check("\u{feff}Kabul".as_bytes(), "Kabul", "UTF-8");
        check(b"\xff\xfeK\0a\0", "Ka", "UTF-16LE");
        check(
            b"<meta charset='windows-1251'>\xca\xe0\xe1\xf3\xeb",
            "<meta charset='windows-1251'>Кабул",
            "windows-1251",
        );
        check("<meta charset=iso-8859-1>Türkiye".as_bytes(), "<meta charset=iso-8859-1>Türkiye", "UTF-8");
        check(b"caf\xe9 au lait et th\xe9", "café au lait et thé", "windows-1252");
    }
}
