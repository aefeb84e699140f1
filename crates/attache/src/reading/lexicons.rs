//! The lexicons a run reads by: those built in, and a folder's in their place.
//!
//! In: the folder that `--lexicons` names, if any. Out: [`Lexicons`]. With `people/states.tsv` in the folder, parties are read from that file
//! and everything else from what is built in.
//!
//! A file that is there and cannot be read as text is an error that names it: passed over in silence, it would be taken for the one built
//! in. A file that no lexicon is called by is told in a line, since a name may be mistyped or may have moved.

use crate::views::shown::{remark, shown_path};
use anyhow::{Context, Result, anyhow, bail};
use attache_pipeline::lexicons::{Lexicons, built_in};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Once;

/// Names of files told at most, of those that no lexicon is called by.
const TOLD: usize = 6;
/// Folders within folders are looked through to this depth.
const DEEPEST: usize = 4;
/// Extensions of lexicons.
const EXTENSIONS: &[&str] = &["toml", "tsv", "txt", "weights"];

/// A run that opens its lexicons twice says once what is none.
static SAID: Once = Once::new();

/// The lexicons of a folder, read once: path under `lexicons/` to text.
pub struct Folder {
    texts: BTreeMap<&'static str, String>,
}

/// The lexicons built in, those of a folder in their place.
///
/// # Errors
/// A folder that is not there, a file of it that cannot be read as text, or a lexicon with a fault in a row.
pub fn lexicons(folder: Option<&Path>) -> Result<Lexicons> {
    open_lexicons(folder, |open| Lexicons::read(open))
}

/// Reads lexicons from the folder the flags name; where it lacks a file, or none is named, from those built in. Files of the folder that
/// no lexicon is called by are told on standard error.
///
/// # Errors
/// As [`lexicons`].
pub fn open_lexicons<T>(
    folder: Option<&Path>,
    read: impl Fn(&dyn Fn(&str) -> Option<String>) -> Result<T, String>,
) -> Result<T> {
    let Some(folder) = folder else {
        return read(&|_| None).map_err(|why| anyhow!("built-in lexicon: {why}"));
    };
    let own = Folder::open(folder)?;
    SAID.call_once(|| strangers_line(folder).iter().for_each(|line| remark(line)));
    let lexicons = read(&|path| own.text(path).map(str::to_string));
    lexicons.map_err(|why| anyhow!("{}: {why}", shown_path(folder)))
}

impl Folder {
    /// Reads every lexicon that the folder has.
    ///
    /// # Errors
    /// A folder that is not there, or a file of it that cannot be read as UTF-8 text; one line that names it.
    pub fn open(folder: &Path) -> Result<Folder> {
        if !folder.is_dir() {
            bail!("{} is no folder: --lexicons wants one with files like page/months.tsv", shown_path(folder));
        }
        let mut texts = BTreeMap::new();
        for (name, _) in built_in() {
            let file = folder.join(name);
            match std::fs::read(&file) {
                Ok(bytes) => {
                    let text = String::from_utf8(bytes).map_err(|error| {
                        let at = error.utf8_error().valid_up_to();
                        anyhow!("{} is no lexicon: byte {at} is no UTF-8", shown_path(&file))
                    })?;
                    texts.insert(name, text);
                }
                // The folder need not have all; one of its parts may be a file of another program.
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
                Err(error) => {
                    return Err(error).with_context(|| format!("cannot read the lexicon {}", shown_path(&file)));
                }
            }
        }
        Ok(Folder { texts })
    }

    /// The folder's text of a lexicon; `None` where it has none.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }
}

/// One line on the files in a folder's subfolders that no lexicon is called by; `None` where there are none.
fn strangers_line(folder: &Path) -> Option<String> {
    let mut found = Vec::new();
    for part in list(folder) {
        if part.is_dir() {
            find_files(&part, DEEPEST, &mut found);
        }
    }
    let known: Vec<PathBuf> = built_in().map(|(name, _)| folder.join(name)).collect();
    found.retain(|file| !known.contains(file));
    if found.is_empty() {
        return None;
    }
    let mut names: Vec<String> =
        found.iter().take(TOLD).map(|file| shown_path(file.strip_prefix(folder).unwrap_or(file))).collect();
    if found.len() > TOLD {
        names.push(format!("{} more", found.len() - TOLD));
    }
    Some(format!("{}: no lexicon is called {}: not read", shown_path(folder), names.join(", ")))
}

/// Files with a lexicon's extension, by name.
fn find_files(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    for path in list(folder) {
        let is_lexicon = path.extension().is_some_and(|end| EXTENSIONS.iter().any(|known| end == *known));
        if path.is_dir() {
            if depth > 0 {
                find_files(&path, depth - 1, found);
            }
        } else if is_lexicon {
            found.push(path);
        }
    }
}

/// What a folder holds, by name. One that cannot be looked into has nothing to be told of.
fn list(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|one| one.path()).collect();
    paths.sort();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let file = folder.path().join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, bytes).unwrap();
        }
        folder
    }

    #[test]
    fn a_file_takes_the_place_of_the_one_built_in() {
        let folder = folder(&[("people/states.tsv", b"mine")]);
        let own = Folder::open(folder.path()).unwrap();
        assert_eq!((own.text("people/states.tsv"), own.text("people/bodies.tsv")), (Some("mine"), None));
    }

    #[test]
    fn a_file_that_is_no_text_is_named() {
        let folder = folder(&[("positions/ladder.toml", b"name = \"caf\xe9\"")]);
        let why = format!("{:#}", lexicons(Some(folder.path())).err().unwrap());
        assert!(why.contains("ladder.toml is no lexicon: byte 11 is no UTF-8"), "{why}");
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let folder = folder(&[("positions/ladder.toml/inside", b"")]);
        let why = format!("{:#}", lexicons(Some(folder.path())).err().unwrap());
        assert!(why.contains("cannot read the lexicon") && why.contains("ladder.toml"), "{why}");
    }

    #[test]
    fn names_that_have_moved_are_told_and_others_beside_them_are_not() {
        let names: &[(&str, &[u8])] = &[
            ("ledger/words.txt", b""),
            ("ledger/governments.tsv", b""),
            ("ledger/terms.toml", b""),
            ("ledger/README.md", b""),
            ("happenings/words.txt", b""),
            ("notes.txt", b""),
        ];
        let folder = folder(names);
        let line = strangers_line(folder.path()).unwrap();
        assert!(
            line.ends_with(
                ": no lexicon is called ledger/governments.tsv, ledger/terms.toml, ledger/words.txt: not read"
            ),
            "{line}"
        );
        assert_eq!(strangers_line(&folder.path().join("happenings")), None);
    }
}
