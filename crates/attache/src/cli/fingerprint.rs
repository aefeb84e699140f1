//! Which reader this is: what a page's reading depends on beside the page.
//!
//! In: the folder of lexicons, if one is named. Out: "0.1.0-" and sixteen digits, over the program's version, the sources of the stages
//! and views as they were built, the language model, and every lexicon of the folder that differs from the one built in.

use crate::models::{DEFAULT, catalogue};
use anyhow::Result;
use attache_language::model::FORMAT;
use attache_pipeline::lexicon::built_in;
use sha2::{Digest, Sha256};
use std::path::Path;

/// The fingerprint of the reader the flags ask for.
///
/// # Errors
/// If the list of models cannot be read.
pub fn fingerprint(lexicons: Option<&Path>) -> Result<String> {
    let model = catalogue::find(DEFAULT)?;
    let mut digest = Sha256::new();
    let mut add = |part: &str| {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    };
    add(env!("ATTACHE_SOURCES"));
    add(&format!("{} {} {FORMAT}", model.name, model.version));
    for (name, text) in built_in() {
        let own = lexicons.and_then(|folder| std::fs::read_to_string(folder.join(name)).ok());
        if let Some(own) = own.filter(|own| own != text) {
            add(name);
            add(&own);
        }
    }
    let digits: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{}-{digits}", env!("CARGO_PKG_VERSION")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lexicons_that_differ_make_another_reader() {
        let folder = tempfile::tempdir().unwrap();
        let own = || fingerprint(Some(folder.path())).unwrap();
        let usual = fingerprint(None).unwrap();
        assert_eq!(own(), usual);
        let (name, text) = built_in().next().unwrap();
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
        assert_eq!(own(), usual);
        std::fs::write(&file, format!("{text}\n")).unwrap();
        assert_ne!(own(), usual);
    }
}
