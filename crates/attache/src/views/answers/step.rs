//! Steps of a timeline as rows.
//!
//! In: a [`Step`]. Out: the row that its position or event has, and for scripts the columns that both have, with `kind` and `what`.

use super::listed::Row;
use crate::answers::timeline::Step;
use crate::contract::dossier::happenings::EventEntry;
use crate::contract::dossier::positions::PositionEntry;

impl Row for Step<'_> {
    const HEADS: &'static [&'static str] = &["WHEN", "WHO → WHOM", "WHAT", "TOLD BY", "ID"];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "kind",
        "holder",
        "toward",
        "what",
        "modality",
        "date",
        "dated",
        "first_published",
        "origins",
        "reports",
        "status",
        "path",
        "article",
        "start",
        "end",
        "quote",
    ];

    fn cells(&self) -> Vec<String> {
        match self {
            Step::Position(entry) => entry.cells(),
            Step::Event(event) => event.cells(),
        }
    }

    fn fields(&self) -> Vec<String> {
        let (columns, fields) = match self {
            Step::Position(entry) => (<PositionEntry as Row>::COLUMNS, entry.fields()),
            Step::Event(event) => (<EventEntry as Row>::COLUMNS, event.fields()),
        };
        let field = |name: &&str| match *name {
            "kind" => self.kind().to_string(),
            "what" => self.what().to_string(),
            name => columns.iter().position(|column| *column == name).map(|at| fields[at].clone()).unwrap_or_default(),
        };
        Self::COLUMNS.iter().map(field).collect()
    }
}
