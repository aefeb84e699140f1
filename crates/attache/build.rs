//! Copies the language model to where the feature `embed-model` includes it from.

fn main() {
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
    if let Err(error) = std::fs::copy(&model, std::path::Path::new(&out).join("model.attlang")) {
        println!("cargo::error=embed-model: cannot copy {}: {error}", model.display());
    }
}
