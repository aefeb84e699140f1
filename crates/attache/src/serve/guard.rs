//! Who may ask, and what a browser may do with what it gets.
//!
//! In: a request's host, origin and token. Out: nothing, or why it is refused. A page of `evil.example` whose name was bound to 127.0.0.1 (DNS rebinding) asks with the
//! host `evil.example`: refused. A form on it that posts to us comes with its origin, or with none of ours: refused.
//!
//! The token is for sharing behind a proxy that encrypts: who has it reads all. There are no accounts.

use axum::http::header::{AUTHORIZATION, COOKIE, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use sha2::{Digest, Sha256};

/// What every answer says to the browser.
pub const HEADERS: [(&str, &str); 8] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // Outlets need not learn what was looked at; our own forms must be told apart from others'.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("cache-control", "private, no-cache"),
];

/// The cookie that stands for the token.
const COOKIE_NAME: &str = "attache";

/// Who may ask.
pub struct Guard {
    /// Hosts we are called by, with their ports.
    hosts: Vec<String>,
    /// "http://127.0.0.1:8321", one for each host, and the public one.
    origins: Vec<String>,
    token: Option<String>,
    /// Of this run alone: what forms are signed with.
    secret: [u8; 32],
}

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Asked by a name that is not ours.
    Host,
    /// No token, or a wrong one.
    Token,
    /// A form that is not ours.
    Form,
}

impl Guard {
    /// For an address that is listened at; `public` is the origin a proxy serves us under.
    ///
    /// # Errors
    /// Where the system gives no random bytes.
    pub fn new(port: u16, host: &str, public: Option<&str>, token: Option<String>) -> anyhow::Result<Guard> {
        let names = ["127.0.0.1", "localhost", "[::1]", host];
        let mut hosts: Vec<String> = names.iter().map(|name| format!("{name}:{port}")).collect();
        let mut origins: Vec<String> = hosts.iter().map(|host| format!("http://{host}")).collect();
        if port == 80 {
            hosts.extend(names.iter().map(|name| name.to_string()));
            origins.extend(names.iter().map(|name| format!("http://{name}")));
        }
        if let Some(public) = public {
            hosts.extend(public.split_once("://").map(|(_, host)| host.to_string()));
            origins.push(public.to_string());
        }
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|error| anyhow::anyhow!("no random bytes to sign forms with: {error}"))?;
        Ok(Guard { hosts, origins, token, secret })
    }

    /// Whether we are called by a name of ours.
    ///
    /// # Errors
    /// [`Refused::Host`].
    pub fn check_host(&self, headers: &HeaderMap) -> Result<(), Refused> {
        let mut hosts = headers.get_all(HOST).iter();
        let host = hosts.next().and_then(|host| host.to_str().ok()).unwrap_or_default();
        let is_ours = hosts.next().is_none() && self.hosts.iter().any(|known| known.eq_ignore_ascii_case(host));
        if is_ours { Ok(()) } else { Err(Refused::Host) }
    }

    /// Whether who asks has the token: in a header, in the cookie, or `given` in the address.
    ///
    /// # Errors
    /// [`Refused::Token`].
    pub fn check_token(&self, headers: &HeaderMap, given: Option<&str>) -> Result<(), Refused> {
        let Some(token) = &self.token else { return Ok(()) };
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let bearer = text(AUTHORIZATION).strip_prefix("Bearer ").map(str::trim);
        let is_token = |given: &str| is_same(given.as_bytes(), token.as_bytes());
        let cookie = text(COOKIE)
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='))
            .any(|(name, value)| name == COOKIE_NAME && is_same(value.as_bytes(), cookie_of(token).as_bytes()));
        if cookie || bearer.is_some_and(is_token) || given.is_some_and(is_token) { Ok(()) } else { Err(Refused::Token) }
    }

    /// The cookie by which a browser is known that came with the token.
    pub fn cookie(&self) -> Option<HeaderValue> {
        let token = self.token.as_ref()?;
        let secure = if self.origins.iter().any(|origin| origin.starts_with("https://")) { "; Secure" } else { "" };
        let value = cookie_of(token);
        HeaderValue::from_str(&format!("{COOKIE_NAME}={value}; Path=/; HttpOnly; SameSite=Strict{secure}")).ok()
    }

    /// What a form of ours carries.
    pub fn sign(&self, form: &str) -> String {
        digest(&[&self.secret, form.as_bytes()])
    }

    /// Whether a form that was sent is one of ours, filled in on a page of ours.
    ///
    /// # Errors
    /// [`Refused::Form`].
    pub fn check_form(&self, headers: &HeaderMap, form: &str, signed: &str) -> Result<(), Refused> {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let origin = text(ORIGIN.as_str());
        let is_ours = origin.is_some_and(|origin| self.origins.iter().any(|known| known.eq_ignore_ascii_case(origin)));
        let is_same_site = text("sec-fetch-site").is_none_or(|site| site == "same-origin");
        let is_signed = is_same(signed.as_bytes(), self.sign(form).as_bytes());
        if is_ours && is_same_site && is_signed { Ok(()) } else { Err(Refused::Form) }
    }

    /// Where absolute addresses begin, for whoever asks by this host.
    pub fn origin(&self, headers: &HeaderMap) -> String {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let is_of = |origin: &&String| origin.split_once("://").is_some_and(|(_, own)| own.eq_ignore_ascii_case(host));
        self.origins.iter().rev().find(is_of).or(self.origins.first()).cloned().unwrap_or_default()
    }
}

/// What the cookie holds: nobody reads the token out of it.
fn cookie_of(token: &str) -> String {
    digest(&[b"attache cookie", token.as_bytes()])
}

fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // Lengths keep two parts from passing for two others.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Compares by digests, so that how long it takes tells nothing of where two differ.
fn is_same(a: &[u8], b: &[u8]) -> bool {
    Sha256::digest(a) == Sha256::digest(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    fn guard(token: Option<&str>) -> Guard {
        Guard::new(8321, "127.0.0.1", Some("https://ledger.example"), token.map(Into::into)).unwrap()
    }

    #[test]
    fn only_names_of_ours_are_answered() {
        let check = |host: &str| guard(None).check_host(&headers(&[("host", host)]));
        for host in ["127.0.0.1:8321", "localhost:8321", "LOCALHOST:8321", "[::1]:8321", "ledger.example"] {
            assert_eq!(check(host), Ok(()), "{host}");
        }
        for host in ["evil.example", "evil.example:8321", "127.0.0.1", "localhost:80", "127.0.0.1:8321.evil.example"] {
            assert_eq!(check(host), Err(Refused::Host), "{host}");
        }
        assert_eq!(guard(None).check_host(&HeaderMap::new()), Err(Refused::Host));
        let mut two = headers(&[("host", "localhost:8321")]);
        two.append("host", "evil.example".parse().unwrap());
        assert_eq!(guard(None).check_host(&two), Err(Refused::Host));
    }

    #[test]
    fn the_token_is_asked_for_where_there_is_one() {
        let check = |token: Option<&str>, pairs: &[(&'static str, &str)], given| {
            guard(token).check_token(&headers(pairs), given).is_ok()
        };
        assert!(check(None, &[], None));
        assert!(!check(Some("s3cret"), &[], None));
        assert!(check(Some("s3cret"), &[], Some("s3cret")));
        assert!(!check(Some("s3cret"), &[], Some("s3cre")));
        assert!(check(Some("s3cret"), &[("authorization", "Bearer s3cret")], None));
        let cookie = guard(Some("s3cret")).cookie().unwrap();
        let pair = cookie.to_str().unwrap().split(';').next().unwrap();
        assert!(check(Some("s3cret"), &[("cookie", &format!("other=1; {pair}"))], None));
        assert!(!check(Some("s3cret"), &[("cookie", "attache=s3cret")], None));
        assert!(!pair.contains("s3cret") && cookie.to_str().unwrap().contains("Secure"));
    }

    #[test]
    fn a_form_must_be_ours() {
        let guard = guard(None);
        let signed = guard.sign("/corrections");
        let check = |pairs: &[(&'static str, &str)], signed: &str| {
            guard.check_form(&headers(pairs), "/corrections", signed).is_ok()
        };
        let own = ("origin", "http://127.0.0.1:8321");
        assert!(check(&[own], &signed));
        assert!(check(&[own, ("sec-fetch-site", "same-origin")], &signed));
        assert!(!check(&[own, ("sec-fetch-site", "cross-site")], &signed));
        assert!(!check(&[("origin", "http://evil.example")], &signed));
        assert!(!check(&[("origin", "null")], &signed));
        assert!(!check(&[], &signed));
        assert!(!check(&[own], &guard.sign("/other")));
        assert!(!check(&[own], ""));
        let other = Guard::new(8321, "127.0.0.1", None, None).unwrap();
        assert!(!check(&[own], &other.sign("/corrections")), "another run's form");
    }
}
