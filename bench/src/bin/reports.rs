//! `reports FOLDER COUNT`: writes so many generated reports as text, for measuring.

use anyhow::{Context, Result};
use attache_bench::page::write_report;
use std::path::PathBuf;

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let folder: PathBuf = arguments.next().context("reports FOLDER COUNT")?.into();
    let count: u64 = arguments.next().and_then(|count| count.to_str()?.parse().ok()).context("reports FOLDER COUNT")?;
    std::fs::create_dir_all(&folder)?;
    for number in 0..count {
        std::fs::write(folder.join(format!("{number}.txt")), write_report(number))?;
    }
    Ok(())
}
