//! The rungs of the ladder in words.
//!
//! In: a rung's short name. Out: [`Rung`]: its weight beside others, the lane of the chart it is drawn in, and what it is called: done
//! ("recognised as government"), not done yet ("recognition as government"), and as a verb with its object ("recognised {} as the
//! government").
//!
//! A catalogue. Who supersedes whom is the ledger's matter.

use crate::contract::dossier::positions::PositionEntry;
use crate::views::wording;
use attache_pipeline::modality::{ModalityKind, Refusal};
use attache_pipeline::positions::ladder::Rung as Ladder;

/// What a rung is called.
pub struct Rung {
    /// The contract's short name.
    pub name: &'static str,
    /// Which lane.
    pub lane: Lane,
    /// What it is when done.
    pub done: &'static str,
    /// What it is called before.
    pub act: &'static str,
    /// What it is where it has not been done: a state of things, and no refusal.
    pub not: &'static str,
    /// "Russia {past}": `{}` stands for the other party, `{s}` for its possessive.
    pub past: &'static str,
    /// "Russia is expected to {infinitive}".
    pub infinitive: &'static str,
}

/// The lanes of the chart, from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// Recognition and seats.
    Recognition,
    /// Relations and their level.
    Relations,
    /// Embassies.
    Missions,
    /// Talks and visits.
    Contacts,
    /// Listings and sanctions.
    Pressure,
    /// All else.
    Other,
}

impl Lane {
    /// Beside the lane.
    pub fn name(self) -> &'static str {
        match self {
            Lane::Recognition => "recognition",
            Lane::Relations => "relations",
            Lane::Missions => "embassy",
            Lane::Contacts => "contacts",
            Lane::Pressure => "lists, sanctions",
            Lane::Other => "other",
        }
    }

    /// The same for messages of other languages.
    pub fn key(self) -> &'static str {
        match self {
            Lane::Recognition => "recognition",
            Lane::Relations => "relations",
            Lane::Missions => "missions",
            Lane::Contacts => "contacts",
            Lane::Pressure => "pressure",
            Lane::Other => "other",
        }
    }
}

/// What the rung of an entry is called, and its place: less is weightier.
pub fn rung_of(entry: &PositionEntry) -> (usize, &'static Rung) {
    named(entry.rung.0, entry.act)
}

fn named(rung: Ladder, act: Option<&str>) -> (usize, &'static Rung) {
    match act {
        Some(act) => find_rung(&format!("{} {act}", rung.name())),
        None => find_rung(rung.name()),
    }
}

/// "recognised {} as a state": what a holder did, `{}` standing for the other party, `{s}` for its possessive.
pub fn past_of(rung: Ladder, act: Option<&str>) -> &'static str {
    named(rung, act).1.past
}

/// Such words with the other party's name in them.
pub fn filled(words: &str, toward: &str) -> String {
    let toward = wording::with_article(toward);
    words.replace("{s}", &wording::possessive(&toward)).replace("{}", &toward)
}

/// How a step is put.
pub struct Put<'p> {
    /// Which step.
    pub rung: Ladder,
    /// Of an ambassador: `sent`, `accepted`, `copies`.
    pub act: Option<&'p str>,
    /// Done, announced, refused…
    pub modality: ModalityKind,
    /// What kind of refusal.
    pub refusal: Option<Refusal>,
    /// Whether its absence is what is announced, expected or urged.
    pub negated: bool,
    /// Nothing is decided even if the condition is met.
    pub undecided: bool,
}

/// "recognised as government", "recognition as government expected", "not recognised as government", "recognition as government refused".
pub fn put(put: Put) -> String {
    let (_, rung) = named(put.rung, put.act);
    let is_open = put.modality == ModalityKind::Considering || put.undecided;
    let how = if is_open { "considered" } else { put.modality.name() };
    match (put.modality, put.refusal, put.negated) {
        (ModalityKind::Done, _, false) => rung.done.to_string(),
        (ModalityKind::Refused, Some(Refusal::HasNot) | None, false) => rung.not.to_string(),
        (ModalityKind::Refused, Some(Refusal::NoLonger), false) => format!("no longer {}", rung.done),
        (ModalityKind::Conditional, _, false) if put.undecided => format!("{} {how}, on a condition", rung.act),
        (ModalityKind::Conditional, _, false) => format!("{} on a condition", rung.act),
        (_, _, false) => format!("{} {how}", rung.act),
        (_, _, true) => format!("no {} {how}", rung.act),
    }
}

/// What a rung is called by its name, or name and act, and its place.
fn find_rung(name: &str) -> (usize, &'static Rung) {
    let at = RUNGS.iter().position(|rung| rung.name == name).unwrap_or(RUNGS.len() - 1);
    (at, &RUNGS[at])
}

/// A line with the short names of rungs in it, in words: "recog_gov toward Taliban" is "recognition as government toward Taliban".
pub fn in_words(line: &str) -> String {
    let known = |word: &str| RUNGS.iter().find(|rung| rung.name == word && word.contains('_'));
    let words = line.split_inclusive(' ').map(|word| {
        let bare = word.trim_end_matches([' ', ':', ',']);
        known(bare).map_or(word.to_string(), |rung| format!("{}{}", rung.act, &word[bare.len()..]))
    });
    words.collect()
}

const fn rung(
    name: &'static str,
    lane: Lane,
    [done, act, not]: [&'static str; 3],
    [past, infinitive]: [&'static str; 2],
) -> Rung {
    Rung { name, lane, done, act, not, past, infinitive }
}

/// Weightiest first; the last stands for any other.
#[rustfmt::skip]
const RUNGS: &[Rung] = &[
    rung("recog_gov", Lane::Recognition, ["recognised as government", "recognition as government", "not recognised as government"],
        ["recognised {} as the government", "recognise {} as the government"]),
    rung("recog_state", Lane::Recognition, ["recognised as a state", "recognition as a state", "not recognised as a state"],
        ["recognised {} as a state", "recognise {} as a state"]),
    rung("derecog", Lane::Recognition, ["recognition taken back", "taking back of recognition", "recognition not taken back"],
        ["took back its recognition of {}", "take back its recognition of {}"]),
    rung("recog_sov", Lane::Recognition, ["sovereignty recognised", "recognition of sovereignty", "sovereignty not recognised"],
        ["recognised {s} sovereignty over a territory", "recognise {s} sovereignty over a territory"]),
    rung("recog_rep", Lane::Recognition, ["recognised as representative", "recognition as representative", "not recognised as representative"],
        ["recognised {} as a representative of its people", "recognise {} as a representative of its people"]),
    rung("break", Lane::Relations, ["relations broken off", "break of relations", "relations not broken off"],
        ["broke off relations with {}", "break off relations with {}"]),
    rung("relations", Lane::Relations, ["diplomatic relations", "diplomatic relations", "no diplomatic relations"],
        ["has diplomatic relations with {}", "have diplomatic relations with {}"]),
    rung("un_seat", Lane::Recognition, ["seated at the United Nations", "seat at the United Nations", "not seated at the United Nations"],
        ["gave {} a seat or rank at the United Nations", "give {} a seat or rank at the United Nations"]),
    rung("ambassador", Lane::Relations, ["ambassador sent or accepted", "ambassador", "no ambassador sent or accepted"],
        ["exchanged an ambassador with {}", "exchange ambassadors with {}"]),
    rung("ambassador sent", Lane::Relations, ["ambassador sent", "sending of an ambassador", "no ambassador sent"],
        ["sent an ambassador to {}", "send an ambassador to {}"]),
    rung("ambassador accepted", Lane::Relations, ["ambassador accepted", "accepting of an ambassador", "no ambassador accepted"],
        ["accepted an ambassador of {}", "accept an ambassador of {}"]),
    rung("ambassador copies", Lane::Relations, ["copies of an ambassador's letters taken", "taking of copies of an ambassador's letters", "no copies of an ambassador's letters taken"],
        ["took copies of the letters of an ambassador of {}", "take copies of the letters of an ambassador of {}"]),
    rung("charge", Lane::Relations, ["chargé d'affaires", "chargé d'affaires", "no chargé d'affaires"],
        ["dealt with {} through a chargé d'affaires", "deal with {} through a chargé d'affaires"]),
    rung("expel", Lane::Relations, ["diplomats expelled", "expulsion of diplomats", "no diplomats expelled"],
        ["expelled diplomats of {}", "expel diplomats of {}"]),
    rung("downgrade", Lane::Relations, ["relations downgraded", "downgrade of relations", "relations not downgraded"],
        ["lowered the level of its relations with {}", "lower the level of its relations with {}"]),
    rung("terror_listed", Lane::Pressure, ["listed as terrorist", "listing as terrorist", "not listed as terrorist"],
        ["listed {} as terrorist", "list {} as terrorist"]),
    rung("terror_delisted", Lane::Pressure, ["taken off the list of terrorists", "removal from the list of terrorists", "not taken off the list of terrorists"],
        ["took {} off its list of terrorists", "take {} off its list of terrorists"]),
    rung("mission_closed", Lane::Missions, ["embassy closed", "closing of the embassy", "embassy not closed"],
        ["closed its embassy in {}", "close its embassy in {}"]),
    rung("mission_evacuated", Lane::Missions, ["embassy evacuated", "evacuation of the embassy", "embassy not evacuated"],
        ["evacuated its embassy in {}", "evacuate its embassy in {}"]),
    rung("mission_reduced", Lane::Missions, ["embassy staff cut", "cut of embassy staff", "embassy staff not cut"],
        ["cut the staff of its embassy in {}", "cut the staff of its embassy in {}"]),
    rung("mission_opened", Lane::Missions, ["embassy opened", "opening of the embassy", "no embassy opened"],
        ["opened, reopened or upgraded its embassy in {}", "open, reopen or upgrade its embassy in {}"]),
    rung("mission_open", Lane::Missions, ["embassy open", "embassy's staying open", "no embassy open"],
        ["kept its embassy in {} open", "keep its embassy in {} open"]),
    rung("sanctions", Lane::Pressure, ["sanctions", "sanctions", "no sanctions"],
        ["put sanctions on {}", "put sanctions on {}"]),
    rung("sanctions_lifted", Lane::Pressure, ["sanctions eased or lifted", "easing of sanctions", "sanctions not eased"],
        ["eased or lifted sanctions on {}", "ease or lift sanctions on {}"]),
    rung("mission_protection", Lane::Missions, ["its mission guarded", "protection of its mission", "its mission not guarded"],
        ["guarded the embassy of {}", "guard the embassy of {}"]),
    rung("delegation", Lane::Contacts, ["delegation received or sent", "visit", "no visit"],
        ["met {} in a formal visit", "meet {} in a formal visit"]),
    rung("contacts", Lane::Contacts, ["in contact", "contacts", "no contact"],
        ["had contacts with {}", "have contacts with {}"]),
    rung("other", Lane::Other, ["other steps", "other steps", "no other step"],
        ["took another step toward {}", "take another step toward {}"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rung_of_the_ladder_has_its_words() {
        for known in Ladder::ALL {
            let (_, found) = find_rung(known.name());
            assert_eq!(found.name, known.name());
            assert!(found.past.contains('{') && found.infinitive.contains('{'));
        }
        assert_eq!(in_words("recog_gov toward Iran: expel"), "recognition as government toward Iran: expel");
        assert_eq!(find_rung("no such rung").1.name, "other");
    }
}
