//! The flags of commands that reach the network, and the help that teaches them.

use crate::arrivals::addresses::Reach;
use crate::arrivals::exchange::Limits;
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Flags of whatever asks servers.
#[derive(Args, Debug)]
pub struct ReachFlags {
    /// Also reach private networks and this machine
    #[arg(long)]
    pub allow_private: bool,
    /// Also reach this one address; may be given several times
    #[arg(long, value_name = "IP:PORT")]
    pub allow_address: Vec<SocketAddr>,
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

fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds: Option<f64> = text.parse().ok().filter(|seconds| (0.0..=86400.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "write seconds as a number, like 2.5".to_string())
}

fn parse_contact(text: &str) -> Result<String, String> {
    let plain =
        !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic() || c == ' ') && !text.contains(['(', ')']);
    if plain { Ok(text.to_string()) } else { Err("letters, digits and signs of ASCII, without brackets".into()) }
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
    /// Read lexicons from a folder instead of those built in (files it lacks stay built in)
    #[arg(long, value_name = "DIR")]
    pub lexicons: Option<PathBuf>,
    /// Threads that read; by default one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}
