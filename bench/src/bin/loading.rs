//! `loading PORT PARTIES TIMES THREADS`: how long the pages of a served ledger of generated reports take.
//!
//! Serve it first: `attache serve --ledger FILE --address 127.0.0.1:PORT`. Asks each kind of page TIMES times, of other parties, words and days each time, so that no answer but the first page's was given before;
//! THREADS at once. Prints the median and the 99th percentile in milliseconds, and the largest answer in kilobytes. What the ledger has of them: `asking` makes one.

use anyhow::{Context, Result, bail};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

fn main() -> Result<()> {
    let numbers: Vec<usize> = std::env::args()
        .skip(1)
        .map(|word| word.parse().context("loading PORT PARTIES TIMES THREADS"))
        .collect::<Result<_>>()?;
    let [port, parties, times, threads] = numbers[..] else { bail!("loading PORT PARTIES TIMES THREADS") };
    let party = |turn: usize| format!("Party+{}", turn * 7 % parties);
    let day = |turn: usize| format!("2021-{:02}-{:02}", turn % 12 + 1, turn % 28 + 1);
    let kinds: [(&str, &(dyn Fn(usize) -> String + Sync)); 11] = [
        ("the first page", &|_| "/".into()),
        ("the first page, of a day", &|turn| format!("/?as-of={}", day(turn))),
        ("matrix, of a party", &|turn| format!("/matrix?toward={}", party(turn))),
        ("party", &|turn| format!("/party/{}", party(turn).replace('+', "%20"))),
        ("timeline, of a party", &|turn| format!("/timeline?about={}", party(turn))),
        ("search, two words", &|turn| format!("/search?q=word{}+said", turn * 31)),
        ("search, a frequent word", &|turn| format!("/search?q=said&skip={}", turn % 9 * 20)),
        ("search, a question", &|turn| format!("/search?q=Has+{}+recognised+{}%3F", party(turn), party(turn + 1))),
        ("reports, of a day and later", &|turn| format!("/reports?since={}", day(turn))),
        ("API: positions", &|turn| format!("/api/v1/positions?about={}", party(turn))),
        ("API: reports", &|turn| format!("/api/v1/reports?skip={}", turn * 100)),
    ];
    for (name, address) in kinds {
        let (next, took, largest) = (AtomicUsize::new(0), Mutex::new(Vec::new()), AtomicUsize::new(0));
        let work = || -> Result<()> {
            loop {
                let turn = next.fetch_add(1, Ordering::Relaxed);
                if turn >= times {
                    return Ok(());
                }
                let begin = Instant::now();
                let (status, bytes) = get(port, &address(turn))?;
                let milliseconds = begin.elapsed().as_secs_f64() * 1000.0;
                if status != 200 {
                    bail!("{}: status {status}", address(turn));
                }
                largest.fetch_max(bytes, Ordering::Relaxed);
                took.lock().map_err(|_| anyhow::anyhow!("a thread failed"))?.push(milliseconds);
            }
        };
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| anyhow::anyhow!("a thread failed"))?)
        })?;
        let mut took = took.into_inner().map_err(|_| anyhow::anyhow!("a thread failed"))?;
        took.sort_by(f64::total_cmp);
        let at = |share: f64| took[((took.len() - 1) as f64 * share).round() as usize];
        println!("{name}: {:.1} / {:.1} ms, {} kB", at(0.5), at(0.99), largest.into_inner() / 1000);
    }
    Ok(())
}

/// Status and bytes of a page.
fn get(port: usize, address: &str) -> Result<(u16, usize)> {
    let mut stream = TcpStream::connect(("127.0.0.1", u16::try_from(port)?))?;
    write!(stream, "GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(32)]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no answer")?;
    Ok((status, bytes.len()))
}
