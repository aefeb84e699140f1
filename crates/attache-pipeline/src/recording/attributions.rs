//! Statements to the attributions that are compared across reports.
//!
//! In: a statement of the article. Out: [`Attribution`], with the words to compare it by. Of «the envoy said that talks "will go on for as long
//! as it takes"» the quoted words are compared, and all of it; of an indirect one, its sentences.
//!
//! What nobody is named for ("it said"), and what has no three words of content ("welcomed the move"), is left out.

use super::Making;
use crate::modality::ModalityKind;
use crate::people::spelling::fold;
use crate::record::{Attribution, Relayed, Unit};
use crate::reference::Speaker;
use crate::span::Span;
use crate::statements::{Kind, Statement};

/// Between quotation and name, at most, in bytes: "said on Monday, when he met the press,".
const BESIDE: usize = 80;
/// How far off a statement within another stands, in statements.
const NEAR: usize = 16;

impl Making<'_> {
    pub(super) fn attribution(&self, number: usize) -> Option<Attribution> {
        let statement = &self.layers.statements[number];
        let speaker = statement.speaker.as_ref()?;
        if !statement.act.is_speech() {
            return None;
        }
        if statement.modality.kind != ModalityKind::Done && statement.kind == Kind::Indirect {
            return None;
        }
        // Speech within speech is part of the outer saying, except another's own words within a report of them.
        if let Some(outer) = statement.within.and_then(|outer| self.layers.statements.get(outer)) {
            let told = outer.act.is_speech() && outer.speaker.as_ref().is_some_and(|outer| outer.name != speaker.name);
            if outer.kind != Kind::Indirect || statement.kind == Kind::Indirect || !told {
                return None;
            }
        }
        match self.handed_on(number) {
            Some(inner) => {
                let document = Relayed { name: speaker.name.clone(), kind: "document".into() };
                self.keep(inner, inner.speaker.as_ref()?, Some(document))
            }
            None => self.keep(statement, speaker, None),
        }
    }

    /// "Wang told them …, according to a statement": the document's statement that only hands on what a person says in it, and that.
    fn handed_on(&self, number: usize) -> Option<&Statement> {
        let outer = &self.layers.statements[number];
        let speaker = outer.speaker.as_ref().filter(|speaker| speaker.person.is_none())?;
        let mut words = speaker.name.split_whitespace().map(str::to_lowercase);
        if !words.any(|word| self.lexicons.media.is_document(&word)) {
            return None;
        }
        let near = number.saturating_sub(NEAR)..(number + NEAR).min(self.layers.statements.len());
        self.layers.statements[near].iter().find(|inner| {
            let person = inner.speaker.as_ref().is_some_and(|speaker| speaker.person.is_some());
            inner.within == Some(number) && inner.act.is_speech() && person
        })
    }

    fn keep(&self, statement: &Statement, speaker: &Speaker, document: Option<Relayed>) -> Option<Attribution> {
        // "it said", with nobody found for it, is nobody's.
        let function_word = |word: &str| self.words(word).iter().all(|(_, weight)| *weight == 0.0);
        if speaker.name.split_whitespace().all(function_word) {
            return None;
        }
        let units = self.units(statement);
        // "welcomed the move", "the 'flagrant' breach": no words to compare.
        if units.is_empty() {
            return None;
        }
        let first = statement.content.first()?;
        let sentence = self.sentence(*first);
        Some(Attribution {
            voice: self.voice(speaker),
            pieces: statement.content.iter().map(|piece| self.evidence(*piece)).collect(),
            quoted: statement.kind != Kind::Indirect,
            plain: self.is_plain(statement, &speaker.name),
            via: statement
                .via
                .iter()
                .map(|relay| Relayed { name: relay.name.clone(), kind: relay.kind.name().into() })
                .chain(document)
                .collect(),
            when: self.when(&statement.date, sentence),
            units,
            paragraph: self
                .document
                .tokens_in(first.start..first.end)
                .next()
                .map_or(0, |token| self.document.parts().position(|part| part.contains(&token)).unwrap_or(0)),
        })
    }

    /// «"…," Ana Quispe said»: marks at both ends and none within, the name itself beside them in the same paragraph, not a pronoun.
    fn is_plain(&self, statement: &Statement, name: &str) -> bool {
        let ([piece], Some(source), Some(_)) = (statement.content.as_slice(), statement.source, statement.cue) else {
            return false;
        };
        let marks = piece.of(self.text).chars().filter(|c| matches!(c, '"' | '“' | '”' | '„' | '«' | '»')).count();
        let told: Vec<String> = source.of(self.text).split_whitespace().map(fold).collect();
        let is_named = name.split_whitespace().next_back().is_some_and(|last| told.contains(&fold(last)));
        let between =
            Span::new(piece.end.min(source.end), piece.start.max(source.start).max(piece.end.min(source.end)));
        statement.kind == Kind::Direct
            && !statement.inherited
            && marks <= 2
            && is_named
            && between.len() <= BESIDE
            && !between.of(self.text).contains('\n')
    }

    /// What is between quotation marks, where that is a phrase, and of what is only partly quoted each sentence as well.
    fn units(&self, statement: &Statement) -> Vec<Unit> {
        let mut units = Vec::new();
        for piece in &statement.content {
            let quoted: Vec<Unit> = if statement.kind == Kind::Indirect { Vec::new() } else { self.quoted(*piece) };
            let is_whole = statement.kind == Kind::Direct && !quoted.is_empty();
            units.extend(quoted);
            if is_whole {
                continue;
            }
            let mut at = piece.start;
            while at < piece.end {
                let sentence = self.sentence(Span::new(at, at + 1));
                let end = sentence.end.clamp(at + 1, piece.end);
                units.push(self.said(self.text.get(at..end).unwrap_or("")));
                at = end;
            }
        }
        units.retain(|unit| unit.iter().filter(|(_, weight)| *weight > 0.0).count() >= 3);
        units
    }

    /// Stretches between quotation marks, sentence by sentence; all of it where the marks stand outside.
    fn quoted(&self, piece: Span) -> Vec<Unit> {
        let text = piece.of(self.text);
        let marks = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
        let parts: Vec<&str> = text.split(marks).collect();
        let inner: Vec<&str> = match parts.len() {
            0 | 1 => vec![text],
            _ => parts.iter().skip(1).step_by(2).copied().collect(),
        };
        let sentences = inner.iter().flat_map(|part| part.split_inclusive(['.', '!', '?', ';']));
        let units: Vec<Unit> = sentences.map(|sentence| self.said(sentence)).collect();
        units.into_iter().filter(|unit| unit.iter().filter(|(_, weight)| *weight > 0.0).count() >= 3).collect()
    }
}
