//! Claims that shut out others, and among whom they do.
//!
//! In: a position of an article. Out: [`Claim`], where its clause makes one. "Canada became the first G7 nation to recognise the State of
//! Palestine" makes one of being first, among the seven; "no other country has recognised it" one among all states.
//!
//! A class of states that no list knows ("the first developing country"), and a time that no day is known of ("the first since the war"), leave it
//! open who is meant: the claim is kept, and is held against nobody. The words that tell it are data (`record/words.txt`, `record/classes.tsv`).

use super::Making;
use crate::dates::{DateExpression, DateKind};
use crate::modality::ModalityKind;
use crate::positions::Position;
use crate::record::lexicon::RecordList;
use crate::record::{Among, Scope, Side};
use crate::span::Span;
use attache_language::Token;
use jiff::civil::Date;

/// A period of more days than this is no day of the act.
const PERIOD: i32 = 31;
/// Words above a position's own that a claim is looked for beside.
const HIGHEST: usize = 2;
/// Nouns that missions are called by: a word beside them mostly tells how they are, not whose.
const MISSIONS: [&str; 2] = ["mission", "embassy"];

/// A clause that shuts out others.
pub(super) struct Claim {
    pub scope: Scope,
    pub among: Among,
}

impl Making<'_> {
    /// "the only embassies", "no other country", "the first to": words of the position's own clause.
    pub(super) fn claim(&self, position: &Position, holder: &Side) -> Option<Claim> {
        if position.modality.negated {
            return None;
        }
        let (scope, said_of) = if holder.key == "*" {
            let refused = position.modality.kind == ModalityKind::Refused;
            refused.then(|| (Scope::NoOther, self.noun_of(position.holder.span)))?
        } else if position.modality.kind == ModalityKind::Done {
            self.shuts_out(position)?
        } else {
            return None;
        };
        Some(Claim { scope, among: self.among(position, said_of) })
    }

    /// "only" or "first" in a position's clause, and the word it is said of: "country", or "first" itself in "was the first to recognise it".
    fn shuts_out(&self, position: &Position) -> Option<(Scope, Option<Token<'_>>)> {
        let trigger = self.document.token(position.trigger);
        // "the first country to list it": the clause may begin after the words that make the claim.
        let above = trigger.ancestors().take(HIGHEST).flat_map(|word| word.children().collect::<Vec<_>>());
        self.tokens(position.span).chain(above).find_map(|token| {
            let noun = token.head();
            let is_first = self.lexicons.record.is(RecordList::First, token);
            // "He was the first to go", "was first to go"; "among the first to go" is no claim.
            if is_first && matches!(token.dep(), "attr" | "acomp" | "oprd") && hangs_from(trigger, token) {
                return (!is_denied(token)).then_some((Scope::First, Some(token)));
            }
            let modifies = matches!(token.dep(), "amod" | "advmod" | "attr" | "nummod");
            if !modifies || !self.lexicons.record.is(RecordList::ShutOut, noun) || is_denied(noun) {
                return None;
            }
            // "the first country to recognise": the act hangs from the noun; an act joined to it by "and" is no first. "One of the first countries" is none.
            if is_first && noun.tag() != "NNS" && hangs_from(trigger, noun) {
                Some((Scope::First, Some(noun)))
            } else if self.lexicons.record.is(RecordList::Only, token) {
                Some((Scope::Only, Some(noun)))
            } else {
                None
            }
        })
    }

    /// The noun of a phrase that states are called by, else its head.
    fn noun_of(&self, span: Span) -> Option<Token<'_>> {
        self.tokens(span).find(|token| self.lexicons.record.is(RecordList::ShutOut, *token))
    }

    fn tokens(&self, span: Span) -> impl Iterator<Item = Token<'_>> {
        self.document.tokens_in(span.start..span.end).map(|at| self.document.token(at))
    }

    /// Among whom a claim is made that is said of a word.
    fn among(&self, position: &Position, said_of: Option<Token<'_>>) -> Among {
        let sentence = self.sentence(position.span);
        let mut among = Among { but: self.parties(sentence), ..Among::default() };
        let is_mission = said_of.is_some_and(|noun| MISSIONS.contains(&noun.lemma()));
        let classes = said_of.map(|noun| self.narrowing(noun)).unwrap_or_default();
        for class in classes {
            let known = self.lexicons.record.classes.members(&class.to_lowercase(), &self.lexicons.gazetteer);
            // "the only foreign embassies in the capital": where and how they are.
            if known.is_none() && is_mission {
                continue;
            }
            let members = known.unwrap_or_default();
            let both = |before: Vec<String>| before.into_iter().filter(|id| members.contains(id)).collect();
            among.members = Some(among.members.map_or_else(|| members.clone(), both));
            among.class = class;
        }
        // A member of what nobody says, or of a time nobody knows.
        let is_member = said_of.is_some_and(|noun| matches!(noun.lemma(), "member" | "ally" | "capital"));
        match self.since(position, sentence) {
            Some(Ok(since)) => among.since = Some(since),
            Some(Err(())) => among.members = Some(Vec::new()),
            None if self.is_narrowed(position) => among.members = Some(Vec::new()),
            None if is_member && among.members.is_none() => among.members = Some(Vec::new()),
            None => {}
        }
        among
    }

    /// "the first to do so while a member of the union": a clause behind the act that tells of whom the claim holds.
    fn is_narrowed(&self, position: &Position) -> bool {
        let sentence = self.document.sentence(self.document.token(position.trigger).sentence());
        let mut behind = (position.trigger..sentence.end).map(|at| self.document.token(at));
        behind.any(|token| self.lexicons.record.is(RecordList::Narrowing, token))
    }

    /// What narrows a noun, as written: "G7" of "G7 nation", "Africa" of "country in Africa".
    fn narrowing(&self, noun: Token<'_>) -> Vec<String> {
        let is = |list: RecordList, token: Token<'_>| self.lexicons.record.is(list, token);
        let phrase = |noun: Token<'_>| {
            let before = noun.edges().start..noun.index;
            let words = before.map(|at| self.document.token(at)).filter(|token| {
                !matches!(token.dep(), "det" | "neg" | "predet" | "punct" | "case") && !is(RecordList::Plain, *token)
                    || token.text() == "-"
            });
            let spans: Vec<Span> = words.map(|token| token.bytes().into()).collect();
            let (first, last) = (spans.first()?, spans.last()?);
            Some(Span::new(first.start, last.end).of(self.text).to_string())
        };
        let mut found: Vec<String> = phrase(noun).into_iter().collect();
        for within in noun.children().filter(|child| child.dep() == "prep" && is(RecordList::Within, *child)) {
            let Some(inside) = within.child("pobj") else { continue };
            if is(RecordList::Everywhere, inside) || inside.entity_label() == "DATE" {
                continue;
            }
            // "among Arab states": the states tell nothing, what stands before them does.
            let told = phrase(inside).filter(|_| is(RecordList::ShutOut, inside)).unwrap_or_else(|| {
                let whole = inside.edges().start..=inside.index;
                let mut words = whole.map(|at| self.document.token(at)).filter(|token| token.dep() != "det");
                let first = words.next().map_or(inside.bytes().start, |token| token.bytes().start);
                Span::new(first, inside.bytes().end).of(self.text).to_string()
            });
            found.push(told);
        }
        found
    }

    /// From when on a claim counts: "the first this year", "the first since May". An error where the words for it tell no day.
    fn since(&self, position: &Position, sentence: Span) -> Option<Result<Date, ()>> {
        let dates = self.layers.dates.iter().filter(|date| sentence.contains(date.span));
        let is_period = |date: &&DateExpression| {
            let days = date.interval.and_then(|(first, last)| last.since(first).ok()).map(|span| span.get_days());
            let is_its_own = position.date.as_ref().is_some_and(|own| own.value == date.value);
            days.is_some_and(|days| days > PERIOD)
                && (!is_its_own || date.span.of(self.text).to_lowercase().starts_with("this"))
        };
        // "the first in two decades": who was before that is not asked.
        let is_length = |date: &DateExpression| {
            let before = date.tokens.start.checked_sub(1).map(|at| self.document.token(at));
            date.kind == DateKind::Duration && before.is_some_and(|word| matches!(word.text(), "in" | "for"))
        };
        if let Some(since) = self.tokens(position.span).find(|token| token.text() == "since") {
            let after = dates.clone().find(|date| date.tokens.start == since.index + 1);
            return Some(after.and_then(|date| date.interval).map(|(first, _)| first).ok_or(()));
        }
        if dates.clone().any(is_length) {
            return Some(Err(()));
        }
        dates.clone().find(is_period).and_then(|date| date.interval).map(|(first, _)| Ok(first))
    }
}

/// "was not the first country"
fn is_denied(noun: Token<'_>) -> bool {
    let is_not = |word: Token<'_>| word.child("neg").is_some();
    is_not(noun) || matches!(noun.dep(), "attr" | "acomp" | "oprd") && is_not(noun.head())
}

/// Whether a verb is said of a noun, and not joined by "and" to one that is. "To recognise it" of "became the first country to recognise it" may hang
/// from the verb between.
fn hangs_from(verb: Token<'_>, noun: Token<'_>) -> bool {
    let is_predicate = matches!(noun.dep(), "attr" | "acomp" | "oprd");
    let mut at = verb;
    while !at.is_root() && at.dep() != "conj" && at.index != noun.index {
        let is_infinitive =
            matches!(at.dep(), "xcomp" | "advcl") && at.child("aux").is_some_and(|aux| aux.tag() == "TO");
        if is_predicate && is_infinitive && at.head().index == noun.head().index {
            return true;
        }
        at = at.head();
    }
    at.index == noun.index
}

#[cfg(test)]
mod tests {
    use crate::record::Scope;
    use crate::sample::record;

    /// What a sentence of one position claims, of which class, and whether of a party with this id.
    #[track_caller]
    fn check(sentence: &str, scope: Option<Scope>, class: &str, of: &[(&str, bool)]) {
        let record = record(sentence, "2027-06-20");
        let position = record.positions.first().expect("a position");
        assert_eq!((position.scope, position.among.class.as_str()), (scope, class), "{sentence}");
        for (id, expected) in of {
            let side = crate::record::Side { key: id.to_string(), ..Default::default() };
            assert_eq!(position.among.holds(&side), *expected, "{sentence}: {id}, {:?}", position.among);
        }
    }

    #[test]
    fn claims_of_all_states() {
        let all = [("per", true), ("fra", true)];
        check("Russia became the first country to recognise the Taliban.", Some(Scope::First), "", &all);
        check("Russia was the first to recognise the Taliban.", Some(Scope::First), "", &all);
        check("No other country has recognised the Taliban.", Some(Scope::NoOther), "", &all);
        check("Russia is the only country in the world that has recognised the Taliban.", Some(Scope::Only), "", &all);
        check("Russia was one of the first countries to recognise the Taliban.", None, "", &[]);
        check("Russia was not the first country to recognise the Taliban.", None, "", &[]);
    }

    #[test]
    fn claims_within_a_class() {
        check(
            "Canada became the first G7 nation to recognise Kosovo.",
            Some(Scope::First),
            "G7",
            &[("fra", true), ("esp", false)],
        );
        check(
            "Senegal became the first country in Africa to recognise Kosovo.",
            Some(Scope::First),
            "Africa",
            &[("ken", true), ("per", false)],
        );
        check(
            "No other Arab state has recognised Kosovo.",
            Some(Scope::NoOther),
            "Arab",
            &[("qat", true), ("per", false)],
        );
    }

    #[test]
    fn what_nobody_can_decide_is_held_against_nobody() {
        check(
            "Oman was the first developing country to recognise Kosovo.",
            Some(Scope::First),
            "developing",
            &[("qat", false)],
        );
        check(
            "Oman was the first country to recognise Kosovo in two decades.",
            Some(Scope::First),
            "",
            &[("qat", false)],
        );
    }
}
