//! Lemmas: a word's base form, by its part of speech.
//!
//! In: a word, its part of speech and features. Out: the lemma. "recognised" as `VERB` is `recognise`; "talks" as `NOUN` is `talk`.
//!
//! Source: WordNet's morphy (Fellbaum, 1998): exceptions first, then endings replaced where the result is a known word; tables and
//! order of choice are spaCy's.

use crate::labels::Pos;
use crate::model::Model;
use crate::tokens::shape::is_letter;
use std::borrow::Cow;

/// The lemma of a word. `lower` is its text in lower case; `features` as Universal Dependencies write them.
pub fn find_lemma<'w>(model: &Model, text: &'w str, lower: &'w str, pos: Pos, features: &str) -> Cow<'w, str> {
    if matches!(pos, Pos::None | Pos::Space) || model.blueprint.language == "en" && is_base_form(pos, features) {
        return lower.into();
    }
    let name = pos.name().to_lowercase();
    let index = model.table(&format!("index {name}")).ok();
    let exceptions = model.table(&format!("exceptions {name}")).ok();
    let rules = model.blueprint.lemma_rules.get(&name);
    if index.is_none() && exceptions.is_none() && rules.is_none() {
        return if pos == Pos::Propn { text.into() } else { lower.into() };
    }
    let known = |form: &str| index.is_some_and(|index| index.get(form).is_some());
    let (mut forms, mut unknown): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for (old, new) in rules.into_iter().flatten() {
        let Some(stem) = lower.strip_suffix(old.as_str()) else { continue };
        let form = format!("{stem}{new}");
        if form.is_empty() {
            continue;
        }
        if known(&form) {
            forms.insert(0, form);
        } else if !form.chars().all(is_letter) {
            forms.push(form);
        } else {
            unknown.push(form);
        }
    }
    let mut kept: Vec<String> = Vec::new();
    for form in forms {
        if !kept.contains(&form) {
            kept.push(form);
        }
    }
    let listed = exceptions.and_then(|exceptions| exceptions.get(lower));
    for form in listed.into_iter().flat_map(|forms| forms.split('\n')) {
        if !kept.iter().any(|kept| kept == form) {
            kept.insert(0, form.to_string());
        }
    }
    match kept.into_iter().chain(unknown).next() {
        Some(form) => form.into(),
        None => text.into(),
    }
}

/// Whether the features say that the word is its own lemma: true of English, whose rules this is for.
fn is_base_form(pos: Pos, features: &str) -> bool {
    let feature = |name: &str| {
        features.split('|').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name)).map(|pair| pair.1)
    };
    match pos {
        Pos::Noun if feature("Number") == Some("Sing") => true,
        Pos::Verb
            if feature("VerbForm") == Some("Fin")
                && feature("Tense") == Some("Pres")
                && feature("Number").is_none() =>
        {
            true
        }
        _ => matches!(feature("VerbForm"), Some("Inf" | "None")) || feature("Degree") == Some("Pos"),
    }
}
