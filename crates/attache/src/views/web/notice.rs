//! A page that says what is wrong: one line, and what to do.

use super::frame::Frame;
use askama::Template;

/// The page.
#[derive(Template)]
#[template(path = "web/notice.html")]
pub struct Notice<'a> {
    pub f: Frame<'a>,
    /// In the program's own words; may be empty.
    pub detail: String,
}
