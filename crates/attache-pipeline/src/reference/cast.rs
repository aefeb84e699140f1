//! Who somebody is: from the words that name a speaker to a person, a body or a party.
//!
//! In: the head of a source's phrase, the article's people and parties, who spoke before. Out: [`Speaker`]. In "Zamir Kabulov,
//! the Kremlin's envoy, … he said" it is Zamir Kabulov, role "the Kremlin's envoy", for Russia.
//!
//! A source nobody is named for ("a senior diplomat", "65 countries") keeps its own words as its name; it is never guessed.

use super::unlisted::Unlisted;
use crate::grammar::phrase::{antecedent, phrase};
use crate::people::descriptions::affiliation_of;
use crate::people::gazetteer::{Form, Gazetteer};
use crate::people::media::Media;
use crate::people::mentions::Mentions;
use crate::people::parties::PartyMention;
use crate::people::persons::{Affiliation, People};
use crate::people::roles::{Gender, Roles};
use crate::span::Span;
use attache_language::{Document, Pos, Token};
use rustc_hash::FxHashMap;

/// Somebody who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest name the article has; the canonical name of a party; the words themselves where there is no name.
    pub name: String,
    /// What the speaker is, as the article says it.
    pub role: Option<Span>,
    /// For whom the speaker speaks.
    pub affiliation: Option<Affiliation>,
    /// The party the speaker is or speaks for, as an index of the gazetteer.
    pub party: Option<usize>,
    /// The person, as an index of the article's people.
    pub person: Option<usize>,
}

/// Who spoke before, and what pronouns have told of the persons they were for.
#[derive(Clone, Debug, Default)]
pub struct Spoken {
    /// Who spoke, the latest last.
    pub speakers: Vec<Speaker>,
    /// Persons that "he" or "she" was taken for: from there on the other pronoun is another's.
    taken_for: FxHashMap<usize, Gender>,
}

impl Spoken {
    /// Notes whom a pronoun was taken for, where nothing else tells that one's gender.
    pub fn take(&mut self, pronoun: &str, person: Option<usize>, people: &People) {
        let gender = gender_of_pronoun(pronoun);
        if let (Some(person), Some(gender)) = (person, gender)
            && people.persons[person].gender == Gender::Unknown
        {
            self.taken_for.entry(person).or_insert(gender);
        }
    }
}

/// The gender of "he", "him", "she", "her" and their like.
fn gender_of_pronoun(pronoun: &str) -> Option<Gender> {
    match pronoun.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Some(Gender::Male),
        "she" | "her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}

/// What an article knows of who is who.
pub struct Cast<'c> {
    /// The language analysis of the article: tokens, sentences, trees.
    pub document: &'c Document,
    /// The persons the article names, and where it describes them.
    pub people: &'c People,
    /// Its party mentions, in order.
    pub parties: &'c [PartyMention],
    /// The parties there are.
    pub gazetteer: &'c Gazetteer,
    /// Words for posts and bodies: "ambassador", "ministry".
    pub roles: &'c Roles,
    /// Words for documents, platforms and outlets: "statement", "Telegram".
    pub media: &'c Media,
    /// The names it has of parties that no list knows, in order.
    pub unlisted: Vec<Unlisted>,
    /// The parties it names, each once, by index.
    pub named: Vec<usize>,
    /// The token ranges of its paragraphs.
    pub parts: Vec<std::ops::Range<usize>>,
}

/// The parties that mentions name, each once, by index.
pub fn parties_named(mentions: &[PartyMention]) -> Vec<usize> {
    let mut named: Vec<usize> = mentions.iter().map(|mention| mention.party).collect();
    named.sort_unstable();
    named.dedup();
    named
}

/// How far back a body is looked for, in tokens.
const LONGEST_LOOK: usize = 400;
/// How many names back a pronoun looks.
const FARTHEST: usize = 12;
/// How many paragraphs back.
const PARAGRAPHS: usize = 3;
/// What a known gender counts against one that nobody told.
const KNOWN_GENDER: usize = 2;

impl Cast<'_> {
    /// Resolves the phrase that a token heads. `spoken`: who spoke before.
    pub fn resolve(&self, head: Token<'_>, spoken: &Spoken) -> Speaker {
        let head = antecedent(head);
        // "the ministry's press release says": the ministry does.
        let head = self.issuer_of(head).map_or(head, antecedent);
        let pronoun = if head.pos() == Pos::Pron { self.resolve_pronoun(head, spoken) } else { None };
        pronoun.unwrap_or_else(|| self.resolve_named(head, &spoken.speakers))
    }

    /// Who issued a document: "Peru" of "Peru's statement"; `None` of anything else.
    fn issuer_of<'t>(&self, head: Token<'t>) -> Option<Token<'t>> {
        if head.pos() != Pos::Noun || !self.media.is_document(head.lemma()) {
            return None;
        }
        head.children().find(|child| matches!(child.dep(), "poss" | "compound" | "nmod") && child.pos() != Pos::Noun)
    }

    /// Resolves what is no pronoun and no document.
    fn resolve_named(&self, head: Token<'_>, spoken: &[Speaker]) -> Speaker {
        if let Some(person) = self.named_in(head) {
            return self.person(person);
        }
        let tokens = phrase(head);
        let bytes = self.document.bytes(tokens.clone());
        let span = Span::from(bytes);
        if let Some(mention) = self.party_at(head) {
            return self.party(mention);
        }
        let affiliation = affiliation_of(self.document, span, self.parties, self.roles);
        let affiliation = affiliation.filter(|affiliation| affiliation.span != span);
        let definite = head.child("det").is_none_or(|det| !matches!(det.lemma(), "a" | "another" | "one" | "some"));
        let is_office = self.roles.is_office(head.text()) && head.tag() != "NNS";
        if is_office {
            let person = self.people.described(self.document.text(), head.text(), head.index);
            let party_of = |person: usize| self.person(person).party;
            let own = affiliation.as_ref().and_then(|affiliation| affiliation.party);
            if let Some(person) = person.filter(|person| definite && (own.is_none() || own == party_of(*person))) {
                return self.person(person);
            }
            // "the top American diplomat": who spoke last, if of that party.
            let last =
                spoken.last().filter(|last| definite && last.person.is_some() && own.is_some() && last.party == own);
            if let Some(last) = last
                && head.child("det").is_some()
            {
                return last.clone();
            }
        }
        // "the ministry" is the one that was named with its party before.
        let unsaid = affiliation.is_none() && definite && self.roles.is_collective(head.text());
        if unsaid && let Some(body) = self.body_before(head) {
            return body;
        }
        let name = self.words(tokens);
        let role = is_office.then_some(span);
        let party = affiliation.as_ref().and_then(|affiliation| affiliation.party);
        Speaker { name, role, affiliation, party, person: None }
    }

    /// A person of the article.
    pub fn person(&self, index: usize) -> Speaker {
        let person = &self.people.persons[index];
        let with_party = person.roles.iter().find(|role| role.affiliation.as_ref().is_some_and(|a| a.party.is_some()));
        let role = with_party.or_else(|| person.roles.first());
        let affiliation = role.and_then(|role| role.affiliation.clone());
        let party = affiliation.as_ref().and_then(|affiliation| affiliation.party).or(person.known);
        Speaker { name: person.name.clone(), role: role.map(|role| role.span), affiliation, party, person: Some(index) }
    }

    fn party(&self, mention: &PartyMention) -> Speaker {
        let canonical = || self.gazetteer.parties.get(mention.party).map_or(String::new(), |party| party.name.clone());
        // The Kremlin speaks as the Kremlin.
        let name = if mention.form == Form::Government {
            mention.span.of(self.document.text()).to_string()
        } else {
            canonical()
        };
        Speaker { name, role: None, affiliation: None, party: Some(mention.party), person: None }
    }

    /// The person a phrase names: in its head, or in what is joined to it ("the representative, Zamir Kabulov,").
    fn named_in(&self, head: Token<'_>) -> Option<usize> {
        let described = self.people.described_at(head.index);
        let joined = || {
            head.children().filter(|child| child.dep() == "appos").find_map(|child| self.people.named_at(child.index))
        };
        self.people.named_at(head.index).or(described).or_else(joined).or_else(|| self.named_behind(head))
    }

    /// A name the parser hung somewhere into the phrase of a post: "Russia's ambassador to Afghanistan Dmitry Zhirnov".
    fn named_behind(&self, head: Token<'_>) -> Option<usize> {
        if !self.roles.is_office(head.text()) && !self.roles.is_collective(head.text()) {
            return None;
        }
        let tokens = phrase(head);
        let first = self.people.mentions.partition_point(|(name, _)| name.tokens.start <= head.index);
        let inside = self.people.mentions[first..].iter().take_while(|(name, _)| name.tokens.start < tokens.end);
        let mut posts = inside.filter(|(name, _)| {
            let before = self.document.token(name.tokens.start - 1);
            // Behind a preposition it is somebody else: "an adviser to Ann Lee".
            before.text() == "," || before.pos() == Pos::Propn || self.roles.is_office(before.text())
        });
        posts.next().map(|(_, person)| *person)
    }

    /// Whether a span names a party.
    pub fn names_party(&self, span: Span) -> bool {
        Mentions(self.parties).at(span).is_some()
    }

    /// The party mention a token is part of; none within a name that no list knows ("the Free Panama Front").
    pub fn party_at(&self, head: Token<'_>) -> Option<&PartyMention> {
        Mentions(self.parties).at(head.bytes()).filter(|_| self.unlisted_at(head).is_none())
    }

    /// The name of a party that no list knows, where a token is part of one.
    pub fn unlisted_at(&self, head: Token<'_>) -> Option<&Unlisted> {
        let next = self.unlisted.partition_point(|name| name.tokens.end <= head.index);
        self.unlisted.get(next).filter(|name| name.tokens.contains(&head.index))
    }

    /// "he", "she": the person spoken of last, subjects and those who spoke first; "it", "they": the party or body that spoke last.
    fn resolve_pronoun(&self, pronoun: Token<'_>, spoken: &Spoken) -> Option<Speaker> {
        if matches!(pronoun.text().to_lowercase().as_str(), "it" | "they" | "them" | "their" | "its") {
            return self.resolve_body(pronoun, &spoken.speakers);
        }
        let gender = gender_of_pronoun(pronoun.text())?;
        let part_of = |token: usize| self.parts.partition_point(|part| part.end <= token);
        let here = part_of(pronoun.index);
        let end = self.people.mentions.partition_point(|(name, _)| name.tokens.start < pronoun.index);
        let recent = self.people.mentions[..end].iter().rev().take(FARTHEST);
        let near = recent.filter(|(name, _)| part_of(name.tokens.start) + PARAGRAPHS >= here);
        let last_speaker = spoken.speakers.last().and_then(|speaker| speaker.person);
        let gender_of = |person: usize| match self.people.persons[person].gender {
            Gender::Unknown => spoken.taken_for.get(&person).copied().unwrap_or_default(),
            told => told,
        };
        let best = near.enumerate().filter(|(_, (_, person))| gender_of(*person).agrees(gender));
        let scored = best.map(|(rank, (name, person))| {
            let head = crate::people::names::head_of(self.document, &name.tokens);
            // "Varga's deputy, Tom Ruck, was …": the name of a subject is one.
            let named = if head.dep() == "appos" { head.head() } else { head };
            let subject = matches!(named.dep(), "nsubj" | "nsubjpass" | "ROOT");
            let known = gender_of(*person) == gender;
            // Whom the paragraph has just introduced as its subject goes before who spoke in the one before.
            let subject_here = subject && part_of(name.tokens.start) == here;
            let score = usize::from(subject_here) * 4
                + usize::from(subject) * 3
                + usize::from(last_speaker == Some(*person)) * 4
                + usize::from(known) * KNOWN_GENDER;
            (score as isize - rank as isize, *person)
        });
        let last = last_speaker.filter(|person| gender_of(*person).agrees(gender));
        let person = scored.max_by_key(|(score, _)| *score).map(|(_, person)| person).or(last)?;
        Some(self.person(person))
    }

    fn resolve_body(&self, pronoun: Token<'_>, spoken: &[Speaker]) -> Option<Speaker> {
        let bytes = pronoun.bytes();
        let sentence = self.document.bytes(self.document.sentence(pronoun.sentence()));
        // A subject of the same sentence or of the last few, else who spoke last.
        let subject = Mentions(self.parties).before(bytes.start).iter().rev().take(FARTHEST).find(|mention| {
            let tokens = self.document.tokens_in(mention.span.start..mention.span.end);
            let near = mention.span.start + LONGEST_STEP >= sentence.start;
            near && tokens.clone().next().is_some_and(|first| {
                let head = crate::people::names::head_of(self.document, &(first..tokens.end));
                matches!(head.dep(), "nsubj" | "nsubjpass")
            })
        });
        let body = spoken.iter().rev().take(3).find(|speaker| speaker.person.is_none() && speaker.party.is_some());
        subject.map(|mention| self.party(mention)).or_else(|| body.cloned()).or_else(|| self.body_of_sentence(pronoun))
    }

    /// "The two unions issued a statement. They said …": the subject of the sentence before, where it is several people or a body.
    fn body_of_sentence(&self, pronoun: Token<'_>) -> Option<Speaker> {
        let before = self.document.sentence(pronoun.sentence().checked_sub(1)?);
        let root = before.map(|at| self.document.token(at)).find(|token| token.is_root())?;
        let subject = root.child("nsubj").filter(|subject| subject.pos() == Pos::Noun)?;
        let several = pronoun.text().to_lowercase().starts_with('t') == (subject.tag() == "NNS");
        let speaks = self.roles.is_collective(subject.lemma()) || self.roles.is_office(subject.text());
        (several && speaks).then(|| self.resolve_named(subject, &[]))
    }

    /// The last phrase with the same noun that says whose it is: "Russia's foreign ministry" for "the ministry".
    fn body_before(&self, head: Token<'_>) -> Option<Speaker> {
        let noun = head.lemma().to_lowercase();
        (0..head.index).rev().take(LONGEST_LOOK).map(|at| self.document.token(at)).find_map(|token| {
            if token.lemma().to_lowercase() != noun {
                return None;
            }
            let tokens = phrase(token);
            let bytes = self.document.bytes(tokens.clone());
            let affiliation = affiliation_of(self.document, Span::from(bytes), self.parties, self.roles)?;
            let party = affiliation.party?;
            Some(Speaker {
                name: self.words(tokens),
                role: None,
                affiliation: Some(affiliation),
                party: Some(party),
                person: None,
            })
        })
    }

    /// A phrase as a name: without its article, on one line.
    fn words(&self, tokens: std::ops::Range<usize>) -> String {
        let first = tokens.clone().find(|at| {
            let token = self.document.token(*at);
            token.dep() != "det" && token.text().chars().any(char::is_alphanumeric)
        });
        let quote = self.document.quote(first.unwrap_or(tokens.start)..tokens.end);
        let name = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        // "Ellie Marsh, 26": the age is no part of it.
        let ageless = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
        let name = if ageless.ends_with(',') { ageless } else { name.as_str() };
        name.trim_end_matches([',', ';', ':']).to_string()
    }
}

/// How far back the subject that "it" takes up may stand, in bytes before its sentence.
const LONGEST_STEP: usize = 600;
