//! Copies the language model to where the feature `embed-model` includes it from, and sums up the sources a reading depends on.

use std::path::{Path, PathBuf};

/// What a page's reading is made by: a ledger's readings are of the sources they were made by (`reading/fingerprint.rs`).
const SOURCES: &[&str] = &[
    "../attache-language/src",
    "../attache-language/data",
    "../attache-pipeline/src",
    "../attache-pipeline/lexicons",
    "src/reading",
];

fn main() {
    sum_up_sources();
    println!("cargo::rerun-if-env-changed=ATTACHE_EMBED_MODEL");
    if std::env::var_os("CARGO_FEATURE_EMBED_MODEL").is_none() {
        return;
    }
    let (Some(model), Some(out)) = (std::env::var_os("ATTACHE_EMBED_MODEL"), std::env::var_os("OUT_DIR")) else {
        println!(
            "cargo::error=embed-model: set ATTACHE_EMBED_MODEL to the model's file, as `attache model path` prints it"
        );
        return;
    };
    println!("cargo::rerun-if-changed={}", model.display());
    if let Err(error) = std::fs::copy(&model, Path::new(&out).join("model.attlang")) {
        println!("cargo::error=embed-model: cannot copy {}: {error}", model.display());
    }
}

/// Hands the program `ATTACHE_SOURCES`. Where the other crates do not lie beside this one, the version alone tells readers apart.
fn sum_up_sources() {
    let mut files = Vec::new();
    for folder in SOURCES.iter().map(Path::new).filter(|folder| folder.is_dir()) {
        println!("cargo::rerun-if-changed={}", folder.display());
        list(folder, &mut files);
    }
    files.sort();
    // FNV-1a, 64 bits (Fowler, Noll, Vo): tells versions of one project apart and needs no crate.
    let mut sum = 0xcbf2_9ce4_8422_2325u64;
    for file in &files {
        let text = std::fs::read(file).unwrap_or_default();
        // How line ends and paths are written is the machine's matter.
        let name = file.to_string_lossy().replace('\\', "/");
        for byte in name.bytes().chain(text).filter(|byte| *byte != b'\r') {
            sum = (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    println!("cargo::rustc-env=ATTACHE_SOURCES={}-{sum:016x}", env!("CARGO_PKG_VERSION"));
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { list(&path, files) } else { files.push(path) }
    }
}
