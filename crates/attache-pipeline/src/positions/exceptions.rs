//! Those an act is said not to be of while others of their kind are, or of while no others are.
//!
//! In: a [`Wording`] and its sides. Out: the excepted, among its holders. Of "all neighbours have reopened their embassies in Bangui except Cameroon" Cameroon
//! holds that it has not; of "no country except Turkey recognises it" Turkey, that it does.
//!
//! Not tried: exceptions among those an act is toward; "but for", which tells of a cause.

use super::sides::Sides;
use super::wording::Wording;
use crate::grammar::subject::subject_of;
use crate::reference::{Holder, Party};
use attache_language::{Pos, Token};

impl Wording<'_, '_> {
    /// The excepted, who are made holders, where a group acts.
    pub(super) fn part_excepted(&self, sides: &mut Sides) -> Vec<Holder> {
        let excepted = self.excepted();
        sides.holders.retain(|holder| excepted.iter().all(|other| other.party != holder.party));
        sides.towards.retain(|toward| excepted.iter().all(|other| other.party != toward.party));
        sides.holders.extend(excepted.iter().cloned());
        excepted
    }

    /// Whether a party is an exception to what its clause says.
    pub(super) fn is_excepted(&self, party: &Party) -> bool {
        self.excepted().iter().any(|other| other.party == *party)
    }

    /// "None of them recognises it": each of those meant does not.
    pub(super) fn is_of_none(&self) -> bool {
        let none = |subject: Token<'_>| matches!(subject.text().to_lowercase().as_str(), "none" | "neither");
        subject_of(self.trigger).is_some_and(none)
    }

    fn excepted(&self) -> Vec<Holder> {
        // Of a noun its verb is asked too: "have sent their ambassadors back".
        let acts = [Some(self.trigger), Some(self.trigger.head()).filter(|head| head.pos() == Pos::Verb)];
        let mut subjects = acts.into_iter().flatten().filter_map(subject_of);
        let of_group = subjects.any(|subject| self.holders.is_of_all(subject));
        if of_group { self.holders.excepted(self.trigger) } else { Vec::new() }
    }
}
