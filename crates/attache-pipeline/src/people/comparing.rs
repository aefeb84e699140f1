//! Whether two names can be one person's.
//!
//! In: folded words of names. Out: yes or no, and keys under which names that can be one are found together. "Zabihullah Mujahid" and
//! "Zabiullah Mujahed" can, "Mohammad Hasan" and "Mohammad Hussein" cannot.
//!
//! It knows no nicknames and no change of name; whether they *are* one is decided by `persons.rs` and `utterance.rs`.

use crate::people::spelling::{fold, is_variant, is_within};

/// A transcribed word has at least this many letters before its vowels may all differ.
const SHORTEST_TRANSCRIBED: usize = 4;
/// Letters that two transcriptions of one word differ in, at most.
const MOST_CHANGED: usize = 2;

/// The folded words of a name.
pub fn words_of(name: &str) -> Vec<String> {
    name.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
}

/// Whether the words of the shorter name are all in the longer one, allowing for transcription.
pub fn is_within_name(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && short.iter().all(|word| long.iter().any(|other| is_variant(word, other)))
}

/// Whether two names of two words or more can be one: each word of the shorter has its own in the longer, and they begin or end alike. One
/// word may be another transcription ("Sergei", "Sergey"), if `transcribed`.
pub fn may_be_one(a: &[String], b: &[String], transcribed: bool) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 2 {
        return false;
    }
    let mut free: Vec<&String> = long.iter().collect();
    let mut spare = usize::from(transcribed);
    for word in short {
        let plain = free.iter().position(|other| is_variant(word, other));
        let other = plain.or_else(|| free.iter().position(|other| spare > 0 && is_transcribed(word, other)));
        let Some(other) = other else { return false };
        spare -= usize::from(plain.is_none());
        free.remove(other);
    }
    let alike = |a: Option<&String>, b: Option<&String>| {
        a.zip(b).is_some_and(|(a, b)| is_variant(a, b) || transcribed && is_transcribed(a, b))
    };
    short.len() == long.len() || alike(short.last(), long.last()) || alike(short.first(), long.first())
}

/// Whether two words differ in vowels, doubled letters and such alone.
fn is_transcribed(a: &str, b: &str) -> bool {
    let long_enough = |word: &str| word.chars().count() >= SHORTEST_TRANSCRIBED;
    long_enough(a) && long_enough(b) && skeleton(a) == skeleton(b) && is_within(a, b, MOST_CHANGED)
}

/// What transcribers agree on: the first letter and the consonants behind it, without "h" and doubling.
pub fn skeleton(word: &str) -> String {
    let mut kept = String::new();
    let mut last = ' ';
    for (at, letter) in word.chars().enumerate() {
        let letter = match letter {
            'w' => 'v',
            'q' => 'k',
            'j' if at > 0 => 'y',
            other => other,
        };
        if at == 0 || letter != last && !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h') {
            kept.push(letter);
        }
        last = letter;
    }
    kept
}

/// Keys of a name of two words or more: two that can be one share at least one. Quadratic in its words, which are few.
pub fn keys_of(words: &[String]) -> Vec<String> {
    let bones: Vec<String> = words.iter().take(MOST_WORDS).map(|word| skeleton(word)).collect();
    let mut keys = Vec::new();
    for (at, a) in bones.iter().enumerate() {
        for b in &bones[at + 1..] {
            let (a, b) = if a <= b { (a, b) } else { (b, a) };
            keys.push(format!("{a} {b}"));
        }
    }
    // "J. Biden"
    if let (Some(initial), Some(last)) = (words.first().and_then(|word| word.chars().next()), bones.last()) {
        keys.push(format!("{initial}. {last}"));
    }
    keys.sort();
    keys.dedup();
    keys
}

/// Words of a name that are looked at.
const MOST_WORDS: usize = 7;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, expected: bool) {
        let (a, b) = (words_of(a), words_of(b));
        assert_eq!(may_be_one(&a, &b, true), expected, "{a:?} {b:?}");
        assert_eq!(may_be_one(&b, &a, true), expected, "{b:?} {a:?}");
        if expected {
            assert!(keys_of(&a).iter().any(|key| keys_of(&b).contains(key)), "{a:?} {b:?}: no key shared");
        }
    }

    #[test]
    fn variants_of_full_names() {
        check("Sergei Lavrov", "Sergey Viktorovich Lavrov", true);
        check("Mohammad Hasan Akhund", "Hassan Akhund", true);
        check("Zabihullah Mujahid", "Zabiullah Mujahed", true);
        check("Maria Zakharova", "Mariya Zakharova", true);
        check("Wang Yi", "Yi Wang", true);
        check("J Biden", "Joe Biden", true);
        check("Recep Tayyip Erdoğan", "Tayyip Erdogan", true);
    }

    #[test]
    fn other_people() {
        check("Mohammad Hasan", "Mohammad Hussein", false);
        check("George Bush", "Barbara Bush", false);
        check("Wang Yi", "Wang Wenbin", false);
        check("Abdul Ghani", "Ghani Baradar Abdul", false);
        check("Kabulov", "Zamir Kabulov", false);
    }
}
