//! Strange input from seeds and words.
//!
//! In: seeds, words, and a generator with a fixed seed. Out: one input after another, the same on every machine. "Russia recognised the
//! Taliban." becomes "Russia recognised recognised the, who said “the Taliban, who said “the Taliban."
//!
//! Texts are changed by words and sentences, which reach deeper than changed bytes do; now and then the bytes are changed as well.

use fastrand::Rng;

/// What an input is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Page,
    /// Several texts, a form feed between them.
    Captures,
    Records,
    /// `captures.csv`.
    List,
    /// `NAME.meta.json`.
    Meta,
    /// Feeds, sitemaps, lists of feeds, `robots.txt`.
    Listing,
    /// Feeds and dumps with the texts of their articles.
    Feed,
    /// A byte that tells the file, and its text.
    Lexicon,
    /// A byte that tells the name, and the bytes of a file of many captures.
    Holder,
    /// A PDF.
    Pdf,
    Html,
    Text,
    Dates,
    /// Questions in words.
    Questions,
    Bytes,
}

/// Makes inputs of one kind.
pub struct Mutator {
    kind: Kind,
    seeds: Vec<Vec<u8>>,
    words: Vec<String>,
    longest: usize,
    rng: Rng,
}

/// What is put around a stretch of text, once or many times.
const AROUND: &[(&str, &str)] = &[
    ("“", "”"),
    ("\"", "\""),
    ("‘", "’"),
    ("«", "»"),
    ("(", ")"),
    ("[", "]"),
    ("he said that ", ", she said"),
    ("according to ", ", who spoke for the ministry of "),
    ("the minister of ", "'s embassy"),
    ("Russia, which recognised ", " and their allies, "),
    ("if ", ", then "),
    ("<div>", "</div>"),
    ("<p class=\"", "\">"),
    ("{\"@graph\":[", "]}"),
];
/// What is put between repeated stretches.
const BETWEEN: &[&str] =
    &["", " ", " ", ", ", " and ", " of ", ", who said ", "\n", "\n\n", ". ", " “", "” ", " their ", "<p>", " not "];
/// Characters that break what counts on letters.
const ODD: &[&str] = &[
    "\u{0}",
    "\r",
    "\u{2028}",
    "\u{200d}",
    "\u{301}",
    "\u{202e}",
    "\u{fffd}",
    "\u{feff}",
    "🎈",
    "漢字",
    "İ",
    "ß",
    "ﬁ",
    "\u{a0}",
    "\u{200b}",
    "\t",
    "½",
    "٣",
    "99999999999999999999",
    "0",
    "-1",
    "1e999",
    "31 February 2021",
    "0000-00-00",
    "&#x110000;",
    "&amp",
    "%",
    "$",
    "\\",
];

impl Mutator {
    /// A mutator over seeds, of which there is one at least.
    pub fn new(kind: Kind, seeds: Vec<Vec<u8>>, words: Vec<String>, longest: usize, seed: u64) -> Mutator {
        Mutator { kind, seeds, words, longest, rng: Rng::with_seed(seed) }
    }

    /// The next input.
    pub fn next_input(&mut self) -> Vec<u8> {
        let mut input = match self.kind {
            Kind::Captures => self.captures(),
            Kind::Lexicon => {
                let seed = self.seed().to_vec();
                let (number, text) = seed.split_first().expect("a lexicon has a number");
                let lines = self.lines(&String::from_utf8_lossy(text));
                [&[*number], self.text(lines).as_bytes()].concat()
            }
            Kind::Bytes | Kind::Records => self.seed().to_vec(),
            Kind::Holder | Kind::Pdf => self.with_words(),
            _ => {
                let joined = self.joined();
                self.text(joined).into_bytes()
            }
        };
        let bytes_only = matches!(self.kind, Kind::Bytes | Kind::Records);
        let often = matches!(self.kind, Kind::Holder | Kind::Pdf) && self.rng.bool();
        if bytes_only || often || self.rng.u8(..) < 12 {
            self.change_bytes(&mut input);
        }
        input.truncate(self.longest);
        input
    }

    /// A seed of bytes with a few words put into it, some of them over what stood there.
    fn with_words(&mut self) -> Vec<u8> {
        let mut input = self.seed().to_vec();
        for _ in 0..self.rng.usize(..4) {
            let word = self.words[self.rng.usize(..self.words.len())].clone();
            let at = self.rng.usize(..=input.len());
            let over = self.rng.usize(..=word.len()).min(input.len() - at);
            input.splice(at..at + over, word.bytes());
        }
        input
    }

    /// A changed form of a text, for whoever has a text already.
    pub fn change(&mut self, text: &str) -> String {
        self.text(text.to_string())
    }

    fn seed(&mut self) -> &[u8] {
        let at = self.rng.usize(..self.seeds.len());
        &self.seeds[at]
    }

    /// One to three seeds in a row.
    fn joined(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..self.rng.usize(1..=3) {
            text += &String::from_utf8_lossy(self.seed());
            if self.rng.bool() {
                text.push('\n');
            }
        }
        text
    }

    /// Two to four texts, some of them nearly the same.
    fn captures(&mut self) -> Vec<u8> {
        let mut texts = vec![self.joined()];
        for _ in 0..self.rng.usize(1..=3) {
            let next = if self.rng.bool() { texts[0].clone() } else { self.joined() };
            texts.push(self.text(next));
        }
        texts.join("\x0c").into_bytes()
    }

    /// Lines of a file left out, doubled or swapped, so that what is left is still of the file's form.
    fn lines(&mut self, text: &str) -> String {
        let mut lines: Vec<&str> = text.lines().collect();
        for _ in 0..self.rng.usize(0..4) {
            if lines.len() > 2 {
                let (a, b) = (self.rng.usize(..lines.len()), self.rng.usize(..lines.len()));
                match self.rng.u8(0..3) {
                    0 => drop(lines.remove(a)),
                    1 => lines.insert(a, lines[b]),
                    _ => lines.swap(a, b),
                }
            }
        }
        lines.join("\n") + "\n"
    }

    /// A text changed a few times.
    fn text(&mut self, mut text: String) -> String {
        // Often hardly at all: what is nearly a text is read furthest.
        let times = *self.rng.choice(&[0, 1, 1, 2, 3, 5, 8]).unwrap_or(&1);
        for _ in 0..times {
            text = self.change_once(&text);
            if text.len() > self.longest {
                let end = (0..=self.longest).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
                text.truncate(end);
            }
        }
        text
    }

    fn change_once(&mut self, text: &str) -> String {
        let (from, to) = self.stretch(text);
        let (before, inside, after) = (&text[..from], &text[from..to], &text[to..]);
        match self.rng.u8(0..12) {
            0 => [before, " ", &self.word(), " ", inside, after].concat(),
            1 => [before, &self.word(), after].concat(),
            2 => [before, after].concat(),
            3 => {
                let between = self.between();
                let most = (self.longest / (inside.len() + between.len() + 1)).clamp(2, 400);
                let times = if self.rng.u8(..) < 40 { most } else { self.rng.usize(2..=6.min(most)) };
                [before, &vec![inside; times].join(between), after].concat()
            }
            4 | 5 => {
                let (open, close) = *self.rng.choice(AROUND).unwrap_or(&("", ""));
                let most = (self.longest / (open.len() + close.len())).clamp(1, 300);
                let times = if self.rng.u8(..) < 30 { most } else { self.rng.usize(1..=3.min(most)) };
                // Not all that is opened is closed.
                let closed = if self.rng.bool() { times } else { self.rng.usize(0..=times) };
                [before, &open.repeat(times), inside, &close.repeat(closed), after].concat()
            }
            6 => [before, *self.rng.choice(ODD).unwrap_or(&""), inside, after].concat(),
            7 => {
                let cased = if self.rng.bool() { inside.to_uppercase() } else { inside.to_lowercase() };
                [before, &cased, after].concat()
            }
            8 => {
                let other = self.joined();
                let (from, to) = self.stretch(&other);
                let between = self.between();
                [before, between, &other[from..to], after].concat()
            }
            9 => {
                // A word of this text elsewhere in it: names come back, clauses change their subjects.
                let (a, b) = self.stretch(text);
                [before, &text[a..b], after].concat()
            }
            10 => {
                let words: Vec<String> = (0..self.rng.usize(2..6)).map(|_| self.word()).collect();
                [before, " ", &words.join(self.between()), " ", after].concat()
            }
            _ => [inside, self.between(), before, after].concat(),
        }
    }

    /// A stretch of one to a dozen words; of none where there are none.
    fn stretch(&mut self, text: &str) -> (usize, usize) {
        if text.is_empty() {
            return (0, 0);
        }
        let boundary = |at: usize| (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        let word_start = |at: usize| text[at..].find(' ').map_or(at, |n| at + n + 1);
        let mut from = boundary(self.rng.usize(..text.len()));
        if self.rng.u8(..) > 20 {
            from = word_start(from);
        }
        let mut to = from;
        for _ in 0..*self.rng.choice(&[0, 1, 1, 2, 3, 5, 12]).unwrap_or(&1) {
            to = text[to..].find(' ').map_or(text.len(), |n| to + n + 1);
        }
        (from, to)
    }

    fn word(&mut self) -> String {
        self.rng.choice(&self.words).cloned().unwrap_or_default()
    }

    fn between(&mut self) -> &'static str {
        self.rng.choice(BETWEEN).copied().unwrap_or(" ")
    }

    fn change_bytes(&mut self, bytes: &mut Vec<u8>) {
        let times = *self.rng.choice(&[1, 1, 1, 2, 4]).unwrap_or(&1);
        for _ in 0..times {
            if bytes.is_empty() {
                return bytes.push(self.rng.u8(..));
            }
            let at = self.rng.usize(..bytes.len());
            let end = (at + self.rng.usize(..24)).min(bytes.len());
            match self.rng.u8(0..7) {
                0 => bytes[at] ^= 1 << self.rng.u8(0..8),
                1 => bytes[at] = self.rng.u8(..),
                2 => bytes.insert(at, self.rng.u8(..)),
                3 => drop(bytes.drain(at..end)),
                4 => {
                    let copied = bytes[at..end].to_vec();
                    let to = self.rng.usize(..bytes.len());
                    bytes.splice(to..to, copied);
                }
                5 => bytes[at] = *self.rng.choice(&[0, 0x7f, 0x80, 0xff, 0xc0, 0xdc, 0xdd, 0xde, 0xdf]).unwrap_or(&0),
                _ => bytes.truncate(at.max(1)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_are_the_same_every_time_and_no_longer_than_asked() {
        let mutator =
            || Mutator::new(Kind::Text, vec![b"Russia recognised the Taliban.".to_vec()], vec!["envoy".into()], 90, 1);
        let inputs = |mut mutator: Mutator| -> Vec<Vec<u8>> { (0..500).map(|_| mutator.next_input()).collect() };
        let all = inputs(mutator());
        assert_eq!(all, inputs(mutator()));
        assert!(all.iter().all(|input| input.len() <= 90));
        assert!(all.iter().collect::<std::collections::HashSet<_>>().len() > 300);
    }
}
