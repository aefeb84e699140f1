//! Exports over `examples/`: what other tools get is what the dossier has.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

fn bytes(arguments: &[&str], captures: &[&str]) -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.args(arguments).args(captures).args(["--captures", "examples/captures.csv"]).current_dir(root);
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn run(arguments: &[&str]) -> String {
    String::from_utf8(bytes(arguments, &["examples"])).expect("text")
}

fn export(format: &str) -> String {
    run(&["export", "--format", format])
}

static DOSSIER: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&run(&["dossier", "--format", "json"])).expect("a dossier"));

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn entries(kind: &str) -> Vec<&'static Value> {
    list(&DOSSIER, "entries").iter().filter(|entry| entry["kind"] == kind).collect()
}

#[test]
fn tables_of_events_have_what_is_done() {
    let lines: Vec<Value> =
        export("plover").lines().map(|line| serde_json::from_str(line).expect("an event")).collect();
    let told: BTreeSet<&str> = lines.iter().filter_map(|event| event["event_id"].as_str()).collect();
    let done = entries("event").into_iter().filter(|event| event["modality"] == "done");
    for event in done {
        let id = event["id"].as_str().expect("an id");
        let row = lines.iter().find(|row| row["event_id"] == id).expect("a row of every event that is done");
        assert_eq!(row["event_type"], event["type"]);
        assert_eq!(row["quad_code"], event["quad"]);
        assert_eq!(list(row, "reports").len(), list(event, "assertions").len());
    }
    let not_done = |entry: &&Value| entry["modality"] != "done";
    let others = entries("event").into_iter().chain(entries("position")).filter(not_done);
    assert!(others.into_iter().all(|entry| !told.contains(entry["id"].as_str().expect("an id"))));
    let polecat = export("polecat");
    let rows: Vec<Vec<&str>> = polecat.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!((rows.len(), rows[0].len()), (lines.len() + 1, 40));
    assert!(rows[1..].iter().all(|row| row.len() == 40 && told.contains(row[0])));
    let gdelt = export("gdelt");
    let rows: Vec<Vec<&str>> = gdelt.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows.len(), lines.len());
    let numbers: BTreeSet<u64> = rows.iter().map(|row| row[0].parse().expect("a number")).collect();
    assert_eq!(numbers.len(), rows.len());
    assert!(rows.iter().all(|row| row.len() == 58 && row[1].len() == 8 && ["1", "2", "3", "4"].contains(&row[29])));
}

#[test]
fn every_annotation_is_words_of_the_dossier() {
    let page: Value = serde_json::from_str(&export("annotations")).expect("JSON");
    let mut told: BTreeMap<(u64, u64), BTreeSet<&str>> = BTreeMap::new();
    let assertions = list(&DOSSIER, "entries").iter().flat_map(|entry| list(entry, "assertions"));
    let wordings = list(&DOSSIER, "utterances").iter().flat_map(|said| list(said, "wordings"));
    let mut count = 0;
    for place in assertions.chain(wordings) {
        let key = (place["start"].as_u64().expect("a place"), place["end"].as_u64().expect("a place"));
        told.entry(key).or_default().insert(place["quote"].as_str().expect("words"));
        count += 1;
    }
    let items = list(&page, "items");
    assert_eq!(items.len(), count);
    for item in items {
        let selectors = list(&item["target"], "selector");
        let key = (selectors[0]["start"].as_u64().expect("a place"), selectors[0]["end"].as_u64().expect("a place"));
        let exact = selectors[1]["exact"].as_str().expect("words");
        assert_eq!(exact.chars().count() as u64, key.1 - key.0);
        assert!(told.get(&key).is_some_and(|words| words.contains(exact)), "{item}");
    }
    let ids: BTreeSet<&str> = items.iter().filter_map(|item| item["id"].as_str()).collect();
    assert_eq!(ids.len(), items.len());
}

#[test]
fn reports_are_cited_once_each() {
    let items: Value = serde_json::from_str(&export("csl")).expect("JSON");
    let reports = list(&DOSSIER, "reports");
    assert_eq!(items.as_array().map(Vec::len), Some(reports.len()));
    for (item, report) in items.as_array().into_iter().flatten().zip(reports) {
        assert_eq!((&item["id"], &item["title"]), (&report["id"], &report["title"]["quote"]));
    }
    let bibtex = export("bibtex");
    assert_eq!(bibtex.matches("@online{").count(), reports.len());
    let depth = |text: &str| {
        let plain = text.replace("\\{", "").replace("\\}", "");
        plain.matches('{').count() as i64 - plain.matches('}').count() as i64
    };
    assert_eq!(depth(&bibtex), 0);
}

/// A term of a quad at the start of a text, and what follows it.
fn term(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(' ');
    if text.starts_with('<') {
        let end = text.find('>')? + 1;
        return text[1..end - 1]
            .chars()
            .all(|c| !c.is_whitespace() && !"<>\"{}|^`\\".contains(c))
            .then(|| text.split_at(end));
    }
    let mut escaped = false;
    let close = text.strip_prefix('"')?.char_indices().find(|(_, c)| {
        let ends = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    })?;
    let end = close.0 + 2;
    match text[end..].strip_prefix("^^") {
        Some(kind) => Some(text.split_at(end + 2 + term(kind)?.0.len())),
        None => Some(text.split_at(end)),
    }
}

#[test]
fn quads_are_whole_and_in_the_graph_of_their_report() {
    let quads = export("nquads");
    let reports: BTreeSet<String> = list(&DOSSIER, "reports")
        .iter()
        .map(|report| format!("<urn:attache:report:{}>", report["id"].as_str().expect("an id")))
        .collect();
    let mut asserted = 0;
    for line in quads.lines() {
        let parts = (0..4).try_fold((Vec::new(), line), |(mut parts, rest), _| {
            let (part, rest) = term(rest)?;
            parts.push(part);
            Some((parts, rest))
        });
        let (parts, rest) = parts.unwrap_or_else(|| panic!("no quad: {line}"));
        assert_eq!(rest.trim(), ".", "{line}");
        assert!(parts[3] == "<urn:attache:ledger>" || reports.contains(parts[3]), "{line}");
        if parts[1] == "<urn:attache:vocabulary:asserts>" {
            asserted += 1;
            assert_ne!(parts[3], "<urn:attache:ledger>");
        }
    }
    assert_eq!(asserted, entries("position").iter().map(|entry| list(entry, "assertions").len()).sum::<usize>());
}

#[test]
fn json_ld_and_entities_name_what_is_there() {
    let graph: Value = serde_json::from_str(&export("jsonld")).expect("JSON");
    let of = |kind: &str| list(&graph, "@graph").iter().filter(|node| node["@type"] == kind).count();
    let wordings: usize = list(&DOSSIER, "utterances").iter().map(|said| list(said, "wordings").len()).sum();
    assert_eq!((of("NewsArticle"), of("Quotation")), (list(&DOSSIER, "reports").len(), wordings));
    let lines: Vec<Value> = export("ftm").lines().map(|line| serde_json::from_str(line).expect("an entity")).collect();
    let ids: BTreeSet<&str> = lines.iter().filter_map(|entity| entity["id"].as_str()).collect();
    assert_eq!(ids.len(), lines.len());
    let events = lines.iter().filter(|entity| entity["schema"] == "Event");
    let mut count = 0;
    for event in events {
        count += 1;
        for key in ["involved", "proof"] {
            let named = list(&event["properties"], key);
            assert!(
                (key == "involved" || !named.is_empty())
                    && named.iter().all(|id| ids.contains(id.as_str().expect("an id"))),
                "{event}"
            );
        }
    }
    assert_eq!(count, entries("event").len() + entries("position").len());
}

#[test]
fn markdown_has_every_position_and_the_calendar_only_whole_days() {
    let markdown = export("markdown");
    assert_eq!(markdown.lines().filter(|line| line.starts_with("- toward ")).count(), entries("position").len());
    let noted = |line: &&str| line.starts_with("[^") && line.contains("]: ");
    assert!(markdown.lines().filter(noted).count() > 0);
    let calendar = export("ics");
    assert!(
        calendar.lines().count() >= 4 && calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    let days = calendar.split("\r\n").filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:"));
    assert!(days.clone().all(|day| day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit())));
    assert_eq!(days.count(), calendar.matches("BEGIN:VEVENT").count());
}

#[test]
fn states_stand_on_the_map_where_the_dossier_has_them() {
    let map: Value =
        serde_json::from_str(&run(&["export", "--format", "geojson", "--about", "Taliban"])).expect("JSON");
    let features = list(&map, "features");
    assert!(!features.is_empty());
    for feature in features {
        let told = &feature["properties"];
        let same = |entry: &&&Value| entry["id"] == told["id"];
        let entry = entries("position").iter().find(same).copied().expect("a position of the dossier");
        assert_eq!((&entry["rung"], &entry["modality"]), (&told["rung"], &told["modality"]));
        let rings = feature["geometry"]["coordinates"].to_string();
        assert!(rings.len() > 20, "{told}");
    }
    let russia = features.iter().find(|feature| feature["id"] == "rus").expect("Russia");
    assert_eq!(russia["properties"]["rung"], "recog_gov");
}

/// All tables of `examples/`, by format and name: one run a format.
static TABLES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().to_string_lossy().into_owned();
    ["csv", "jsonl"].iter().for_each(|format| drop(run(&["export", "--format", format, "--folder", &place])));
    let files = std::fs::read_dir(folder.path()).expect("tables").filter_map(Result::ok);
    files
        .map(|file| {
            let text = std::fs::read_to_string(file.path()).expect("text");
            (file.file_name().to_string_lossy().into_owned(), text)
        })
        .collect()
});

fn parsed(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a row")).collect()
}

/// Rows of a table.
fn rows(table: &str) -> Vec<Value> {
    parsed(&TABLES[&format!("{table}.jsonl")])
}

/// Rows of a table, of the lines asked for.
fn chosen(table: &str, flags: &[&str]) -> Vec<Value> {
    parsed(&run(&[&["export", "--format", "jsonl", "--table", table], flags].concat()))
}

#[test]
fn tables_have_the_columns_of_their_page() {
    let page = include_str!("../../../docs/tables.md");
    let mut tables = 0;
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let mut cells = line.split('|').skip(1).map(str::trim);
        let table = cells.next().expect("a name").trim_matches('`');
        let columns: Vec<&str> = cells.next().expect("columns").split(' ').map(|name| name.trim_matches('`')).collect();
        let mut csv = csv::Reader::from_reader(TABLES[&format!("{table}.csv")].as_bytes());
        assert_eq!(csv.headers().expect("a head").iter().collect::<Vec<_>>(), columns, "{table}");
        assert_eq!(csv.records().filter(Result::is_ok).count(), rows(table).len(), "{table}");
        tables += 1;
    }
    assert_eq!(tables, 10);
}

#[test]
fn a_line_is_a_row_with_its_words() {
    let told = rows("tellings");
    let of = |table: &str| rows(table).len();
    let lines = list(&DOSSIER, "entries").len();
    assert_eq!(of("positions") + of("events") + of("figures"), lines);
    let assertions: usize = list(&DOSSIER, "entries").iter().map(|entry| list(entry, "assertions").len()).sum();
    let wordings: usize = list(&DOSSIER, "utterances").iter().map(|said| list(said, "wordings").len()).sum();
    assert_eq!(told.len(), assertions + wordings);
    let reports: BTreeSet<String> = rows("reports").iter().map(|row| row["report"].to_string()).collect();
    for row in &told {
        let length = row["end"].as_u64().zip(row["start"].as_u64()).map(|(end, start)| end - start);
        assert_eq!(length, row["words"].as_str().map(|words| words.chars().count() as u64));
        assert!(reports.contains(&row["report"].to_string()), "{row}");
    }
}

#[test]
fn filters_leave_the_lines_asked_for() {
    let asked = ["--party", "Taliban", "--rung", "recog_gov", "--modality", "done"];
    let ids = |rows: &[Value]| rows.iter().map(|row| row["id"].to_string()).collect::<BTreeSet<_>>();
    let told = chosen("positions", &asked);
    let meant = |entry: &&Value| {
        entry["toward"]["actor"] == "grp-taliban" && entry["rung"] == "recog_gov" && entry["modality"] == "done"
    };
    let known = entries("position").into_iter().filter(meant).map(|entry| entry["id"].to_string());
    assert_eq!(ids(&told), known.collect());
    assert!(!told.is_empty() && told.len() < entries("position").len());
    for table in ["events", "figures", "utterances"] {
        assert_eq!(chosen(table, &asked), Vec::<Value>::new(), "{table}");
    }
    let said = chosen("utterances", &["--by", "Hua Chunying"]);
    assert!(!said.is_empty() && said.iter().all(|row| row["speaker"] == "Hua Chunying"));
    assert!(chosen("utterances", &["--by", "China"]).len() >= said.len());
    assert!(chosen("positions", &["--by", "China"]).is_empty());
    assert!(chosen("events", &["--holder", "Russia"]).iter().all(|row| row["holder_actor"] == "rus"));
}

const TABLE_NAMES: [&str; 10] = [
    "positions",
    "events",
    "figures",
    "utterances",
    "tellings",
    "reports",
    "contradictions",
    "persons",
    "roles",
    "terms",
];

#[test]
fn persons_and_terms_are_tables_too() {
    let persons = rows("persons");
    let ids = |rows: &[Value], key: &str| rows.iter().map(|row| row[key].to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&persons, "id"), ids(list(&DOSSIER, "persons"), "id"));
    let roles: usize = list(&DOSSIER, "persons").iter().map(|person| list(person, "roles").len()).sum();
    assert_eq!((rows("roles").len(), roles > 10), (roles, true));
    let uses = list(&DOSSIER, "terms").iter().flat_map(|of| list(of, "terms"));
    let uses: usize = uses.map(|term| list(term, "outlets").len() + list(term, "speakers").len()).sum();
    let terms = rows("terms");
    assert_eq!(terms.len(), uses);
    for row in terms.iter().chain(&persons) {
        let length = row["end"].as_u64().zip(row["start"].as_u64()).map(|(end, start)| end - start);
        assert_eq!(length, row["words"].as_str().map(|words| words.chars().count() as u64), "{row}");
    }
}

/// A ledger's lines are taken as they are kept, a part at a time; of captures all are merged first.
#[test]
fn a_ledger_gives_the_bytes_of_its_captures() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().join("kept.db").to_string_lossy().into_owned();
    bytes(&["add", "--ledger", &name], &["examples"]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let kept = |flags: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        let done =
            command.args(["export", "--ledger", &name]).args(flags).current_dir(&root).output().expect("it runs");
        assert!(done.status.success(), "{flags:?}: {}", String::from_utf8_lossy(&done.stderr));
        done.stdout
    };
    let check = |flags: &[&str]| {
        let (whole, parts) = (bytes(&[&["export"], flags].concat(), &["examples"]), kept(flags));
        let first = whole.iter().zip(&parts).position(|(a, b)| a != b).unwrap_or(whole.len().min(parts.len()));
        let near = |bytes: &[u8]| {
            let (from, to) = (first.saturating_sub(200).min(bytes.len()), (first + 100).min(bytes.len()));
            String::from_utf8_lossy(&bytes[from..to]).into_owned()
        };
        assert!(whole == parts, "{flags:?} at {first}: {}\n-- instead of --\n{}", near(&parts), near(&whole));
        assert!(!whole.is_empty(), "{flags:?}");
    };
    let formats =
        ["plover", "polecat", "gdelt", "csl", "bibtex", "annotations", "jsonld", "nquads", "ftm", "markdown", "ics"];
    formats.iter().for_each(|format| check(&["--format", format]));
    check(&["--format", "geojson", "--about", "Taliban"]);
    for table in TABLE_NAMES {
        check(&["--format", "csv", "--table", table]);
    }
    for table in ["positions", "tellings", "reports"] {
        check(&["--format", "parquet", "--table", table]);
        check(&["--format", "arrow", "--table", table]);
    }
    check(&["--format", "jsonl", "--table", "positions", "--party", "Taliban", "--rung", "recog_gov"]);
    check(&["--format", "annotations", "--by", "Russia"]);
}

/// A day, an outlet or a party leaves out of each part what it leaves out of the whole: given a capture beside a ledger, all are merged in memory.
#[test]
fn what_is_left_out_of_parts_is_left_out_of_the_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().join("kept.db").to_string_lossy().into_owned();
    bytes(&["add", "--ledger", &name], &["examples"]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let export = |flags: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        command.args(["export", "--ledger", &name]).args(flags).current_dir(&root);
        let done = command.output().expect("it runs");
        assert!(done.status.success(), "{flags:?}: {}", String::from_utf8_lossy(&done.stderr));
        done.stdout
    };
    let beside = ["examples/lantern-post-2025-07-04.txt", "--captures", "examples/captures.csv"];
    let selections: [&[&str]; 6] = [
        &["--about", "Taliban"],
        &["--about", "Kosovo", "--about", "China", "--since", "2022-01-01"],
        &["--as-of", "2021-09-30"],
        &["--as-of", "2025-07-03", "--about", "Russia"],
        &["--outlet", "courier"],
        &["--since", "2025-07-01", "--as-of", "2025-07-04", "--outlet", "courier", "--outlet", "post"],
    ];
    let formats: [&[&str]; 8] = [
        &["nquads"],
        &["annotations"],
        &["markdown"],
        &["plover"],
        &["geojson"],
        &["csv", "--table", "positions"],
        &["csv", "--table", "reports"],
        &["jsonl", "--table", "tellings"],
    ];
    for selection in selections {
        for format in formats {
            let flags = [&["--format"], format, selection].concat();
            let (parts, whole) = (export(&flags), export(&[&flags, beside.as_slice()].concat()));
            assert_eq!(String::from_utf8_lossy(&parts), String::from_utf8_lossy(&whole), "{flags:?}");
        }
    }
    assert_ne!(export(&["--format", "plover", "--about", "Taliban"]), export(&["--format", "plover"]));
    // What is found anew among the reports that are shown.
    let persons = |more: &[&str]| export(&[&["--format", "csv", "--table", "persons"], more].concat());
    assert_ne!(persons(&["--as-of", "2021-09-30"]), persons(&[]));
}

/// What every format makes of three captures; `ATTACHE_BLESS=1` writes anew what is expected.
#[test]
fn formats_are_as_expected() {
    let captures = ["harbour-courier-2021-08-16.html", "lantern-post-2025-07-04.txt", "kestrel-review-2025-07-05.html"];
    let captures = captures.map(|name| format!("examples/{name}"));
    let captures: Vec<&str> = captures.iter().map(String::as_str).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports");
    let check = |name: &str, flags: &[&str]| {
        let made = bytes(&[&["export", "--format"], flags].concat(), &captures);
        let file = folder.join(name);
        if std::env::var_os("ATTACHE_BLESS").is_some() {
            std::fs::write(&file, &made).expect("a file");
        }
        let expected = std::fs::read(&file).expect("what is expected; ATTACHE_BLESS=1 writes it");
        assert_eq!(String::from_utf8_lossy(&made), String::from_utf8_lossy(&expected), "{name}");
    };
    let formats =
        ["plover", "polecat", "gdelt", "csl", "bibtex", "annotations", "jsonld", "nquads", "ftm", "markdown", "ics"];
    formats.iter().for_each(|format| check(format, &[format]));
    check("geojson", &["geojson", "--about", "Taliban"]);
    for table in TABLE_NAMES {
        check(&format!("{table}.csv"), &["csv", "--table", table]);
    }
}

#[test]
fn quiet_is_quiet() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("out.bib");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let told = |flags: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        command.args(flags).args(["export", "--format", "bibtex", "examples/lantern-post-2025-07-04.txt", "-o"]);
        let done = command.arg(&file).current_dir(&root).output().expect("the program runs");
        String::from_utf8_lossy(&done.stderr).into_owned()
    };
    assert!(told(&[]).contains("written to"));
    assert_eq!(told(&["-q"]), "");
}

#[test]
fn what_makes_no_sense_is_said() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let wrong = [
        (["--format", "ics", "--table", "events"], "parquet"),
        (["--format", "bibtex", "--folder", "x"], "parquet"),
        (["--format", "csv", "--party", "Chnia"], "did you mean China"),
    ];
    for (flags, wanted) in wrong {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        let done =
            command.arg("export").args(flags).arg("examples").current_dir(&root).output().expect("the program runs");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(said.lines().last().is_some_and(|last| last.contains(wanted)), "{said}");
        assert_eq!(done.status.code(), Some(2));
    }
}

#[test]
fn the_same_captures_give_the_same_bytes() {
    for format in ["nquads", "parquet", "arrow"] {
        let of = |flags: &[&str]| bytes(&[&["export", "--format", format], flags].concat(), &["examples"]);
        assert!(of(&[]) == of(&["--threads", "1"]), "{format}");
    }
}
