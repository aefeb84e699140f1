//! What a file is, by its name, and by a look at it where the name says nothing.
//!
//! In: a name, or the first bytes. Out: a [`Kind`]: a page, or a file that holds pages. `a.warc.gz` is a WARC packed by gzip, `a.tgz` a tar archive packed
//! so. The name decides: a look is only taken to say what a file of no kind seems to be.

use super::stream::Packing;
use super::tar;
use attache_pipeline::page::MediaType;
use std::path::Path;

/// What a file is read as.
#[derive(Clone, Debug)]
pub enum Kind {
    /// One page.
    Page(MediaType),
    /// What holds pages, and how it is packed itself.
    Holder(Holder, Vec<Packing>),
}

/// A file that holds pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    Warc,
    Wacz,
    Zip,
    Tar,
    Feed,
    Json,
    JsonLines,
    Mhtml,
    Pdf,
    /// One page that is packed.
    Page(MediaType),
}

/// Packings of packings that are undone by a name: `.gz.gz` is nobody's.
const MOST_PACKINGS: usize = 2;

/// Endings of files that are read, for those who gave another.
pub const ENDINGS: &str = ".html, .htm, .xhtml, .txt, .md, .warc, .wacz, .mhtml, .pdf, .zip, .tar, .xml, .rss, .atom, .json, .jsonl (also with .gz or .zst behind)";

/// What a file is by its name. READMEs and licences beside captures are nobody's report.
pub fn kind_of(path: &Path) -> Option<Kind> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let mut rest = name.as_str();
    let mut packings = Vec::new();
    while packings.len() < MOST_PACKINGS {
        let unpacked = rest.strip_suffix(".gz").map(|rest| (rest, Packing::Gzip));
        let Some((inner, packing)) = unpacked.or_else(|| Some((rest.strip_suffix(".zst")?, Packing::Zstd))) else {
            break;
        };
        packings.push(packing);
        rest = inner;
    }
    let (stem, ending) = rest.rsplit_once('.')?;
    if stem.is_empty() || rest.ends_with(".meta.json") {
        return None;
    }
    let page = |media_type| if packings.is_empty() { None } else { Some(Holder::Page(media_type)) }.ok_or(media_type);
    let holder = match ending {
        "html" | "htm" | "xhtml" => page(MediaType::Html),
        "txt" => page(MediaType::Text),
        "md" if stem != "readme" => page(MediaType::Text),
        "warc" => Ok(Holder::Warc),
        "wacz" => Ok(Holder::Wacz),
        "zip" => Ok(Holder::Zip),
        "tar" => Ok(Holder::Tar),
        "tgz" => {
            packings.push(Packing::Gzip);
            Ok(Holder::Tar)
        }
        "xml" | "rss" | "atom" | "rdf" => Ok(Holder::Feed),
        "json" => Ok(Holder::Json),
        "jsonl" | "ndjson" => Ok(Holder::JsonLines),
        "mhtml" | "mht" => Ok(Holder::Mhtml),
        "pdf" => Ok(Holder::Pdf),
        _ => return None,
    };
    Some(match holder {
        Ok(holder) => Kind::Holder(holder, packings),
        Err(media_type) => Kind::Page(media_type),
    })
}

/// What bytes seem to be, and the ending that says so. `None` where they are not known.
pub fn looks_like(head: &[u8]) -> Option<(&'static str, &'static str)> {
    let text = head.trim_ascii_start();
    let has = |signs: &[&[u8]]| signs.iter().any(|sign| text.starts_with(sign));
    Some(match head {
        _ if head.starts_with(b"WARC/") => ("a WARC", ".warc"),
        _ if head.starts_with(b"%PDF-") => ("a PDF", ".pdf"),
        _ if head.starts_with(b"PK\x03\x04") => ("a zip archive", ".zip"),
        _ if head.starts_with(&super::warc::GZIP) => ("packed by gzip", ".warc.gz, .tar.gz or what it holds and .gz"),
        _ if head.starts_with(&super::warc::ZSTD) => ("packed by zstd", ".warc.zst or what it holds and .zst"),
        _ if head.len() >= 512 && tar::is_sound(&head[..512]) => ("a tar archive", ".tar"),
        _ if has(&[b"<?xml", b"<rss", b"<feed"]) => ("XML", ".xml"),
        _ if has(&[b"{", b"["]) => ("JSON", ".json or .jsonl"),
        _ if has(&[b"From: <Saved by", b"MIME-Version:"]) => ("a page saved as MHTML", ".mhtml"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_kinds() {
        let holder = |name: &str| match kind_of(Path::new(name)) {
            Some(Kind::Holder(holder, packings)) => Some((holder, packings.len())),
            _ => None,
        };
        assert_eq!(holder("a.b/x.WARC.gz"), Some((Holder::Warc, 1)));
        assert_eq!(holder("x.tgz"), Some((Holder::Tar, 1)));
        assert_eq!(holder("x.tar"), Some((Holder::Tar, 0)));
        assert_eq!(holder("x.html.gz"), Some((Holder::Page(MediaType::Html), 1)));
        assert_eq!(holder("x.jsonl.zst"), Some((Holder::JsonLines, 1)));
        assert!(matches!(kind_of(Path::new("x.html")), Some(Kind::Page(MediaType::Html))));
        for name in ["x.meta.json", "x.gz", "x", ".html", "README.md", "x.epub", ".gz"] {
            assert!(kind_of(Path::new(name)).is_none(), "{name}");
        }
        assert_eq!(looks_like(b"%PDF-1.7").map(|seen| seen.1), Some(".pdf"));
        assert_eq!(looks_like(b"word"), None);
    }
}
