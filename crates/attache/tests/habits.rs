//! What the command line is expected to do: endings, lists, quiet and loud runs, ledgers that may not be written; run as users run it.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const TEXT: &str = "Embassy stays open\n\nPeru keeps its embassy in Tirana open, the foreign ministry in Lima said on Monday, a day after talks \
    had failed.\n\nIts envoy was to meet the new ministers on Tuesday, the ministry said, and some of the staff would be flown out for a time.\n";

fn attache(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_attache")).current_dir(folder).args(arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A folder with files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, text)| std::fs::write(folder.path().join(name), text).unwrap());
    folder
}

#[test]
fn what_the_program_wrote_is_no_capture() {
    let folder = folder(&[("a.txt", TEXT)]);
    let path = folder.path();
    assert!(attache(path, &["dossier", "a.txt", "-o", "one.html"]).status.success());
    std::fs::write(path.join("reading.txt"), attache(path, &["read", "a.txt"]).stdout).unwrap();
    let output = attache(path, &["dossier", ".", "-o", "two.html"]);
    assert!(output.status.success(), "{}", told(&output));
    for own in ["./one.html", "./reading.txt"] {
        assert!(told(&output).contains(&format!("not read: {own}: written by attache itself")), "{}", told(&output));
    }
    assert!(told(&output).starts_with("1 report from 3 captures"), "{}", told(&output));
    let alone = attache(path, &["read", "one.html"]);
    assert_eq!(alone.status.code(), Some(1), "{}", printed(&alone));
}

#[test]
fn a_run_that_reads_nothing_ends_with_1() {
    let folder = folder(&[("empty.txt", ""), ("blank.html", " \n\n"), ("a.txt", TEXT)]);
    for arguments in [
        &["read", "empty.txt"][..],
        &["read", "--format", "jsonl", "blank.html"],
        &["read", "--format", "plain", "empty.txt"],
        &["dossier", "empty.txt", "blank.html"],
        &["dossier", "a.txt", "--about", "Chile"],
    ] {
        let output = attache(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", told(&output));
        assert!(told(&output).lines().last().unwrap_or_default().starts_with("attache: no"), "{}", told(&output));
    }
    assert_eq!(attache(folder.path(), &["read", "a.txt", "empty.txt"]).status.code(), Some(0));
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let folder = folder(&[("a.txt", &TEXT.repeat(40))]);
    for arguments in [&["dossier", "a.txt"][..], &["read", "a.txt"], &["completions", "bash"], &["man"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        command.current_dir(folder.path()).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        let status = child.wait().unwrap();
        assert!(
            status.success() && !said.contains("panicked") && !said.contains("ipe"),
            "{arguments:?}: {status} {said}"
        );
    }
}

#[test]
fn captures_are_checked_before_they_are_read() {
    let list = "path;outlet;published;captured\na.txt;The Courier, Lima;2021-08-16;2021-08-15\ngone.txt;;;\n";
    let folder = folder(&[("a.txt", TEXT), ("b.txt", TEXT), ("list.csv", list)]);
    let output = attache(folder.path(), &["captures", "check", "list.csv", "."]);
    assert!(output.status.success());
    let lines = printed(&output);
    assert!(
        lines.contains("2021-08-16 published, 2021-08-15 captured") && lines.contains("The Courier, Lima"),
        "{lines}"
    );
    assert!(lines.contains("no day") && lines.contains("no outlet"), "{lines}");
    assert!(
        lines.ends_with("2 captures: 1 without a day, 1 without an outlet, but for what their pages say\n"),
        "{lines}"
    );
    let said = told(&output);
    assert!(
        said.contains("published after it was captured") && said.contains("no capture given has this path"),
        "{said}"
    );
    let output = attache(folder.path(), &["captures", "check", ".", "a.txt"]);
    assert_eq!((output.status.code(), told(&output).lines().count()), (Some(2), 1), "{}", told(&output));
}

#[test]
fn files_that_are_passed_over_are_counted_by_kind() {
    let folder = folder(&[
        ("a.txt", TEXT),
        ("b.epub", "x"),
        ("c.epub", "x"),
        ("d.png", "x"),
        ("README.md", "x"),
        ("a.meta.json", "{}"),
    ]);
    let said = told(&attache(folder.path(), &["dossier", "."]));
    assert!(said.starts_with("attache: .: of no kind that is read: 2 EPUB, 1 PNG\n"), "{said}");
}

#[test]
fn what_is_not_english_is_said() {
    let russian = "Посольство открыто\n\nПосольство Перу в Тиране остаётся открытым, сообщили в министерстве иностранных дел в понедельник после \
        переговоров, которые закончились ничем, и часть сотрудников вернётся домой.\n";
    let folder = folder(&[
        ("a.txt", TEXT),
        ("b.txt", russian),
        ("c.html", "<html lang=en><body><h1>Открыто</h1><p>Посольство открыто.</p></body></html>"),
    ]);
    let said = told(&attache(folder.path(), &["dossier", "a.txt", "b.txt"]));
    assert!(said.contains("1 report in Russian: shown, not analysed."), "{said}");
    let short = printed(&attache(folder.path(), &["read", "--format", "jsonl", "c.html"]));
    assert!(!short.contains("\"language\":\"en\""), "Cyrillic letters are not English: {short}");
}

#[test]
fn quiet_runs_say_nothing_and_loud_ones_name_each_capture() {
    let folder = folder(&[("a.txt", TEXT), ("b.pdf", "x")]);
    let run = |more: &[&str]| told(&attache(folder.path(), &[&["dossier", ".", "-o", "d.html"], more].concat()));
    assert_eq!(run(&["-q"]), "");
    assert!(run(&["-v"]).contains("attache: ./a.txt, article 1: no day, no outlet, English\n"), "{}", run(&["-v"]));
    assert!(!run(&[]).contains('\u{1b}'), "no colours where there is no terminal");
    let both = attache(folder.path(), &["dossier", ".", "-q", "-v"]);
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn days_in_words_are_refused_with_the_form_wanted() {
    let folder = folder(&[("a.txt", TEXT)]);
    for day in ["yesterday", "16.8.2021"] {
        let output = attache(folder.path(), &["dossier", "a.txt", "--as-of", day]);
        assert_eq!(output.status.code(), Some(2));
        assert!(told(&output).contains("write the day as YYYY-MM-DD, like 2021-08-16"), "{}", told(&output));
    }
}

#[test]
fn a_large_dossier_is_split_into_pages_that_link_to_each_other() {
    let report = |at: usize| {
        let days = (0..400)
            .map(|line| format!("Paragraph {line} of report {at} tells of the harbour of Lima at some length.\n\n"));
        format!("Report {at} on Peru\n\n{}{TEXT}", days.collect::<String>())
    };
    let texts: Vec<(String, String)> = (0..24).map(|at| (format!("{at}.txt"), report(at))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = folder(&files);
    let output = attache(folder.path(), &["dossier", ".", "--title", "Peru & others", "-o", "d.html"]);
    assert!(told(&output).contains("Written to d.html and "), "{}", told(&output));
    let page = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let (first, second) = (page("d.html"), page("d-2.html"));
    assert!(first.contains("<h1>Peru &#38; others</h1>") && first.contains("href=\"d-2.html#r"));
    assert!(second.contains("href=\"d.html\">1</a>") && second.contains("<article class=\"report\""));
    assert!(first.len() <= 3 << 20, "{}", first.len());
    // A page beside the first takes no other file's place.
    std::fs::write(folder.path().join("f-2.html"), "<p>A capture of mine.</p>").unwrap();
    let refused = attache(folder.path(), &["dossier", "1.txt", "2.txt", "3.txt", "-o", "f.html"]);
    assert!(refused.status.success(), "one page: {}", told(&refused));
    let refused = attache(folder.path(), &["dossier", ".", "-o", "f.html"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(told(&refused).contains("f-2.html would be written over"), "{}", told(&refused));
    assert_eq!(page("f-2.html"), "<p>A capture of mine.</p>");
    std::fs::remove_file(folder.path().join("f-2.html")).unwrap();
    // Not taken for captures the next time.
    let again = attache(folder.path(), &["dossier", ".", "-o", "e.html"]);
    assert!(told(&again).contains("24 reports from 2"), "{}", told(&again));
}

#[test]
fn the_manual_names_every_command() {
    let folder = folder(&[]);
    let page = printed(&attache(folder.path(), &["man"]));
    for command in ["read", "dossier", "stories", "captures", "add", "positions", "ask", "completions"] {
        assert!(page.contains(&format!("attache\\-{command}")), "{command}");
    }
}

#[cfg(unix)]
#[test]
fn a_ledger_that_may_not_be_written_can_be_looked_at() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.txt", TEXT)]);
    let path = folder.path();
    assert!(attache(path, &["dossier", "a.txt", "--ledger", "l.db", "-o", "d.html"]).status.success());
    let whole = printed(&attache(path, &["dossier", "--ledger", "l.db"]));
    std::fs::create_dir(path.join("kept")).unwrap();
    std::fs::copy(path.join("l.db"), path.join("kept/l.db")).unwrap();
    let allow = |mode| {
        std::fs::set_permissions(path.join("kept/l.db"), PermissionsExt::from_mode(mode & 0o666)).unwrap();
        std::fs::set_permissions(path.join("kept"), PermissionsExt::from_mode(mode)).unwrap();
    };
    allow(0o555);
    let looked = attache(path, &["dossier", "--ledger", "kept/l.db"]);
    let listed = attache(path, &["list", "--ledger", "kept/l.db"]);
    allow(0o755);
    assert!(looked.status.success() && printed(&looked) == whole, "{}", told(&looked));
    assert!(listed.status.success() && printed(&listed).contains("a.txt"), "{}", told(&listed));
}

#[test]
fn a_ledger_that_cannot_be_used_is_told_of_in_words() {
    let folder = folder(&[
        ("a.txt", TEXT),
        (
            "no.db",
            "this is a text and no ledger at all, and long enough to be taken for one, if it were not for its first bytes",
        ),
    ]);
    for arguments in [
        &["dossier", "a.txt", "--ledger", "nowhere/l.db"][..],
        &["list", "--ledger", "none.db"],
        &["list", "--ledger", "no.db"],
    ] {
        let output = attache(folder.path(), arguments);
        let said = told(&output);
        assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{said}");
        assert!(!said.contains("SQLITE") && !said.contains("Error code") && !said.contains("os error"), "{said}");
    }
}
