//! `attache serve`, as a browser and a script ask it.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

mod serving;
mod validator;

use serde_json::Value;
use serving::{Server, find, kept, kinds, recognition, run};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Pages are smaller than this, in bytes.
const LARGEST: usize = 200_000;

#[test]
fn every_page_in_every_language_and_look() {
    let folder = kept();
    let server = Server::start(folder.path(), &[]);
    for page in kinds(&server) {
        for state in ["", "lang=ar&theme=dark", "lang=es&text=largest", "lang=pt&theme=contrast&as-of=2025-10-30"] {
            let mark = if page.contains('?') { '&' } else { '?' };
            let answer = server.get(&format!("{page}{mark}{state}"));
            assert_eq!(answer.status, 200, "{page} {state}: {}", answer.body);
            assert!(answer.body.len() < LARGEST, "{page}: {} bytes", answer.body.len());
            assert!(answer.header("content-type").starts_with("text/html"));
            let policy = answer.header("content-security-policy");
            assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
            // What the policy forbids is not there.
            for tag in answer.body.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default()) {
                let inline = [" style=", " onclick=", " onload=", " onerror="].iter().any(|name| tag.contains(name));
                assert!(!inline, "{page}: <{tag}>");
                assert!(!tag.starts_with("script") || tag.contains("src=\"/assets/"), "{page}: <{tag}>");
            }
            // Nothing is loaded from elsewhere.
            for part in answer.body.split("src=\"").skip(1) {
                assert!(part.starts_with("/assets/"), "{page}: {}", part.split('"').next().unwrap());
            }
            let untranslated = ["nav-", "head-", "rung-", "change-", "filter-"];
            let text = text_of(&answer.body);
            assert!(untranslated.iter().all(|prefix| !text.contains(&format!(" {prefix}"))), "{page} {state}");
        }
    }
}

/// The text of a page without its tags.
fn text_of(page: &str) -> String {
    page.split('<').skip(1).map(|part| format!(" {}", part.split_once('>').map_or("", |(_, text)| text))).collect()
}

#[test]
fn a_page_is_sent_again_only_where_it_changed() {
    let folder = kept();
    let server = Server::start(folder.path(), &[]);
    let host = server.host();
    let ask = |tag: &str| server.ask("GET", "/matrix", &[("Host", &host), ("If-None-Match", tag)], "");
    let first = server.get("/matrix");
    let tag = first.header("etag").to_string();
    assert_eq!((ask(&tag).status, ask("\"other\"").status, ask("*").status), (304, 200, 304));
    assert_ne!(server.get("/matrix?lang=ar").header("etag"), tag);
    std::fs::write(
        folder.path().join("new.txt"),
        "Chile recognises Kosovo\n\n4 May 2026\n\nChile recognised Kosovo on Monday.\n",
    )
    .unwrap();
    run(folder.path(), &["add", "new.txt", "--published", "2026-05-04"]);
    let changed = ask(&tag);
    assert_eq!(changed.status, 200);
    assert!(server.get("/").body.contains("Chile"), "what another run adds is seen");
}

#[test]
fn strangers_are_not_answered() {
    let folder = kept();
    let server = Server::start(folder.path(), &[]);
    for host in ["evil.example", "127.0.0.1", "127.0.0.1:1"] {
        let answer = server.ask("GET", "/", &[("Host", host)], "");
        assert_eq!(answer.status, 421, "{host}");
        assert!(!answer.body.contains("Taliban"));
    }
    let long = format!("/search?q={}", "x".repeat(5000));
    assert_eq!(server.get(&long).status, 414);
    assert_eq!(server.get(&format!("/search?q={}", "x+".repeat(120))).status, 200, "words are counted, not run");
    assert_eq!(server.get("/%2e%2e/%2e%2e/etc/passwd").status, 404);
    assert_eq!(server.get("/entry/%00").status, 404);
    assert_eq!(server.get("/matrix?as-of=yesterday").status, 400);
    assert_eq!(server.get("/matrix?rung=%3Cscript%3E").status, 400);
    assert_eq!(server.get("/timeline?about=Chnia").status, 400);
    assert!(server.get("/timeline?about=Chnia").body.contains("did you mean China"));
    assert_eq!(server.ask("DELETE", "/", &[("Host", &server.host())], "").status, 405);
    let open = Command::new(env!("CARGO_BIN_EXE_attache"))
        .current_dir(folder.path())
        .args(["serve", "--address", "0.0.0.0:0"])
        .output()
        .unwrap();
    assert_eq!(open.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&open.stderr).contains("--token"));
}

#[test]
fn a_token_lets_in() {
    let folder = kept();
    let server = Server::start(folder.path(), &["--token", "long-enough"]);
    let host = server.host();
    assert_eq!(server.get("/").status, 401);
    assert_eq!(server.get("/api/v1/positions").status, 401);
    let bearer = server.ask("GET", "/api/v1/totals", &[("Host", &host), ("Authorization", "Bearer long-enough")], "");
    assert_eq!(bearer.json()["reports"], 29);
    let first = server.get("/matrix?lang=ar&token=long-enough");
    assert_eq!((first.status, first.header("location")), (303, "/matrix?lang=ar"));
    let cookie = first.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains("long-enough"));
    let pair = cookie.split(';').next().unwrap();
    assert_eq!(server.ask("GET", "/matrix?lang=ar", &[("Host", &host), ("Cookie", pair)], "").status, 200);
    assert_eq!(server.get("/feed.atom?token=long-enough").status, 200, "readers of feeds keep no cookie");
    assert!(server.get("//evil.example/?token=long-enough").header("location").starts_with("/evil.example"));
}

#[test]
fn the_api_says_what_the_commands_say() {
    let folder = kept();
    let server = Server::start(folder.path(), &[]);
    let printed = |arguments: &[&str]| -> Value { serde_json::from_str(&run(folder.path(), arguments)).unwrap() };
    let by_id =
        |lines: &Value| -> BTreeSet<String> { lines.as_array().unwrap().iter().map(Value::to_string).collect() };
    for (path, command) in [
        ("/api/v1/positions?limit=500", vec!["positions", "--format", "json"]),
        (
            "/api/v1/positions?limit=500&as-of=2024-06-30",
            vec!["positions", "--format", "json", "--as-of", "2024-06-30"],
        ),
        (
            "/api/v1/positions?limit=500&toward=Taliban&rung=recog_gov",
            vec!["positions", "--format", "json", "--party", "Taliban", "--rung", "recog_gov"],
        ),
        ("/api/v1/events?limit=500", vec!["events", "--format", "json"]),
        ("/api/v1/statements?limit=500&by=Russia", vec!["quotes", "--by", "Russia", "--format", "json"]),
        ("/api/v1/contradictions?limit=500", vec!["contradictions", "--format", "json"]),
        ("/api/v1/people?limit=500", vec!["people", "--format", "json"]),
    ] {
        assert_eq!(by_id(&server.get(path).json()["items"]), by_id(&printed(&command)), "{path}");
    }
    let question = "Has China recognised the Taliban?";
    let told = server.get("/api/v1/ask?q=Has+China+recognised+the+Taliban%3F").json();
    assert_eq!(told, printed(&["ask", question, "--format", "json"]));
    let id = recognition(&server);
    assert_eq!(server.get(&format!("/api/v1/lines/{id}")).json(), printed(&["show", &id, "--format", "json"]));
    let days = ["diff", "--from", "2025-07-03", "--to", "2025-07-06", "--format", "json"];
    assert_eq!(server.get("/api/v1/diff?from=2025-07-03&to=2025-07-06").json(), printed(&days));
}

#[test]
fn lists_are_paged_without_gaps() {
    let folder = kept();
    let server = Server::start(folder.path(), &[]);
    let ids = |list: &Value| -> Vec<String> {
        list["items"].as_array().unwrap().iter().map(|line| line["id"].as_str().unwrap().to_string()).collect()
    };
    for list in ["/api/v1/positions", "/api/v1/statements", "/api/v1/reports", "/api/v1/stories", "/api/v1/people"] {
        let all = ids(&server.get(&format!("{list}?limit=500")).json());
        let mut paged = Vec::new();
        let mut next = Some(format!("{list}?limit=7"));
        while let Some(address) = next {
            let page = server.get(&address).json();
            paged.extend(ids(&page));
            next = page["next"].as_str().map(str::to_string);
        }
        assert_eq!(paged, all, "{list}");
    }
}

#[test]
fn the_api_is_as_it_is_described() {
    let folder = kept();
    let server = Server::start(folder.path(), &[]);
    let document = server.get("/api/openapi.json").json();
    let ids = [
        ("/api/v1/lines/{id}", recognition(&server)),
        ("/api/v1/stories/{id}", find(&server, "/api/v1/stories", |_| true)["id"].as_str().unwrap().to_string()),
        ("/api/v1/reports/{id}", find(&server, "/api/v1/reports", |_| true)["id"].as_str().unwrap().to_string()),
    ];
    for (path, operation) in document["paths"].as_object().unwrap() {
        let id = ids.iter().find(|(known, _)| known == path).map_or("", |(_, id)| id.as_str());
        let address = path.replace("{id}", id);
        let address = match path.rsplit('/').next().unwrap() {
            "search" => format!("{address}?q=embassy"),
            "ask" => format!("{address}?q=Has+China+recognised+the+Taliban"),
            "terms" => format!("{address}?about=Taliban"),
            _ => address,
        };
        let answer = server.get(&address);
        assert!(answer.header("etag").starts_with('"'), "{path}");
        let schema = &operation["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        // Its references are of the whole document.
        let mut root = document["components"].clone();
        root["$defs"] = document["components"]["schemas"].clone();
        let text = serde_json::to_string(&serde_json::json!({ "$defs": root["schemas"], "allOf": [schema] })).unwrap();
        let own: Value = serde_json::from_str(&text.replace("#/components/schemas/", "#/$defs/")).unwrap();
        let faults = validator::faults(&own, &answer.json());
        assert!(faults.is_empty(), "{path}: {faults:?}");
    }
}

#[test]
fn what_is_downloaded_is_what_is_shown() {
    let folder = kept();
    let server = Server::start(folder.path(), &[]);
    for query in ["", "?toward=Taliban", "?toward=Taliban&family=recognition&origins=2", "?holder=rus&as-of=2024-12-31"]
    {
        let page = server.get(&format!("/matrix{query}")).body;
        let cells = server.get(&format!("/matrix.json{query}")).json();
        let table = server.get(&format!("/matrix.csv{query}")).body;
        let ids: Vec<&str> = cells.as_array().unwrap().iter().map(|cell| cell["id"].as_str().unwrap()).collect();
        assert!(!ids.is_empty(), "{query}");
        let shown: Vec<&str> = page
            .split("<a class=\"step")
            .skip(1)
            .filter_map(|part| part.split("href=\"/entry/").nth(1)?.split(['"', '?']).next())
            .collect();
        assert_eq!(ids, shown, "{query}");
        let rows: Vec<&str> = table.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!(ids, rows, "{query}");
    }
    let cells = server.get("/matrix.json?toward=Taliban&origins=2").json();
    assert!(cells.as_array().unwrap().iter().all(|cell| cell["origins"].as_u64() >= Some(2)));
}

#[test]
fn the_day_is_turned_back_everywhere() {
    let folder = kept();
    let server = Server::start(folder.path(), &[]);
    let id = recognition(&server);
    for page in ["/", "/matrix", "/timeline", "/map?toward=Taliban", "/party/rus", "/reports", "/search?q=recognised"] {
        let mark = if page.contains('?') { '&' } else { '?' };
        let then = server.get(&format!("{page}{mark}as-of=2021-09-01")).body;
        // In what the page tells; the control holds the day itself.
        let main = then.split("<main").nth(1).unwrap().split("<footer").next().unwrap();
        // The map's control leads on to later days.
        let (before, after) = main.split_once("<form class=\"days\"").unwrap_or((main, ""));
        let main = format!("{before}{}", after.split_once("</form>").map_or(after, |(_, rest)| rest));
        for year in ["2022", "2023", "2024", "2025"] {
            assert!(!text_of(&main).contains(year), "{page} of 2021 tells of {year}");
        }
    }
    assert!(server.get(&format!("/entry/{id}?as-of=2021-09-01")).body.contains("told by then"));
    assert_eq!(server.get(&format!("/api/v1/lines/{id}?as-of=2021-09-01")).status, 404);
    let then = server.get("/matrix.json?toward=Taliban&as-of=2025-07-04").json();
    let russia = |cells: &Value| {
        cells.as_array().unwrap().iter().find(|cell| cell["holder_id"] == "rus").map(|cell| cell["rung"].clone())
    };
    assert_eq!(russia(&then), Some("recog_gov".into()));
    let before = server.get("/matrix.json?toward=Taliban&as-of=2025-07-03&family=recognition&modality=done").json();
    assert_eq!(russia(&before), None);
}

#[test]
fn disagreements_are_told_in_the_readers_language() {
    let folder = kept();
    let server = Server::start(folder.path(), &[]);
    let told = server.get("/api/v1/contradictions?limit=100").json();
    let of = |kind: &str| {
        let all = told["items"].as_array().unwrap().iter();
        all.clone().find(|one| one["type"] == kind && one["says"].as_str().unwrap().contains("Taliban")).unwrap()
    };
    let (status, scope) = (of("status"), of("scope"));
    let page = |id: &Value| format!("/contradiction/{}", id.as_str().unwrap());
    let pages = ["/contradictions".into(), page(&status["id"]), page(&scope["id"]), "/party/ind".into()];
    for page in &pages {
        let english = server.get(page).body;
        assert!(text_of(&english).contains(": check whether"), "{page}");
        for (language, check) in [("es", ": compruebe "), ("pt", ": verifique "), ("ar", ": تحقَّق ")] {
            let body = server.get(&format!("{page}?lang={language}")).body;
            assert!(text_of(&body).contains(check) && !body.contains(": check "), "{page} {language}");
            // A name stands in its own direction.
            assert!(body.contains("<bdi lang=\"en\">Taliban</bdi>"), "{page} {language}");
        }
    }
    let arabic = server.get(&format!("{}?lang=ar", page(&status["id"]))).body;
    assert!(arabic.contains("<bdi dir=\"rtl\">بحسب تقرير تمّت خطوة <bdi lang=\"en\">"), "{arabic}");
    let feed = server.get("/feed.json?about=Taliban&lang=pt").json();
    let titles = feed["items"].as_array().unwrap().iter().filter_map(|item| item["title"].as_str());
    assert!(
        titles.clone().any(|title| title.contains(": verifique ")) && !titles.clone().any(|one| one.contains("check"))
    );
    // Scripts read one language.
    let line = format!("/api/v1/lines/{}", status["id"].as_str().unwrap());
    assert_eq!(server.get(&format!("{line}?lang=ar")).json(), server.get(&line).json());
    assert!(server.get(&line).json()["says"].as_str().unwrap().contains(": check whether"));
}

#[test]
fn any_selection_can_be_followed() {
    let folder = kept();
    let server = Server::start(folder.path(), &[]);
    for page in
        ["/", "/matrix?toward=Taliban", "/timeline?about=rus", "/party/rus", "/statements?by=Russia", "/stories"]
    {
        let body = server.get(page).body;
        let feed = body.split("type=\"application/atom+xml\" href=\"").nth(1).unwrap().split('"').next().unwrap();
        let atom = server.get(&feed.replace("&amp;", "&").replace("&#38;", "&"));
        assert_eq!((atom.status, atom.header("content-type")), (200, "application/atom+xml; charset=utf-8"), "{page}");
        assert!(atom.body.contains("<entry>") && atom.body.trim_end().ends_with("</feed>"), "{page}");
    }
    let feed = server.get("/feed.json?about=rus").json();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let item = feed["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["url"].as_str().unwrap().contains("/entry/"))
        .unwrap();
    let url = item["url"].as_str().unwrap();
    assert!(url.starts_with(&format!("http://{}/", server.host())));
    assert_eq!(server.get(url.split_once(&server.host()).unwrap().1).status, 200);
    let said = server.get("/feed.json?said=Muttaqi").json();
    assert!(said["items"].as_array().unwrap().iter().all(|item| item["title"].as_str().unwrap().contains("Muttaqi")));
}

#[test]
fn lines_are_corrected_only_by_forms_of_ours() {
    let folder = kept();
    let closed = Server::start(folder.path(), &[]);
    let id = recognition(&closed);
    assert!(!closed.get(&format!("/entry/{id}")).body.contains("action=\"/corrections\""));
    let own = format!("http://{}", closed.host());
    let form =
        [("id", id.as_str()), ("action", "reject"), ("why", "satire"), ("who", "Ann"), ("signed", "x"), ("back", "/")];
    assert_eq!(closed.post("/corrections", &form, &own).status, 403);
    drop(closed);
    let server = Server::start(folder.path(), &["--allow-corrections"]);
    let own = format!("http://{}", server.host());
    let page = server.get(&format!("/entry/{id}")).body;
    let signed = page.split("name=\"signed\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
    let back = format!("/entry/{id}");
    let with = |changed: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        let all = [
            ("id", id.as_str()),
            ("action", "set"),
            ("field", "rung"),
            ("value", "relations"),
            ("why", "ties only"),
            ("who", "Ann"),
            ("signed", signed.as_str()),
            ("back", back.as_str()),
        ];
        all.iter()
            .map(|(name, value)| {
                let value = changed.iter().find(|(known, _)| known == name).map_or(*value, |(_, value)| value);
                (*name, value.to_string())
            })
            .collect()
    };
    let post = |form: Vec<(&'static str, String)>, origin: &str| {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        server.post("/corrections", &form, origin)
    };
    assert_eq!(post(with(&[]), "http://evil.example").status, 403);
    assert_eq!(post(with(&[("signed", "0000")]), &own).status, 403);
    assert_eq!(post(with(&[("why", "")]), &own).status, 400);
    assert_eq!(post(with(&[("who", "")]), &own).status, 400);
    assert_eq!(post(with(&[("value", "no-such-rung")]), &own).status, 400);
    assert_eq!(server.get("/api/v1/corrections").json()["items"].as_array().unwrap().len(), 0);
    let done = post(with(&[("back", "//evil.example/")]), &own);
    assert_eq!((done.status, done.header("location")), (303, "/corrections"));
    let shown = server.get(&back).body;
    assert!(shown.contains("corrected by hand") && shown.contains("ties only") && shown.contains("Ann"), "{shown}");
    let number = server.get("/api/v1/corrections").json()["items"][0]["number"].to_string();
    let undone = server.post(
        "/corrections/undo",
        &[("number", number.as_str()), ("signed", signed.as_str()), ("back", back.as_str())],
        &own,
    );
    assert_eq!((undone.status, undone.header("location")), (303, back.as_str()));
    assert!(!server.get(&back).body.contains("ties only"));
    assert!(server.get(&back).body.contains("recognised as government"));
}

/// A program of the name that systems have for it stands in for the browser.
#[cfg(target_os = "linux")]
#[allow(clippy::disallowed_methods)]
#[test]
fn a_browser_is_started_where_it_is_asked_for() {
    use std::os::unix::fs::PermissionsExt;
    let folder = kept();
    let program = folder.path().join("xdg-open");
    let told = folder.path().join("opened");
    std::fs::write(&program, "#!/bin/sh\nprintf %s \"$1\" > opened.part && mv opened.part opened\n").unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap());
    let opened = |flags: &[&str]| {
        let _ = std::fs::remove_file(&told);
        let server = Server::start_with(folder.path(), flags, &[("PATH", path.as_str())]);
        let begun = std::time::Instant::now();
        while !told.exists() && begun.elapsed().as_secs() < 20 {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let address = std::fs::read_to_string(&told).unwrap();
        let (host, path) = address.strip_prefix("http://").unwrap().split_once('/').unwrap();
        assert_eq!(host, server.host());
        server.get(&format!("/{path}")).status
    };
    assert_eq!(opened(&["--open"]), 200);
    // The browser is let in.
    assert_eq!(opened(&["--open", "--token", "long & enough"]), 303);
}

#[test]
fn a_long_report_is_shown_in_leaves() {
    let folder = tempfile::tempdir().unwrap();
    // In a language that is taken apart but not analysed, so that the test is quick.
    let paragraphs: Vec<String> = (0..900)
        .map(|number| format!("La sesi\u{f3}n del d\u{ed}a sigui\u{f3} su curso, y en el punto {number} del orden se habl\u{f3} de los puertos, de las aduanas y de los barcos que esperan fuera de la bah\u{ed}a desde hace semanas."))
        .collect();
    let text = format!("Una sesi\u{f3}n muy larga\n\n4 de mayo de 2026\n\n{}\n", paragraphs.join("\n\n"));
    std::fs::write(folder.path().join("long.txt"), &text).unwrap();
    run(folder.path(), &["add", "long.txt"]);
    let server = Server::start(folder.path(), &[]);
    let report = find(&server, "/api/v1/reports", |_| true)["id"].as_str().unwrap().to_string();
    let mut address = format!("/report/{report}");
    let (mut seen, mut leaves) = (String::new(), 0);
    loop {
        let page = server.get(&address);
        assert_eq!(page.status, 200, "{address}");
        assert!(page.body.len() < LARGEST, "{address}: {} bytes", page.body.len());
        seen += &text_of(&page.body);
        leaves += 1;
        let Some(next) = page.body.split("rel=\"next\" href=\"").nth(1) else { break };
        address = next.split('"').next().unwrap().to_string();
    }
    assert!(leaves > 1);
    assert!((0..900).all(|number| seen.contains(&format!("punto {number} del"))), "nothing is left out");
    // A place far down is on the leaf its link names.
    let found = server.get("/search?q=%22punto+890+del+orden%22").body;
    let link = found.split("<ol class=\"hits\">").nth(1).unwrap().split("href=\"").nth(1).unwrap();
    let (page, anchor) = link.split('"').next().unwrap().split_once('#').unwrap();
    let shown = server.get(page).body;
    assert!(shown.contains(&format!("id=\"{anchor}\"")) && shown.contains("punto 890 del"), "{page} {anchor}");
}

#[test]
fn persons_are_joined_parted_and_taken_out_by_form() {
    let folder = tempfile::tempdir().unwrap();
    for (name, day, who) in [("a", 3, "Luis Rojas"), ("b", 4, "Lucho Tovar"), ("c", 5, "Lucho Tovar")] {
        let text = format!(
            "Talks go on\n\nLIMA, {day} May 2031 - “We shall see on day {day},” said {who}, an envoy of Peru.\n"
        );
        std::fs::write(folder.path().join(format!("{name}.txt")), text).unwrap();
    }
    run(folder.path(), &["add", "a.txt", "b.txt", "c.txt"]);
    let server = Server::start(folder.path(), &["--allow-corrections"]);
    let own = format!("http://{}", server.host());
    let people = || -> Vec<(String, String, u64)> {
        let listed = server.get("/api/v1/people").json();
        let text = |value: &Value| value.as_str().unwrap().to_string();
        let one = |person: &Value| (text(&person["name"]), text(&person["id"]), person["reports"].as_u64().unwrap());
        let mut people: Vec<_> = listed["items"].as_array().unwrap().iter().map(one).collect();
        people.sort();
        people
    };
    let two: [(String, String, u64); 2] = people().try_into().unwrap();
    let [(_, tovar, both), (_, rojas, one)] = two;
    assert_eq!((both, one), (2, 1));
    let page = server.get(&format!("/person/{tovar}")).body;
    assert!(page.contains("value=\"join\"") && page.contains("value=\"b.txt\"") && !page.contains("value=\"set\""));
    let signed = page.split("name=\"signed\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
    let back = format!("/person/{tovar}");
    let post = |fields: &[(&str, &str)]| {
        let shared = [
            ("id", tovar.as_str()),
            ("why", "by his passport"),
            ("who", "Ann"),
            ("signed", signed.as_str()),
            ("back", back.as_str()),
        ];
        let done = server.post("/corrections", &[&shared[..], fields].concat(), &own);
        assert_eq!(done.status, 303, "{}", done.body);
    };
    let undo = |number: &str| {
        server.post(
            "/corrections/undo",
            &[("number", number), ("signed", signed.as_str()), ("back", back.as_str())],
            &own,
        )
    };
    post(&[("action", "join"), ("other", rojas.as_str())]);
    assert_eq!(people().len(), 1);
    // Either id of before leads to the one, which says who said so and how to take it back.
    let now = people()[0].1.clone();
    for id in [&tovar, &rojas, &now] {
        let mut answer = server.get(&format!("/person/{id}"));
        if answer.status == 303 {
            assert_eq!(answer.header("location"), format!("/person/{now}"));
            answer = server.get(answer.header("location"));
        }
        assert!(answer.body.contains("by his passport") && answer.body.contains("/corrections/undo"), "{id}");
    }
    assert_eq!(undo("1").status, 303);
    assert_eq!(people().len(), 2);
    post(&[("action", "split"), ("path", "b.txt")]);
    assert_eq!(people().iter().filter(|(name, ..)| name == "Lucho Tovar").count(), 2);
    assert_eq!(undo("2").status, 303);
    post(&[("action", "reject")]);
    assert_eq!(people().len(), 1);
    let gone = server.get(&back).body;
    assert!(gone.contains("by his passport") && gone.contains("/corrections/undo"), "{gone}");
}

/// Pages and lists whose every word is hostile.
pub fn hostile(folder: &Path) {
    let payloads = [
        "<script>window.ran=1</script>",
        "\"><img src=x onerror=window.ran=1>",
        "'-window.ran-'",
        "{{7*7}}<svg/onload=window.ran=1>",
        "</title><script>window.ran=1</script>",
        "javascript:window.ran=1",
        "\u{202e}txt.exe<iframe srcdoc=x>",
    ];
    let mut list = String::from("path,url,outlet,published,captured\n");
    for (number, payload) in payloads.iter().enumerate() {
        let name = format!("a&\"'<b>{number}.txt").replace('"', "");
        let text = format!(
            "Russia recognises Kosovo {payload}\n\n4 May 2026\n\nRussia recognised Kosovo on 4 May 2026, its ministry said {payload}. \u{201c}We recognised Kosovo {payload} for good reasons,\u{201d} said Foreign Minister Ivan Petrov {payload}, who spoke in Moscow.\n\nPeru closed its embassy in Moscow on Tuesday {payload}, and 12 people were hurt.\n"
        );
        std::fs::write(folder.join(&name), text).unwrap();
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let url = if number % 2 == 0 {
            format!("javascript:window.ran=1//{number}")
        } else {
            format!("https://evil.example/{payload}")
        };
        list += &format!(
            "{},{},{},2026-05-0{},\n",
            quoted(&name),
            quoted(&url),
            quoted(&format!("Outlet {payload}")),
            number + 1
        );
    }
    std::fs::write(folder.join("list.csv"), list).unwrap();
    run(folder, &["add", "--captures", "list.csv", "."]);
}

#[test]
fn nothing_of_a_report_is_markup() {
    let folder = tempfile::tempdir().unwrap();
    hostile(folder.path());
    let server = Server::start(folder.path(), &["--allow-corrections"]);
    let mut pages: Vec<String> = [
        "/",
        "/matrix",
        "/timeline",
        "/outlets",
        "/reports",
        "/statements",
        "/people",
        "/stories",
        "/contradictions",
        "/party/rus",
        "/search?q=%3Cscript%3Ewindow.ran%3D1%3C%2Fscript%3E",
        "/search?q=%22%3E%3Cimg+src%3Dx+onerror%3Dwindow.ran%3D1%3E",
        "/matrix?toward=%3Cscript%3E",
        "/outlet/%3Cscript%3E",
        "/map?toward=Kosovo",
    ]
    .map(String::from)
    .to_vec();
    for (list, page) in [
        ("reports", "report"),
        ("positions", "entry"),
        ("statements", "statement"),
        ("events", "entry"),
        ("people", "person"),
        ("stories", "story"),
    ] {
        let items = server.get(&format!("/api/v1/{list}?limit=50")).json();
        pages.extend(
            items["items"].as_array().unwrap().iter().map(|item| format!("/{page}/{}", item["id"].as_str().unwrap())),
        );
    }
    for outlet in server.get("/api/v1/outlets").json()["items"].as_array().unwrap() {
        let name: String = form_urlencoded::byte_serialize(outlet["name"].as_str().unwrap().as_bytes()).collect();
        pages.push(format!("/outlet/{}", name.replace('+', "%20")));
    }
    assert!(pages.len() > 25, "{pages:?}");
    let mut seen = false;
    for page in &pages {
        let body = server.get(page).body;
        seen |= body.contains("window.ran");
        for tag in body.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default()) {
            // What stands in the value of an attribute is no attribute.
            let bare: String = tag.split('"').step_by(2).collect();
            let name = tag.split([' ', '/', '\n']).find(|part| !part.is_empty()).unwrap_or_default();
            assert!(
                !matches!(name, "img" | "iframe") && !bare.contains("onload=") && !bare.contains("onerror="),
                "{page}: <{tag}>"
            );
            assert!(
                name != "script" || tag == "script src=\"/assets/attache.js\" defer" || tag == "/script",
                "{page}: <{tag}>"
            );
            let address = tag.split("href=\"").nth(1).unwrap_or_default();
            assert!(!address.starts_with("javascript"), "{page}: <{tag}>");
        }
        assert!(!body.contains('\u{202e}'), "{page} turns the text round");
    }
    assert!(seen, "the hostile words are shown, as words");
    for feed in ["/feed.atom", "/feed.atom?about=rus", "/feed.atom?by=Russia"] {
        let body = server.get(feed).body;
        assert!(!body.contains("<script") && !body.contains("<img"), "{feed}");
    }
}

#[test]
fn captures_given_are_served_without_a_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let examples = serving::examples();
    let examples = examples.to_str().unwrap();
    let list = format!("{examples}/captures.csv");
    let server = Server::start(folder.path(), &[examples, "--captures", &list]);
    assert_eq!(server.get("/api/v1/totals").json()["reports"], 29);
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none(), "nothing is left in the folder");
}
