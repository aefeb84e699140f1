//! What must hold of every layer read from an article's language, whatever stands in it.

use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::{Reader, Reading};
use attache_pipeline::span::Span;
use proptest::prelude::*;
use std::sync::LazyLock;

#[path = "../../attache-language/tests/model/mod.rs"]
mod model;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Lexicons::embedded()).with_language(model::pipeline()));

fn read(text: &str) -> Reading {
    let known = Known { published: "2024-06-20".parse().ok(), ..Known::default() };
    READER.read(text.as_bytes(), MediaType::Article, known)
}

/// Every span lies in the text on character boundaries; contents are in order; nothing is within itself.
fn check(reading: &Reading) {
    let text = &reading.page.text;
    let is_there = |span: Span| assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
    for layers in &reading.layers {
        for statement in &layers.statements {
            assert!(!statement.content.is_empty());
            statement.content.iter().chain(&statement.cue).chain(&statement.source).copied().for_each(is_there);
            statement.addressee.into_iter().chain(statement.via.iter().map(|relay| relay.span)).for_each(is_there);
            assert!(statement.content.windows(2).all(|pair| pair[0].end <= pair[1].start), "{:?}", statement.content);
            let ancestors = std::iter::successors(statement.within, |at| layers.statements[*at].within);
            assert!(ancestors.take(20).count() < 20, "a statement is within itself");
        }
        for position in &layers.positions {
            [position.holder.span, position.toward.span, position.span].into_iter().for_each(is_there);
            position.addressee.iter().map(|holder| holder.span).chain(position.modality.condition).for_each(is_there);
            assert_ne!(position.holder.party, position.toward.party);
        }
        for person in &layers.people.persons {
            is_there(person.span);
            person.roles.iter().for_each(|role| is_there(role.span));
        }
        layers
            .dates
            .iter()
            .map(|date| date.span)
            .chain(layers.figures.iter().map(|figure| figure.span))
            .for_each(is_there);
    }
}

/// Pieces of news, whole and broken.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "Russia recognised the Taliban on Thursday. ",
        "“We will go,” Foreign Minister Ann Lee said. ",
        "“No talks. ",
        "“Again, ” said the envoy, “no.” ",
        "Ministers of China and Iran, who had met the Taliban, urged Paris not to recognise them, Reuters reported. ",
        "He said she said they had said that he would say so. ",
        "According to two officials, ",
        "their embassies in Kabul remain open, ",
        "'It's the ministers' last word,' she told the Gazette: ",
        "149 dead, $4.4 million and some 15,000 soldiers ",
        "— Ann Lee, envoy\n",
        "\n",
        "Kabulov: Moscow ",
        "no country has followed suit ",
        "é漢🎈 ",
        "( ) [ ] « » „ “ ",
    ];
    prop_oneof![proptest::sample::select(PIECES).prop_map(str::to_string), "[a-zA-Z ,.'\"“”]{0,20}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn every_span_is_there_and_the_same_text_reads_the_same(pieces in prop::collection::vec(piece(), 1..24)) {
        let text = pieces.concat();
        let (first, second) = (read(&text), read(&text));
        check(&first);
        for (a, b) in first.layers.iter().zip(&second.layers) {
            prop_assert_eq!(&a.statements, &b.statements);
            prop_assert_eq!(&a.positions, &b.positions);
            prop_assert_eq!(&a.people, &b.people);
        }
    }
}

/// What fuzzing found: contents whose pieces overlapped.
#[test]
fn pieces_of_a_content_never_overlap() {
    for text in [
        "stan\" and \">\">\">were expected to p according to m",
        "a is expected oow by,t offs",
        "How tight the vote in Lima is expected to be, nobody knows.",
    ] {
        check(&read(text));
    }
}

/// Sentences without end, and names without number, take time that grows no faster than they do.
#[test]
fn hostile_texts_are_survived() {
    for piece in [
        "He said she said they said ",
        "President John Smith of Russia, President Ann Smith of China, ",
        "“ ‘ \" ' ",
        "Russia and China and Iran recognised the Taliban and ",
        "Ministry spokesman Abc Defg said no. ",
    ] {
        check(&read(&piece.repeat(60_000 / piece.len())));
    }
}

/// Texts that use the words of diplomacy for other things.
#[test]
fn sports_awards_and_brands_put_nobody_on_the_ladder() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/quiet");
    let mut pages: Vec<_> =
        std::fs::read_dir(folder).expect("corpus/quiet").flatten().map(|entry| entry.path()).collect();
    pages.sort();
    assert!(pages.len() >= 4);
    for page in pages {
        let text = std::fs::read_to_string(&page).expect("a page");
        let reading = read(&text);
        let found: Vec<&str> =
            reading.layers[0].positions.iter().map(|position| reading.page.quote(position.span)).collect();
        assert!(found.is_empty(), "{}: {found:?}", page.display());
    }
}
