//! Questions in words, read: the examples of their lexicon, and names that nobody knows.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used)]

use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::people::gazetteer::Gazetteer;
use attache_pipeline::questions::{Form, QuestionLexicon, Side, read_question};

/// "form holder | step | toward", as the lexicon's examples have it.
fn shown(text: &str, lexicon: &QuestionLexicon, gazetteer: &Gazetteer) -> String {
    let query = read_question(text, lexicon, gazetteer);
    let names = |parties: &[usize], side: Side| {
        let mut names: Vec<String> = parties.iter().map(|party| gazetteer.parties[*party].name.clone()).collect();
        names.extend(query.unknown.iter().filter(|(on, _)| *on == side).map(|(_, name)| format!("({name})")));
        let asked = match (query.form, side) {
            (Form::Who | Form::HowMany, _) => "?",
            _ => "-",
        };
        if names.is_empty() { asked.to_string() } else { names.join(", ") }
    };
    let step = query.step.map_or("-", |step| step.name.as_str());
    format!(
        "{} {} | {step} | {}",
        query.form.name(),
        names(&query.holder, Side::Holder),
        names(&query.toward, Side::Toward)
    )
}

#[test]
fn the_lexicons_examples_are_read_as_they_say() {
    let lexicon = Lexicons::read_questions(|_| None).unwrap();
    let gazetteer = Lexicons::read_gazetteer(|_| None).unwrap();
    let wrong: Vec<String> = lexicon
        .examples()
        .filter_map(|(question, expected)| {
            let read = shown(question, &lexicon, &gazetteer);
            (read != *expected).then(|| format!("{question}\n  read     {read}\n  expected {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_nobody_knows_are_kept_as_written() {
    let lexicon = Lexicons::read_questions(|_| None).unwrap();
    let gazetteer = Lexicons::read_gazetteer(|_| None).unwrap();
    assert_eq!(
        shown("Has Freedonia recognised the Sylvanian Council?", &lexicon, &gazetteer),
        "yes or no (Freedonia) | recognition | (Sylvanian Council)"
    );
    assert_eq!(shown("What time is it?", &lexicon, &gazetteer), "yes or no - | - | -");
}
