//! Whose words a term is.
//!
//! In: where it stands, the statements, the quotation marks. Out: a mouth and whether the words are held with tongs.
//! In "“the regime will fall,” he said" they are his; the “regime” alone in marks is the reporter's, with tongs; else they are the reporter's.
//!
//! The innermost speech that holds the words counts: who hands it on is not asked.

use super::Designated;
use crate::span::Span;
use crate::statements::marks::find_quoted;
use crate::statements::statement_of;
use crate::stories::words::each_word;

/// Quoted words up to which they are the outlet's marks, not somebody's speech.
const SCARE: usize = 4;

impl Designated<'_> {
    /// Whose words a span is, and whether they are handed on with tongs.
    pub(super) fn mouth_of(&self, span: Span, term: &str) -> (Option<String>, bool) {
        let innermost = statement_of(self.statements, span);
        let quoted = self.quoted_around(span);
        let short = |quoted: &Span| quoted.of(self.document.text()).split_whitespace().count() <= SCARE;
        let mouth = match (innermost, &quoted) {
            // "He", with nobody found for it, is nobody named.
            (Some(statement), _) => {
                let speaker = statement.speaker.as_ref().map(|speaker| speaker.name.clone());
                let says = |name: &String| self.has_content(name);
                Some(speaker.filter(says).unwrap_or_default())
            }
            (None, Some(quoted)) if !short(quoted) => Some(String::new()),
            _ => None,
        };
        let so_called = term.to_lowercase().contains("so-called")
            || span.of(self.document.text()).to_lowercase().contains("so called");
        let scare = so_called || mouth.is_none() && quoted.is_some();
        (mouth, scare)
    }

    /// Whether words are more than function words.
    fn has_content(&self, words: &str) -> bool {
        let mut content = false;
        each_word(words, |hash, _, _, _| content |= !self.common.is_function_word(hash));
        content
    }

    /// The quoted passage that a span stands in, or that stands in it.
    fn quoted_around(&self, span: Span) -> Option<Span> {
        let first = self.document.tokens_in(span.start..span.end).next()?;
        let part = self.document.parts().find(|part| part.contains(&first))?;
        let bytes = self.document.bytes(part);
        let passages = find_quoted(self.document.text(), Span::from(bytes));
        let found = passages.into_iter().find(|quoted| quoted.outer.overlaps(span));
        found.map(|quoted| quoted.inner)
    }
}
