//! How a run ends that is told to: on Ctrl-C (SIGINT) with status 130, on SIGTERM with 143, within a second.
//!
//! In: a signal, at any moment. Out: the lines that were whole on standard output, a line on standard error that says how far
//! the run came (`attache: stopped: 12 of 40 captures read`), and the status. A second signal ends at once.
//!
//! Captures at work have a short while to be finished. A thread deep in a page cannot be called back, so then the program
//! ends without it. Before anything is read there is nothing to wait for.

use super::output;
use super::progress;
use crate::store::runs::leave;
use crate::views::shown::tell;
#[cfg(unix)]
use signal_hook::{
    consts::{SIGINT, SIGTERM},
    iterator::Signals,
};
use std::path::{Path, PathBuf};
use std::process::{ExitCode, exit};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Mutex, MutexGuard, OnceLock};
use std::time::Duration;

/// For captures at work to be finished.
const GRACE: Duration = Duration::from_millis(700);
/// For whole lines to be written: a reader that does not read must not keep us.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// The signal that came; 0 before.
static SIGNAL: AtomicU8 = AtomicU8::new(0);
/// Asked beside it, where the program is a library of another that hears signals itself.
static LISTENER: OnceLock<fn() -> bool> = OnceLock::new();
/// Held by the thread that ends the program, until it has ended.
static ENDING: Mutex<()> = Mutex::new(());
static WORK: Mutex<Work> = Mutex::new(Work { what: "", done: 0, total: 0, besides: String::new(), draft: None });

/// What is done, to be told if it is not finished.
struct Work {
    /// "captures read"; empty before any work.
    what: &'static str,
    done: usize,
    total: usize,
    /// What becomes of it, such as "; no dossier was written".
    besides: String,
    /// A file half written, to be removed.
    draft: Option<PathBuf>,
}

/// Listens for signals from now on.
pub fn install() {
    #[cfg(unix)]
    if let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) {
        let listen = move || signals.forever().for_each(|signal| receive(u8::try_from(signal).unwrap_or(2)));
        // Without a thread a signal goes unheard, but not SIGKILL; nothing else would work on such a system either.
        let _ = std::thread::Builder::new().name("signals".into()).spawn(listen);
    }
    #[cfg(not(unix))]
    let _ = ctrlc::set_handler(|| receive(2));
}

/// Instead of [`install`], where another program runs this library and hears signals itself: `listener` says whether the work of the thread that asks
/// is to end. It is asked between captures, and ten times a second by the thread that waits for them. The first one given stays.
pub fn install_listener(listener: fn() -> bool) {
    let _ = LISTENER.set(listener);
}

/// Begins work on so many things; `what` says what is done to them, `besides` what becomes of the whole if it is stopped.
pub fn begin(what: &'static str, total: usize, besides: impl Into<String>) {
    *work() = Work { what, done: 0, total, besides: besides.into(), draft: None };
}

/// So many more are done.
pub fn count(more: usize) {
    work().done += more;
}

/// Changes what is told of the whole.
pub fn tell_besides(besides: impl Into<String>) {
    work().besides = besides.into();
}

/// A file to be removed if the program ends; `None` once it is where it belongs.
pub fn keep_no_draft(draft: Option<&Path>) {
    work().draft = draft.map(Path::to_path_buf);
}

/// Whether the run was told to end. What is begun then is not wanted any more.
pub fn is_stopping() -> bool {
    SIGNAL.load(Ordering::SeqCst) != 0 || LISTENER.get().is_some_and(|asked| asked())
}

/// The status of a run that came to its end by itself; does not return if it was told to end.
pub fn conclude(code: ExitCode) -> ExitCode {
    match SIGNAL.load(Ordering::SeqCst) {
        0 => code,
        signal => end(signal),
    }
}

fn receive(signal: u8) {
    if SIGNAL.swap(signal, Ordering::SeqCst) != 0 {
        leave();
        exit(status(signal));
    }
    let grace = if work().what.is_empty() { Duration::ZERO } else { GRACE };
    let late = move || {
        std::thread::sleep(grace);
        end(signal)
    };
    // This thread goes on to listen for a second signal.
    if std::thread::Builder::new().spawn(late).is_err() {
        end(signal);
    }
}

/// Says the last words and ends, in one thread; another that comes here waits for that.
fn end(signal: u8) -> ! {
    let _held = ENDING.lock();
    let (said, wait) = channel();
    let last_words = move || {
        output::close();
        progress::clear();
        tell(&work().line());
        let _ = said.send(());
    };
    if std::thread::Builder::new().spawn(last_words).is_ok() {
        let _ = wait.recv_timeout(LAST_WORDS);
    }
    // Whoever writes it may hold the lock, but not for long.
    if let Ok(work) = WORK.try_lock()
        && let Some(draft) = &work.draft
    {
        let _ = std::fs::remove_file(draft);
    }
    // No page is to blame.
    leave();
    exit(status(signal))
}

/// 128 and the signal's number, as shells count.
fn status(signal: u8) -> i32 {
    128 + i32::from(signal)
}

fn work() -> MutexGuard<'static, Work> {
    WORK.lock().unwrap_or_else(|poison| poison.into_inner())
}

impl Work {
    fn line(&self) -> String {
        match self.what {
            "" => "stopped before anything was read".to_string(),
            what => format!("stopped: {} of {} {what}{}", self.done, self.total, self.besides),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_said() {
        let mut work = Work { what: "", done: 12, total: 40, besides: "; no dossier was written".into(), draft: None };
        assert_eq!(work.line(), "stopped before anything was read");
        work.what = "captures read";
        assert_eq!(work.line(), "stopped: 12 of 40 captures read; no dossier was written");
    }
}
