//! Standard output in whole lines.
//!
//! In: text in pieces. Out: the same; but if the program ends in the middle, what is on standard output ends in a line break.
//! One program has one standard output, so this has one buffer: [`close`] can write it out from whichever thread ends the run.

use std::io::{Result, Write, stdout};
use std::sync::{Mutex, MutexGuard};

/// Held back before it is written, in bytes.
const ENOUGH: usize = 1 << 16;

static HELD: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// The program's standard output.
pub struct Output;

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let mut held = held();
        held.extend_from_slice(bytes);
        if held.len() >= ENOUGH {
            write_lines(&mut held)?;
        }
        Ok(bytes.len())
    }

    /// Writes all, whether or not it ends in a line break.
    fn flush(&mut self) -> Result<()> {
        let mut held = held();
        let written = stdout().write_all(&held);
        held.clear();
        written.and_then(|()| stdout().flush())
    }
}

/// Writes the lines that are whole, for the last time: whatever is written later goes nowhere.
pub fn close() {
    let mut held = held();
    // Nobody is left to be told that it failed.
    let _ = write_lines(&mut held);
    std::mem::forget(held);
}

fn write_lines(held: &mut Vec<u8>) -> Result<()> {
    let Some(last) = held.iter().rposition(|byte| *byte == b'\n') else { return Ok(()) };
    let rest = held.split_off(last + 1);
    let lines = std::mem::replace(held, rest);
    stdout().write_all(&lines).and_then(|()| stdout().flush())
}

fn held() -> MutexGuard<'static, Vec<u8>> {
    HELD.lock().unwrap_or_else(|poison| poison.into_inner())
}
