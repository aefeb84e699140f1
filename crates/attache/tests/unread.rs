//! The table "What is not read, and what is seen then" of docs/inputs.md, row by row: files are found and opened as the program does it, and what is remarked is compared.
//!
//! In the process, since a run for each of eighty files would take a minute. That remarks are lines of standard error, and errors stand in a capture's place, others test
//! (`arriving.rs`, `habits.rs`).

use attache::input::remarks::Remarks;
use attache::input::{Capture, find, find_at_most};
use attache::reading::read_one::read_one;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::read::Reader;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A folder, and what comes of files in it.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Desk {
        Desk(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }

    /// A file of zeros of so many MiB that takes no room.
    fn write_large(&self, name: &str, megabytes: u64) {
        let file = std::fs::File::create(self.path(name)).expect("a file");
        file.set_len(megabytes << 20).expect("a file");
    }

    /// The captures of a file or folder, or why the run ends, and what is remarked, without the folder's own name.
    fn find(&self, name: &str) -> (Result<Vec<Capture>, String>, String) {
        self.told(|path, remarks| find(path, None, false, remarks), name)
    }

    /// The same, of so many captures at most.
    fn find_at_most(&self, most: usize, name: &str) -> (Vec<String>, String) {
        let (found, said) = self.told(|path, remarks| find_at_most(most, path, None, false, remarks), name);
        let paths = found.expect("captures").into_iter().map(|one| one.path().rsplit('/').next().unwrap_or("").into());
        (paths.collect(), said)
    }

    fn told(
        &self,
        find: impl Fn(&[PathBuf], &mut Remarks) -> anyhow::Result<Vec<Capture>>,
        name: &str,
    ) -> (Result<Vec<Capture>, String>, String) {
        let mut remarks = Remarks::default();
        let found = find(&[self.path(name)], &mut remarks);
        let short = |text: String| text.replace(&format!("{}/", self.0.path().display()), "");
        (found.map_err(|error| short(format!("{error:#}"))), short(remarks.lines().join("\n")))
    }

    /// What is remarked of a file.
    fn said(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        self.write(name, bytes);
        self.find(name).1
    }

    /// Why the first capture of a file is an error.
    fn error(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        self.write(name, bytes);
        let captures = self.find(name).0.expect("captures");
        captures[0].bytes().expect_err("no page").to_string()
    }
}

fn record(fields: &str, block: &[u8]) -> Vec<u8> {
    let date = "WARC-Date: 2023-05-06T10:00:00Z";
    let head = format!("WARC/1.0\r\n{fields}\r\n{date}\r\nContent-Length: {}\r\n\r\n", block.len());
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(url: &str, status: &str, headers: &str, body: &str) -> Vec<u8> {
    let fields = format!("WARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http");
    record(&fields, format!("HTTP/1.1 {status}\r\n{headers}\r\n\r\n{body}").as_bytes())
}

fn of_type(media_type: &str) -> Vec<u8> {
    response("https://c.example/x", "200 OK", &format!("Content-Type: {media_type}"), "xyz")
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("written to memory");
        archive.write_all(bytes).expect("written to memory");
    }
    archive.finish().expect("written to memory").into_inner()
}

const PAGE: &[u8] = b"<html><p>Peru keeps its embassy in Lima open.</html>";
const HTML: &str = "Content-Type: text/html";

#[test]
fn what_ends_a_run() {
    let desk = Desk::new();
    let ends = |name: &str| desk.find(name).0.expect_err("an end");
    assert!(ends("nowhere.html").starts_with("cannot read nowhere.html: No such file"), "{}", ends("nowhere.html"));
    desk.write("x.epub", "x");
    assert!(ends("x.epub").starts_with("x.epub is of no kind that is read: use .html, "), "{}", ends("x.epub"));
    desk.write("x.bin", of_type("text/html"));
    assert!(ends("x.bin").contains("it seems to be a WARC, so name it .warc"), "{}", ends("x.bin"));
    desk.write("a.json", "[]");
    assert_eq!(ends("a.json"), "there is no capture to read");
    assert_eq!(desk.find("a.json").1, "a.json: not read: there is no page in it");
    desk.write("nothing/x.png", "x");
    assert!(ends("nothing").starts_with("nothing holds no capture: none of .html, "), "{}", ends("nothing"));
}

#[test]
fn what_folders_leave_out() {
    let desk = Desk::new();
    for name in [
        "a.html",
        "b.docx",
        "c.epub",
        ".hidden.html",
        "README.md",
        "LICENSE.txt",
        "LICENSE-MIT.txt",
        "a.meta.json",
        "l.db",
    ] {
        desk.write(&format!("e/{name}"), if name.ends_with("json") { b"{}" } else { PAGE });
    }
    let (found, said) = desk.find("e");
    assert_eq!((found.expect("captures").len(), said.as_str()), (1, "e: of no kind that is read: 1 DOCX, 1 EPUB"));
    desk.write("h/license-fee-row.html", PAGE);
    assert_eq!(desk.find("h").0.expect("captures").len(), 1, "no licence");
    desk.write("f/NAME.html", PAGE);
    desk.write("f/NAME_files/ad.html", PAGE);
    let (found, said) = desk.find("f");
    let wanted = "f: not read: 1 that belong to saved pages, in folders NAME_files";
    assert_eq!((found.expect("captures").len(), said.as_str()), (1, wanted));
    #[cfg(unix)]
    {
        desk.write("g/a.html", PAGE);
        let _socket = std::os::unix::net::UnixListener::bind(desk.path("g/f.txt")).expect("a socket");
        assert_eq!(desk.find("g").1, "g/f.txt: not read: a pipe, a socket or a device, not a file");
    }
    for name in ["a.html", "b.pdf", "c.mhtml"] {
        desk.write_large(name, 65);
        assert!(desk.find(name).1.contains("larger than 64 MiB: only the first 64 MiB were read"), "{name}");
    }
}

#[test]
fn records_of_a_warc() {
    let desk = Desk::new();
    for (media_type, wanted) in [
        ("image/png", "an image"),
        ("video/mp4", "sound or film"),
        ("audio/ogg", "sound or film"),
        ("font/woff2", "a font"),
        ("text/css", "a style sheet"),
        ("application/javascript", "a script"),
        ("application/json", "data (JSON, XML)"),
        ("application/rss+xml", "data (JSON, XML)"),
        ("application/zip", "of a kind that is not read"),
    ] {
        let said = desk.said(
            "a.warc",
            [response("https://c.example/1", "200 OK", "Content-Type: text/html", "<p>x"), of_type(media_type)]
                .concat(),
        );
        assert_eq!(said, format!("a.warc#2: no page: {wanted}"));
    }
    for (status, wanted) in [
        ("301 Moved", "with another address"),
        ("404 Gone", "that it is not there or not for everybody"),
        ("503 Busy", "with a failure"),
        ("204 Nothing", "without a page"),
    ] {
        let said = desk.said("a.warc", response("https://c.example/x", status, "Content-Type: text/html", ""));
        assert_eq!(said, format!("a.warc#1: no page: answered {wanted}"));
    }
    let said = |bytes: &[u8]| desk.said("a.warc", bytes);
    assert_eq!(
        said(&response("https://c.example/x", "200 OK", "Server: x", "xyz")),
        "a.warc#1: no page: it does not say what it is"
    );
    let robots = response("https://c.example/robots.txt", "200 OK", "Content-Type: text/plain", "User-agent: *");
    assert_eq!(said(&robots), "a.warc#1: no page: robots.txt");
    let none = record(
        "WARC-Type: response\r\nWARC-Target-URI: https://c.example/x\r\nContent-Type: application/http",
        b"no answer",
    );
    assert_eq!(said(&none), "a.warc#1: not read: no answer of a server, or one whose head has no end");
    let rest = record("WARC-Type: continuation", b"xyz");
    assert_eq!(said(&rest), "a.warc#1: not read: of a kind that is not known (or the rest of a longer record)");
    let html = "WARC-Type: resource\r\nContent-Type: text/html\r\nWARC-Target-URI: ";
    let page = record(&format!("{html}https://c.example/1"), PAGE);
    let about = [
        record("WARC-Type: warcinfo", b"software: none"),
        record("WARC-Type: request\r\nWARC-Target-URI: https://c.example/1", b"GET / HTTP/1.1\r\n\r\n"),
        record("WARC-Type: metadata\r\nWARC-Target-URI: https://c.example/1", b"x: y"),
        record("WARC-Type: resource\r\nContent-Type: text/dns\r\nWARC-Target-URI: dns:c.example", b"1.2.3.4"),
        page.clone(),
    ];
    assert_eq!(said(&about.concat()), "");
    let cut = record(&format!("{html}https://c.example/1\r\nWARC-Truncated: length"), PAGE);
    assert_eq!(said(&cut), "a.warc#1: cut short by whoever captured it: read as far as it goes");
    let whole = [page.clone(), page.clone()].concat();
    let said_cut = said(&whole[..whole.len() - 40]);
    assert!(said_cut.contains("at record 2: it breaks off there"), "{said_cut}");
    let broken = said(&[page.clone(), b"this is no record\r\n\r\n".to_vec(), page].concat());
    let near = ": no record begins where one should; read on from byte ";
    assert!(broken.contains("broken near byte ") && broken.contains(near), "{broken}");
}

#[test]
fn bodies_of_a_warc() {
    let desk = Desk::new();
    let packed = |how: &str| {
        response("https://c.example/1", "200 OK", &format!("Content-Type: text/html\r\nContent-Encoding: {how}"), "xyz")
    };
    assert_eq!(desk.error("a.warc", packed("sdch")), "packed in a way that is not known: sdch");
    assert_eq!(desk.error("a.warc", packed("gzip, gzip, gzip, gzip")), "packed more than 3 times over");
}

#[test]
fn files_in_archives() {
    let desk = Desk::new();
    assert_eq!(desk.said("a.zip", zip(&[("a.html", PAGE), ("b.png", b"x")])), "a.zip#2: of no kind that is read: PNG");
    let plain = zip(&[("a.html", PAGE)]);
    let at = |sign: &[u8]| plain.windows(4).position(|window| window == sign).expect("a sign");
    let (head, row) = (at(b"PK\x03\x04"), at(b"PK\x01\x02"));
    let with = |field: usize, value: u16| {
        let mut archive = plain.clone();
        for place in [head + field, row + field + 2] {
            archive[place..place + 2].copy_from_slice(&value.to_le_bytes());
        }
        archive
    };
    assert!(desk.said("a.zip", with(6, 1)).starts_with("a.zip#1: not read: encrypted"));
    assert!(desk.said("a.zip", with(8, 12)).starts_with("a.zip#1: not read: packed by Bzip2"));
    assert!(desk.said("a.zip", with(8, 77)).starts_with("a.zip#1: not read: packed by method 77"));
    assert_eq!(desk.said("no.zip", "none"), "no.zip: not read to its end: no zip archive");
    let two = zip(&[("a.html", PAGE), ("b.html", PAGE)]);
    let list = two.windows(4).position(|window| window == b"PK\x01\x02").expect("a list");
    desk.write("cut.zip", &two[..list + 7]);
    let (found, said) = desk.find("cut.zip");
    let wanted =
        "cut.zip: not read to its end: it breaks off before the list of its files; these were found without it";
    assert_eq!((found.expect("captures").len(), said.as_str()), (2, wanted));
    let mut shared = plain.clone();
    shared[row + 20..row + 24].copy_from_slice(&(1u32 << 30).to_le_bytes());
    assert!(desk.said("a.zip", shared).starts_with("a.zip: not read to its end: its files are larger than it is"));
    let mut nested = zip(&[("a.html", PAGE)]);
    for _ in 0..4 {
        nested = zip(&[("a.zip", &nested)]);
    }
    let said = desk.said("n.zip", nested);
    assert!(said.starts_with("n.zip#1#1#1#1: not entered: it lies in 3 archives already"), "{said}");
    // The largest that a stream of so few bytes may unpack to is 256 MiB: a tar archive of zeros ends before, one file of a gigabyte does not.
    let mut head = vec![0; 512];
    head[..6].copy_from_slice(b"a.html");
    head[124..135].copy_from_slice(b"10000000000");
    head[148..156].fill(b' ');
    let sum: u64 = head.iter().map(|byte| u64::from(*byte)).sum();
    head[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    let zeros = std::io::Read::chain(head.as_slice(), std::io::Read::take(std::io::repeat(0), 400 << 20));
    let said = desk.said("b.tar.zst", zstd::encode_all(zeros, 1).expect("packed"));
    assert_eq!(said, "b.tar.zst: not read to its end: unpacks to a size out of all proportion");
}

#[test]
fn items_of_feeds_and_dumps() {
    let desk = Desk::new();
    assert!(desk.said("f.xml", "<urlset></urlset>").starts_with("f.xml: not read: XML, but no feed"));
    let short = "<rss><channel><item><title>Short</title><link>https://c.example/1</link></item></channel></rss>";
    let said = desk.said("g.rss", short);
    assert!(said.starts_with("g.rss#1: not read: names an article and does not hold its text"), "{said}");
    let said = desk.said("i.json", "[{\"url\": \"https://c.example/1\"}, {\"x\": 1}, 17]");
    for wanted in ["i.json#2: not read: no article", "i.json#3: not read: no JSON object"] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    assert!(desk.said("j.json", b"[\"\xcc\"]").starts_with("j.json: not read: JSON that is not in UTF-8"));
    let strange = |length: usize| {
        let head =
            b"<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss><channel><title>\xca</title><item><description>";
        [head.as_slice(), &vec![b'x'; length], b"</description></item></channel></rss>"].concat()
    };
    assert_eq!(desk.said("k.rss", strange(1000)), "");
    let said = desk.said("k.rss", strange(5 << 20));
    assert!(said.starts_with("k.rss: not read: a feed larger than 4 MiB that is not in UTF-8"), "{said}");
    for name in ["l.json", "l.rss"] {
        desk.write_large(name, 65);
        let said = desk.find(name).1;
        assert!(
            said.starts_with(&format!("{name}: not read: larger than 64 MiB, and of a kind that is read whole")),
            "{said}"
        );
    }
    let article = format!("{{\"title\": \"T\", \"maintext\": \"{}\"}}\n", "Peru keeps its embassy open. ".repeat(20));
    let lines = [article.as_bytes(), &vec![b'x'; 17 << 20], b"\n", article.as_bytes()].concat();
    desk.write("m.jsonl", lines);
    let (found, said) = desk.find("m.jsonl");
    let paths: Vec<String> =
        found.expect("captures").iter().map(|one| one.path().split('/').next_back().unwrap_or("").into()).collect();
    assert_eq!(
        (paths, said.as_str()),
        (vec!["m.jsonl#1".to_string(), "m.jsonl#3".into()], "m.jsonl#2: not read: a line longer than 16 MiB")
    );
    assert!(desk.said("n.json", "[{\"title\": \"T\", ").contains("n.json: not read to its end: "));
    assert!(desk.said("o.rss", "<rss><channel><item><title>T").contains("o.rss: not read to its end: "));
}

#[test]
fn pdfs_and_saved_pages() {
    let desk = Desk::new();
    let pdf = |page: &str, trailer: &str| {
        format!(
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
             3 0 obj<</Type/Page/Parent 2 0 R{page}>>endobj\n4 0 obj<</Filter/Standard/V 1/R 2/P -4/O({o})/U({o})>>endobj\n\
             trailer<</Root 1 0 R{trailer}>>\n%%EOF",
            o = "x".repeat(32)
        )
    };
    // It has no list of its objects.
    assert_eq!(desk.error("a.pdf", pdf("", "")), "no text in it: the file is damaged, or its pages are pictures");
    let encrypted = pdf("", "/Encrypt 4 0 R/ID[(0123456789abcdef)(0123456789abcdef)]");
    assert_eq!(desk.error("b.pdf", encrypted), "encrypted: save it without a password");
    assert!(desk.error("c.pdf", "none").starts_with("no PDF that can be read: "));
    assert_eq!(
        desk.error("d.mhtml", "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx"),
        "there is no HTML page in it"
    );
}

/// The bounds are those of a run, given smaller: files beyond the true ones would take a minute and a gigabyte.
#[test]
fn captures_beyond_those_of_a_run() {
    let desk = Desk::new();
    let page = String::from_utf8_lossy(PAGE);
    let warc = (1..=4).flat_map(|n| response(&format!("https://c.example/{n}"), "200 OK", HTML, &page));
    desk.write("d/a.warc", warc.collect::<Vec<u8>>());
    desk.write("d/b.zip", zip(&[("a.html", PAGE), ("b.html", PAGE)]));
    desk.write("d/c.jsonl", "{\"title\": \"T\", \"maintext\": \"Peru keeps its embassy open.\"}\n");
    desk.write("d/d.html", PAGE);
    desk.write("d/e.pdf", "%PDF-1.4");
    let all = ["a.warc#1", "a.warc#2", "a.warc#3", "a.warc#4", "b.zip#1", "b.zip#2", "c.jsonl#1", "d.html", "e.pdf"];
    assert_eq!(desk.find_at_most(9, "d"), (all.map(String::from).to_vec(), String::new()));
    let (found, said) = desk.find_at_most(3, "d");
    // A page that is a file of its own is none of them, and is read.
    assert_eq!(found, ["a.warc#1", "a.warc#2", "a.warc#3", "d.html"]);
    let wanted = "d/a.warc#4, d/b.zip#1, d/b.zip#2 and 2 more: not read: the run has a million captures already";
    assert_eq!(said, wanted);
    // Files in folders of saved pages wait for their page, which may stand at the end.
    let waiting = [("p_files/a.html", PAGE), ("p_files/b.html", PAGE), ("p_files/c.html", PAGE), ("x.html", PAGE)];
    desk.write("w.zip", zip(&waiting));
    let (found, said) = desk.find_at_most(2, "w.zip");
    assert_eq!(found, ["w.zip#4", "w.zip#1"]);
    assert!(said.contains("w.zip#3: not read: one of more than a million files in folders NAME_files"), "{said}");
    assert!(said.contains("w.zip#2: not read: the run has a million captures already"), "{said}");
}

/// Of a page that is packed nobody knows beforehand how long it is: it is unpacked as far as any file is read, and the rest told of in its notes.
#[test]
fn a_packed_page_beyond_what_is_read_of_one() {
    let desk = Desk::new();
    let mut reader = Reader::new(Lexicons::embedded());
    assert_eq!(reader.largest, 24 << 20);
    reader.largest = 4096;
    let page = format!("<p>Peru keeps its embassy in Kabul open.</p>{}", "<p>It said so on Monday.</p>".repeat(200));
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(page.as_bytes()).expect("packed");
    desk.write("p/a.html.gz", packed.finish().expect("packed"));
    desk.write("p/b.html.zst", zstd::encode_all(page.as_bytes(), 1).expect("packed"));
    desk.write("p/c.zip", zip(&[("a.html", page.as_bytes())]));
    desk.write("p/d.warc", response("https://c.example/1", "200 OK", HTML, &page));
    let (found, said) = desk.find("p");
    let found = found.expect("captures");
    assert_eq!((found.len(), said.as_str()), (4, ""));
    for capture in found {
        let reading = read_one(&reader, &capture).reading.expect("a reading");
        let notes: Vec<&str> = reading.page.notes.iter().map(|note| note.why.as_str()).collect();
        assert_eq!(notes, [format!("only the first 4096 of {} bytes were read", page.len())], "{}", capture.path());
        assert!(reading.page.text.starts_with("Peru keeps its embassy in Kabul open."));
    }
}

/// What breaks off gives what stands before, and a note where: packed pages, files in archives, bodies.
#[test]
fn pages_that_break_off() {
    let desk = Desk::new();
    let reader = Reader::new(Lexicons::embedded());
    let paragraphs: String =
        (0..3000).map(|n| format!("<p>Envoy {n} of Peru keeps embassy {} in Kabul open.</p>", n * n % 977)).collect();
    let page = format!("<html><body><article><h1>Embassies stay</h1>{paragraphs}</article></body></html>");
    let gzip = |bytes: &[u8]| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(bytes).expect("packed");
        packed.finish().expect("packed")
    };
    let packed = gzip(page.as_bytes());
    let half = &packed[..packed.len() / 2];
    let mut torn = packed.clone();
    torn[packed.len() / 2..][..8].fill(0x55);
    desk.write("a.html.gz", half);
    desk.write("b.html.gz", torn);
    let zstd = zstd::encode_all(page.as_bytes(), 1).expect("packed");
    desk.write("c.html.zst", &zstd[..zstd.len() - 100]);
    let archive = zip(&[("d.html", page.as_bytes()), ("e.html", PAGE)]);
    desk.write("d.zip", &archive[..archive.len() / 2]);
    let headers = |coding: &str| format!("{HTML}\r\n{coding}");
    let packed_answer =
        [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n".as_slice(), half];
    let fields = "WARC-Type: response\r\nWARC-Target-URI: https://c.example/1\r\nContent-Type: application/http";
    desk.write("e.warc", record(fields, &packed_answer.concat()));
    let chunk = format!("{:x}\r\n{page}", page.len() + 1000);
    desk.write("f.warc", response("https://c.example/2", "200 OK", &headers("Transfer-Encoding: chunked"), &chunk));
    for name in ["a.html.gz", "b.html.gz", "c.html.zst", "d.zip", "e.warc", "f.warc"] {
        let captures = desk.find(name).0.expect("captures");
        let whole = captures[0].bytes().expect("bytes");
        assert!(whole.len() > 10_000 && captures[0].bytes().expect("bytes") == whole, "{name}");
        let reading = read_one(&reader, &captures[0]).reading.expect("a reading");
        let notes: Vec<&str> = reading.page.notes.iter().map(|note| note.why.as_str()).collect();
        let wanted = format!("breaks off after {} bytes: ", whole.len());
        assert!(notes.iter().any(|note| note.starts_with(&wanted)), "{name}: {notes:?}");
        assert!(reading.page.text.contains("Envoy 40 of Peru keeps embassy"), "{name}");
    }
    // Of what breaks off before its first byte nothing can be read.
    assert_eq!(desk.error("g.html.gz", &packed[..5]), "unexpected end of file");
}

/// A PDF that breaks off has lost its list of objects, and mostly what leads to its pages; before that, the fonts that say what its signs are.
#[test]
fn pdfs_that_break_off() {
    let desk = Desk::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/captures");
    let cut = |name: &str, share: usize| {
        let bytes = std::fs::read(folder.join(name)).expect("a PDF");
        desk.write("a.pdf", &bytes[..bytes.len() * share / 100]);
        desk.find("a.pdf").0.expect("captures")[0].page().map_err(|error| error.to_string())
    };
    for (name, share) in [("fpdf2", 85), ("reportlab", 85), ("libreoffice", 99), ("weasyprint", 99)] {
        let page = cut(&format!("{name}.pdf"), share).expect("a page");
        assert!(page.bytes.len() > 600, "{name}: {} bytes", page.bytes.len());
        assert_eq!(page.broken.as_deref(), Some("the PDF is damaged: what can be found of it was read"), "{name}");
    }
    for name in ["latex.pdf", "fpdf2.pdf"] {
        let lost = "no text in it: the file is damaged, or its pages are pictures";
        assert_eq!(cut(name, 50).expect_err("no text"), lost, "{name}");
    }
    assert_eq!(cut("fpdf2.pdf", 100).expect("a page").broken, None);
}

/// The table has a row for each reason that the code knows.
#[test]
fn every_reason_stands_in_the_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let told = std::fs::read_to_string(root.join("../../docs/inputs.md")).expect("the table");
    let folder = root.join("src/input/holders");
    for file in std::fs::read_dir(folder).expect("a folder").flatten() {
        let code = std::fs::read_to_string(file.path()).expect("code");
        for piece in code.split('"').filter(|piece| piece.starts_with("not read: ") || piece.starts_with("no page: ")) {
            let reason = piece.split(": ").nth(1).unwrap_or_default();
            let reason = reason.split('{').next().unwrap_or_default().trim_end();
            assert!(told.contains(reason), "`{reason}` of {} is not in the table", file.path().display());
        }
    }
}
