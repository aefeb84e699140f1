//! A ledger that is kept and asked, as users keep and ask it.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

mod persons;

use clap::CommandFactory;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// A folder with the examples as `captures/`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("captures")).unwrap();
    for file in std::fs::read_dir(examples()).unwrap().flatten() {
        std::fs::copy(file.path(), folder.path().join("captures").join(file.file_name())).unwrap();
    }
    folder
}

/// The same with all of them added to `attache.db`.
fn kept() -> tempfile::TempDir {
    let folder = folder();
    assert!(run(folder.path(), &["add", "--captures", "captures/captures.csv", "captures"]).status.success());
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.current_dir(folder).env_remove("ATTACHE_LEDGER").args(arguments);
    command.output().unwrap()
}

#[track_caller]
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", told(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(folder, arguments)).unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn ids(lines: &Value) -> Vec<String> {
    lines.as_array().unwrap().iter().map(|line| line["id"].as_str().unwrap().to_string()).collect()
}

/// The id of Russia's recognition of 3 July 2025.
fn recognition(folder: &Path) -> String {
    let lines = json(
        folder,
        &["positions", "--holder", "Russia", "--rung", "recog_gov", "--modality", "done", "--format", "json"],
    );
    let done = lines.as_array().unwrap().iter().find(|line| line["date"]["value"] == "2025-07-03").unwrap();
    done["id"].as_str().unwrap().to_string()
}

#[test]
fn adding_again_is_nothing_and_what_lacks_is_told() {
    let folder = folder();
    let path = folder.path();
    std::fs::write(
        path.join("bare.txt"),
        "Embassy stays\n\nRussia keeps its embassy in Kabul open, the ministry in Moscow said.\n",
    )
    .unwrap();
    let first = run(path, &["add", "bare.txt"]);
    let said = told(&first);
    assert!(said.contains("1 new; 1 capture kept, 1 read"), "{said}");
    assert!(
        said.contains("bare.txt has no day of publication or capture: add again with --published YYYY-MM-DD"),
        "{said}"
    );
    assert!(said.contains("bare.txt has no outlet: add again with --outlet NAME"), "{said}");
    let before = printed(path, &["positions", "--format", "json"]);
    let again = told(&run(path, &["add", "bare.txt"]));
    assert!(again.contains("1 capture kept, 0 read") && !again.contains("new"), "{again}");
    assert_eq!(printed(path, &["positions", "--format", "json"]), before);
    let given = run(path, &["add", "bare.txt", "--published", "2021-08-16", "--outlet", "The Courier"]);
    assert!(!told(&given).contains("has no"), "{}", told(&given));
    assert!(printed(path, &["list"]).starts_with("2021-08-16  The Courier  1 report    bare.txt"));
    assert!(told(&run(path, &["forget", "bare.txt"])).contains("1 capture forgotten, 0 kept"));
    assert_eq!(printed(path, &["positions", "--format", "json"]), "[]\n");
    assert_eq!(printed(path, &["search", "embassy", "--format", "json"]), "[]\n");
}

#[test]
fn captures_given_and_captures_kept_give_one_answer() {
    let folder = kept();
    let path = folder.path();
    for question in ["positions", "timeline", "quotes", "events", "contradictions", "people", "terms"] {
        for more in [
            &[][..],
            &["--about", "Russia"],
            &["--as-of", "2024-06-30"],
            &["--since", "2025-01-01"],
            &["--outlet", "Tessel"],
        ] {
            let format = ["--format", "jsonl"];
            let asked = printed(path, &[&[question], &format[..], more].concat());
            let given = ["--captures", "captures/captures.csv", "captures"];
            assert_eq!(printed(path, &[&[question], &format[..], more, &given].concat()), asked, "{question} {more:?}");
        }
    }
}

#[test]
fn rows_are_the_dossiers_entries() {
    let folder = kept();
    let path = folder.path();
    let days = [
        "2021-08-17",
        "2022-04-01",
        "2023-09-13",
        "2024-01-31",
        "2024-06-30",
        "2025-04-18",
        "2025-07-05",
        "2025-10-22",
    ];
    let as_of = days.map(|day| ["--as-of", day]);
    for day in std::iter::once(&[][..]).chain(as_of.iter().map(|flags| &flags[..])) {
        let dossier = json(path, &[&["dossier", "--format", "json", "--ledger", "attache.db"], day].concat());
        let by_id = |line: &Value| line["id"].as_str().unwrap().to_string();
        for (question, kind) in [("positions", "position"), ("events", "event")] {
            let mut rows = json(path, &[&[question, "--format", "json"], day].concat());
            let rows = rows.as_array_mut().unwrap();
            rows.sort_by_key(by_id);
            let mut entries: Vec<Value> =
                dossier["entries"].as_array().unwrap().iter().filter(|entry| entry["kind"] == kind).cloned().collect();
            entries.sort_by_key(by_id);
            assert!(!entries.is_empty());
            assert_eq!(*rows, entries, "{question} {day:?}");
        }
        let mut said = json(path, &[&["quotes", "--format", "json"], day].concat());
        said.as_array_mut().unwrap().sort_by_key(by_id);
        let mut uttered = dossier["utterances"].clone();
        uttered.as_array_mut().unwrap().sort_by_key(by_id);
        assert_eq!(said, uttered, "{day:?}");
    }
}

/// One by one in two orders, and at once: the same lines.
#[test]
fn in_any_order_the_same() {
    let folder = folder();
    let path = folder.path();
    let mut names: Vec<String> = std::fs::read_dir(path.join("captures"))
        .unwrap()
        .flatten()
        .map(|file| format!("captures/{}", file.file_name().to_string_lossy()))
        .filter(|name| name.ends_with(".html") || name.ends_with(".txt"))
        .collect();
    names.sort();
    let list = ["--captures", "captures/captures.csv"];
    for (ledger, backwards) in [("forth.db", false), ("back.db", true)] {
        let mut order = names.clone();
        if backwards {
            order.reverse();
        }
        for some in order.chunks(5) {
            let some: Vec<&str> = some.iter().map(String::as_str).collect();
            assert!(run(path, &[&["add", "--ledger", ledger][..], &list, &some].concat()).status.success());
        }
    }
    assert!(run(path, &[&["add", "--ledger", "once.db"][..], &list, &["captures"]].concat()).status.success());
    for question in ["positions", "quotes", "events", "contradictions", "people", "terms", "stories"] {
        let of = |ledger: &str| printed(path, &[question, "--ledger", ledger, "--format", "jsonl"]);
        let once = of("once.db");
        assert!(once.lines().count() > 2, "{question}");
        assert_eq!(of("forth.db"), once, "{question}");
        assert_eq!(of("back.db"), once, "{question}");
    }
}

/// Several parties or outlets are those of any of them.
#[test]
fn flags_given_twice_widen() {
    let folder = kept();
    let path = folder.path();
    let count = |arguments: &[&str]| {
        let lines = json(path, &[arguments, &["--format", "json"]].concat());
        lines.as_array().unwrap().len()
    };
    for question in ["people", "contradictions"] {
        let of = |names: &[&str]| {
            count(&names.iter().flat_map(|name| ["--about", name]).fold(vec![question], |mut all, word| {
                all.push(word);
                all
            }))
        };
        let (one, other, both) = (of(&["Russia"]), of(&["China"]), of(&["Russia", "China"]));
        assert!(one > 0 && other > 0, "{question}");
        assert!(one.max(other) <= both && both <= one + other && both < of(&[]), "{question}: {one}, {other}, {both}");
    }
    let search = |outlets: &[&str]| {
        let flags = outlets.iter().flat_map(|outlet| ["--outlet", outlet]);
        count(&["search", "embassy", "--limit", "100"].into_iter().chain(flags).collect::<Vec<_>>())
    };
    assert_eq!(search(&["Altamar", "Tessel"]), search(&["Altamar"]) + search(&["Tessel"]));
    assert!(search(&["Altamar"]) > 0 && search(&["Altamar"]) < search(&[]));
    let told = json(path, &["contradictions", "--outlet", "Brackley", "--format", "json"]);
    let by = |line: &Value| {
        line["sides"].as_array().unwrap().iter().any(|side| side["path"].as_str().unwrap().contains("brackley"))
    };
    assert!(!told.as_array().unwrap().is_empty() && told.as_array().unwrap().iter().all(by));
}

#[test]
fn names_are_taken_for_parties_and_that_is_told() {
    let folder = kept();
    let path = folder.path();
    let output = run(path, &["positions", "--about", "Taleban", "--format", "json"]);
    assert!(told(&output).contains("--about Taleban: Taliban (grp-taliban)"), "{}", told(&output));
    assert_eq!(output.stdout, run(path, &["positions", "--about", "Taliban", "--format", "json"]).stdout);
    let wrong = run(path, &["positions", "--about", "Rusia"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(told(&wrong).contains("did you mean Russia?"), "{}", told(&wrong));
    let dossier = run(path, &["dossier", "captures", "--about", "Rusia"]);
    assert!(told(&dossier).contains("did you mean Russia?"), "{}", told(&dossier));
}

/// A table of people is made of rows, JSON of what they stand on: they say the same.
#[test]
fn people_are_the_same_in_a_table_and_in_json() {
    let folder = kept();
    let table = printed(folder.path(), &["people", "--limit", "1000"]);
    let persons = json(folder.path(), &["people", "--format", "json"]);
    let csv = printed(folder.path(), &["people", "--format", "csv"]);
    let mut read = csv::Reader::from_reader(csv.as_bytes());
    let roles: Vec<String> = read.records().map(|row| row.unwrap()[5].to_string()).collect();
    let lines: Vec<&str> = table.lines().skip(1).collect();
    assert_eq!(lines.len(), persons.as_array().unwrap().len());
    for ((line, person), roles) in lines.iter().zip(persons.as_array().unwrap()).zip(roles) {
        assert!(
            line.starts_with(person["name"].as_str().unwrap()) && line.ends_with(person["id"].as_str().unwrap()),
            "{line}"
        );
        assert!(line.contains(&roles), "{line} {roles}");
    }
}

#[test]
fn tables_fit_and_scripts_get_all() {
    let folder = kept();
    let path = folder.path();
    let table = printed(path, &["positions", "--party", "Taliban", "--rung", "recog_gov"]);
    assert!(table.starts_with("WHEN ") && table.contains("Russia → Taliban"), "{table}");
    let csv = printed(path, &["positions", "--format", "csv"]);
    let mut read = csv::Reader::from_reader(csv.as_bytes());
    let heads = read.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = read.records().map(Result::unwrap).collect();
    let lines = json(path, &["positions", "--format", "json"]);
    assert_eq!(rows.len(), lines.as_array().unwrap().len());
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    for (row, line) in rows.iter().zip(lines.as_array().unwrap()) {
        assert_eq!((&row[at("id")], &row[at("rung")]), (line["id"].as_str().unwrap(), line["rung"].as_str().unwrap()));
        assert_eq!(row[at("start")], line["assertions"][0]["start"].to_string());
    }
    let few = run(path, &["positions", "--limit", "3"]);
    assert_eq!(String::from_utf8_lossy(&few.stdout).lines().count(), 4);
    assert!(told(&few).contains("more, told of longer ago"), "{}", told(&few));
}

#[test]
fn words_are_found_where_they_stand() {
    let folder = kept();
    let path = folder.path();
    let hits = json(path, &["search", "embassy", "Kabul", "--format", "json"]);
    let hits = hits.as_array().unwrap();
    assert!(!hits.is_empty());
    for hit in hits {
        let text = printed(path, &["read", "--format", "plain", hit["path"].as_str().unwrap()]);
        let start = hit["start"].as_u64().unwrap() as usize;
        let quote = hit["quote"].as_str().unwrap();
        if !quote.contains(" … ") {
            let stands: String = text.chars().skip(start).take(quote.chars().count()).collect();
            assert_eq!(stands, quote, "{hit}");
        }
    }
    assert!(printed(path, &["search", "\"credentials of\""]).contains("[credentials of]"));
    assert_eq!(printed(path, &["search", "zebra", "--format", "jsonl"]), "");
    let wrong = run(path, &["search", "OR"]);
    assert_eq!((wrong.status.code(), told(&wrong).lines().count()), (Some(2), 1));
}

#[test]
fn every_id_can_be_shown() {
    let folder = kept();
    let path = folder.path();
    let dossier = json(path, &["dossier", "--ledger", "attache.db", "--format", "json"]);
    let all = ["entries", "utterances", "persons", "reports"].iter().flat_map(|list| ids(&dossier[*list]));
    let disagreements = ids(&json(path, &["contradictions", "--format", "json"]));
    for id in all.chain(disagreements) {
        let shown = json(path, &["show", &id, "--format", "json"]);
        assert_eq!(shown["id"], id.as_str());
        let evidence = shown["evidence"].as_array().unwrap();
        assert!(!evidence.is_empty(), "{id}");
        for place in evidence {
            // The words stand in their paragraph at the place that is told.
            let Some(text) = place["paragraph"]["text"].as_str() else { continue };
            let from = (place["start"].as_u64().unwrap() - place["paragraph"]["start"].as_u64().unwrap()) as usize;
            let quote = place["quote"].as_str().unwrap();
            let stands: String = text.chars().skip(from).take(quote.chars().count()).collect();
            assert_eq!(stands, quote, "{id} {place}");
        }
    }
    let line = printed(path, &["show", &recognition(path)]);
    assert!(line.starts_with("Russia recognised the Taliban as the government\nposition e"), "{line}");
    let none = run(path, &["show", "e0"]);
    assert_eq!((none.status.code(), told(&none).lines().count()), (Some(2), 1));
}

/// Ids are made of content: when a report joins a line it has another, and the earlier one finds it still.
#[test]
fn an_earlier_id_finds_its_line() {
    let folder = folder();
    let path = folder.path();
    let list = ["--captures", "captures/captures.csv"];
    assert!(run(path, &[&["add"][..], &list, &["captures/lantern-post-2025-07-04.txt"]].concat()).status.success());
    let asked = ["positions", "--holder", "Russia", "--rung", "recog_gov", "--modality", "done", "--format", "json"];
    let early = ids(&json(path, &asked)).remove(0);
    assert!(run(path, &[&["add"][..], &list, &["captures"]].concat()).status.success());
    let late = recognition(path);
    assert_ne!(early, late);
    assert_eq!(json(path, &["show", &early, "--format", "json"])["id"], late.as_str());
}

#[track_caller]
fn check_answer(folder: &Path, question: &str, verdict: &str, begins: &str) {
    let output = run(folder, &["ask", question, "--format", "json"]);
    let reply: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(reply["verdict"], verdict, "{reply:#}");
    assert!(reply["answer"].as_str().unwrap().starts_with(begins), "{question}: {}", reply["answer"]);
    assert_eq!(reply["lines"].as_array().unwrap().len(), reply["entries"].as_array().unwrap().len());
}

#[test]
fn questions_are_answered_from_lines_or_not_at_all() {
    let folder = kept();
    let path = folder.path();
    check_answer(
        path,
        "Has Russia recognised the Taliban?",
        "yes",
        "Yes: Russia recognised the Taliban as the government, 3 July 2025",
    );
    check_answer(path, "has russia recognised the taliban", "yes", "Yes: Russia recognised");
    check_answer(
        path,
        "Had Russia recognised the Taliban by 1 September 2021?",
        "no",
        "No: Russia has not recognised the Taliban",
    );
    check_answer(path, "Has China recognised the Taliban?", "disputed", "Disputed: China recognised");
    check_answer(path, "When did Russia recognise the Taliban?", "told", "3 July 2025: Russia recognised");
    check_answer(path, "Who recognised the Taliban in 2025?", "told", "Russia");
    check_answer(path, "How many countries have recognised the Taliban?", "told", "1 by the ledger's reports: Russia");
    check_answer(path, "Did Russia close its embassy in Kabul?", "no", "No line says so; what is told is the opposite");
    check_answer(path, "Has Peru recognised Kosovo?", "unknown", "The ledger does not tell");
    check_answer(
        path,
        "Has Freedonia recognised the Taliban?",
        "not-understood",
        "No state, body or group is called `Freedonia`",
    );
    check_answer(path, "What time is it?", "not-understood", "I do not understand what is asked");
    assert_eq!(run(path, &["ask", "What time is it?"]).status.code(), Some(2));
    check_answer(path, "What did India say about the Taliban?", "told", "");
    check_answer(path, "What did India say about Peru?", "unknown", "The ledger does not tell");
    let said = json(path, &["ask", "What did China say about the Taliban?", "--format", "json"]);
    // Afghanistan and those who govern it are one actor of the ledger; words on the border of another are not about them.
    let names_it =
        |place: &Value| ["Taliban", "Afghan"].iter().any(|name| place["quote"].as_str().unwrap().contains(name));
    let evidence = said["evidence"].as_array().unwrap();
    assert!(!evidence.is_empty() && evidence.iter().all(names_it), "{said:#}");
    let then = printed(path, &["ask", "Has Russia recognised the Taliban?", "--as-of", "2021-09-01"]);
    assert!(then.starts_with("Not as far as the ledger tells") || then.starts_with("No: "), "{then}");
    let given = printed(path, &["ask", "Has Russia recognised the Taliban?", "captures/lantern-post-2025-07-04.txt"]);
    assert!(given.starts_with("Yes: Russia recognised the Taliban"), "{given}");
}

#[test]
fn what_changed_is_told_with_its_reason() {
    let folder = kept();
    let path = folder.path();
    let diff = json(path, &["diff", "--from", "2025-07-03", "--to", "2025-07-06", "--format", "json"]);
    let changes = diff["changes"].as_array().unwrap();
    let of = |kind: &str| changes.iter().filter(|change| change["change"] == kind).collect::<Vec<_>>();
    let id = recognition(path);
    let new = of("new").into_iter().find(|change| change["id"] == id.as_str()).unwrap();
    assert!(new["by"].as_array().unwrap().iter().any(|by| by["path"] == "captures/lantern-post-2025-07-04.txt"));
    let superseded = of("superseded");
    assert!(superseded.iter().any(|change| change["superseded_by"] == id.as_str()), "{superseded:#?}");
    // What was told before is not new.
    let before = ids(&json(path, &["positions", "--as-of", "2025-07-03", "--format", "json"]));
    assert!(of("new").iter().all(|change| !before.contains(&change["id"].as_str().unwrap().to_string())));
    let text = printed(path, &["diff", "--from", "2025-07-03", "--to", "2025-07-06"]);
    assert!(text.contains("\nNew\n") && text.contains("\nSuperseded\n"), "{text}");
    assert_eq!(run(path, &["diff", "--from", "2025-07-06", "--to", "2025-07-03"]).status.code(), Some(2));
    let quiet = json(path, &["diff", "--from", "2022-01-01", "--to", "2022-01-02", "--format", "json"]);
    assert_eq!((quiet["reports"].as_u64(), quiet["changes"].as_array().unwrap().len()), (Some(0), 0));
}

#[test]
fn corrections_are_kept_replayed_and_taken_back() {
    let folder = kept();
    let path = folder.path();
    let whole = printed(path, &["positions", "--format", "jsonl"]);
    let id = recognition(path);
    let why = ["--why", "the decree speaks of ties only", "--who", "Ann", "--on", "2025-08-01"];
    let correct = |arguments: &[&str]| {
        let output = run(path, &[&["correct"], arguments, &why].concat());
        assert!(output.status.success(), "{}", told(&output));
    };
    correct(&[&id, "--set", "rung=relations"]);
    let lines = json(path, &["positions", "--holder", "Russia", "--rung", "relations", "--format", "json"]);
    let set = lines.as_array().unwrap().iter().find(|line| !line["corrected"].is_null()).unwrap();
    assert_eq!(set["corrected"][0]["why"], "the decree speaks of ties only");
    assert_eq!(set["corrected"][0]["who"], "Ann");
    // It stands beside the line wherever that does.
    let page = printed(path, &["dossier", "--ledger", "attache.db"]);
    assert!(page.contains("the decree speaks of ties only"));
    // Replayed over a new reading: forgotten and added again.
    let told_by: Vec<&str> =
        set["assertions"].as_array().unwrap().iter().map(|told| told["path"].as_str().unwrap()).collect();
    assert!(run(path, &["forget", told_by[0]]).status.success());
    assert!(run(path, &["add", "--captures", "captures/captures.csv", told_by[0]]).status.success());
    let again = json(path, &["positions", "--holder", "Russia", "--rung", "relations", "--format", "json"]);
    assert_eq!(again, lines);
    // Over captures given, from a file.
    std::fs::write(path.join("corrections.jsonl"), printed(path, &["correct", "--list", "--format", "jsonl"])).unwrap();
    let given = ["--captures", "captures/captures.csv", "captures", "--corrections", "corrections.jsonl"];
    let over = json(
        path,
        &[&["positions", "--holder", "Russia", "--rung", "relations", "--format", "json"][..], &given].concat(),
    );
    assert_eq!(over, lines);
    assert!(run(path, &["correct", "--undo", "1"]).status.success());
    assert_eq!(printed(path, &["positions", "--format", "jsonl"]), whole);
    // Rejected it stands no longer, and can still be looked at.
    correct(&[&id, "--reject"]);
    assert!(!printed(path, &["positions", "--format", "jsonl"]).contains(&format!("\"id\":\"{id}\"")));
    let shown = printed(path, &["show", &id]);
    assert!(shown.contains("human: rejected, Ann, 2025-08-01: the decree speaks of ties only"), "{shown}");
    assert!(printed(path, &["diff", "--from", "2025-07-31", "--to", "2025-08-02"]).contains("\nCorrected\n"));
    let refused = run(path, &["correct", &id, "--reject", "--why", "x"]);
    assert_eq!((refused.status.code(), told(&refused).lines().count()), (Some(2), 1), "{}", told(&refused));
}

#[test]
fn lines_are_split_and_joined_by_hand() {
    let folder = kept();
    let path = folder.path();
    let id = recognition(path);
    let all = |id: &str| json(path, &["show", id, "--format", "json"])["line"]["assertions"].as_array().unwrap().len();
    let before = all(&id);
    let of_one = "captures/lantern-post-2025-07-04.txt";
    assert!(run(path, &["correct", &id, "--split", of_one, "--why", "another act"]).status.success());
    let lines = json(
        path,
        &["positions", "--holder", "Russia", "--rung", "recog_gov", "--modality", "done", "--format", "json"],
    );
    let lines = lines.as_array().unwrap();
    let parts = |line: &Value| line["assertions"].as_array().unwrap().len();
    let split = lines.iter().find(|line| line["corrected"][0]["what"] == "split").unwrap();
    assert!(split["assertions"].as_array().unwrap().iter().all(|told| told["path"] == of_one));
    let rest = lines.iter().find(|line| line["id"] != split["id"] && line["date"]["value"] == "2025-07-03").unwrap();
    assert_eq!(parts(split) + parts(rest), before);
    let (one, other) = (split["id"].as_str().unwrap(), rest["id"].as_str().unwrap());
    assert!(run(path, &["correct", one, "--join", other, "--why", "the same act after all"]).status.success());
    let joined = json(
        path,
        &["positions", "--holder", "Russia", "--rung", "recog_gov", "--modality", "done", "--format", "json"],
    );
    assert!(joined.as_array().unwrap().iter().any(|line| parts(line) == before), "{joined:#}");
    let id = recognition(path);
    let wrong = run(path, &["correct", &id, "--set", "rung=embassy", "--why", "x"]);
    assert!(told(&wrong).contains("--set rung: one of"), "{}", told(&wrong));
    let no_reason = run(path, &["correct", &id, "--reject"]);
    assert!(told(&no_reason).contains("--why TEXT"), "{}", told(&no_reason));
}

#[test]
fn damage_is_found_and_copies_are_whole() {
    let folder = kept();
    let path = folder.path();
    let whole = printed(path, &["doctor"]);
    assert!(whole.contains("against their pages: whole"), "{whole}");
    assert!(run(path, &["backup", "copy.db"]).status.success());
    let questions = |ledger: &str| printed(path, &["positions", "--ledger", ledger, "--format", "jsonl"]);
    assert_eq!(questions("copy.db"), questions("attache.db"));
    let taken = run(path, &["backup", "copy.db"]);
    assert!(told(&taken).contains("copy.db is there already"), "{}", told(&taken));
    // A page whose bytes are another's.
    let change = |ledger: &str, sql: &str| {
        let ledger = rusqlite::Connection::open(path.join(ledger)).unwrap();
        ledger.execute_batch(sql).unwrap();
    };
    change(
        "copy.db",
        "UPDATE pages SET packed = (SELECT packed FROM pages ORDER BY sha256 DESC LIMIT 1) WHERE sha256 = (SELECT min(sha256) FROM pages)",
    );
    let output = run(path, &["doctor", "--ledger", "copy.db"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("is damaged: add the capture again") && said.contains("1 fault"), "{said}");
    // An index of words that lost a row.
    change("copy.db", "DELETE FROM paragraphs_fts_docsize WHERE id = 1");
    assert!(String::from_utf8_lossy(&run(path, &["doctor", "--ledger", "copy.db"]).stdout).contains("index of words"));
}

/// The queries that come with the tables answer, and every table they describe is there.
#[test]
fn the_tables_are_as_their_description_says() {
    let folder = kept();
    let ledger = rusqlite::Connection::open(folder.path().join("attache.db")).unwrap();
    let text = std::fs::read_to_string(examples().join("../docs/datasette/metadata.json")).unwrap();
    let metadata: Value = serde_json::from_str(&text).unwrap();
    let described = metadata["databases"]["attache"]["tables"].as_object().unwrap();
    let mut tables = ledger.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%_fts%' AND name NOT LIKE 'sqlite_%'").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut names: Vec<&String> = described.keys().collect();
    names.sort();
    let mut there: Vec<&String> = tables.iter().collect();
    there.sort();
    assert_eq!(names, there);
    for (table, about) in described {
        let mut columns = ledger.prepare(&format!("SELECT name FROM pragma_table_info('{table}')")).unwrap();
        let columns: Vec<String> = columns.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let described = about["columns"].as_object().into_iter().flat_map(|columns| columns.keys().cloned());
        let named = described.chain(about["label_column"].as_str().map(String::from));
        named.for_each(|column| assert!(columns.contains(&column), "{table}.{column}"));
    }
    let id = recognition(folder.path());
    for (name, query) in metadata["databases"]["attache"]["queries"].as_object().unwrap() {
        let mut asked = ledger.prepare(query["sql"].as_str().unwrap()).unwrap();
        for (parameter, value) in
            [(":party", "Taliban"), (":name", "Kabulov"), (":words", "embassy"), (":id", id.as_str())]
        {
            if let Some(at) = asked.parameter_index(parameter).unwrap() {
                asked.raw_bind_parameter(at, value).unwrap();
            }
        }
        let mut rows = asked.raw_query();
        assert!(rows.next().unwrap().is_some(), "{name}");
    }
    let orphans: i64 = ledger.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(orphans, 0);
}

/// A run that is killed between reading and merging leaves captures whose lines are behind.
#[test]
fn lines_that_are_behind_are_merged_when_asked() {
    let folder = folder();
    let path = folder.path();
    assert!(
        run(
            path,
            &["dossier", "--ledger", "attache.db", "captures", "--captures", "captures/captures.csv", "-o", "d.html"]
        )
        .status
        .success()
    );
    let first = printed(path, &["positions", "--format", "jsonl"]);
    assert!(first.lines().count() > 50);
    assert!(printed(path, &["doctor"]).contains("whole"));
    assert_eq!(printed(path, &["positions", "--format", "jsonl"]), first);
}

#[test]
fn where_there_is_no_ledger_it_is_said_what_to_do() {
    let folder = folder();
    for command in [
        &["positions"][..],
        &["list"],
        &["search", "x"],
        &["ask", "Has Peru recognised Kosovo?"],
        &["dossier"],
        &["stories"],
    ] {
        let output = run(folder.path(), command);
        assert_eq!(
            (output.status.code(), told(&output).lines().count()),
            (Some(2), 1),
            "{command:?}: {}",
            told(&output)
        );
        assert!(told(&output).contains("attache.db"), "{}", told(&output));
    }
    assert!(!folder.path().join("attache.db").exists());
}

/// Every example of every command's help does what it says.
#[test]
fn the_helps_examples_run() {
    let folder = kept();
    let path = folder.path();
    std::fs::copy(path.join("captures/tessel-herald-2025-07-06.txt"), path.join("page.html")).unwrap();
    std::fs::copy(path.join("captures/captures.csv"), path.join("captures.csv")).unwrap();
    assert!(run(path, &["add", "page.html"]).status.success());
    assert!(run(path, &["add", "--ledger", "talks.db", "captures"]).status.success());
    let program = attache::cli::args::Arguments::command();
    let kept = std::fs::read(path.join("attache.db")).unwrap();
    let id = recognition(path);
    let persons = ids(&json(path, &["people", "--format", "json"]));
    let mut count = 0;
    for command in std::iter::once(&program)
        .chain(program.get_subcommands())
        .chain(program.get_subcommands().flat_map(|command| command.get_subcommands()))
    {
        let help = command.get_after_help().map(|help| help.to_string()).unwrap_or_default();
        let examples =
            help.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| line.starts_with("attache "));
        for example in examples {
            // What an example corrects or forgets the next one has again.
            std::fs::write(path.join("attache.db"), &kept).unwrap();
            let wanted = split(example.split("   ").next().unwrap_or(example)).into_iter().skip(1);
            let named = |word: String| match word.as_str() {
                "ID" => id.clone(),
                "PERSON" => persons[0].clone(),
                "OTHER" => persons[1].clone(),
                _ => word,
            };
            let mut arguments: Vec<String> = wanted.map(named).collect();
            if let Some(at) = arguments.iter().position(|word| word == ">") {
                arguments.truncate(at);
            }
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            // They run until they are ended, or ask the network; tests/serve.rs, fetch.rs and watch.rs run them.
            if matches!(command.get_name(), "serve" | "fetch" | "watch") {
                let wanted = std::iter::once("attache").chain(arguments);
                assert!(program.clone().try_get_matches_from(wanted).is_ok(), "{example}");
                continue;
            }
            let output = run(path, &arguments);
            assert!(output.status.success(), "{example}: {}", told(&output));
            count += 1;
        }
        let is_question = !matches!(
            command.get_name(),
            "attache"
                | "help"
                | "model"
                | "captures"
                | "man"
                | "completions"
                | "read"
                | "code"
                | "parse"
                | "list"
                | "install"
                | "path"
                | "check"
        );
        assert!(!is_question || help.contains("attache "), "{} has no example", command.get_name());
    }
    assert!(count > 25, "{count}");
}

/// Words as a shell parts them, as far as examples need it.
fn split(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut mark = None;
    for c in line.trim().chars() {
        match (mark, c) {
            (None, '"' | '\'') => mark = Some(c),
            (Some(open), c) if c == open => mark = None,
            (None, ' ') => words.push(String::new()),
            _ => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
