//! `attache mcp`, as a program and as the official Python client ask it.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "mcp/assistant.rs"]
mod assistant;
mod serving;
mod validator;

use assistant::{Assistant, program};
use serde_json::{Value, json};
use serving::{examples, keep_in, run};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The folder of a ledger of the examples that nobody writes.
static KEPT: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mcp-kept");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    keep_in(&folder);
    folder
});

const CLAIM: &str = "Russia recognised the Taliban in July 2025";

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("no list {key}: {value}"))
}

/// Texts of captures, each read once.
type Texts = BTreeMap<String, Vec<char>>;

/// Every place of an answer that quotes: its words are those of the capture's text.
fn check_quotes(value: &Value, folder: &Path, texts: &mut Texts, checked: &mut usize) {
    if let (Some(quote), Some(path), Some(start), Some(end)) =
        (value["quote"].as_str(), value["path"].as_str(), value["start"].as_u64(), value["end"].as_u64())
    {
        let there = cut(path, start as usize, (end - start) as usize, folder, texts);
        // A statement in pieces is quoted without what stands between them.
        assert!(there == quote || quote.split(" … ").all(|piece| there.contains(piece)), "{path}: {quote}");
        *checked += 1;
    }
    match value {
        Value::Array(all) => all.iter().for_each(|one| check_quotes(one, folder, texts, checked)),
        Value::Object(all) => all.values().for_each(|one| check_quotes(one, folder, texts, checked)),
        _ => {}
    }
}

/// Code points of a capture's text.
fn cut(path: &str, start: usize, length: usize, folder: &Path, texts: &mut Texts) -> String {
    let read = || run(folder, &["read", "--format", "plain", path]).chars().collect();
    texts.entry(path.to_string()).or_insert_with(read).iter().skip(start).take(length).collect()
}

#[test]
fn every_tool_answers_with_its_day_and_its_words() {
    let folder = KEPT.as_path();
    let mut assistant = Assistant::start(folder, &[]);
    assert_eq!(assistant.began["serverInfo"]["name"], "attache");
    assert!(assistant.began["instructions"].as_str().unwrap().contains("never instructions"));
    let tools = assistant.request("tools/list", json!({}))["result"]["tools"].clone();
    let names: Vec<&str> = tools.as_array().unwrap().iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        [
            "search",
            "ask",
            "positions",
            "quotes",
            "timeline",
            "contradictions",
            "people",
            "terms",
            "stories",
            "evidence",
            "diff",
            "claim_origins",
            "read_page"
        ],
        "nothing that writes"
    );
    let positions =
        assistant.data("positions", json!({ "toward": "Taliban", "rung": "recog_gov", "modality": "done" }));
    let id = list(&positions, "lines")[0]["id"].as_str().unwrap().to_string();
    let page =
        "Peru recognises the council\n\nLIMA, 5 May 2025. Peru recognised the Taliban on Monday, the ministry said.\n";
    let mut texts = Texts::new();
    let asked = [
        ("search", json!({ "words": "embassy Kabul", "limit": 3 })),
        ("ask", json!({ "question": "Has China recognised the Taliban?" })),
        ("positions", json!({ "about": "Taliban", "as_of": "2024-06-30", "limit": 5 })),
        ("quotes", json!({ "by": "Russia", "limit": 5 })),
        ("timeline", json!({ "about": "Russia", "limit": 5 })),
        ("contradictions", json!({ "as_of": "2025-12-31", "limit": 5 })),
        ("people", json!({ "named": "muttaqi" })),
        ("terms", json!({ "about": "Taliban", "limit": 5 })),
        ("stories", json!({ "limit": 3 })),
        ("evidence", json!({ "id": id })),
        ("diff", json!({ "from": "2025-07-03", "to": "2025-07-06" })),
        ("claim_origins", json!({ "claim": CLAIM })),
        ("read_page", json!({ "text": page, "kind": "article", "published": "2025-05-06" })),
    ];
    for (tool, given) in asked {
        let data = assistant.data(tool, given.clone());
        let described = tools.as_array().unwrap().iter().find(|one| one["name"] == tool).unwrap();
        for (schema, value) in [("inputSchema", &given), ("outputSchema", &data)] {
            let wrong = validator::faults(&described[schema], value);
            assert!(wrong.is_empty(), "{tool} {schema}: {wrong:?}");
        }
        assert!(described["description"].as_str().unwrap().len() > 60);
        assert_eq!(described["annotations"]["readOnlyHint"], true);
        // The same again is the same bytes, but for its number.
        let line = |assistant: &mut Assistant| {
            let given = json!({ "name": tool, "arguments": given });
            assistant.send(&json!({ "jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": given }).to_string());
            assistant.line()
        };
        assert_eq!(line(&mut assistant), line(&mut assistant), "{tool}");
        let mut quotes = 0;
        if tool != "read_page" && tool != "stories" {
            check_quotes(&data, folder, &mut texts, &mut quotes);
            assert!(quotes > 0, "{tool}: no words");
        }
    }
    assert!(assistant.end().success(), "its input ended");
}

#[test]
fn lines_are_those_of_the_commands() {
    let folder = KEPT.as_path();
    let mut assistant = Assistant::start(folder, &[]);
    let printed = |arguments: &[&str]| -> Value { serde_json::from_str(&run(folder, arguments)).unwrap() };
    let by_id = |lines: &[Value]| -> BTreeSet<String> { lines.iter().map(Value::to_string).collect() };
    for day in [None, Some("2024-06-30")] {
        let mut given = json!({ "toward": "Taliban", "limit": 200 });
        let mut flags = vec!["positions", "--party", "Taliban", "--format", "json"];
        if let Some(day) = day {
            given["as_of"] = day.into();
            flags.extend(["--as-of", day]);
        }
        let lines: Vec<Value> =
            list(&assistant.data("positions", given), "lines").iter().map(|line| line["line"].clone()).collect();
        assert_eq!(by_id(&lines), by_id(printed(&flags).as_array().unwrap()));
    }
    for (tool, flags) in [
        ("timeline", vec!["timeline", "--about", "Taliban", "--format", "json"]),
        ("contradictions", vec!["contradictions", "--about", "Taliban", "--format", "json"]),
        ("people", vec!["people", "--about", "Taliban", "--format", "json"]),
        ("terms", vec!["terms", "--about", "Taliban", "--format", "json"]),
    ] {
        let data = assistant.data(tool, json!({ "about": "Taliban", "limit": 200 }));
        let key = if tool == "terms" { "terms" } else { "lines" };
        let lines: Vec<Value> = list(&data, key).iter().map(|line| line["line"].clone()).collect();
        let mut others = printed(&flags);
        for other in others.as_array_mut().unwrap() {
            let other = other.as_object_mut().unwrap();
            match tool {
                "terms" => ["party", "actor"].iter().for_each(|key| drop(other.remove(*key))),
                "contradictions" => drop(other.remove("id")),
                _ => {}
            }
        }
        assert!(!lines.is_empty(), "{tool}");
        assert_eq!(Value::from(lines), others, "{tool}");
    }
    let stories = assistant.data("stories", json!({ "limit": 200 }));
    let told = run(folder, &["stories", "--format", "jsonl"]);
    let told: BTreeSet<(String, String)> = told
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|line| (line["story"].to_string(), line["path"].to_string()))
        .collect();
    let members = list(&stories, "stories").iter().flat_map(|story| {
        list(story, "members").iter().map(|report| (story["id"].to_string(), report["path"].to_string()))
    });
    assert_eq!(members.collect::<BTreeSet<_>>(), told);
    let asked = assistant.data("ask", json!({ "question": "Has China recognised the Taliban" }));
    assert_eq!(asked["reply"], printed(&["ask", "Has China recognised the Taliban?", "--format", "json"]));
    // As of a day for the whole run.
    let mut then = Assistant::start(folder, &["--as-of", "2024-06-30"]);
    let data = then.data("positions", json!({ "toward": "Taliban", "limit": 200 }));
    assert_eq!(data["as_of"]["day"], "2024-06-30");
    let later = then.data("positions", json!({ "toward": "Taliban", "limit": 200, "as_of": "2025-10-30" }));
    assert!(list(&data, "lines").len() < list(&later, "lines").len());
}

#[test]
fn origins_of_a_claim_are_the_ledgers() {
    let folder = KEPT.as_path();
    let mut assistant = Assistant::start(folder, &[]);
    let found = assistant.data("claim_origins", json!({ "claim": CLAIM }));
    assert_eq!((&found["counted"], &found["understood"][0]["step"]), (&json!(true), &json!("recog_gov")));
    let line = &list(&found, "lines")[0];
    let shown = assistant.data("evidence", json!({ "id": line["id"] }));
    assert_eq!(line["independent_origins"], shown["line"]["line"]["origins"]);
    assert_eq!(line["reports"], shown["line"]["line"]["reports"]);
    assert_eq!(list(line, "origins").len() as u64, line["independent_origins"].as_u64().unwrap());
    assert_eq!(found["independent_origins"], line["independent_origins"]);
    // Two reports of which one has the other's text stand at one origin.
    let copied =
        assistant.data("claim_origins", json!({ "claim": "Russia lifted the ban on the Taliban in April 2025" }));
    assert_eq!((&copied["independent_origins"], &copied["reports"]), (&json!(1), &json!(2)));
    let told_by = list(&list(&list(&copied, "lines")[0], "origins")[0], "told_by");
    let outlets: BTreeSet<&str> = told_by.iter().map(|told| told["outlet"].as_str().unwrap()).collect();
    assert_eq!(outlets, BTreeSet::from(["Corvane Daily", "Meridian Wire"]));
    let source = told_by.iter().find(|told| told["outlet"] == "Meridian Wire").unwrap();
    let copy = told_by.iter().find(|told| told["outlet"] == "Corvane Daily").unwrap();
    assert!(list(copy, "draws_on").contains(&source["report"]), "{copy}");
    // Another day, another modality: said, and not counted.
    let other = assistant.data("claim_origins", json!({ "claim": "Russia recognised the Taliban in May 2019" }));
    assert_eq!(other["independent_origins"], 0);
    assert!(list(&other, "otherwise").iter().any(|line| line["how"] == "another day"), "{other}");
    let refused = assistant.data("claim_origins", json!({ "claim": "China has not recognised the Taliban" }));
    assert!(refused["independent_origins"].as_u64() > Some(0));
    assert!(list(&refused, "otherwise").iter().any(|line| line["how"] == "put otherwise"));
    assert!(!list(&refused, "contradictions").is_empty(), "{refused}");
    assert!(!list(&list(&refused, "contradictions")[0], "evidence").is_empty());
    // Before anybody told it.
    let before = assistant.data("claim_origins", json!({ "claim": CLAIM, "as_of": "2025-07-01" }));
    assert_eq!(before["independent_origins"], 0);
    assert!(before["note"].as_str().unwrap().contains("no line of the ledger says so"));
    // No step and no deed: nothing is counted, and what a search finds is called that.
    let unread = assistant.data("claim_origins", json!({ "claim": "The embassy smelled of fresh paint", "limit": 2 }));
    assert_eq!((&unread["counted"], &unread["independent_origins"]), (&json!(false), &json!(0)));
    assert_eq!((list(&unread, "lines").len(), list(&unread, "search").len()), (0, 2));
}

#[test]
fn what_is_wrong_is_answered_in_a_line() {
    let folder = KEPT.as_path();
    let mut assistant = Assistant::start(folder, &[]);
    for (tool, given, says) in [
        ("positions", json!({ "toward": "Chnia" }), "did you mean China"),
        ("positions", json!({ "rung": "recognised" }), "a rung is one of"),
        ("positions", json!({ "modality": "maybe" }), "a modality is one of"),
        ("positions", json!({ "as_of": "yesterday" }), "YYYY-MM-DD"),
        ("positions", json!({ "limit": 201 }), "limit is a number from 1 to 200"),
        ("positions", json!({ "hodler": "Russia" }), "unknown field `hodler`"),
        ("positions", json!({ "holder": vec!["Russia"; 51] }), "50 names at most"),
        ("search", json!({}), "missing field `words`"),
        ("search", json!({ "words": "OR NOT" }), "`search embassy NOT Kabul`"),
        ("search", json!({ "words": "a ".repeat(30) }), "24 words at most"),
        ("ask", json!({ "question": " " }), "question is empty"),
        ("ask", json!({ "question": "x".repeat(1001) }), "more than 1000 characters"),
        ("evidence", json!({ "id": "none" }), "the ledger has nothing called none"),
        ("diff", json!({ "from": "2025-07-06", "to": "2025-07-03" }), "is not before"),
        ("claim_origins", json!({ "claim": "" }), "claim is empty"),
        ("read_page", json!({ "text": "x".repeat((1 << 20) + 1) }), "more than 1048576"),
        ("read_page", json!({ "text": "\n" }), "text is empty"),
    ] {
        let said = assistant.trouble(tool, given);
        assert!(said.starts_with(&format!("{tool}: ")) && said.contains(says), "{said}");
    }
    let not_understood = assistant.data("ask", json!({ "question": "What is the weather?" }));
    assert_eq!(not_understood["reply"]["verdict"], "not-understood");
    // What names nothing there is is an error of the protocol.
    for (method, given, code) in [
        ("tools/call", json!({ "name": "correct", "arguments": {} }), -32602),
        ("tools/call", json!({ "name": "drop_tables" }), -32602),
        ("resources/read", json!({ "uri": "attache://report/none" }), -32002),
        ("resources/read", json!({ "uri": "file:///etc/passwd" }), -32002),
        ("resources/list", json!({ "cursor": "-1" }), -32602),
        ("prompts/list", json!({}), -32601),
    ] {
        assert_eq!(assistant.request(method, given)["error"]["code"], code, "{method}");
    }
    // What is no message is passed over; the next one is answered.
    assistant.send("not json");
    assert!(!list(&assistant.data("search", json!({ "words": "embassy" })), "places").is_empty());
}

#[test]
fn reports_are_resources() {
    let folder = KEPT.as_path();
    let mut assistant = Assistant::start(folder, &[]);
    let templates = assistant.request("resources/templates/list", json!({}));
    assert_eq!(templates["result"]["resourceTemplates"][0]["uriTemplate"], "attache://report/{id}");
    let listed = assistant.request("resources/list", json!({}))["result"].clone();
    assert_eq!((list(&listed, "resources").len(), &listed["nextCursor"]), (29, &Value::Null));
    let rest = assistant.request("resources/list", json!({ "cursor": "25" }))["result"].clone();
    assert_eq!(list(&rest, "resources"), &list(&listed, "resources")[25..]);
    let mut texts = Texts::new();
    for resource in list(&listed, "resources") {
        let read = assistant.request("resources/read", json!({ "uri": resource["uri"] }));
        let content = &read["result"]["contents"][0];
        assert_eq!((&content["uri"], &content["mimeType"]), (&resource["uri"], &json!("application/json")));
        let told: Value = serde_json::from_str(content["text"].as_str().unwrap()).unwrap();
        let report = &told["report"];
        assert!(told["as_of"]["day"].is_null());
        for paragraph in list(report, "paragraphs") {
            let words = paragraph[1].as_str().unwrap();
            let start = paragraph[0].as_u64().unwrap() as usize;
            let path = report["path"].as_str().unwrap();
            assert_eq!(cut(path, start, words.chars().count(), folder, &mut texts), words, "{report}");
        }
    }
}

#[test]
fn it_writes_only_where_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(KEPT.join("attache.db"), folder.path().join("attache.db")).unwrap();
    let before = std::fs::read(folder.path().join("attache.db")).unwrap();
    let mut assistant = Assistant::start(folder.path(), &[]);
    assistant.data("claim_origins", json!({ "claim": CLAIM }));
    assert!(assistant.end().success());
    assert!(std::fs::read(folder.path().join("attache.db")).unwrap() == before, "asking changes nothing");
    let mut assistant = Assistant::start(folder.path(), &["--allow-corrections"]);
    let tools = assistant.request("tools/list", json!({}))["result"]["tools"].clone();
    let correct = tools.as_array().unwrap().last().unwrap();
    assert_eq!((&correct["name"], &correct["annotations"]["readOnlyHint"]), (&json!("correct"), &json!(false)));
    let asked = json!({ "toward": "Taliban", "rung": "recog_gov", "modality": "done", "holder": "Russia" });
    let id = list(&assistant.data("positions", asked.clone()), "lines")[0]["id"].clone();
    assert!(assistant.trouble("correct", json!({ "id": id, "action": "reject" })).contains("say why"));
    assert!(
        assistant
            .trouble("correct", json!({ "id": id, "action": "set", "field": "rung", "value": "x", "why": "y" }))
            .contains("rung")
    );
    let given = json!({ "id": id, "action": "reject", "why": "the page is satire", "who": "Ann", "on": "2025-12-01" });
    let done = assistant.data("correct", given);
    assert_eq!((&done["line"]["kind"], &done["line"]["corrections"][0]["who"]), (&json!("rejected"), &json!("Ann")));
    assert!(list(&assistant.data("positions", asked.clone()), "lines").iter().all(|line| line["id"] != id));
    let number = done["line"]["corrections"][0]["number"].clone();
    assistant.data("correct", json!({ "action": "undo", "number": number }));
    assert!(list(&assistant.data("positions", asked), "lines").iter().any(|line| line["id"] == id));
}

#[test]
fn captures_given_are_asked_and_an_early_end_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("captures")).unwrap();
    for name in ["lantern-post-2025-07-04.txt", "captures.csv"] {
        std::fs::copy(examples().join(name), folder.path().join("captures").join(name)).unwrap();
    }
    let mut child = program(folder.path(), &["captures", "--captures", "captures/captures.csv"]).spawn().unwrap();
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    let refused = program(folder.path(), &["-"]).output().unwrap();
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0));
    assert_eq!(program(folder.path(), &[]).output().unwrap().status.code(), Some(2), "no ledger here");
    let mut assistant = Assistant::start(folder.path(), &["captures/lantern-post-2025-07-04.txt"]);
    assert!(!list(&assistant.data("positions", json!({})), "lines").is_empty());
    assert!(!folder.path().join("attache.db").exists());
    assert!(assistant.end().success());
}

/// The folder of the official client for Python; `None`, with a line that says why, where it cannot be had.
fn python_client() -> Option<PathBuf> {
    let into = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mcp-client");
    let python = |arguments: &[&str]| Command::new("python3").env("PYTHONPATH", &into).args(arguments).output();
    let works = || python(&["-c", "from mcp import Client"]).is_ok_and(|done| done.status.success());
    if !works() {
        let target = into.display().to_string();
        let flags = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--timeout=10", "--retries=1"];
        let _ = python(&[&flags[..], &["--target", &target, "mcp==2.3.0"]].concat());
    }
    if works() {
        return Some(into);
    }
    let _ = writeln!(std::io::stderr(), "skipped, no client: the Python package mcp could not be installed");
    None
}

/// What the official client is answered, kept as a transcript; `ATTACHE_BLESS=1` writes it anew.
#[test]
fn the_official_client_is_answered() {
    let Some(client) = python_client() else { return };
    let folder = KEPT.as_path();
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mcp");
    let walk = |mode: &str| {
        let mut command = Command::new("python3");
        command.current_dir(folder).env("PYTHONPATH", &client).env("PYTHONIOENCODING", "utf-8");
        let program = env!("CARGO_BIN_EXE_attache");
        let done = command
            .arg(here.join("client.py"))
            .args([mode, program, "mcp", "--ledger", "attache.db"])
            .output()
            .unwrap();
        assert!(done.status.success(), "{mode}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap().replace("\r\n", "\n")
    };
    let transcript = walk("legacy");
    let golden = here.join("transcript.txt");
    if std::env::var_os("ATTACHE_BLESS").is_some() {
        std::fs::write(&golden, &transcript).unwrap();
    }
    assert_eq!(transcript, std::fs::read_to_string(golden).unwrap(), "ATTACHE_BLESS=1 writes it anew");
    assert_eq!(walk("auto"), transcript, "the handshake changes nothing");
}
