//! Names as letters: what two spellings of one name share.
//!
//! In: words. Out: folded forms, and whether two can be one name. "Zabiullah" and "Zabihullah" can, "Hague" and "Haig" cannot.
//!
//! It knows no transliteration tables: a name that every transcriber spells otherwise in every word stays apart.

/// Letters without marks, in lower case; nothing for signs.
pub fn fold(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    word.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two folded words can be one name, spelled by two transcribers: equal, an initial, or one letter in six apart.
pub fn is_variant(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.chars().count() == 1 {
        return long.starts_with(short);
    }
    let allowed = short.chars().count() / 6;
    allowed > 0 && a.chars().next() == b.chars().next() && is_within(a, b, allowed)
}

/// Whether at most `allowed` letters must be changed, put in or taken out (Levenshtein). Quadratic in the words' letters, which are few.
pub fn is_within(a: &str, b: &str, allowed: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(40).collect(), b.chars().take(40).collect());
    if a.len().abs_diff(b.len()) > allowed {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let changed = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()] <= allowed
}

/// White space as single spaces.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        assert!(is_variant("zabiullah", "zabihullah") && is_variant("muttaqi", "mottaqi") && is_variant("j", "john"));
        assert!(!is_variant("hague", "haig") && !is_variant("kim", "kin") && !is_variant("ann", "john"));
        assert_eq!(fold("Erdoğan"), "erdogan");
    }
}
