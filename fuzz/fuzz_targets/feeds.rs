//! The target `feeds` for cargo-fuzz; what must hold stands in `attache_fuzz::targets`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| attache_fuzz::targets::run("feeds", bytes));
