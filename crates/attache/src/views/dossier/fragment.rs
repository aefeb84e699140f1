//! Links into the live page, to the very paragraph.
//!
//! In: an address and a paragraph's text. Out: the address with a text fragment (WICG scroll-to-text-fragment), which
//! browsers scroll to and mark: `https://outlet.example/a#:~:text=The%20embassy,stays%20open.`
//!
//! Addresses come from hostile pages: only http and https ones become links, nothing with spaces or controls in it. That
//! the words still stand there is not checked: nothing is fetched.

use std::fmt::Write;

/// Words of a paragraph that are given whole.
const SHORT: usize = 10;
/// Words of a longer one's start and end.
const EDGE: usize = 5;
/// Longer fragments (one unbroken word may be as long as a page) make no link, in bytes.
const LONGEST: usize = 600;

/// The address, where it is safe to link to.
pub fn safe_address(url: &str) -> Option<&str> {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let rest = if lower.starts_with("https://") {
        url.get(8..)
    } else if lower.starts_with("http://") {
        url.get(7..)
    } else {
        None
    }?;
    let has_host = rest.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    let is_clean = !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\'));
    (has_host && is_clean).then_some(url)
}

/// A link to a paragraph of the page at `url`.
pub fn link_to(url: &str, paragraph: &str) -> Option<String> {
    let address = safe_address(url)?;
    let address = address.split('#').next().unwrap_or(address);
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    let text = match words.len() {
        0 => return None,
        count if count <= SHORT => encode(&words),
        count => format!("{},{}", encode(&words[..EDGE]), encode(&words[count - EDGE..])),
    };
    (text.len() <= LONGEST).then(|| format!("{address}#:~:text={text}"))
}

/// Words joined by encoded spaces; `-`, `,` and `&` mean something in a fragment, so they are encoded too.
fn encode(words: &[&str]) -> String {
    let mut encoded = String::new();
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            encoded.push_str("%20");
        }
        for byte in word.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
                encoded.push(char::from(byte));
            } else {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert!(safe_address("https://outlet.example/a?b=c").is_some());
        assert!(safe_address("HTTP://outlet.example").is_some());
        for bad in [
            "javascript:alert(1)",
            "//outlet.example",
            "https://",
            "https:// a",
            "http://a/\u{1}",
            "data:text/html,x",
            "é",
        ] {
            assert_eq!(safe_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn fragments_are_encoded() {
        assert_eq!(
            link_to("https://o.example/a#top", "Well-known, “so”"),
            Some("https://o.example/a#:~:text=Well%2Dknown%2C%20%E2%80%9Cso%E2%80%9D".into())
        );
        let long = "one two three four five six seven eight nine ten eleven";
        let link = link_to("https://o.example/a", long).unwrap();
        assert!(link.ends_with("text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven"), "{link}");
        assert_eq!(link_to("https://o.example/a", &"x".repeat(1000)), None);
        assert_eq!(link_to("javascript:x", "Well"), None);
    }
}
