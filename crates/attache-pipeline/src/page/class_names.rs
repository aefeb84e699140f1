//! What the names of classes say of a box of a page.
//!
//! In: `page/class-names.tsv`. Out: [`ClassNames`].
//! `class="post-author__bio"` has the groups article and byline.

use crate::lexicon::rows;
use rustc_hash::FxHashMap;

macro_rules! groups {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// What a class name says of a box; a bit position in [`ClassNames::read`]'s answer.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        #[repr(u8)]
        pub enum ClassGroup { $($variant),* }

        impl ClassGroup {
            /// Every group, in the order of its bits.
            pub const ALL: &[ClassGroup] = &[$(ClassGroup::$variant),*];

            fn named(name: &str) -> Option<ClassGroup> {
                match name { $($name => Some(ClassGroup::$variant),)* _ => None }
            }
        }
    };
}

groups! {
    Body "body", Article "article", Title "title", Lede "lede", Byline "byline", Date "date", Caption "caption", Menu "menu",
    Header "header", Footer "footer", Aside "aside", Related "related", Share "share", Comments "comments", Advert "advert",
    Signup "signup", Consent "consent", Tags "tags", Toc "toc", Hidden "hidden", Meta "meta", Quote "quote", Note "note",
}

impl ClassGroup {
    /// The group's bit.
    pub fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Words of class names to their groups.
pub struct ClassNames {
    words: FxHashMap<String, u32>,
}

/// Longer attribute values are read only this far, in bytes: utility-class pages write novels.
const LONGEST_VALUE: usize = 240;

impl ClassNames {
    pub(crate) fn parse(text: &str) -> Result<ClassNames, String> {
        let mut words = FxHashMap::default();
        for (at, cells) in rows(text) {
            let [group, list] = cells[..] else { return Err(format!("line {at}: two columns wanted (group, words)")) };
            let group = ClassGroup::named(group).ok_or_else(|| format!("line {at}: {group} is no group"))?;
            for word in list.split_whitespace() {
                if words.insert(word.to_string(), group.bit()).is_some() {
                    return Err(format!("line {at}: {word} stands in two groups"));
                }
            }
        }
        Ok(ClassNames { words })
    }

    /// The groups (bits of [`ClassGroup`]) that a class, id or role value names.
    pub fn read(&self, value: &str) -> u32 {
        let bytes = &value.as_bytes()[..value.len().min(LONGEST_VALUE)];
        let mut groups = 0;
        let mut word = [0u8; 20];
        let mut length = 0;
        let mut was_lower = false;
        for &byte in bytes.iter().chain(b" ") {
            let hump = was_lower && byte.is_ascii_uppercase();
            if length > 0 && (hump || !byte.is_ascii_alphabetic()) {
                if let Some(known) =
                    word.get(..length).and_then(|w| std::str::from_utf8(w).ok()).and_then(|w| self.words.get(w))
                {
                    groups |= known;
                }
                length = 0;
            }
            if byte.is_ascii_alphabetic() {
                if let Some(slot) = word.get_mut(length) {
                    *slot = byte.to_ascii_lowercase();
                }
                length += 1;
            }
            was_lower = byte.is_ascii_lowercase();
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::LEXICONS;

    #[test]
    fn class_names_are_split() {
        let names = &LEXICONS.page.class_names;
        assert_eq!(names.read("post-author__bio"), ClassGroup::Article.bit() | ClassGroup::Byline.bit());
        assert_eq!(names.read("relatedLinks"), ClassGroup::Related.bit());
        assert_eq!(names.read("shadow adage"), 0);
    }
}
