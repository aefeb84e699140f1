//! What is asked for, printed: a table for people, JSON, JSON lines or CSV for scripts.
//!
//! In: rows. Out: them on standard output, in the format asked for. An answer without rows is `[]`, no line, or a head alone: never nothing at all for who
//! parses it.

use super::kept_args::AnswerFormat;
use crate::views::answers::listed::Row;
use crate::views::answers::table::render;
use crate::views::loudness::Look;
use crate::views::shown::tell;
use anyhow::{Context, Result};
use serde::Serialize;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

/// Lines of a table, unless more are asked for.
pub const LINES: usize = 100;

/// Prints rows. `more` is how many others there are.
pub fn print<R: Row, J: Serialize>(format: AnswerFormat, rows: &[(R, J)], more: usize) -> Result<ExitCode> {
    if format == AnswerFormat::Text {
        if rows.is_empty() {
            tell("nothing of that kind is there");
        }
        let cells: Vec<Vec<String>> = rows.iter().map(|(row, _)| row.cells()).collect();
        let done = write_out(render(R::HEADS, &cells, Look::of_stdout()).as_bytes());
        if more > 0 {
            tell(&format!("… and {more} more, told of longer ago: narrow the question, or give --limit"));
        }
        return done;
    }
    let row = |(row, json): &(R, J)| Ok((serde_json::to_string(json)?, row.fields()));
    let rows: Vec<(String, Vec<String>)> = rows.iter().map(row).collect::<Result<_>>()?;
    print_rows(format, R::COLUMNS, &rows)
}

/// Prints rows for scripts: each as JSON, and as fields.
pub fn print_rows(format: AnswerFormat, columns: &[&str], rows: &[(String, Vec<String>)]) -> Result<ExitCode> {
    let mut out = String::new();
    match format {
        AnswerFormat::Csv => {
            let mut written = csv::Writer::from_writer(Vec::new());
            written.write_record(columns)?;
            rows.iter().try_for_each(|(_, fields)| written.write_record(fields))?;
            return write_out(&written.into_inner().context("cannot write the table")?);
        }
        AnswerFormat::Json => {
            let all: Vec<&str> = rows.iter().map(|(json, _)| json.as_str()).collect();
            out += if all.is_empty() { "[" } else { "[\n" };
            out += &all.join(",\n");
            out += if all.is_empty() { "]\n" } else { "\n]\n" };
        }
        AnswerFormat::Jsonl | AnswerFormat::Text => rows.iter().for_each(|(json, _)| {
            out += json;
            out.push('\n');
        }),
    }
    write_out(out.as_bytes())
}

/// Writes to standard output. A reader that goes away (`| head`) has what it wants.
pub fn write_out(bytes: &[u8]) -> Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error).context("cannot write the output"),
        _ => Ok(ExitCode::SUCCESS),
    }
}
