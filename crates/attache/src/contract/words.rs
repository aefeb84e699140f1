//! Values of closed lists, as the contract writes them.
//!
//! In: a value of the pipeline: a rung, a modality, a basis. Out: [`Word`], which serialises to the contract's word for it
//! (`Rung::RecogGov` to `"recog_gov"`) and whose schema lists all words there are.
//!
//! A variant that is added to one of these lists and not named here does not compile.

use attache_pipeline::article::cues::CueKind;
use attache_pipeline::dates::DateKind;
use attache_pipeline::designations::DesignationKind;
use attache_pipeline::events::EventType;
use attache_pipeline::figures::Qualifier;
use attache_pipeline::ledger::contradiction::{Kind as ContradictionKind, Strength};
use attache_pipeline::ledger::entry::Status;
use attache_pipeline::modality::{ModalityKind, Refusal};
use attache_pipeline::positions::ladder::Rung;
use attache_pipeline::statements::Kind as StatementKind;
use attache_pipeline::statements::cues::Act;
use attache_pipeline::statements::relay::RelayKind;
use attache_pipeline::when::Basis;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt::{Display, Formatter, Result as Written};

/// A value of a closed list. Serialises to its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word<T>(pub T);

/// A closed list of values, each with a word.
pub trait Listed: Copy + 'static {
    /// What the list is called in schemas.
    const LIST: &'static str;
    /// Every value that the contract has a word for, in order.
    const ALL: &'static [Self];

    /// The contract's word.
    fn word(self) -> &'static str;
}

impl<T: Listed> Word<T> {
    /// The contract's word.
    pub fn word(self) -> &'static str {
        self.0.word()
    }
}

impl<T: PartialEq> PartialEq<T> for Word<T> {
    fn eq(&self, other: &T) -> bool {
        self.0 == *other
    }
}

impl<T: Listed> Display for Word<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Written {
        formatter.write_str(self.word())
    }
}

impl<T: Listed> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<T: Listed> JsonSchema for Word<T> {
    fn schema_name() -> Cow<'static, str> {
        T::LIST.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = T::ALL.iter().map(|value| value.word()).collect();
        json_schema!({ "type": "string", "enum": words })
    }
}

/// Lists every variant once; the `match` is there to fail where one is left out.
macro_rules! lists {
    ($($list:ident { $($variant:ident)* })*) => {$(
        impl Listed for $list {
            const LIST: &'static str = stringify!($list);
            const ALL: &'static [$list] = &[$($list::$variant),*];

            fn word(self) -> &'static str {
                match self { $($list::$variant)|* => self.name() }
            }
        }
    )*};
}

lists! {
    Act { Say Argue Announce Direct Commit Judge Concede Answer Deny Ask Post Voice Think Show }
    Basis { Stated Resolved Published Captured Inferred }
    ContradictionKind { Status Scope Date Number Who }
    DateKind { Date Time Duration Set }
    DesignationKind { Name Compound Said Standing }
    EventType { Agree Consult Support Concede Cooperate Aid Retreat Request Accuse Reject Threaten Protest Sanction Mobilize Coerce Assault }
    ModalityKind { Done Announced Expected Considering Conditional Refused Denied Urged }
    Qualifier { Exact About Over Under Range }
    Refusal { HasNot WillNot NoLonger }
    RelayKind { Wire Outlet Broadcaster Platform Document }
    Rung { TerrorListed TerrorDelisted Sanctions SanctionsLifted Break Expel Downgrade Derecog Contacts Delegation MissionProtection
        MissionOpen MissionReduced MissionEvacuated MissionClosed MissionOpened Charge Ambassador Relations RecogRep RecogGov RecogState
        RecogSov UnSeat Other }
    StatementKind { Direct Mixed Indirect }
    Status { Standing Superseded Contested }
    Strength { Clash Differs }
}

/// Kinds of furniture: the first ten of what a wording says a line is; the others are lines of the head.
const FURNITURE: &[CueKind] = CueKind::ALL.split_at(10).0;

impl Listed for CueKind {
    const LIST: &'static str = "FurnitureKind";
    const ALL: &'static [CueKind] = FURNITURE;

    fn word(self) -> &'static str {
        self.name()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_their_words() {
        assert_eq!(serde_json::to_string(&Word(Rung::RecogGov)).unwrap(), "\"recog_gov\"");
        assert_eq!(serde_json::to_string(&Some(Word(DateKind::Set))).unwrap(), "\"SET\"");
        assert_eq!((Rung::ALL, EventType::ALL), (<Rung as Listed>::ALL, <EventType as Listed>::ALL));
        let furniture: Vec<&str> = <CueKind as Listed>::ALL.iter().map(|kind| kind.word()).collect();
        assert_eq!((furniture.first(), furniture.last()), (Some(&"menu"), Some(&"other")));
    }
}
