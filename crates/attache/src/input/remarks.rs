//! What is to be said of files that were found, a line for each kind of thing.
//!
//! In: remarks, one for each file it is about. Out: as many lines as there are kinds, each with its first few files:
//! `a.txt, b.txt, c.txt and 9 more: not read, being a pipe, a socket or a device`. A folder of 10,000 strange files makes one line.

use std::fmt::Display;

/// Files named in a line.
const NAMED: usize = 3;
/// Lines; what is of yet another kind is counted.
const KINDS: usize = 16;

/// Remarks, in the order in which their kinds were met.
#[derive(Debug, Default)]
pub struct Remarks {
    kinds: Vec<Kind>,
    others: usize,
}

#[derive(Debug)]
struct Kind {
    what: String,
    named: Vec<String>,
    more: usize,
}

impl Remarks {
    /// Remarks something of a file.
    pub fn add(&mut self, file: impl Display, what: impl Into<String>) {
        let what = what.into();
        let at = self.kinds.iter().position(|kind| kind.what == what).unwrap_or(self.kinds.len());
        if at == KINDS {
            self.others += 1;
            return;
        }
        if at == self.kinds.len() {
            self.kinds.push(Kind { what, named: Vec::new(), more: 0 });
        }
        let kind = &mut self.kinds[at];
        if kind.named.len() < NAMED {
            kind.named.push(file.to_string());
        } else {
            kind.more += 1;
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.kinds.iter().map(|kind| kind.named.len() + kind.more).sum::<usize>() + self.others
    }

    /// A line for each kind.
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.kinds.iter().map(Kind::line).collect();
        if self.others > 0 {
            lines.push(format!("and {} remarks of other kinds", self.others));
        }
        lines
    }
}

impl Kind {
    fn line(&self) -> String {
        let named = self.named.join(", ");
        match self.more {
            0 => format!("{named}: {}", self.what),
            more => format!("{named} and {more} more: {}", self.what),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_a_line() {
        let mut remarks = Remarks::default();
        remarks.add("z", "odd");
        (0..12).for_each(|number| remarks.add(number, "not read"));
        assert_eq!(remarks.lines(), ["z: odd", "0, 1, 2 and 9 more: not read"]);
    }

    #[test]
    fn kinds_are_bounded() {
        let mut remarks = Remarks::default();
        (0..100).for_each(|number| remarks.add("f", format!("key {number}")));
        let lines = remarks.lines();
        assert_eq!((lines.len(), lines[16].as_str()), (17, "and 84 remarks of other kinds"));
    }
}
