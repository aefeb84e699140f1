//! Who may stand where toward whom: words of the ladder with the parties that may be meant.
//!
//! In: an article's analysis, who is who in it, what the rules tell. Out: [`Trigger`]s with the sides of their sentences; every two of one trigger's sides that
//! are apart are a candidate. In "Chad was first. By now it has cut ties with Taiwan" the word "ties" has the sides Chad (by "it") and Taiwan.
//!
//! Many candidates are wrong: which are positions is for the weights. A party named in no sentence near, and not much in the article, is none.

use super::sides::{Around, By, Side, sides_of};
use super::topics::Topics;
use super::triggers::{Strength, Triggers};
use crate::people::names::head_of;
use crate::positions::Position;
use crate::positions::ladder::Rung;
use crate::reference::{Holder, Holders};
use attache_language::{Document, Pos, Token};
use std::ops::Range;

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
    /// Whom the article is about.
    pub topics: Topics,
    /// What the rules tell, in text order.
    by_rules: Vec<ByRule>,
}

impl Candidates {
    /// What the rules tell, in text order.
    pub fn by_rules(&self) -> &[ByRule] {
        &self.by_rules
    }

    /// What the rules tell at words of a sentence. Binary search.
    pub fn by_rules_in(&self, sentence: &Range<usize>) -> &[ByRule] {
        rules_in(&self.by_rules, sentence)
    }
}

fn rules_in<'r>(by_rules: &'r [ByRule], sentence: &Range<usize>) -> &'r [ByRule] {
    let first = by_rules.partition_point(|told| told.trigger < sentence.start);
    let end = by_rules.partition_point(|told| told.trigger < sentence.end);
    &by_rules[first..end.max(first)]
}

/// Finds the candidates, among them all that rules tell. Linear in the tokens, but for what pronouns look back on.
pub fn find_candidates(holders: &Holders, triggers: &Triggers, mut by_rules: Vec<ByRule>) -> Candidates {
    by_rules.sort_by_key(|told| told.trigger);
    let document = holders.cast.document;
    let mut topics = Topics::of(holders);
    let (mut found, mut scenes): (Vec<Trigger>, Vec<Vec<Side>>) = (Vec::new(), Vec::new());
    let told = triggers.classes_told(document);
    let mut before = Before::default();
    for sentence in document.sentences() {
        let rules = rules_in(&by_rules, &sentence);
        let mut here: Vec<Trigger> = Vec::new();
        for token in sentence.clone().map(|at| document.token(at)) {
            here.extend(triggers_at(token, triggers, &told, &mut before, scenes.len()));
        }
        rules.iter().for_each(|told| add_rules_word(told, triggers, scenes.len(), &mut here));
        let strong: Vec<(usize, usize)> =
            here.iter().filter(|t| t.strength == Strength::Strong).map(|t| (t.class, t.token)).collect();
        here.retain(|trigger| {
            trigger.strength == Strength::Strong || !strong.iter().any(|s| beside(document, trigger, *s))
        });
        if strong.is_empty() {
            here.extend(carries_on(document, &sentence, &before, &here, scenes.len()));
        } else {
            before.acts = acts_of(&strong);
            before.sentence = document.token(sentence.start).sentence();
        }
        if here.is_empty() {
            continue;
        }
        let byte = document.bytes(sentence.clone()).start;
        let before = &by_rules[..by_rules.partition_point(|told| told.trigger < sentence.start)];
        let around = Around { told: before, topics: topics.most_named_before(byte, TOPICS) };
        let mut sides = sides_of(holders, sentence.clone(), &around);
        rules.iter().for_each(|told| add_rules_sides(told, document, &sentence, &mut sides));
        if sides.iter().all(|side| side.by > By::Office) {
            here.retain(|trigger| trigger.strength != Strength::CarriesOn);
        }
        if sides.len() >= 2 && !here.is_empty() {
            scenes.push(sides);
            found.extend(here);
        }
    }
    topics.count(&found, &scenes, document.sentences().count());
    Candidates { triggers: found, scenes, topics, by_rules }
}

/// What was told before.
#[derive(Default)]
struct Before {
    /// The last strong word, with its class: what "the same" takes up.
    last: Option<(usize, usize)>,
    /// The classes that the last sentence with a strong word has, each with its last word.
    acts: Vec<(usize, usize)>,
    /// That sentence.
    sentence: usize,
}

/// Parties that an article may be most about.
const TOPICS: usize = 3;
/// Sentences from an act to one that carries it on, at most.
const MOST_AWAY: usize = 3;
/// Acts of one sentence that are carried on, at most: the last.
const MOST_ACTS: usize = 2;
/// What carries on an act says little else: tokens of its sentence, at most.
const MOST_CARRYING: usize = 40;

/// The last word of each class among the strong words of a sentence.
fn acts_of(strong: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut acts: Vec<(usize, usize)> = Vec::new();
    for (class, token) in strong.iter().rev() {
        if acts.len() < MOST_ACTS && !acts.iter().any(|(other, _)| other == class) {
            acts.push((*class, *token));
        }
    }
    acts
}

/// In a sentence without a strong word, just behind one that has one: the words that may carry on its acts, the sentence's own and those joined to it.
///
/// "Norway recognised Estonia on Friday. Finland came in on Saturday, Canada on Monday."
fn carries_on(
    document: &Document,
    sentence: &Range<usize>,
    before: &Before,
    here: &[Trigger],
    scene: usize,
) -> Vec<Trigger> {
    let away = document.token(sentence.start).sentence() - before.sentence;
    if before.acts.is_empty() || away > MOST_AWAY || sentence.len() > MOST_CARRYING {
        return Vec::new();
    }
    let root = |token: Token<'_>| token.is_root() && !matches!(token.pos(), Pos::Punct | Pos::Space);
    let joined = |token: Token<'_>| token.dep() == "conj" && root(token.head());
    let words = sentence.clone().map(|at| document.token(at)).filter(|token| root(*token) || joined(*token));
    let acts = words.flat_map(|word| before.acts.iter().map(move |act| (word.index, *act)));
    let new = acts.filter(|(token, (class, _))| !here.iter().any(|t| (t.token, t.class) == (*token, *class)));
    new.map(|(token, (class, act))| {
        let strength = Strength::CarriesOn;
        Trigger { token, class, scene, strength, takes_up: Some(act) }
    })
    .collect()
}

/// The triggers that a word is.
fn triggers_at(
    token: Token<'_>,
    triggers: &Triggers,
    told: &[bool],
    before: &mut Before,
    scene: usize,
) -> Vec<Trigger> {
    let mut found = Vec::new();
    for (class, strength) in triggers.classes_of(token) {
        if strength == Strength::Strong || told[class] {
            found.push(Trigger { token: token.index, class, scene, strength, takes_up: None });
        }
        if strength == Strength::Strong {
            before.last = Some((class, token.index));
        }
    }
    if let Some((class, act)) = before.last.filter(|_| triggers.takes_up(token)) {
        let (token, strength) = (token.index, Strength::TakesUp);
        found.push(Trigger { token, class, scene, strength, takes_up: Some(act) });
    }
    found
}

/// The word of a rule is a strong one.
fn add_rules_word(told: &ByRule, triggers: &Triggers, scene: usize, here: &mut Vec<Trigger>) {
    let Some(class) = triggers.class_of_rung(told.rung) else { return };
    match here.iter_mut().find(|trigger| (trigger.token, trigger.class) == (told.trigger, class)) {
        Some(trigger) => trigger.strength = Strength::Strong,
        None => {
            let (token, strength) = (told.trigger, Strength::Strong);
            here.push(Trigger { token, class, scene, strength, takes_up: None });
        }
    }
}

/// The parties of a rule are sides.
fn add_rules_sides(told: &ByRule, document: &Document, sentence: &Range<usize>, sides: &mut Vec<Side>) {
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

/// Whether a weak word stands with a strong one of its class: "cut" in "cut ties".
fn beside(document: &Document, weak: &Trigger, (class, strong): (usize, usize)) -> bool {
    let (weak_word, strong_word) = (document.token(weak.token), document.token(strong));
    let below = |word: Token<'_>, of: usize| word.ancestors().take(4).any(|above| above.index == of);
    weak.class == class && (below(weak_word, strong) || below(strong_word, weak.token))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Party;
    use crate::sample::{READER, article, cast};

    #[test]
    fn a_party_that_no_list_knows_is_near_where_the_article_is_about_it() {
        let far = "It rained. The match was late. Nobody minded. ";
        let text = format!("The Republic of Ostmark declared its independence. {far}Kenya refuses recognition.");
        let reading = article(&text, "");
        let (cast, nobody) = (cast(&reading.layers[0]), |_: Token<'_>| None);
        let holders = Holders { cast: &cast, nouns: &READER.lexicons.party_nouns, speaker_at: &nobody };
        let found = find_candidates(&holders, &READER.lexicons.link.triggers, Vec::new());
        let last = found.scenes.last().expect("the sentence of an act");
        let sides: Vec<(By, &Party)> = last.iter().map(|side| (side.by, &side.party)).collect();
        assert!(sides.contains(&(By::Topic, &Party::Named("Republic of Ostmark".to_string()))), "{sides:?}");
    }

    #[test]
    fn sides_of_acts_that_rules_told_are_near() {
        let text = format!("Peru recognised Kosovo. {}Chile refuses recognition.", "It rained. ".repeat(4));
        let reading = article(&text, "");
        let layers = &reading.layers[0];
        let (cast, nobody) = (cast(layers), |_: Token<'_>| None);
        let holders = Holders { cast: &cast, nouns: &READER.lexicons.party_nouns, speaker_at: &nobody };
        let told = layers.positions.iter().map(ByRule::of).collect();
        let found = find_candidates(&holders, &READER.lexicons.link.triggers, told);
        let by: Vec<By> = found.scenes.last().expect("the sentence of an act").iter().map(|side| side.by).collect();
        assert_eq!(by, [By::Name, By::Told, By::Told]);
    }

    #[test]
    fn acts_are_carried_on_where_no_word_of_theirs_is_said_again() {
        let carried = |text: &str| -> Vec<(String, String)> {
            let reading = article(text, "");
            let layers = &reading.layers[0];
            let (cast, nobody) = (cast(layers), |_: Token<'_>| None);
            let holders = Holders { cast: &cast, nouns: &READER.lexicons.party_nouns, speaker_at: &nobody };
            let found = find_candidates(&holders, &READER.lexicons.link.triggers, Vec::new());
            let word = |token: usize| cast.document.token(token).text().to_string();
            let carries = found.triggers.iter().filter(|trigger| trigger.strength == Strength::CarriesOn);
            carries.filter_map(|trigger| Some((word(trigger.token), word(trigger.takes_up?)))).collect()
        };
        let act = "Norway recognised Estonia on Friday. ";
        let came = ("came".to_string(), "recognised".to_string());
        assert_eq!(carried(&format!("{act}Finland came in on Saturday.")), [came]);
        // Nobody is named; an act of its own; too far behind.
        assert!(carried(&format!("{act}The weather was fine.")).is_empty());
        assert!(carried(&format!("{act}Finland cut its ties with Russia on Saturday.")).is_empty());
        assert!(carried(&format!("{act}{}Finland came in on Saturday.", "It rained. ".repeat(MOST_AWAY))).is_empty());
    }
}
