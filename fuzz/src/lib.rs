//! Strange input for every part of the program that is given any, and what must hold of what comes of it.
//!
//! In: bytes. Out: nothing, or a panic that says what does not hold and where. [`targets`] are the parts, [`mutation`] makes the
//! bytes from [`seeds`], `src/bin/smoke.rs` runs one against the other on any compiler, `fuzz_targets/` under cargo-fuzz.
//!
//! It does not judge whether a reading is right; `corpus/` does.

pub mod mutation;
pub mod seeds;
pub mod targets;
