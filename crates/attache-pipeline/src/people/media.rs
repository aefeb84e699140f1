//! What hands words on: platforms, documents, occasions, kinds of broadcasters and outlets.
//!
//! In: `people/media.txt`. Out: [`Media`]. A "press release" is a document that says something, "Telegram" a platform.

use crate::lexicon::lists::{Lists, list_names};

list_names! {
    /// The lists of `people/media.txt`.
    MediaList {
        Platforms "platforms", Documents "documents", Occasions "occasions", Interviews "interviews", Pieces "pieces", Speeches "speeches", Broadcasters "broadcasters", Outlets "outlets", Sections "sections",
    }
}

/// Words of `people/media.txt`, in lower case; asked in any case.
#[derive(Clone, Debug, Default)]
pub struct Media {
    lists: Lists<MediaList>,
}

impl Media {
    /// Reads `people/media.txt`: lists under their names, one entry a line.
    ///
    /// # Errors
    /// One line naming the line of an unknown list, or the list that is missing.
    pub fn parse(text: &str) -> Result<Media, String> {
        Ok(Media { lists: Lists::parse_lines(&text.to_lowercase())? })
    }

    /// Whether a noun is a document that says something: "statement", "letter".
    pub fn is_document(&self, word: &str) -> bool {
        self.lists.has(MediaList::Documents, &word.to_lowercase())
    }

    /// Whether a name is a platform: "Telegram".
    pub fn is_platform(&self, name: &str) -> bool {
        self.lists.has(MediaList::Platforms, &name.to_lowercase())
    }

    /// Whether a noun is an occasion on which one speaks: "interview".
    pub fn is_occasion(&self, word: &str) -> bool {
        self.is_interview(word) || self.is_speech(word) || self.lists.has(MediaList::Occasions, &word.to_lowercase())
    }

    /// Whether a noun is an occasion on which somebody speaks to the public: "speech".
    pub fn is_speech(&self, word: &str) -> bool {
        self.lists.has(MediaList::Speeches, &word.to_lowercase())
    }

    /// Whether a noun is an occasion on which one outlet asks: "interview".
    pub fn is_interview(&self, word: &str) -> bool {
        self.lists.has(MediaList::Interviews, &word.to_lowercase())
    }

    /// Whether a noun is what an outlet prints: "article".
    pub fn is_piece(&self, word: &str) -> bool {
        self.lists.has(MediaList::Pieces, &word.to_lowercase())
    }

    /// Whether the last word of a name is a broadcaster's: "television".
    pub fn is_broadcaster(&self, word: &str) -> bool {
        self.lists.has(MediaList::Broadcasters, &word.to_lowercase())
    }

    /// Whether a word at the end of an outlet's name is of a section or an edition: "world".
    pub fn is_section(&self, word: &str) -> bool {
        self.lists.has(MediaList::Sections, &word.to_lowercase())
    }

    /// Whether the last word of a name is a paper's or site's: "newspaper".
    pub fn is_outlet(&self, word: &str) -> bool {
        self.lists.has(MediaList::Outlets, &word.to_lowercase())
    }
}
