//! A reading to the record that outlives its page.
//!
//! In: a [`Reading`], an article's number, the lexicons, and how the caller counts characters. Out: [`Record`]. Of "Russia has recognised
//! the Taliban, the ministry said on Thursday" it keeps the position with the words that say it, its day, and the ministry's voice.
//!
//! The words of a position are its clause; where somebody says it, all that is said of it in that sentence, so that "had no plans to
//! close its embassy" keeps its "no plans". It judges nothing: merging is for the ledger.

mod attributions;
mod claims;
mod corrections;
mod days;
mod lasting;
mod event_mentions;
mod persons;
mod quantities;
mod saying;
mod sources;

use crate::document::sentence_around;
use crate::happenings::{Doer, Happening};
use crate::lexicons::Lexicons;
use crate::modality::ModalityKind;
use crate::people::mentions::Mentions;
use crate::people::outlets::stems_of;
use crate::people::parties::PartyMention;
use crate::positions::Position;
use crate::positions::ladder::{Family, Rung};
use crate::read::{Layers, Reading};
use crate::record::happened::DoerRecord;
use crate::record::lexicon::RecordList;
use crate::record::named::{DesignationRecord, PartyRef};
use crate::record::{Assertion, Evidence, HappeningRecord, Record, ReportText, Side, Unit, Voice, When};
use crate::reference::Speaker;
use crate::reference::{Holder, Party};
use crate::span::{CodePoints, Span};
use crate::stories::Telling;
use crate::stories::words::read_words;
use crate::when::{Basis, TimexValue};
use attache_language::Document;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Longer evidence is cut to the clause itself, in bytes.
const LONGEST: usize = 600;

/// Takes the record of an article; its `id` is the caller's to set. Linear in the article, but for statements in a sentence.
pub fn take_record(
    reading: &Reading,
    index: usize,
    lexicons: &Lexicons,
    points: &dyn Fn(Span) -> CodePoints,
) -> Record {
    let (Some(article), Some(layers)) = (reading.articles.articles.get(index), reading.layers.get(index)) else {
        return Record::default();
    };
    let published = article.published.as_ref().map(|dated| dated.date);
    let captured = reading.page.known.captured;
    let mut record = Record {
        published,
        captured,
        outlet: article.outlet.as_ref().map(|outlet| outlet.name.clone()),
        credits: article.credits.iter().map(|credit| credit.name.clone()).collect(),
        republished_from: article.republished_from.as_ref().map(|name| name.name.clone()),
        text: text_of(reading, index, lexicons),
        ..Record::default()
    };
    record.outlet_stems = record.outlet.iter().flat_map(|name| stems_of(name, &lexicons.media)).collect();
    let Some(document) = layers.document.as_ref().filter(|document| document.has_syntax()) else { return record };
    let making = Making { text: &reading.page.text, document, layers, lexicons, points };
    record.positions = layers.positions.iter().filter_map(|position| making.assertion(position)).collect();
    record.attributions = (0..layers.statements.len()).filter_map(|number| making.attribution(number)).collect();
    record.sources = making.sources();
    record.quantities = layers.figures.iter().filter_map(|figure| making.quantity(figure)).collect();
    record.happenings = layers.happenings.iter().map(|told| making.happening(told)).collect();
    record.event_mentions = making.event_mentions();
    record.doers = layers.doers.iter().map(|told| making.doer(told)).collect();
    let bylines: Vec<&str> = article.byline.iter().map(|name| name.name.as_str()).collect();
    record.persons = making.persons(&bylines);
    record.designations = making.designations();
    record.corrects = making.puts_right(article.title);
    record
}

fn text_of(reading: &Reading, index: usize, lexicons: &Lexicons) -> ReportText {
    let (article, page) = (&reading.articles.articles[index], &reading.page);
    let title = article.title.map(|span| page.quote(span).to_string());
    let paragraphs: Vec<String> = article.body.iter().map(|span| page.quote(*span).to_string()).collect();
    let named = |party: usize| lexicons.gazetteer.parties.get(party).map(|party| party.id.clone());
    let parties = reading.layers[index].parties.iter().filter_map(|mention| named(mention.party)).collect();
    let telling = Telling {
        title: title.as_deref(),
        paragraphs: paragraphs.iter().map(String::as_str).collect(),
        ..Telling::default()
    };
    let words = read_words(&telling, &lexicons.story_words);
    ReportText { title, paragraphs, parties, words }
}

struct Making<'t> {
    text: &'t str,
    document: &'t Document,
    layers: &'t Layers,
    lexicons: &'t Lexicons,
    points: &'t dyn Fn(Span) -> CodePoints,
}

impl Making<'_> {
    fn evidence(&self, span: Span) -> Evidence {
        let span = span.trimmed(self.text);
        Evidence { at: (self.points)(span), quote: span.of(self.text).to_string() }
    }

    /// The sentence that holds a span's start.
    fn sentence(&self, span: Span) -> Span {
        sentence_around(self.document, span)
    }

    fn happening(&self, told: &Happening) -> HappeningRecord {
        HappeningRecord {
            noun: told.noun.clone(),
            places: told.places.clone(),
            definite: told.definite,
            days: told.days,
            parties: self.parties(told.sentence),
            context: self.words(told.sentence.of(self.text)),
            evidence: self.evidence(told.sentence),
        }
    }

    fn doer(&self, told: &Doer) -> DoerRecord {
        DoerRecord {
            noun: told.noun.clone(),
            by: self.side(&told.by),
            plain: told.plain,
            deed: told.deed,
            places: told.places.clone(),
            when: self.when(&told.date, told.sentence),
            context: self.words(told.sentence.of(self.text)),
            evidence: self.evidence(told.sentence),
        }
    }

    fn designations(&self) -> Vec<DesignationRecord> {
        let told = self.layers.designations.iter().filter_map(|told| {
            Some(DesignationRecord {
                party: self.party_ref(told.party)?,
                term: told.term.clone(),
                kind: told.kind,
                scare: told.scare,
                mouth: told.mouth.clone(),
                evidence: self.evidence(told.span),
            })
        });
        told.collect()
    }

    fn party_ref(&self, party: usize) -> Option<PartyRef> {
        let known = self.lexicons.gazetteer.parties.get(party)?;
        Some(PartyRef { actor: known.id.clone(), name: known.name.clone() })
    }

    /// The day a value means, and whether words in the sentence say so.
    fn when(&self, date: &Option<TimexValue>, sentence: Span) -> When {
        let Some(TimexValue { value, basis }) = date else {
            return When { report: self.layers.report, ..When::default() };
        };
        let known = self.layers.dates.iter().find(|known| known.value == *value).and_then(|known| known.interval);
        let days = known.or_else(|| value.get(..10)?.parse::<Date>().ok().map(|day| (day, day)));
        let told = self.layers.dates.iter().any(|known| known.value == *value && sentence.contains(known.span));
        let is_reports_own = days.is_some_and(|(first, last)| first == last && Some(first) == self.layers.report);
        let firm = days.is_some() && (*basis == Basis::Stated || told || !is_reports_own);
        let value = if days.is_some() { date.clone() } else { None };
        When { value, days, firm, report: self.layers.report }
    }

    fn side(&self, holder: &Holder) -> Side {
        let evidence = self.evidence(holder.span);
        match &holder.party {
            Party::Everyone => Side { key: "*".into(), name: "*".into(), actor: None, evidence, until: None },
            Party::Group(name) | Party::Named(name) => {
                let key = format!("group {}", name.to_lowercase());
                Side { key, name: name.clone(), actor: None, evidence, until: None }
            }
            Party::Known(at) => {
                let Some(party) = self.lexicons.gazetteer.parties.get(*at) else {
                    return Side { evidence, ..Side::default() };
                };
                let key = self.lexicons.governments.governed_by(&party.id, self.layers.report).unwrap_or(&party.id);
                let (name, actor) = (party.name.clone(), Some(party.id.clone()));
                Side { key: key.to_string(), name, actor, evidence, until: None }
            }
        }
    }

    fn voice(&self, speaker: &Speaker) -> Voice {
        let party = speaker.party.and_then(|party| self.lexicons.gazetteer.parties.get(party));
        let role = speaker.role.map(|role| role.of(self.text).to_string());
        let speaks = |words: &str| {
            words
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| self.lexicons.record.has(RecordList::Spokespeople, &word.to_lowercase()))
        };
        Voice {
            name: speaker.name.clone(),
            actor: party.map(|party| party.id.clone()),
            person: speaker.person.is_some(),
            spokesperson: role.as_deref().is_some_and(speaks) || speaks(&speaker.name),
            role,
        }
    }

    /// The innermost thing said that holds a span, within its sentence.
    fn said_around(&self, span: Span, sentence: Span) -> Option<Span> {
        let spoken =
            self.layers.statements.iter().filter(|statement| statement.act.is_speech() && statement.speaker.is_some());
        let holding = spoken.flat_map(|statement| &statement.content).filter(|piece| piece.contains(span));
        let piece = holding.min_by_key(|piece| (piece.len(), piece.start))?;
        let cut = Span::new(piece.start.max(sentence.start), piece.end.min(sentence.end).max(span.end));
        (cut.len() <= LONGEST).then_some(cut)
    }

    fn assertion(&self, position: &Position) -> Option<Assertion> {
        let (holder, mut toward) = (self.side(&position.holder), self.side(&position.toward));
        let sentence = self.sentence(position.span);
        let when = self.when(&self.day_within(position), sentence);
        // A mission is in a country, whoever governs it and by whatever name the page calls that.
        if position.rung.family() == Family::Mission
            && position.rung != Rung::MissionProtection
            && let Some(host) = self.lexicons.gazetteer.find_id(&toward.key)
            && toward.actor.as_ref().is_some_and(|actor| *actor != toward.key)
        {
            toward.name.clone_from(&self.lexicons.gazetteer.parties[host].name);
            toward.actor = Some(toward.key.clone());
        }
        // Who was recognised as a government that fell since is recognised no longer.
        if position.rung == Rung::RecogGov {
            toward.until = when.latest().and_then(|day| self.lexicons.governments.last_day(&toward.key, day));
        }
        // The government a state had before a group took it is not that group.
        if position.rung == Rung::RecogGov && self.lexicons.governments.is_between(&toward.key, self.layers.report) {
            toward.key.push_str(" before");
            toward.name = format!("former government of {}", toward.name);
        }
        // A group toward the state it governs is nobody toward another.
        if holder.key == toward.key || holder.key.is_empty() || toward.key.is_empty() {
            return None;
        }
        let claim = self.claim(position, &holder);
        let said = position.said_by.as_ref().and_then(|_| self.said_around(position.span, sentence));
        Some(Assertion {
            rung: position.rung,
            modality: position.modality.kind,
            refusal: position.refusal,
            negated: position.modality.negated,
            act: position.act.map(str::to_string),
            undecided: position.modality.kind == ModalityKind::Conditional && self.is_undecided(position),
            condition: position.modality.condition.map(|condition| self.evidence(condition)),
            // "No plans to close it": a word that governs the act; "never closed" is no word of anybody's.
            intended: position.rung == Rung::MissionOpen
                && position.modality.kind == ModalityKind::Done
                && position.modality.governor.is_some(),
            lasted: self.has_lasted(position),
            when,
            evidence: self.evidence(said.unwrap_or(position.span)),
            said_by: position.said_by.as_ref().map(|speaker| self.voice(speaker)),
            reported_by: position.reported_by.clone(),
            spoken: said.is_some(),
            verdict: self.is_verdict(position),
            scope: claim.as_ref().map(|claim| claim.scope),
            among: claim.map(|claim| claim.among).unwrap_or_default(),
            addressee: position.addressee.as_ref().map(|addressee| self.side(addressee)),
            again: self.is_again(position),
            loosely_dated: self.is_loosely_dated(position, sentence),
            human: None,
            holder,
            toward,
        })
    }

    /// "thereby recognising", ", formally recognising the regime": what the reporter takes another act for.
    fn is_verdict(&self, position: &Position) -> bool {
        let trigger = self.document.token(position.trigger);
        // It follows the act it reads: "Recognising the state on Monday, he …" tells an act of its own.
        let adjunct = trigger.tag() == "VBG"
            && trigger.dep() == "advcl"
            && trigger.head().index < trigger.index
            && trigger.child("mark").is_none();
        let family = position.rung.family();
        let alone = self.said_around(position.span, self.sentence(position.span)).is_none();
        family == Family::Recognition && alone && (adjunct || self.has(position.span, RecordList::Verdict))
    }

    /// "Moscow would decide on recognition based on their conduct".
    fn is_undecided(&self, position: &Position) -> bool {
        let trigger = self.document.token(position.trigger);
        let governing = position.modality.governor.map(|at| self.document.token(at));
        trigger.ancestors().take(3).chain(governing).any(|word| self.lexicons.record.is(RecordList::Undecided, word))
    }

    fn has(&self, span: Span, list: RecordList) -> bool {
        let mut tokens = self.document.tokens_in(span.start..span.end).map(|at| self.document.token(at));
        tokens.any(|token| self.lexicons.record.is(list, token))
    }

    fn words(&self, text: &str) -> Unit {
        let mut unit = Unit::new();
        self.add_words(text, &mut unit);
        unit
    }

    /// Ids of the parties a span names; what governs a state is that state.
    fn parties(&self, span: Span) -> Vec<String> {
        let inside = Mentions(&self.layers.parties).within(span);
        let key = |party: usize| {
            let party = self.lexicons.gazetteer.parties.get(party)?;
            Some(self.lexicons.governments.governed_by(&party.id, self.layers.report).unwrap_or(&party.id).to_string())
        };
        inside.filter_map(|mention| key(mention.party)).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

fn named(mention: PartyMention) -> Holder {
    Holder { party: Party::Known(mention.party), span: mention.span }
}
