//! Scores the reading of pages whose sites the line scorer has not seen.
//!
//! In: `PAGES.jsonl.gz`, lines `{id, url, html, gold: {body}}`. Out: precision, recall and F1 of the body over runs of four words, every page weighing the same, by
//! five folds of sites: the whole article stage, its HTML forest trained on the other folds. The pages that declare themselves news (`NewsArticle` in JSON-LD) are told
//! apart. One line of JSON a page, for whoever reads the errors.
//!
//! It does not score headlines, bylines and days: nothing of them is learned, so the program itself can be asked.

use crate::boosting::Settings;
use crate::lines::{self, Shingles};
use anyhow::{Context, Result};
use attache_pipeline::article::scorer::Scorer;
use attache_pipeline::article::{Articles, find_articles};
use attache_pipeline::forest::Forest;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType, Page, read_page};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What is scored, and where the forests of the folds are kept between runs.
pub struct Request {
    /// The pages.
    pub pages: PathBuf,
    /// Which forest: "html" reads the pages as they are, "text" their visible lines.
    pub media_type: MediaType,
    /// Forests of the folds: read from there, where they are; else trained and written there.
    pub forests: PathBuf,
    /// Where a line of JSON a page goes.
    pub detail: Option<PathBuf>,
}

/// Sums of a figure over pages.
#[derive(Default)]
struct Score {
    precision: f64,
    recall: f64,
    said: usize,
    pages: usize,
}

/// Scores and prints.
pub fn run(request: &Request, settings: Settings) -> Result<()> {
    let lexicons = Lexicons::embedded();
    let scorers = scorers(request, &lexicons, settings)?;
    let (mut all, mut news) = (Score::default(), Score::default());
    let mut detail = String::new();
    for row in lines::rows(&request.pages)? {
        let row = row?;
        let mut page = read_page(row.html.as_bytes(), MediaType::Html, Known::default(), &lexicons.page);
        if request.media_type == MediaType::Text {
            let visible: Vec<&str> = page.lines.iter().map(|line| page.quote(line.span)).collect();
            page = read_page(visible.join("\n").as_bytes(), MediaType::Text, Known::default(), &lexicons.page);
        }
        let found = find_articles(&page, &lexicons.article, &scorers[lines::fold_of(&row.site)]);
        let said = body(&page, &found);
        let (precision, recall) = overlap(&lines::shingles(&said), &lines::shingles(&row.body));
        all.add(precision, recall);
        if row.is_news {
            news.add(precision, recall);
        }
        let line = serde_json::json!({"id": row.id, "fold": lines::fold_of(&row.site), "news": row.is_news, "precision": precision, "recall": recall, "body": said});
        writeln!(detail, "{line}")?;
    }
    println!("all pages, unseen sites: {all}");
    println!("news pages, unseen sites: {news}");
    if let Some(path) = &request.detail {
        std::fs::write(path, detail).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// The shipped scorer, for each fold with a forest that has not seen it.
fn scorers(request: &Request, lexicons: &Lexicons, settings: Settings) -> Result<Vec<Scorer>> {
    let name = if request.media_type == MediaType::Html { "html" } else { "text" };
    let kept = |fold: usize| request.forests.join(format!("{name}-{fold}.bin"));
    if (0..lines::FOLDS).any(|fold| !kept(fold).exists()) {
        std::fs::create_dir_all(&request.forests)?;
        let samples = lines::read(&request.pages, request.media_type, lexicons)?;
        for (fold, forest) in lines::forests_of_folds(&samples, settings).into_iter().enumerate() {
            std::fs::write(kept(fold), forest.to_bytes())?;
        }
    }
    (0..lines::FOLDS)
        .map(|fold| {
            let forest = Forest::from_bytes(&std::fs::read(kept(fold))?).map_err(anyhow::Error::msg)?;
            let mut scorer = Scorer::embedded();
            match request.media_type {
                MediaType::Html => scorer.html = forest,
                MediaType::Text | MediaType::Article => scorer.text = forest,
            }
            Ok(scorer)
        })
        .collect()
}

/// The main article's text, as the JSON contract has it.
fn body(page: &Page, found: &Articles) -> String {
    let paragraphs = found.articles.first().into_iter().flat_map(|article| &article.body);
    paragraphs.map(|span| page.quote(*span)).collect::<Vec<_>>().join("\n")
}

/// Precision and recall; no precision where nothing is said.
fn overlap(said: &Shingles, gold: &Shingles) -> (Option<f64>, f64) {
    let hit: i32 = said.iter().map(|(run, n)| n.min(gold.get(run).unwrap_or(&0))).sum();
    let (all, wanted): (i32, i32) = (said.values().sum(), gold.values().sum());
    ((all > 0).then(|| f64::from(hit) / f64::from(all)), f64::from(hit) / f64::from(wanted.max(1)))
}

impl Score {
    fn add(&mut self, precision: Option<f64>, recall: f64) {
        self.precision += precision.unwrap_or_default();
        self.said += usize::from(precision.is_some());
        self.recall += recall;
        self.pages += 1;
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        let (p, r) = (self.precision / self.said.max(1) as f64, self.recall / self.pages.max(1) as f64);
        write!(out, "F1 {:.4} P {p:.4} R {r:.4} ({} pages)", 2.0 * p * r / (p + r).max(f64::EPSILON), self.pages)
    }
}

/// Reads the flags of `score-pages`.
pub fn request(pages: &str, rest: &[&str]) -> Request {
    let value = |key: &str| rest.iter().find_map(|word| word.strip_prefix(key)).map(Path::new).map(Path::to_path_buf);
    Request {
        pages: pages.into(),
        media_type: if rest.contains(&"text") { MediaType::Text } else { MediaType::Html },
        forests: value("--forests=").unwrap_or_else(|| "target/forests".into()),
        detail: value("--detail="),
    }
}
