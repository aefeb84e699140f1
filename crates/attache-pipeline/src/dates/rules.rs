//! The patterns of date and time expressions, and what each means.
//!
//! In: `rules.toml` of `lexicons/dates/`. Out: [`Rules`], which find the longest pattern that begins at a piece. The pattern
//! `{weekday}? ,? {month} {day} ,? {year}` takes "Monday, August 16, 2021" whole.
//!
//! A pattern is a row of elements with a space between: a word or sign, a `{class}` of words.tsv, several with `|`. `?` makes an
//! element optional, `<…>` is context that must stand there but is no part of the expression, `!…` must not stand there.
//! `(name)` and `(name)?` put in a shared row of `[shared]`. Patterns are short, so a match costs a bounded number of steps.

use super::calendar::Unit;
use super::pieces::Piece;
use super::rows::{Row, RuleFile};
use super::words::{Class, Classes, Words};
use crate::lexicon::tables::{Choice, RuleNames, lined, read_file};
use std::cmp::Reverse;

macro_rules! named {
    ($(#[$doc:meta])* $type:ident $what:literal: $($(#[$each:meta])* $variant:ident $name:literal),* $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $type { $($(#[$each])* $variant),* }

        impl Choice for $type {
            const WHAT: &'static str = $what;

            fn named(name: &str) -> Option<$type> {
                match name { $($name => Some($type::$variant),)* _ => None }
            }

            fn names() -> impl Iterator<Item = &'static str> {
                [$($name),*].into_iter()
            }
        }
    };
}

named! {
    /// What a pattern's words mean together.
    Means "meaning":
    /// A day, month, quarter, season, year… named by its parts.
    Date "date",
    /// Two dates that share what only one of them says: "July 3-5".
    Range "range",
    /// A stretch so many steps from the anchor's: "last week".
    Period "period",
    /// So many units before or after the anchor.
    Ago "ago",
    /// So many units before or after the last date told.
    Story "story",
    /// A length of time.
    Duration "duration",
    /// A time that comes again.
    Set "set",
    /// A time of day.
    Clock "clock",
    /// A value of its own: `PRESENT_REF`.
    Fixed "fixed",
    /// No date at all, whatever its words would be otherwise: "two years old".
    Nothing "nothing",
}

named! {
    /// What must hold beside the words.
    Guard "guard":
    /// Four digits are a year, by syntax and the model's entities.
    Year "year",
    /// The last number counts nothing that follows ("In August 10 people died").
    CountsNothing "counts-nothing",
    /// A month alone is one, not a name.
    Month "month",
    /// Nothing that it governs follows ("before" in "the day before the vote").
    NoComplement "no-complement",
    /// What it modifies is a number or an amount ("$5 a day").
    Rate "rate",
    /// In running text it begins with a small letter: "the Daily Mail" is a name.
    Small "small",
}

/// A rule of the lexicon.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name there.
    pub name: String,
    /// What it means.
    pub means: Means,
    /// What must hold beside the words.
    pub guard: Option<Guard>,
    /// The unit, where no word tells.
    pub unit: Option<Unit>,
    /// Steps from the anchor, or their direction.
    pub shift: Option<i32>,
    /// The part of the day, as an index, where no word tells.
    pub daypart: Option<i64>,
    /// The value of a fixed one.
    pub value: Option<String>,
    /// What a clipped period keeps: -1 what lies before the anchor, 1 what lies after.
    pub clip: Option<i32>,
}

#[derive(Clone, Debug)]
struct Element {
    classes: Classes,
    words: Vec<u32>,
    optional: bool,
    context: bool,
    negated: bool,
}

impl Element {
    fn takes(&self, piece: &Piece) -> bool {
        piece.classes & self.classes != 0 || (piece.word != 0 && self.words.contains(&piece.word))
    }
}

#[derive(Clone, Debug)]
struct Pattern {
    rule: usize,
    elements: Vec<Element>,
}

/// Every rule.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// In the order of their names.
    pub rules: Vec<Rule>,
    patterns: Vec<Pattern>,
    /// For each class and each word, the patterns that may begin with it.
    by_class: Vec<Vec<u32>>,
    by_word: Vec<Vec<u32>>,
}

/// A pattern found: pieces `start..end`, and the piece each class of its elements took.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The rule.
    pub rule: usize,
    /// First piece.
    pub start: usize,
    /// One past the last piece.
    pub end: usize,
    /// What each element took, in order.
    pub parts: Vec<(Class, usize)>,
    /// How many elements asked for a word of their own, or for something beside the expression: how specific the pattern is.
    asked: usize,
}

impl Found {
    /// The piece of the first, or with `nth` 1 the second, part of a class.
    pub fn part(&self, class: Class, nth: usize) -> Option<usize> {
        self.parts.iter().filter(|(known, _)| *known == class).nth(nth).map(|(_, piece)| *piece)
    }
}

impl Rules {
    /// Reads the rules; words of patterns are added to `words`.
    ///
    /// # Errors
    /// One line naming the file, the line and what is wrong.
    pub fn read(text: &str, words: &mut Words) -> Result<Rules, String> {
        read_rules(text, words).map_err(|why| format!("dates/rules.toml: {why}"))
    }

    /// Lists the patterns by what they may begin with.
    fn index(&mut self, words: &Words) {
        self.by_class = vec![Vec::new(); Class::ALL.len()];
        self.by_word = vec![Vec::new(); words.len()];
        for (number, pattern) in self.patterns.iter().enumerate() {
            for element in &pattern.elements {
                for (class, _) in Class::ALL.iter().filter(|(class, _)| element.classes & class.bit() != 0) {
                    self.by_class[*class as usize].push(number as u32);
                }
                for word in &element.words {
                    self.by_word[*word as usize].push(number as u32);
                }
                if !element.optional {
                    break;
                }
            }
        }
        self.by_word.iter_mut().chain(&mut self.by_class).for_each(|list| list.dedup());
    }

    /// The longest pattern that begins at piece `at` and holds; of equally long ones the one with the less beside it, then the one that asks
    /// for the most, then the one whose rule has a guard, then by the rule's name. A bounded number of steps.
    pub fn longest(&self, pieces: &[Piece], at: usize, holds: impl Fn(&Rule, &Found) -> bool) -> Option<Found> {
        let piece = pieces.get(at)?;
        let mut best: Option<Found> = None;
        let mut classes = piece.classes;
        let lists = std::iter::once(self.by_word.get(piece.word as usize).filter(|_| piece.word != 0));
        let by_class = std::iter::from_fn(|| {
            let class = classes.trailing_zeros() as usize;
            (classes != 0).then(|| {
                classes &= classes - 1;
                self.by_class.get(class)
            })
        });
        for number in lists.chain(by_class).flatten().flatten() {
            let pattern = &self.patterns[*number as usize];
            let mut found = Found { rule: pattern.rule, start: usize::MAX, end: 0, parts: Vec::new(), asked: 0 };
            if !walk(&pattern.elements, pieces, at, &mut found) || found.end <= found.start {
                continue;
            }
            let better = best.as_ref().is_none_or(|best| self.rank(&found) < self.rank(best));
            if better && holds(&self.rules[found.rule], &found) {
                best = Some(found);
            }
        }
        best
    }

    /// What stands before all others is taken. Rules are in the order of their names.
    fn rank(&self, found: &Found) -> impl Ord + use<> {
        let unguarded = self.rules[found.rule].guard.is_none();
        (Reverse(found.end), found.start, Reverse(found.asked), unguarded, found.rule)
    }
}

/// Matches elements from a piece on, each optional one taken if what follows then fits. Depth: the elements of a pattern.
fn walk(elements: &[Element], pieces: &[Piece], at: usize, found: &mut Found) -> bool {
    let Some((element, rest)) = elements.split_first() else { return true };
    let here = pieces.get(at);
    let before = (found.start, found.end, found.asked, found.parts.len());
    if element.negated {
        found.asked += 1;
        if !here.is_some_and(|piece| element.takes(piece)) && walk(rest, pieces, at, found) {
            return true;
        }
        found.asked = before.2;
        return false;
    }
    if let Some(piece) = here.filter(|piece| element.takes(piece)) {
        if element.context {
            found.asked += 1;
        } else {
            found.start = found.start.min(at);
            found.end = at + 1;
            found.asked += usize::from(element.words.contains(&piece.word));
        }
        let classes = Class::ALL.iter().filter(|(class, _)| element.classes & piece.classes & class.bit() != 0);
        found.parts.extend(classes.map(|(class, _)| (*class, at)));
        if walk(rest, pieces, at + 1, found) {
            return true;
        }
        (found.start, found.end, found.asked) = (before.0, before.1, before.2);
        found.parts.truncate(before.3);
    }
    element.optional && walk(rest, pieces, at, found)
}

/// Shared rows put in one another, at most: a row that names itself would never end.
const MOST_ROWS: usize = 24;
/// Patterns that one written pattern makes, at most: each optional row doubles them.
const MOST_PATTERNS: usize = 1024;

/// Puts shared rows in; an optional one gives two patterns, the one with the row first.
fn expand<'s>(pattern: &str, shared: &impl Fn(&str) -> Option<&'s str>) -> Result<Vec<String>, String> {
    // A `(` with a space after it is the sign itself.
    let opening = |pattern: &str| {
        let opens = |(at, _): &(usize, &str)| pattern[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
        pattern.match_indices('(').find(opens).map(|(at, _)| at)
    };
    let mut all = Vec::new();
    let mut waiting = vec![(pattern.to_string(), 0)];
    while let Some((pattern, rows)) = waiting.pop() {
        let Some(open) = opening(&pattern) else {
            all.push(pattern);
            continue;
        };
        let close = open + pattern[open..].find(')').ok_or("a `(` without its `)`")?;
        let name = &pattern[open + 1..close];
        let row = shared(name).ok_or_else(|| format!("nothing shared is called ({name})"))?;
        if rows == MOST_ROWS || all.len() + waiting.len() >= MOST_PATTERNS {
            return Err(format!("({name}) leads to more than {MOST_ROWS} rows or {MOST_PATTERNS} patterns"));
        }
        let (before, after) = (&pattern[..open], &pattern[close + 1..]);
        let optional = after.starts_with('?');
        let after = after.trim_start_matches('?');
        if optional {
            waiting.push((format!("{before}{after}"), rows + 1));
        }
        waiting.push((format!("{before}{row}{after}"), rows + 1));
    }
    Ok(all)
}

fn element_of(written: &str, words: &mut Words) -> Result<Element, String> {
    let optional = written.len() > 1 && written.ends_with('?');
    let inner = written.strip_suffix('?').filter(|_| optional).unwrap_or(written);
    let context = inner.len() > 2 && inner.starts_with('<') && inner.ends_with('>');
    let inner = if context { &inner[1..inner.len() - 1] } else { inner };
    let negated = inner.len() > 1 && inner.starts_with('!');
    let inner = if negated { &inner[1..] } else { inner };
    let mut element = Element { classes: 0, words: Vec::new(), optional, context, negated };
    for part in inner.split('|') {
        match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(class) => {
                element.classes |= Class::named(class).ok_or_else(|| format!("{class} is no class"))?.bit();
            }
            None => element.words.push(words.number_of(part)),
        }
    }
    Ok(element)
}

fn read_rules(text: &str, words: &mut Words) -> Result<Rules, String> {
    let file: RuleFile = read_file(text)?;
    let shared = |name: &str| file.shared.get(name).map(String::as_str);
    let mut names = RuleNames::default();
    let mut rows: Vec<(usize, Row)> = lined(text, file.rule).collect();
    for (line, row) in &rows {
        names.add(*line, &row.name, (&row.yes, &row.no), &row.misses)?;
        row.is_whole().map_err(|why| format!("line {line}: rule `{}`: {why}", row.name.as_str()))?;
    }
    rows.sort_by(|(_, a), (_, b)| a.name.cmp(&b.name));
    let mut read = Rules::default();
    for (line, row) in rows {
        let wrong = |why: String| format!("line {line}: rule `{}`: {why}", row.name.as_str());
        for pattern in &row.patterns {
            for pattern in expand(pattern, &shared).map_err(wrong)? {
                let elements = pattern.split_whitespace().map(|element| element_of(element, words));
                let elements: Vec<Element> = elements.collect::<Result<_, _>>().map_err(wrong)?;
                read.patterns.push(Pattern { rule: read.rules.len(), elements });
            }
        }
        read.rules.push(row.into_rule());
    }
    read.index(words);
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn shared_rows_stand_in_for_their_names_and_end() {
        let shared = |name: &str| match name {
            "day" => Some("<weekday> (month)?"),
            "month" => Some("<month>"),
            "self" => Some("a (self)"),
            "twice" => Some(
                "(month)? (month)? (month)? (month)? (month)? (month)? (month)? (month)? (month)? (month)? (month)?",
            ),
            _ => None,
        };
        assert_eq!(expand("on (day)", &shared).unwrap(), ["on <weekday> <month>", "on <weekday> "]);
        assert_eq!(expand("( the sign", &shared).unwrap(), ["( the sign"]);
        for endless in ["(self)", "(twice)", "(day", "(unknown)"] {
            assert!(expand(endless, &shared).is_err(), "{endless}");
        }
    }
}
