//! `peer FOLDER`: the article text of every .html of a folder by `dom_smoothie`, a line for each, on one thread.
//!
//! The same work `attache read --only article` does, by the Rust port of Mozilla's Readability. Pages it gives no article
//! for print `null`.

use anyhow::{Context, Result};
use std::io::Write;

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).context("usage: peer FOLDER")?;
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
    files.sort();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for file in files {
        let bytes = std::fs::read(file)?;
        let html = String::from_utf8_lossy(&bytes);
        let article = dom_smoothie::Readability::new(html.as_ref(), None, None).and_then(|mut page| page.parse());
        match article {
            Ok(article) => writeln!(out, "{:?}", (&article.title, article.text_content.as_ref()))?,
            Err(_) => writeln!(out, "null")?,
        }
    }
    Ok(())
}
