//! JSON-LD (schema.org) to values.
//!
//! In: the texts of `<script type="application/ld+json">`. Out: values of the article they describe.
//! `{"@type":"NewsArticle","headline":"Embassy stays","author":{"name":"Ann Lee"}}` gives a title and an author.
//!
//! Lists of other articles on the page are not looked into. Broken JSON (raw line ends in strings, comments around it) is
//! mended once, then let go, with a note.

use super::{Field, Provenance, Value};
use crate::span::Note;
use rustc_hash::FxHashSet;
use serde_json::Value as Json;

/// Scripts beyond these, and longer ones, are not read: in number, in bytes.
const MOST_SCRIPTS: usize = 40;
const LONGEST_SCRIPT: usize = 2 << 20;
/// Nodes beyond these are not read: each may refer to any other, so their number counts twice.
const MOST_NODES: usize = 400;
/// Items of a list of nodes beyond these are not read.
const MOST_ITEMS: usize = 200;
/// So many described articles are a list, unless the page is called like one of them.
const LIST: usize = 3;
/// Authors and the like beyond these are not read.
const MOST_NAMES: usize = 40;

/// What the scripts say, and what of them was not read.
#[derive(Debug, Default)]
pub struct LinkedData {
    /// Values, of the article first.
    pub values: Vec<Value>,
    /// A note for each limit that was reached, and for scripts that are no JSON.
    pub notes: Vec<Note>,
}

/// Values of the article that the scripts describe. Where several are described, the one whose headline is among `titles`,
/// else the first. Linear in the scripts.
pub fn read(scripts: &[&str], titles: &[String]) -> LinkedData {
    let mut nodes = Nodes::default();
    let mut notes = Vec::new();
    let (mut too_long, mut unread, mut why) = (0, 0, None);
    for script in scripts.iter().take(MOST_SCRIPTS).filter(|script| !script.trim().is_empty()) {
        if script.len() > LONGEST_SCRIPT {
            too_long += 1;
            continue;
        }
        match parse(script) {
            Ok(json) => nodes.add(json),
            Err(error) => {
                unread += 1;
                why.get_or_insert(error);
            }
        }
    }
    if scripts.len() > MOST_SCRIPTS {
        notes.push(Note::on_page(format!(
            "only the first {MOST_SCRIPTS} of {} JSON-LD scripts were read",
            scripts.len()
        )));
    }
    if too_long > 0 {
        notes.push(Note::on_page(format!(
            "JSON-LD of more than {LONGEST_SCRIPT} bytes was not read ({too_long} of them)"
        )));
    }
    if let Some(why) = why {
        notes.push(Note::on_page(format!("JSON-LD that is no JSON was not read ({unread} of them): {why}")));
    }
    if nodes.left_out {
        notes.push(Note::on_page(format!(
            "the JSON-LD describes more than is read: only {MOST_NODES} nodes were, and {MOST_ITEMS} of each list"
        )));
    }
    let values = values_of(&nodes.all, titles);
    if nodes.all.iter().any(has_many_names) {
        notes.push(Note::on_page(format!("only the first {MOST_NAMES} authors of a JSON-LD node were read")));
    }
    LinkedData { values, notes }
}

fn values_of(nodes: &[Json], titles: &[String]) -> Vec<Value> {
    let articles: Vec<&Json> = nodes.iter().filter(|node| has_type(node, is_article)).collect();
    let main = articles
        .iter()
        .find(|node| {
            text(&node["headline"]).is_some_and(|headline| titles.iter().any(|title| title.starts_with(&headline)))
        })
        // Several reports, none of which the page is called: its list of others.
        .or(articles.first().filter(|_| {
            let headlines: FxHashSet<&str> = articles.iter().filter_map(|node| node["headline"].as_str()).collect();
            headlines.len() < LIST
        }));
    let mut values = Vec::new();
    if let Some(article) = main {
        article_values(article, nodes, &mut values);
    }
    for page in nodes.iter().filter(|node| has_type(node, |t| t.ends_with("WebPage"))) {
        dates(page, Provenance::LinkedDataPage, &mut values);
        push(&mut values, Field::Title, Provenance::LinkedDataPage, &page["headline"]);
        people(&page["author"], nodes, Provenance::LinkedDataPage, &mut values);
    }
    for site in nodes.iter().filter(|node| has_type(node, |t| t == "WebSite")) {
        push(&mut values, Field::Outlet, Provenance::LinkedDataPage, &site["name"]);
    }
    values
}

fn article_values(article: &Json, nodes: &[Json], values: &mut Vec<Value>) {
    let from = Provenance::LinkedData;
    push(values, Field::Kind, from, &article["@type"]);
    push(values, Field::Title, from, &article["headline"]);
    if article["headline"].is_null() {
        push(values, Field::Title, from, &article["name"]);
    }
    people(&article["author"], nodes, from, values);
    if article["author"].is_null() {
        people(&article["creator"], nodes, from, values);
    }
    dates(article, from, values);
    for publisher in each(&article["publisher"]) {
        push(values, Field::Outlet, from, &resolve(publisher, nodes)["name"]);
    }
    push(values, Field::Language, from, &article["inLanguage"]);
    push(values, Field::Description, from, &article["description"]);
    if let Some(body) = text(&article["articleBody"]) {
        let plain = unmarked(&body);
        values.push(Value { field: Field::Body, from, text: plain, span: None, line: None, cut: false });
    }
}

fn dates(node: &Json, from: Provenance, values: &mut Vec<Value>) {
    let mut day = |field: Field, json: &Json| match json {
        // Seconds since 1970.
        Json::Number(number) => values.extend(Value::new(field, from, &number.to_string())),
        _ => push(values, field, from, json),
    };
    day(Field::Published, &node["datePublished"]);
    if node["datePublished"].is_null() {
        day(Field::Published, &node["dateCreated"]);
    }
    day(Field::Modified, &node["dateModified"]);
}

/// Names of persons, and of organisations where an organisation signs.
fn people(author: &Json, nodes: &[Json], from: Provenance, values: &mut Vec<Value>) {
    for one in each(author) {
        let one = resolve(one, nodes);
        let field = if has_type(one, is_organisation) { Field::Newsroom } else { Field::Author };
        match one {
            Json::String(_) => push(values, field, from, one),
            _ => each(&one["name"]).for_each(|name| push(values, field, from, name)),
        }
    }
}

fn is_organisation(name: &str) -> bool {
    name.ends_with("Organization") || name.ends_with("Corporation")
}

/// A node, or the one it refers to by `@id`.
fn resolve<'j>(node: &'j Json, nodes: &'j [Json]) -> &'j Json {
    match (&node["@id"], node.get("name")) {
        (Json::String(id), None) => {
            nodes.iter().find(|n| n["@id"].as_str() == Some(id) && n.get("name").is_some()).unwrap_or(node)
        }
        _ => node,
    }
}

fn each(json: &Json) -> Box<dyn Iterator<Item = &Json> + '_> {
    match json {
        Json::Array(list) => Box::new(list.iter().take(MOST_NAMES)),
        Json::Null => Box::new(std::iter::empty()),
        one => Box::new(std::iter::once(one)),
    }
}

fn push(values: &mut Vec<Value>, field: Field, from: Provenance, json: &Json) {
    values.extend(text(json).and_then(|text| Value::new(field, from, &text)));
}

/// A string, references resolved; the first of a list of strings; `@value` of an object.
fn text(json: &Json) -> Option<String> {
    match json {
        // Some systems write references of references: `&amp;#8230;`.
        Json::String(text) => Some(htmlize::unescape(&*htmlize::unescape(text.as_str())).into_owned()),
        Json::Array(list) => list.first().and_then(text),
        Json::Object(_) => json.get("@value").and_then(text),
        _ => None,
    }
}

/// Top-level nodes and those of `@graph` and `mainEntity`.
#[derive(Default)]
struct Nodes {
    all: Vec<Json>,
    /// Whether there were more than are kept.
    left_out: bool,
}

impl Nodes {
    fn add(&mut self, json: Json) {
        match json {
            Json::Array(list) => {
                self.left_out |= list.len() > MOST_ITEMS;
                list.into_iter().take(MOST_ITEMS).for_each(|item| self.add(item));
            }
            Json::Object(mut map) => {
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inner @ (Json::Array(_) | Json::Object(_))) = map.remove(key) {
                        self.add(inner);
                    }
                }
                if self.all.len() < MOST_NODES {
                    self.all.push(Json::Object(map));
                } else {
                    self.left_out = true;
                }
            }
            _ => {}
        }
    }
}

fn has_many_names(node: &Json) -> bool {
    ["author", "creator"].iter().any(|key| node[*key].as_array().is_some_and(|list| list.len() > MOST_NAMES))
}

fn has_type(node: &Json, wanted: impl Fn(&str) -> bool) -> bool {
    each(&node["@type"]).filter_map(Json::as_str).any(wanted)
}

fn is_article(name: &str) -> bool {
    let name = name.rsplit(['/', '#']).next().unwrap_or(name);
    name.ends_with("Article")
        || name.ends_with("Posting")
        || matches!(name, "Report" | "Review" | "Blog" | "Recipe" | "Guide" | "HowTo")
}

/// Reads a script, mending what publishing systems commonly break.
fn parse(script: &str) -> Result<Json, serde_json::Error> {
    let script = script
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("//]]>");
    serde_json::from_str(script).or_else(|_| {
        let mended: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(mended.trim().trim_end_matches(';'))
    })
}

/// Text without the tags some systems leave in `articleBody`; paragraph ends become line ends.
fn unmarked(body: &str) -> String {
    if !body.contains('<') {
        return body.to_string();
    }
    let tree = crate::page::html::Tree::parse(body);
    let mut out = String::new();
    for node in &tree.nodes {
        match node.kind {
            crate::page::html::Kind::Text(raw) => out.push_str(&htmlize::unescape(raw)),
            crate::page::html::Kind::Element { tag, .. } if tag.is_block() => out.push('\n'),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: &[(Field, &str)]) {
        let values = read(&[script], &[]).values;
        let found: Vec<(Field, &str)> = values.iter().map(|v| (v.field, v.text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn articles_graphs_and_references() {
        check(
            r#"{"@type":"NewsArticle","headline":"Embassy &amp; envoy","author":[{"name":"Ann Lee"},"Omar Haddad"],"datePublished":"2021-08-16"}"#,
            &[
                (Field::Kind, "NewsArticle"),
                (Field::Title, "Embassy & envoy"),
                (Field::Author, "Ann Lee"),
                (Field::Author, "Omar Haddad"),
                (Field::Published, "2021-08-16"),
            ],
        );
        check(
            r##"{"@graph":[{"@type":"Article","headline":"H","author":{"@id":"#a"}},{"@type":"Person","@id":"#a","name":"Ann Lee"}]}"##,
            &[(Field::Kind, "Article"), (Field::Title, "H"), (Field::Author, "Ann Lee")],
        );
        check(r#"{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Other"}]}"#, &[]);
        check("not json", &[]);
        check(
            r#"{"@type":"BlogPosting","headline":"Rain&amp;#8230; again","datePublished":1594512000,"author":{"@type":"Organization","name":"The Desk"}}"#,
            &[
                (Field::Kind, "BlogPosting"),
                (Field::Title, "Rain… again"),
                (Field::Newsroom, "The Desk"),
                (Field::Published, "1594512000"),
            ],
        );
        let card = |n: u8| format!(r#"{{"@type":"NewsArticle","headline":"Card {n}","datePublished":"2024-05-0{n}"}}"#);
        check(&format!("[{},{},{}]", card(1), card(2), card(3)), &[]);
    }

    /// Every reference was looked for among all nodes: minutes for 2 MB.
    #[test]
    fn pages_that_refer_to_one_another_are_read_in_linear_time() {
        let node = r##"{"@type":"WebPage","author":[{"@id":"#a"},{"@id":"#b"}]}"##;
        let list = format!("[{}]", vec![node; 190].join(","));
        check(&format!("[{}]", vec![list; 100].join(",")), &[]);
    }

    #[test]
    fn what_is_not_read_is_told() {
        let told = |scripts: &[&str]| -> Vec<String> { read(scripts, &[]).notes.into_iter().map(|n| n.why).collect() };
        let article = r#"{"@type":"Article","headline":"H"}"#;
        assert!(told(&[article, "", " "]).is_empty());
        assert_eq!(told(&vec![article; 45]), ["only the first 40 of 45 JSON-LD scripts were read"]);
        let long = format!("[{}]", " ".repeat(LONGEST_SCRIPT));
        assert_eq!(told(&[&long]), ["JSON-LD of more than 2097152 bytes was not read (1 of them)"]);
        let more = "the JSON-LD describes more than is read: only 400 nodes were, and 200 of each list";
        assert_eq!(told(&[&format!("[{}]", vec![article; 201].join(","))]), [more]);
        let list = format!("[{}]", vec![article; 150].join(","));
        assert_eq!(told(&[&list, &list, &list]), [more]);
        let signed = format!(r#"{{"@type":"Article","author":["{}"]}}"#, vec!["Ann Lee"; 41].join("\",\""));
        assert_eq!(told(&[&signed]), ["only the first 40 authors of a JSON-LD node were read"]);
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        let broken = told(&["{\"headline\":", &deep]);
        assert!(broken.len() == 1 && broken[0].starts_with("JSON-LD that is no JSON was not read (2 of them): EOF"));
        assert!(told(&[&deep])[0].contains("recursion limit"));
    }

    #[test]
    fn raw_line_ends_are_mended() {
        check("{\"@type\":\"Article\",\n\"headline\":\"a\nb\"}", &[(Field::Kind, "Article"), (Field::Title, "a b")]);
    }
}
