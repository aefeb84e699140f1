//! The questions that give lines: positions, timeline, quotes, events, contradictions, people, terms.
//!
//! In: flags. Out: the lines that answer, the ledger's or of the captures given. `attache positions --about Taliban` prints who stands where toward the
//! Taliban and where the Taliban stand; with `--format json` the same entries as a dossier has.
//!
//! Every one of them: which party a name was taken for is told, and a name nobody has is an error that suggests others.

use super::kept_args::{
    AnswerFormat, ContradictionsFlags, EventsFlags, PeopleFlags, PositionsFlags, QuestionFlags, QuotesFlags,
    TermsFlags, TimelineFlags,
};
use super::printing::{LINES, print};
use super::{NOTHING_READ, ending};
use crate::answers::listing::{self, Identified, TermRow};
use crate::answers::parties::{Asked, Names};
use crate::answers::question::Question;
use crate::answers::source::{How, Source};
use crate::answers::speakers::speakers_called;
use crate::answers::timeline::Timeline;
use crate::input::find_captures;
use crate::store::questions::PersonListed;
use crate::views::answers::listed::{Called, Disagreement, Row};
use crate::views::shown::{remark, tell};
use anyhow::Result;
use serde::Serialize;
use std::path::Path;
use std::process::ExitCode;

/// What is asked, and of what.
struct Asking {
    source: Source,
    names: Option<Names>,
    question: Question,
    format: AnswerFormat,
}

impl Asking {
    /// Opens what is asked, and finds the parties.
    fn open(flags: &QuestionFlags, ledger: Option<&Path>) -> Result<Asking> {
        let captures = &flags.captures;
        let given = if captures.paths.is_empty() {
            Vec::new()
        } else {
            find_captures(&captures.paths, captures.captures.as_deref(), false)?
        };
        let how = How {
            lexicons: captures.lexicons.as_deref(),
            threads: captures.threads,
            corrections: flags.corrections.as_deref(),
        };
        let source = Source::open(given, ledger, &how)?;
        let text = flags.format == AnswerFormat::Text;
        let question = Question {
            as_of: flags.look.as_of,
            since: flags.look.since,
            outlets: flags.look.outlet.clone(),
            limit: flags.limit.or(text.then_some(LINES)),
            ..Question::default()
        };
        let mut asking = Asking { source, names: None, question, format: flags.format };
        asking.question.about = asking.find("--about", &flags.about, how.lexicons)?;
        Ok(asking)
    }

    /// The parties of a flag, each told where its name is another than was written.
    fn find(&mut self, flag: &str, written: &[String], lexicons: Option<&Path>) -> Result<Vec<Asked>> {
        if written.is_empty() {
            return Ok(Vec::new());
        }
        if self.names.is_none() {
            self.names = Some(Names::read(lexicons)?);
        }
        let Some(names) = &self.names else { return Ok(Vec::new()) };
        let store = self.source.store();
        let found = written.iter().map(|name| names.find(flag, name, &store)).collect::<Result<Vec<Asked>>>()?;
        found.iter().filter_map(Asked::taken).for_each(|taken| remark(&format!("{flag} {taken}")));
        Ok(found)
    }

    /// Prints the rows of an answer.
    fn print<R: Row, J: Serialize>(&self, rows: &[(R, J)], more: usize) -> Result<ExitCode> {
        if !self.source.any_read {
            tell("nothing could be read");
            return Ok(ExitCode::from(NOTHING_READ));
        }
        if ending::is_stopping() {
            return Ok(ExitCode::SUCCESS);
        }
        print(self.format, rows, more)
    }
}

/// Lines that are printed as themselves.
fn pairs<T>(lines: &[T]) -> Vec<(&T, &T)> {
    lines.iter().map(|line| (line, line)).collect()
}

/// `attache positions`.
pub fn positions(flags: &PositionsFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let mut asking = Asking::open(&flags.question, ledger)?;
    let lexicons = flags.question.captures.lexicons.as_deref();
    asking.question.toward = asking.find("--party", &flags.stance.party, lexicons)?;
    asking.question.holder = asking.find("--holder", &flags.stance.holder, lexicons)?;
    asking.question.rungs.clone_from(&flags.stance.rung);
    asking.question.modality = flags.stance.modality;
    let answer = asking.question.positions(&asking.source.store())?;
    asking.print(&pairs(&listing::positions(&answer)), answer.more)
}

/// `attache timeline`: positions and events, by day.
pub fn timeline(flags: &TimelineFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let asking = Asking::open(&flags.question, ledger)?;
    let timeline = Timeline::ask(&asking.question, &asking.source.store())?;
    let (steps, more) = timeline.steps();
    asking.print(&pairs(&steps), more)
}

/// `attache quotes`.
pub fn quotes(flags: &QuotesFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let mut asking = Asking::open(&flags.question, ledger)?;
    if let Some(by) = &flags.by {
        // A party where it is one, else words of a name.
        match asking.find("--by", std::slice::from_ref(by), flags.question.captures.lexicons.as_deref()) {
            Ok(parties) => asking.question.by = parties,
            Err(_) => {
                asking.question.named = Some(by.clone());
                let speakers = speakers_called(by, &asking.source.store())?;
                let corrected = speakers.iter().filter(|speaker| !speaker.corrected.is_empty());
                corrected.for_each(|speaker| remark(&format!("--by {by} takes {}", speaker.in_words())));
                asking.question.speakers = Some(speakers);
            }
        }
    }
    let answer = asking.question.quotes(&asking.source.store())?;
    asking.print(&pairs(&listing::utterances(&answer)), answer.more)
}

/// `attache events`.
pub fn events(flags: &EventsFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let asking = Asking::open(&flags.question, ledger)?;
    let answer = asking.question.events(&asking.source.store())?;
    asking.print(&pairs(&listing::events(&answer)), answer.more)
}

/// `attache contradictions`.
pub fn contradictions(flags: &ContradictionsFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let asking = Asking::open(&flags.question, ledger)?;
    let (answer, ids) = asking.question.contradictions(&asking.source.store())?;
    let found = listing::contradictions(&answer);
    let rows: Vec<(Disagreement, Identified)> =
        ids.iter().zip(&found).map(|(id, found)| (Disagreement(id, found), Identified { id, found })).collect();
    asking.print(&rows, answer.more)
}

/// `attache people`.
pub fn people(flags: &PeopleFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let mut asking = Asking::open(&flags.question, ledger)?;
    asking.question.named.clone_from(&flags.named);
    // A table needs no more than the rows have.
    if asking.format == AnswerFormat::Text
        && let Some((listed, more)) = asking.question.people_listed(&asking.source.store())?
    {
        let rows: Vec<(PersonListed, ())> = listed.into_iter().map(|person| (person, ())).collect();
        return asking.print(&rows, more);
    }
    let answer = asking.question.people(&asking.source.store())?;
    asking.print(&pairs(&listing::persons(&answer)), answer.more)
}

/// `attache terms`.
pub fn terms(flags: &TermsFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let asking = Asking::open(&flags.question, ledger)?;
    let answer = asking.question.terms(&asking.source.store())?;
    let terms = listing::terms(&answer);
    let rows = terms.iter().flat_map(|of| TermRow::of(of).enumerate().map(move |(at, row)| (Called(of, at), row)));
    let mut rows: Vec<(Called, TermRow)> = rows.collect();
    let most = asking.question.limit.unwrap_or(usize::MAX);
    let more = rows.len().saturating_sub(most);
    rows.truncate(most);
    asking.print(&rows, more)
}
