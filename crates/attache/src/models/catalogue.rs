//! `models.toml`: the models this program can run, where each comes from, and the sums that prove it.

use anyhow::{Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A model that can be installed.
#[derive(Debug, Clone, Deserialize)]
pub struct Listing {
    /// What it is called, as spaCy calls it.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The language it is for.
    pub language: String,
    /// Its licence.
    pub licence: String,
    /// Who made it.
    pub authors: String,
    /// Size of the download, in bytes.
    pub bytes: u64,
    /// The wheel its makers released.
    pub release: Release,
    /// The same model as a Python package.
    pub package: Package,
    /// Files taken from the wheel, with their sha256: all but `meta.json`, which differs by packager.
    pub files: BTreeMap<String, String>,
}

/// A wheel at an address.
#[derive(Debug, Clone, Deserialize)]
pub struct Release {
    /// Where it lies.
    pub url: String,
    /// Its sum.
    pub sha256: String,
    /// The sum of its `meta.json`.
    pub meta: String,
    /// CRC-32 of the flat file it makes.
    pub flat: u32,
}

/// A wheel that `pip` finds.
#[derive(Debug, Clone, Deserialize)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The wheel's sum.
    pub sha256: String,
    /// The sum of its `meta.json`.
    pub meta: String,
    /// CRC-32 of the flat file it makes.
    pub flat: u32,
}

impl Listing {
    /// "12.8 MB".
    pub fn size(&self) -> String {
        format!("{:.1} MB", self.bytes as f64 / 1e6)
    }

    /// The sums of all files of its wheel; `meta.json` may have either packager's.
    pub fn sums(&self) -> Vec<(String, String)> {
        let metas = [&self.release.meta, &self.package.meta].map(|sum| ("meta.json".to_string(), sum.clone()));
        metas.into_iter().chain(self.files.clone()).collect()
    }

    /// Whether a flat file with this checksum is made of its wheel.
    pub fn makes(&self, checksum: u32) -> bool {
        [self.release.flat, self.package.flat].contains(&checksum)
    }
}

/// All models, in the order of the file.
pub fn all() -> Result<Vec<Listing>> {
    #[derive(Deserialize)]
    struct Catalogue {
        model: Vec<Listing>,
    }
    Ok(toml::from_str::<Catalogue>(include_str!("../../models.toml"))?.model)
}

/// The model of that name.
///
/// # Errors
/// If there is none; says which there are.
pub fn find(name: &str) -> Result<Listing> {
    let all = all()?;
    let names: Vec<String> = all.iter().map(|model| model.name.clone()).collect();
    match all.into_iter().find(|model| model.name == name) {
        Some(model) => Ok(model),
        None => bail!("there is no model `{name}`; there is {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use attache_language::model::wheel_files;

    #[test]
    fn every_file_of_every_model_has_its_sum() {
        for model in all().unwrap() {
            let sums = model.sums();
            for file in wheel_files() {
                let found = sums.iter().filter(|(name, _)| name == file).collect::<Vec<_>>();
                assert!(!found.is_empty(), "{}: {file}", model.name);
                assert!(found.iter().all(|sum| sum.1.len() == 64 && sum.1.bytes().all(|b| b.is_ascii_hexdigit())));
            }
            assert!(sums.iter().all(|(name, _)| wheel_files().contains(&name.as_str())), "{}", model.name);
        }
    }
}
