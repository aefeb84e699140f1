//! What an answer says, apart from the language it is said in.
//!
//! In: what the ledger's lines came to. Out: a [`Saying`], and [`Voice`], who puts it in words: [`English`] here, for terminals and assistants; the four languages of
//! the browser in `views/web/voice.rs`. `Saying::Yes` of Russia's line is "Yes: Russia recognised the Taliban as the government, 3 July 2025 (3 reports, 1 origin)".
//!
//! Names and quotes are as they are written, in every language.

use crate::contract::dossier::positions::PositionEntry;
use crate::views::dossier::{brief, stances};
use crate::views::wording;
use attache_pipeline::ledger::entry::Status;

/// A line, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// "Russia recognised the Taliban as the government".
    pub sentence: String,
    /// "3 July 2025".
    pub when: String,
    /// "3 reports, 1 origin".
    pub told: String,
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saying {
    Yes(Line),
    /// And what is told against it.
    Disputed(Line, Option<Line>),
    /// And what came after it.
    NoLonger(Line, Option<Line>),
    No(Line),
    /// No line of the step, but one of its opposite.
    Opposite(Line),
    /// What is only announced, expected, considered.
    NotYet(Line),
    /// Nothing of these parties, but a line about all others.
    AllOthers(Vec<String>, Line),
    /// Parties of undisputed lines, and those of disputed ones alone.
    Who(Vec<String>, Vec<String>),
    /// How many, and who.
    HowMany(usize, Vec<String>, Vec<String>),
    When(Line),
    Stands(Line),
    /// A speaker's words, and their TIMEX3 value.
    Statement {
        speaker: String,
        day: Option<String>,
        quote: String,
    },
    NoStatement,
    /// Nothing is told of a step between these.
    Untold(Untold),
    NoStep,
    NoParty,
    /// A name that nobody has, in a line of the program's English.
    NoName(String),
}

/// What nothing is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untold {
    /// The step, as the lexicon of questions calls it; `None` where a party's whole standing is asked for.
    pub step: Option<String>,
    /// How English names it: "recognised {}".
    pub to_do: String,
    /// Names; none for anybody.
    pub holder: Vec<String>,
    pub toward: Vec<String>,
    /// Whether days were asked for.
    pub then: bool,
}

/// What a reader must know to rely on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caution {
    Contested,
    Corrected,
    OwnAccount,
    OneReport,
    Undated,
}

/// Who puts an answer in words.
pub trait Voice {
    /// A line.
    fn line(&self, entry: &PositionEntry) -> Line;
    /// An answer.
    fn say(&self, saying: &Saying) -> String;
    /// How sure: how many tell it, and what else must be known.
    fn sure(&self, told: &str, cautions: &[Caution]) -> String;
}

/// What must be known of a line.
pub fn cautions_of(entry: &PositionEntry) -> Vec<Caution> {
    let all = [
        (entry.status == Status::Contested, Caution::Contested),
        (!entry.corrected.is_empty(), Caution::Corrected),
        (brief::is_own_account(entry), Caution::OwnAccount),
        (entry.publication.reports == 1, Caution::OneReport),
        (!entry.dated, Caution::Undated),
    ];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, caution)| caution).collect()
}

/// What a question can be about, told where it was not understood.
const CAN: &str = "ask who stands where: \"Has China recognised the Taliban?\", \"Who closed its embassy in Kabul in August 2021?\", \"When did Russia recognise the Taliban?\", \"Where does Iran stand on the Taliban?\"; for other things `attache search WORDS`";

/// The English of terminals, assistants and scripts.
pub struct English;

impl Voice for English {
    fn line(&self, entry: &PositionEntry) -> Line {
        Line { sentence: brief::sentence(entry), when: stances::when(entry), told: stances::told(entry) }
    }

    fn say(&self, saying: &Saying) -> String {
        let told = |line: &Line| format!("{}, {} ({})", line.sentence, line.when, line.told);
        let besides = |word: &str, line: &Option<Line>| {
            line.as_ref().map(|line| format!("; {word}: {}", told(line))).unwrap_or_default()
        };
        match saying {
            Saying::Yes(line) => format!("Yes: {}", told(line)),
            Saying::Disputed(line, other) => format!("Disputed: {}{}", told(line), besides("against it", other)),
            Saying::NoLonger(line, later) => format!("No longer: {}{}", told(line), besides("later", later)),
            Saying::No(line) => format!("No: {}", told(line)),
            Saying::Opposite(line) => format!("No line says so; what is told is the opposite: {}", told(line)),
            Saying::NotYet(line) => format!("Not as far as the ledger tells: {}", told(line)),
            Saying::AllOthers(names, line) => {
                format!("No line names {}, but one speaks of all others: {}", named(names), told(line))
            }
            Saying::Who(names, disputed) => who(names, disputed),
            Saying::HowMany(number, names, disputed) => {
                format!("{number} by the ledger's reports: {}", who(names, disputed))
            }
            Saying::When(line) => format!("{}: {} ({})", wording::capitalise(&line.when), line.sentence, line.told),
            Saying::Stands(line) => told(line),
            Saying::Statement { speaker, day, quote } => {
                let day = day.as_deref().map(|day| format!(", {}", wording::day(day))).unwrap_or_default();
                format!("{speaker}{day}: {}", wording::quoted(quote))
            }
            Saying::NoStatement => "The ledger does not tell: it has no statement of that speaker about it".into(),
            Saying::Untold(untold) => nothing(untold),
            Saying::NoStep => format!("I do not understand what is asked; {CAN}"),
            Saying::NoParty => format!("I do not understand whom it is about; {CAN}"),
            Saying::NoName(why) => wording::capitalise(why),
        }
    }

    fn sure(&self, told: &str, cautions: &[Caution]) -> String {
        let mut sure = vec![told];
        sure.extend(cautions.iter().map(|caution| match caution {
            Caution::Contested => "contested",
            Caution::Corrected => "corrected by hand",
            Caution::OwnAccount => "by its own account",
            Caution::OneReport => "one report only",
            Caution::Undated => "no words date it",
        }));
        sure.join("; ")
    }
}

fn who(names: &[String], disputed: &[String]) -> String {
    let also = if disputed.is_empty() { String::new() } else { format!("; disputed: {}", list(disputed)) };
    match names {
        [] => format!("Nobody without dispute{also}"),
        names => format!("{}{also}", wording::capitalise(&list(names))),
    }
}

fn nothing(untold: &Untold) -> String {
    let someone = |names: &[String]| if names.is_empty() { "anybody".to_string() } else { named(names) };
    let (holder, toward) = (someone(&untold.holder), someone(&untold.toward));
    if untold.step.is_none() {
        return format!("The ledger does not tell: no report of it says where {holder} stands toward {toward}");
    }
    let (step, then) = (untold.to_do.replace("{}", &toward), if untold.then { " in that time" } else { "" });
    format!("The ledger does not tell: no report of it is about {holder} having {step}{then}")
}

/// "the Taliban and China".
pub fn named(names: &[String]) -> String {
    list(&names.iter().map(|name| wording::with_article(name)).collect::<Vec<_>>())
}

/// "Peru, Chile and Brazil".
fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
