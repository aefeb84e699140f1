//! A line with all its evidence, for people.
//!
//! In: a [`ShownLine`]. Out: the line in a sentence, its facts, what a human said of it, what disagrees, and each telling in its paragraph, with the words
//! bold on a terminal and between `[` and `]` elsewhere.

use super::marked::wrap_marked;
use crate::answers::evidence::InPlace;
use crate::answers::shown_line::ShownLine;
use crate::store::search::{CLOSE, OPEN};
use crate::views::loudness::Look;
use crate::views::shown::shown;
use crate::views::terminal::{clean, wrap};
use crate::views::wording;
use std::fmt::Write;

/// Renders a line.
pub fn render(line: &ShownLine, look: Look) -> String {
    let width = look.columns();
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
    render_places(&line.evidence, look, &mut out);
    out
}

/// "The Courier, 4 July 2025; a.html, characters 120 to 160".
fn source_of(place: &InPlace) -> String {
    let outlet = place.outlet.as_deref().unwrap_or("(no outlet)");
    let day = match (&place.published, &place.captured) {
        (Some(day), _) => wording::day(day),
        (None, Some(day)) => format!("captured {}", wording::day(day)),
        (None, None) => "undated".into(),
    };
    let article = if place.article > 0 { format!(", article {}", place.article + 1) } else { String::new() };
    format!("{outlet}, {day}; {}{article}, characters {} to {}", shown(&place.path), place.start, place.end)
}

/// Places in their paragraphs, each behind whose report it is.
pub fn render_places(places: &[InPlace], look: Look, out: &mut String) {
    for place in places {
        let _ = writeln!(out, "\n{}", look.heading(&clean(&source_of(place))));
        wrap_marked(&marked(place), look, out);
    }
}

/// Words in their paragraph, marked; by themselves where they stand in none.
fn marked(place: &InPlace) -> String {
    let Some(around) = &place.paragraph else { return place.quote.clone() };
    let chars: Vec<char> = around.text.chars().collect();
    let from = place.start.saturating_sub(around.start).min(chars.len());
    let to = place.end.saturating_sub(around.start).clamp(from, chars.len());
    let text = |chars: &[char]| chars.iter().collect::<String>();
    format!("{}{OPEN}{}{CLOSE}{}", text(&chars[..from]), text(&chars[from..to]), text(&chars[to..]))
}
