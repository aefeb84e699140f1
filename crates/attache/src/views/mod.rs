//! What users see: plain structs made from readings, and what renders them.

pub mod attribution;
pub mod dossier;
pub mod events;
pub mod reading;
pub mod shown;
pub mod stories;
pub mod terminal;
pub mod text;
pub mod tokens;
pub mod wording;
