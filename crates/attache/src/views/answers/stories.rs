//! The stories of a ledger, for people.
//!
//! In: stories. Out: those told more than once, each with its reports and whose words they have; then the others, a line each.

use crate::answers::telling::{KeptStory, KeptTelling};
use crate::store::questions::ReportListed;
use crate::views::shown::shown;
use crate::views::terminal::{clean, cut};
use crate::views::wording;
use std::fmt::Write;

/// Longest title shown, in columns.
const TITLE: usize = 100;

/// Renders stories.
pub fn render_kept(stories: &[KeptStory]) -> String {
    let mut out = String::new();
    let (told_again, told_once): (Vec<&KeptStory>, Vec<&KeptStory>) =
        stories.iter().partition(|story| story.tellings.len() > 1);
    for (number, story) in told_again.iter().enumerate() {
        let _ = writeln!(out, "{}. {}", number + 1, cut(&clean(&story.listed.title), TITLE));
        let days = match &story.listed.days {
            (Some(first), Some(last)) => wording::days((first, last)),
            _ => "undated".into(),
        };
        let counts = [
            wording::count(story.listed.reports.len(), "report"),
            wording::count(story.listed.outlets, "outlet"),
            wording::count(story.listed.origins, "origin"),
        ];
        let _ = writeln!(out, "   {days}, {}", counts.join(", "));
        if !story.listed.shared.is_empty() {
            let _ = writeln!(out, "   they share: {}", clean(&story.listed.shared));
        }
        for (report, telling) in story.listed.reports.iter().zip(&story.tellings) {
            let _ = writeln!(out, "   {}", line(report));
            sources(telling, &mut out);
        }
        out.push('\n');
    }
    if !told_once.is_empty() {
        let _ = writeln!(out, "Told once: {}", told_once.len());
    }
    for story in told_once {
        for (report, telling) in story.listed.reports.iter().zip(&story.tellings) {
            let _ = writeln!(out, "   {}  {}", line(report), cut(&clean(&story.listed.title), TITLE));
            sources(telling, &mut out);
        }
    }
    out
}

fn line(report: &ReportListed) -> String {
    let day = report.published.as_deref().or(report.captured.as_deref()).unwrap_or("undated");
    let outlet = clean(report.outlet.as_deref().unwrap_or("(no outlet)"));
    let article = if report.article > 0 { format!(", article {}", report.article + 1) } else { String::new() };
    format!("{day}  {outlet}  {}{article}", shown(&report.path))
}

fn sources(telling: &KeptTelling, out: &mut String) {
    for source in &telling.derived_from {
        let _ = writeln!(out, "      {:.0} % of it stands in {}", source.share * 100.0, shown(&source.path));
    }
}
