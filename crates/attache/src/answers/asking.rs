//! A question in words, answered from the ledger's lines.
//!
//! In: a [`Query`] and a ledger. Out: [`Reply`]: one sentence, how sure, the lines it rests on, what disagrees with them, as of which day. "Has China recognised the
//! Taliban?": "No: China has not recognised the Taliban as government, as of 24 October 2025 (2 reports, 2 origins)."
//!
//! It answers with what lines say and nothing else. Where none is about it, it says that the ledger does not tell; where the question is not understood, what it
//! understood and what it can be asked. Whose position, toward whom and which step must all fit: no neighbouring line is taken instead.

use super::evidence::{InPlace, in_place};
use super::parties::{Asked, Names};
use super::question::{Answer, EVERYBODY, Question};
use super::saying::{Saying, Untold, Voice, cautions_of};
use super::shown_line::{Named, contradictions_on};
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::dossier::told::Place;
use crate::contract::dossier::utterances::Utterance;
use crate::reading::selection::About;
use crate::store::Store;
use crate::views::dossier::stances;
use anyhow::Result;
use attache_pipeline::ledger::entry::Status;
use attache_pipeline::modality::ModalityKind;
use attache_pipeline::people::gazetteer::Gazetteer;
use attache_pipeline::questions::{Form, Query, Side, Step};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;

/// An answer.
#[derive(Serialize, schemars::JsonSchema, Clone, Debug)]
pub struct Reply {
    /// What the question was read as.
    pub understood: Understood,
    /// `yes`, `no`, `not yet`, `disputed`, `told` (of who, when, how many, where), `unknown` or `not understood`.
    pub verdict: Verdict,
    /// The answer, in a sentence.
    pub answer: String,
    /// How sure: "2 reports, 1 origin; by its own account".
    pub sure: Option<String>,
    /// The day up to which the ledger was asked; else that of its last report.
    pub as_of: Option<String>,
    /// Ids of the lines it rests on, the weightiest first.
    pub lines: Vec<String>,
    /// The same, as the contract has them.
    pub entries: Vec<Value>,
    /// The first words it rests on, in their paragraphs, each of another report.
    pub evidence: Vec<InPlace>,
    /// What disagrees: ids and words.
    pub contradictions: Vec<Named>,
}

/// A question, as it was understood.
#[derive(Serialize, schemars::JsonSchema, Clone, Debug, Default)]
pub struct Understood {
    pub form: &'static str,
    pub step: Option<String>,
    pub holder: Vec<String>,
    pub toward: Vec<String>,
    pub first: Option<String>,
    pub last: Option<String>,
}

/// What came of it.
#[derive(Serialize, schemars::JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Yes,
    No,
    NotYet,
    Disputed,
    Told,
    Unknown,
    NotUnderstood,
}

/// Lines an answer rests on, at most.
const LINES: usize = 12;
/// Places of them that are given, at most.
const PLACES: usize = 3;
/// Statements of a speaker that are looked through, at most: the latest.
const STATEMENTS: usize = 500;

/// Answers, in the words of a voice.
///
/// # Errors
/// One line where the ledger cannot be read.
pub fn answer(query: &Query, names: &Names, as_of: Option<Date>, store: &Store, voice: &dyn Voice) -> Result<Reply> {
    let gazetteer = names.gazetteer();
    let named = |parties: &[usize]| parties.iter().map(|at| gazetteer.parties[*at].name.clone()).collect::<Vec<_>>();
    let understood = Understood {
        form: query.form.name(),
        step: query.step.map(|step| step.name.clone()),
        holder: named(&query.holder),
        toward: named(&query.toward),
        first: query.during.first.map(|day| day.to_string()),
        last: query.during.last.map(|day| day.to_string()),
    };
    let mut reply = Reply {
        understood,
        verdict: Verdict::NotUnderstood,
        answer: String::new(),
        sure: None,
        as_of: as_of.map(|day| day.to_string()).or(store.last_day()?),
        lines: Vec::new(),
        entries: Vec::new(),
        evidence: Vec::new(),
        contradictions: Vec::new(),
    };
    let Some(step) = query.step else {
        reply.answer = voice.say(&Saying::NoStep);
        return Ok(reply);
    };
    let mut holder = asked(&query.holder, gazetteer);
    let mut toward = asked(&query.toward, gazetteer);
    for (side, name) in &query.unknown {
        // Of a name no list knows only the ledger can tell.
        match names.find("ask", name, store) {
            Ok(found) => match side {
                Side::Holder => holder.push(found),
                Side::Toward => toward.push(found),
            },
            Err(why) => {
                reply.answer = voice.say(&Saying::NoName(why.to_string().trim_start_matches("ask: ").to_string()));
                return Ok(reply);
            }
        }
    }
    if holder.is_empty() && toward.is_empty() {
        reply.answer = voice.say(&Saying::NoParty);
        return Ok(reply);
    }
    if query.form == Form::Said {
        return said(reply, &question_of(&holder, as_of), &toward, names, store, voice);
    }
    let (rungs, against) = (step.rungs.clone(), step.against.clone());
    let question = Question {
        holder: holder.clone(),
        toward: toward.clone(),
        rungs: rungs.iter().chain(&against).copied().collect(),
        as_of,
        ..Question::default()
    };
    let found = question.positions(store)?;
    let entries: Vec<PositionEntry> =
        found.collection.ledger.entries.iter().map(|entry| PositionEntry::of(entry, &found.collection)).collect();
    let everyone = no_others(step, &holder, &toward, as_of, store)?;
    let asking = Asking { step, query, entries: &entries, holder: &holder, toward: &toward, voice };
    let mut rested: Vec<&PositionEntry> = Vec::new();
    let (verdict, saying) = match query.form {
        Form::YesOrNo => asking.whether(&everyone, &mut rested),
        Form::Who => asking.who(&mut rested),
        Form::When => asking.when(&mut rested),
        Form::HowMany => asking.how_many(&mut rested),
        Form::Stands | Form::Said => asking.stands(&mut rested),
    };
    (reply.verdict, reply.answer) = (verdict, voice.say(&saying));
    reply.sure = rested.first().map(|entry| voice.sure(&voice.line(entry).told, &cautions_of(entry)));
    rested.truncate(LINES);
    reply.lines = rested.iter().map(|entry| entry.id.to_string()).collect();
    reply.entries = rested.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    let places = rested.iter().flat_map(|entry| &entry.assertions).map(|told| &told.place);
    reply.evidence = first_words(places.clone(), &found, store)?;
    reply.contradictions = contradictions_on(
        places.map(|place| (place.path, place.article, place.span.start, place.span.end)),
        "",
        store,
    )?;
    Ok(reply)
}

/// The first words of each report, in their paragraphs, of some reports.
fn first_words<'p>(places: impl Iterator<Item = &'p Place<'p>>, found: &Answer, store: &Store) -> Result<Vec<InPlace>> {
    let mut first: Vec<&Place> = Vec::new();
    for place in places {
        if first.len() < PLACES && first.iter().all(|known| (known.path, known.article) != (place.path, place.article))
        {
            first.push(place);
        }
    }
    first.iter().map(|place| in_place(place, &found.collection, &found.rows, store)).collect()
}

fn asked(parties: &[usize], gazetteer: &Gazetteer) -> Vec<Asked> {
    let one = |at: &usize| {
        let party = &gazetteer.parties[*at];
        let about = About { name: party.name.clone(), actor: party.id.clone() };
        // Who governs a state stands for it, and a state is asked about by whoever governs it.
        let keys = std::iter::once(party.id.clone()).chain(party.state.clone()).collect();
        Asked { written: party.name.clone(), name: party.name.clone(), keys, about }
    };
    parties.iter().map(one).collect()
}

/// "No other country has recognised them", where a party is asked about of which nothing else is told.
fn no_others(
    step: &Step,
    holder: &[Asked],
    toward: &[Asked],
    as_of: Option<Date>,
    store: &Store,
) -> Result<Option<Answer>> {
    if holder.is_empty() || toward.is_empty() {
        return Ok(None);
    }
    let name = || EVERYBODY.to_string();
    let about = About { name: name(), actor: name() };
    let all = Asked { written: name(), name: name(), keys: vec![name()], about };
    let question = Question {
        holder: vec![all],
        toward: toward.to_vec(),
        rungs: step.rungs.clone(),
        modality: Some(ModalityKind::Refused),
        as_of,
        ..Question::default()
    };
    question.positions(store).map(Some)
}

/// A question and the lines about it.
struct Asking<'a, 'e> {
    step: &'a Step,
    query: &'a Query<'a>,
    entries: &'a [PositionEntry<'e>],
    holder: &'a [Asked],
    toward: &'a [Asked],
    voice: &'a dyn Voice,
}

impl<'a, 'e> Asking<'a, 'e> {
    /// Lines of the step itself, of the days asked for, the weightiest first.
    fn of_step(&self) -> Vec<&'a PositionEntry<'e>> {
        let mut lines: Vec<&PositionEntry> = self
            .entries
            .iter()
            .filter(|entry| self.step.rungs.contains(&entry.rung.0) && self.is_then(entry))
            .collect();
        lines.sort_by_key(|entry| stances::weight(entry));
        lines
    }

    /// Lines that say that the step was taken.
    fn done(&self) -> Vec<&'a PositionEntry<'e>> {
        self.of_step().into_iter().filter(|entry| is_done(entry)).collect()
    }

    /// Whether a line stood in the time asked for: what was superseded since had not been in a time that is over.
    fn still(&self, entry: &PositionEntry) -> bool {
        entry.status != Status::Superseded || self.query.during.last.is_some()
    }

    /// Whether a line is of the days asked for: by words, else by the first report that tells it. What had lasted by its day is of no other days than those up to it.
    fn is_then(&self, entry: &PositionEntry) -> bool {
        let during = &self.query.during;
        if during.is_open() {
            return true;
        }
        let value = entry.date.filter(|_| entry.dated).map(|date| date.value);
        let Some(value) = value.or(entry.publication.first_published.as_deref()) else { return false };
        let of = |day: Option<Date>| day.map(|day| day.to_string());
        // "2021-08" is before "2021-08-31" and not after it: TIMEX3 values are compared as far as they tell.
        let cut = |day: &str| day.get(..value.len()).unwrap_or(day).to_string();
        of(during.first).is_none_or(|first| value >= cut(&first).as_str())
            && of(during.last).is_none_or(|last| value <= cut(&last).as_str())
    }

    fn whether(&self, everyone: &Option<Answer>, rested: &mut Vec<&'a PositionEntry<'e>>) -> (Verdict, Saying) {
        let lines = self.of_step();
        let standing = |entry: &&&PositionEntry| entry.status == Status::Standing;
        let done: Vec<&PositionEntry> = lines.iter().copied().filter(|entry| is_done(entry)).collect();
        if let Some(entry) = done.iter().find(standing) {
            rested.extend(done.iter().filter(|other| other.id == entry.id));
            rested.extend(done.iter().filter(|other| other.id != entry.id));
            return (Verdict::Yes, Saying::Yes(self.voice.line(entry)));
        }
        let refused: Vec<&PositionEntry> = lines
            .iter()
            .copied()
            .filter(|entry| {
                matches!(entry.modality.0, ModalityKind::Refused | ModalityKind::Denied) && self.still(entry)
            })
            .collect();
        if let Some(entry) = done.iter().find(|entry| entry.status == Status::Contested) {
            rested.push(entry);
            rested.extend(refused.iter());
            let other = refused.first().map(|other| self.voice.line(other));
            return (Verdict::Disputed, Saying::Disputed(self.voice.line(entry), other));
        }
        if let Some(entry) = done.first() {
            rested.push(entry);
            let opposite =
                self.entries.iter().filter(|other| self.step.against.contains(&other.rung.0) && is_done(other));
            let later = opposite.min_by_key(|other| stances::weight(other));
            rested.extend(later);
            let later = later.map(|later| self.voice.line(later));
            return (Verdict::No, Saying::NoLonger(self.voice.line(entry), later));
        }
        if let Some(entry) = refused.first() {
            rested.extend(refused.iter());
            return (Verdict::No, Saying::No(self.voice.line(entry)));
        }
        let opposite: Vec<&PositionEntry> = self
            .entries
            .iter()
            .filter(|other| {
                self.step.against.contains(&other.rung.0)
                    && is_done(other)
                    && other.status != Status::Superseded
                    && self.is_then(other)
            })
            .collect();
        if let Some(entry) = opposite.iter().min_by_key(|other| stances::weight(other)) {
            rested.push(entry);
            return (Verdict::No, Saying::Opposite(self.voice.line(entry)));
        }
        let open: Vec<&PositionEntry> =
            lines.iter().copied().filter(|entry| self.still(entry) && entry.modality != ModalityKind::Urged).collect();
        if let Some(entry) = open.first() {
            rested.extend(open.iter());
            return (Verdict::NotYet, Saying::NotYet(self.voice.line(entry)));
        }
        if let Some(found) = everyone
            && let Some(entry) = found
                .collection
                .ledger
                .entries
                .iter()
                .map(|entry| PositionEntry::of(entry, &found.collection))
                .find(|entry| self.still(entry) && self.is_then(entry))
        {
            return (Verdict::No, Saying::AllOthers(names_of(self.holder), self.voice.line(&entry)));
        }
        (Verdict::Unknown, self.nothing())
    }

    fn who(&self, rested: &mut Vec<&'a PositionEntry<'e>>) -> (Verdict, Saying) {
        let done = self.done();
        let standing: Vec<&PositionEntry> =
            done.iter().copied().filter(|entry| entry.status == Status::Standing).collect();
        let disputed: Vec<&PositionEntry> =
            done.iter().copied().filter(|entry| entry.status == Status::Contested).collect();
        rested.extend(standing.iter().chain(&disputed));
        let (names, contested) = (self.parties(&standing), self.parties(&disputed));
        let contested: Vec<String> = contested.into_iter().filter(|name| !names.contains(name)).collect();
        match names.is_empty() {
            true if disputed.is_empty() => (Verdict::Unknown, self.nothing()),
            true => (Verdict::Disputed, Saying::Who(names, contested)),
            false => (Verdict::Told, Saying::Who(names, contested)),
        }
    }

    fn how_many(&self, rested: &mut Vec<&'a PositionEntry<'e>>) -> (Verdict, Saying) {
        match self.who(rested) {
            (Verdict::Told, Saying::Who(names, contested)) => {
                (Verdict::Told, Saying::HowMany(names.len(), names, contested))
            }
            other => other,
        }
    }

    fn when(&self, rested: &mut Vec<&'a PositionEntry<'e>>) -> (Verdict, Saying) {
        let mut done = self.done();
        if done.is_empty() {
            let (verdict, answer) = self.whether(&None, rested);
            return (if verdict == Verdict::Yes { Verdict::Told } else { verdict }, answer);
        }
        done.sort_by_key(|entry| {
            (!entry.dated || entry.lasted, entry.status == Status::Contested, stances::weight(entry))
        });
        rested.extend(done.iter());
        let first = done[0];
        (Verdict::Told, Saying::When(self.voice.line(first)))
    }

    fn stands(&self, rested: &mut Vec<&'a PositionEntry<'e>>) -> (Verdict, Saying) {
        let mut lines: Vec<&PositionEntry> =
            self.entries.iter().filter(|entry| stances::counts(entry) && self.is_then(entry)).collect();
        lines.sort_by_key(|entry| stances::weight(entry));
        rested.extend(lines.iter());
        match lines.first() {
            Some(entry) => (Verdict::Told, Saying::Stands(self.voice.line(entry))),
            None => (Verdict::Unknown, self.nothing()),
        }
    }

    /// The parties asked for: holders, or toward whom where the holder is told.
    fn parties(&self, entries: &[&PositionEntry]) -> Vec<String> {
        let toward = self.holder.is_empty();
        let name = |entry: &&PositionEntry| if toward { entry.holder.name } else { entry.toward.name }.to_string();
        let names: BTreeSet<String> = entries.iter().map(name).filter(|name| name != EVERYBODY).collect();
        names.into_iter().collect()
    }

    /// That nothing is told of it.
    fn nothing(&self) -> Saying {
        Saying::Untold(Untold {
            step: (!self.step.rungs.is_empty()).then(|| self.step.name.clone()),
            to_do: self.step.to_do.clone(),
            holder: names_of(self.holder),
            toward: names_of(self.toward),
            then: !self.query.during.is_open(),
        })
    }
}

fn names_of(parties: &[Asked]) -> Vec<String> {
    parties.iter().map(|party| party.name.clone()).collect()
}

/// What is asked of a party's speakers.
fn question_of(holder: &[Asked], as_of: Option<Date>) -> Question {
    Question { by: holder.to_vec(), as_of, limit: Some(STATEMENTS), ..Question::default() }
}

/// What a party's speakers said, the latest first; of what is asked about, only where their words name it.
fn said(
    mut reply: Reply,
    question: &Question,
    toward: &[Asked],
    names: &Names,
    store: &Store,
    voice: &dyn Voice,
) -> Result<Reply> {
    let found = question.quotes(store)?;
    let names_it = |words: &str| {
        let named = names.named_in(words);
        toward.is_empty() || toward.iter().any(|asked| named.iter().any(|actor| asked.keys.contains(actor)))
    };
    // Each with the wording that names it.
    let said: Vec<(Utterance, usize)> = found
        .collection
        .ledger
        .utterances
        .iter()
        .filter_map(|said| {
            let wording = said.wordings.iter().position(|wording| names_it(&wording.evidence.quote))?;
            Some((Utterance::of(said, &found.collection), wording))
        })
        .take(LINES)
        .collect();
    let places: Vec<&Place> = said.iter().map(|(said, wording)| &said.wordings[*wording].place).collect();
    let Some(((latest, _), place)) = said.first().zip(places.first()) else {
        (reply.verdict, reply.answer) = (Verdict::Unknown, voice.say(&Saying::NoStatement));
        return Ok(reply);
    };
    reply.verdict = Verdict::Told;
    reply.answer = voice.say(&Saying::Statement {
        speaker: latest.speaker.name.to_string(),
        day: latest.date.map(|date| date.value.to_string()),
        quote: place.span.quote.to_string(),
    });
    reply.lines = said.iter().map(|(said, _)| said.id.to_string()).collect();
    reply.entries = said.iter().map(|(said, _)| serde_json::to_value(said)).collect::<Result<_, _>>()?;
    reply.evidence = first_words(places.into_iter(), &found, store)?;
    Ok(reply)
}

fn is_done(entry: &PositionEntry) -> bool {
    entry.modality == ModalityKind::Done && !entry.negated && entry.holder.name != EVERYBODY
}
