//! Where a page's time goes, stage by stage, over generated pages of about 120 KB.
//!
//! `cargo bench` prints a row a stage with bytes of HTML per second. Each stage is given what the one before it made.

use attache_bench::page::write_page;
use attache_pipeline::article::facts::look_at_lines;
use attache_pipeline::article::find_articles;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::html::Tree;
use attache_pipeline::page::{Known, MediaType, read_page};
use attache_pipeline::read::Reader;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

fn stages(criterion: &mut Criterion) {
    let reader = Reader::new(Lexicons::embedded());
    let source = write_page(1);
    let read = || read_page(source.as_bytes(), MediaType::Html, Known::default(), &reader.lexicons.page);
    let page = read();
    let facts = look_at_lines(&page, &reader.lexicons.article);
    let mut group = criterion.benchmark_group("page");
    group.throughput(Throughput::Bytes(source.len() as u64));
    group.bench_function("parse the tree", |b| b.iter(|| black_box(Tree::parse(&source).nodes.len())));
    group.bench_function("read the page", |b| b.iter(|| black_box(read().lines.len())));
    group.bench_function("look at the lines", |b| {
        b.iter(|| black_box(look_at_lines(&page, &reader.lexicons.article).len()))
    });
    group.bench_function("score the lines", |b| b.iter(|| black_box(reader.scorer.score_lines(&page, &facts).len())));
    group.bench_function("find the articles", |b| {
        b.iter(|| black_box(find_articles(&page, &reader.lexicons.article, &reader.scorer).articles.len()))
    });
    group.bench_function("all of it", |b| {
        b.iter(|| black_box(reader.read(source.as_bytes(), MediaType::Html, Known::default()).articles.articles.len()))
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
