//! Who said it and how it came to the page, as people read it.
//!
//! In: a [`Statement`] and the parties of its article. Out: an [`Attribution`]: of "Zamir Kabulov, the Kremlin's envoy,
//! told Reuters that …" the name "Zamir Kabulov", known as "Kremlin's envoy" and "Russia", cue "told", relay "Reuters".
//!
//! It decides nothing: a source without a name is given in the page's own words, an unknown party is left out.

use crate::contract::parties::PartyNamed;
use crate::contract::statements::{Speaker, Statement, Via};
use attache_pipeline::statements::relay::RelayKind;

/// An attribution in words, each on one line, none empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// The speaker's name, or the source as it stands on the page.
    pub who: Option<String>,
    /// What the speaker is, unless `who` says so.
    pub role: Option<String>,
    /// For whom the speaker speaks, as the page says it, unless `who` or `role` say so.
    pub affiliation: Option<String>,
    /// Canonical name of the party the speaker is or speaks for.
    pub party: Option<String>,
    /// The words that tell that something is said.
    pub cue: Option<String>,
    /// Who handed the words on, innermost first.
    pub relays: Vec<Relay>,
    /// Who was told, unless that is a relay.
    pub told: Option<String>,
}

/// Something that handed words on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relay {
    /// Its name, or the page's words for it.
    pub name: String,
    /// What it is.
    pub kind: RelayKind,
    /// Whether the words were told to it.
    pub told: bool,
}

/// The attribution of a statement.
pub fn attribution_of(statement: &Statement, parties: &[PartyNamed]) -> Attribution {
    let speaker = statement.speaker.as_ref();
    let who = speaker.map(name_of).filter(|who| !who.is_empty());
    let says = |known: &Option<String>, words: &str| known.as_deref().is_some_and(|known| holds(known, words));
    let role = speaker.and_then(|speaker| speaker.role).map(one_line);
    let role = role.filter(|role| !role.is_empty() && !says(&who, role) && !holds(role, who.as_deref().unwrap_or("")));
    let affiliation = speaker.and_then(|speaker| speaker.affiliation).map(one_line);
    let affiliation = affiliation.filter(|a| !a.is_empty() && !says(&who, a) && !says(&role, a));
    let actor = speaker.and_then(|speaker| speaker.actor);
    let party = parties.iter().find(|party| Some(party.actor) == actor).map(|party| party.name.to_string());
    let told = statement.addressee.map(|told| one_line(told.quote)).filter(|told| !told.is_empty());
    let relays: Vec<Relay> = statement.via.iter().map(|via| relay(via, told.as_deref())).collect();
    let told = if relays.iter().any(|relay| relay.told) { None } else { told };
    let cue = statement.cue.map(|cue| one_line(cue.quote)).filter(|cue| !cue.is_empty());
    Attribution { who, role, affiliation, party, cue, relays, told }
}

/// The name; for a source that has none, and is written small therefore, all the words it is called by.
fn name_of(speaker: &Speaker) -> String {
    let (name, words) = (one_line(speaker.name), one_line(speaker.span.quote));
    let is_named = !name.starts_with(char::is_lowercase);
    if is_named || !holds(&words, &name) { name } else { words }
}

fn relay(via: &Via, told: Option<&str>) -> Relay {
    let (name, kind) = (one_line(via.name), via.kind.0);
    match told.filter(|told| holds(told, &name)) {
        // "the radio station Ekho Moskvy" says more than its head, "Reuters" no more than itself.
        Some(told) => Relay { name: told.to_string(), kind, told: true },
        None => Relay { name, kind, told: false },
    }
}

/// Whether words hold others, whatever their case.
fn holds(words: &str, others: &str) -> bool {
    !others.is_empty() && words.to_lowercase().contains(&others.to_lowercase())
}

/// Without line breaks, and without the comma that ends an apposition.
fn one_line(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_end_matches([',', ';', ':']).to_string()
}

impl Attribution {
    /// What the speaker is and for whom: role, party (else affiliation), leaving out what the name says already.
    pub fn known_as(&self) -> Vec<&str> {
        let party = self.party.as_deref().filter(|party| self.who.as_deref() != Some(party));
        let affiliation = if self.party.is_none() { self.affiliation.as_deref() } else { None };
        self.role.as_deref().into_iter().chain(party).chain(affiliation).collect()
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::contract::span::Span;
    use crate::contract::words::Word;
    use attache_pipeline::modality::ModalityKind;
    use attache_pipeline::statements::Kind;
    use attache_pipeline::statements::cues::Act;

    /// Characters at no place.
    pub fn words(quote: &str) -> Span<'_> {
        Span { start: 0, end: quote.chars().count(), quote }
    }

    /// "SOURCE told Reuters that the embassy stays open".
    pub fn quotation<'q>(source: &'q str, name: &'q str) -> Statement<'q> {
        Statement {
            kind: Word(Kind::Indirect),
            spans: vec![words("that the embassy stays open")],
            cue: Some(words("told")),
            speaker: Some(Speaker {
                span: words(source),
                name,
                role: None,
                affiliation: None,
                actor: None,
                inherited: false,
            }),
            via: vec![Via { name: "Reuters", kind: Word(RelayKind::Wire) }],
            addressee: Some(words("Reuters")),
            date: None,
            act: Word(Act::Say),
            modality: Word(ModalityKind::Done),
            rule: "clause",
            nested: Vec::new(),
        }
    }

    #[test]
    fn sources_without_a_name_stand_as_they_stand() {
        let who = |source: &str, name: &str| attribution_of(&quotation(source, name), &[]).who.unwrap();
        assert_eq!(who("the mayor,", "mayor"), "the mayor");
        assert_eq!(who("he", "Zamir Kabulov"), "Zamir Kabulov");
        assert_eq!(who("The envoy,\nZamir Kabulov,", "Zamir Kabulov"), "Zamir Kabulov");
        assert_eq!(who("the ministry", "foreign ministry in Moscow"), "foreign ministry in Moscow");
    }

    #[test]
    fn nothing_is_said_twice() {
        let mut told = quotation("A spokesman for the county", "spokesman for the county");
        let speaker = told.speaker.as_mut().unwrap();
        (speaker.role, speaker.affiliation) = (Some("A spokesman for the county"), Some("the county"));
        let attribution = attribution_of(&told, &[]);
        assert_eq!(attribution.known_as(), Vec::<&str>::new());
        assert_eq!((attribution.relays.len(), attribution.told), (1, None));
    }

    #[test]
    fn a_party_stands_for_its_affiliation() {
        let mut told = quotation("Kabulov", "Zamir Kabulov");
        let speaker = told.speaker.as_mut().unwrap();
        (speaker.role, speaker.affiliation, speaker.actor) = (Some("special envoy"), Some("Kremlin"), Some("rus"));
        let russia = PartyNamed { name: "Russia", actor: "rus", mentions: 1, first: words("Kremlin") };
        assert_eq!(attribution_of(&told, &[russia]).known_as(), ["special envoy", "Russia"]);
        assert_eq!(attribution_of(&told, &[]).known_as(), ["special envoy", "Kremlin"]);
    }
}
