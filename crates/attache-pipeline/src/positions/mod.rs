//! Which party stands where on the ladder of recognition and relations, toward whom, and how firmly.
//!
//! In: an article's analysis, who is who in it, who said what, the rules of the ladder. Out: [`Position`]s in text order.
//! "China is expected to recognise the Taliban, an analyst said" is one: China, toward the Taliban, `recog_gov`, expected,
//! said by an analyst.
//!
//! A position needs two parties; a wording without them ("recognised as the best player") is none. Whether it is true, and
//! which later one supersedes it, is not asked here.

pub mod ladder;
pub mod rules;
pub mod slots;
pub mod holders;
mod fitting;
mod quote;
mod when;

use crate::dates::{Anchor, DateExpression};
use crate::grammar::object::object_of;
use crate::grammar::subject::subject_of;
use crate::modality::{Modality, ModalityKind, ModalityLexicon, find_modality, read_auxiliaries};
use crate::people::gazetteer::{Gazetteer, PartyKind};
use crate::span::Span;
use crate::statements::Statement;
use crate::statements::speakers::{Cast, Speaker};
use crate::when::TimexValue;
use attache_language::{Document, Pos, Token};
use fitting::{fits, recognised_as};
use holders::{Holder, Holders, Party};
use ladder::{Family, Rung};
use quote::quote_of;
use rules::{PositionLexicon, Rule};
use slots::find_place;
use when::date_of;

/// Where a party stands, by one wording of one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Who holds it; of `urged`, who urges.
    pub holder: Holder,
    /// Toward whom: the party recognised, the host of a mission.
    pub toward: Holder,
    /// Which rung.
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
    /// The word it hangs on, as a token.
    pub trigger: usize,
    /// The rule that found it.
    pub rule: String,
}

/// What positions are found with.
pub struct Ladder<'l> {
    /// The rules.
    pub lexicon: &'l PositionLexicon,
    /// Words that put an act as expected, refused, …
    pub modalities: &'l ModalityLexicon,
    /// The article's date expressions.
    pub dates: &'l [DateExpression],
    /// The day they are counted from.
    pub anchor: Anchor,
    /// Positions found at most; the caller says when they are reached.
    pub most: usize,
}

/// Finds the positions of an article. Linear in its tokens.
pub fn find_positions(cast: &Cast, statements: &[Statement], ladder: &Ladder) -> Vec<Position> {
    let holders = Holders { cast, statements, lexicon: ladder.lexicon };
    let mut found: Vec<Position> = Vec::new();
    for token in cast.document.tokens() {
        if found.len() >= ladder.most {
            break;
        }
        let lemma = token.lemma().to_lowercase();
        let particle = token.child("prt").map(|particle| particle.text());
        let rules: Vec<&Rule> = match token.pos() {
            Pos::Verb | Pos::Aux => ladder.lexicon.of_verb(&lemma, particle).collect(),
            Pos::Noun => ladder.lexicon.of_noun(&lemma).collect(),
            _ => continue,
        };
        let first = found.len();
        for rule in rules {
            if found[first..].is_empty() && fits(cast.document, token, rule) {
                let before =
                    found[..first].iter().rfind(|position| rule.carry.is_none_or(|rung| position.rung == rung));
                let made = apply(&holders, token, rule, ladder, before);
                found.extend(made);
            }
        }
    }
    found.truncate(ladder.most);
    found.sort_by(|a, b| (a.trigger, &a.rule, &a.holder.party).cmp(&(b.trigger, &b.rule, &b.holder.party)));
    found
}

/// The positions that a rule finds at a trigger it fits. `before`: the position made last, which a rule may carry on.
fn apply(
    holders: &Holders,
    trigger: Token<'_>,
    rule: &Rule,
    ladder: &Ladder,
    before: Option<&Position>,
) -> Vec<Position> {
    let Some((rung, mut modality)) = read_modality(holders.cast.document, trigger, rule, ladder) else {
        return Vec::new();
    };
    let mut sides = find_sides(holders, trigger, rule);
    if sides.holders.iter().any(|holder| holder.party == Party::Everyone) {
        modality.kind = ModalityKind::Refused;
        sides.holders.truncate(1);
    }
    let rung = match before {
        Some(before) => sides.carry_on(rule, before).or(rung),
        None => rung,
    };
    sides.speak_for_themselves(holders, trigger, rule);
    if is_unsaid(holders.cast.document, trigger, &modality, ladder.modalities) {
        return Vec::new();
    }
    let gazetteer = holders.cast.gazetteer;
    let object = object_of(trigger);
    let others = if sides.each_other { &sides.holders } else { &sides.towards };
    let mut found = Vec::new();
    for holder in &sides.holders {
        // "A, B, C … recognise X, Y, Z …" has as many pairs as their product.
        if found.len() >= ladder.most {
            break;
        }
        for toward in others.iter().filter(|toward| apart(holder, toward, gazetteer)) {
            let rung = match rung {
                Some(rung) if is_group(toward, gazetteer) => rule.group_rung.unwrap_or(rung),
                Some(rung) => rung,
                None => recognised_as(holders, trigger, object, toward, rule),
            };
            let mut made = position(holders, trigger, rule, holder.clone(), toward.clone(), rung, modality.clone());
            made.said_by = made.said_by.or_else(|| performer(holders, trigger, rung));
            // "The Taliban call on others to recognise them": toward whom they ask.
            if let (false, Some(asked)) = (apart(&made.holder, &made.toward, gazetteer), &made.addressee) {
                made.toward = asked.clone();
            }
            if apart(&made.holder, &made.toward, gazetteer) {
                found.push(Position { date: date_of(holders, trigger, &made, ladder), ..made });
            }
        }
    }
    found
}

/// How the act is put, and on which rung it stands then (`None` where what is recognised tells); nothing where that is no position.
fn read_modality(
    document: &Document,
    trigger: Token<'_>,
    rule: &Rule,
    ladder: &Ladder,
) -> Option<(Option<Rung>, Modality)> {
    let mut modality = find_modality(document, trigger.index, ladder.modalities);
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

/// Who stands where toward whom, before they are paired.
struct Sides {
    holders: Vec<Holder>,
    towards: Vec<Holder>,
    /// The holders stand so toward one another: "China and Russia met".
    each_other: bool,
}

/// The parties at the places a rule names.
fn find_sides(holders: &Holders, trigger: Token<'_>, rule: &Rule) -> Sides {
    let family = rule.rung.map(Rung::family);
    // "talks with many countries" places nobody anywhere.
    let only_known = matches!(family, Some(Family::Contact | Family::Mission));
    let is_known = |holder: &Holder| matches!(holder.party, Party::Known(_));
    let mut from = place(holders, trigger, &rule.holder, false);
    from.retain(|holder| !only_known || is_known(holder));
    let mut towards = place(holders, trigger, &rule.toward, from.len() > 1);
    towards.retain(|holder| !only_known || is_known(holder));
    // "The movement … . Peru accepted its ambassador": not Peru's own.
    let own = !from.is_empty() && towards.iter().all(|toward| from.iter().any(|holder| holder.party == toward.party));
    if rule.act == Some("accepted") && own {
        towards = holders.group_before(trigger);
    }
    let each_other = towards.is_empty() && rule.toward.iter().any(|path| path == "each-other") && from.len() > 1;
    Sides { holders: from, towards, each_other }
}

impl Sides {
    /// "outlawed in 2003, but the ban was lifted": by whom and for whom was said with the ban. The rung, where that is carried on too.
    fn carry_on(&mut self, rule: &Rule, before: &Position) -> Option<Rung> {
        if rule.carry.is_some() {
            if self.holders.is_empty() && !rule.flags.likewise {
                self.holders.push(before.holder.clone());
            }
            if self.towards.is_empty() {
                self.towards.push(before.toward.clone());
            }
        }
        if !rule.flags.likewise {
            return None;
        }
        self.towards.push(before.toward.clone());
        Some(before.rung)
    }

    /// An official's "had been told to go" is his own side's act.
    fn speak_for_themselves(&mut self, holders: &Holders, trigger: Token<'_>, rule: &Rule) {
        if !self.holders.is_empty() || !matches!(rule.rung, Some(Rung::Expel | Rung::Downgrade | Rung::Derecog)) {
            return;
        }
        let Some(statement) = holders.statement_at(trigger) else { return };
        if let (Some(party), Some(span)) = (statement.speaker.as_ref().and_then(|s| s.party), statement.source) {
            self.holders.push(Holder { party: Party::Known(party), span });
        }
    }
}

/// Whether nobody says it: "whether it had recognised them", "was asked whether it would", "did not say that it would".
fn is_unsaid(document: &Document, trigger: Token<'_>, modality: &Modality, modalities: &ModalityLexicon) -> bool {
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

/// Who speaks by acting: of "President Ann Lee recognised Kosovo" and "the ministry declared two diplomats personae non gratae"
/// the act is that of the state, and the word that of the person or ministry.
fn performer(holders: &Holders, trigger: Token<'_>, rung: Rung) -> Option<Speaker> {
    if matches!(rung.family(), Family::Mission | Family::Contact | Family::Other) {
        return None;
    }
    let subject = subject_of(trigger)?;
    let speaker = holders.cast.resolve(subject, &[]);
    // A ministry speaks, a country does not.
    let word = subject.text().to_lowercase();
    let body = holders.lexicon.is("bodies", &word) && !holders.lexicon.is("state words", &word);
    (holders.cast.party_at(subject).is_none() && (speaker.person.is_some() || body)).then_some(speaker)
}

/// One position, with who says it and, where it is urged, who is asked.
fn position(
    holders: &Holders,
    trigger: Token<'_>,
    rule: &Rule,
    holder: Holder,
    toward: Holder,
    rung: Rung,
    modality: Modality,
) -> Position {
    let document = holders.cast.document;
    let statement = holders.statement_at(trigger);
    let said_by = statement.and_then(|statement| statement.speaker.clone());
    // "“I am pleased to announce the reopening,” Ann Lee said": the one who announces is the one who says so.
    let first_person = |speaker: &Speaker| matches!(speaker.name.as_str(), "I" | "We" | "we");
    let said_by = match (statement, said_by) {
        (Some(inner), Some(speaker)) if first_person(&speaker) => {
            inner.within.and_then(|outer| holders.statements.get(outer)?.speaker.clone()).or(Some(speaker))
        }
        (_, said_by) => said_by,
    };
    let reported_by = statement.and_then(|statement| statement.via.last()).map(|relay| relay.name.clone());
    let span = quote_of(trigger, &holder, &toward);
    let mut made = Position {
        holder,
        toward,
        rung,
        modality,
        addressee: None,
        act: rule.act.filter(|_| rung == Rung::Ambassador),
        said_by,
        reported_by,
        date: None,
        span,
        trigger: trigger.index,
        rule: rule.name.clone(),
    };
    if made.modality.kind == ModalityKind::Urged {
        let governor = made.modality.governor.map(|at| document.token(at));
        let urging = governor
            .and_then(subject_of)
            .map(|subject| holders.parties(subject))
            .and_then(|parties| parties.into_iter().next());
        // "Afghan women in exile" speak for no state.
        let speaks_for = |speaker: &&Speaker| {
            let mut words = speaker.name.split_whitespace().map(str::to_lowercase);
            speaker.person.is_some()
                || speaker.affiliation.is_none()
                || words.any(|word| holders.lexicon.is("bodies", &word))
        };
        let speaking = made
            .said_by
            .as_ref()
            .filter(speaks_for)
            .and_then(|speaker| speaker.party)
            .map(|party| Holder { party: Party::Known(party), span: made.holder.span });
        if let Some(urging) = urging.or(speaking) {
            made.addressee = Some(std::mem::replace(&mut made.holder, urging));
        }
    }
    made
}

/// The parties at the first of some places that has any.
fn place(holders: &Holders, trigger: Token<'_>, paths: &[String], several: bool) -> Vec<Holder> {
    for path in paths {
        match path.as_str() {
            // Several subjects and nobody they are with: one another.
            "each-other" if several => return Vec::new(),
            "each-other" => continue,
            "embassy" | "mission-place" => {
                let found =
                    if path == "embassy" { holders.mission_owner(trigger) } else { holders.mission_place(trigger) };
                if !found.is_empty() {
                    return found;
                }
                continue;
            }
            _ => {}
        }
        let heads = find_place(trigger, path);
        let owner = path.ends_with(".owner");
        let mut found: Vec<Holder> =
            heads.iter().flat_map(|head| if owner { holders.owners(*head) } else { holders.parties(*head) }).collect();
        if path.contains("between") {
            // "between China and Afghanistan": the first holds, the second is toward whom.
            let second = path.ends_with(":second");
            found = if second { found.into_iter().skip(1).collect() } else { found.into_iter().take(1).collect() };
        }
        found.dedup_by(|later, earlier| later.party == earlier.party);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Whether two are not one: a group and the state it governs are.
fn apart(holder: &Holder, toward: &Holder, gazetteer: &Gazetteer) -> bool {
    match (&holder.party, &toward.party) {
        (Party::Known(a), Party::Known(b)) => {
            let state = |at: &usize| {
                gazetteer.parties.get(*at).map(|party| party.state.clone().unwrap_or_else(|| party.id.clone()))
            };
            a != b && state(a) != state(b)
        }
        (_, Party::Everyone) => false,
        (a, b) => a != b,
    }
}

fn is_group(holder: &Holder, gazetteer: &Gazetteer) -> bool {
    match holder.party {
        Party::Known(at) => gazetteer.parties.get(at).is_some_and(|party| party.kind == PartyKind::Group),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
