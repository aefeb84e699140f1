//! In: any bytes, taken for a text capture, then for an article with nothing to clean. What must hold: `attache_fuzz`.
#![no_main]

use attache_pipeline::page::MediaType;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    attache_fuzz::read_and_check(bytes, MediaType::Text);
    attache_fuzz::read_and_check(bytes, MediaType::Article);
});
