//! Which reader this is: what a page's reading depends on beside the page.
//!
//! In: the folder of lexicons, if one is named. Out: "0.1.0-" and sixteen digits, over the program's version, the sources of the stages
//! and of what is kept of a reading as they were built, every file of the language model by its sum in the catalogue, and every lexicon of the folder that
//! differs from the one built in.

use super::lexicons::Folder;
use crate::models::catalogue::Listing;
use crate::models::{DEFAULT, catalogue};
use anyhow::Result;
use attache_language::model::FORMAT;
use attache_pipeline::lexicons::built_in;
use sha2::{Digest, Sha256};
use std::path::Path;

/// The fingerprint of the reader the flags ask for.
///
/// # Errors
/// If the list of models cannot be read, or a lexicon of the folder.
pub fn fingerprint(lexicons: Option<&Path>) -> Result<String> {
    let own = lexicons.map(Folder::open).transpose()?;
    Ok(of(&catalogue::find(DEFAULT)?, own.as_ref()))
}

fn of(model: &Listing, lexicons: Option<&Folder>) -> String {
    let mut digest = Sha256::new();
    let mut add = |part: &str| {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    };
    add(env!("ATTACHE_SOURCES"));
    add(&format!("{} {} {FORMAT}", model.name, model.version));
    // But meta.json: of it only the name and version are used, and one reader is one whoever packed its model.
    for (name, sum) in &model.files {
        add(name);
        add(sum);
    }
    for (name, text) in built_in() {
        let own = lexicons.and_then(|folder| folder.text(name)).unwrap_or(text);
        if own != text {
            add(name);
            add(own);
        }
    }
    let digits: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{digits}", env!("CARGO_PKG_VERSION"))
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

    #[test]
    fn every_file_of_the_model_makes_another_reader() {
        let model = catalogue::find(DEFAULT).unwrap();
        let usual = of(&model, None);
        assert!(!model.files.is_empty());
        for name in model.files.keys() {
            let mut changed = model.clone();
            changed.files.get_mut(name).unwrap().replace_range(..1, "x");
            assert_ne!(of(&changed, None), usual, "{name}");
        }
    }
}
