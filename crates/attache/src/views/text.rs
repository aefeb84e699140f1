//! A reading for people, on a terminal.
//!
//! In: a [`Reading`]. Out: text: for each article its head, its parties and its paragraphs, under each what was read in
//! it, then what was left out, by kind. Nothing of a page reaches the terminal but signs: control characters are written out.

mod count;
mod layers;
mod says;
mod stands;
mod when;

use super::shown::shown;
use super::terminal::{clean, wrap};
use crate::contract::dates::Published;
use crate::contract::reading::{ArticleEntry, Reading};
use layers::{Line, heading, layer_lines, lines_in};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Widest line of running text, in characters.
const WIDTH: usize = 100;
/// Before a paragraph.
const INDENT: &str = "    ";

/// The first line of what is printed: a reading among captures is known by it.
pub const SIGNATURE: &str = concat!("A reading by attache ", env!("CARGO_PKG_VERSION"));

/// Renders a reading.
pub fn render(reading: &Reading) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", shown(reading.capture.path));
    if let Some(error) = reading.error {
        let _ = writeln!(out, "  could not be read: {}", shown(error));
    }
    for entry in &reading.articles {
        article(entry, reading.articles.len(), &mut out);
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for furniture in &reading.furniture {
        *kinds.entry(furniture.kind.word()).or_default() +=
            furniture.span.quote.lines().filter(|line| !line.trim().is_empty()).count();
    }
    if !kinds.is_empty() {
        let list: Vec<String> = kinds.iter().map(|(kind, lines)| format!("{kind} {lines}")).collect();
        let _ = writeln!(out, "\n  left out, lines by kind: {}", list.join(", "));
    }
    for note in &reading.notes {
        let _ = writeln!(out, "  note: {}", clean(note.why));
    }
    out.push('\n');
    out
}

fn article(entry: &ArticleEntry, count: usize, out: &mut String) {
    let article = &entry.article;
    let number = if count > 1 { format!("{}. ", article.index + 1) } else { String::new() };
    let lines = layer_lines(entry);
    let headline = article.title.map_or("(no title found)".into(), |title| clean(title.quote));
    let _ = writeln!(out, "\n  {number}{headline}");
    if let Some(title) = heading(entry) {
        layers::write(lines_in(&lines, &title), WIDTH, out);
    }
    let names: Vec<&str> = article.byline.iter().map(|name| name.name).collect();
    let mut head: Vec<String> = Vec::new();
    head.extend((!names.is_empty()).then(|| format!("by {}", names.join(", "))));
    head.extend(article.outlet.map(|outlet| format!("{outlet} ({})", article.outlet_from.unwrap_or(""))));
    head.push(article.published.as_ref().map_or("undated".into(), |d| format!("published {}", day(d))));
    head.extend(article.modified.as_ref().map(|d| format!("modified {}", day(d))));
    head.extend(article.language.map(str::to_string));
    let _ = writeln!(out, "  {}", clean(&head.join(" · ")));
    let mut origin: Vec<String> = article.credits.iter().map(|credit| format!("credits {}", credit.agency)).collect();
    origin.extend(article.republished_from.as_ref().map(|name| format!("republished from {}", name.name)));
    origin.extend(article.translated_from.as_ref().map(|t| format!("translated from {}", t.language)));
    if !origin.is_empty() {
        let _ = writeln!(out, "  {}", clean(&origin.join(" · ")));
    }
    if !entry.parties.is_empty() {
        let list: Vec<String> = entry.parties.iter().take(12).map(|p| format!("{} {}", p.name, p.mentions)).collect();
        let _ = writeln!(out, "  names: {}", clean(&list.join(", ")));
    }
    out.push('\n');
    for (at, paragraph) in article.body.iter().enumerate() {
        let under: &[Line] = lines_in(&lines, paragraph);
        wrap(INDENT, paragraph.quote, WIDTH, out);
        layers::write(under, WIDTH, out);
        if !under.is_empty() && at + 1 < article.body.len() {
            out.push('\n');
        }
    }
}

fn day(date: &Published) -> String {
    format!("{} ({}, {})", date.value, date.basis, date.from)
}
