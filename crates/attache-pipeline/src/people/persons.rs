//! Who the persons of an article are: names that belong to one, what they are, for whom they speak.
//!
//! In: a [`Document`], party mentions, names, words for posts. Out: [`People`]. From "Russian ambassador Dmitry Zhirnov …
//! Zhirnov said" comes one person of two mentions, role "Russian ambassador", affiliation Russia.
//!
//! What somebody is, the article says; from outside only whose the best known are (`leaders.rs`). Nicknames and maiden names stay apart.

use super::descriptions::{adopt_descriptions, infer_parties, join_broken_names, roles_of};
use super::gazetteer::Gazetteer;
use super::leaders::{Leaders, know_leaders};
use super::mentions::Mentions;
use super::names::{NameMention, find_names};
use super::parties::PartyMention;
use super::roles::{Gender, Roles};
use super::spelling::{fold, is_variant};
use crate::span::Span;
use attache_language::{Document, Pos};
use rustc_hash::FxHashMap;

/// The persons of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// In the order of their first mention.
    pub persons: Vec<Person>,
    /// Every name with the index of its person, in text order.
    pub mentions: Vec<(NameMention, usize)>,
    /// Descriptions without a name that turn out to be a person's ("Putin's special representative"): the token that heads
    /// each, with the index of its person, in text order.
    pub descriptions: Vec<(usize, usize)>,
}

/// Somebody with a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The fullest form of the name in the article: "Zamir Kabulov".
    pub name: String,
    /// Where that form stands first.
    pub span: Span,
    /// What the article says the person is, in text order.
    pub roles: Vec<Role>,
    /// The party the person is known for, where the article says none; an index of the gazetteer.
    pub known: Option<usize>,
    /// What it says of gender.
    pub gender: Gender,
}

/// A post or description of a person: "special representative on Afghanistan".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Where it stands, article left out.
    pub span: Span,
    /// For whom: the party or body named in it.
    pub affiliation: Option<Affiliation>,
}

/// Whom somebody belongs to or speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affiliation {
    /// Where it is named.
    pub span: Span,
    /// Index in the gazetteer, where it is a party it knows.
    pub party: Option<usize>,
}

impl People {
    /// The person named by a token, if it is part of a name. Binary search.
    pub fn named_at(&self, token: usize) -> Option<usize> {
        let next = self.mentions.partition_point(|(name, _)| name.tokens.end <= token);
        self.mentions.get(next).filter(|(name, _)| name.tokens.start <= token).map(|(_, person)| *person)
    }

    /// The person a description without a name means, by the token that heads it. Binary search.
    pub fn described_at(&self, token: usize) -> Option<usize> {
        self.descriptions.binary_search_by_key(&token, |(head, _)| *head).ok().map(|at| self.descriptions[at].1)
    }

    /// The person a phrase of a post means ("the envoy"): the last one named before a token whose role has that noun.
    pub fn described(&self, text: &str, noun: &str, before: usize) -> Option<usize> {
        let fits = |person: usize| {
            let role = |role: &Role| {
                role.span.of(text).split(|c: char| !c.is_alphanumeric()).any(|word| same_post(word, noun))
            };
            self.persons[person].roles.iter().any(role)
        };
        let end = self.mentions.partition_point(|(name, _)| name.tokens.start < before);
        self.mentions[..end].iter().rev().take(FARTHEST).map(|(_, person)| *person).find(|person| fits(*person))
    }
}

/// How many names back a post looks for its holder: bounds the work on a page that is a list of names.
const FARTHEST: usize = 200;
/// Roles kept of one person.
const MOST_ROLES: usize = 12;
/// How many bearers of a word are looked at, the latest first.
const MOST_BEARERS: usize = 32;

/// "spokesman", "spokeswoman" and "spokesperson" are one post, "representative" and "envoy" two.
fn same_post(word: &str, noun: &str) -> bool {
    let stem = |word: &str| {
        let word = word.to_lowercase();
        ["woman", "person", "man"].iter().find_map(|end| word.strip_suffix(end)).map_or(word.clone(), str::to_string)
    };
    word.len() > 3 && stem(word) == stem(noun)
}

/// Finds the persons of a document; `year`: when it was written, where that is known. Linear in its tokens; names are joined through the words they share.
pub fn find_people(
    document: &Document,
    parties: &[PartyMention],
    roles: &Roles,
    gazetteer: &Gazetteer,
    year: Option<i16>,
) -> People {
    let mut people = People::default();
    // Folded words of names to the persons that bear them, latest last.
    let mut bearers: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut words_of: Vec<Vec<String>> = Vec::new();
    for name in find_names(document, parties, roles, &gazetteer.leaders) {
        let words: Vec<String> =
            name.tokens.clone().map(|at| fold(document.token(at).text())).filter(|w| !w.is_empty()).collect();
        if words.is_empty() {
            continue;
        }
        let gender = name.gender;
        let known = find_bearer(&words, gender, &people.persons, &words_of, &bearers);
        let range = document.bytes(name.tokens.clone());
        let span = Span::from(range);
        let person = known.unwrap_or_else(|| {
            people.persons.push(Person { name: span.of(document.text()).to_string(), span, ..Person::default() });
            words_of.push(Vec::new());
            people.persons.len() - 1
        });
        if words.len() > words_of[person].len() {
            for word in &words {
                let list = bearers.entry(word.clone()).or_default();
                if known.is_some() {
                    list.retain(|other| *other != person);
                }
                list.push(person);
            }
            people.persons[person].name = span.of(document.text()).split_whitespace().collect::<Vec<_>>().join(" ");
            people.persons[person].span = span;
            words_of[person] = words;
        }
        let roles_here = roles_of(document, &name, parties, roles);
        let entry = &mut people.persons[person];
        for role in &roles_here {
            let words = role.span.of(document.text()).split(|c: char| !c.is_alphabetic());
            let told = words.map(|word| roles.gender_of(word)).find(|gender| *gender != Gender::Unknown);
            entry.gender = if entry.gender == Gender::Unknown { told.unwrap_or_default() } else { entry.gender };
        }
        entry.gender = if entry.gender == Gender::Unknown { gender } else { entry.gender };
        for role in roles_here {
            let text = |role: &Role| role.span.of(document.text());
            if entry.roles.len() < MOST_ROLES && entry.roles.iter().all(|other| text(other) != text(&role)) {
                entry.roles.push(role);
            }
        }
        people.mentions.push((name, person));
    }
    find_surnames(document, parties, &words_of, &bearers, &mut people, &gazetteer.leaders);
    join_broken_names(document, &mut people);
    adopt_descriptions(document, parties, roles, &mut people);
    for person in people.persons.iter_mut().filter(|person| person.gender == Gender::Unknown) {
        person.gender = roles.gender_of_name(&person.name);
    }
    know_leaders(&gazetteer.leaders, year, &mut people);
    infer_parties(document, parties, roles, gazetteer, &mut people);
    people
}

/// A known person's last name standing alone, whatever the model took it for.
fn find_surnames(
    document: &Document,
    parties: &[PartyMention],
    words_of: &[Vec<String>],
    bearers: &FxHashMap<String, Vec<usize>>,
    people: &mut People,
    leaders: &Leaders,
) {
    let mut found = Vec::new();
    for token in document.tokens().filter(|token| token.text().starts_with(char::is_uppercase)) {
        if token.text().len() < SHORTEST_SURNAME || people.named_at(token.index).is_some() {
            continue;
        }
        let is_party = Mentions(parties).at(token.bytes()).is_some();
        let word = fold(token.text());
        let person = bearers.get(&word).and_then(|list| {
            list.iter()
                .rev()
                .take(MOST_BEARERS)
                .copied()
                // "Wang" of Wang Yi: some put the family's name first.
                .find(|p| {
                    let words = &words_of[*p];
                    let first = leaders.party_of(&people.persons[*p].name, None).is_some()
                        && token.pos() == Pos::Propn
                        && words.first() == Some(&word);
                    words.len() > 1 && (words.last() == Some(&word) || first)
                })
        });
        let beside = token.index.checked_sub(1).map(|at| document.token(at)).is_some_and(|before| {
            before.entity_label() == token.entity_label() && before.dep() == "compound" && before.head() == token
        });
        if let Some(person) = person
            && !is_party
            && !beside
        {
            let name = NameMention { tokens: token.index..token.index + 1, gender: Gender::Unknown };
            found.push((name, person));
        }
    }
    people.mentions.append(&mut found);
    people.mentions.sort_by_key(|(name, _)| name.tokens.start);
}

/// Shorter words are no surname by themselves, in bytes.
const SHORTEST_SURNAME: usize = 3;

/// The person that a name's words are borne by already.
fn find_bearer(
    words: &[String],
    gender: Gender,
    persons: &[Person],
    words_of: &[Vec<String>],
    bearers: &FxHashMap<String, Vec<usize>>,
) -> Option<usize> {
    let last = words.last()?;
    let latest = |word: &String| bearers.get(word).into_iter().flat_map(|list| list.iter().rev().take(MOST_BEARERS));
    let candidates = || words.iter().flat_map(latest).copied();
    let agrees = |person: &usize| persons[*person].gender.agrees(gender);
    if words.len() == 1 {
        // A surname first ("Kabulov"), else any part: family names come first in some languages, and some are called by a given one.
        let surname = bearers
            .get(last)?
            .iter()
            .rev()
            .take(MOST_BEARERS)
            .copied()
            .find(|p| agrees(p) && words_of[*p].last() == Some(last));
        return surname.or_else(|| bearers.get(last)?.iter().rev().take(MOST_BEARERS).copied().find(agrees));
    }
    let compatible = |person: &usize| {
        let known = &words_of[*person];
        let (short, long) = if known.len() <= words.len() { (&known[..], words) } else { (words, &known[..]) };
        agrees(person) && short.iter().all(|word| long.iter().any(|other| is_variant(word, other)))
    };
    candidates().filter(compatible).max().or_else(|| {
        // "Zabiullah Mujahid" for "Zabihullah Mujahid" shares a word; a name spelled otherwise in every word is not tried.
        candidates()
            .filter(|person| agrees(person) && words_of[*person].len() == words.len())
            .find(|person| words.iter().zip(&words_of[*person]).all(|(a, b)| is_variant(a, b)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::parties::find_parties;
    use crate::sample::{READER, document};

    /// `expected`: each person as "name: role (party id), role".
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = document(text);
        let gazetteer = &READER.lexicons.gazetteer;
        let people = find_people(&document, &find_parties(text, gazetteer), &READER.lexicons.roles, gazetteer, None);
        let found: Vec<String> = people
            .persons
            .iter()
            .map(|person| {
                let roles = person.roles.iter().map(|role| {
                    let party =
                        role.affiliation.as_ref().map(|a| a.party.map_or("?", |p| gazetteer.parties[p].id.as_str()));
                    format!("{}{}", role.span.of(text), party.map(|id| format!(" ({id})")).unwrap_or_default())
                });
                format!("{}: {}", person.name, roles.collect::<Vec<_>>().join(", "))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn roles_before_behind_and_ahead() {
        check(
            "Chinese Foreign Ministry spokeswoman Mao Ning spoke.",
            &["Mao Ning: Chinese Foreign Ministry spokeswoman (chn)"],
        );
        check(
            "Dmitry Zhirnov, Russia's ambassador to Afghanistan, spoke.",
            &["Dmitry Zhirnov: Russia's ambassador to Afghanistan (rus)"],
        );
        check("The Russian envoy, Zamir Kabulov, spoke.", &["Zamir Kabulov: Russian envoy (rus)"]);
        check("Ann Lee is the German ambassador.", &["Ann Lee: German ambassador (deu)"]);
    }

    #[test]
    fn one_person_of_several_names() {
        check(
            "Russian diplomat Zamir Kabulov spoke on Monday. Kabulov said no. Mr Kabulov left.",
            &["Zamir Kabulov: Russian diplomat (rus)"],
        );
        check(
            "Spokesman Zabihullah Mujahid spoke. Later Zabiullah Mujahid denied it.",
            &["Zabihullah Mujahid: Spokesman (grp-taliban)"],
        );
        check("Mr John Smith and Mrs Mary Smith met. Mrs Smith spoke.", &["John Smith: ", "Mary Smith: "]);
    }

    #[test]
    fn a_dateline_is_no_post() {
        check(
            "LIMA, July 28 (Meridian Wire) - Peruvian Foreign Minister Ana Quispe met them.",
            &["Ana Quispe: Peruvian Foreign Minister (per)"],
        );
    }

    #[test]
    fn descriptions_and_broken_names() {
        check(
            "Russia's special envoy to Kabul spoke. The envoy, Zamir Kabulov, was calm.",
            &["Zamir Kabulov: envoy, Russia's special envoy to Kabul (rus)"],
        );
        check(
            "Moscow said its ambassador would stay. Ambassador Dmitry Zhirnov was calm.",
            &["Dmitry Zhirnov: Ambassador, its ambassador (rus)"],
        );
        check(
            "Russia kept its embassy open. Foreign Ministry official Oleg Ladin was calm.",
            &["Oleg Ladin: Foreign Ministry official (rus)"],
        );
        check("Chinese spokeswoman Mao told reporters. Ning.", &["Mao Ning: Chinese spokeswoman (chn)"]);
    }
}
