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
mod wording;

use crate::dates::{Anchor, DateExpression};
use crate::events::{EventLexicon, is_leisure};
use crate::modality::{Modality, ModalityKind, ModalityLexicon, Refusal, find_modality_with_verb, find_unreal};
use crate::reference::lexicon::PartyNouns;
use crate::reference::{Cast, Holder, Holders, Party, Speaker};
use crate::span::Span;
use crate::statements::{Statement, statement_at};
use crate::when::TimexValue;
use attache_language::{Document, Pos, Token};
use fitting::fits;
use gapped::add_gapped;
use ladder::{Family, Rung};
use link::candidates::{ByRule, find_candidates};
use link::features::Scene;
use link::triggers::BY_LINK;
use link::{LinkLexicon, Moods, find_links};
use recipients::is_given;
use rules::{PositionLexicon, Rule};
use sides::{apart, is_body};
use weighing::{Scores, Told, weigh};
use when::date_of;
use wording::Wording;

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
        let learned = link.moods.likeliest(|_| true).unwrap_or(ModalityKind::Done);
        // What is learned sees no scope: "never had the group on a list" is refused whatever stands near.
        let denied = by_rule.kind == ModalityKind::Refused && learned == ModalityKind::Done;
        // Nor does it see that somebody is only to decide: "will decide on recognition" announces nothing.
        let open = matches!(by_rule.kind, ModalityKind::Considering | ModalityKind::Conditional);
        let told = matches!(learned, ModalityKind::Announced | ModalityKind::Done);
        let undecided = open && by_rule.governor.is_some() && told;
        // What is judged stands as it is put below: "rejected Peru's recognition" refuses none.
        // "Was to have opened an embassy" is no plan any more either.
        let planned = matches!(learned, ModalityKind::Announced | ModalityKind::Expected);
        let is_not = |kind: &ModalityKind| learned == ModalityKind::Done || planned && *kind == ModalityKind::Refused;
        let unreal = find_unreal(trigger, modalities).filter(is_not);
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

#[cfg(test)]
mod tests;
