//! Who may stand where toward whom: words of the ladder with the parties that may be meant.
//!
//! In: an article's analysis, who is who in it. Out: [`Trigger`]s with their [`Side`]s; every two of one trigger's sides that are apart are a
//! candidate. In "Chad was first. By now it has cut ties with Taiwan" the word "ties" has the sides Chad (by "it") and Taiwan.
//!
//! Many candidates are wrong: which are positions is for the weights. A party named in no sentence near, and not much in the article, is none.

use super::triggers::{Strength, Triggers};
use crate::grammar::phrase::phrase;
use crate::people::mentions::Mentions;
use crate::people::names::head_of;
use crate::people::parties::PartyMention;
use crate::positions::Position;
use crate::positions::ladder::Rung;
use crate::reference::lexicon::PartyNoun;
use crate::reference::{Holder, Holders, Party};
use crate::span::Span;
use attache_language::{Document, Pos, Token};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Mentions of one sentence that are looked at.
const MOST_NAMED: usize = 16;
/// Sides that words of one sentence give, at most.
const MOST_SIDES: usize = 28;
/// Parties that a pronoun or description may mean.
const MOST_ANTECEDENTS: usize = 3;
/// Parties named in the two sentences before that are looked at, the latest first.
const MOST_EARLIER: usize = 3;
/// Parties the article is most about that are looked at.
const MOST_TOPICS: usize = 2;

/// A word that an act can hang on, with the parties around it.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The word, as a token.
    pub token: usize,
    /// Number of its class.
    pub class: usize,
    /// Number of its set of sides.
    pub scene: usize,
    /// How it comes to be one.
    pub strength: Strength,
    /// Of a word that takes up another act ("did the same"): the word of that act, as a token.
    pub takes_up: Option<usize>,
}

/// A party that may be one side of an act.
#[derive(Clone, Debug)]
pub struct Side {
    /// Which.
    pub party: Party,
    /// The token that names it or stands for it; for what is named elsewhere, where it is named.
    pub token: usize,
    /// The words.
    pub span: Span,
    /// Where what a pronoun or noun stands for is named.
    pub antecedent: Option<Span>,
    /// How it comes here.
    pub by: By,
    /// How many go before it among what a word may mean.
    pub rank: usize,
}

impl Side {
    /// How unlikely the words are those of an act, all else alike: less is likelier.
    pub fn cost(&self, trigger: &Trigger) -> usize {
        let far = match self.by {
            By::Earlier | By::Topic => 80,
            _ => self.token.abs_diff(trigger.token),
        };
        far + 12 * self.rank
    }
}

/// How a party comes to a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Named in it.
    Name,
    /// By a person, an office or a body that acts for it.
    Office,
    /// Meant by a pronoun or a noun in it.
    Antecedent,
    /// Named in one of the two sentences before.
    Earlier,
    /// What the article is most about.
    Topic,
}

impl By {
    /// A word for it.
    pub fn name(self) -> &'static str {
        match self {
            By::Name => "named",
            By::Office => "office",
            By::Antecedent => "meant",
            By::Earlier => "earlier",
            By::Topic => "topic",
        }
    }

    /// Whether words of the sentence mean it.
    pub fn is_here(self) -> bool {
        self <= By::Antecedent
    }
}

/// Two parties that a rule of the ladder tells.
#[derive(Clone, Debug)]
pub struct ByRule {
    /// The word, as a token.
    pub trigger: usize,
    /// Who holds.
    pub holder: Holder,
    /// Toward whom.
    pub toward: Holder,
    /// Which rung.
    pub rung: Rung,
}

impl ByRule {
    /// What a position of a rule tells.
    pub fn of(position: &Position) -> ByRule {
        let (holder, toward) = (position.holder.clone(), position.toward.clone());
        ByRule { trigger: position.trigger, holder, toward, rung: position.rung }
    }
}

/// The triggers of an article, in text order, and the sides of their sentences.
pub struct Candidates {
    /// In text order.
    pub triggers: Vec<Trigger>,
    /// The sides of each sentence that has a trigger.
    pub scenes: Vec<Vec<Side>>,
    /// Parties by how often they are named, most first.
    pub topics: Vec<usize>,
    /// What the rules tell.
    pub by_rules: Vec<ByRule>,
    /// For each class and party: in how many sentences with a strong word of it the party is named, and behind how many such words, near.
    pub by_class: FxHashMap<(usize, usize), (usize, usize)>,
    /// How much of the article is of acts: tenths of its sentences that have a strong word of one, 0-10.
    pub density: usize,
    /// For two parties (the lesser index first): in how many sentences both are named.
    pub together: FxHashMap<(usize, usize), usize>,
}

/// Finds the candidates, among them all that rules tell. Linear in the tokens, but for what pronouns look back on.
pub fn find_candidates(holders: &Holders, triggers: &Triggers, by_rules: Vec<ByRule>) -> Candidates {
    let document = holders.cast.document;
    let topics = topics_of(holders);
    let mut found = Candidates {
        triggers: Vec::new(),
        scenes: Vec::new(),
        topics,
        by_rules,
        by_class: FxHashMap::default(),
        density: 0,
        together: together_in(holders),
    };
    let told = triggers.classes_told(document);
    // The last word of a class: what "the same" takes up.
    let mut last: Option<(usize, usize)> = None;
    for sentence in document.sentences() {
        let scene = found.scenes.len();
        let mut here: Vec<Trigger> = Vec::new();
        for token in sentence.clone().map(|at| document.token(at)) {
            for (class, strength) in triggers.classes_of(token) {
                if strength == Strength::Weak && !told[class] {
                    continue;
                }
                here.push(Trigger { token: token.index, class, scene, strength, takes_up: None });
                if strength == Strength::Strong {
                    last = Some((class, token.index));
                }
            }
            if let Some((class, act)) = last.filter(|_| triggers.takes_up(token)) {
                let (token, strength) = (token.index, Strength::TakesUp);
                here.push(Trigger { token, class, scene, strength, takes_up: Some(act) });
            }
        }
        for told in found.by_rules.iter().filter(|told| sentence.contains(&told.trigger)) {
            let Some(class) = triggers.class_of_rung(told.rung) else { continue };
            match here.iter_mut().find(|trigger| (trigger.token, trigger.class) == (told.trigger, class)) {
                Some(trigger) => trigger.strength = Strength::Strong,
                None => {
                    let (token, strength) = (told.trigger, Strength::Strong);
                    here.push(Trigger { token, class, scene, strength, takes_up: None });
                }
            }
        }
        let strong: Vec<(usize, usize)> =
            here.iter().filter(|t| t.strength == Strength::Strong).map(|t| (t.class, t.token)).collect();
        here.retain(|trigger| {
            trigger.strength == Strength::Strong || !strong.iter().any(|s| beside(document, trigger, *s))
        });
        if here.is_empty() {
            continue;
        }
        let mut sides = sides_of(holders, sentence.clone(), &found.topics);
        for told in found.by_rules.iter().filter(|told| sentence.contains(&told.trigger)) {
            for holder in [&told.holder, &told.toward] {
                if !sides.iter().any(|side| side.party == holder.party) {
                    let tokens = document.tokens_in(holder.span.into());
                    let token = if tokens.is_empty() { told.trigger } else { head_of(document, &tokens).index };
                    let (party, span) = (holder.party.clone(), holder.span);
                    let by = if sentence.contains(&token) { By::Antecedent } else { By::Earlier };
                    sides.push(Side { party, token, span, antecedent: None, by, rank: 0 });
                }
            }
        }
        if sides.len() >= 2 {
            found.scenes.push(sides);
            found.triggers.extend(here);
        }
    }
    for trigger in found.triggers.iter().filter(|trigger| trigger.strength == Strength::Strong) {
        let mut here: Vec<usize> = Vec::new();
        for side in found.scenes[trigger.scene].iter().filter(|side| side.by <= By::Office) {
            let Party::Known(party) = side.party else { continue };
            let count = found.by_class.entry((trigger.class, party)).or_default();
            if !here.contains(&party) {
                here.push(party);
                count.0 += 1;
            }
            count.1 += usize::from(side.token > trigger.token && side.token - trigger.token <= NEAR_BEHIND);
        }
    }
    let mut sentences: Vec<usize> =
        found.triggers.iter().filter(|t| t.strength == Strength::Strong).map(|t| t.scene).collect();
    sentences.dedup();
    found.density = (10 * sentences.len()).div_ceil(document.sentences().count().max(1)).min(10);
    found
}

/// How near behind a word its object stands, in tokens.
const NEAR_BEHIND: usize = 7;

impl Candidates {
    /// How many parties are told of more often with acts of a class, and how many are more often their objects.
    pub fn ranks_in_class(&self, class: usize, party: usize) -> (usize, usize) {
        let own = self.by_class.get(&(class, party)).copied().unwrap_or_default();
        let others = self.by_class.iter().filter(|((other, _), _)| *other == class);
        others.fold((0, 0), |ranks, (_, other)| {
            (ranks.0 + usize::from(other.0 > own.0), ranks.1 + usize::from(other.1 > own.1))
        })
    }
}

/// Sentences looked at for who is named together, and names in each.
const MOST_TOGETHER: usize = 12;

fn together_in(holders: &Holders) -> FxHashMap<(usize, usize), usize> {
    let document = holders.cast.document;
    let mentions = Mentions(holders.cast.parties);
    let mut together: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for sentence in document.sentences() {
        let mut here: Vec<usize> =
            mentions.within(document.bytes(sentence)).take(MOST_TOGETHER).map(|mention| mention.party).collect();
        here.sort_unstable();
        here.dedup();
        for (at, first) in here.iter().enumerate() {
            for second in &here[at + 1..] {
                *together.entry((*first, *second)).or_default() += 1;
            }
        }
    }
    together
}

/// Whether a weak word stands with a strong one of its class: "cut" in "cut ties".
fn beside(document: &Document, weak: &Trigger, (class, strong): (usize, usize)) -> bool {
    let (weak_word, strong_word) = (document.token(weak.token), document.token(strong));
    let below = |word: Token<'_>, of: usize| word.ancestors().take(4).any(|above| above.index == of);
    weak.class == class && (below(weak_word, strong) || below(strong_word, weak.token))
}

fn topics_of(holders: &Holders) -> Vec<usize> {
    let mut counts: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
    for (number, mention) in holders.cast.parties.iter().enumerate() {
        let count = counts.entry(mention.party).or_insert((0, number));
        count.0 += 1;
    }
    let mut topics: Vec<(usize, (usize, usize))> = counts.into_iter().collect();
    topics.sort_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
    topics.into_iter().map(|(party, _)| party).collect()
}

fn sides_of(holders: &Holders, sentence: Range<usize>, topics: &[usize]) -> Vec<Side> {
    let document = holders.cast.document;
    let bytes = document.bytes(sentence.clone());
    let mut sides = named_in(holders, bytes.clone());
    for token in sentence.clone().map(|at| document.token(at)) {
        if sides.len() >= MOST_SIDES {
            break;
        }
        if !sides.iter().any(|side| side.token == token.index) {
            sides.extend(meant_by(holders, token));
        }
    }
    let mentions = Mentions(holders.cast.parties);
    let named = |sides: &[Side], party: usize| sides.iter().any(|side| side.party == Party::Known(party));
    let from = earlier_start(document, sentence.start);
    let side = |mention: &PartyMention, by: By, rank: usize| {
        let tokens = document.tokens_in(mention.span.into());
        let token = if tokens.is_empty() { None } else { Some(head_of(document, &tokens).index) }?;
        let party = Party::Known(mention.party);
        Some(Side { party, token, span: mention.span, antecedent: Some(mention.span), by, rank })
    };
    let mut rank = 0;
    for mention in mentions.within(from..bytes.start).collect::<Vec<_>>().into_iter().rev() {
        if rank == MOST_EARLIER {
            break;
        }
        if !named(&sides, mention.party) {
            sides.extend(side(mention, By::Earlier, rank));
            rank += 1;
        }
    }
    for (rank, party) in topics.iter().take(MOST_TOPICS).enumerate() {
        let nearest = mentions.before(bytes.start).iter().rev().find(|mention| mention.party == *party);
        if let Some(mention) = nearest.filter(|_| !named(&sides, *party)) {
            sides.extend(side(mention, By::Topic, rank));
        }
    }
    sides
}

/// The parties that a sentence names.
fn named_in(holders: &Holders, bytes: Range<usize>) -> Vec<Side> {
    let document = holders.cast.document;
    let mut sides = Vec::new();
    for mention in Mentions(holders.cast.parties).within(bytes).take(MOST_NAMED) {
        let tokens = document.tokens_in(mention.span.into());
        if tokens.is_empty() {
            continue;
        }
        let token = head_of(document, &tokens);
        if holders.is_dateline(token) || holders.cast.unlisted_at(token).is_some() {
            continue;
        }
        let party = Party::Known(mention.party);
        sides.push(Side { party, token: token.index, span: mention.span, antecedent: None, by: By::Name, rank: 0 });
    }
    sides
}

/// Whom a pronoun, a person, an office or a description means: the likeliest first.
fn meant_by(holders: &Holders, token: Token<'_>) -> Vec<Side> {
    let span = Span::from(token.bytes());
    let side = |party: Party, by: By, rank: usize, antecedent: Option<Span>| Side {
        party,
        token: token.index,
        span,
        antecedent,
        by,
        rank,
    };
    let cast = holders.cast;
    if let Some(person) = cast.people.named_at(token.index) {
        let last = cast.people.named_at(token.index + 1) != Some(person);
        if !last {
            return Vec::new();
        }
        let own = cast.person(person).party.map(Party::Known);
        // Who is recognised as president stands for nobody but those who follow him.
        let himself = Party::Named(cast.people.persons[person].name.clone());
        return own
            .map(|party| side(party, By::Office, 0, None))
            .into_iter()
            .chain([side(himself, By::Office, 1, None)])
            .collect();
    }
    if let Some(name) = cast.unlisted_at(token) {
        // Its last word stands for it.
        let last = name.tokens.end == token.index + 1;
        return last.then(|| side(Party::Named(name.name.clone()), By::Name, 0, None)).into_iter().collect();
    }
    if !stands_for_a_party(holders, token) {
        return Vec::new();
    }
    let by_rule = holders.parties(token);
    let own = |holder: &Holder| {
        Mentions(cast.parties)
            .within(document_phrase(holders, token))
            .any(|mention| Party::Known(mention.party) == holder.party)
    };
    let mut sides: Vec<Side> = Vec::new();
    for holder in by_rule {
        // "the Russian foreign ministry": named in its own phrase.
        if token.pos() == Pos::Noun && own(&holder) {
            return Vec::new();
        }
        sides.push(side(holder.party, By::Antecedent, 0, None));
    }
    for (rank, antecedent) in holders.antecedents(token).into_iter().take(MOST_ANTECEDENTS).enumerate() {
        for party in antecedent.parties {
            match sides.iter_mut().find(|other| other.party == party) {
                Some(other) => other.antecedent = other.antecedent.or(Some(antecedent.span)),
                None => sides.push(side(party, By::Antecedent, rank + 1, Some(antecedent.span))),
            }
        }
    }
    sides
}

fn document_phrase(holders: &Holders, token: Token<'_>) -> Range<usize> {
    holders.cast.document.bytes(phrase(token))
}

/// The first byte of the two sentences before a token.
fn earlier_start(document: &Document, token: usize) -> usize {
    let number = document.token(token).sentence();
    document.bytes(document.sentence(number.saturating_sub(2))).start
}

/// Pronouns and nouns that may take up a party.
fn stands_for_a_party(holders: &Holders, token: Token<'_>) -> bool {
    let (text, lemma) = (token.text().to_lowercase(), token.lemma().to_lowercase());
    let noun = |list: PartyNoun| holders.nouns.has(list, &text) || holders.nouns.has(list, &lemma);
    match token.pos() {
        Pos::Pron => !matches!(token.tag(), "WP" | "WDT" | "EX"),
        Pos::Noun => noun(PartyNoun::Bodies) || noun(PartyNoun::Groups),
        Pos::Det | Pos::Num => {
            matches!(text.as_str(), "both" | "all" | "each" | "neither" | "two" | "three") && token.dep() != "det"
        }
        _ => false,
    }
}
