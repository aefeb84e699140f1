//! The whole pipeline against spaCy's own analysis of texts of ours (`goldens/`, made by `cargo xtask goldens`).

mod model;

use attache_language::Document;
use serde_json::{Value, json};

/// What spaCy says of a text, and what we say, in the same form.
fn rows(document: &Document) -> Value {
    let text = document.text();
    let points = |bytes: usize| text[..bytes].chars().count();
    let token = |token: attache_language::Token<'_>| {
        let bytes = token.bytes();
        let entity = match token.entity_label() {
            "" => "O".to_string(),
            label => format!("{}-{label}", token.entity_iob()),
        };
        json!([
            points(bytes.start),
            points(bytes.end),
            token.tag(),
            token.pos().name(),
            token.lemma(),
            token.head().index,
            token.dep(),
            entity,
            token.is_sentence_start(),
            token.morphology(),
        ])
    };
    let chunks: Vec<[usize; 2]> = document.noun_chunks().map(|chunk| [chunk.start, chunk.end]).collect();
    json!({"text": text, "noun_chunks": chunks, "tokens": document.tokens().map(token).collect::<Vec<_>>()})
}

fn goldens() -> Vec<Value> {
    let lines = include_str!("../goldens/en_core_web_sm.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

#[test]
fn every_token_is_spacys() {
    let pipeline = model::pipeline();
    for golden in goldens() {
        let text = golden["text"].as_str().expect("a text");
        let ours = rows(&pipeline.analyse(text));
        for (ours, theirs) in
            ours["tokens"].as_array().into_iter().flatten().zip(golden["tokens"].as_array().into_iter().flatten())
        {
            assert_eq!(ours, theirs, "{text:?}");
        }
        assert_eq!(ours, golden);
    }
}

#[test]
fn a_text_reads_the_same_alone_in_a_batch_and_as_a_part() {
    let pipeline = model::pipeline();
    let goldens = goldens();
    let texts: Vec<&str> = goldens.iter().filter_map(|golden| golden["text"].as_str()).collect();
    let wholes: Vec<std::ops::Range<usize>> = texts.iter().map(|text| 0..text.len()).collect();
    let batch: Vec<(&str, &[std::ops::Range<usize>])> =
        texts.iter().zip(&wholes).map(|(text, whole)| (*text, std::slice::from_ref(whole))).collect();
    for (document, text) in pipeline.analyse_batch(&batch).iter().zip(&texts) {
        assert_eq!(rows(document), rows(&pipeline.analyse(text)));
    }
    // All texts joined, each a part: only offsets and token numbers move.
    let mut joined = String::new();
    let mut parts = Vec::new();
    for text in &texts {
        joined.push_str("<>");
        parts.push(joined.len()..joined.len() + text.len());
        joined.push_str(text);
    }
    let document = pipeline.analyse_parts(&joined, &parts);
    let mut found = document.parts();
    for (text, part) in texts.iter().zip(&parts).filter(|(text, _)| !text.is_empty()) {
        let alone = pipeline.analyse(text);
        let tokens = found.next().expect("a part for each text");
        assert_eq!(tokens.len(), alone.len());
        for (ours, theirs) in tokens.clone().map(|at| document.token(at)).zip(alone.tokens()) {
            assert_eq!(ours.bytes(), theirs.bytes().start + part.start..theirs.bytes().end + part.start);
            assert_eq!((ours.tag(), ours.lemma(), ours.dep()), (theirs.tag(), theirs.lemma(), theirs.dep()));
            assert_eq!(ours.head().index, theirs.head().index + tokens.start);
            assert_eq!(ours.entity_label(), theirs.entity_label());
        }
    }
}

#[test]
fn threads_share_a_pipeline_and_agree() {
    let pipeline = model::pipeline();
    let goldens = goldens();
    std::thread::scope(|scope| {
        for shift in 0..4 {
            let (pipeline, goldens) = (&pipeline, &goldens);
            scope.spawn(move || {
                for at in 0..goldens.len() {
                    let golden = &goldens[(at * 7 + shift * 13) % goldens.len()];
                    assert_eq!(rows(&pipeline.analyse(golden["text"].as_str().expect("a text"))), *golden);
                }
            });
        }
    });
}
