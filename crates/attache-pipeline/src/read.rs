//! Every per-page stage, in order, on one screen.
//!
//! In: a capture's bytes. Out: a [`Reading`], every layer a public field, nothing hidden.

use crate::article::scorer::Scorer;
use crate::article::{Article, Articles, find_articles};
use crate::dates::{Anchor, DateExpression, find_dateline, find_dates, infer_interval};
use crate::designations::{Designated, Designation};
use crate::document::analyse_articles;
use crate::events::{Event, find_events};
use crate::figures::{Figure, find_figures};
use crate::happenings::{Doer, Happening, find_doers, find_happenings};
use crate::lexicons::Lexicons;
use crate::page::{self, Known, MediaType, Page, read_page_within};
use crate::people::parties::{PartyMention, find_parties};
use crate::people::persons::{People, find_people};
use crate::positions::{Ladder, Position, find_positions};
use crate::posts::{Post, Posts};
use crate::reference::Cast;
use crate::reference::cast::parties_named;
use crate::reference::unlisted::find_unlisted;
use crate::span::Note;
use crate::statements::relay::Wires;
use crate::statements::{Statement, find_statements};
use attache_language::{Document, Pipeline};
use jiff::civil::Date;

/// Items of a layer in one article, at most, and one more for so many tokens of a long one. The densest labelled report has 19 positions;
/// of a table of results every fourth token may be a figure.
const MOST_ITEMS: usize = 256;
const TOKENS_AN_ITEM: usize = 4;

/// What all threads share: knowledge and weights, read once.
pub struct Reader {
    /// What the stages know of words, parties and rules, read from plain files.
    pub lexicons: Lexicons,
    /// Tells how probably a line is an article's.
    pub scorer: Scorer,
    /// The language model; without one a page is only taken apart into articles.
    pub language: Option<Pipeline>,
    /// Positions that score below are not told, 0-1.
    pub least_score: f32,
    /// Bytes of a page that are read; what is beyond them is noted.
    pub largest: usize,
}

/// What a position scores at least where nothing else is asked: three in four of those told on unread stories are right.
pub const LEAST_SCORE: f32 = 0.5;

/// A page and everything read from it.
pub struct Reading {
    /// The capture as text.
    pub page: Page,
    /// Its articles and its furniture.
    pub articles: Articles,
    /// What was read in each article, in their order.
    pub layers: Vec<Layers>,
}

/// Everything read in one article. Spans are bytes of the page's text.
#[derive(Default)]
pub struct Layers {
    /// The parties its headline and body name, in order.
    pub parties: Vec<PartyMention>,
    /// The day its dates are counted from.
    pub anchor: Anchor,
    /// Its date and time expressions, in order.
    pub dates: Vec<DateExpression>,
    /// The persons it names, and what it says they are.
    pub people: People,
    /// What sources say or think in it, each with who says it, in text order.
    pub statements: Vec<Statement>,
    /// Which party stands where.
    pub positions: Vec<Position>,
    /// Its figures, in order.
    pub figures: Vec<Figure>,
    /// What happened once, where and when.
    pub happenings: Vec<Happening>,
    /// Who did what happens once.
    pub doers: Vec<Doer>,
    /// Which posts its persons hold or held.
    pub posts: Vec<Post>,
    /// What it calls the parties.
    pub designations: Vec<Designation>,
    /// The day its report is of: published, else captured, else the one its dates are counted from.
    pub report: Option<Date>,
    /// Its language analysis; `None` where the reader has no model.
    pub document: Option<Document>,
    /// Who did what to whom, in text order; none without syntax.
    pub events: Vec<Event>,
}

/// Who is who in an article, as its stages ask.
pub fn cast_of<'c>(
    document: &'c Document,
    people: &'c People,
    parties: &'c [PartyMention],
    lexicons: &'c Lexicons,
) -> Cast<'c> {
    Cast {
        document,
        people,
        parties,
        gazetteer: &lexicons.gazetteer,
        roles: &lexicons.roles,
        media: &lexicons.media,
        unlisted: find_unlisted(document, parties, &lexicons.party_nouns),
        named: parties_named(parties),
        parts: document.parts().collect(),
    }
}

impl Reader {
    /// A reader with the given lexicons and no language model.
    pub fn new(lexicons: Lexicons) -> Reader {
        Reader {
            lexicons,
            scorer: Scorer::embedded(),
            language: None,
            least_score: LEAST_SCORE,
            largest: page::LARGEST,
        }
    }

    /// The same reader, with a language model.
    pub fn with_language(self, language: Pipeline) -> Reader {
        Reader { language: Some(language), ..self }
    }

    /// Reads one capture. Linear in its length; never fails. Byte-identical for the same bytes, whatever was read before.
    pub fn read(&self, bytes: &[u8], media_type: MediaType, known: Known) -> Reading {
        let page = read_page_within(self.largest, bytes, media_type, known, &self.lexicons.page);
        let mut articles = find_articles(&page, &self.lexicons.article, &self.scorer);
        let mut documents = Vec::new();
        if let Some(language) = &self.language {
            let (analysed, notes) =
                analyse_articles(&page.text, &articles.articles, language, &self.lexicons.titles, &|text| {
                    find_parties(text, &self.lexicons.gazetteer).into_iter().map(|mention| mention.span).collect()
                });
            documents = analysed;
            articles.notes.extend(notes);
        }
        let mut documents = documents.into_iter();
        let mut notes = Vec::new();
        let layers =
            articles.articles.iter().map(|article| self.read_article(&page, article, documents.next(), &mut notes));
        let layers = layers.collect();
        articles.notes.extend(notes);
        Reading { layers, page, articles }
    }

    /// Every per-article stage, in order.
    fn read_article(
        &self,
        page: &Page,
        article: &Article,
        document: Option<Document>,
        notes: &mut Vec<Note>,
    ) -> Layers {
        let parties = self.name_parties(page, article);
        let syntax = document.as_ref().filter(|document| document.has_syntax());
        let lexicons = &self.lexicons;
        let anchor = anchor_of(page, article, document.as_ref(), lexicons);
        let published = article.published.as_ref().map(|dated| dated.date);
        let report = published.or(page.known.captured).or(anchor.day);
        let mut layers = Layers::default();
        if let Some(document) = syntax {
            layers.dates = find_dates(document, &anchor, &lexicons.dates);
            layers.figures = find_figures(document, &layers.dates, &lexicons.dates, &lexicons.figures);
            let year = report.map(|day| day.year());
            layers.people = find_people(document, &parties, &lexicons.roles, &lexicons.gazetteer, year);
            layers.events = find_events(document, &parties, &lexicons.events, &lexicons.modality);
            let cast = cast_of(document, &layers.people, &parties, lexicons);
            let wires = Wires { agencies: &lexicons.article.agencies, media: &lexicons.media };
            layers.statements =
                find_statements(&cast, &lexicons.statement_cues, &wires, &lexicons.modality, &layers.dates);
            let most = MOST_ITEMS + document.len() / TOKENS_AN_ITEM;
            let (dates, modalities) = (&layers.dates, &lexicons.modality);
            let ladder = Ladder {
                lexicon: &lexicons.positions,
                link: &lexicons.link,
                nouns: &lexicons.party_nouns,
                statements: &layers.statements,
                modalities,
                events: &lexicons.events,
                dates,
                anchor,
                least: self.least_score,
                most,
            };
            layers.positions = find_positions(&cast, &ladder);
            layers.happenings = find_happenings(document, &layers.dates, &lexicons.happenings);
            layers.doers = find_doers(
                document,
                (&parties, &lexicons.gazetteer),
                &layers.dates,
                &layers.statements,
                &lexicons.happenings,
                &lexicons.modality,
            );
            let posts = Posts {
                document,
                people: &layers.people,
                parties: &parties,
                dates: &layers.dates,
                report,
                roles: &lexicons.roles,
                gazetteer: &lexicons.gazetteer,
            };
            layers.posts = posts.find();
            let designated = Designated {
                document,
                parties: &parties,
                statements: &layers.statements,
                report,
                terms: &lexicons.terms,
                gazetteer: &lexicons.gazetteer,
                governments: &lexicons.governments,
                common: &lexicons.story_words,
            };
            layers.designations = designated.find();
            notes.extend(layers.bound(most).into_iter().map(|what| {
                let why = format!("only the first {most} {what} of the article were read");
                Note { span: article.body.first().copied().unwrap_or_default(), why }
            }));
        }
        Layers { parties, anchor, report, document, ..layers }
    }

    fn name_parties(&self, page: &Page, article: &Article) -> Vec<PartyMention> {
        let mut parties = Vec::new();
        for span in article.title.iter().chain(&article.body) {
            parties.extend(
                find_parties(page.quote(*span), &self.lexicons.gazetteer)
                    .into_iter()
                    .map(|mention| PartyMention { span: mention.span.shifted(span.start), ..mention }),
            );
        }
        self.lexicons.seats.settle(&mut parties, &self.lexicons.gazetteer);
        parties
    }
}

impl Layers {
    /// Leaves out what of a layer is beyond `most`; the names of the layers that reached it.
    fn bound(&mut self, most: usize) -> Vec<&'static str> {
        self.dates.truncate(most);
        self.figures.truncate(most);
        self.events.truncate(most);
        self.positions.truncate(most);
        self.statements.truncate(most);
        for statement in &mut self.statements {
            statement.within = statement.within.filter(|outer| *outer < most);
        }
        let layers = [
            ("dates", self.dates.len()),
            ("figures", self.figures.len()),
            ("events", self.events.len()),
            ("statements", self.statements.len()),
            ("positions", self.positions.len()),
        ];
        layers.into_iter().filter(|(_, count)| *count >= most).map(|(name, _)| name).collect()
    }
}

/// The day an article's dates are counted from. Its dateline is asked only where no day of publication is known, and its text
/// only where nothing else tells.
fn anchor_of(page: &Page, article: &Article, document: Option<&Document>, lexicons: &Lexicons) -> Anchor {
    let captured = page.known.captured;
    let undated = if article.published.is_none() { document } else { None };
    let dateline = undated.and_then(|document| find_dateline(document, captured, &lexicons.dates));
    let anchor = Anchor::of(article, dateline.as_ref(), captured);
    let unanchored = undated.filter(|document| anchor.day.is_none() && document.has_syntax());
    let interval = unanchored.and_then(|document| infer_interval(document, captured, &lexicons.dates));
    interval.map_or(anchor, Anchor::inferred)
}
