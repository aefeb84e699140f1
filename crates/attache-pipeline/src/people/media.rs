//! What hands words on: platforms, documents, occasions, kinds of broadcasters and outlets.
//!
//! In: `people/media.txt`. Out: [`Media`]. A "press release" is a document that says something, "Telegram" a platform.

use crate::lexicon::sectioned;
use rustc_hash::FxHashSet;

/// Words of `people/media.txt`, in lower case; asked in any case.
#[derive(Clone, Debug, Default)]
pub struct Media {
    platforms: FxHashSet<String>,
    documents: FxHashSet<String>,
    occasions: FxHashSet<String>,
    broadcasters: FxHashSet<String>,
    outlets: FxHashSet<String>,
}

impl Media {
    /// Reads `people/media.txt`: sections in brackets, one entry a line.
    ///
    /// # Errors
    /// One line naming the line of an unknown section.
    pub fn parse(text: &str) -> Result<Media, String> {
        let mut media = Media::default();
        for (at, section, line) in sectioned(text) {
            let set = match section {
                "platforms" => &mut media.platforms,
                "documents" => &mut media.documents,
                "occasions" => &mut media.occasions,
                "broadcasters" => &mut media.broadcasters,
                "outlets" => &mut media.outlets,
                _ => return Err(format!("line {at}: there is no section [{section}]")),
            };
            set.insert(line.to_lowercase());
        }
        Ok(media)
    }

    /// Whether a noun is a document that says something: "statement", "letter".
    pub fn is_document(&self, word: &str) -> bool {
        self.documents.contains(&word.to_lowercase())
    }

    /// Whether a name is a platform: "Telegram".
    pub fn is_platform(&self, name: &str) -> bool {
        self.platforms.contains(&name.to_lowercase())
    }

    /// Whether a noun is an occasion on which one speaks: "interview".
    pub fn is_occasion(&self, word: &str) -> bool {
        self.occasions.contains(&word.to_lowercase())
    }

    /// Whether the last word of a name is a broadcaster's: "television".
    pub fn is_broadcaster(&self, word: &str) -> bool {
        self.broadcasters.contains(&word.to_lowercase())
    }

    /// Whether the last word of a name is a paper's or site's: "newspaper".
    pub fn is_outlet(&self, word: &str) -> bool {
        self.outlets.contains(&word.to_lowercase())
    }
}
