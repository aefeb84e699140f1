//! Where a text names a party.
//!
//! In: running text and the [`Gazetteer`]. Out: [`PartyMention`]s in text order, never overlapping. "Chinese embassy in
//! Kabul" gives China (demonym) and Afghanistan (capital).
//!
//! Whole words only, the longest form wins ("South Sudan" is not Sudan), letter case counts ("Turkey", not "turkey"), and
//! forms are also known in capitals ("CHINA RECOGNISES TALIBAN"). A hyphen or a possessive ends a word. Names that hold
//! a party's without meaning it ("South China Morning Post") are in `not-parties.txt`, as are the words `is_person`
//! and `is_lost_in_capitals` look for.
//!
//! Not tried: whether a capital is a government or a place, pronouns ("US" in "TELL US" is a mention), a form broken over
//! two lines, one-word forms that two parties share ("Congo": see the head of `states.tsv`).

use super::gazetteer::{Form, Gazetteer, Meaning};
use crate::span::Span;

/// A form of a party, standing in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartyMention {
    /// Its bytes, without article or possessive: "Taliban" of "the Taliban's".
    pub span: Span,
    /// The party named, as an index of [`Gazetteer::parties`].
    pub party: usize,
    /// What kind of form it is.
    pub form: Form,
}

/// How many words after a form tell running text from a headline in title case.
const LOOK_AHEAD: usize = 8;
/// Words of fewer letters are lower case in titles too, and capitals in any text.
const TELLING: usize = 4;

/// Every mention of a party in `text`. Linear in its length.
pub fn find_parties(text: &str, gazetteer: &Gazetteer) -> Vec<PartyMention> {
    let mut mentions = Vec::new();
    let mut from = 0;
    while let Some((span, meaning)) = next_whole_word(text, from, gazetteer) {
        from = span.end;
        let Meaning::Party { party, form, personal, unsure_in_capitals } = meaning else { continue };
        if (personal && is_person(text, span, gazetteer)) || (unsure_in_capitals && is_lost_in_capitals(text, span)) {
            continue;
        }
        if is_longer_name(text, span, gazetteer) {
            continue;
        }
        mentions.push(PartyMention { span, party, form });
    }
    mentions
}

/// The next form, at or after byte `from`, that is not part of a word.
fn next_whole_word(text: &str, mut from: usize, gazetteer: &Gazetteer) -> Option<(Span, Meaning)> {
    loop {
        let mut found = gazetteer.next_form(text, from, text.len())?;
        let start = found.0.start;
        // A form that ends inside a word may hide a shorter one that does not: "Niger state" in "Niger stated".
        while found.0.start == start {
            if is_whole_word(text, found.0) {
                return Some(found);
            }
            let Some(shorter) = gazetteer.next_form(text, start, found.0.end - 1) else { break };
            found = shorter;
        }
        from = start + 1;
    }
}

fn is_whole_word(text: &str, span: Span) -> bool {
    // "@China" is an account, "#China" a tag and "China_map" a file.
    let joins_before = |c: char| c.is_alphanumeric() || matches!(c, '@' | '#' | '_');
    let joins_after = |c: char| c.is_alphanumeric() || c == '_';
    // What ends in a mark ends there: the 5 of "US$5" is no part of it.
    let open_ended = span.of(text).ends_with(char::is_alphanumeric);
    let goes_on = open_ended && text[span.end..].starts_with(joins_after);
    !goes_on && !text[..span.start].ends_with(joins_before)
}

/// Whether a form that people also bear ("Jordan", "Paris") is one's name here.
///
/// It is after a given name ("Michael Jordan"), and before a capitalised word that no country is followed by, in running
/// text ("Jordan Peterson said"). In a headline in title case every word is capitalised ("Jordan Recognises Kosovo"), so
/// there the following word says nothing: a missed surname costs less than a missed country.
fn is_person(text: &str, span: Span, gazetteer: &Gazetteer) -> bool {
    let context = &gazetteer.context;
    let before = word_before(text, span);
    if context.given_names.contains(before) {
        return true;
    }
    if context.before_a_place.contains(before) {
        return false;
    }
    let Some(next) = words_after(text, span).next().filter(|word| is_capitalised(word)) else { return false };
    let next = next.trim_end_matches("'s").trim_end_matches("’s");
    if context.not_surnames.contains(next) || gazetteer.find_form(next).is_some() {
        return false;
    }
    let telling = |word: &&str| word.chars().count() >= TELLING;
    words_after(text, span).take(LOOK_AHEAD).filter(telling).any(|word| word.starts_with(char::is_lowercase))
}

/// Words of a firm's or a street's name behind the one that is a party's, at most.
const LONGEST_NAME: usize = 3;

/// Whether a name goes on to what only firms and streets are called: "Brazil Nuts Ltd", "Turkey Street".
fn is_longer_name(text: &str, span: Span, gazetteer: &Gazetteer) -> bool {
    let last = &gazetteer.context.last_words;
    let mut words =
        words_after(text, span).take(LONGEST_NAME).take_while(|word| is_capitalised(word) || last.contains(*word));
    words.any(|word| last.contains(word))
}

/// Whether an acronym that is an English word ("WHO") stands beside another word in capitals.
fn is_lost_in_capitals(text: &str, span: Span) -> bool {
    let shouted = |word: &str| {
        let word = without_marks(word);
        word.chars().count() >= TELLING && word.chars().all(char::is_uppercase)
    };
    shouted(word_before(text, span)) || words_after(text, span).next().is_some_and(shouted)
}

/// The word before a span and a space, with what ends it ("Mr."); empty at the start of a line.
fn word_before(text: &str, span: Span) -> &str {
    let before = text[..span.start].strip_suffix(' ').unwrap_or("");
    before.rsplit(char::is_whitespace).next().unwrap_or("").trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// The words after a span and a space, up to the one at the end of the line.
fn words_after(text: &str, span: Span) -> impl Iterator<Item = &str> {
    let rest = text[span.end..].strip_prefix(' ').unwrap_or("");
    rest.split(' ').take_while(|word| !word.contains('\n')).map(without_marks)
}

fn without_marks(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// A capital, then small letters.
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::gazetteer::tests::embedded;
    use super::*;
    use std::sync::LazyLock;

    static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(embedded);

    /// `expected`: the mentions in order, as `id` for a name, `id/D`, `id/C`, `id/G` for the other forms.
    #[track_caller]
    fn check(sentence: &str, expected: &str) {
        let found: Vec<String> = find_parties(sentence, &GAZETTEER)
            .iter()
            .map(|mention| {
                let suffix = match mention.form {
                    Form::Name => "",
                    Form::Demonym => "/D",
                    Form::Capital => "/C",
                    Form::Government => "/G",
                };
                format!("{}{suffix}", GAZETTEER.parties[mention.party].id)
            })
            .collect();
        assert_eq!(found.join(" "), expected, "{sentence}");
    }

    #[test]
    fn names_demonyms_capitals_and_governments() {
        check("China has not recognised the Taliban.", "chn grp-taliban");
        check("The Chinese embassy in Kabul is open.", "chn/D afg/C");
        check("The Kremlin and Downing Street said nothing.", "rus/G gbr/G");
        check("Russia's envoy met the Afghan Taliban’s minister.", "rus grp-taliban");
        check("The People’s Republic of China and Côte d’Ivoire", "chn civ");
        check("The UN General Assembly, NATO allies and the EU", "org-unga org-nato org-eu");
        check("Kosovo, Somaliland and the Turkish Cypriots", "x-kosovo x-somaliland x-northern-cyprus/D");
        check("The Soviet Union recognised East Germany.", "x-ussr x-east-germany");
        check("The Quai d'Orsay and the Élysée agreed.", "fra/G fra/G");
        assert_eq!(find_parties("By the Taliban's own account", &GAZETTEER)[0].span, Span::new(7, 14));
    }

    #[test]
    fn whole_words_with_hyphens_and_possessives() {
        check("Taliban-governed Afghanistan and US-backed rebels", "grp-taliban afg usa");
        check("U.S.-led forces left the U.S.", "usa usa");
        check("Indiana, Nigeria, Romania", "nga rou");
        check("@China #Iran Iraq_map", "");
        check("US$5 million and US$ 6", "");
        check("Niger stated its case in Niger State.", "ner");
        check("Sino-Russian talks, pro-Russian rebels", "chn/D rus/D rus/D");
    }

    #[test]
    fn letter_case_and_capitals() {
        check("CHINA RECOGNISES TALIBAN", "chn grp-taliban");
        check("US RECOGNISES KOSOVO'S NEW PASSPORTS", "usa x-kosovo");
        check("He told us the group is IS, in TURKEY", "tur");
        check("A turkey, fine china and a hanging chad polish the table", "");
        check("TALIBAN: WHO RECOGNISES THEM? POLISH YOUR SHOES", "grp-taliban");
        check("The WHO and Polish doctors; UN and WHO staff", "org-who pol/D org-un org-who");
        check("THE WASHINGTON POST ON CÔTE D'IVOIRE", "civ");
    }

    #[test]
    fn twins_and_longer_names() {
        check("Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea", "gin gnb gnq png");
        check("Niger and Nigeria, Nigerien and Nigerian", "ner nga ner/D nga/D");
        check("The Republic of Congo and the Democratic Republic of the Congo", "cog cod");
        check("North Korea, South Korea and the Korean War", "prk kor");
        check("The Republic of China is not the People's Republic of China", "twn chn");
        check("Sudan, South Sudan and Ireland, not Northern Ireland", "sdn ssd irl");
        check("The Pakistani Taliban and the Islamic Emirate of Afghanistan", "grp-ttp grp-taliban");
        check("The Islamic State of Afghanistan fought no Islamic State", "grp-northern-alliance grp-islamic-state");
        check("The Palestinian Authority governs no Palestinian state", "grp-pa pse");
    }

    #[test]
    fn names_that_are_no_party() {
        check("The South China Morning Post, China Daily and the Times of India reported", "");
        check("Moscow Times, Jerusalem Post and Washington Post writers", "");
        check("New Mexico, New England and the Gulf of Guinea", "");
        check("The Doha Agreement, the Oslo accords and the Vienna Convention", "");
        check("Atlanta, Georgia, and the state of Georgia; Georgia and Russia fought", "geo rus");
        check("Latin American states and the American embassy", "usa/D");
        check("The National Security Council asked the Security Council", "org-unsc");
        check("Washington DC and Washington state", "usa/C");
        check("The Australian government", "aus/D");
    }

    #[test]
    fn people_named_like_countries() {
        check("Michael Jordan and Jordan Peterson spoke", "");
        check("Paris Hilton said so, and George Washington never lied.", "");
        check("Foreign minister Israel Katz told reporters", "");
        check("Jordan King Abdullah told reporters", "jor");
        check("In Paris Macron told reporters", "fra/C");
        check("Jordan Recognizes Kosovo and Restores Ties", "jor x-kosovo");
        check("Jordan said Chad would recognise Israel.", "jor tcd isr");
        check("Washington Tuesday urged Georgia to wait", "usa/C geo");
    }

    #[test]
    fn any_text_is_survived_in_linear_time() {
        check("", "");
        check("é\u{a0}’’US’’é", "usa");
        let long = "Niger stat Michael Jordan ".repeat(40_000);
        assert_eq!(find_parties(&long, &GAZETTEER).len(), 40_000);
    }
}
