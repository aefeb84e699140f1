//! The same tests once more by the portable arithmetic, which a machine with wide registers would never run: `model/` switches to it here.

#[path = "goldens.rs"]
mod goldens;
#[path = "properties.rs"]
mod properties;
