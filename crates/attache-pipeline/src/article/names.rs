//! Persons' names out of bylines.
//!
//! In: a byline as written or as metadata gives it. Out: the names. "By ANN LEE and Omar Haddad | Staff Writers" names
//! Ann Lee and Omar Haddad, as written. "Meridian staff" is a name here; whether it is a newsroom, [`BylineWords`] says.

use crate::lexicon::rows;
use crate::page::line::is_of_word;
use regex::Regex;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Bylines beyond this many names are lists of something else.
const MOST: usize = 12;

#[allow(clippy::unwrap_used)] // the patterns are constants, compiled by the tests
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:(?:article |story |written |posted |reported |published |words |text |post |created |submitted |reviewed |edited |updated |guest post |medically reviewed )*by|author|authors|posted by|von|par|por|di|da|autor|auteur|redaktion|текст|автор|yazar)\b\s*:?\s*").unwrap()
});
#[allow(clippy::unwrap_used)]
static SPLIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*(?:;|\||,|•|·|/|\s[–—-]\s|\band\b|&|\bund\b|\bet\b|\by\b|\bwith\b|\n)\s*").unwrap()
});
/// What follows a name on its line: brackets, "on Tuesday", "in Kabul", a day, "5 min read".
#[allow(clippy::unwrap_used)]
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\s*(?:\(.*|\b(?:on\s+)?(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b.*",
        r"|\b(?:on\s+)?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?\s*\d.*",
        r"|\b(?:published|updated|posted|sponsored|last)\b.*|\sin\s+(?-i:\p{Lu}).*|\bon\s+\d.*|\b\d{1,2}(?:st|nd|rd|th)?\b.*|\s\d{4}\b.*|\b\d+ min.*)$"
    ))
    .unwrap()
});
/// What stands in names' places beside articles.
#[allow(clippy::unwrap_used)]
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:min(?:ute)?s? read|comments?|views?|share|follow|subscribe|email|twitter|facebook|linkedin|read more|shares?|followers?|full bio|see all|view all|follow us|posts?|articles?)\b").unwrap()
});
/// "ByDaryl Austin": the word glued to the name.
#[allow(clippy::unwrap_used)]
static GLUED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\W*By(\p{Lu}\p{Ll})").unwrap());

/// What a word of a byline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Sort {
    Post,
    Rank,
    Credential,
    Newsroom,
    Login,
    Paper,
    Section,
}

/// The words of `article/bylines.tsv`.
pub struct BylineWords {
    words: FxHashMap<String, Vec<Sort>>,
}

impl BylineWords {
    pub(crate) fn parse(text: &str) -> Result<BylineWords, String> {
        let mut words: FxHashMap<String, Vec<Sort>> = FxHashMap::default();
        for (at, cells) in rows(text) {
            let [sort, list] = cells[..] else { return Err(format!("line {at}: two columns wanted (what, words)")) };
            let sort = match sort {
                "post" => Sort::Post,
                "rank" => Sort::Rank,
                "credential" => Sort::Credential,
                "newsroom" => Sort::Newsroom,
                "login" => Sort::Login,
                "paper" => Sort::Paper,
                "section" => Sort::Section,
                _ => return Err(format!("line {at}: {sort} is nothing a byline's word can be")),
            };
            for word in list.split_whitespace() {
                words.entry(word.to_string()).or_default().push(sort);
            }
        }
        Ok(BylineWords { words })
    }

    fn is(&self, word: &str, sort: Sort) -> bool {
        self.words.get(&word.to_lowercase()).is_some_and(|sorts| sorts.contains(&sort))
    }

    fn has(&self, name: &str, sort: Sort) -> bool {
        name.split(|c: char| c.is_whitespace() || c == '-').any(|word| self.is(word, sort))
    }

    /// Whether a name is that of a desk: "Courier Staff", "Redaktion".
    pub fn is_newsroom(&self, name: &str) -> bool {
        self.has(name, Sort::Newsroom)
    }

    /// Whether a name is an account of a publishing system: "admin", "NOC Admin".
    pub fn is_login(&self, name: &str) -> bool {
        let words = name.split_whitespace().count();
        self.is(name, Sort::Login)
            || words == 2
                && name
                    .split(' ')
                    .next_back()
                    .is_some_and(|word| self.is(word, Sort::Login) && word.to_lowercase().starts_with("admin"))
    }

    /// Whether a name is a newspaper's by its words: "The Orrin Courier", and not "World News".
    pub fn is_paper(&self, name: &str) -> bool {
        let words: Vec<&str> = name.split_whitespace().collect();
        let capital = |word: &&str| {
            word.starts_with(char::is_uppercase) || matches!(*word, "of" | "the" | "and" | "&" | "de" | "du")
        };
        (2..=5).contains(&words.len())
            && words.iter().all(capital)
            && !words.iter().any(|word| self.is(word, Sort::Section))
            && words.iter().skip(1).any(|word| self.is(word, Sort::Paper))
    }

    /// A name without the posts, ranks and credentials around it: "Staff Writer Ann Lee, RN" is Ann Lee.
    fn bare<'n>(&self, name: &'n str) -> &'n str {
        let mut words = Vec::new();
        let mut at = 0;
        for word in name.split_inclusive(char::is_whitespace) {
            let bare = word.trim_matches(|c: char| c.is_whitespace() || c == ',');
            if !bare.is_empty() {
                words.push((at, at + bare.len(), bare));
            }
            at += word.len();
        }
        let is_capital = |word: &str| word.contains('.') || word.chars().filter(|c| c.is_uppercase()).count() >= 2;
        while words.len() > 2
            && words.last().is_some_and(|(_, _, word)| is_capital(word) && self.is(word, Sort::Credential))
        {
            words.pop();
        }
        let cut = |word: &str| self.is(word, Sort::Post) || self.is(word, Sort::Rank);
        // "Melitta Jansen Senior Reporter": a post behind the name, with its rank.
        let ranked = words.first().is_some_and(|(_, _, word)| cut(word));
        let behind =
            words.iter().skip(if ranked { words.len() } else { 2 }).position(|(_, _, word)| cut(word)).map(|at| at + 2);
        if let Some(from) = behind.filter(|from| words[*from..].iter().any(|(_, _, word)| self.is(word, Sort::Post))) {
            words.truncate(from);
        }
        // "Political Editor Ann Lee": a post before it.
        let before = words.iter().take_while(|(_, _, word)| cut(word)).count();
        let post = words[..before].iter().any(|(_, _, word)| self.is(word, Sort::Post));
        if post && words.len() - before >= 2 {
            words.drain(..before);
        }
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => &name[first.0..last.1],
            _ => "",
        }
    }
}

/// The names in a byline, as written, each once.
pub fn names_in(byline: &str, words: &BylineWords) -> Vec<String> {
    if heads_list(byline, words) {
        return Vec::new();
    }
    if byline.contains("://") {
        return Vec::new();
    }
    let unglued = GLUED.replace(byline.trim(), "$1");
    let bare = LEAD.replace(&unglued, "");
    let mut names: Vec<String> = Vec::new();
    for piece in SPLIT.split(&bare) {
        let piece = TAIL.replace(piece, "");
        let name = LEAD.replace(piece.trim(), "");
        let name = name.trim_matches(|c: char| !is_of_word(c) && c != '.' && c != ')');
        // Behind a name, a piece with a post describes: "Ann Lee, Former Ministry Reporter".
        let name = if names.is_empty() { words.bare(name) } else { name };
        let credential = !names.is_empty() && words.is(name, Sort::Credential);
        if is_name(name, words) && !credential && !names.iter().any(|known| known == name) {
            names.push(name.to_string());
        }
    }
    // "Ann Lee Staff Writer" beside "Ann Lee" is Ann Lee once more.
    let shorter = names.clone();
    names.retain(|name| {
        !shorter.iter().any(|other| name.len() > other.len() + 1 && name.starts_with(&format!("{other} ")))
    });
    names.truncate(MOST);
    names
}

/// "More from The Courier", "Latest in Sport": what heads a list.
fn heads_list(text: &str, words: &BylineWords) -> bool {
    let mut first = text.split_whitespace().map(str::to_lowercase);
    first.next().is_some_and(|word| words.is(&word, Sort::Section))
        && first.next().is_some_and(|word| matches!(word.as_str(), "from" | "by" | "in" | "on"))
}

/// Whether a text can be a name: few words, a letter, no address, no role, no number.
fn is_name(text: &str, words: &BylineWords) -> bool {
    let count = text.split_whitespace().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (1..=6).contains(&count)
        && letters >= 2
        && text.len() <= 70
        && !text.contains(['@', '=', '{', '<', ':'])
        && !text.contains("http")
        && !text.contains("www.")
        && !text.chars().next().is_some_and(|c| c.is_ascii_digit())
        && !((OTHER.is_match(text) || words.has(text, Sort::Post)) && count <= 5 && !text.ends_with("Team"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::LEXICONS;

    #[track_caller]
    fn check(byline: &str, expected: &[&str]) {
        assert_eq!(names_in(byline, &LEXICONS.article.bylines), expected, "{byline}");
    }

    #[test]
    fn bylines() {
        check("By Ann Lee", &["Ann Lee"]);
        check("By ANN LEE and Omar Haddad | Staff Writers", &["ANN LEE", "Omar Haddad"]);
        check("Written by: Ann Lee, Senior Editor", &["Ann Lee"]);
        check("Ann Lee, Omar Haddad & Li Wei", &["Ann Lee", "Omar Haddad", "Li Wei"]);
        check("Ann Lee on March 3, 2021", &["Ann Lee"]);
        check("https://facebook.com/annlee", &[]);
        check("5 min read", &[]);
        check("Ann Lee December 2", &["Ann Lee"]);
        check("Omar Haddad on Tuesday, August 29, 2017", &["Omar Haddad"]);
        check("Dec 17", &[]);
    }

    #[test]
    fn posts_and_credentials_are_no_names() {
        check("Melitta Jansen Senior Reporter", &["Melitta Jansen"]);
        check("Political Editor Ann Lee", &["Ann Lee"]);
        check("Ann Lee RN, BSN", &["Ann Lee"]);
        check("Center for Rivers", &["Center for Rivers"]);
        check("Md Aynal Haque", &["Md Aynal Haque"]);
        check("ByDaryl Austin", &["Daryl Austin"]);
        check("Omar Haddad in Kabul and Li Wei in Geneva", &["Omar Haddad", "Li Wei"]);
        check("Nick van Mead 2022", &["Nick van Mead"]);
        check("Staff Writer", &[]);
        check("Senior Autos Reporter", &[]);
        check("Ann Lee | Former Ministry Reporter", &["Ann Lee"]);
        check("4 min read", &[]);
    }

    #[test]
    fn heads_of_lists_are_no_names() {
        check("More from The Courier", &[]);
        check("Latest in Sport", &[]);
    }

    #[test]
    fn newsrooms_and_accounts() {
        let words = &LEXICONS.article.bylines;
        assert!(words.is_newsroom("Courier Staff") && words.is_newsroom("Redaktion") && !words.is_newsroom("Ann Lee"));
        assert!(
            words.is_paper("The Orrin Courier") && !words.is_paper("World News") && !words.is_paper("Post a comment")
        );
        assert!(words.is_login("admin") && words.is_login("NOC Admin") && !words.is_login("Ann Editor"));
    }
}
