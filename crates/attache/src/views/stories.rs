//! Stories and origins: a line of JSON an article, or text for people.
//!
//! In: what is known of the articles, and [`Stories`] and [`Origins`] over them. Out: text. "3 outlets, 1 origin" above three reports that hand on
//! one wire.

use super::shown::shown;
use super::terminal::clean;
use crate::answers::telling::Kept;
use crate::contract::stories::{Source, Telling};
use attache_pipeline::stories::{Origins, Stories, Story};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write;

/// Everything that is shown.
pub struct StoriesView<'r> {
    /// The articles, in input order.
    pub listed: Vec<Listed<'r>>,
    /// Their stories.
    pub stories: Stories,
    /// Their origins.
    pub origins: Origins,
    /// Of standing paragraphs: numbers of the articles that carry them, listed or not.
    pub carriers: BTreeMap<String, BTreeSet<usize>>,
}

/// An article.
pub struct Listed<'r> {
    pub path: &'r str,
    pub article: usize,
    /// Its headline, else its first paragraph.
    pub title: &'r str,
    pub outlet: Option<&'r str>,
    pub published: Option<Date>,
}

/// Which articles carry which standing paragraphs.
pub fn carriers_of(origins: &Origins) -> BTreeMap<String, BTreeSet<usize>> {
    let mut carriers: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (number, background) in origins.background.iter().enumerate() {
        for id in background {
            carriers.entry(id.clone()).or_default().insert(number);
        }
    }
    carriers
}

/// Longest title shown, in characters.
const TITLE: usize = 100;

impl<'r> StoriesView<'r> {
    /// The stories of a ledger.
    pub fn of_kept(kept: &'r Kept) -> StoriesView<'r> {
        let listed = kept.reports.iter().zip(&kept.titles).map(|(report, title)| Listed {
            path: &report.path,
            article: report.article,
            title,
            outlet: report.outlet.as_deref(),
            published: report.day().and_then(|day| day.parse().ok()),
        });
        let Kept { stories, origins, carriers, .. } = kept;
        StoriesView {
            listed: listed.collect(),
            stories: stories.clone(),
            origins: origins.clone(),
            carriers: carriers.clone(),
        }
    }

    /// A line for each article, in input order.
    pub fn write_lines(&self, out: &mut impl Write) -> std::io::Result<()> {
        for (number, listed) in self.listed.iter().enumerate() {
            let sources = self.origins.derived_from[number].iter().map(|drawn| Source {
                path: self.listed[drawn.telling].path,
                article: self.listed[drawn.telling].article,
                share: (f64::from(drawn.share) * 1000.0).round() / 1000.0,
            });
            let line = Telling {
                path: listed.path,
                article: listed.article,
                story: &self.stories.stories[self.stories.story_of[number]].id,
                derived_from: sources.collect(),
                origins: &self.origins.origins[number],
                background: &self.origins.background[number],
            };
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Stories told more than once, each with who tells it and from where; then the others, a line each.
    pub fn render(&self) -> String {
        let mut out = String::new();
        let (told_again, told_once): (Vec<&Story>, Vec<&Story>) =
            self.stories.stories.iter().partition(|story| story.members.len() > 1);
        for (number, story) in told_again.iter().enumerate() {
            let _ = writeln!(out, "{}. {}", number + 1, shorten(&clean(self.listed[story.central].title)));
            self.render_story(story, &mut out);
            out.push('\n');
        }
        if !told_once.is_empty() {
            let _ = writeln!(out, "Told once: {}", told_once.len());
        }
        for story in told_once {
            let listed = &self.listed[story.central];
            let _ = writeln!(out, "   {}  {}", listed.name(), shorten(&clean(listed.title)));
            self.render_sources(story.central, &mut out);
        }
        out
    }

    fn render_story(&self, story: &Story, out: &mut String) {
        let outlets: BTreeSet<&str> = story.members.iter().filter_map(|member| self.listed[*member].outlet).collect();
        let origins: BTreeSet<&String> =
            story.members.iter().flat_map(|member| &self.origins.origins[*member]).collect();
        let numbers: BTreeMap<&String, usize> =
            origins.iter().enumerate().map(|(number, origin)| (*origin, number)).collect();
        let mut head = Vec::new();
        head.push(match story.days {
            Some((first, last)) if first == last => first.to_string(),
            Some((first, last)) => format!("{first} to {last}"),
            None => "undated".to_string(),
        });
        head.push(count(story.members.len(), "report"));
        head.extend((!outlets.is_empty()).then(|| count(outlets.len(), "outlet")));
        head.push(count(origins.len(), "origin"));
        let _ = writeln!(out, "   {}", head.join(", "));
        if !story.shared.is_empty() {
            let _ = writeln!(out, "   they share: {}", clean(&story.shared.join(", ")));
        }
        let mut members = story.members.clone();
        members.sort_by_key(|member| (self.listed[*member].outlet, self.listed[*member].published, *member));
        for member in members {
            let listed = &self.listed[member];
            let names: Vec<&str> = self.origins.origins[member]
                .iter()
                .filter_map(|origin| numbers.get(origin).copied())
                .map(letter)
                .collect();
            let mut about: Vec<String> = listed.outlet.map(str::to_string).into_iter().collect();
            about.extend(listed.published.map(|day| day.to_string()));
            about.push(format!("origin {}", names.join("+")));
            let _ = writeln!(out, "   {}  {}", listed.name(), clean(&about.join(", ")));
            self.render_sources(member, out);
        }
    }

    fn render_sources(&self, member: usize, out: &mut String) {
        for drawn in &self.origins.derived_from[member] {
            let _ = writeln!(
                out,
                "      {:.0} % of it stands in {}",
                drawn.share * 100.0,
                self.listed[drawn.telling].name()
            );
        }
        let carried = self.origins.background[member].iter().filter_map(|id| self.carriers.get(id));
        let carriers: BTreeSet<usize> = carried.flatten().copied().collect();
        if carriers.len() > 1 {
            let others = count(carriers.len() - 1, "other article");
            let _ = writeln!(out, "      a standing paragraph of it is in {others}");
        }
    }
}

impl Listed<'_> {
    /// The path, and which article of it where it is not the first.
    fn name(&self) -> String {
        match self.article {
            0 => shown(self.path).into_owned(),
            number => format!("{}, article {}", shown(self.path), number + 1),
        }
    }
}

/// A letter for an origin of a story; a plus sign's worth of letters is enough for people.
fn letter(number: usize) -> &'static str {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    LETTERS.get(number..=number).unwrap_or("…")
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn shorten(title: &str) -> String {
    if title.chars().count() <= TITLE {
        return title.to_string();
    }
    title.chars().take(TITLE - 1).collect::<String>() + "…"
}
