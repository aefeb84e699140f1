//! Files that are no pages: lists of captures, what is known of one, feeds and what names pages, a language model.
//!
//! In: the bytes of such a file. Of any: an error or a value, no panic.

use attache::arrivals::listings::{Kind, MOST, read_listing};
use attache::arrivals::locations::read_url;
use attache::arrivals::robots::Robots;
use attache::input::known::KnownCaptures;
use attache::input::remarks::Remarks;
use attache_language::Pipeline;
use attache_language::model::{FORMAT, Model, convert_wheel};
use std::path::PathBuf;
use std::sync::LazyLock;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| TempDir::new().expect("a folder"));

fn write(name: &str, bytes: &[u8]) -> PathBuf {
    let path = FOLDER.path().join(name);
    std::fs::write(&path, bytes).expect("a file");
    path
}

/// `captures.csv`.
pub fn check_list(bytes: &[u8]) {
    let list = write("captures.csv", bytes);
    let mut remarks = Remarks::default();
    let known = KnownCaptures::read(Some(&list), &mut remarks);
    if let Err(why) = known.and_then(|mut known| known.of(&FOLDER.path().join("a.txt"), &mut remarks)) {
        assert!(format!("{why:#}").contains("captures.csv"), "{why:#} names no file");
    }
}

/// `NAME.meta.json`.
pub fn check_meta(bytes: &[u8]) {
    write("b.meta.json", bytes);
    if let Err(why) = KnownCaptures::default().of(&FOLDER.path().join("b.txt"), &mut Remarks::default()) {
        assert!(format!("{why:#}").contains("b.meta.json"), "{why:#} names no file");
    }
}

/// A feed, a sitemap, a list of feeds; the same bytes as a `robots.txt`.
pub fn check_listing(bytes: &[u8]) {
    let base = read_url("https://courier.example/feeds/all").expect("an address");
    let read = || read_listing(bytes, &base);
    let first = read();
    assert_eq!(first, read(), "read twice it is another");
    match first {
        Ok(listing) => {
            assert!(listing.named.len() <= MOST && (listing.kind != Kind::Page || listing.named.is_empty()));
            let mut seen = std::collections::BTreeSet::new();
            for named in &listing.named {
                assert_eq!(read_url(named.url.as_str()).as_ref(), Ok(&named.url), "an address that is none");
                assert!(seen.insert(named.url.as_str()), "{} is named twice", named.url);
            }
        }
        Err(why) => assert!(!why.is_empty() && why.len() < 1000, "{why}"),
    }
    let robots = Robots::read(bytes);
    assert!(robots.allows("/robots.txt"));
    for path in ["/", "/a", "/a/b.html?x=1&y=%c3%a9", "/%41%"] {
        let _ = robots.allows(path);
    }
    assert_eq!(robots.allows("/abc"), robots.allows("/%61b%63"), "two spellings of one path");
}

/// A wheel, a model file, and what stands in a model file behind a good checksum.
pub fn check_model(bytes: &[u8]) {
    let _ = convert_wheel(bytes, &[]);
    let _ = Model::from_bytes(bytes);
    // The index begins after 32 bytes of header; its length is taken from the first two bytes.
    let Some((length, rest)) = bytes.split_first_chunk::<2>() else { return };
    let index = usize::from(u16::from_le_bytes(*length)).min(rest.len());
    let mut file = b"ATTLANG\0".to_vec();
    file.extend(FORMAT.to_le_bytes());
    file.extend([0; 4]);
    file.extend((index as u64).to_le_bytes());
    file.extend((32 + rest.len() as u64).to_le_bytes());
    file.extend(rest);
    let sum = crc32fast::hash(&file[16..]);
    file[12..16].copy_from_slice(&sum.to_le_bytes());
    if let Ok(model) = Model::from_bytes(&file) {
        let _ = Pipeline::new(model);
    }
}
