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
    /// Files inside the wheel, with their sha256.
    pub files: BTreeMap<String, String>,
}

/// A wheel at an address.
#[derive(Debug, Clone, Deserialize)]
pub struct Release {
    /// Where it lies.
    pub url: String,
    /// Its sum.
    pub sha256: String,
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
}

impl Listing {
    /// "12.8 MB".
    pub fn size(&self) -> String {
        format!("{:.1} MB", self.bytes as f64 / 1e6)
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
