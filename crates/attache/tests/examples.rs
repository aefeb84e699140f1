//! What the dossier must say of `examples/`, as a desk officer would ask it.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::Value;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

/// The dossier of all examples; read once.
static DOSSIER: LazyLock<Value> = LazyLock::new(|| dossier(&[]));

fn dossier(more: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples"));
    let output =
        command.args(["dossier", ".", "--captures", "captures.csv", "--format", "json"]).args(more).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("no list {key}"))
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("-")
}

/// Entries of a holder toward another on a rung, each as "modality day status".
fn stands(dossier: &Value, holder: &str, toward: &str, rung: &str) -> Vec<String> {
    let fits = |entry: &&Value| {
        text(&entry["holder"], "name") == holder
            && text(&entry["toward"], "name") == toward
            && text(entry, "rung") == rung
    };
    let told = |entry: &Value| {
        format!("{} {} {}", text(entry, "modality"), text(&entry["date"], "value"), text(entry, "status"))
    };
    list(dossier, "entries").iter().filter(fits).map(told).collect()
}

#[track_caller]
fn check(holder: &str, toward: &str, rung: &str, expected: &str) {
    let found = stands(&DOSSIER, holder, toward, rung);
    assert!(found.iter().any(|entry| entry == expected), "{holder} toward {toward}, {rung}: {found:?}, not {expected}");
}

fn report<'d>(dossier: &'d Value, path: &str) -> &'d Value {
    let mut reports = list(dossier, "reports").iter();
    reports.find(|report| text(report, "path") == format!("./{path}")).unwrap_or_else(|| panic!("no report {path}"))
}

fn origins(path: &str) -> Vec<String> {
    let origins = list(report(&DOSSIER, path), "origins").iter();
    origins.map(|origin| format!("{} {}", text(origin, "kind"), text(origin, "name"))).collect()
}

/// The utterance that a wording belongs to, by some of its words.
fn utterance(words: &str) -> &'static Value {
    let holds =
        |utterance: &&Value| list(utterance, "wordings").iter().any(|wording| text(wording, "quote").contains(words));
    list(&DOSSIER, "utterances").iter().find(holds).unwrap_or_else(|| panic!("no utterance with {words}"))
}

fn outlets_of(utterance: &Value) -> Vec<&str> {
    let mut paths: Vec<&str> = list(utterance, "wordings").iter().map(|wording| text(wording, "path")).collect();
    paths.dedup();
    paths.iter().map(|path| path.trim_start_matches("./")).collect()
}

/// Who stands where, since when, and whether it still holds.
#[test]
fn main_acts_have_their_days_and_stand() {
    check("Russia", "Taliban", "recog_gov", "done 2025-07-03 standing");
    check("Russia", "Taliban", "terror_delisted", "done 2025-04-17 standing");
    check("Kazakhstan", "Taliban", "terror_delisted", "done 2024-06-03 standing");
    check("Kyrgyzstan", "Taliban", "terror_delisted", "done 2024-09 standing");
    check("China", "Taliban", "ambassador", "done 2024-01-30 standing");
    check("United Arab Emirates", "Taliban", "ambassador", "done 2024-08-21 standing");
    check("Afghanistan", "United Kingdom", "mission_closed", "done 2024-09-27 standing");
    check("India", "Afghanistan", "mission_opened", "done 2025-10-21 standing");
    check("Norway", "Palestine", "recog_state", "done 2024-05-28 standing");
    check("Colombia", "Israel", "break", "done 2024-05-02 standing");
    check("Israel", "Spain", "downgrade", "done 2024-W21 standing");
}

/// What was expected, announced or refused before is superseded by the act; who is in no hurry refuses.
#[test]
fn earlier_positions_are_superseded_and_refusals_are_refusals() {
    check("Russia", "Taliban", "recog_gov", "expected - superseded");
    check("Russia", "Taliban", "recog_gov", "refused 2021-08-17 superseded");
    check("Russia", "Taliban", "terror_listed", "done 2003 superseded");
    check("India", "Afghanistan", "mission_opened", "announced 2025-10-10 superseded");
    check("Pakistan", "Taliban", "recog_gov", "refused - standing");
    check("United States", "Taliban", "recog_gov", "refused 2021-08-27 standing");
    check("Canada", "Taliban", "recog_gov", "refused 2021-W33 standing");
    check("Tajikistan", "Taliban", "recog_gov", "refused - standing");
    check("France", "Palestine", "recog_state", "announced 2024-05-29 standing");
}

/// Russia's act is one entry, whoever tells it and when: four papers of July, two of October.
#[test]
fn russias_recognition_is_one_entry() {
    let done: Vec<String> = stands(&DOSSIER, "Russia", "Taliban", "recog_gov")
        .into_iter()
        .filter(|entry| entry.starts_with("done"))
        .collect();
    assert_eq!(done, ["done 2025-07-03 standing"]);
}

/// China has recognised nobody in Kabul since 2021: a lawyer's verdict is contested, and Ghani's government is another.
#[test]
fn china_has_not_recognised_the_taliban() {
    for entry in stands(&DOSSIER, "China", "Taliban", "recog_gov") {
        assert!(!entry.starts_with("done") || entry.ends_with("contested"), "{entry}");
        assert!(!entry.starts_with("announced"), "{entry}");
    }
    check("China", "Taliban", "recog_gov", "done 2024-01-30 contested");
    check("China", "former government of Afghanistan", "recog_gov", "done 2021-07-28 superseded");
    for state in ["Iran", "Pakistan", "Uzbekistan", "United Arab Emirates", "United States", "United Kingdom"] {
        let entries = stands(&DOSSIER, state, "Taliban", "recog_gov");
        // Pakistan recognised the first Emirate.
        let is_done = |entry: &String| entry.starts_with("done") && !entry.starts_with("done 1997");
        assert!(!entries.iter().any(is_done), "{state}: {entries:?}");
    }
}

#[test]
fn disagreements_are_shown() {
    let found: Vec<String> = list(&DOSSIER, "contradictions")
        .iter()
        .map(|one| format!("{} {} {}", text(one, "type"), text(one, "strength"), text(one, "about")))
        .collect();
    let has = |wanted: &str| assert!(found.iter().any(|one| one.starts_with(wanted)), "{wanted}: {found:?}");
    has("status clash India → Taliban");
    has("number differs Afghans killed");
    has("scope differs recog_gov toward Taliban: China, India");
    // A verdict is not what China did: both can hold.
    has("status differs China → Taliban");
    assert!(found.iter().all(|one| !one.contains("clash") || !one.contains("China")), "{found:?}");
    // Each says in a sentence what differs and what to check.
    for one in list(&DOSSIER, "contradictions") {
        let says = text(one, "says");
        assert!(says.contains(": check ") && says.ends_with('.'), "{says}");
    }
    let toll = list(&DOSSIER, "contradictions").iter().find(|one| text(one, "type") == "number").unwrap();
    let sides: Vec<&str> = list(toll, "sides").iter().map(|side| text(side, "quote")).collect();
    assert!(sides.iter().any(|side| side.contains("90")) && sides.iter().any(|side| side.contains("170")), "{sides:?}");
}

/// One sentence in two translations; one interview in two papers; one protest in an agency and a paper.
#[test]
fn utterances_are_joined() {
    let force = utterance("a pivotal military and political force");
    assert_eq!(text(&force["speaker"], "name"), "Wang Yi");
    let tianjin = ["meridian-wire-2021-07-28.html", "quayside-times-2021-07-29.txt", "tessel-herald-2021-07-29.html"];
    assert!(tianjin.iter().all(|path| outlets_of(force).contains(path)), "{force:#}");
    let visas = utterance("We have run out of ink twice");
    assert!(outlets_of(visas).contains(&"tessel-herald-2025-07-06.txt"), "{visas:#}");
    assert_eq!(visas["origins"], 1, "both had it from one agency");
    let nurse = utterance("My sister is a nurse");
    assert_eq!((outlets_of(nurse).len(), &nurse["origins"]), (2, &Value::from(1)));
}

#[test]
fn origins_are_named_and_counted() {
    assert!(origins("quayside-times-2021-07-29.txt").contains(&"wire Meridian Wire".to_string()));
    assert_eq!(origins("corvane-daily-2025-04-18.html"), ["wire Altamar Press", "wire Meridian Wire"]);
    assert_eq!(origins("brackley-news-2024-02-02.html"), ["outlet Kestrel Review"]);
    assert_eq!(origins("tessel-herald-2021-07-29.html"), ["own Tessel Herald"]);
    let trimmed = list(report(&DOSSIER, "quayside-times-2021-07-29.txt"), "derived_from");
    assert_eq!(text(&trimmed[0], "path"), "./meridian-wire-2021-07-28.html");
    assert_eq!(report(&DOSSIER, "dunmore-digest-2024-10-01.html")["translated_from"]["language"], "French");
    // An agency and the paper that copied it: two reports, one origin.
    let suspended = list(&DOSSIER, "entries").iter().find(|entry| {
        text(entry, "rung") == "terror_delisted"
            && text(&entry["holder"], "name") == "Russia"
            && text(entry, "modality") == "done"
    });
    let suspended = suspended.unwrap();
    assert_eq!((&suspended["reports"], &suspended["origins"]), (&Value::from(2), &Value::from(1)), "{suspended:#}");
}

#[test]
fn articles_joined_in_one_capture_come_apart() {
    let titles: Vec<&str> = list(&DOSSIER, "reports")
        .iter()
        .filter(|report| text(report, "path").contains("brightwater"))
        .map(|report| report["title"]["quote"].as_str().or(report["title"].as_str()).unwrap_or("-"))
        .collect();
    assert_eq!(titles.len(), 3, "{titles:?}");
    assert!(titles[2].starts_with("Russia prepares to take the Taliban off"), "{titles:?}");
}

#[test]
fn another_language_is_listed_and_readers_comments_are_no_reports() {
    let not_read: Vec<(&str, &str)> =
        list(&DOSSIER, "not_read").iter().map(|one| (text(one, "path"), text(one, "why"))).collect();
    assert_eq!(not_read, [("./severny-kuryer-2025-07-04.html", "in Russian: shown, not analysed further")]);
    let quotes = list(&DOSSIER, "entries").iter().flat_map(|entry| list(entry, "assertions"));
    for assertion in quotes {
        assert!(!text(assertion, "quote").contains("years ago, look it up"), "{assertion:#}");
    }
}

/// On the eve of the court's decision nobody could know of it.
#[test]
fn as_of_a_day_later_acts_are_unknown() {
    let before = dossier(&["--as-of", "2025-04-16"]);
    assert!(stands(&before, "Russia", "Taliban", "recog_gov").iter().all(|entry| !entry.starts_with("done")));
    let listed = stands(&before, "Russia", "Taliban", "terror_listed");
    assert!(listed.contains(&"done 2003 standing".to_string()), "{listed:?}");
    assert!(list(&before, "left_out").len() > 8);
}
