//! Where the language analysis spends its time, stage by stage, over a generated report of about 600 tokens.
//!
//! `cargo bench --bench language` prints a row a stage with tokens per second. The model is the installed one, or the file `MODEL` names.

use attache_bench::page::write_report;
use attache_language::Pipeline;
use attache_language::entities::Recogniser;
use attache_language::model::Model;
use attache_language::network::scorer::SlotProducts;
use attache_language::network::tok2vec::{Feature, Tok2Vec, Tok2VecCache};
use attache_language::syntax::{Parser, ParserRoom, Tree};
use attache_language::tags::Tagger;
use attache_language::tokens::{Attribute, RawToken, Tokenizer, Words};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::PathBuf;

fn model_file() -> PathBuf {
    let path = std::env::var_os("MODEL").expect("set MODEL to what `attache model install` prints");
    path.into()
}

fn stages(criterion: &mut Criterion) {
    let path = model_file();
    let model = Model::load(&path).expect("the model");
    let pipeline = Pipeline::load(&path).expect("the model");
    let text = write_report(7);
    let tokenizer = Tokenizer::new(&model).expect("a tokenizer");
    let cut = |words: &mut Words, tokens: &mut Vec<RawToken>| tokenizer.cut(&model, &text, 0, words, tokens);
    let (mut words, mut tokens) = (Words::default(), Vec::new());
    cut(&mut words, &mut tokens);
    let features: Vec<Feature> = tokens.iter().map(|token| feature(&words, token)).collect();
    let spaces: Vec<bool> = tokens.iter().map(|token| words.forms.get(token.form).is_space).collect();
    let tok2vec = Tok2Vec::new(&model, &model.blueprint.tok2vec, "tok2vec").expect("tok2vec");
    let width = tok2vec.width();
    let (mut cache, mut vectors) = (Tok2VecCache::default(), Vec::new());
    tok2vec.run(&model, &mut cache, &[&features], &mut vectors);
    let tagger = Tagger::new(&model, width).expect("a tagger");
    let parser = Parser::new(&model, width).expect("a parser");
    let recogniser = Recogniser::new(&model, width).expect("a recogniser");

    let mut group = criterion.benchmark_group("language");
    group.throughput(Throughput::Elements(tokens.len() as u64));
    group.bench_function("load the model", |b| b.iter(|| black_box(Pipeline::load(&path).is_ok())));
    group.bench_function("tokens, new words", |b| {
        b.iter(|| {
            tokens.clear();
            cut(&mut Words::default(), &mut tokens);
        })
    });
    group.bench_function("tokens, known words", |b| {
        b.iter(|| {
            tokens.clear();
            cut(&mut words, &mut tokens);
        })
    });
    group.bench_function("vectors, new forms", |b| {
        b.iter(|| tok2vec.run(&model, &mut Tok2VecCache::default(), &[&features], &mut vectors))
    });
    group.bench_function("vectors, known forms", |b| {
        b.iter(|| tok2vec.run(&model, &mut cache, &[&features], &mut vectors))
    });
    let (mut scores, mut tags) = (Vec::new(), Vec::new());
    group.bench_function("tags", |b| {
        b.iter(|| {
            tags.clear();
            tagger.tag(&vectors, width, &mut scores, &mut tags);
        })
    });
    let (mut room, mut tree) = (ParserRoom::default(), Tree::default());
    group.bench_function("tree", |b| b.iter(|| parser.parse(&vectors, width, &spaces, &mut room, &mut tree)));
    let (mut products, mut entities) = (SlotProducts::default(), Vec::new());
    group.bench_function("entities", |b| {
        b.iter(|| {
            entities.clear();
            recogniser.recognise(&vectors, width, &spaces, &tree.starts, 0, &mut products, &mut entities);
        })
    });
    group.bench_function("all of it", |b| b.iter(|| black_box(pipeline.analyse(&text).len())));
    group.finish();
}

fn feature(words: &Words, token: &RawToken) -> Feature {
    let form = words.forms.get(token.form);
    let mut ids = [0; Attribute::COUNT];
    ids[..4].copy_from_slice(&form.ids);
    ids[Attribute::Spacy as usize] = u64::from(token.space_after);
    ids[Attribute::IsSpace as usize] = u64::from(form.is_space);
    Feature { key: token.form * 2 + u32::from(token.space_after), ids }
}

criterion_group!(benches, stages);
criterion_main!(benches);
