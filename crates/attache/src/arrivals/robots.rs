//! What a site asks programs not to ask for: `robots.txt` (RFC 9309).
//!
//! In: the file's bytes. Out: [`Robots`]: whether a path may be asked for by this program, and how long to wait between requests. Of "User-agent: *", "Disallow: /private/"
//! the path `/private/a.html` may not.
//!
//! The groups that name `attache` count, else those of `*`. The longest pattern that fits wins, of two as long the one that allows. 500 KiB are read, as the RFC asks for; matching is linear
//! in the path for each piece of a pattern, without recursion. `Crawl-delay` is not in the RFC, but meant, and heeded up to a minute.

use std::time::Duration;

/// Bytes that are read.
pub const LARGEST: usize = 500 << 10;
/// Rules that are kept, and stars in one.
const MOST_RULES: usize = 10_000;
const MOST_STARS: usize = 32;
/// What this program is called in such files, in lower case.
const OWN: &str = "attache";
/// The longest wait that is heeded.
const LONGEST_DELAY: f64 = 60.0;

/// What a site allows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
    /// Between two requests.
    pub delay: Duration,
}

#[derive(Clone, Debug, PartialEq)]
struct Rule {
    allows: bool,
    /// Percent-encoded in one way.
    pattern: String,
}

impl Robots {
    /// Reads a file. What is not understood is passed over.
    pub fn read(bytes: &[u8]) -> Robots {
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LARGEST)]);
        let (mut own, mut others) = (Group::default(), Group::default());
        // Whose group it is, and whether its rules have begun: names after rules begin another.
        let (mut is_own, mut is_others, mut in_rules) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if in_rules {
                    (is_own, is_others, in_rules) = (false, false, false);
                }
                let name: String =
                    value.chars().take_while(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '-')).collect();
                is_own |= name.eq_ignore_ascii_case(OWN);
                is_others |= value.starts_with('*');
                own.named |= is_own;
                continue;
            }
            if !matches!(key.as_str(), "allow" | "disallow" | "crawl-delay") {
                continue;
            }
            in_rules = true;
            for group in [is_own.then_some(&mut own), is_others.then_some(&mut others)].into_iter().flatten() {
                group.add(&key, value);
            }
        }
        let group = if own.named { own } else { others };
        Robots { rules: group.rules, delay: group.delay }
    }

    /// A site that allows nothing, or does not say what it allows.
    pub fn closed() -> Robots {
        Robots { rules: vec![Rule { allows: false, pattern: "/".into() }], delay: Duration::ZERO }
    }

    /// Whether a path with its query may be asked for.
    pub fn allows(&self, path: &str) -> bool {
        let path = settle(path);
        if path == "/robots.txt" {
            return true;
        }
        let fits = self.rules.iter().filter(|rule| fits(&rule.pattern, &path));
        fits.max_by_key(|rule| (rule.pattern.len(), rule.allows)).is_none_or(|rule| rule.allows)
    }
}

#[derive(Default)]
struct Group {
    named: bool,
    rules: Vec<Rule>,
    delay: Duration,
}

impl Group {
    fn add(&mut self, key: &str, value: &str) {
        if key == "crawl-delay" {
            let seconds = value.parse::<f64>().ok().filter(|seconds| seconds.is_finite() && *seconds > 0.0);
            self.delay = seconds.map_or(self.delay, |seconds| Duration::from_secs_f64(seconds.min(LONGEST_DELAY)));
        } else if value.starts_with(['/', '*'])
            && self.rules.len() < MOST_RULES
            && value.matches('*').count() <= MOST_STARS
        {
            // An empty one forbids nothing.
            self.rules.push(Rule { allows: key == "allow", pattern: settle(value) });
        }
    }
}

/// A path in one spelling: what need not be percent-encoded is not, all else is, with capital digits (RFC 3986, 6.2.2).
fn settle(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let bytes = path.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let digits = (*byte == b'%').then(|| path.get(at + 1..at + 3)).flatten();
        let coded = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match coded.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(meant) => {
                push(meant, meant.is_ascii_alphanumeric() || b"-._~".contains(&meant), &mut out);
                at += 3;
            }
            None => {
                push(*byte, byte.is_ascii_graphic(), &mut out);
                at += 1;
            }
        }
    }
    out
}

fn push(byte: u8, plain: bool, out: &mut String) {
    if plain { out.push(char::from(byte)) } else { out.push_str(&format!("%{byte:02X}")) }
}

/// Whether a pattern fits the beginning of a path; `*` is any characters, `$` at its end the path's end. The first place that fits is taken for every piece, which
/// finds a fit where there is one.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let mut pieces: Vec<&str> = pieces.collect();
    let last = if whole { pieces.pop() } else { None };
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    match (whole, last) {
        (false, _) => true,
        (true, Some(last)) => rest.ends_with(last),
        (true, None) => rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(file: &str, path: &str) -> bool {
        Robots::read(file.as_bytes()).allows(path)
    }

    #[test]
    fn the_own_group_counts_else_that_of_all() {
        let file = "User-agent: otherbot\nDisallow: /\n\nUser-Agent: *\nDisallow: /all/\n\nUSER-AGENT: Attache/1.0\nuser-agent: third\nDisallow: /own/\n";
        assert!(allows(file, "/all/a") && !allows(file, "/own/a") && allows(file, "/"));
        let none = "User-agent: otherbot\nDisallow: /\n";
        assert!(allows(none, "/a"));
        // Groups of one name are one; a group without rules allows all.
        let two = "User-agent: attache\nDisallow: /a\nUser-agent: x\nDisallow: /c\nUser-agent: attache\nDisallow: /b\n";
        assert!(!allows(two, "/a") && !allows(two, "/b") && allows(two, "/c"));
        assert!(allows("User-agent: *\nDisallow: /\n\nUser-agent: attache\n", "/a"));
        // A line that is no rule ends no list of names.
        assert!(!allows("User-agent: attache\nSitemap: https://x.example/s.xml\nUser-agent: b\nDisallow: /a\n", "/a"));
    }

    #[test]
    fn the_longest_pattern_wins() {
        let file = "User-agent: *\nAllow: /news/p\nDisallow: /news/\nDisallow: /q\nAllow: /q\n";
        assert!(
            allows(file, "/news/page") && !allows(file, "/news/a") && allows(file, "/q"),
            "of two as long the one that allows"
        );
        assert!(allows(file, "/other") && allows("", "/a") && allows("User-agent: *\nDisallow:\n", "/a"));
        assert!(allows("User-agent: *\nDisallow: /\n", "/robots.txt"));
        assert!(!Robots::closed().allows("/a"));
    }

    #[test]
    fn stars_and_ends() {
        let rule = |pattern: &str| format!("User-agent: *\nDisallow: {pattern}\n");
        for (pattern, path, fits) in [
            ("/*.pdf$", "/a/b.pdf", true),
            ("/*.pdf$", "/a/b.pdf?x", false),
            ("/*.pdf", "/a/b.pdfx", true),
            ("/a$", "/a", true),
            ("/a$", "/a/", false),
            ("/a*c*e", "/a--c--d", false),
            ("/a*c*e", "/acde", true),
            ("*/print", "/x/print", true),
            ("/a*$", "/abc", true),
            ("/a*b$", "/axbxb", true),
            ("/a*ab$", "/ab", false),
        ] {
            assert_eq!(!allows(&rule(pattern), path), fits, "{pattern} {path}");
        }
    }

    #[test]
    fn spellings_of_one_path_are_one() {
        let file = "User-agent: *\nDisallow: /caf%c3%a9\nDisallow: /%61bc\nDisallow: /x%2Fy\nDisallow: /brücke\n";
        assert!(!allows(file, "/café") && !allows(file, "/caf%C3%A9") && !allows(file, "/abc"));
        assert!(!allows(file, "/x%2fy") && allows(file, "/x/y") && !allows(file, "/br%C3%BCcke"));
    }

    #[test]
    fn what_is_strange_is_passed_over() {
        let file = "\u{feff}User-agent: *\r\nCrawl-delay: 5\r\nDisallow /nothing\r\nDisallow: nothing\r\nDisallow: /a # not b\r\n".as_bytes();
        let robots = Robots::read(file);
        assert_eq!(robots.delay, Duration::from_secs(5));
        assert!(robots.allows("/nothing") && !robots.allows("/a") && robots.allows("/b"));
        assert_eq!(Robots::read(b"User-agent: *\nCrawl-delay: 1e300\n").delay, Duration::from_secs(60));
        let long = format!("User-agent: *\n{}Disallow: /late\n", "#\n".repeat(LARGEST / 2));
        assert!(allows(&long, "/late"), "beyond what is read");
    }
}
