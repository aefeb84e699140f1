//! Words that were asked for, marked in the text around them.
//!
//! In: a text with [`OPEN`] and [`CLOSE`] around the words. Out: it wrapped, with the words bold on a terminal, and between `[` and `]` elsewhere.
//!
//! The two stand in a text only until it is wrapped: what a page could say to the terminal is written out there, and they are told from it by being of a
//! private part of Unicode.

use crate::store::search::{CLOSE, OPEN};
use crate::views::loudness::Look;
use crate::views::terminal::wrap;

/// In which columns the text begins.
const LEAD: &str = "    ";

/// Writes a marked text in lines.
pub fn wrap_marked(marked: &str, look: Look, out: &mut String) {
    let mut wrapped = String::new();
    wrap(LEAD, marked, look.columns(), &mut wrapped);
    for (mark, sign) in [OPEN, CLOSE].into_iter().zip(look.marks()) {
        // What is hidden is written out by `wrap`.
        wrapped = wrapped.replace(&format!("\\u{{{:x}}}", mark as u32), sign).replace(mark, sign);
    }
    out.push_str(&wrapped);
}
