//! Every way pages arrive: files of many captures, made here or by other tools, read by the program as users run it.
//!
//! Of each: which captures come out under which names, what is known of them, and that the rest is said.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ONE: &str = "Peru recognises Kosovo and plans an embassy";
const TWO: &str = "Albania welcomes recognition of Kosovo by Peru";
const TEXT: &str = "Peru's foreign ministry said on Thursday that it had recognised Kosovo and would open an embassy in Pristina next year. \
The decision was welcomed by Albania, whose prime minister called it a step that other states should follow without delay.";

fn attache(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_attache")).args(arguments).current_dir(folder).output().expect("the program runs")
}

fn captures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/captures")
}

/// Lines of `read --only article`, and what is said on standard error.
fn read(folder: &Path, paths: &[&str]) -> (Vec<serde_json::Value>, String) {
    let output = attache(folder, &[&["read", "--format", "jsonl", "--only", "article"], paths].concat());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    (lines, String::from_utf8_lossy(&output.stderr).into_owned())
}

fn paths(lines: &[serde_json::Value]) -> Vec<&str> {
    lines.iter().map(|line| line["capture"]["path"].as_str().expect("a path")).collect()
}

fn title(line: &serde_json::Value) -> &str {
    line["articles"][0]["article"]["title"]["quote"].as_str().unwrap_or("")
}

fn body(line: &serde_json::Value) -> &str {
    line["articles"][0]["article"]["text"].as_str().unwrap_or("")
}

fn page(title: &str) -> String {
    format!(
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{TEXT}</p></article></body></html>"
    )
}

fn record(kind: &str, url: &str, media_type: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-05-06T10:00:00Z\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(headers: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(), body].concat()
}

fn response(url: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    record("response", url, "application/http;msgtype=response", &answer(headers, body))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).expect("written to memory");
    packed.finish().expect("written to memory")
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (at, (name, bytes)) in files.iter().enumerate() {
        let method = if at % 2 == 0 { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
        archive
            .start_file(*name, zip::write::SimpleFileOptions::default().compression_method(method))
            .expect("written to memory");
        archive.write_all(bytes).expect("written to memory");
    }
    archive.finish().expect("written to memory").into_inner()
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = Vec::new();
    for (name, bytes) in files {
        let mut header = vec![0; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        header[156] = b'0';
        header[148..156].fill(b' ');
        let sum: u64 = header.iter().map(|byte| u64::from(*byte)).sum();
        header[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        archive.extend(header);
        archive.extend(*bytes);
        archive.resize(archive.len().next_multiple_of(512), 0);
    }
    archive.resize(archive.len() + 1024, 0);
    archive
}

/// A WARC of six records, two of them pages.
fn records() -> Vec<Vec<u8>> {
    let html = "Content-Type: text/html; charset=utf-8";
    let chunked = [format!("{:x}\r\n", page(TWO).len()).as_bytes(), page(TWO).as_bytes(), b"\r\n0\r\n\r\n"].concat();
    vec![
        record("warcinfo", "", "application/warc-fields", b"software: none\r\n"),
        response("https://c.example/1", html, page(ONE).as_bytes()),
        response("https://c.example/a.png", "Content-Type: image/png", b"\x89PNG"),
        response(
            "https://c.example/2",
            &format!("{html}\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip"),
            &chunked,
        ),
        record("revisit", "https://c.example/1", "application/http", b""),
        record("response", "https://c.example/3", "application/http", b"HTTP/1.1 404 Gone\r\n\r\n"),
    ]
}

#[test]
fn a_revisit_names_the_page_that_had_not_changed() {
    let folder = tempfile::tempdir().unwrap();
    let with = |record: Vec<u8>, more: &str| {
        let text = String::from_utf8(record).unwrap();
        text.replacen("WARC-Date", &format!("{more}\r\nWARC-Date"), 1).into_bytes()
    };
    let html = "Content-Type: text/html; charset=utf-8";
    let sum = "WARC-Payload-Digest: sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ";
    let moment = "WARC-Refers-To-Target-URI: https://c.example/2\r\nWARC-Refers-To-Date: 2023-05-06T10:00:00Z";
    let warc = [
        with(response("https://c.example/1", html, page(ONE).as_bytes()), sum),
        response("https://c.example/2", html, page(TWO).as_bytes()),
        with(record("revisit", "https://c.example/1?print", "application/http", b""), sum),
        with(record("revisit", "https://c.example/2", "application/http", b""), moment),
        record("revisit", "https://c.example/3", "application/http", b""),
    ];
    std::fs::write(folder.path().join("r.warc.gz"), warc.map(|record| gzip(&record)).concat()).unwrap();
    let (lines, said) = read(folder.path(), &["r.warc.gz"]);
    assert_eq!(paths(&lines), ["r.warc.gz#1", "r.warc.gz#2"]);
    for wanted in [
        "r.warc.gz#3 (r.warc.gz#1 on 2023-05-06), r.warc.gz#4 (r.warc.gz#2 on 2023-05-06): no page: says that the page named had not changed (revisit)",
        "r.warc.gz#5 (https://c.example/3 on 2023-05-06): no page: says that what is no page of this file had not changed (revisit)",
    ] {
        assert!(said.contains(wanted), "{said}");
    }
}

/// Nothing is passed over without a word.
#[test]
fn a_file_of_many_that_holds_nothing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let feed = "<rss version=\"2.0\"><channel><title>x</title></channel></rss>";
    for (name, bytes) in [
        ("a.json", b"[]".to_vec()),
        ("b.json", b"17".to_vec()),
        ("c.rss", feed.into()),
        ("d.warc", record("warcinfo", "", "application/warc-fields", b"software: none\r\n")),
        ("e.tar", tar(&[])),
        ("f.zip", zip(&[])),
        ("g.jsonl", Vec::new()),
        ("h.warc.gz", Vec::new()),
    ] {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let (lines, said) = read(folder.path(), &[name]);
        assert!(lines.is_empty() && said.contains(&format!("{name}: not read: there is no page in it")), "{said}");
    }
}

#[test]
fn a_large_file_of_many_is_not_said_to_be_cut() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.tar");
    std::fs::write(&path, tar(&[("a.html", page(ONE).as_bytes())])).unwrap();
    // Zeros to its end, as on a tape.
    std::fs::File::options().write(true).open(&path).unwrap().set_len(65 << 20).unwrap();
    let (lines, said) = read(folder.path(), &["large.tar"]);
    assert_eq!((paths(&lines), said.as_str()), (vec!["large.tar#1"], ""));
}

/// A member far into a file whose length is not known before it is unpacked.
#[test]
fn a_large_warc_packed_in_an_archive_is_read_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let html = "Content-Type: text/html; charset=utf-8";
    // What does not pack: the pages lie behind 9 MiB of it.
    let mut seed = 7u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    })
    .take(9 << 20)
    .collect();
    let records = [
        response("https://c.example/a.png", "Content-Type: image/png", &noise),
        response("https://c.example/1", html, page(ONE).as_bytes()),
        response("https://c.example/2", html, page(TWO).as_bytes()),
    ];
    let warc = records.map(|record| gzip(&record)).concat();
    assert!(warc.len() > 8 << 20);
    std::fs::write(folder.path().join("a.zip"), zip(&[("w.warc.gz", &warc)])).unwrap();
    let (lines, _) = read(folder.path(), &["a.zip"]);
    assert_eq!(lines.iter().map(title).collect::<Vec<_>>(), [ONE, TWO]);
}

#[test]
fn a_warc_in_every_packing_gives_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let words = [page(ONE), page("Three")].concat().into_bytes();
    let mut packer = zstd::bulk::Compressor::with_dictionary(3, &words).unwrap();
    let mut with_words = [&[0x5d, 0x2a, 0x4d, 0x18][..], &(words.len() as u32).to_le_bytes(), &words].concat();
    records().iter().for_each(|record| with_words.extend(packer.compress(record).unwrap()));
    let each = |pack: &dyn Fn(&[u8]) -> Vec<u8>| records().iter().flat_map(|record| pack(record)).collect::<Vec<u8>>();
    let forms = [
        ("a.warc", records().concat()),
        ("b.warc.gz", each(&gzip)),
        ("c.warc.gz", gzip(&records().concat())),
        ("d.warc.zst", each(&|record| zstd::encode_all(record, 3).unwrap())),
        ("e.warc.zst", with_words),
    ];
    for (name, bytes) in forms {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let (lines, said) = read(folder.path(), &[name]);
        assert_eq!(paths(&lines), [format!("{name}#2"), format!("{name}#4")], "{said}");
        assert_eq!((title(&lines[0]), title(&lines[1])), (ONE, TWO), "{name}");
        assert!(lines.iter().all(|line| line["capture"]["captured"] == "2023-05-06"), "{name}");
        assert_eq!(lines[1]["capture"]["url"], "https://c.example/2");
        for wanted in [
            "#3: no page: an image",
            "#5 (https://c.example/1 on 2023-05-06): no page: says that what is no page of this file",
            "#6: no page: answered that it is not there",
        ] {
            assert!(said.contains(wanted), "{name}: {said}");
        }
    }
}

#[test]
fn a_warc_that_breaks_gives_what_is_before_and_behind() {
    let folder = tempfile::tempdir().unwrap();
    let all: Vec<u8> = records().iter().flat_map(|record| gzip(record)).collect();
    let before = |records_: usize| records()[..records_].iter().map(|record| gzip(record).len()).sum::<usize>();
    std::fs::write(folder.path().join("a.warc.gz"), &all[..before(3) + 40]).unwrap();
    // The first page; the second is then the third record that can be read.
    let mut broken = all.clone();
    broken[before(1) + 20..before(1) + 60].fill(7);
    std::fs::write(folder.path().join("b.warc.gz"), broken).unwrap();
    let (lines, said) = read(folder.path(), &["a.warc.gz", "b.warc.gz"]);
    assert_eq!(paths(&lines), ["a.warc.gz#2", "b.warc.gz#3"], "{said}");
    assert_eq!((title(&lines[0]), title(&lines[1])), (ONE, TWO));
    assert!(said.contains("a.warc.gz: not read to its end"), "{said}");
    assert!(said.contains("b.warc.gz: broken near byte") && said.contains("read on from byte"), "{said}");
}

#[test]
fn a_warc_packed_across_its_records_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let packed: Vec<u8> = records().concat().chunks(700).flat_map(gzip).collect();
    std::fs::write(folder.path().join("a.warc.gz"), packed).unwrap();
    let (lines, said) = read(folder.path(), &["a.warc.gz"]);
    assert_eq!(paths(&lines), ["a.warc.gz#2", "a.warc.gz#4"], "{said}");
    assert_eq!((title(&lines[0]), title(&lines[1])), (ONE, TWO));
}

#[test]
fn archives_within_archives() {
    let folder = tempfile::tempdir().unwrap();
    let warc: Vec<u8> = records().iter().flat_map(|record| gzip(record)).collect();
    let (one, two) = (page(ONE), page(TWO));
    let inner = zip(&[("x.html", two.as_bytes()), ("y/z.warc.gz", &warc)]);
    let files: Vec<(&str, &[u8])> = vec![
        ("../../one.html", one.as_bytes()),
        ("one_files/ad.html", b"<p>advert"),
        ("b.warc.gz", &warc),
        ("c.zip", &inner),
        ("d.epub", b"x"),
        ("README.md", b"about"),
    ];
    let mut with_page = files.clone();
    with_page.push(("one.html", one.as_bytes()));
    for (name, bytes) in [("a.zip", zip(&with_page)), ("a.tar", tar(&with_page)), ("a.tgz", gzip(&tar(&with_page)))] {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let (lines, said) = read(folder.path(), &[name]);
        let wanted = ["#1", "#3#2", "#3#4", "#4#1", "#4#2#2", "#4#2#4", "#7"].map(|at| format!("{name}{at}"));
        assert_eq!(paths(&lines), wanted, "{said}");
        let titles: Vec<&str> = lines.iter().map(title).collect();
        assert_eq!(titles, [ONE, ONE, TWO, TWO, ONE, TWO, ONE], "{name}");
        assert!(said.contains("#5: of no kind that is read: EPUB"), "{said}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "nothing is unpacked");
    std::fs::write(folder.path().join("p.html.gz"), gzip(one.as_bytes())).unwrap();
    std::fs::write(folder.path().join("w.wacz"), zip(&[("archive/d.warc.gz", &warc), ("pages/pages.jsonl", b"{}")]))
        .unwrap();
    let (lines, said) = read(folder.path(), &["p.html.gz", "w.wacz"]);
    assert_eq!(paths(&lines), ["p.html.gz", "w.wacz#1#2", "w.wacz#1#4"], "{said}");
    assert!(
        !said.contains("pages.jsonl") && !said.contains("w.wacz#2"),
        "what belongs to the format is not told of: {said}"
    );
}

#[test]
fn archives_nested_without_end_are_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut inner = zip(&[("x.html", page("Deep").as_bytes())]);
    for _ in 0..12 {
        inner = zip(&[("a.zip", &inner)]);
    }
    std::fs::write(folder.path().join("a.zip"), inner).unwrap();
    std::fs::write(folder.path().join("x.html"), page("Plain")).unwrap();
    let (lines, said) = read(folder.path(), &["."]);
    assert_eq!((lines.len(), said.contains("not entered: it lies in 3 archives already")), (1, true), "{said}");
}

#[test]
fn saved_pages_bring_their_address_and_their_folder_is_none_of_captures() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("one_files")).unwrap();
    let saved = format!("<!DOCTYPE html>\n<!-- saved from url=(0021)https://c.example/1 -->\n{}", page(ONE));
    std::fs::write(folder.path().join("one.html"), saved).unwrap();
    std::fs::write(folder.path().join("one_files/frame.html"), "<p>advert").unwrap();
    let mhtml = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://c.example/2\r\nDate: Sat, 6 May 2023 10:00:00 -0000\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n--b--\r\n",
        page(TWO).replace("Pristina", "Pris=\r\ntina")
    );
    std::fs::write(folder.path().join("two.mhtml"), mhtml).unwrap();
    let (lines, said) = read(folder.path(), &["."]);
    assert_eq!(paths(&lines), ["./one.html", "./two.mhtml"], "{said}");
    assert_eq!(lines[0]["capture"]["url"], "https://c.example/1");
    assert_eq!(
        (&lines[1]["capture"]["url"], &lines[1]["capture"]["captured"]),
        (&"https://c.example/2".into(), &"2023-05-06".into())
    );
    assert!(body(&lines[1]).contains("in Pristina next year"), "{}", body(&lines[1]));
    assert!(said.contains("not read: 1 that belong to saved pages"), "{said}");
}

#[test]
fn feeds_and_dumps_give_their_articles() {
    let folder = tempfile::tempdir().unwrap();
    let item = |title: &str| {
        format!(
            "<item><title>{title}</title><link>https://c.example/{}</link><pubDate>Thu, 04 May 2023 09:00:00 GMT</pubDate>\
             <dc:creator>Ann Lee</dc:creator><content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded></item>",
            title.len()
        )
    };
    let short = "<item><title>Short</title><description>In short.</description></item>";
    let rss = format!("<rss><channel><title>The Courier</title>{}{short}{}</channel></rss>", item(ONE), item(TWO));
    std::fs::write(folder.path().join("a.rss"), rss).unwrap();
    let cyrillic = [
        &b"<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss><channel><title>\xca\xf3\xf0\xfc\xe5\xf0</title>"[..],
        item(ONE).as_bytes(),
        b"</channel></rss>",
    ]
    .concat();
    std::fs::write(folder.path().join("b.xml"), cyrillic).unwrap();
    let article = |title: &str| {
        serde_json::json!({"title": title, "maintext": TEXT, "authors": ["Ann Lee"], "date_publish": "2023-05-04 09:00:00",
            "url": format!("https://c.example/{}", title.len()), "source_domain": "The Courier"})
        .to_string()
    };
    let listed = r#"{"url": "https://c.example/x", "title": "Named", "seendate": "20230504T090000Z"}"#;
    std::fs::write(folder.path().join("c.jsonl"), format!("{}\n\n{listed}\nno json\n{}\n", article(ONE), article(TWO)))
        .unwrap();
    std::fs::write(folder.path().join("d.json"), format!("[{},{listed},{}]", article(ONE), article(TWO))).unwrap();
    std::fs::write(
        folder.path().join("e.json"),
        format!("{{\"articles\": [{}, {}, {{\"maintext\": ", article(ONE), article(TWO)),
    )
    .unwrap();
    std::fs::write(folder.path().join("f.json.gz"), gzip(article(ONE).as_bytes())).unwrap();
    std::fs::write(folder.path().join("package.json"), "{\"name\": 1}").unwrap();
    std::fs::write(folder.path().join("map.xml"), "<urlset></urlset>").unwrap();
    let (lines, said) = read(folder.path(), &["."]);
    let wanted = [
        "a.rss#1",
        "a.rss#3",
        "b.xml#1",
        "c.jsonl#1",
        "c.jsonl#5",
        "d.json#1",
        "d.json#3",
        "e.json#1",
        "e.json#2",
        "f.json.gz#1",
    ];
    assert_eq!(paths(&lines), wanted.map(|name| format!("./{name}")), "{said}");
    for line in &lines {
        let article = &line["articles"][0]["article"];
        assert_eq!(article["published"]["value"], "2023-05-04", "{line}");
        assert!([ONE, TWO].contains(&title(line)), "{line}");
        assert_eq!(article["byline"][0]["name"], "Ann Lee", "{line}");
        assert_eq!(body(line), TEXT, "{line}");
        assert!(line["capture"]["url"].as_str().unwrap().starts_with("https://c.example/"), "{line}");
    }
    assert_eq!(lines[0]["articles"][0]["article"]["outlet"], "The Courier", "{}", lines[0]);
    assert_eq!(lines[2]["articles"][0]["article"]["outlet"], "Курьер", "{}", lines[2]);
    for wanted in [
        "names an article and does not hold its text",
        "no JSON object",
        "map.xml: not read: XML, but no feed",
        "e.json: not read to its end",
    ] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
}

#[test]
fn files_of_other_tools() {
    let (lines, said) = read(&captures(), &["warcio.warc", "warcio.warc.gz", "wget.warc.gz"]);
    assert_eq!(lines.len(), 5, "{said}");
    for line in &lines {
        assert_eq!(title(line), "Ministry keeps mission in Lima open", "{line}");
        assert!(
            body(line).contains("“We have not recognised the Taliban, and we will not do so this year,”"),
            "{line}"
        );
    }
    assert_eq!(
        (&lines[0]["capture"]["url"], &lines[0]["capture"]["captured"]),
        (&"https://courier.example/kabul".into(), &"2023-05-06".into())
    );
}

#[test]
fn pdfs_of_several_makers() {
    let makers = ["fpdf2.pdf", "latex.pdf", "libreoffice.pdf", "reportlab.pdf", "weasyprint.pdf"];
    let (lines, said) = read(&captures(), &makers);
    assert_eq!(lines.len(), makers.len(), "{said}");
    for line in &lines {
        let said = body(line).split_whitespace().collect::<Vec<_>>().join(" ");
        for wanted in [
            "would go on with long-term consular work.",
            "She said that the international community should speak with one voice.",
        ] {
            assert!(said.contains(wanted), "{wanted}: {line}");
        }
        assert!(!said.contains("Statement 17/2023") && !said.contains("Page 1"), "{line}");
    }
}

#[test]
fn a_dossier_and_a_ledger_of_records() {
    let folder = tempfile::tempdir().unwrap();
    let warc: Vec<u8> = records().iter().flat_map(|record| gzip(record)).collect();
    std::fs::write(folder.path().join("a.warc.gz"), warc).unwrap();
    let output = attache(folder.path(), &["dossier", "--format", "json", "a.warc.gz"]);
    let dossier: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let reports: Vec<&str> =
        dossier["reports"].as_array().unwrap().iter().map(|report| report["path"].as_str().unwrap()).collect();
    assert_eq!(reports, ["a.warc.gz#2", "a.warc.gz#4"]);
    let kosovo =
        |json: &serde_json::Value| json.as_array().unwrap().iter().any(|entry| entry["toward"]["name"] == "Kosovo");
    assert!(kosovo(&dossier["entries"]), "{}", dossier["entries"]);
    assert!(attache(folder.path(), &["add", "a.warc.gz", "--ledger", "l.db"]).status.success());
    let again = attache(folder.path(), &["add", "a.warc.gz", "--ledger", "l.db"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("0 read"), "{}", String::from_utf8_lossy(&again.stderr));
    std::fs::remove_file(folder.path().join("a.warc.gz")).unwrap();
    let asked = attache(folder.path(), &["positions", "--ledger", "l.db", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_slice(&asked.stdout).expect("JSON");
    assert!(kosovo(&rows), "{rows}");
}

#[test]
fn a_file_under_a_wrong_name_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.bin"), records().concat()).unwrap();
    let output = attache(folder.path(), &["read", "a.bin"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("it seems to be a WARC, so name it .warc"), "{said}");
    std::fs::copy(captures().join("fpdf2.pdf"), folder.path().join("a.html")).unwrap();
    std::fs::write(folder.path().join("b.html"), gzip(&[page(ONE).as_bytes(), &[0; 4000]].concat())).unwrap();
    let (lines, _) = read(folder.path(), &["b.html"]);
    assert_eq!(lines.len(), 1);
}

#[test]
fn bombs_and_malice_end_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let html = "Content-Type: text/html";
    let zeros = |size: u64| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::copy(&mut std::io::Read::take(std::io::repeat(b' '), size), &mut packed).unwrap();
        packed.finish().unwrap()
    };
    let bomb = zeros(100 << 20);
    let flood = format!("{html}\r\n{}", "X-Header: flood\r\n".repeat(10_000));
    let warc = [
        response("https://c.example/1", &format!("{html}\r\nContent-Encoding: gzip"), &bomb),
        response("https://c.example/2", &format!("{html}\r\nTransfer-Encoding: chunked"), b"ffffffffffff\r\n<p>short"),
        response("https://c.example/3", flood.trim_end(), b"<p>flood"),
        response("https://c.example/4", html, page("After").as_bytes()),
    ];
    std::fs::write(folder.path().join("a.warc"), warc.concat()).unwrap();
    let shared = {
        // Two names for the same bytes.
        let mut archive = zip(&[("a.html", &[b' '; 3000]), ("b.html", page("B").as_bytes())]);
        let directory = archive.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
        archive[directory + 20..directory + 24].copy_from_slice(&u32::MAX.to_le_bytes()[..4]);
        archive[directory + 23] = 0x0f;
        archive
    };
    std::fs::write(folder.path().join("b.zip"), shared).unwrap();
    std::fs::write(folder.path().join("c.tar.gz"), zeros(2 << 20)).unwrap();
    let objects: String =
        (1..50_000).map(|n| format!("{n} 0 obj<</Type/Page/Parent {} 0 R>>endobj\n", n + 1)).collect();
    std::fs::write(folder.path().join("d.pdf"), format!("%PDF-1.4\n{objects}trailer<</Root 1 0 R>>\n%%EOF")).unwrap();
    let form =
        "<</Type/XObject/Subtype/Form/Resources<</XObject<</F 4 0 R>>>>/Length 10>>stream\n/F Do /F Do\nendstream";
    let circle = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 2 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/Resources<</XObject<</F 4 0 R>>>>/Contents 5 0 R>>endobj\n4 0 obj{form}endobj\n\
         5 0 obj<</Length 6>>stream\n/F Do\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    );
    std::fs::write(folder.path().join("e.pdf"), circle).unwrap();
    let laughs = "<!DOCTYPE l [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><rss><channel><item><title>&b;</title></item></channel></rss>";
    std::fs::write(folder.path().join("f.xml"), laughs).unwrap();
    std::fs::write(folder.path().join("g.json"), "[".repeat(1 << 20)).unwrap();
    let (lines, said) = read(folder.path(), &["."]);
    let after = lines.iter().find(|line| line["capture"]["path"] == "./a.warc#4").expect("the page after the bombs");
    assert_eq!(title(after), "After");
    for wanted in [
        "./a.warc#3: not read: no answer of a server, or one whose head has no end",
        "./c.tar.gz: not read to its end",
        "./g.json: not read to its end",
    ] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    for path in ["./d.pdf", "./e.pdf"] {
        let line = lines.iter().find(|line| line["capture"]["path"] == path).expect("a line");
        assert!(line["error"].is_string(), "{line}");
    }
}
