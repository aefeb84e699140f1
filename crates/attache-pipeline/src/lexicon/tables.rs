//! Tables of a TOML lexicon, each with the line it stands on.
//!
//! In: the text of a file and the name of its tables. Out: [`TableRow`]s, read field by field. `kind = "urged"` of the third
//! `[[cue]]` is `row.word("kind")`; a field nobody asked for is an error that names its line.

/// One `[[name]]` table of a file.
pub(crate) struct TableRow {
    fields: toml::Table,
    /// The line its header stands on, from 1.
    pub line: usize,
}

/// The `[[name]]` tables of a file, in order, with only the fields listed.
///
/// # Errors
/// One line that names the line and what is wrong: no TOML, a field that is not listed.
pub(crate) fn read_tables(text: &str, name: &str, fields: &[&str]) -> Result<Vec<TableRow>, String> {
    let file: toml::Table = text.parse().map_err(|why: toml::de::Error| {
        let line = why.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        format!("line {line}: {}", why.message().replace('\n', " "))
    })?;
    let header = format!("[[{name}]]");
    let mut lines = text.lines().enumerate().filter(|(_, line)| line.trim() == header).map(|(at, _)| at + 1);
    let rows = file.get(name).and_then(|value| value.as_array()).map_or(&[][..], Vec::as_slice);
    rows.iter()
        .map(|row| {
            let line = lines.next().unwrap_or(1);
            let row = row.as_table().ok_or_else(|| format!("line {line}: {name} is no table"))?;
            match row.keys().find(|key| !fields.contains(&key.as_str())) {
                Some(key) => Err(format!("line {line}: {header} has no field `{key}`; it has {}", fields.join(", "))),
                None => Ok(TableRow { fields: row.clone(), line }),
            }
        })
        .collect()
}

impl TableRow {
    /// A field that is a text; empty where it is not there.
    pub fn word(&self, field: &str) -> Result<&str, String> {
        match self.fields.get(field) {
            None => Ok(""),
            Some(value) => value.as_str().ok_or_else(|| format!("line {}: `{field}` should be a text", self.line)),
        }
    }

    /// A field that is a list of texts, or one text of words with white space between; empty where it is not there.
    pub fn list(&self, field: &str) -> Result<Vec<String>, String> {
        let wrong = || format!("line {}: `{field}` should be a list of texts", self.line);
        match self.fields.get(field) {
            None => Ok(Vec::new()),
            Some(toml::Value::String(words)) => Ok(words.split_whitespace().map(str::to_string).collect()),
            Some(toml::Value::Array(items)) => {
                items.iter().map(|item| item.as_str().map(str::to_string).ok_or_else(wrong)).collect()
            }
            Some(_) => Err(wrong()),
        }
    }

    /// A field that is `true` or `false`; `false` where it is not there.
    pub fn flag(&self, field: &str) -> Result<bool, String> {
        match self.fields.get(field) {
            None => Ok(false),
            Some(value) => {
                value.as_bool().ok_or_else(|| format!("line {}: `{field}` should be true or false", self.line))
            }
        }
    }

    /// What `read` makes of a word that must be there.
    pub fn named<T>(&self, field: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, String> {
        let word = self.word(field)?;
        read(word).ok_or_else(|| format!("line {}: `{word}` is no {field}", self.line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_error(text: &str, why: &str) {
        let read = read_tables(text, "rule", &["kind", "words"]).and_then(|rows| {
            rows.iter()
                .map(|row| row.list("words").and_then(|_| row.named("kind", |k| (k == "a").then_some(()))))
                .collect()
        });
        assert_eq!(read.map(|_: Vec<()>| String::new()).unwrap_or_else(|why| why), why);
    }

    #[test]
    fn errors_name_the_line() {
        check_error("[[rule]]\nkind = \"a\"\nwords = \"x y\"\n", "");
        check_error("\n[[rule]]\nkind = \"b\"\n", "line 2: `b` is no kind");
        check_error("[[rule]]\nkind = \"a\"\n[[rule]]\nwords = 3\n", "line 3: `words` should be a list of texts");
        check_error("[[rule]]\nkid = \"a\"\n", "line 1: [[rule]] has no field `kid`; it has kind, words");
        check_error("[[rule]]\nkind = \n", "line 2: string values must be quoted, expected literal string");
    }
}
