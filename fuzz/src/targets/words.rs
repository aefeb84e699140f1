//! Lines with a day in them, and tokens of any text.
//!
//! In: text. Found days lie in it, in order, without overlap, in years of the web; tokens tile it, by rules and by the model.

use super::READER;
use attache_language::tokens::is_space;
use attache_language::{Document, rules};
use attache_pipeline::article::days::{Order, find_days, parse_stamp};

/// Days, stamps and ages.
pub fn check_dates(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let months = &READER.lexicons.article.months;
    for order in [Order::DayFirst, Order::MonthFirst, Order::Unknown] {
        let mut end = 0;
        for found in find_days(text, months, order) {
            assert!(end <= found.start, "{found:?} overlaps the day before it");
            assert!(
                text.get(found.start..found.end).is_some_and(|day| !day.is_empty()),
                "{found:?} is not in the text"
            );
            assert!((1990..=2099).contains(&found.date.year()), "{found:?} is no year of the web");
            end = found.end;
        }
    }
    if let Some(stamp) = parse_stamp(text, months) {
        assert!((1990..=2099).contains(&stamp.date.year()), "{} is no year of the web", stamp.date);
    }
    if let Some(age) = READER.lexicons.article.ages.read(text) {
        assert!((0..=7 * 999).contains(&age.days), "an age of {} days", age.days);
        assert!(text.get(age.range.clone()).is_some(), "{:?} is not cut out of the text", age.range);
    }
}

/// Tokens.
pub fn check_tokens(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let whole = 0..text.len();
    check(&rules::analyse(text, std::slice::from_ref(&whole)));
    if let Some(pipeline) = &READER.language {
        check(&pipeline.analyse(text));
    }
}

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
