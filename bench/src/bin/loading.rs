//! `loading PORT PARTIES TIMES THREADS [PID]`: how long the pages of a served ledger of generated reports take.
//!
//! Serve it first: `attache serve --ledger FILE --address 127.0.0.1:PORT`. Asks each kind of page TIMES times, of other parties, persons, words and days each time, so that no answer but the first page's was given before;
//! THREADS at once. Prints the median and the 99th percentile in milliseconds, and the largest answer in kilobytes; with the server's PID, on Linux, also what its processor time was, which
//! other work on the machine does not lengthen (one thread at a time, else requests share it). What the ledger has of them: `asking` makes one.

use anyhow::{Context, Result, bail};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Pages of a kind: what they are called, and the address of each turn.
type Kind<'k> = (&'k str, Box<dyn Fn(usize) -> String + Sync + 'k>);

fn main() -> Result<()> {
    let numbers: Vec<usize> = std::env::args()
        .skip(1)
        .map(|word| word.parse().context("loading PORT PARTIES TIMES THREADS [PID]"))
        .collect::<Result<_>>()?;
    let (port, parties, times, threads, server) = match numbers[..] {
        [port, parties, times, threads] => (port, parties, times, threads, None),
        [port, parties, times, threads, server] => (port, parties, times, threads, Some(server)),
        _ => bail!("loading PORT PARTIES TIMES THREADS [PID]"),
    };
    let ids = |list: &str, field: &str| ids(port, list, field);
    let (people, reports, lines) = (ids("people", "id")?, ids("reports", "id")?, ids("positions", "id")?);
    for (name, address) in kinds(parties, &people, &reports, &lines) {
        let (next, took, largest) = (AtomicUsize::new(0), Mutex::new(Vec::new()), AtomicUsize::new(0));
        let work = || -> Result<()> {
            loop {
                let turn = next.fetch_add(1, Ordering::Relaxed);
                if turn >= times {
                    return Ok(());
                }
                let (before, begin) = (processor(server), Instant::now());
                let (status, answer) = get(port, &address(turn))?;
                let milliseconds = begin.elapsed().as_secs_f64() * 1000.0;
                if status != 200 {
                    bail!("{}: status {status}", address(turn));
                }
                largest.fetch_max(answer.len(), Ordering::Relaxed);
                let of_processor = processor(server) - before;
                took.lock().map_err(|_| anyhow::anyhow!("a thread failed"))?.push((milliseconds, of_processor));
            }
        };
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| anyhow::anyhow!("a thread failed"))?)
        })?;
        let took = took.into_inner().map_err(|_| anyhow::anyhow!("a thread failed"))?;
        let (wall, of_processor): (Vec<f64>, Vec<f64>) = took.into_iter().unzip();
        let own = server.map_or(String::new(), |_| format!(", of the processor {}", spread(of_processor)));
        println!("{name}: {}{own}, {} kB", spread(wall), largest.into_inner() / 1000);
    }
    Ok(())
}

/// Every kind of page that is asked for.
fn kinds<'k>(parties: usize, people: &'k [String], reports: &'k [String], lines: &'k [String]) -> Vec<Kind<'k>> {
    let name = move |turn: usize| format!("Party+{}", turn * 7 % parties);
    let party = move |turn: usize| format!("/party/{}", name(turn).replace('+', "%20"));
    let day = |turn: usize| format!("2021-{:02}-{:02}", turn % 12 + 1, turn % 28 + 1);
    let of = |ids: &'k [String], turn: usize| ids.get(turn % ids.len().max(1)).cloned().unwrap_or_default();
    vec![
        ("the first page", Box::new(|_| "/".into())),
        ("the first page, of a day", Box::new(move |turn| format!("/?as-of={}", day(turn)))),
        ("matrix, of all", Box::new(|turn| format!("/matrix?origins={}", turn % 9 + 1))),
        ("matrix, of a party", Box::new(move |turn| format!("/matrix?toward={}", name(turn)))),
        (
            "matrix, of a party and day",
            Box::new(move |turn| format!("/matrix?toward={}&as-of={}", name(turn), day(turn))),
        ),
        ("party", Box::new(party)),
        ("party, of a day", Box::new(move |turn| format!("{}?as-of={}", party(turn), day(turn)))),
        ("person", Box::new(move |turn| format!("/person/{}", of(people, turn)))),
        ("person, of a day", Box::new(move |turn| format!("/person/{}?as-of={}", of(people, turn), "2022-12-31"))),
        ("timeline, of a party", Box::new(move |turn| format!("/timeline?about={}", name(turn)))),
        (
            "timeline, of a party and day",
            Box::new(move |turn| format!("/timeline?about={}&as-of={}", name(turn), day(turn))),
        ),
        ("map, of a party", Box::new(move |turn| format!("/map?toward={}", name(turn)))),
        ("map, of a party and day", Box::new(move |turn| format!("/map?toward={}&as-of={}", name(turn), day(turn)))),
        ("report", Box::new(move |turn| format!("/report/{}", of(reports, turn)))),
        ("line", Box::new(move |turn| format!("/entry/{}", of(lines, turn)))),
        ("search, a rare word", Box::new(|turn| format!("/search?q=word{}", turn * 31 + 5_000))),
        ("search, two words", Box::new(|turn| format!("/search?q=word{}+said", turn * 31))),
        ("search, a frequent word", Box::new(|turn| format!("/search?q=said&skip={}", turn % 10 * 20))),
        ("search, a frequent word, of a day", Box::new(move |turn| format!("/search?q=said&as-of={}", day(turn)))),
        (
            "search, a question",
            Box::new(move |turn| format!("/search?q=Has+{}+recognised+{}%3F", name(turn), name(turn + 1))),
        ),
        ("disagreements of a party", Box::new(move |turn| format!("/contradictions?about={}", name(turn)))),
        ("reports, of a day and later", Box::new(move |turn| format!("/reports?since={}", day(turn)))),
        ("API: positions", Box::new(move |turn| format!("/api/v1/positions?about={}", name(turn)))),
        ("API: reports", Box::new(|turn| format!("/api/v1/reports?skip={}", turn * 100))),
    ]
}

/// The median and the 99th percentile.
fn spread(mut took: Vec<f64>) -> String {
    took.sort_by(f64::total_cmp);
    let at = |share: f64| took.get(((took.len().max(1) - 1) as f64 * share).round() as usize).copied().unwrap_or(0.0);
    format!("{:.1} / {:.1} ms", at(0.5), at(0.99))
}

/// Milliseconds that all threads of a process had the processor; 0 where nobody tells.
fn processor(server: Option<usize>) -> f64 {
    let Some(threads) = server.and_then(|id| std::fs::read_dir(format!("/proc/{id}/task")).ok()) else { return 0.0 };
    let each = threads.flatten().filter_map(|thread| {
        let told = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        told.split(' ').next()?.parse::<f64>().ok()
    });
    each.sum::<f64>() / 1e6
}

/// The first hundred ids of a list of the API.
fn ids(port: usize, list: &str, field: &str) -> Result<Vec<String>> {
    let (status, answer) = get(port, &format!("/api/v1/{list}?limit=100"))?;
    let told = String::from_utf8_lossy(&answer).into_owned();
    let body = told.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let json: serde_json::Value =
        serde_json::from_str(body).with_context(|| format!("/api/v1/{list}: status {status}"))?;
    let lines = json["items"].as_array().with_context(|| format!("/api/v1/{list} has no items"))?;
    Ok(lines.iter().filter_map(|line| line[field].as_str().map(str::to_string)).collect())
}

/// Status and bytes of a page.
fn get(port: usize, address: &str) -> Result<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect(("127.0.0.1", u16::try_from(port)?))?;
    write!(stream, "GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(32)]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no answer")?;
    Ok((status, bytes))
}
