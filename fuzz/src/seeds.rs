//! What strange input is made from: captures of `corpus/` and `examples/`, the lexicons, and words.
//!
//! In: a [`Kind`]. Out: its seeds, in the order of their names, each a piece that is read in milliseconds; and its words.
//! A text of forty paragraphs gives twenty seeds of two.

use crate::mutation::Kind;
use attache::reading::report::{pack, reports_of};
use attache_pipeline::lexicons::{Lexicons, built_in};
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::Reader;
use std::path::{Path, PathBuf};

/// A piece of a text capture is about so long, in bytes.
const PIECE: usize = 500;

/// Folders of captures, from this crate's.
const FOLDERS: &[&str] =
    &["../corpus/pages", "../corpus/quiet", "../examples", "seeds/text", "seeds/html", "seeds/dates"];

/// The seeds of a kind of input; never none.
pub fn seeds(kind: Kind) -> Vec<Vec<u8>> {
    match kind {
        Kind::Html => of_extension("html"),
        Kind::Text | Kind::Captures => pieces(),
        // Most of what is read by the model is text; a few pages keep the way there open.
        Kind::Page => {
            pieces().into_iter().chain(of_extension("html").into_iter().filter(|page| page.len() < 3000)).collect()
        }
        Kind::Dates => of_folder("seeds/dates"),
        Kind::Questions => questions(),
        Kind::Lexicon => {
            built_in().enumerate().map(|(at, (_, text))| [&[at as u8], text.as_bytes()].concat()).collect()
        }
        Kind::List => of_extension("csv").into_iter().chain([LIST.into()]).collect(),
        Kind::Meta => vec![META.into(), b"{}".into()],
        Kind::Listing => of_folder("seeds/listings"),
        Kind::Feed => feeds(),
        Kind::Records => records(),
        Kind::Holder => holders(),
        Kind::Pdf => of_names(&["pdf"]).into_iter().map(|(_, bytes)| bytes).collect(),
        Kind::Bytes => vec![
            b"ATTLANG\0\x01\0\0\0".repeat(8),
            b"PK\x03\x04\x14\0\0\0\x08\0".repeat(6),
            b"\x04\0[{\"a\":[0,8]}]".to_vec(),
        ],
    }
}

/// The questions that the lexicon shows how to read.
fn questions() -> Vec<Vec<u8>> {
    let lexicons = Lexicons::embedded();
    lexicons.questions.examples().map(|(question, _)| question.clone().into_bytes()).collect()
}

const LIST: &str = "path,url,outlet,published,captured\na.txt,https://a.example/x,The Courier,2021-08-16,2021-08-17\n\"b, c.txt\",,\"\",,\n";
const META: &str =
    r#"{"url": "https://a.example/x", "outlet": "The Courier", "published": "2021-08-16", "captured": null}"#;

/// The words of a kind of input.
pub fn words(kind: Kind) -> Vec<String> {
    match kind {
        Kind::Html => dictionary(include_str!("../html.dict")),
        Kind::Page | Kind::Captures | Kind::Text | Kind::Lexicon | Kind::Dates | Kind::Questions => {
            dictionary(include_str!("../words.dict"))
        }
        Kind::List | Kind::Meta => {
            let words = "path url outlet published captured a.txt 2021-08-16 2021-02-30 -0001-01-01 9999-12-31 null true 1e9 { } [ ] : , ; \" \n \r\n \t";
            words.split(' ').map(str::to_string).collect()
        }
        Kind::Listing => {
            let words = "<item> </item> <entry> <link> <link/> <loc> </loc> <url> <outline xmlUrl=\"/a\"/> <![CDATA[ ]]> <!-- --> <!DOCTYPE &amp; &#1; &a; xmlns=\"x\" href=\"/b\" https://a.example/ xml:base=\"//b\" { } [ ] \" User-agent: Allow: Disallow: * $ % %41 # \n / ?";
            words.split(' ').map(str::to_string).collect()
        }
        Kind::Feed => {
            let words = "<item> </item> <entry> </entry> <rss> <feed> <rdf:RDF> <title> </title> <link/> <link> <guid> <description> <content:encoded> <![CDATA[ ]]> \
                <!-- --> <? ?> <!DOCTYPE &amp; &amp;amp; &lt; &quot; &#233; &#x110000; &#0; &a; type=\"xhtml\" type=\"text\" type=\"html\" <div> </div> <html> href=\"https://a.example/\" \
                rel=\"self\" src=\"x\" <pubDate> 2021-08-16 -9999-01-01 <dc:creator> <author><name> { } [ ] \" : , null 1e999 \\ud800 content_html maintext articles items";
            words.split_whitespace().map(str::to_string).collect()
        }
        Kind::Holder => {
            let words = "WARC/1.0\r\n WARC-Type: response WARC-Type: revisit Content-Length: 0 Content-Length: 99999999999 \r\n\r\n HTTP/1.1 200 text/html \
                Transfer-Encoding:chunked Content-Encoding:gzip <item> </item> <entry> <![CDATA[ ]]> &amp; &#x110000; <content:encoded> { } [ ] \" articles \
                maintext Content-Type:multipart/related;boundary=b --b --b-- =C3=A9";
            words.split_whitespace().map(|word| word.replace("\\r\\n", "\r\n")).collect()
        }
        Kind::Pdf => "obj endobj stream endstream << >> /Kids /Parent /Page /Pages /Form Do Tj TJ Tf BT ET q Q cm 0 -1 1e38 99999999999 /W /Widths R"
            .split_whitespace()
            .map(str::to_string)
            .collect(),
        Kind::Records | Kind::Bytes => Vec::new(),
    }
}

/// The words of a libFuzzer dictionary: a line each, in quotes.
fn dictionary(text: &str) -> Vec<String> {
    let quoted = text.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
    quoted.map(|word| word.replace("\\\"", "\"").replace("\\\\", "\\")).collect()
}

/// Whole captures by name and content: text and HTML.
pub fn captures() -> Vec<(String, Vec<u8>)> {
    let files = FOLDERS.iter().flat_map(|folder| files_in(folder));
    let captures = files.filter(|file| matches!(extension(file), "txt" | "html"));
    captures.map(|file| (extension(&file).to_string(), std::fs::read(&file).unwrap_or_default())).collect()
}

fn pieces() -> Vec<Vec<u8>> {
    let mut pieces = Vec::new();
    for text in of_extension("txt") {
        let mut piece = String::new();
        for line in String::from_utf8_lossy(&text).lines().filter(|line| !line.trim().is_empty()) {
            piece += line;
            piece.push('\n');
            if piece.len() >= PIECE {
                pieces.push(std::mem::take(&mut piece).into_bytes());
            }
        }
        pieces.push(piece.into_bytes());
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Files of many captures behind the number of their name, as `targets::holders` takes it.
fn holders() -> Vec<Vec<u8>> {
    let names = crate::targets::HOLDER_NAMES;
    let number = |name: &str| names.iter().position(|known| known[1..].ends_with(name)).unwrap_or(0) as u8;
    let files = of_names(&["warc", "gz", "zip", "tar", "xml", "rss", "json", "jsonl", "mhtml"]);
    files.into_iter().map(|(name, bytes)| [&[number(&name)], bytes.as_slice()].concat()).collect()
}

/// Feeds with the texts of their articles, those that only name them, and dumps.
fn feeds() -> Vec<Vec<u8>> {
    let full = of_names(&["xml", "rss", "json", "jsonl"]).into_iter().map(|(_, bytes)| bytes);
    full.chain(of_folder("seeds/listings")).collect()
}

/// Ending and bytes of the files made by other tools, and of `seeds/holders`.
fn of_names(wanted: &[&str]) -> Vec<(String, Vec<u8>)> {
    let files = ["../crates/attache/tests/captures", "seeds/holders"].into_iter().flat_map(files_in);
    let files = files.filter(|file| wanted.contains(&extension(file)));
    files.filter_map(|file| Some((extension(&file).to_string(), std::fs::read(&file).ok()?))).collect()
}

/// Reports as a ledger's file holds them.
fn records() -> Vec<Vec<u8>> {
    let reader =
        Reader::new(Lexicons::embedded()).with_language(attache::models::pipeline().expect("the language model"));
    let texts = of_folder("../examples").into_iter().chain(pieces().into_iter().step_by(9));
    let packed = texts.filter_map(|text| {
        let reading = reader.read(&text, MediaType::Text, Known::default());
        reports_of("page.txt", "", &reading, &reader.lexicons).ok().and_then(|reports| pack(&reports))
    });
    packed.filter(|packed| packed.len() > 100).collect()
}

fn of_extension(wanted: &str) -> Vec<Vec<u8>> {
    let files = FOLDERS.iter().flat_map(|folder| files_in(folder)).filter(|file| extension(file) == wanted);
    files.filter_map(|file| std::fs::read(file).ok()).collect()
}

fn of_folder(folder: &str) -> Vec<Vec<u8>> {
    files_in(folder).into_iter().filter_map(|file| std::fs::read(file).ok()).collect()
}

/// The files of a folder, by name.
fn files_in(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    files
}

fn extension(path: &Path) -> &str {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or("")
}

/// The dictionary `words.dict`: from each lexicon words and wordings at even distances, and the marks that texts are cut at.
pub fn write_dictionary() -> String {
    let mut out =
        String::from("# Names, cues and marks out of the lexicons: `cargo run --release --bin words > words.dict`.\n");
    for (path, text) in built_in() {
        let mut words: Vec<String> = text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim_start().starts_with("yes") && !line.contains("pattern"))
            .flat_map(|line| line.split(['\t', '|', '"', ',', '=', '[', ']', '{', '}']))
            .flat_map(|piece| match piece.contains(char::is_uppercase) {
                // A name, or a sentence that begins with a capital.
                true => vec![piece.trim().to_string()],
                // A list of words, the spaces within one written as underlines.
                false => piece.split_whitespace().map(|word| word.replace('_', " ")).collect(),
            })
            .filter(|word| {
                (2..=40).contains(&word.len())
                    && word.chars().any(char::is_alphabetic)
                    && !word.contains(['\\', '@', '(', ')'])
            })
            .collect();
        words.sort();
        words.dedup();
        let step = words.len() / MOST_WORDS + 1;
        out += &format!("# {path}\n");
        words.iter().step_by(step).for_each(|word| out += &format!("\"{word}\"\n"));
    }
    out += "# Marks.\n";
    for mark in MARKS {
        out += &format!("\"{}\"\n", mark.replace('\\', "\\\\").replace('"', "\\\""));
    }
    out
}

/// Words of one lexicon in the dictionary, at most.
const MOST_WORDS: usize = 60;
const MARKS: &[&str] = &[
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "«",
    "»",
    "„",
    "‹",
    "›",
    "(",
    ")",
    "[",
    "]",
    "—",
    "–",
    " - ",
    ",",
    ".",
    "…",
    ";",
    ":",
    "?",
    "!",
    ", and ",
    " and ",
    " or ",
    " of ",
    ", who ",
    ", which ",
    " that ",
    "'s ",
    "s' ",
    " - Reuters",
    "$",
    "€",
    "%",
    " said ",
    " said: ",
    "“We ",
    ",” he said",
    "according to ",
    "Mr. ",
    "U.S.",
    "No. ",
    "1,000",
    "16 August 2021",
    "on Monday",
    "last week",
    "\u{a0}",
    "\u{200b}",
    "é",
    "漢",
    "🎈",
    "ß",
    "İ",
    "\u{301}",
];
