//! Trains the line scorer: pages with known bodies in, weights out, with an honest figure.
//!
//! In: `PAGES.jsonl.gz`, lines `{html, gold: {body}}`. Out: files of weights and, for each kind of capture, the F1 on
//! pages that the scoring forests had not seen (five folds, by site).

use crate::boosting::{Random, Samples, Settings, train};
use crate::gaps;
use anyhow::{Context, Result};
use attache_pipeline::article::facts::{LineFacts, look_at_lines};
use attache_pipeline::article::features::{Features, measure};
use attache_pipeline::forest::Forest;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Block, Known, MediaType, Page, read_page};
use rustc_hash::FxHashMap;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Parts the pages are cut into, by site.
pub const FOLDS: usize = 5;

/// A capture to learn from.
pub struct Sample {
    site: String,
    page: Page,
    facts: Vec<LineFacts>,
    features: Features,
    labels: Vec<f32>,
    weights: Vec<f32>,
    gold: Shingles,
    /// The whole page, not a crop of it: only these are judged.
    whole: bool,
}

/// Runs of four words, counted.
pub type Shingles = FxHashMap<Vec<String>, i32>;

/// Trains and writes the forests of `kinds` ("html", "text"). With `detail`, a folder, the worst unseen pages are written
/// there line by line, for reading errors.
pub fn run(pages: &Path, out: &Path, kinds: &[&str], detail: Option<&Path>, settings: Settings) -> Result<()> {
    let lexicons = Lexicons::embedded();
    let all = [("html", MediaType::Html), ("text", MediaType::Text)];
    for (name, media_type) in all.into_iter().filter(|(name, _)| kinds.contains(name)) {
        let samples = read(pages, media_type, &lexicons)?;
        let lines: usize = samples.iter().map(|s| s.facts.len()).sum();
        println!("{name}: {} pages, {lines} lines, {} numbers", samples.len(), samples[0].features.width);
        let verdicts = unseen_verdicts(&samples, settings);
        report(&samples, &verdicts);
        crop_report(&samples, &verdicts);
        if let Some(folder) = detail {
            explain(&samples, &verdicts, &folder.join(format!("{name}.txt")))?;
        }
        let forest = train(&gather(&samples, |_| true), settings);
        std::fs::write(out.join(format!("{name}.bin")), forest.to_bytes())?;
        if media_type == MediaType::Text {
            let (pages, verdicts): (Vec<&Page>, Vec<Vec<f32>>) =
                samples.iter().zip(&verdicts).filter(|(s, _)| s.whole).map(|(s, v)| (&s.page, v.clone())).unzip();
            gaps::run(&pages, &verdicts, out, &lexicons)?;
        }
    }
    Ok(())
}

/// A page with a known body.
pub struct Row {
    pub id: String,
    pub site: String,
    pub html: String,
    pub body: String,
    /// Whether it says of itself that it is news.
    pub is_news: bool,
}

/// The pages of a file, those without a body left out.
pub fn rows(path: &Path) -> Result<impl Iterator<Item = Result<Row>>> {
    let file = std::fs::File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let row = |line: std::io::Result<String>| -> Result<Option<Row>> {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = |value: &serde_json::Value| value.as_str().map(str::to_string);
        let (Some(html), Some(body)) = (text(&row["html"]), text(&row["gold"]["body"])) else { return Ok(None) };
        let site = row["url"].as_str().unwrap_or("").split('/').nth(2).unwrap_or("").to_string();
        let is_news = html.contains("NewsArticle\"");
        Ok(Some(Row { id: text(&row["id"]).unwrap_or_default(), site, html, body, is_news }))
    };
    Ok(BufReader::new(flate2::read::MultiGzDecoder::new(file)).lines().filter_map(move |line| row(line).transpose()))
}

/// The captures that the pages give, of one kind.
pub fn read(path: &Path, media_type: MediaType, lexicons: &Lexicons) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    for row in rows(path)? {
        let Row { site, html, body, .. } = row?;
        let body = body.as_str();
        let page = read_page(html.as_bytes(), MediaType::Html, Known::default(), &lexicons.page);
        if page.lines.is_empty() {
            continue;
        }
        let gold = shingles(body);
        let labels = label(&page, body, &gold);
        let mut random = Random(samples.len() as u64 + 1);
        let forms: &[Form] = if media_type == MediaType::Html {
            &[Form::Whole, Form::Small, Form::Small]
        } else {
            &[Form::Whole, Form::Edges, Form::Bare, Form::Small]
        };
        for form in forms {
            let kept = form.pick(&labels, &mut random);
            let cropped = if media_type == MediaType::Html {
                keep_lines(&page, &kept)
            } else {
                let text: Vec<&str> = kept.iter().map(|at| page.quote(page.lines[*at].span)).collect();
                read_page(text.join("\n").as_bytes(), MediaType::Text, Known::default(), &lexicons.page)
            };
            let labels: Vec<f32> = kept.iter().map(|at| labels[*at]).collect();
            if cropped.lines.len() == labels.len() && !labels.is_empty() {
                samples.push(Sample::new(site.clone(), cropped, labels, gold.clone(), *form == Form::Whole, lexicons));
            }
        }
    }
    Ok(samples)
}

impl Sample {
    fn new(site: String, page: Page, labels: Vec<f32>, gold: Shingles, whole: bool, lexicons: &Lexicons) -> Sample {
        let facts = look_at_lines(&page, &lexicons.article);
        let features = measure(&page, &facts);
        let weights = weigh(&facts, &labels);
        Sample { site, page, facts, features, labels, weights, gold, whole }
    }
}

/// How a text capture is cropped. Benchmarks hold whole pages; users also hold what somebody marked and copied: an
/// article with a line or two of the page around it, or the first paragraphs alone.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// Every line.
    Whole,
    /// The article with a few lines before and after.
    Edges,
    /// The article, often cut short, with hardly anything else.
    Bare,
    /// A small page: a short menu, the article cut to a few paragraphs, a short foot.
    Small,
}

/// An HTML page of which only some lines are left, in their boxes.
fn keep_lines(page: &Page, kept: &[usize]) -> Page {
    let before = |line: u32| kept.partition_point(|at| *at < line as usize) as u32;
    let blocks = page
        .blocks
        .iter()
        .map(|block| Block { lines: (before(block.lines.0), before(block.lines.1)), ..block.clone() });
    Page {
        media_type: page.media_type,
        charset: page.charset,
        text: page.text.clone(),
        lines: kept.iter().map(|at| page.lines[*at].clone()).collect(),
        blocks: blocks.collect(),
        values: page.values.clone(),
        known: Known::default(),
        notes: Vec::new(),
    }
}

impl Form {
    /// Indices of the lines that stay.
    fn pick(self, labels: &[f32], random: &mut Random) -> Vec<usize> {
        let body: Vec<usize> = (0..labels.len()).filter(|at| labels[*at] > 0.5).collect();
        let (Some(&first), Some(&last)) = (body.first(), body.last()) else { return (0..labels.len()).collect() };
        let mut some = |most: u64| (random.next() % (most + 1)) as usize;
        match self {
            Form::Whole => (0..labels.len()).collect(),
            Form::Small => {
                let end = body[(3 + some(9)).min(body.len()) - 1];
                let (head, near, near_end, foot) = (some(14), some(5), some(6), some(10));
                let (every, from) = (1 + some(1), some(1));
                let tail = (last + 1 + near_end).max(labels.len().saturating_sub(foot));
                let keep = |at: usize| {
                    let inside = (first..=end).contains(&at) && (labels[at] > 0.5 || at % 2 == from);
                    let around = at + near >= first && at < first || at > last && at <= last + near_end;
                    inside || around || at < head.min(first) && at.is_multiple_of(every) || at >= tail
                };
                (0..labels.len()).filter(|at| keep(*at)).collect()
            }
            Form::Edges => (first.saturating_sub(some(8))..(last + 1 + some(8)).min(labels.len())).collect(),
            Form::Bare => {
                let count = if some(1) == 0 { body.len() } else { (2 + some(9)).min(body.len()) };
                let end = body[count - 1];
                let (before, after, inside) = (some(4), some(4), some(10));
                let range = first.saturating_sub(before)..(end + 1 + after).min(labels.len());
                range
                    .filter(|at| {
                        labels[*at] > 0.5 && *at <= end
                            || !(first..=end).contains(at) && labels[*at] < 0.5
                            || some(10) < inside / 3
                    })
                    .collect()
            }
        }
    }
}

/// Every page weighs the same; within it a line weighs by its words, and what is not body at most twice the body.
fn weigh(facts: &[LineFacts], labels: &[f32]) -> Vec<f32> {
    let sum = |wanted: bool| -> f32 {
        facts.iter().zip(labels).filter(|(_, l)| (**l > 0.5) == wanted).map(|(f, _)| f.words as f32 + 2.0).sum()
    };
    let (body, rest) = (sum(true) + 100.0, sum(false));
    let damping = (2.0 * body / rest.max(1.0)).min(1.0);
    let share = |words: f32, label: f32| words / body * if label > 0.5 { 1.0 } else { damping };
    facts.iter().zip(labels).map(|(f, l)| 100.0 * share(f.words as f32 + 2.0, *l)).collect()
}

/// A line belongs to the body where half of its 4-word runs do; a short one, where it is a line of the body or stands
/// between two that belong and is part of it.
fn label(page: &Page, body: &str, gold: &Shingles) -> Vec<f32> {
    let whole: std::collections::HashSet<String> = body.lines().map(|l| tokens(l).join(" ")).collect();
    let flat = format!(" {} ", tokens(body).join(" "));
    let lines: Vec<Vec<String>> = page.lines.iter().map(|line| tokens(page.quote(line.span))).collect();
    let long: Vec<bool> = lines
        .iter()
        .map(|words| {
            words.len() >= 6 && words.windows(4).filter(|w| gold.contains_key(*w)).count() * 2 >= words.len() - 3
        })
        .collect();
    let first = long.iter().position(|l| *l).unwrap_or(0);
    let last = long.iter().rposition(|l| *l).unwrap_or(0);
    lines
        .iter()
        .enumerate()
        .map(|(at, words)| {
            let inside = at >= first.saturating_sub(4) && at <= last + 8;
            let near = long[at.saturating_sub(4)..(at + 5).min(long.len())].iter().any(|l| *l);
            let text = words.join(" ");
            let short = words.len() < 6 && !text.is_empty() && inside;
            let whole_line = whole.contains(&text);
            f32::from(u8::from(long[at] || (short && (whole_line || (near && flat.contains(&format!(" {text} ")))))))
        })
        .collect()
}

/// The fold of a site: all its pages are in one.
pub fn fold_of(site: &str) -> usize {
    let seed = site.bytes().fold(17u64, |h, b| h.wrapping_mul(31).wrapping_add(u64::from(b)));
    (Random(seed).next() % FOLDS as u64) as usize
}

/// For each fold, a forest that has not seen its pages.
pub fn forests_of_folds(samples: &[Sample], settings: Settings) -> Vec<Forest> {
    let folds: Vec<usize> = samples.iter().map(|sample| fold_of(&sample.site)).collect();
    (0..FOLDS).map(|fold| train(&gather(samples, |at| folds[at] != fold), settings)).collect()
}

/// Verdicts of forests trained on the other folds.
fn unseen_verdicts(samples: &[Sample], settings: Settings) -> Vec<Vec<f32>> {
    let folds: Vec<usize> = samples.iter().map(|sample| fold_of(&sample.site)).collect();
    let forests = forests_of_folds(samples, settings);
    samples.iter().zip(&folds).map(|(sample, fold)| forests[*fold].predict(&sample.features.values)).collect()
}

fn gather(samples: &[Sample], wanted: impl Fn(usize) -> bool) -> Samples {
    let mut all = Samples { width: samples[0].features.width, ..Samples::default() };
    for (_, sample) in samples.iter().enumerate().filter(|(at, _)| wanted(*at)) {
        all.rows.extend_from_slice(&sample.features.values);
        all.labels.extend_from_slice(&sample.labels);
        all.weights.extend_from_slice(&sample.weights);
    }
    all
}

fn report(samples: &[Sample], verdicts: &[Vec<f32>]) {
    for threshold in [0.3, 0.4, 0.5, 0.6] {
        let (mut precision, mut recall, mut said_pages) = (0.0, 0.0, 0usize);
        for (sample, verdicts) in samples.iter().zip(verdicts).filter(|(sample, _)| sample.whole) {
            let kept = sample.page.lines.iter().zip(verdicts).filter(|(_, p)| **p > threshold);
            let text: Vec<&str> = kept.map(|(line, _)| sample.page.quote(line.span)).collect();
            let said = shingles(&text.join("\n"));
            let hit: i32 = said.iter().map(|(k, n)| n.min(sample.gold.get(k).unwrap_or(&0))).sum();
            let (said, gold): (i32, i32) = (said.values().sum(), sample.gold.values().sum());
            if said > 0 {
                precision += f64::from(hit) / f64::from(said);
                said_pages += 1;
            }
            recall += f64::from(hit) / f64::from(gold.max(1));
        }
        let (p, r) = (precision / said_pages.max(1) as f64, recall / samples.iter().filter(|s| s.whole).count() as f64);
        println!("  unseen pages, score > {threshold}: F1 {:.4} P {p:.4} R {r:.4}", 2.0 * p * r / (p + r));
    }
}

/// Share of words judged rightly in cropped captures.
fn crop_report(samples: &[Sample], verdicts: &[Vec<f32>]) {
    let (mut right, mut all) = (0.0, 0.0);
    for (sample, verdicts) in samples.iter().zip(verdicts).filter(|(sample, _)| !sample.whole) {
        for ((label, verdict), fact) in sample.labels.iter().zip(verdicts).zip(&sample.facts) {
            let words = fact.words as f32;
            all += words;
            right += if (*verdict > 0.4) == (*label > 0.5) { words } else { 0.0 };
        }
    }
    if all > 0.0 {
        println!("  cropped captures: {:.4} of the words judged rightly", right / all);
    }
}

/// Writes pages, worst first, with each line's label and verdict where they differ or words are at stake.
fn explain(samples: &[Sample], verdicts: &[Vec<f32>], path: &Path) -> Result<()> {
    let wrong = |at: usize| -> f32 {
        let sample = &samples[at];
        let lines = sample.labels.iter().zip(&verdicts[at]).zip(&sample.weights);
        lines.map(|((label, verdict), weight)| if (*verdict > 0.4) == (*label > 0.5) { 0.0 } else { *weight }).sum()
    };
    let mut order: Vec<usize> = (0..samples.len()).collect();
    order.sort_by(|a, b| wrong(*b).total_cmp(&wrong(*a)));
    let mut text = String::new();
    for at in order.into_iter().take(120) {
        let sample = &samples[at];
        text += &format!("PAGE {} wrong {:.0}\n", sample.site, wrong(at));
        for (n, line) in sample.page.lines.iter().enumerate() {
            let (label, verdict) = (sample.labels[n], verdicts[at][n]);
            let sign = if (verdict > 0.4) == (label > 0.5) { ' ' } else { '!' };
            if label > 0.5 || verdict > 0.2 || line.words > 12 {
                let quote: String = sample.page.quote(line.span).chars().take(100).collect();
                text += &format!(
                    "{sign} {label} {verdict:.2} {:?} {quote}\n",
                    sample.page.blocks.get(line.block as usize).map(|b| b.tag)
                );
            }
        }
    }
    std::fs::write(path, text)?;
    Ok(())
}

fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).map(str::to_string).collect()
}

/// The runs of a text.
pub fn shingles(text: &str) -> Shingles {
    let words = tokens(text);
    let mut counts = Shingles::default();
    if !words.is_empty() {
        for run in words.windows(4.min(words.len())) {
            *counts.entry(run.to_vec()).or_default() += 1;
        }
    }
    counts
}
