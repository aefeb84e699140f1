//! `attache serve` in a real browser: walked as an analyst would, looked at by axe, attacked.
//!
//! Needs Chromium and axe-core, which `tests/chromium/install.sh` installs; where it cannot, each test says so and is skipped.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

mod chromium;
mod serving;

use chromium::{Browser, install};
use serving::{Server, kept, kinds, recognition, run};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const RIGHT: &str = "\u{e014}";

#[test]
fn an_analyst_asks_filters_opens_and_turns_the_day_back() {
    let Some(browser) = Browser::start(true) else { return };
    let folder = kept();
    let server = Server::start(folder.path(), &["--allow-corrections"]);
    let home = format!("http://{}/", server.host());
    browser.open(&home);
    // Ask.
    browser.fill("#ask", "Has China recognised the Taliban?");
    browser.click(".ask button");
    browser.wait(".verdict.disputed");
    assert!(browser.text(".answer").contains("China"));
    // To the words in the report.
    browser.click(".reply .card figcaption a");
    browser.wait_for_address("/report/");
    browser.wait(".read .m-position, .read .m-statement");
    // The matrix, filtered.
    browser.click("nav a[href^='/matrix']");
    browser.fill("#f-toward", "Taliban");
    browser.click(".filter button");
    browser.wait_for_address("toward=Taliban");
    let id = recognition(&server);
    browser.click(&format!("a[href='/entry/{id}']"));
    browser.wait_for_address(&id);
    browser.click(".cite summary");
    assert!(browser.text(".cite pre").starts_with("@online{"), "{}", browser.text(".cite"));
    // The day turned back, and forth.
    browser.run("document.getElementById('as-of').value = '2025-07-04'");
    browser.click(".asof button");
    browser.wait(".turned");
    assert!(browser.address().contains("as-of=2025-07-04"));
    let then = browser.run("return document.querySelectorAll('.card').length").as_u64().unwrap();
    browser.click(".asof a");
    browser.wait("main:not(:has(.turned))");
    let now = browser.run("return document.querySelectorAll('.card').length").as_u64().unwrap();
    assert!(then < now && then > 0, "{then} of {now}");
    // A feed is followed.
    let feed = browser.run("return document.querySelector('link[type=\"application/atom+xml\"]').getAttribute('href')");
    assert!(server.get(feed.as_str().unwrap()).body.contains(&id));
    // Corrected, and taken back.
    browser.click("input[name=action][value=set]");
    browser.fill("#value", "relations");
    browser.fill("#why", "the decree speaks of ties only");
    browser.fill("#who", "Ann");
    browser.click(".correct button");
    browser.wait(".human");
    assert!(browser.text(".human").contains("the decree speaks of ties only"));
    browser.click(".human button");
    browser.wait("main:not(:has(.human))");
    // Arabic, and dark.
    browser.click(".tongues a[lang=ar]");
    browser.wait("html[dir=rtl][lang=ar]");
    browser.click(".look summary");
    browser.run("const s = document.getElementById('theme'); s.value = 'dark'; s.dispatchEvent(new Event('change'))");
    browser.wait("html[data-theme=dark]");
    let ground = browser.run("return getComputedStyle(document.body).backgroundColor");
    assert_eq!(ground, "rgb(23, 22, 20)");
    browser.click("nav a[href^='/matrix']");
    browser.wait("html[dir=rtl][data-theme=dark] .menu [aria-current][href^='/matrix']");
}

#[test]
fn the_keyboard_is_enough() {
    let Some(browser) = Browser::start(true) else { return };
    let folder = kept();
    let server = Server::start(folder.path(), &[]);
    browser.open(&format!("http://{}/timeline?about=rus", server.host()));
    let focused = |what: &str| browser.run(&format!("return document.activeElement.{what}"));
    browser.press(&[TAB]);
    assert_eq!(focused("className"), "skip");
    browser.press(&[ENTER]);
    assert_eq!(focused("id"), "main");
    // Into the drawing, and from mark to mark.
    for _ in 0..60 {
        browser.press(&[TAB]);
        if browser.run("return !!document.activeElement.closest('svg a')") == true {
            break;
        }
    }
    let first = focused("getAttribute('aria-label')");
    browser.press(&[RIGHT]);
    let second = focused("getAttribute('aria-label')");
    assert!(first.is_string() && second.is_string() && first != second, "{first} {second}");
    browser.press(&[ENTER]);
    browser.wait_for_address("/entry/");
    // The search box from anywhere.
    browser.wait("#main");
    browser.press(&["/"]);
    assert_eq!(focused("id"), "find");
    browser.press(&["e", "m", "b", "a", "s", "s", "y", ENTER]);
    browser.wait_for_address("/search?");
    browser.wait(".hits mark");
}

#[test]
fn the_map_plays_through_its_days() {
    let Some(browser) = Browser::start(true) else { return };
    let folder = kept();
    let server = Server::start(folder.path(), &[]);
    browser.open(&format!("http://{}/map?toward=Taliban", server.host()));
    browser.wait(".days input[type=range]");
    let russia = || browser.run("return document.getElementById('s-rus').getAttribute('class')");
    assert_eq!(russia(), "tone-recognition s-done");
    browser.run(
        "const s = document.querySelector('.days input[type=range]'); s.value = 0; s.dispatchEvent(new Event('input'))",
    );
    browser.wait("#s-rus:not(.s-done)");
    browser.wait_for_address("as-of=2021-");
    browser.click(".days button[type=button]");
    browser.wait("#s-rus.tone-recognition.s-done");
}

#[test]
fn every_page_works_without_scripts() {
    let Some(browser) = Browser::start(false) else { return };
    let folder = kept();
    let server = Server::start(folder.path(), &[]);
    browser.open(&format!("http://{}/", server.host()));
    browser.fill("#ask", "embassy Kabul");
    browser.click(".ask button");
    browser.wait(".hits mark");
    browser.click("nav a[href^='/map']");
    browser.wait(".days select");
    browser.click(".days a[rel=prev]");
    browser.wait(".turned");
    browser.click(".look summary");
    browser.click("#theme option[value=contrast]");
    browser.click(".look button");
    browser.wait("html[data-theme=contrast]");
    browser.click("nav a[href^='/reports']:not(.x), nav a[href^='/stories']");
    browser.wait("table.lines");
}

#[test]
fn axe_finds_nothing() {
    let (Some(axe), Some(browser)) = (install(), Browser::start(true)) else { return };
    let script = std::fs::read_to_string(axe.join("axe.min.js")).unwrap();
    let folder = kept();
    let server = Server::start(folder.path(), &["--allow-corrections"]);
    let mut found = Vec::new();
    for page in kinds(&server) {
        for state in ["theme=light", "theme=dark", "theme=light&lang=ar"] {
            let mark = if page.contains('?') { '&' } else { '?' };
            browser.open(&format!("http://{}{page}{mark}{state}", server.host()));
            browser.run("document.querySelectorAll('details').forEach(one => one.open = true)");
            browser.run(&script);
            let findings = browser.run_later(
                "const done = arguments[arguments.length - 1];
                 axe.run(document, { resultTypes: ['violations'] }).then(all => done(all.violations.map(one =>
                   one.id + ': ' + one.nodes.slice(0, 3).map(node => node.target.join(' ') + ' ' + node.html.slice(0, 160)).join(' | '))), why => done(['axe: ' + why]))",
            );
            found.extend(findings.as_array().unwrap().iter().map(|one| format!("{page} {state}: {one}")));
        }
    }
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[test]
fn nothing_hostile_runs() {
    let Some(browser) = Browser::start(true) else { return };
    let folder = tempfile::tempdir().unwrap();
    let payload = "<img src=x onerror=window.ran=1><script>window.ran=1</script>";
    let text = format!(
        "Russia recognises Kosovo {payload}\n\n4 May 2026\n\nRussia recognised Kosovo on 4 May 2026, its ministry said {payload}. \u{201c}We recognised Kosovo {payload} for good reasons,\u{201d} said Foreign Minister Ivan Petrov.\n"
    );
    std::fs::write(folder.path().join("a<img src=x onerror=window.ran=1>.txt"), text).unwrap();
    run(
        folder.path(),
        &["add", ".", "--outlet", payload, "--published", "2026-05-04", "--url", "javascript:window.ran=1"],
    );
    let server = Server::start(folder.path(), &["--allow-corrections"]);
    let host = server.host();
    let mut pages = kinds_of_hostile(&server);
    pages.push("/search?q=%3Cimg+src%3Dx+onerror%3Dwindow.ran%3D1%3E".into());
    for page in pages {
        browser.open(&format!("http://{host}{page}"));
        browser.wait("h1");
        browser.run("document.querySelectorAll('details').forEach(one => one.open = true)");
        assert!(browser.run("return window.ran === undefined").as_bool().unwrap(), "{page}");
        assert_eq!(
            browser.run("return document.querySelectorAll('img, iframe, [onerror], a[href^=\"javascript\"]').length"),
            0,
            "{page}"
        );
    }
}

fn kinds_of_hostile(server: &Server) -> Vec<String> {
    let mut pages: Vec<String> =
        ["/", "/matrix", "/timeline", "/outlets", "/reports", "/statements", "/party/rus"].map(String::from).to_vec();
    for (list, page) in
        [("reports", "report"), ("positions", "entry"), ("statements", "statement"), ("stories", "story")]
    {
        let items = server.get(&format!("/api/v1/{list}")).json();
        pages.extend(
            items["items"].as_array().unwrap().iter().map(|item| format!("/{page}/{}", item["id"].as_str().unwrap())),
        );
    }
    pages
}

#[test]
fn every_page_is_printed_whole_and_on_white() {
    let Some(browser) = Browser::start(true) else { return };
    let folder = kept();
    let server = Server::start(folder.path(), &["--allow-corrections"]);
    // A4 between margins of 15 millimetres.
    browser.on_paper(680);
    for page in kinds(&server) {
        for look in ["theme=dark", "lang=ar&theme=contrast"] {
            let mark = if page.contains('?') { '&' } else { '?' };
            browser.open(&format!("http://{}{page}{mark}{look}", server.host()));
            let found = browser.run(
                "const root = document.documentElement;\
                 const seen = [...document.querySelectorAll('form, button, .menu, .cite > summary')].filter(one => one.checkVisibility());\
                 const paper = getComputedStyle(root).backgroundColor, ink = getComputedStyle(document.body).color;\
                 return [root.scrollWidth, seen.map(one => one.outerHTML.slice(0, 80)), paper, ink];",
            );
            assert!(found[0].as_u64().unwrap() <= 680, "{page}: {} of 680 pixels", found[0]);
            assert_eq!(found[1], serde_json::json!([]), "{page}");
            assert_eq!((&found[2], &found[3]), (&"rgb(255, 255, 255)".into(), &"rgb(0, 0, 0)".into()), "{page}");
        }
    }
}

#[test]
fn what_the_browser_saves_and_prints_is_read() {
    use base64::Engine;
    let Some(browser) = Browser::start(true) else { return };
    let folder = tempfile::tempdir().unwrap();
    let body: String = (1..4)
        .map(|number| {
            format!(
                "<p>Chile’s foreign ministry said on Tuesday, in note {number}, that it had no plans to send an ambassador to Kabul, and that contacts \
                 would be kept at the technical level.</p>"
            )
        })
        .collect();
    let page = format!(
        "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Chile keeps contacts technical</title><nav><a href=/>Home</a> <a href=/w>World</a></nav>\
         <article><h1>Chile keeps contacts technical</h1>{body}</article></html>"
    );
    std::fs::write(folder.path().join("page.html"), page).unwrap();
    browser.open(&format!("file://{}/page.html", folder.path().display()));
    std::fs::write(folder.path().join("saved.mhtml"), browser.saved()).unwrap();
    let printed = base64::prelude::BASE64_STANDARD.decode(browser.printed()).unwrap();
    std::fs::write(folder.path().join("printed.pdf"), printed).unwrap();
    for name in ["saved.mhtml", "printed.pdf"] {
        let path = folder.path().join(name);
        let read: serde_json::Value =
            serde_json::from_str(&run(folder.path(), &["read", "--format", "jsonl", &path.to_string_lossy()])).unwrap();
        let article = &read["articles"][0]["article"];
        assert_eq!(article["title"]["quote"], "Chile keeps contacts technical", "{name}");
        let text = article["text"].as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        for number in 1..4 {
            let wanted = format!(
                "in note {number}, that it had no plans to send an ambassador to Kabul, and that contacts would be kept"
            );
            assert!(text.contains(&wanted), "{name}: {text}");
        }
    }
}
