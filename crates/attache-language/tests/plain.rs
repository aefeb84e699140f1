//! The same tests once more by the portable arithmetic, which a machine with wide registers would never run: `model/` switches to it here.

// Each of the two brings its own `model/`, as it does when it is built alone.
#![allow(clippy::duplicate_mod)]

#[path = "goldens.rs"]
mod goldens;
#[path = "properties.rs"]
mod properties;
