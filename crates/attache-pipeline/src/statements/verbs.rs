//! What a verb reports, frame by frame.
//!
//! In: a verb in its tree and the senses the lexicon gives it. Out: one [`Report`], by the first frame it stands in. "Kabul accused its neighbour of
//! shelling villages" is an object with a preposition, "promised to wait" an infinitive, "the plan was rejected by Peru" a passive.
//!
//! The frames are asked from the one that needs most to the one that needs least: a clause before an infinitive, both before a bare object.

use super::cues::{Act, CueLexicon, Frames, Sense, VerbList};
use super::frames::{Frame, Report};
use super::phrases::{can_speak, cue_of, find_addressee, find_source, only};
use crate::grammar::complement::{acl_infinitive, clause_of, infinitive_of, is_infinitive, preposition};
use crate::grammar::object::{agent_of, direct_object, is_passive};
use crate::grammar::phrase::{phrase, without};
use crate::people::roles::Roles;
use attache_language::{Pos, Token};
use std::ops::Range;

/// What a verb reports.
pub(super) fn read_verb(verb: Token<'_>, lexicon: &CueLexicon, roles: &Roles) -> Option<Report> {
    let particle = verb.child("prt").map(|particle| particle.text());
    let senses = lexicon.verb(verb.lemma(), particle);
    // "Brazil urged to recognise it": a headline's passive, whose subject is the one who is asked.
    let asked = is_passive(verb) && verb.child("nsubj").is_some();
    let source = if asked { None } else { find_source(verb) };
    let cue = VerbCue { verb, senses, source, lexicon, roles };
    if is_passive(verb) {
        if let Some(inner) = quoted_as(verb) {
            // "was quoted by Reuters as saying that …": the inner verb reports, where it can.
            return if read_verb(inner, lexicon, roles).is_some() { None } else { cue.quoted_as_having(inner) };
        }
        let told = lexicon.is(VerbList::Told, verb.lemma());
        if let (false, Some(report)) = (told, cue.passive_with_clause()) {
            return Some(report);
        }
        if let (Some(agent), Some(subject)) = (agent_of(verb), verb.child("nsubjpass")) {
            return cue.passive_with_agent(agent, subject);
        }
        // "he was told that": who is told is no source, but the clause is what was said.
        if !told {
            return None;
        }
    }
    if let Some(report) = cue.predicate() {
        return Some(report);
    }
    if let Some(clause) = clause_of(verb) {
        if let Some((sense, frame)) = cue.sense_of_clause(clause) {
            return cue.clause(sense, frame, clause);
        }
        if cue.is_unlisted_report(clause) {
            return Some(cue.report(Act::Say, Frame::Clause, only(clause.edges())));
        }
    }
    cue.source?;
    cue.interrupting_clause()
        .or_else(|| cue.object_and_preposition())
        .or_else(|| cue.object_and_infinitive())
        .or_else(|| cue.person_behind_preposition())
        .or_else(|| cue.infinitive())
        .or_else(|| cue.preposition())
        .or_else(|| cue.gerund())
        .or_else(|| cue.object())
}

/// The verb of "as saying", "as having said" behind "quoted" or "cited".
fn quoted_as(verb: Token<'_>) -> Option<Token<'_>> {
    if !matches!(verb.lemma(), "quote" | "cite") {
        return None;
    }
    let gerund = |token: &Token<'_>| {
        let having = token.children().any(|aux| aux.dep() == "aux" && aux.tag() == "VBG");
        matches!(token.pos(), Pos::Verb | Pos::Aux) && (token.tag() == "VBG" || having)
    };
    let by_as = verb.children().filter(|child| child.text() == "as").filter_map(|as_| as_.child("pcomp"));
    let marked = verb.children().filter(|child| child.children().any(|mark| mark.text() == "as"));
    by_as.chain(marked).find(gerund)
}

/// A verb that may report, and what is known of it: each frame it can stand in is a function.
struct VerbCue<'d, 'l> {
    verb: Token<'d>,
    /// Its senses in the lexicon; none for a verb that is not listed.
    senses: &'l [Sense],
    /// Head of the phrase of who acts.
    source: Option<Token<'d>>,
    lexicon: &'l CueLexicon,
    roles: &'l Roles,
}

impl<'d, 'l> VerbCue<'d, 'l> {
    fn with(&self, frame: Frames) -> Option<&'l Sense> {
        self.senses.iter().find(|sense| sense.frames.has(frame))
    }

    fn report(&self, act: Act, frame: Frame, content: Vec<Range<usize>>) -> Report {
        let tells = self.lexicon.is(VerbList::Telling, self.verb.lemma());
        Report {
            word: self.verb.index,
            cue: cue_of(self.verb),
            source: self.source.map(|source| source.index),
            content,
            addressee: find_addressee(self.verb, tells).map(|token| token.index),
            elided: false,
            act,
            frame,
        }
    }

    /// "The talks are said to have failed", "they were thought dead", "it was said by Peru that".
    fn passive_with_clause(&self) -> Option<Report> {
        let sense = self.with(Frames::PASSIVE)?;
        let verb = self.verb;
        let clause = clause_of(verb).or_else(|| infinitive_of(verb)).or_else(|| verb.child("oprd"))?;
        let mut content = Vec::new();
        // "is reported to have said …": the subject is the source of what stands within, no part of it.
        let speaks = self.lexicon.verb(clause.lemma(), None).iter().any(|sense| sense.frames.has(Frames::QUOTE));
        let own = |subject: &Token<'_>| subject.lemma() != "it" && !speaks;
        content.extend(verb.child("nsubjpass").filter(own).map(phrase));
        content.push(clause.edges());
        let found = self.report(sense.act, Frame::Passive, content);
        Some(Report { source: agent_of(verb).map(|agent| agent.index), ..found })
    }

    /// "The aide was cited by Dorn Daily as having said the opposite": the subject speaks, and who cites hands it on.
    fn quoted_as_having(&self, inner: Token<'_>) -> Option<Report> {
        let subject = self.verb.child("nsubjpass")?;
        let said = self.lexicon.verb(inner.lemma(), None).iter().any(|sense| sense.frames.has(Frames::QUOTE));
        let object = direct_object(inner).filter(|_| said).map(|object| object.edges());
        let content = object.unwrap_or_else(|| inner.edges().start.max(inner.index)..inner.edges().end);
        let found = self.report(Act::Say, Frame::As, only(content));
        Some(Report { source: Some(subject.index), addressee: None, ..found })
    }

    /// "The plan was rejected by Peru", "Peru was accused by Chile of spying".
    fn passive_with_agent(&self, agent: Token<'_>, subject: Token<'_>) -> Option<Report> {
        let takes_object = |sense: &&Sense| sense.frames.has(Frames::OBJECT) || !sense.object_preps.is_empty();
        let sense = self.senses.iter().find(takes_object)?;
        let mut content = only(phrase(subject));
        content.extend(preposition(self.verb, &sense.object_preps).map(|(_, object)| object.edges()));
        let found = self.report(sense.act, Frame::Object, content);
        Some(Report { source: Some(agent.index), ..found })
    }

    /// "the sanctions illegal" of "called the sanctions illegal": a clause without a verb, or an object and its predicate.
    fn predicate(&self) -> Option<Report> {
        let sense = self.with(Frames::AS)?;
        let as_phrase = preposition(self.verb, &["as".to_string()]).map(|(as_word, _)| as_word);
        let complement = self.verb.child("oprd").or(as_phrase);
        if let (Some(object), Some(complement)) = (direct_object(self.verb), complement)
            && complement.index > object.index
        {
            return Some(self.report(sense.act, Frame::As, only(object.edges().start..complement.edges().end)));
        }
        let small = clause_of(self.verb).filter(|clause| !matches!(clause.pos(), Pos::Verb | Pos::Aux))?;
        self.source?;
        Some(self.report(sense.act, Frame::As, only(small.edges())))
    }

    /// The sense by which a verb takes this clause: "said that they left", "wants them to leave".
    fn sense_of_clause(&self, clause: Token<'_>) -> Option<(&'l Sense, Frame)> {
        match is_infinitive(clause) {
            true => Some((self.with(Frames::PERSON_TO)?, Frame::PersonTo)),
            false => Some((self.with(Frames::CLAUSE)?, Frame::Clause)),
        }
    }

    fn clause(&self, sense: &Sense, frame: Frame, clause: Token<'_>) -> Option<Report> {
        let verb = self.verb;
        let found = self.report(sense.act, frame, only(clause.edges()));
        if self.source.is_some() {
            return Some(found);
        }
        // "Added that …": who spoke last goes on.
        let begins = is_first_word(verb) && matches!(verb.tag(), "VBD" | "VBN" | "VBZ");
        if verb.is_root() && begins && sense.act.is_speech() {
            return Some(Report { elided: true, frame: Frame::Clause, ..found });
        }
        None
    }

    /// A verb nobody listed, with somebody as its subject and a clause behind it. A clause ahead of one is more often joined to it by a comma
    /// than said.
    fn is_unlisted_report(&self, clause: Token<'_>) -> bool {
        self.senses.is_empty()
            && !is_infinitive(clause)
            && !self.lexicon.is(VerbList::Silent, self.verb.lemma())
            && self.source.is_some_and(can_speak)
            && clause.index > self.verb.index
    }

    /// "The talks, the envoy said, have failed".
    fn interrupting_clause(&self) -> Option<Report> {
        let sense = self.with(Frames::CLAUSE)?;
        let content = parenthetical(self.verb, self.lexicon.is(VerbList::Telling, self.verb.lemma()))?;
        Some(self.report(sense.act, Frame::Clause, content))
    }

    /// "accused its neighbour of shelling villages".
    fn object_and_preposition(&self) -> Option<Report> {
        let object = direct_object(self.verb)?;
        let (sense, complement) = self.senses.iter().find_map(|sense| {
            let own = preposition(self.verb, &sense.object_preps);
            let (_, complement) = own.or_else(|| preposition(object, &sense.object_preps))?;
            Some((sense, complement))
        })?;
        let end = complement.edges().end.max(object.edges().end);
        Some(self.report(sense.act, Frame::ObjectPreposition, only(object.edges().start..end)))
    }

    /// "urged both sides to return".
    fn object_and_infinitive(&self) -> Option<Report> {
        let object = direct_object(self.verb)?;
        let sense = self.with(Frames::PERSON_TO)?;
        let behind = infinitive_of(self.verb).filter(|infinitive| infinitive.index > object.index);
        let below = || object.children().find(|child| child.dep() == "acl" && is_infinitive(*child));
        let infinitive = behind.or_else(below)?;
        Some(self.report(sense.act, Frame::PersonTo, only(object.edges().start..infinitive.edges().end)))
    }

    /// "called on both sides to return", "pleaded with them to stay".
    fn person_behind_preposition(&self) -> Option<Report> {
        let verb = self.verb;
        let (sense, person, infinitive, preposition) =
            verb.children().filter(|child| child.dep() == "prep").find_map(|preposition| {
                let listed = self.lexicon.verb(&format!("{} {}", verb.lemma(), preposition.lemma()), None);
                let sense = listed.iter().find(|sense| sense.frames.has(Frames::PERSON_TO))?;
                let person = preposition.child("pobj")?;
                Some((sense, person, infinitive_of(verb).or_else(|| acl_infinitive(person))?, preposition))
            })?;
        let content = person.edges().start..infinitive.edges().end.max(person.edges().end);
        let found = self.report(sense.act, Frame::PersonTo, only(content));
        Some(Report { cue: found.cue.start..preposition.index + 1, ..found })
    }

    /// "promised to wait".
    fn infinitive(&self) -> Option<Report> {
        let sense = self.with(Frames::TO)?;
        Some(self.report(sense.act, Frame::To, only(infinitive_of(self.verb)?.edges())))
    }

    /// "called for calm": a preposition right behind the cue is part of it.
    fn preposition(&self) -> Option<Report> {
        let (sense, (preposition, object)) =
            self.senses.iter().find_map(|sense| Some((sense, preposition(self.verb, &sense.preps)?)))?;
        let mut found = self.report(sense.act, Frame::Preposition, only(object.edges()));
        if preposition.index == found.cue.end {
            found.cue.end = preposition.index + 1;
        }
        Some(found)
    }

    /// "denied having met them".
    fn gerund(&self) -> Option<Report> {
        let sense = self.with(Frames::GERUND)?;
        let gerund = self.verb.children().find(|child| {
            let having = || child.children().any(|aux| aux.dep() == "aux" && aux.tag() == "VBG");
            matches!(child.dep(), "xcomp" | "pcomp") && (child.tag() == "VBG" || having())
        })?;
        Some(self.report(sense.act, Frame::Gerund, only(gerund.edges())))
    }

    /// "rejected the plan", where the source is somebody who speaks; of some verbs documents "say" their object too.
    fn object(&self) -> Option<Report> {
        let object = direct_object(self.verb)?;
        let source = self.source?;
        let speaks = can_speak(source);
        if !speaks && !self.roles.is_office(source.text()) && !self.roles.is_collective(source.lemma()) {
            return None;
        }
        let of_documents = if speaks { None } else { self.with(Frames::DOCUMENTS_OBJECT) };
        let sense = self.with(Frames::OBJECT).or(of_documents)?;
        Some(self.report(sense.act, Frame::Object, only(object.edges())))
    }
}

/// Whether a token is the first word of its sentence.
fn is_first_word(token: Token<'_>) -> bool {
    let document = token.document();
    let start = document.sentence(token.sentence()).start;
    (start..token.index).all(|at| !document.token(at).text().chars().any(char::is_alphanumeric))
}

/// "The talks, the envoy said, have failed": the clause a verb of speech interrupts, less the interruption.
fn parenthetical(verb: Token<'_>, tells: bool) -> Option<Vec<Range<usize>>> {
    let document = verb.document();
    let joined = verb.head().children().any(|child| child.dep() == "cc" && child.index < verb.index);
    let after_comma = |source: Token<'_>| {
        let start = source.edges().start;
        start > 0 && document.token(start - 1).text() == "," && start < verb.index
    };
    let told = verb.child("dobj").is_none() || find_addressee(verb, tells).is_some();
    let tagged_on = verb.dep() == "conj" && !joined && told && find_source(verb).is_some_and(after_comma);
    if verb.dep() != "parataxis" && !tagged_on {
        return None;
    }
    let mut host = verb.head();
    // Only a clause is said; a noun it was hung on stands in one.
    while !host.is_root() && !matches!(host.pos(), Pos::Verb | Pos::Aux) {
        host = host.head();
    }
    let (start, mut end) = (verb.edges().start, verb.edges().end);
    if document.len() > end && document.token(end).text() == "," {
        end += 1;
    }
    let content = without(host.edges(), start..end);
    (!content.is_empty()).then_some(content)
}
