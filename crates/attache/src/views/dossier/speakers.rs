//! All statements of a dossier by speaker.
//!
//! In: the [`Item`]s of each report. Out: [`PartySaid`]: by party, then speaker, then day. "Kabulov told Reuters that …" is,
//! under "Russia", one of Zamir Kabulov's.
//!
//! No speakers are put together but those of the same party and the same name: who is who over several reports is no
//! matter of a view.

use super::statements::Item;
use crate::views::terminal::cut_middle;
use crate::views::wording;
use std::collections::BTreeMap;

/// Statements in all, up to which none are folded away.
const FEW: usize = 80;
/// A speaker's statements before one unfolds the rest.
const FIRST: usize = 8;
/// Roles of a speaker, as different reports name them.
const ROLES: usize = 3;
/// Speakers named beside a party's name, and columns for each.
const NAMED: usize = 3;
const NAME: usize = 40;

/// What was said for a party.
pub struct PartySaid<'i> {
    /// `None` for speakers of whom no party is known.
    pub name: Option<&'i str>,
    /// "12 statements by Hua Chunying and Wang Wenbin".
    pub count: String,
    pub is_open: bool,
    pub speakers: Vec<SpeakerSaid<'i>>,
    /// What is thought or shown, and by nobody said.
    pub thoughts: Vec<&'i Item<'i>>,
}

/// What a speaker said, by day.
pub struct SpeakerSaid<'i> {
    pub who: &'i str,
    pub roles: String,
    pub first: Vec<&'i Item<'i>>,
    pub more: Vec<&'i Item<'i>>,
}

/// All items by party, then speaker, both by name; those of no known party last. Within, by report, so by day.
pub fn by_party<'i>(items: &'i [Vec<Item<'i>>]) -> Vec<PartySaid<'i>> {
    let mut parties: BTreeMap<(bool, &str), Vec<&Item>> = BTreeMap::new();
    for item in items.iter().flatten() {
        let party = item.attribution.party.as_deref();
        parties.entry((party.is_none(), party.unwrap_or_default())).or_default().push(item);
    }
    let is_open = items.iter().map(Vec::len).sum::<usize>() <= FEW;
    let parties = parties.into_iter().map(|((is_unknown, name), items)| {
        let (spoken, thoughts): (Vec<&Item>, Vec<&Item>) =
            items.into_iter().partition(|item| item.statement.act.0.is_speech());
        let mut speakers: BTreeMap<(String, &str), Vec<&Item>> = BTreeMap::new();
        for item in &spoken {
            speakers.entry((item.who.to_lowercase(), &item.who)).or_default().push(item);
        }
        let speakers: Vec<SpeakerSaid> =
            speakers.into_iter().map(|((_, who), items)| speaker_said(who, items)).collect();
        PartySaid {
            name: (!is_unknown).then_some(name),
            count: count(spoken.len(), &speakers, name),
            is_open,
            speakers,
            thoughts,
        }
    });
    parties.collect()
}

/// "12 statements by Hua Chunying, Wang Wenbin and 3 more".
fn count(statements: usize, speakers: &[SpeakerSaid], party: &str) -> String {
    match speakers {
        [] => return "nothing said, only thought or found".into(),
        [itself] if itself.who == party => return wording::count(statements, "statement"),
        _ => {}
    }
    let mut names: Vec<String> = speakers.iter().take(NAMED).map(|speaker| cut_middle(speaker.who, NAME)).collect();
    let more = speakers.len() - names.len();
    let last = if more > 0 { format!("{more} more") } else { names.pop().unwrap_or_default() };
    let by = if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) };
    format!("{} by {by}", wording::count(statements, "statement"))
}

fn speaker_said<'i>(who: &'i str, mut items: Vec<&'i Item<'i>>) -> SpeakerSaid<'i> {
    let mut roles: Vec<&str> = Vec::new();
    for item in &items {
        let attribution = &item.attribution;
        let affiliation = if attribution.party.is_none() { attribution.affiliation.as_ref() } else { None };
        for role in attribution.role.iter().chain(affiliation) {
            if roles.len() < ROLES && !roles.contains(&role.as_str()) {
                roles.push(role);
            }
        }
    }
    let more = items.split_off(items.len().min(FIRST));
    SpeakerSaid { who, roles: roles.join("; "), first: items, more }
}

#[cfg(test)]
mod tests {
    use super::super::statements::items_of;
    use super::super::statements::tests::{report, stay};
    use super::*;
    use crate::contract::dossier::reports::Report;
    use crate::reading::head::PartyNamed;
    use crate::reading::statements::Statement;
    use attache_pipeline::statements::cues::Act;

    #[test]
    fn speakers_stand_under_their_party_and_unknown_ones_last() {
        let of = |who: &str, party: Option<&str>| {
            let mut statement = stay();
            let speaker = statement.speaker.as_mut().unwrap();
            (speaker.name, speaker.actor) = (who.into(), party.map(Into::into));
            statement
        };
        let thought = Statement { act: Act::Think, ..of("Bo", Some("chn")) };
        let mut kept = report(vec![of("Zoe", None), of("Cy", Some("chn")), of("Al", Some("chn")), thought]);
        let first = stay().cue.unwrap();
        kept.head.parties = vec![PartyNamed { name: "China".into(), actor: "chn".into(), mentions: 1, first }];
        let report = Report::from(&kept);
        let items = [items_of(&report, "r1")];
        let parties = by_party(&items);
        assert_eq!(parties.iter().map(|party| party.name).collect::<Vec<_>>(), [Some("China"), None]);
        assert_eq!(parties[0].speakers.iter().map(|speaker| speaker.who).collect::<Vec<_>>(), ["Al", "Cy"]);
        assert_eq!((parties[0].count.as_str(), parties[0].thoughts.len()), ("2 statements by Al and Cy", 1));
    }

    #[test]
    fn long_lists_are_folded() {
        let many = report((0..FEW + 1).map(|_| stay()).collect());
        let many = Report::from(&many);
        let items = [items_of(&many, "r1")];
        let parties = by_party(&items);
        assert!(!parties[0].is_open);
        assert_eq!(parties[0].count, "81 statements by Ann Lee");
        assert_eq!((parties[0].speakers[0].first.len(), parties[0].speakers[0].more.len()), (FIRST, FEW + 1 - FIRST));
    }
}
