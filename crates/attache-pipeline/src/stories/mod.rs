//! Articles that tell one story, and articles that draw on one source.
//!
//! In: [`Telling`]s, what is known of each article. Out: [`Stories`], groups of articles about one happening, and [`Origins`], who
//! draws on what. Of two reports of one earthquake, both cut from one agency's wire, and a third by an own correspondent: one story of
//! three, two origins.
//!
//! The two are different questions, asked of the same words. A story is told in any words; its tellings share what is rare. A source is
//! handed on in its own words; its copies share passages. Nothing here knows who is right, nor where a passage was written first beyond
//! what dates, credits and containment tell.
//!
//! Both are functions of the set: tellings are put in the order of their day and content before anything is compared, so that the
//! order they come in changes nothing, and ids are made of the members' content.

mod folding;
pub mod joined;
pub mod words;
pub mod background;
pub mod kinds;
pub mod vectors;
pub mod neighbours;
pub mod groups;
pub mod passages;
pub mod standing;
pub mod seams;
mod pieces;
pub mod origins;

pub use background::StoryWords;
pub use groups::{Stories, Story, find_stories};
pub use origins::{Origins, find_origins};

use jiff::civil::Date;
use passages::{Passage, find_passages};
use standing::{Standing, find_standing};
use std::sync::OnceLock;
use words::{Words, mix, read_words};

/// What an article tells, as far as stories and sources need it.
#[derive(Clone, Debug, Default)]
pub struct Telling<'t> {
    /// The article's headline; `None` where none was found.
    pub title: Option<&'t str>,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<&'t str>,
    /// Ids of the parties it names, as often as it names them.
    pub parties: Vec<&'t str>,
    /// Its day of publication.
    pub published: Option<Date>,
    /// The name of the outlet that publishes it.
    pub outlet: Option<&'t str>,
    /// Whom it credits: agencies, outlets it was republished from.
    pub credits: Vec<&'t str>,
}

/// Tellings, read and put in an order of their own.
pub struct Tellings<'t> {
    /// The tellings, as given.
    pub given: &'t [Telling<'t>],
    /// Their words, as given.
    words: Vec<Words>,
    /// Numbers of the tellings: the undated first, then by day, content, outlet, credits. Two that are equal in all of it are twins and
    /// nothing tells them apart.
    order: Vec<u32>,
    /// Day of each, in `order`, counted from any day; `None` if undated.
    days: Vec<Option<i32>>,
    /// What they share word for word and what of it is background, found when it is first asked for.
    shared: OnceLock<(Vec<Passage>, Standing)>,
}

impl<'t> Tellings<'t> {
    /// Reads the words of every telling. Linear, then n log n.
    pub fn read(given: &'t [Telling<'t>], common: &StoryWords) -> Tellings<'t> {
        let words = given.iter().map(|telling| read_words(telling, common)).collect();
        Tellings::with_words(given, words)
    }

    /// The same where the words of each were read before, by [`read_words`]: on several threads, say.
    pub fn with_words(given: &'t [Telling<'t>], words: Vec<Words>) -> Tellings<'t> {
        let mut order: Vec<u32> = (0..given.len().min(words.len()) as u32).collect();
        let rank = |at: &u32| {
            let telling = &given[*at as usize];
            (telling.published, words[*at as usize].content, telling.outlet, &telling.credits, &telling.parties)
        };
        order.sort_by(|one, other| rank(one).cmp(&rank(other)));
        let epoch = jiff::civil::date(2000, 1, 1);
        let day = |at: &u32| given[*at as usize].published.and_then(|day| Some(day.since(epoch).ok()?.get_days()));
        let days = order.iter().map(day).collect();
        Tellings { given, words, order, days, shared: OnceLock::new() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The passages they share, background left out.
    fn passages(&self) -> &[Passage] {
        &self.shared().0
    }

    /// Their background.
    fn standing(&self) -> &Standing {
        &self.shared().1
    }

    fn shared(&self) -> &(Vec<Passage>, Standing) {
        self.shared.get_or_init(|| {
            let mut passages = find_passages(self);
            let standing = find_standing(self, &passages);
            passages.retain(|passage| !standing.has(passage));
            (passages, standing)
        })
    }

    /// The words of the telling at a place of the order.
    fn words(&self, place: usize) -> &Words {
        &self.words[self.order[place] as usize]
    }

    /// The telling at a place of the order.
    fn telling(&self, place: usize) -> &Telling<'t> {
        &self.given[self.order[place] as usize]
    }
}

/// An id of sixteen hex digits, made of its members' content.
fn id_of(kind: u64, members: impl Iterator<Item = u64>) -> String {
    format!("{:016x}", members.fold(mix(kind, 0), mix))
}
