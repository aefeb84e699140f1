//! The choice of a party, without a script.
//!
//! In: a dossier's entries. Out: [`Choice`]s for a list to choose from, and the style rules by which what is chosen hides the rest: with "China" chosen only the rows,
//! paths and lanes of class `of-chn` are left.
//!
//! A style sheet sees which option of a list is chosen (`:has(option:checked)`); browsers before 2023 do not, and there the list changes nothing.

use crate::contract::dossier::Dossier;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A party that can be chosen.
pub struct Choice<'d> {
    /// The gazetteer's id.
    pub id: &'d str,
    /// "China".
    pub name: &'d str,
}

/// Parties to choose from, at most: the most often told of.
const MOST: usize = 60;
/// With fewer there is nothing to choose.
const FEWEST: usize = 3;

/// The parties of positions, by name.
pub fn choices<'d>(dossier: &'d Dossier) -> Vec<Choice<'d>> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for entry in &dossier.entries.positions {
        for party in [&entry.holder, &entry.toward] {
            if let Some(id) =
                party.actor.filter(|id| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
            {
                *counts.entry((id, party.name)).or_default() += 1;
            }
        }
    }
    let mut ranked: Vec<((&str, &str), usize)> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.dedup_by_key(|((id, _), _)| *id);
    ranked.truncate(MOST);
    ranked.sort_by_key(|((_, name), _)| *name);
    let choices = ranked.into_iter().map(|((id, name), _)| Choice { id, name });
    Some(choices.collect::<Vec<_>>()).filter(|choices| choices.len() >= FEWEST).unwrap_or_default()
}

/// The style rules.
pub fn rules(choices: &[Choice]) -> String {
    let mut rules = String::new();
    for Choice { id, .. } in choices {
        let _ = writeln!(
            rules,
            "body:has(#only option[value=\"{id}\"]:checked) :is(.brief tbody tr,.path,.steps tbody tr,.drawing g.row):not(.of-{id}){{display:none}}"
        );
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_hides_what_is_of_others() {
        let rules = rules(&[Choice { id: "chn", name: "China" }]);
        assert!(rules.contains("option[value=\"chn\"]:checked") && rules.contains(":not(.of-chn){display:none}"));
    }
}
