//! What a page says of its own saving: the comment that browsers and SingleFile put into it.
//!
//! In: the bytes of a page. Out: the address it was saved from, and the day. `<!-- saved from url=(0021)https://c.example/1 -->` (Internet Explorer, Chrome);
//! ` Page saved with SingleFile url: https://c.example/1 saved date: Mon Aug 16 2021 09:00:00 GMT+0200`. Only the first bytes are looked at.

use attache_pipeline::page::Known;
use jiff::civil::Date;

/// Where the comment stands, in bytes; SingleFile puts it behind the start of the `html` element.
const LOOKED_AT: usize = 4096;
/// Behind what each stands.
const FROM: &str = "saved from url=(";
const SINGLE_FILE: &str = "Page saved with SingleFile";

/// What is known, filled up with what the page says of its saving.
pub fn fill(mut known: Known, bytes: &[u8]) -> Known {
    if known.url.is_some() && known.captured.is_some() {
        return known;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]);
    let (url, day) = read(&head);
    known.url = known.url.or(url);
    known.captured = known.captured.or(day);
    known
}

fn read(head: &str) -> (Option<String>, Option<Date>) {
    let address = |text: &str| {
        let url = text.split(|c: char| c.is_whitespace() || c == '<').next().unwrap_or("").trim_end_matches("-->");
        (url.starts_with("http://") || url.starts_with("https://")).then(|| url.to_string())
    };
    if let Some((_, rest)) = head.split_once(FROM) {
        return (rest.split_once(')').and_then(|(_, rest)| address(rest)), None);
    }
    let Some((_, rest)) = head.split_once(SINGLE_FILE) else { return (None, None) };
    let comment = rest.split("-->").next().unwrap_or("");
    let value = |key: &str| comment.split_once(key).map(|(_, rest)| rest.trim_start());
    (value("url:").and_then(address), value("saved date:").and_then(day_of))
}

/// `Mon Aug 16 2021 09:00:00 GMT+0200 (…)`: the day of the clock it is written in.
fn day_of(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split_whitespace().take(4).collect();
    Date::strptime("%b %d %Y", words.get(1..4)?.join(" ")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(page: &str) -> (Option<String>, Option<String>) {
        let known = fill(Known::default(), page.as_bytes());
        (known.url, known.captured.map(|day| day.to_string()))
    }

    #[test]
    fn the_comments_of_savers_are_read() {
        let url = Some("https://c.example/1".to_string());
        assert_eq!(
            told("<!DOCTYPE html>\n<!-- saved from url=(0021)https://c.example/1 -->\n<html>"),
            (url.clone(), None)
        );
        let single = "<html><!--\n Page saved with SingleFile \n url: https://c.example/1 \n saved date: Mon Aug 16 2021 09:00:00 GMT+0200 (CEST)\n-->";
        assert_eq!(told(single), (url, Some("2021-08-16".into())));
        assert_eq!(told("<!-- saved from url=(0014)about:internet -->"), (None, None));
        assert_eq!(told("<p>Page saved with SingleFile"), (None, None));
    }
}
