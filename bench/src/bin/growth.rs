//! `growth [SHAPE]`: every stage, with the language model, over texts made to be slow, at n, 2n, 4n and 8n: a Markdown table.
//!
//! In a row whose text is twice that of the row above it, twice the time and twice the JSON is what linear is; four times would be the square. Each
//! shape runs in a process of its own. The last rows are one long text beside as much in short ones. About three minutes.
//!
//! Seconds a stage are those of that stage alone; positions are what a whole reading takes beyond them.

use anyhow::{Context, Result, bail};
use attache::contract::reading::Reading;
use attache::reading::head::heads_of;
use attache_bench::page::write_report;
use attache_pipeline::article::find_articles;
use attache_pipeline::dates::{Anchor, find_dates};
use attache_pipeline::document::analyse_articles;
use attache_pipeline::events::find_events;
use attache_pipeline::figures::find_figures;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType, read_page};
use attache_pipeline::people::parties::{PartyMention, find_parties};
use attache_pipeline::people::persons::find_people;
use attache_pipeline::read::{Reader, cast_of};
use attache_pipeline::span::Span;
use attache_pipeline::statements::find_statements;
use attache_pipeline::statements::relay::Wires;
use std::process::Command;
use std::time::Instant;

/// The smallest text of a shape, in bytes.
const SIZE: usize = 40 << 10;
/// One long text, and as much in short ones, in bytes.
const LONG: usize = 5 << 20;
const SHORT: usize = 4 << 10;
/// Stack of the thread that reads, in bytes: what the program gives its own.
const STACK: usize = 16 << 20;

const HEAD: &str = "Embassy stays open in Kabul\n\n16 August 2021\n\nThe ministry said on Monday that its embassy would stay open.\n\n";
const STAGES: [&str; 9] =
    ["article", "language", "people", "dates", "figures", "events", "statements", "positions", "JSON"];
const STATES: [&str; 8] = ["China", "Iran", "Peru", "Chile", "Russia", "Norway", "Kenya", "Japan"];

/// A shape's name, and its `n`th piece.
type Shape = (&'static str, fn(usize) -> String);

const SHAPES: &[Shape] = &[
    ("reports", |n| write_report(n as u64) + "\n"),
    ("open quotation marks", |n| format!("“The talks with the envoy of town {n} go on, ")),
    ("marks and nothing else", |_| "“".into()),
    ("short quotations", |n| format!("“No,” said {} envoy {n}. ", STATES[n % 8])),
    ("marks within marks", |n| format!("{}We stay {n}, ", ["“", "‘"][n % 2])),
    ("positions", |n| format!("{} recognised Kosovo on {} May 2021. ", STATES[n % 8], n % 28 + 1)),
    ("parties", |n| format!("{}, ", STATES[n % 8])),
    ("parties that recognise parties", |n| {
        let list = STATES.join(", ");
        format!("{list} and Turkey recognised {list} and Kosovo in {}. ", 1990 + n % 30)
    }),
    ("clauses joined by and", |n| format!("{} recognised the Taliban and ", STATES[n % 8])),
    ("the minister of the minister", |_| "the minister of ".into()),
    ("according to, nested", |n| format!("according to {} ", STATES[n % 8])),
    ("he said she said", |_| "He said she said they said ".into()),
    ("their and their", |n| format!("{} met the Taliban and their allies and their ", STATES[n % 8])),
    ("one sentence", |n| format!("the harbour board of town {n} mended a roof before the winter, ")),
    ("dates", |n| format!("on {} August 2021, last Monday, two weeks ago and in May ", n % 28 + 1)),
    ("figures", |n| format!("some {n} soldiers, $4.{} million and 1,{:03} tons ", n % 10, n % 1000)),
    ("names", |n| format!("President Ann{n} Lee{} of {}, ", n % 7, STATES[n % 8])),
    ("brackets", |_| "(by (".into()),
    ("short paragraphs", |n| format!("Envoy {n} stayed.\n")),
];

fn main() -> Result<()> {
    let Some(name) = std::env::args().nth(1) else { return run_all() };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        let reader = Reader::new(Lexicons::embedded()).with_language(attache::models::pipeline()?);
        match name.as_str() {
            LENGTHS => compare_lengths(&reader),
            _ => grow(&reader, SHAPES.iter().find(|(known, _)| *known == name).context("no such shape")?),
        }
        Ok(())
    })?;
    match thread.join() {
        Ok(done) => done,
        Err(_) => bail!("the reading ended with a panic"),
    }
}

/// What the rows of long and short texts are called.
const LENGTHS: &str = "lengths";

fn run_all() -> Result<()> {
    println!("| shape | KB | s | × | JSON KB | × | {} |", STAGES.join(" | "));
    println!("|---|{}", "--:|".repeat(5 + STAGES.len()));
    for name in SHAPES.iter().map(|(name, _)| *name).chain([LENGTHS]) {
        let status = Command::new(std::env::current_exe()?).arg(name).status()?;
        if !status.success() {
            println!("| {name} | ended with {status} |{}", " |".repeat(4 + STAGES.len()));
        }
    }
    Ok(())
}

fn text_of(size: usize, piece: fn(usize) -> String) -> String {
    let mut text = String::from(HEAD);
    for number in 0.. {
        if text.len() >= size {
            break;
        }
        text += &piece(number);
    }
    text + ".\n"
}

fn grow(reader: &Reader, (name, piece): &Shape) {
    // Read once before it is timed: the model's rooms are made then.
    whole(reader, HEAD);
    let mut before: Option<(f64, usize)> = None;
    for size in [SIZE, SIZE * 2, SIZE * 4, SIZE * 8] {
        let text = text_of(size, *piece);
        let stages = stages(reader, &text);
        let (read, json, json_seconds) = whole(reader, &text);
        let seconds = read + json_seconds;
        let (times, larger) = before.map_or_else(Default::default, |(seconds_before, json_before)| {
            (format!("{:.1}", seconds / seconds_before), format!("{:.1}", json as f64 / json_before as f64))
        });
        let positions = (read - stages.iter().sum::<f64>()).max(0.0);
        let cells: Vec<String> =
            stages.iter().chain([&positions, &json_seconds]).map(|seconds| format!("{seconds:.2}")).collect();
        let kilobytes = text.len() as f64 / 1e3;
        println!(
            "| {name} | {kilobytes:.0} | {seconds:.2} | {times} | {:.0} | {larger} | {} |",
            json as f64 / 1e3,
            cells.join(" | ")
        );
        before = Some((seconds, json));
    }
}

/// A whole reading and its JSON: seconds, bytes, and the seconds of the JSON.
fn whole(reader: &Reader, text: &str) -> (f64, usize, f64) {
    let begin = Instant::now();
    let reading = reader.read(text.as_bytes(), MediaType::Article, known());
    let read = begin.elapsed().as_secs_f64();
    let heads = heads_of(&reading, &reader.lexicons);
    let view = Reading::of("page", "", &reading, &heads, &reader.lexicons);
    let json = serde_json::to_string(&view).map_or(0, |json| json.len());
    (read, json, begin.elapsed().as_secs_f64() - read)
}

fn known() -> Known {
    Known { published: "2021-08-16".parse().ok(), ..Known::default() }
}

/// Seconds of each stage but positions, in order, as `attache_pipeline::read` runs them.
fn stages(reader: &Reader, text: &str) -> Vec<f64> {
    let mut seconds = Vec::new();
    let mut begin = Instant::now();
    let mut done = || {
        seconds.push(begin.elapsed().as_secs_f64());
        begin = Instant::now();
    };
    let lexicons = &reader.lexicons;
    let page = read_page(text.as_bytes(), MediaType::Article, known(), &lexicons.page);
    let articles = find_articles(&page, &lexicons.article, &reader.scorer).articles;
    done();
    let Some(language) = &reader.language else { return seconds };
    let (documents, _) = analyse_articles(&page.text, &articles, language, &lexicons.titles, &|_| Vec::new());
    done();
    let (Some(article), Some(document)) = (articles.first(), documents.first()) else { return seconds };
    let mut parties = Vec::new();
    for span in article.title.iter().chain(&article.body) {
        parties.extend(find_parties(page.quote(*span), &lexicons.gazetteer).into_iter().map(|mention| {
            let (start, end) = (mention.span.start + span.start, mention.span.end + span.start);
            PartyMention { span: Span::new(start, end), ..mention }
        }));
    }
    let people = find_people(document, &parties, &lexicons.roles, &lexicons.gazetteer, None);
    done();
    let anchor = Anchor::of(article, None, None);
    let dates = find_dates(document, &anchor, &lexicons.dates);
    done();
    find_figures(document, &dates, &lexicons.dates, &lexicons.figures);
    done();
    find_events(document, &parties, &lexicons.events, &lexicons.modality);
    done();
    let cast = cast_of(document, &people, &parties, lexicons);
    let wires = Wires { agencies: &lexicons.article.agencies, media: &lexicons.media };
    find_statements(&cast, &lexicons.statement_cues, &wires, &lexicons.modality, &dates);
    done();
    seconds
}

/// One long text beside as much in short ones.
fn compare_lengths(reader: &Reader) {
    let reports: Vec<String> = (0..)
        .map(write_report)
        .scan(0, |bytes, report| {
            *bytes += report.len();
            (*bytes < LONG + report.len()).then_some(report)
        })
        .collect();
    let long = reports.join("\n");
    let mut short: Vec<String> = vec![String::new()];
    for report in &reports {
        if short.last().is_some_and(|text| text.len() >= SHORT) {
            short.push(String::new());
        }
        if let Some(text) = short.last_mut() {
            *text += report;
        }
    }
    for (name, texts) in [("reports, one text", vec![long]), ("reports, many texts", short)] {
        let name = format!("{name} ({})", texts.len());
        let bytes: usize = texts.iter().map(String::len).sum();
        let (mut seconds, mut json) = (0.0, 0);
        for text in texts {
            let (read, bytes, written) = whole(reader, &text);
            seconds += read + written;
            json += bytes;
        }
        println!(
            "| {name} | {:.0} | {seconds:.2} | | {:.0} | |{}",
            bytes as f64 / 1e3,
            json as f64 / 1e3,
            " |".repeat(STAGES.len())
        );
    }
}
