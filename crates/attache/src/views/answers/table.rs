//! A table in plain text.
//!
//! In: heads and rows of cells. Out: lines with their columns under one another, two spaces apart. On a terminal the widest columns are cut until a
//! line fits; elsewhere all of it is there, so that `grep` finds it.
//!
//! Cells may be words of pages: what could command the terminal is written out.

use crate::views::loudness::Look;
use crate::views::terminal::{clean, columns, cut_middle, pad};
use std::fmt::Write;

/// No column is cut to less, in columns of the terminal.
const LEAST: usize = 10;
/// Between two columns.
const APART: usize = 2;

/// Renders a table; nothing where there are no rows.
pub fn render(heads: &[&str], rows: &[Vec<String>], look: Look) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| clean(cell)).collect()).collect();
    let widest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| columns(cell));
        cells.chain([columns(heads[at])]).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..heads.len()).map(widest).collect();
    if let Some(width) = look.width {
        fit(&mut widths, width);
    }
    let mut out = String::new();
    let line = |cells: &[String]| {
        let mut text = String::new();
        for (at, cell) in cells.iter().enumerate() {
            let cell = if look.width.is_some() { cut_middle(cell, widths[at]) } else { cell.clone() };
            // The last column is not filled.
            let last = at + 1 == cells.len();
            text += &if last { cell } else { pad(&cell, widths[at] + APART) };
        }
        text.trim_end().to_string()
    };
    let heads: Vec<String> = heads.iter().map(|head| head.to_string()).collect();
    let _ = writeln!(out, "{}", look.heading(&line(&heads)));
    rows.iter().for_each(|row| {
        let _ = writeln!(out, "{}", line(row));
    });
    out
}

/// Takes columns from the widest until all fit.
fn fit(widths: &mut [usize], width: usize) {
    let room = width.saturating_sub(APART * widths.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().filter(|width| **width > LEAST).max_by_key(|width| **width) else {
            return;
        };
        *widest -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_one_another() {
        let rows = [["Peru", "recognised it"], ["Chile\u{1b}[2J", "did not"]].map(|row| row.map(String::from).to_vec());
        assert_eq!(
            render(&["WHO", "WHAT"], &rows, Look::default()),
            "WHO             WHAT\nPeru            recognised it\nChile\\u{1b}[2J  did not\n"
        );
        assert_eq!(render(&["WHO"], &[], Look::default()), "");
    }

    #[test]
    fn on_a_terminal_lines_fit() {
        let rows = [vec!["a".repeat(60), "b".repeat(12), "c".repeat(60)]];
        let table = render(&["A", "B", "C"], &rows, Look { width: Some(80), bold: false });
        assert!(table.lines().all(|line| columns(line) <= 80), "{table}");
        assert!(table.contains(&"b".repeat(12)));
    }
}
