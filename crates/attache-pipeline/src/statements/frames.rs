//! Cues in a tree: who reports what, by the structure of the clause.
//!
//! In: a sentence's tree and the [`CueLexicon`]. Out: [`Report`]s: cue, source and content as tokens. In "Kabul accused its
//! neighbour of shelling villages" the cue is "accused", the source "Kabul", the content the rest.
//!
//! A verb with a clause beside it and somebody as its subject reports, listed or not: half of the cues of English news are
//! rare words (ATTRIBUTION of PolNeAR's news: 8,106 cue strings in 924 articles). It does not look at quotation marks.

use super::cues::{Act, CueLexicon, Frames, Sense};
use super::phrases::{can_speak, cue_of, find_addressee, find_source, only};
use crate::grammar::complement::{
    acl_infinitive, clause_of, infinitive_of, is_infinitive, is_that_clause, preposition,
};
use crate::grammar::object::{agent_of, direct_object, is_passive};
use crate::grammar::phrase::{phrase, without};
use crate::people::roles::Roles;
use attache_language::{Document, Pos, Token};
use std::ops::Range;

/// A report of words or thoughts, as tokens of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The verb, noun or preposition that reports.
    pub word: usize,
    /// The cue with its auxiliaries: "has not said".
    pub cue: Range<usize>,
    /// Head of the source's phrase.
    pub source: Option<usize>,
    /// The content, in pieces, in order.
    pub content: Vec<Range<usize>>,
    /// A person told.
    pub addressee: Option<usize>,
    /// The sentence leaves its subject out ("Added that …"): who spoke last goes on.
    pub elided: bool,
    /// What the source does.
    pub act: Act,
    /// The frame that was found.
    pub frame: Frame,
}

/// By which structure a report was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Frame {
    Clause,
    As,
    ObjectPreposition,
    PersonTo,
    To,
    Preposition,
    Gerund,
    Object,
    Passive,
    Noun,
    AccordingTo,
    Adverb,
    Quote,
    Headline,
    BlockQuote,
}

impl Frame {
    /// Its name, as the `rule` of a statement.
    pub fn name(self) -> &'static str {
        match self {
            Frame::Clause => "clause",
            Frame::As => "as",
            Frame::ObjectPreposition => "object-preposition",
            Frame::PersonTo => "person-to",
            Frame::To => "to",
            Frame::Preposition => "preposition",
            Frame::Gerund => "gerund",
            Frame::Object => "object",
            Frame::Passive => "passive",
            Frame::Noun => "noun",
            Frame::AccordingTo => "according-to",
            Frame::Adverb => "adverb",
            Frame::Quote => "quote",
            Frame::Headline => "headline",
            Frame::BlockQuote => "block-quote",
        }
    }
}

/// The reports of one sentence. Linear in its tokens times the depth of its tree.
pub fn find_reports(document: &Document, sentence: Range<usize>, lexicon: &CueLexicon, roles: &Roles) -> Vec<Report> {
    let mut found = Vec::new();
    for token in sentence.map(|index| document.token(index)) {
        match token.pos() {
            Pos::Verb | Pos::Aux => found.extend(read_verb(token, lexicon, roles)),
            // "Trump claims that …", the verb taken for a noun: a noun with a subject is none.
            Pos::Noun if token.child("nsubj").is_some() => found.extend(read_verb(token, lexicon, roles)),
            Pos::Noun => found.extend(read_noun(token, lexicon)),
            _ => {}
        }
        if token.text().eq_ignore_ascii_case("according") || token.text().eq_ignore_ascii_case("per") {
            found.extend(read_according(token));
        }
    }
    found
}

/// What a verb reports.
fn read_verb(verb: Token<'_>, lexicon: &CueLexicon, roles: &Roles) -> Option<Report> {
    let particle = verb.child("prt").map(|particle| particle.text());
    let somebody =
        |head: Token<'_>| can_speak(head) || roles.is_office(head.text()) || roles.is_collective(head.lemma());
    let senses = lexicon.verb(verb.lemma(), particle);
    let is_passive = is_passive(verb);
    let source = find_source(verb);
    let with = |frame: Frames| senses.iter().find(|sense| sense.frames.has(frame));
    let report = |act: Act, frame: Frame, content: Vec<Range<usize>>| {
        let addressee = find_addressee(verb, lexicon.is("telling", verb.lemma())).map(|token| token.index);
        Report {
            word: verb.index,
            cue: cue_of(verb),
            source: source.map(|s| s.index),
            content,
            addressee,
            elided: false,
            act,
            frame,
        }
    };
    if is_passive {
        let told = lexicon.is("told", verb.lemma());
        if let (Some(sense), false) = (with(Frames::PASSIVE), told) {
            let subject = verb.child("nsubjpass");
            let clause = clause_of(verb).or_else(|| infinitive_of(verb)).or_else(|| verb.child("oprd"));
            let agent = agent_of(verb);
            if let Some(clause) = clause {
                let mut content: Vec<Range<usize>> = Vec::new();
                content.extend(subject.filter(|s| s.lemma() != "it").map(|subject| phrase(subject)));
                content.push(clause.edges());
                let found = report(sense.act, Frame::Passive, content);
                return Some(Report { source: agent.map(|agent| agent.index), ..found });
            }
        }
        if let (Some(agent), Some(subject)) = (agent_of(verb), verb.child("nsubjpass")) {
            let sense =
                senses.iter().find(|sense| sense.frames.has(Frames::OBJECT) || !sense.object_preps.is_empty())?;
            let mut content = vec![phrase(subject)];
            content.extend(preposition(verb, &sense.object_preps).map(|(_, object)| object.edges()));
            let found = report(sense.act, Frame::Object, content);
            return Some(Report { source: Some(agent.index), ..found });
        }
        if !told {
            return None;
        }
    }
    // "the sanctions illegal" of "called the sanctions illegal" is a clause without a verb, or an object and its predicate.
    if let Some(sense) = with(Frames::AS) {
        let object = direct_object(verb);
        let small = clause_of(verb).filter(|clause| !matches!(clause.pos(), Pos::Verb | Pos::Aux));
        let as_phrase = preposition(verb, &["as".to_string()]).map(|(as_word, _)| as_word);
        let complement = verb.child("oprd").or(as_phrase);
        match (object, complement, small) {
            (Some(object), Some(complement), _) if complement.index > object.index => {
                return Some(report(sense.act, Frame::As, only(object.edges().start..complement.edges().end)));
            }
            (_, _, Some(small)) if source.is_some() => return Some(report(sense.act, Frame::As, vec![small.edges()])),
            _ => {}
        }
    }
    if let Some(clause) = clause_of(verb) {
        let infinitive = is_infinitive(clause);
        let sense = with(if infinitive { Frames::PERSON_TO } else { Frames::CLAUSE });
        let unlisted = senses.is_empty() && !infinitive && !lexicon.is("silent", verb.lemma());
        if let Some(sense) = sense {
            let starts = is_first_word(verb) && matches!(verb.tag(), "VBD" | "VBN" | "VBZ");
            if source.is_none() && verb.is_root() && starts && sense.act.is_speech() {
                return Some(Report { elided: true, ..report(sense.act, Frame::Clause, vec![clause.edges()]) });
            }
            return source.map(|_| {
                report(sense.act, if infinitive { Frame::PersonTo } else { Frame::Clause }, vec![clause.edges()])
            });
        }
        // A clause ahead of an unlisted verb is more often joined to it by a comma than said.
        if unlisted && source.is_some_and(can_speak) && clause.index > verb.index {
            return Some(report(Act::Say, Frame::Clause, vec![clause.edges()]));
        }
    }
    source?;
    if let Some(content) =
        parenthetical(verb, lexicon.is("telling", verb.lemma())).filter(|_| with(Frames::CLAUSE).is_some())
    {
        return Some(report(with(Frames::CLAUSE)?.act, Frame::Clause, content));
    }
    if let Some(object) = direct_object(verb) {
        let of = senses.iter().find_map(|sense| {
            preposition(verb, &sense.object_preps)
                .or_else(|| preposition(object, &sense.object_preps))
                .map(|p| (sense, p))
        });
        if let Some((sense, (_, complement))) = of {
            return Some(report(
                sense.act,
                Frame::ObjectPreposition,
                only(object.edges().start..complement.edges().end.max(object.edges().end)),
            ));
        }
        let infinitive = infinitive_of(verb).filter(|infinitive| infinitive.index > object.index);
        let infinitive =
            infinitive.or_else(|| object.children().find(|child| child.dep() == "acl" && is_infinitive(*child)));
        if let (Some(sense), Some(infinitive)) = (with(Frames::PERSON_TO), infinitive) {
            return Some(report(sense.act, Frame::PersonTo, only(object.edges().start..infinitive.edges().end)));
        }
    }
    // "called on both sides to return", "pleaded with them to stay"
    let asked = verb.children().filter(|child| child.dep() == "prep").find_map(|child| {
        let listed = lexicon.verb(&format!("{} {}", verb.lemma(), child.lemma()), None);
        let sense = listed.iter().find(|sense| sense.frames.has(Frames::PERSON_TO))?;
        Some((
            sense,
            child.child("pobj")?,
            infinitive_of(verb).or_else(|| acl_infinitive(child.child("pobj")?))?,
            child,
        ))
    });
    if let Some((sense, person, infinitive, preposition)) = asked {
        let content = person.edges().start..infinitive.edges().end.max(person.edges().end);
        let found = report(sense.act, Frame::PersonTo, vec![content]);
        return Some(Report { cue: found.cue.start..preposition.index + 1, ..found });
    }
    if let (Some(sense), Some(infinitive)) = (with(Frames::TO), infinitive_of(verb)) {
        return Some(report(sense.act, Frame::To, vec![infinitive.edges()]));
    }
    if let Some((sense, (preposition, object))) =
        senses.iter().find_map(|s| preposition(verb, &s.preps).map(|p| (s, p)))
    {
        let found = report(sense.act, Frame::Preposition, vec![object.edges()]);
        let cue = found.cue.start..preposition.index + 1;
        return Some(Report { cue: if preposition.index == found.cue.end { cue } else { found.cue.clone() }, ..found });
    }
    let gerund = verb.children().find(|child| {
        matches!(child.dep(), "xcomp" | "pcomp")
            && (child.tag() == "VBG" || child.children().any(|aux| aux.dep() == "aux" && aux.tag() == "VBG"))
    });
    if let (Some(sense), Some(gerund)) = (with(Frames::GERUND), gerund) {
        return Some(report(sense.act, Frame::Gerund, vec![gerund.edges()]));
    }
    let object = direct_object(verb)?;
    if !source.is_some_and(somebody) {
        return None;
    }
    let documents = with(Frames::DOCUMENTS_OBJECT).filter(|_| source.is_some_and(|s| !can_speak(s)));
    let sense = with(Frames::OBJECT).or(documents)?;
    Some(report(sense.act, Frame::Object, vec![object.edges()]))
}

/// What a noun reports: "Iran's call for calm", "the claim by Moscow that …", "made a promise to stay".
fn read_noun(noun: Token<'_>, lexicon: &CueLexicon) -> Option<Report> {
    let senses = lexicon.noun(noun.lemma());
    if senses.is_empty() {
        return None;
    }
    let by =
        noun.children().find(|child| child.dep() == "prep" && child.lemma() == "by").and_then(|by| by.child("pobj"));
    let verb = noun.head();
    let light = noun.dep() == "dobj" && verb.pos() == Pos::Verb;
    // "Kabul claims that …", both words taken for nouns.
    let mistaken = noun.child("compound").filter(|name| noun.tag() == "NNS" && name.pos() == Pos::Propn);
    let source = noun.child("poss").or(by).or(mistaken).or_else(|| if light { find_source(verb) } else { None })?;
    for sense in senses {
        let clause = noun.children().find(|c| matches!(c.dep(), "acl" | "ccomp" | "relcl") && is_that_clause(*c));
        let infinitive = noun.children().find(|c| matches!(c.dep(), "acl" | "xcomp") && is_infinitive(*c));
        let (complement, cue_end) = if let Some(clause) = clause.filter(|_| sense.frames.has(Frames::CLAUSE)) {
            (clause, noun.index + 1)
        } else if let Some(infinitive) = infinitive.filter(|_| sense.frames.has(Frames::TO)) {
            (infinitive, noun.index + 1)
        } else if let Some((preposition, object)) = preposition(noun, &sense.preps) {
            (object, if preposition.index == noun.index + 1 { preposition.index + 1 } else { noun.index + 1 })
        } else {
            continue;
        };
        return Some(Report {
            word: noun.index,
            cue: noun.index..cue_end,
            source: Some(source.index),
            content: vec![complement.edges()],
            addressee: None,
            elided: false,
            act: sense.act,
            frame: Frame::Noun,
        });
    }
    None
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

/// "…, according to two officials", "…, per the ministry": the content is the rest of the clause it hangs from.
fn read_according(word: Token<'_>) -> Option<Report> {
    let to = if word.lemma() == "per" { word } else { word.children().find(|child| child.lemma() == "to")? };
    let source = to.child("pobj").filter(|source| can_speak(*source) || source.pos() == Pos::Noun)?;
    let document = word.document();
    let mut phrase = word.edges();
    let sentence = document.sentence(word.sentence());
    // At the head of its sentence it ends at its comma, whatever the parser hung behind that.
    if sentence.clone().take_while(|at| *at < word.index).all(|at| document.token(at).pos() == Pos::Punct) {
        let comma = (source.index..sentence.end).find(|at| document.token(*at).text() == ",");
        if let Some(comma) = comma {
            return Some(Report {
                word: word.index,
                cue: word.index..to.index + 1,
                source: Some(source.index),
                content: only(comma + 1..sentence.end),
                addressee: None,
                elided: false,
                act: Act::Say,
                frame: Frame::AccordingTo,
            });
        }
    }
    phrase.end = phrase.end.max(source.index + 1);
    let mut head = word.head();
    while !head.is_root() && !matches!(head.dep(), "ccomp" | "relcl" | "advcl" | "conj") {
        head = head.head();
    }
    let content = without(head.edges(), phrase);
    Some(Report {
        word: word.index,
        cue: word.index..to.index + 1,
        source: Some(source.index),
        content,
        addressee: None,
        elided: false,
        act: Act::Say,
        frame: Frame::AccordingTo,
    })
}

/// The senses of a verb by which it can introduce quoted words.
pub fn quote_act(verb: Token<'_>, lexicon: &CueLexicon) -> Option<Act> {
    let particle = verb.child("prt").map(|particle| particle.text());
    let senses: &[Sense] = lexicon.verb(verb.lemma(), particle);
    senses.iter().find(|sense| sense.frames.has(Frames::QUOTE)).map(|sense| sense.act)
}
