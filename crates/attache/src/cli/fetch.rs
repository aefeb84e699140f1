//! `attache fetch`: pages from the network, as captures.
//!
//! In: addresses. Out: each page in the ledger, or as a WARC file; on standard output what it is called there, a line a page:
//! `20250704090012/https://courier.example/a.html`.
//!
//! What a person asks for by address is fetched as a browser would; `robots.txt` is for programs that find addresses by themselves, as `watch` does.

use super::arrival_args::FetchFlags;
use super::printing::write_out;
use super::{NOTHING_READ, USAGE};
use crate::answers::source::ledger_of;
use crate::arrivals::exchange::{Client, Validators};
use crate::arrivals::fetched::{Fetched, fetch, record_name};
use crate::arrivals::keeping::{Keeper, MOST_WAITING};
use crate::arrivals::locations::read_url;
use crate::arrivals::warc::save;
use crate::arrivals::world::Outside;
use crate::input::Capture;
use crate::input::names::name_of;
use crate::reading::ending;
use crate::store::Store;
use crate::views::shown::{remark, shown, shown_path, tell};
use anyhow::Result;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use url::Url;

/// Fetches pages, and keeps them.
pub fn run(flags: &FetchFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let mut urls: Vec<Url> = Vec::new();
    for given in &flags.urls {
        match read_url(given) {
            Ok(url) if urls.contains(&url) => {}
            Ok(url) => urls.push(url),
            Err(why) => {
                tell(&format!("{}: {why}", shown(given)));
                return Ok(ExitCode::from(USAGE));
            }
        }
    }
    let client = flags.reach.client()?;
    let file = ledger_of(ledger);
    // Opened before anything is asked for: what cannot be kept is not fetched.
    let keeper = if flags.into.is_none() || ledger.is_some() {
        let store = Arc::new(Mutex::new(Store::open(&file)?));
        Some(Keeper { store, file: &file, lexicons: flags.reading.lexicons.as_deref(), threads: flags.reading.threads })
    } else {
        None
    };
    ending::begin("addresses fetched", urls.len(), "");
    let (mut saved, mut kept, mut waiting) = (0, 0, Vec::new());
    for url in &urls {
        if ending::is_stopping() {
            break;
        }
        match fetch(url, &Validators::default(), &client) {
            Err(why) => tell(&format!("{}: {why}", shown(url.as_str()))),
            Ok(fetched) => {
                saved += usize::from(flags.into.is_some());
                waiting.extend(take(&fetched, flags, &client, keeper.is_some())?);
            }
        }
        ending::count(1);
        if waiting.iter().map(Capture::size).sum::<u64>() > MOST_WAITING {
            kept += keep(&mut waiting, keeper.as_ref())?;
        }
    }
    kept += keep(&mut waiting, keeper.as_ref())?;
    if keeper.is_some() && kept > 0 {
        remark(&format!("{}: {} read into it", shown_path(&file), crate::views::wording::count(kept, "page")));
    }
    Ok(if saved + kept > 0 { ExitCode::SUCCESS } else { ExitCode::from(NOTHING_READ) })
}

fn keep(waiting: &mut Vec<Capture>, keeper: Option<&Keeper<'_>>) -> Result<usize> {
    match keeper {
        Some(keeper) if !waiting.is_empty() => keeper.keep(std::mem::take(waiting)),
        _ => Ok(0),
    }
}

/// Writes what came, prints what it is called, and makes it a capture where a ledger wants one.
fn take(fetched: &Fetched, flags: &FetchFlags, client: &Client<'_>, wanted: bool) -> Result<Option<Capture>> {
    let answer = fetched.answer();
    let url = shown(answer.url.as_str());
    let file = flags.into.as_deref().map(|folder| save(fetched.steps(), folder, &Outside)).transpose()?;
    if let Some(saved) = &file {
        write_out((name_of(&saved.file) + "\n").as_bytes())?;
        if let Some(cut) = Fetched::told_of_cut(answer.cut, client.limits.body) {
            tell(&format!("{url}: {cut}"));
        }
        if !answer.is_success() {
            tell(&format!("{url}: {} {}", answer.status, answer.reason));
        }
    }
    if !wanted {
        return Ok(None);
    }
    match fetched.capture(client.limits.body) {
        Ok((mut capture, cut)) => {
            if let Some(saved) = &file {
                capture = capture.named(record_name(saved));
            } else {
                write_out((capture.path() + "\n").as_bytes())?;
                cut.iter().for_each(|cut| tell(&format!("{url}: {cut}")));
            }
            Ok(Some(capture))
        }
        Err(why) => {
            tell(&format!("{url}: {why}: not put into the ledger"));
            Ok(None)
        }
    }
}
