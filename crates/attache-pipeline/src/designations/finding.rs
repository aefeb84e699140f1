//! Where an article calls a party something: the words, and the party they mean.
//!
//! In: a noun that a term can end in, or a mention of a party. Out: a [`Found`]: party, tokens and kind.
//! "the Taliban, an extremist group" gives "extremist group", said of the Taliban; "the regime" the only party named near that can be one.
//!
//! A phrase that can mean two parties gives none. Whose words they are is told in `mouth.rs`.

use super::wording::LONGEST_TERM;
use super::{Designated, DesignationKind, Found, TermList};
use crate::people::gazetteer::{Form, Party, PartyKind};
use crate::people::mentions::Mentions;
use crate::people::names::head_of;
use crate::people::parties::PartyMention;
use crate::people::spelling::{fold, is_variant};
use attache_language::Token;
use std::collections::BTreeSet;

/// Paragraphs back in which a party is named that "the regime" can mean.
const PARAGRAPHS: usize = 2;

impl Designated<'_> {
    /// "the Taliban regime", "the Taliban, an extremist group", "the militant group Hamas", "the breakaway region of Somaliland".
    pub(super) fn described(&self, head: Token<'_>) -> Option<Found> {
        let tokens = self.begin_term(self.start_of(head), head.index)..head.index + 1;
        let before = self.party_before(head);
        if let Some(party) = before {
            if !self.tells(head, party) {
                return None;
            }
            return Some(Found { party: self.governing(head, party), tokens, kind: DesignationKind::Compound });
        }
        let of = head.children().filter(|child| child.dep() == "prep" && matches!(child.lemma(), "of" | "in"));
        let of = of.filter_map(|of| of.child("pobj")).find_map(|place| Some((place, self.mention_of(place)?)));
        if let Some((place, mention)) = of {
            let own = place.index + 1 - head.index <= LONGEST_TERM && mention.form != Form::Demonym;
            if !own || !self.tells(head, mention.party) {
                return None;
            }
            let tokens = tokens.start..self.document.tokens_in(mention.span.start..mention.span.end).end;
            return Some(Found { party: self.governing(head, mention.party), tokens, kind: DesignationKind::Compound });
        }
        let joined = match head.dep() {
            "appos" => Some(head.head()),
            // "the Taliban is a terrorist group"
            "attr" if head.head().lemma() == "be" && head.head().child("neg").is_none() => head.head().child("nsubj"),
            // "militant group Hamas"
            "compound" if self.mention_of(head.head()).is_some() => Some(head.head()),
            _ => head
                .children()
                .find(|child| child.dep() == "appos" && child.index > head.index)
                .or_else(|| self.name_behind(head)),
        };
        let mention = self.mention_of(joined?).filter(|mention| mention.form == Form::Name)?;
        self.tells(head, mention.party).then_some(Found { party: mention.party, tokens, kind: DesignationKind::Said })
    }

    /// "the rulers of Afghanistan" are the group that governs it, where the article names it.
    fn governing(&self, head: Token<'_>, party: usize) -> usize {
        let Some(state) =
            self.party(party).filter(|party| party.kind == PartyKind::State && self.is(TermList::Rule, head))
        else {
            return party;
        };
        let governs = |group: &usize| {
            let group = self.party(*group).map(|group| group.id.as_str()).unwrap_or_default();
            self.governments.governed_by(group, self.report) == Some(state.id.as_str())
        };
        self.parties.iter().map(|mention| mention.party).find(governs).unwrap_or(party)
    }

    /// "the regime": the only party named near that it can mean.
    pub(super) fn standing(&self, head: Token<'_>, part: usize) -> Option<Found> {
        let definite =
            head.child("det").is_some_and(|det| matches!(det.lemma().to_lowercase().as_str(), "the" | "this"));
        let phrase = head.edges();
        let bytes = self.document.bytes(phrase.clone());
        let named = Mentions(self.parties).at(bytes.clone()).is_some();
        let owned = head.children().any(|child| matches!(child.dep(), "poss" | "appos" | "prep"));
        if !definite || named || owned || matches!(head.dep(), "appos" | "attr" | "compound") {
            return None;
        }
        let coloured = |list: TermList| (phrase.start..head.index).any(|at| self.is(list, self.document.token(at)));
        if self.is(TermList::Governments, head) && !coloured(TermList::New) {
            return None;
        }
        let first = self.document.parts().nth(part.saturating_sub(PARAGRAPHS))?.start;
        let from = self.document.token(first).bytes().start;
        let near =
            || Mentions(self.parties).before(bytes.start).iter().rev().take_while(|mention| mention.span.start >= from);
        let groups: BTreeSet<usize> =
            near().map(|mention| mention.party).filter(|party| self.is_group(*party)).collect();
        let disputed: BTreeSet<usize> = near()
            .map(|mention| mention.party)
            .filter(|party| self.is_disputed(*party) && !self.is_group(*party))
            .collect();
        let states: BTreeSet<usize> = near()
            .map(|mention| mention.party)
            .filter(|party| self.party(*party).is_some_and(|party| party.kind == PartyKind::State))
            .collect();
        let only = |set: &BTreeSet<usize>| if set.len() == 1 { set.first().copied() } else { None };
        let party = if self.is(TermList::Lands, head) {
            only(&disputed)
        } else if groups.is_empty() && self.is(TermList::Rule, head) {
            only(&states)
        } else {
            only(&groups)
        }?;
        let tokens = self.begin_term(phrase.start, head.index)..head.index + 1;
        self.tells(head, party).then_some(Found { party, tokens, kind: DesignationKind::Standing })
    }

    /// "Burma"; "Taliban-governed Afghanistan", "breakaway Somaliland".
    pub(super) fn named(&self, mention: &PartyMention) -> Option<Found> {
        let party = self.party(mention.party).filter(|party| party.kind != PartyKind::Body)?;
        let tokens = self.document.tokens_in(mention.span.start..mention.span.end);
        if tokens.is_empty() || mention.form != Form::Name {
            return None;
        }
        let head = head_of(self.document, &tokens);
        let before = head.edges().start.min(tokens.start)..tokens.start;
        let is_coloured = before.clone().any(|at| {
            let token = self.document.token(at);
            let beside = token.head() == head || token.head().head() == head;
            let hyphen = || at > before.start && self.document.token(at - 1).text() == "-";
            beside
                && token.dep() != "appos"
                && (self.is(TermList::Telling, token)
                    || hyphen() && (self.is(TermList::By, token) || self.is(TermList::With, token)))
        });
        if is_coloured && head.dep() != "compound" {
            let tokens = self.begin_term(before.start, tokens.start)..tokens.end;
            return Some(Found { party: mention.party, tokens, kind: DesignationKind::Compound });
        }
        if !self.is_telling_name(mention.span.of(self.document.text()), party) {
            return None;
        }
        Some(Found { party: mention.party, tokens, kind: DesignationKind::Name })
    }

    /// Whether a name is another than the usual one, not a spelling, a part or a short form of it.
    fn is_telling_name(&self, written: &str, party: &Party) -> bool {
        let words = |name: &str| -> Vec<String> {
            name.split(|c: char| c.is_whitespace() || c == '-').map(fold).filter(|word| !word.is_empty()).collect()
        };
        let (own, usual) = (words(written), words(&party.name));
        let listed = |list: TermList, word: &String| self.terms.is(list, word);
        if own.iter().any(|word| listed(TermList::Names, word)) {
            return true;
        }
        let shares = own.iter().any(|word| usual.iter().any(|other| is_spelling(word, other)));
        let coloured = own
            .iter()
            .any(|word| (listed(TermList::Rule, word) || listed(TermList::Telling, word)) && !usual.contains(word));
        let short = !written.chars().any(char::is_lowercase) || written.contains('.');
        let plain = own.iter().any(|word| listed(TermList::PlainNames, word));
        own != usual && !plain && !short && (!shares || coloured)
    }

    /// The party named before a noun in its phrase, as what the noun is said of; a group before the state it is in.
    pub(super) fn party_before(&self, head: Token<'_>) -> Option<usize> {
        let bytes = self.document.bytes(head.edges().start..head.index + 1);
        let inside = Mentions(self.parties).within(bytes);
        // "Iran-backed", "US-led": help, unless it rules.
        let fits = |mention: &&PartyMention| {
            let tokens = self.document.tokens_in(mention.span.start..mention.span.end);
            let hyphen = tokens.end < head.index && self.document.token(tokens.end).text() == "-";
            let verb = (tokens.end + 1 < head.index).then(|| self.document.token(tokens.end + 1));
            let rules = verb.is_some_and(|verb| self.is(TermList::By, verb)) && self.is_group(mention.party);
            // "Russia and the Taliban government": not of the phrase of a noun joined to it.
            let own = self.document.token(tokens.start).ancestors().take(LONGEST_TERM).any(|token| token == head);
            own && (!hyphen || rules)
        };
        let inside: Vec<&PartyMention> = inside.filter(fits).collect();
        let chosen = inside.iter().find(|mention| self.is_group(mention.party)).or(inside.last())?;
        Some(chosen.party)
    }

    /// "The militant group Hamas refused" is read as a relative clause by the parser: the name that follows at once.
    fn name_behind<'d>(&self, head: Token<'d>) -> Option<Token<'d>> {
        let document = head.document();
        if head.index + 1 == document.len() {
            return None;
        }
        let next = document.token(head.index + 1);
        let follows = head.has_space_after() && next.sentence() == head.sentence();
        (follows && self.mention_of(next).is_some()).then_some(next)
    }
}

/// "Taleban", "Talibs" of "Taliban": a spelling or a part of the same word.
fn is_spelling(word: &str, usual: &str) -> bool {
    let alike = || word.chars().zip(usual.chars()).take_while(|(a, b)| a == b).count();
    is_variant(word, usual) || word.chars().count() > 3 && alike() > 2
}
