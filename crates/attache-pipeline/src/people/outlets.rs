//! The stems of an outlet's name: what its editions, sections and address have in common.
//!
//! In: a name as a page gives it. Out: stems, the fullest first. "The Oxmoor Post World" has `oxmoorpostworld` and `oxmoorpost`, "oxmoorpost.com" has `oxmoorpost`.
//!
//! Whether a stem is an outlet is not told here: "Sky News" is no section of a "Sky", unless somebody is called so (`ledger/outlets.rs`). An address in initials ("oxp.example") is nobody's.

use super::media::Media;
use super::spelling::fold;
use crate::page::outlet::registrable_domain;

/// Words of a name that are looked at.
const MOST_WORDS: usize = 12;

/// The stems of a name, the fullest first, each once; none of a name without letters. Linear.
pub fn stems_of(name: &str, media: &Media) -> Vec<String> {
    let name = name.trim();
    let mut stems: Vec<String> = Vec::new();
    let mut add = |stem: String| {
        if !stem.is_empty() && !stems.contains(&stem) {
            stems.push(stem);
        }
    };
    if let Some(label) = address_label(name) {
        let bare = label.strip_prefix("the").filter(|bare| bare.len() > 3).map(str::to_string);
        add(label);
        bare.into_iter().for_each(add);
        return stems;
    }
    let words: Vec<String> = words_of(name);
    let bare = |words: &[String]| {
        let from = usize::from(words.len() > 1 && words[0] == "the");
        words[from..].concat()
    };
    add(bare(&words));
    // "The Oxmoor Post | World", "Oxmoor Post (Africa edition)".
    let part = name.split(['|', '(', '/', '–', '—', '·', ':']).next().unwrap_or("");
    let part = words_of(part.split(" - ").next().unwrap_or(""));
    for words in [words, part] {
        let sections = words.iter().rev().take_while(|word| media.is_section(word)).count();
        (0..=sections.min(words.len().saturating_sub(1))).for_each(|cut| add(bare(&words[..words.len() - cut])));
    }
    stems
}

fn words_of(name: &str) -> Vec<String> {
    let words = name.split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’');
    words.map(fold).filter(|word| !word.is_empty()).take(MOST_WORDS).collect()
}

/// "oxmoorpost" of "www.oxmoorpost.co.uk/world".
pub fn address_label(name: &str) -> Option<String> {
    let is_address = name.contains('.') && !name.contains(char::is_whitespace) && !name.ends_with('.');
    let url = if name.contains("://") { name.to_string() } else { format!("https://{name}") };
    let domain = registrable_domain(&url).filter(|_| is_address)?;
    domain.split('.').next().map(fold).filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::LEXICONS;

    #[track_caller]
    fn check(name: &str, expected: &[&str]) {
        assert_eq!(stems_of(name, &LEXICONS.media), expected, "{name}");
    }

    #[test]
    fn editions_sections_and_addresses_have_a_stem_in_common() {
        check("Oxmoor Post", &["oxmoorpost"]);
        check("The Oxmoor Post World", &["oxmoorpostworld", "oxmoorpost"]);
        check("Oxmoor Post (Africa edition)", &["oxmoorpostafricaedition", "oxmoorpostafrica", "oxmoorpost"]);
        check("Oxmoor Post | Politics", &["oxmoorpostpolitics", "oxmoorpost"]);
        check("oxmoorpost.com", &["oxmoorpost"]);
        check("www.theoxmoorpost.co.uk", &["theoxmoorpost", "oxmoorpost"]);
        check("Sky News", &["skynews", "sky"]);
        check("The Sunday Post", &["sundaypost"]);
        check("World", &["world"]);
        check("…", &[]);
    }
}
