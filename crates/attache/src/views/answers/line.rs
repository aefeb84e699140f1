//! A line with all its evidence, for people.
//!
//! In: a [`ShownLine`]. Out: the line in a sentence, its facts, what a human said of it, what disagrees, and each telling in its paragraph, with the words
//! bold on a terminal and between `[` and `]` elsewhere.

use crate::answers::evidence::InPlace;
use crate::answers::shown_line::ShownLine;
use crate::views::loudness::Look;
use crate::views::shown::shown;
use crate::views::terminal::{clean, wrap};
use crate::views::wording;
use std::fmt::Write;

/// Columns where lines are not cut.
const WIDTH: usize = 100;
/// Stand around the words asked for until a line is wrapped; no page has them, since they are of a private part of Unicode.
const MARKS: [char; 2] = ['\u{f0000}', '\u{f0001}'];

/// Renders a line.
pub fn render(line: &ShownLine, look: Look) -> String {
    let width = look.width.unwrap_or(WIDTH);
    let mut out = String::new();
    let _ = writeln!(out, "{}", look.heading(&clean(&line.says)));
    let _ = writeln!(out, "{} {}", line.kind, line.id);
    line.facts.iter().for_each(|fact| wrap("", fact, width, &mut out));
    for correction in &line.corrections {
        wrap("human: ", &correction.in_words(), width, &mut out);
    }
    for other in &line.contradictions {
        wrap("disagrees: ", &format!("{} ({})", other.says, other.id), width, &mut out);
    }
    for other in &line.others {
        wrap("see also: ", &format!("{} ({})", other.says, other.id), width, &mut out);
    }
    for place in &line.evidence {
        out.push('\n');
        let _ = writeln!(out, "{}", look.heading(&clean(&source_of(place))));
        wrap_place(place, width, look, &mut out);
    }
    out
}

/// "The Courier, 4 July 2025; a.html, characters 120 to 160".
pub fn source_of(place: &InPlace) -> String {
    let outlet = place.outlet.as_deref().unwrap_or("(no outlet)");
    let day = match (&place.published, &place.captured) {
        (Some(day), _) => wording::day(day),
        (None, Some(day)) => format!("captured {}", wording::day(day)),
        (None, None) => "undated".into(),
    };
    let article = if place.article > 0 { format!(", article {}", place.article + 1) } else { String::new() };
    format!("{outlet}, {day}; {}{article}, characters {} to {}", shown(&place.path), place.start, place.end)
}

/// Words in their paragraph, marked.
pub fn wrap_place(place: &InPlace, width: usize, look: Look, out: &mut String) {
    let Some(around) = &place.paragraph else {
        wrap("    ", &place.quote, width, out);
        return;
    };
    let chars: Vec<char> = around.text.chars().collect();
    let from = place.start.saturating_sub(around.start).min(chars.len());
    let to = place.end.saturating_sub(around.start).clamp(from, chars.len());
    let text = |chars: &[char]| chars.iter().collect::<String>();
    let marked =
        format!("{}{}{}{}{}", text(&chars[..from]), MARKS[0], text(&chars[from..to]), MARKS[1], text(&chars[to..]));
    let mut wrapped = String::new();
    wrap("    ", &marked, width, &mut wrapped);
    let signs = if look.bold { ["\u{1b}[1m", "\u{1b}[0m"] } else { ["[", "]"] };
    for (mark, sign) in MARKS.iter().zip(signs) {
        // What is hidden is written out by `wrap`.
        wrapped = wrapped.replace(&format!("\\u{{{:x}}}", *mark as u32), sign).replace(*mark, sign);
    }
    out.push_str(&wrapped);
}
