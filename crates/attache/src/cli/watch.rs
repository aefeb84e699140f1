//! `attache watch`: feeds, sitemaps and pages, followed.
//!
//! In: addresses, kept in the ledger. Out: on standard output a line a change: "Russia toward the Taliban: recognition as government considered -> recognised as government, 3 July 2025; 2 origins"; the
//! same in an Atom feed and to a webhook, where these are asked for. `--once` ends after what is due, else it goes on until it is ended.
//!
//! One watch of a ledger runs at a time; a second one leaves it to the first.

use super::USAGE;
use super::arrival_args::WatchFlags;
use super::printing::write_out;
use crate::answers::parties::{Asked, Names};
use crate::answers::source::{ledger_of, ledger_to_ask};
use crate::arrivals::keeping::Keeper;
use crate::arrivals::locations::read_url;
use crate::arrivals::rounds::{Settings, Watch};
use crate::arrivals::webhook::Hook;
use crate::arrivals::world::Outside;
use crate::reading::ending;
use crate::store::Store;
use crate::store::watching::Watched;
use crate::views::shown::{remark, shown, shown_path, tell};
use crate::views::wording::count;
use anyhow::{Context, Result, anyhow, bail};
use jiff::Timestamp;
use std::cell::OnceCell;
use std::fs::{File, TryLockError};
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The longest sleep: somebody may have added an address.
const LONGEST_SLEEP: i64 = 60;

/// Adds, lists, removes; or watches.
pub fn run(flags: &WatchFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    if flags.list {
        let store = Store::open_existing(&ledger_to_ask(ledger)?)?;
        return write_out(render(&store.watched()?).as_bytes());
    }
    if !flags.remove.is_empty() {
        let file = ledger_to_ask(ledger)?;
        let mut store = Store::open_existing(&file)?;
        for given in &flags.remove {
            let url = read_url(given).map_or_else(|_| given.clone(), |url| url.to_string());
            if !store.unwatch(&url)? {
                bail!("{} is not watched: `attache watch --list` has all that is", shown(given));
            }
        }
        if flags.add.is_empty() {
            return Ok(ExitCode::SUCCESS);
        }
    }
    let mut urls = Vec::new();
    for given in flags.urls.iter().chain(&flags.add) {
        match read_url(given) {
            Ok(url) => urls.push(url.to_string()),
            Err(why) => {
                tell(&format!("{}: {why}", shown(given)));
                return Ok(ExitCode::from(USAGE));
            }
        }
    }
    // Nothing to begin with, and no ledger that has something: its name may be mistyped.
    let file = if urls.is_empty() { ledger_to_ask(ledger)? } else { ledger_of(ledger) };
    let mut store = if urls.is_empty() { Store::open_existing(&file)? } else { Store::open(&file)? };
    for url in &urls {
        if !store.watch(url)? && !flags.add.is_empty() {
            remark(&format!("{} is watched already", shown(url)));
        }
    }
    if !flags.add.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    if store.watched()?.is_empty() {
        bail!("{} watches nothing: give an address, or `attache watch --add URL`", shown_path(&file));
    }
    let Some(_held) = hold(&file)? else {
        remark(&format!("another watch of {} runs: left to it", shown_path(&file)));
        return Ok(ExitCode::SUCCESS);
    };
    let about = parties(flags, &store)?;
    let settings =
        Settings { every: flags.every, into: flags.into.clone(), about, feed: flags.feed.clone(), hook: hook(flags)? };
    let client = flags.reach.client()?;
    let store = Arc::new(Mutex::new(store));
    let keeper =
        Keeper { store, file: &file, lexicons: flags.reading.lexicons.as_deref(), threads: flags.reading.threads };
    watch(&Watch { keeper, client, world: &Outside, settings, reader: OnceCell::new() }, flags)
}

/// Round after round, or one.
fn watch(watch: &Watch<'_>, flags: &WatchFlags) -> Result<ExitCode> {
    let mut all = flags.now;
    loop {
        let round = watch.round(all)?;
        let lines: String = round.lines.iter().map(|line| format!("{}\n", shown(line))).collect();
        write_out(lines.as_bytes())?;
        let next = watch.next_due()?.unwrap_or_default();
        let told = format!("{} asked, {} kept", count(round.asked, "address"), count(round.kept, "page"));
        if round.asked + round.kept > 0 {
            remark(&format!("{told}; next {}", time(next)));
        } else if flags.once {
            remark(&format!("nothing is due before {}", time(next)));
        }
        if flags.once || ending::is_stopping() {
            return Ok(ExitCode::SUCCESS);
        }
        all = false;
        let sleep = next.saturating_sub(watch.world.seconds()).clamp(1, LONGEST_SLEEP);
        watch.world.wait(Duration::from_secs(sleep.unsigned_abs()));
    }
}

fn parties(flags: &WatchFlags, store: &Store) -> Result<Vec<Asked>> {
    if flags.about.is_empty() {
        return Ok(Vec::new());
    }
    let names = Names::read(flags.reading.lexicons.as_deref())?;
    let about: Vec<Asked> = flags.about.iter().map(|name| names.find("--about", name, store)).collect::<Result<_>>()?;
    about.iter().filter_map(Asked::taken).for_each(|taken| remark(&format!("--about {taken}")));
    Ok(about)
}

fn hook(flags: &WatchFlags) -> Result<Option<Hook>> {
    let Some(given) = &flags.webhook else { return Ok(None) };
    let url = read_url(given).map_err(|why| anyhow!("--webhook {}: {why}", shown(given)))?;
    let Some(file) = &flags.webhook_secret else {
        remark("--webhook-secret is not given: what the webhook is told is not signed");
        return Hook::new(url, "").map(Some);
    };
    let secret = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", shown_path(file)))?;
    if secret.trim().is_empty() {
        bail!("{} is empty: it is to hold what the webhook's receiver checks signatures by", shown_path(file));
    }
    Hook::new(url, &secret).map(Some).with_context(|| shown_path(file))
}

/// Holds the ledger's watch; `None` where another does. The file stays, empty: removing it could let two in.
fn hold(ledger: &Path) -> Result<Option<File>> {
    let mut name = ledger.as_os_str().to_os_string();
    name.push("-watch");
    let file = File::options().create(true).truncate(false).write(true).open(&name);
    let file = file.with_context(|| format!("cannot write beside the ledger {}", shown_path(ledger)))?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Ok(None),
        // Where the file system knows no locks nobody is kept out.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(file)),
    }
}

/// A line an address: what it is, when it is asked next, and what is wrong with it.
fn render(watched: &[Watched]) -> String {
    let mut lines = String::new();
    for one in watched {
        let kind = one.kind.as_deref().unwrap_or("not asked yet");
        let via = one.via.as_deref().map(|via| format!(", by {}", shown(via))).unwrap_or_default();
        let due = if one.due == 0 { "next now".to_string() } else { format!("next {}", time(one.due)) };
        let told = one.told.as_deref().map(|told| format!("; {}", shown(told))).unwrap_or_default();
        lines += &format!("{}  ({kind}{via}; {due}{told})\n", shown(&one.url));
    }
    lines
}

/// "2025-07-04 10:00 UTC".
fn time(seconds: i64) -> String {
    Timestamp::from_second(seconds).unwrap_or_default().strftime("%Y-%m-%d %H:%M UTC").to_string()
}
