//! `attache fetch`, run as users run it, against sites on this machine.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

mod sites;

use sites::{Reply, Site, attache, printed, report, told};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::time::Duration;

const BODY: &str = "Peru keeps its embassy in Tirana open, the foreign ministry in Lima said on Monday, a day after talks had failed.\n\n\
    Its envoy was to meet the new ministers on Tuesday, the ministry said, and some of the staff would be flown out for a time.";

fn page() -> String {
    report("Embassy stays open", "2021-08-16", BODY)
}

/// The only WARC file of a folder, unpacked.
fn warc(folder: &Path) -> (PathBuf, String) {
    let files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    let [file] = files.as_slice() else { panic!("{files:?}") };
    let mut bytes = Vec::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open(file).unwrap()).read_to_end(&mut bytes).unwrap();
    (file.clone(), String::from_utf8_lossy(&bytes).into_owned())
}

#[test]
fn a_page_is_kept_under_its_address_and_day() {
    let site = Site::start(|asked| match asked.path.as_str() {
        "/old" => Reply::to("/news/a.html#top"),
        "/news/a.html" => Reply::page(&page()),
        _ => Reply::status(404),
    });
    let folder = tempfile::tempdir().unwrap();
    let output =
        attache(folder.path(), &[&site], &["fetch", &site.url("/old"), &site.url("/none"), &site.url("/old#x")]);
    assert!(output.status.success(), "{}", told(&output));
    let name = printed(&output);
    assert!(
        name.trim_end().ends_with(&format!("/{}", site.url("/news/a.html"))) && name.lines().count() == 1,
        "{name}"
    );
    assert!(told(&output).contains("404 Not Found: not put into the ledger"), "{}", told(&output));
    assert!(told(&output).contains("attache.db: 1 page read into it"), "{}", told(&output));
    assert_eq!(site.log(), ["GET /old", "GET /news/a.html", "GET /none"], "an address is asked for once");
    let positions = printed(&attache(folder.path(), &[], &["positions", "--format", "json"]));
    assert!(positions.contains("mission_open") && positions.contains("Peru"), "{positions}");
    let ledger = rusqlite::Connection::open(folder.path().join("attache.db")).unwrap();
    let row = "SELECT url || ' ' || captured || ' ' || replace(substr(path, 1, 8), '-', '') FROM captures";
    let row: String = ledger.query_row(row, [], |row| row.get(0)).unwrap();
    let (url, days) = row.split_once(' ').unwrap();
    assert_eq!(url, site.url("/news/a.html"));
    let (captured, named) = days.split_once(' ').unwrap();
    assert_eq!(captured.replace('-', ""), named);
    let asked = &site.requests("/old")[0];
    assert!(asked.header("user-agent").unwrap().starts_with("attache/"), "{asked:?}");
}

#[test]
fn a_page_is_written_as_warc_with_its_redirects() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(page().as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let site = Site::start(move |asked| match asked.path.as_str() {
        "/old" => Reply::to("/a.html"),
        _ => Reply::of(200, "text/html", packed.clone())
            .with("Content-Encoding", "gzip")
            .with("Last-Modified", "Mon, 16 Aug 2021 09:00:00 GMT"),
    });
    let folder = tempfile::tempdir().unwrap();
    let flags = ["fetch", "--into", "captures", "--contact", "mailto:desk@courier.example", &site.url("/old")];
    let output = attache(folder.path(), &[&site], &flags);
    assert!(output.status.success(), "{}", told(&output));
    let (file, text) = warc(&folder.path().join("captures"));
    assert_eq!(folder.path().join(printed(&output).trim_end()), file);
    let kinds: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("WARC-Type: ")).collect();
    assert_eq!(kinds, ["warcinfo", "request", "response", "request", "response"]);
    for wanted in [
        "HTTP/1.1 302 Found\r\n",
        "location: /a.html\r\n",
        "content-encoding: gzip\r\n",
        "last-modified: Mon, 16 Aug",
        "GET /a.html HTTP/1.1\r\n",
        "(mailto:desk@courier.example)\r\n",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    assert!(!folder.path().join("attache.db").exists(), "no ledger was named");
    check_with_warcio(&file);
}

#[test]
fn a_page_is_in_the_ledger_under_its_record_where_both_are_asked_for() {
    let site = Site::start(|_| Reply::page(&page()));
    let folder = tempfile::tempdir().unwrap();
    let output =
        attache(folder.path(), &[&site], &["fetch", "--into", "captures", "--ledger", "l.db", &site.url("/a")]);
    assert!(output.status.success(), "{}", told(&output));
    let listed = printed(&attache(folder.path(), &[], &["list", "--ledger", "l.db"]));
    assert!(listed.contains(&format!("{}#3", printed(&output).trim_end())), "{listed}");
}

/// The folder of warcio, the archives' own tool, installed once; `None`, with a line that says why, where it cannot be had.
fn warcio() -> Option<&'static Path> {
    static INSTALLED: OnceLock<Option<PathBuf>> = OnceLock::new();
    let install = || {
        let into = Path::new(env!("CARGO_TARGET_TMPDIR")).join("warcio");
        let works = || python(&into, &["-c", "import warcio.cli"]).is_ok_and(|done| done.status.success());
        if !works() {
            let flags =
                ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--timeout=10", "--retries=1"];
            let target = into.display().to_string();
            let _ = python(&into, &[&flags[..], &["--target", &target, "warcio==1.7.5"]].concat());
        }
        if works() {
            return Some(into);
        }
        let _ = writeln!(std::io::stderr(), "skipped, no warcio: it could not be installed");
        None
    };
    INSTALLED.get_or_init(install).as_deref()
}

fn python(path: &Path, arguments: &[&str]) -> std::io::Result<Output> {
    Command::new("python3").env("PYTHONPATH", path).args(arguments).output()
}

/// Digests and records, checked by warcio.
fn check_with_warcio(file: &Path) {
    let Some(warcio) = warcio() else { return };
    let checked = python(warcio, &["-m", "warcio.cli", "check", "-v", &file.display().to_string()]).unwrap();
    let said = printed(&checked) + &told(&checked);
    assert!(checked.status.success() && said.contains("digest pass") && !said.contains("fail"), "{said}");
}

#[test]
fn private_addresses_are_not_reached_by_any_way() {
    let inner = Site::start(|_| Reply::page("<p>A secret."));
    let (port, to) = (inner.address.port(), inner.url("/"));
    let mapped = format!("http://[::ffff:127.0.0.1]:{port}/");
    let locations = [
        to.clone(),
        format!("http://localhost:{port}/"),
        format!("http://2130706433:{port}/"),
        mapped.clone(),
        "http://169.254.169.254/latest/".into(),
        "file:///etc/passwd".into(),
        "https://ann:x@courier.example/".into(),
    ];
    let outer = Site::start(move |asked| {
        let number: Option<usize> = asked.path.trim_start_matches('/').parse().ok();
        number.map_or(Reply::to("/loop"), |number| Reply::to(&locations[number]))
    });
    let folder = tempfile::tempdir().unwrap();
    for given in [
        &to,
        &format!("http://localhost:{port}/"),
        &mapped,
        &"http://[::1]:9/".to_string(),
        &"http://10.0.0.1/".to_string(),
    ] {
        let output = attache(folder.path(), &[], &["fetch", given]);
        assert_eq!(output.status.code(), Some(1), "{given}: {}", told(&output));
        assert!(told(&output).contains("not reached (--allow-private allows it)"), "{given}: {}", told(&output));
    }
    for number in 0..7 {
        let output = attache(folder.path(), &[&outer], &["fetch", &outer.url(&format!("/{number}"))]);
        assert_eq!(output.status.code(), Some(1), "{number}: {}", told(&output));
        let said = told(&output);
        assert!(
            said.contains("not reached") || said.contains("only http and https") || said.contains("leave them out"),
            "{number}: {said}"
        );
    }
    assert!(inner.log().is_empty(), "{:?}", inner.log());
    let output = attache(folder.path(), &[&outer], &["fetch", &outer.url("/loop")]);
    assert!(told(&output).contains("more than 10 redirects"), "{}", told(&output));
    assert_eq!(outer.count("/loop"), 11);
    let allowed = attache(folder.path(), &[], &["fetch", "--into", "w", "--allow-private", &to]);
    assert!(allowed.status.success(), "{}", told(&allowed));
}

/// It would resolve names by itself, so that nobody judges where they lead.
#[test]
fn a_proxy_of_the_environment_is_not_used() {
    let (site, proxy) = (Site::start(|_| Reply::page("<p>A page.")), Site::start(|_| Reply::page("<p>Another.")));
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.current_dir(folder.path()).args(["fetch", "--into", "w", "--allow-private", &site.url("/")]);
    for name in ["ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "http_proxy", "https_proxy"] {
        command.env(name, proxy.url("/"));
    }
    let output = command.output().unwrap();
    assert!(output.status.success() && site.log() == ["GET /"] && proxy.log().is_empty(), "{}", told(&output));
}

#[test]
fn what_is_too_large_or_too_slow_is_cut_and_said() {
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    bomb.write_all(&vec![b' '; 40 << 20]).unwrap();
    let bomb = bomb.finish().unwrap();
    assert!(bomb.len() < 100_000);
    let site = Site::start(move |asked| match asked.path.as_str() {
        "/large" => Reply::page(&(page() + &" ".repeat(3 << 20))),
        "/slow" => Reply { slow: Some(Duration::from_millis(200)), ..Reply::page(&page()) },
        "/broken" => Reply { broken: true, ..Reply::page(&page()) },
        "/bomb" => Reply::of(200, "text/html", bomb.clone()).with("Content-Encoding", "gzip"),
        "/odd" => Reply::of(200, "text/html", "x").with("Content-Encoding", "br"),
        "/head" => Reply::page("x").with("X-Long", &"a".repeat(100_000)),
        _ => Reply::of(200, "image/png", "x"),
    });
    for (path, said, cut) in [
        ("/large", "larger than 1 MiB: only that much was taken", Some("length")),
        ("/slow", "it took too long: only what had come by then was taken", Some("time")),
        ("/broken", "the connection broke off: only what had come by then was taken", Some("disconnect")),
        ("/head", "", None),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let output = attache(
            folder.path(),
            &[&site],
            &["fetch", "--into", "w", "--largest", "1", "--timeout", "1", &site.url(path)],
        );
        assert!(told(&output).contains(said) && told(&output).lines().count() == 1, "{path}: {}", told(&output));
        assert_eq!(output.status.success(), cut.is_some(), "{path}: {}", told(&output));
        if let Some(cut) = cut {
            let (file, text) = warc(&folder.path().join("w"));
            assert!(text.contains(&format!("WARC-Truncated: {cut}\r\n")), "{path}");
            check_with_warcio(&file);
        }
    }
    let folder = tempfile::tempdir().unwrap();
    for (path, said) in [
        ("/bomb", "larger than 1 MiB"),
        ("/odd", "packed as `br`"),
        ("/picture", "of a kind that is not read: image/png"),
    ] {
        let output = attache(folder.path(), &[&site], &["fetch", "--largest", "1", &site.url(path)]);
        assert!(told(&output).contains(said), "{path}: {}", told(&output));
    }
}

#[test]
fn bad_usage_asks_for_nothing() {
    let site = Site::start(|_| Reply::page("x"));
    let folder = tempfile::tempdir().unwrap();
    for given in [
        &["fetch"][..],
        &["fetch", &site.url("/"), "courier.example"],
        &["fetch", "ftp://courier.example/"],
        &["fetch", "--allow-address", "here", &site.url("/")],
    ] {
        let output = attache(folder.path(), &[], given);
        assert_eq!(output.status.code(), Some(2), "{given:?}: {}", told(&output));
    }
    assert!(site.log().is_empty() && !folder.path().join("attache.db").exists());
}
