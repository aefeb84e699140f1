//! The model the tests run: where the program keeps it, installed by the program if it is not there yet.

use attache_language::Pipeline;
use std::path::Path;
use std::process::Command;

/// The English pipeline.
pub fn pipeline() -> Pipeline {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let installed = Command::new(cargo)
        .args(["run", "--quiet", "--locked", "--package", "attache", "--", "model", "install"])
        .current_dir(root)
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&installed.stderr);
    assert!(installed.status.success(), "the model could not be installed: {said}");
    Pipeline::load(Path::new(String::from_utf8_lossy(&installed.stdout).trim())).expect("the model loads")
}
