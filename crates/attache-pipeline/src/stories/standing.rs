//! Standing paragraphs: what an outlet or agency puts under many reports, whatever their news.
//!
//! In: [`Tellings`] and the [`Passage`]s they share. Out: [`Standing`], the stretches of each telling that are background, with an id for each text of it. "The dispute over the islands goes
//! back to 1921, when a treaty …" under three reports, of a visit, a trial and a count of seals: one text of background, in three reports of their own.
//!
//! A source that is copied leads at least one of its copies; background leads none. So passages that lie upon one another are one text, and it stands where no telling
//! begins with it. Beyond `LONGEST` words it is a report that nobody captured whole, under leads of others' own. What is quoted is somebody's speech and not asked about.

use super::joined::Joined;
use super::passages::Passage;
use super::words::mix;
use super::{Tellings, id_of};
use std::collections::BTreeMap;

/// Content words with which a telling leads, its headline among them: a headline and a sentence.
const LEAD: u32 = 16;
/// Content words that background has, at most: one long paragraph, or two.
const LONGEST: u32 = 90;

/// The background of each telling.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// By place in the order: start and end in content words, and which text it is of; ascending.
    pub stretches: Vec<Vec<(u32, u32, u32)>>,
    /// Ids of the texts.
    pub ids: Vec<String>,
}

impl Standing {
    /// Whether a passage is background in both tellings.
    pub fn has(&self, passage: &Passage) -> bool {
        let covers = |telling: u32, span: (u32, u32)| {
            self.stretches[telling as usize].iter().any(|(from, to, _)| *from <= span.0 && span.1 <= *to)
        };
        covers(passage.first, passage.in_first) && covers(passage.second, passage.in_second)
    }

    /// Ids of the background of a telling.
    pub fn ids_of(&self, place: usize) -> Vec<String> {
        let mut ids: Vec<String> =
            self.stretches[place].iter().map(|(_, _, text)| self.ids[*text as usize].clone()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// Finds the background. n log n in the passages.
pub fn find_standing(tellings: &Tellings<'_>, passages: &[Passage]) -> Standing {
    // By telling: the stretches that passages have in it, and the number of the passage.
    let mut stretches: Vec<Vec<(u32, u32, u32)>> = vec![Vec::new(); tellings.len()];
    for (number, passage) in passages.iter().enumerate() {
        for (place, span) in [(passage.first, passage.in_first), (passage.second, passage.in_second)] {
            stretches[place as usize].push((span.0, span.1, number as u32));
        }
    }
    let mut texts = Joined::new(passages.len());
    let mut led = vec![false; passages.len()];
    for spans in &mut stretches {
        spans.sort_unstable();
        let (mut end, mut last) = (0, None);
        for (from, to, passage) in spans.iter() {
            // What lies upon the stretch before it is of one text with it.
            if let Some(last) = last.filter(|_| *from < end) {
                texts.join(last as usize, *passage as usize);
            }
            end = end.max(*to);
            last = Some(*passage);
            led[*passage as usize] |= *from < LEAD || *to - *from > LONGEST;
        }
    }
    // A text is led where any passage of it is.
    for (number, passage) in passages.iter().enumerate() {
        led[texts.root(number)] |= led[number] || passage.unquoted * 2 < passage.words;
    }
    let mut numbers: BTreeMap<usize, u32> = BTreeMap::new();
    let mut contents: Vec<Vec<u64>> = Vec::new();
    let mut found = Standing { stretches: vec![Vec::new(); tellings.len()], ids: Vec::new() };
    for (place, spans) in stretches.iter().enumerate() {
        for (from, to, passage) in spans {
            let root = texts.root(*passage as usize);
            if led[root] {
                continue;
            }
            let text = *numbers.entry(root).or_insert_with(|| {
                contents.push(Vec::new());
                contents.len() as u32 - 1
            });
            let mine = &mut found.stretches[place];
            match mine.last_mut() {
                Some((_, end, last)) if *last == text && *from <= *end => *end = (*to).max(*end),
                _ => mine.push((*from, *to, text)),
            }
            contents[text as usize].push(mix(tellings.words(place).content, 6));
        }
    }
    found.ids = contents
        .into_iter()
        .map(|mut contents| {
            contents.sort_unstable();
            contents.dedup();
            id_of(6, contents.into_iter())
        })
        .collect();
    found
}
