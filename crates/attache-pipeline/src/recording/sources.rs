//! Whose words a report hands on.
//!
//! In: the statements of an article. Out: [`SourceRecord`]s, each once. Of "TASS reported that …" an agency, of "according to the Oxmoor Standard" an outlet, of "told the Oxmoor
//! Standard" an interview, of "the ministry said in a statement" the ministry's statement, of "Ann Lee said in a speech" a speech of hers.
//!
//! What has no name is nobody's: "a statement" of two reports is not one source, nor is "local media". Agencies credited for the whole text, and whose report it was
//! first, are the article's own to tell (`article/credits.rs`, `article/republished.rs`).

use super::Making;
use crate::people::mentions::Mentions;
use crate::record::{SourceKind, SourceRecord};
use crate::reference::Speaker;
use crate::span::Span;
use crate::statements::Statement;
use crate::statements::relay::{Relay, RelayKind, Wires, relay_of_source};
use attache_language::{Pos, Token};

impl Making<'_> {
    /// The sources of the article's statements, in their order.
    pub(super) fn sources(&self) -> Vec<SourceRecord> {
        let mut found: Vec<SourceRecord> = Vec::new();
        let wires = Wires { agencies: &self.lexicons.article.agencies, media: &self.lexicons.media };
        for statement in self.layers.statements.iter().filter(|statement| statement.act.is_speech()) {
            let speaking = relay_of_source(self.document, statement, &wires);
            let relays = statement.via.iter().chain(speaking.as_ref());
            let handed_on = relays.filter_map(|relay| self.source(relay, statement));
            for source in handed_on.chain(self.speech(statement)) {
                if found.iter().all(|known| known.name != source.name) {
                    found.push(source);
                }
            }
        }
        found
    }

    fn source(&self, relay: &Relay, statement: &Statement) -> Option<SourceRecord> {
        let named = || self.has_name(relay.span).then(|| relay.name.clone());
        let (name, kind) = match relay.kind {
            RelayKind::Wire => (relay.name.clone(), SourceKind::Wire),
            RelayKind::Platform => (relay.name.clone(), SourceKind::Document),
            RelayKind::Document => (named().or_else(|| self.issued(&relay.name, statement))?, SourceKind::Document),
            RelayKind::Outlet | RelayKind::Broadcaster if self.was_told(relay.span, statement) => {
                (named()?, SourceKind::Interview)
            }
            RelayKind::Outlet | RelayKind::Broadcaster => (named()?, SourceKind::Outlet),
        };
        let last = name.rsplit(' ').next().unwrap_or("");
        let is_outlet = self.lexicons.media.is_outlet(last) || self.lexicons.media.is_broadcaster(last);
        // "wrote to the Government": whom one writes to is no outlet.
        let is_body = matches!(kind, SourceKind::Outlet | SourceKind::Interview)
            && self.lexicons.roles.is_collective(last)
            && !is_outlet;
        if is_body {
            return None;
        }
        Some(SourceRecord { name, kind })
    }

    /// "Peru statement": a document that has no name has that of who speaks in it. What an outlet prints ("in an article") is not of who is quoted there.
    fn issued(&self, document: &str, statement: &Statement) -> Option<String> {
        let noun = document.rsplit(' ').next().unwrap_or(document);
        let speaker = name_of(statement.speaker.as_ref()?)?;
        (!self.lexicons.media.is_piece(noun)).then(|| format!("{speaker} {noun}"))
    }

    /// "told the Oxmoor Standard", "in an interview with the Oxmoor Standard": they have it from the speaker.
    fn was_told(&self, relay: Span, statement: &Statement) -> bool {
        let interviewed = || {
            let head = self.document.tokens_in(relay.start..relay.end).next().map(|at| self.document.token(at));
            let mut above = head.into_iter().flat_map(|head| head.ancestors().take(4));
            above.any(|word| self.lexicons.media.is_interview(word.text()))
        };
        statement.addressee.is_some_and(|told| told.contains(relay) || relay.contains(told)) || interviewed()
    }

    /// "said in a speech", "told a news conference".
    fn speech(&self, statement: &Statement) -> Option<SourceRecord> {
        let speaker = statement.speaker.as_ref().filter(|speaker| speaker.person.is_some())?;
        let cue = self.document.token(statement.word);
        let is_speech = |word: Token<'_>| self.lexicons.media.is_speech(word.text());
        let behind = cue.children().filter(|child| child.dep() == "prep").filter_map(|child| child.child("pobj"));
        let mut occasions = behind.chain(cue.child("dobj"));
        occasions.any(is_speech).then(|| SourceRecord { name: speaker.name.clone(), kind: SourceKind::Speech })
    }

    /// Whether words have a name of their own, not only that of a party: "Oxmoor Standard", not "Russian media".
    fn has_name(&self, span: Span) -> bool {
        let mut tokens = self.document.tokens_in(span.start..span.end).map(|at| self.document.token(at));
        tokens.any(|token| token.pos() == Pos::Propn && Mentions(&self.layers.parties).at(token.bytes()).is_none())
    }
}

/// A speaker's name, where it is one and not "officials".
fn name_of(speaker: &Speaker) -> Option<&str> {
    let is_named = speaker.person.is_some() || speaker.party.is_some() || speaker.affiliation.is_some();
    is_named.then_some(speaker.name.as_str())
}

#[cfg(test)]
mod tests {
    use crate::record::SourceKind;
    use crate::sample::record;

    #[track_caller]
    fn check(sentence: &str, expected: &[(&str, SourceKind)]) {
        let record = record(sentence, "2024-06-20");
        let found: Vec<(&str, SourceKind)> =
            record.sources.iter().map(|source| (source.name.as_str(), source.kind)).collect();
        assert_eq!(found, expected, "{sentence}");
    }

    #[test]
    fn sources_are_told_apart() {
        check("The talks failed, TASS news agency said on Monday.", &[("TASS", SourceKind::Wire)]);
        check(
            "“We shall stay,” the envoy, Ann Lee, told the Oxmoor Times.",
            &[("the Oxmoor Times", SourceKind::Interview)],
        );
        check("Peru said in a statement that the embassy would stay.", &[("Peru statement", SourceKind::Document)]);
        check("Two officials said in a statement that the embassy would stay.", &[]);
        check(
            "“We shall stay,” the minister, Ann Lee, said in a speech on Monday.",
            &[("Ann Lee", SourceKind::Speech)],
        );
        check("Peru had closed its embassy, local media reported.", &[]);
    }
}
