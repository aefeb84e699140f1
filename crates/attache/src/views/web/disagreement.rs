//! Where reports disagree, in a language of the interface.
//!
//! In: a contradiction's [`Difference`]. Out: [`Told`]: what differs and what a careful reader would check, by the messages `differs-…` and `check-…` of `languages/*.ftl`,
//! names apart from the rest. Of Peru's recognition of Kosovo in Spanish: "Se dan dos fechas para el paso de Peru de reconocer a Kosovo como Estado (3 de mayo de 2031 y 7 de mayo de
//! 2031): compruebe cuál es la decisión, cuál el anuncio y cuándo surtió efecto."
//!
//! English is that of the command line ([`crate::views::disagreement`]), to the letter. Elsewhere a step stands as a bare infinitive or verbal noun: a verb that agrees with a name
//! which is not of the language would be wrong half the time. Names, and what reports call a happening or a count, stay as they are written.

use super::languages::{Language, Speech};
use crate::views::disagreement::{NAMED, is_month, is_year, two_days};
use crate::views::dossier::brief::participle;
use crate::views::dossier::happenings;
use crate::views::shown::prose;
use crate::views::wording::{self, capitalise, with_article};
use attache_pipeline::figures::Qualifier;
use attache_pipeline::ledger::contradiction::difference::{Days, Difference, Step};
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::positions::ladder::{Family, Rung};
use attache_pipeline::record::Scope;

/// Where a name begins and where it ends, while a sentence is put together: FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE. No name has them itself.
const OPEN: char = '\u{2068}';
const CLOSE: char = '\u{2069}';

/// A sentence with names in it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Told {
    /// Text, and whether it is a name: one stands in its own direction.
    pub pieces: Vec<(String, bool)>,
    /// The language of the text, where it is not the page's.
    pub language: Option<&'static str>,
}

impl Told {
    /// A sentence that the program has in English only.
    pub fn english(text: &str, t: &Speech) -> Told {
        let language = Some(Language::English.code()).filter(|_| t.language != Language::English);
        Told { language, ..Told::own(text) }
    }

    /// Words of the page's language, as they are.
    pub fn own(text: &str) -> Told {
        Told { pieces: vec![(text.to_string(), false)], language: None }
    }

    /// Out of a sentence whose names are isolated.
    fn of(text: &str) -> Told {
        let mut pieces = Vec::new();
        for (number, part) in text.split(OPEN).enumerate() {
            let (name, rest) = part.split_once(CLOSE).filter(|_| number > 0).unwrap_or(("", part));
            pieces.extend([(name.to_string(), true), (rest.to_string(), false)]);
        }
        pieces.retain(|(text, _)| !text.is_empty());
        Told { pieces, language: None }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Without telling names apart: what has no markup shows it.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|(text, _)| text.as_str()).collect()
    }
}

impl Speech {
    /// The sentence of a contradiction.
    pub fn disagreement(&self, difference: &Difference) -> Told {
        let (what, check) = self.differs(difference);
        Told::of(&self.about("differs", &[("what", &what), ("check", &self.say(check))]))
    }

    /// What differs, and the message of what to check.
    fn differs(&self, difference: &Difference) -> (String, &'static str) {
        match difference {
            Difference::StepDays { step, days } => {
                let (deed, [first, second]) = (self.deed(step), self.both_days(*days));
                let about = [("deed", deed.as_str()), ("first", &first), ("second", &second)];
                (self.about("differs-step-days", &about), check_day(step.rung))
            }
            Difference::HappeningDays { noun, place, days } => {
                let [first, second] = self.both_days(*days);
                let (noun, place) = (self.data(noun), self.data(place));
                let about = [("noun", noun.as_str()), ("place", &place), ("first", &first), ("second", &second)];
                (self.about("differs-happening-days", &about), "check-slip")
            }
            Difference::Others { claim, claimant, class, step, others } => {
                let claim = self.claimed(*claim, claimant.as_deref(), class, step);
                let others = self.did(others);
                (self.about("differs-others", &[("claim", &claim), ("others", &others)]), "check-claim")
            }
            Difference::TwoFirsts { step, names } => {
                let [first, second] = self.both(names);
                let about = [("first", first.as_str()), ("second", &second), ("act", &self.act(step))];
                (self.about("differs-two-firsts", &about), "check-firsts")
            }
            Difference::DoneOrNot { step, done } => {
                let deed = self.deed(step);
                let what = match done {
                    Some(done) => self.about("differs-done-or-not-on", &[("deed", &deed), ("on", &self.on(*done))]),
                    None => self.about("differs-done-or-not", &[("deed", &deed)]),
                };
                (what, "check-older")
            }
            Difference::ClosedOrOpen { step, closed } => {
                let about = [("deed", &*self.deed(step)), ("on", &self.on(*closed))];
                (self.about("differs-closed-or-open", &about), "check-opened-again")
            }
            Difference::DoneOrToCome { step, done, put } => {
                let still = self.say(still(*put));
                let about = [("deed", &*self.deed(step)), ("on", &self.on(*done)), ("still", &still)];
                (self.about("differs-done-or-to-come", &about), "check-out-of-date")
            }
            Difference::Counts { of, values } => (self.counts(of, values), "check-counts"),
            Difference::Speakers { names } => {
                let [first, second] = self.both(names);
                (self.about("differs-speakers", &[("first", &first), ("second", &second)]), "check-recording")
            }
            Difference::Doers { deed, place, names } => {
                let [first, second] = self.both(names);
                let (deed, place) = (self.data(deed), self.data(&capitalise(place)));
                let about = [("deed", deed.as_str()), ("place", &place), ("first", &first), ("second", &second)];
                (self.about("differs-doers", &about), "check-deed")
            }
            Difference::Assailants { recipient, names } => {
                let [first, second] = self.both(names);
                let recipient = self.name(recipient);
                let about = [("recipient", recipient.as_str()), ("first", &first), ("second", &second)];
                (self.about("differs-assailants", &about), "check-deed")
            }
        }
    }

    fn is_english(&self) -> bool {
        self.language == Language::English
    }

    /// Text out of reports, in its own direction.
    fn data(&self, text: &str) -> String {
        format!("{OPEN}{}{CLOSE}", prose(text))
    }

    /// A name within a sentence: with an article where the language is the name's own.
    fn name(&self, name: &str) -> String {
        if self.is_english() { self.data(&with_article(name)) } else { self.data(name) }
    }

    fn both(&self, names: &[String; 2]) -> [String; 2] {
        names.each_ref().map(|name| self.name(name))
    }

    /// "Peru recognised Kosovo as a state"; "el paso de Peru de reconocer a Kosovo como Estado".
    fn deed(&self, step: &Step) -> String {
        self.about("differs-deed", &[("holder", &self.name(&step.holder)), ("act", &self.act(step))])
    }

    /// "recognised Kosovo as a state"; "reconocer a Kosovo como Estado".
    fn act(&self, step: &Step) -> String {
        let toward = match step.rung {
            Rung::RecogSov if self.is_english() => self.data(&wording::possessive(&with_article(&step.toward))),
            _ => self.name(&step.toward),
        };
        let plain = format!("rung-{}", step.rung.name());
        let named = match &step.act {
            Some(act) if self.has(&format!("{plain}-{act}")) => format!("{plain}-{act}"),
            _ => plain,
        };
        self.about(&format!("{named}.deed"), &[("toward", &toward)])
    }

    fn claimed(&self, claim: Scope, claimant: Option<&str>, class: &str, step: &Step) -> String {
        let act = self.act(step);
        let (key, claimant, act) = match (claim, claimant) {
            (Scope::First, Some(claimant)) => ("differs-first", claimant, act),
            (Scope::Only, Some(claimant)) => ("differs-only", claimant, act),
            _ if self.is_english() => ("differs-no-other", "", participle(&act)),
            _ => ("differs-no-other", "", act),
        };
        let claimant = match self.is_english() {
            true => self.data(&capitalise(&with_article(claimant))),
            false => self.data(claimant),
        };
        let mut about = vec![("act", act.as_str())];
        if key != "differs-no-other" {
            about.push(("claimant", &claimant));
        }
        if class.is_empty() {
            return self.about(key, &about);
        }
        let class = self.data(&wording::quoted(class));
        about.push(("class", &class));
        self.about(&format!("{key}-within"), &about)
    }

    /// "Spain did, on 3 May 2027, and Peru did"; "Spain (el 3 de mayo de 2027) y Peru".
    fn did(&self, others: &[(String, Option<Days>)]) -> String {
        let did = |(name, days): &(String, Option<Days>)| {
            let name = self.name(name);
            match days {
                Some(days) => self.about("differs-did-on", &[("name", &name), ("on", &self.on(*days))]),
                None => self.about("differs-did", &[("name", &name)]),
            }
        };
        let named: Vec<String> = others.iter().take(NAMED).map(did).collect();
        match others.len().saturating_sub(NAMED) {
            0 => self.listed(&named, "list-last"),
            more => {
                let more = self.count("differs-more", more);
                self.about("differs-did-more", &[("some", &self.listed(&named, "list-next")), ("more", &more)])
            }
        }
    }

    fn counts(&self, of: &str, values: &[(f64, Qualifier)]) -> String {
        let count = |(value, how): &(f64, Qualifier)| {
            let key = match how {
                Qualifier::Exact => "count-exact",
                Qualifier::About => "count-about",
                Qualifier::Over => "count-over",
                Qualifier::Under => "count-under",
                Qualifier::Range => "count-range",
            };
            self.about(key, &[("value", &self.value(*value))])
        };
        let values = self.listed(&values.iter().map(count).collect::<Vec<_>>(), "list-last-as");
        if of.is_empty() {
            return self.about("differs-counts", &[("values", &values)]);
        }
        let of = if self.is_english() { self.data(&capitalise(of)) } else { self.data(of) };
        self.about("differs-counts-of", &[("of", &of), ("values", &values)])
    }

    /// A number as the language writes it; of a broken one the digits that English has.
    fn value(&self, value: f64) -> String {
        let is_whole = value.fract() == 0.0 && (0.0..9e15).contains(&value);
        if is_whole { self.number(value as usize) } else { happenings::number(value) }
    }

    /// "3 May 2031", "May 2031", "2031", "3 May 2031 to 9 May 2031".
    fn days(&self, (first, last): Days) -> String {
        let from = first.to_string();
        match (first, last) {
            days if is_month(days) => self.day(&from[..7]),
            days if is_year(days) => self.day(&from[..4]),
            _ if first == last => self.date(first),
            _ => self.about("from-to", &[("first", &self.date(first)), ("last", &self.date(last))]),
        }
    }

    /// "on 3 May 2031", "in May 2031"; "el 3 de mayo de 2031", "en mayo de 2031".
    fn on(&self, days: Days) -> String {
        let key = match days {
            days if is_month(days) || is_year(days) => "on-month",
            (first, last) if first == last => "on-day",
            _ => "on-days",
        };
        self.about(key, &[("day", &self.days(days))])
    }

    /// The earlier without its year where English leaves it out.
    fn both_days(&self, days: [Days; 2]) -> [String; 2] {
        if self.is_english() { two_days(days) } else { days.map(|days| self.days(days)) }
    }

    /// "a", "a and b", "a, b and c".
    fn listed(&self, parts: &[String], last: &str) -> String {
        let [most @ .., end] = parts else { return String::new() };
        let [first, next @ ..] = most else { return end.clone() };
        let join = |first: String, next: &String| self.about("list-next", &[("first", &first), ("next", next)]);
        let before = next.iter().fold(first.clone(), join);
        if last == "list-next" { join(before, end) } else { self.about(last, &[("first", &before), ("last", end)]) }
    }
}

/// What two days of one step may be.
fn check_day(rung: Rung) -> &'static str {
    match rung.family() {
        Family::Mission => "check-doors",
        _ if rung == Rung::Expel => "check-expulsions",
        _ if rung == Rung::Ambassador => "check-letters",
        _ => "check-decision",
    }
}

/// What the later report calls it.
fn still(put: ModalityKind) -> &'static str {
    match put {
        ModalityKind::Announced => "still-announced",
        ModalityKind::Considering => "still-considering",
        ModalityKind::Conditional => "still-conditional",
        ModalityKind::Urged => "still-urged",
        _ => "still-expected",
    }
}

#[cfg(test)]
mod tests;
