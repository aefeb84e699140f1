//! What happened, and how many, by day.
//!
//! In: a dossier's entries of events and figures. Out: [`Happened`]: those that two reports or more tell, and the others, each a line with the
//! words that say it: "19 March 2011 · Chad → Libya: use of force (aerial) · 2 reports, 2 origins".
//!
//! Nothing is judged here: a type says what kind of act the words tell of, not what it was.

use super::evidence::{Evidence, Places};
use super::ladder::day_in_words;
use super::stances;
use crate::contract::dates::Resolved;
use crate::contract::dossier::Dossier;
use crate::contract::dossier::happenings::{EventEntry, FigureEntry};
use crate::contract::dossier::told::{Assertion, Publication};
use attache_pipeline::events::EventType;
use attache_pipeline::modality::ModalityKind;

/// Entries by how many tell them.
pub struct Happened<'d> {
    /// Told by two reports or more, by day.
    pub shared: Vec<Line<'d>>,
    /// Told by one.
    pub single: Vec<Line<'d>>,
}

/// An entry.
pub struct Line<'d> {
    /// "19 March 2011"; "by 21 March 2011" where only the day of its first report is known; "undated".
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
    let events = dossier.entries.events.iter().map(Happening::Event);
    let figures = dossier.entries.figures.iter().map(Happening::Figure);
    let mut entries: Vec<Happening> = events.chain(figures).collect();
    entries.sort_by(|a, b| a.rank().cmp(&b.rank()));
    let (shared, single): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.publication().reports > 1);
    let lines = |entries: Vec<Happening<'d>>| entries.into_iter().take(MOST).map(|entry| line(entry, places)).collect();
    Happened { shared: lines(shared), single: lines(single) }
}

/// An entry of either kind; events come first where days are equal.
#[derive(Clone, Copy)]
enum Happening<'d> {
    Event(&'d EventEntry<'d>),
    Figure(&'d FigureEntry<'d>),
}

impl<'d> Happening<'d> {
    fn publication(&self) -> &'d Publication {
        match self {
            Happening::Event(event) => &event.publication,
            Happening::Figure(figure) => &figure.publication,
        }
    }

    fn date(&self) -> Option<Resolved<'d>> {
        match self {
            Happening::Event(event) => event.date.filter(|_| event.dated),
            Happening::Figure(figure) => figure.date.filter(|_| figure.dated),
        }
    }

    /// By its day, else that of its first report; undated ones last.
    fn rank(&self) -> (bool, Option<&'d str>, bool, &'d str) {
        let day = self.date().map(|date| date.value).or(self.publication().first_published.as_deref());
        match self {
            Happening::Event(event) => (day.is_none(), day, false, event.id),
            Happening::Figure(figure) => (day.is_none(), day, true, figure.id),
        }
    }

    fn assertions(&self) -> Vec<&'d Assertion<'d>> {
        match self {
            Happening::Event(event) => event.assertions.iter().collect(),
            Happening::Figure(figure) => figure.assertions.iter().map(|counted| &counted.assertion).collect(),
        }
    }
}

fn line<'d>(entry: Happening<'d>, places: &Places<'d>) -> Line<'d> {
    let (who, what) = match entry {
        Happening::Event(event) => (parties_of(event), what_of(event)),
        Happening::Figure(figure) => (number_of(figure), String::new()),
    };
    let (publication, assertions) = (entry.publication(), entry.assertions());
    Line {
        day: day_in_words(entry.date(), publication.first_published.as_deref()),
        who,
        what,
        told: stances::told_by(publication),
        more: assertions.len().saturating_sub(SHOWN),
        evidence: assertions.into_iter().take(SHOWN).filter_map(|told| places.assertion(told)).collect(),
    }
}

/// "Chad → Libya".
pub fn parties_of(event: &EventEntry) -> String {
    match event.toward {
        Some(toward) => format!("{} → {}", event.holder.name, toward.name),
        None => event.holder.name.to_string(),
    }
}

/// "use of force (aerial), announced".
pub fn what_of(event: &EventEntry) -> String {
    let mode = event.mode.map(|mode| format!(" ({mode})")).unwrap_or_default();
    let put = if event.modality == ModalityKind::Done { String::new() } else { format!(", {}", event.modality) };
    format!("{}{mode}{put}", act(event.r#type.0))
}

/// "15,000 Ottoman soldiers killed".
fn number_of(figure: &FigureEntry) -> String {
    let mut parts = vec![range(figure.values)];
    parts.extend(figure.unit.map(str::to_string));
    if !figure.named.is_empty() {
        parts.push(figure.named.to_string());
    }
    parts.join(" ")
}

/// What a PLOVER type is called.
fn act(name: EventType) -> &'static str {
    match name {
        EventType::Agree => "agreement",
        EventType::Consult => "talks or visit",
        EventType::Support => "support",
        EventType::Concede => "concession",
        EventType::Cooperate => "cooperation",
        EventType::Aid => "aid",
        EventType::Retreat => "withdrawal or release",
        EventType::Request => "demand or request",
        EventType::Accuse => "accusation or criticism",
        EventType::Reject => "refusal",
        EventType::Threaten => "threat",
        EventType::Protest => "protest",
        EventType::Sanction => "sanction or break",
        EventType::Mobilize => "movement of forces",
        EventType::Coerce => "coercion",
        EventType::Assault => "use of force",
    }
}

/// "15,000", "14,000–15,000".
fn range((low, high): (f64, f64)) -> String {
    if low == high { number(low) } else { format!("{}–{}", number(low), number(high)) }
}

/// With a comma every three digits.
pub fn number(value: f64) -> String {
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
