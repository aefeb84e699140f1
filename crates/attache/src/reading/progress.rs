//! A progress bar with rate and time left, where a terminal is attached.

use indicatif::{HumanCount, ProgressBar, ProgressState, ProgressStyle};
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

/// How much of a run something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Captures.
    pub captures: u64,
    /// Their bytes where they lie; 0 where they are not known.
    pub bytes: u64,
}

impl Share {
    /// Both together.
    #[must_use]
    pub fn with(self, other: Share) -> Share {
        Share { captures: self.captures.saturating_add(other.captures), bytes: self.bytes.saturating_add(other.bytes) }
    }
}

/// What is done of a run.
pub struct Progress {
    bar: ProgressBar,
    done: Share,
    of: Share,
}

impl Progress {
    /// Of a run, drawn to standard error; silent where that is no terminal, or for a handful. By bytes where they are known: pages of a crawl differ a
    /// thousandfold, and how long one takes goes by its length.
    pub fn of(run: Share) -> Progress {
        if run.captures < 20 || !is_seen() {
            return Progress::on(ProgressBar::hidden(), run);
        }
        let style = match run.bytes {
            0 => "{elapsed_precise} [{bar:40}] {human_pos}/{human_len} captures, {rate}, {eta} left",
            _ => "{elapsed_precise} [{bar:40}] {bytes}/{total_bytes}, {msg} captures, {bytes_per_sec}, {eta} left",
        };
        let style = ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()).with_key(
            "rate",
            // Whole captures: a ten-thousandth of one tells nobody anything.
            |state: &ProgressState, out: &mut dyn Write| {
                let _ = write!(out, "{:.0} a second", state.per_sec());
            },
        );
        let bar = ProgressBar::new(0).with_style(style);
        *DRAWN.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar.clone());
        Progress::on(bar, run)
    }

    fn on(bar: ProgressBar, of: Share) -> Progress {
        bar.set_length(if of.bytes > 0 { of.bytes } else { of.captures });
        Progress { bar, done: Share::default(), of }
    }

    /// So much more is done.
    pub fn step(&mut self, share: Share) {
        self.done = self.done.with(share);
        if self.of.bytes == 0 {
            return self.bar.set_position(self.done.captures);
        }
        if !self.bar.is_hidden() {
            self.bar.set_message(format!("{}/{}", HumanCount(self.done.captures), HumanCount(self.of.captures)));
        }
        self.bar.set_position(self.done.bytes);
    }

    /// Takes the bar off the terminal.
    pub fn finish(self) {
        self.bar.finish_and_clear();
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_goes_by_bytes_where_they_are_known() {
        let share = |captures, bytes| Share { captures, bytes };
        let mut progress = Progress::on(ProgressBar::hidden(), share(3, 1100));
        progress.step(share(1, 100));
        progress.step(share(1, 0));
        assert_eq!((progress.bar.position(), progress.bar.length(), progress.done.captures), (100, Some(1100), 2));
        let mut progress = Progress::on(ProgressBar::hidden(), share(3, 0));
        progress.step(share(1, 0));
        assert_eq!((progress.bar.position(), progress.bar.length()), (1, Some(3)));
    }
}
