//! Files of a folder in natural order: `page2` before `page10`.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Folders nested deeper are not entered: a link may lead in a circle.
const DEEPEST: usize = 32;

/// All files under `folder`, folders in their place among their neighbours; hidden ones left out.
///
/// # Errors
/// A folder that cannot be listed.
pub fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    walk(folder, 0, &mut files)?;
    Ok(files)
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort_by(|a, b| natord::compare(&name(a), &name(b)).then_with(|| a.cmp(b)));
    for path in paths {
        if name(&path).starts_with('.') {
            continue;
        }
        if path.is_dir() {
            if depth < DEEPEST {
                walk(&path, depth + 1, files)?;
            }
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
