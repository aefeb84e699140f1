//! Visible elements that say what they are.
//!
//! In: an element of the tree. Out: the values it claims. `<a rel="author">Ann Lee</a>` is an author,
//! `<time datetime="2021-08-16">` a day.

use super::{Field, Provenance, Value};
use crate::page::class_names::ClassGroup;
use crate::page::html::{Kind, NodeId, Tag, Tree};

/// Longer texts are no name and no day, in bytes.
const LONGEST: usize = 160;

/// What an element claims. `groups` is what its class says of it; `line` is the line it begins on.
pub fn claims(tree: &Tree, id: NodeId, tag: Tag, groups: u32, line: u32) -> Option<Value> {
    let byline = groups & ClassGroup::Byline.bit() != 0;
    let stamp = data_stamp(tree, id, tag == Tag::Time || groups & ClassGroup::Date.bit() != 0);
    let property = tree.attribute(id, "itemprop").or_else(|| tree.attribute(id, "property"));
    let (field, from) = match property {
        Some(p) if has(p, "headline") => (Field::Title, Provenance::Microdata),
        Some(p) if has(p, "datePublished") || has(p, "dateCreated") => (Field::Published, Provenance::Microdata),
        Some(p) if has(p, "dateModified") => (Field::Modified, Provenance::Microdata),
        Some(p) if has(p, "author") || has(p, "creator") => (Field::Author, Provenance::Microdata),
        _ if tree.attribute(id, "rel").is_some_and(|rel| has(rel, "author")) => (Field::Author, Provenance::RelAuthor),
        _ if stamp.is_some() && tree.attribute(id, "datetime").is_none() => {
            (time_field(tree, id), Provenance::DataAttribute)
        }
        _ if tag == Tag::Time => (time_field(tree, id), Provenance::TimeElement),
        _ if byline => (Field::Author, Provenance::ClassName),
        _ => return None,
    };
    let text = match field {
        Field::Published | Field::Modified => {
            let written = ["datetime", "content"].into_iter().find_map(|key| tree.attribute(id, key));
            written
                .or(stamp)
                .or_else(|| tree.attribute(id, "title"))
                .filter(|s| s.bytes().any(|b| b.is_ascii_digit()))
                .map(str::to_string)
                .unwrap_or_else(|| short_text(tree, id))
        }
        Field::Author => named_inside(tree, id).unwrap_or_else(|| short_pieces(tree, id)),
        _ => tree.attribute(id, "content").map(str::to_string).unwrap_or_else(|| tree.text(id)),
    };
    let mut value = Value::new(field, from, &text)?;
    value.line = Some(line);
    Some(value)
}

/// A point in time that an element keeps in a data attribute. `is_dated` says whether the element's class or name is of a day; without, the
/// attribute must say that it is of publishing.
fn data_stamp<'s>(tree: &Tree<'s>, id: NodeId, is_dated: bool) -> Option<&'s str> {
    let says = |name: &str, words: &[&str]| words.iter().any(|word| name.contains(word));
    let stamps = tree.attributes(id).iter().filter(|(name, value)| {
        name.len() > 5
            && name.as_bytes()[..5].eq_ignore_ascii_case(b"data-")
            && (8..=40).contains(&value.len())
            && value.bytes().filter(u8::is_ascii_digit).count() >= 5
    });
    stamps
        .filter(|(name, _)| {
            let name = name[5..].to_ascii_lowercase();
            let publishing = says(&name, &["publi", "pubdate", "posted"]);
            publishing || is_dated && says(&name, &["time", "date", "seconds", "epoch", "unix", "stamp"])
        })
        .map(|(_, value)| *value)
        .next()
}

fn has(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w.rsplit([':', '/']).next().is_some_and(|w| w.eq_ignore_ascii_case(word)))
}

/// A `<time>` is a day of publication unless its class or the words before it say it is an update.
fn time_field(tree: &Tree, id: NodeId) -> Field {
    let says_update = |id: NodeId| {
        ["class", "id", "itemprop"].into_iter().filter_map(|key| tree.attribute(id, key)).any(|value| {
            let value = value.to_ascii_lowercase();
            (value.contains("updat") || value.contains("modif")) && !value.contains("publish")
        })
    };
    if says_update(id) || says_update(tree.nodes[id as usize].parent) { Field::Modified } else { Field::Published }
}

/// The text of a small element; nothing for a large one.
fn short_text(tree: &Tree, id: NodeId) -> String {
    if tree.nodes[id as usize].end - id > 60 {
        return String::new();
    }
    let text = tree.text(id);
    if text.len() > LONGEST { String::new() } else { text }
}

/// The text of a small element whose pieces are each a name or something else, a bar between them: links, boxes, and elements with
/// nothing between them. `<a>Ann Lee</a> <a>Omar Haddad</a>` is "Ann Lee | Omar Haddad".
fn short_pieces(tree: &Tree, id: NodeId) -> String {
    let text = short_text(tree, id);
    if text.is_empty() {
        return text;
    }
    let mut out = String::new();
    let (mut last, mut spaced, mut boxed) = (id, false, false);
    for at in id + 1..tree.nodes[id as usize].end {
        let node = &tree.nodes[at as usize];
        let raw = match node.kind {
            Kind::Element { tag, .. } => {
                boxed |= tag.is_block() || tag == Tag::Br;
                continue;
            }
            Kind::Text(raw) => raw,
        };
        let decoded = htmlize::unescape(raw);
        let words: Vec<&str> = decoded.split_whitespace().collect();
        spaced |= decoded.starts_with(char::is_whitespace);
        if words.is_empty() {
            continue;
        }
        let links = [last, node.parent].iter().all(|parent| tree.tag(*parent) == Some(Tag::A));
        let capital = words[0].starts_with(char::is_uppercase) && out.ends_with(char::is_alphanumeric);
        let glued = !spaced && capital && last != id && out.chars().count() > 1;
        if !out.is_empty() {
            out.push_str(if node.parent != last && (links || boxed || glued) { " | " } else { " " });
        }
        out.push_str(&words.join(" "));
        (last, boxed, spaced) = (node.parent, false, decoded.ends_with(char::is_whitespace));
    }
    out
}

/// `itemprop=name` inside an author element.
fn named_inside(tree: &Tree, id: NodeId) -> Option<String> {
    let end = tree.nodes[id as usize].end.min(id + 60);
    let name = (id..end).find(|&inner| tree.attribute(inner, "itemprop").is_some_and(|p| has(p, "name")))?;
    Some(tree.attribute(name, "content").map(str::to_string).unwrap_or_else(|| short_text(tree, name)))
}
