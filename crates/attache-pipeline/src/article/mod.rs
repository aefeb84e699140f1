//! A page to its articles: which lines are a report, whose, of which day, and what all the others are.
//!
//! In: a [`Page`]. Out: [`Articles`]. Of a capture with a menu, a headline, "By Ann Lee", eight paragraphs, an advert and
//! "Most read", one article with its title, byline and eight spans of body; the rest is furniture, each line with its kind.
//!
//! It does not read what the article says, except the wordings that tell where it comes from.

pub mod lexicon;
pub mod months;
pub mod days;
pub mod ages;
pub mod scripts;
pub mod cues;
pub mod facts;
pub mod features;
pub mod scorer;
pub mod tally;
pub mod apart;
pub mod tables;
pub mod siblings;
pub mod standfirst;
pub mod doubles;
pub mod headlines;
pub mod body;
pub mod items;
pub mod split;
pub mod digest;
pub mod furniture;
pub mod claims;
pub mod title;
pub mod names;
pub mod byline;
pub mod listed;
pub mod evidence;
pub mod published;
pub mod credits;
pub mod origin;

use crate::page::language::Language;
use crate::page::{MediaType, Page, Provenance};
use crate::span::{Note, Span};
use crate::when::Basis;
use cues::CueKind;
use facts::LineFacts;
use jiff::civil::Date;
use lexicon::ArticleLexicon;
use scorer::Scorer;

/// What a page holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Articles {
    /// The articles: the main one first, the others in page order.
    pub articles: Vec<Article>,
    /// Every line that is no article's, neighbours of one kind as one span, in page order.
    pub furniture: Vec<Furniture>,
    /// What could not be done.
    pub notes: Vec<Note>,
}

/// A report by an outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Where its headline stands; `None` where it has none.
    pub title: Option<Span>,
    /// The persons who sign it, in the order of the byline.
    pub byline: Vec<Name>,
    /// The outlet that publishes it.
    pub outlet: Option<Outlet>,
    /// The outlet it was first published by, where it says so.
    pub republished_from: Option<Name>,
    /// The language it was translated from, where it says so.
    pub translated_from: Option<Name>,
    /// Its day of publication.
    pub published: Option<Dated>,
    /// The day it was last changed, where that is said apart.
    pub modified: Option<Dated>,
    /// The language it is in.
    pub language: Language,
    /// The agencies it credits for its text, with where it does.
    pub credits: Vec<Name>,
    /// Its paragraphs, sub-headings and list items, in order.
    pub body: Vec<Span>,
}

/// A name and the characters it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands, as written.
    pub span: Span,
    /// The name itself: "Ann Lee" of "By ANN LEE, Tangier".
    pub name: String,
}

/// An outlet, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// Its name as the page gives it; the registrable domain where the page names none.
    pub name: String,
    /// Where the name stands; `None` where it is known from outside or from the address.
    pub span: Option<Span>,
    /// What gives the name: a provenance, "address", "title element", "copyright line", "masthead".
    pub from: &'static str,
}

/// A day, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day, as the newsroom wrote it: no time zone is applied.
    pub date: Date,
    /// Why it is this day.
    pub basis: Basis,
    /// Who says so: a provenance, "address", "visible text", "captured".
    pub from: &'static str,
    /// Where it stands; `None` where it comes from outside the text.
    pub span: Option<Span>,
}

/// Lines that are no article's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Furniture {
    /// The characters of the lines, neighbours of one kind as one.
    pub span: Span,
    /// What they are: one of the first ten [`CueKind`]s.
    pub kind: CueKind,
}

/// A page with everything that was found out about its lines: what the finders below are given.
pub struct Lines<'p> {
    /// The page whose lines they are.
    pub page: &'p Page,
    /// Facts of each line.
    pub facts: &'p [LineFacts],
    /// Probability that each line is an article's.
    pub scores: &'p [f32],
    /// The scorer that gave the probabilities.
    pub scorer: &'p Scorer,
    /// What the stage knows.
    pub lexicon: &'p ArticleLexicon,
}

impl<'p> Lines<'p> {
    /// The line a span begins on.
    pub fn line_at(&self, span: Span) -> Option<usize> {
        let at = self.page.lines.partition_point(|line| line.span.end <= span.start);
        (at < self.page.lines.len() && self.page.lines[at].span.start <= span.start).then_some(at)
    }

    /// Whether a line is nothing but the age of a page: "27 minutes ago".
    pub fn is_age(&self, line: usize) -> bool {
        self.lexicon.ages.is_whole(self.text(line))
    }

    /// The text of a line.
    pub fn text(&self, line: usize) -> &'p str {
        self.page.quote(self.page.lines[line].span)
    }
}

/// Finds the articles of a page. Linear in the page.
pub fn find_articles(page: &Page, lexicon: &ArticleLexicon, scorer: &Scorer) -> Articles {
    if page.media_type == MediaType::Article {
        return given_article(page, lexicon);
    }
    let facts = facts::look_at_lines(page, lexicon);
    let scores = scorer.score_lines(page, &facts);
    let lines = Lines { page, facts: &facts, scores: &scores, scorer, lexicon };
    let drafts = split::part(&lines, body::choose(&lines));
    let mut found = Articles::default();
    let mut taken = vec![false; page.lines.len()];
    let mut kept = vec![false; page.lines.len()];
    for draft in &drafts {
        let main = found.articles.is_empty() && !draft.is_item;
        let mut article = describe(&lines, draft, main, &mut taken);
        let headline = article.title.and_then(|title| lines.line_at(title));
        for part in &draft.body {
            // A byline or a day scored as body is head; the headline standing again is furniture.
            let again =
                headline.is_some_and(|at| at != part.line && lines.facts[at].fold == lines.facts[part.line].fold);
            if !taken[part.line] && !again {
                article.body.push(part.span);
                kept[part.line] = true;
            }
        }
        article.language = crate::page::language::of(page, &article.body);
        found.articles.push(article);
    }
    for (kept, taken) in kept.iter_mut().zip(&taken) {
        *kept |= taken;
    }
    found.furniture = furniture::name(&lines, &drafts, &kept);
    if found.articles.is_empty() {
        found.notes.push(Note::on_page("no article text was found on this page"));
    }
    found.notes.extend(furniture::tell_if_most(&lines, &kept));
    found
}

/// Everything that is said about one article, its body left empty.
fn describe(lines: &Lines, draft: &split::Draft, main: bool, taken: &mut [bool]) -> Article {
    let mut article = Article::default();
    article.title = title::find(lines, draft, main, taken);
    article.byline = byline::find(lines, draft, main, taken);
    article.published = published::find(lines, draft, main, taken);
    article.modified =
        if main { published::find_modified(lines, draft, article.published.as_ref(), taken) } else { None };
    article.outlet = origin::find_outlet(lines, draft, main, taken);
    article.republished_from = origin::find_republished(lines, draft, main, taken);
    article.translated_from = origin::find_translated(lines, draft, taken);
    article.credits = credits::find(lines, draft, taken);
    article
}

/// `--as article`: the whole text is the body, a first line that is no sentence its title.
fn given_article(page: &Page, lexicon: &ArticleLexicon) -> Articles {
    let facts = facts::look_at_lines(page, lexicon);
    let mut body: Vec<Span> = page.lines.iter().map(|line| line.span).collect();
    let mut article = Article::default();
    if facts.len() > 1 && !facts[0].closed && facts[0].words <= 30 {
        article.title = Some(body.remove(0));
    }
    article.published = page.known.published.map(|date| Dated {
        date,
        basis: Basis::Published,
        from: "known from outside",
        span: None,
    });
    article.outlet = page.known.outlet.clone().map(|name| Outlet { name, span: None, from: "known from outside" });
    article.language = crate::page::language::of(page, &body);
    article.body = body;
    Articles { articles: vec![article], ..Articles::default() }
}

/// The provenance's name, as [`Dated::from`] and [`Outlet::from`] give it.
fn said_by(from: Provenance) -> &'static str {
    from.name()
}
