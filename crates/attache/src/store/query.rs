//! What is asked of a table of the ledger, and how that is said in SQL.
//!
//! In: a [`Query`]: a table, [`Filter`]s, an order, how many. Out: a condition with its values. "Toward the Taliban, of at most 4 July 2025" is
//! `("toward_actor" IN …) AND "first_published" <= ?2`.
//!
//! Columns are named by the program alone; values are handed over as values, and never stand in the SQL.

use rusqlite::types::Value;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Query {
    /// The table.
    pub table: &'static str,
    /// All of them must hold.
    pub filters: Vec<Filter>,
    /// The columns the lines are ordered by.
    pub order: &'static str,
    /// At most so many.
    pub limit: Option<usize>,
}

/// What must hold of a line.
#[derive(Clone, Debug)]
pub enum Filter {
    /// One of the columns has one of the values.
    OneOf(&'static [&'static str], Vec<String>),
    /// The column has this value or an earlier one.
    AtMost(&'static str, String),
    /// The column has this value or a later one.
    AtLeast(&'static str, String),
    /// The column holds the words, in any case.
    Holds(&'static str, String),
    /// The column holds these letters as they are: ids.
    Has(&'static str, String),
    /// The column, of few different values and with an index of its own, holds the words in any case.
    Named(&'static str, String),
    /// The column has a value.
    Is(&'static str),
    /// Of utterances: told by one of these reports, by a speaker of one of these names.
    SpokenIn(Vec<i64>, Vec<String>),
    /// Its words shut out others, and it is of one of these steps.
    Claims(Vec<String>),
    /// One of these must hold; each of them, all of its filters.
    Any(Vec<Vec<Filter>>),
}

impl Query {
    /// All lines of a table, in an order.
    pub fn of(table: &'static str, order: &'static str) -> Query {
        Query { table, filters: Vec::new(), order, limit: None }
    }

    /// The same of those lines of which a filter holds.
    pub fn with(mut self, filter: Filter) -> Query {
        self.filters.push(filter);
        self
    }

    pub(super) fn condition(&self, values: &mut Vec<Value>) -> String {
        if self.filters.is_empty() {
            String::new()
        } else {
            format!(" WHERE {}", all_of(self.table, &self.filters, values))
        }
    }
}

/// A condition that all filters must hold; values are added behind those there are.
fn all_of(table: &str, filters: &[Filter], values: &mut Vec<Value>) -> String {
    let one = |filter: &Filter| {
        let mut put = |value: &str| {
            values.push(Value::from(value.to_string()));
            format!("?{}", values.len())
        };
        match filter {
            Filter::OneOf(columns, wanted) => {
                // Any number of values: as one list.
                let list = put(&serde_json::Value::from(wanted.as_slice()).to_string());
                let one = |column: &&str| format!("\"{column}\" IN (SELECT value FROM json_each({list}))");
                format!("({})", columns.iter().map(one).collect::<Vec<_>>().join(" OR "))
            }
            Filter::AtMost(column, value) => format!("\"{column}\" <= {}", put(value)),
            Filter::AtLeast(column, value) => format!("\"{column}\" >= {}", put(value)),
            Filter::Holds(column, words) => {
                // Not LIKE, to which some letters of a name mean more.
                format!("instr(lower(\"{column}\"), lower({})) > 0", put(words))
            }
            Filter::Has(column, words) => format!("instr(\"{column}\", {}) > 0", put(words)),
            Filter::Named(column, words) => {
                // Each value once: from one to the next by the index.
                let mark = put(words);
                format!(
                    "\"{column}\" IN (WITH RECURSIVE known (name) AS (SELECT min(\"{column}\") FROM {table} UNION ALL
                     SELECT (SELECT min(\"{column}\") FROM {table} WHERE \"{column}\" > known.name) FROM known WHERE known.name IS NOT NULL)
                     SELECT name FROM known WHERE instr(lower(name), lower({mark})) > 0)"
                )
            }
            Filter::Is(column) => format!("\"{column}\" IS NOT NULL"),
            Filter::SpokenIn(reports, names) => {
                let reports = put(&serde_json::Value::from(reports.as_slice()).to_string());
                let names = put(&serde_json::Value::from(names.as_slice()).to_string());
                format!(
                    "id IN (SELECT utterance FROM wordings WHERE report IN (SELECT value FROM json_each({reports})))
                     AND speaker IN (SELECT value FROM json_each({names}))"
                )
            }
            Filter::Claims(rungs) => {
                // The sign keeps the step from choosing the index: steps toward a party are fifty times as many as claims about it.
                let rungs = put(&serde_json::Value::from(rungs.as_slice()).to_string());
                format!("claims AND +rung IN (SELECT value FROM json_each({rungs}))")
            }
            Filter::Any(choices) => {
                let is_held = |filter: &Filter| matches!(filter, Filter::Holds(..) | Filter::Has(..));
                let one = |choice: &Vec<Filter>| {
                    let held = all_of(table, choice, values);
                    // Columns with an index of their own are asked for by it; words within a column are looked for on the way.
                    if choice.iter().all(is_held) {
                        format!("({held})")
                    } else {
                        format!("id IN (SELECT id FROM {table} WHERE {held})")
                    }
                };
                let choices: Vec<String> = choices.iter().map(one).collect();
                format!("({})", choices.join(" OR "))
            }
        }
    };
    filters.iter().map(one).collect::<Vec<_>>().join(" AND ")
}
