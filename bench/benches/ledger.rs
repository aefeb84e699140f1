//! How fast a ledger is kept, on one thread, over generated records of many parties and of few (`src/records.rs`).
//!
//! `cargo bench --bench ledger` prints reports per second for 2,000 and for 8,000 reports: about the same, where the work is near linear. `cargo run
//! --release --bin keeping` times each part, up to 100,000.

use attache_bench::records::write_records;
use attache_pipeline::ledger::keep_ledger;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::record::Record;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

fn bench(criterion: &mut Criterion) {
    let lexicons = Lexicons::embedded();
    let mut group = criterion.benchmark_group("ledger");
    group.sample_size(10);
    for (kind, parties) in [("many parties", 100), ("few parties", 6)] {
        for count in [2_000, 8_000] {
            let records = write_records(count, parties, &lexicons);
            let given: Vec<&Record> = records.iter().collect();
            group.throughput(Throughput::Elements(count as u64));
            group.bench_function(BenchmarkId::new(kind, count), |bencher| {
                bencher.iter(|| keep_ledger(black_box(&given)))
            });
        }
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
