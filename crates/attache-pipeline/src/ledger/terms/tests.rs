use super::*;
use crate::ledger::keep_ledger;
use crate::recording::take_record;
use crate::sample::{READER, article, as_bytes};

fn record(outlet: &str, text: &str) -> Record {
    let reading = article(&format!("Talks go on\n\n{text}\n"), "2021-09-01");
    let taken = take_record(&reading, 0, &READER.lexicons, &as_bytes);
    Record { id: format!("{outlet} {text}"), outlet: Some(outlet.into()), ..taken }
}

/// "Party: term", with "(scare)" and "in the mouth of", of each calling.
fn told(record: &Record) -> Vec<String> {
    let told = |designation: &DesignationRecord| {
        let scare = if designation.scare { " (scare)" } else { "" };
        let mouth = designation.mouth.as_ref().map(|mouth| format!(" in the mouth of {mouth}")).unwrap_or_default();
        format!("{}: {}{scare}{mouth}", designation.party.name, designation.term)
    };
    record.designations.iter().map(told).collect()
}

#[test]
fn examples_of_the_lexicon_hold() {
    let mut wrong = Vec::new();
    let found = |sentence: &str| told(&record("a", sentence));
    for sentence in &READER.lexicons.terms.misses {
        let (text, expected) = sentence.split_once(" => ").unwrap_or((sentence, ""));
        if found(text).contains(&expected.to_string()) {
            wrong.push(format!("no longer missed, and can move to `yes`: {sentence}"));
        }
    }
    for (sentence, expected) in &READER.lexicons.terms.examples {
        let found = found(sentence);
        let holds = if expected.is_empty() { found.is_empty() } else { found.contains(expected) };
        if !holds {
            wrong.push(format!("{sentence}\n  wanted {expected:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(told(&record("a", text)), expected, "{text}");
}

#[test]
fn whose_words_it_is() {
    check(
        "“The Taliban regime will fall,” Ann Lee said. The Taliban government denied it.",
        &["Taliban: Taliban regime in the mouth of Ann Lee", "Taliban: Taliban government"],
    );
    check("Moscow said that the Taliban regime would fall.", &["Taliban: Taliban regime in the mouth of Russia"]);
    check("Envoys of the “Islamic Emirate” came to Moscow.", &["Taliban: Islamic Emirate (scare)"]);
}

#[test]
fn outlets_and_others_are_counted_apart() {
    let records = [
        record("The Courier", "The Taliban regime shut the border. The Taliban regime opened it again."),
        record("The Post", "The Taliban regime shut the border."),
        record("The Mirror", "“The Taliban regime shut the border,” Ann Lee said on Monday."),
    ];
    let kept: Vec<&Record> = records.iter().collect();
    let terms = keep_ledger(&kept).terms;
    assert_eq!((terms.len(), terms[0].terms.len()), (1, 1), "{terms:?}");
    let term = &terms[0].terms[0];
    let uses = |list: &[Use]| -> Vec<(String, usize)> {
        list.iter().map(|by| (by.who.clone().unwrap_or_default(), by.count)).collect()
    };
    assert_eq!(term.term, "Taliban regime");
    assert_eq!(uses(&term.own), [("The Courier".to_string(), 2), ("The Post".to_string(), 1)]);
    assert_eq!(uses(&term.mouths), [("Ann Lee".to_string(), 1)]);
    let back: Vec<&Record> = records.iter().rev().collect();
    assert_eq!(keep_ledger(&back).terms, terms);
}

#[test]
fn evidence_is_its_characters() {
    let text = "Né à Kaboul, the Taliban’s interim government met envoys of “breakaway” Somaliland and of Burma.";
    let record = record("a", text);
    let page = format!("Talks go on\n\n{text}\n");
    assert!(record.designations.len() > 1, "{:?}", told(&record));
    for designation in &record.designations {
        let evidence = &designation.evidence;
        assert_eq!(page.get(evidence.at.start..evidence.at.end), Some(evidence.quote.as_str()));
    }
}
