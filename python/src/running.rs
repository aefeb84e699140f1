//! Work without the interpreter's lock, that Ctrl-C ends.
//!
//! In: work. Out: what it gives, or an exception: its error, a panic as an error, `KeyboardInterrupt`. While 40 captures are read into a ledger other Python threads run, and
//! Ctrl-C ends it when the captures at work are read.
//!
//! Python marks a signal and tells of it when it is asked. Work of the library asks between captures (`attache::reading::ending`), on the thread that called it.

use crate::raised;
use anyhow::{Result, anyhow};
use attache::reading::ending::install_listener;
use attache::reading::pool::Fault;
use attache::reading::progress;
use pyo3::prelude::*;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// How often signals are asked for: taking the interpreter's lock may mean to wait for it.
const ROUND: Duration = Duration::from_millis(50);

thread_local! {
    /// Whether this thread works for Python.
    static WORKS: Cell<bool> = const { Cell::new(false) };
    /// When signals were asked for last.
    static ASKED: Cell<Option<Instant>> = const { Cell::new(None) };
    /// What a signal raised.
    static CAUGHT: RefCell<Option<PyErr>> = const { RefCell::new(None) };
}

/// Makes the library ask Python for signals.
pub fn listen() {
    install_listener(is_told_to_end);
    // A library draws nothing.
    progress::draw_nothing();
}

/// Does work without the interpreter's lock.
///
/// # Errors
/// The work's own; what a signal raised meanwhile; a panic.
pub fn run<T: Send>(py: Python<'_>, work: impl FnOnce() -> Result<T> + Send) -> PyResult<T> {
    // A signal's handler may itself have called.
    let worked = WORKS.replace(true);
    let done = py.detach(|| catch_unwind(AssertUnwindSafe(work)));
    WORKS.set(worked);
    if let Some(caught) = CAUGHT.take() {
        return Err(caught);
    }
    done.unwrap_or_else(|_| Err(anyhow!(Fault::Panic.told()))).map_err(raised)
}

fn is_told_to_end() -> bool {
    if !WORKS.get() {
        return false;
    }
    if CAUGHT.with_borrow(Option::is_some) {
        return true;
    }
    if ASKED.get().is_some_and(|asked| asked.elapsed() < ROUND) {
        return false;
    }
    ASKED.set(Some(Instant::now()));
    let Some(Err(caught)) = Python::try_attach(|py| py.check_signals()) else { return false };
    CAUGHT.set(Some(caught));
    true
}
