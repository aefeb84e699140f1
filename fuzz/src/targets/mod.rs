//! The targets, by name.
//!
//! In: a name and bytes. Out: nothing, or a panic. `run("captures", b"path,published\na.txt,someday\n")` reads the list and is content
//! with its error.

mod articles;
mod bytes;
mod dossier;
mod feeds;
mod holders;
mod layers;
mod lexicons;
mod questions;
mod records;
mod words;

use crate::mutation::Kind;
use attache_language::Pipeline;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::MediaType;
use attache_pipeline::read::Reader;
pub use holders::NAMES as HOLDER_NAMES;
use std::sync::LazyLock;

/// A part of the program that is given strange input.
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// What must hold.
    check: fn(&[u8]),
    /// What its input is made of.
    pub kind: Kind,
    /// Longest input, in bytes: what a second is enough for, many times over.
    pub longest: usize,
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target { name: "read", check: layers::check, kind: Kind::Page, longest: 4000 },
    Target { name: "dossier", check: dossier::check, kind: Kind::Captures, longest: 4000 },
    Target { name: "records", check: records::check, kind: Kind::Records, longest: 200_000 },
    Target { name: "captures", check: bytes::check_list, kind: Kind::List, longest: 2000 },
    Target { name: "meta", check: bytes::check_meta, kind: Kind::Meta, longest: 2000 },
    Target { name: "listings", check: bytes::check_listing, kind: Kind::Listing, longest: 8000 },
    Target { name: "feeds", check: feeds::check, kind: Kind::Feed, longest: 8000 },
    Target { name: "holders", check: holders::check, kind: Kind::Holder, longest: 20_000 },
    Target { name: "pdf", check: holders::check_pdf, kind: Kind::Pdf, longest: 20_000 },
    Target { name: "lexicons", check: lexicons::check, kind: Kind::Lexicon, longest: 80_000 },
    Target { name: "html", check: |bytes| articles::check(bytes, MediaType::Html), kind: Kind::Html, longest: 30_000 },
    Target { name: "text", check: check_text, kind: Kind::Text, longest: 30_000 },
    Target { name: "dates", check: words::check_dates, kind: Kind::Dates, longest: 400 },
    Target { name: "questions", check: questions::check, kind: Kind::Questions, longest: 1000 },
    Target { name: "tokens", check: words::check_tokens, kind: Kind::Text, longest: 2000 },
    Target { name: "model", check: bytes::check_model, kind: Kind::Bytes, longest: 4000 },
];

/// Gives a target its input.
///
/// # Panics
/// Where something does not hold, or there is no such target.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    (target.expect("a target of that name").check)(bytes);
}

fn check_text(bytes: &[u8]) {
    articles::check(bytes, MediaType::Text);
    articles::check(bytes, MediaType::Article);
}

/// The language model, where the program keeps it.
fn language() -> Pipeline {
    attache::models::pipeline().expect("the language model is installed")
}

/// One reader of everything for the whole run: building it takes longer than most readings.
static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Lexicons::embedded()).with_language(language()));
