//! Analyses a text and prints a line a token: text, tag, part of speech, lemma, relation, head, entity.
//!
//! ```text
//! cargo run --release -p attache-language --example analyse -- MODEL.whl "Russia recognised the Taliban."
//! ```
//!
//! The model is a spaCy wheel (turned into a flat file in memory) or a flat file.

use attache_language::model::{Model, convert_wheel};
use attache_language::{Document, Pipeline};
use std::error::Error;
use std::io::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [model, text] = arguments.as_slice() else {
        return Err("usage: analyse MODEL TEXT".into());
    };
    let document = load(Path::new(model))?.analyse(text);
    Ok(print(&document)?)
}

fn load(path: &Path) -> Result<Pipeline, Box<dyn Error>> {
    if path.extension().is_some_and(|extension| extension == "whl") {
        let flat = convert_wheel(&std::fs::read(path)?, &[])?;
        return Ok(Pipeline::new(Model::from_bytes(&flat)?)?);
    }
    Ok(Pipeline::load(path)?)
}

fn print(document: &Document) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for sentence in document.sentences() {
        for token in sentence.map(|index| document.token(index)).filter(|token| !token.is_space()) {
            writeln!(
                out,
                "{:<16} {:<5} {:<6} {:<16} {:<10} {:<16} {}",
                token.text(),
                token.tag(),
                token.pos().name(),
                token.lemma(),
                token.dep(),
                token.head().text(),
                token.entity_label(),
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}
