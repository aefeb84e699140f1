//! The model the tests run: where the program keeps it, installed by the program if it is not there yet.

use attache_language::Pipeline;
use std::path::Path;
use std::process::Command;

/// The English pipeline; in `plain.rs` by the arithmetic of machines without wide registers.
pub fn pipeline() -> Pipeline {
    if env!("CARGO_CRATE_NAME") == "plain" {
        attache_language::network::kernel::use_plain_arithmetic();
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    // Tests of the workspace have built the program beside this test; building it alone would build what it needs anew, with other features.
    let built = std::env::current_exe().ok().and_then(|test| Some(test.parent()?.parent()?.join("attache")));
    let mut command = match built.filter(|program| program.is_file()) {
        Some(program) => Command::new(program),
        None => {
            let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
            cargo.args(["run", "--quiet", "--locked", "--package", "attache", "--"]);
            cargo
        }
    };
    let installed = command.args(["model", "install"]).current_dir(root).output().expect("cargo runs");
    let said = String::from_utf8_lossy(&installed.stderr);
    assert!(installed.status.success(), "the model could not be installed: {said}");
    Pipeline::load(Path::new(String::from_utf8_lossy(&installed.stdout).trim())).expect("the model loads")
}
