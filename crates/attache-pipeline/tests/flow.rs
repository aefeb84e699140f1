//! The flow is the architecture: a stage imports only stages above it in `lib.rs`.

use std::path::{Path, PathBuf};

/// Beside the flow: every stage may import these (`sample` is what the crate's tests share).
const SHARED: &[&str] = &["ledger", "lexicon", "sample"];

#[test]
fn stages_import_only_stages_above_them() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let lib = std::fs::read_to_string(source.join("lib.rs")).expect("lib.rs");
    let order: Vec<String> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_string).collect();
    assert!(order.len() >= 6);
    let mut wrong = Vec::new();
    for (at, stage) in order.iter().enumerate().filter(|(_, stage)| !SHARED.contains(&stage.as_str())) {
        for file in files(&source, stage) {
            let text = std::fs::read_to_string(&file).expect("a source file");
            for line in text.lines().filter(|line| line.trim_start().starts_with("use crate::")) {
                let used = line
                    .trim_start()
                    .trim_start_matches("use crate::")
                    .split([':', ';', '{', ' '])
                    .next()
                    .unwrap_or("");
                let allowed = SHARED.contains(&used) || order[..=at].iter().any(|name| name == used);
                if !allowed {
                    wrong.push(format!("{}: {line}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn files(source: &Path, stage: &str) -> Vec<PathBuf> {
    let mut found = vec![source.join(format!("{stage}.rs"))];
    let mut folders = vec![source.join(stage)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() { folders.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found.retain(|file| file.extension().is_some_and(|e| e == "rs") && file.exists());
    found
}
