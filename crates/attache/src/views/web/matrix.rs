//! Who recognises whom: holders down, parties across, in each cell the weightiest step that stands.

use super::frame::Frame;
use super::sections::{FieldKind, Filter, Turn};
use super::stand::{PartyLink, Stand};
use askama::Template;

/// A holder, and where it stands toward each party.
pub struct Row {
    pub holder: PartyLink,
    pub cells: Vec<Option<Stand>>,
}

/// The page.
#[derive(Template)]
#[template(path = "web/matrix.html")]
pub struct Matrix<'a> {
    pub f: Frame<'a>,
    pub filter: Filter,
    pub columns: Vec<PartyLink>,
    pub rows: Vec<Row>,
    /// Where exactly what is shown is, for scripts.
    pub csv: String,
    pub json: String,
    /// "The eight parties that most is told of"; where some are left out.
    pub note: Option<String>,
    pub turn: Option<Turn>,
}
