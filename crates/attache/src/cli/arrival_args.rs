//! The flags of commands that reach the network, and the help that teaches them.

use crate::arrivals::addresses::Reach;
use crate::arrivals::exchange::{Client, Limits};
use crate::arrivals::world::Outside;
use crate::views::shown::shown_path;
use anyhow::{Context, Result, bail};
use clap::Args;
use std::fs::File;
use std::io::Read;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use ureq::tls::{PemItem, RootCerts, parse_pem};

/// Bytes of a file of certificates that are read: a system's list of all has 220 kB.
const LARGEST_AUTHORITIES: u64 = 16 << 20;

/// Flags of whatever asks servers.
#[derive(Args, Debug)]
pub struct ReachFlags {
    /// Also reach private networks and this machine
    #[arg(long)]
    pub allow_private: bool,
    /// Also reach this one address; may be given several times
    #[arg(long, value_name = "IP:PORT")]
    pub allow_address: Vec<SocketAddr>,
    /// Trust servers by the certificates in this file (PEM), not by the authorities built in
    #[arg(long, value_name = "FILE")]
    pub ca: Option<PathBuf>,
    /// How you can be reached, for whoever reads the server's log: an address of a page, or of mail
    #[arg(long, value_name = "TEXT", value_parser = parse_contact)]
    pub contact: Option<String>,
    /// Between two requests to one server
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = parse_seconds)]
    pub pause: Duration,
    /// How long an address may take in all
    #[arg(long, value_name = "SECONDS", default_value = "120", value_parser = parse_seconds)]
    pub timeout: Duration,
    /// How large a page may be; what is beyond is cut
    #[arg(long, value_name = "MIB", default_value_t = 32, value_parser = clap::value_parser!(u64).range(1..=64))]
    pub largest: u64,
}

impl ReachFlags {
    /// Where requests may go.
    pub fn reach(&self) -> Reach {
        Reach { private: self.allow_private, addresses: self.allow_address.clone() }
    }

    /// Who asks.
    ///
    /// # Errors
    /// A file of certificates that cannot be read, or holds none.
    pub fn client(&self) -> Result<Client<'static>> {
        let authorities = self.ca.as_deref().map_or(Ok(RootCerts::WebPki), read_authorities)?;
        Ok(Client::trusting(authorities, self.reach(), self.limits(), self.contact.as_deref(), &Outside))
    }

    /// What bounds them.
    pub fn limits(&self) -> Limits {
        let limits = Limits::default();
        Limits {
            body: self.largest << 20,
            whole: self.timeout,
            pause: self.pause,
            connect: limits.connect.min(self.timeout),
            ..limits
        }
    }
}

/// The certificates of a file.
fn read_authorities(file: &Path) -> Result<RootCerts> {
    let named = || format!("--ca {}", shown_path(file));
    let mut bytes = Vec::new();
    File::open(file).with_context(named)?.take(LARGEST_AUTHORITIES).read_to_end(&mut bytes).with_context(named)?;
    let mut certificates = Vec::new();
    for item in parse_pem(&bytes) {
        if let PemItem::Certificate(certificate) = item.with_context(named)? {
            certificates.push(certificate);
        }
    }
    if certificates.is_empty() {
        bail!("{}: no certificate in it; one is PEM, from `-----BEGIN CERTIFICATE-----` on", named());
    }
    Ok(RootCerts::Specific(Arc::new(certificates)))
}

fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds: Option<f64> = text.parse().ok().filter(|seconds| (0.0..=86400.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "write seconds as a number, like 2.5".to_string())
}

fn parse_contact(text: &str) -> Result<String, String> {
    let plain =
        !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic() || c == ' ') && !text.contains(['(', ')']);
    if plain { Ok(text.to_string()) } else { Err("letters, digits and signs of ASCII, without brackets".into()) }
}

/// How what arrives is read.
#[derive(Args, Debug)]
pub struct ReadingFlags {
    /// Read lexicons from a folder instead of those built in (files it lacks stay built in)
    #[arg(long, value_name = "DIR")]
    pub lexicons: Option<PathBuf>,
    /// Threads that read; by default one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  attache fetch https://courier.example/news/a.html                   into the ledger\n  attache fetch --into captures https://courier.example/news/a.html   as WARC, for `attache add captures`\n\nPrints what each page is called: in the ledger, or the file. Private networks and this machine are not reached, by no name and no redirect."
)]
pub struct FetchFlags {
    /// Addresses of pages, http or https
    #[arg(value_name = "URL", required = true)]
    pub urls: Vec<String>,
    /// Write each page with its headers as WARC into this folder; the ledger has it then only if one is named with --ledger
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    #[command(flatten)]
    pub reach: ReachFlags,
    #[command(flatten)]
    pub reading: ReadingFlags,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  attache watch --add https://courier.example/feed.xml              a feed, a list of feeds (OPML), a sitemap or a page\n  attache watch --once                                              asks what is due; for cron\n  attache watch --about Taliban --feed changes.atom                 until it is ended\n  attache watch --list\n\nWhat is watched is kept in the ledger, with when it is asked next. Prints what changed, a line a change."
)]
pub struct WatchFlags {
    /// Addresses that are watched from now on, before it begins
    #[arg(value_name = "URL")]
    pub urls: Vec<String>,
    /// Watch these addresses from now on, and end
    #[arg(long, value_name = "URL", num_args = 1.., conflicts_with_all = ["urls", "once", "now"])]
    pub add: Vec<String>,
    /// Watch these addresses no more, and end. Pages that came stay
    #[arg(long, value_name = "URL", num_args = 1.., conflicts_with_all = ["urls", "once", "now"])]
    pub remove: Vec<String>,
    /// List what is watched, and end
    #[arg(long, conflicts_with_all = ["urls", "once", "now"])]
    pub list: bool,
    /// Ask what is due, and end
    #[arg(long)]
    pub once: bool,
    /// Begin with all addresses, due or not
    #[arg(long)]
    pub now: bool,
    /// Between two polls of an address: 30m, 2h, 1d
    #[arg(long, value_name = "TIME", default_value = "1h", value_parser = parse_every)]
    pub every: i64,
    /// Tell only what concerns this party; may be given several times
    #[arg(long, value_name = "NAME")]
    pub about: Vec<String>,
    /// Write what changed to this Atom feed too
    #[arg(long, value_name = "FILE")]
    pub feed: Option<PathBuf>,
    /// Tell this address too, as JSON by POST, each change once
    #[arg(long, value_name = "URL")]
    pub webhook: Option<String>,
    /// What the webhook's receiver checks signatures by, in a file: any text, or `whsec_` and base 64
    #[arg(long, value_name = "FILE", requires = "webhook")]
    pub webhook_secret: Option<PathBuf>,
    /// Write each page with its headers as WARC into this folder too
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    #[command(flatten)]
    pub reach: ReachFlags,
    #[command(flatten)]
    pub reading: ReadingFlags,
}

/// Seconds of "30m"; a minute to thirty days.
fn parse_every(text: &str) -> Result<i64, String> {
    let form = || "write a number and m, h or d: 30m, 2h, 1d; a minute to thirty days".to_string();
    let (number, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(form)?;
    let unit = match unit {
        "m" => 60,
        "h" => 3600,
        "d" => 24 * 3600,
        _ => return Err(form()),
    };
    let seconds = number.parse::<i64>().ok().and_then(|number| number.checked_mul(unit));
    seconds.filter(|seconds| (60..=30 * 24 * 3600).contains(seconds)).ok_or_else(form)
}
