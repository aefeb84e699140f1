//! `attache fetch` and `attache watch`, killed in the middle of their work: nothing is damaged, the next run goes on, no change is said twice.
//!
//! Killed by what cannot be caught, when something was seen to have happened: a page asked for, a capture kept, a webhook told.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

mod sites;

use attache::input::feed::{find_items, read_item};
use sites::{Asked, Reply, Site, attache, command, printed, report, told};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Pages of a site.
const PAGES: usize = 12;
/// Who does something to whom, one a page: each is a line of its own.
const ACTS: [(&str, &str); 6] = [
    ("Russia", "recognised the Taliban as the government of Afghanistan"),
    ("Peru", "recognised Kosovo as an independent state"),
    ("China", "accepted the credentials of the Taliban ambassador"),
    ("Albania", "closed its embassy in Damascus"),
    ("India", "reopened its embassy in Kabul"),
    ("Japan", "does not recognise the Taliban government"),
];

fn page(number: usize) -> Reply {
    let (who, what) = ACTS[number % ACTS.len()];
    let day = 1 + number;
    let body = format!(
        "{who} {what} on Thursday, its foreign ministry said in a statement.\n\nThe ministry of {who} spoke of trade and energy, in report {number}."
    );
    Reply::page(&report(&format!("{who} {what}"), &format!("2025-07-{day:02}"), &body))
}

/// Each answer takes a moment, so that a run is met in its middle.
fn answer(asked: &Asked) -> Reply {
    std::thread::sleep(Duration::from_millis(20));
    if asked.path == "/feed" {
        let items: String = (0..PAGES).map(|number| format!("<item><link>/{number}</link></item>")).collect();
        let feed = format!("<rss version=\"2.0\"><channel><title>x</title>{items}</channel></rss>");
        return Reply::of(200, "application/rss+xml", feed);
    }
    asked.path.trim_start_matches('/').parse().map_or(Reply::status(404), page)
}

/// Begins a run and kills it once something has happened. Whether that was before it ended by itself.
fn kill_when(folder: &Path, sites: &[&Site], arguments: &[&str], mut happened: impl FnMut() -> bool) -> bool {
    let mut begun = command(folder, sites, arguments);
    let mut run = begun.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    while !happened() {
        if run.try_wait().unwrap().is_some() {
            return false;
        }
        assert!(start.elapsed() < Duration::from_secs(300), "nothing happens");
        std::thread::sleep(Duration::from_millis(2));
    }
    run.kill().unwrap();
    !run.wait().unwrap().success()
}

/// A number out of the ledger; 0 where it is not there yet, or written just now.
fn number(folder: &Path, sql: &str) -> i64 {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let opened = rusqlite::Connection::open_with_flags(folder.join("attache.db"), flags);
    opened.and_then(|ledger| ledger.query_row(sql, [], |row| row.get(0))).unwrap_or(0)
}

fn check(folder: &Path) {
    let output = attache(folder, &[], &["doctor"]);
    let said = printed(&output) + &told(&output);
    // Lines that are behind their captures are no damage: the next run merges them.
    assert!(output.status.success() || said.lines().all(|line| !line.contains("damaged")), "{said}");
}

#[test]
fn a_fetch_into_a_folder_leaves_whole_files() {
    let site = Site::start(answer);
    let urls: Vec<String> = (0..PAGES).map(|number| site.url(&format!("/{number}"))).collect();
    let arguments: Vec<&str> = ["fetch", "--into", "w"].into_iter().chain(urls.iter().map(String::as_str)).collect();
    let folder = tempfile::tempdir().unwrap();
    for asked in [2, 5, 8] {
        let before = site.log().len();
        assert!(kill_when(folder.path(), &[&site], &arguments, || site.log().len() >= before + asked), "{asked}");
    }
    // Some were written, each whole; what was not yet in its place is not seen.
    let files = || {
        let names = std::fs::read_dir(folder.path().join("w")).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().ends_with(".warc.gz")).count()
    };
    let read = || attache(folder.path(), &[], &["read", "--only", "article", "--format", "jsonl", "w"]);
    let output = read();
    assert!(files() > 0 && printed(&output).lines().count() == files(), "{}", told(&output));
    assert!(!told(&output).contains("not read to its end") && !printed(&output).contains("\"error\""));
    let kept = files();
    assert!(attache(folder.path(), &[&site], &arguments).status.success());
    assert_eq!((files(), printed(&read()).lines().count()), (kept + PAGES, kept + PAGES));
    // And of one that a disk cut: what stands before the break.
    let whole: Vec<u8> = std::fs::read_dir(folder.path().join("w"))
        .unwrap()
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.to_string_lossy().ends_with(".warc.gz") { std::fs::read(path).unwrap() } else { Vec::new() }
        })
        .collect();
    std::fs::write(folder.path().join("cut.warc.gz"), &whole[..whole.len() - 40]).unwrap();
    let cut = attache(folder.path(), &[], &["read", "--only", "article", "--format", "jsonl", "cut.warc.gz"]);
    assert_eq!(printed(&cut).lines().count(), kept + PAGES - 1);
    assert!(told(&cut).contains("not read to its end"), "{}", told(&cut));
}

#[test]
fn a_fetch_into_a_ledger_keeps_what_it_read() {
    let site = Site::start(answer);
    let urls: Vec<String> = (0..PAGES).map(|number| site.url(&format!("/{number}"))).collect();
    let arguments: Vec<&str> = ["fetch", "--threads", "1"].into_iter().chain(urls.iter().map(String::as_str)).collect();
    let folder = tempfile::tempdir().unwrap();
    assert!(kill_when(folder.path(), &[&site], &arguments, || site.log().len() >= 4), "while it fetches");
    check(folder.path());
    let captures = || number(folder.path(), "SELECT count(*) FROM captures");
    let was_killed = kill_when(folder.path(), &[&site], &arguments, || captures() >= 2);
    check(folder.path());
    let kept = captures();
    assert!(kept >= 2 && (!was_killed || kept <= PAGES as i64), "{kept}");
    // A capture is named by its second: the page the run died on, fetched in the same second, would be skipped.
    std::thread::sleep(Duration::from_millis(1100));
    let output = attache(folder.path(), &[&site], &arguments);
    assert!(
        output.status.success() && told(&output).contains(&format!("{PAGES} pages read into it")),
        "{}",
        told(&output)
    );
    assert_eq!(captures(), kept + PAGES as i64);
    check(folder.path());
    let lines = printed(&attache(folder.path(), &[], &["positions", "--format", "json"]));
    assert!(lines.contains("Russia") && lines.contains("Taliban"), "{lines}");
}

#[test]
fn a_watch_says_each_change_once() {
    let site = Site::start(answer);
    let receiver = Site::start(|_| {
        // Long enough to be killed between being told and noting it.
        std::thread::sleep(Duration::from_millis(60));
        Reply::status(204)
    });
    let folder = tempfile::tempdir().unwrap();
    let (feed, hook) = (site.url("/feed"), receiver.url("/hook"));
    let arguments = ["watch", "--once", "--now", "--threads", "1", "--feed", "changes.atom", "--webhook", &hook, &feed];
    let sites = [&site, &receiver];
    let captures = || number(folder.path(), "SELECT count(*) FROM captures");
    assert!(kill_when(folder.path(), &sites, &arguments, || site.log().len() >= 5), "while it fetches");
    check(folder.path());
    kill_when(folder.path(), &sites, &arguments, || captures() >= 2);
    check(folder.path());
    let mut kills = 0;
    for told in [1, 2, 4] {
        kills += usize::from(kill_when(folder.path(), &sites, &arguments, || receiver.log().len() >= told));
        check(folder.path());
    }
    // A kill while the receiver answers: what it was told is told again, under the same name.
    assert!(kills > 0, "it was never killed while it told");
    for _ in 0..4 {
        let output = attache(folder.path(), &sites, &arguments);
        assert!(output.status.success(), "{}", told(&output));
    }
    assert_eq!(captures(), PAGES as i64, "every page came, and none twice");
    assert_eq!(number(folder.path(), "SELECT count(DISTINCT url) FROM captures"), PAGES as i64);
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    let mut bodies = BTreeSet::new();
    for asked in receiver.requests("/hook") {
        *ids.entry(asked.header("webhook-id").unwrap().to_string()).or_default() += 1;
        let body: serde_json::Value = serde_json::from_slice(&asked.body).unwrap();
        bodies.insert((body["data"]["line"].to_string(), body["data"]["id"].to_string()));
    }
    assert!(ids.len() > 2, "{ids:?}");
    let again: usize = ids.values().map(|times| times - 1).sum();
    assert!(again <= kills, "{ids:?}");
    assert_eq!(ids.len(), bodies.len(), "no change under two names");
    assert_eq!(ids.len() as i64, number(folder.path(), "SELECT count(*) FROM changes"));
    let text = std::fs::read_to_string(folder.path().join("changes.atom")).unwrap();
    let entries = find_items(&text);
    let titles: Vec<_> = entries.items.iter().map(|entry| read_item(&text[entry.clone()]).title).collect();
    assert_eq!((titles.len(), entries.broken), (ids.len(), None));
    let distinct: BTreeSet<_> = titles.iter().collect();
    assert_eq!(distinct.len(), titles.len(), "{titles:#?}");
    check(folder.path());
}
