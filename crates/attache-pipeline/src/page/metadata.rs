//! What a page claims of itself outside its text.
//!
//! In: the tree of an HTML page. Out: [`Value`]s: a field, its text, and who claims it. `<meta property="og:title"
//! content="Embassy stays">` is a title by Open Graph.
//!
//! Nothing is believed here. The article stage weighs the claims against one another and against the visible page.

pub mod linked_data;
pub mod marked_up;

use super::html::{Kind, NodeId, Tag, Tree};
use super::lexicon::PageLexicon;
use crate::span::{Note, Span};
pub use marked_up::claims;

/// What a value is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Field {
    Title,
    Author,
    /// An organisation that linked data names as the author.
    Newsroom,
    Outlet,
    Published,
    Modified,
    Language,
    Url,
    Description,
    /// The article's whole text, as JSON-LD gives it.
    Body,
    /// What linked data says the article is: "NewsArticle".
    Kind,
}

impl Field {
    /// Whether the value has a line of its own in the rendering.
    pub fn is_printed(self) -> bool {
        matches!(
            self,
            Field::Title | Field::Author | Field::Newsroom | Field::Outlet | Field::Published | Field::Modified
        )
    }

    fn named(name: &str) -> Option<Field> {
        Some(match name {
            "title" => Field::Title,
            "author" => Field::Author,
            "outlet" => Field::Outlet,
            "published" => Field::Published,
            "modified" => Field::Modified,
            "language" => Field::Language,
            "url" => Field::Url,
            "description" => Field::Description,
            _ => return None,
        })
    }
}

/// Who claims a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Provenance {
    /// JSON-LD, of the article itself.
    LinkedData,
    /// JSON-LD, of the page the article stands on.
    LinkedDataPage,
    /// Open Graph and its kin (`og:`, `article:`, `twitter:`).
    OpenGraph,
    /// Other `<meta name>`.
    Meta,
    /// Dublin Core.
    DublinCore,
    /// Microdata and RDFa attributes (`itemprop`).
    Microdata,
    /// The `<title>` element.
    TitleElement,
    /// A `<time>` element.
    TimeElement,
    /// A `data-` attribute that holds a time: `data-published="1594512000"`.
    DataAttribute,
    /// `<link rel=canonical>` and the like.
    Link,
    /// `rel=author`.
    RelAuthor,
    /// An element whose class says byline or author.
    ClassName,
}

impl Provenance {
    /// The short name users see.
    pub fn name(self) -> &'static str {
        match self {
            Provenance::LinkedData => "json-ld",
            Provenance::LinkedDataPage => "json-ld page",
            Provenance::OpenGraph => "open graph",
            Provenance::Meta => "meta",
            Provenance::DublinCore => "dublin core",
            Provenance::Microdata => "microdata",
            Provenance::TitleElement => "title element",
            Provenance::TimeElement => "time element",
            Provenance::DataAttribute => "data attribute",
            Provenance::Link => "link element",
            Provenance::RelAuthor => "rel=author",
            Provenance::ClassName => "class name",
        }
    }
}

/// A claimed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What it is about.
    pub field: Field,
    /// Where the page claims it: in linked data, a meta element, its markup.
    pub from: Provenance,
    /// The value, white space collapsed.
    pub text: String,
    /// Where it stands in the page's text, once rendered.
    pub span: Option<Span>,
    /// The line an element with the value stands on; `None` for metadata.
    pub line: Option<u32>,
    /// Whether it was longer.
    pub cut: bool,
}

/// Longer values are cut here, in characters: a title is not a chapter.
pub const LONGEST: usize = 400;
/// Values beyond these are not taken, of the head and again with those of linked data: real pages have fewer than 50.
const MOST: usize = 200;

impl Value {
    /// A value without a place yet; `None` if it is empty.
    pub fn new(field: Field, from: Provenance, text: &str) -> Option<Value> {
        let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let end = if field == Field::Body { None } else { text.char_indices().nth(LONGEST) };
        if let Some((end, _)) = end {
            text.truncate(end);
        }
        (!text.is_empty()).then_some(Value { field, from, text, span: None, line: None, cut: end.is_some() })
    }
}

/// The claims of the page's head and of its linked data, each once, in order of the page; what was left out is noted. Linear.
pub fn collect(tree: &Tree, lexicon: &PageLexicon, notes: &mut Vec<Note>) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    let mut scripts = Vec::new();
    let mut title_seen = false;
    let mut labels: Vec<(String, String)> = Vec::new();
    for id in 1..tree.nodes.len() as NodeId {
        let Kind::Element { tag, .. } = tree.nodes[id as usize].kind else { continue };
        match tag {
            Tag::Title if !title_seen && !in_svg(tree, id) => {
                title_seen = true;
                values.extend(Value::new(Field::Title, Provenance::TitleElement, &tree.text(id)));
            }
            Tag::Html => {
                values.extend(tree.attribute(id, "lang").and_then(|v| Value::new(Field::Language, Provenance::Link, v)))
            }
            Tag::Meta => {
                let name =
                    ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|key| tree.attribute(id, key));
                let (Some(name), Some(content)) = (name, tree.attribute(id, "content")) else { continue };
                let name = name.trim().to_ascii_lowercase();
                let content = htmlize::unescape(content);
                if name.starts_with("twitter:label") || name.starts_with("twitter:data") {
                    labels.push((name, content.to_string()));
                } else if let Some(&(field, from)) = lexicon.metadata_names.get(&name) {
                    values.extend(Value::new(field, from, &content));
                } else if is_publishing(&name) {
                    values.extend(Value::new(Field::Published, Provenance::Meta, &content));
                }
            }
            Tag::Link if tree.attribute(id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                values.extend(
                    tree.attribute(id, "href")
                        .and_then(|v| Value::new(Field::Url, Provenance::Link, &htmlize::unescape(v))),
                );
            }
            Tag::Script if tree.attribute(id, "type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json")) => {
                scripts.push(tree.raw_text(id));
            }
            _ => {}
        }
    }
    values.extend(written_by(&labels));
    let mut left_out = false;
    let mut values = dedupe(values, &mut left_out);
    let titles: Vec<String> = values.iter().filter(|v| v.field == Field::Title).map(|v| v.text.clone()).collect();
    let linked = linked_data::read(&scripts, &titles);
    notes.extend(linked.notes);
    values.extend(linked.values);
    let values = dedupe(values, &mut left_out);
    if left_out {
        notes.push(Note::on_page(format!("only the first {MOST} different values of the page's metadata were read")));
    }
    values
}

/// Whether a name that no list has says "day of publication": `w-published-date`, `article.publishedAt`.
fn is_publishing(name: &str) -> bool {
    name.find("publish").is_some_and(|at| {
        let rest = name[at + "publish".len()..].trim_start_matches("ed").trim_start_matches(['-', '_', '.', ':']);
        ["date", "time", "at", "on"].iter().any(|end| rest.starts_with(end))
    }) && !name.contains("publisher")
}

/// Publishing systems put "Written by" and a name into a pair of card labels (`twitter:label1`, `twitter:data1`).
fn written_by(labels: &[(String, String)]) -> Option<Value> {
    let (label, _) = labels.iter().find(|(name, text)| {
        name.starts_with("twitter:label")
            && ["written by", "author", "par", "escrito por", "verfasst von", "geschrieben von"]
                .contains(&text.to_lowercase().as_str())
    })?;
    let data = label.replace("label", "data");
    let (_, text) = labels.iter().find(|(name, _)| *name == data)?;
    Value::new(Field::Author, Provenance::OpenGraph, text)
}

fn in_svg(tree: &Tree, id: NodeId) -> bool {
    let parent = tree.nodes[id as usize].parent;
    matches!(tree.tag(parent), Some(Tag::Svg)) || (tree.tag(parent) == Some(Tag::Other))
}

fn dedupe(values: Vec<Value>, left_out: &mut bool) -> Vec<Value> {
    let mut kept: Vec<Value> = Vec::new();
    for value in values {
        if kept.iter().any(|k| k.field == value.field && k.from == value.from && k.text == value.text) {
            continue;
        }
        if kept.len() < MOST {
            kept.push(value);
        } else {
            *left_out = true;
        }
    }
    kept
}

/// Reads `page/metadata.tsv`.
pub(crate) fn parse_names(text: &str) -> Result<rustc_hash::FxHashMap<String, (Field, Provenance)>, String> {
    crate::lexicon::rows(text)
        .map(|(at, cells)| {
            let [name, field, from] = cells[..] else { return Err(format!("line {at}: three columns wanted")) };
            let field = Field::named(field).ok_or_else(|| format!("line {at}: {field} is no field"))?;
            let from = match from {
                "open-graph" => Provenance::OpenGraph,
                "dublin-core" => Provenance::DublinCore,
                "meta" => Provenance::Meta,
                _ => return Err(format!("line {at}: {from} is no provenance")),
            };
            Ok((name.to_string(), (field, from)))
        })
        .collect()
}
