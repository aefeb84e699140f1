//! Who a pronoun or a noun may take up, best first.
//!
//! In: the head of a phrase that names nobody. Out: [`Antecedent`]s, each one party, or several where the phrase takes up a list. In "Rwanda left
//! Kigali's ally Uganda out; it reopened its embassy" both are possible for "it", and Rwanda goes before.
//!
//! Weighed as by Lappin and Leass ("An Algorithm for Pronominal Anaphora Resolution", Computational Linguistics 1994): how near, which place in its
//! sentence, how often named; what cannot be (number, kind, an object that would be its own subject) is left out. The weights are by hand
//! (`salience.rs`); lists are found in `listed.rs`. Where the best is not clearly so, nobody is meant.

use super::holders::{Holders, Party};
use super::lexicon::PartyNoun;
use super::listed::{Number, number_of};
use crate::people::gazetteer::PartyKind;
use crate::span::Span;
use attache_language::{Pos, Token};

/// What a phrase may take up.
#[derive(Clone, Debug, PartialEq)]
pub struct Antecedent {
    /// Whom: one, or all of a list.
    pub parties: Vec<Party>,
    /// Where they are named.
    pub span: Span,
    /// How well they fit; above is better, 0 is nothing for it.
    pub weight: f32,
}

/// What a phrase asks of whom it takes up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// "it", "its".
    One,
    /// "the country", "the Gulf kingdom": one of these.
    Described(Vec<usize>),
    /// "the movement".
    Group,
    /// "the ministry": whoever may have one.
    Owner,
    /// "they", "both", "the two countries": this many, all of a list, or any.
    Several(Number),
}

/// What goes below is no answer.
const LEAST: f32 = 1.6;
/// The best goes before the next by this, or nobody is meant.
const MARGIN: f32 = 0.6;

impl Holders<'_> {
    /// Whom a phrase takes up, where one answer is clearly the best; else nothing.
    pub fn clear_antecedent(&self, head: Token<'_>) -> Option<Antecedent> {
        if self.is_nobody(head) {
            return None;
        }
        let mut found = self.antecedents(head).into_iter();
        let best = found.next().filter(|best| best.weight >= LEAST)?;
        // The next of another party.
        let next = found.find(|other| other.parties != best.parties).map_or(0.0, |next| next.weight);
        (best.weight - next >= MARGIN).then_some(best)
    }

    /// Whom a phrase may take up, best first. Looks back four sentences and sixteen names.
    pub fn antecedents(&self, head: Token<'_>) -> Vec<Antecedent> {
        let Some(asked) = self.asked(head) else { return Vec::new() };
        let mut found: Vec<Antecedent> = match &asked {
            Asked::Several(number) => self.lists_before(head, *number),
            _ => Vec::new(),
        };
        if !matches!(asked, Asked::Several(Number::All | Number::Of(_))) {
            self.single_before(head, &asked, &mut found);
        }
        if matches!(asked, Asked::One | Asked::Several(Number::Any)) {
            self.subjects_above(head, &asked, &mut found);
        }
        let own = self.parties_of_own_subject(head);
        // "Chad, Togo and Benin recognise it": none of the three either.
        found.retain(|antecedent| !antecedent.parties.iter().all(|party| own.contains(party)));
        found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(b.span.start.cmp(&a.span.start)));
        found
    }

    fn asked(&self, head: Token<'_>) -> Option<Asked> {
        let text = head.text().to_lowercase();
        if let Some(number) = number_of(head) {
            return Some(Asked::Several(number));
        }
        if head.pos() == Pos::Pron {
            return match text.as_str() {
                "it" | "its" | "itself" => Some(Asked::One),
                "they" | "them" | "their" | "theirs" | "themselves" => Some(Asked::Several(Number::Any)),
                _ => None,
            };
        }
        if !matches!(head.pos(), Pos::Noun | Pos::Propn) {
            return None;
        }
        let lemma = head.lemma().to_lowercase();
        let definite = head.child("det").is_some_and(|det| matches!(det.lemma(), "the" | "this" | "that"));
        if definite && head.tag() != "NNS" {
            let described = self.described(head, &lemma);
            if !described.is_empty() {
                return Some(Asked::Described(described));
            }
        }
        if self.nouns.has(PartyNoun::Groups, &text) {
            return None;
        }
        if definite && self.nouns.has(PartyNoun::GroupWords, &lemma) {
            return Some(Asked::Group);
        }
        self.nouns.has(PartyNoun::Bodies, &lemma).then_some(Asked::Owner)
    }

    /// The parties an article names that a description fits: its noun is one for them, and so is each word before it that is one for anybody.
    fn described(&self, head: Token<'_>, lemma: &str) -> Vec<usize> {
        let parties = &self.cast.gazetteer.parties;
        let general = self.nouns.has(PartyNoun::AnyState, lemma);
        let mut words: Vec<String> = head
            .children()
            .filter(|c| c.index < head.index && matches!(c.dep(), "amod" | "compound" | "nmod"))
            .map(|c| c.text().to_lowercase())
            .collect();
        words.retain(|word| word != "former");
        // A word that describes nobody tells nothing of who is meant.
        words.retain(|word| self.cast.gazetteer.describes(word));
        let fits = |at: &usize| {
            let party = &parties[*at];
            let is_one = party.nouns.iter().any(|noun| noun == lemma) || general && party.kind == PartyKind::State;
            is_one && words.iter().all(|word| party.is_described_by(word))
        };
        self.cast.named.iter().copied().filter(fits).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::reference::{Holders, Party, Speaker};
    use crate::sample::{READER, article, cast};
    use attache_language::Token;

    /// Whom the word in brackets means, by their short names; nobody: "".
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let start = text.find('[').expect("a word in brackets");
        let reading = article(&text.replace(['[', ']'], ""), "2024-06-20");
        let (layers, lexicons) = (&reading.layers[0], &READER.lexicons);
        let document = layers.document.as_ref().expect("a document");
        let cast = cast(layers);
        let speaker_at = |_: Token<'_>| None::<&Speaker>;
        let holders = Holders { cast: &cast, nouns: &lexicons.party_nouns, speaker_at: &speaker_at };
        let word = document.token(document.tokens_in(start..start + 1).start);
        let name = |party: &Party| match party {
            Party::Known(at) => lexicons.gazetteer.parties[*at].name.clone(),
            Party::Group(name) | Party::Named(name) => name.clone(),
            Party::Everyone => "*".to_string(),
        };
        let found: Vec<String> = holders.meant(word).iter().map(|holder| name(&holder.party)).collect();
        assert_eq!(found.join(", "), expected, "{text}");
    }

    #[test]
    fn pronouns() {
        check("Peru closed [its] embassy in Rome.", "Peru");
        check("Chad recognised Kosovo in May. By August [it] had an embassy there.", "Chad");
        check("Chad said in May that Peru had left [it].", "Chad");
        check("[It] is true that Peru closed its embassy in Rome.", "");
        check("A port operator in Chad said that [it] saw no reason to leave.", "");
    }

    #[test]
    fn lists_taken_up() {
        check("Gabon, Togo and Benin sent ministers. [Each] of them has left the bloc.", "Gabon, Togo, Benin");
        check("Chad and Niger met in May. [Both] will open embassies.", "Chad, Niger");
        check("Chad met ministers in May. [Both] will open embassies.", "");
    }

    #[test]
    fn descriptions() {
        check("Morocco and Spain met in May. The [kingdom] in the south recalled its envoy.", "");
        check("Bhutan and India met in May. The Himalayan [kingdom] recalled its envoy.", "Bhutan");
        check("Ghana spoke to Taiwan in May. The [island] has no embassy in Accra.", "Taiwan");
        check("In Belgrade the foreign [ministry] said nothing.", "Serbia");
    }

    #[test]
    fn parties_that_no_list_knows() {
        check("Norway left the Republic of [Ostmark] on Friday.", "Republic of Ostmark");
        check("Canada listed the Free Panama [Front] on Friday.", "Free Panama Front");
        check("The Rugby [Union] met on Friday.", "");
    }
}
