//! Labelled articles, read again: which candidates are positions.
//!
//! In: a folder with `gold.jsonl`, `captures.csv` and pages. Out: [`Article`]s: what is seen of each candidate, and which labels it may meet. A row that
//! two readers may leave out, and a candidate of a told pair elsewhere in the article, teach nothing either way.

use anyhow::{Context, Result};
use attache::input::find_captures;
use attache_language::Token;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::people::parties::find_parties;
use attache_pipeline::people::spelling::fold;
use attache_pipeline::positions::ladder::Rung;
use attache_pipeline::positions::link::candidates::{ByRule, Trigger, find_candidates};
use attache_pipeline::positions::link::features::{Hashes, Scene, hash};
use attache_pipeline::positions::link::look::Look;
use attache_pipeline::positions::link::sides::Side;
use attache_pipeline::positions::link::standing::{Near, Parties, Triple};
use attache_pipeline::positions::link::triggers::Strength;
use attache_pipeline::read::{Layers, Reader, cast_of};
use attache_pipeline::reference::{Holders, Party};
use attache_pipeline::span::Span;
use attache_pipeline::statements::statement_at;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::ops::Range;
use std::path::Path;

/// A labelled article.
pub struct Article {
    /// Which matter it tells: articles of one story are never parted between learning and measuring. Single lines tell none.
    pub story: Option<String>,
    /// Number of the folder it is from.
    pub set: usize,
    /// Its capture.
    pub source: Source,
    /// All candidates.
    pub candidates: Vec<Candidate>,
    /// For each word an act can hang on: what is seen of how it is put.
    pub modalities: Vec<Vec<u32>>,
    /// What is seen of rungs.
    pub rungs: Vec<Vec<u32>>,
    /// What it says.
    pub labels: Vec<Label>,
    /// Its parts, where a capture holds several articles.
    pub parts: Vec<Part>,
}

/// Numbers of the sets that are in no fold: nothing is measured on what was made for learning.
pub const MADE_LINES: usize = usize::MAX;
pub const MADE_ARTICLES: usize = usize::MAX - 1;

impl Article {
    /// Its fold of so many, by its story; none of what was made for learning.
    pub fn fold(&self, folds: u32) -> Option<u32> {
        let measured = self.set < MADE_ARTICLES;
        self.story.as_ref().filter(|_| measured).map(|story| hash("story", &[story]) % folds)
    }

    /// What each of its candidates counts, beside what was made for learning, of which there is most: reports and real news are what is to be read.
    pub fn counts(&self) -> f64 {
        match self.set {
            0 => 2.0,
            MADE_ARTICLES => 0.7,
            MADE_LINES => 0.5,
            _ => 3.0,
        }
    }
}

/// One article of a capture.
pub struct Part {
    /// Its candidates, by their numbers.
    pub candidates: Range<usize>,
    /// Its parties by the keys of labels.
    pub parties: Vec<String>,
    /// What rules tell, each with its word as a token.
    pub by_rules: Vec<(Triple, usize)>,
    /// Tokens.
    pub length: usize,
}

/// A capture, to read it again.
pub struct Source {
    pub bytes: Vec<u8>,
    pub media_type: MediaType,
    pub known: Known,
}

/// Two parties at a word.
pub struct Candidate {
    /// What is seen of them.
    pub seen: Vec<u32>,
    /// Number of the word among the article's.
    pub trigger: usize,
    /// Number of what is seen of its rung.
    pub rung: usize,
    /// What it can be, with what words and rules count for it.
    pub rungs: Vec<(Rung, f32)>,
    /// The two, among the parties of its part.
    pub parties: (usize, usize),
    /// The word, as a token, and the number of its class.
    pub word: (usize, usize),
    /// How the two come there.
    pub near: Near,
    /// Labels of these parties on a rung of this class are told somewhere.
    pub open: bool,
}

/// A row of the labels.
pub struct Label {
    /// Who holds.
    pub holder: String,
    /// Toward whom.
    pub toward: String,
    /// Where.
    pub rung: Rung,
    /// How it is put.
    pub modality: Option<ModalityKind>,
    /// Whether two readers may differ.
    pub optional: bool,
    /// Candidates at the label's words, each with how likely it is the one meant before anything is learned; less is likelier.
    pub fits: Vec<(usize, usize)>,
    /// The words, for people.
    pub evidence: String,
}

#[derive(Deserialize)]
struct Row {
    file: String,
    story: Option<String>,
    id: String,
    positions: Vec<LabelRow>,
}

#[derive(Deserialize)]
struct LabelRow {
    holder: String,
    toward: String,
    rung: String,
    modality: String,
    evidence: Option<String>,
    #[serde(default)]
    optional: bool,
}

#[derive(Deserialize)]
struct Item {
    id: String,
    text: String,
    positions: Vec<LabelRow>,
}

/// Reads the labelled texts of a file, one a line; articles are each a story of its own.
pub fn read_items(file: &Path, set: usize, reader: &Reader) -> Result<Vec<Article>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut articles = Vec::new();
    for (line, row) in text.lines().enumerate() {
        let item: Item = serde_json::from_str(row).with_context(|| format!("{} line {}", file.display(), line + 1))?;
        let story = (set == MADE_ARTICLES).then_some(item.id);
        let (bytes, media_type, known) = (item.text.into_bytes(), MediaType::Text, Known::default());
        articles.push(article_of(Source { bytes, media_type, known }, story, set, &item.positions, reader));
    }
    Ok(articles)
}

/// Reads a folder of labelled articles.
pub fn read(folder: &Path, set: usize, reader: &Reader) -> Result<Vec<Article>> {
    let gold = folder.join("gold.jsonl");
    let text = std::fs::read_to_string(&gold).with_context(|| format!("cannot read {}", gold.display()))?;
    let rows: Vec<Row> =
        text.lines().map(serde_json::from_str).collect::<Result<_, _>>().context("a line of gold.jsonl")?;
    let paths: Vec<_> = rows.iter().map(|row| folder.join(&row.file)).collect();
    let captures = find_captures(&paths, Some(&folder.join("captures.csv")), false)?;
    let mut articles = Vec::new();
    for (row, path) in rows.iter().zip(&paths) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let capture = captures.iter().find(|capture| capture.path().ends_with(&name));
        let capture = capture.with_context(|| format!("no capture {name}"))?;
        let bytes = capture.bytes()?.to_vec();
        let (media_type, known) = (capture.media_type_of(&bytes), capture.known());
        let story = row.story.clone().unwrap_or_else(|| row.id.clone());
        articles.push(article_of(Source { bytes, media_type, known }, Some(story), set, &row.positions, reader));
    }
    Ok(articles)
}

fn article_of(source: Source, story: Option<String>, set: usize, rows: &[LabelRow], reader: &Reader) -> Article {
    let labels = rows.iter().filter_map(|row| known(row, reader)).collect();
    let reading = reader.read(&source.bytes, source.media_type, source.known.clone());
    let (candidates, modalities, rungs, parts) = (vec![], vec![], vec![], vec![]);
    let mut article = Article { story, set, source, candidates, modalities, rungs, labels, parts };
    for layers in &reading.layers {
        take(layers, &reading.page.text, reader, &mut article);
    }
    article
}

fn known(label: &LabelRow, reader: &Reader) -> Option<Label> {
    let party = |name: &str| party_key(name, reader);
    Some(Label {
        holder: party(&label.holder),
        toward: party(&label.toward),
        rung: Rung::from_name(&label.rung)?,
        modality: ModalityKind::from_name(&label.modality),
        optional: label.optional,
        fits: Vec::new(),
        evidence: label.evidence.clone().unwrap_or_default(),
    })
}

/// The key of a party by its name in the labels.
pub fn party_key(name: &str, reader: &Reader) -> String {
    if name == "*" {
        return name.to_string();
    }
    let mention = find_parties(name, &reader.lexicons.gazetteer).into_iter().next();
    let whole = mention.filter(|mention| mention.span.len() + 6 >= name.len());
    whole.map_or_else(|| name.to_lowercase(), |mention| key(&Party::Known(mention.party), reader))
}

/// A group that governs a state is that state.
pub fn key(party: &Party, reader: &Reader) -> String {
    match party {
        Party::Known(at) => {
            let id = reader.lexicons.gazetteer.parties[*at].id.clone();
            reader.lexicons.governments.governed_by(&id, None).map_or(id.clone(), str::to_string)
        }
        Party::Group(name) | Party::Named(name) => name.to_lowercase(),
        Party::Everyone => "*".into(),
    }
}

/// The key of a party in an article with labels. Whoever the page names in short is who a label names in full: "Guaido" is Juan Guaidó.
pub fn key_among(party: &Party, labels: &[Label], reader: &Reader) -> String {
    let (Party::Group(name) | Party::Named(name)) = party else { return key(party, reader) };
    let words = |name: &str| name.split_whitespace().map(fold).collect::<Vec<String>>();
    let own = words(name);
    let in_full = |other: &&String| {
        let other = words(other);
        own.last() == other.last() && own.iter().all(|word| other.contains(word))
    };
    let named = labels.iter().flat_map(|label| [&label.holder, &label.toward]);
    named.filter(in_full).max_by_key(|name| name.len()).cloned().unwrap_or_else(|| key(party, reader))
}

fn take(layers: &Layers, text: &str, reader: &Reader, article: &mut Article) {
    let Some(document) = layers.document.as_ref().filter(|document| document.has_syntax()) else { return };
    let lexicons = &reader.lexicons;
    let cast = cast_of(document, &layers.people, &layers.parties, lexicons);
    let speaker_at = |token: Token<'_>| statement_at(&layers.statements, token)?.speaker.as_ref();
    let holders = Holders { cast: &cast, nouns: &lexicons.party_nouns, speaker_at: &speaker_at };
    let triggers = &lexicons.link.triggers;
    let by_rules = layers.positions.iter().filter(|position| !position.is_by_link());
    let candidates = find_candidates(&holders, triggers, by_rules.map(ByRule::of).collect());
    let scene = Scene {
        document,
        gazetteer: &lexicons.gazetteer,
        nouns: &lexicons.party_nouns,
        modalities: &lexicons.modality,
        candidates: &candidates,
        classes: &triggers.classes,
    };
    let places: Vec<Option<Span>> = article.labels.iter().map(|label| place_of(label, text)).collect();
    let sentences: Vec<Option<usize>> = places
        .iter()
        .map(|place| {
            let tokens = document.tokens_in((*place)?.into());
            (!tokens.is_empty()).then(|| document.token(tokens.start).sentence())
        })
        .collect();
    let mut parties = Parties::default();
    let first = article.candidates.len();
    for trigger in &candidates.triggers {
        let Some(look) = Look::at(&scene, trigger) else { continue };
        let (class, class_number) = (&triggers.classes[trigger.class], trigger.class);
        article.modalities.push(look.see_modality());
        let mut of_rung: FxHashMap<usize, usize> = FxHashMap::default();
        let keys: Vec<String> = look.sides.iter().map(|side| key_among(&side.party, &article.labels, reader)).collect();
        let word = document.token(trigger.token);
        for pair in look.pairs() {
            let (h, t) = (pair.0[0], pair.1[0]);
            if keys[h] == keys[t] {
                continue;
            }
            let mut seen = Hashes::default();
            look.see_pair(pair, &mut seen);
            let rung = *of_rung.entry(t).or_insert_with(|| {
                article.rungs.push(look.see_rung(pair.1));
                article.rungs.len() - 1
            });
            let number = article.candidates.len();
            let mut open = false;
            for ((label, place), sentence) in article.labels.iter_mut().zip(&places).zip(&sentences) {
                if label.holder != keys[h] || label.toward != keys[t] || !class.rungs.contains(&label.rung) {
                    continue;
                }
                open = true;
                let inside = place.is_some_and(|place| place.contains(word.bytes()));
                if inside || *sentence == Some(word.sentence()) {
                    let (holder, toward) = (&look.sides[h], &look.sides[t]);
                    let cost = likelihood(holder, toward, trigger) + if inside { 0 } else { 200 };
                    label.fits.push((cost, number));
                }
            }
            let (seen, trigger) = (seen.unique(), article.modalities.len() - 1);
            let rungs = class.rungs.iter().map(|rung| (*rung, look.bonus(*rung, pair))).collect();
            let both = (&look.sides[h].party, &look.sides[t].party);
            let (parties, near) = ((parties.number(both.0), parties.number(both.1)), look.near(pair));
            let word = (word.index, class_number);
            article.candidates.push(Candidate { seen, trigger, rung, rungs, parties, word, near, open });
        }
    }
    let by_rules = parties.number_rules(candidates.by_rules(), triggers);
    let keys = parties.all().iter().map(|party| key_among(party, &article.labels, reader)).collect();
    let candidates = first..article.candidates.len();
    article.parts.push(Part { candidates, parties: keys, by_rules, length: document.len() });
    for label in &mut article.labels {
        label.fits.sort_unstable();
    }
}

/// The nearest, named, at a plain word: less is likelier.
fn likelihood(holder: &Side, toward: &Side, trigger: &Trigger) -> usize {
    holder.cost(trigger) + toward.cost(trigger) + if trigger.strength == Strength::Strong { 0 } else { 60 }
}

fn place_of(label: &Label, text: &str) -> Option<Span> {
    let start = text.find(&label.evidence).filter(|_| !label.evidence.is_empty())?;
    Some(Span::new(start, start + label.evidence.len()))
}
