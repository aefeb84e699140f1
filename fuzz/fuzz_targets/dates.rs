//! In: any text, taken for an attribute, an address or a line with a day in it. What must hold: found days lie in the
//! text, at character boundaries, in order, without overlap; a stamp and an age are read or not, without a panic.
#![no_main]

use attache_fuzz::READER;
use attache_pipeline::article::published::age;
use attache_pipeline::page::days::{Order, find_days, parse_stamp};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let months = &READER.lexicons.months;
    for order in [Order::DayFirst, Order::MonthFirst, Order::Unknown] {
        let mut end = 0;
        for found in find_days(text, months, order) {
            assert!(end <= found.start, "{found:?} overlaps the day before it");
            assert!(text.get(found.start..found.end).is_some_and(|day| !day.is_empty()), "{found:?} is not in the text");
            assert!((1990..=2099).contains(&found.date.year()), "{found:?} is no year of the web");
            end = found.end;
        }
    }
    if let Some(date) = parse_stamp(text, months) {
        assert!((1990..=2099).contains(&date.year()), "{date} is no year of the web");
    }
    if let Some(days) = age(text) {
        assert!((0..=7 * 999).contains(&days), "an age of {days} days");
    }
});
