//! `cargo xtask new-rule RUNG VERB SENTENCE`: a rule of the ladder to fill in, appended to the lexicon.
//!
//! In: a rung, a verb's lemma, a sentence. Out: a `[[rule]]` whose examples fail until its parties are said, so that it cannot be
//! forgotten half-written. `docs/write-a-rule.md` goes on from there.

use anyhow::{Context, Result, bail};
use std::path::Path;

const LADDER: &str = "crates/attache-pipeline/lexicons/positions/ladder.toml";

/// Appends the rule.
///
/// # Errors
/// If the rung is none of the ladder, or the lexicon cannot be written.
pub fn append(rung: &str, verb: &str, sentence: &str) -> Result<()> {
    if rung != "recog" && attache_pipeline::positions::ladder::Rung::from_name(rung).is_none() {
        bail!("`{rung}` is no rung; docs/positions.md and positions/ladder.rs list them");
    }
    let path = Path::new(LADDER);
    let lexicon =
        std::fs::read_to_string(path).with_context(|| format!("run it from the project's root: no {LADDER}"))?;
    let quoted = |text: &str| toml::Value::String(text.to_string()).to_string();
    let yes = quoted(&format!("{sentence} => HOLDER > TOWARD {rung} done"));
    let rule = format!(
        "\n[[rule]]\nname = {}\nrung = {}\nverbs = [{}]\nholder = [\"subject\"]\ntoward = [\"object\"]\nyes = [{yes}]\nno = [{}]\n",
        quoted(&format!("{rung}-{verb}").replace(|c: char| !c.is_ascii_alphanumeric(), "-").to_lowercase()),
        quoted(rung),
        quoted(verb),
        quoted("A sentence with the same verb that is no such thing."),
    );
    std::fs::write(path, lexicon.trim_end().to_string() + "\n" + &rule)?;
    println!(
        "appended to {LADDER}; fill in holder, toward and the examples, then: cargo test -p attache-pipeline every_rule"
    );
    Ok(())
}
