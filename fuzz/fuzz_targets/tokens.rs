//! In: any text. What must hold: tokens tile it, by rules and, where `MODEL` names a model file, by the model.
#![no_main]

use attache_language::tokens::is_space;
use attache_language::{Document, Pipeline, rules};
use std::sync::LazyLock;

static PIPELINE: LazyLock<Option<Pipeline>> =
    LazyLock::new(|| Some(Pipeline::load(std::env::var_os("MODEL")?.as_ref()).expect("MODEL is a model file")));

fn check(document: &Document) {
    let mut at = 0;
    for token in document.tokens() {
        let bytes = token.bytes();
        assert!(document.text()[at..bytes.start].chars().all(is_space) && bytes.start < bytes.end);
        assert!(token.ancestors().take(document.len() + 1).count() <= document.len());
        at = bytes.end;
    }
    assert!(document.text()[at..].chars().all(is_space));
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    let whole = 0..text.len();
    check(&rules::analyse(text, std::slice::from_ref(&whole)));
    if let Some(pipeline) = &*PIPELINE {
        check(&pipeline.analyse(text));
    }
});
