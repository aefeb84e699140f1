//! What happens once, and the words that tell who did it.
//!
//! In: `happenings/words.txt`. Out: [`HappeningLexicon`]. "attack" is a thing that happens once, and "carry" ("carried out") what one does
//! with it; a "pirate" acts for no country.

use crate::lexicon::lists::{Lists, list_names};
use attache_language::{Pos, Token};

list_names! {
    /// The lists of `happenings/words.txt`.
    HappeningList { Events "events", Private "private", Forces "forces", Verbs "verbs", Towns "towns", Work "work", CarriedOut "carried out", Claimed "claimed" }
}

/// Words by list.
#[derive(Clone, Debug, Default)]
pub struct HappeningLexicon {
    lists: Lists<HappeningList>,
}

impl HappeningLexicon {
    /// Reads `happenings/words.txt`.
    ///
    /// # Errors
    /// One line that names the line and what is wrong.
    pub fn parse(text: &str) -> Result<HappeningLexicon, String> {
        Ok(HappeningLexicon { lists: Lists::parse(text)? })
    }

    /// Whether a word's base form stands in a list.
    pub fn is(&self, list: HappeningList, token: Token<'_>) -> bool {
        self.lists.has(list, &token.lemma().to_lowercase())
    }

    /// The noun for what a verb tells of: "bombing" of "bombed".
    pub fn noun_of(&self, verb: Token<'_>) -> Option<&str> {
        if verb.pos() != Pos::Verb {
            return None;
        }
        let lemma = verb.lemma().to_lowercase();
        // "blew up a bridge"
        let with = verb.child("prt").map(|particle| format!("{lemma}-{}", particle.text().to_lowercase()));
        let phrasal = with.and_then(|words| self.lists.first(HappeningList::Verbs, &words));
        phrasal.or_else(|| self.lists.first(HappeningList::Verbs, &lemma))
    }
}
