//! Who the persons of an article are: names that belong to one, what they are, for whom they speak.
//!
//! In: a [`Document`], party mentions, names, words for posts. Out: [`People`]. From "Russian ambassador Dmitry Zhirnov …
//! Zhirnov said" comes one person of two mentions, role "Russian ambassador", affiliation Russia.
//!
//! Everything is said by the article; nothing is known of anybody from outside. Nicknames and maiden names stay apart.

use super::gazetteer::{Form, Gazetteer, PartyKind};
use super::names::{NameMention, find_names, head_of};
use super::parties::PartyMention;
use super::roles::{Gender, Roles};
use crate::ledger::source::Span;
use attache_language::{Document, Token};
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

/// Finds the persons of a document. Linear in its tokens; names are joined through the words they share.
pub fn find_people(document: &Document, parties: &[PartyMention], roles: &Roles, gazetteer: &Gazetteer) -> People {
    let mut people = People::default();
    // Folded words of names to the persons that bear them, latest last.
    let mut bearers: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut words_of: Vec<Vec<String>> = Vec::new();
    for name in find_names(document, parties, roles) {
        let words: Vec<String> =
            name.tokens.clone().map(|at| fold(document.token(at).text())).filter(|w| !w.is_empty()).collect();
        if words.is_empty() {
            continue;
        }
        let gender = name.gender;
        let known = find_bearer(&words, gender, &people.persons, &words_of, &bearers);
        let range = document.bytes(name.tokens.clone());
        let span = Span::new(range.start, range.end);
        let person = known.unwrap_or_else(|| {
            people.persons.push(Person { name: span.of(document.text()).to_string(), span, ..Person::default() });
            words_of.push(Vec::new());
            people.persons.len() - 1
        });
        if words.len() > words_of[person].len() {
            for word in &words {
                let list = bearers.entry(word.clone()).or_default();
                list.retain(|other| *other != person);
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
        entry.roles.extend(roles_here);
        people.mentions.push((name, person));
    }
    find_surnames(document, parties, &words_of, &bearers, &mut people);
    join_broken_names(document, &mut people);
    adopt_descriptions(document, parties, roles, &mut people);
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
) {
    let mut found = Vec::new();
    for token in document.tokens().filter(|token| token.text().starts_with(char::is_uppercase)) {
        if token.text().len() < SHORTEST_SURNAME || people.named_at(token.index).is_some() {
            continue;
        }
        let bytes = token.bytes();
        let next = parties.partition_point(|mention| mention.span.end <= bytes.start);
        let is_party = parties.get(next).is_some_and(|mention| mention.span.start < bytes.end);
        let word = fold(token.text());
        let person = bearers.get(&word).and_then(|list| {
            list.iter().rev().copied().find(|p| words_of[*p].len() > 1 && words_of[*p].last() == Some(&word))
        });
        let beside = token.index.checked_sub(1).map(|at| document.token(at)).is_some_and(|before| {
            before.entity_label() == token.entity_label() && before.dep() == "compound" && before.head() == token
        });
        if let Some(person) = person.filter(|_| !is_party && !beside) {
            let name = NameMention { tokens: token.index..token.index + 1, gender: Gender::Unknown };
            found.push((name, person));
        }
    }
    people.mentions.append(&mut found);
    people.mentions.sort_by_key(|(name, _)| name.tokens.start);
}

/// "Putin's special representative on Afghanistan said … the representative, Zamir Kabulov, …": a person whose only role is a
/// bare post takes over the last full description with the same noun that nobody is named in.
fn adopt_descriptions(document: &Document, parties: &[PartyMention], roles: &Roles, people: &mut People) {
    let text = document.text();
    for person in 0..people.persons.len() {
        let known = &people.persons[person];
        let poor = known.roles.iter().all(|role| role.affiliation.is_none());
        let Some(post) = known.roles.first().filter(|_| poor).map(|role| role.span) else { continue };
        let noun = post.of(text).rsplit(char::is_whitespace).next().unwrap_or("").to_lowercase();
        let before = document.tokens_in(0..post.start);
        let described = before.rev().take(LONGEST_LOOK).map(|at| document.token(at)).find_map(|token| {
            let same = token.text().to_lowercase() == noun && roles.is_office(token.text());
            let named = || token.edges().any(|at| people.named_at(at).is_some_and(|_| !is_owner(document, at)));
            if !same || named() {
                return None;
            }
            let span = trim(document, cut_relative(token), roles)?;
            let own = || {
                possessor(token, parties).map(|mention| Affiliation { span: mention.span, party: Some(mention.party) })
            };
            let affiliation = affiliation_of(document, span, parties).or_else(own);
            // A bare post again ("the envoy") says nothing new.
            let full = affiliation.is_some() || token.child("poss").is_some();
            full.then_some((token.index, Role { span, affiliation }))
        });
        if let Some((head, role)) = described {
            people.persons[person].roles.push(role);
            people.descriptions.push((head, person));
        }
    }
    people.descriptions.sort_unstable();
}

/// "Moscow said its ambassador would stay": the subject that a possessive pronoun takes up.
fn possessor<'p>(noun: Token<'_>, parties: &'p [PartyMention]) -> Option<&'p PartyMention> {
    noun.child("poss").filter(|owner| owner.tag() == "PRP$")?;
    let subjects = noun.ancestors().filter_map(|verb| verb.child("nsubj")).filter(|subject| subject.index < noun.index);
    subjects.into_iter().find_map(|subject| {
        let bytes = subject.bytes();
        let next = parties.partition_point(|mention| mention.span.end <= bytes.start);
        parties.get(next).filter(|mention| mention.span.start < bytes.end)
    })
}

/// A holder of a state's office whose state is not said ("Foreign Ministry official Zamir Kabulov") serves the state that was
/// named last before.
fn infer_parties(
    document: &Document,
    parties: &[PartyMention],
    roles: &Roles,
    gazetteer: &Gazetteer,
    people: &mut People,
) {
    let text = document.text();
    for person in &mut people.persons {
        let known = person.roles.iter().any(|role| role.affiliation.as_ref().is_some_and(|a| a.party.is_some()));
        let of_state = |role: &&mut Role| {
            role.span.of(text).split(|c: char| !c.is_alphanumeric()).any(|word| roles.is_state_office(word))
        };
        let first = person.roles.iter_mut().filter(of_state).min_by_key(|role| role.span.start);
        let Some(role) = first else { continue };
        let elsewhere = role
            .affiliation
            .as_ref()
            .is_some_and(|affiliation| !roles.is_collective(last_word(affiliation.span.of(text))));
        if known || elsewhere {
            continue;
        }
        let end = parties.partition_point(|mention| mention.span.end <= role.span.start);
        let states =
            parties[..end].iter().rev().take_while(|mention| mention.span.start + FARTHEST_STATE >= role.span.start);
        let named = states
            .filter(|mention| mention.form != Form::Capital)
            .find(|mention| gazetteer.parties.get(mention.party).is_some_and(|party| party.kind == PartyKind::State));
        let span = role.span;
        role.affiliation =
            named.map(|mention| Affiliation { span, party: Some(mention.party) }).or(role.affiliation.take());
    }
}

fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or("")
}

/// How far back the state of an office is looked for, in bytes: about two paragraphs.
const FARTHEST_STATE: usize = 700;

/// Whether a name inside a description is that of whom the post serves ("Putin's representative").
fn is_owner(document: &Document, token: usize) -> bool {
    let mut at = document.token(token);
    while at.dep() == "compound" && !at.is_root() {
        at = at.head();
    }
    at.dep() == "poss"
}

/// How far back a description of a person is looked for, in tokens.
const LONGEST_LOOK: usize = 400;
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
        let surname = bearers.get(last)?.iter().rev().copied().find(|p| agrees(p) && words_of[*p].last() == Some(last));
        return surname.or_else(|| bearers.get(last)?.iter().rev().copied().find(agrees));
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
fn is_within(a: &str, b: &str, allowed: usize) -> bool {
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

/// What stands beside a name: before it, behind a comma, ahead of a comma, behind "is".
fn roles_of(document: &Document, name: &NameMention, parties: &[PartyMention], roles: &Roles) -> Vec<Role> {
    let head = head_of(document, &name.tokens);
    let mut spans: Vec<Span> = Vec::new();
    let mut add = |tokens: std::ops::Range<usize>| {
        let has_office = tokens.clone().any(|at| roles.is_office(document.token(at).text()));
        if has_office && tokens.len() <= LONGEST_ROLE {
            spans.extend(trim(document, tokens, roles));
        }
    };
    let sentence = document.sentence(head.sentence());
    let start = document.token(name.tokens.start).head().edges().start.min(head.edges().start).max(sentence.start);
    let before = start..name.tokens.start;
    // "the minister, Ann Lee": the comma parts a role from a list.
    let last_comma =
        before.clone().rev().find(|at| matches!(document.token(*at).text(), "," | ";" | "and" | "“" | "\""));
    add(last_comma.map_or(before.start, |at| at + 1)..before.end);
    for child in head.children().filter(|child| child.dep() == "appos" && child.index > head.index) {
        add(cut_relative(child));
    }
    if head.dep() == "appos" && !name.tokens.contains(&head.head().index) {
        let noun = head.head();
        add(noun.edges().start..name.tokens.start.min(noun.edges().end));
    }
    if head.dep() == "nsubj" && head.head().lemma() == "be" {
        if let Some(attribute) = head.head().child("attr").filter(|attribute| attribute.index > head.index) {
            add(cut_relative(attribute));
        }
    }
    spans.dedup();
    spans.into_iter().map(|span| Role { span, affiliation: affiliation_of(document, span, parties) }).collect()
}

/// Longer descriptions are no roles, in tokens.
const LONGEST_ROLE: usize = 24;

/// A phrase without the relative clause behind it.
fn cut_relative(head: Token<'_>) -> std::ops::Range<usize> {
    let clause = head.children().filter(|c| matches!(c.dep(), "relcl" | "acl" | "appos") && c.index > head.index);
    let end = clause.map(|clause| clause.edges().start).min().unwrap_or(head.edges().end);
    head.edges().start..end.max(head.index + 1).min(head.edges().end)
}

/// Without articles, honorifics, commas and quotation marks at the ends.
fn trim(document: &Document, tokens: std::ops::Range<usize>, roles: &Roles) -> Option<Span> {
    let (mut start, mut end) = (tokens.start, tokens.end);
    let loose = |at: usize| {
        let token = document.token(at);
        let text = token.text();
        let article = matches!(token.dep(), "det" | "cc" | "punct" | "case");
        article || roles.honorific(text).is_some() && !roles.is_office(text) || !text.chars().any(char::is_alphanumeric)
    };
    while start < end && loose(start) {
        start += 1;
    }
    while end > start && loose(end - 1) {
        end -= 1;
    }
    let range = document.bytes(start..end);
    (start < end).then(|| Span::new(range.start, range.end))
}

/// The party a role names as its own, not the one it is posted to: Russia of "Russia's ambassador to Afghanistan".
pub fn affiliation_of(document: &Document, role: Span, parties: &[PartyMention]) -> Option<Affiliation> {
    let text = document.text();
    let first = parties.partition_point(|mention| mention.span.start < role.start);
    let inside = parties[first..].iter().take_while(|mention| mention.span.end <= role.end);
    let own = |mention: &&PartyMention| {
        let before = text[role.start..mention.span.start].trim_end().trim_end_matches("the").trim_end();
        let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
        !matches!(word, "to" | "in" | "on" | "near" | "with" | "against" | "over" | "about" | "into")
    };
    if let Some(mention) = inside.clone().find(own) {
        return Some(Affiliation { span: mention.span, party: Some(mention.party) });
    }
    let tokens = document.tokens_in(role.start..role.end);
    let organisation = tokens.clone().map(|at| document.token(at)).find(|token| token.entity_label() == "ORG")?;
    let entity = organisation.entity()?;
    let range = document.bytes(entity.start.max(tokens.start)..entity.end.min(tokens.end));
    Some(Affiliation { span: Span::new(range.start, range.end), party: None })
}

/// A page may break a name ("spokeswoman Hua told reporters. Chunying."): a sentence that is one capitalised word, behind a
/// person known by one word only, is the rest of the name.
fn join_broken_names(document: &Document, people: &mut People) {
    for sentence in document.sentences() {
        let words: Vec<Token<'_>> = sentence
            .clone()
            .map(|at| document.token(at))
            .filter(|t| t.text().chars().any(char::is_alphabetic))
            .collect();
        let [word] = words[..] else { continue };
        if !word.text().starts_with(char::is_uppercase) || sentence.len() > 3 || people.named_at(word.index).is_some() {
            continue;
        }
        let Some(before) = sentence.start.checked_sub(1).map(|at| document.token(at).sentence()) else { continue };
        let last = document.sentence(before);
        let same_paragraph =
            document.text()[document.token(last.start).bytes().start..word.bytes().start].find('\n').is_none();
        let named =
            people.mentions.iter().rev().find(|(name, _)| last.contains(&name.tokens.start)).map(|(_, person)| *person);
        let Some(person) = named.filter(|_| same_paragraph).and_then(|at| people.persons.get_mut(at)) else { continue };
        if !person.name.contains(' ') && !person.roles.is_empty() {
            person.name = format!("{} {}", person.name, word.text());
        }
    }
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
        let people = find_people(&document, &find_parties(text, gazetteer), &READER.lexicons.roles, gazetteer);
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
            &["Zabihullah Mujahid: Spokesman"],
        );
        check("Mr John Smith and Mrs Mary Smith met. Mrs Smith spoke.", &["John Smith: ", "Mary Smith: "]);
    }

    #[test]
    fn descriptions_and_broken_names() {
        check(
            "Russia's special envoy to Kabul spoke. The envoy, Zamir Kabulov, was calm.",
            &["Zamir Kabulov: envoy, Russia's special envoy to Kabul (rus)"],
        );
        check(
            "Moscow said its ambassador would stay. Ambassador Dmitry Zhirnov was calm.",
            &["Dmitry Zhirnov: Ambassador, ambassador (rus)"],
        );
        check(
            "Russia kept its embassy open. Foreign Ministry official Zamir Kabulov was calm.",
            &["Zamir Kabulov: Foreign Ministry official (rus)"],
        );
        check("Chinese spokeswoman Mao told reporters. Ning.", &["Mao Ning: Chinese spokeswoman (chn)"]);
    }

    #[test]
    fn spellings() {
        assert!(is_variant("zabiullah", "zabihullah") && is_variant("muttaqi", "mottaqi") && is_variant("j", "john"));
        assert!(!is_variant("hague", "haig") && !is_variant("kim", "kin") && !is_variant("ann", "john"));
        assert_eq!(fold("Erdoğan"), "erdogan");
    }
}
