//! A question about a ledger, read.
//!
//! In: "Has China recognised the Taliban by 1 September 2021?" Out: [`Query`]: yes or no; China; recognition; the Taliban; up to that day. What is asked for is
//! left open: of "Who recognised the Taliban?" the holder.
//!
//! A question is short and plain, so that words and their order are enough: no language model is loaded for it. What is not understood is said, never guessed:
//! two parties where one is wanted, a step no lexicon knows, a name nobody has.

pub mod days;
pub mod lexicon;

use crate::people::gazetteer::Gazetteer;
use crate::people::parties::find_parties;
use crate::span::Span;
use days::{During, find_days};
pub use lexicon::{Form, QuestionLexicon, Step};

/// A question, as far as it is understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Query<'l> {
    /// What is asked for.
    pub form: Form,
    /// Which step of the ladder.
    pub step: Option<&'l Step>,
    /// Whose position: indices of parties; empty where that is asked for, or nobody is named.
    pub holder: Vec<usize>,
    /// Toward whom.
    pub toward: Vec<usize>,
    /// Names that no list knows, as written, with their place: who holds, or toward whom.
    pub unknown: Vec<(Side, String)>,
    /// The days it is about.
    pub during: During,
}

/// Which party of a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Whose position it is.
    Holder,
    /// Toward whom.
    Toward,
}

/// A name in a question.
struct Name {
    span: Span,
    /// The party; `None` where no list knows it.
    party: Option<usize>,
}

/// Reads a question. Linear in its length, for each step of the lexicon.
pub fn read_question<'l>(text: &str, lexicon: &'l QuestionLexicon, gazetteer: &Gazetteer) -> Query<'l> {
    let during = find_days(text);
    let lower = text.to_ascii_lowercase();
    let form = lexicon.form(&lower);
    let found = lexicon.step(&lower);
    let mut names = find_names(text, &during, lexicon, gazetteer);
    let mut query = Query {
        form,
        step: found.as_ref().map(|(step, _)| *step),
        holder: Vec::new(),
        toward: Vec::new(),
        unknown: Vec::new(),
        during,
    };
    let places = found.as_ref().map_or(&[][..], |(_, places)| places);
    let verb = places.first().map_or(text.len(), |word| word.start);
    // "admitted to the United Nations": a name that is a word of the step is no party of it.
    names.retain(|name| places.iter().all(|word| name.span.end <= word.start || word.end <= name.span.start));
    let passive = is_passive(&lower, verb);
    for (name, side) in names.iter().zip(sides_of(&names, verb, passive, form, &lower)) {
        match (name.party, side) {
            (Some(party), Side::Holder) => query.holder.push(party),
            (Some(party), Side::Toward) => query.toward.push(party),
            (None, side) => query.unknown.push((side, name.span.of(text).to_string())),
        }
    }
    query
}

/// Which side each name is on, by its place: before the verb it holds, behind it is held toward; "by Russia" always holds. Two before a verb are
/// whose and where ("the Russian embassy in Kabul").
fn sides_of(names: &[Name], verb: usize, passive: bool, form: Form, lower: &str) -> Vec<Side> {
    let is_by = |name: &Name| ends_with_word(lower[..name.span.start].trim_end_matches("the "), &["by"]);
    let is_from = |name: &Name| {
        ends_with_word(
            lower[..name.span.start].trim_end_matches("the "),
            &["from", "in", "to", "with", "of", "on", "toward", "towards", "about", "against"],
        )
    };
    let before = names.iter().filter(|name| name.span.start < verb).count();
    let sides = names.iter().enumerate().map(|(at, name)| match name.span.start < verb {
        _ if is_by(name) => Side::Holder,
        _ if passive => Side::Toward,
        // "Who has X recognised": the one asked for is toward whom.
        true if at == 0 && !is_from(name) => Side::Holder,
        true if before > 1 || is_from(name) => Side::Toward,
        true => Side::Holder,
        // "the position of Russia on the Taliban"
        false if form == Form::Stands && at == 0 && names.len() > 1 => Side::Holder,
        false => Side::Toward,
    });
    sides.collect()
}

fn ends_with_word(text: &str, words: &[&str]) -> bool {
    text.split_whitespace().next_back().is_some_and(|last| words.contains(&last))
}

/// "been recognised", "is … recognised by": a form of "be" before a participle, which is no noun with an article.
fn is_passive(lower: &str, verb: usize) -> bool {
    let before: Vec<&str> = lower[..verb].split_whitespace().collect();
    let word = lower[verb..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let is_participle =
        word.ends_with("ed") || word.ends_with("en") && word != "open" || word == "cut" || word == "shut";
    let is_be = |word: &&str| matches!(*word, "is" | "are" | "was" | "were" | "been" | "being" | "be");
    is_participle && before.iter().any(is_be)
}

/// The names in a question, in order. A question without capitals is read as if each word that can be one had one.
fn find_names(text: &str, during: &During, lexicon: &QuestionLexicon, gazetteer: &Gazetteer) -> Vec<Name> {
    let has_capitals = text.chars().skip(1).any(char::is_uppercase);
    let written = if has_capitals { text.to_string() } else { capitalise(text, lexicon) };
    let is_in_day = |span: Span| during.spans.iter().any(|day| day.start < span.end && span.start < day.end);
    let mut names: Vec<Name> = find_parties(&written, gazetteer)
        .into_iter()
        .filter(|mention| !is_in_day(mention.span))
        .map(|mention| Name { span: mention.span, party: Some(mention.party) })
        .collect();
    // One party by two names ("Taliban government of Afghanistan" says Taliban first) is one where they touch.
    names.dedup_by(|next, before| next.party == before.party && next.span.start.saturating_sub(before.span.end) <= 1);
    let known: Vec<Span> = names.iter().map(|name| name.span).collect();
    for span in unknown_names(&written, lexicon) {
        let meets = |known: &Span| known.start < span.end && span.start < known.end;
        if has_capitals && !known.iter().any(meets) && !is_in_day(span) {
            names.push(Name { span, party: None });
        }
    }
    names.sort_by_key(|name| name.span.start);
    names
}

/// Words with capitals in a row, that are no plain ones.
fn unknown_names(text: &str, lexicon: &QuestionLexicon) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for (at, (start, word)) in words_of(text).into_iter().enumerate() {
        let is_name = word.starts_with(char::is_uppercase) && at > 0 && !lexicon.is_plain(&word.to_lowercase());
        let end = start + word.len();
        // "Group 77", but no year.
        let is_number = word.len() < 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        match found.last_mut() {
            Some(last) if (is_name || is_number) && text.get(last.end..start) == Some(" ") => last.end = end,
            _ if is_name => found.push(Span::new(start, end)),
            _ => {}
        }
    }
    found
}

/// The words of a text with their places: letters and digits, with hyphens and apostrophes between them; a possessive is cut off.
fn words_of(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_in = c.is_alphanumeric() || (matches!(c, '-' | '\'' | '’') && start.is_some());
        match (start, is_in) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let word = text[from..at].trim_end_matches(['-', '\'', '’']);
                let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
                words.push((from, word));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Each word that may be a name with a capital; of the same length in bytes, so that places stay.
fn capitalise(text: &str, lexicon: &QuestionLexicon) -> String {
    let mut out = text.to_string();
    for (start, word) in words_of(text) {
        if !lexicon.is_plain(&word.to_lowercase())
            && let Some(first) = out.get_mut(start..start + 1)
        {
            first.make_ascii_uppercase();
        }
    }
    out
}
