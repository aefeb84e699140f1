//! How a side stands to an act.
//!
//! In: an act, a side. Out: [`Seen`]. Of "the Russian foreign ministry closed it" Russia is an adjective of a body, the body the subject.
//!
//! Several words for one party are several sides.

use super::super::candidates::Trigger;
use super::super::sides::{By, Side};
use super::act::Act;
use super::{Scene, Sink, lower};
use crate::reference::Party;
use crate::reference::lexicon::PartyNoun;
use crate::reference::salience::top_of;
use attache_language::{Pos, Token};

/// How a side stands to an act.
pub struct Seen<'t> {
    /// The words.
    pub side: &'t Side,
    pub(super) list: usize,
    pub(super) place: String,
    /// As `place`, all prepositions alike.
    pub(super) place_any: String,
    pub(super) inner: String,
    pub(super) comes: &'static str,
    pub(super) kind: String,
    distance: String,
    pub(super) nearer: String,
    /// How many parties go before it among those told of with acts of the class, and among their objects.
    pub(super) ranks: (String, String),
    pub(super) topic: String,
    before: String,
    after: String,
}

impl Seen<'_> {
    pub(super) fn see(&self, side: &'static str, act: &Act<'_>, sink: &mut impl Sink) {
        let (class, lemma, verb) = (act.class, act.lemma.as_str(), act.verb_lemma.as_str());
        sink.add("{} as {}", &[side, &self.place]);
        sink.add("{} about {}", &[side, &self.place_any]);
        sink.add("{} of {} about {}", &[side, class, &self.place_any]);
        sink.add("{} for {} about {}", &[side, &act.sense_name, &self.place_any]);
        sink.add("{} of {} as {}", &[side, class, &self.place]);
        sink.add("{} of the word {} as {}", &[side, lemma, &self.place]);
        sink.add("{} for {} as {}", &[side, &act.sense_name, &self.place]);
        sink.add("{} of the verb {} as {}", &[side, verb, &self.place]);
        sink.add("{} as {} in {}", &[side, &self.place, &self.inner]);
        sink.add("{} in {}", &[side, &self.inner]);
        sink.add("{} of {} in {}", &[side, class, &self.inner]);
        sink.add("{} comes {}", &[side, self.comes]);
        sink.add("{} of {} comes {}", &[side, class, self.comes]);
        sink.add("{} comes {} as {}", &[side, self.comes, &self.place]);
        sink.add("{} of {} is a {}", &[side, class, &self.kind]);
        sink.add("{} at {} words", &[side, &self.distance]);
        sink.add("{} of {} at {} words", &[side, class, &self.distance]);
        sink.add("{} behind {} parties", &[side, &self.nearer]);
        sink.add("{} of {} behind {} parties", &[side, class, &self.nearer]);
        sink.add("{} is topic {}", &[side, &self.topic]);
        if act.dense {
            sink.add("{} told of {}, comes {}", &[side, &self.ranks.0, self.comes]);
            sink.add("{} an object {}, comes {}", &[side, &self.ranks.1, self.comes]);
            sink.add("{} of {} told of {}, an object {}", &[side, class, &self.ranks.0, &self.ranks.1]);
            sink.add(
                "{} told of {}, an object {}, comes {} {}",
                &[side, &self.ranks.0, &self.ranks.1, self.comes, act.strength],
            );
        }
        sink.add("{} of {} is topic {}, comes {}", &[side, class, &self.topic, self.comes]);
        sink.add("{} between {} and {}", &[side, &self.before, &self.after]);
        sink.add("{} behind {}", &[side, &self.before]);
        sink.add("{} of {} behind {}", &[side, class, &self.before]);
        sink.add("{} before {}", &[side, &self.after]);
    }
}

impl Scene<'_> {
    /// What is seen of a side of it.
    pub fn side<'t>(&'t self, act: &Act<'t>, trigger: &Trigger, side: &'t Side) -> Seen<'t> {
        let own = self.document.token(side.token);
        let here = side.by.is_here();
        let noun = rolled_up(own);
        let top = top_of(noun);
        let far = side.by.name();
        let known = match &side.party {
            Party::Known(at) => self.gazetteer.parties.get(*at),
            _ => None,
        };
        let kind = match (&side.party, known) {
            (_, Some(party)) => format!("{:?}", party.kind),
            (Party::Everyone, _) => "everyone".into(),
            _ if side.by == By::Office => "person".into(),
            _ => "unlisted".into(),
        };
        let place = if here { self.place(act, noun, top) } else { far.into() };
        let any = |step: &str| match step {
            "subject" | "subject of verb" | "word" | "verb" | "below" | "above" | "elsewhere" | "n" | "dobj"
            | "poss" | "nsubj" | "nsubjpass" => step.to_string(),
            _ if step.starts_with("up") || step.starts_with("passive") => step.to_string(),
            "compound" | "amod" | "nmod" | "appos" | "conj" | "attr" | "relcl" | "acl" | "advcl" | "ccomp"
            | "xcomp" => step.to_string(),
            "by" | "from" | "with" | "to" => step.to_string(),
            _ => "prep".to_string(),
        };
        let place_any = place.split('<').map(any).collect::<Vec<_>>().join("<");
        let beside = |at: Option<usize>| {
            at.filter(|at| here && *at < self.document.len()).map_or("-".into(), |at| lower(self.document.token(at)))
        };
        let first = self.document.tokens_in(side.span.into()).start;
        let inner = match noun.index == own.index {
            true => "itself".to_string(),
            false => format!("{} {}", own.dep(), self.kind_of_noun(noun)),
        };
        let nearer = if here { self.nearer(trigger, side) } else { far.into() };
        let topics = &self.candidates.topics;
        let topic = topics.rank(&side.party);
        let sentence = self.document.sentence(act.word.sentence());
        Seen {
            side,
            list: top.index,
            place,
            place_any,
            inner,
            comes: comes(side),
            kind,
            distance: if here { bucket(side.token, act.word.index) } else { far.into() },
            nearer,
            ranks: match topic.map(|_| topics.ranks_in_class(trigger.class, &side.party)) {
                Some((told, object)) => (told.min(3).to_string(), object.min(2).to_string()),
                None => ("-".into(), "-".into()),
            },
            topic: topic.map_or("-".into(), |rank| rank.min(3).to_string()),
            before: beside(first.checked_sub(1).filter(|at| sentence.contains(at))),
            after: beside(Some(side.token + 1)),
        }
    }

    /// What kind of thing a noun is that belongs to a party: "embassy" a mission, "lawmakers" those who act for it; else the noun.
    fn kind_of_noun(&self, noun: Token<'_>) -> String {
        let (text, lemma) = (noun.text().to_lowercase(), lower(noun));
        let has = |list: PartyNoun| self.nouns.has(list, &text) || self.nouns.has(list, &lemma);
        let kinds =
            [(PartyNoun::Missions, "mission"), (PartyNoun::Governments, "government"), (PartyNoun::Bodies, "body")];
        match kinds.iter().find(|(list, _)| has(*list)) {
            Some((_, kind)) => (*kind).to_string(),
            None if noun.pos() == Pos::Propn => "name".into(),
            None => lemma,
        }
    }

    /// Where in the act's clause a phrase stands: its subject, behind a preposition of it, in a noun of it.
    fn place(&self, act: &Act<'_>, noun: Token<'_>, top: Token<'_>) -> String {
        if act.subject == Some(top.index) {
            return "subject".into();
        }
        if act.of_verb == Some(top.index) {
            return "subject of verb".into();
        }
        let mut above: Vec<(usize, String)> = vec![(act.word.index, "word".into())];
        if act.verb != act.word {
            above.push((act.verb.index, "verb".into()));
        }
        for (depth, up) in act.verb.ancestors().take(3).enumerate() {
            above.push((up.index, format!("up{depth}")));
        }
        let mut at = top;
        let mut way = String::new();
        for _ in 0..4 {
            if at.is_root() {
                break;
            }
            let passive = if at.dep() == "nsubjpass" { "passive " } else { "" };
            let label = match at.dep() {
                "prep" | "agent" | "dative" => lower(at),
                "pobj" => String::new(),
                dep => dep.to_string(),
            };
            if !label.is_empty() {
                way = format!("{label}<{way}");
            }
            at = at.head();
            if let Some((_, name)) = above.iter().find(|(index, _)| *index == at.index) {
                return format!("{passive}{way}{name}");
            }
            if !matches!(at.dep(), "prep" | "pobj" | "agent" | "dative") && at.pos() == Pos::Noun {
                way = format!("n<{way}");
            }
        }
        if noun.ancestors().take(4).any(|up| up == act.word) {
            return "below".into();
        }
        if act.word.ancestors().take(6).any(|up| up == top) {
            return "above".into();
        }
        "elsewhere".into()
    }

    /// How many parties stand nearer to the trigger.
    fn nearer(&self, trigger: &Trigger, side: &Side) -> String {
        let sides = &self.candidates.scenes[trigger.scene];
        let distance = side.token.abs_diff(trigger.token);
        let before = side.token < trigger.token;
        let nearer = sides.iter().filter(|other| {
            other.by.is_here()
                && other.party != side.party
                && (other.token < trigger.token) == before
                && other.token.abs_diff(trigger.token) < distance
        });
        format!("{}{}", if before { "-" } else { "+" }, nearer.count().min(3))
    }
}

fn comes(side: &Side) -> &'static str {
    match (side.by, side.rank) {
        (By::Antecedent, 0) => "by rule",
        (By::Antecedent, 1) => "first antecedent",
        (By::Antecedent, 2) => "second antecedent",
        (By::Antecedent, _) => "third antecedent",
        (By::Earlier, 0) => "just before",
        (by, _) => by.name(),
    }
}

/// The noun that acts for a party: "ministry" of "the Russian foreign ministry", "embassy" of "Peru's embassy".
fn rolled_up(own: Token<'_>) -> Token<'_> {
    let mut noun = own;
    for _ in 0..6 {
        if !matches!(noun.dep(), "compound" | "amod" | "nmod" | "poss" | "appos") || noun.is_root() {
            break;
        }
        let head = noun.head();
        if !matches!(head.pos(), Pos::Noun | Pos::Propn) {
            break;
        }
        noun = head;
    }
    noun
}

fn bucket(side: usize, word: usize) -> String {
    let far = match side.abs_diff(word) {
        near @ 0..=3 => near,
        4..=6 => 5,
        7..=10 => 8,
        11..=20 => 15,
        _ => 30,
    };
    format!("{}{far}", if side < word { "-" } else { "+" })
}
