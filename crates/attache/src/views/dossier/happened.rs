//! What happened, and how many, by day.
//!
//! In: a dossier's entries of events and figures. Out: [`Happened`]: those that two reports or more tell, and the others, each a line with the
//! words that say it: "19 March 2011 · Chad → Libya: use of force (aerial) · 2 reports, 2 origins".
//!
//! Nothing is judged here: a type says what kind of act the words tell of, not what it was.

use super::Dossier;
use super::evidence::{Evidence, Places};
use super::happenings::{HappeningView, Matter};
use super::ladder::day_in_words;
use crate::views::wording;

/// Entries by how many tell them.
pub struct Happened<'d> {
    /// Told by two reports or more, by day.
    pub shared: Vec<Line<'d>>,
    /// Told by one.
    pub single: Vec<Line<'d>>,
}

/// An entry.
pub struct Line<'d> {
    /// "19 March 2011"; "told 21 March 2011" where only the day of its first report is known; "undated".
    pub day: String,
    /// "Chad → Libya", "15,000 Ottoman soldiers killed".
    pub who: String,
    /// "use of force (aerial)"; nothing of a figure.
    pub what: String,
    /// "2 reports, 2 origins".
    pub told: String,
    /// The words that say it.
    pub evidence: Vec<Evidence<'d>>,
    /// Wordings not shown.
    pub more: usize,
}

/// Words of evidence shown for an entry, at most.
const SHOWN: usize = 4;
/// Entries shown, at most; the JSON has all.
const MOST: usize = 200;

/// What happened by a dossier. `n log n`.
pub fn happened<'d>(dossier: &'d Dossier, places: &Places<'d>) -> Happened<'d> {
    let mut entries: Vec<&HappeningView> = dossier.entries.happenings.iter().collect();
    entries.sort_by(|a, b| (time_of(a), a.kind, &a.id).cmp(&(time_of(b), b.kind, &b.id)));
    let (shared, single): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.reports > 1);
    let lines =
        |entries: Vec<&'d HappeningView>| entries.into_iter().take(MOST).map(|entry| line(entry, places)).collect();
    Happened { shared: lines(shared), single: lines(single) }
}

/// Its day, else that of its first report; undated ones last.
fn time_of(entry: &HappeningView) -> (bool, Option<&str>) {
    let day = entry.date.as_ref().map(|date| date.value.as_str()).or(entry.first_published.as_deref());
    (day.is_none(), day)
}

fn line<'d>(entry: &'d HappeningView, places: &Places<'d>) -> Line<'d> {
    let (who, what) = match &entry.matter {
        Matter::Event { r#type, mode, .. } => {
            let name = |party: &Option<super::ledger::PartyView>| party.as_ref().map(|party| party.name.clone());
            let holder = name(&entry.holder).unwrap_or_default();
            let put = if entry.modality == "done" { String::new() } else { format!(", {}", entry.modality) };
            let mode = mode.as_ref().map(|mode| format!(" ({mode})")).unwrap_or_default();
            let who = name(&entry.toward).map_or(holder.clone(), |toward| format!("{holder} → {toward}"));
            (who, format!("{}{mode}{put}", act(r#type)))
        }
        Matter::Figure { named, unit, values, .. } => {
            let parts = [Some(range(*values)), unit.clone(), Some(named.clone()).filter(|named| !named.is_empty())];
            (parts.into_iter().flatten().collect::<Vec<_>>().join(" "), String::new())
        }
    };
    let shown = entry.assertions.iter().take(SHOWN).filter_map(|told| places.assertion(&told.assertion));
    Line {
        day: day_in_words(entry.date.as_ref(), entry.first_published.as_deref()),
        who,
        what,
        told: format!("{}, {}", wording::count(entry.reports, "report"), wording::count(entry.origins, "origin")),
        evidence: shown.collect(),
        more: entry.assertions.len().saturating_sub(SHOWN),
    }
}

/// What a PLOVER type is called.
fn act(name: &str) -> &str {
    match name {
        "AGREE" => "agreement",
        "CONSULT" => "talks or visit",
        "SUPPORT" => "support",
        "CONCEDE" => "concession",
        "COOPERATE" => "cooperation",
        "AID" => "aid",
        "RETREAT" => "withdrawal or release",
        "REQUEST" => "demand or request",
        "ACCUSE" => "accusation or criticism",
        "REJECT" => "refusal",
        "THREATEN" => "threat",
        "PROTEST" => "protest",
        "SANCTION" => "sanction or break",
        "MOBILIZE" => "movement of forces",
        "COERCE" => "coercion",
        "ASSAULT" => "use of force",
        other => other,
    }
}

/// "15,000", "14,000–15,000".
fn range((low, high): (f64, f64)) -> String {
    if low == high { number(low) } else { format!("{}–{}", number(low), number(high)) }
}

/// With a comma every three digits.
fn number(value: f64) -> String {
    let text = value.to_string();
    let (whole, rest) = text.find('.').map_or((text.as_str(), ""), |at| text.split_at(at));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.chars().count() - at;
        if at > 0 && left.is_multiple_of(3) && digit.is_ascii_digit() && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(number(149.0), "149");
        assert_eq!(number(15_000.0), "15,000");
        assert_eq!(number(2_500_000.5), "2,500,000.5");
        assert_eq!(range((3.0, 3.0)), "3");
        assert_eq!(range((1300.0, 1500.0)), "1,300–1,500");
    }
}
