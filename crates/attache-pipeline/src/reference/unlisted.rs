//! Names of parties that no list knows.
//!
//! In: an article's analysis, the parties it names that lists know. Out: [`Unlisted`], in text order. In "Norway recognised the Republic of Ostmark" the
//! republic is a party by the page's own name; what a list knows within such a name ("the Free Panama Front") is not meant.
//!
//! A bare name that is taken for a place ("Dravonia") is a party where a minister, government or embassy of it is named, or a republic; elsewhere it is
//! one for those only who ask for a state or an authority (`clear` is false): it may be a town.

use super::lexicon::{PartyNoun, PartyNouns};
use crate::people::mentions::Mentions;
use crate::people::names::head_of;
use crate::people::parties::PartyMention;
use crate::span::Span;
use attache_language::{Document, Pos, Token};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// A name of a party that no list knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlisted {
    /// As the page has it, its article left out.
    pub name: String,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Where it stands.
    pub span: Span,
    /// Whether its words, or others beside it in the article, show that it is a state, an authority or a movement.
    pub clear: bool,
}

/// Tokens of one name at most.
const LONGEST: usize = 9;

/// Finds them. Linear in the tokens; what is beside a name is looked at once for each name.
pub fn find_unlisted(document: &Document, parties: &[PartyMention], nouns: &PartyNouns) -> Vec<Unlisted> {
    let mut found: Vec<Unlisted> = Vec::new();
    let mut next = 0;
    while next < document.len() {
        let tokens = name_at(document, next);
        next = tokens.end.max(next + 1);
        if let Some(unlisted) = unlisted_in(document, tokens, parties, nouns) {
            found.push(unlisted);
        }
    }
    let clear: FxHashSet<String> = found
        .iter()
        .filter(|name| name.clear || has_office(document, name, nouns))
        .flat_map(|name| [name.name.clone(), last_word(&name.name)])
        .collect();
    found.iter_mut().for_each(|name| name.clear |= clear.contains(&name.name));
    found
}

/// The name that begins at a token: an entity, or a run of capitalised words with "of" in it; empty where there is none.
fn name_at(document: &Document, first: usize) -> Range<usize> {
    let token = document.token(first);
    let label = token.entity_label();
    if matches!(label, "PERSON" | "DATE" | "TIME" | "MONEY" | "CARDINAL" | "ORDINAL" | "PERCENT" | "QUANTITY") {
        return first..first;
    }
    let article = token.pos() == Pos::Det && !label.is_empty();
    if token.pos() != Pos::Propn && !article {
        return first..first;
    }
    let sentence = document.sentence(token.sentence());
    let mut end = first + 1;
    while end < sentence.end && end - first < LONGEST {
        let word = document.token(end);
        let joins = word.pos() == Pos::Propn && word.entity_label() == label
            || !label.is_empty() && word.entity_label() == label && word.pos() != Pos::Punct
            || label.is_empty()
                && word.text() == "of"
                && document.len() > end + 1
                && document.token(end + 1).pos() == Pos::Propn;
        // An adjective of a people joins what it stands before, not what it follows.
        if !joins || word.text() == "'s" || word.text() == "’s" {
            break;
        }
        end += 1;
    }
    first..end
}

fn unlisted_in(
    document: &Document,
    tokens: Range<usize>,
    parties: &[PartyMention],
    nouns: &PartyNouns,
) -> Option<Unlisted> {
    let first = tokens.clone().find(|at| document.token(*at).pos() != Pos::Det)?;
    let tokens = first..tokens.end;
    let words: Vec<Token<'_>> = tokens.clone().map(|at| document.token(at)).collect();
    let lower = |token: &Token<'_>| token.text().to_lowercase();
    let capital = |token: &Token<'_>| token.text().starts_with(char::is_uppercase);
    let span = Span::from(document.bytes(tokens.clone()));
    let known: Vec<&PartyMention> = Mentions(parties).within(span).collect();
    let whole = |mention: &&PartyMention| mention.span.start <= span.start && mention.span.end >= span.end;
    if Mentions(parties).at(span).is_some_and(|mention| whole(&mention))
        || words.iter().any(|w| nouns.has(PartyNoun::NoPolities, &lower(w)))
    {
        return None;
    }
    // "Republic of Ostmark", "Veldt Liberation Council": its first or last word says what it is.
    let of = words.iter().position(|word| word.text() == "of");
    let kind = of.and_then(|of| words.get(of.checked_sub(1)?)).or(words.last());
    let polity =
        kind.is_some_and(|word| capital(word) && nouns.has(PartyNoun::Polities, &lower(word))) && words.len() > 1;
    let name = document.quote(tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
    let own_words = words.iter().filter(|word| {
        let listed = known.iter().any(|mention| mention.span.contains(word.bytes()));
        let of_a_state = kind.is_some_and(|kind| nouns.has(PartyNoun::Bodies, &lower(kind))) && listed;
        capital(word)
            && !of_a_state
            && !nouns.has(PartyNoun::Polities, &lower(word))
            && !nouns.has(PartyNoun::OfAnyState, &lower(word))
    });
    if polity && own_words.count() > 0 {
        return Some(Unlisted { name, tokens, span, clear: true });
    }
    let place = words.first().is_some_and(|word| word.entity_label() == "GPE");
    (place && known.is_empty() && words.iter().all(capital)).then_some(Unlisted { name, tokens, span, clear: false })
}

/// Whether an office or body of a name is named: "Ostmark's foreign minister", "the embassy of Ostmark".
fn has_office(document: &Document, name: &Unlisted, nouns: &PartyNouns) -> bool {
    let head = head_of(document, &name.tokens);
    let above = match head.dep() {
        "poss" | "compound" | "nmod" | "amod" => Some(head.head()),
        "pobj" if head.head().lemma() == "of" => Some(head.head().head()),
        _ => None,
    };
    above.is_some_and(|noun| nouns.has(PartyNoun::Offices, &noun.lemma().to_lowercase()))
}

fn last_word(name: &str) -> String {
    name.rsplit(' ').next().unwrap_or(name).to_string()
}
