//! Every per-page stage, in order, on one screen.
//!
//! In: a capture's bytes. Out: a [`Reading`], every layer a public field, nothing hidden.

use crate::article::scorer::Scorer;
use crate::article::{Article, Articles, find_articles};
use crate::ledger::source::Span;
use crate::lexicon::Lexicons;
use crate::page::{Known, MediaType, Page, read_page};
use crate::people::parties::{PartyMention, find_parties};

/// What all threads share: knowledge and weights, read once.
pub struct Reader {
    /// The lexicons.
    pub lexicons: Lexicons,
    /// The line scorer.
    pub scorer: Scorer,
}

/// A page and everything read from it.
pub struct Reading {
    /// The capture as text.
    pub page: Page,
    /// Its articles and its furniture.
    pub articles: Articles,
    /// For each article, the parties its headline and body name, in order.
    pub parties: Vec<Vec<PartyMention>>,
}

impl Reader {
    /// A reader with the given lexicons.
    pub fn new(lexicons: Lexicons) -> Reader {
        Reader { lexicons, scorer: Scorer::embedded() }
    }

    /// Reads one capture. Linear in its length; never fails. Byte-identical for the same bytes, whatever was read before.
    pub fn read(&self, bytes: &[u8], media_type: MediaType, known: Known) -> Reading {
        let page = read_page(bytes, media_type, known, &self.lexicons);
        let articles = find_articles(&page, &self.lexicons, &self.scorer);
        let parties = articles.articles.iter().map(|article| self.name_parties(&page, article)).collect();
        Reading { page, articles, parties }
    }

    fn name_parties(&self, page: &Page, article: &Article) -> Vec<PartyMention> {
        let mut parties = Vec::new();
        for span in article.title.iter().chain(&article.body) {
            parties.extend(find_parties(page.quote(*span), &self.lexicons.gazetteer).into_iter().map(|mention| {
                let (start, end) = (mention.span.start + span.start, mention.span.end + span.start);
                PartyMention { span: Span::new(start, end), ..mention }
            }));
        }
        parties
    }
}
