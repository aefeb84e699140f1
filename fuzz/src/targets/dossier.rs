//! Several captures to one dossier, kept and taken back on the way.
//!
//! In: texts with a form feed between them. Of any few of them: packed reports come back equal; the same captures in another order
//! give the same JSON; JSON, page and summary can be written.

use super::READER;
use attache::contract::dossier::Dossier;
use attache::reading::collection::{CaptureRead, Collection};
use attache::reading::report::{Report, pack, reports_of, unpack};
use attache::reading::selection::{Selection, find_party};
use attache::views::dossier::{page, pages, summary};
use attache::views::loudness::Look;
use attache_pipeline::page::{Known, MediaType};

/// Captures of one dossier, at most.
const MOST: usize = 5;
/// Bytes of a dossier's page for each byte of its captures, and beside them: its style and words.
const MOST_FOR_A_BYTE: usize = 4000;
const MOST_FOR_NOTHING: usize = 200_000;

/// Reads, keeps, merges and renders.
pub fn check(bytes: &[u8]) {
    let packed: Vec<(String, Result<Vec<u8>, String>)> =
        bytes.split(|byte| *byte == b'\x0c').take(MOST).enumerate().map(|(at, text)| read(at, text)).collect();
    let about = match bytes.len() % 4 {
        0 => find_party("Russia", &READER.lexicons.gazetteer).into_iter().collect(),
        _ => Vec::new(),
    };
    // Every filter has its turn.
    let day = jiff::civil::Date::new(2021, 8, 18).ok();
    let (as_of, since) = (day.filter(|_| bytes.len().is_multiple_of(5)), day.filter(|_| bytes.len().is_multiple_of(7)));
    let selection = Selection { about, as_of, since, outlets: Vec::new() };
    let captures = |order: &mut dyn Iterator<Item = &(String, Result<Vec<u8>, String>)>| -> Vec<CaptureRead> {
        let taken = order.map(|(path, outcome)| CaptureRead {
            path: path.clone(),
            outcome: outcome.as_ref().map_err(String::clone).map(|packed| taken_back(packed, path)),
        });
        taken.collect()
    };
    let collection = Collection::of(captures(&mut packed.iter()), &selection);
    let one = Dossier::of(&collection);
    let json = serde_json::to_string(&one).expect("a dossier is JSON");
    let backwards = Collection::of(captures(&mut packed.iter().rev()), &selection);
    let other = Dossier::of(&backwards);
    assert!(
        json == serde_json::to_string(&other).expect("a dossier is JSON"),
        "the order of captures changes the dossier"
    );
    let written = page::render(&one, None).expect("a dossier is a page");
    let most = MOST_FOR_A_BYTE * bytes.len() + MOST_FOR_NOTHING;
    assert!(written.len().max(json.len()) <= most, "{} and {} bytes for {}", written.len(), json.len(), bytes.len());
    assert!(!summary::render(&one, Look::default()).is_empty());
    let pages = pages::split(written, "d.html", MOST_FOR_NOTHING / 4);
    assert!(pages.iter().all(|(_, page)| page.ends_with("</html>\n")), "a page is cut short");
}

fn read(at: usize, text: &[u8]) -> (String, Result<Vec<u8>, String>) {
    let path = format!("{at}.txt");
    let known = Known { published: jiff::civil::Date::new(2021, 8, 16 + at as i8).ok(), ..Known::default() };
    let reading = READER.read(text, MediaType::Article, known);
    let outcome = reports_of(&path, "", &reading, &READER.lexicons).map(|reports| {
        let packed = pack(&reports).expect("reports can be packed");
        assert!(taken_back(&packed, &path) == reports, "what is kept comes back otherwise");
        packed
    });
    (path, outcome)
}

fn taken_back(packed: &[u8], path: &str) -> Vec<Report> {
    unpack(packed, path).expect("what was packed can be unpacked")
}
