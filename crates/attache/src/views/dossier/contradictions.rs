//! Where reports disagree, both sides' words side by side.
//!
//! In: a dossier's contradictions. Out: [`Clash`]es: "the attack in Moscow", date, "cannot both hold", with what each report says.
//!
//! Nothing is judged here; which reports disagree is the ledger's matter.

use super::evidence::{Evidence, Places};
use super::rungs::in_words;
use crate::contract::dossier::Dossier;
use crate::contract::dossier::contradictions::Contradiction;
use crate::views::wording;
use attache_pipeline::ledger::contradiction::Strength;

/// Reports that disagree.
pub struct Clash<'d> {
    /// "the attack in Moscow".
    pub about: String,
    /// "date".
    pub kind: &'static str,
    /// "cannot both hold" or "differ".
    pub strength: &'static str,
    /// What differs, and what to check.
    pub says: &'d str,
    /// What each says.
    pub sides: Vec<Evidence<'d>>,
}

/// Where the reports disagree.
pub fn clashes<'d>(dossier: &'d Dossier, places: &Places<'d>) -> Vec<Clash<'d>> {
    let clash = |found: &'d Contradiction| Clash {
        about: wording::capitalise(&in_words(found.about)),
        kind: found.kind.word(),
        strength: if found.strength == Strength::Clash { "cannot both hold" } else { "differ" },
        says: &found.says,
        sides: found.sides.iter().filter_map(|side| places.evidence(side, String::new(), None)).collect(),
    };
    dossier.contradictions.iter().map(clash).collect()
}
