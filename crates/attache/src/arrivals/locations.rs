//! Addresses of pages as they may be asked for.
//!
//! In: what a user wrote, what a feed or a redirect names. Out: a [`Url`] of `http` or `https` with a host, without its fragment; else one line on why not.
//! "/news/a.html" in a feed of <https://courier.example/feed> is <https://courier.example/news/a.html>.
//!
//! A name and a password in an address are refused: they would stand in the ledger, in files and in logs.

use url::Url;

/// The longest address that is asked for, in bytes.
const LONGEST: usize = 4096;

/// Reads an address.
///
/// # Errors
/// One line: no address, of another scheme, with a password, too long.
pub fn read_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text.trim()).map_err(|error| format!("no address of a page: {error}"));
    check(url?)
}

/// Reads an address that may be relative to another.
///
/// # Errors
/// As [`read_url`].
pub fn join(base: &Url, text: &str) -> Result<Url, String> {
    check(base.join(text.trim()).map_err(|error| format!("no address of a page: {error}"))?)
}

fn check(mut url: Url) -> Result<Url, String> {
    url.set_fragment(None);
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("only http and https are fetched, not {}", url.scheme()));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err("it names no host".into());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it holds a name or a password, which would be kept with the page: leave them out".into());
    }
    if url.as_str().len() > LONGEST {
        return Err(format!("longer than {LONGEST} bytes"));
    }
    Ok(url)
}

/// The server of an address, by which politeness counts: scheme, host and port, as `https://courier.example`.
pub fn server(url: &Url) -> String {
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        read_url(text).map_or_else(|why| why, |url| url.to_string())
    }

    #[test]
    fn addresses_are_settled() {
        assert_eq!(read(" https://Courier.Example/a b#top"), "https://courier.example/a%20b");
        assert_eq!(read("http://bücher.example:80"), "http://xn--bcher-kva.example/");
        // One machine, however it is written: what is reached is judged by its number.
        assert_eq!(read("http://0x7f.1/"), "http://127.0.0.1/");
        assert_eq!(read("http://2130706433/"), "http://127.0.0.1/");
        assert_eq!(read("http://127。0。0。1/"), "http://127.0.0.1/");
    }

    #[test]
    fn other_addresses_are_refused_with_the_reason() {
        assert!(read("file:///etc/passwd").contains("not file"));
        assert!(read("gopher://courier.example/").contains("not gopher"));
        assert!(read("javascript:alert(1)").contains("not javascript"));
        assert!(read("https://ann:secret@courier.example/").contains("leave them out"));
        assert!(read("https://ann@courier.example/").contains("leave them out"));
        assert!(read("courier.example/a").contains("no address"));
        assert!(read("http://").contains("no address"));
        assert!(read(&format!("http://courier.example/{}", "a".repeat(5000))).contains("longer than"));
    }

    #[test]
    fn relative_addresses_are_of_their_page() {
        let base = read_url("https://courier.example/news/feed.xml").unwrap();
        assert_eq!(join(&base, "../a.html").unwrap().as_str(), "https://courier.example/a.html");
        assert_eq!(join(&base, "//other.example/b").unwrap().as_str(), "https://other.example/b");
        assert!(join(&base, "mailto:ann@courier.example").is_err());
        assert_eq!(server(&base), "https://courier.example");
    }
}
