//! `attache dossier`, run as users run it: a temporary folder, a command, what comes out.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const EMBASSY: &str = "<!doctype html><html lang=en><head><title>Embassy stays open - The Courier</title>
<meta property='og:site_name' content='The Courier'><meta property='article:published_time' content='2021-08-16T10:00:00Z'>
<link rel=canonical href='https://courier.example/a'></head><body><nav><a href=/>Home</a> <a href=/w>World</a></nav>
<article><h1>Embassy stays open</h1>
<p>Russia keeps its embassy in Kabul open, the foreign ministry in Moscow said on Monday, a day after the city fell to the Taliban.</p>
<p>Its ambassador was to meet the new rulers on Tuesday, the ministry said, and some of his staff would be flown out for a time.</p>
<p>Nobody was in a hurry to recognise anybody, a spokeswoman said, and all would depend on how the new authorities behaved.</p>
</article><footer>© 2021 The Courier. All rights reserved.</footer></body></html>";

/// A folder of captures; `write` adds one.
struct Captures {
    folder: tempfile::TempDir,
}

impl Captures {
    fn new(files: &[(&str, &str)]) -> Captures {
        let captures = Captures { folder: tempfile::tempdir().unwrap() };
        files.iter().for_each(|(name, text)| std::fs::write(captures.path(name), text).unwrap());
        captures
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs in the folder, so that paths in the output are the names given.
    fn run(&self, arguments: &[&str]) -> Output {
        run_in(self.folder.path(), arguments)
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--format", "json"]].concat());
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", told(&output)))
    }
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.current_dir(folder).arg("dossier").args(arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn paths(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|item| item["path"].as_str().unwrap()).collect()
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

#[test]
fn the_examples_make_a_dossier() {
    let output = run_in(&examples(), &[".", "--captures", "captures.csv"]);
    assert!(output.status.success(), "{}", told(&output));
    let page = String::from_utf8_lossy(&output.stdout);
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert!(page.contains("default-src 'none'") && !page.contains("<script") && !page.contains(" src="));
    assert!(page.contains("Russia recognises the Taliban, alone so far"), "{}", told(&output));
    assert!(told(&output).contains("from 25 captures"));
    let output = run_in(&examples(), &[".", "--captures", "captures.csv", "--format", "json"]);
    let dossier: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(paths(&dossier["not_read"]), ["./severny-kuryer-2025-07-04.html"]);
    let days = dossier["reports"].as_array().unwrap().iter().map(|report| {
        let published = report["published"]["value"].as_str();
        published.or(report["captured"].as_str()).unwrap_or("~").to_string()
    });
    assert!(days.is_sorted(), "reports stand in order of their day");
}

#[test]
fn json_has_the_keys_of_the_contract() {
    let dossier = Captures::new(&[("a.html", EMBASSY)]).json(&["a.html"]);
    for list in ["reports", "entries", "utterances", "contradictions", "not_read", "left_out"] {
        assert!(dossier[list].is_array(), "{list}");
    }
    let report = &dossier["reports"][0];
    for key in [
        "id",
        "path",
        "article",
        "outlet",
        "republished_from",
        "translated_from",
        "published",
        "origins",
        "derived_from",
        "title",
        "byline",
        "language",
        "url",
        "captured",
        "credits",
        "modified",
        "parties",
    ] {
        assert!(report.get(key).is_some(), "{key}");
    }
    assert_eq!((report["path"].as_str(), report["article"].as_u64()), (Some("a.html"), Some(0)));
    assert_eq!(report["published"]["value"], "2021-08-16");
    assert_eq!(report["published"]["basis"], "stated");
    assert_eq!(report["outlet"], "The Courier");
    assert_eq!(report["id"].as_str().unwrap().len(), 12);
    assert_eq!(report["parties"][0]["actor"], "rus");
}

#[test]
fn the_order_of_captures_changes_nothing() {
    let other = EMBASSY.replace("Russia", "China").replace("2021-08-16", "2021-08-14");
    let captures = Captures::new(&[("a.html", EMBASSY), ("b.html", &other), ("empty.txt", "")]);
    for format in ["html", "json"] {
        let forth = captures.run(&["a.html", "b.html", "empty.txt", "--format", format, "--threads", "1"]);
        let back = captures.run(&["empty.txt", "b.html", "a.html", "--format", format, "--threads", "3"]);
        assert!(forth.status.success() && forth.stdout == back.stdout, "{format}");
        assert_eq!(told(&forth), told(&back));
    }
    let dossier = captures.json(&["a.html", "b.html", "empty.txt"]);
    assert_eq!(paths(&dossier["reports"]), ["b.html", "a.html"]);
    assert_eq!(paths(&dossier["not_read"]), ["empty.txt"]);
}

#[test]
fn as_of_leaves_out_what_could_not_be_known() {
    let later = EMBASSY.replace("2021-08-16", "2025-07-04");
    let undated = EMBASSY.replace("article:published_time", "x");
    let captures = Captures::new(&[("a.html", EMBASSY), ("b.html", &later), ("c.html", &undated)]);
    let dossier = captures.json(&[".", "--as-of", "2021-08-16"]);
    assert_eq!(paths(&dossier["reports"]), ["./a.html"]);
    assert_eq!(paths(&dossier["left_out"]), ["./b.html", "./c.html"]);
    assert_eq!(dossier["left_out"][0]["why"], "published 4 July 2025, after 16 August 2021");
    let told = told(&captures.run(&[".", "--as-of", "2021-08-16", "-o", "d.html"]));
    assert!(told.contains("2 reports left out"), "{told}");
}

#[test]
fn a_day_of_capture_stands_in_for_one_of_publication() {
    let undated = EMBASSY.replace("article:published_time", "x");
    let captures = Captures::new(&[("c.html", &undated), ("c.meta.json", r#"{"captured": "2021-08-17"}"#)]);
    assert_eq!(paths(&captures.json(&["c.html", "--as-of", "2021-08-17"])["reports"]), ["c.html"]);
    assert_eq!(paths(&captures.json(&["c.html", "--as-of", "2021-08-16"])["left_out"]), ["c.html"]);
}

#[test]
fn about_keeps_what_names_the_party() {
    let other = EMBASSY.replace("Russia", "China").replace("Moscow", "Beijing");
    let captures = Captures::new(&[("a.html", EMBASSY), ("b.html", &other)]);
    for name in ["Russia", "russian", "rus", "the Kremlin"] {
        let dossier = captures.json(&[".", "--about", name]);
        assert_eq!(paths(&dossier["reports"]), ["./a.html"], "{name}");
        assert_eq!(dossier["left_out"][0]["why"], "does not name Russia");
        assert_eq!(dossier["about"]["actor"], "rus");
    }
}

#[test]
fn bad_usage_is_one_line_and_status_2() {
    let captures = Captures::new(&[("a.html", EMBASSY)]);
    for (arguments, why) in [
        (&["a.html", "--about", "Rusia"][..], "did you mean Russia?"),
        (&["a.html", "--about", "Kuril fishermen"], "check the spelling"),
        (&["a.html", "-o", "nowhere/d.html"], "there is no folder nowhere"),
        (&["a.html", "-o", "."], "it is a folder"),
        (&["b.html"], "cannot read b.html"),
    ] {
        let output = captures.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(told(&output).contains(why) && told(&output).lines().count() == 1, "{}", told(&output));
    }
}

#[test]
fn captures_that_cannot_be_read_are_listed() {
    let captures = Captures::new(&[("a.html", EMBASSY), ("b.txt", &"\0\x01".repeat(400))]);
    let output = captures.run(&[".", "-o", "d.html"]);
    assert!(output.status.success() && told(&output).contains("b.txt: not text"), "{}", told(&output));
    assert!(std::fs::read_to_string(captures.path("d.html")).unwrap().contains("<dt>./b.txt</dt><dd>not text"));
    let output = captures.run(&["b.txt", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(paths(&serde_json::from_slice::<Value>(&output.stdout).unwrap()["not_read"]), ["b.txt"]);
}

#[test]
fn a_dossier_written_among_the_captures_is_no_capture() {
    let captures = Captures::new(&[("a.html", EMBASSY)]);
    for _ in 0..2 {
        assert!(captures.run(&[".", "-o", "dossier.html"]).status.success());
    }
    let page = std::fs::read_to_string(captures.path("dossier.html")).unwrap();
    assert!(page.contains("1 report from 1 capture"));
    let left: Vec<_> =
        std::fs::read_dir(captures.folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "no draft is left behind: {left:?}");
}

#[test]
fn hostile_pages_are_shown_as_text() {
    let hostile = EMBASSY
        .replace("Embassy stays open", "&lt;script&gt;alert(1)&lt;/script&gt;\u{1b}[2J&quot;&gt;")
        .replace("https://courier.example/a", "javascript:alert(1)")
        .replace("The Courier", "&lt;img src=x onerror=alert(1)&gt;");
    let captures = Captures::new(&[("a.html", &hostile)]);
    let output = captures.run(&["a.html"]);
    let page = String::from_utf8_lossy(&output.stdout);
    assert!(page.contains("&#60;script&#62;alert(1)"), "{page}");
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("href=\"javascript"));
    assert!(!told(&output).contains('\u{1b}'), "no escape reaches the terminal");
}

#[test]
fn other_languages_are_shown_and_listed() {
    let french = "<html lang=fr><body><article><h1>La France reconnaît l’État de Palestine</h1>
<p>La France a reconnu lundi l’État de Palestine, a annoncé le président de la République devant l’Assemblée générale des Nations unies.</p>
<p>Plusieurs autres pays avaient annoncé la veille une décision semblable, et d’autres encore doivent suivre dans les prochains jours.</p>
<p>Le gouvernement a précisé que l’ouverture d’une ambassade dépendrait de la libération des otages et d’un cessez-le-feu durable.</p></article></body></html>";
    let captures = Captures::new(&[("f.html", french)]);
    let dossier = captures.json(&["f.html"]);
    assert_eq!(dossier["reports"][0]["language"], "fr");
    assert_eq!(dossier["not_read"][0]["why"], "in French: shown, not analysed further");
    let page = String::from_utf8(captures.run(&["f.html"]).stdout).unwrap();
    assert!(page.contains("lang=\"fr\"") && page.contains("class=\"note\">in French"));
}

/// A page whose speakers say something hostile, in own words and retold.
fn briefing(day: &str) -> String {
    EMBASSY.replace("2021-08-16", day).replace(
        "</article>",
        "<p>“We are keeping the embassy open &lt;script&gt;alert(1)&lt;/script&gt; for everybody,” Ann Lee, a spokeswoman for the
Russian foreign ministry, said on Monday. She told Reuters that nobody had been asked to leave the city.</p></article>",
    )
}

#[test]
fn who_said_what_is_marked_and_leads_to_the_live_page() {
    let captures = Captures::new(&[("a.html", &briefing("2021-08-16"))]);
    let page = String::from_utf8(captures.run(&["a.html"]).stdout).unwrap();
    let section = page.split("id=\"statements\"").nth(1).unwrap().split("id=\"reports\"").next().unwrap();
    assert!(!page.contains("<script") && section.contains("&#60;script&#62;alert(1)&#60;/script&#62;"), "{section}");
    for expected in [
        "Ann Lee</bdi>",
        "<blockquote lang=\"en\" dir=\"auto\">",
        "<mark>“We are keeping the embassy open",
        "in own words · on 16 August 2021 · <a href=\"#r",
        "The Courier, 16 August 2021",
        "to Reuters (news agency)",
        "https://courier.example/a#:~:text=that%20nobody%20had%20been%20asked%20to%20leave%20the%20city",
    ] {
        assert!(section.contains(expected), "{expected} in {section}");
    }
    let unknown = briefing("2021-08-16").replace("https://courier.example/a", "javascript:alert(1)");
    let captures = Captures::new(&[("a.html", &unknown)]);
    let page = String::from_utf8(captures.run(&["a.html"]).stdout).unwrap();
    assert!(page.contains("<mark>“We are keeping") && !page.contains("#:~:text="), "no link where no address is known");
}

#[test]
fn every_statement_of_a_reading_is_in_the_dossier() {
    fn count(statements: &Value) -> usize {
        let list = statements.as_array().map(Vec::as_slice).unwrap_or_default();
        list.iter().map(|statement| 1 + count(&statement["nested"])).sum()
    }
    let given = [".", "--captures", "captures.csv"];
    let page = String::from_utf8(run_in(&examples(), &given).stdout).unwrap();
    let output = run_in(&examples(), &[&given[..], &["--format", "json"]].concat());
    let dossier: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut all = 0;
    for report in dossier["reports"].as_array().unwrap() {
        let id = report["id"].as_str().unwrap();
        let statements = count(&report["statements"]);
        for number in 1..=statements {
            let anchor = format!("r{id}-s{number}\"");
            assert_eq!(page.matches(&format!("id=\"{anchor}")).count(), 1, "{anchor}");
            assert_eq!(page.matches(&format!("href=\"#{anchor}")).count(), 1, "{anchor}");
        }
        all += statements;
    }
    assert!(all > 20, "{all} statements");
    assert!(page.len() < 1 << 20, "{} bytes", page.len());
    // Every link within the page leads somewhere.
    for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(page.contains(&format!("id=\"{link}\"")), "{link}");
    }
}

#[test]
fn order_and_threads_change_nothing_of_what_was_said() {
    let captures = Captures::new(&[
        ("a.html", &briefing("2021-08-16")),
        ("b.html", &briefing("2021-08-17")),
        ("c.html", &briefing("2021-08-15").replace("Ann Lee", "Bo Ek")),
    ]);
    let forth = captures.run(&["a.html", "b.html", "c.html", "--threads", "1"]);
    let back = captures.run(&["c.html", "a.html", "b.html", "--threads", "4"]);
    assert!(forth.status.success() && forth.stdout == back.stdout);
    let page = String::from_utf8(forth.stdout).unwrap();
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at("Ann Lee</bdi>") < at("Bo Ek</bdi>"), "speakers by name, not by day");
}

/// The examples of 2025, which share most entries, in fifty orders, on one to eight threads: one ledger, byte for byte.
#[test]
fn fifty_orders_on_any_number_of_threads_give_the_same_json() {
    let mut paths: Vec<String> = std::fs::read_dir(examples())
        .expect("the examples")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("-2025-") || name.contains("dayfold") && name.ends_with(".txt"))
        .filter(|name| !name.ends_with(".json"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 8, "{paths:?}");
    let run = |paths: &[String], threads: usize| {
        let threads = threads.to_string();
        let mut arguments: Vec<&str> = paths.iter().map(String::as_str).collect();
        arguments.extend(["--captures", "captures.csv", "--format", "json", "--threads", &threads]);
        let output = run_in(&examples(), &arguments);
        assert!(output.status.success(), "{}", told(&output));
        output.stdout
    };
    let first = run(&paths, 1);
    // A linear congruential generator (Knuth's constants): the same fifty orders every time.
    let mut seed = 1u64;
    for round in 0..50 {
        for at in (1..paths.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            paths.swap(at, (seed >> 33) as usize % (at + 1));
        }
        assert!(run(&paths, 1 + round % 8) == first, "order {paths:?}");
    }
}
