//! What is known of captures from outside their pages.
//!
//! In: `--captures LIST.csv` and `NAME.meta.json` beside a file. Out: [`Known`] for each path. A cell or key that is not
//! there says nothing; one that cannot be read is an error, since a silent wrong day would spoil every date after it.

use anyhow::{Context, Result, bail};
use attache_pipeline::page::Known;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The rows of a list, by the file they are about.
#[derive(Debug, Default)]
pub struct KnownCaptures {
    rows: HashMap<PathBuf, Known>,
}

#[derive(Deserialize, Debug, Default)]
struct Row {
    path: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    captured: Option<String>,
}

impl KnownCaptures {
    /// Reads a list; an empty one where there is none.
    ///
    /// # Errors
    /// A list that is not there, lacks the column `path`, or has a bad day: named with its line.
    pub fn read(list: Option<&Path>) -> Result<KnownCaptures> {
        let Some(list) = list else { return Ok(KnownCaptures::default()) };
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .flexible(true)
            .from_path(list)
            .with_context(|| format!("cannot read the list {}", list.display()))?;
        let folder = list.parent().unwrap_or(Path::new(""));
        let mut rows = HashMap::new();
        for (at, row) in reader.deserialize::<Row>().enumerate() {
            let place = || format!("{} line {}", list.display(), at + 2);
            let row = row.with_context(place)?;
            let Some(path) = row.path.clone().filter(|p| !p.is_empty()) else {
                bail!("{}: no path; the header must be path,url,outlet,published,captured", place());
            };
            rows.insert(settle(&folder.join(path)), row.known().with_context(place)?);
        }
        Ok(KnownCaptures { rows })
    }

    /// What is known of a file: its `NAME.meta.json`, filled up from the list.
    ///
    /// # Errors
    /// A `NAME.meta.json` that cannot be read.
    pub fn of(&self, path: &Path) -> Result<Known> {
        let listed = match self.rows.is_empty() {
            // Settling a path asks the file system for every folder on it.
            true => Known::default(),
            false => self.rows.get(&settle(path)).cloned().unwrap_or_default(),
        };
        let beside = path.with_extension("meta.json");
        let Ok(text) = std::fs::read_to_string(&beside) else { return Ok(listed) };
        let row: Row = serde_json::from_str(&text).with_context(|| format!("cannot read {}", beside.display()))?;
        let own = row.known().with_context(|| beside.display().to_string())?;
        Ok(Known {
            url: own.url.or(listed.url),
            outlet: own.outlet.or(listed.outlet),
            published: own.published.or(listed.published),
            captured: own.captured.or(listed.captured),
        })
    }
}

impl Row {
    fn known(self) -> Result<Known> {
        let text = |cell: Option<String>| cell.filter(|text| !text.is_empty());
        let day = |name: &str, cell: Option<String>| -> Result<Option<Date>> {
            let Some(cell) = text(cell) else { return Ok(None) };
            let day = cell.get(..10).and_then(|head| head.parse().ok());
            day.map(Some).with_context(|| format!("{name} `{cell}` is no day: write YYYY-MM-DD"))
        };
        Ok(Known {
            url: text(self.url),
            outlet: text(self.outlet),
            published: day("published", self.published)?,
            captured: day("captured", self.captured)?,
        })
    }
}

/// One spelling for one file, whether it was named from here or from the list's folder.
fn settle(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}
