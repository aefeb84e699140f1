//! Who: states, bodies and groups, persons with their posts, and where they stand in a text.

pub mod gazetteer;
pub mod parties;
pub mod mentions;
pub mod roles;
pub mod seats;
pub mod names;
pub mod spelling;
pub mod comparing;
pub mod leaders;
pub mod media;
pub mod outlets;
pub mod governments;
pub mod persons;
pub mod descriptions;
