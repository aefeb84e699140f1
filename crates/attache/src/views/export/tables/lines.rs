//! Tables as text: CSV (RFC 4180) and JSON lines.
//!
//! In: columns and rows. Out: a line a row, a head before those of CSV: `2025-07-03` for a day, `true` for yes. What a row does not tell is nothing in CSV,
//! `null` in JSON; of several texts CSV has them in one cell as a JSON list.

use super::columns::{Cells, Column, Form};
use anyhow::Result;
use serde_json::{Map, Value};
use std::io::Write;

/// CSV, with a head.
pub(super) struct Csv<'o> {
    out: csv::Writer<&'o mut dyn Write>,
    has_head: bool,
}

impl<'o> Csv<'o> {
    /// Into a writer.
    pub(super) fn into(out: &'o mut dyn Write) -> Csv<'o> {
        Csv { out: csv::Writer::from_writer(out), has_head: false }
    }
}

/// A JSON object a row.
pub(super) struct JsonLines<'o>(pub(super) &'o mut dyn Write);

impl Form for Csv<'_> {
    fn put<R>(&mut self, columns: &[Column<R>], rows: &[R]) -> Result<()> {
        if !self.has_head {
            self.out.write_record(columns.iter().map(|column| column.name))?;
            self.has_head = true;
        }
        for row in rows {
            self.out.write_record(columns.iter().map(|column| match column.cells.value(row) {
                Value::Null => String::new(),
                Value::String(text) => text,
                other => other.to_string(),
            }))?;
        }
        Ok(self.out.flush()?)
    }
}

impl Form for JsonLines<'_> {
    fn put<R>(&mut self, columns: &[Column<R>], rows: &[R]) -> Result<()> {
        for row in rows {
            let object: Map<String, Value> =
                columns.iter().map(|column| (column.name.to_string(), column.cells.value(row))).collect();
            serde_json::to_writer(&mut *self.0, &object)?;
            writeln!(self.0)?;
        }
        Ok(())
    }
}

impl<R> Cells<R> {
    /// What a row has, as JSON.
    fn value(&self, row: &R) -> Value {
        match self {
            Cells::Text(text) | Cells::Word(text) => text(row).into(),
            Cells::Texts(texts) => texts(row).into(),
            Cells::Day(day) => day(row).map(|day| day.to_string()).into(),
            Cells::Count(count) => count(row).into(),
            Cells::Number(number) => number(row).into(),
            Cells::Flag(flag) => flag(row).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_line() {
        let columns = [
            Column { name: "who", cells: Cells::Text(|row: &(Option<&str>, usize)| row.0) },
            Column { name: "n", cells: Cells::Count(|row| (row.1 > 0).then_some(row.1)) },
            Column { name: "all", cells: Cells::Texts(|row| row.0.into_iter().collect()) },
        ];
        let rows = [(Some("Peru, \"it\" said"), 2), (None, 0)];
        let (mut csv, mut json) = (Vec::new(), Vec::new());
        Csv::into(&mut csv).put(&columns, &rows).expect("CSV");
        JsonLines(&mut json).put(&columns, &rows).expect("JSON");
        assert_eq!(
            String::from_utf8_lossy(&csv),
            "who,n,all\n\"Peru, \"\"it\"\" said\",2,\"[\"\"Peru, \\\"\"it\\\"\" said\"\"]\"\n,,[]\n"
        );
        assert_eq!(String::from_utf8_lossy(&json).lines().last(), Some("{\"all\":[],\"n\":null,\"who\":null}"));
    }
}
