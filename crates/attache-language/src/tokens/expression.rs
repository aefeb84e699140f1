//! The tokenizer's patterns: regular expressions of Python, read from the model and matched over code points.
//!
//! In: a pattern such as `(?<=[0-9])(?:km|kg)$` and the code points of one word. Out: where it matches, leftmost, first
//! alternative first, as Python's `re` has it.
//!
//! Why our own: the patterns look around, which linear-time engines do not, and hold classes of hundreds of ranges
//! under `{2,63}`, which take those engines longer to compile than a page takes to read. Time is bounded: a state and a
//! position that failed once is not tried again (memoised backtracking; Norvig, 1991), so a match costs at most steps
//! times code points.
//!
//! It does not try captures, back-references, lazy repeats or flags but `(?u)`: [`Expression::parse`] refuses them.

use super::is_space;
use unicode_general_category::{GeneralCategory, get_general_category};

/// Nodes that are compiled for one pattern at most, those of a repeat each time. Those of the English model take under 3,000 each.
const MOST: usize = 100_000;
/// Brackets within brackets at most: they are read by recursion.
const DEEPEST: usize = 50;
/// With more ways than this through an alternative what failed is remembered, as it is with two repeats.
const WAYS: usize = 1_000;

/// A pattern, compiled.
pub struct Expression {
    alternatives: Vec<Alternative>,
    classes: Vec<Class>,
    /// For each ASCII code point, and last for all others, the alternatives that may begin with it.
    starts: Vec<Vec<u16>>,
    /// Every alternative begins with `^`.
    anchored: bool,
}

/// One branch of the outermost choice.
#[derive(Debug)]
struct Alternative {
    steps: Vec<Step>,
    /// The most code points it can cover, if it must reach the end of the word.
    reach: Option<usize>,
    /// It has repeats enough to try the same thing twice.
    memo: bool,
}

#[derive(Debug, Clone)]
enum Step {
    Class(u32),
    /// Try the first; if that fails, the second.
    Split(u32, u32),
    Jump(u32),
    Look {
        behind: usize,
        wanted: bool,
        steps: Vec<Step>,
    },
    Start,
    End,
    Done,
}

#[derive(Debug, Clone)]
enum Node {
    Class(u32),
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    Repeat { node: Box<Node>, least: usize, most: Option<usize> },
    Look { ahead: bool, wanted: bool, node: Box<Node> },
    Start,
    End,
}

/// A set of code points.
#[derive(Debug, Default, Clone, PartialEq)]
struct Class {
    ascii: u128,
    /// Ranges of code points above ASCII, sorted, both ends included.
    ranges: Vec<(char, char)>,
    word: bool,
    digit: bool,
    not_space: bool,
}

impl Class {
    #[inline]
    fn contains(&self, c: char) -> bool {
        if c.is_ascii() {
            return self.ascii >> (c as u32) & 1 == 1;
        }
        let after = self.ranges.partition_point(|(first, _)| *first <= c);
        after.checked_sub(1).is_some_and(|at| c <= self.ranges[at].1)
            || self.word && (c.is_alphanumeric() || c == '_')
            || self.digit && get_general_category(c) == GeneralCategory::DecimalNumber
            || self.not_space && !is_space(c)
    }

    fn add(&mut self, first: char, last: char) {
        for ascii in (first as u32..=last as u32).take_while(|c| *c < 128) {
            self.ascii |= 1 << ascii;
        }
        if last as u32 >= 128 {
            self.ranges.push((first.max('\u{80}'), last));
        }
    }

    fn add_ascii(&mut self, like: impl Fn(char) -> bool) {
        for c in (0..128u8).map(char::from).filter(|c| like(*c)) {
            self.add(c, c);
        }
    }

    fn finish(mut self) -> Class {
        self.ranges.sort_unstable();
        let mut merged: Vec<(char, char)> = Vec::new();
        for (first, last) in self.ranges.drain(..) {
            match merged.last_mut() {
                Some(before) if first <= before.1 => before.1 = before.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        self.ranges = merged;
        self
    }
}

/// Room for the positions already tried.
#[derive(Default)]
pub struct Tried(Vec<u64>);

impl Expression {
    /// Reads a pattern. Nothing matches an empty one.
    ///
    /// # Errors
    /// What in it is not supported.
    pub fn parse(pattern: &str) -> Result<Expression, String> {
        let rest = pattern.strip_prefix("(?u)").unwrap_or(pattern);
        let mut parser = Parser { rest, classes: Vec::new(), depth: 0 };
        let branches = if pattern.is_empty() { Vec::new() } else { parser.branches()? };
        if !parser.rest.is_empty() {
            return Err(format!("`{}`: an unmatched bracket", parser.rest));
        }
        if u16::try_from(branches.len()).is_err() {
            return Err("too many alternatives".into());
        }
        let classes = parser.classes;
        let mut left = MOST;
        let mut starts = vec![Vec::new(); 129];
        let mut alternatives = Vec::new();
        for (at, node) in branches.iter().enumerate() {
            let mut first = vec![false; 129];
            if node.starts(&classes, &mut first) {
                first.fill(true);
            }
            for (start, _) in starts.iter_mut().zip(&first).filter(|(_, may)| **may) {
                start.push(at as u16);
            }
            let mut steps = Vec::new();
            node.compile(&mut steps, &mut left)?;
            steps.push(Step::Done);
            let ends = matches!(node, Node::Sequence(nodes) if matches!(nodes.last(), Some(Node::End)));
            // One more: `$` matches before a line end too.
            let reach = if ends { node.longest().and_then(|longest| longest.checked_add(1)) } else { None };
            alternatives.push(Alternative { steps, reach, memo: node.repeats() > 1 || node.ways() > WAYS });
        }
        let anchored = branches
            .iter()
            .all(|node| matches!(node, Node::Sequence(nodes) if matches!(nodes.first(), Some(Node::Start))));
        Ok(Expression { alternatives, classes, starts, anchored })
    }

    /// The first match at or after `from`: its first and its last code point plus one.
    pub fn search(&self, word: &[char], from: usize, tried: &mut Tried) -> Option<(usize, usize)> {
        let last = if self.anchored { 0 } else { word.len() };
        (from..=last.min(word.len())).find_map(|start| Some((start, self.match_at(word, start, tried)?)))
    }

    /// Where a match that begins at `start` ends.
    pub fn match_at(&self, word: &[char], start: usize, tried: &mut Tried) -> Option<usize> {
        let first = *word.get(start)?;
        let candidates = &self.starts[if first.is_ascii() { first as usize } else { 128 }];
        candidates.iter().find_map(|at| {
            let alternative = &self.alternatives[*at as usize];
            if alternative.reach.is_some_and(|reach| reach < word.len() - start) {
                return None;
            }
            let memo = if alternative.memo {
                tried.0.clear();
                tried.0.resize((alternative.steps.len() * (word.len() + 1)).div_ceil(64), 0);
                Some(&mut tried.0)
            } else {
                None
            };
            self.run(&alternative.steps, word, start, memo)
        })
    }

    fn run(&self, steps: &[Step], word: &[char], start: usize, mut tried: Option<&mut Vec<u64>>) -> Option<usize> {
        let mut waiting: Vec<(u32, usize)> = Vec::new();
        let (mut step, mut at) = (0usize, start);
        loop {
            let going = match &steps[step] {
                Step::Done => return Some(at),
                Step::Class(class) => {
                    let fits = word.get(at).is_some_and(|c| self.classes[*class as usize].contains(*c));
                    (step, at) = (step + 1, at + 1);
                    fits
                }
                Step::Split(first, second) => {
                    let bit = step * (word.len() + 1) + at;
                    let seen = tried.as_mut().is_some_and(|tried| {
                        let seen = tried[bit / 64] >> (bit % 64) & 1 == 1;
                        tried[bit / 64] |= 1 << (bit % 64);
                        seen
                    });
                    waiting.push((*second, at));
                    step = *first as usize;
                    if seen {
                        waiting.pop();
                    }
                    !seen
                }
                Step::Jump(to) => {
                    step = *to as usize;
                    true
                }
                Step::Look { behind, wanted, steps } => {
                    let found = at.checked_sub(*behind).and_then(|from| self.run(steps, word, from, None)).is_some();
                    step += 1;
                    found == *wanted
                }
                Step::Start => {
                    step += 1;
                    at == 0
                }
                Step::End => {
                    step += 1;
                    at == word.len() || at + 1 == word.len() && word[at] == '\n'
                }
            };
            if !going {
                let (next, position) = waiting.pop()?;
                (step, at) = (next as usize, position);
            }
        }
    }
}

impl Node {
    /// Marks the code points it may begin with; true if it may cover none at all.
    fn starts(&self, classes: &[Class], first: &mut [bool]) -> bool {
        match self {
            Node::Start | Node::End | Node::Look { .. } => true,
            Node::Class(class) => {
                let class = &classes[*class as usize];
                for (ascii, may) in first.iter_mut().enumerate().take(128) {
                    *may |= class.ascii >> ascii & 1 == 1;
                }
                first[128] |= !class.ranges.is_empty() || class.word || class.digit || class.not_space;
                false
            }
            Node::Sequence(nodes) => nodes.iter().all(|node| node.starts(classes, first)),
            Node::Choice(nodes) => nodes.iter().filter(|node| node.starts(classes, first)).count() > 0,
            Node::Repeat { node, least, .. } => node.starts(classes, first) || *least == 0,
        }
    }

    fn may_be_nothing(&self) -> bool {
        match self {
            Node::Class(_) => false,
            Node::Start | Node::End | Node::Look { .. } => true,
            Node::Sequence(nodes) => nodes.iter().all(Node::may_be_nothing),
            Node::Choice(nodes) => nodes.iter().any(Node::may_be_nothing),
            Node::Repeat { node, least, .. } => *least == 0 || node.may_be_nothing(),
        }
    }

    /// The most code points it can cover.
    fn longest(&self) -> Option<usize> {
        match self {
            Node::Class(_) => Some(1),
            Node::Start | Node::End | Node::Look { .. } => Some(0),
            Node::Sequence(nodes) => nodes.iter().try_fold(0usize, |all, node| all.checked_add(node.longest()?)),
            Node::Choice(nodes) => nodes.iter().map(Node::longest).try_fold(0, |most, length| Some(most.max(length?))),
            Node::Repeat { node, most, .. } => node.longest()?.checked_mul((*most)?),
        }
    }

    fn repeats(&self) -> usize {
        match self {
            Node::Class(_) | Node::Start | Node::End | Node::Look { .. } => 0,
            Node::Sequence(nodes) | Node::Choice(nodes) => nodes.iter().map(Node::repeats).sum(),
            Node::Repeat { node, .. } => 1 + node.repeats(),
        }
    }

    /// Ways through it for one word, about.
    fn ways(&self) -> usize {
        match self {
            Node::Class(_) | Node::Start | Node::End | Node::Look { .. } => 1,
            Node::Sequence(nodes) => nodes.iter().map(Node::ways).fold(1, usize::saturating_mul),
            Node::Choice(nodes) => nodes.iter().map(Node::ways).fold(0, usize::saturating_add),
            Node::Repeat { node, most: None, .. } => node.ways().saturating_mul(2),
            Node::Repeat { node, least, most: Some(most) } => {
                let all = node.ways().saturating_pow(u32::try_from(*most).unwrap_or(u32::MAX));
                all.saturating_mul(most.saturating_sub(*least).saturating_add(1))
            }
        }
    }

    fn compile(&self, steps: &mut Vec<Step>, left: &mut usize) -> Result<(), String> {
        *left = left.checked_sub(1).ok_or("too large a pattern")?;
        match self {
            Node::Class(class) => steps.push(Step::Class(*class)),
            Node::Start => steps.push(Step::Start),
            Node::End => steps.push(Step::End),
            Node::Sequence(nodes) => nodes.iter().try_for_each(|node| node.compile(steps, left))?,
            Node::Choice(nodes) => {
                let mut ends = Vec::new();
                for (at, node) in nodes.iter().enumerate() {
                    let split = steps.len();
                    let last = at + 1 == nodes.len();
                    if !last {
                        steps.push(Step::Split(split as u32 + 1, 0));
                    }
                    node.compile(steps, left)?;
                    if !last {
                        ends.push(steps.len());
                        steps.push(Step::Jump(0));
                        steps[split] = Step::Split(split as u32 + 1, steps.len() as u32);
                    }
                }
                let after = steps.len() as u32;
                ends.into_iter().for_each(|end| steps[end] = Step::Jump(after));
            }
            Node::Repeat { node, least, most } => {
                (0..*least).try_for_each(|_| node.compile(steps, left))?;
                let mut splits = Vec::new();
                match most {
                    Some(most) => {
                        for _ in *least..*most {
                            splits.push(steps.len());
                            steps.push(Step::Split(steps.len() as u32 + 1, 0));
                            node.compile(steps, left)?;
                        }
                    }
                    None => {
                        let split = steps.len();
                        splits.push(split);
                        steps.push(Step::Split(split as u32 + 1, 0));
                        node.compile(steps, left)?;
                        // Time and again through what covers nothing would be for ever.
                        if node.may_be_nothing() {
                            return Err("a repeat without end of what may be nothing: not supported".into());
                        }
                        steps.push(Step::Jump(split as u32));
                    }
                }
                let after = steps.len() as u32;
                splits.into_iter().for_each(|split| steps[split] = Step::Split(split as u32 + 1, after));
            }
            Node::Look { ahead, wanted, node } => {
                // What failed in it is not remembered.
                if node.repeats() > 1 && node.longest().is_none() || node.ways() > WAYS {
                    return Err("too large a look-around".into());
                }
                let behind = if *ahead { 0 } else { node.longest().ok_or("a look-behind without bounds")? };
                let mut inner = Vec::new();
                node.compile(&mut inner, left)?;
                inner.push(Step::Done);
                steps.push(Step::Look { behind, wanted: *wanted, steps: inner });
            }
        }
        Ok(())
    }
}

struct Parser<'p> {
    rest: &'p str,
    classes: Vec<Class>,
    /// Brackets that are open.
    depth: usize,
}

impl Parser<'_> {
    fn branches(&mut self) -> Result<Vec<Node>, String> {
        let mut branches = vec![self.sequence()?];
        while self.eat("|") {
            branches.push(self.sequence()?);
        }
        Ok(branches)
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut nodes = Vec::new();
        while let Some(c) = self.rest.chars().next().filter(|c| !matches!(c, '|' | ')')) {
            let node = match c {
                '(' => self.group()?,
                '[' => self.set()?,
                '^' | '$' | '.' | '\\' => self.escape_or_anchor(c)?,
                '*' | '+' | '?' | '{' if !nodes.is_empty() => {
                    let (least, most) = self.count()?;
                    let node = Box::new(nodes.pop().unwrap_or(Node::Start));
                    nodes.push(Node::Repeat { node, least, most });
                    continue;
                }
                _ => {
                    self.next();
                    self.literal(c)
                }
            };
            nodes.push(node);
        }
        Ok(Node::Sequence(nodes))
    }

    fn group(&mut self) -> Result<Node, String> {
        let look = [("(?<=", false, true), ("(?<!", false, false), ("(?=", true, true), ("(?!", true, false)];
        let kind = look.into_iter().find(|(open, ..)| self.eat(open));
        if kind.is_none() && !self.eat("(?:") {
            self.eat("(");
            if self.rest.starts_with('?') {
                return Err(format!("`({}`: not supported", self.rest.chars().take(5).collect::<String>()));
            }
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("brackets too deep".into());
        }
        let node = Node::Choice(self.branches()?);
        self.depth -= 1;
        if !self.eat(")") {
            return Err("a bracket is not closed".into());
        }
        Ok(match kind {
            Some((_, ahead, wanted)) => Node::Look { ahead, wanted, node: Box::new(node) },
            None => node,
        })
    }

    fn escape_or_anchor(&mut self, c: char) -> Result<Node, String> {
        self.next();
        match c {
            '^' => Ok(Node::Start),
            '$' => Ok(Node::End),
            '.' => Err("`.`: not supported".into()),
            _ => {
                let mut class = Class::default();
                if let Some(c) = self.escape(&mut class)? {
                    class.add(c, c);
                }
                Ok(self.class(class))
            }
        }
    }

    /// What follows a backslash: a code point, or (nothing, and) a kind added to the class.
    fn escape(&mut self, class: &mut Class) -> Result<Option<char>, String> {
        let c = self.next().ok_or("a backslash at the end")?;
        match c {
            'd' => {
                class.digit = true;
                class.add_ascii(|c| c.is_ascii_digit());
            }
            'w' => {
                class.word = true;
                class.add_ascii(|c| c.is_ascii_alphanumeric() || c == '_');
            }
            'S' => {
                class.not_space = true;
                class.add_ascii(|c| !is_space(c));
            }
            'u' | 'U' => {
                let length = if c == 'u' { 4 } else { 8 };
                let digits = self.rest.get(..length).ok_or("a short \\u")?;
                self.rest = &self.rest[length..];
                let code = u32::from_str_radix(digits, 16).map_err(|error| error.to_string())?;
                return char::from_u32(code).map(Some).ok_or_else(|| format!("\\u{digits}: no code point"));
            }
            _ if c.is_ascii_alphanumeric() => return Err(format!("`\\{c}`: not supported")),
            _ => return Ok(Some(c)),
        }
        Ok(None)
    }

    fn set(&mut self) -> Result<Node, String> {
        self.eat("[");
        if self.rest.starts_with('^') {
            return Err("`[^…]`: not supported".into());
        }
        let mut class = Class::default();
        let mut first = true;
        loop {
            let c = self.next().ok_or("a class is not closed")?;
            let from = match c {
                ']' if !first => break,
                '\\' => self.escape(&mut class)?,
                c => Some(c),
            };
            first = false;
            let Some(from) = from else { continue };
            let mut to = from;
            if self.rest.starts_with('-') && !self.rest.starts_with("-]") {
                self.next();
                let last = self.next().ok_or("a class is not closed")?;
                to = if last == '\\' { self.escape(&mut class)?.ok_or("a range to a class")? } else { last };
                if to < from {
                    return Err(format!("`{from}-{to}`: a range backwards"));
                }
            }
            class.add(from, to);
        }
        Ok(self.class(class))
    }

    fn count(&mut self) -> Result<(usize, Option<usize>), String> {
        let counts = match self.next() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            _ => {
                let (inside, rest) = self.rest.split_once('}').ok_or("a count is not closed")?;
                self.rest = rest;
                let number = |text: &str| text.parse::<usize>().map_err(|_| format!("`{{{inside}}}`: not a count"));
                match inside.split_once(',') {
                    None => (number(inside)?, Some(number(inside)?)),
                    Some((least, "")) => (number(least)?, None),
                    Some((least, most)) => (number(least)?, Some(number(most)?)),
                }
            }
        };
        match self.rest.starts_with(['?', '+']) {
            true => Err("lazy and possessive repeats are not supported".into()),
            false => Ok(counts),
        }
    }

    fn literal(&mut self, c: char) -> Node {
        let mut class = Class::default();
        class.add(c, c);
        self.class(class)
    }

    fn class(&mut self, class: Class) -> Node {
        let class = class.finish();
        let known = self.classes.iter().position(|known| *known == class);
        let index = known.unwrap_or_else(|| {
            self.classes.push(class);
            self.classes.len() - 1
        });
        Node::Class(index as u32)
    }

    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, word: &str, expected: Option<&str>) {
        let word: Vec<char> = word.chars().collect();
        let found = Expression::parse(pattern).expect(pattern).search(&word, 0, &mut Tried::default());
        let found = found.map(|(start, end)| word[start..end].iter().collect::<String>());
        assert_eq!(found.as_deref(), expected, "{pattern}");
    }

    #[test]
    fn matches_as_python_does() {
        check("a|ab", "xab", Some("a"));
        check("ab|a", "xab", Some("ab"));
        check(r"^\+(?![0-9])", "+x", Some("+"));
        check(r"^\+(?![0-9])", "+7", None);
        check(r"(?<=[0-9])(?:km|m)$", "15km", Some("km"));
        check(r"(?<=[0-9])(?:km|m)$", "km", None);
        check(r"(?<=°[FfCcKk])\.$", "20°C.", Some("."));
        check(r"\.\.+", "so...", Some("..."));
        check(r"[\u00e0-\u00ff]{2,3}", "xéàüö", Some("éàü"));
        check(r"^(?:\S+@)?(?:[a-z]{1,3}\.)+[a-z]{2,63}$", "me@a.bc.org", Some("me@a.bc.org"));
        check(r"[]-]+", "a]-", Some("]-"));
        check(r"\d\w", "٣x", Some("٣x"));
        check("x$", "x\n", Some("x"));
        check("", "x", None);
    }

    #[test]
    fn what_is_not_supported_is_refused() {
        for pattern in ["(", "a)", "[a", "(?P<n>a)", r"\b", "a*?", "a{x}", "[^a]", "[b-a]", "(?<=a+)b", "."] {
            assert!(Expression::parse(pattern).is_err(), "{pattern}");
        }
    }

    /// Patterns of models from strangers.
    #[test]
    fn what_would_not_end_is_refused() {
        let deep = "(".repeat(100_000) + &")".repeat(100_000);
        let bounds = "(?:)".to_string() + &"{999}".repeat(9);
        let (many, looks) = ("(?:){99999999999}", "(?:(?=(?:a{900}){900}){900}){900}");
        for pattern in
            [&deep, &bounds, many, looks, "(?:a?)*", "(?:)+", "(?:(?:a|b|){2})+", "(?=(?:a+)+b)", &"a|".repeat(70_000)]
        {
            assert!(Expression::parse(pattern).is_err(), "{}", &pattern[..pattern.len().min(40)]);
        }
        // No number of code points is that large.
        let large = "(?:a{0,90}){0,99}".to_string() + "$";
        assert!(Expression::parse(&large).is_ok());
        let huge = "(?:".repeat(20) + "[ab]{0,1}" + &"){1,1}".repeat(20) + "{0,18446744073709551615}";
        assert!(Expression::parse(&huge).is_err());
    }

    #[test]
    fn choices_one_after_another_stay_linear() {
        let word: Vec<char> = "a".repeat(60).chars().collect();
        let pattern = "^".to_string() + &"(?:a|a)".repeat(60) + "b";
        assert_eq!(Expression::parse(&pattern).expect("fine").search(&word, 0, &mut Tried::default()), None);
    }

    #[test]
    fn nested_repeats_stay_linear() {
        // Without memory of what failed this takes 2^400 steps.
        let word: Vec<char> = "a".repeat(400).chars().chain(['!']).collect();
        assert_eq!(Expression::parse("^(?:a+)+$").expect("fine").search(&word, 0, &mut Tried::default()), None);
    }
}
