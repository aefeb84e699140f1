//! What the page stage knows: names of boxes and of metadata.
//!
//! In: `page/class-names.tsv`, `page/class-tokens.toml`, `page/metadata.tsv`. Out: [`PageLexicon`]. `og:title` claims a title, by Open Graph; a box of the class
//! `related-posts` links to other articles.

use super::class_names::ClassNames;
use super::metadata::{self, Field, Provenance};
use crate::lexicon::read;
use rustc_hash::FxHashMap;

/// What the page stage knows.
pub struct PageLexicon {
    /// What class and id names say of a box of a page.
    pub class_names: ClassNames,
    /// Names of `<meta>` elements, and what they claim.
    pub metadata_names: FxHashMap<String, (Field, Provenance)>,
}

impl PageLexicon {
    /// Reads the stage's files, given by their path under `lexicons/`.
    ///
    /// # Errors
    /// One line naming the file, the line and what is wrong.
    pub fn read(file: &impl Fn(&str) -> String) -> Result<PageLexicon, String> {
        Ok(PageLexicon {
            class_names: read("page/class-names.tsv", file, ClassNames::parse)?
                .with_tokens(&file("page/class-tokens.toml"))
                .map_err(|why| format!("page/class-tokens.toml: {why}"))?,
            metadata_names: read("page/metadata.tsv", file, metadata::parse_names)?,
        })
    }
}
