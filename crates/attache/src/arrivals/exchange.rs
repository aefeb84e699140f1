//! One request and its answer.
//!
//! In: an address, and what is known of it from the last time. Out: [`Answer`]: status, headers, the payload as it was sent and how far; or one line on
//! why there is none: "courier.example is at 10.0.0.5, private (RFC 1918): not reached".
//!
//! Nothing is followed here ([`super::fetched`] does, a step at a time). The name is resolved once, every address is judged, and those that pass are what is
//! connected to: a name that resolves to something else a moment later changes nothing. No proxy is used, since that would resolve names by itself.
//! Header bytes, payload bytes and time are bounded; what is beyond is cut, and the answer says so.

use super::addresses::Reach;
use super::locations::server;
use super::world::World;
use crate::input::http::read_media_type;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use jiff::Timestamp;
use rustls::CertificateError;
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Mutex;
use std::time::Duration;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use url::Url;

/// What bounds a request.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of an answer's head.
    pub head: usize,
    /// Bytes of a payload, as sent and unpacked.
    pub body: u64,
    /// Until the connection stands; until the head came; for all of it.
    pub connect: Duration,
    pub answer: Duration,
    pub whole: Duration,
    /// Redirects that are followed.
    pub redirects: usize,
    /// Between two requests to one server.
    pub pause: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            head: 64 << 10,
            body: 32 << 20,
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(30),
            whole: Duration::from_secs(120),
            redirects: 10,
            pause: Duration::from_secs(1),
        }
    }
}

/// Why a payload is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Larger than it may be.
    Length,
    /// It took too long.
    Time,
    /// The connection broke off.
    Broken,
}

/// What was answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was asked for.
    pub url: Url,
    /// When.
    pub at: Timestamp,
    /// The request as sent, in bytes of HTTP/1.1.
    pub request: Vec<u8>,
    /// 200.
    pub status: u16,
    /// "OK".
    pub reason: &'static str,
    /// Names in lower case.
    pub headers: Vec<(String, Vec<u8>)>,
    /// As sent, but for the marks between chunks.
    pub payload: Vec<u8>,
    /// Why that is not all.
    pub cut: Option<Cut>,
}

impl Answer {
    /// The first header of a name in lower case, as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(own, _)| own == name)?;
        std::str::from_utf8(&found.1).ok().map(str::trim).filter(|value| !value.is_empty())
    }

    /// Whether what was asked for came.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The type that it says it is of, in lower case, and the character set.
    pub fn media_type(&self) -> (Option<String>, Option<String>) {
        read_media_type(self.header("content-type").unwrap_or_default())
    }

    /// The payload, unpacked; at most so many bytes, and whether that is all.
    ///
    /// # Errors
    /// One line: packed in a way that was not asked for, or damaged from the first byte.
    pub fn body(&self, most: u64) -> Result<(Vec<u8>, Option<Cut>), String> {
        let packing = self.header("content-encoding").unwrap_or("identity").to_ascii_lowercase();
        let payload = self.payload.as_slice();
        match packing.as_str() {
            "identity" => {
                Ok((payload[..payload.len().min(usize::try_from(most).unwrap_or(usize::MAX))].to_vec(), self.cut))
            }
            "gzip" | "x-gzip" => unpack(MultiGzDecoder::new(payload), most, self.cut),
            "deflate" => unpack(ZlibDecoder::new(payload), most, self.cut),
            other => {
                Err(format!("packed as `{}`, which was not asked for", other.chars().take(20).collect::<String>()))
            }
        }
    }
}

/// Unpacks as far as it may; a bomb is met at the bound, not in memory.
pub fn unpack(packed: impl Read, most: u64, cut: Option<Cut>) -> Result<(Vec<u8>, Option<Cut>), String> {
    let (mut bytes, failed) = read_most(packed, most);
    if bytes.len() as u64 > most {
        bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        return Ok((bytes, Some(Cut::Length)));
    }
    match failed {
        Some(error) if bytes.is_empty() => Err(format!("what came cannot be unpacked: {error}")),
        Some(_) => Ok((bytes, cut.or(Some(Cut::Broken)))),
        None => Ok((bytes, cut)),
    }
}

/// Bytes up to one more than `most`, and what ended them.
fn read_most(source: impl Read, most: u64) -> (Vec<u8>, Option<std::io::Error>) {
    let mut bytes = Vec::new();
    let failed = source.take(most.saturating_add(1)).read_to_end(&mut bytes).err();
    (bytes, failed)
}

/// Who asks.
pub struct Client<'w> {
    agent: ureq::Agent,
    /// What bounds it.
    pub limits: Limits,
    world: &'w dyn World,
    who: String,
    /// By server, when it may be asked again, in milliseconds since 1970.
    next: Mutex<BTreeMap<String, i64>>,
    /// By server, the pause it wishes.
    wishes: Mutex<BTreeMap<String, Duration>>,
}

/// What is known of a page from the last time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// The answer's `ETag`.
    pub etag: Option<String>,
    /// The answer's `Last-Modified`.
    pub modified: Option<String>,
}

impl<'w> Client<'w> {
    /// One that reaches so far; `contact` is how its owner can be reached, for whoever reads a server's log. It trusts servers by Mozilla's list of authorities.
    pub fn new(reach: Reach, limits: Limits, contact: Option<&str>, world: &'w dyn World) -> Client<'w> {
        Client::trusting(RootCerts::WebPki, reach, limits, contact, world)
    }

    /// The same, which trusts servers by these authorities alone.
    pub fn trusting(
        authorities: RootCerts,
        reach: Reach,
        limits: Limits,
        contact: Option<&str>,
        world: &'w dyn World,
    ) -> Client<'w> {
        let contact = contact.map(|contact| format!(" ({contact})")).unwrap_or_default();
        let who = format!("attache/{}{contact}", env!("CARGO_PKG_VERSION"));
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .tls_config(TlsConfig::builder().root_certs(authorities).build())
            .user_agent(who.as_str())
            .accept(ACCEPT)
            .accept_encoding(PACKING)
            .max_response_header_size(limits.head)
            .timeout_connect(Some(limits.connect))
            .timeout_recv_response(Some(limits.answer))
            .timeout_global(Some(limits.whole))
            .build();
        let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), Judging { reach });
        Client { agent, limits, world, who, next: Mutex::default(), wishes: Mutex::default() }
    }

    /// Asks for a page.
    ///
    /// # Errors
    /// One line on why nothing came.
    pub fn get(&self, url: &Url, known: &Validators) -> Result<Answer, String> {
        self.take_turn(url);
        let mut request = self.agent.get(url.as_str());
        let mut sent = vec![("host", host(url)), ("user-agent", self.who.clone()), ("accept", ACCEPT.into())];
        sent.push(("accept-encoding", PACKING.into()));
        for (name, value) in [("if-none-match", &known.etag), ("if-modified-since", &known.modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
                sent.push((name, value.clone()));
            }
        }
        let at = self.world.now();
        let answered = request.call().map_err(|error| told(&error, url))?;
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        let lines: String = sent.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let request = format!("GET {path} HTTP/1.1\r\n{lines}\r\n").into_bytes();
        Ok(self.read(url, at, request, answered))
    }

    /// Sends JSON, with headers.
    ///
    /// # Errors
    /// One line on why nothing was answered.
    pub fn post(&self, url: &Url, headers: &[(&str, String)], body: &[u8]) -> Result<Answer, String> {
        let mut request = self.agent.post(url.as_str()).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let at = self.world.now();
        let answered = request.send(body).map_err(|error| told(&error, url))?;
        Ok(self.read(url, at, Vec::new(), answered))
    }

    fn read(&self, url: &Url, at: Timestamp, request: Vec<u8>, answered: ureq::http::Response<ureq::Body>) -> Answer {
        let (head, body) = answered.into_parts();
        let headers = head.headers.iter().map(|(name, value)| (name.as_str().to_string(), value.as_bytes().to_vec()));
        let headers = headers.collect();
        let (mut payload, failed) = read_most(body.into_reader(), self.limits.body);
        let cut = if payload.len() as u64 > self.limits.body {
            payload.truncate(usize::try_from(self.limits.body).unwrap_or(usize::MAX));
            Some(Cut::Length)
        } else {
            failed.map(|error| match ureq::Error::from(error) {
                ureq::Error::Timeout(_) => Cut::Time,
                _ => Cut::Broken,
            })
        };
        let reason = head.status.canonical_reason().unwrap_or_default();
        Answer { url: url.clone(), at, request, status: head.status.as_u16(), reason, headers, payload, cut }
    }

    /// From now on a server has a longer pause.
    pub fn heed(&self, url: &Url, wished: Duration) {
        self.wishes.lock().unwrap_or_else(|poison| poison.into_inner()).insert(server(url), wished);
    }

    /// Waits until a server may be asked again: one request at a time, and a pause before the next.
    pub fn take_turn(&self, url: &Url) {
        let name = server(url);
        let wished = self.wishes.lock().unwrap_or_else(|poison| poison.into_inner()).get(&name).copied();
        let pause = self.limits.pause.max(wished.unwrap_or_default());
        let pause = i64::try_from(pause.as_millis()).unwrap_or(i64::MAX);
        let now = self.world.now().as_millisecond();
        let turn = {
            let mut next = self.next.lock().unwrap_or_else(|poison| poison.into_inner());
            let own = next.entry(name).or_insert(now);
            let turn = (*own).max(now);
            *own = turn.saturating_add(pause);
            turn
        };
        self.world.wait(Duration::from_millis(u64::try_from(turn - now).unwrap_or(0)));
    }
}

const ACCEPT: &str =
    "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.8";
/// What is unpacked here; brotli is not.
const PACKING: &str = "gzip";

fn host(url: &Url) -> String {
    url[url::Position::BeforeHost..url::Position::AfterPort].to_string()
}

/// An error in one line, in words.
fn told(error: &ureq::Error, url: &Url) -> String {
    let host = host(url);
    if let Some(fault) = fault_of_certificate(error) {
        return format!("{host} is not trusted: {}", told_of_certificate(fault));
    }
    match error {
        ureq::Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<Shut>()) => error.to_string(),
        ureq::Error::Io(error) => format!("{host} cannot be reached: {error}"),
        ureq::Error::HostNotFound => format!("there is no host {host}"),
        ureq::Error::Timeout(_) => format!("{host} did not answer in time"),
        ureq::Error::LargeResponseHeader(..) => format!("{host} answers with a head larger than may be"),
        other => format!("{host}: {other}"),
    }
}

/// What is wrong with a server's certificate, where that is the error.
fn fault_of_certificate(error: &ureq::Error) -> Option<&CertificateError> {
    let error = match error {
        ureq::Error::Rustls(error) => error,
        ureq::Error::Io(error) => error.get_ref()?.downcast_ref()?,
        _ => return None,
    };
    match error {
        rustls::Error::InvalidCertificate(fault) => Some(fault),
        _ => None,
    }
}

fn told_of_certificate(fault: &CertificateError) -> String {
    match fault {
        CertificateError::UnknownIssuer => {
            "its certificate is signed by no authority known here (--ca FILE names others)".into()
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "its certificate has expired".into(),
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "its certificate is not valid yet".into()
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "its certificate is for another name".into()
        }
        other => format!("its certificate is not valid: {other}"),
    }
}

/// The system's names, judged.
#[derive(Debug)]
struct Judging {
    reach: Reach,
}

/// No address of a name may be reached.
#[derive(Debug)]
struct Shut(String);

impl std::fmt::Display for Shut {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(&self.0)
    }
}

impl std::error::Error for Shut {}

impl Resolver for Judging {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let mut open = self.empty();
        let mut shut = None;
        for address in found.iter() {
            match self.reach.why_not(*address) {
                None => open.push(*address),
                Some(why) => shut = Some((address.ip(), why)),
            }
        }
        match shut {
            Some((address, why)) if open.is_empty() => {
                let host = uri.host().unwrap_or_default();
                let literal = host.trim_matches(['[', ']']) == address.to_string();
                let at = if literal { String::new() } else { format!(" at {address}") };
                let why =
                    format!("{host} is{at}, {why}: not reached (--allow-private allows it)").replace(" is,", " is");
                Err(ureq::Error::Io(std::io::Error::other(Shut(why))))
            }
            _ => Ok(open),
        }
    }
}
