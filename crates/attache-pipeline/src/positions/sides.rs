//! Who holds a position, and toward whom: the parties at the places a rule names.
//!
//! In: a [`Wording`]. Out: [`Sides`]. Of "China and Russia met" both are holders, toward each other; of "but the ban was lifted" both sides were named
//! with the ban.
//!
//! A side that nobody stands at for certain stays empty.

use super::Position;
use super::ladder::{Family, Rung};
use super::places::{OfTwo, Path, Place};
use super::rules::Act;
use super::slots::find_place;
use super::wording::Wording;
use crate::grammar::object::{object_of, other_sides};
use crate::people::gazetteer::{Form, Gazetteer, PartyKind};
use crate::people::mentions::Mentions;
use crate::reference::{Holder, Party};
use crate::span::Span;
use crate::statements::statement_at;
use attache_language::{Pos, Token};

/// Who stands where toward whom, before they are paired.
pub(super) struct Sides {
    pub holders: Vec<Holder>,
    pub towards: Vec<Holder>,
    /// The holders stand so toward one another: "China and Russia met".
    pub each_other: bool,
}

impl Wording<'_, '_> {
    /// The parties at the places a rule names.
    pub(super) fn find_sides(&self) -> Sides {
        let rule = self.rule;
        let family = rule.rung.map(Rung::family);
        // "talks with many countries" places nobody anywhere.
        let only_known = matches!(family, Some(Family::Contact | Family::Mission));
        let unlisted = &self.holders.cast.unlisted;
        let is_clear = |span: Span| unlisted.binary_search_by_key(&span.start, |name| name.span.start).ok();
        let is_known = |holder: &Holder| match &holder.party {
            Party::Known(_) => true,
            Party::Named(_) => is_clear(holder.span).is_some_and(|at| unlisted[at].clear),
            _ => false,
        };
        let mut from = self.place(&rule.holder, false);
        from.retain(|holder| !only_known || is_known(holder));
        let mut towards = self.place(&rule.toward, from.len() > 1);
        towards.retain(|holder| !only_known || is_known(holder));
        // "The movement … . Peru accepted its ambassador": not Peru's own.
        let own =
            !from.is_empty() && towards.iter().all(|toward| from.iter().any(|holder| holder.party == toward.party));
        if rule.act == Some(Act::Accepted) && own {
            towards = self.holders.group_before(self.trigger).into_iter().collect();
        }
        let said_so = from.len() > 1 && own && self.says_each_other();
        if said_so {
            towards.clear();
        } else if rule.rung == Some(Rung::Expel) && own {
            towards = self.others_meant(&from);
        }
        let by_rule = || {
            towards.is_empty() && rule.toward.contains(&Place::EachOther) && from.len() > 1 && !self.names_stranger()
        };
        let each_other = said_so || by_rule();
        Sides { holders: from, towards, each_other }
    }

    /// "Expelled each other's consuls", "will open embassies in one another's capitals".
    fn says_each_other(&self) -> bool {
        let document = self.holders.cast.document;
        let below = self.trigger.edges();
        let word = |at: usize| document.token(at).text().to_lowercase();
        let mut pairs = below.clone().zip(below.skip(1));
        pairs.any(|(one, two)| {
            matches!((word(one).as_str(), word(two).as_str()), ("each", "other") | ("one", "another"))
        })
    }

    /// Whether a name that is no known party's stands where the other side does: "broke off relations with Grenmark" is between none of its subjects.
    fn names_stranger(&self) -> bool {
        other_sides(self.trigger).any(|name| self.holders.named(name).is_empty())
    }

    /// "Peru broke with Chile and gave its envoys a week": not Peru's own envoys, but those of the next party that "its" may mean.
    fn others_meant(&self, holders: &[Holder]) -> Vec<Holder> {
        let mut pronoun = self.trigger.children().flat_map(|child| child.children()).chain(self.trigger.children());
        let Some(pronoun) = pronoun.rfind(|token| token.pos() == Pos::Pron) else { return Vec::new() };
        let other = |party: &Party| holders.iter().all(|holder| holder.party != *party);
        let meant = self.holders.antecedents(pronoun).into_iter().find(|meant| meant.parties.iter().all(other));
        let span = Span::from(pronoun.bytes());
        meant.into_iter().flat_map(|meant| meant.parties).map(|party| Holder { party, span }).collect()
    }

    /// "Uganda renewed its ties with Eritrea. Rwanda reopened its embassy": the host that a mission's act leaves out is whom the sentence before was
    /// toward, or the one whose capital it names.
    pub(super) fn find_host(&self, sides: &mut Sides, last: Option<&Position>) {
        let of_mission = self.rule.rung.is_some_and(|rung| rung.family() == Family::Mission);
        if !of_mission
            || sides.each_other
            || self.rule.carry.is_some()
            || !sides.towards.is_empty()
            || sides.holders.is_empty()
        {
            return;
        }
        let document = self.holders.cast.document;
        let here = self.trigger.sentence();
        let apart_of_all = |other: &Holder| sides.holders.iter().all(|h| apart(h, other, self.holders.cast.gazetteer));
        let near = last.filter(|last| document.token(last.trigger).sentence() + 1 >= here);
        if let Some(last) = near {
            let host = [&last.toward, &last.holder].into_iter().find(|other| apart_of_all(other));
            sides.towards.extend(host.cloned());
            sides.each_other = host.is_none() && self.is_of_two(sides);
            return;
        }
        let from = document.bytes(document.sentence(here.saturating_sub(1))).start;
        let to = document.bytes(document.sentence(here)).end;
        let mut named: Vec<Holder> = Mentions(self.holders.cast.parties)
            .within(from..to)
            .filter(|mention| mention.form == Form::Capital)
            .map(|mention| Holder { party: Party::Known(mention.party), span: mention.span })
            .filter(apart_of_all)
            .collect();
        named.dedup_by(|later, earlier| later.party == earlier.party);
        match named.as_slice() {
            [only] => sides.towards.push(only.clone()),
            [] => sides.each_other = self.is_of_two(sides),
            _ => {}
        }
    }

    /// "Eritrea and Djibouti agreed to reopen their embassies": two who act together, where no other host is near, do so toward one another.
    fn is_of_two(&self, sides: &Sides) -> bool {
        let their =
            |object: Token<'_>| object.child("poss").is_some_and(|owner| owner.text().eq_ignore_ascii_case("their"));
        sides.holders.len() == 2 && object_of(self.trigger).is_some_and(their)
    }

    /// "outlawed in 2003, but the ban was lifted": by whom and for whom was said with the ban. The rung, where that is carried on too.
    pub(super) fn carry_on(&self, sides: &mut Sides, before: &Position) -> Option<Rung> {
        if self.rule.carry.is_some() {
            if sides.holders.is_empty() && !self.rule.flags.likewise {
                sides.holders.push(before.holder.clone());
            }
            if sides.towards.is_empty() {
                sides.towards.push(before.toward.clone());
            }
        }
        if !self.rule.flags.likewise {
            return None;
        }
        sides.towards.push(before.toward.clone());
        Some(before.rung)
    }

    /// An official's "had been told to go" is his own side's act.
    pub(super) fn side_of_speaker(&self) -> Option<Holder> {
        if !matches!(self.rule.rung, Some(Rung::Expel | Rung::Downgrade | Rung::Derecog)) {
            return None;
        }
        let statement = statement_at(self.ladder.statements, self.trigger)?;
        Some(Holder { party: Party::Known(statement.speaker.as_ref()?.party?), span: statement.source? })
    }

    /// The parties at the first of some places that has any.
    fn place(&self, places: &[Place], several: bool) -> Vec<Holder> {
        for place in places {
            let found = match place {
                // Several subjects and nobody they are with: one another.
                Place::EachOther if several => return Vec::new(),
                Place::EachOther => continue,
                Place::Embassy => self.holders.mission_owner(self.trigger),
                Place::MissionPlace => self.holders.mission_place(self.trigger),
                Place::Seat => {
                    object_of(self.trigger).and_then(|object| self.holders.seat_of(object)).into_iter().collect()
                }
                Place::Path(path) => self.at(path),
            };
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn at(&self, path: &Path) -> Vec<Holder> {
        let heads = find_place(self.trigger, &path.steps).into_iter();
        let parties = |head| if path.owner { self.holders.owners(head) } else { self.holders.parties(head) };
        let mut found: Vec<Holder> = match path.of_two {
            None => heads.flat_map(parties).collect(),
            // "between China and Afghanistan": the first holds, the second is toward whom.
            Some(OfTwo::First) => heads.flat_map(parties).take(1).collect(),
            Some(OfTwo::Second) => heads.flat_map(parties).skip(1).collect(),
        };
        found.dedup_by(|later, earlier| later.party == earlier.party);
        found
    }
}

/// Whether two are not one: a group and the state it governs are.
pub(super) fn apart(holder: &Holder, toward: &Holder, gazetteer: &Gazetteer) -> bool {
    match (&holder.party, &toward.party) {
        (Party::Known(a), Party::Known(b)) => {
            let state = |at: &usize| {
                gazetteer.parties.get(*at).map(|party| party.state.clone().unwrap_or_else(|| party.id.clone()))
            };
            a != b && state(a) != state(b)
        }
        (_, Party::Everyone) => false,
        (a, b) => a != b,
    }
}

/// Whether a party is an armed group or movement.
pub(super) fn is_group(holder: &Holder, gazetteer: &Gazetteer) -> bool {
    is_of(holder, gazetteer, PartyKind::Group)
}

/// Whether a party is an international body or an organ of one.
pub(super) fn is_body(holder: &Holder, gazetteer: &Gazetteer) -> bool {
    is_of(holder, gazetteer, PartyKind::Body)
}

fn is_of(holder: &Holder, gazetteer: &Gazetteer, kind: PartyKind) -> bool {
    match holder.party {
        Party::Known(at) => gazetteer.parties.get(at).is_some_and(|party| party.kind == kind),
        _ => false,
    }
}
