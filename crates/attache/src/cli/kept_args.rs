//! The flags of a ledger that is kept and asked, and the help that teaches them.

use super::args::{CaptureFlags, LookFlags};
use crate::answers::written::{modality_named, parse_day, rung_named};
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::positions::ladder::Rung;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(
    mut_arg("paths", |paths| paths.help("Files or folders (read recursively, in natural order): .html .txt .md .warc .wacz .mhtml .pdf .zip .tar, feeds, .json and .jsonl dumps")),
    after_help = "Examples:\n  attache add captures/\n  attache add page.html --published 2025-07-04 --outlet \"The Courier\"\n  attache add --captures captures.csv captures/"
)]
pub struct AddFlags {
    #[command(flatten)]
    pub captures: CaptureFlags,
    /// The day of publication of captures of which none is known
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub published: Option<Date>,
    /// The address of the capture given
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// The outlet of captures of which none is known
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Read captures again that an earlier run died on
    #[arg(long)]
    pub again: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  attache forget page.html")]
pub struct ForgetFlags {
    /// Captures, as `attache list` names them
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  attache list\n  attache list --format jsonl")]
pub struct ListFlags {
    /// What to print: `text` for people, `json`, `jsonl` or `csv` for scripts
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,
}

/// Flags every question has.
#[derive(Args, Debug)]
#[command(mut_arg("paths", |paths| paths.required(false).help("Captures to read and ask; without any, the ledger is asked")))]
pub struct QuestionFlags {
    #[command(flatten)]
    pub captures: CaptureFlags,
    /// Only what concerns this party; may be given several times
    #[arg(long, value_name = "NAME")]
    pub about: Vec<String>,
    #[command(flatten)]
    pub look: LookFlags,
    /// What to print: `text` for people, `json`, `jsonl` or `csv` for scripts
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,
    /// Lines at most, the latest; by default 100 as text, and all for scripts
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Corrections to replay over captures given: what `attache correct --list --format jsonl` prints
    #[arg(long, value_name = "FILE", requires = "paths")]
    pub corrections: Option<PathBuf>,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  attache positions --about Taliban\n  attache positions --party Taliban --rung recog_gov --as-of 2021-09-01\n  attache positions --format csv captures/"
)]
pub struct PositionsFlags {
    #[command(flatten)]
    pub question: QuestionFlags,
    #[command(flatten)]
    pub stance: StanceFlags,
}

/// Which positions: whose, toward whom, which step, how it is put.
#[derive(Args, Debug)]
pub struct StanceFlags {
    /// Only positions toward this party
    #[arg(long, value_name = "NAME")]
    pub party: Vec<String>,
    /// Only positions of this party
    #[arg(long, value_name = "NAME")]
    pub holder: Vec<String>,
    /// Only this step of the ladder: recog_gov, mission_closed …; may be given several times
    #[arg(long, value_name = "RUNG", value_parser = rung_named)]
    pub rung: Vec<Rung>,
    /// Only what is put so: done, announced, refused …
    #[arg(long, value_name = "MODALITY", value_parser = modality_named)]
    pub modality: Option<ModalityKind>,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  attache timeline --about Taliban --since 2025-01-01")]
pub struct TimelineFlags {
    #[command(flatten)]
    pub question: QuestionFlags,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  attache quotes --by Russia\n  attache quotes --by Kabulov --format jsonl\n  attache quotes --by PERSON"
)]
pub struct QuotesFlags {
    #[command(flatten)]
    pub question: QuestionFlags,
    /// Only of this speaker: a party, words of a person's name, or a person's id
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  attache events --about Russia")]
pub struct EventsFlags {
    #[command(flatten)]
    pub question: QuestionFlags,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  attache contradictions")]
pub struct ContradictionsFlags {
    #[command(flatten)]
    pub question: QuestionFlags,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  attache people --about Russia")]
pub struct PeopleFlags {
    #[command(flatten)]
    pub question: QuestionFlags,
    /// Only persons whose names hold these words
    #[arg(long, value_name = "WORDS")]
    pub named: Option<String>,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  attache terms --about Taliban")]
pub struct TermsFlags {
    #[command(flatten)]
    pub question: QuestionFlags,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  attache search embassy Kabul\n  attache search '\"diplomatic relations\" OR recogni*'"
)]
pub struct SearchFlags {
    /// Words to be found together; \"words in a row\", OR, NOT, and `word*` for its beginnings
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    #[command(flatten)]
    pub look: LookFlags,
    /// What to print: `text` for people, `json`, `jsonl` or `csv` for scripts
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,
    /// Places at most, the best
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  attache show ID                    an id as the tables and the JSON have it")]
pub struct ShowFlags {
    /// The id of a position, an event, a figure, an utterance, a disagreement, a person or a report; or a capture as `attache list` names it
    pub id: String,
    /// What to print: `text` for people, `json` for scripts
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  attache ask \"Has China recognised the Taliban?\"\n  attache ask \"Who recognised the Taliban in 2025?\"\n  attache ask \"Did Russia close its embassy in Kabul?\" --as-of 2021-09-01"
)]
pub struct AskFlags {
    /// The question, in English
    #[arg(value_name = "QUESTION")]
    pub question: String,
    /// Captures to read and ask; without any, the ledger is asked
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Only what one could have known on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub as_of: Option<Date>,
    /// What to print: `text` for people, `json` for scripts
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  attache diff --from 2021-08-16 --to 2025-07-04")]
pub struct DiffFlags {
    /// The earlier day: what was known on it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub from: Date,
    /// The later day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub to: Date,
    /// Only what concerns this party; may be given several times
    #[arg(long, value_name = "NAME")]
    pub about: Vec<String>,
    /// What to print: `text` for people, `json` or `jsonl` for scripts
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  attache correct ID --reject --why \"the report is satire\" --who Ann\n  attache correct ID --set rung=relations --why \"the ministry speaks of ties only\"\n  attache correct PERSON --join OTHER --why \"one man, in two spellings\"\n  attache correct --list"
)]
pub struct CorrectFlags {
    /// The line
    #[arg(required_unless_present_any = ["list", "undo"])]
    pub id: Option<String>,
    /// It is not so: it stands no longer
    #[arg(long, group = "action")]
    pub reject: bool,
    /// A field is otherwise: holder, toward, rung, modality, date or negated
    #[arg(long, value_name = "FIELD=VALUE", group = "action")]
    pub set: Option<String>,
    /// It is the same as this line; two persons are one
    #[arg(long, value_name = "ID", group = "action")]
    pub join: Option<String>,
    /// These of its reports tell of something, or somebody, else: captures, as `attache list` names them
    #[arg(long, value_name = "PATH", group = "action")]
    pub split: Vec<String>,
    /// Why: stands beside the line wherever it does
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Who says so
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
    /// The day it is said; by default today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub on: Option<Date>,
    /// List the corrections
    #[arg(long)]
    pub list: bool,
    /// Take a correction back, by its number
    #[arg(long, value_name = "NUMBER", conflicts_with = "id")]
    pub undo: Option<i64>,
    /// What to print of a list
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,
}

#[derive(Args, Debug)]
#[command(
    mut_arg("paths", |paths| paths.required(false).help("Captures to read and show; without any, the ledger is shown")),
    after_help = "Examples:\n  attache serve --open\n  attache serve examples --captures examples/captures.csv\n  attache serve --allow-corrections"
)]
pub struct ServeFlags {
    #[command(flatten)]
    pub captures: CaptureFlags,
    /// Where to listen; port 0 takes any that is free
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8321")]
    pub address: String,
    /// Start a browser
    #[arg(long)]
    pub open: bool,
    /// Let lines be corrected by form
    #[arg(long)]
    pub allow_corrections: bool,
    /// Ask all for this token, once by `?token=…`, or by `Authorization: Bearer …`; wanted beyond this machine
    #[arg(long, value_name = "TOKEN")]
    pub token: Option<String>,
    /// How browsers reach it through a proxy that encrypts: `https://ledger.example`
    #[arg(long, value_name = "ORIGIN")]
    pub origin: Option<String>,
}

#[derive(Args, Debug)]
#[command(
    mut_arg("paths", |paths| paths.required(false).help("Captures to read and ask; without any, the ledger is asked")),
    after_help = "Examples:\n  attache mcp\n  attache mcp captures --captures captures/captures.csv\n  attache mcp --as-of 2025-07-04\n\nAn assistant starts it: {\"mcpServers\": {\"attache\": {\"command\": \"attache\", \"args\": [\"mcp\", \"--ledger\", \"attache.db\"]}}}"
)]
pub struct McpFlags {
    #[command(flatten)]
    pub captures: CaptureFlags,
    /// Only what one could have known on this day, where a question names no other
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub as_of: Option<Date>,
    /// Let lines be corrected: lists the tool `correct`, the only one that writes
    #[arg(long)]
    pub allow_corrections: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFormat {
    Text,
    Json,
    Jsonl,
    Csv,
}
