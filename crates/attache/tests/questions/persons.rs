//! Persons, joined and parted by hand.

use super::{ids, json, printed, run, told};
use serde_json::Value;
use std::path::Path;

/// A folder with four reports of two men, or of one, and their ledger.
fn of_men() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::create_dir(path.join("in")).unwrap();
    let report = |name: &str, day: &str, text: &str| {
        let page = format!("Talks go on\n\nLIMA, {day} 2031 - {text}\n");
        std::fs::write(path.join("in").join(name), page).unwrap();
    };
    report("a.txt", "3 May", "“We shall keep the harbour open to all,” said Peru's foreign minister, Luis Rojas.");
    report("b.txt", "4 May", "“Nobody leaves this table before we agree,” said Lucho Tovar, an envoy of Peru.");
    report("c.txt", "5 May", "“The price of copper is no matter of ours,” Luis Rojas told reporters in Lima.");
    report("d.txt", "6 May", "“I have read every line of the treaty,” Lucho Tovar told reporters in Lima.");
    assert!(run(path, &["add", "in"]).status.success());
    folder
}

/// Names with the number of their reports.
fn men(folder: &Path, arguments: &[&str]) -> Vec<(String, u64)> {
    let people = json(folder, &[&["people", "--format", "json"], arguments].concat());
    let mut men: Vec<(String, u64)> = people
        .as_array()
        .unwrap()
        .iter()
        .map(|person| (person["name"].as_str().unwrap().to_string(), person["reports"].as_u64().unwrap()))
        .collect();
    men.sort();
    men
}

fn person(folder: &Path, name: &str) -> String {
    let people = json(folder, &["people", "--named", name, "--format", "json"]);
    people[0]["id"].as_str().unwrap().to_string()
}

#[test]
fn persons_are_joined_and_parted_by_hand() {
    let folder = of_men();
    let path = folder.path();
    let man = |name: &str, reports: u64| (name.to_string(), reports);
    let before = men(path, &[]);
    assert_eq!(before, [man("Lucho Tovar", 2), man("Luis Rojas", 2)]);
    let quotes = |by: &str| ids(&json(path, &["quotes", "--by", by, "--format", "json"])).len();
    assert_eq!((quotes("Rojas"), quotes("Tovar")), (2, 2));
    let (rojas, tovar) = (person(path, "Rojas"), person(path, "Tovar"));
    assert_eq!(quotes(&rojas), 2);

    // One man: his own name and his mother's.
    let why = ["--why", "one man: his mother's name is Tovar", "--who", "Ann", "--on", "2031-05-09"];
    assert!(run(path, &[&["correct", &tovar, "--join", &rojas], &why[..]].concat()).status.success());
    assert_eq!(men(path, &[]).len(), 1);
    assert_eq!(men(path, &["--as-of", "2031-05-04"]).len(), 1);
    let one = &json(path, &["people", "--format", "json"])[0];
    let mark = &one["corrected"][0];
    assert_eq!(mark["what"], "Lucho Tovar joined with Luis Rojas");
    assert_eq!((&mark["who"], &mark["made"]), (&Value::from("Ann"), &Value::from("2031-05-09")));
    assert!(printed(path, &["people"]).contains("(corrected by hand)"));
    assert!(printed(path, &["people", "--format", "csv"]).contains("one man: his mother's name"));
    assert!(printed(path, &["dossier", "--format", "html"]).contains("one man: his mother"));
    assert!(printed(path, &["export", "--format", "csv", "--table", "persons"]).contains("Lucho Tovar joined with"));
    // Either name, and either id of before, finds the one.
    assert_eq!((quotes("Tovar"), quotes("Rojas"), quotes(one["id"].as_str().unwrap())), (4, 4, 4));
    let asked = run(path, &["quotes", "--by", "Tovar"]);
    assert!(told(&asked).contains("joined with Luis Rojas (Ann): one man"), "{}", told(&asked));
    for id in [&tovar, one["id"].as_str().unwrap()] {
        let shown = printed(path, &["show", id]);
        assert!(shown.contains("human: Lucho Tovar joined with Luis Rojas, Ann, 2031-05-09"), "{shown}");
    }
    let changed = printed(path, &["diff", "--from", "2031-05-08", "--to", "2031-05-10"]);
    assert!(changed.contains("Lucho Tovar joined with Luis Rojas"), "{changed}");

    // A report that comes later joins him by either name; pages read anew change nothing.
    let page = "Talks go on\n\nLIMA, 7 May 2031 - “It is a beginning and no more than that,” Lucho Tovar told reporters in Lima.\n";
    std::fs::write(path.join("in/e.txt"), page).unwrap();
    assert!(run(path, &["add", "in"]).status.success());
    assert_eq!(men(path, &[])[0].1, 5);
    let listed = printed(path, &["correct", "--list", "--format", "jsonl"]);
    std::fs::write(path.join("corrections.jsonl"), &listed).unwrap();
    let read_anew = |captures: &[&str]| -> Vec<String> {
        let words = [&["people", "--format", "json"], captures, &["--corrections", "corrections.jsonl"]].concat();
        let people = json(path, &words);
        people.as_array().unwrap().iter().map(ToString::to_string).collect()
    };
    let given = read_anew(&["in/a.txt", "in/b.txt", "in/c.txt", "in/d.txt"]);
    assert_eq!(given, read_anew(&["in/d.txt", "in/c.txt", "in/b.txt", "in/a.txt"]));
    assert_eq!(given.len(), 1);

    // Parted by report: he of the treaty is another.
    let all = person(path, "Rojas");
    assert!(run(path, &["correct", &all, "--split", "in/d.txt", "--why", "another man"]).status.success());
    assert_eq!(men(path, &[]), [man("Lucho Tovar", 1), man("Lucho Tovar", 4)]);
    let people = json(path, &["people", "--format", "json"]);
    for person in people.as_array().unwrap() {
        let marks = person["corrected"].as_array().unwrap();
        let split = "split: 1 report of another of the name";
        assert!(marks.iter().any(|mark| mark["what"] == split), "{person}");
    }
    // Of the four, what he of the treaty said is not the other's.
    assert_eq!(quotes(&person(path, "Luis Rojas")), 3);

    // Taken back, nothing is left of it.
    assert!(run(path, &["correct", "--undo", "1"]).status.success());
    assert!(run(path, &["correct", "--undo", "2"]).status.success());
    assert_eq!(men(path, &[]), [man("Lucho Tovar", 3), man("Luis Rojas", 2)]);
    assert!(!printed(path, &["people"]).contains("(corrected by hand)"));

    // What is nobody stands no longer.
    assert!(run(path, &["correct", &rojas, "--reject", "--why", "a ship of that name"]).status.success());
    assert_eq!(men(path, &[]), [man("Lucho Tovar", 3)]);
    assert!(printed(path, &["show", &rojas]).contains("a human corrected it"));

    let tovar = person(path, "Tovar");
    let refused = |arguments: &[&str]| told(&run(path, &[&["correct", &tovar, "--why", "x"], arguments].concat()));
    assert!(refused(&["--set", "rung=relations"]).contains("--set is for positions"));
    assert!(refused(&["--join", &tovar]).contains("another person"));
    assert!(refused(&["--split", "in/none.txt"]).contains("0 of the 3 places"));
}
