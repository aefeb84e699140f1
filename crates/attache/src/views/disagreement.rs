//! What reports tell otherwise, in one sentence, and what a careful reader would check.
//!
//! In: a contradiction's [`Difference`]. Out: English. "Two days are given for when Peru recognised Kosovo as a state, 3 May and 7 May 2031: check which
//! is the decision, which the announcement, and when it took effect."
//!
//! It takes no side, and names no outlet: who says what stands beside it. The JSON carries the sentence as `says`; what the browser says of it in other
//! languages is `views/web/disagreement.rs`.

use super::dossier::brief::participle;
use super::dossier::rungs::{self, past_of};
use super::wording::{self, capitalise, with_article};
use attache_pipeline::figures::Qualifier;
use attache_pipeline::ledger::contradiction::difference::{Days, Difference, Step};
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::positions::ladder::{Family, Rung};
use attache_pipeline::record::Scope;

/// Names listed in a sentence; the rest is counted.
pub const NAMED: usize = 4;

/// The sentence of a contradiction.
pub fn says(difference: &Difference) -> String {
    let (what, check) = match difference {
        Difference::StepDays { step, days } => (
            format!("Two days are given for when {}, {}", deed(step), both_days(*days)),
            check_day(step.rung).to_string(),
        ),
        Difference::HappeningDays { noun, place, days } => (
            format!("Two dates are given for the {noun} in {place}, {}", both_days(*days)),
            "check which is a slip, or whether there were two".to_string(),
        ),
        Difference::Others { claim, claimant, class, step, others } => (
            format!("{}; by another report {}", claimed(*claim, claimant.as_deref(), class, step), did(others)),
            "check whether the claim is older than that, or means something narrower".to_string(),
        ),
        Difference::TwoFirsts { step, names } => (
            format!("Both {} are called the first that {}", both(names), act(step)),
            "check the day on which each of them did".to_string(),
        ),
        Difference::DoneOrNot { step, done } => (
            format!(
                "By one report {}{}, by another not",
                deed(step),
                done.map_or(String::new(), |done| format!(" {}", on(done)))
            ),
            "check whether the other is older than the deed, and whether both mean the same step".to_string(),
        ),
        Difference::ClosedOrOpen { step, closed } => (
            format!("By one report {} {}, by a later one it is open", deed(step), on(*closed)),
            "check whether it was opened again, and which part of it was closed".to_string(),
        ),
        Difference::DoneOrToCome { step, done, put } => (
            format!("By one report {} {}, by a later one that is {}", deed(step), on(*done), still(*put)),
            "check whether the later one is out of date, or means another step".to_string(),
        ),
        Difference::Counts { of, values } => {
            let told: Vec<String> = values.iter().map(|(value, how)| count(*value, *how)).collect();
            let of = if of.is_empty() { "The same figure is".to_string() } else { format!("{} are", capitalise(of)) };
            (
                format!("{of} told as {}", list(&told, "and as")),
                "check whether all count the same ones, at the same time".to_string(),
            )
        }
        Difference::Speakers { names } => (
            format!("The same words are given to {}", list(&articled(names), "and to")),
            "check the recording or the transcript for who spoke".to_string(),
        ),
        Difference::Doers { deed, place, names } => (
            format!("The {deed} in {} is laid to {}", capitalise(place), list(&articled(names), "and to")),
            "check who claims it, and whether one deed is meant".to_string(),
        ),
        Difference::Assailants { recipient, names } => (
            format!("One assault on {} is laid to {}", with_article(recipient), list(&articled(names), "and to")),
            "check who claims it, and whether one deed is meant".to_string(),
        ),
    };
    format!("{what}: {check}.")
}

/// "Peru recognised Kosovo as a state".
fn deed(step: &Step) -> String {
    format!("{} {}", with_article(&step.holder), act(step))
}

/// "recognised Kosovo as a state".
fn act(step: &Step) -> String {
    let past = match step.rung {
        // Days are told of when they began.
        Rung::Relations => "took up or restored relations with {}",
        rung => past_of(rung, step.act.as_deref()),
    };
    rungs::filled(past, &step.toward)
}

/// What two days of one step may be.
fn check_day(rung: Rung) -> &'static str {
    match rung.family() {
        Family::Mission => "check which is the order, and which the day the doors closed or opened",
        _ if rung == Rung::Expel => {
            "check which is the order and which the day they left, or whether there were two expulsions"
        }
        _ if rung == Rung::Ambassador => "check which is the naming, the letters or the reception",
        _ => "check which is the decision, which the announcement, and when it took effect",
    }
}

/// "Canada is called the first, within “G7”, that recognised Palestine as a state".
fn claimed(claim: Scope, claimant: Option<&str>, class: &str, step: &Step) -> String {
    let within = if class.is_empty() { String::new() } else { format!(", within {},", wording::quoted(class)) };
    let act = act(step);
    match (claim, claimant) {
        (Scope::First, Some(claimant)) => {
            format!("{} is called the first{within} that {act}", capitalise(&with_article(claimant)))
        }
        (Scope::Only, Some(claimant)) => {
            format!("{} is called the only one{within} that {act}", capitalise(&with_article(claimant)))
        }
        _ => format!("No other country{within} is said to have {}", participle(&act)),
    }
}

/// "Spain did, on 3 May 2027, and Peru did".
fn did(others: &[(String, Option<Days>)]) -> String {
    let named: Vec<String> = others
        .iter()
        .take(NAMED)
        .map(|(name, days)| match days {
            Some(days) => format!("{} did, {}", with_article(name), on(*days)),
            None => format!("{} did", with_article(name)),
        })
        .collect();
    match others.len().saturating_sub(NAMED) {
        0 => list(&named, "and"),
        more => format!("{}, and {more} more", named.join(", ")),
    }
}

/// What the later report calls it.
fn still(put: ModalityKind) -> &'static str {
    match put {
        ModalityKind::Announced => "only announced",
        ModalityKind::Considering => "only considered",
        ModalityKind::Conditional => "still subject to a condition",
        ModalityKind::Urged => "still asked for",
        _ => "still expected",
    }
}

/// "some 20", "30 or more".
fn count(value: f64, how: Qualifier) -> String {
    let value = super::dossier::happenings::number(value);
    match how {
        Qualifier::Exact => value,
        Qualifier::About => format!("some {value}"),
        Qualifier::Over => format!("{value} or more"),
        Qualifier::Under => format!("{value} at most"),
        Qualifier::Range => format!("from {value}"),
    }
}

/// "3 May 2031", "May 2031", "3 May 2031 to 9 May 2031".
fn day((first, last): Days) -> String {
    let (from, to) = (first.to_string(), last.to_string());
    match (first, last) {
        days if is_month(days) => wording::day(&from[..7]),
        days if is_year(days) => from[..4].to_string(),
        _ => wording::days((&from, &to)),
    }
}

/// Whether days are those of one month.
pub fn is_month((first, last): Days) -> bool {
    first != last && first.first_of_month() == first && first.last_of_month() == last
}

/// Whether days are those of one year.
pub fn is_year((first, last): Days) -> bool {
    first.first_of_year() == first && first.last_of_year() == last
}

/// "on 3 May 2031", "in May 2031".
fn on(days: Days) -> String {
    let told = day(days);
    if told.starts_with(|c: char| c.is_ascii_digit()) && told.contains(' ') {
        format!("on {told}")
    } else {
        format!("in {told}")
    }
}

/// "3 May and 7 May 2031".
fn both_days(days: [Days; 2]) -> String {
    let [first, second] = two_days(days);
    format!("{first} and {second}")
}

/// "3 May", "7 May 2031".
pub fn two_days([one, other]: [Days; 2]) -> [String; 2] {
    let (first, second) = (day(one), day(other));
    let year = format!(" {}", one.0.year());
    let is_same_year = one.0.year() == other.1.year() && one.0.year() == one.1.year();
    let first =
        first.strip_suffix(&year).filter(|_| is_same_year && !first.contains(" to ")).unwrap_or(&first).to_string();
    [first, second]
}

fn articled(names: &[String; 2]) -> Vec<String> {
    names.iter().map(|name| with_article(name)).collect()
}

fn both(names: &[String; 2]) -> String {
    list(&articled(names), "and")
}

/// "a", "a and b", "a, b and c".
fn list(parts: &[String], word: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(holder: &str, toward: &str, rung: Rung) -> Step {
        Step { holder: holder.into(), toward: toward.into(), rung, act: None }
    }

    fn days(first: &str, last: &str) -> Days {
        (first.parse().expect("a day"), last.parse().expect("a day"))
    }

    #[test]
    fn every_sentence_says_what_differs_and_what_to_check() {
        let peru = step("Peru", "Kosovo", Rung::RecogState);
        let (third, seventh) = (days("2031-05-03", "2031-05-03"), days("2031-05-07", "2031-05-07"));
        let told = says(&Difference::StepDays { step: peru.clone(), days: [third, seventh] });
        assert_eq!(
            told,
            "Two days are given for when Peru recognised Kosovo as a state, 3 May and 7 May 2031: \
             check which is the decision, which the announcement, and when it took effect."
        );
        let told = says(&Difference::Others {
            claim: Scope::First,
            claimant: Some("United States".into()),
            class: "G7".into(),
            step: peru.clone(),
            others: vec![("France".into(), Some(days("2031-05-01", "2031-05-31")))],
        });
        assert_eq!(
            told,
            "The United States is called the first, within “G7”, that recognised Kosovo as a state; by another report France did, in May 2031: \
             check whether the claim is older than that, or means something narrower."
        );
        let told = says(&Difference::DoneOrToCome { step: peru.clone(), done: third, put: ModalityKind::Expected });
        assert!(told.starts_with("By one report Peru recognised Kosovo as a state on 3 May 2031, by a later one that is still expected: check"));
        let told = says(&Difference::DoneOrNot { step: peru, done: None });
        assert!(told.starts_with("By one report Peru recognised Kosovo as a state, by another not: check"));
        let counts = vec![(1200.0, Qualifier::About), (1500.0, Qualifier::Over)];
        let told = says(&Difference::Counts { of: "soldiers killed".into(), values: counts });
        assert!(told.starts_with("Soldiers killed are told as some 1,200 and as 1,500 or more: check"));
        let names = ["Houthis".to_string(), "Iran".to_string()];
        let told = says(&Difference::Assailants { recipient: "Greece".into(), names });
        assert!(told.starts_with("One assault on Greece is laid to the Houthis and to Iran: check"));
    }
}
