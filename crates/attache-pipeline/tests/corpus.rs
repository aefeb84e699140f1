//! The corpus: every page of `corpus/pages` against the reading written beside it by hand.
//!
//! All facts of all pages are compared; the share that agrees must not fall below the floors, and a page that once agreed
//! whole must go on agreeing (`corpus/whole.txt`). `cargo test --test corpus -- --nocapture` prints every difference.

#![allow(clippy::print_stdout)] // differences are printed for whoever runs it

use attache_pipeline::article::Article;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::{Reader, Reading};
use std::collections::BTreeMap;
use std::path::Path;

/// Least share of facts, by key, in percent, that must agree. Raise them when the program gets better.
const FLOORS: &[(&str, usize)] = &[
    ("article", 97),
    ("title", 90),
    ("byline", 90),
    ("outlet", 76),
    ("published", 97),
    ("body", 91),
    ("furniture", 92),
];

#[test]
fn pages_read_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let reader = Reader::new(Lexicons::embedded());
    let mut tally: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut whole = Vec::new();
    let mut names: Vec<String> = std::fs::read_dir(folder.join("pages"))
        .expect("the corpus is there")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".expected").map(str::to_string))
        .collect();
    names.sort();
    assert!(names.len() >= 30, "the corpus has {} pages", names.len());
    for name in &names {
        let expected =
            std::fs::read_to_string(folder.join(format!("pages/{name}.expected"))).expect("an expected reading");
        let html = folder.join(format!("pages/{name}.html"));
        let (path, media_type) = if html.exists() {
            (html, MediaType::Html)
        } else {
            (folder.join(format!("pages/{name}.txt")), MediaType::Text)
        };
        let reading = reader.read(&std::fs::read(path).expect("the page"), media_type, Known::default());
        let found = facts(&reading);
        let wanted: Vec<(String, String)> = expected
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(k, v)| (k.to_string(), collapse(v)))
            .collect();
        let mut missing = wanted.clone();
        let mut surplus = found.clone();
        for fact in &wanted {
            if let Some(at) = surplus.iter().position(|f| agree(f, fact)) {
                surplus.remove(at);
                missing.remove(missing.iter().position(|f| f == fact).expect("it is there"));
            }
        }
        for (key, _) in &wanted {
            tally.entry(key.clone()).or_default().1 += 1;
            tally.entry(key.clone()).or_default().0 += 1;
        }
        for (key, value) in &missing {
            tally.entry(key.clone()).or_default().0 -= 1;
            println!("{name}: MISSING {key}: {}", cut(value));
        }
        for (key, value) in &surplus {
            println!("{name}: SURPLUS {key}: {}", cut(value));
            // A surplus fact counts against its key as a missing one does.
            tally.entry(key.clone()).or_default().1 += 1;
        }
        if missing.is_empty() && surplus.is_empty() {
            whole.push(name.clone());
        }
    }
    println!("whole: {} of {}", whole.len(), names.len());
    for (key, (right, all)) in &tally {
        println!("{key:18} {right} of {all} ({} %)", right * 100 / all.max(&1));
    }
    for (key, floor) in FLOORS {
        let (right, all) = tally[*key];
        assert!(right * 100 >= floor * all, "{key}: {right} of {all} agree, the floor is {floor} %");
    }
    let kept = std::fs::read_to_string(folder.join("whole.txt")).expect("the list of pages that agree whole");
    let lost: Vec<&str> = kept.lines().filter(|name| !whole.iter().any(|w| w == name)).collect();
    assert!(lost.is_empty(), "no longer read as written: {lost:?}");
    println!("{}", whole.join("\n"));
}

/// A reading as the corpus writes it.
fn facts(reading: &Reading) -> Vec<(String, String)> {
    let page = &reading.page;
    let mut out = Vec::new();
    let mut put = |key: &str, value: String| out.push((key.to_string(), collapse(&value)));
    for (at, article) in reading.articles.articles.iter().enumerate() {
        put("article", (at + 1).to_string());
        head(article, |key, value| put(key, value), |span| page.quote(span).to_string());
        article.body.iter().for_each(|span| put("body", page.quote(*span).to_string()));
    }
    for furniture in &reading.articles.furniture {
        for line in page.quote(furniture.span).lines().filter(|line| !line.trim().is_empty()) {
            put("furniture", format!("{} | {line}", furniture.kind.name()));
        }
    }
    out
}

fn head(article: &Article, mut put: impl FnMut(&str, String), quote: impl Fn(attache_pipeline::span::Span) -> String) {
    article.title.into_iter().for_each(|span| put("title", quote(span)));
    let names: Vec<&str> = article.byline.iter().map(|name| name.name.as_str()).collect();
    if !names.is_empty() {
        put("byline", names.join("; "));
    }
    article.outlet.iter().for_each(|outlet| put("outlet", outlet.name.clone()));
    article.published.iter().for_each(|day| put("published", day.date.to_string()));
    article.modified.iter().for_each(|day| put("modified", day.date.to_string()));
    let credits: Vec<&str> = article.credits.iter().map(|name| name.name.as_str()).collect();
    if !credits.is_empty() {
        put("credit", credits.join("; "));
    }
    article.republished_from.iter().for_each(|name| put("republished_from", name.name.clone()));
    article.translated_from.iter().for_each(|name| put("translated_from", name.name.clone()));
}

/// Furniture agrees in its text; its kind is a help to readers, and other answers can be right.
fn agree(a: &(String, String), b: &(String, String)) -> bool {
    let text = |fact: &(String, String)| fact.1.split_once(" | ").map_or(fact.1.clone(), |(_, text)| text.to_string());
    a.0 == b.0 && (a.1 == b.1 || a.0 == "furniture" && text(a) == text(b))
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cut(text: &str) -> String {
    text.chars().take(110).collect()
}
