//! `asking FILE COUNT PARTIES PROGRAM`: what a ledger of generated reports costs, and how long questions take.
//!
//! Fills FILE with COUNT reports of PARTIES parties, in steps of a tenth; prints for the last step and the whole: seconds of keeping and of merging, the file's bytes for each
//! report, resident memory. Then asks each question fifty times of other parties and days, by PROGRAM as users run it, and prints the median and the 99th
//! percentile in milliseconds, process and all. A file that is there already is only asked.

use anyhow::{Context, Result, bail};
use attache::answers::merging::merge;
use attache::reading::fingerprint::fingerprint;
use attache::reading::head::{Dated, Head, PartyNamed};
use attache::reading::passages::{Paragraph, Passage, Piece};
use attache::reading::refresh::{Extent, Refresh, lock, refresh_in};
use attache::reading::report::{Report, pack, row_of};
use attache::store::Store;
use attache::store::captures::{Kept, Outcome, hash};
use attache_bench::records::write_records;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::record::{Evidence, Record};
use attache_pipeline::when::Basis;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// Times each question is asked.
const TIMES: usize = 50;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, count, parties, program] = arguments.as_slice() else { bail!("asking FILE COUNT PARTIES PROGRAM") };
    let (file, count, parties): (&Path, usize, usize) = (Path::new(file), count.parse()?, parties.parse()?);
    if !file.exists() {
        fill(file, count, parties)?;
    }
    let bytes = std::fs::metadata(file)?.len();
    println!("{:.1} kB a report", bytes as f64 / count as f64 / 1000.0);
    ask(file, parties, program)
}

/// Writes a ledger of generated reports: nine tenths, then the last, each merged.
fn fill(file: &Path, count: usize, parties: usize) -> Result<()> {
    let reader = fingerprint(None)?;
    let records = write_records(count, parties, &Lexicons::embedded());
    let store = Arc::new(Mutex::new(Store::open(file)?));
    let first = count - count / 10;
    for (name, part) in [("nine tenths", 0..first), ("the last tenth", first..count), ("one more", count..count)] {
        let begin = Instant::now();
        for number in part {
            keep(&mut lock(&store), &records[number], number, &reader)?;
        }
        let kept = begin.elapsed().as_secs_f64();
        let begin = Instant::now();
        let how =
            Refresh { ledger: file, lexicons: None, threads: None, again: false, besides: "", extent: Extent::Merged };
        let found = refresh_in(&store, Vec::new(), &how)?;
        let unpacked = begin.elapsed().as_secs_f64();
        let begin = Instant::now();
        merge(&mut lock(&store), found, None)?;
        println!(
            "{name}: kept in {kept:.1} s, unpacked in {unpacked:.1} s, merged in {:.1} s, {} MB resident",
            begin.elapsed().as_secs_f64(),
            resident()
        );
    }
    Ok(())
}

/// The most memory this process had, in megabytes.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1000
}

fn keep(store: &mut Store, record: &Record, number: usize, reader: &str) -> Result<()> {
    let path = format!("generated/{number:06}.html");
    let page = record.text.paragraphs.join("\n");
    let sha256 = hash(page.as_bytes());
    let mut at = 0;
    let passages = record.text.paragraphs.iter().map(|text| {
        let start = at;
        at += text.len() + 1;
        let pieces = vec![Piece { text: text.clone(), party: None }];
        Passage::Paragraph(Paragraph { start, end: start + text.len(), pieces })
    });
    let passages = passages.collect();
    let named = record.positions.iter().filter_map(|told| {
        let (name, actor) = (told.holder.name.clone(), told.holder.actor.clone()?);
        Some(PartyNamed { name, actor, mentions: 1, first: Evidence::default() })
    });
    let head = Head {
        outlet: record.outlet.clone(),
        published: record.published.map(|date| Dated {
            date,
            basis: Basis::Published,
            from: "json-ld".into(),
            written: None,
        }),
        language: Some("en".into()),
        parties: named.collect(),
        ..Head::default()
    };
    let report =
        Report { path: path.clone(), article: 0, url: None, head, passages, notes: Vec::new(), record: record.clone() };
    let reports = [report];
    let packed = pack(&reports).context("cannot pack a report")?;
    let known = Known::default();
    let kept = Kept {
        path,
        sha256,
        media_type: MediaType::Html,
        known,
        reader: reader.into(),
        outcome: Outcome::Reports(packed),
    };
    let rows: Vec<_> = reports.iter().map(row_of).collect();
    store.keep(&kept, page.as_bytes(), &rows)?;
    Ok(())
}

/// Asks by the program, as users do.
fn ask(file: &Path, parties: usize, program: &str) -> Result<()> {
    let party = |turn: usize| format!("Party {}", turn * 7 % parties);
    let day = |turn: usize| format!("2021-{:02}-{:02}", turn % 12 + 1, turn % 28 + 1);
    let questions: [(&str, Box<dyn Fn(usize) -> Vec<String>>); 14] = [
        ("positions", Box::new(|_| vec!["positions".into()])),
        ("positions --about", Box::new(|turn| vec!["positions".into(), "--about".into(), party(turn)])),
        (
            "positions --about --as-of",
            Box::new(|turn| vec!["positions".into(), "--about".into(), party(turn), "--as-of".into(), day(turn)]),
        ),
        (
            "positions --party --rung",
            Box::new(|turn| {
                vec!["positions".into(), "--party".into(), party(turn), "--rung".into(), "recog_gov".into()]
            }),
        ),
        ("timeline --about", Box::new(|turn| vec!["timeline".into(), "--about".into(), party(turn)])),
        ("quotes --by", Box::new(|turn| vec!["quotes".into(), "--by".into(), format!("Speaker {turn}")])),
        ("events --about", Box::new(|turn| vec!["events".into(), "--about".into(), party(turn)])),
        ("contradictions", Box::new(|_| vec!["contradictions".into()])),
        ("people", Box::new(|_| vec!["people".into()])),
        ("terms --about", Box::new(|turn| vec!["terms".into(), "--about".into(), party(turn)])),
        ("search", Box::new(|turn| vec!["search".into(), format!("word{}", turn * 31), "said".into()])),
        ("ask", Box::new(|turn| vec!["ask".into(), format!("Has {} recognised {}?", party(turn), party(turn + 1))])),
        (
            "diff of a day",
            Box::new(|turn| {
                vec![
                    "diff".into(),
                    "--from".into(),
                    format!("2021-06-{:02}", turn % 27 + 1),
                    "--to".into(),
                    format!("2021-06-{:02}", turn % 27 + 2),
                ]
            }),
        ),
        (
            "diff of a month",
            Box::new(|turn| {
                vec![
                    "diff".into(),
                    "--from".into(),
                    format!("2021-{:02}-01", turn % 11 + 1),
                    "--to".into(),
                    format!("2021-{:02}-01", turn % 11 + 2),
                ]
            }),
        ),
    ];
    for (name, question) in questions {
        let mut took: Vec<f64> = Vec::new();
        for turn in 0..TIMES {
            let begin = Instant::now();
            let output =
                Command::new(program).arg("--ledger").arg(file).args(question(turn)).stderr(Stdio::piped()).output()?;
            took.push(begin.elapsed().as_secs_f64() * 1000.0);
            if !output.status.success() {
                bail!("{:?}: {}", question(turn), String::from_utf8_lossy(&output.stderr));
            }
            if took.iter().sum::<f64>() > 60_000.0 {
                break;
            }
        }
        took.sort_by(f64::total_cmp);
        let at = |share: f64| took[((took.len() - 1) as f64 * share).round() as usize];
        println!("{name:28} p50 {:7.1} ms   p99 {:7.1} ms", at(0.5), at(0.99));
    }
    Ok(())
}
