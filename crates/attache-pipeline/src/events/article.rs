//! The events of an article.
//!
//! In: a document, its parties, the rules. Out: [`Event`]s in text order, one for each actor, recipient, type and mode of a
//! sentence. "Lima has expelled two Chadian diplomats" is one: SANCTION/expel, Peru to Chad, done.
//!
//! Precision first: no event without an actor, none without a recipient where the type needs one, none in sentences about
//! sports, prizes and brands. Predicates are read from the outside in, so that "agreed to recognise" is one event.

use super::composition::{Actors, Coded, Coder, SURE};
use super::lexicon::{EventLexicon, EventList};
use super::{Coding, Event, EventType};
use crate::grammar::WIDEST;
use crate::grammar::gapped::gapped_clauses;
use crate::grammar::object::{agent_of, other_sides};
use crate::modality::{ModalityKind, ModalityLexicon, find_modality};
use crate::people::parties::PartyMention;
use crate::reference::places::Places;
use crate::span::Span;
use attache_language::{Document, Pos, Token};

/// Words of a sentence looked at, at most.
const LONGEST: usize = 400;
/// Parties that are each actor to the other, at most; a longer list is a meeting of many.
const MOST_MUTUAL: usize = 3;
/// Ancestors looked at, at most.
const HIGHEST: usize = 24;

/// Every event of an article whose actor is one of `parties`. Linear in the document.
pub fn find_events(
    document: &Document,
    parties: &[PartyMention],
    lexicon: &EventLexicon,
    modality: &ModalityLexicon,
) -> Vec<Event> {
    let mut events = Vec::new();
    if !document.has_syntax() {
        return events;
    }
    let is_private = |lemma: &str| lexicon.is(EventList::Private, lemma);
    let places = Places::of(document, parties, &is_private);
    let coder = Coder { lexicon, modality, actors: Actors::default() };
    for sentence in document.sentences() {
        let sentence = sentence.start..sentence.end.min(sentence.start + LONGEST);
        if places.any_in(sentence.clone()) && !is_leisure(document, sentence.clone(), lexicon) {
            read_sentence(&coder, document, sentence, &places, parties, &mut events);
        }
    }
    events
}

fn read_sentence(
    coder: &Coder<'_>,
    document: &Document,
    sentence: std::ops::Range<usize>,
    places: &Places,
    parties: &[PartyMention],
    events: &mut Vec<Event>,
) {
    let first = events.len();
    let mut words: Vec<(usize, usize)> = sentence
        .filter(|index| coder.opens_event(document.token(*index)))
        .map(|index| (document.token(index).ancestors().take(HIGHEST).count(), index))
        .collect();
    words.sort_unstable();
    let mut read: Vec<usize> = Vec::new();
    for (_, index) in words {
        if read.contains(&index) {
            continue;
        }
        let predicate = document.token(index);
        let Some(coded) = coder.code(predicate).filter(|coded| coded.weight >= SURE) else { continue };
        let trigger = document.token(coded.trigger);
        if is_peaceful(&coded, trigger, coder.lexicon) {
            continue;
        }
        read.push(coded.trigger);
        let between = trigger.ancestors().take(HIGHEST).take_while(|token| token.index != index);
        read.extend(between.map(|token| token.index));
        if let Some((verb, coded)) = coder.ended(predicate, &coded) {
            for (actor, recipient) in ended_by(verb, predicate, &coded, places, parties) {
                let event = event_of(coder, predicate, &coded, parties[actor], Some(parties[recipient]));
                if !events[first..].iter().any(|other| is_same(other, &event)) {
                    events.push(event);
                }
            }
            continue;
        }
        let raised = coder.is_raised(predicate);
        let mut pairs = participants(predicate, &coded, raised, places, coder.lexicon, parties);
        pairs.extend(gapped_pairs(predicate, &coded, places, &pairs));
        for (actor, recipient) in pairs {
            let event = event_of(coder, predicate, &coded, parties[actor], recipient.map(|number| parties[number]));
            if !events[first..].iter().any(|other| is_same(other, &event)) {
                events.push(event);
            }
        }
    }
    events[first..].sort_by_key(|event| event.coding.trigger);
}

/// The pairs of clauses that leave the verb out: "and Sweden those of Mali".
fn gapped_pairs(
    predicate: Token<'_>,
    coded: &Coded,
    places: &Places,
    told: &[(usize, Option<usize>)],
) -> Vec<(usize, Option<usize>)> {
    if told.is_empty() || coded.reverse {
        return Vec::new();
    }
    let same: Vec<usize> = told.iter().find_map(|(_, recipient)| *recipient).into_iter().collect();
    let pairs = gapped_clauses(predicate).flat_map(|gap| {
        let actors = places.of_phrase(gap.actor);
        let recipients = gap.object.map_or_else(|| same.clone(), |object| places.of_phrase(object));
        actors.into_iter().flat_map(move |actor| recipients.clone().into_iter().map(move |other| (actor, Some(other))))
    });
    pairs.collect()
}

/// Pairs of actor and recipient, by number of mention.
fn participants(
    predicate: Token<'_>,
    coded: &Coded,
    raised: bool,
    places: &Places,
    lexicon: &EventLexicon,
    parties: &[PartyMention],
) -> Vec<(usize, Option<usize>)> {
    let mut actors = places.actors(predicate, raised);
    let mut recipients = places.recipients(predicate, coded, &actors, parties);
    let trigger = predicate.document().token(coded.trigger);
    // Who receives a guest is visited.
    let hosts = coded.mode.as_deref() == Some("visit") && lexicon.is(EventList::Hosts, &trigger.lemma().to_lowercase());
    if coded.reverse || hosts && !recipients.is_empty() && !actors.is_empty() {
        std::mem::swap(&mut actors, &mut recipients);
    }
    let mutual = matches!(coded.event_type, EventType::Consult | EventType::Agree | EventType::Cooperate)
        || lexicon.is(EventList::Mutual, &trigger.lemma().to_lowercase());
    // "X and Y met", "talks between X and Y": each is actor to the other.
    let circle = if recipients.is_empty() { &actors } else { &recipients };
    let one_sided = recipients.is_empty() && !names_stranger(predicate, trigger, places)
        || actors.is_empty() && is_between(predicate, trigger);
    if mutual && one_sided && (2..=MOST_MUTUAL).contains(&circle.len()) {
        let pairs = circle.iter().flat_map(|a| circle.iter().map(move |b| (*a, *b)));
        return pairs.filter(|(a, b)| parties[*a].party != parties[*b].party).map(|(a, b)| (a, Some(b))).collect();
    }
    if recipients.is_empty() && !needs_no_recipient(coded.event_type) {
        return Vec::new();
    }
    let recipients: Vec<Option<usize>> =
        if recipients.is_empty() { vec![None] } else { recipients.into_iter().map(Some).collect() };
    actors.iter().flat_map(|actor| recipients.iter().map(|recipient| (*actor, *recipient))).collect()
}

/// Who ends what a noun names, and toward whom: "trade between the two was cut off by Oman" is Oman's deed. Where nobody is said to, it is nobody's:
/// what is over is no cooperation of those it was between.
fn ended_by(
    verb: Token<'_>,
    noun: Token<'_>,
    coded: &Coded,
    places: &Places,
    parties: &[PartyMention],
) -> Vec<(usize, usize)> {
    let actors = agent_of(verb).map(|agent| places.of_phrase(agent)).unwrap_or_default();
    let recipients = places.recipients(noun, coded, &actors, parties);
    actors.iter().flat_map(|actor| recipients.iter().map(|recipient| (*actor, *recipient))).collect()
}

/// Whether a name that is no party's stands where the other side does: "broke off relations with Grenmark" is between none of the subjects.
fn names_stranger(predicate: Token<'_>, trigger: Token<'_>, places: &Places) -> bool {
    let objects = predicate.children().take(WIDEST).filter(|child| child.dep() == "dobj" && child.pos() == Pos::Propn);
    let mut others = other_sides(predicate).chain(other_sides(trigger)).chain(objects);
    others.any(|name| places.of_phrase(name).is_empty())
}

/// Whether a noun is of the kind "talks between X and Y".
fn is_between(predicate: Token<'_>, trigger: Token<'_>) -> bool {
    let between = |word: Token<'_>| {
        word.children().take(48).any(|child| child.dep() == "prep" && matches!(child.text(), "between" | "among"))
    };
    between(predicate) || between(trigger)
}

fn needs_no_recipient(event_type: EventType) -> bool {
    matches!(
        event_type,
        EventType::Retreat | EventType::Concede | EventType::Protest | EventType::Mobilize | EventType::Coerce
    )
}

fn event_of(
    coder: &Coder<'_>,
    predicate: Token<'_>,
    coded: &Coded,
    actor: PartyMention,
    recipient: Option<PartyMention>,
) -> Event {
    let document = predicate.document();
    let trigger = document.token(coded.trigger);
    let clause = document.bytes(predicate.edges());
    let bytes = trigger.bytes();
    let coding = Coding {
        event_type: coded.event_type,
        mode: coded.mode.clone(),
        contexts: coded.contexts.clone(),
        trigger: Span::from(bytes),
        weight: coded.weight,
    };
    // An agreement is about what is to be done; a refusal, a threat, a request is itself what was done.
    let put = if coded.event_type == EventType::Agree { coded.trigger } else { predicate.index };
    let modality = match find_modality(document, put, coder.modality).kind {
        // "hopes to sign", "is set to cut": what is only meant is not done, whatever the word that says so.
        ModalityKind::Done if !is_act_of_speech(coded, trigger) && coded.trigger != predicate.index => {
            let own = find_modality(document, coded.trigger, coder.modality).kind;
            let meant = matches!(own, ModalityKind::Announced | ModalityKind::Expected | ModalityKind::Considering);
            if meant { own } else { ModalityKind::Done }
        }
        kind => kind,
    };
    let place = place_of(trigger).or_else(|| place_of(predicate));
    let span = Span::from(clause).trimmed(document.text());
    Event { coding, actor, recipient, modality, place, span }
}

/// Whether the event is the saying itself: a request, a refusal, a threat was made, whatever comes of it. What ends something ("cut aid") is the
/// deed of the word above.
fn is_act_of_speech(coded: &Coded, trigger: Token<'_>) -> bool {
    use EventType::*;
    let saying = matches!(coded.event_type, Request | Reject | Threaten | Agree);
    let ending = matches!(coded.event_type, Accuse | Concede | Sanction | Protest) && trigger.pos() != Pos::Verb;
    saying || ending
}

/// The place in a phrase of a word: "in Doha".
fn place_of(word: Token<'_>) -> Option<Span> {
    let preps = word.children().take(48).filter(|child| {
        child.dep() == "prep" && matches!(child.text().to_lowercase().as_str(), "in" | "at" | "near" | "outside")
    });
    let places = preps.flat_map(|prep| prep.children().take(4)).filter(|child| child.dep() == "pobj");
    let mut named = places.filter(|child| matches!(child.entity_label(), "GPE" | "LOC" | "FAC"));
    named.find_map(|child| {
        let entity = child.entity()?;
        let bytes = child.document().bytes(entity.start..entity.end);
        Some(Span::from(bytes))
    })
}

fn is_same(one: &Event, other: &Event) -> bool {
    let parties = |event: &Event| (event.actor.party, event.recipient.map(|mention| mention.party));
    one.coding.event_type == other.coding.event_type
        && one.coding.mode == other.coding.mode
        && parties(one) == parties(other)
}

/// Whether a sentence is about sports, prizes, brands: there states and their people only play.
pub fn is_leisure(document: &Document, sentence: std::ops::Range<usize>, lexicon: &EventLexicon) -> bool {
    let game = |index: usize| lexicon.is(EventList::Games, &document.token(index).lemma().to_lowercase());
    if has_score(document, &sentence) && sentence.clone().any(game) {
        return true;
    }
    sentence.into_iter().map(|index| document.token(index)).any(|token| {
        matches!(token.pos(), Pos::Noun | Pos::Propn | Pos::Verb)
            && lexicon.is(EventList::Leisure, &token.lemma().to_lowercase())
    })
}

/// Whether the result of a game stands in a sentence: "2-0".
fn has_score(document: &Document, sentence: &std::ops::Range<usize>) -> bool {
    let number = |at: usize| {
        let text = document.token(at).text();
        text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let joined = |at: usize| matches!(document.token(at).text(), "-" | "–") && !document.token(at).has_space_after();
    let parted = (sentence.start..sentence.end.saturating_sub(2))
        .any(|at| number(at) && !document.token(at).has_space_after() && joined(at + 1) && number(at + 2));
    let whole = |at: usize| {
        let parts = document.token(at).text().split_once(['-', '–']);
        let small = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        parts.is_some_and(|(ours, theirs)| small(ours) && small(theirs))
    };
    parted || sentence.clone().any(whole)
}

/// Whether a word of assault stands for a contest or a cure here: "is fighting Portugal for the right to host the fair".
fn is_peaceful(coded: &Coded, trigger: Token<'_>, lexicon: &EventLexicon) -> bool {
    let document = trigger.document();
    let noun_of = |token: Token<'_>, list| token.pos() == Pos::Noun && lexicon.is(list, &token.lemma().to_lowercase());
    let verb = std::iter::once(trigger).chain(trigger.ancestors().take(2)).find(|token| token.pos() == Pos::Verb);
    let verb = verb.unwrap_or(trigger);
    let edges = verb.edges();
    let mut near = edges.start.max(trigger.index.saturating_sub(NEAR))..edges.end.min(trigger.index + NEAR);
    let contested = || {
        let fors = verb.children().take(WIDEST).filter(|child| child.dep() == "prep" && child.text() == "for");
        fors.filter_map(|prep| prep.child("pobj")).any(|object| noun_of(object, EventList::Contested))
    };
    let peaceful = |at: usize| noun_of(document.token(at), EventList::Peaceful);
    coded.event_type == EventType::Assault && (near.any(peaceful) || contested())
}

/// Words looked at on either side of one of violence, in tokens.
const NEAR: usize = 20;

#[cfg(test)]
mod tests {
    use crate::sample::{READER, article};

    /// Events in order, `;` between: `actor>recipient TYPE/mode modality trigger`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let reading = article(text, "");
        let parties = &READER.lexicons.gazetteer.parties;
        let events = reading.layers.iter().flat_map(|layers| &layers.events).map(|event| {
            let mode = event.coding.mode.as_ref().map_or(String::new(), |mode| format!("/{mode}"));
            let recipient = event.recipient.map_or("", |mention| parties[mention.party].id.as_str());
            format!(
                "{}>{recipient} {}{mode} {} {}",
                parties[event.actor.party].id,
                event.coding.event_type.name(),
                event.modality.name(),
                event.coding.trigger.of(&reading.page.text)
            )
        });
        assert_eq!(events.collect::<Vec<_>>().join("; "), expected, "{text}");
    }

    #[test]
    fn one_event_for_each_actor_and_recipient() {
        check("Peru has expelled two Chadian diplomats.", "per>tcd SANCTION/expel done expelled");
        check("The Russian foreign minister met Taliban officials in Doha.", "rus>grp-taliban CONSULT done met");
        check(
            "Talks between Egypt and Turkey began on Monday.",
            "egy>tur CONSULT done Talks; tur>egy CONSULT done Talks",
        );
        check(
            "Two Libyan envoys were expelled by Chad.",
            "lby>tcd SANCTION/expel done expelled".replace("lby>tcd", "tcd>lby").as_str(),
        );
        check(
            "Norway and Spain recognised Kosovo.",
            "nor>x-kosovo SUPPORT done recognised; esp>x-kosovo SUPPORT done recognised",
        );
    }

    #[test]
    fn modality_and_composition_go_together() {
        check("Spain has agreed to recognise Kosovo.", "esp>x-kosovo AGREE announced recognise");
        check("Spain refused to recognise Kosovo.", "esp>x-kosovo REJECT/assist done recognise");
        check("Spain is expected to recognise Kosovo.", "esp>x-kosovo AGREE expected recognise");
        check("Spain said it would recognise Kosovo.", "esp>x-kosovo AGREE announced recognise");
        check("Kenya urged Chad to withdraw its troops from Libya.", "ken>tcd REQUEST/yield done withdraw");
    }

    #[test]
    fn nouns_have_actors_of_their_own() {
        check("Spain's recognition of Kosovo angered many.", "esp>x-kosovo SUPPORT done recognition");
        check("The country expected aid by March.", "");
        check("Chinese aid to Kenya grew.", "chn>ken AID done aid");
        check("The Kabul takeover shocked many.", "");
        check("Egypt held talks with Turkey in Doha.", "egy>tur CONSULT done talks");
    }

    #[test]
    fn no_event_without_actor_or_in_sports() {
        check("Two Libyan envoys were expelled.", "");
        check("France beat Spain 2-1 in the semi-final of the tournament.", "");
        check("Norway is recognised as the best country for cheese.", "");
        check("Chad is a large country near Libya.", "");
    }
}
