//! The tool `claim_origins`: how many independent origins say what a claim says.
//!
//! In: a claim in words. Out: [`ClaimTold`]: what it was read as; the lines that say so, with the reports at each origin; what says otherwise. "The moon is made of cheese" is no step and
//! no deed of a party: nothing is counted, and what a search for its words finds is given as that.

use super::Asked;
use super::arguments::Claim;
use super::fields::short;
use super::page::read_text;
use super::search::{Place, find};
use super::told::{AsOf, Told, cite, not_listed};
use crate::answers::claims::{Checked, check_claim};
use crate::answers::finding::MOST_WORDS;
use crate::reading::collection::{CaptureRead, Collection};
use crate::reading::report::reports_of;
use crate::reading::selection::Selection;
use crate::store::search::Within;
use crate::views::wording;
use anyhow::Result;
use attache_pipeline::page::{Known, MediaType};
use schemars::JsonSchema;
use serde::Serialize;

/// A claim and who tells it.
#[derive(Serialize, JsonSchema)]
pub struct ClaimTold {
    pub as_of: AsOf,
    /// The claim, as it was given.
    pub claim: String,
    /// Whether it could be read as a line of a ledger, so that its origins are counted.
    pub counted: bool,
    /// What that means, in a sentence.
    pub note: String,
    #[serde(flatten)]
    pub checked: Checked,
    /// Where it is not counted: places that have some of its words, the best first. They need not say it.
    pub search: Vec<Place>,
}

/// Words of a claim that are looked for have so many letters, or more.
const LETTERS: usize = 4;

const COUNTED: &str = "Origins are counted over the bodies of reports and what they hand on, not over headlines; they say who tells it, not whether it is true. Only what the claim was read as is compared: not its places, numbers or reasons.";
const NO_DAY: &str = " It gives no day, so that lines of all days are counted together: each may be another occasion.";
const NONE_SAYS_SO: &str = "The claim was understood, and no line of the ledger says so: nothing is counted.";
const NOT_READ: &str = "The claim could not be read as a step or a deed of one party toward another, so that no origins are counted; `search` has places with some of its words, which need not say it. Write one plain sentence: who did what to whom.";

/// `claim_origins`.
pub fn origins(asked: &Asked, arguments: &Claim) -> Result<Told> {
    let claim = short("claim", &arguments.claim)?;
    let day = asked.day(arguments.as_of);
    let read = read_claim(claim, asked)?;
    let checked = check_claim(&read, &asked.app.questions, day, arguments.limit.0, asked.store)?;
    let counted = !checked.understood.is_empty();
    let search = if counted { Vec::new() } else { look_for_words(claim, asked, day, arguments.limit.0)? };
    let is_undated = checked.lines.len() > 1 && checked.understood.iter().any(|read| read.date.is_none());
    let note = match (counted, checked.lines.is_empty()) {
        (false, _) => NOT_READ.into(),
        (true, true) => NONE_SAYS_SO.into(),
        (true, false) => format!("{COUNTED}{}", if is_undated { NO_DAY } else { "" }),
    };
    let told = ClaimTold { as_of: AsOf::of(day, asked)?, claim: claim.into(), counted, note, checked, search };
    Told::of(in_words(&told), &told)
}

/// The claim, read as an article of one sentence.
fn read_claim(claim: &str, asked: &Asked) -> Result<Collection> {
    let reader = asked.app.reader()?;
    let done = read_text(&reader, claim.as_bytes().to_vec(), MediaType::Article, Known::default())?;
    let outcome = done.reading.and_then(|reading| reports_of("claim", &done.sha256, &reading, &reader.lexicons));
    Ok(Collection::of(vec![CaptureRead { path: "claim".into(), outcome }], &Selection::default()))
}

/// What a search for any of its longer words finds.
fn look_for_words(claim: &str, asked: &Asked, day: Option<jiff::civil::Date>, most: usize) -> Result<Vec<Place>> {
    let words: Vec<String> = claim
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= LETTERS)
        .map(|word| format!("\"{word}\""))
        .take(MOST_WORDS / 2)
        .collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    find(&words.join(" OR "), &Within { as_of: day, ..Within::default() }, most, asked)
}

fn in_words(told: &ClaimTold) -> String {
    let checked = &told.checked;
    let mut out = String::new();
    for read in &checked.understood {
        out += &format!("Read as: {}\n", read.says);
    }
    if told.counted {
        let (origins, reports) = (checked.independent_origins, checked.reports);
        out += &format!("{}, {}.\n", wording::count(origins, "independent origin"), wording::count(reports, "report"));
    }
    out += &format!("{}\n{}\n", told.note, told.as_of.in_words());
    for line in &checked.lines {
        let (origins, reports) =
            (wording::count(line.independent_origins, "origin"), wording::count(line.reports, "report"));
        out += &format!("\nSays so: {} ({reports}, {origins}; {}) [{}]\n", line.says, line.status, line.id);
        for origin in &line.origins {
            out += &format!("  Origin {}:\n", origin.origin);
            for one in &origin.told_by {
                let said = one.said_by.as_ref().map(|said| format!(", by {said}")).unwrap_or_default();
                let via = one.reported_by.as_ref().map(|relay| format!(", to {relay}")).unwrap_or_default();
                let drawn = match one.draws_on.as_slice() {
                    [] => String::new(),
                    reports => format!(", with text of report {}", reports.join(", ")),
                };
                out += &format!("    {}{said}{via}{drawn}\n", one.words.in_words());
            }
        }
    }
    for other in &checked.otherwise {
        out += &format!("\nOtherwise ({}): {} ({}) [{}]\n", other.how, other.says, other.status, other.id);
        cite(&other.evidence, &mut out);
    }
    for against in &checked.contradictions {
        out += &format!("\nReports disagree: {} [{}]\n", against.says, against.id);
        cite(&against.evidence, &mut out);
    }
    if checked.more > 0 {
        not_listed(checked.more, &mut out);
    }
    if !told.search.is_empty() {
        out += "\nNot counted, found by words alone:\n";
        told.search.iter().for_each(|place| place.tell(&mut out));
    }
    out
}
