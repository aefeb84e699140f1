//! What an article calls the parties.
//!
//! In: party mentions, the tree, the statements. Out: [`Designation`]s in text order. Of "the Taliban regime, a spokesman of the Islamic Emirate
//! said" it keeps "Taliban regime" and "Islamic Emirate", both the reporter's own words; in "“the regime will fall,” he said" it is his.
//!
//! Telling words only (`designations/terms.toml`). What stands for a party without naming it ("the regime") counts where just one is named
//! near that it can mean.

pub mod lexicon;

use crate::people::gazetteer::{Form, Gazetteer, Party, PartyKind};
use crate::people::governments::Governments;
use crate::people::mentions::Mentions;
use crate::people::names::head_of;
use crate::people::parties::PartyMention;
use crate::people::spelling::{fold, is_variant, one_line};
use crate::span::Span;
use crate::statements::Statement;
use crate::statements::marks::find_quoted;
use crate::stories::StoryWords;
use crate::stories::words::each_word;
use attache_language::{Document, Pos, Token};
use jiff::civil::Date;
use lexicon::{TermLexicon, TermList};
use std::collections::BTreeSet;
use std::ops::Range;

/// What an article calls a party, in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Designation {
    /// Index of the party in the gazetteer.
    pub party: usize,
    /// The words, in the form they are compared in: "Taliban regime".
    pub term: String,
    /// What kind of words they are.
    pub kind: DesignationKind,
    /// In marks of its own, or "so-called": the words are handed on with tongs.
    pub scare: bool,
    /// Whose words they are; `None` for the reporter's own, empty for somebody who is not named.
    pub mouth: Option<String>,
    /// The words as written.
    pub span: Span,
}

/// What kind of words a party is called by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum DesignationKind {
    /// A name other than the usual one: "Burma".
    Name,
    /// Words around its name: "Taliban-governed Afghanistan", "the Taliban regime".
    Compound,
    /// Words that say what it is: "the Taliban, an extremist group".
    Said,
    /// Words that stand for it: "the regime".
    Standing,
}

impl DesignationKind {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            DesignationKind::Name => "name",
            DesignationKind::Compound => "compound",
            DesignationKind::Said => "said",
            DesignationKind::Standing => "standing",
        }
    }
}

/// Longer terms are clauses, in tokens.
const LONGEST_TERM: usize = 8;
/// Quoted words up to which they are the outlet's marks, not somebody's speech.
const SCARE: usize = 4;
/// Paragraphs back in which a party is named that "the regime" can mean.
const PARAGRAPHS: usize = 2;
/// Lists of nouns that a term can end in.
const HEADS: &[TermList] =
    &[TermList::Rule, TermList::Fighters, TermList::Governments, TermList::Bodies, TermList::Lands];
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
/// Callings kept of one report.
const MOST: usize = 200;

/// A term and where it is, before it is known whose words it is.
struct Found {
    party: usize,
    tokens: Range<usize>,
    kind: DesignationKind,
}

/// An article and what is known: what terms are found in.
pub struct Designated<'d> {
    /// Its language analysis, with syntax.
    pub document: &'d Document,
    /// The parties it names, in text order.
    pub parties: &'d [PartyMention],
    /// Who says what in it.
    pub statements: &'d [Statement],
    /// The day it counts from: who governs what then.
    pub report: Option<Date>,
    /// Words that tell how a party is seen.
    pub terms: &'d TermLexicon,
    /// Who the parties are.
    pub gazetteer: &'d Gazetteer,
    /// Which group governs which state.
    pub governments: &'d Governments,
    /// Which words carry no content.
    pub common: &'d StoryWords,
}

impl Designated<'_> {
    /// What the article calls the parties. Linear in its tokens, but for the parties named in the last paragraphs.
    pub fn find(&self) -> Vec<Designation> {
        let mut found = Vec::new();
        for (number, part) in self.document.parts().enumerate() {
            for at in part {
                let token = self.document.token(at);
                if matches!(token.pos(), Pos::Noun | Pos::Propn)
                    && self.is_head(token)
                    && self.mention_of(token).is_none()
                {
                    found.extend(self.described(token).or_else(|| self.standing(token, number)));
                }
            }
        }
        let covers = |found: &Found, span: Span| Span::from(self.document.bytes(found.tokens.clone())).contains(span);
        let names: Vec<Found> = self.parties.iter().filter_map(|mention| self.named(mention)).collect();
        let loose = names.into_iter().filter(|name| {
            let span = Span::from(self.document.bytes(name.tokens.clone()));
            !found.iter().any(|other| covers(other, span))
        });
        let loose: Vec<Found> = loose.collect();
        found.extend(loose);
        found.sort_by_key(|found| (found.tokens.start, found.tokens.end));
        found.dedup_by_key(|found| found.tokens.clone());
        found.truncate(MOST);
        found.into_iter().map(|found| self.designation(found)).collect()
    }

    fn is(&self, list: TermList, token: Token<'_>) -> bool {
        self.terms.is(list, &token.text().to_lowercase())
    }

    fn is_head(&self, token: Token<'_>) -> bool {
        HEADS.iter().any(|list| self.is(*list, token))
    }

    fn party(&self, at: usize) -> Option<&Party> {
        self.gazetteer.parties.get(at)
    }

    fn is_group(&self, party: usize) -> bool {
        self.party(party).is_some_and(|party| party.kind == PartyKind::Group)
    }

    /// A group, or a state whose statehood is disputed: a government is not granted to it by everybody.
    fn is_disputed(&self, party: usize) -> bool {
        self.is_group(party) || self.party(party).is_some_and(|party| party.status == "disputed")
    }

    /// Whether a noun tells of a party, with what stands before it.
    fn tells(&self, head: Token<'_>, party: usize) -> bool {
        let is_body = self.party(party).is_none_or(|party| party.kind == PartyKind::Body);
        let coloured =
            || (self.start_of(head)..head.index).any(|at| self.is(TermList::Telling, self.document.token(at)));
        !is_body
            && (self.is(TermList::Rule, head)
                || self.is(TermList::Fighters, head) && self.is_group(party)
                || self.is(TermList::Governments, head)
                    && (self.is_group(party) || coloured() && self.is_disputed(party))
                || (self.is(TermList::Bodies, head) && self.is_group(party) || self.is(TermList::Lands, head))
                    && coloured())
    }

    /// "the Taliban regime", "the Taliban, an extremist group", "the militant group Hamas", "the breakaway region of Somaliland".
    fn described(&self, head: Token<'_>) -> Option<Found> {
        let tokens = self.begin_term(self.start_of(head), head.index)..head.index + 1;
        let before = self.party_before(head);
        if let Some(party) = before {
            let tells = self.tells(head, party);
            return tells.then_some(Found {
                party: self.governing(head, party),
                tokens,
                kind: DesignationKind::Compound,
            });
        }
        let of = head.children().filter(|child| child.dep() == "prep" && matches!(child.lemma(), "of" | "in"));
        let of = of.filter_map(|of| of.child("pobj")).find_map(|place| Some((place, self.mention_of(place)?)));
        if let Some((place, mention)) = of {
            let own = place.index + 1 - head.index <= LONGEST_TERM && mention.form != Form::Demonym;
            let tokens = tokens.start..self.document.tokens_in(mention.span.start..mention.span.end).end;
            let party = self.governing(head, mention.party);
            let tells = own && self.tells(head, mention.party);
            return tells.then_some(Found { party, tokens, kind: DesignationKind::Compound });
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
    fn standing(&self, head: Token<'_>, part: usize) -> Option<Found> {
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
        let only = |set: &BTreeSet<usize>| set.first().copied().filter(|_| set.len() == 1);
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
    fn named(&self, mention: &PartyMention) -> Option<Found> {
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
        self.is_telling_name(mention.span.of(self.document.text()), party).then_some(Found {
            party: mention.party,
            tokens,
            kind: DesignationKind::Name,
        })
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
    fn party_before(&self, head: Token<'_>) -> Option<usize> {
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
        let next = (head.index + 1 < document.len()).then(|| document.token(head.index + 1))?;
        (head.has_space_after() && next.sentence() == head.sentence() && self.mention_of(next).is_some())
            .then_some(next)
    }

    /// Where the words before a noun begin. Of "the militant group Hamas" both may hang from the name.
    fn start_of(&self, head: Token<'_>) -> usize {
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
    fn begin_term(&self, start: usize, end: usize) -> usize {
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

    fn mention_of(&self, token: Token<'_>) -> Option<&PartyMention> {
        Mentions(self.parties).at(token.bytes())
    }

    /// Whose words it is, and as which term it counts.
    fn designation(&self, found: Found) -> Designation {
        let bytes = self.document.bytes(found.tokens.clone());
        let span = Span::from(bytes);
        let term = self.term(found.tokens.clone());
        let holding = self.statements.iter().filter(|statement| {
            statement.act.is_speech() && statement.content.iter().any(|piece| piece.contains(span))
        });
        let length = |content: &[Span]| content.iter().map(Span::len).sum::<usize>();
        let innermost = holding.min_by_key(|statement| length(&statement.content));
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
        Designation {
            party: found.party,
            term,
            kind: found.kind,
            scare: so_called || mouth.is_none() && quoted.is_some(),
            mouth,
            span,
        }
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

    /// The words to count by: names as written, the rest in lower case, without possessives.
    fn term(&self, tokens: Range<usize>) -> String {
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
            let name = self.mention_of(token).is_some();
            term.push_str(listed.filter(|_| !name).unwrap_or(token.text()));
            if token.has_space_after() {
                term.push(' ');
            }
        }
        one_line(&term)
    }
}

/// "Taleban", "Talibs" of "Taliban": a spelling or a part of the same word.
fn is_spelling(word: &str, usual: &str) -> bool {
    let alike = || word.chars().zip(usual.chars()).take_while(|(a, b)| a == b).count();
    is_variant(word, usual) || word.chars().count() > 3 && alike() > 2
}
