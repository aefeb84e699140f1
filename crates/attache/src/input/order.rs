//! Files of a folder in natural order: `page2` before `page10`.
//!
//! In: a folder. Out: all files under it, folders in their place among their neighbours, hidden ones left out. Links are
//! followed, but into no folder that the way there already led through; what cannot be entered is remarked.

use super::names::name_of;
use super::remarks::Remarks;
use crate::views::shown::shown_path;
use anyhow::{Context, Result};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Folders nested deeper are not entered.
const DEEPEST: usize = 32;
/// How often one folder is entered, by as many links. Links to links could lead to it in numberless ways.
const OFTEN: usize = 8;

/// A folder or a file that was found.
struct Found {
    path: PathBuf,
    /// How many folders it lies in, of those listed.
    depth: usize,
    is_folder: bool,
}

/// All files under `folder`.
///
/// # Errors
/// If the folder itself cannot be listed.
pub fn files_in(folder: &Path, remarks: &mut Remarks) -> Result<Vec<PathBuf>> {
    let place = || format!("cannot list {}", shown_path(folder));
    let mut files = Vec::new();
    // The folders on the way to the one at hand, and how often each was entered.
    let mut way = vec![identify(folder).with_context(place)?];
    let mut entered: HashMap<Identity, usize> = HashMap::new();
    let mut waiting = list(folder, 1, remarks).with_context(place)?;
    while let Some(Found { path, depth, is_folder }) = waiting.pop() {
        if !is_folder {
            files.push(path);
            continue;
        }
        way.truncate(depth);
        if depth > DEEPEST {
            remarks.add(name_of(&path), format!("not entered: it lies in {DEEPEST} folders already"));
            continue;
        }
        let found = identify(&path).and_then(|identity| {
            let times = entered.entry(identity.clone()).or_default();
            if way.contains(&identity) {
                remarks.add(name_of(&path), "not entered: it leads back to a folder it lies in");
            } else if *times >= OFTEN {
                remarks.add(name_of(&path), format!("not entered: it was entered {OFTEN} times already, by links"));
            } else {
                *times += 1;
                waiting.extend(list(&path, depth + 1, remarks)?);
                way.push(identity);
            }
            Ok(())
        });
        if let Err(error) = found {
            remarks.add(name_of(&path), format!("could not be listed: {error}"));
        }
    }
    Ok(files)
}

/// What a folder holds, the last first.
fn list(folder: &Path, depth: usize, remarks: &mut Remarks) -> std::io::Result<Vec<Found>> {
    let mut found: Vec<(String, Found)> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                remarks.add(name_of(folder), format!("could not be listed to its end: {error}"));
                break;
            }
        };
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let path = entry.path();
        // A link is followed; what is plain is not asked about again.
        let is_folder =
            entry.file_type().map_or(true, |kind| if kind.is_symlink() { path.is_dir() } else { kind.is_dir() });
        found.push((name, Found { path, depth, is_folder }));
    }
    found.sort_by(|(a, one), (b, other)| natord::compare(a, b).then_with(|| one.path.cmp(&other.path)).reverse());
    Ok(found.into_iter().map(|(_, found)| found).collect())
}

/// What makes a folder the same folder under another name.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Identity {
    /// Device and inode.
    #[cfg(unix)]
    place: (u64, u64),
    #[cfg(not(unix))]
    place: PathBuf,
}

#[cfg(unix)]
fn identify(folder: &Path) -> std::io::Result<Identity> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(folder).map(|about| Identity { place: (about.dev(), about.ino()) })
}

#[cfg(not(unix))]
fn identify(folder: &Path) -> std::io::Result<Identity> {
    std::fs::canonicalize(folder).map(|place| Identity { place })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> (Vec<String>, Vec<String>) {
        let mut remarks = Remarks::default();
        let place = folder.join("").to_str().unwrap().to_string();
        let found = files_in(folder, &mut remarks).unwrap();
        let short = |text: String| text.replace(&place, "");
        (found.iter().map(|path| short(name_of(path))).collect(), remarks.lines().into_iter().map(short).collect())
    }

    fn make(folder: &Path, files: &[&str]) {
        for file in files {
            let path = folder.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
    }

    #[test]
    fn numbers_count_and_folders_stand_among_files() {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path(), &["page10", "page2", "page3/b", "page3/a/z", ".hidden/a", "page1"]);
        assert_eq!(names(folder.path()).0, ["page1", "page2", "page3/a/z", "page3/b", "page10"]);
    }

    #[test]
    fn folders_too_deep_are_said() {
        let folder = tempfile::tempdir().unwrap();
        let way = |depth: usize| "d/".repeat(depth);
        make(folder.path(), &[&(way(32) + "in"), &(way(33) + "out")]);
        let (found, said) = names(folder.path());
        assert_eq!(found, [way(32) + "in"]);
        assert_eq!(said, [way(33).trim_end_matches('/').to_string() + ": not entered: it lies in 32 folders already"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_circle_end() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        make(folder.path(), &["a", "in/b"]);
        symlink(".", folder.path().join("l1")).unwrap();
        symlink(".", folder.path().join("l2")).unwrap();
        symlink("..", folder.path().join("in/up")).unwrap();
        symlink("in", folder.path().join("once-more")).unwrap();
        let (found, said) = names(folder.path());
        assert_eq!(found, ["a", "in/b", "once-more/b"]);
        assert_eq!(said, ["in/up, l1, l2 and 1 more: not entered: it leads back to a folder it lies in"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_multiply_end() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        for floor in 0..20 {
            make(folder.path(), &[&format!("{floor}/file")]);
            symlink(format!("../{}", floor + 1), folder.path().join(format!("{floor}/l"))).unwrap();
            symlink(format!("../{}", floor + 1), folder.path().join(format!("{floor}/r"))).unwrap();
        }
        make(folder.path(), &["20/file"]);
        let (found, said) = names(folder.path());
        assert!(found.len() <= 21 * OFTEN, "{}", found.len());
        assert!(said.iter().any(|line| line.contains("entered 8 times already")), "{said:?}");
    }
}
