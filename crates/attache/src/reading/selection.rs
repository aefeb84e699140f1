//! Which reports a dossier is of: those that name a party, those one could have known on a day, those since a day, those of an outlet.
//!
//! In: a [`Report`]. Out: why it is left out, or nothing. With `--as-of 2021-09-01`, a report of 4 July 2025 is left out
//! as "published 4 July 2025, after that day"; one with no day at all since it cannot be said when it could be known.
//!
//! What is left out is left out of what is shown: the reports are merged before ([`super::collection`]).
//!
//! A party is what the gazetteer knows: a state, a body, a group. Persons cannot be asked for yet.

use super::report::Report;
use crate::views::wording;
use attache_pipeline::people::gazetteer::Gazetteer;
use jiff::civil::Date;

/// What a dossier is of.
#[derive(Default)]
pub struct Selection {
    /// Only what concerns one of these parties, and reports that name one; all where there is none.
    pub about: Vec<About>,
    /// Only reports that could be known on this day.
    pub as_of: Option<Date>,
    /// Only reports from this day on.
    pub since: Option<Date>,
    /// Only reports of outlets whose names hold one of these, in any case; all where there is none.
    pub outlets: Vec<String>,
}

/// A party asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The canonical English short name.
    pub name: String,
    /// The gazetteer's id.
    pub actor: String,
}

/// The party a user's words mean: a form as written, an id, or any form or canonical name in another case.
///
/// # Errors
/// One line where nobody is called so.
pub fn find_party(written: &str, gazetteer: &Gazetteer) -> Result<About, String> {
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = written.strip_prefix("the ").or_else(|| written.strip_prefix("The ")).unwrap_or(&written);
    let by_name = || gazetteer.parties.iter().position(|party| party.name.to_lowercase() == bare.to_lowercase());
    let by_form = |form: &str| gazetteer.find_form(form).map(|(party, _)| party);
    let found = by_form(&written)
        .or_else(|| by_form(bare))
        .or_else(|| gazetteer.find_id(&bare.to_lowercase()))
        .or_else(by_name)
        .or_else(|| by_form(&capitalise(bare)))
        .or_else(|| by_form(&bare.to_uppercase()));
    match found.and_then(|at| gazetteer.parties.get(at)) {
        Some(party) => Ok(About { name: party.name.clone(), actor: party.id.clone() }),
        None => match near_names(&written, gazetteer.parties.iter().map(|party| party.name.clone())).as_slice() {
            [] => Err(format!(
                "no state, body or group is called `{written}`: check the spelling, or use another name of it (`China`, `Chinese`, `chn`)"
            )),
            near => Err(format!("nobody is called `{written}`; did you mean {}?", near.join(", "))),
        },
    }
}

impl About {
    /// "Burma: Myanmar (mmr)", where the name is another than was written; `None` where it is the same.
    pub fn taken(&self, written: &str) -> Option<String> {
        let same = written.eq_ignore_ascii_case(&self.name);
        (!same).then(|| format!("{written}: {} ({})", self.name, self.actor))
    }
}

/// Suggestions, at most.
const SUGGESTED: usize = 3;
/// Letters that a suggestion may differ in, at most, for each four that were written.
const LETTERS: usize = 4;

/// Names that differ from a word in few letters, the nearest first. They are only suggested, never taken.
pub fn near_names(written: &str, names: impl Iterator<Item = String>) -> Vec<String> {
    let wanted = written.to_lowercase();
    let most = (wanted.chars().count() / LETTERS).max(1);
    let near = names.filter_map(|name| {
        let apart = distance(&wanted, &name.to_lowercase());
        (apart <= most).then_some((apart, name))
    });
    let mut near: Vec<(usize, String)> = near.collect();
    near.sort();
    near.dedup();
    near.into_iter().take(SUGGESTED).map(|(_, name)| name).collect()
}

/// Letters to be changed, added, left out or swapped with their neighbour to make one word of the other (optimal string alignment,
/// Damerau 1964). `O(n m)`.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = changed.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

/// "south sudan" to "South Sudan".
fn capitalise(words: &str) -> String {
    let capitalised = words.split(' ').map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
    });
    capitalised.collect::<Vec<_>>().join(" ")
}

impl Selection {
    /// One line on why a report could not be known on the day asked for; `None` where it could.
    pub fn why_unknown(&self, report: &Report) -> Option<String> {
        let asked = self.as_of?;
        let Some(day) = report.day() else { return Some(NO_DAY.into()) };
        (day > asked).then(|| format!("{} {}, after {}", came(report), in_words(day), in_words(asked)))
    }

    /// One line on why a report is not looked at; `None` where it is. `concerned`: it tells of a party asked for, by whatever words.
    pub fn why_left_out(&self, report: &Report, concerned: bool) -> Option<String> {
        if let Some(asked) = self.since {
            match report.day() {
                None => return Some(NO_DAY.into()),
                Some(day) if day < asked => {
                    return Some(format!("{} {}, before {}", came(report), in_words(day), in_words(asked)));
                }
                Some(_) => {}
            }
        }
        if !self.is_by(report.head.outlet.as_deref()) {
            let outlet = report.head.outlet.as_deref().unwrap_or("of no outlet that was found");
            return Some(format!("not by {}: {outlet}", self.outlets.join(" or ")));
        }
        let is_named = |about: &About| report.head.parties.iter().any(|party| party.actor == about.actor);
        let named = self.about.is_empty() || concerned || self.about.iter().any(is_named);
        let names: Vec<&str> = self.about.iter().map(|about| about.name.as_str()).collect();
        (!named).then(|| format!("does not name {}", names.join(" or ")))
    }

    /// Whether reports of an outlet are looked at.
    fn is_by(&self, outlet: Option<&str>) -> bool {
        let is_of = |outlet: &str| {
            let outlet = outlet.to_lowercase();
            self.outlets.iter().any(|asked| outlet.contains(&asked.to_lowercase()))
        };
        self.outlets.is_empty() || outlet.is_some_and(is_of)
    }

    /// Whether a report of a day and an outlet is looked at, whomever it names; one without a day was known on none.
    pub fn shows(&self, day: Option<Date>, outlet: Option<&str>) -> bool {
        let by = self.as_of.is_none_or(|asked| day.is_some_and(|day| day <= asked));
        let from = self.since.is_none_or(|asked| day.is_some_and(|day| day >= asked));
        by && from && self.is_by(outlet)
    }

    /// Whether it looks at a part of what is known only.
    pub fn is_partial(&self) -> bool {
        !self.about.is_empty() || self.since.is_some() || !self.outlets.is_empty()
    }

    /// What to know of a report that belongs: it may have been changed after the day asked for.
    pub fn caveat(&self, report: &Report) -> Option<String> {
        let (asked, modified) = (self.as_of?, report.head.modified.as_ref()?.date);
        if modified <= asked {
            return None;
        }
        Some(format!("changed {}, after the day asked for: its text may be later", in_words(modified)))
    }
}

/// Said of a report that no day can be asked of.
const NO_DAY: &str = "has neither a day of publication nor one of capture";

fn came(report: &Report) -> &'static str {
    if report.head.published.is_some() { "published" } else { "captured" }
}

fn in_words(day: Date) -> String {
    wording::day(&day.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::reports;
    use super::*;
    use attache_pipeline::lexicons::Lexicons;

    #[test]
    fn parties_are_found_however_they_are_written() {
        let gazetteer = Lexicons::embedded().gazetteer;
        let name = |written: &str| find_party(written, &gazetteer).map(|about| about.name).unwrap_or_default();
        assert_eq!(name("China"), "China");
        assert_eq!(name("chn"), "China");
        assert_eq!(name("beijing"), "China");
        assert_eq!(name("south sudan"), "South Sudan");
        assert_eq!(name("the  TALIBAN"), "Taliban");
        assert_eq!(name("nato"), "NATO");
        assert_eq!(name("Chnia"), "");
    }

    #[test]
    fn days_and_parties_leave_out() {
        let text = "Embassy stays\n\nRussia keeps its embassy in Kabul open.";
        let (dated, undated) = (reports("a", text, Some("2021-08-16")), reports("a", text, None));
        let selection = |as_of: &str, about: &str| Selection {
            as_of: Some(as_of.parse().unwrap()),
            about: vec![About { name: about.into(), actor: about.into() }],
            ..Selection::default()
        };
        assert_eq!(selection("2021-08-16", "rus").why_left_out(&dated[0], false), None);
        assert_eq!(selection("2021-08-16", "chn").why_left_out(&dated[0], false).unwrap(), "does not name chn");
        assert_eq!(selection("2021-08-16", "chn").why_left_out(&dated[0], true), None);
        let why = selection("2021-08-15", "rus").why_unknown(&dated[0]).unwrap();
        assert_eq!(why, "published 16 August 2021, after 15 August 2021");
        assert!(selection("2021-08-15", "rus").why_unknown(&undated[0]).unwrap().contains("neither"));
        let since = Selection { since: "2021-08-17".parse().ok(), ..Selection::default() };
        let why = since.why_left_out(&dated[0], false).unwrap();
        assert_eq!(why, "published 16 August 2021, before 17 August 2021");
        let by = Selection { outlets: vec!["courier".into()], ..Selection::default() };
        assert!(by.why_left_out(&dated[0], false).unwrap().starts_with("not by courier"));
    }

    #[test]
    fn letters_are_counted() {
        assert_eq!(distance("chnia", "china"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
