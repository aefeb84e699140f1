//! What holds of every text, however strange.

mod model;

use attache_language::tokens::is_space;
use attache_language::{Document, Pipeline, rules};
use proptest::prelude::*;
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(model::pipeline);

/// Words, signs and spaces of many kinds, so that every branch of the tokenizer has a chance.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[A-Za-z]{1,9}",
        "[ \t\n\u{a0}\u{1f}]{1,3}",
        Just(" ".to_string()),
        "[.,;:!?'\"()$%&@#/-]{1,3}",
        "[0-9]{1,4}(km|%|am|p\\.m\\.)?",
        prop_oneof![Just("don't"), Just("U.S."), Just(":-)"), Just("www.a.org"), Just("he'd've")]
            .prop_map(String::from),
        "\\PC{1,3}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Tokens cover the text but for white space between them, in order.
fn tiles(document: &Document) {
    let mut at = 0;
    for token in document.tokens() {
        let bytes = token.bytes();
        assert!(at <= bytes.start && bytes.start < bytes.end, "{token:?} at {bytes:?} after {at}");
        let gap = &document.text()[at..bytes.start];
        assert!(gap.chars().all(is_space), "{gap:?} is in no token");
        at = bytes.end;
    }
    assert!(document.text()[at..].chars().all(is_space));
}

/// Sentences tile the tokens; every walk to a head ends at a root of the same part.
fn is_forest(document: &Document) {
    let mut at = 0;
    for sentence in document.sentences() {
        assert_eq!(sentence.start, at);
        assert!(sentence.end > sentence.start);
        at = sentence.end;
    }
    assert_eq!(at, document.len());
    for token in document.tokens() {
        assert!(token.ancestors().take(document.len() + 1).count() <= document.len(), "a cycle at {token:?}");
        let edges = token.edges();
        assert!(edges.contains(&token.index) && edges.end <= document.len());
        assert!(token.children().all(|child| child.head() == token));
        assert!(document.sentence(token.sentence()).contains(&token.index));
    }
    let mut end = 0;
    for entity in document.entities() {
        assert!(end <= entity.start && entity.start < entity.end && entity.end <= document.len());
        assert!(!document.entity_label(entity).is_empty());
        end = entity.end;
    }
}

#[test]
fn sentences_without_end_come_in_pieces() {
    let text = "Chile met Peru in Lima, ".repeat(60) + "and Kenya stayed away.";
    let mut document = PIPELINE.analyse(&text);
    assert!(document.bound_sentences(1000).is_empty(), "nothing to be cut");
    let before: Vec<String> = document.tokens().map(|token| format!("{token:?}")).collect();
    let long = document.bound_sentences(40);
    assert!(!long.is_empty() && long.iter().all(|sentence| sentence.len() > 40));
    is_forest(&document);
    assert!(document.sentences().all(|sentence| sentence.len() <= 40));
    for token in document.tokens() {
        assert_eq!(token.sentence(), token.head().sentence(), "{token:?}");
        let below = token.subtree();
        let (first, last) = (below[0].index, below[below.len() - 1].index);
        assert_eq!(token.edges(), first..last + 1, "{token:?}");
    }
    let after: Vec<String> = document.tokens().map(|token| format!("{token:?}")).collect();
    let changed = before.iter().zip(&after).filter(|(before, after)| before != after).count();
    assert!(changed <= document.sentences().len() * 3, "only roots of pieces are new, not {changed} tokens");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn tokens_tile_and_heads_form_trees(text in text()) {
        let document = PIPELINE.analyse(&text);
        tiles(&document);
        is_forest(&document);
        let spaced = document.tokens().map(|token| token.text().to_string() + if token.has_space_after() { " " } else { "" });
        prop_assert_eq!(spaced.collect::<String>(), text);
    }

    #[test]
    fn rules_tile_any_text(text in text()) {
        let whole = 0..text.len();
        let document = rules::analyse(text.as_str(), std::slice::from_ref(&whole));
        tiles(&document);
        is_forest(&document);
    }
}

#[test]
fn long_words_and_long_texts_stay_bounded() {
    let word = "a.".repeat(3_000);
    assert_eq!(PIPELINE.analyse(&word).len(), 1);
    let text = "The envoy left. ".repeat(4_000);
    let document = PIPELINE.analyse(&text);
    assert_eq!(document.len(), 16_000);
    assert_eq!(document.sentences().len(), 4_000);
    is_forest(&document);
}
