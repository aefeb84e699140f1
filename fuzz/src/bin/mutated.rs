//! `mutated FOLDER COUNT [SEED]`: writes so many small captures, changed forms of those of `corpus/` and `examples/`, into a folder.
//!
//! The same numbers give the same files: `0/0.html`, `0/1.txt`, …, a thousand to a folder. For runs that show that nothing ends
//! one: `attache read --format jsonl FOLDER > /dev/null`.

use anyhow::{Context, Result};
use attache_fuzz::mutation::{Kind, Mutator};
use attache_fuzz::seeds;
use std::path::PathBuf;

/// A capture is at most so long, in bytes.
const LONGEST: usize = 6000;

fn main() -> Result<()> {
    const USAGE: &str = "usage: mutated FOLDER COUNT [SEED]";
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().context(USAGE)?);
    let count: usize = arguments.next().and_then(|count| count.parse().ok()).context(USAGE)?;
    let seed = arguments.next().map_or(Ok(1), |seed| seed.parse()).context(USAGE)?;
    let captures = seeds::captures();
    let mutator = |kind| Mutator::new(kind, seeds::seeds(kind), seeds::words(kind), LONGEST, seed);
    let (mut text, mut html) = (mutator(Kind::Text), mutator(Kind::Html));
    for number in 0..count {
        let (extension, bytes) = &captures[number % captures.len()];
        let place = folder.join(format!("{}", number / 1000));
        if number.is_multiple_of(1000) {
            std::fs::create_dir_all(&place)?;
        }
        let source = String::from_utf8_lossy(bytes);
        let end = (0..=source.len().min(LONGEST)).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0);
        let mutator = if extension == "html" { &mut html } else { &mut text };
        // Each third is text of pieces put together, which reaches further than a whole capture with its furniture.
        let changed = match number % 3 {
            0 => mutator.next_input(),
            _ => mutator.change(&source[..end]).into_bytes(),
        };
        std::fs::write(place.join(format!("{number}.{extension}")), changed)?;
    }
    Ok(())
}
