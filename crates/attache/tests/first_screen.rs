//! What a reader in a hurry sees: the first screen, the terminal, the table; run as users run it.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::Value;
use std::process::{Command, Output};

/// Reports of one or two sentences under a headline, each with its day.
struct Papers {
    folder: tempfile::TempDir,
}

/// Fills reports up to the length of one, each with words of its own; says nothing of anybody.
const FILLERS: [&str; 4] = [
    "Shops in the centre were open until noon, and the trams ran as they do on any working day of the year.",
    "Rain fell on the hills from the early hours, so that the river rose by a hand and the fishermen went home.",
    "A choir of bakers sang in the square at dusk, with lanterns, a drum and two borrowed trumpets.",
    "The library has bought a second stove, since the old one smoked whenever the wind came from the north.",
];

impl Papers {
    fn of(reports: &[(&str, &str)]) -> Papers {
        let papers = Papers { folder: tempfile::tempdir().unwrap() };
        let mut list = String::from("path,outlet,published\n");
        for (at, (day, text)) in reports.iter().enumerate() {
            papers.write(&format!("{at}.txt"), &format!("A day in the capital\n\n{text}\n\n{}\n", FILLERS[at]));
            list += &format!("{at}.txt,Paper {at},{day}\n");
        }
        papers.write("list.csv", &list);
        papers
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.folder.path().join(name), text).unwrap();
    }

    fn run(&self, more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        let arguments = [&["dossier", ".", "--captures", "list.csv"], more].concat();
        command.current_dir(self.folder.path()).args(arguments).output().unwrap()
    }

    fn json(&self, more: &[&str]) -> Value {
        let output = self.run(&[more, &["--format", "json"]].concat());
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", told(&output)))
    }

    fn html(&self, more: &[&str]) -> String {
        let page = String::from_utf8(self.run(more).stdout).unwrap();
        page.split("<main>").nth(1).unwrap_or_default().to_string()
    }

    fn terminal(&self) -> String {
        told(&self.run(&["--format", "json"]))
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Positions as "Holder → Toward rung modality status", with the refusal's kind.
fn positions(dossier: &Value) -> Vec<String> {
    let entries = dossier["entries"].as_array().unwrap().iter().filter(|entry| entry["kind"] == "position");
    let text = |value: &Value| value.as_str().unwrap_or("").to_string();
    let told = entries.map(|entry| {
        let refusal = entry["refusal"].as_str().map(|kind| format!(" {kind}")).unwrap_or_default();
        format!(
            "{} → {} {} {}{refusal} {}",
            text(&entry["holder"]["name"]),
            text(&entry["toward"]["name"]),
            text(&entry["rung"]),
            text(&entry["modality"]),
            text(&entry["status"])
        )
    });
    told.collect()
}

fn entry<'d>(dossier: &'d Value, holder: &str, rung: &str) -> &'d Value {
    let found = dossier["entries"].as_array().unwrap().iter();
    let mut found = found.filter(|entry| entry["holder"]["name"] == holder && entry["rung"] == rung);
    found.next().unwrap_or_else(|| panic!("{holder} {rung}: {:?}", positions(dossier)))
}

#[test]
fn an_undated_act_was_done_by_the_day_of_its_first_report() {
    let papers = Papers::of(&[
        ("2025-07-06", "Peru has recognised Kosovo as a state."),
        ("2025-07-04", "Peru, which has recognised Kosovo as a state, sent a minister to the talks."),
    ]);
    let entry = entry(&papers.json(&[]), "Peru", "recog_state").clone();
    assert_eq!((&entry["dated"], &entry["first_published"]), (&Value::Bool(false), &Value::from("2025-07-04")));
    assert!(papers.terminal().contains("by 4 July 2025"), "{}", papers.terminal());
    let page = papers.html(&[]);
    assert!(page.contains("by 4 July 2025") && page.contains("class=\"begun\""), "an open start is drawn");
}

#[test]
fn what_had_lasted_is_no_act_of_its_day() {
    let papers =
        Papers::of(&[("2021-08-17", "Peru's embassy in Kabul remains open, its foreign ministry said on Monday.")]);
    assert_eq!(entry(&papers.json(&[]), "Peru", "mission_open")["lasted"], true);
    assert!(
        papers.terminal().contains("embassy open in Afghanistan (already on 16 August 2021"),
        "{}",
        papers.terminal()
    );
}

#[test]
fn has_not_will_not_and_no_longer_are_three_things() {
    let papers = Papers::of(&[
        ("2024-05-03", "Peru has not recognised Kosovo as a state."),
        ("2024-05-03", "Chile will not recognise Kosovo as a state, its foreign minister said."),
        ("2024-05-03", "Ghana no longer recognises Kosovo as a state."),
    ]);
    let positions = positions(&papers.json(&[]));
    for wanted in
        ["Peru → Kosovo recog_state refused has-not standing", "Chile → Kosovo recog_state refused will-not standing"]
    {
        assert!(positions.iter().any(|one| one == wanted), "{positions:?}");
    }
    let said = papers.terminal();
    assert!(said.contains("Peru → Kosovo: not recognised as a state (as of 3 May 2024"), "{said}");
    assert!(said.contains("Chile → Kosovo: recognition as a state refused"), "{said}");
    let page = papers.html(&[]);
    assert!(page.contains("Peru has not recognised Kosovo as a state"));
    assert!(page.contains("Chile refuses to recognise Kosovo as a state"));
    assert!(page.contains("Ghana no longer recognises Kosovo as a state"), "{positions:?}");
}

#[test]
fn an_embassy_with_less_staff_is_open_and_a_closed_one_is_not() {
    let open = ("2021-08-16", "Peru kept its embassy in Kabul open on 15 August 2021, the ministry said.");
    let cut = ("2021-08-20", "Peru cut the staff of its embassy in Kabul on 19 August 2021.");
    let closed = ("2021-09-02", "Peru closed its embassy in Kabul on 1 September 2021.");
    let status = |reports: &[(&str, &str)]| {
        let dossier = Papers::of(reports).json(&[]);
        entry(&dossier, "Peru", "mission_open")["status"].as_str().unwrap().to_string()
    };
    assert_eq!(status(&[open, cut]), "standing");
    // What somebody does not mean to do is a word, which a later word takes back; that the embassy is open stands.
    let remains = ("2021-08-16", "Peru's embassy in Kabul remains open.");
    let words = "Peru's foreign minister, Ana Quispe, said that Peru had no plans to evacuate its embassy in Kabul. Ana Quispe said that part of the staff \
        of the Peruvian embassy in Kabul would be evacuated.";
    let papers = Papers::of(&[remains, ("2021-08-17", words)]);
    let told: Vec<(bool, Value)> = papers.json(&[])["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["rung"] == "mission_open")
        .map(|entry| (entry["intended"] == true, entry["status"].clone()))
        .collect();
    assert!(told.contains(&(false, "standing".into())) && told.contains(&(true, "superseded".into())), "{told:?}");
    assert!(papers.html(&[]).contains("no plans to close the embassy in Afghanistan"));
    assert_eq!(status(&[open, closed]), "superseded");
}

#[test]
fn an_announcement_ends_nothing_that_stands() {
    let papers = Papers::of(&[
        ("2021-05-04", "Peru opened an embassy in Tirana on 3 May 2021, Ana Quispe, the foreign minister, said."),
        (
            "2022-05-04",
            "Peru will close its embassy in Tirana in June, Ana Quispe, the foreign minister, said on 3 May 2022.",
        ),
    ]);
    assert_eq!(entry(&papers.json(&[]), "Peru", "mission_opened")["status"], "standing");
}

#[test]
fn a_count_of_nobody_ends_when_somebody_acts() {
    let count = ("2024-05-03", "No other country has recognised Kosovo as a state.");
    let act = ("2024-06-11", "Peru recognised Kosovo as a state on 10 June 2024.");
    let alone = Papers::of(&[count]);
    assert_eq!(entry(&alone.json(&[]), "*", "recog_state")["status"], "standing");
    assert!(alone.terminal().contains("No other country → Kosovo: not recognised as a state (as of 3 May 2024"));
    let both = Papers::of(&[count, act]).json(&[]);
    let ended = entry(&both, "*", "recog_state");
    assert_eq!(
        (&ended["status"], &ended["superseded_by"]),
        (&Value::from("superseded"), &entry(&both, "Peru", "recog_state")["id"])
    );
}

#[test]
fn what_a_fallen_government_was_granted_stands_no_longer() {
    let then = ("2021-07-02", "China recognised the government of Afghanistan on 1 July 2021.");
    let now = (
        "2025-07-06",
        "Trade went on at the border, a driver said, and nobody asked for papers at the gate of the market.",
    );
    let before = Papers::of(&[then]).json(&[]);
    assert_eq!(entry(&before, "China", "recog_gov")["status"], "standing");
    let after = Papers::of(&[then, now]);
    let dossier = after.json(&[]);
    let ended = entry(&dossier, "China", "recog_gov");
    assert_eq!((&ended["status"], &ended["ended"]), (&Value::from("superseded"), &Value::from("2021-08-14")));
    assert!(after.html(&[]).contains("until 14 August 2021, the last day of that government"));
    assert!(!after.terminal().contains("China → former government of Afghanistan: recognised"), "{}", after.terminal());
    // As one could have known it then, it stood.
    assert_eq!(entry(&after.json(&["--as-of", "2021-07-03"]), "China", "recog_gov")["status"], "standing");
}

#[test]
fn filters_change_no_date_no_modality_and_no_number_of_origins() {
    let papers = Papers::of(&[
        ("2024-06-11", "Peru has recognised Kosovo as a state, and Chile has not recognised Kosovo as a state."),
        ("2024-06-13", "Peru recognised Kosovo as a state on 10 June 2024."),
        ("2024-06-15", "Peru has recognised Kosovo as a state. The ministry in Lima hung up a flag."),
    ]);
    let whole = papers.json(&[]);
    let whole = entry(&whole, "Peru", "recog_state");
    assert_eq!((&whole["date"]["value"], &whole["origins"]), (&Value::from("2024-06-10"), &Value::from(3)));
    for filter in [
        &["--as-of", "2024-06-12"][..],
        &["--since", "2024-06-12"],
        &["--about", "Chile", "--about", "Peru"],
        &["--about", "Kosovo"],
        &["--outlet", "paper 0"],
    ] {
        let part = papers.json(filter);
        let part = entry(&part, "Peru", "recog_state");
        for field in ["id", "date", "dated", "modality", "origins", "reports"] {
            assert_eq!(part[field], whole[field], "{filter:?} {field}");
        }
    }
    // Nor the day by which it was so.
    let late = papers.json(&["--since", "2024-06-12"]);
    assert_eq!(entry(&late, "Peru", "recog_state")["first_published"], whole["first_published"]);
    let part = papers.json(&["--as-of", "2024-06-12"]);
    assert_eq!(entry(&part, "Peru", "recog_state")["reports_shown"], 1);
    let chile = positions(&papers.json(&["--about", "Chile"]));
    assert!(chile.iter().all(|one| one.contains("Chile")), "{chile:?}");
}

#[test]
fn a_promise_to_all_embassies_is_one_to_no_state_by_name() {
    let papers = Papers::of(&[(
        "2021-08-17",
        "Russia and China keep their embassies in Kabul open. The Taliban assured all embassies that they would be protected.",
    )]);
    let positions = positions(&papers.json(&[]));
    assert!(!positions.iter().any(|one| one.contains("mission_protection")), "{positions:?}");
    let named = Papers::of(&[("2021-08-17", "The Taliban promised safety for Russian diplomats.")]);
    entry(&named.json(&[]), "Taliban", "mission_protection");
}

#[test]
fn who_would_decide_has_not_said_that_it_would() {
    let papers = Papers::of(&[(
        "2021-08-17",
        "Moscow would decide on recognition of the Taliban on the basis of their conduct, a ministry official said.",
    )]);
    let page = papers.html(&[]);
    assert!(
        page.contains("Russia is considering whether to recognise the Taliban"),
        "{:?}",
        positions(&papers.json(&[]))
    );
    assert!(!page.contains("Russia would recognise"));
}

#[test]
fn a_contested_line_says_so_wherever_it_stands() {
    let papers = Papers::of(&[
        (
            "2024-02-02",
            "China accepted the envoy's letters, thereby recognising the Taliban as the government of Afghanistan.",
        ),
        ("2024-02-03", "China has not recognised the Taliban, the foreign ministry in Beijing said."),
    ]);
    let dossier = papers.json(&[]);
    let contested = positions(&dossier).into_iter().filter(|one| one.ends_with("contested")).count();
    assert!(contested > 0, "{:?}", positions(&dossier));
    let page = papers.html(&[]);
    let plain = page.matches("recognised as government").count();
    let told = page.matches("recognised as government (contested)").count()
        + page.matches("not recognised as government").count();
    // In the path and the table the badge stands beside the words.
    let beside = page.matches("<span class=\"pill\">contested</span>").count();
    assert!(plain <= told + beside && beside > 0, "{plain} {told} {beside}");
}

#[test]
fn captures_without_a_day_stand_beside_what_they_share_words_with() {
    let words = "“We shall keep the harbour open to every ship that comes, whatever flag it flies,” the envoy, Ana Quispe, told reporters.";
    let papers =
        Papers::of(&[("2021-08-16", words), ("2025-07-04", "Peru opened an embassy in Tirana on 3 July 2025.")]);
    papers.write("undated.txt", &format!("A harbour\n\n{words}\n\n{}\n", FILLERS[3]));
    let dossier = papers.json(&[]);
    let paths: Vec<&str> =
        dossier["reports"].as_array().unwrap().iter().filter_map(|one| one["path"].as_str()).collect();
    assert_eq!(paths, ["./0.txt", "./undated.txt", "./1.txt"]);
    let said = papers.terminal();
    assert!(said.contains("1 capture of unknown day") && said.contains("./undated.txt"), "{said}");
    assert!(said.contains("NAME.meta.json") && said.contains("path,url,outlet,published,captured"), "{said}");
}

#[test]
fn nothing_is_drawn_where_no_year_is_known() {
    let papers = Papers::of(&[("", "Peru opened an embassy in Tirana on Thursday.")]);
    let page = papers.html(&[]);
    assert!(!page.contains("id=\"chart\""), "an axis without a year");
    assert!(!page.contains("XXXX") && !papers.terminal().contains("XXXX"));
}

#[test]
fn codes_are_for_scripts() {
    let papers = Papers::of(&[(
        "2024-02-02",
        "Peru recognised Kosovo as a state on Thursday and will open an embassy in Pristina in May.",
    )]);
    let read =
        Command::new(env!("CARGO_BIN_EXE_attache")).current_dir(papers.folder.path()).args(["read", "0.txt"]).output();
    let read = String::from_utf8(read.unwrap().stdout).unwrap();
    for text in [papers.html(&[]), papers.terminal(), read] {
        for code in ["recog_", "mission_", "XXXX", "PRESENT_REF", "[done]"] {
            assert!(!text.contains(code), "{code}: {text}");
        }
    }
}

#[test]
fn sources_are_told_apart_by_kind() {
    let papers = Papers::of(&[
        ("2024-05-03", "The talks in Lima failed, TASS news agency said on Friday."),
        ("2024-05-03", "“We shall stay as long as it takes,” the envoy, Ana Quispe, told the Oxmoor Times."),
        ("2024-05-03", "Two officials said in a statement that the harbour of Lima would close."),
        (
            "2024-05-03",
            "The Peruvian foreign ministry said in a statement on Friday that its embassy in Tirana would stay open.",
        ),
    ]);
    let dossier = papers.json(&[]);
    let origins = |at: usize| {
        let path = format!("./{at}.txt");
        let mut reports = dossier["reports"].as_array().unwrap().iter();
        let report = reports.find(|report| report["path"] == path.as_str()).unwrap();
        let list = report["origins"].as_array().unwrap().iter();
        list.map(|one| format!("{} {}", one["kind"].as_str().unwrap(), one["name"].as_str().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(origins(0), ["wire TASS"]);
    assert_eq!(origins(1), ["interview the Oxmoor Times"]);
    assert_eq!(origins(2), ["own Paper 2"], "a statement of nobody is no source by name");
    assert_eq!(origins(3), ["document Peruvian foreign ministry statement"]);
}

#[test]
fn a_day_without_a_year_is_not_another_clauses_day() {
    let text = "Peru listed Hezbollah as a terrorist group in 2003, but the ban was lifted in April this year.";
    let dossier = Papers::of(&[("", text)]).json(&[]);
    assert_eq!(entry(&dossier, "Peru", "terror_listed")["date"]["value"], "2003");
    assert_eq!(entry(&dossier, "Peru", "terror_delisted")["date"], Value::Null);
}
