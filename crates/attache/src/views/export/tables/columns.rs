//! Typed columns of a table, and rows put under them as record batches.
//!
//! In: rows of one kind and the [`Column`]s they have. Out: Arrow record batches: `holder` as text, `rung` as a dictionary, `date_first` as a day, each `null`
//! where a row has nothing to say.
//!
//! A column's dictionary is that of all rows, in alphabetical order: Arrow's file format allows no second one, and a batch by itself would make another.

use anyhow::{Context, Result};
use arrow_array::builder::{BooleanBuilder, Date32Builder, Float64Builder, ListBuilder, StringBuilder, UInt64Builder};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Int32Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Rows of a batch: few enough that a reader gets some soon, many enough that the columns pay.
const ROWS: usize = 8192;
const EPOCH: Date = date(1970, 1, 1);

/// A column and what a row has in it.
pub(super) struct Column<R> {
    /// As docs/tables.md has it.
    pub(super) name: &'static str,
    /// What is in it.
    pub(super) cells: Cells<R>,
}

/// What a row has in a column, by type.
pub(super) enum Cells<R> {
    /// Text of any kind.
    Text(fn(&R) -> Option<&str>),
    /// One of few words: a dictionary.
    Word(fn(&R) -> Option<&str>),
    /// Several texts.
    Texts(fn(&R) -> Vec<&str>),
    /// A day.
    Day(fn(&R) -> Option<Date>),
    /// How many, or how far.
    Count(fn(&R) -> Option<usize>),
    /// A measured number.
    Number(fn(&R) -> Option<f64>),
    /// Yes or no.
    Flag(fn(&R) -> bool),
}

/// A table: what its columns are, and its rows in batches.
pub struct Table {
    /// Names and types.
    pub schema: SchemaRef,
    /// At most 8,192 rows each; none where there are no rows.
    pub batches: Vec<RecordBatch>,
}

/// What a table is made into. Rows come a part at a time, under the same columns; the first part has none, so that a table without rows has its columns too.
pub(super) trait Form {
    /// Puts rows under columns.
    ///
    /// # Errors
    /// Where that cannot be written or made.
    fn put<R>(&mut self, columns: &[Column<R>], rows: &[R]) -> Result<()>;
}

/// The words of dictionary columns, by column; of others none.
#[derive(Default)]
pub(super) struct Words(Vec<BTreeSet<String>>);

impl Form for Words {
    fn put<R>(&mut self, columns: &[Column<R>], rows: &[R]) -> Result<()> {
        self.0.resize(columns.len(), BTreeSet::new());
        for (column, words) in columns.iter().zip(&mut self.0) {
            let Cells::Word(word) = &column.cells else { continue };
            for word in rows.iter().filter_map(word) {
                if !words.contains(word) {
                    words.insert(word.to_string());
                }
            }
        }
        Ok(())
    }
}

/// Record batches, in memory.
pub(super) struct Batches {
    dictionaries: Vec<Dictionary>,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Batches {
    /// With these dictionaries.
    pub(super) fn under(Words(words): Words) -> Batches {
        let dictionary = |words: BTreeSet<String>| Dictionary { words: Arc::new(StringArray::from_iter_values(words)) };
        let dictionaries = words.into_iter().map(dictionary).collect();
        Batches { dictionaries, schema: Arc::new(Schema::empty()), batches: Vec::new() }
    }

    /// What was put.
    pub(super) fn table(self) -> Result<Table> {
        Ok(Table { schema: self.schema, batches: self.batches })
    }
}

impl Form for Batches {
    /// Linear in rows and columns. Fails where a dictionary has more than two thousand million words.
    fn put<R>(&mut self, columns: &[Column<R>], rows: &[R]) -> Result<()> {
        self.schema = schema_of(columns);
        for rows in rows.chunks(ROWS) {
            let under = columns.iter().zip(&self.dictionaries);
            let arrays: Result<Vec<ArrayRef>> =
                under.map(|(column, dictionary)| column.cells.array(rows, dictionary)).collect();
            self.batches.push(RecordBatch::try_new(self.schema.clone(), arrays?)?);
        }
        Ok(())
    }
}

/// Names and types.
pub(super) fn schema_of<R>(columns: &[Column<R>]) -> SchemaRef {
    let field = |column: &Column<R>| Field::new(column.name, column.cells.data_type(), column.cells.may_lack());
    Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()))
}

/// A whole table of rows at hand.
pub(super) fn table_of<R>(columns: &[Column<R>], rows: &[R]) -> Result<Table> {
    let mut words = Words::default();
    words.put(columns, rows)?;
    let mut batches = Batches::under(words);
    batches.put(columns, rows)?;
    batches.table()
}

/// The words of a dictionary column.
struct Dictionary {
    words: Arc<StringArray>,
}

impl Dictionary {
    /// The place of a word in it. Logarithmic.
    fn key(&self, word: &str) -> Option<i32> {
        let (mut low, mut high) = (0, arrow_array::Array::len(&*self.words));
        while low < high {
            let middle = (low + high) / 2;
            if self.words.value(middle) < word { low = middle + 1 } else { high = middle }
        }
        i32::try_from(low).ok()
    }
}

impl<R> Cells<R> {
    fn data_type(&self) -> DataType {
        match self {
            Cells::Text(_) => DataType::Utf8,
            Cells::Word(_) => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
            Cells::Texts(_) => DataType::List(Arc::new(Field::new("item", DataType::Utf8, true))),
            Cells::Day(_) => DataType::Date32,
            Cells::Count(_) => DataType::UInt64,
            Cells::Number(_) => DataType::Float64,
            Cells::Flag(_) => DataType::Boolean,
        }
    }

    fn may_lack(&self) -> bool {
        !matches!(self, Cells::Flag(_) | Cells::Texts(_))
    }

    fn array(&self, rows: &[R], dictionary: &Dictionary) -> Result<ArrayRef> {
        Ok(match self {
            Cells::Text(text) => Arc::new(rows.iter().map(text).collect::<StringArray>()),
            Cells::Word(word) => {
                let keys: Int32Array = rows.iter().map(|row| word(row).and_then(|word| dictionary.key(word))).collect();
                let words = dictionary.words.clone();
                Arc::new(DictionaryArray::<Int32Type>::try_new(keys, words).context("a dictionary too long")?)
            }
            Cells::Texts(texts) => {
                let mut list = ListBuilder::new(StringBuilder::new());
                for row in rows {
                    texts(row).into_iter().for_each(|text| list.values().append_value(text));
                    list.append(true);
                }
                Arc::new(list.finish())
            }
            Cells::Day(day) => {
                let mut days = Date32Builder::with_capacity(rows.len());
                // Days from the epoch by the Gregorian calendar, also before it was in use (Arrow's `date32`).
                rows.iter().for_each(|row| days.append_option(day(row).map(|day| (day - EPOCH).get_days())));
                Arc::new(days.finish())
            }
            Cells::Count(count) => {
                let mut counts = UInt64Builder::with_capacity(rows.len());
                rows.iter().for_each(|row| counts.append_option(count(row).and_then(|count| count.try_into().ok())));
                Arc::new(counts.finish())
            }
            Cells::Number(number) => {
                let mut numbers = Float64Builder::with_capacity(rows.len());
                rows.iter().for_each(|row| numbers.append_option(number(row)));
                Arc::new(numbers.finish())
            }
            Cells::Flag(flag) => {
                let mut flags = BooleanBuilder::with_capacity(rows.len());
                rows.iter().for_each(|row| flags.append_value(flag(row)));
                Arc::new(flags.finish())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::Array;
    use arrow_array::cast::AsArray;
    use arrow_array::types::Date32Type;

    struct Row {
        word: Option<&'static str>,
        day: Option<Date>,
        names: Vec<&'static str>,
    }

    #[test]
    fn batches_share_a_dictionary() {
        let columns = [
            Column { name: "word", cells: Cells::Word(|row: &Row| row.word) },
            Column { name: "day", cells: Cells::Day(|row| row.day) },
            Column { name: "names", cells: Cells::Texts(|row| row.names.clone()) },
        ];
        let words = ["done", "urged", "announced"];
        let row = |n: usize| Row {
            word: (n % 4 < 3).then(|| words[n % 4]),
            day: (n == 1).then(|| date(1969, 12, 30)),
            names: vec!["x"; n % 3],
        };
        let rows: Vec<Row> = (0..ROWS + 5).map(row).collect();
        let table = table_of(&columns, &rows).expect("a table");
        assert_eq!(table.batches.iter().map(RecordBatch::num_rows).collect::<Vec<_>>(), [ROWS, 5]);
        let first = table.batches[0].column(0).as_dictionary::<Int32Type>();
        let second = table.batches[1].column(0).as_dictionary::<Int32Type>();
        assert_eq!(
            first.values().as_string::<i32>().iter().flatten().collect::<Vec<_>>(),
            ["announced", "done", "urged"]
        );
        assert!(Arc::ptr_eq(first.values(), second.values()));
        assert_eq!((0..4).map(|at| first.key(at)).collect::<Vec<_>>(), [Some(1), Some(2), Some(0), None]);
        let days = table.batches[0].column(1).as_primitive::<Date32Type>();
        assert_eq!((days.is_null(0), days.value(1)), (true, -2));
        assert_eq!(table.batches[0].column(2).as_list::<i32>().value(2).len(), 2);
    }

    #[test]
    fn no_rows_are_a_table_too() {
        let columns = [Column { name: "word", cells: Cells::Word(|row: &Row| row.word) }];
        let table = table_of(&columns, &[]).expect("a table");
        assert_eq!((table.schema.fields().len(), table.batches.len()), (1, 0));
    }
}
