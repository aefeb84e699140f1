//! A progress bar with rate and time left, where a terminal is attached.

use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// Whether none is to be drawn.
static HIDDEN: AtomicBool = AtomicBool::new(false);
/// The bar that is drawn.
static DRAWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Draws none from now on: for a program that this one is a library of.
pub fn draw_nothing() {
    HIDDEN.store(true, Ordering::Relaxed);
}

fn is_seen() -> bool {
    !HIDDEN.load(Ordering::Relaxed) && std::io::stderr().is_terminal()
}

/// A bar over `count` captures, drawn to standard error; silent where that is no terminal, or for a handful.
pub fn bar(count: u64) -> ProgressBar {
    if count < 20 || !is_seen() {
        return ProgressBar::hidden();
    }
    let style = "{elapsed_precise} [{bar:40}] {human_pos}/{human_len} captures, {rate}, {eta} left";
    let bar = ProgressBar::new(count).with_style(
        ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()).with_key(
            "rate",
            // Whole captures: a ten-thousandth of one tells nobody anything.
            |state: &ProgressState, out: &mut dyn Write| {
                let _ = write!(out, "{:.0} a second", state.per_sec());
            },
        ),
    );
    *DRAWN.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar.clone());
    bar
}

/// A bar over the bytes of a file that is gone through; silent where standard error is no terminal, or the file is small.
pub fn bytes_bar(length: u64) -> ProgressBar {
    if length < LARGE || !is_seen() {
        return ProgressBar::hidden();
    }
    let style = "{elapsed_precise} [{bar:40}] {bytes}/{total_bytes} gone through, {bytes_per_sec}, {eta} left";
    let style = ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(length).with_style(style);
    *DRAWN.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar.clone());
    bar
}

/// Smaller files are gone through in less than a second, in bytes.
const LARGE: u64 = 64 << 20;

/// Takes the bar off the terminal.
pub fn clear() {
    if let Some(bar) = DRAWN.lock().unwrap_or_else(PoisonError::into_inner).take() {
        bar.finish_and_clear();
    }
}
