//! Wordings that tell what a line of a page is.
//!
//! In: `article/cues.toml`. Out: [`Cues::read`], the cues one line matches. "READ: Border towns brace" is a promo, for
//! certain; "Learn more about our desk" is evidence of one. All patterns run as one linear-time automaton.

use crate::lexicon::tables::{Choice, Chosen, Examples, RuleName, RuleNames, Spanned, lined, read_file};
use regex::{Regex, RegexSet, RegexSetBuilder};
use serde::Deserialize;
use std::cmp::Reverse;

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

impl Choice for CueKind {
    const WHAT: &'static str = "kind";

    fn named(name: &str) -> Option<CueKind> {
        CueKind::ALL.iter().find(|kind| kind.name() == name).copied()
    }

    fn names() -> impl Iterator<Item = &'static str> {
        CueKind::ALL.iter().map(|kind| kind.name())
    }
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

/// The file; its head describes the fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    rule: Vec<Spanned<RuleRow>>,
    inside: Vec<Spanned<InsideRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleRow {
    name: RuleName,
    kind: Chosen<CueKind>,
    #[serde(default)]
    certain: bool,
    longest: Option<usize>,
    pattern: Pattern,
    yes: Examples,
    no: Examples,
    #[serde(default)]
    misses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InsideRow {
    name: RuleName,
    kind: Chosen<CueKind>,
    pattern: Pattern,
    yes: Examples,
    no: Examples,
    #[serde(default)]
    misses: Vec<String>,
}

/// A regular expression, or the pieces of one in their order.
#[derive(Deserialize)]
#[serde(untagged, expecting = "`pattern` is a text, or a list of the pieces of one")]
enum Pattern {
    Whole(String),
    Pieces(Vec<String>),
}

impl Pattern {
    /// With small sets of characters in the place of Unicode's classes.
    fn simplified(&self) -> String {
        match self {
            Pattern::Whole(pattern) => simplify(pattern),
            Pattern::Pieces(pieces) => simplify(&pieces.concat()),
        }
    }
}

impl Cues {
    pub(crate) fn parse(text: &str) -> Result<Cues, String> {
        let file: CueFile = read_file(text)?;
        let mut names = RuleNames::default();
        let (mut patterns, mut each, mut inside) = (Vec::new(), Vec::new(), Vec::new());
        let compile = |line: usize, pattern: &str| {
            Regex::new(pattern).map_err(|why| format!("line {line}: {}", why.to_string().replace('\n', " ")))
        };
        for (line, row) in lined(text, file.rule) {
            names.add(line, &row.name, (&row.yes, &row.no), &row.misses)?;
            let pattern = row.pattern.simplified();
            compile(line, &pattern)?;
            patterns.push(pattern);
            each.push((Cue { kind: row.kind.0, certain: row.certain }, row.longest.unwrap_or(LONGEST_LINE)));
        }
        for (line, row) in lined(text, file.inside) {
            names.add(line, &row.name, (&row.yes, &row.no), &row.misses)?;
            inside.push((row.kind.0, compile(line, &row.pattern.simplified())?));
        }
        let set = RegexSetBuilder::new(&patterns)
            .case_insensitive(true)
            .size_limit(64 << 20)
            .dfa_size_limit(64 << 20)
            .build()
            .map_err(|why| why.to_string().replace('\n', " "))?;
        Ok(Cues { set, inside, each })
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
    /// Pieces of a line of body that are furniture, in bytes of the line, in order, not overlapping: of two that overlap the one that
    /// begins first, of those the longer. Linear in the line's length.
    pub fn pieces_inside(&self, line: &str) -> Vec<(CueKind, std::ops::Range<usize>)> {
        let mut found: Vec<(CueKind, std::ops::Range<usize>)> = Vec::new();
        for (kind, pattern) in &self.inside {
            found.extend(pattern.captures_iter(line).filter_map(|c| c.get(1)).map(|piece| (*kind, piece.range())));
        }
        found.sort_by_key(|(kind, range)| (range.start, Reverse(range.end), *kind));
        found.dedup_by(|later, earlier| later.1.start < earlier.1.end);
        found
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tables::{check_examples, error_of};

    /// The lexicon's own examples, all rules at once.
    #[test]
    fn every_rule_matches_its_yes_and_not_its_no() {
        let text = include_str!("../../lexicons/article/cues.toml");
        let file: CueFile = read_file(text).expect("the lexicon reads");
        let mut wrong = Vec::new();
        let whole = lined(text, file.rule)
            .map(|(_, row)| (row.name, row.pattern, row.longest, true, (row.yes, row.no, row.misses)));
        let inside = lined(text, file.inside)
            .map(|(_, row)| (row.name, row.pattern, None, false, (row.yes, row.no, row.misses)));
        let rules: Vec<_> = inside.collect();
        for (name, pattern, longest, any_case, (yes, no, misses)) in whole.chain(rules) {
            let pattern = pattern.simplified();
            let pattern = regex::RegexBuilder::new(&pattern).case_insensitive(any_case).build().expect("a pattern");
            let is_match = |line: &str| line.len() <= longest.unwrap_or(LONGEST_LINE) && pattern.is_match(line);
            wrong.extend(check_examples(&name, &yes, &no, &misses, |line, wanted| {
                if is_match(line) == wanted { Ok(()) } else { Err(String::new()) }
            }));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn mistakes_are_named() {
        let text = include_str!("../../lexicons/article/cues.toml");
        let why = |from: &str, to: &str| error_of(text, from, to, Cues::parse);
        assert!(why("longest = ", "longset = ").starts_with("LINE: unknown field `longset`"));
        assert!(why("[[rule]]", "[[rul]]").starts_with("LINE: unknown field `rul`, expected `rule` or `inside`"));
        assert!(why("kind = \"promo\"", "kind = \"puff\"").starts_with("LINE: `puff` is no kind; there are menu"));
        assert!(why("pattern = '", "pattern = '(").contains("regex parse error"));
        assert!(why("name = \"offers\"", "name = \"see-also\"").ends_with("another rule is called `see-also`"));
    }
}
