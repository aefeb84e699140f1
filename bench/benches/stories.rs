//! How fast stories and origins are found, on one thread, over generated reports of three hundred words.
//!
//! A tenth of the reports hand on another's text: whole, its first half, or its first half under text of their own. `cargo bench --bench
//! stories` prints documents per second of reading the words, and of reading them and finding the origins or the stories.

use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::stories::{Telling, Tellings, find_origins, find_stories};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const DOCUMENTS: usize = 5000;
/// Words a report has.
const LENGTH: usize = 300;

/// Numbers without pattern, always the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

/// A word by its rank: the common ones short and frequent, as in text.
fn write_word(chance: &mut Chance, topic: usize) -> String {
    const COMMON: [&str; 12] = ["the", "of", "and", "to", "in", "a", "said", "that", "on", "for", "was", "with"];
    match chance.below(10) {
        0..4 => COMMON[chance.below(COMMON.len())].to_string(),
        4..6 => format!("Topic{}x{}", topic, chance.below(40)),
        _ => {
            let rank = chance.below(200) * chance.below(200);
            format!("word{rank}")
        }
    }
}

fn write_reports() -> Vec<String> {
    let mut chance = Chance(7);
    let mut reports: Vec<String> = Vec::with_capacity(DOCUMENTS);
    for number in 0..DOCUMENTS {
        let own: Vec<String> = (0..LENGTH).map(|_| write_word(&mut chance, number / 10)).collect();
        let own = own.chunks(20).map(|sentence| sentence.join(" ") + ".").collect::<Vec<_>>();
        let half = own.len() / 2;
        reports.push(match number % 30 {
            10 => reports[number - 9].clone(),
            11 => reports[number - 9].split_inclusive('.').take(half).collect(),
            12 => own[..half].join(" ") + &reports[number - 9].split_inclusive('.').take(half).collect::<String>(),
            _ => own.join(" "),
        });
    }
    reports
}

fn stories(criterion: &mut Criterion) {
    let common = Lexicons::read_story_words(|_| None).expect("the list is well formed");
    let reports = write_reports();
    let tellings: Vec<Telling<'_>> =
        reports.iter().map(|text| Telling { paragraphs: vec![text.as_str()], ..Telling::default() }).collect();
    let mut group = criterion.benchmark_group("stories");
    group.sample_size(10).throughput(Throughput::Elements(DOCUMENTS as u64));
    group.bench_function("read the words", |b| b.iter(|| black_box(Tellings::read(&tellings, &common).len())));
    group.bench_function("read the words, find origins", |b| {
        b.iter(|| black_box(find_origins(&Tellings::read(&tellings, &common)).origins.len()))
    });
    group.bench_function("read the words, find stories", |b| {
        b.iter(|| black_box(find_stories(&Tellings::read(&tellings, &common), &common).stories.len()))
    });
    group.finish();
}

criterion_group!(benches, stories);
criterion_main!(benches);
