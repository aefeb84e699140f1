//! Wordings that tell what a line of a page is.
//!
//! In: `article/cues.toml`. Out: [`Cues::read`], the cues one line matches. "READ: Border towns brace" is a promo, for
//! certain; "Learn more about our desk" is evidence of one. All patterns run as one linear-time automaton.

use regex::{Regex, RegexSet, RegexSetBuilder};

macro_rules! kinds {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// What a wording says a line is. The first ten are the kinds of furniture in the JSON contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)]
        #[repr(u8)]
        pub enum CueKind { $($variant),* }

        impl CueKind {
            /// Every kind, in order.
            pub const ALL: &[CueKind] = &[$(CueKind::$variant),*];

            /// The kind's name in the lexicon and in the JSON contract.
            pub fn name(self) -> &'static str {
                match self { $(CueKind::$variant => $name),* }
            }
        }
    };
}

kinds! {
    Menu "menu", Advert "advert", Caption "caption", Promo "promo", Tags "tags", Related "related", Share "share",
    Comments "comments", Marker "marker", Other "other", Byline "byline", Date "date", Credit "credit",
    Republished "republished", Translated "translated",
}

/// A wording that a line matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// What it says the line is.
    pub kind: CueKind,
    /// Whether it says so whatever stands around.
    pub certain: bool,
}

/// Every wording rule.
pub struct Cues {
    set: RegexSet,
    /// Each rule's cue, and the longest line it is for, in bytes.
    each: Vec<(Cue, usize)>,
    /// Pieces of furniture inside a line.
    inside: Vec<(CueKind, Regex)>,
}

/// Longer lines match no rule, in bytes: furniture is short.
const LONGEST_LINE: usize = 600;

impl Cues {
    pub(crate) fn parse(text: &str) -> Result<Cues, String> {
        let rules = rules_of(text, "rule")?;
        let set = RegexSetBuilder::new(rules.iter().map(|rule| rule.pattern.as_str()))
            .case_insensitive(true)
            .size_limit(64 << 20)
            .dfa_size_limit(64 << 20)
            .build()
            .map_err(|why| why.to_string().replace('\n', " "))?;
        let inside = rules_of(text, "inside")?;
        let inside =
            inside.iter().map(|rule| Ok((rule.cue.kind, Regex::new(&rule.pattern).map_err(|why| why.to_string())?)));
        let inside = inside.collect::<Result<_, String>>()?;
        Ok(Cues { set, inside, each: rules.iter().map(|rule| (rule.cue, rule.longest)).collect() })
    }

    /// The cues of a trimmed line; linear in its length.
    pub fn read(&self, line: &str, mut take: impl FnMut(Cue)) {
        if line.len() > LONGEST_LINE {
            return;
        }
        for at in &self.set.matches(line) {
            let (cue, longest) = self.each[at];
            if line.len() <= longest {
                take(cue);
            }
        }
    }
}

impl Cues {
    /// Pieces of a line of body that are furniture, in bytes of the line, in order, not overlapping. Linear in its length.
    pub fn pieces_inside(&self, line: &str) -> Vec<(CueKind, std::ops::Range<usize>)> {
        let mut found: Vec<(CueKind, std::ops::Range<usize>)> = Vec::new();
        for (kind, pattern) in &self.inside {
            found.extend(pattern.captures_iter(line).filter_map(|c| c.get(1)).map(|piece| (*kind, piece.range())));
        }
        found.sort_by_key(|(_, range)| range.start);
        found.dedup_by(|later, earlier| later.1.start < earlier.1.end);
        found
    }
}

struct Rule {
    cue: Cue,
    longest: usize,
    pattern: String,
    #[cfg(test)]
    yes: Vec<String>,
    #[cfg(test)]
    no: Vec<String>,
}

/// Puts small sets of characters in the place of Unicode's classes.
fn simplify(pattern: &str) -> String {
    const SIGNS: &str = r"\x00-/:-@\[-`{-¿×÷\u{2000}-\u{2bff}\u{3000}-\u{303f}\u{fe00}-\u{fe0f}";
    pattern
        .replace(r"\W", &format!("[{SIGNS}]"))
        .replace(r"\w", r"[0-9A-Z_a-zª-ÖØ-öø-\u{1fff}]")
        .replace(r"\d", "[0-9]")
        .replace(r"\s", r"[\t-\r \u{a0}]")
        .replace(r"\S", r"[^\t-\r \u{a0}]")
        .replace(r"\b", r"(?-u:\b)")
}

/// The rules of one table of the file.
fn rules_of(text: &str, table_name: &str) -> Result<Vec<Rule>, String> {
    let table: toml::Table = text.parse().map_err(|why: toml::de::Error| why.to_string().replace('\n', " "))?;
    let rows = table.get(table_name).and_then(|r| r.as_array()).ok_or_else(|| format!("no [[{table_name}]] in it"))?;
    rows.iter()
        .enumerate()
        .map(|(at, row)| {
            let word = |key: &str| row.get(key).and_then(|v| v.as_str()).ok_or(format!("rule {}: no {key}", at + 1));
            #[cfg(test)]
            let list = |key: &str| -> Vec<String> {
                let lines = row.get(key).and_then(|v| v.as_array()).into_iter().flatten();
                lines.filter_map(|v| v.as_str()).map(str::to_string).collect()
            };
            let kind = CueKind::ALL.iter().find(|k| word("kind") == Ok(k.name())).copied();
            let kind = kind.ok_or(format!("rule {}: no such kind", at + 1))?;
            let certain = row.get("certain").and_then(|v| v.as_bool()).unwrap_or(false);
            let longest = row
                .get("longest")
                .and_then(|v| v.as_integer())
                .and_then(|n| usize::try_from(n).ok())
                .unwrap_or(LONGEST_LINE);
            let pattern = simplify(word("pattern")?);
            Regex::new(&pattern).map_err(|why| format!("rule {}: {why}", at + 1).replace('\n', " "))?;
            Ok(Rule {
                cue: Cue { kind, certain },
                longest,
                pattern,
                #[cfg(test)]
                yes: list("yes"),
                #[cfg(test)]
                no: list("no"),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lexicon's own examples, all rules at once.
    #[test]
    fn every_rule_matches_its_yes_and_not_its_no() {
        let text = include_str!("../../lexicons/article/cues.toml");
        let mut wrong = Vec::new();
        let whole = rules_of(text, "rule").expect("the lexicon reads").into_iter().map(|rule| (rule, true));
        let inside = rules_of(text, "inside").expect("the lexicon reads").into_iter().map(|rule| (rule, false));
        for (rule, any_case) in whole.chain(inside) {
            assert!(!rule.yes.is_empty() && !rule.no.is_empty(), "{:?} needs examples", rule.cue);
            let pattern =
                regex::RegexBuilder::new(&rule.pattern).case_insensitive(any_case).build().expect("a pattern");
            let is_match = |line: &String| line.len() <= rule.longest && pattern.is_match(line);
            wrong.extend(rule.yes.iter().filter(|line| !is_match(line)).map(|l| (rule.cue.kind, "misses", l.clone())));
            wrong.extend(rule.no.iter().filter(|line| is_match(line)).map(|l| (rule.cue.kind, "takes", l.clone())));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
