//! Files that hold many captures, and PDFs.
//!
//! In: a byte that tells the name, and the file's bytes. Of any: captures, or one line; remarks of a line each; found twice the same; each opened gives bytes within the bound, or
//! one line on why not.

use attache::input::remarks::Remarks;
use attache::input::{Capture, find, pdf};
use std::sync::LazyLock;
use tempfile::TempDir;

/// Names a file may have.
pub const NAMES: [&str; 12] = [
    "a.warc",
    "a.warc.gz",
    "a.warc.zst",
    "a.zip",
    "a.tar",
    "a.tar.gz",
    "a.xml",
    "a.rss",
    "a.json",
    "a.jsonl",
    "a.mhtml",
    "a.wacz",
];

/// Captures of one file that are opened.
const MOST_OPENED: usize = 40;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| TempDir::new().expect("a folder"));

/// Finds and opens.
pub fn check(bytes: &[u8]) {
    let Some((number, bytes)) = bytes.split_first() else { return };
    let path = FOLDER.path().join(NAMES[usize::from(*number) % NAMES.len()]);
    std::fs::write(&path, bytes).expect("a file");
    let paths = [path];
    // Not by `find_captures`, which would say what is not read: 65,000 lines in five minutes.
    let (mut said, mut said_again) = (Remarks::default(), Remarks::default());
    let (first, second) = (find(&paths, None, false, &mut said), find(&paths, None, false, &mut said_again));
    assert_eq!(said.lines(), said_again.lines(), "remarked otherwise");
    said.lines().iter().for_each(|line| assert_eq!(line.lines().count(), 1, "{line}"));
    let names = |found: &[Capture]| found.iter().map(Capture::path).collect::<Vec<_>>();
    match (first, second) {
        (Ok(first), Ok(second)) => {
            assert_eq!(names(&first), names(&second), "found twice, otherwise");
            // From the last, so that what is packed in one row is gone back in.
            for capture in first.iter().rev().take(MOST_OPENED) {
                match (capture.bytes(), capture.bytes()) {
                    (Ok(one), Ok(two)) => assert_eq!(one, two, "opened twice, otherwise"),
                    (Err(why), Err(_)) => assert!(!why.to_string().contains("a fault in the program"), "{why}"),
                    _ => panic!("opened once, and not again"),
                }
            }
        }
        (Err(why), Err(_)) => assert!(!format!("{why:#}").contains('\n'), "{why:#}"),
        _ => panic!("found once, and not again"),
    }
    std::fs::remove_file(&paths[0]).expect("the file");
}

/// A PDF's text.
pub fn check_pdf(bytes: &[u8]) {
    match pdf::read(bytes) {
        Ok(page) => assert!(std::str::from_utf8(&page.bytes).is_ok()),
        Err(why) => assert!(why.lines().count() == 1, "{why}"),
    }
}
