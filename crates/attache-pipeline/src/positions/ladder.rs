//! The rungs of recognition and relations.
//!
//! In and out: nothing; the names every rule and record uses, from `terror_listed` up to `recog_sov`. "Moscow took the group
//! off its list of terrorists" is [`Rung::TerrorDelisted`].
//!
//! Which rungs supersede one another is the ledger's matter: [`Rung::family`].

use crate::lexicon::tables::Choice;

macro_rules! rungs {
    ($($variant:ident $name:literal $family:ident: $doc:literal,)*) => {
        /// A step of the ladder.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum Rung { $(#[doc = $doc] $variant,)* }

        impl Rung {
            /// All of them, from below.
            pub const ALL: &[Rung] = &[$(Rung::$variant),*];

            /// The name in lexicons and in the JSON contract.
            pub fn name(self) -> &'static str {
                match self { $(Rung::$variant => $name,)* }
            }

            /// The rung of that name.
            pub fn from_name(name: &str) -> Option<Rung> {
                match name { $($name => Some(Rung::$variant),)* _ => None }
            }

            /// The family within which later acts supersede earlier ones.
            pub fn family(self) -> Family {
                match self { $(Rung::$variant => Family::$family,)* }
            }
        }
    };
}

/// What a rung is about. Nothing supersedes across families; contacts only add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Family {
    Listing,
    Sanctions,
    Relations,
    Recognition,
    Mission,
    Contact,
    Seat,
    Other,
}

rungs! {
    TerrorListed "terror_listed" Listing: "Designated as terrorist, outlawed.",
    TerrorDelisted "terror_delisted" Listing: "The designation lifted or suspended.",
    Sanctions "sanctions" Sanctions: "Measures imposed.",
    SanctionsLifted "sanctions_lifted" Sanctions: "Measures eased or lifted.",
    Break "break" Relations: "Relations severed.",
    Expel "expel" Relations: "Diplomats expelled.",
    Downgrade "downgrade" Relations: "Ambassador recalled, level lowered.",
    Derecog "derecog" Recognition: "Recognition taken back.",
    Contacts "contacts" Contact: "In touch, talks.",
    Delegation "delegation" Contact: "Received or visited formally; the holder is the host.",
    MissionProtection "mission_protection" Mission: "Missions guarded or guaranteed; the holder is the host.",
    MissionOpen "mission_open" Mission: "The embassy stays and works.",
    MissionReduced "mission_reduced" Mission: "Its staff is cut.",
    MissionEvacuated "mission_evacuated" Mission: "Its staff is flown out.",
    MissionClosed "mission_closed" Mission: "Its doors are shut.",
    MissionOpened "mission_opened" Mission: "Opened, reopened or upgraded.",
    Charge "charge" Relations: "A chargé d'affaires heads the mission.",
    Ambassador "ambassador" Relations: "An ambassador sent or accepted.",
    Relations "relations" Relations: "Diplomatic relations established, restored, kept.",
    RecogRep "recog_rep" Recognition: "Recognised as representative of a people.",
    RecogGov "recog_gov" Recognition: "Recognised as government.",
    RecogState "recog_state" Recognition: "Recognised as state.",
    RecogSov "recog_sov" Recognition: "Sovereignty over a territory recognised.",
    UnSeat "un_seat" Seat: "Seated or admitted at the United Nations.",
    Other "other" Other: "Asks, notes, accession to accords.",
}

impl Choice for Rung {
    const WHAT: &'static str = "rung";

    fn named(name: &str) -> Option<Rung> {
        Rung::from_name(name)
    }

    fn names() -> impl Iterator<Item = &'static str> {
        Rung::ALL.iter().map(|rung| rung.name())
    }
}
