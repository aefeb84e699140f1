//! The first page: what changed, who stands where, a box to ask.

use super::frame::Frame;
use super::sections::{Cell, Section};
use super::stand::Stand;
use askama::Template;

/// The page.
#[derive(Template)]
#[template(path = "web/today.html")]
pub struct Today<'a> {
    pub f: Frame<'a>,
    /// "29 reports", "20 outlets" …
    pub totals: Vec<String>,
    /// The days that are compared, `YYYY-MM-DD`.
    pub from: String,
    /// "What changed since 1 July 2025".
    pub changed: String,
    pub sections: Vec<Section>,
    pub stands: Vec<Stand>,
    /// Where all that changed is.
    pub diff: String,
    /// What the form of days keeps.
    pub kept: Vec<(String, String)>,
}
