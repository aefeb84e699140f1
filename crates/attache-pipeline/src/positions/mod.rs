//! Which party stands where on the ladder of recognition and relations, toward whom, and how firmly.
//!
//! In: an article's analysis, who is who in it, who said what, the rules of the ladder. Out: [`Position`]s in text order.
//! "China is expected to recognise the Taliban, an analyst said" is one: China, toward the Taliban, `recog_gov`, expected,
//! said by an analyst.
//!
//! A position needs two parties; a wording without them ("recognised as the best player") is none. Whether it is true, and
//! which later one supersedes it, is not asked here.

pub mod ladder;
pub mod places;
pub mod rules;
pub mod slots;
mod exceptions;
mod fitting;
mod gapped;
mod lists;
pub mod link;
mod sides;
mod telling;
mod quote;
mod reactions;
mod recipients;
mod weighing;
mod when;

use crate::dates::{Anchor, DateExpression};
use crate::events::{EventLexicon, is_leisure};
use crate::grammar::object::{behind, object_of};
use crate::modality::{
    Modality, ModalityKind, ModalityLexicon, Refusal, find_modality, find_modality_with_verb, find_unreal,
    read_auxiliaries,
};
use crate::reference::lexicon::{PartyNoun, PartyNouns};
use crate::reference::{Cast, Holder, Holders, Party, Speaker};
use crate::span::Span;
use crate::statements::{Statement, statement_at};
use crate::when::TimexValue;
use attache_language::{Document, Pos, Token};
use fitting::{fits, recognised_as};
use gapped::add_gapped;
use ladder::{Family, Rung};
use link::candidates::{ByRule, find_candidates};
use link::features::Scene;
use link::triggers::BY_LINK;
use link::{LinkLexicon, Moods, find_links};
use recipients::is_given;
use rules::{PositionLexicon, Rule};
use sides::{apart, is_body, is_group};
use weighing::{Scores, Told, weigh};
use when::date_of;

/// Where a party stands, by one wording of one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Who holds it; of `urged`, who urges.
    pub holder: Holder,
    /// Toward whom: the party recognised, the host of a mission.
    pub toward: Holder,
    /// The rung of the ladder of recognition and relations that the clause stands for.
    pub rung: Rung,
    /// How it is put.
    pub modality: Modality,
    /// Of `urged`: who is asked.
    pub addressee: Option<Holder>,
    /// Of `ambassador`: sent, accepted, copies.
    pub act: Option<&'static str>,
    /// Whose words it is in, where it is not the reporter's own.
    pub said_by: Option<Speaker>,
    /// Who handed those words on.
    pub reported_by: Option<String>,
    /// When: its TIMEX3 value and how that is known.
    pub date: Option<TimexValue>,
    /// The clause that says it.
    pub span: Span,
    /// Of what is refused: not so far, never, or no more.
    pub refusal: Option<Refusal>,
    /// The word it hangs on, as a token.
    pub trigger: usize,
    /// Where that stands.
    pub trigger_span: Span,
    /// The rule that found it.
    pub rule: String,
    /// Where those are named whom holder and counterpart take up, where they do.
    pub antecedents: (Option<Span>, Option<Span>),
    /// How sure it is, 0-1; of what only rules can tell, 1.
    pub score: f32,
    /// What spoke most for it, in words.
    pub why: Vec<String>,
}

impl Position {
    /// Whether only the learned link finds it: its rule is the name of a class.
    pub fn is_by_link(&self) -> bool {
        self.rule.starts_with(BY_LINK)
    }
}

/// What positions are found with.
pub struct Ladder<'l> {
    /// The rules, as `positions/ladder.toml` has them.
    pub lexicon: &'l PositionLexicon,
    /// The learned link.
    pub link: &'l LinkLexicon,
    /// Nouns that stand for parties.
    pub nouns: &'l PartyNouns,
    /// Who said what in the article.
    pub statements: &'l [Statement],
    /// Words that put an act as expected, refused, …
    pub modalities: &'l ModalityLexicon,
    /// Words of sport and leisure, as events know them.
    pub events: &'l EventLexicon,
    /// The article's date expressions.
    pub dates: &'l [DateExpression],
    /// The day they are counted from.
    pub anchor: Anchor,
    /// What scores below is not told, 0-1.
    pub least: f32,
    /// Positions found at most; the caller says when they are reached.
    pub most: usize,
}

/// Finds the positions of an article: what the rules tell and what the learned link tells, weighed together. Linear in its tokens.
pub fn find_positions(cast: &Cast, ladder: &Ladder) -> Vec<Position> {
    let speaker_at = |token: Token<'_>| statement_at(ladder.statements, token)?.speaker.as_ref();
    let holders = Holders { cast, nouns: ladder.nouns, speaker_at: &speaker_at };
    let by_rules = by_rules(&holders, ladder);
    let (links, scores) = by_link(&holders, ladder, by_rules.iter().map(ByRule::of).collect());
    let mut found = weigh(by_rules, links, &scores, ladder);
    // Teams meet and visit too, as events have it.
    let document = cast.document;
    let sentence = |position: &Position| document.sentence(document.token(position.trigger).sentence());
    let of_games = is_of_games(document, ladder.events);
    found.retain(|position| match position.rung.family() {
        _ if of_games && position.is_by_link() => false,
        Family::Contact => !is_leisure(document, sentence(position), ladder.events),
        // "does not recognise the court": neither a state nor a government.
        Family::Recognition => !is_body(&position.toward, cast.gazetteer),
        _ => true,
    });
    found.sort_by(|a, b| (a.trigger, &a.rule).cmp(&(b.trigger, &b.rule)));
    add_gapped(&holders, &mut found, ladder.most);
    found.truncate(ladder.most);
    found.sort_by(|a, b| (a.trigger, &a.rule, &a.holder.party).cmp(&(b.trigger, &b.rule, &b.holder.party)));
    found
}

/// An article with a word of sport, prizes or shows in one of so many of its sentences, and in so many in all, is of those.
const OF_GAMES: usize = 4;
const LEAST_GAMES: usize = 3;

/// Whether an article is of sport, prizes or shows. There captains are recalled and parity is restored: what no rule knows is none of the ladder.
fn is_of_games(document: &Document, lexicon: &EventLexicon) -> bool {
    let sentences = document.sentences().count();
    let games = document.sentences().filter(|sentence| is_leisure(document, sentence.clone(), lexicon)).count();
    games >= LEAST_GAMES && games * OF_GAMES >= sentences
}

fn by_rules(holders: &Holders, ladder: &Ladder) -> Vec<Position> {
    let document = holders.cast.document;
    let mut found: Vec<Position> = Vec::new();
    for token in document.tokens() {
        if found.len() >= ladder.most {
            break;
        }
        let lemma = token.lemma().to_lowercase();
        let particle = particle_of(token).map(|particle| particle.text());
        let rules: Vec<&Rule> = match token.pos() {
            Pos::Verb | Pos::Aux => ladder.lexicon.of_verb(&lemma, particle).collect(),
            Pos::Noun => ladder.lexicon.of_noun(&lemma).collect(),
            _ => continue,
        };
        let first = found.len();
        for rule in rules {
            let given = || rule.rung == Some(Rung::Ambassador) && is_given(token, ladder.lexicon);
            if (found[first..].is_empty() || rule.flags.also) && fits(document, token, rule) && !given() {
                let before = found[..first]
                    .iter()
                    .rfind(|position| rule.carry.is_none_or(|rung| carries_on(rung, position.rung)));
                let wording = Wording { holders, ladder, trigger: token, rule };
                let told = wording.positions(before, found[..first].last());
                found.extend(told);
            }
        }
        let here = found.split_off(first);
        found.extend(here.iter().filter(|position| !is_moved_within(position, &here)).cloned());
    }
    found
}

/// Whether a rule that carries on a rung does so behind another: "its embassy never closed, and Peru reopened its own".
fn carries_on(rung: Rung, told: Rung) -> bool {
    rung == told || rung.family() == Family::Mission && told.family() == Family::Mission
}

/// "Moved its embassy from Tel Aviv to Jerusalem" closes none: both are in the same state.
fn is_moved_within(position: &Position, at_word: &[Position]) -> bool {
    let opened = |other: &Position| other.rung == Rung::MissionOpened && other.toward.party == position.toward.party;
    position.rung == Rung::MissionClosed && at_word.iter().any(opened)
}

/// The particle of a verb, also where the parser takes it for an adverb ("took back its recognition").
fn particle_of(verb: Token<'_>) -> Option<Token<'_>> {
    let adverb = |child: &Token<'_>| child.dep() == "advmod" && matches!(child.text(), "back" | "home" | "over");
    verb.child("prt").or_else(|| verb.children().find(adverb))
}

/// What the link tells, the likeliest first, and how sure what the rules tell is.
fn by_link(holders: &Holders, ladder: &Ladder, by_rules: Vec<ByRule>) -> (Vec<Told>, Scores) {
    let cast = holders.cast;
    let candidates = find_candidates(holders, &ladder.link.triggers, by_rules);
    let classes = &ladder.link.triggers.classes;
    let (document, gazetteer, modalities) = (cast.document, cast.gazetteer, ladder.modalities);
    let nouns = holders.nouns;
    let scene = Scene { document, gazetteer, nouns, modalities, candidates: &candidates, classes };
    let mut found: Vec<Told> = Vec::new();
    let is_apart = |a: &Party, b: &Party| {
        let side = |party: &Party| Holder { party: party.clone(), span: Span::default() };
        apart(&side(a), &side(b), gazetteer)
    };
    let side = |side: &link::sides::Side| Holder { party: side.party.clone(), span: side.span };
    let toward_of = |link: &link::Link| side(&link.toward);
    let links = find_links(&scene, ladder.link, is_apart);
    for link in links.links {
        let trigger = document.token(link.trigger);
        let wording = Wording { holders, ladder, trigger, rule: &classes[link.class].rule };
        let by_rule = find_modality_with_verb(trigger, modalities);
        let learned = link.moods.kind();
        // What is learned sees no scope: "never had the group on a list" is refused whatever stands near.
        let denied = by_rule.kind == ModalityKind::Refused && learned == ModalityKind::Done;
        // Nor does it see that somebody is only to decide: "will decide on recognition" announces nothing.
        let open = matches!(by_rule.kind, ModalityKind::Considering | ModalityKind::Conditional);
        let told = matches!(learned, ModalityKind::Announced | ModalityKind::Done);
        let undecided = open && by_rule.governor.is_some() && told;
        // What is judged stands as it is put below: "rejected Peru's recognition" refuses none.
        let unreal = find_unreal(trigger, modalities).filter(|_| learned == ModalityKind::Done);
        let kind = match (denied, undecided || by_rule.judged.is_some()) {
            _ if unreal.is_some() => unreal.unwrap_or(learned),
            (true, _) => ModalityKind::Refused,
            (_, true) => by_rule.kind,
            _ => learned,
        };

        let mut modality = Modality { kind, ..by_rule };
        if wording.is_excepted(&link.holder.party) {
            modality = modality.excepted();
        }
        if wording.is_unsaid(&modality) || wording.is_for_all(Some(link.rung), &toward_of(&link)) {
            continue;
        }
        let given = link.rung == Rung::Ambassador && is_given(trigger, ladder.lexicon);
        if given || wording.is_judgement(&side(&link.holder)) {
            continue;
        }
        let mut made = wording.tell(side(&link.holder), toward_of(&link), link.rung, modality);
        made.said_by = made.said_by.or_else(|| wording.performer(link.rung));
        let date = date_of(holders, trigger, &made, ladder);
        let antecedents = (link.holder.antecedent, link.toward.antecedent);
        let kind = made.modality.kind;
        let moods = if kind == learned { link.moods } else { Moods::only(kind) };
        let position = Position { date, antecedents, score: link.score, why: link.why, ..made };
        found.push(Told { position, likely: link.likely, moods });
    }
    (found, links.by_rules)
}

/// A rule at a trigger whose words fit it.
struct Wording<'w, 'h> {
    holders: &'w Holders<'h>,
    ladder: &'w Ladder<'w>,
    trigger: Token<'w>,
    rule: &'w Rule,
}

impl Wording<'_, '_> {
    /// The positions told. `before`: the position made last that the rule may carry on; `last`: the one made last.
    fn positions(&self, before: Option<&Position>, last: Option<&Position>) -> Vec<Position> {
        let Some((rung, mut modality)) = self.read_modality() else { return Vec::new() };
        let mut sides = self.find_sides();
        if !self.without_judges(&modality, &mut sides.holders) {
            return Vec::new();
        }
        if sides.holders.iter().any(|holder| holder.party == Party::Everyone) {
            modality.kind = ModalityKind::Refused;
            sides.holders.truncate(1);
        }
        if matches!(modality.kind, ModalityKind::Done | ModalityKind::Announced) && self.is_of_none() {
            modality.kind = ModalityKind::Refused;
        }
        let excepted = self.part_excepted(&mut sides);
        let rung = match before {
            Some(before) => self.carry_on(&mut sides, before).or(rung),
            None => rung,
        };
        self.find_host(&mut sides, last);
        if sides.holders.is_empty() {
            sides.holders.extend(self.side_of_speaker());
        }
        if self.is_unsaid(&modality) {
            return Vec::new();
        }
        let gazetteer = self.holders.cast.gazetteer;
        let object = object_of(self.trigger);
        if rung.is_none()
            && let Some(person) = object.and_then(|object| self.person(object))
        {
            sides.towards = vec![person];
        }
        let others = if sides.each_other { &sides.holders } else { &sides.towards };
        let mut found = Vec::new();
        for holder in &sides.holders {
            // "A, B, C … recognise X, Y, Z …" has as many pairs as their product.
            if found.len() >= self.ladder.most {
                break;
            }
            let fits = |toward: &&Holder| apart(holder, toward, gazetteer) && !self.is_for_all(rung, toward);
            for toward in others.iter().filter(fits) {
                let rung = match rung {
                    Some(rung) if is_group(toward, gazetteer) => self.rule.group_rung.unwrap_or(rung),
                    Some(rung) => rung,
                    None => recognised_as(self.holders, self.trigger, object, toward, self.rule),
                };
                let modality = match excepted.contains(holder) {
                    true => modality.clone().excepted(),
                    false => modality.clone(),
                };
                let mut made = self.position(holder.clone(), toward.clone(), rung, modality);
                made.said_by = made.said_by.or_else(|| self.performer(rung));
                // "The Taliban call on others to recognise them": toward whom they ask.
                if let (false, Some(asked)) = (apart(&made.holder, &made.toward, gazetteer), &made.addressee) {
                    made.toward = asked.clone();
                }
                if apart(&made.holder, &made.toward, gazetteer) {
                    let date = date_of(self.holders, self.trigger, &made, self.ladder);
                    found.push(Position { date, ..made });
                }
            }
        }
        found
    }

    /// "recognised Ann Lee as president": the person, who stands for nobody but those who follow her. Who is made a leader is one, whatever the name is
    /// taken for.
    fn person(&self, object: Token<'_>) -> Option<Holder> {
        let cast = self.holders.cast;
        if let Some(person) = cast.people.named_at(object.index) {
            let name = cast.people.persons[person].name.clone();
            return Some(Holder { party: Party::Named(name), span: Span::from(object.bytes()) });
        }
        let is_leader = |word: &Token<'_>| self.holders.nouns.has(PartyNoun::Leaders, &word.lemma().to_lowercase());
        behind(self.trigger, "as").into_iter().find(is_leader)?;
        let named = |word: &Token<'_>| word.pos() == Pos::Propn;
        // "the opposition candidate Rosa Lee".
        let object = object.child("appos").filter(named).unwrap_or(object);
        let first =
            object.children().filter(|child| child.dep() == "compound" && named(child)).map(|child| child.index).min();
        let span = Span::from(cast.document.bytes(first.filter(|_| named(&object))?..object.index + 1));
        let name = cast.document.text().get(span.start..span.end)?.to_string();
        cast.party_at(object).is_none().then_some(Holder { party: Party::Named(name), span })
    }

    /// How the act is put, and on which rung it stands then (`None` where what is recognised tells); nothing where that is no position.
    fn read_modality(&self) -> Option<(Option<Rung>, Modality)> {
        let rule = self.rule;
        let mut modality = find_modality(self.holders.cast.document, self.trigger.index, self.ladder.modalities);
        let put_plainly = rule.flags.plain && modality.kind == ModalityKind::Urged;
        let denied_in_form = rule.flags.despite_negation && modality.kind == ModalityKind::Refused;
        if put_plainly || denied_in_form {
            modality.kind = ModalityKind::Done;
        }
        if rule.flags.announced && modality.kind == ModalityKind::Done {
            modality.kind = ModalityKind::Announced;
        }
        if modality.kind != ModalityKind::Refused {
            return Some((rule.rung, modality));
        }
        match (rule.refused, rule.rung.map(Rung::family)) {
            // "did not close its embassy": it is open.
            (Some(instead), _) => Some((Some(instead), Modality { kind: ModalityKind::Done, ..modality })),
            (None, None | Some(Family::Recognition | Family::Relations | Family::Seat)) => Some((rule.rung, modality)),
            // "did not meet" is no position.
            _ => None,
        }
    }

    /// Whether the missions it is about are all there are, and the other party is only named elsewhere.
    fn is_for_all(&self, rung: Option<Rung>, toward: &Holder) -> bool {
        let clause = Span::from(self.trigger.document().bytes(self.trigger.edges()));
        rung == Some(Rung::MissionProtection) && !clause.contains(toward.span) && self.holders.is_for_all(self.trigger)
    }

    /// Whether nobody says it: "whether it had recognised them", "was asked whether it would", "did not say that it would".
    fn is_unsaid(&self, modality: &Modality) -> bool {
        let (document, trigger, modalities) = (self.holders.cast.document, self.trigger, self.ladder.modalities);
        let whether = trigger.children().any(|child| matches!(child.lemma(), "whether" | "if"));
        let asked = trigger.dep() == "ccomp"
            && (modalities.is_speech(trigger.head().lemma())
                || matches!(trigger.head().lemma(), "ask" | "know" | "wonder"))
            && !trigger.children().any(|child| child.tag() == "TO");
        // "Did not say that" is no denial, "no country said that" no refusal.
        let unspoken = modality.reported.map(|at| document.token(at)).is_some_and(|verb| {
            let holds = verb.index < trigger.index && verb.pos() == Pos::Verb;
            holds && verb.lemma() == "say" && read_auxiliaries(verb, modalities).negated
        });
        whether && (asked || modality.kind == ModalityKind::Done) || unspoken
    }
}

#[cfg(test)]
mod tests;
