//! The cues' own sentences, and sentences for each part of the walk.

use super::lexicon::Says;
use super::rows::CueFile;
use super::{Modality, ModalityKind, find_modality, find_modality_with_verb};
use crate::lexicon::tables::{Spanned, check_examples, read_file};
use crate::sample::{READER, document};
use crate::span::Span;
use attache_language::Document;

/// Where the act in brackets is in the sentence without them.
fn modality_of(sentence: &str) -> (Modality, Document) {
    let at = sentence.find('[').expect("an act in brackets");
    let document = document(&sentence.replace(['[', ']'], ""));
    let index = document.tokens_in(at..at + 1).start;
    (find_modality(&document, index, &READER.lexicons.modality), document)
}

#[test]
fn every_rule_fits_its_yes_and_not_its_no() {
    let file: CueFile = read_file(include_str!("../../lexicons/modality/cues.toml")).expect("the lexicon reads");
    let fits = |sentence: &str, wanted: bool, says: Says, negative: bool| {
        let (found, document) = modality_of(sentence);
        let is_so = match says {
            Says::Put(kind) => found.kind == kind && found.negated == negative,
            Says::Judged => found.judged.is_some(),
        };
        if is_so == wanted {
            return Ok(());
        }
        let tree: Vec<String> = document.tokens().map(|t| format!("{t:?}>{}", t.head().text())).collect();
        Err(format!("{:?} {} judged: {:?} {}", found.kind, found.negated, found.judged, tree.join(" | ")))
    };
    let mut wrong = Vec::new();
    for row in file.cue.into_iter().map(Spanned::into_inner) {
        wrong.extend(check_examples(&row.name, &row.yes, &row.no, &row.misses, |sentence, wanted| {
            fits(sentence, wanted, row.kind.0, row.negative)
        }));
    }
    for row in file.modal.into_iter().map(Spanned::into_inner) {
        wrong.extend(check_examples(&row.name, &row.yes, &row.no, &row.misses, |sentence, wanted| {
            fits(sentence, wanted, Says::Put(row.kind.0), false)
        }));
    }
    for row in file.condition.into_iter().map(Spanned::into_inner) {
        wrong.extend(check_examples(&row.name, &row.yes, &row.no, &row.misses, |sentence, wanted| {
            fits(sentence, wanted, Says::Put(ModalityKind::Conditional), false)
        }));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// `expected`: the kind, `-` before it where negated; then condition and cue, `/` between, where there are any.
#[track_caller]
fn check(sentence: &str, expected: &str) {
    let (found, document) = modality_of(sentence);
    let quote = |span: Option<Span>| span.map_or("", |span| span.of(document.text())).to_string();
    let sign = if found.negated { "-" } else { "" };
    let said = format!("{sign}{}/{}/{}", found.kind.name(), quote(found.condition), quote(found.cue));
    let tree: Vec<String> = document.tokens().map(|t| format!("{t:?}>{}", t.head().text())).collect();
    assert_eq!(said.trim_end_matches('/'), expected, "{sentence}\n{}", tree.join(" | "));
}

#[test]
fn plain_statements_are_done() {
    check("Russia has formally [recognised] the Taliban.", "done");
    check("The council was [recognised] by France on Friday.", "done");
    check("Kenya is [recalling] its ambassador.", "done");
    check("Nauru became the first state to [recognise] the republic.", "done");
    check("After [recognising] Kosovo, Dublin opened an embassy.", "done");
    check("Peru said it had [recognised] Palestine.", "done");
    check("Peru accepted the envoy, thereby [recognising] the council.", "done");
}

#[test]
fn an_alternative_is_no_negation() {
    let (found, _) = modality_of("Peru will decide whether or not to [recognise] the council.");
    assert!(!found.negated && found.kind != ModalityKind::Refused, "{found:?}");
}

#[test]
fn negation_has_a_scope() {
    check("Japan did not [recognise] the council.", "refused//not");
    check("No country has [recognised] the Taliban.", "refused//No");
    check("Nobody [recognised] the council.", "refused//Nobody");
    check("Ghana no longer [recognises] the republic.", "refused//longer");
    check("Canada has no plans to [recognise] the government.", "refused//no");
    check("Canada does not plan to [recognise] the government.", "refused//not");
    check("Lima said that it was in no hurry to [recognise] the council.", "refused//hurry");
    check("Peru has no plans to [recognise] the council, she told reporters on Monday.", "refused//no");
    check("Japan is not expected to [recognise] the council.", "-expected//not");
    check("Japan decided not to [recognise] the council.", "refused//decided");
    check("Kuwait called on Iraq not to [recognise] the council.", "-urged//called");
    check("The minister did not rule out [recognising] Kosovo.", "considering//not");
    check("Japan may not [recognise] the council.", "-expected//may");
    check("Islamabad should not [recognise] the council.", "-urged//should");
    check("Rome cannot [recognise] the council.", "refused//not");
}

#[test]
fn governors_are_read_from_the_inside_out() {
    check("Russia is expected to refuse to [recognise] the council.", "-expected//expected");
    check("Berlin said it would [recognise] Palestine.", "announced//would");
    check("Berlin said it would not [recognise] Palestine.", "refused//would");
    check("Analysts say Beijing will [recognise] the Taliban.", "expected//will");
    check("Oslo and Madrid agreed to visit and [recognise] Palestine.", "announced//agreed");
    check("Russia to [recognise] Taliban", "expected//to");
    check("The talks do not amount to [recognition] of the council.", "denied//not");
    check("Tehran rejected calls to [recognise] Israel.", "refused//rejected");
}

#[test]
fn conditions_are_kept() {
    check("Paris will [recognise] the state if talks resume.", "conditional/if talks resume/will");
    check("Paris will not [recognise] the state unless talks resume.", "conditional/unless talks resume/not");
    check("Paris would [recognise] the state only if talks resumed.", "conditional/only if talks resumed/would");
    check("[Recognition] depends on the group's conduct.", "conditional/on the group's conduct/depends");
    check("India talks to the group without [recognising] it.", "refused//without");
    check("Oslo will [recognise] it based on its conduct.", "conditional/based on its conduct/will");
    check("If Russia [recognises] the council, Kyiv will protest.", "conditional//If");
}

#[test]
fn any_token_can_be_asked_about() {
    let long = "not and will ".repeat(200);
    for text in ["", "to to to", "If not, unless until.", "“No,” he said.", long.as_str()] {
        let document = document(text);
        for index in 0..document.len() {
            let found = find_modality(&document, index, &READER.lexicons.modality);
            assert!(found.cue.is_none_or(|cue| text.is_char_boundary(cue.start) && cue.end <= text.len()));
        }
    }
}

#[track_caller]
fn check_with_verb(sentence: &str, kind: ModalityKind) {
    let at = sentence.find('[').expect("an act in brackets");
    let document = document(&sentence.replace(['[', ']'], ""));
    let act = document.token(document.tokens_in(at..at + 1).start);
    assert_eq!(find_modality_with_verb(act, &READER.lexicons.modality).kind, kind, "{sentence}");
}

#[test]
fn a_noun_under_a_negated_verb_is_not_done() {
    check_with_verb("Greece has not reopened its [embassy] in Damascus.", ModalityKind::Refused);
    check_with_verb("The [embassy] was never reopened.", ModalityKind::Refused);
    check_with_verb("Greece has reopened its [embassy] in Damascus.", ModalityKind::Done);
    check_with_verb("Greece has not called since its [embassy] reopened.", ModalityKind::Done);
}
