//! States toward one party, on a map.
//!
//! In: outlines (`data/outlines.tsv`), where each state stands. Out: [`Map`]: a path a state, with the class of its step, a dot where it is too small to be seen. Toward the Taliban as of 5 July 2025: Russia
//! in the colour of recognition.
//!
//! The outlines are data with a source and no judgement.

use super::frame::Frame;
use super::sections::{FieldKind, Filter};
use super::stand::Stand;
use askama::Template;
use std::sync::OnceLock;

/// A state's outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    pub id: &'static str,
    pub name: &'static str,
    /// Where a dot stands for it.
    pub dot: Option<(String, String)>,
    /// An SVG path.
    pub path: &'static str,
}

/// A state on the map.
pub struct Shape {
    pub outline: &'static Outline,
    /// "tone-recognition done"; `own` of the party itself.
    pub class: String,
    /// "Russia: recognised as government".
    pub label: String,
    pub address: Option<String>,
}

/// The page.
#[derive(Template)]
#[template(path = "web/map.html")]
pub struct Map<'a> {
    pub f: Frame<'a>,
    pub filter: Filter,
    /// Toward whom.
    pub party: String,
    pub shapes: Vec<Shape>,
    pub stands: Vec<Stand>,
    /// Days on which something became known, `YYYY-MM-DD`, and in words.
    pub stops: Vec<(String, String)>,
    /// The stop that is shown.
    pub stop: String,
    pub before: Option<String>,
    pub next: Option<String>,
    /// Where the classes of a day are, for the script.
    pub json: String,
    /// What the form of days keeps.
    pub kept: Vec<(String, String)>,
}

/// The outlines of all states.
pub fn outlines() -> &'static [Outline] {
    static OUTLINES: OnceLock<Vec<Outline>> = OnceLock::new();
    OUTLINES.get_or_init(|| read(include_str!("../../../data/outlines.tsv")))
}

/// Reads the table; a line of another form is left out.
fn read(table: &'static str) -> Vec<Outline> {
    let line = |line: &'static str| {
        let [id, name, dot, path] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
        Some(Outline { id, name, dot: dot.split_once(' ').map(|(x, y)| (x.to_string(), y.to_string())), path })
    };
    table.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_are_paths_and_nothing_else() {
        let all = outlines();
        assert!(all.len() > 200, "{}", all.len());
        let russia = all.iter().find(|outline| outline.id == "rus").unwrap();
        assert!(russia.dot.is_none() && russia.path.len() > 300);
        assert!(all.iter().find(|outline| outline.id == "mlt").unwrap().dot.is_some());
        for outline in all {
            assert!(
                outline.path.chars().all(|c| c.is_ascii_digit() || matches!(c, 'M' | 'l' | 'z' | ' ' | '-')),
                "{}",
                outline.id
            );
        }
    }
}
