//! A story: its reports, and who draws on whom.

use super::frame::Frame;
use super::graph::Graph;
use super::sections::{Cell, Section};
use askama::Template;

/// The page.
#[derive(Template)]
#[template(path = "web/story.html")]
pub struct Story<'a> {
    pub f: Frame<'a>,
    pub facts: Vec<(String, Cell)>,
    pub graph: Graph,
    pub sections: Vec<Section>,
    pub json: String,
}
