//! Who did what to whom, in the PLOVER ontology.
//!
//! In: a [`Document`](attache_language::Document), the parties it names, the rules of `lexicons/events/`. Out: [`Event`]s, or
//! for two given actors one [`Coding`]. "Oslo refused to recognise the junta" is REJECT/assist, quad 3, Norway to the junta.
//!
//! A rule says what one verb, noun or adjective means, alone or with certain objects, prepositions and subjects; operators
//! ("agree to", "refuse to", "threaten", "call for", "lift") say what becomes of the act they govern. So `recognise` is
//! SUPPORT, and `refused to recognise` REJECT by composition, read from the inside out along the clause. PLOVER: Halterman et al.,
//! "PLOVER and POLECAT" (2023), manual 0.8.
//!
//! Not tried: who pronouns stand for, places and days of events, sarcasm, acts told over several sentences.

mod article;
mod composition;
mod lexicon;
mod matching;
mod operators;
mod pair;
mod participants;
mod rows;

pub use article::{find_events, is_leisure};
pub use lexicon::EventLexicon;
pub use pair::code_pair;

use crate::modality::ModalityKind;
use crate::people::parties::PartyMention;
use crate::span::Span;

macro_rules! types {
    ($($variant:ident $name:literal $quad:literal: $doc:literal,)*) => {
        /// PLOVER's event types.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum EventType { $(#[doc = $doc] $variant,)* }

        impl EventType {
            /// Every type, in PLOVER's order.
            pub const ALL: &[EventType] = &[$(EventType::$variant),*];

            /// Its name in PLOVER, in lexicons and in the JSON contract.
            pub fn name(self) -> &'static str {
                match self { $(EventType::$variant => $name,)* }
            }

            /// The type of that name.
            pub fn from_name(name: &str) -> Option<EventType> {
                match name { $($name => Some(EventType::$variant),)* _ => None }
            }

            /// Its quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
            pub fn quad(self) -> u8 {
                match self { $(EventType::$variant => $quad,)* }
            }
        }
    };
}

types! {
    Agree "AGREE" 1: "Agrees, offers, promises, or is willing to cooperate.",
    Consult "CONSULT" 1: "Meets, visits, calls, negotiates.",
    Support "SUPPORT" 1: "Praises, approves, ratifies, recognises, opens relations.",
    Concede "CONCEDE" 1: "Yields in words: eases, pardons, apologises, announces a withdrawal.",
    Cooperate "COOPERATE" 2: "Works together to both sides' gain.",
    Aid "AID" 2: "Helps with money, arms, relief, asylum.",
    Retreat "RETREAT" 2: "Yields in deed: releases, withdraws, disarms, resigns.",
    Request "REQUEST" 3: "Asks, demands, orders.",
    Accuse "ACCUSE" 3: "Criticises, alleges, sues, investigates.",
    Reject "REJECT" 3: "Refuses, rejects, cancels, bars.",
    Threaten "THREATEN" 3: "Warns of serious consequences.",
    Protest "PROTEST" 4: "Demonstrates, strikes, riots.",
    Sanction "SANCTION" 4: "Breaks or lowers relations, expels diplomats, ends aid, imposes sanctions, convicts.",
    Mobilize "MOBILIZE" 4: "Moves troops, weapons or police, short of force.",
    Coerce "COERCE" 4: "Arrests, seizes, bans, censors, deports.",
    Assault "ASSAULT" 4: "Does deliberate physical harm.",
}

impl EventType {
    /// The modes PLOVER gives the type.
    pub fn modes(self) -> &'static [&'static str] {
        match self {
            EventType::Consult => &["visit", "third-party", "multilateral", "phone"],
            EventType::Retreat => &["withdraw", "release", "disarm", "ceasefire", "access", "resign"],
            EventType::Request | EventType::Reject => &["assist", "change", "yield", "meet"],
            EventType::Accuse => &["disapprove", "investigate", "allege"],
            EventType::Threaten => &["restrict", "arrest", "relations", "expel", "territory", "violence"],
            EventType::Protest => &["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"],
            EventType::Sanction => &["convict", "expel", "withdraw", "discontinue"],
            EventType::Mobilize => &["troops", "weapons", "police", "militia"],
            EventType::Coerce => &[
                "seize",
                "restrict",
                "censor",
                "curfew",
                "martial-law",
                "arrest",
                "deport",
                "withhold",
                "misinformation",
                "cyber",
            ],
            EventType::Assault => &[
                "abduct",
                "beat",
                "torture",
                "sexual",
                "targeted",
                "destroy",
                "primitive",
                "firearms",
                "explosives",
                "suicide-attack",
                "aerial",
                "drone",
                "heavy-weapons",
                "crowd-control",
                "unconventional",
            ],
            EventType::Agree | EventType::Support | EventType::Concede | EventType::Cooperate | EventType::Aid => &[],
        }
    }
}

/// The contexts PLOVER knows.
pub const CONTEXTS: &[&str] = &[
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
];

/// What one actor did to another, as coded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coding {
    /// What kind of deed it is, in PLOVER's terms.
    pub event_type: EventType,
    /// Its mode, one of the type's; none where PLOVER has none or none can be told.
    pub mode: Option<String>,
    /// Its contexts, some of [`CONTEXTS`].
    pub contexts: Vec<String>,
    /// The bytes of the word that carries it.
    pub trigger: Span,
    /// How sure the rule is: 0 for a guess, 10 for a plain word, more for each condition met.
    pub weight: i32,
}

/// An event in an article. Spans are bytes of the document's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Type, mode, contexts and trigger.
    pub coding: Coding,
    /// The party that did it, where it is named.
    pub actor: PartyMention,
    /// To whom; none where nobody is named.
    pub recipient: Option<PartyMention>,
    /// How the report puts it.
    pub modality: ModalityKind,
    /// Where: a place in a phrase of the trigger.
    pub place: Option<Span>,
    /// The clause it was read from.
    pub span: Span,
}
