//! Where a document names a person.
//!
//! In: a [`Document`], its party mentions and the words for posts. Out: [`NameMention`]s in order. "Chinese Foreign Minister
//! Wang Yi met Mr Hassan Hassan" names two: "Wang Yi" and "Hassan Hassan", the second with the honorific of a man.
//!
//! The model's PERSON is one sign among several (it finds nine names in ten of Western news, fewer of others): a run of
//! proper nouns behind an honorific or a post, or joined to one by a comma, is a name too. It does not say which names are
//! one person's.

use super::leaders::Leaders;
use super::mentions::Mentions;
use super::parties::PartyMention;
use super::roles::{Gender, Roles};
use attache_language::{Document, Pos, Token};
use std::ops::Range;

/// A person's name, standing in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// Its tokens, without honorific, post or possessive.
    pub tokens: Range<usize>,
    /// What an honorific before it says.
    pub gender: Gender,
}

/// Longer runs of capitals are headlines, in tokens.
const LONGEST: usize = 7;

/// The names of a document. Linear in its tokens.
pub fn find_names(document: &Document, parties: &[PartyMention], roles: &Roles, leaders: &Leaders) -> Vec<NameMention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < document.len() {
        let run = read_run(document, at, parties, roles);
        if run.is_empty() {
            at += 1;
            continue;
        }
        let next = run.end;
        let run = without_institution(document, run, roles);
        let honorific = run.start.checked_sub(1).map(|before| document.token(before));
        let honorific = honorific.filter(|before| before.sentence() == document.token(run.start).sentence());
        let gender = honorific.and_then(|before| roles.honorific(before.text()));
        let is_known = || {
            let words: Vec<&str> = run.clone().map(|at| document.token(at).text()).collect();
            leaders.party_of(&words.join(" "), None).is_some()
        };
        if run.len() <= LONGEST && (gender.is_some() || is_name(document, &run, roles) || is_known()) {
            found.push(NameMention { tokens: run, gender: gender.unwrap_or_default() });
        }
        at = next;
    }
    found
}

/// The proper nouns that begin at a token and belong together.
fn read_run(document: &Document, start: usize, parties: &[PartyMention], roles: &Roles) -> Range<usize> {
    let part = document.parts().len();
    let begins = |token: Token<'_>| {
        token.pos() == Pos::Propn
            && token.text().chars().next().is_some_and(char::is_alphabetic)
            && roles.honorific(token.text()).is_none()
            && !roles.is_office(token.text())
            && !is_other(token)
            && !is_party(token, parties)
    };
    if part == 0 || !begins(document.token(start)) {
        return start..start;
    }
    let sentence = document.sentence(document.token(start).sentence()).end;
    let mut end = start + 1;
    while end < sentence {
        let token = document.token(end);
        let next = (end + 1 < sentence).then(|| document.token(end + 1));
        let near =
            document.token(end - 1).has_space_after() || token.text() == "-" || document.token(end - 1).text() == "-";
        if near && begins(token) {
            end += 1;
        // "al", "von", a hyphen: only with a name behind.
        } else if (roles.is_particle(token.text()) || token.text() == "-") && next.is_some_and(begins) {
            end += 2;
        } else {
            break;
        }
    }
    start..end
}

/// "Secretary of State Blinken": a word between "of" and a name belongs to the post.
fn without_institution(document: &Document, run: Range<usize>, roles: &Roles) -> Range<usize> {
    let (Some(of), Some(post)) = (run.start.checked_sub(1), run.start.checked_sub(2)) else { return run };
    let of_post = document.token(of).lemma() == "of" && roles.is_office(document.token(post).text());
    if !of_post || run.len() < 2 {
        return run;
    }
    let named = run.clone().find(|at| {
        let token = document.token(*at);
        token.entity_label() == "PERSON" && token.entity_iob() == "B" && *at > run.start
    });
    named.unwrap_or(run.start + 1)..run.end
}

/// Whether the model took a token for something that is nobody's name.
fn is_other(token: Token<'_>) -> bool {
    let label = token.entity_label();
    matches!(label, "DATE" | "TIME" | "EVENT" | "LAW" | "WORK_OF_ART" | "LANGUAGE" | "FAC" | "LOC" | "MONEY" | "NORP")
}

fn is_party(token: Token<'_>, parties: &[PartyMention]) -> bool {
    Mentions(parties).at(token.bytes()).is_some()
}

/// Whether a run of proper nouns is a person's: by the model, by a post beside it.
fn is_name(document: &Document, run: &Range<usize>, roles: &Roles) -> bool {
    let tokens = || run.clone().map(|at| document.token(at));
    let labels = |label: &str| tokens().filter(|token| token.entity_label() == label).count();
    if run.len() > 1 && tokens().any(|token| roles.is_institution(token.text())) {
        return false;
    }
    if 2 * labels("PERSON") >= run.len() {
        return true;
    }
    let first = document.token(run.start);
    let head = head_of(document, run);
    let same = |token: &Token<'_>| token.sentence() == first.sentence();
    let before = run.start.checked_sub(1).map(|at| document.token(at)).filter(same);
    let post_before = before.is_some_and(|before| roles.is_office(before.text()) && !before.text().ends_with('s'));
    let joined = head.children().any(|child| child.dep() == "appos" && roles.is_office(child.text()));
    // The parser may join a name to the last noun of a post: "the president of Somaliland, Mohamed Abdullahi".
    let mut post = head.head();
    while matches!(post.dep(), "pobj" | "prep") && !post.is_root() {
        post = post.head();
    }
    let is_post = roles.is_office(post.text()) || roles.is_calling(post.lemma()) && run.len() > 1;
    let joins = head.dep() == "appos" && is_post;
    // "Mayor Odile Varga", taken for a company: a title that begins no names of things.
    let titled = before.is_some_and(|before| {
        before.text().starts_with(char::is_uppercase) && !roles.begins_names_of_things(before.text())
    });
    let institution =
        tokens().any(|token| token.entity_label() == "ORG") && run.len() > 1 && !(titled && run.len() == 2);
    // "Deputy Foreign Minister": the word between two posts is nobody's name. "chargé d'affaires"
    let after = (run.end < document.len()).then(|| document.token(run.end));
    let goes_on = after.is_some_and(|after| {
        same(&after) && roles.is_office(after.text()) && document.token(run.end - 1).head() == after
    });
    if goes_on || !first.text().starts_with(char::is_uppercase) {
        return false;
    }
    post_before && !institution || joined || joins
}

/// The token a run hangs from.
pub fn head_of<'d>(document: &'d Document, run: &Range<usize>) -> Token<'d> {
    let outside =
        run.clone().map(|at| document.token(at)).find(|token| !run.contains(&token.head().index) || token.is_root());
    outside.unwrap_or_else(|| document.token(run.end.saturating_sub(1).max(run.start)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::parties::find_parties;
    use crate::sample::{READER, document};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = document(text);
        let parties = find_parties(text, &READER.lexicons.gazetteer);
        let names = find_names(&document, &parties, &READER.lexicons.roles, &READER.lexicons.gazetteer.leaders);
        let found: Vec<&str> = names.iter().map(|name| document.quote(name.tokens.clone())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_with_and_without_posts() {
        check("Chinese Foreign Minister Wang Yi met Mr Hassan Hassan in Kabul.", &["Wang Yi", "Hassan Hassan"]);
        check("Dmitry Zhirnov, Russia's ambassador to Afghanistan, said so.", &["Dmitry Zhirnov"]);
        check("The president of Somaliland, Mohamed Abdullahi, spoke.", &["Mohamed Abdullahi"]);
        check("US Secretary of State Blinken left.", &["Blinken"]);
        check("The representative, Zamir Kabulov, spoke to reporters.", &["Zamir Kabulov"]);
        check("Mayor Odile Varga said the toll would go.", &["Odile Varga"]);
        check("\"The river is dead,\" said the miller, Jan Roth.", &["Jan Roth"]);
        check(
            "Ursula von der Leyen and Abdul Qahar al-Balkhi agreed.",
            &["Ursula von der Leyen", "Abdul Qahar al-Balkhi"],
        );
    }

    #[test]
    fn what_is_no_name() {
        check("The Foreign Ministry in Moscow said on Monday that China would wait.", &[]);
        check("The Security Council met in New York.", &[]);
    }
}
