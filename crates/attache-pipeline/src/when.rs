//! A day or period, and how it is known.
//!
//! In: nothing. Out: [`TimexValue`], [`Basis`]. "on Thursday" in a report of 4 July 2025 is `2025-07-03`, stated.

use serde::{Deserialize, Serialize};

/// When something was: a value and how it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimexValue {
    /// A TIMEX3 value (ISO-TimeML): `2025-07-03`, `2025-W27`, `2024`.
    pub value: String,
    /// How it is known.
    pub basis: Basis,
}

/// Why a date is what it is (the JSON contract's `basis`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// The page states it.
    Stated,
    /// Counted from another day ("27 minutes ago").
    Resolved,
    /// Known from outside the page.
    Published,
    /// The day of the capture.
    Captured,
    /// From other reports.
    Inferred,
}

impl Basis {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            Basis::Stated => "stated",
            Basis::Resolved => "resolved",
            Basis::Published => "published",
            Basis::Captured => "captured",
            Basis::Inferred => "inferred",
        }
    }
}
