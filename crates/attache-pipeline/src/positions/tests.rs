//! The lexicon's examples, and sentences that several rules and the resolving of holders meet in.

use super::rules::LadderFile;
use super::*;
use crate::lexicon::tables::{Spanned, check_examples, error_of, read_file};
use crate::sample::{READER, article};

/// The positions of a sentence as "holder > toward rung modality", sorted.
fn found(text: &str) -> Vec<(String, String)> {
    let reading = article(text, "2024-06-20");
    let name = |holder: &Holder| match &holder.party {
        Party::Known(at) => READER.lexicons.gazetteer.parties[*at].name.clone(),
        Party::Group(name) | Party::Named(name) => name.clone(),
        Party::Everyone => "*".to_string(),
    };
    let mut found: Vec<(String, String)> = reading.layers[0]
        .positions
        .iter()
        .map(|p| {
            let line =
                format!("{} > {} {} {}", name(&p.holder), name(&p.toward), p.rung.name(), p.modality.kind.name());
            (line, p.rule.clone())
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let lines: Vec<String> = found(text).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, expected, "{text}");
}

const LADDER: &str = include_str!("../../lexicons/positions/ladder.toml");

/// The lexicon's own examples.
#[test]
fn every_rule_finds_its_yes_and_not_its_no() {
    let mut wrong = Vec::new();
    for row in read_file::<LadderFile>(LADDER).expect("the lexicon reads").rule.into_iter().map(Spanned::into_inner) {
        let rule = format!("ladder: {}", row.name.as_str());
        wrong.extend(check_examples(&row.name, &row.yes, &row.no, &row.misses, |example, wanted| {
            let (sentence, expected) = example.split_once(" => ").unwrap_or((example, ""));
            // What the learned link adds is not the rule's.
            let found: Vec<_> = found(sentence).into_iter().filter(|(_, by)| by.starts_with("ladder")).collect();
            if !wanted {
                let taken: Vec<&String> = found.iter().filter(|(_, by)| *by == rule).map(|(line, _)| line).collect();
                return if taken.is_empty() { Ok(()) } else { Err(format!("gives {taken:?}")) };
            }
            let mut expected: Vec<&str> = expected.split("; ").filter(|line| !line.is_empty()).collect();
            expected.sort();
            let mut got: Vec<String> = found.into_iter().map(|(line, _)| line).collect();
            got.dedup();
            if got == expected { Ok(()) } else { Err(format!("gives {got:?}")) }
        }));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn mistakes_in_the_lexicon_are_named() {
    let why = |from: &str, to: &str| error_of(LADDER, from, to, PositionLexicon::parse).replace("LINE: ", "LINE ");
    assert!(
        why("toward = [\"object\"]", "toward = [\"likewise\"]")
            .starts_with("LINE `likewise` in `likewise` is no place")
    );
    assert!(why("toward = [\"object\"]", "towards = [\"object\"]").starts_with("LINE unknown field `towards`"));
    assert!(
        why("rung = \"derecog\"", "rung = \"unrecog\"").starts_with("LINE `unrecog` is no rung; there are recog, same")
    );
    assert!(
        why("act = \"sent\"", "act = \"send\"").starts_with("LINE `send` is no act; there are sent, accepted, copies")
    );
    assert!(why("[[rule]]", "[[rules]]").starts_with("LINE unknown field `rules`"));
    assert!(why("name = \"met\"", "name = \"talked-with\"").contains("another rule is called `talked-with`"));
    assert!(why("likewise = true\n", "").contains("`likewise` and rung `same` go together"));
}

/// Of two rules that fit, the one that asks for more finds the position, wherever it stands in the file.
#[test]
fn the_more_specific_rule_wins() {
    let (first, second) = ("[[rule]]\nname = \"met\"", "[[rule]]\nname = \"delegation-met\"");
    assert!(LADDER.find(first) < LADDER.find(second));
    let rules = |(_, rule): (String, String)| rule.starts_with("ladder").then_some(rule);
    let by = |text: &str| found(text).into_iter().filter_map(rules).collect::<Vec<_>>();
    assert_eq!(by("Ghana withdrew its recognition of Kosovo."), ["ladder: recognition-withdrawn"]);
    assert_eq!(by("A Taliban delegation met with Chinese officials in Tianjin."), ["ladder: delegation-met"]);
}

#[test]
fn groups_and_what_takes_up_a_party() {
    check("No other country has recognised the Taliban.", &["* > Taliban recog_gov refused"]);
    check("Most countries refuse to recognise the Taliban.", &["Most countries > Taliban recog_gov refused"]);
    check(
        "China and Russia kept quiet. Both countries will recognise the Taliban.",
        &["China > Taliban recog_gov announced", "Russia > Taliban recog_gov announced"],
    );
}

#[test]
fn names_that_stand_with_a_group() {
    let two = ["Benin > Somaliland recog_state done", "Togo > Somaliland recog_state done"];
    check("Several states, such as Togo and Benin, recognised Somaliland.", &two);
    check("Only two states have recognised Somaliland: Togo and Benin.", &two);
    check("A handful of nations, led by Togo and Benin, recognised Somaliland.", &two);
    check("A dozen African countries, Togo and Benin among them, have recognised Somaliland.", &two);
    check("Five members of the bloc, with Togo and Benin at their head, recognised Somaliland.", &two);
    check(
        "Embassies of two countries remain open in Juba: Togo and Benin.",
        &["Benin > South Sudan mission_open done", "Togo > South Sudan mission_open done"],
    );
}

#[test]
fn exceptions() {
    let chad = ["Chad > South Sudan mission_opened refused"];
    check("All neighbours have reopened their embassies in Juba except Chad.", &chad);
    check("Every neighbour has reopened its embassy in Juba, with the exception of Chad.", &chad);
    check("All the neighbours, Chad excepted, have reopened their embassies in Juba.", &chad);
    check(
        "No country but Turkey recognises Northern Cyprus.",
        &["* > Northern Cyprus recog_state refused", "Turkey > Northern Cyprus recog_state done"],
    );
    // No group is spoken of: Chad is only named.
    check("Togo closed its embassy in Juba, but Chad kept quiet.", &["Togo > South Sudan mission_closed done"]);
}

#[test]
fn one_another() {
    check(
        "Togo and Benin expelled each other's military attaches.",
        &["Benin > Togo expel done", "Togo > Benin expel done"],
    );
    check(
        "Togo and Benin will open embassies in each other's capitals.",
        &["Benin > Togo mission_opened announced", "Togo > Benin mission_opened announced"],
    );
    check(
        "Togo and Benin have restored ties. They intend to reopen their embassies.",
        &[
            "Benin > Togo mission_opened announced",
            "Benin > Togo relations done",
            "Togo > Benin mission_opened announced",
            "Togo > Benin relations done",
        ],
    );
}

#[test]
fn what_is_taken_up() {
    check(
        "Togo opened an embassy in Lima last week. Benin will open one next year.",
        &["Benin > Peru mission_opened announced", "Togo > Peru mission_opened done"],
    );
    check(
        "Kuwait sent its ambassador back to Beirut in spring, Bahrain in summer.",
        &["Bahrain > Lebanon ambassador done", "Kuwait > Lebanon ambassador done"],
    );
    // An object "it" is none of those who act.
    check(
        "Chad was first to recognise Kosovo. Chad, Togo and Benin all recognise it today.",
        &["Benin > Kosovo recog_state done", "Chad > Kosovo recog_state done", "Togo > Kosovo recog_state done"],
    );
    check(
        "Honduras will move its embassy from Tel Aviv to Jerusalem.",
        &["Honduras > Israel mission_opened announced"],
    );
    check(
        "Ireland will open an embassy in Dakar and close its embassy in Amman.",
        &["Ireland > Jordan mission_closed announced", "Ireland > Senegal mission_opened announced"],
    );
    check("What Peru did on Monday was to reopen its embassy in Kyiv.", &["Peru > Ukraine mission_opened done"]);
}

#[test]
fn persons_whose_names_nobody_knows() {
    check(
        "Slovenia has recognised Amina Diallo as interim leader of Guinea.",
        &["Slovenia > Amina Diallo recog_gov done"],
    );
}

#[test]
fn a_dateline_acts_in_nothing() {
    check(
        "WASHINGTON, December 10: Israel and Morocco agreed to normalise relations.",
        &["Israel > Morocco relations announced", "Morocco > Israel relations announced"],
    );
}

#[test]
fn who_urges_whom() {
    check("London urged other states not to recognise the Taliban.", &["United Kingdom > Taliban recog_gov urged"]);
}

#[test]
fn what_is_no_position() {
    check("Will China recognise the Taliban?", &[]);
    check("The federation recognised Kosovo as the best team of the cup.", &[]);
    check("Readers recognised Paris in the film.", &[]);
}

#[test]
fn what_nobody_says_is_no_position() {
    check("The envoy of Peru did not say that Chile would recognise Kosovo.", &[]);
    check("She was asked twice whether Chile would recognise Kosovo.", &[]);
    check("Chile will not recognise Kosovo, the ministry said.", &["Chile > Kosovo recog_state refused"]);
}

/// Who judges another's act holds nothing by it; the act stays whose it is.
#[test]
fn reactions_are_no_positions_of_who_reacts() {
    let done = &["Peru > Kosovo recog_state done"];
    for text in [
        "Serbia called Peru's recognition of Kosovo a mistake.",
        "Serbia called Peru's recognition of Kosovo on Tuesday a mistake and sent its envoy in Lima a long letter.",
        "Serbia's foreign minister called the recognition of Kosovo by Peru a grave error.",
        "Serbia described Peru's recognition of Kosovo as an error.",
        "Serbia condemned Peru's recognition of Kosovo.",
        "Serbia did not condemn Peru's recognition of Kosovo.",
        "Serbia rejected Peru's recognition of Kosovo.",
        "Serbia protested against Peru's recognition of Kosovo.",
        "Serbia condemned Peru for recognising Kosovo.",
        "Peru was criticised by Serbia for recognising Kosovo.",
        "Serbia blasted Peru over its recognition of Kosovo.",
        "Serbia pressed Peru over its recognition of Kosovo.",
        "Peru's recognition of Kosovo angered Serbia.",
        "Serbia was angered by Peru's recognition of Kosovo.",
        "Serbia voiced regret over Peru's recognition of Kosovo.",
        "Serbia said on Monday that it condemned Peru's recognition of Kosovo.",
        "Albania hailed Peru's recognition of Kosovo.",
    ] {
        check(text, done);
    }
    check("Serbia condemned the recognition of Kosovo.", &[]);
    check("Serbia would condemn any recognition of Kosovo by Peru.", &[]);
    check("China condemned Lithuania's decision to recognise Taiwan.", &["Lithuania > Taiwan recog_gov announced"]);
    check("Russia criticised Denmark's expulsion of two Iranian diplomats.", &["Denmark > Iran expel done"]);
    check("Turkey praised Qatar's restoration of ties with Egypt.", &["Qatar > Egypt relations done"]);
    check("Albania criticised Serbia for refusing to recognise Kosovo.", &["Serbia > Kosovo recog_state refused"]);
    check(
        "Russia's foreign ministry denounced the expulsion of two Belarusian diplomats by Latvia.",
        &["Latvia > Belarus expel done"],
    );
}

#[test]
fn what_somebody_does_stays_theirs() {
    check("Serbia rejected recognition of Kosovo.", &["Serbia > Kosovo recog_state refused"]);
    check("Serbia refuses to recognise Kosovo.", &["Serbia > Kosovo recog_state refused"]);
    check("Rome opposes the recognition of Kosovo.", &["Italy > Kosovo recog_state refused"]);
    check("Doha called for recognition of Kosovo.", &["Qatar > Kosovo recog_state urged"]);
    check("Serbia called on Peru not to recognise Kosovo.", &["Serbia > Kosovo recog_state urged"]);
    check("Peru celebrated its recognition of Kosovo.", &["Peru > Kosovo recog_state done"]);
    check("Ghana regrets having recognised Kosovo.", &["Ghana > Kosovo recog_state done"]);
    check("Peru's ministry hailed the recognition of Kosovo.", &["Peru > Kosovo recog_state done"]);
    check("Iran welcomed a Taliban delegation.", &["Iran > Taliban delegation done"]);
    check("Uzbekistan welcomed the Taliban ambassador.", &["Uzbekistan > Taliban ambassador done"]);
    check("Iran welcomed the resumption of ties with Saudi Arabia.", &["Iran > Saudi Arabia relations done"]);
}

/// An ambassador who is given something is sent nowhere, whatever the learned link thinks of it.
#[test]
fn ambassadors_that_are_given_something() {
    for text in [
        "Serbia sent its envoy in Lima a long letter.",
        "Serbia handed its ambassador in Lima new instructions.",
        "Serbia sent the ambassador of Peru a note.",
        "Serbia sent a long letter to its envoy in Lima.",
        "The ambassador of Serbia in Lima received a letter.",
        "The envoy of Norway to Kabul was sent a new car.",
        "Norway sent its ambassador in Kabul flowers.",
        "Peru named its ambassador in Kabul head of a commission.",
    ] {
        check(text, &[]);
    }
    check("Oman sent Libya an ambassador.", &["Oman > Libya ambassador done"]);
}

#[test]
fn what_is_recognised_may_be_told_before() {
    check("Kosovo gained a friend: Peru recognised the state on Tuesday.", &["Peru > Kosovo recog_state done"]);
    check("Somaliland had waited. On Friday Kenya recognised the republic.", &["Kenya > Somaliland recog_state done"]);
    check(
        "Kosovo thanked its friends. On Monday Chile recognised the territory.",
        &["Chile > Kosovo recog_state done"],
    );
    check("Kosovo and Somaliland both hoped. Peru recognised the state.", &[]);
}

#[test]
fn exiles_speak_for_no_state() {
    check(
        "Afghan women in exile called on other governments not to recognise the Taliban.",
        &["other governments > Taliban recog_gov urged"],
    );
}

#[test]
fn well_known_leaders_need_no_state_beside_them() {
    check(
        "Germany held back: Emmanuel Macron said that he would recognise Palestine.",
        &["France > Palestine recog_state announced"],
    );
    check(
        "On Tuesday Xi Jinping accepted the credentials of the ambassador of the Taliban.",
        &["China > Taliban ambassador done"],
    );
}

/// A pronoun inside the phrase it would stand for: each of these once ended the run.
#[test]
fn a_phrase_that_leads_back_to_itself_ends() {
    check("Kenya recognised Kosovo and their government.", &["Kenya > Kosovo recog_state done"]);
    for text in [
        "Peru received the Houthis and their negotiators in Lima.",
        "Bolivia and both of its neighbours recognised Palestine.",
        "The Houthis and their allies were recognised by Iran.",
        "No state has recognised Hamas or their cabinet.",
        "Chile recognised the Houthis and all of them and both of these and their own.",
    ] {
        found(text);
    }
    let owned = format!("China met the envoy {}of Peru.", "of the minister ".repeat(2000));
    assert!(found(&owned).len() < 4, "a chain of two thousand owners is nobody's for certain");
}

#[test]
fn a_quote_is_its_clause_and_no_more() {
    let one = "Chile recognised Kosovo in the spring of that year";
    let text = format!("{one} and {}.", vec![one; 300].join(" and "));
    let reading = article(&text, "2024-06-20");
    let positions = &reading.layers[0].positions;
    assert!(positions.len() > 200, "{}", positions.len());
    for position in positions {
        let quote = position.span.of(&reading.page.text);
        assert!(quote.len() <= 400 && quote.contains("recognised"), "{quote}");
    }
    assert!(reading.articles.notes.iter().any(|note| note.why.contains("read in pieces")));
}

#[test]
fn pairs_beyond_the_bound_are_left_out_and_said() {
    let reading =
        article(&"On that day Chile and Peru recognised Kosovo and Abkhazia, it said. ".repeat(900), "2024-06-20");
    let found = &reading.layers[0];
    let tokens = found.document.as_ref().map_or(0, |document| document.len());
    assert_eq!(found.positions.len(), 256 + tokens / 4);
    assert!(reading.articles.notes.iter().any(|note| note.why.contains("positions of the article were read")));
}
