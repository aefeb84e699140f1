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
    let mut found: Vec<(String, PathBuf, bool)> = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        // A link is followed; what is plain is not asked about again.
        let is_folder =
            entry.file_type().map_or(true, |kind| if kind.is_symlink() { path.is_dir() } else { kind.is_dir() });
        found.push((name(&path), path, is_folder));
    }
    found.sort_by(|a, b| natord::compare(&a.0, &b.0).then_with(|| a.1.cmp(&b.1)));
    for (name, path, is_folder) in found {
        if name.starts_with('.') {
            continue;
        }
        if is_folder {
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
