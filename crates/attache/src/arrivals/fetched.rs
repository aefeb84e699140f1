//! A page, fetched: redirects followed, and made a capture.
//!
//! In: an address. Out: [`Fetched`]: every step, the last of which is what came; and of that a [`Capture`] for the ledger, named as web archives name
//! one, `20250704090012/https://courier.example/a.html`, with its address and the day it was captured known.
//!
//! Each step of a redirect is an address like the first: read, judged, resolved, judged again. From `https` none leads to `http`.

use super::exchange::{Answer, Client, Cut, Validators};
use super::locations::join;
use super::warc::Saved;
use crate::input::Capture;
use crate::input::names::name_of;
use crate::input::record::{Content, page_of};
use attache_pipeline::page::{Known, MediaType};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use url::Url;

/// What came of an address.
pub struct Fetched {
    /// Each step; the last is the answer.
    steps: Vec<Answer>,
}

/// Fetches a page.
///
/// # Errors
/// One line on why nothing came: a host that cannot or may not be reached, redirects without end.
pub fn fetch(url: &Url, known: &Validators, client: &Client) -> Result<Fetched, String> {
    fetch_where(url, known, client, |_| Ok(()))
}

/// The same, where each step of a redirect to another address is asked about first.
///
/// # Errors
/// As [`fetch`], and what is said of a step.
pub fn fetch_where(
    url: &Url,
    known: &Validators,
    client: &Client,
    mut may: impl FnMut(&Url) -> Result<(), String>,
) -> Result<Fetched, String> {
    let mut url = url.clone();
    let mut steps = Vec::new();
    loop {
        let answer = client.get(&url, known).map_err(|why| led(&steps, why))?;
        let next = if matches!(answer.status, 301 | 302 | 303 | 307 | 308) { answer.header("location") } else { None };
        let next = next
            .map(|to| join(&url, to))
            .transpose()
            .map_err(|why| led(&steps, format!("{url} leads on, but: {why}")))?;
        steps.push(answer);
        let Some(next) = next else { return Ok(Fetched { steps }) };
        if url.scheme() == "https" && next.scheme() == "http" {
            return Err(format!("{url} leads from https to {next}: not followed"));
        }
        if steps.len() > client.limits.redirects {
            return Err(format!("more than {} redirects: not followed further", client.limits.redirects));
        }
        may(&next).map_err(|why| led(&steps, why))?;
        url = next;
    }
}

/// Why a step failed, with where the steps began.
fn led(steps: &[Answer], why: String) -> String {
    match steps.first() {
        Some(first) => format!("led there by {}: {why}", first.url),
        None => why,
    }
}

impl Fetched {
    /// The steps, the last of which is what came.
    pub fn steps(&self) -> &[Answer] {
        &self.steps
    }

    /// What came in the end.
    pub fn answer(&self) -> &Answer {
        // `fetch_where` ends only behind a step.
        &self.steps[self.steps.len() - 1]
    }

    /// "only the first 32 MiB were taken", where that is so.
    pub fn told_of_cut(cut: Option<Cut>, most: u64) -> Option<String> {
        match cut? {
            Cut::Length => Some(format!("larger than {} MiB: only that much was taken", most >> 20)),
            Cut::Time => Some("it took too long: only what had come by then was taken".into()),
            Cut::Broken => Some("the connection broke off: only what had come by then was taken".into()),
        }
    }

    /// A capture of it for the ledger, and what is to be told of that.
    ///
    /// # Errors
    /// One line on why it is none: the status, a kind that is not read, what cannot be unpacked.
    pub fn capture(&self, most: u64) -> Result<(Capture, Option<String>), String> {
        let answer = self.answer();
        if !answer.is_success() {
            return Err(format!("{} {}", answer.status, answer.reason).trim_end().to_string());
        }
        let (kind, charset) = answer.media_type();
        let (body, cut) = answer.body(most)?;
        if body.is_empty() {
            return Err("nothing in it".into());
        }
        let (content, media_type) = kind_of(kind.as_deref(), charset, &body)?;
        let captured = TimeZone::UTC.to_datetime(answer.at).date();
        let known = Known { url: Some(answer.url.to_string()), captured: Some(captured), ..Known::default() };
        let page = page_of(&content, body, most)?;
        let capture = Capture::of_bytes(name(&answer.url, answer.at), page.bytes, media_type, known);
        Ok((capture, Fetched::told_of_cut(cut, most).or(page.broken)))
    }
}

/// What a page is called that was written to a file too: as whoever reads that file calls it.
pub fn record_name(saved: &Saved) -> String {
    format!("{}#{}", name_of(&saved.file), saved.record)
}

/// What a page is called in a ledger: when, and where.
pub fn name(url: &Url, at: Timestamp) -> String {
    format!("{}/{url}", at.strftime("%Y%m%d%H%M%S"))
}

/// What a body is, by what its server says: a web archive of the same answer is read as the same.
fn kind_of(kind: Option<&str>, charset: Option<String>, body: &[u8]) -> Result<(Content, MediaType), String> {
    let page = |media_type| (charset.map_or(Content::Plain, Content::In), media_type);
    match kind {
        Some("text/html" | "application/xhtml+xml") => Ok(page(MediaType::Html)),
        Some("text/plain" | "text/markdown") => Ok(page(MediaType::Text)),
        Some("application/pdf") => Ok((Content::Pdf, MediaType::Text)),
        // Nothing is said: a tag at the start tells.
        None if body.trim_ascii_start().starts_with(b"<") => Ok(page(MediaType::Html)),
        None => Ok(page(MediaType::Text)),
        Some(other) => Err(format!("of a kind that is not read: {}", other.chars().take(60).collect::<String>())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_type() {
        let kind = |kind: Option<&str>, body: &[u8]| kind_of(kind, None, body).map(|(_, media_type)| media_type);
        assert_eq!(kind(Some("text/html"), b"x"), Ok(MediaType::Html));
        assert_eq!(kind(None, b"  <p>x"), Ok(MediaType::Html));
        assert_eq!(kind(Some("text/plain"), b"<p>"), Ok(MediaType::Text));
        assert_eq!(kind(Some("application/pdf"), b"%PDF-1.4"), Ok(MediaType::Text));
        assert!(kind(Some("image/png"), b"x").unwrap_err().contains("image/png"));
    }
}
