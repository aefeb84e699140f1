//! Links into the live page, to the very paragraph or words.
//!
//! In: an address and a paragraph's text, or stretches of one. Out: the address with a text fragment (WICG scroll-to-text-fragment), which
//! browsers scroll to and mark: `https://outlet.example/a#:~:text=The%20embassy,stays%20open.`
//!
//! Addresses come from hostile pages: only http and https ones become links, nothing with spaces, controls or turns of direction in it. That
//! the words still stand there is not checked: nothing is fetched.

use crate::views::shown::is_hidden;
use std::fmt::Write;
use std::ops::Range;

/// Words of a paragraph that are given whole.
const SHORT: usize = 10;
/// Words of a longer one's start and end.
const EDGE: usize = 5;
/// Words that are too few to be found by themselves.
const FEW: usize = 4;
/// Words before or behind them.
const CONTEXT: usize = 3;
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
    let is_clean = !url.contains(|c: char| c.is_whitespace() || is_hidden(c) || matches!(c, '<' | '>' | '"' | '\\'));
    (has_host && is_clean).then_some(url)
}

/// A link to a paragraph of the page at `url`.
pub fn link_to(url: &str, paragraph: &str) -> Option<String> {
    join(url, &[whole_or_edges(&paragraph.split_whitespace().collect::<Vec<_>>())])
}

/// A link to stretches of a paragraph, byte ranges of its text in order, each marked by itself. Few words may stand
/// elsewhere on the page too: they are told apart by those before them, at the paragraph's start by those behind.
pub fn link_to_words(url: &str, paragraph: &str, stretches: &[Range<usize>]) -> Option<String> {
    let directives = stretches.iter().map(|stretch| {
        let words: Vec<&str> = paragraph.get(stretch.clone()).unwrap_or_default().split_whitespace().collect();
        let text = whole_or_edges(&words);
        if words.is_empty() || words.len() > FEW {
            return text;
        }
        let mut before: Vec<&str> =
            paragraph.get(..stretch.start).unwrap_or_default().split_whitespace().rev().take(CONTEXT).collect();
        before.reverse();
        if !before.is_empty() {
            return format!("{}-,{text}", encode(&before));
        }
        let after = paragraph.get(stretch.end..).unwrap_or_default().split_whitespace().take(CONTEXT);
        match after.collect::<Vec<_>>() {
            after if after.is_empty() => text,
            after => format!("{text},-{}", encode(&after)),
        }
    });
    join(url, &directives.collect::<Vec<_>>())
}

/// The address with as many directives as it can take; `None` where it can take none.
fn join(url: &str, directives: &[String]) -> Option<String> {
    let address = safe_address(url)?;
    let mut link = String::from(address.split('#').next().unwrap_or(address));
    let mut room = LONGEST;
    for (at, text) in directives.iter().filter(|text| !text.is_empty()).enumerate() {
        room = room.checked_sub(text.len()).or_else(|| (at > 0).then_some(0))?;
        if room == 0 {
            break;
        }
        link += if at == 0 { "#:~:text=" } else { "&text=" };
        link += text;
    }
    (room < LONGEST).then_some(link)
}

/// Words as a fragment has them: all of a few, else the first and the last.
fn whole_or_edges(words: &[&str]) -> String {
    match words.len() {
        count if count <= SHORT => encode(words),
        count => format!("{},{}", encode(&words[..EDGE]), encode(&words[count - EDGE..])),
    }
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

    #[test]
    fn words_are_found_where_they_stand() {
        let url = "https://o.example/a";
        let link = |paragraph: &str, stretches: &[&str]| {
            let at = |words: &&str| paragraph.find(*words).map(|start| start..start + words.len()).unwrap();
            let link = link_to_words(url, paragraph, &stretches.iter().map(at).collect::<Vec<_>>());
            link.map(|link| link.replace("https://o.example/a#:~:text=", ""))
        };
        let told = "The envoy said it was a “new phase”, and more";
        assert_eq!(link(told, &["it was a “new phase”"]).unwrap(), "it%20was%20a%20%E2%80%9Cnew%20phase%E2%80%9D");
        assert_eq!(link(told, &["more"]).unwrap(), "%E2%80%9Cnew%20phase%E2%80%9D%2C%20and-,more");
        assert_eq!(link("Stay, he said.", &["Stay,"]).unwrap(), "Stay%2C,-he%20said.");
        assert_eq!(link("Stay", &["Stay"]).unwrap(), "Stay");
        let pieces = ["We will keep the embassy open,", "for as long as it is safe"];
        let both = link("We will keep the embassy open, he said, for as long as it is safe", &pieces).unwrap();
        assert_eq!(both, "We%20will%20keep%20the%20embassy%20open%2C&text=for%20as%20long%20as%20it%20is%20safe");
        assert_eq!(link_to_words("javascript:x", "Stay", std::slice::from_ref(&(0..4))), None);
        assert_eq!(link_to_words(url, &"x".repeat(2000), std::slice::from_ref(&(0..2000))), None);
        assert_eq!(link_to_words(url, "Stay", &[]), None);
    }
}
