//! Which date a clause tells of its verb.
//!
//! In: the date expressions of a document, a token. Out: the expression that modifies it. In "Moscow, which recognised them on
//! July 3, said on Friday that talks went on", `recognised` has July 3, `said` has Friday, `went` none.

use super::DateExpression;
use super::tense::root_of;
use attache_language::{Document, Pos, Token};

/// Steps up the tree, at most.
const HIGHEST: usize = 16;

/// The calendar date that modifies a token, a verb as a rule: attached to it or to its complements below no other verb; else
/// the nearest such date of its clause chain (of a verb joined to it by "and", or of the verb it is an infinitive of).
/// `None` where only other clauses have dates, and where its own has no calendar value ("lifted in April this year", of an
/// undated page). Durations, sets and references are never given. Linear in the dates of the sentence.
pub fn of_clause<'d>(dates: &'d [DateExpression], document: &Document, token: usize) -> Option<&'d DateExpression> {
    if token >= document.len() {
        return None;
    }
    let verb = document.token(token);
    let sentence = document.sentence(verb.sentence());
    let first = dates.partition_point(|date| date.tokens.start < sentence.start);
    let here = dates[first..].iter().take_while(|date| date.tokens.start < sentence.end);
    let mut best: Option<(usize, usize, &DateExpression)> = None;
    // One without a year counts, too: the clause has its day, and no other's.
    let is_day = |date: &&DateExpression| date.is_calendar() || date.value.starts_with("XXXX");
    for date in here.filter(is_day) {
        let Some(rank) = rank_of(document, date, verb) else { continue };
        let distance = date.tokens.start.abs_diff(token);
        if best.is_none_or(|(other, near, _)| (rank, distance) < (other, near)) {
            best = Some((rank, distance, date));
        }
    }
    best.map(|(_, _, date)| date).filter(|date| date.is_calendar())
}

/// How closely a date modifies a verb: the fewer clauses between, the lower; `None` if another clause has it.
fn rank_of(document: &Document, date: &DateExpression, verb: Token) -> Option<usize> {
    let clause = clause_of(root_of(document, date.tokens.clone())?);
    if clause == verb {
        return Some(0);
    }
    // The token may be no verb (an event's noun): what hangs below it is its own.
    if !is_verb(verb) {
        // Not what is told of another noun below it: "the second to do it after Peru, which did so in July".
        let of_another = is_verb(clause) && clause.head() != verb && verb.is_ancestor_of(clause);
        let own = verb.is_ancestor_of(document.token(date.tokens.start)) && !of_another;
        if own {
            return Some(0);
        }
        return (clause_of(verb) == clause).then_some(1);
    }
    let mut here = verb;
    for step in 1..HIGHEST {
        let shares = matches!(here.dep(), "conj" | "xcomp") && is_verb(here.head());
        if !shares {
            break;
        }
        here = here.head();
        if here == clause {
            return Some(step + 1);
        }
    }
    None
}

fn is_verb(token: Token) -> bool {
    matches!(token.pos(), Pos::Verb | Pos::Aux)
}

/// The verb of the clause a token is in: itself, or its nearest ancestor that is one; a root where there is none.
fn clause_of(token: Token) -> Token {
    let mut here = token;
    for _ in 0..HIGHEST {
        if is_verb(here) && !matches!(here.dep(), "aux" | "auxpass") || here.is_root() {
            break;
        }
        here = here.head();
    }
    here
}

#[cfg(test)]
mod tests {
    use crate::dates::{Anchor, find_dates, of_clause};
    use crate::sample::{READER, document};

    #[track_caller]
    fn check(text: &str, verb: &str, expected: Option<&str>) {
        let document = document(text);
        let anchor = Anchor::published("2021-08-18".parse().unwrap());
        let dates = find_dates(&document, &anchor, &READER.lexicons.dates);
        let token = document.tokens().find(|token| *token.text() == *verb).expect("the verb");
        let found = of_clause(&dates, &document, token.index).map(|date| date.value.as_str());
        assert_eq!(found, expected, "{verb} in {text}");
    }

    #[test]
    fn each_verb_has_its_own_date() {
        let text = "Moscow, which recognised them on July 3, said on Friday that talks went on.";
        check(text, "recognised", Some("2021-07-03"));
        check(text, "said", Some("2021-08-13"));
        check(text, "went", None);
        check("Beijing closed its embassy in 1993 and reopened it.", "closed", Some("1993"));
        check("On Monday the envoy left Kabul and flew home.", "flew", Some("2021-08-16"));
        check("The ministry plans to open a mission in October.", "open", Some("2021-10"));
        check("The envoy left after two weeks.", "left", None);
        check("The envoy said he would leave.", "leave", None);
    }

    #[test]
    fn nouns_have_the_dates_below_them() {
        check("The attack on Sunday was condemned on Tuesday.", "attack", Some("2021-08-15"));
        check("Chile is the second country after Peru, which joined in July, to sign.", "country", None);
    }
}
