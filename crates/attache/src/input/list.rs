//! A table of what is known of captures: `--captures LIST.csv`.
//!
//! In: the table's file; then the paths of captures. Out: what its row says of each. A row's path is relative to the list; a
//! name that is no text is written in it as its bytes or as the program prints it (`caf\xE9.txt`). Columns that are not
//! understood, rows for no capture and second rows for one file are remarked.

use super::known::{KEYS, decode_side_file, set_text};
use super::names::path_of;
use super::remarks::Remarks;
use crate::views::shown::shown_path;
use anyhow::{Context, Result, bail};
use attache_pipeline::page::Known;
use csv::ByteRecord;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The column that says which file a row is about.
const PATH: &str = "path";
/// Said where a table has no such column.
const HEADER: &str = "the header must be path,url,outlet,published,captured";

/// The rows of a list, by the file they are about.
#[derive(Debug, Default)]
pub struct List {
    name: String,
    rows: HashMap<PathBuf, Row>,
}

#[derive(Debug)]
struct Row {
    /// In the list, from 1.
    line: u64,
    path: String,
    known: Known,
    used: bool,
}

impl List {
    /// Reads a list.
    ///
    /// # Errors
    /// A list that is not there, lacks the column `path`, or has a bad day: named with its line.
    pub fn read(file: &Path, remarks: &mut Remarks) -> Result<List> {
        let name = shown_path(file);
        if file.is_dir() {
            bail!("{name} is a folder: name the list in it, a file of comma-separated values");
        }
        let bytes = std::fs::read(file).with_context(|| format!("cannot read the list {name}"))?;
        let (text, charset) = decode_side_file(&bytes, &name, remarks);
        // Paths are bytes: those of the file itself count, if it is of a kind whose commas are commas.
        let raw = if charset.starts_with("UTF-16") { text.as_bytes() } else { &bytes };
        let mut list = List { name, rows: HashMap::new() };
        list.fill(&text, raw, file.parent().unwrap_or(Path::new("")), remarks)?;
        Ok(list)
    }

    fn fill(&mut self, text: &str, raw: &[u8], folder: &Path, remarks: &mut Remarks) -> Result<()> {
        let delimiter = delimiter_of(text);
        let (mut texts, mut raws) = (reader(text.as_bytes(), delimiter), reader(raw, delimiter));
        let place = |line: u64| format!("{} line {line}", self.name);
        let columns: Vec<String> = header(&mut texts).with_context(|| place(1))?;
        header(&mut raws).with_context(|| place(1))?;
        let Some(path_at) = columns.iter().position(|column| column == PATH) else {
            bail!("{}: there is no column `path`; {HEADER}", place(1));
        };
        for (at, column) in columns.iter().enumerate() {
            if columns.iter().take(at).any(|other| other == column) && !column.is_empty() {
                bail!("{}: the column `{column}` stands there twice", place(1));
            }
            if column != PATH && !KEYS.contains(&column.as_str()) {
                let what = "is not understood; known are path, url, outlet, published, captured";
                remarks.add(&self.name, format!("the column `{column}` {what}"));
            }
        }
        let is_unclosed = text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
        let mut last = 1;
        let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
        for (row, raw) in texts.byte_records().zip(raws.byte_records()) {
            let (row, raw) = (row?, raw?);
            let line = lines.line_at(row.position().map_or(0, csv::Position::byte));
            let cell = |at: usize| row.get(at).map(String::from_utf8_lossy).unwrap_or_default();
            let path = cell(path_at).into_owned();
            if path.is_empty() {
                bail!("{}: no path; {HEADER}", place(line));
            }
            if row.len() > columns.len() {
                remarks
                    .add(place(line), "more cells than the header has columns: is a separator not in quotation marks?");
            }
            let mut known = Known::default();
            for (at, column) in columns.iter().enumerate() {
                set_text(&mut known, column, &cell(at)).with_context(|| place(line))?;
            }
            last = line;
            // What a mark that is not closed swallows goes over lines …
            if is_unclosed && row.iter().any(|cell| cell.contains(&b'\n')) {
                break;
            }
            if known.published.zip(known.captured).is_some_and(|(published, captured)| published > captured) {
                remarks.add(place(line), "published after it was captured: one of the days is wrong");
            }
            let file = find_file(folder, &path, raw.get(path_at).unwrap_or_default());
            let row = Row { line, path, known, used: false };
            if let Some(before) = self.rows.insert(file, row) {
                let both = format!("{} lines {} and {line} ({})", self.name, before.line, before.path);
                remarks.add(both, "about one file; the last counts");
            }
        }
        // … or to the end.
        if is_unclosed {
            bail!("{}: a quotation mark is not closed", place(last));
        }
        Ok(())
    }

    /// What a row says of a file; nothing where none is about it.
    pub fn find(&mut self, path: &Path) -> Known {
        // Settling a path asks the file system for every folder on it.
        if self.rows.is_empty() {
            return Known::default();
        }
        let file = settle(path).unwrap_or_else(|| path.to_path_buf());
        let Some(row) = self.rows.get_mut(&file) else { return Known::default() };
        row.used = true;
        row.known.clone()
    }

    /// Remarks the rows that were not asked for.
    pub fn remark_unused(&self, remarks: &mut Remarks) {
        let mut unused: Vec<&Row> = self.rows.values().filter(|row| !row.used).collect();
        unused.sort_by_key(|row| row.line);
        for row in unused {
            remarks.add(format!("{} line {} ({})", self.name, row.line, row.path), "no capture given has this path");
        }
    }
}

/// Commas, semicolons or tabs: whichever parts the header's columns.
fn delimiter_of(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let count = |sign: u8| header.bytes().filter(|byte| *byte == sign).count();
    // Of as many the first.
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

fn reader(bytes: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).flexible(true).from_reader(bytes)
}

fn header(reader: &mut csv::Reader<&[u8]>) -> Result<Vec<String>> {
    let header: &ByteRecord = reader.byte_headers()?;
    Ok(header.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect())
}

/// Counts lines up to a place. The reader's own count stops before line breaks that stand between rows.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the first character from a byte on; places only rise.
    fn line_at(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(next) = self.text.get(self.at)
            && (self.at < byte || matches!(next, b'\r' | b'\n'))
        {
            self.line += u64::from(*next == b'\n');
            self.at += 1;
        }
        self.line
    }
}

/// The file a row is about: as the program would print it, as its bytes, as its characters, whichever is there.
fn find_file(folder: &Path, path: &str, raw: &[u8]) -> PathBuf {
    let printed = folder.join(path_of(path));
    let found =
        settle(&printed).or_else(|| settle(&folder.join(of_bytes(raw)?))).or_else(|| settle(&folder.join(path)));
    found.unwrap_or(printed)
}

/// One spelling for one file, whether it was named from here or from the list's folder.
fn settle(path: &Path) -> Option<PathBuf> {
    std::fs::canonicalize(path).ok()
}

#[cfg(unix)]
fn of_bytes(raw: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(raw)))
}

#[cfg(not(unix))]
fn of_bytes(_: &[u8]) -> Option<PathBuf> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list in a folder with the files `a.txt` and `b.txt`, both asked for.
    fn read(list: &[u8]) -> (Result<[Known; 2], String>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        std::fs::write(file("l.csv"), list).unwrap();
        std::fs::write(file("a.txt"), "a").unwrap();
        std::fs::write(file("b.txt"), "b").unwrap();
        let mut remarks = Remarks::default();
        let known = List::read(&file("l.csv"), &mut remarks).map(|mut list| {
            let known = ["a.txt", "b.txt"].map(|name| list.find(&file(name)));
            list.remark_unused(&mut remarks);
            known
        });
        let place = file("").to_str().unwrap().to_string();
        let lines = remarks.lines().into_iter().map(|line| line.replace(&place, "")).collect();
        (known.map_err(|error| format!("{error:#}").replace(&place, "")), lines)
    }

    #[test]
    fn rows_are_found_by_their_file() {
        let (known, lines) = read(b"\xef\xbb\xbfpath,outlet\n ./a.txt , The Courier\nb.txt\n");
        assert_eq!(known.unwrap().map(|known| known.outlet), [Some("The Courier".into()), None]);
        assert!(lines.is_empty(), "{lines:?}");
    }

    #[test]
    fn what_is_not_understood_is_said() {
        let (known, lines) = read(b"path,Outlet,url\na.txt,x,https://o.example/\nb.txt,x,y,z\nc.txt\na.txt\n\nd.txt\n");
        assert!(known.unwrap()[0].url.is_none());
        let wanted = [
            "l.csv: the column `Outlet` is not understood; known are path, url, outlet, published, captured",
            "l.csv line 3: more cells than the header has columns: is a separator not in quotation marks?",
            "l.csv lines 2 and 5 (a.txt): about one file; the last counts",
            "l.csv line 4 (c.txt), l.csv line 7 (d.txt): no capture given has this path",
        ];
        assert_eq!(lines, wanted);
    }

    #[test]
    fn semicolons_and_tabs_part_cells() {
        for list in [
            "path;outlet;published\na.txt;The Courier, London;2021-08-16\n",
            "path\toutlet\na.txt\tThe Courier, London\n",
        ] {
            let (known, lines) = read(list.as_bytes());
            assert_eq!(known.unwrap()[0].outlet.as_deref(), Some("The Courier, London"));
            assert!(lines.is_empty(), "{lines:?}");
        }
    }

    #[test]
    fn a_cell_of_two_lines_is_one_cell() {
        let (known, lines) = read(b"path,outlet\na.txt,\"The\nCourier\"\nb.txt,\n");
        assert_eq!(known.unwrap()[0].outlet.as_deref(), Some("The\nCourier"));
        assert!(lines.is_empty(), "{lines:?}");
    }

    #[test]
    fn days_that_cannot_be_are_said() {
        let (_, lines) = read(b"path,published,captured\na.txt,2021-08-18,2021-08-17\n");
        assert_eq!(lines, ["l.csv line 2: published after it was captured: one of the days is wrong"]);
    }

    #[test]
    fn another_character_set_is_decoded_and_said() {
        let (known, lines) = read(b"path,outlet\na.txt,Le Caf\xe9 du Port\n");
        assert_eq!(known.unwrap()[0].outlet.as_deref(), Some("Le Café du Port"));
        assert_eq!(lines, ["l.csv: not valid UTF-8; read as windows-1252"]);
        let wide: Vec<u8> = "\u{feff}path,outlet\na.txt,漢\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide).0.unwrap()[0].outlet.as_deref(), Some("漢"));
    }

    #[test]
    fn errors_name_the_line() {
        for (list, wanted) in [
            ("path,published\na.txt,\nb.txt,last week\n", "l.csv line 3: published `last week` is no day"),
            ("file;published\n", "l.csv line 1: there is no column `path`"),
            ("path,outlet\na.txt,\"The Courier\nb.txt,\n", "l.csv line 2: a quotation mark is not closed"),
            ("path,outlet\na.txt,\nb.txt,\"The Courier", "l.csv line 3: a quotation mark is not closed"),
            ("path,url,url\n", "l.csv line 1: the column `url` stands there twice"),
            ("path,url\n,x\n", "l.csv line 2: no path"),
            ("path,captured\r\n\r\na.txt,\r\n\r\nb.txt,now\r\n", "l.csv line 5: captured `now` is no day"),
        ] {
            let why = read(list.as_bytes()).0.unwrap_err();
            assert!(why.starts_with(wanted), "{why}");
        }
    }
}
