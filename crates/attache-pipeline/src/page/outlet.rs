//! The registrable domain of an address.
//!
//! In: a URL. Out: the part of its host one can register ("news.bbc.co.uk" -> "bbc.co.uk"), by the Public Suffix List. It
//! is the last resort for an outlet's name.

/// The registrable domain, in lower case; `None` where the URL has no such host.
pub fn registrable_domain(url: &str) -> Option<String> {
    let parsed = url::Url::parse(url).ok()?;
    psl::domain_str(parsed.domain()?).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains() {
        assert_eq!(registrable_domain("https://www.news.courier.co.uk/a").as_deref(), Some("courier.co.uk"));
        assert_eq!(registrable_domain("not an address"), None);
        // Not "0.1": the numbers of a machine are nobody's name.
        assert_eq!(registrable_domain("http://127.0.0.1:8080/a").or(registrable_domain("http://[::1]/")), None);
    }
}
