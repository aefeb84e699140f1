//! The knowledge of the project, read from plain files; this module holds the readers and knows nothing itself.
//!
//! In: the files of `lexicons/` (embedded in the binary, or a folder the user names). Out: [`Lexicons`], ready for
//! lookup. The row of August (`8`, then `august aug août`) in `page/months.tsv` makes [`Months::read`] take "Aug. 16" for August.

pub mod cues;
pub mod months;
pub(crate) mod tables;
pub mod words;

pub use cues::{Cue, CueKind, Cues};
pub use months::Months;
pub use words::{ClassGroup, ClassNames, WordSet};

use crate::dates::DateLexicon;
use crate::events::EventLexicon;
use crate::figures::FigureLexicon;
use crate::ledger::lexicon::LedgerLexicon;
use crate::ledger::terms::lexicon::TermLexicon;
use crate::modality::ModalityLexicon;
use crate::page::metadata::{self, Field, Provenance};
use crate::people::gazetteer::Gazetteer;
use crate::people::roles::Roles;
use crate::positions::rules::PositionLexicon;
use crate::statements::cues::CueLexicon;
use crate::statements::relay::Media;
use crate::stories::StoryWords;
use rustc_hash::FxHashMap;

/// Every lexicon, read once and shared by all threads.
pub struct Lexicons {
    /// Names of months in many languages.
    pub months: Months,
    /// What class and id names say of a box of a page.
    pub class_names: ClassNames,
    /// Names of `<meta>` elements, and what they claim.
    pub metadata_names: FxHashMap<String, (Field, Provenance)>,
    /// Closed-class words of many languages.
    pub function_words: WordSet,
    /// Lines that are furniture, credits, bylines, promos…, by their wording.
    pub cues: Cues,
    /// News agencies and their names: what a credit may name.
    pub agencies: Vec<Agency>,
    /// Words that report speech and thought.
    pub statement_cues: CueLexicon,
    /// Platforms, documents and kinds of outlets.
    pub media: Media,
    /// The rules of the ladder.
    pub positions: PositionLexicon,
    /// Words for posts, honorifics, small words of names.
    pub roles: Roles,
    /// States, bodies and armed groups.
    pub gazetteer: Gazetteer,
    /// Words that tell how an act is put.
    pub modality: ModalityLexicon,
    /// Date and time expressions.
    pub dates: DateLexicon,
    /// What the ledger compares by.
    pub ledger: LedgerLexicon,
    /// What parties are called beside their names.
    pub terms: TermLexicon,
    /// How common words are in news.
    pub story_words: StoryWords,
    /// Qualifiers and units of figures, and numbers that are none.
    pub figures: FigureLexicon,
    /// What verbs and nouns say that one party did to another.
    pub events: EventLexicon,
}

/// A news agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// Canonical name ("AFP").
    pub name: String,
    /// Every form it is credited under.
    pub forms: Vec<String>,
}

/// Path under `lexicons/` and text of every lexicon that is built in.
pub fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    EMBEDDED.iter().copied()
}

/// The files, by their path under `lexicons/`.
const EMBEDDED: &[(&str, &str)] = &[
    ("page/months.tsv", include_str!("../../lexicons/page/months.tsv")),
    ("page/class-names.tsv", include_str!("../../lexicons/page/class-names.tsv")),
    ("page/metadata.tsv", include_str!("../../lexicons/page/metadata.tsv")),
    ("page/function-words.txt", include_str!("../../lexicons/page/function-words.txt")),
    ("article/cues.toml", include_str!("../../lexicons/article/cues.toml")),
    ("article/agencies.tsv", include_str!("../../lexicons/article/agencies.tsv")),
    ("statements/cues.toml", include_str!("../../lexicons/statements/cues.toml")),
    ("statements/media.txt", include_str!("../../lexicons/statements/media.txt")),
    ("positions/ladder.toml", include_str!("../../lexicons/positions/ladder.toml")),
    ("positions/nouns.txt", include_str!("../../lexicons/positions/nouns.txt")),
    ("people/states.tsv", include_str!("../../lexicons/people/states.tsv")),
    ("people/bodies.tsv", include_str!("../../lexicons/people/bodies.tsv")),
    ("people/groups.tsv", include_str!("../../lexicons/people/groups.tsv")),
    ("people/roles.txt", include_str!("../../lexicons/people/roles.txt")),
    ("people/not-parties.txt", include_str!("../../lexicons/people/not-parties.txt")),
    ("people/leaders.tsv", include_str!("../../lexicons/people/leaders.tsv")),
    ("modality/cues.toml", include_str!("../../lexicons/modality/cues.toml")),
    ("dates/words.tsv", include_str!("../../lexicons/dates/words.tsv")),
    ("dates/holidays.tsv", include_str!("../../lexicons/dates/holidays.tsv")),
    ("dates/rules.toml", include_str!("../../lexicons/dates/rules.toml")),
    ("dates/forward.txt", include_str!("../../lexicons/dates/forward.txt")),
    ("stories/common-words.txt", include_str!("../../lexicons/stories/common-words.txt")),
    ("figures/rules.toml", include_str!("../../lexicons/figures/rules.toml")),
    ("events/classes.toml", include_str!("../../lexicons/events/classes.toml")),
    ("events/operators.toml", include_str!("../../lexicons/events/operators.toml")),
    ("events/cooperation.toml", include_str!("../../lexicons/events/cooperation.toml")),
    ("events/relations.toml", include_str!("../../lexicons/events/relations.toml")),
    ("events/yield.toml", include_str!("../../lexicons/events/yield.toml")),
    ("events/words.toml", include_str!("../../lexicons/events/words.toml")),
    ("events/conflict.toml", include_str!("../../lexicons/events/conflict.toml")),
    ("events/force.toml", include_str!("../../lexicons/events/force.toml")),
    ("ledger/words.txt", include_str!("../../lexicons/ledger/words.txt")),
    ("ledger/terms.toml", include_str!("../../lexicons/ledger/terms.toml")),
    ("ledger/governments.tsv", include_str!("../../lexicons/ledger/governments.tsv")),
];

impl Lexicons {
    /// The lexicons the binary was built with.
    ///
    /// # Panics
    /// If an embedded file is malformed, which the crate's tests rule out.
    pub fn embedded() -> Lexicons {
        match Lexicons::read(|_| None) {
            Ok(lexicons) => lexicons,
            Err(why) => unreachable!("embedded lexicon: {why}"),
        }
    }

    /// Reads every file through `open` (path under `lexicons/` to content); where it gives `None`, the embedded one.
    ///
    /// # Errors
    /// One line naming the file, the row and what is wrong with it.
    pub fn read(open: impl Fn(&str) -> Option<String>) -> Result<Lexicons, String> {
        let file = |path: &str| embedded_or(&open, path);
        Ok(Lexicons {
            months: read("page/months.tsv", &file, Months::parse)?,
            class_names: read("page/class-names.tsv", &file, ClassNames::parse)?,
            metadata_names: read("page/metadata.tsv", &file, metadata::parse_names)?,
            function_words: WordSet::parse(&file("page/function-words.txt")),
            cues: read("article/cues.toml", &file, Cues::parse)?,
            agencies: read("article/agencies.tsv", &file, agencies)?,
            statement_cues: read("statements/cues.toml", &file, CueLexicon::parse)?,
            media: read("statements/media.txt", &file, Media::parse)?,
            positions: PositionLexicon::read(&file("positions/ladder.toml"), &file("positions/nouns.txt"))
                .map_err(|why| format!("positions/{why}"))?,
            roles: read("people/roles.txt", &file, Roles::parse)?,
            gazetteer: Gazetteer::read(
                &file("people/states.tsv"),
                &file("people/bodies.tsv"),
                &file("people/groups.tsv"),
                &file("people/not-parties.txt"),
            )?
            .with_leaders(&file("people/leaders.tsv"))?,
            modality: read("modality/cues.toml", &file, ModalityLexicon::parse)?,
            dates: DateLexicon::read(
                &file("dates/words.tsv"),
                &file("dates/holidays.tsv"),
                &file("dates/rules.toml"),
                &file("dates/forward.txt"),
            )?,
            story_words: Lexicons::read_story_words(&open)?,
            figures: FigureLexicon::read(&file("figures/rules.toml"))?,
            events: EventLexicon::read(file)?,
            terms: read("ledger/terms.toml", &file, TermLexicon::read)?,
            ledger: LedgerLexicon::read(&file("ledger/words.txt"), &file("ledger/governments.tsv"))?,
        })
    }

    /// The one lexicon that stories need where articles are given as text.
    ///
    /// # Errors
    /// As [`Lexicons::read`].
    pub fn read_story_words(open: impl Fn(&str) -> Option<String>) -> Result<StoryWords, String> {
        read("stories/common-words.txt", &|path: &str| embedded_or(&open, path), StoryWords::read)
    }
}

fn embedded_or(open: &impl Fn(&str) -> Option<String>, path: &str) -> String {
    let embedded = EMBEDDED.iter().find(|(name, _)| *name == path).map_or("", |(_, text)| *text);
    open(path).unwrap_or_else(|| embedded.to_string())
}

/// Parses one file, naming it in the error.
fn read<T>(path: &str, file: &impl Fn(&str) -> String, parse: fn(&str) -> Result<T, String>) -> Result<T, String> {
    parse(&file(path)).map_err(|why| format!("{path}: {why}"))
}

/// Rows of a tab-separated file without comments and blanks, with their line numbers from 1.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|(at, line)| (at + 1, line.split('\t').collect()))
}

/// Lines of a file in `[sections]`, without comments and blanks: line number from 1, section, the line trimmed.
pub(crate) fn sectioned(text: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    let mut section = "";
    text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())).filter_map(move |(at, line)| {
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        match line.strip_prefix('[') {
            Some(name) => {
                section = name.trim_end_matches(']');
                None
            }
            None => Some((at, section, line)),
        }
    })
}

fn agencies(text: &str) -> Result<Vec<Agency>, String> {
    rows(text)
        .map(|(at, cells)| match cells[..] {
            [name, forms] => {
                Ok(Agency { name: name.to_string(), forms: forms.split('|').map(str::to_string).collect() })
            }
            _ => Err(format!("line {at}: two columns wanted (name, forms)")),
        })
        .collect()
}
