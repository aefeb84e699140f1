//! An answer to a question in words, for people.
//!
//! In: a [`Reply`]. Out: the answer; how sure; what disagrees; as of which day; the places it rests on; how to see all of them.

use super::line::render_places;
use crate::answers::asking::{Reply, Verdict};
use crate::views::loudness::Look;
use crate::views::terminal::wrap;
use crate::views::wording;
use std::fmt::Write;

/// Renders an answer.
pub fn render(reply: &Reply, look: Look) -> String {
    let mut out = String::new();
    let end = if reply.answer.ends_with(['.', '”', '?']) { "" } else { "." };
    wrap("", &format!("{}{end}", reply.answer), look.columns(), &mut out);
    if let Some(sure) = &reply.sure {
        wrap("How sure: ", sure, look.columns(), &mut out);
    }
    for other in &reply.contradictions {
        wrap("Disagrees: ", &format!("{} ({})", other.says, other.id), look.columns(), &mut out);
    }
    if let (Some(day), false) = (&reply.as_of, reply.verdict == Verdict::NotUnderstood) {
        let _ = writeln!(out, "As of {}.", wording::day(day));
    }
    render_places(&reply.evidence, look, &mut out);
    if reply.lines.len() > 1 {
        let shown: Vec<String> = reply.lines.iter().map(|id| format!("attache show {id}")).collect();
        let _ = writeln!(out, "\nAll it rests on: {}", shown.join(", "));
    }
    out
}
