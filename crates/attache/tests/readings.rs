//! Every layer of every example, as text that can be read: what a change of a rule changes anywhere.
//!
//! Each capture of `examples/` has its reading in `tests/readings/NAME.txt`: sentence by sentence, below each what was read in it, then the
//! furniture and the notes. `ATTACHE_BLESS=1 cargo test --test readings` writes them anew; read the difference before you commit it.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

use attache::input::find_captures;
use attache_pipeline::article::{Article, Dated};
use attache_pipeline::events::Event;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::people::parties::PartyMention;
use attache_pipeline::positions::Position;
use attache_pipeline::read::{Layers, Reader, Reading};
use attache_pipeline::reference::{Holder, Party};
use attache_pipeline::span::Span;
use attache_pipeline::statements::Statement;
use attache_pipeline::when::TimexValue;
use std::fmt::Write;
use std::path::{Path, PathBuf};

#[test]
fn readings_of_the_examples() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let examples = here.join("../../examples");
    let captures = find_captures(std::slice::from_ref(&examples), Some(&examples.join("captures.csv")), false).unwrap();
    assert!(captures.len() > 20, "the examples are there");
    let reader = Reader::new(Lexicons::embedded()).with_language(attache::models::pipeline().unwrap());
    let bless = std::env::var_os("ATTACHE_BLESS").is_some();
    let mut changed = Vec::new();
    for capture in &captures {
        let bytes = capture.bytes().unwrap();
        let reading = reader.read(&bytes, capture.media_type_of(&bytes), capture.known());
        let told = Telling { reading: &reading, lexicons: &reader.lexicons }.tell();
        let name = Path::new(&capture.path()).file_stem().unwrap().to_string_lossy().into_owned();
        let file: PathBuf = here.join("tests/readings").join(format!("{name}.txt"));
        let kept = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
        if bless {
            std::fs::write(&file, &told).unwrap();
        } else if kept != told {
            changed.push(format!("{name}:\n{}", difference(&kept, &told)));
        }
    }
    assert!(
        changed.is_empty(),
        "{}\n{} readings changed; if that is right: ATTACHE_BLESS=1 cargo test --test readings",
        changed.join("\n"),
        changed.len()
    );
}

/// Lines that only one of two texts has, at most twelve of each.
fn difference(kept: &str, told: &str) -> String {
    let lines = |text: &'_ str, other: &'_ str, sign: &str| -> Vec<String> {
        let others: std::collections::BTreeSet<&str> = other.lines().collect();
        text.lines().filter(|line| !others.contains(line)).take(12).map(|line| format!("{sign}{line}")).collect()
    };
    [lines(kept, told, "- "), lines(told, kept, "+ ")].concat().join("\n")
}

/// A reading, and who is who.
struct Telling<'t> {
    reading: &'t Reading,
    lexicons: &'t Lexicons,
}

impl Telling<'_> {
    fn tell(&self) -> String {
        let mut out = String::new();
        for (article, layers) in self.reading.articles.articles.iter().zip(&self.reading.layers) {
            self.tell_head(&mut out, article, layers);
            for span in article.title.iter().chain(&article.body) {
                self.tell_paragraph(&mut out, *span, layers);
            }
            self.tell_whole(&mut out, layers);
        }
        out.push_str("\n= furniture\n");
        for line in &self.reading.articles.furniture {
            let _ = writeln!(out, "{:<9} {}", line.kind.name(), short(self.quote(line.span)));
        }
        for note in self.reading.page.notes.iter().chain(&self.reading.articles.notes) {
            let _ = writeln!(out, "note: {}", note.why);
        }
        out
    }

    fn tell_head(&self, out: &mut String, article: &Article, layers: &Layers) {
        let names = |names: &[attache_pipeline::article::Name]| {
            names.iter().map(|name| name.name.clone()).collect::<Vec<_>>().join(", ")
        };
        let day = |dated: &Option<Dated>| {
            dated
                .as_ref()
                .map_or("-".into(), |dated| format!("{} ({}, {})", dated.date, dated.basis.name(), dated.from))
        };
        let _ = writeln!(out, "= article");
        let outlet = article.outlet.as_ref().map_or("-", |outlet| &outlet.name);
        let _ = writeln!(out, "outlet {outlet}; by {}; published {}", names(&article.byline), day(&article.published));
        let _ = writeln!(out, "modified {}; credits {}", day(&article.modified), names(&article.credits));
        let taken = [&article.republished_from, &article.translated_from];
        for name in taken.into_iter().flatten() {
            let _ = writeln!(out, "from {}", name.name);
        }
        let day = layers.report.map_or("-".into(), |day| day.to_string());
        let _ = writeln!(out, "dates are counted from {:?}, {day}", layers.anchor.basis);
    }

    /// A headline or paragraph, sentence by sentence, below each what begins in it.
    fn tell_paragraph(&self, out: &mut String, paragraph: Span, layers: &Layers) {
        out.push('\n');
        let Some(document) = &layers.document else {
            let _ = writeln!(out, "{}", self.quote(paragraph));
            return;
        };
        for sentence in document.sentences() {
            let bytes = Span::from(document.bytes(sentence));
            if !paragraph.contains(bytes) || bytes.is_empty() {
                continue;
            }
            let _ = writeln!(out, "{}", one_line(self.quote(bytes)));
            let mut told: Vec<(Span, u8, String)> = Vec::new();
            let mut add = |span: Span, layer: u8, line: String| {
                if bytes.covers(span.start) {
                    told.push((span, layer, line));
                }
            };
            layers.parties.iter().for_each(|mention| add(mention.span, 0, self.party_line(mention)));
            for date in &layers.dates {
                let basis = date.basis.name();
                add(date.span, 1, format!("date      {} = {} ({basis})", short(self.quote(date.span)), date.value));
            }
            for figure in &layers.figures {
                let of = figure.of.as_ref().map_or("-", |of| &of.lemma);
                let act = figure.act.as_ref().map_or("-", |act| &act.lemma);
                let upper = figure.upper.map(|upper| format!("..{upper}")).unwrap_or_default();
                let unit = figure.unit.as_deref().unwrap_or("");
                let (value, how) = (figure.value, figure.qualifier.name());
                let words = short(self.quote(figure.span));
                add(figure.span, 2, format!("figure    {words} = {value}{upper}{unit} {how}, of {of}, {act}"));
            }
            layers.events.iter().for_each(|event| add(event.coding.trigger, 3, self.event_line(event)));
            for (number, statement) in layers.statements.iter().enumerate() {
                let first = statement.content.iter().chain(&statement.cue).map(|span| span.start).min();
                let at = first.unwrap_or(bytes.start);
                add(Span::new(at, at), 4, self.statement_line(number, statement));
            }
            layers.positions.iter().for_each(|position| add(position.span, 5, self.position_line(position)));
            for told in &layers.happenings {
                let (noun, (first, last)) = (&told.noun, told.days);
                add(told.sentence, 6, format!("happened  {noun} in {}, {first}..{last}", told.places.join(" ")));
            }
            for doer in &layers.doers {
                let by = match &doer.by.party {
                    Party::Known(party) => self.name_of(*party),
                    Party::Named(name) | Party::Group(name) => name,
                    Party::Everyone => "*",
                };
                let how = if doer.plain { "" } else { ", by their or another's word" };
                add(doer.by.span, 7, format!("doer      {} by {by}{how}", doer.noun));
            }
            for called in &layers.designations {
                let mouth = called.mouth.as_deref().map(|who| format!(", by {who}")).unwrap_or_default();
                let scare = if called.scare { ", in marks" } else { "" };
                let (term, kind) = (&called.term, called.kind.name());
                add(called.span, 8, format!("called    {}: {term} ({kind}{scare}{mouth})", self.name_of(called.party)));
            }
            told.sort_by(|a, b| (a.0.start, a.1, &a.2).cmp(&(b.0.start, b.1, &b.2)));
            for (_, _, line) in told {
                let _ = writeln!(out, "    {line}");
            }
        }
    }

    /// What is of no one sentence: the persons.
    fn tell_whole(&self, out: &mut String, layers: &Layers) {
        if !layers.people.persons.is_empty() {
            out.push_str("\n= persons\n");
        }
        for (number, person) in layers.people.persons.iter().enumerate() {
            let _ = writeln!(out, "{} ({:?})", person.name, person.gender);
            for post in layers.posts.iter().filter(|post| post.person == number) {
                let party = post.party.map_or("-", |party| self.name_of(party));
                let days = post.days.map(|(first, last)| format!(", {first}..{last}")).unwrap_or_default();
                let ended = if post.ended { ", ended" } else { "" };
                let _ = writeln!(out, "    {} [{}] of {party}{ended}{days}", post.phrase, post.words.join(" "));
            }
        }
    }

    fn party_line(&self, mention: &PartyMention) -> String {
        format!("party     {} = {} ({:?})", short(self.quote(mention.span)), self.name_of(mention.party), mention.form)
    }

    fn event_line(&self, event: &Event) -> String {
        let recipient = event.recipient.map_or("-", |recipient| self.name_of(recipient.party));
        let mode = event.coding.mode.as_deref().map(|mode| format!(" {mode}")).unwrap_or_default();
        let word = short(self.quote(event.coding.trigger));
        let (kind, how) = (event.coding.event_type.name(), event.modality.name());
        format!("event     {} {kind}{mode} {recipient}, {how} ({word})", self.name_of(event.actor.party))
    }

    fn statement_line(&self, number: usize, statement: &Statement) -> String {
        let who = statement.speaker.as_ref().map_or("nobody named", |speaker| &speaker.name);
        let content: Vec<&str> = statement.content.iter().map(|span| self.quote(*span)).collect();
        let via: Vec<&str> = statement.via.iter().map(|relay| relay.name.as_str()).collect();
        let via = if via.is_empty() { String::new() } else { format!(" via {}", via.join(", ")) };
        let within = statement.within.map(|outer| format!(", within {outer}")).unwrap_or_default();
        let told = statement.addressee.map(|told| format!(" to {}", self.quote(told))).unwrap_or_default();
        let date = day(&statement.date);
        let (kind, how, rule) = (statement.kind.name(), statement.modality.kind.name(), statement.rule);
        let head = format!("says {number:<4} {who}{told}{via}: {kind}, {how}{date}, by {rule}{within}");
        format!("{head}: {}", short(&content.join(" … ")))
    }

    fn position_line(&self, position: &Position) -> String {
        let rung = position.rung.name();
        let negated = if position.modality.negated { " not" } else { "" };
        let said = position.said_by.as_ref().map(|said| format!(", says {}", said.name)).unwrap_or_default();
        let asked = position.addressee.as_ref().map(|asked| format!(", asking {}", self.holder(asked)));
        let act = position.act.map(|act| format!(" {act}")).unwrap_or_default();
        let (how, date, rule) = (position.modality.kind.name(), day(&position.date), &position.rule);
        let sides = format!("{} -> {}", self.holder(&position.holder), self.holder(&position.toward));
        let asked = asked.unwrap_or_default();
        format!("stands    {sides} {rung}{act}, {how}{negated}{date}{said}{asked}, by {rule}: {}", self.words(position))
    }

    fn words(&self, position: &Position) -> String {
        short(self.quote(position.span))
    }

    fn holder(&self, holder: &Holder) -> String {
        match &holder.party {
            Party::Known(at) => self.name_of(*at).to_string(),
            Party::Group(name) | Party::Named(name) => format!("“{name}”"),
            Party::Everyone => "everyone".into(),
        }
    }

    fn name_of(&self, party: usize) -> &str {
        self.lexicons.gazetteer.parties.get(party).map_or("?", |party| &party.name)
    }

    fn quote(&self, span: Span) -> &str {
        self.reading.page.quote(span)
    }
}

fn day(date: &Option<TimexValue>) -> String {
    date.as_ref().map(|date| format!(", {} ({})", date.value, date.basis.name())).unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most seventy characters, on one line, in marks.
fn short(text: &str) -> String {
    let text = one_line(text);
    match text.char_indices().nth(70) {
        Some((end, _)) => format!("“{}…”", &text[..end]),
        None => format!("“{text}”"),
    }
}
