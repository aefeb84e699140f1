//! Which addresses may be reached.
//!
//! In: an address that a name was resolved to. Out: nothing where it is the open internet's; else why not: of 169.254.169.254, where clouds
//! keep their secrets, "link-local (RFC 3927)". So that no page, feed or redirect makes this program ask for what only this machine can reach.
//!
//! The ranges are data (`special.tsv`). It judges addresses, never names: a name may resolve to something else a moment later, so what was judged is what is
//! connected to ([`super::exchange`]).

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::LazyLock;

/// Where requests may go.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// Everywhere, also into private networks and to this machine.
    pub private: bool,
    /// To these addresses and ports, whatever they are.
    pub addresses: Vec<SocketAddr>,
}

impl Reach {
    /// Why an address may not be reached; `None` where it may.
    pub fn why_not(&self, address: SocketAddr) -> Option<&'static str> {
        if self.private || self.addresses.contains(&address) { None } else { why_shut(address.ip()) }
    }
}

/// What a row says of its range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Verdict {
    Open,
    Shut,
    Inner,
}

/// A range of addresses; those of IPv4 lie in the low 32 bits.
struct Range {
    v4: bool,
    start: u128,
    /// Bits of the prefix, of 32 or of 128.
    bits: u32,
    verdict: Verdict,
    name: &'static str,
}

/// The longest prefix first.
static RANGES: LazyLock<Vec<Range>> = LazyLock::new(|| {
    let mut ranges: Vec<Range> = include_str!("special.tsv").lines().filter_map(range).collect();
    ranges.sort_by_key(|range| std::cmp::Reverse(range.bits));
    ranges
});

/// A row; a comment gives none, and a test sees to it that all others give one.
fn range(line: &'static str) -> Option<Range> {
    let mut cells = line.split('\t');
    let (start, bits) = cells.next()?.split_once('/')?;
    let verdict = match cells.next()? {
        "open" => Verdict::Open,
        "inner" => Verdict::Inner,
        _ => Verdict::Shut,
    };
    let (v4, start) = number(start.parse().ok()?);
    Some(Range { v4, start, bits: bits.parse().ok()?, verdict, name: cells.next()? })
}

fn number(address: IpAddr) -> (bool, u128) {
    match address {
        IpAddr::V4(address) => (true, u32::from(address).into()),
        IpAddr::V6(address) => (false, address.into()),
    }
}

impl Range {
    fn holds(&self, v4: bool, address: u128) -> bool {
        let rest = if self.v4 { 32 } else { 128 } - self.bits;
        v4 == self.v4 && address.checked_shr(rest).unwrap_or(0) == self.start.checked_shr(rest).unwrap_or(0)
    }
}

/// Why an address is not the open internet's; `None` where it is.
pub fn why_shut(address: IpAddr) -> Option<&'static str> {
    let (v4, value) = number(address);
    // What no row holds is not reached either.
    let Some(range) = RANGES.iter().find(|range| range.holds(v4, value)) else { return Some("of no known range") };
    match range.verdict {
        Verdict::Open => None,
        Verdict::Shut => Some(range.name),
        Verdict::Inner => why_shut(IpAddr::V4(Ipv4Addr::from_bits(value as u32))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shut(address: &str) -> &'static str {
        why_shut(address.parse().unwrap()).unwrap_or("open")
    }

    #[test]
    fn every_row_is_a_range() {
        let rows = include_str!("special.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(RANGES.len(), rows);
        for range in RANGES.iter() {
            let rest = if range.v4 { 32 } else { 128 } - range.bits;
            let start = range.start;
            assert_eq!(start.checked_shr(rest).unwrap_or(0).checked_shl(rest).unwrap_or(0), start, "{}", range.name);
        }
    }

    #[test]
    fn the_open_internet_is_open() {
        for address in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00:1450::1",
            "2001:200::1",
            "64:ff9b::101:101",
        ] {
            assert_eq!(shut(address), "open", "{address}");
        }
    }

    /// The first and the last of each.
    #[test]
    fn every_special_range_is_shut() {
        for (addresses, why) in [
            ("0.0.0.0 0.255.255.255", "this network"),
            ("10.0.0.0 10.255.255.255 172.16.0.0 172.31.255.255 192.168.0.0 192.168.255.255", "private"),
            ("100.64.0.0 100.127.255.255", "shared"),
            ("127.0.0.0 127.0.0.1 127.255.255.255 ::1", "this machine"),
            (
                "169.254.0.0 169.254.169.254 169.254.255.255 fe80:: febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "link-local",
            ),
            ("192.0.0.0 192.0.0.255 2001:: 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "for protocols"),
            ("192.0.2.0 192.0.2.255 198.51.100.0 198.51.100.255 203.0.113.0 203.0.113.255", "for documentation"),
            (
                "2001:db8:: 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff 3fff:: 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
                "for documentation",
            ),
            ("192.88.99.0 192.88.99.255", "relays of 6to4"),
            ("198.18.0.0 198.19.255.255", "for benchmarks"),
            ("224.0.0.0 239.255.255.255 ff00:: ff02::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "multicast"),
            ("240.0.0.0 255.255.255.254", "reserved"),
            ("255.255.255.255", "broadcast"),
            ("::", "no address"),
            ("::2 ::127.0.0.1", "an IPv4 address in an IPv6 one"),
            ("::ffff:0.0.0.0 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:255.255.255.255", "an IPv4 address mapped"),
            ("64:ff9b:1:: 64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "an IPv4 address behind a private translator"),
            ("64:ff9b::7f00:1", "this machine"),
            ("64:ff9b::a00:1", "private"),
            ("100:: 100::ffff:ffff:ffff:ffff", "to be thrown away"),
            ("2002:: 2002:7f00:1:: 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "6to4"),
            ("5f00:: 5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "segment routing"),
            ("fc00:: fd00:ec2::254 fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "unique-local"),
            ("fec0:: feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "site-local"),
            ("1:: 1fff:: 4000:: 8000:: e000:: fe00::", "given to nobody"),
        ] {
            for address in addresses.split(' ') {
                assert!(shut(address).starts_with(why), "{address}: {}", shut(address));
            }
        }
    }

    #[test]
    fn what_is_allowed_is_one_port() {
        let one = Reach { private: false, addresses: vec!["127.0.0.1:8000".parse().unwrap()] };
        let why = |reach: &Reach, address: &str| reach.why_not(address.parse().unwrap());
        assert_eq!(why(&one, "127.0.0.1:8000"), None);
        assert!(why(&one, "127.0.0.1:8001").is_some() && why(&one, "127.0.0.2:8000").is_some());
        assert_eq!(why(&Reach { private: true, ..Reach::default() }, "10.0.0.1:80"), None);
    }
}
