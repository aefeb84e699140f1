//! What is kept of a report when its page is let go.
//!
//! In: nothing; plain owned values. Out: [`Record`] with its [`Assertion`]s, [`Attribution`]s, [`Quantity`]s, [`HappeningRecord`]s and
//! [`EventMention`]s. "Kabulov told Reuters that the embassy stays" leaves one attribution (voice Kabulov, via Reuters) and one assertion (Russia, `mission_open`).
//!
//! Offsets are code points of the page; nothing here looks at the page again.

pub mod classes;
pub mod happened;
pub mod lexicon;
pub mod named;

use crate::figures::Qualifier;
use crate::modality::{ModalityKind, Refusal};
use crate::people::comparing::{is_within_name, may_be_one, words_of};
use crate::people::spelling::fold;
use crate::positions::ladder::Rung;
use crate::span::CodePoints;
use crate::stories::Telling;
use crate::stories::words::Words;
use crate::when::TimexValue;
use happened::{DoerRecord, EventMention};
use jiff::civil::Date;
use named::{DesignationRecord, PersonRecord};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A report, as far as the ledger needs it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The report's id: made of content.
    pub id: String,
    /// Its day of publication.
    pub published: Option<Date>,
    /// The day of its capture.
    pub captured: Option<Date>,
    /// The name of the outlet that publishes it, as its article gives it.
    pub outlet: Option<String>,
    /// Names of the agencies it credits ("AFP").
    pub credits: Vec<String>,
    /// The outlet it was taken over from.
    pub republished_from: Option<String>,
    /// Its text, for what it shares with others.
    pub text: ReportText,
    /// Which party stands where towards which, one for each wording.
    pub positions: Vec<Assertion>,
    /// Whose words it hands on, by its statements.
    pub sources: Vec<SourceRecord>,
    /// Statements of speech with a speaker who is found.
    pub attributions: Vec<Attribution>,
    /// How many of what.
    pub quantities: Vec<Quantity>,
    /// What happened where on which day.
    pub happenings: Vec<HappeningRecord>,
    /// Who did what to whom.
    pub event_mentions: Vec<EventMention>,
    /// Who did what happens once.
    pub doers: Vec<DoerRecord>,
    /// The persons it names, with what it says they are.
    pub persons: Vec<PersonRecord>,
    /// What it calls the parties.
    pub designations: Vec<DesignationRecord>,
    /// It says that it puts an earlier report right.
    pub corrects: bool,
    /// Stems of the outlet's name, the fullest first (`people/outlets.rs`).
    #[serde(default)]
    pub outlet_stems: Vec<String>,
}

impl Record {
    /// The day it counts from: its publication, else its capture.
    pub fn day(&self) -> Option<Date> {
        self.published.or(self.captured)
    }

    /// What stories and origins are told by.
    pub fn telling(&self) -> Telling<'_> {
        Telling {
            title: self.text.title.as_deref(),
            paragraphs: self.text.paragraphs.iter().map(String::as_str).collect(),
            parties: self.text.parties.iter().map(String::as_str).collect(),
            published: self.day(),
            outlet: self.outlet.as_deref(),
            credits: self.credits.iter().chain(&self.republished_from).map(String::as_str).collect(),
        }
    }

    /// The latest day its own words name in full; a report is not from before that, but for what it expects.
    pub fn latest_told(&self) -> Option<Date> {
        let positions = self.positions.iter().map(|told| &told.when);
        let events = self.event_mentions.iter().map(|told| &told.when);
        let said = self.attributions.iter().map(|told| &told.when);
        let whens = positions.chain(events).chain(said);
        let firm = whens.filter_map(When::dated).map(|(_, last)| last);
        firm.chain(self.happenings.iter().map(|told| told.days.1)).max()
    }
}

/// What stories and origins are told by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportText {
    /// The headline of the report; `None` where none was found.
    pub title: Option<String>,
    /// The paragraphs of its body, in order, without the headline.
    pub paragraphs: Vec<String>,
    /// Ids of the parties named, as often as they are.
    pub parties: Vec<String>,
    /// The content words of headline and paragraphs, as hashes, read once.
    pub words: Words,
}

/// Characters of a capture.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// Where they stand in the page's text, in code points.
    pub at: CodePoints,
    /// The characters there, copied, since the page is let go.
    pub quote: String,
}

/// When something was, by one report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// TIMEX3 value and how it is known.
    pub value: Option<TimexValue>,
    /// First and last day of it.
    pub days: Option<(Date, Date)>,
    /// Whether the words date it; else it is dated by its report alone: not after that.
    pub firm: bool,
    /// The day the report counts from: published, else captured.
    pub report: Option<Date>,
}

impl When {
    /// First and last day where the words date it.
    pub fn dated(&self) -> Option<(Date, Date)> {
        if self.firm { self.days } else { None }
    }

    /// The last day it can be of.
    pub fn latest(&self) -> Option<Date> {
        self.dated().map(|(_, last)| last).or(self.report)
    }
}

/// A party in a position.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Side {
    /// What it is merged by: the state where it is one, or governs one.
    pub key: String,
    /// The party's name in the gazetteer; for a group as the page calls it ("Arab countries"); `*` for every state.
    pub name: String,
    /// The party's id in the gazetteer; `None` for a group without one and for every state.
    pub actor: Option<String>,
    /// The words that name it in the position.
    pub evidence: Evidence,
    /// Of a government that fell since: its last day. What others granted it stands no longer.
    pub until: Option<Date>,
}

/// A position, by one wording of one report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assertion {
    /// The party whose position it is: Russia of "Russia recognised the Taliban".
    pub holder: Side,
    /// The party it is toward: the Taliban of "Russia recognised the Taliban".
    pub toward: Side,
    /// The rung of the ladder of recognition and relations that the words stand for.
    pub rung: Rung,
    /// How it is put.
    pub modality: ModalityKind,
    /// What kind of refusal it is; `None` of other modalities.
    pub refusal: Option<Refusal>,
    /// Whether its absence is announced, expected or urged.
    pub negated: bool,
    /// Of an ambassador: `sent`, `accepted`, or `copies` of the letters handed over.
    pub act: Option<String>,
    /// Of what is conditional: it is not decided even so ("would decide on recognition based on their conduct").
    pub undecided: bool,
    /// The words of the condition it hangs on: "if they respect women's rights".
    pub condition: Option<Evidence>,
    /// The days the act is of; without words that date it, the report's own day as the latest.
    pub when: When,
    /// Told as what had lasted on that day ("has never been interrupted", "have designated"): the day is none on which it began.
    pub lasted: bool,
    /// The words that say it.
    pub evidence: Evidence,
    /// The speaker in whose words it is told; `None` for the reporter's own.
    pub said_by: Option<Voice>,
    /// Told as what somebody does not mean to do ("no plans to evacuate the embassy"): a word, which a later word can take back.
    pub intended: bool,
    /// Told as words, and not only as an act: who acts speaks by it, but may deny what it is taken for.
    pub spoken: bool,
    /// Who handed them on.
    pub reported_by: Option<String>,
    /// It is the source's reading of another act ("thereby recognising").
    pub verdict: bool,
    /// Its clause shuts out others: "only", "no other", "first".
    pub scope: Option<Scope>,
    /// Among whom it shuts them out; nobody where there is no `scope`.
    pub among: Among,
    /// Of what is urged: who is asked.
    pub addressee: Option<Side>,
    /// Its day need not be the one on which it was done: it is the one from which it holds ("with effect from 28 May"), or that of the word above a
    /// noun ("announced the upgrading on Friday").
    pub loosely_dated: bool,
    /// Told as done once more, or to more of them: "again", "for the second time", "three more diplomats".
    pub again: bool,
    /// What a human corrected of it; `None` of what stands as it was read.
    #[serde(default)]
    pub human: Option<Human>,
}

/// What a human corrected of a telling.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Human {
    /// What was said of it, in the order it was said.
    pub marks: Vec<HumanMark>,
    /// Tellings of one such word are of one thing, whatever their dates.
    pub joined: Option<String>,
    /// Tellings of one such word are of one thing, and of no other.
    pub apart: Option<String>,
}

/// A correction, as it stands beside a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HumanMark {
    /// "rung: relations, not recog_gov".
    pub what: String,
    /// Why.
    pub why: String,
    /// Who says so; `None` where nobody is named.
    pub who: Option<String>,
    /// The day it was said.
    pub made: Option<Date>,
}

impl HumanMark {
    /// "rung set to relations (Ann): the decree speaks of ties only".
    pub fn in_words(&self) -> String {
        let who = self.who.as_deref().map(|who| format!(" ({who})")).unwrap_or_default();
        format!("{}{who}: {}", self.what, self.why)
    }
}

/// How a clause shuts out others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Scope {
    /// "the only embassies".
    Only,
    /// "no other country".
    NoOther,
    /// "the first country".
    First,
}

/// Among whom a clause shuts out others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Among {
    /// The class it speaks of, as written ("G7", "Arab"); empty of all.
    pub class: String,
    /// Ids of the members of that class, sorted; `None` of all. Nobody, where the class is none that is known.
    pub members: Option<Vec<String>>,
    /// The day from which it counts: "the first this year".
    pub since: Option<Date>,
    /// Parties that the sentence names, by what they are merged by: "no other country than Peru" is no claim about Peru. Sorted.
    pub but: Vec<String>,
}

impl Among {
    /// Whether a claim speaks of a party, too.
    pub fn holds(&self, side: &Side) -> bool {
        let is = |id: &String| Some(id) == side.actor.as_ref() || *id == side.key;
        self.members.as_ref().is_none_or(|members| members.iter().any(is)) && !self.but.iter().any(is)
    }
}

/// Somebody who speaks, as far as reports can be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Voice {
    /// The fullest name of the article.
    pub name: String,
    /// Id of the party the speaker is or speaks for.
    pub actor: Option<String>,
    /// What the speaker is.
    pub role: Option<String>,
    /// A person with a name of its own.
    pub person: bool,
    /// A person or an unnamed one who speaks for a body.
    pub spokesperson: bool,
}

impl Voice {
    /// Whether two may be one: persons by the variants of their names, bodies by name or party.
    pub fn may_be(&self, other: &Voice) -> bool {
        let parted = self.actor.is_some() && other.actor.is_some() && self.actor != other.actor;
        match (self.person, other.person) {
            (true, true) => {
                let (words, others) = (words_of(&self.name), words_of(&other.name));
                // Two full names may be two transcriptions of one: "Lutfi", "Lotfi".
                !parted && (is_within_name(&words, &others) || may_be_one(&words, &others, true))
            }
            // The ministry and whoever speaks for it are one voice.
            (true, false) => self.spokesperson && other.actor.is_some() && !parted,
            (false, true) => other.may_be(self),
            (false, false) => {
                fold(&self.name) == fold(&other.name) || self.actor.is_some() && self.actor == other.actor
            }
        }
    }

    /// Whether two are named as one within one article, or by name alone.
    pub fn is_named_as(&self, other: &Voice) -> bool {
        self.person == other.person
            && if self.person { self.may_be(other) } else { fold(&self.name) == fold(&other.name) }
    }
}

/// A statement of speech.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// The speaker whose words they are.
    pub voice: Voice,
    /// What is said, in pieces.
    pub pieces: Vec<Evidence>,
    /// Some of it in the speaker's own words.
    pub quoted: bool,
    /// All of it between one pair of quotation marks, with the speaker named beside it: who said it is told outright.
    pub plain: bool,
    /// Who handed it on, innermost first.
    pub via: Vec<Relayed>,
    /// The days on which it was said, by the words of its clause or by the report.
    pub when: When,
    /// What is compared: the quoted parts, else the sentences.
    pub units: Vec<Unit>,
    /// Paragraph it stands in.
    pub paragraph: usize,
}

/// Somebody or something whose words a report hands on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SourceRecord {
    /// "TASS", "the Oxmoor Times", "Peru statement"; of a speech who spoke.
    pub name: String,
    /// What it is to the report.
    pub kind: SourceKind,
}

/// What a source is to a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SourceKind {
    /// A news agency, cited or told.
    Wire,
    /// Another outlet's report, quoted or relied on.
    Outlet,
    /// Words told to another outlet.
    Interview,
    /// A statement, letter or post.
    Document,
    /// Said in public: a speech, a briefing.
    Speech,
}

/// A relay's name and kind (the contract's word).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Relayed {
    /// The relay's name: "TASS", "a statement".
    pub name: String,
    /// `wire`, `outlet`, `broadcaster`, `platform` or `document`.
    pub kind: Cow<'static, str>,
}

/// Words in order: hash and weight, which is 0 for those that carry no content.
pub type Unit = Vec<(u64, f32)>;

/// What marks the word of a number in a [`Unit`]: its upper half. One other word in four thousand million has it by chance.
const NUMBER: u64 = 0x6e75_6d62;

/// The word that stands for a number, whatever way it is written; thousandths count.
pub fn number_word(number: f64) -> u64 {
    let thousandths = (number * 1000.0).round() as u64;
    NUMBER << 32 | (thousandths ^ thousandths >> 32) & 0xffff_ffff
}

/// Whether a word of a [`Unit`] stands for a number.
pub fn is_number_word(word: u64) -> bool {
    word >> 32 == NUMBER
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// Lowest and highest value that would agree with it.
    pub bounds: (f64, f64),
    /// The value as told.
    pub value: f64,
    /// How sure it is told.
    pub qualifier: Qualifier,
    /// Of an act that is counted once and for all, so that two counts can disagree.
    pub counted: bool,
    /// Unit; `None` of a count.
    pub unit: Option<String>,
    /// Who or what is counted where it is such as positions count, by the word for its like: "diplomat" of "envoys".
    pub kin: Option<String>,
    /// Of counted missions: how they stand, "open" or "close".
    pub standing: Option<String>,
    /// Base form of what is counted; empty where only a unit is told.
    pub of: String,
    /// What is counted and the act, as written: "Soviet soldiers killed".
    pub named: String,
    /// Names and adjectives that tell which of them: "soviet".
    pub which: Vec<String>,
    /// The act's name (`ledger/words.txt`), or its base form; empty where there is none.
    pub act: String,
    /// First and last day.
    pub days: Option<(Date, Date)>,
    /// The same, with how it is known and the day its report counts from.
    pub when: When,
    /// The speaker who gives the figure; `None` where the reporter does.
    pub said_by: Option<Voice>,
    /// Who handed them on.
    pub reported_by: Option<String>,
    /// Parties its sentence names.
    pub parties: Vec<String>,
    /// Weighty words of its sentence.
    pub context: Unit,
    /// Figure, act and what is counted.
    pub evidence: Evidence,
}

/// An event with its place and date, by one sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HappeningRecord {
    /// The noun the event is called by, in base form: "attack".
    pub noun: String,
    /// Names of places beside it, folded.
    pub places: Vec<String>,
    /// "the attack": one already known.
    pub definite: bool,
    /// First and last day.
    pub days: (Date, Date),
    /// Parties its sentence names.
    pub parties: Vec<String>,
    /// Weighty words of its sentence.
    pub context: Unit,
    /// The sentence that tells of it.
    pub evidence: Evidence,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(name: &str, actor: &str, person: bool, spokesperson: bool) -> Voice {
        Voice { name: name.into(), actor: Some(actor.into()), role: None, person, spokesperson }
    }

    #[test]
    fn voices_are_joined_by_name_or_office() {
        let ministry = voice("Peruvian Foreign Ministry", "per", false, false);
        let ana = voice("Ana Quispe", "per", true, true);
        assert!(ana.may_be(&ministry) && ministry.may_be(&ana));
        assert!(ana.may_be(&voice("Quispe", "per", true, false)));
        assert!(!ana.may_be(&voice("Luis Rojas", "per", true, true)));
        assert!(!ana.may_be(&voice("Ana Quispe", "chl", true, true)));
        assert!(!voice("Luis Rojas", "per", true, false).may_be(&ministry));
        assert!(voice("Zabiullah Mujahid", "x", true, false).may_be(&voice("Zabihullah Mujahid", "x", true, true)));
    }
}
