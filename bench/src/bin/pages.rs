//! `pages FOLDER COUNT`: writes generated pages 0.html, 1.html, … into a folder.

use anyhow::{Context, Result};
use std::path::PathBuf;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().context("usage: pages FOLDER COUNT")?);
    let count: u64 = arguments.next().context("usage: pages FOLDER COUNT")?.parse()?;
    std::fs::create_dir_all(&folder)?;
    for number in 0..count {
        std::fs::write(folder.join(format!("{number}.html")), attache_bench::page::write_page(number))?;
    }
    Ok(())
}
