//! `cargo xtask train-positions [--also DIR]… [--without-fold K] [--out DIR] [--score]`: makes the weights of the learned link.
//!
//! In: the labelled texts of `training/` (reports, and articles and short texts made for learning), and of other folders named. Out: `positions/link.weights`. The
//! same texts give the same weights, byte for byte.
//!
//! Folds are by story: an article is in the fold its story's name hashes to, of five. `--score` reads each fold by weights that have not seen it.

mod gold;
mod learn;
mod references;
mod score;
mod standing;

use anyhow::{Context, Result};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::positions::ladder::Rung;
use attache_pipeline::positions::link::weights::{Model, Weights};
use attache_pipeline::read::Reader;
use gold::{Article, Candidate, Label};
use learn::{Settings, learn};
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// Folds by story.
pub const FOLDS: u32 = 5;

/// What is asked for.
#[derive(Default)]
pub struct Request {
    /// Folders of labelled articles beside those of `training/`.
    pub also: Vec<PathBuf>,
    /// The fold to leave out.
    pub without: Option<u32>,
    /// Whether to read each fold by weights that have not seen it, and print how well.
    pub score: bool,
    /// Where the weights go: a folder like `lexicons/`.
    pub out: PathBuf,
}

/// Makes the weights and writes them; with `score`, those of each fold, under `out/foldK`.
pub fn run(request: &Request) -> Result<()> {
    let mut reader = reader()?;
    let articles = read_all(request, &reader)?;
    if !request.score {
        let kept: Vec<&Article> = outside(&articles, request.without).collect();
        return write(&make(&kept), &request.out);
    }
    let mut told = Vec::new();
    reader.least_score = score::LEAST[0];
    for fold in 0..FOLDS {
        let kept: Vec<&Article> = outside(&articles, Some(fold)).collect();
        let weights = make(&kept);
        write(&weights, &request.out.join(format!("fold{fold}")))?;
        let unseen = articles.iter().filter(|article| article.fold(FOLDS) == Some(fold));
        reader.lexicons.link.weights = weights;
        told.extend(unseen.map(|article| score::tell(article, fold, &reader)));
    }
    score::print(&told, 1 + request.also.len());
    Ok(())
}

/// Reads by rules alone: what is learned would otherwise be learned from itself.
fn reader() -> Result<Reader> {
    let mut reader = Reader::new(Lexicons::embedded()).with_language(attache::models::pipeline()?);
    reader.lexicons.link.weights = Weights::default();
    Ok(reader)
}

/// Set 0: the reports of `training/`; then each folder named; last what was made for learning, which is in no fold.
fn read_all(request: &Request, reader: &Reader) -> Result<Vec<Article>> {
    let training = Path::new("training");
    let mut articles = gold::read(&training.join("reports"), 0, reader)?;
    for (number, folder) in request.also.iter().enumerate() {
        articles.extend(gold::read(folder, number + 1, reader)?);
    }
    for (folder, set) in [("articles", gold::MADE_ARTICLES), ("items", gold::MADE_LINES)] {
        for file in lines_of(&training.join(folder))? {
            articles.extend(gold::read_items(&file, set, reader)?);
        }
    }
    let firm = || articles.iter().flat_map(|article| &article.labels).filter(|label| !label.optional);
    let met = firm().filter(|label| !label.fits.is_empty()).count();
    let candidates: usize = articles.iter().map(|article| article.candidates.len()).sum();
    println!("{} texts, {candidates} candidates; {met} of {} labels have one", articles.len(), firm().count());
    Ok(articles)
}

/// The files of a folder that hold a text a line, by name.
fn lines_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|end| end == "jsonl"));
    files.sort();
    Ok(files)
}

fn outside(articles: &[Article], fold: Option<u32>) -> impl Iterator<Item = &Article> {
    articles.iter().filter(move |article| fold.is_none() || article.fold(FOLDS) != fold)
}

fn write(weights: &Weights, out: &Path) -> Result<()> {
    let file = out.join("positions/link.weights");
    std::fs::create_dir_all(out.join("positions"))?;
    let text = weights.write();
    println!("{}: {} bytes", file.display(), text.len());
    std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))
}

/// Scores how references are resolved.
pub fn score_references(folder: &Path, detail: Option<&str>) -> Result<()> {
    references::score(folder, detail, &reader()?)
}

/// Features of a pair seen in fewer articles are left out: one story's words.
const LEAST_SPREAD: usize = 6;
/// Fewer bits of what a rung or modality is seen by.
const LEAST_SEEN: usize = 3;

/// All models: the three in a row, and the forest, which is learned from what those three tell of articles they have not seen.
fn make(articles: &[&Article]) -> Weights {
    let standing = standing::learn(articles, make_row);
    Weights { standing, ..make_row(articles) }
}

/// The three models in a row.
fn make_row(articles: &[&Article]) -> Weights {
    let pair = learn_pairs(articles);
    let firm: Vec<(&Article, &Label, &Candidate)> = articles.iter().flat_map(|article| chosen(article)).collect();
    let mut weights = Weights { pair, ..Weights::default() };
    let rungs: Vec<(&[u32], &Candidate, Rung)> = firm
        .iter()
        .filter(|(_, _, at)| at.rungs.len() > 1)
        .map(|(article, label, at)| (article.rungs[at.rung].as_slice(), *at, label.rung))
        .collect();
    let seen = often(rungs.iter().map(|(seen, _, _)| *seen));
    for rung in Rung::ALL {
        let of_class = rungs.iter().filter(|(_, at, _)| at.rungs.iter().any(|(other, _)| other == rung));
        let examples: Vec<(Vec<u32>, bool, f64)> =
            of_class.map(|(row, _, told)| (kept(row, &seen), told == rung, 1.0)).collect();
        if let Some(model) = learn_one(&examples) {
            weights.rungs.insert(*rung, model);
        }
    }
    // News puts an act in other ways than texts that were made to show all of them.
    let moods: Vec<(&[u32], ModalityKind, f64)> = firm
        .iter()
        .filter_map(|(article, label, at)| {
            Some((article.modalities[at.trigger].as_slice(), label.modality?, article.counts()))
        })
        .collect();
    let seen = often(moods.iter().map(|(seen, ..)| *seen));
    for kind in ModalityKind::ALL {
        let examples: Vec<(Vec<u32>, bool, f64)> =
            moods.iter().map(|(row, told, counts)| (kept(row, &seen), told == kind, *counts)).collect();
        weights.modalities.extend(learn_one(&examples).map(|model| (*kind, model)));
    }
    weights
}

/// The firm labels of an article with the likeliest of the candidates at their words.
fn chosen(article: &Article) -> impl Iterator<Item = (&Article, &Label, &Candidate)> {
    let firm = article.labels.iter().filter(|label| !label.optional);
    firm.filter_map(move |label| Some((article, label, &article.candidates[label.fits.first()?.1])))
}

fn learn_pairs(articles: &[&Article]) -> Model {
    let spread = spread_of(articles);
    let mut examples: Vec<(Vec<u32>, bool, f64)> = Vec::new();
    for article in articles {
        let counts = article.counts();
        let firm = article.labels.iter().filter(|label| !label.optional);
        let told: Vec<usize> = firm.filter_map(|label| Some(label.fits.first()?.1)).collect();
        for (at, candidate) in article.candidates.iter().enumerate() {
            if told.contains(&at) || !candidate.open {
                let seen = candidate.seen.iter().copied().filter(|feature| spread[feature] >= LEAST_SPREAD);
                examples.push((seen.collect(), told.contains(&at), counts));
            }
        }
    }
    let rows: Vec<(&[u32], bool, f64)> =
        examples.iter().map(|(seen, told, counts)| (seen.as_slice(), *told, *counts)).collect();
    learn(&rows, &Settings::of_pairs())
}

fn learn_one(examples: &[(Vec<u32>, bool, f64)]) -> Option<Model> {
    let rows: Vec<(&[u32], bool, f64)> =
        examples.iter().map(|(seen, told, counts)| (seen.as_slice(), *told, *counts)).collect();
    rows.iter().any(|(_, told, _)| *told).then(|| learn(&rows, &Settings::of_few()))
}

/// How often each feature is seen.
fn often<'r>(rows: impl Iterator<Item = &'r [u32]>) -> FxHashMap<u32, usize> {
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    rows.flatten().for_each(|feature| *counts.entry(*feature).or_default() += 1);
    counts
}

fn kept(row: &[u32], seen: &FxHashMap<u32, usize>) -> Vec<u32> {
    row.iter().copied().filter(|feature| seen[feature] >= LEAST_SEEN).collect()
}

/// In how many articles each feature is seen.
fn spread_of(articles: &[&Article]) -> FxHashMap<u32, usize> {
    let mut spread: FxHashMap<u32, usize> = FxHashMap::default();
    for article in articles {
        let mut seen: Vec<u32> = article.candidates.iter().flat_map(|at| at.seen.iter().copied()).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.into_iter().for_each(|feature| *spread.entry(feature).or_default() += 1);
    }
    spread
}
