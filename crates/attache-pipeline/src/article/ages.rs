//! Ages that pages tell instead of their day.
//!
//! In: a line. Out: how many days before the capture it stands for. "27 minutes ago" is 0, "Yesterday at 10:41" 1, "vor 2
//! Tagen" 2.
//!
//! Only a line, or a piece of it between bars and points, that is nothing else: "He left 2 days ago" is a sentence. "2
//! months ago" is no day.

use crate::lexicon::rows;
use regex::{Regex, RegexSet};
use std::ops::Range;

/// Longer lines are not looked at, in bytes.
const LONGEST: usize = 160;

/// The wordings of `article/ages.tsv`.
pub struct Ages {
    /// Each with the days it stands for, or, where it counts, the days of its unit.
    forms: Vec<(i64, Regex)>,
    /// The same at once, and which of them count: a bare "Today" is a menu's word as well.
    any: RegexSet,
    counts: Vec<bool>,
    changed: Regex,
}

/// An age found on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Age {
    /// Days before the capture.
    pub days: i64,
    /// Whether it is the age of the last change.
    pub update: bool,
    /// Where it stands on the line, in bytes.
    pub range: Range<usize>,
}

impl Ages {
    pub(crate) fn parse(text: &str) -> Result<Ages, String> {
        let mut lists: Vec<(&str, Option<i64>, &str)> = Vec::new();
        for (at, cells) in rows(text) {
            let [what, days, forms] = cells[..] else { return Err(format!("line {at}: three columns wanted")) };
            if !["named", "unit", "before", "after", "one", "clock", "changed", "lead"].contains(&what) {
                return Err(format!("line {at}: {what} is nothing an age is made of"));
            }
            let counts = matches!(what, "named" | "unit");
            let days = counts.then(|| days.parse().map_err(|_| format!("line {at}: {days} is no number of days")));
            lists.push((what, days.transpose()?, forms));
        }
        let list = |name: &str| {
            let forms: Vec<&str> = lists.iter().filter(|(what, _, _)| *what == name).map(|row| row.2).collect();
            forms.join("|")
        };
        let compile = |pattern: &str| Regex::new(pattern).map_err(|why| why.to_string());
        let lead = format!(r"(?i)^\W*(?:(?:{}|{})\b\W*)?", list("changed"), list("lead"));
        let count = format!(r"(?:(\d{{1,3}})|(?:{}))\s*", list("one"));
        let (mut forms, mut patterns, mut counts) = (Vec::new(), Vec::new(), Vec::new());
        for (what, days, words) in &lists {
            let Some(days) = days else { continue };
            let pattern = if *what == "named" {
                let clock = format!(
                    r"(?:[\s,:]*(?:\b(?:{})\b\.?\s*)?\d{{1,2}}[:.h]\d\d(?:\s*[ap]\.?m\.?)?(?:\s*[\p{{L}}+]{{1,4}}\d*)?)?",
                    list("clock")
                );
                format!(r"{lead}()(?:{words}){clock}\W*$")
            } else {
                let (before, after) = (list("before"), list("after"));
                format!(r"{lead}(?:{count}(?:{words})\s+(?:{after})|(?:{before})\s+{count}(?:{words}))\W*$")
            };
            forms.push((*days, compile(&pattern)?));
            patterns.push(pattern);
            counts.push(*what == "unit");
        }
        let any = RegexSet::new(&patterns).map_err(|why| why.to_string())?;
        Ok(Ages { forms, any, counts, changed: compile(&format!(r"(?i)^\W*(?:{})\b", list("changed")))? })
    }

    /// Whether a line is nothing but an age: one that counts, or a day with its time.
    pub fn is_whole(&self, line: &str) -> bool {
        let timed = || line.bytes().any(|byte| byte.is_ascii_digit());
        line.len() <= LONGEST && self.any.matches(line.trim()).iter().any(|at| self.counts[at] || timed())
    }

    /// The first age on a line, the line's pieces between bars and points looked at one by one.
    pub fn read(&self, line: &str) -> Option<Age> {
        if line.len() > LONGEST {
            return None;
        }
        let mut start = 0;
        for piece in line.split_inclusive(['|', '·', '•', '–', '—']) {
            let range = start..start + piece.len();
            start = range.end;
            let hit = self.forms.iter().find_map(|(unit, form)| {
                let found = form.captures(piece)?;
                let count = found.iter().skip(1).flatten().next().map_or("", |count| count.as_str());
                Some(if count.is_empty() { *unit } else { count.parse::<i64>().ok()? * unit })
            });
            if let Some(days) = hit {
                let bare = piece.trim_matches(|c: char| !c.is_alphanumeric());
                let from = range.start + piece.find(bare).unwrap_or(0);
                let update = self.changed.is_match(piece);
                return Some(Age { days, update, range: from..from + bare.len() });
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::LEXICONS;

    #[track_caller]
    fn check(line: &str, days: Option<i64>, quote: &str) {
        let age = LEXICONS.article.ages.read(line);
        assert_eq!(age.as_ref().map(|age| age.days), days, "{line}");
        assert_eq!(age.map_or("", |age| &line[age.range]), quote);
    }

    #[test]
    fn ages_of_pages() {
        check("27 minutes ago", Some(0), "27 minutes ago");
        check("an hour ago", Some(0), "an hour ago");
        check("Yesterday at 10:41", Some(1), "Yesterday at 10:41");
        check("Today, 08:15", Some(0), "Today, 08:15");
        check("Posted 3 weeks ago", Some(21), "Posted 3 weeks ago");
        check("Ana Quispe · 2 days ago", Some(2), "2 days ago");
        check("Gestern um 18:40 Uhr", Some(1), "Gestern um 18:40 Uhr");
        check("vor 2 Tagen", Some(2), "vor 2 Tagen");
        check("il y a 3 heures", Some(0), "il y a 3 heures");
        check("Hoy a las 9:05 | Lima", Some(0), "Hoy a las 9:05");
    }

    #[test]
    fn lines_that_are_nothing_else() {
        let is_whole = |line: &str| LEXICONS.article.ages.is_whole(line);
        assert!(
            ["27 minutes ago", "an hour ago", "Posted 3 weeks ago", "Yesterday at 10:41"].into_iter().all(is_whole)
        );
        assert!(!["Today", "Ana Quispe · 2 days ago", "He left 2 days ago", "2 years ago"].into_iter().any(is_whole));
    }

    #[test]
    fn what_is_no_age_of_a_page() {
        check("He left 2 days ago", None, "");
        check("2 years ago", None, "");
        check("Today the envoys met", None, "");
        check("5 days", None, "");
        let age = LEXICONS.article.ages.read("Updated 2 hours ago").expect("an age");
        assert!(age.update && age.days == 0);
    }
}
