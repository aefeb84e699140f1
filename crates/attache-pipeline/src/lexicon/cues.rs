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
    each: Vec<Cue>,
}

/// Longer lines are read only this far, in bytes: furniture is short.
const LONGEST_LINE: usize = 600;

impl Cues {
    pub(super) fn parse(text: &str) -> Result<Cues, String> {
        let rules = rules(text)?;
        let set = RegexSetBuilder::new(rules.iter().map(|rule| rule.pattern.as_str()))
            .case_insensitive(true)
            .size_limit(64 << 20)
            .dfa_size_limit(64 << 20)
            .build()
            .map_err(|why| why.to_string().replace('\n', " "))?;
        Ok(Cues { set, each: rules.iter().map(|rule| rule.cue).collect() })
    }

    /// The cues of a trimmed line; linear in its length.
    pub fn read(&self, line: &str) -> impl Iterator<Item = Cue> {
        let mut end = line.len().min(LONGEST_LINE);
        while !line.is_char_boundary(end) {
            end -= 1;
        }
        self.set.matches(&line[..end]).into_iter().map(|at| self.each[at]).collect::<Vec<_>>().into_iter()
    }
}

struct Rule {
    cue: Cue,
    pattern: String,
    yes: Vec<String>,
    no: Vec<String>,
}

fn rules(text: &str) -> Result<Vec<Rule>, String> {
    let table: toml::Table = text.parse().map_err(|why: toml::de::Error| why.to_string().replace('\n', " "))?;
    let rows = table.get("rule").and_then(|r| r.as_array()).ok_or("no [[rule]] in it")?;
    rows.iter()
        .enumerate()
        .map(|(at, row)| {
            let word = |key: &str| row.get(key).and_then(|v| v.as_str()).ok_or(format!("rule {}: no {key}", at + 1));
            let list = |key: &str| -> Vec<String> {
                let lines = row.get(key).and_then(|v| v.as_array()).into_iter().flatten();
                lines.filter_map(|v| v.as_str()).map(str::to_string).collect()
            };
            let kind = CueKind::ALL.iter().find(|k| word("kind") == Ok(k.name())).copied();
            let kind = kind.ok_or(format!("rule {}: no such kind", at + 1))?;
            let certain = row.get("certain").and_then(|v| v.as_bool()).unwrap_or(false);
            let pattern = word("pattern")?.to_string();
            Regex::new(&pattern).map_err(|why| format!("rule {}: {why}", at + 1).replace('\n', " "))?;
            Ok(Rule { cue: Cue { kind, certain }, pattern, yes: list("yes"), no: list("no") })
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
        for rule in rules(text).expect("the lexicon reads") {
            assert!(!rule.yes.is_empty() && !rule.no.is_empty(), "{:?} needs examples", rule.cue);
            let pattern = regex::RegexBuilder::new(&rule.pattern).case_insensitive(true).build().expect("a pattern");
            wrong.extend(rule.yes.iter().filter(|line| !pattern.is_match(line)).map(|l| (rule.cue.kind, "misses", l.clone())));
            wrong.extend(rule.no.iter().filter(|line| pattern.is_match(line)).map(|l| (rule.cue.kind, "takes", l.clone())));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
