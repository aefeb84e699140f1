//! In: any bytes, taken for an HTML page. What must hold: `attache_fuzz`.
#![no_main]

use attache_pipeline::page::MediaType;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| attache_fuzz::read_and_check(bytes, MediaType::Html));
