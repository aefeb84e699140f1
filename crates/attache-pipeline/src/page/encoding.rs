//! Bytes of a capture to text.
//!
//! In: bytes, and whether they are HTML. Out: [`Decoded`]: the text, the character set used, and what of the bytes it could not
//! read. A Russian page of 2004 that says `<meta charset=windows-1251>` comes out readable; a UTF-8 text with one byte of
//! another character set in it stays UTF-8, with a note that says where.
//!
//! Order, as browsers do: byte order mark, declaration in the page, then detection. But the bytes have the last word on
//! UTF-8: text that is UTF-8, or nearly, is no accident, and captures are often re-encoded after the fact and the declaration
//! left as it was; a page that declares UTF-8 and hardly has any is taken for what its bytes look like. Both are weighed by what
//! each sequence of bytes can be.

use crate::span::{Note, Span};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8};
use std::borrow::Cow;

/// How far into a page a `<meta charset>` is looked for, in bytes (the HTML standard says 1,024; news pages are later).
const DECLARATION_WINDOW: usize = 4096;

/// How much of a page's bytes the detector is shown: it takes seconds for the largest pages, and knows long before.
const DETECTION_WINDOW: usize = 1 << 20;

/// Places that a note names one by one.
const MOST_PLACES: usize = 5;

/// A capture's text.
pub struct Decoded<'b> {
    /// The text; what could not be read is U+FFFD.
    pub text: Cow<'b, str>,
    /// WHATWG name of the character set.
    pub charset: &'static str,
    /// What could not be read, with spans in `text`.
    pub notes: Vec<Note>,
}

/// The text of a capture. Linear; never fails.
pub fn decode(bytes: &[u8], html: bool) -> Decoded<'_> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return if encoding == UTF_8 { read_utf8(bytes, mark) } else { read_as(encoding, &bytes[mark..]) };
    }
    let declared = if html { declared(bytes) } else { None };
    if declared == Some(ISO_2022_JP) && bytes.contains(&0x1b) {
        // All ASCII to look at, so it would count as UTF-8.
        return read_as(ISO_2022_JP, bytes);
    }
    let evidence = Evidence::of(bytes);
    if evidence.is_utf8(declared) {
        return read_utf8(bytes, 0);
    }
    let encoding = declared.filter(|encoding| *encoding != UTF_8).unwrap_or_else(|| detected(bytes));
    let mut decoded = read_as(encoding, bytes);
    decoded.notes.extend(evidence.told_beside(encoding));
    decoded
}

/// What speaks for UTF-8 in bytes, and what against it.
///
/// In any other character set a byte that begins a sequence is hardly ever followed by the very bytes that go on with it, so a
/// sequence of three bytes is worth more than one of two, and a few of them outweigh a stray byte.
struct Evidence {
    /// Bytes that go on with a valid sequence: one of two bytes has one, one of four has three.
    going_on: usize,
    /// Places that are no UTF-8; a sequence that the end of the bytes cuts is not counted.
    bad: usize,
    /// First byte of the first valid sequence that is not ASCII.
    first: usize,
    /// A sequence that the end cuts, where there is one.
    tail: Vec<u8>,
}

impl Evidence {
    fn of(bytes: &[u8]) -> Evidence {
        let mut found = Evidence { going_on: 0, bad: 0, first: bytes.len(), tail: Vec::new() };
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            let valid = chunk.valid().as_bytes();
            let inside = valid.iter().filter(|byte| **byte & 0xc0 == 0x80).count();
            if found.going_on == 0 && inside > 0 {
                found.first = at + valid.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
            }
            found.going_on += inside;
            at += valid.len() + chunk.invalid().len();
            if is_cut(chunk.invalid(), at == bytes.len()) {
                found.tail = chunk.invalid().to_vec();
            } else {
                found.bad += usize::from(!chunk.invalid().is_empty());
            }
        }
        found
    }

    /// Whether the bytes are UTF-8, given what the page declares. A declared other character set must be clearly wrong; a
    /// declared UTF-8 need not be clearly right, but right for once.
    fn is_utf8(&self, declared: Option<&'static Encoding>) -> bool {
        if self.going_on == 0 && self.bad == 0 {
            // ASCII, but for a cut end: two bytes of a sequence, or the first byte of what Latin texts have most (accented
            // letters, quotation marks), are one; "Caf\xe9" is no sequence of three bytes that ends early.
            return self.tail.len() != 1 || matches!(self.tail[0], 0xc2 | 0xc3 | 0xe2);
        }
        let least = match declared {
            Some(encoding) if encoding == UTF_8 => 1,
            None => 2,
            Some(_) => 4,
        };
        self.going_on > 0 && self.going_on >= least * self.bad
    }

    /// A note where a text that is not UTF-8 holds much that looks like it: two files made one, each in its own character set.
    fn told_beside(&self, encoding: &'static Encoding) -> Option<Note> {
        // In these a sequence is never a word; in others (Thai, Chinese) it is, by chance.
        let european = encoding.is_single_byte() && !matches!(encoding.name(), "windows-874" | "KOI8-U");
        if !european || self.going_on < 4 || self.going_on * 4 < self.bad {
            return None;
        }
        let (name, first) = (encoding.name(), self.first);
        let told = format!("parts of the file look like UTF-8 (first at byte {first}) and were read as {name}");
        Some(Note::on_page(told))
    }
}

/// Whether bytes that are no UTF-8 are a character that the end of the file cuts.
fn is_cut(invalid: &[u8], at_end: bool) -> bool {
    at_end && !invalid.is_empty() && std::str::from_utf8(invalid).is_err_and(|why| why.error_len().is_none())
}

/// Reads UTF-8 from byte `from` on. What is none becomes U+FFFD, with a note; places are told in bytes of the file.
fn read_utf8(bytes: &[u8], from: usize) -> Decoded<'_> {
    if let Ok(text) = std::str::from_utf8(&bytes[from..]) {
        return Decoded { text: Cow::Borrowed(text), charset: UTF_8.name(), notes: Vec::new() };
    }
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut notes = Vec::new();
    let (mut at, mut count, mut first, mut places) = (from, 0usize, 0, Vec::new());
    for chunk in bytes[from..].utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        if chunk.invalid().is_empty() {
            continue;
        }
        let place = Span::new(text.len(), text.len() + '\u{fffd}'.len_utf8());
        text.push('\u{fffd}');
        if is_cut(chunk.invalid(), at + chunk.invalid().len() == bytes.len()) {
            let why = format!("the file ends inside a character, at byte {at}; what is left of it was read as U+FFFD");
            notes.push(Note { span: place, why });
        } else {
            count += 1;
            if count == 1 {
                first = place.start;
            }
            if places.len() < MOST_PLACES {
                places.push(at.to_string());
            }
        }
        at += chunk.invalid().len();
    }
    if count > 0 {
        let (what, more) =
            (if count == 1 { "place is" } else { "places are" }, if count > MOST_PLACES { ", …" } else { "" });
        let why = format!("{count} {what} no UTF-8, read as U+FFFD: at byte {}{more} of the file", places.join(", "));
        notes.insert(0, Note { span: Span::new(first, first + '\u{fffd}'.len_utf8()), why });
    }
    Decoded { text: Cow::Owned(text), charset: UTF_8.name(), notes }
}

/// Reads a character set that is not UTF-8.
fn read_as<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Decoded<'b> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let mut notes = Vec::new();
    if damaged && let Some(first) = text.find('\u{fffd}') {
        let (count, name) = (text.matches('\u{fffd}').count(), encoding.name());
        let what = if count == 1 { "place is" } else { "places are" };
        let why = format!("{count} {what} not valid in {name}, read as U+FFFD; the first stands here");
        notes.push(Note { span: Span::new(first, first + '\u{fffd}'.len_utf8()), why });
    }
    Decoded { text, charset: encoding.name(), notes }
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
    // Whoever could read the declaration as ASCII is not reading UTF-16.
    Some(encoding.output_encoding())
}

/// What the bytes look like, from the first that are not ASCII on, with a word before them. Never UTF-8: that is weighed before.
fn detected(bytes: &[u8]) -> &'static Encoding {
    let from = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(64);
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[from..bytes.len().min(from + DETECTION_WINDOW)], true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, name: &str) {
        let decoded = decode(bytes, true);
        assert_eq!((decoded.text.as_ref(), decoded.charset), (text, name));
        assert_eq!(decoded.notes.is_empty(), !text.contains('\u{fffd}'), "{:?}", decoded.notes);
        for note in &decoded.notes {
            assert_eq!(note.span.of(text), "\u{fffd}");
        }
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
        check(b"<meta charset=iso-2022-jp>\x1b$B$+\x1b(B", "<meta charset=iso-2022-jp>か", "ISO-2022-JP");
        check(b"<meta charset=utf-16>Kabul", "<meta charset=utf-16>Kabul", "UTF-8");
    }

    #[test]
    fn a_bad_byte_leaves_utf8_what_it_is() {
        check(b"\xe2\x80\x9cWe stay.\xe2\x80\x9d Caf\xe9 owners met.", "“We stay.” Caf\u{fffd} owners met.", "UTF-8");
        check(b"na\xc3\xafve G\xc3\xbcl na\xefve", "naïve Gül na\u{fffd}ve", "UTF-8");
        check(b"\xef\xbb\xbfCaf\xe9", "Caf\u{fffd}", "UTF-8");
        let declared = "<meta charset=windows-1252>“Où?” “Là.”".as_bytes();
        check(&[declared, b"\xe9"].concat(), "<meta charset=windows-1252>“Où?” “Là.”\u{fffd}", "UTF-8");
        check(
            &["Кабул, Москва. ".as_bytes(), b"\xff\xff\xff"].concat(),
            "Кабул, Москва. \u{fffd}\u{fffd}\u{fffd}",
            "UTF-8",
        );
    }

    #[test]
    fn a_file_cut_inside_a_character_is_utf8() {
        check(b"Embassy stays \xe2\x80", "Embassy stays \u{fffd}", "UTF-8");
        check(b"Embassy stays \xc3", "Embassy stays \u{fffd}", "UTF-8");
        check("Кабул \u{1f388}".as_bytes().strip_suffix(b"\x88").expect("an emoji"), "Кабул \u{fffd}", "UTF-8");
        check(b"Embassy, caf\xe9", "Embassy, café", "windows-1252");
    }

    #[test]
    fn legacy_bytes_are_legacy_whatever_is_declared() {
        check(b"<meta charset=utf-8>Th\xe9 et caf\xe9", "<meta charset=utf-8>Thé et café", "windows-1252");
        // Within these words two bytes happen to be a sequence: "É" and the mark after it.
        check(
            b"<meta charset=windows-1252>\x93CAF\xc9\x94, dit-il, \x93th\xe9\x94",
            "<meta charset=windows-1252>“CAFÉ”, dit-il, “thé”",
            "windows-1252",
        );
        check(b"\x93CAF\xc9\x94, dit-il \xe0 ses amis.", "“CAFÉ”, dit-il à ses amis.", "windows-1252");
        let (ukrainian, _, _) =
            encoding_rs::KOI8_U.encode("Посольство в Києві залишається відкритим, сказали в міністерстві.");
        assert_eq!(decode(&ukrainian, false).charset, "KOI8-U");
        let (thai, _, _) = encoding_rs::WINDOWS_874.encode("สถานทูตยังเปิดอยู่ กระทรวงการต่างประเทศกล่าว");
        assert_eq!(decode(&thai, false).charset, "windows-874");
        let (chinese, _, _) = encoding_rs::GBK.encode("外交部星期一表示,大使馆将继续开放。");
        assert_eq!(decode(&chinese, false).charset, "GBK");
        assert!(decode(&thai, false).notes.is_empty() && decode(&chinese, false).notes.is_empty());
    }

    #[test]
    fn notes_say_where_and_how_many() {
        let bytes = ["“Stay.” ".as_bytes(), b"\xe9", "“Go.” ".as_bytes(), b"\xe9 \xc3"].concat();
        let decoded = decode(&bytes, false);
        let whys: Vec<&str> = decoded.notes.iter().map(|note| note.why.as_str()).collect();
        assert_eq!(
            whys,
            [
                "2 places are no UTF-8, read as U+FFFD: at byte 12, 23 of the file",
                "the file ends inside a character, at byte 25; what is left of it was read as U+FFFD",
            ]
        );
        let many = decode(&["é".repeat(60).as_bytes(), &b"\xff".repeat(9)].concat(), false).notes;
        assert_eq!(
            many[0].why,
            "9 places are no UTF-8, read as U+FFFD: at byte 120, 121, 122, 123, 124, … of the file"
        );
        let damaged = decode(b"<meta charset=shift_jis>\x83J\x83u\x81\x81\x20\xff", true);
        assert!(damaged.notes[0].why.contains("not valid in Shift_JIS"), "{:?}", damaged.notes);
        let mixed = [&b"caf\xe9 ".repeat(9)[..], "“Stay.” “Go.”".as_bytes()].concat();
        assert!(decode(&mixed, false).notes[0].why.starts_with("parts of the file look like UTF-8 (first at byte 45)"));
    }
}
