//! What happens and where, by other words than those of the text.
//!
//! In: `stories/kinds.txt`, `people/states.tsv`, and the content words of a telling. Out: terms beside its words: of "missiles hit the Ukrainian capital" the kind
//! *attack* and the city *Kyiv*; of "nine killed in strikes on Kyiv" the kind *attack*.
//!
//! A capital is known by the words of its state beside "capital"; a state of two words by both ("the South Sudanese capital"). Which city it is today is the list's to say: the first
//! it names.

use super::words::{each_word, hash_word, mix};
use rustc_hash::{FxHashMap, FxHashSet};

/// Words of kinds of happenings, and of capitals.
#[derive(Clone, Debug, Default)]
pub struct Kinds {
    /// By word: its kinds, and whether it tells one alone.
    kinds: FxHashMap<u64, Vec<(u64, bool)>>,
    /// By the words of a state, mixed: the words of its capital.
    capitals: FxHashMap<u64, Vec<u64>>,
    /// Names of days and months, and years.
    dates: FxHashSet<u64>,
    /// The terms that are kinds.
    names: FxHashSet<u64>,
    /// Kinds that happen at one place.
    placed: FxHashSet<u64>,
    /// Words of capitals.
    cities: FxHashSet<u64>,
    capital: u64,
}

/// Words of a state's name that are looked at.
const LONGEST: usize = 3;
/// Capitals of a text that are looked at.
const MOST_CITIES: usize = 4;
/// Numbers that are read as years.
const FIRST_YEAR: u32 = 1900;
const LAST_YEAR: u32 = 2100;

impl Kinds {
    /// Reads the kinds; capitals are added by [`Kinds::with_states`].
    ///
    /// # Errors
    /// One line naming the line and what is wrong: a word before the first section.
    pub fn read(list: &str) -> Result<Kinds, String> {
        let mut found = Kinds { capital: hash_word("capital"), ..Kinds::default() };
        let name_of = |name: &str| name.bytes().fold(0x6b69_6e64, |sum, byte| mix(sum, u64::from(byte)));
        let dates = name_of("dates");
        found.dates.extend((FIRST_YEAR..LAST_YEAR).map(|year| hash_word(&year.to_string())));
        let mut kind = None;
        for (at, line) in list.lines().enumerate().map(|(at, line)| (at + 1, line.trim())) {
            if line.is_empty() || line.starts_with(['#', '+', '-']) {
                continue;
            }
            if let Some(name) = line.strip_prefix('[') {
                let name = name.trim_end_matches(']');
                kind = Some(name_of(name.trim_end_matches('*')));
                found.names.extend(kind);
                found.placed.extend(kind.filter(|_| name.ends_with('*')));
                continue;
            }
            let kind = kind.ok_or_else(|| format!("line {at}: words stand under a kind like [flood]"))?;
            if kind == dates {
                found.dates.extend(words_of(line));
                continue;
            }
            for word in line.split_whitespace() {
                let (word, alone) = word.strip_suffix('?').map_or((word, true), |word| (word, false));
                let kinds = found.kinds.entry(hash_word(word)).or_default();
                if !kinds.contains(&(kind, alone)) {
                    kinds.push((kind, alone));
                }
            }
        }
        Ok(found)
    }

    /// Adds the capitals of `people/states.tsv`: columns `name`, `names`, `demonyms`, `capitals`, forms parted by `|`.
    pub fn with_states(mut self, table: &str) -> Kinds {
        let mut rows = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let header: Vec<&str> = rows.next().unwrap_or_default().split('\t').collect();
        let column = |name: &str| header.iter().position(|column| *column == name);
        let columns = (column("name"), column("names"), column("demonyms"), column("capitals"));
        let (Some(name), Some(names), Some(demonyms), Some(capitals)) = columns else { return self };
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            let forms = |at: usize| cells.get(at).into_iter().flat_map(|cell| cell.split('|')).map(str::trim);
            let Some(city) = forms(capitals).next().filter(|city| !city.is_empty()) else { continue };
            let city = words_of(city);
            self.cities.extend(city.iter().copied());
            for form in forms(name).chain(forms(names)).chain(forms(demonyms)) {
                let words = words_of(form);
                if (1..=LONGEST).contains(&words.len()) {
                    self.capitals.entry(mix_all(&words)).or_insert_with(|| city.clone());
                }
            }
        }
        self
    }

    /// The kinds of happenings that content words tell of, in order of their hashes.
    pub fn kinds_in(&self, words: &[u64]) -> Vec<u64> {
        let mut told: Vec<(u64, bool, u64)> = Vec::new();
        for word in words {
            told.extend(self.kinds.get(word).into_iter().flatten().map(|(kind, alone)| (*kind, *alone, *word)));
        }
        told.sort_unstable();
        told.dedup();
        let kinds = told.chunk_by(|one, other| one.0 == other.0);
        kinds.filter(|same| same.len() > 1 || same[0].1).map(|same| same[0].0).collect()
    }

    /// Words of the capitals that content words mean without naming them: "the Peruvian capital", "capital of Peru".
    pub fn capitals_in(&self, words: &[u64]) -> Vec<u64> {
        let mut found: Vec<u64> = Vec::new();
        for at in (0..words.len()).filter(|at| words[*at] == self.capital) {
            let before = (1..=LONGEST.min(at)).rev().map(|length| &words[at - length..at]);
            let behind = (1..=LONGEST).rev().filter_map(|length| words.get(at + 1..at + 1 + length));
            let city = before.chain(behind).find_map(|near| self.capitals.get(&mix_all(near)));
            found.extend(city.into_iter().flatten());
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What happened in which capital: a term for each kind that happens at one place and each capital named or meant. Two raids on one capital in one week are mostly one; `kinds` and
    /// `cities` are those of [`Kinds::kinds_in`] and [`Kinds::capitals_in`].
    pub fn kinds_at(&self, words: &[u64], kinds: &[u64], cities: &[u64]) -> Vec<u64> {
        let named = words.iter().filter(|word| self.cities.contains(word));
        let mut cities: Vec<u64> = named.chain(cities).copied().collect();
        cities.sort_unstable();
        cities.dedup();
        cities.truncate(MOST_CITIES);
        let placed = kinds.iter().filter(|kind| self.placed.contains(kind));
        placed.flat_map(|kind| cities.iter().map(|city| mix(*kind, *city))).collect()
    }

    /// Whether a word only dates: that two things were on one day is told by their days.
    pub fn is_date(&self, word: u64) -> bool {
        self.dates.contains(&word)
    }

    /// Whether a term is a kind.
    pub fn is_kind(&self, term: u64) -> bool {
        self.names.contains(&term)
    }
}

fn words_of(form: &str) -> Vec<u64> {
    let mut words = Vec::new();
    each_word(form, |hash, _, _, _| words.push(hash));
    words
}

fn mix_all(words: &[u64]) -> u64 {
    words.iter().fold(words.len() as u64, |sum, word| mix(sum, *word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: &str = include_str!("../../lexicons/stories/kinds.txt");
    const STATES: &str = include_str!("../../lexicons/people/states.tsv");

    #[test]
    fn examples_of_kinds_hold() {
        let kinds = Kinds::read(KINDS).unwrap();
        let mut kind = 0;
        for line in KINDS.lines() {
            if let Some(name) = line.strip_prefix('[') {
                kind = name
                    .trim_end_matches(']')
                    .trim_end_matches('*')
                    .bytes()
                    .fold(0x6b69_6e64, |sum, byte| mix(sum, u64::from(byte)));
            }
            if let Some((example, expected)) =
                line.strip_prefix("+ ").map(|text| (text, true)).or(line.strip_prefix("- ").map(|text| (text, false)))
            {
                assert_eq!(kinds.kinds_in(&words_of(example)).contains(&kind), expected, "{example}");
            }
        }
    }

    #[test]
    fn capitals_are_known_by_their_states() {
        let kinds = Kinds::read(KINDS).unwrap().with_states(STATES);
        let content = |text: &str| {
            let mut words = words_of(text);
            words.retain(|word| ![hash_word("of"), hash_word("the")].contains(word));
            words
        };
        let check = |text: &str, city: &str| {
            let mut expected = words_of(city);
            expected.sort_unstable();
            assert_eq!(kinds.capitals_in(&content(text)), expected, "{text}");
        };
        check("fire in the Peruvian capital", "Lima");
        check("Peru's capital", "Lima");
        check("the capital of Ghana", "Accra");
        check("the South Korean capital", "Seoul");
        check("the capital of the firm", "");
    }
}
