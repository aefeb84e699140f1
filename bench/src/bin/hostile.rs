//! `hostile [NAME]`: pages made to be slow or large to read, each in a process of its own, with its time and peak memory.
//!
//! Every shape is one where a loop inside a loop, or a copy for each level, would show: a reader that is linear takes a few
//! seconds for the 20 MB of each. Shapes that once were slow stay here.

use anyhow::{Context, Result, bail};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::Reader;
use std::process::Command;
use std::time::Instant;

const SIZE: usize = 20 << 20;
const PROSE: &str = "The ministry said on Monday that its embassy would stay open through the winter and beyond. ";

/// Fills a page with `piece`, between `start` and `end`.
fn fill(start: &str, piece: &str, end: &str) -> String {
    fill_to(SIZE, start, piece, end)
}

fn fill_to(size: usize, start: &str, piece: &str, end: &str) -> String {
    format!("{start}{}{end}", piece.repeat((size - start.len()) / piece.len()))
}

/// A shape's name, and what it is read as.
const SHAPES: &[(&str, MediaType)] = &[
    ("open divs", MediaType::Html),
    ("divs with a letter", MediaType::Html),
    ("open links", MediaType::Html),
    ("links in one line", MediaType::Html),
    ("references", MediaType::Html),
    ("references in a title", MediaType::Html),
    ("one line of words", MediaType::Html),
    ("one line of prose", MediaType::Html),
    ("one line of dates", MediaType::Html),
    ("nested tables", MediaType::Html),
    ("nested lists", MediaType::Html),
    ("stray end tags", MediaType::Html),
    ("stray unknown end tags", MediaType::Html),
    ("attributes", MediaType::Html),
    ("giant title", MediaType::Html),
    ("titles", MediaType::Html),
    ("headings that claim", MediaType::Html),
    ("nested headlines", MediaType::Html),
    ("times in one line", MediaType::Html),
    ("authors in one line", MediaType::Html),
    ("metas", MediaType::Html),
    ("short paragraphs", MediaType::Html),
    ("prose paragraphs", MediaType::Html),
    ("less-than signs", MediaType::Html),
    ("open comments", MediaType::Html),
    ("script ends", MediaType::Html),
    ("nested json", MediaType::Html),
    ("json in 1.9 MB pieces", MediaType::Html),
    ("json pages by reference", MediaType::Html),
    ("json body not shown", MediaType::Html),
    ("bad utf-8", MediaType::Html),
    ("text: 200,000 short lines", MediaType::Text),
    ("text: 10 million lines", MediaType::Text),
    ("text: one line of words", MediaType::Text),
    ("text: one line of prose", MediaType::Text),
    ("text: one line of brackets", MediaType::Text),
    ("text: prose lines", MediaType::Text),
    ("text: prose and ages", MediaType::Text),
    ("text: parties", MediaType::Text),
    ("text: digits", MediaType::Text),
    ("text: one word", MediaType::Text),
];

fn shape(name: &str) -> Result<Vec<u8>> {
    let page = match name {
        "open divs" => fill("", "<div>", ""),
        "divs with a letter" => fill("", "<div>a", ""),
        "open links" => fill("", "<a href=", ""),
        "links in one line" => fill("", "<a href=x>embassy</a> ", ""),
        "references" => fill("<p>", "&amp;", ""),
        "references in a title" => fill("<title>", "&amp;", ""),
        "one line of words" => fill("<p>", "a ", ""),
        "one line of prose" => fill("<p>", PROSE, ""),
        "one line of dates" => fill("<p>", "on August 16, 2021 and 2021-08-16 ", ""),
        "nested tables" => fill("", "<table><tr><td>a", ""),
        "nested lists" => fill("", "<ul><li>a", ""),
        "stray end tags" => fill(&"<i>".repeat(600), "</b>", ""),
        "stray unknown end tags" => fill(&"<span>".repeat(600), "</x>", ""),
        "attributes" => fill("<p ", "a=b class=c ", ">x"),
        "giant title" => fill("<title>", "embassy ", "</title><p>x"),
        "titles" => fill("", "<meta property=og:title content='a b'>", ""),
        "headings that claim" => {
            let headings: String = (0..300_000).map(|n| format!("<h1 itemprop=headline>word{n} stays</h1>")).collect();
            format!("{headings}<p>{PROSE}{PROSE}{PROSE}")
        }
        "nested headlines" => fill(&"<div itemprop=headline>".repeat(500), "embassy ", ""),
        "times in one line" => fill("<p>", "<time datetime=2021-08-16>x</time> ", ""),
        "authors in one line" => fill("<p>", "<a rel=author>Ann Lee</a> ", ""),
        "metas" => (0..400_000).map(|n| format!("<meta name=author content='Ann Lee {n}'>")).collect(),
        "short paragraphs" => fill("", "<p>a b", ""),
        "prose paragraphs" => fill("", &format!("<p class=body>{PROSE}{PROSE}"), ""),
        "less-than signs" => fill("", "< ", ""),
        "open comments" => fill("", "<!-- ", ""),
        "script ends" => fill("<script>", "</scrip", ""),
        "nested json" => fill_to(10 << 20, "<script type=application/ld+json>", "[", "</script>"),
        "json in 1.9 MB pieces" => {
            let piece = fill_to(1_900_000, "<script type=application/ld+json>", "{\"a\":[", "</script>");
            piece.repeat(10)
        }
        "json pages by reference" => {
            let node = "{\"@type\":\"WebPage\",\"@id\":\"#b\",\"author\":[{\"@id\":\"#a\"},{\"@id\":\"#a\"},{\"@id\":\"#a\"}]}";
            let list = format!("[{}]", vec![node; 190].join(","));
            let script = format!("<script type=application/ld+json>[{}]</script>", vec![list; 100].join(","));
            script.repeat(10)
        }
        "json body not shown" => {
            let body: String = (0..150_000).map(|n| format!("word{n} ")).collect();
            let start = format!(
                "<script type=application/ld+json>{{\"@type\":\"Article\",\"articleBody\":\"{body}\"}}</script><p>"
            );
            fill(&start, "word1 word2 word3 word4 word5 word6 word7 word ", "")
        }
        "bad utf-8" => return Ok(fill("<p>", "a ", "").bytes().map(|b| if b == b' ' { 0xe9 } else { b }).collect()),
        "text: 200,000 short lines" => "a b\n".repeat(200_000),
        "text: 10 million lines" => fill("", "a\n", ""),
        "text: one line of words" => fill("", "a ", ""),
        "text: one line of prose" => fill("", PROSE, ""),
        "text: one line of brackets" => fill(PROSE, " (by (", ""),
        "text: prose lines" => fill("", &format!("{PROSE}{PROSE}\n"), ""),
        "text: prose and ages" => {
            fill("", &format!("27 minutes ago\nThe Courier on the embassy\n{PROSE}{PROSE}{PROSE}{PROSE}\n\n\n\n\n"), "")
        }
        "text: parties" => fill("", "Jordan Katz ", ""),
        "text: digits" => fill("", "1", ""),
        "text: one word" => fill("16 ", "a", " 2021"),
        _ => bail!("no shape is called {name}"),
    };
    Ok(page.into_bytes())
}

fn main() -> Result<()> {
    if let Some(name) = std::env::args().nth(1) {
        let (_, media_type) = SHAPES.iter().find(|(known, _)| *known == name).context("no such shape")?;
        let bytes = shape(&name)?;
        let reader = Reader::new(Lexicons::embedded());
        let before = Instant::now();
        let reading = reader.read(&bytes, *media_type, Known::default());
        let seconds = before.elapsed().as_secs_f64();
        println!(
            "{name:28} {:5.1} MB {seconds:7.2} s {:6} MiB {:9} lines {:4} articles",
            bytes.len() as f64 / 1e6,
            attache_bench::peak_memory(),
            reading.page.lines.len(),
            reading.articles.articles.len()
        );
        return Ok(());
    }
    for (name, _) in SHAPES {
        let status = Command::new(std::env::current_exe()?).arg(name).status()?;
        if !status.success() {
            println!("{name:28} ended with {status}");
        }
    }
    Ok(())
}
