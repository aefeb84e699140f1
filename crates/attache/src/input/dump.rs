//! The articles of a JSON or JSON Lines dump.
//!
//! In: the text of a dump, or one object of it. Out: where each article stands, in bytes, and its [`Item`]. What its fields are called is data:
//! `data/item-fields.tsv`. A list, an object with a list in it (`{"articles": [...]}`), one object, or an object a line.
//!
//! A dump that breaks off gives the articles before. Objects nested more than 128 levels are no JSON to the parser.

use super::item::{DUMP, Item};
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::ops::Range;

/// Paragraphs that are joined of one field.
const MOST_PARTS: usize = 100_000;

/// What an object says. `None` where it is no object.
pub fn read_article(object: &str) -> Option<Item> {
    let value: Value = serde_json::from_str(object.trim_start_matches('\u{feff}')).ok()?;
    value.is_object().then(|| Item::of(&DUMP, |path| words_at(&value, path)))
}

/// The words at `a.b`, those of a list one after another.
fn words_at(value: &Value, path: &str) -> Option<String> {
    let found = path.split('.').try_fold(value, |value, key| value.get(key))?;
    let mut parts = Vec::new();
    gather(found, &mut parts);
    let is_names = path.starts_with("author");
    if is_names {
        // `[{"name": …, "url": …}]`: what is an address is nobody's name.
        parts.retain(|part| !part.contains("://"));
    }
    (!parts.is_empty()).then(|| parts.join(if is_names { ", " } else { "\n\n" }))
}

/// All words in a value, in its order; the parser bounds how deep it is.
fn gather(value: &Value, parts: &mut Vec<String>) {
    if parts.len() >= MOST_PARTS {
        return;
    }
    match value {
        Value::String(words) if !words.trim().is_empty() => parts.push(words.clone()),
        Value::Array(list) => list.iter().for_each(|value| gather(value, parts)),
        Value::Object(map) => map.values().for_each(|value| gather(value, parts)),
        _ => {}
    }
}

/// The objects of a dump that is one JSON value.
#[derive(Debug, Default)]
pub struct Objects {
    /// Where they stand.
    pub places: Vec<Range<usize>>,
    /// The title of a JSON feed: the outlet.
    pub title: Option<String>,
    /// Why it ends before its end.
    pub broken: Option<String>,
}

/// Finds the objects. Linear.
pub fn find_objects(text: &str) -> Objects {
    let mut found = Objects::default();
    let mut reader = serde_json::Deserializer::from_str(text);
    let outcome = match text.trim_start().as_bytes().first() {
        Some(b'[') => List { text, found: &mut found }.deserialize(&mut reader),
        Some(b'{') => Object { text, found: &mut found }.deserialize(&mut reader),
        _ => return found,
    };
    // What stands behind it belongs to it no more: objects a line, say.
    if let Err(error) = outcome.and_then(|()| reader.end()) {
        found.broken = Some(error.to_string());
    }
    // An object that holds no list is an article itself.
    if found.places.is_empty() && found.broken.is_none() && text.trim_start().starts_with('{') {
        found.places.push(0..text.len());
    }
    found
}

/// Takes the elements of a list, and keeps those before an error; of a value that is no list nothing.
struct List<'f, 't> {
    text: &'t str,
    found: &'f mut Objects,
}

impl<'de> DeserializeSeed<'de> for List<'_, 'de> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of articles")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(element) = list.next_element::<&'de RawValue>()? {
            let from = element.get().as_ptr() as usize - self.text.as_ptr() as usize;
            self.found.places.push(from..from + element.get().len());
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Takes the elements of the list an object holds.
struct Object<'f, 't> {
    text: &'t str,
    found: &'f mut Objects,
}

impl<'de> DeserializeSeed<'de> for Object<'_, 'de> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an article, or an object with a list of them")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let lists: Vec<&str> = DUMP.iter().filter(|(what, _)| *what == "list").map(|(_, name)| *name).collect();
        while let Some(key) = map.next_key::<String>()? {
            if self.found.places.is_empty() && lists.contains(&key.as_str()) {
                map.next_value_seed(List { text: self.text, found: self.found })?;
                continue;
            }
            let value = map.next_value::<&'de RawValue>()?;
            if key == "title" {
                self.found.title = serde_json::from_str(value.get()).ok();
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_names_of_each_maker_are_known() {
        let wanted = ("The embassy stays.", "2021-08-16");
        for object in [
            r#"{"maintext": "The embassy stays.", "title": "T", "authors": ["Ann Lee"], "date_publish": "2021-08-16 09:00:00", "url": "https://c.example/1", "source_domain": "c.example"}"#,
            r#"{"title": "T", "body": {"summary": [], "sections": [{"headline": [], "paragraphs": ["The embassy stays."]}]}, "authors": ["Ann Lee"], "publishing_date": "2021-08-16 09:00:00+00:00", "html": {"requested_url": "https://c.example/1", "source_info": {"publisher": "c.example"}}}"#,
            r#"{"stories_id": 1, "title": "T", "publish_date": "2021-08-16", "url": "https://c.example/1", "media_name": "c.example", "story_text": "The embassy stays.", "authors": "Ann Lee"}"#,
            r#"{"title": "T", "author": "Ann Lee", "hostname": "c.example", "date": "2021-08-16", "raw_text": "x", "text": "The embassy stays.", "source": "https://c.example/1", "source-hostname": "C"}"#,
            r#"{"id": "1", "title": "T", "content_text": "The embassy stays.", "date_published": "2021-08-16T09:00:00Z", "url": "https://c.example/1", "authors": [{"name": "Ann Lee", "url": "https://c.example/ann"}], "publisher": "c.example"}"#,
        ] {
            let item = read_article(object).unwrap();
            let known = item.known();
            let day = known.published.map(|day| day.to_string()).unwrap_or_default();
            assert_eq!((item.text.as_deref().unwrap_or(""), day.as_str()), wanted, "{object}");
            assert_eq!(
                (item.author.as_deref(), known.outlet.as_deref()),
                (Some("Ann Lee"), Some("c.example")),
                "{object}"
            );
            assert_eq!(known.url.as_deref(), Some("https://c.example/1"), "{object}");
        }
        let listed = read_article(
            r#"{"url": "https://c.example/1", "title": "T", "seendate": "20210816T090000Z", "domain": "c.example"}"#,
        );
        let listed = listed.unwrap();
        assert!(!listed.has_body());
        assert_eq!(listed.known().captured.map(|day| day.to_string()).as_deref(), Some("2021-08-16"));
    }

    #[test]
    fn objects_are_found() {
        let places = |text: &str| {
            let found = find_objects(text);
            (
                found.places.iter().map(|place| text[place.clone()].to_string()).collect::<Vec<_>>(),
                found.broken.is_some(),
            )
        };
        let two = vec!["{\"a\": 1}".to_string(), "{}".to_string()];
        assert_eq!(places(r#"[{"a": 1}, {}]"#), (two.clone(), false));
        assert_eq!(places(r#"{"title": "x", "articles": [{"a": 1}, {}]}"#), (two.clone(), false));
        assert_eq!(places(r#"[{"a": 1}, {}, {"b"#), (two.clone(), true));
        assert_eq!(places(r#"{"results": 2, "items": null, "articles": [{"a": 1}, {}, {"b"#), (two, true));
        assert_eq!(places("{}\n{}"), (vec![], true));
        assert_eq!(places(r#"{"a": 1}"#), (vec![r#"{"a": 1}"#.to_string()], false));
        assert_eq!(places("17"), (vec![], false));
        assert!(places(&"[".repeat(100_000)).1);
    }
}
