//! `attache stories`: captures in; which articles tell one story, and who draws on what, out.
//!
//! Needs no language model. With `--as article` a text's lines are its paragraphs and nothing is scored: only the list of common words is
//! read. Articles are read in groups on all threads; comparing them is one thread's work and a fraction of a second for thousands.

use super::NOTHING_READ;
use super::args::{InputKind, StoriesFlags, StoriesFormat};
use super::printing::LINES;
use crate::answers::source::{How, Source};
use crate::answers::telling::recall_stories;
use crate::input::{Capture, find_captures};
use crate::reading::ending;
use crate::reading::lexicons::open_lexicons;
use crate::reading::output::Output;
use crate::reading::pool::{Fault, for_each_in_order};
use crate::reading::read_one::{Depth, cost_of_group, read_one, reader};
use crate::views::shown::{detail, shown, tell};
use crate::views::stories::{Listed, StoriesView, carriers_of};
use crate::views::wording::count;
use anyhow::{Context, Result};
use attache_pipeline::article::facts::is_closed;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::encoding::decode;
use attache_pipeline::read::{Reader, Reading};
use attache_pipeline::stories::words::{Words, read_words};
use attache_pipeline::stories::{StoryWords, Telling, Tellings, find_origins, find_stories};
use jiff::civil::Date;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Captures read together: handing one over costs more than reading a short one.
const GROUP: usize = 32;

/// How captures are read.
enum Knowledge {
    /// Taken apart into articles.
    Pages(Box<Reader>),
    /// Lines are paragraphs.
    Articles(StoryWords),
}

impl Knowledge {
    fn story_words(&self) -> &StoryWords {
        match self {
            Knowledge::Pages(reader) => &reader.lexicons.story_words,
            Knowledge::Articles(words) => words,
        }
    }
}

/// An article, as far as stories need it; owns its text.
#[derive(Default)]
struct Report {
    path: String,
    article: usize,
    title: Option<String>,
    /// Its paragraphs, a line each.
    body: String,
    parties: Vec<String>,
    published: Option<Date>,
    /// Its day of publication, else of its capture.
    day: Option<Date>,
    outlet: Option<String>,
    credits: Vec<String>,
    words: Words,
}

impl Report {
    fn telling(&self) -> Telling<'_> {
        Telling {
            title: self.title.as_deref(),
            paragraphs: self.body.lines().filter(|line| !line.is_empty()).collect(),
            parties: self.parties.iter().map(String::as_str).collect(),
            published: self.published,
            outlet: self.outlet.as_deref(),
            credits: self.credits.iter().map(String::as_str).collect(),
        }
    }
}

/// Reads, groups and prints.
pub fn run(flags: &StoriesFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    if flags.captures.paths.is_empty() {
        return ask_ledger(flags, ledger);
    }
    let selection = flags.look.selection(Vec::new());
    let as_article = flags.kind == InputKind::Article;
    let captures = find_captures(&flags.captures.paths, flags.captures.captures.as_deref(), as_article)?;
    let knowledge = Arc::new(match flags.kind {
        InputKind::Page => Knowledge::Pages(Box::new(reader(flags.captures.lexicons.as_deref(), Depth::Articles)?)),
        InputKind::Article => Knowledge::Articles(open_lexicons(flags.captures.lexicons.as_deref(), |open| {
            Lexicons::read_story_words(open)
        })?),
    });
    let mut reports: Vec<Report> = Vec::with_capacity(captures.len());
    let groups: Vec<Vec<Capture>> = captures.chunks(GROUP).map(<[Capture]>::to_vec).collect();
    let shared = knowledge.clone();
    let work = move |group: &Vec<Capture>| {
        group.iter().map(|capture| read_capture(&shared, capture)).collect::<Vec<Result<Vec<Report>, String>>>()
    };
    let mut read_any = false;
    ending::begin("captures read", captures.len(), "; no stories were printed");
    let done = for_each_in_order(groups.into(), flags.captures.threads, cost_of_group(), work, |group, found| {
        let failed = |fault: Fault| group.iter().map(|capture| Err(capture.unread(&fault.told()))).collect();
        let found: Vec<_> = found.unwrap_or_else(failed);
        ending::count(found.len());
        for (capture, found) in group.iter().zip(found) {
            match found {
                Ok(found) => {
                    detail(&format!("{}: {}", shown(&capture.path()), count(found.len(), "article")));
                    read_any = true;
                    let shown = |report: &Report| selection.shows(report.day, report.outlet.as_deref());
                    reports.extend(found.into_iter().filter(shown));
                }
                Err(why) => tell(&why),
            }
        }
        std::io::Result::Ok(())
    });
    done.context("cannot read the captures")?;
    if ending::is_stopping() {
        return Ok(ExitCode::SUCCESS);
    }
    let words: Vec<Words> = reports.iter_mut().map(|report| std::mem::take(&mut report.words)).collect();
    let tellings: Vec<Telling<'_>> = reports.iter().map(Report::telling).collect();
    let read = Tellings::with_words(&tellings, words);
    let origins = find_origins(&read);
    let view = StoriesView {
        listed: reports
            .iter()
            .map(|report| Listed {
                path: &report.path,
                article: report.article,
                title: report.title.as_deref().or_else(|| report.body.lines().next()).unwrap_or(""),
                outlet: report.outlet.as_deref(),
                published: report.published,
            })
            .collect(),
        stories: find_stories(&read, knowledge.story_words()),
        carriers: carriers_of(&origins),
        origins,
    };
    if ending::is_stopping() {
        return Ok(ExitCode::SUCCESS);
    }
    ending::tell_besides("");
    write(&view, flags.format, read_any)
}

/// The stories of a ledger, as they were merged.
fn ask_ledger(flags: &StoriesFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let how = How { lexicons: flags.captures.lexicons.as_deref(), threads: flags.captures.threads, corrections: None };
    let source = Source::open(Vec::new(), ledger, &how)?;
    let most = flags.limit.or((flags.format == StoriesFormat::Text).then_some(LINES));
    let kept = recall_stories(&source.store(), &flags.look.selection(Vec::new()), most)?;
    let done = write(&StoriesView::of_kept(&kept), flags.format, true);
    if kept.more > 0 && flags.format == StoriesFormat::Text {
        let more = kept.more;
        tell(&format!("… and {more} more stories, of longer ago: narrow the days, or give --limit"));
    }
    done
}

/// Prints what was found.
fn write(view: &StoriesView, format: StoriesFormat, read_any: bool) -> Result<ExitCode> {
    let mut out = Output;
    let printed = match format {
        StoriesFormat::Jsonl => view.write_lines(&mut out),
        StoriesFormat::Text => out.write_all(view.render().as_bytes()),
    };
    match printed.and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(error).context("cannot write the output"),
        Ok(()) if read_any => Ok(ExitCode::SUCCESS),
        Ok(()) => Ok(ExitCode::from(NOTHING_READ)),
    }
}

/// The articles of a capture, or one line on why it could not be read.
fn read_capture(knowledge: &Knowledge, capture: &Capture) -> Result<Vec<Report>, String> {
    let unread = |why: String| capture.unread(&why);
    let mut reports = match knowledge {
        Knowledge::Articles(_) => {
            let bytes = capture.bytes().map_err(|error| unread(error.to_string()))?;
            vec![read_text(capture, &bytes)]
        }
        Knowledge::Pages(reader) => {
            let reading = read_one(reader, capture).reading.map_err(unread)?;
            read_articles(capture, &reading, &reader.lexicons)
        }
    };
    for report in &mut reports {
        let read = catch_unwind(AssertUnwindSafe(|| read_words(&report.telling(), knowledge.story_words())));
        report.words = read.map_err(|_| unread("a fault in the program; please report it with the file".into()))?;
    }
    Ok(reports)
}

/// An article given as text: its first line is the headline unless it closes like a sentence.
fn read_text(capture: &Capture, bytes: &[u8]) -> Report {
    let text = decode(bytes, false).text;
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("");
    let headline =
        !is_closed(first) && lines.clone().next().is_some() && first.split_whitespace().count() <= LONGEST_HEADLINE;
    let mut body = String::with_capacity(text.len());
    for line in (!headline).then_some(first).into_iter().chain(lines) {
        body.push_str(line);
        body.push('\n');
    }
    let known = capture.known();
    Report {
        path: capture.path(),
        title: headline.then(|| first.to_string()),
        body,
        published: known.published,
        day: known.published.or(known.captured),
        outlet: known.outlet,
        ..Report::default()
    }
}

/// In words.
const LONGEST_HEADLINE: usize = 30;

fn read_articles(capture: &Capture, reading: &Reading, lexicons: &Lexicons) -> Vec<Report> {
    let captured = capture.known().captured;
    let articles = reading.articles.articles.iter().zip(&reading.layers).enumerate();
    let report = |(number, (article, layers)): (
        usize,
        (&attache_pipeline::article::Article, &attache_pipeline::read::Layers),
    )| {
        let quote = |span| reading.page.quote(span);
        let credited = article.credits.iter().chain(&article.republished_from).map(|name| name.name.clone());
        Report {
            path: capture.path(),
            article: number,
            title: article.title.map(|title| quote(title).to_string()),
            body: article.body.iter().map(|span| quote(*span).replace('\n', " ") + "\n").collect(),
            parties: layers
                .parties
                .iter()
                .map(|mention| lexicons.gazetteer.parties[mention.party].id.clone())
                .collect(),
            published: article.published.as_ref().map(|day| day.date),
            day: article.published.as_ref().map(|day| day.date).or(captured),
            outlet: article.outlet.as_ref().map(|outlet| outlet.name.clone()),
            credits: credited.collect(),
            words: Words::default(),
        }
    };
    articles.map(report).collect()
}
