//! Persons' names out of bylines.
//!
//! In: a byline as written or as metadata gives it. Out: the names. "By ANN LEE and Omar Haddad | Staff Writers" names
//! Ann Lee and Omar Haddad, as written. It does not tell persons from newsrooms: "Meridian staff" signs as well.

use regex::Regex;
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
/// What follows a name on its line: brackets, "on Tuesday", a day, "5 min read".
#[allow(clippy::unwrap_used)]
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\s*(?:\(.*|\b(?:on\s+)?(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b.*",
        r"|\b(?:on\s+)?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?\s*\d.*",
        r"|\b(?:published|updated|posted|sponsored|last)\b.*|\bon\s+\d.*|\b\d{1,2}(?:st|nd|rd|th)?\b.*|\b\d+ min.*)$"
    ))
    .unwrap()
});
#[allow(clippy::unwrap_used)]
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:writers?|reporters?|correspondents?|editors?|editor-in-chief|journalists?|contributors?|columnists?|producers?|photographers?|manager|director|officer|founder|co-founder|ceo|cto|cmo|president|specialist|strategist|consultant|analyst|author|min(?:ute)?s? read|comments?|views?|ph\.?d|mba|m\.?d|rdn?|ms|cfp|jr|sr|esq|share|follow|subscribe|email|twitter|facebook|linkedin|read more|full bio|see all|view all|follow us|posts?|articles?)\b").unwrap()
});

/// The names in a byline, as written, each once.
pub fn names_in(byline: &str) -> Vec<String> {
    if byline.contains("://") {
        return Vec::new();
    }
    let bare = LEAD.replace(byline.trim(), "");
    let mut names: Vec<String> = Vec::new();
    for piece in SPLIT.split(&bare) {
        let piece = TAIL.replace(piece, "");
        let name = LEAD
            .replace(piece.trim(), "")
            .trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')')
            .to_string();
        if is_name(&name) && !names.contains(&name) {
            names.push(name);
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

/// Whether a text can be a name: few words, a letter, no address, no role, no number.
fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (1..=6).contains(&words)
        && letters >= 2
        && text.len() <= 70
        && !text.contains(['@', '=', '{', '<', ':'])
        && !text.contains("http")
        && !text.contains("www.")
        && !text.chars().next().is_some_and(|c| c.is_ascii_digit())
        && !(ROLE.is_match(text) && words <= 5 && !text.ends_with("Team"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(byline: &str, expected: &[&str]) {
        assert_eq!(names_in(byline), expected, "{byline}");
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
}
