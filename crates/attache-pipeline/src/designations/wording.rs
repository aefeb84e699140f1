//! The words of a term: where it begins, and the form it is counted in.
//!
//! In: the noun it ends in, its tokens. Out: its first token; its text. "the Taliban Regime's" counts as "Taliban regime".
//!
//! Forms are not reduced to lemmas: "regime" and "regimes" are two terms.

use super::Designated;
use super::lexicon::TermList;
use crate::people::spelling::one_line;
use attache_language::{Pos, Token};
use std::ops::Range;

/// Longer terms are clauses, in tokens.
pub(super) const LONGEST_TERM: usize = 8;
/// Lists of words that are written alike in every term, whatever a headline does.
const LISTED: &[TermList] = &[
    TermList::Rule,
    TermList::Fighters,
    TermList::Governments,
    TermList::Bodies,
    TermList::Lands,
    TermList::Telling,
    TermList::New,
];

impl Designated<'_> {
    /// Where the words before a noun begin. Of "the militant group Hamas" both may hang from the name.
    pub(super) fn start_of(&self, head: Token<'_>) -> usize {
        let mut start = head.edges().start;
        while head.dep() == "compound" && start > 0 {
            let before = self.document.token(start - 1);
            if before.head() != head.head() || !matches!(before.dep(), "amod" | "compound" | "nmod") {
                break;
            }
            start = before.edges().start.min(before.index);
        }
        start
    }

    /// Where a term begins: without articles, numbers and what is joined by "and".
    pub(super) fn begin_term(&self, start: usize, end: usize) -> usize {
        let cut = (start..end).rev().find(|at| {
            let token = self.document.token(*at);
            // "Afghanistan's Taliban regime": the state owns nothing of the term.
            let owner = token.tag() == "POS"
                && self.mention_of(token.head()).is_some_and(|mention| {
                    !self.is_group(mention.party)
                        && self.party_before(self.document.token(end)).is_some_and(|party| party != mention.party)
                });
            owner
                || matches!(token.dep(), "det" | "cc" | "relcl")
                || matches!(token.tag(), "DT" | "PRP$" | "CD" | "," | ":" | "``" | "''")
                || matches!(token.text(), "“" | "”" | "\"" | "‘" | "(")
        });
        let mut begin = cut.map_or(start, |at| at + 1).max(end.saturating_sub(LONGEST_TERM));
        while begin < end
            && !matches!(self.document.token(begin).pos(), Pos::Noun | Pos::Propn | Pos::Adj | Pos::Verb)
            && self.mention_of(self.document.token(begin)).is_none()
            && !self.is(TermList::Telling, self.document.token(begin))
            && self.document.token(begin).text().to_lowercase() != "de"
        {
            begin += 1;
        }
        begin
    }

    /// The words to count by: names as written, the rest in lower case, without possessives.
    pub(super) fn term(&self, tokens: Range<usize>) -> String {
        let mut term = String::new();
        for at in tokens {
            let token = self.document.token(at);
            if token.tag() == "POS" || matches!(token.text(), "“" | "”" | "\"" | "‘" | "’") {
                if token.has_space_after() && !term.is_empty() {
                    term.push(' ');
                }
                continue;
            }
            let word = token.text().to_lowercase();
            let listed = LISTED.iter().find_map(|list| self.terms.written(*list, &word));
            term.push_str(match listed {
                Some(listed) if self.mention_of(token).is_none() => listed,
                _ => token.text(),
            });
            if token.has_space_after() {
                term.push(' ');
            }
        }
        one_line(&term)
    }
}
