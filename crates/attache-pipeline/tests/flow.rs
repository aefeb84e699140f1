//! The flow is the architecture: a room imports only rooms above it in `lib.rs`, wherever and however it names them, so no circle is left.
//!
//! No room is excused. What tests share (`sample`) is no room: it is compiled for tests alone, which the compiler sees to.

use std::path::{Path, PathBuf};

#[test]
fn rooms_import_only_rooms_above_them() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let lib = std::fs::read_to_string(source.join("lib.rs")).expect("lib.rs");
    let rooms: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(rooms.len() >= 20, "lib.rs lists the rooms, one a line: {rooms:?}");
    let mut wrong = Vec::new();
    let mut files = Vec::new();
    list(&source, &mut files);
    for file in files.iter().filter(|file| !file.ends_with("lib.rs") && !file.ends_with("sample.rs")) {
        let path = file.strip_prefix(&source).expect("a file of the crate").with_extension("");
        let modules: Vec<&str> = path.iter().filter_map(|part| part.to_str()).filter(|part| *part != "mod").collect();
        let at = rooms.iter().position(|room| *room == modules[0]);
        let at = at.unwrap_or_else(|| panic!("{} is in no room of lib.rs", file.display()));
        let text = std::fs::read_to_string(file).expect("a source file");
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            let below = paths_from_root(code, modules.len())
                .into_iter()
                .find(|used| *used == "{" || rooms.iter().position(|room| room == used).is_some_and(|used| used > at));
            wrong.extend(below.map(|used| format!("{}:{}: {used}: {}", file.display(), number + 1, line.trim())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The names that paths of a line have right below the crate's root: of `crate::page::Line`, and of `super::page::Line` in a room's own
/// file, which is `depth` modules down.
fn paths_from_root(code: &str, depth: usize) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some((start, prefix)) =
        ["crate::", "super::"].into_iter().filter_map(|prefix| Some((rest.find(prefix)?, prefix))).min()
    {
        let whole = !rest[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
        let mut path = &rest[start + prefix.len()..];
        let mut climbed = 1;
        while let Some(further) = path.strip_prefix("super::") {
            (path, climbed) = (further, climbed + 1);
        }
        if whole && (prefix == "crate::" || climbed >= depth) {
            let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
            // `crate::{a, b}` would hide its rooms.
            found.push(if end == 0 && path.starts_with('{') { "{" } else { &path[..end] });
        }
        rest = path;
    }
    // `use super::{…}` of a room's own file names its own modules too.
    found.retain(|name| *name != "{" || code.contains("crate::{"));
    found
}

#[test]
fn paths_are_found_wherever_they_stand() {
    assert_eq!(paths_from_root("use crate::page::{Line, Page};", 1), ["page"]);
    assert_eq!(paths_from_root("let a: crate::read::Reading = super::ledger::keep();", 1), ["read", "ledger"]);
    assert_eq!(paths_from_root("use super::ledger::keep;", 2), [""; 0]);
    assert_eq!(paths_from_root("use super::super::ledger::keep;", 2), ["ledger"]);
    assert_eq!(paths_from_root("use crate::{page, ledger};", 2), ["{"]);
    assert_eq!(paths_from_root("pub(crate) mod a; my_crate::ledger::x", 1), [""; 0]);
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            list(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
