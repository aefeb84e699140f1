//! `keeping [COUNT PARTIES]…`: seconds of each part of keeping a ledger of generated reports, and a checksum of the whole.
//!
//! Without arguments 2,000 and 8,000 reports, of a hundred parties and of six. Near-linear parts take four to five times as long for four times as many. The
//! checksum is of everything the ledger says: a change that should change nothing must leave it.

use anyhow::{Context, Result};
use attache_bench::records::write_records;
use attache_pipeline::ledger::attestation::Merging;
use attache_pipeline::ledger::contest::contest;
use attache_pipeline::ledger::contradiction::find_contradictions;
use attache_pipeline::ledger::entry::merge_assertions;
use attache_pipeline::ledger::event::merge_event_mentions;
use attache_pipeline::ledger::figure::merge_quantities;
use attache_pipeline::ledger::lineage::find_lineage;
use attache_pipeline::ledger::outlets::name_outlets;
use attache_pipeline::ledger::persons::find_persons;
use attache_pipeline::ledger::supersession::supersede;
use attache_pipeline::ledger::terms::find_terms;
use attache_pipeline::ledger::utterance::join_attributions;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::record::Record;
use std::fmt::{Debug, Write};
use std::time::Instant;

/// Sums up what is written to it (FNV-1a).
struct Sum(u64);

impl Write for Sum {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
        Ok(())
    }
}

fn sum_of(thing: &impl Debug) -> u64 {
    let mut sum = Sum(0xcbf2_9ce4_8422_2325);
    // Writing into a number does not fail.
    let _ = write!(sum, "{thing:?}");
    sum.0 & 0xffff
}

/// Prints what a part took, and its sum.
fn time<T: Debug>(name: &str, work: impl FnOnce() -> T) -> T {
    let begin = Instant::now();
    let made = work();
    print!(" {name} {:.2} s {:04x} |", begin.elapsed().as_secs_f64(), sum_of(&made));
    made
}

fn main() -> Result<()> {
    let arguments: Vec<usize> =
        std::env::args().skip(1).map(|word| word.parse().context("keeping [COUNT PARTIES]…")).collect::<Result<_>>()?;
    let asked: Vec<(usize, usize)> = match &arguments[..] {
        [] => vec![(2_000, 100), (8_000, 100), (2_000, 6), (8_000, 6)],
        numbers => numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect(),
    };
    let lexicons = Lexicons::embedded();
    for (count, parties) in asked {
        let records = write_records(count, parties, &lexicons);
        let mut records: Vec<&Record> = records.iter().collect();
        records.sort_by(|a, b| a.id.cmp(&b.id));
        print!("{count} reports, {parties} parties:");
        let begin = Instant::now();
        let lineage = time("lineage", || find_lineage(&records));
        let utterances = time("utterances", || join_attributions(&records, &lineage));
        let merging = Merging::new(&records, &lineage, &utterances);
        let mut entries = time("entries", || merge_assertions(&merging));
        time("events", || merge_event_mentions(&merging));
        time("figures", || merge_quantities(&merging));
        time("contest", || contest(&mut entries, &records));
        time("supersede", || supersede(&mut entries, &records));
        time("contradictions", || find_contradictions(&entries, &records));
        time("persons", || find_persons(&records));
        let outlets = time("outlets", || name_outlets(&records));
        time("terms", || find_terms(&records, &outlets));
        println!(" all {:.2} s, entries {:04x}", begin.elapsed().as_secs_f64(), sum_of(&entries));
    }
    Ok(())
}
