//! The tools there are.
//!
//! In: a name and arguments. Out: [`TOOLS`]: what each is called, what it answers and does not, the schemas of what it takes and gives, and the function that answers. A tool that writes is listed
//! and answered only where the flags allow it.

use super::arguments::{
    Ask, Claim, Correct, Diff, Evidence, Page, People, Positions, Quotes, Search, Stories, Surrounding,
};
use super::claim::{self, ClaimTold};
use super::correct::{self, Corrected};
use super::lines::{self, Changes, LineTold};
use super::lists::{self, StoriesTold, TermsTold};
use super::page::{self, PageTold};
use super::search::{self, Answered, Places};
use super::told::{Lines, Told};
use super::{Asked, Settings};
use crate::answers::timeline::Step;
use crate::contract::dossier::contradictions::Contradiction;
use crate::contract::dossier::persons::Person;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::utterances::Utterance;
use anyhow::{Result, anyhow};
use rmcp::model::{JsonObject, ToolAnnotations};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;

/// A tool.
pub struct Tool {
    pub name: &'static str,
    pub title: &'static str,
    /// What it answers, and what it does not.
    pub about: &'static str,
    /// The schema of its arguments, and of its answers.
    pub takes: fn() -> JsonObject,
    pub gives: fn() -> JsonObject,
    /// What answers.
    pub answer: fn(&Asked, JsonObject) -> Result<Told>,
    /// Whether it changes the ledger.
    pub writes: bool,
    /// Whether it reads a page or merges, which have bounds of their own.
    pub is_slow: bool,
}

/// All of them.
pub const TOOLS: &[Tool] = &[
    Tool {
        name: "search",
        title: "Search reports",
        about: "Finds words in the paragraphs and statements of the captured reports, the best places first. It finds words, not meanings: forms of a word are other words, and what is found need not be claimed by anybody.",
        takes: takes::<Search>,
        gives: gives::<Places>,
        answer: |asked, given| search::search(asked, &read(given)?),
        writes: false,
        is_slow: false,
    },
    Tool {
        name: "ask",
        title: "Ask a question",
        about: "Answers a question about who recognised, closed an embassy, broke relations, listed, sanctioned or received whom, when, and what was said: in a sentence, with a verdict, how sure it is, the lines it rests on and what disagrees. It answers from the ledger's lines alone and says where it does not understand or the ledger does not tell. It reads no reasons (why) and no two questions in one.",
        takes: takes::<Ask>,
        gives: gives::<Answered>,
        answer: |asked, given| search::ask(asked, &read(given)?),
        writes: false,
        is_slow: false,
    },
    Tool {
        name: "positions",
        title: "List positions",
        about: "Lists who stands where toward whom on the ladder of recognition and relations: holder, toward, step, how it is put, when, status, by how many reports and independent origins, with the words that say it. Names are found by any of their forms; a name nobody has is an error that suggests near ones.",
        takes: takes::<Positions>,
        gives: gives::<Lines<PositionEntry>>,
        answer: |asked, given| lines::positions(asked, &read(given)?),
        writes: false,
        is_slow: false,
    },
    Tool {
        name: "quotes",
        title: "List statements",
        about: "Lists what one speaker said on one occasion, in every wording that reports give it, with who handed it on. It does not find what somebody meant, or words of a topic: `search` finds those.",
        takes: takes::<Quotes>,
        gives: gives::<Lines<Utterance>>,
        answer: |asked, given| lines::quotes(asked, &read(given)?),
        writes: false,
        is_slow: false,
    },
    Tool {
        name: "timeline",
        title: "List steps by day",
        about: "Lists positions and events together by day, the latest of them: who took which step toward whom, who did what to whom. Undated steps stand at the day of their first report. It does not say that one step caused another.",
        takes: takes::<Surrounding>,
        gives: gives::<Lines<Step>>,
        answer: |asked, given| lists::timeline(asked, &read(given)?),
        writes: false,
        is_slow: false,
    },
    Tool {
        name: "contradictions",
        title: "List disagreements",
        about: "Lists where reports disagree: what differs in one sentence, what a careful reader would check, and the words of each side. It does not judge who is right, and a later correction or another day is none.",
        takes: takes::<Surrounding>,
        gives: gives::<Lines<Contradiction>>,
        answer: |asked, given| lists::contradictions(asked, &read(given)?),
        writes: false,
        is_slow: false,
    },
    Tool {
        name: "people",
        title: "List people",
        about: "Lists whom reports name: every name as written, the parties a person is of, posts with the days they are reported for and whether one is over, how many reports and statements. Two persons of one name stay two where posts, states or years say so. It knows of a person what the reports say, nothing else.",
        takes: takes::<People>,
        gives: gives::<Lines<Person>>,
        answer: |asked, given| lists::people(asked, &read(given)?),
        writes: false,
        is_slow: false,
    },
    Tool {
        name: "terms",
        title: "List what a party is called",
        about: "Lists what outlets call a party in their own words, and what speakers call it whom they quote, with how often and how often in marks of distance. It needs `about`. It counts words and draws no conclusion from them.",
        takes: takes::<Surrounding>,
        gives: gives::<TermsTold>,
        answer: |asked, given| lists::terms(asked, &read(given)?),
        writes: false,
        is_slow: false,
    },
    Tool {
        name: "stories",
        title: "List stories",
        about: "Lists happenings that reports tell, the latest first: the reports of each, by which outlets, from how many independent origins, and whose words a report has. A report tells one story; what reports of a kind have in common (background, templates) makes none. Stories are told apart by their texts and not looked for by party: `search` and `positions` give reports, whose ids stand here too.",
        takes: takes::<Stories>,
        gives: gives::<StoriesTold>,
        answer: |asked, given| lists::stories(asked, &read(given)?),
        writes: false,
        is_slow: false,
    },
    Tool {
        name: "evidence",
        title: "Show the evidence of a line",
        about: "Shows a line by its id with all its evidence: each telling with its exact characters in its paragraph, capture, outlet and days; what disagrees with it, what took its place, what a human corrected. Of a report: its paragraphs and the positions that stand on them.",
        takes: takes::<Evidence>,
        gives: gives::<LineTold>,
        answer: |asked, given| lines::evidence(asked, &read(given)?),
        writes: false,
        is_slow: false,
    },
    Tool {
        name: "diff",
        title: "What changed between two days",
        about: "Compares what could be known on two days: positions that are new, superseded (and by what), contested, told again; disagreements; corrections; each with the reports that made it so. It does not tell of events that are no positions.",
        takes: takes::<Diff>,
        gives: gives::<Changes>,
        answer: |asked, given| lines::diff(asked, &read(given)?),
        writes: false,
        is_slow: false,
    },
    Tool {
        name: "claim_origins",
        title: "Count the independent origins of a claim",
        about: "Takes a claim as a plain sentence (who did what toward whom, and when), reads it as the reports are read, and gives the lines that say so: of each the reports and the independent origins, counted by body text and by what they hand on, not by headlines; which report stands at each origin; lines of the same parties that say otherwise; and where reports disagree. It says who tells it, never whether it is true. A claim that cannot be read so is not counted: it says so, and gives what a search for its words finds.",
        takes: takes::<Claim>,
        gives: gives::<ClaimTold>,
        answer: |asked, given| claim::origins(asked, &read(given)?),
        writes: false,
        is_slow: true,
    },
    Tool {
        name: "read_page",
        title: "Read a page",
        about: "Reads a page given as HTML or text: its articles with title, byline, outlet, day; who says what; dates, figures, events, positions, each with its characters; and the furniture around them. It fetches nothing and keeps nothing: the ledger is as before.",
        takes: takes::<Page>,
        gives: gives::<PageTold>,
        answer: |asked, given| page::read_page(asked, read(given)?),
        writes: false,
        is_slow: true,
    },
    Tool {
        name: "correct",
        title: "Correct a line",
        about: "Keeps what a human says of a line: that it is not so, that a field is otherwise, that two lines are one, that captures tell of something else; with why and who. Ask the person before: it changes the ledger for all who ask it. Nothing is removed, and `undo` takes it back.",
        takes: takes::<Correct>,
        gives: gives::<Corrected>,
        answer: |asked, given| correct::correct(asked, read(given)?),
        writes: true,
        is_slow: true,
    },
];

/// The tools of a run.
pub fn listed(settings: &Settings) -> impl Iterator<Item = &'static Tool> + use<> {
    let corrections = settings.corrections;
    TOOLS.iter().filter(move |tool| corrections || !tool.writes)
}

/// A tool as clients are told of it.
pub fn described(tool: &Tool) -> rmcp::model::Tool {
    let hints =
        ToolAnnotations::new().read_only(!tool.writes).destructive(false).idempotent(!tool.writes).open_world(false);
    rmcp::model::Tool::new(tool.name, tool.about, Arc::new((tool.takes)()))
        .with_title(tool.title)
        .with_raw_output_schema(Arc::new((tool.gives)()))
        .with_annotations(hints)
}

/// Arguments of a kind.
fn read<A: DeserializeOwned>(given: JsonObject) -> Result<A> {
    serde_json::from_value(Value::Object(given)).map_err(|why| anyhow!("{why}"))
}

fn takes<A: JsonSchema>() -> JsonObject {
    let mut schema = schema::<A>(SchemaSettings::draft2020_12().for_deserialize());
    // What the arguments are of is the tool's to say.
    schema.remove("description");
    schema
}

fn gives<A: JsonSchema>() -> JsonObject {
    schema::<A>(SchemaSettings::draft2020_12().for_serialize())
}

fn schema<A: JsonSchema>(settings: SchemaSettings) -> JsonObject {
    let schema = settings.into_generator().into_root_schema_for::<A>();
    // Every one of these types is a struct, and is named by its tool.
    let Value::Object(mut object) = schema.to_value() else { return JsonObject::default() };
    object.remove("title");
    object.remove("$schema");
    object
}
