//! What the sides of a contradiction tell otherwise, as values.
//!
//! In: nothing; plain owned values. Out: [`Difference`]. "Peru recognised Kosovo on 3 May" against "on 7 May" is a step, Peru's recognition of
//! Kosovo, with two days. The sentence that people read is made of it by whoever shows it; here nothing is put into words.

use crate::figures::Qualifier;
use crate::ledger::entry::Entry;
use crate::modality::ModalityKind;
use crate::positions::ladder::Rung;
use crate::record::Scope;
use jiff::civil::Date;

/// First and last day.
pub type Days = (Date, Date);

/// What the sides tell otherwise.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Difference {
    /// One step, on two days.
    StepDays {
        /// The step.
        step: Step,
        /// The earlier first.
        days: [Days; 2],
    },
    /// One happening, on two days.
    HappeningDays {
        /// "bombing".
        noun: String,
        /// Where, as written.
        place: String,
        /// The earlier first.
        days: [Days; 2],
    },
    /// Somebody is said to be the only or the first one, or nobody to have done it, and others did it, too.
    Others {
        /// "only", "no other", "first".
        claim: Scope,
        /// Whom the claim is about; `None` of "no country".
        claimant: Option<String>,
        /// The class it speaks of ("G7"); empty of all.
        class: String,
        /// The step; its holder is the claimant.
        step: Step,
        /// Who did it, too, with the day where words date it.
        others: Vec<(String, Option<Days>)>,
    },
    /// Two are each said to have been the first.
    TwoFirsts {
        /// The step; its holder is one of them.
        step: Step,
        /// Both, by name.
        names: [String; 2],
    },
    /// A step done by one report, and not done by another.
    DoneOrNot {
        /// The step.
        step: Step,
        /// When it was done, where words date it.
        done: Option<Days>,
    },
    /// An embassy closed by one report, and open by a later one.
    ClosedOrOpen {
        /// The closing.
        step: Step,
        /// When it was closed.
        closed: Days,
    },
    /// A step done by one report, and still to come by a later one.
    DoneOrToCome {
        /// The step.
        step: Step,
        /// When it was done.
        done: Days,
        /// How the later one puts it: announced, expected, urged…
        put: ModalityKind,
    },
    /// How many.
    Counts {
        /// What is counted, in the shortest wording.
        of: String,
        /// Each value with how sure it is told, the least first, each once.
        values: Vec<(f64, Qualifier)>,
    },
    /// The same words by two.
    Speakers {
        /// Both, by name.
        names: [String; 2],
    },
    /// An assault by two.
    Assailants {
        /// Whom it was on, by name.
        recipient: String,
        /// Both, by name.
        names: [String; 2],
    },
    /// One deed by two.
    Doers {
        /// "bombing".
        deed: String,
        /// Where, as it is compared.
        place: String,
        /// Both, by name.
        names: [String; 2],
    },
}

/// A step of the ladder.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Step {
    /// The name of the party that takes it.
    pub holder: String,
    /// The name of the party it is toward.
    pub toward: String,
    /// Which.
    pub rung: Rung,
    /// Of an ambassador: `sent`, `accepted`, `copies`.
    pub act: Option<String>,
}

impl Step {
    /// The step of an entry.
    pub fn of(entry: &Entry) -> Step {
        Step {
            holder: entry.holder.name.clone(),
            toward: entry.toward.name.clone(),
            rung: entry.rung,
            act: entry.act.clone(),
        }
    }
}

/// Two names, in the order of the alphabet.
pub(super) fn in_order(a: &str, b: &str) -> [String; 2] {
    if a <= b { [a.to_string(), b.to_string()] } else { [b.to_string(), a.to_string()] }
}
