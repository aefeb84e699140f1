//! Words that records are compared by.
//!
//! In: `record/words.txt`, `record/classes.tsv`. Out: [`RecordLexicon`]. "killed" and "died" are one act, which "die" stands for; a "spokesman" speaks for a body.

use super::classes::Classes;
use crate::lexicon::lists::{Lists, list_names};
use attache_language::Token;

list_names! {
    /// The lists of `record/words.txt`.
    RecordList {
        Acts "acts", Verdict "verdict", Only "only", First "first", ShutOut "shut out", Spokespeople "spokespeople", Agreed "agreed",
        Withdrew "withdrew", Positions "positions", Lasting "lasting", Undecided "undecided", Plain "plain", Everywhere "everywhere", Within "within",
        Again "again", PutsRight "puts right", Earlier "earlier", Reports "reports", Counted "counted", Standing "standing", Orders "orders", Narrowing "narrowing", InForce "in force", Deeds "deeds",
    }
}

/// Words by list, and classes of states.
#[derive(Clone, Debug, Default)]
pub struct RecordLexicon {
    lists: Lists<RecordList>,
    /// Classes of states that claims are made within.
    pub classes: Classes,
}

impl RecordLexicon {
    /// Reads `record/words.txt`.
    ///
    /// # Errors
    /// One line that names the line and what is wrong.
    pub fn parse(text: &str) -> Result<RecordLexicon, String> {
        Ok(RecordLexicon { lists: Lists::parse(text)?, classes: Classes::default() })
    }

    /// With the classes of `record/classes.tsv`.
    pub fn with_classes(self, classes: Classes) -> RecordLexicon {
        RecordLexicon { classes, ..self }
    }

    /// Whether a word, in lower case, stands in a list.
    pub fn has(&self, list: RecordList, word: &str) -> bool {
        self.lists.has(list, word)
    }

    /// Whether a word's base form stands in a list.
    pub fn is(&self, list: RecordList, token: Token<'_>) -> bool {
        self.has(list, &token.lemma().to_lowercase())
    }

    /// The name of the counted act a word, in lower case, tells of.
    pub fn act(&self, word: &str) -> Option<&str> {
        self.lists.first(RecordList::Acts, word)
    }

    /// The word a list has first on the line of a word, in lower case: what words of one meaning are compared by.
    pub fn first(&self, list: RecordList, word: &str) -> Option<&str> {
        self.lists.first(list, word)
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::LEXICONS;

    #[test]
    fn acts_have_one_name() {
        let lexicon = &LEXICONS.record;
        assert_eq!(
            (lexicon.act("kill"), lexicon.act("injure"), lexicon.act("weigh")),
            (Some("die"), Some("wound"), None)
        );
    }
}
