//! What can be told of each line by looking at it alone.
//!
//! In: a [`Page`]. Out: one [`LineFacts`] a line. "READ: Border towns brace for winter" has six words, no closing mark,
//! and the wording of a promo.

use super::cues::{Cue, CueKind};
use super::lexicon::ArticleLexicon;
use crate::page::Page;
use crate::page::line::{self, is_of_word};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// Facts of one line.
#[derive(Clone, Debug, Default)]
pub struct LineFacts {
    /// How many words it has.
    pub words: u32,
    /// Share of its words that are links, 0-1.
    pub link_share: f32,
    /// Closes like a sentence.
    pub closed: bool,
    /// Ends with a colon.
    pub colon: bool,
    /// Marks within it that end a sentence.
    pub sentences: u32,
    /// How many commas it has: prose has some, a menu none.
    pub commas: u32,
    /// Share of closed-class words, 0-1.
    pub function_share: f32,
    /// Share of words that begin with a capital, 0-1.
    pub capital_share: f32,
    /// Share of characters that are digits, 0-1.
    pub digit_share: f32,
    /// Share of letters that are capitals, 0-1.
    pub upper_share: f32,
    /// First character: 0 other, 1 lower case, 2 upper case, 3 digit, 4 quotation mark, 5 bullet or dash.
    pub opening: u8,
    /// Signs that running prose lacks: `|`, `©`, `@`, `»`, `/`, an address.
    pub odd_signs: u32,
    /// Mean length of a word, in characters.
    pub word_length: f32,
    /// Wordings it matches: bits by [`CueKind`], twice the width: certain ones above.
    cues: u64,
    /// How many lines of the page read the same.
    pub repeats: u32,
    /// Hash of its words, case folded.
    pub fold: u64,
}

const CERTAIN: u32 = 32;

impl LineFacts {
    /// Whether the wording hints at `kind`.
    pub fn hints(&self, kind: CueKind) -> bool {
        self.cues >> kind as u32 & 1 == 1
    }

    /// Whether the wording makes the line `kind` whatever stands around.
    pub fn is_surely(&self, kind: CueKind) -> bool {
        self.cues >> (kind as u32 + CERTAIN) & 1 == 1
    }

    /// The kind of furniture the wording makes it for certain.
    pub fn sure_kind(&self) -> Option<CueKind> {
        // The more telling kinds first: a share bar also reads like a menu.
        const ORDER: [CueKind; 10] = [
            CueKind::Marker,
            CueKind::Advert,
            CueKind::Comments,
            CueKind::Share,
            CueKind::Related,
            CueKind::Promo,
            CueKind::Tags,
            CueKind::Caption,
            CueKind::Other,
            CueKind::Menu,
        ];
        ORDER.into_iter().find(|kind| self.is_surely(*kind))
    }

    /// A line of running prose: long enough, closed, with closed-class words.
    pub fn is_prose(&self) -> bool {
        self.words >= 8 && self.closed && self.link_share < 0.5 && self.function_share > 0.15
    }

    fn add(&mut self, cue: Cue) {
        self.cues |= 1 << cue.kind as u32;
        if cue.certain {
            self.cues |= 1 << (cue.kind as u32 + CERTAIN);
        }
    }
}

/// Looks at every line of a page. Linear in its text.
pub fn look_at_lines(page: &Page, lexicon: &ArticleLexicon) -> Vec<LineFacts> {
    let mut facts: Vec<LineFacts> = page
        .lines
        .iter()
        .map(|line| {
            let text = page.quote(line.span);
            let mut facts = LineFacts { words: line.words, ..LineFacts::default() };
            facts.link_share = line.link_words as f32 / line.words.max(1) as f32;
            count_signs(text, &mut facts);
            count_words(text, &mut facts, lexicon);
            lexicon.cues.read(text, |cue| facts.add(cue));
            facts
        })
        .collect();
    let mut repeats: FxHashMap<u64, u32> = FxHashMap::default();
    for line in &facts {
        *repeats.entry(line.fold).or_default() += 1;
    }
    for line in &mut facts {
        line.repeats = repeats.get(&line.fold).copied().unwrap_or(1);
    }
    facts
}

/// Marks that end a sentence, in all scripts that news is written in (Unicode's `Sentence_Terminal` without what only old scripts have).
const STOPS: &[char] = &[
    '.', '!', '?', '…', '。', '！', '？', '．', '｡', '؟', '۔', '।', '॥', '։', '።', '፧', '။', '។', '៕', '།', '᠃',
    '\u{37e}',
];
/// Marks that may stand after the end of a sentence.
const CLOSERS: &[char] = &[
    '"', '\'', '”', '’', '»', '«', ')', ']', '“', '‘', '›', '*', ' ', '」', '』', '】', '）', '］', '》', '〉', '〕',
    '｣', '＂', '″',
];
/// Longer words are no closed-class words of any language, in bytes.
const LONGEST_FUNCTION_WORD: usize = 24;
/// A line without stops is prose with so many words.
const FEWEST_STOPLESS: u32 = 12;

/// Hash of a text's words, case folded, as [`LineFacts::fold`] has it.
pub fn fold(text: &str) -> u64 {
    let mut hash = FxHasher::default();
    words(text).for_each(|word| word.to_lowercase().hash(&mut hash));
    hash.finish()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_of_word(c) && c != '\'' && c != '’').filter(|word| !word.is_empty())
}

/// Whether a text closes like a sentence, quotation marks and brackets after its point allowed.
pub fn is_closed(text: &str) -> bool {
    let bare = text.trim_end_matches(CLOSERS);
    bare.ends_with(STOPS)
}

fn count_signs(text: &str, facts: &mut LineFacts) {
    let (mut letters, mut upper, mut digits, mut signs) = (0u32, 0u32, 0u32, 0u32);
    let mut ended = false;
    for c in text.chars() {
        signs += 1;
        if ended && c.is_whitespace() {
            facts.sentences += 1;
        }
        ended = false;
        match c {
            // Most signs by far.
            'a'..='z' => letters += 1,
            'A'..='Z' => {
                letters += 1;
                upper += 1;
            }
            ' ' => {}
            '0'..='9' => digits += 1,
            // Scripts that write no spaces have none after a stop either.
            '。' | '！' | '？' | '｡' => facts.sentences += 1,
            '.' | '!' | '?' => ended = true,
            ',' | '،' | '、' | '，' | '၊' => facts.commas += 1,
            '|' | '©' | '@' | '»' | '›' | '/' | '→' | '#' | '•' | '®' | '™' => facts.odd_signs += 1,
            _ if c.is_alphabetic() => {
                letters += 1;
                upper += u32::from(c.is_uppercase());
            }
            _ if STOPS.contains(&c) => ended = true,
            _ => {}
        }
    }
    facts.closed = is_closed(text);
    facts.colon = text.ends_with([':', '：']);
    facts.digit_share = digits as f32 / signs.max(1) as f32;
    facts.upper_share = upper as f32 / letters.max(1) as f32;
    facts.word_length = (letters + digits) as f32 / facts.words.max(1) as f32;
    facts.opening = match text.chars().next() {
        Some(c) if c.is_lowercase() => 1,
        Some(c) if c.is_alphabetic() => 2,
        Some(c) if c.is_ascii_digit() => 3,
        Some('"' | '“' | '‘' | '\'' | '«' | '„') => 4,
        Some('-' | '–' | '—' | '•' | '*' | '·' | '▪' | '►' | '→') => 5,
        _ => 0,
    };
}

fn count_words(text: &str, facts: &mut LineFacts, lexicon: &ArticleLexicon) {
    let (mut all, mut function, mut capital) = (0u32, 0u32, 0u32);
    let mut lower = String::with_capacity(24);
    let mut hash = FxHasher::default();
    let (mut pieces, mut stopless) = (0, false);
    for word in words(text) {
        let Some(first) = word.chars().next() else { continue };
        capital += u32::from(first.is_uppercase());
        lower.clear();
        if word.is_ascii() {
            all += 1;
            lower.push_str(word);
            lower.make_ascii_lowercase();
        } else {
            all += line::count_words(word);
            if let Some(script) = lexicon.scripts.of(first) {
                stopless |= script.is_stopless;
                pieces += lexicon.scripts.count_pieces(word);
            }
            lower.push_str(&word.to_lowercase());
        }
        function += u32::from(lower.len() <= LONGEST_FUNCTION_WORD && lexicon.function_words.has(&lower));
        lower.hash(&mut hash);
    }
    // A line of a script without stops is closed where it is long and full of grammar.
    facts.closed |= stopless && all >= FEWEST_STOPLESS && pieces * 5 >= all;
    facts.function_share = ((function + pieces) as f32 / all.max(1) as f32).min(1.0);
    facts.capital_share = capital as f32 / all.max(1) as f32;
    facts.fold = hash.finish();
}
