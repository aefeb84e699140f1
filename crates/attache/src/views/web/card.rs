//! Evidence: words in their paragraph, with all a reader needs to check and to cite them.
//!
//! In: [`InPlace`] words and what is known of their report. Out: [`Card`]: the paragraph with the words marked, outlet, the three days, origin, a link to the very words on
//! the live page, and three ways to cite: a line of text, BibTeX, CSL-JSON. Of "Russia has recognised the Taliban" in the Lantern Post of 4 July 2025.
//!
//! Nothing is looked up: what a report does not say of itself is left out of a citation, never guessed.

use super::address::Address;
use super::languages::Speech;
use super::leaves::page_at;
use crate::answers::evidence::InPlace;
use crate::views::citation::Citation;
use crate::views::dossier::fragment;
use crate::views::wording::quoted;

/// Characters of the words, at most: a statement may be as long as its report.
const WORDS: usize = 600;
/// Characters of a paragraph on either side of the words.
const CONTEXT: usize = 320;

/// Words of one report.
#[derive(Clone, Debug)]
pub struct Card {
    /// Before the words, the words, behind them.
    pub around: (String, String, String),
    /// Who says them; empty where the reporter speaks.
    pub who: String,
    pub outlet: String,
    pub title: String,
    /// When it was, by the words; empty where nothing tells.
    pub happened: String,
    pub published: String,
    pub captured: String,
    pub origin: String,
    /// The report's page, at the words.
    pub report: String,
    /// The words on the live page.
    pub live: Option<String>,
    /// "characters 12–30 of courier.html".
    pub characters: String,
    pub language: Option<String>,
    pub cite_text: String,
    pub cite_bibtex: String,
    pub cite_csl: String,
}

/// What is known of the report beside its words.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The report's id.
    pub report: String,
    pub title: Option<String>,
    /// Who signs it.
    pub authors: Vec<String>,
    pub origin: String,
    pub language: Option<String>,
    pub who: String,
    pub happened: String,
}

impl Card {
    /// The card of words.
    pub fn of(words: &InPlace, about: About, t: &Speech, at: &Address) -> Card {
        let day = |day: &Option<String>| day.as_deref().map_or(t.say("unknown"), |day| t.day(day));
        let link = at.link(&page_at(&about.report, words.start));
        let cited = Cited { words, about: &about };
        Card {
            around: around(words),
            outlet: words.outlet.clone().unwrap_or_else(|| t.say("no-outlet")),
            title: about.title.clone().unwrap_or_else(|| t.say("no-headline")),
            published: day(&words.published),
            captured: day(&words.captured),
            report: format!("{link}#c{}", words.start),
            live: words.url.as_deref().and_then(|url| fragment::link_to(url, &words.quote)),
            characters: t.about(
                "characters",
                &[("start", &words.start.to_string()), ("end", &words.end.to_string()), ("path", &words.path)],
            ),
            cite_text: cited.text(),
            cite_bibtex: cited.entry().bibtex(),
            cite_csl: serde_json::to_string_pretty(&[cited.entry().csl()]).unwrap_or_default(),
            who: about.who.clone(),
            happened: about.happened.clone(),
            origin: about.origin.clone(),
            language: about.language.clone(),
        }
    }
}

/// The paragraph before the words, the words, and what follows; cut at a word.
fn around(words: &InPlace) -> (String, String, String) {
    let Some(paragraph) = &words.paragraph else { return (String::new(), shortened(&words.quote), String::new()) };
    let letters: Vec<char> = paragraph.text.chars().collect();
    let start = words.start.saturating_sub(paragraph.start).min(letters.len());
    let end = words.end.saturating_sub(paragraph.start).clamp(start, letters.len());
    let mut from = start.saturating_sub(CONTEXT);
    if from > 0 {
        from += letters[from..start].iter().position(|c| c.is_whitespace()).map_or(0, |at| at + 1);
    }
    let mut to = (end + CONTEXT).min(letters.len());
    if to < letters.len() {
        to -= letters[end..to].iter().rev().position(|c| c.is_whitespace()).map_or(0, |at| at + 1);
    }
    let text = |range: &[char]| range.iter().collect::<String>();
    let before = if from > 0 { format!("… {}", text(&letters[from..start])) } else { text(&letters[..start]) };
    let after = if to < letters.len() { format!("{} …", text(&letters[end..to])) } else { text(&letters[end..]) };
    (before, shortened(&text(&letters[start..end])), after)
}

/// The beginning of long words.
fn shortened(words: &str) -> String {
    match words.char_indices().nth(WORDS) {
        Some((at, _)) => format!("{} …", &words[..at]),
        None => words.to_string(),
    }
}

/// Words, and the report they are cited from.
pub struct Cited<'c> {
    pub words: &'c InPlace,
    pub about: &'c About,
}

impl Cited<'_> {
    /// “The embassy stays”, Ann Lee, in: Embassy stays open, The Courier, 2021-08-16, https://…, captured 2021-08-17, characters 12–30 of courier.html.
    pub fn text(&self) -> String {
        let Cited { words, about } = self;
        let mut parts = vec![quoted(&shortened(&words.quote.split_whitespace().collect::<Vec<_>>().join(" ")))];
        parts.extend((!about.who.is_empty()).then(|| about.who.clone()));
        parts.push(format!("in: {}", about.title.as_deref().unwrap_or("(no headline found)")));
        parts.extend(words.outlet.clone());
        parts.push(words.published.clone().unwrap_or_else(|| "day of publication unknown".into()));
        parts.extend(words.url.clone());
        parts.extend(words.captured.as_ref().map(|day| format!("captured {day}")));
        parts.push(format!("characters {}–{} of {}, report {}", words.start, words.end, words.path, about.report));
        parts.join(", ") + "."
    }

    /// What bibliographies make of it.
    pub fn entry(&self) -> Citation {
        let Cited { words, about } = self;
        Citation {
            key: format!("{}-{}", about.report, words.start),
            title: about.title.clone(),
            authors: about.authors.clone(),
            outlet: words.outlet.clone(),
            published: words.published.clone(),
            url: words.url.clone(),
            captured: words.captured.clone(),
            language: about.language.clone(),
            note: Some(format!(
                "characters {}–{} of {}: {}",
                words.start,
                words.end,
                words.path,
                shortened(&words.quote)
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::evidence::Around;
    use serde_json::json;

    fn words() -> InPlace {
        let text = "Russia, it was said, keeps its embassy open for now.";
        InPlace {
            path: "a.html".into(),
            article: 0,
            outlet: Some("The Courier".into()),
            published: Some("2021-08-16".into()),
            captured: None,
            url: Some("https://courier.example/a".into()),
            start: 31,
            end: 53,
            quote: "keeps its embassy open".into(),
            paragraph: Some(Around { start: 10, text: text.into() }),
        }
    }

    #[test]
    fn words_stand_in_their_paragraph() {
        let (before, quote, after) = around(&words());
        assert_eq!(
            (before.as_str(), quote.as_str(), after.as_str()),
            ("Russia, it was said, ", "keeps its embassy open", " for now.")
        );
        let mut long = words();
        long.paragraph = Some(Around { start: 0, text: format!("{}here {}", "far ".repeat(200), "far ".repeat(200)) });
        (long.start, long.end) = (800, 804);
        let (before, quote, after) = around(&long);
        assert!(before.starts_with("… far") && after.ends_with("far …") && before.chars().count() <= CONTEXT + 2);
        assert_eq!(quote, "here");
    }

    #[test]
    fn what_is_cited_is_cited_in_three_forms() {
        let words = words();
        let about = About {
            report: "1f2e".into(),
            title: Some("50% of {embassies} stay & work".into()),
            authors: vec!["Ann Lee".into()],
            ..About::default()
        };
        let cited = Cited { words: &words, about: &about };
        assert_eq!(
            cited.text(),
            "“keeps its embassy open”, in: 50% of {embassies} stay & work, The Courier, 2021-08-16, https://courier.example/a, characters 31–53 of a.html, report 1f2e."
        );
        assert_eq!(
            cited.entry().bibtex(),
            "@online{1f2e-31,\n  author = {{Ann Lee}},\n  title = {50\\% of \\{embassies\\} stay \\& work},\n  organization = {The Courier},\n  date = {2021-08-16},\n  url = {https://courier.example/a},\n  note = {characters 31–53 of a.html: keeps its embassy open}\n}"
        );
        assert_eq!(cited.entry().csl()["issued"]["date-parts"][0], json!([2021, 8, 16]));
        assert_eq!(cited.entry().csl()["author"][0]["literal"], "Ann Lee");
    }
}
