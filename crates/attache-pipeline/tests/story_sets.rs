//! Stories and origins over the written sets of `corpus/stories/`: short reports of the same days and capitals, beside a TF-IDF clustering in the same run.
//!
//! The figures are printed (`cargo test --test story_sets -- --nocapture`). The clustering's threshold is tuned on `dev/`, as are the constants of `stories/`; `unread/` was not looked at.

// A broken set must fail loudly, and figures are what this is run for.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::people::gazetteer::Gazetteer;
use attache_pipeline::people::parties::find_parties;
use attache_pipeline::stories::words::hash_word;
use attache_pipeline::stories::{StoryWords, Telling, Tellings, find_origins, find_stories};
use std::collections::BTreeMap;
use std::path::Path;

/// A report of a set, with what is right of it.
struct Report {
    story: String,
    outlet: String,
    day: String,
    wire: Option<String>,
    title: String,
    paragraphs: Vec<String>,
}

/// The reports of a folder of `corpus/stories/`, by file.
fn read_set(name: &str) -> Vec<Report> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/stories").join(name);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut reports = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for report in format!("\n{text}").split("\n@ ").skip(1) {
            let mut lines = report.lines();
            let head: Vec<&str> = lines.next().unwrap().split(" | ").collect();
            let title = lines.next().unwrap().to_string();
            reports.push(Report {
                story: file.file_stem().unwrap().to_string_lossy().into_owned(),
                outlet: head[0].to_string(),
                day: head[1].to_string(),
                wire: head.get(2).map(ToString::to_string),
                title,
                paragraphs: lines.filter(|line| !line.is_empty()).map(str::to_string).collect(),
            });
        }
    }
    reports
}

/// The parties of each report, by id.
fn parties_of(reports: &[Report], gazetteer: &Gazetteer) -> Vec<Vec<String>> {
    let ids = |text: &String| {
        let mentions = find_parties(text, gazetteer);
        mentions.into_iter().map(|mention| gazetteer.parties[mention.party].id.clone()).collect::<Vec<_>>()
    };
    reports
        .iter()
        .map(|report| std::iter::once(&report.title).chain(&report.paragraphs).flat_map(ids).collect())
        .collect()
}

/// B-cubed F1 of groups, 0-1 (Bagga and Baldwin 1998).
fn score(reports: &[Report], groups: &[usize]) -> f64 {
    let count = reports.len();
    let (mut precision, mut recall) = (0.0, 0.0);
    for one in 0..count {
        let same_story = (0..count).filter(|other| reports[one].story == reports[*other].story);
        let same_group = (0..count).filter(|other| groups[one] == groups[*other]).count() as f64;
        let both = same_story.clone().filter(|other| groups[one] == groups[*other]).count() as f64;
        precision += both / same_group;
        recall += both / same_story.count() as f64;
    }
    2.0 * precision * recall / (precision + recall) / count as f64
}

/// Vectors of `(1 + ln tf) ln ((1 + n) / (1 + df))`, of length 1.
fn weigh(reports: &[Report], common: &StoryWords) -> Vec<BTreeMap<String, f64>> {
    let count = |report: &Report| {
        let mut counts: BTreeMap<String, f64> = BTreeMap::new();
        for text in std::iter::once(&report.title).chain(&report.paragraphs) {
            let lower = text.to_lowercase();
            let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.chars().count() > 1);
            words.filter(|word| !common.is_function_word(hash_word(word))).for_each(|word| {
                *counts.entry(word.to_string()).or_default() += 1.0;
            });
        }
        counts
    };
    let mut vectors: Vec<BTreeMap<String, f64>> = reports.iter().map(count).collect();
    let mut spread: BTreeMap<String, f64> = BTreeMap::new();
    vectors.iter().flat_map(BTreeMap::keys).for_each(|word| *spread.entry(word.clone()).or_default() += 1.0);
    for vector in &mut vectors {
        for (word, weight) in vector.iter_mut() {
            *weight = (1.0 + weight.ln()) * ((1.0 + reports.len() as f64) / (1.0 + spread[word])).ln();
        }
        let length = vector.values().map(|weight| weight * weight).sum::<f64>().sqrt();
        vector.values_mut().for_each(|weight| *weight /= length.max(1e-9));
    }
    vectors
}

fn multiply(one: &BTreeMap<String, f64>, other: &BTreeMap<String, f64>) -> f64 {
    one.iter().filter_map(|(word, weight)| Some(weight * other.get(word)?)).sum()
}

/// Average linkage: the two groups that are most alike are joined while they reach the threshold.
fn link(vectors: &[BTreeMap<String, f64>], threshold: f64) -> Vec<usize> {
    let mut likeness: Vec<Vec<f64>> =
        vectors.iter().map(|one| vectors.iter().map(|other| multiply(one, other)).collect()).collect();
    let mut group: Vec<usize> = (0..vectors.len()).collect();
    let mut size = vec![1.0; vectors.len()];
    let mut live = group.clone();
    loop {
        let pairs =
            live.iter().flat_map(|one| live.iter().filter(move |other| one < other).map(move |other| (*one, *other)));
        let best = pairs.max_by(|a, b| likeness[a.0][a.1].total_cmp(&likeness[b.0][b.1]));
        let Some((one, other)) = best.filter(|(one, other)| likeness[*one][*other] >= threshold) else { return group };
        for third in &live {
            let mean =
                (likeness[one][*third] * size[one] + likeness[other][*third] * size[other]) / (size[one] + size[other]);
            (likeness[one][*third], likeness[*third][one]) = (mean, mean);
        }
        size[one] += size[other];
        live.retain(|left| *left != other);
        group.iter_mut().filter(|group| **group == other).for_each(|group| *group = one);
    }
}

/// Single pass: each goes to the nearest centroid that reaches the threshold.
fn pass(vectors: &[BTreeMap<String, f64>], threshold: f64) -> Vec<usize> {
    let mut centroids: Vec<BTreeMap<String, f64>> = Vec::new();
    let mut groups = Vec::new();
    for vector in vectors {
        let near = |centroid: &BTreeMap<String, f64>| multiply(centroid, vector) / multiply(centroid, centroid).sqrt();
        let best = (0..centroids.len()).max_by(|a, b| near(&centroids[*a]).total_cmp(&near(&centroids[*b])));
        let at = best.filter(|at| near(&centroids[*at]) >= threshold).unwrap_or_else(|| {
            centroids.push(BTreeMap::new());
            centroids.len() - 1
        });
        vector.iter().for_each(|(word, weight)| *centroids[at].entry(word.clone()).or_default() += weight);
        groups.push(at);
    }
    groups
}

type Clustering = fn(&[BTreeMap<String, f64>], f64) -> Vec<usize>;

/// The best threshold of a clustering on a set.
fn tune(vectors: &[BTreeMap<String, f64>], reports: &[Report], clustering: Clustering) -> f64 {
    let thresholds = (2..40).map(|step| f64::from(step) / 100.0);
    thresholds
        .max_by(|a, b| score(reports, &clustering(vectors, *a)).total_cmp(&score(reports, &clustering(vectors, *b))))
        .unwrap()
}

/// Pairs with an origin in common: found and right, found, right.
fn count_kin(reports: &[Report], tellings: &Tellings<'_>) -> (usize, usize, usize) {
    let origins = find_origins(tellings).origins;
    let mut counts = (0, 0, 0);
    for one in 0..reports.len() {
        for other in one + 1..reports.len() {
            let found = origins[one].iter().any(|id| origins[other].contains(id));
            let right = reports[one].wire.is_some() && reports[one].wire == reports[other].wire;
            counts.0 += usize::from(found && right);
            counts.1 += usize::from(found);
            counts.2 += usize::from(right);
        }
    }
    counts
}

#[test]
fn stories_are_told_apart_as_well_as_by_clustering() {
    let lexicons = Lexicons::embedded();
    let common = &lexicons.story_words;
    let dev = read_set("dev");
    let dev_vectors = weigh(&dev, common);
    let (linking, passing) = (tune(&dev_vectors, &dev, link), tune(&dev_vectors, &dev, pass));
    for name in ["dev", "unread"] {
        let reports = read_set(name);
        assert_eq!(reports.len(), 60);
        let parties = parties_of(&reports, &lexicons.gazetteer);
        // With what a page tells, and as bare text.
        for is_page in [true, false] {
            let telling =
                |(report, parties): (&'_ Report, &'_ Vec<String>)| -> (Vec<String>, Option<jiff::civil::Date>) {
                    (if is_page { parties.clone() } else { Vec::new() }, report.day.parse().ok().filter(|_| is_page))
                };
            let known: Vec<_> = reports.iter().zip(&parties).map(telling).collect();
            let tellings: Vec<Telling<'_>> = reports
                .iter()
                .zip(&known)
                .map(|(report, (parties, published))| Telling {
                    title: Some(&report.title),
                    paragraphs: report.paragraphs.iter().map(String::as_str).collect(),
                    parties: parties.iter().map(String::as_str).collect(),
                    published: *published,
                    outlet: is_page.then_some(report.outlet.as_str()),
                    credits: Vec::new(),
                })
                .collect();
            let read = Tellings::read(&tellings, common);
            let ours = score(&reports, &find_stories(&read, common).story_of);
            let vectors = weigh(&reports, common);
            let linked = score(&reports, &link(&vectors, linking));
            let passed = score(&reports, &pass(&vectors, passing));
            let kin = count_kin(&reports, &read);
            println!(
                "{name}, {}: B-cubed F1 {ours:.3}; average linkage {linked:.3}, single pass {passed:.3}; kin pairs right {} of {} found, {} in all",
                if is_page { "pages" } else { "bare text" },
                kin.0,
                kin.1,
                kin.2
            );
            assert!(ours >= linked.max(passed) && ours >= 0.94, "{name}");
            assert_eq!((kin.0, kin.1), (kin.2, kin.2), "{name}");
        }
    }
}
