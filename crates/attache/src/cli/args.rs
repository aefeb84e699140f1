//! The flags, and the help that teaches them.

use super::arrival_args::{FetchFlags, WatchFlags};
use super::kept_args::{
    AddFlags, AskFlags, ContradictionsFlags, CorrectFlags, DiffFlags, EventsFlags, ForgetFlags, ListFlags, McpFlags,
    PeopleFlags, PositionsFlags, QuotesFlags, SearchFlags, ServeFlags, ShowFlags, StanceFlags, TermsFlags,
    TimelineFlags,
};
use crate::answers::written::parse_day;
use crate::reading::selection::{About, Selection};
use crate::views::export::Format;
use crate::views::export::tables::TableKind;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Reads captured news pages and tells who said what, when, and by whose account. Every line points at the characters it
/// came from. Works offline; the same captures always give the same bytes.
#[derive(Parser, Debug)]
#[command(
    name = "attache",
    version,
    after_help = "Examples:\n  attache dossier captures/ -o dossier.html      the main job: a dossier of all captures\n  attache read page.html                         one page, for people\n  attache add captures/                          keep captures in a ledger, attache.db here\n  attache positions --about Taliban              ask the ledger who stands where\n  attache ask \"Has Russia recognised the Taliban?\"\n\nGiven PATHs, a command reads those; given none, it asks the ledger.\n\nExit status: 0 fine, 1 no capture could be read, 2 bad usage, 130 or 143 stopped by Ctrl-C or SIGTERM.\nEnvironment: ATTACHE_LEDGER is the ledger asked where none is named, ATTACHE_MODELS is the folder of language models, ATTACHE_OFFLINE=1 forbids to fetch one, NO_COLOR=1 turns colours off."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// Say nothing but errors and what was asked for
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say a line for each capture, or each report, that is read
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// The ledger: what was read, kept in a file; by default what ATTACHE_LEDGER names, else attache.db here
    #[arg(long, global = true, value_name = "FILE")]
    pub ledger: Option<PathBuf>,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Read captures and print what stands in them: articles, titles, bylines, days, furniture.
    Read(ReadFlags),
    /// Read captures and write one self-contained dossier about all of them.
    Dossier(DossierFlags),
    /// Group the articles of captures by story, and say who draws on what
    Stories(StoriesFlags),
    /// Print the language analysis of captures: tokens, tags, lemmas, tree, entities
    Parse(ParseFlags),
    /// Code what one given actor did to another: JSON lines in, JSON lines out
    Code(CodeFlags),
    /// Say what captures are known by, before they are read
    #[command(subcommand)]
    Captures(CapturesCommand),
    /// Read captures and keep them in the ledger; what it has already is not read again
    Add(AddFlags),
    /// Take captures out of the ledger, with their pages and all that was read of them
    Forget(ForgetFlags),
    /// List what the ledger keeps, a line a capture
    List(ListFlags),
    /// Look through the ledger for damage, every span against its page, and say what to do
    #[command(after_help = "Example:\n  attache doctor")]
    Doctor,
    /// Copy the ledger as it is at this moment, also while others write it
    #[command(after_help = "Example:\n  attache backup copy.db")]
    Backup {
        /// Where the copy goes; must not be there yet
        file: PathBuf,
    },
    /// Who stands where toward whom
    Positions(PositionsFlags),
    /// What happened, in order: positions and events, by day
    Timeline(TimelineFlags),
    /// Who said what, in every wording that reports give it
    Quotes(QuotesFlags),
    /// Who did what to whom, beside positions
    Events(EventsFlags),
    /// Where reports disagree
    Contradictions(ContradictionsFlags),
    /// Whom reports name, and what they are or were
    People(PeopleFlags),
    /// What outlets call the parties
    Terms(TermsFlags),
    /// Find words in the texts and statements of the ledger's reports
    Search(SearchFlags),
    /// Show a line of the ledger with all its evidence, or a report
    Show(ShowFlags),
    /// Ask a question in words: "Has China recognised the Taliban?"
    Ask(AskFlags),
    /// What changed between two days, and why
    Diff(DiffFlags),
    /// Correct a line: reject it, set a field, join it with another, split it. Kept as data, and replayed over every reading
    Correct(CorrectFlags),
    /// The dossier in other tools' formats: events, citations, annotations, linked data, entities, a calendar
    Export(ExportFlags),
    /// The ledger in a browser: pages, an API, feeds; on this machine alone
    Serve(ServeFlags),
    /// The ledger for assistants: the Model Context Protocol over standard input and output
    Mcp(McpFlags),
    /// Fetch pages by their addresses, into the ledger or as WARC
    Fetch(FetchFlags),
    /// Follow feeds, sitemaps and pages: keep what is new, and say what it changes
    Watch(WatchFlags),
    /// List, install or find the language models
    #[command(subcommand)]
    Model(ModelCommand),
    /// Print the manual page, in roff: `attache man | man -l -`
    Man,
    /// Print a completion script for a shell, to be sourced or saved where the shell looks for it.
    Completions {
        /// bash, zsh, fish, elvish or powershell
        shell: clap_complete::Shell,
    },
}

/// Flags every command that reads captures has.
#[derive(Args, Debug)]
pub struct CaptureFlags {
    /// Files or folders (read recursively, in natural order): .html .txt .md .warc .wacz .mhtml .pdf .zip .tar, feeds, .json and .jsonl dumps; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// A table of what is known of captures from outside: columns path,url,outlet,published,captured; paths relative to it
    #[arg(long, value_name = "LIST.csv")]
    pub captures: Option<PathBuf>,
    /// Read lexicons from a folder instead of those built in (files it lacks stay built in)
    #[arg(long, value_name = "DIR")]
    pub lexicons: Option<PathBuf>,
    /// Threads; by default one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

/// Which reports are looked at.
#[derive(Args, Debug, Default)]
pub struct LookFlags {
    /// Only what one could have known on this day: reports published (else captured) up to it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub as_of: Option<Date>,
    /// Only reports published (else captured) on this day or later
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub since: Option<Date>,
    /// Only reports of outlets whose names hold these words; may be given several times
    #[arg(long, value_name = "NAME")]
    pub outlet: Vec<String>,
}

impl LookFlags {
    /// Which reports are looked at: of these days and outlets, about these parties.
    pub fn selection(&self, about: Vec<About>) -> Selection {
        Selection { about, as_of: self.as_of, since: self.since, outlets: self.outlet.clone() }
    }
}

#[derive(Args, Debug)]
pub struct ReadFlags {
    #[command(flatten)]
    pub captures: CaptureFlags,
    /// What to print: `text` for people, `jsonl` a line for each capture, `plain` the text all offsets count in
    #[arg(long, value_enum, default_value_t = ReadFormat::Text)]
    pub format: ReadFormat,
    /// What the inputs are: whole pages, or an article's text with nothing to clean
    #[arg(long = "as", value_enum, default_value_t = InputKind::Page, value_name = "KIND")]
    pub kind: InputKind,
    /// Stop after this stage
    #[arg(long, value_enum, value_name = "STAGE")]
    pub only: Option<Stage>,
    /// The day to anchor dates on where a capture has none
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub published: Option<Date>,
    /// Of positions that no rule finds, tell those at least so sure, 0 to 1 (0.5 where nothing is asked)
    #[arg(long, value_name = "SCORE", value_parser = parse_score)]
    pub min_score: Option<f32>,
}

fn parse_score(text: &str) -> Result<f32, String> {
    let score = text.parse().ok().filter(|score| (0.0..=1.0).contains(score));
    score.ok_or_else(|| "a score is a number from 0 to 1, like 0.8".to_string())
}

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  attache dossier captures/ -o dossier.html\n  attache dossier --ledger talks.db captures/ -o dossier.html   keeps what is read; the next run reads only what is new\n  attache dossier --ledger talks.db --as-of 2025-07-04 -o dossier.html   of what is kept"
)]
pub struct DossierFlags {
    #[command(flatten)]
    pub of: CollectFlags,
    /// With a ledger: read captures again that an earlier run died on; without it they are named and skipped until they or the reader change
    #[arg(long)]
    pub again: bool,
    /// What to write
    #[arg(long, value_enum, default_value_t = DossierFormat::Html)]
    pub format: DossierFormat,
    /// The heading of the document
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
}

/// What a document is of, and where it goes.
#[derive(Args, Debug)]
#[command(mut_arg("paths", |paths| paths.required(false)))]
pub struct CollectFlags {
    #[command(flatten)]
    pub captures: CaptureFlags,
    /// Corrections to replay over captures given: what `attache correct --list --format jsonl` prints
    #[arg(long, value_name = "FILE", requires = "paths")]
    pub corrections: Option<PathBuf>,
    /// Where to write it; by default standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Only what concerns this party, and reports that name it; may be given several times
    #[arg(long, value_name = "NAME")]
    pub about: Vec<String>,
    #[command(flatten)]
    pub look: LookFlags,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  attache export --format polecat captures/ -o events.tsv\n  attache export --format nquads --about Taliban\n  attache export --format parquet captures/ --folder tables/"
)]
pub struct ExportFlags {
    #[command(flatten)]
    pub of: CollectFlags,
    /// What to write
    #[arg(long, value_enum)]
    pub format: Format,
    /// Of parquet, arrow, csv and jsonl: which table
    #[arg(long, value_enum, default_value_t = TableKind::Positions, conflicts_with = "folder")]
    pub table: TableKind,
    /// Of parquet, arrow, csv and jsonl: a folder for all tables, a file each; it is made where there is none
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    pub folder: Option<PathBuf>,
    #[command(flatten)]
    pub stance: StanceFlags,
    /// Only what this party said or somebody for it, or a person whose name holds these words
    #[arg(long, value_name = "NAME")]
    pub by: Vec<String>,
}

#[derive(Args, Debug)]
#[command(
    mut_arg("paths", |paths| paths.required(false)),
    after_help = "Examples:\n  attache stories captures/\n  attache stories --ledger talks.db --format jsonl\n  attache stories --as-of 2025-07-04"
)]
pub struct StoriesFlags {
    #[command(flatten)]
    pub captures: CaptureFlags,
    #[command(flatten)]
    pub look: LookFlags,
    /// What to print: `text` for people, `jsonl` a line for each article
    #[arg(long, value_enum, default_value_t = StoriesFormat::Text)]
    pub format: StoriesFormat,
    /// Of a ledger: stories at most, the latest; as text 100 by default, as jsonl all
    #[arg(long, value_name = "NUMBER", conflicts_with = "paths")]
    pub limit: Option<usize>,
    /// What the inputs are: whole pages, or an article's text with nothing to clean
    #[arg(long = "as", value_enum, default_value_t = InputKind::Page, value_name = "KIND")]
    pub kind: InputKind,
}

#[derive(Subcommand, Debug)]
pub enum CapturesCommand {
    /// A line a capture: its day, outlet and address as the list and NAME.meta.json give them; and what in them is not understood
    #[command(after_help = "Example:\n  attache captures check captures.csv captures/")]
    Check {
        /// A table with the columns path,url,outlet,published,captured, parted by commas, semicolons or tabs
        #[arg(value_name = "LIST.csv")]
        list: PathBuf,
        /// The captures
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
    },
}

#[derive(Subcommand, Debug)]
pub enum ModelCommand {
    /// Which models there are, their size and licence, and whether they are installed
    List,
    /// Install a model: fetched, or from a wheel you have. Prints where it lies
    Install {
        /// Its name; by default the English one
        name: Option<String>,
        /// A spaCy wheel on disk, so that no network is needed
        #[arg(long, value_name = "FILE")]
        wheel: Option<PathBuf>,
    },
    /// Print where a model lies; an error if it is not installed
    Path {
        /// Its name; by default the English one
        name: Option<String>,
    },
}

#[derive(Args, Debug)]
pub struct ParseFlags {
    /// Files or folders: text is analysed whole, of a page the articles; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// What to print: `jsonl` a line for each capture, `conllu` for treebank tools
    #[arg(long, value_enum, default_value_t = ParseFormat::Jsonl)]
    pub format: ParseFormat,
    /// Threads; by default one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Each line of standard input is one pair of actors, offsets in Unicode code points:\n  {\"id\": 1, \"text\": \"Lima expelled Quito's envoy.\", \"source\": [0, 4], \"target\": [14, 19]}\nand gives one line, in the same order:\n  {\"id\":1,\"type\":\"SANCTION\",\"mode\":\"expel\",\"quad\":4,\"quote\":\"expelled\"}"
)]
pub struct CodeFlags {
    /// What to print: a line of JSON for each pair
    #[arg(long, value_enum, default_value_t = CodeFormat::Jsonl)]
    pub format: CodeFormat,
    /// Read lexicons from a folder instead of those built in (files it lacks stay built in)
    #[arg(long, value_name = "DIR")]
    pub lexicons: Option<PathBuf>,
    /// Threads; by default one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFormat {
    Jsonl,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseFormat {
    Jsonl,
    Conllu,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadFormat {
    Text,
    Jsonl,
    Plain,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum DossierFormat {
    Html,
    Json,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoriesFormat {
    Text,
    Jsonl,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    Page,
    Article,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Article,
}
