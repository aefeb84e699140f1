//! Articles with everything that is read in them, by the language model, and the two views of that.
//!
//! In: bytes, an HTML page where they begin with `<`, else a text. Of any reading the JSON quotes exactly what its offsets say, is no
//! larger than its text allows for, and the same bytes give it again.

use super::READER;
use super::articles::check_spans;
use attache::contract;
use attache::reading::head::heads_of;
use attache::views::text;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::Reading;
use serde_json::Value;

/// Bytes of JSON for each byte of text, and for a page of none: real articles have 30 to the byte, short ones in which every word is
/// somebody's 200.
const MOST_FOR_A_BYTE: usize = 600;
const MOST_FOR_NOTHING: usize = 20_000;

/// Reads bytes as a page, an article or a text with furniture, and checks everything.
pub fn check(bytes: &[u8]) {
    // Which one is told by the bytes themselves, so that a file is a finding without a word beside it.
    let media_type = match bytes {
        [b'<', ..] => MediaType::Html,
        [b'\n', ..] => MediaType::Text,
        _ => MediaType::Article,
    };
    let published = if bytes.len().is_multiple_of(3) { None } else { Some(jiff::civil::date(2021, 8, 16)) };
    let known = Known { captured: Some(jiff::civil::date(2021, 8, 17)), published, ..Known::default() };
    let first = READER.read(bytes, media_type, known.clone());
    let json = check_reading(&first);
    if bytes.len().is_multiple_of(8) {
        assert!(json == check_reading(&READER.read(bytes, media_type, known)), "read twice, told twice in other words");
    }
}

/// Checks a reading and its views; hands back the JSON.
pub fn check_reading(reading: &Reading) -> String {
    check_spans(reading);
    for layers in &reading.layers {
        for (at, statement) in layers.statements.iter().enumerate() {
            assert!(!statement.content.is_empty(), "statement {at} says nothing");
            let in_order = statement.content.windows(2).all(|pair| pair[0].end <= pair[1].start);
            assert!(in_order, "statement {at}: {:?}", statement.content);
            let within = |at: &usize| layers.statements.get(*at).and_then(|statement| statement.within);
            let outer = std::iter::successors(Some(at), within).take(layers.statements.len() + 1);
            assert!(outer.count() <= layers.statements.len(), "statement {at} is within itself");
        }
        for position in &layers.positions {
            assert_ne!(position.holder.party, position.toward.party, "{:?} stands toward itself", position.span);
        }
    }
    let heads = heads_of(reading, &READER.lexicons);
    let view = contract::reading::Reading::of("page", "", reading, &heads, &READER.lexicons);
    let json = serde_json::to_string(&view).expect("a reading is JSON");
    let most = MOST_FOR_A_BYTE * reading.page.text.len() + MOST_FOR_NOTHING;
    assert!(json.len() <= most, "{} bytes of JSON for {} of text", json.len(), reading.page.text.len());
    let value: Value = serde_json::from_str(&json).expect("what is written can be read");
    check_quotes(&value, &Places::of(&reading.page.text));
    // Nothing is promised of its size, but that it is there.
    assert!(!text::render(&view).is_empty());
    json
}

/// Where each character of a text begins.
pub struct Places<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Places<'t> {
    fn of(text: &'t str) -> Places<'t> {
        Places { text, starts: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    fn quote(&self, start: u64, end: u64) -> Option<&'t str> {
        let place = |at: u64| self.starts.get(usize::try_from(at).ok()?).copied();
        self.text.get(place(start)?..place(end)?)
    }
}

/// Whatever has a start and an end lies in the text; whatever has a quote quotes it.
fn check_quotes(value: &Value, places: &Places) {
    match value {
        Value::Object(map) => {
            if let (Some(start), Some(end)) =
                (map.get("start").and_then(Value::as_u64), map.get("end").and_then(Value::as_u64))
            {
                let there = places.quote(start, end);
                assert!(there.is_some(), "{start}..{end} is not in the text: {value}");
                let quote = map.get("quote").and_then(Value::as_str);
                assert!(quote.is_none() || quote == there, "{start}..{end} is {there:?}, quoted as {quote:?}");
            }
            map.values().for_each(|value| check_quotes(value, places));
        }
        Value::Array(list) => list.iter().for_each(|value| check_quotes(value, places)),
        _ => {}
    }
}
