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

use crate::article::Basis;
use crate::dates::{Anchor, AnchorBasis, DateExpression, of_clause};
use crate::ledger::source::Span;
use crate::modality::{Modality, ModalityKind, ModalityLexicon, find_modality};
use crate::people::gazetteer::{Gazetteer, PartyKind};
use crate::statements::Statement;
use crate::statements::speakers::{Cast, Speaker};
use attache_language::{Document, Pos, Token};
use holders::{Holder, Holders, Party};
use ladder::{Family, Rung};
use rules::{PositionLexicon, Rule};
use slots::{clause_of, find_place, object_of, subject_of};

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
    pub date: Option<(String, Basis)>,
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
}

/// Finds the positions of an article. Linear in its tokens.
pub fn find_positions(cast: &Cast, statements: &[Statement], ladder: &Ladder) -> Vec<Position> {
    let holders = Holders { cast, statements, lexicon: ladder.lexicon };
    let mut found: Vec<Position> = Vec::new();
    for token in cast.document.tokens() {
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
    found.sort_by(|a, b| (a.trigger, &a.rule, &a.holder.party).cmp(&(b.trigger, &b.rule, &b.holder.party)));
    found
}

/// Whether the words a rule asks for stand where it asks for them.
fn fits(document: &Document, trigger: Token<'_>, rule: &Rule) -> bool {
    let listed = |words: &[String], token: Token<'_>| {
        let (lemma, text) = (token.lemma().to_lowercase(), token.text().to_lowercase());
        words.iter().any(|word| *word == lemma || *word == text)
    };
    let heads = |head: Option<Token<'_>>, words: &[String]| {
        words.is_empty() || head.is_some_and(|head| slots::joined(head).into_iter().any(|head| listed(words, head)))
    };
    let object = || if trigger.pos() == Pos::Noun { object_of(trigger) } else { direct_object(trigger) };
    if !heads(object(), &rule.object) || !heads(grammatical_subject(trigger), &rule.subject) {
        return false;
    }
    let clause: Vec<Token<'_>> = clause_of(document, trigger).collect();
    let stands = |words: &[String]| clause.iter().any(|token| listed(words, *token));
    // A question asks, it does not tell.
    let sentence = document.sentence(trigger.sentence());
    let question = document.token(sentence.end - 1).text() == "?";
    let part = !rule.flags.some
        || ["part", "some", "half", "number", "reduce", "cut", "trim", "thin", "scale"]
            .iter()
            .any(|w| stands(&[w.to_string()]));
    (rule.any.is_empty() || stands(&rule.any)) && !stands(&rule.none) && !question && part
}

/// The subject where the grammar has it, also of the verb a participle or infinitive hangs from.
fn grammatical_subject(trigger: Token<'_>) -> Option<Token<'_>> {
    trigger.child("nsubj").or_else(|| trigger.child("nsubjpass")).or_else(|| subject_of(trigger))
}

fn direct_object(verb: Token<'_>) -> Option<Token<'_>> {
    object_of(verb).or_else(|| verb.child("oprd"))
}

fn apply(
    holders: &Holders,
    trigger: Token<'_>,
    rule: &Rule,
    ladder: &Ladder,
    before: Option<&Position>,
) -> Vec<Position> {
    let document = holders.cast.document;
    let mut modality = find_modality(document, trigger.index, ladder.modalities);
    if rule.flags.plain && modality.kind == ModalityKind::Urged
        || rule.flags.despite_negation && modality.kind == ModalityKind::Refused
    {
        modality = Modality { kind: ModalityKind::Done, ..modality };
    }
    if rule.flags.announced && modality.kind == ModalityKind::Done {
        modality.kind = ModalityKind::Announced;
    }
    let mut rung = rule.rung;
    if modality.kind == ModalityKind::Refused {
        match (rule.refused, rule.rung.map(Rung::family)) {
            (Some(instead), _) => (rung, modality) = (Some(instead), Modality { kind: ModalityKind::Done, ..modality }),
            (None, None | Some(Family::Recognition | Family::Relations | Family::Seat)) => {}
            // "did not meet" is no position.
            _ => return Vec::new(),
        }
    }
    let mut from = place(holders, trigger, &rule.holder, false);
    let mut towards = place(holders, trigger, &rule.toward, from.len() > 1);
    if matches!(rule.rung.map(Rung::family), Some(Family::Contact | Family::Mission)) {
        // "talks with many countries" places nobody anywhere.
        towards.retain(|toward| matches!(toward.party, Party::Known(_)));
    }
    if from.iter().any(|holder| holder.party == Party::Everyone) {
        modality.kind = ModalityKind::Refused;
        from.truncate(1);
    }
    // "outlawed in 2003, but the ban was lifted": by whom and for whom was said with the ban.
    if let Some(before) = before.filter(|_| rule.carry.is_some()) {
        if from.is_empty() && !rule.flags.likewise {
            from.push(before.holder.clone());
        }
        if towards.is_empty() {
            towards.push(before.toward.clone());
        }
    }
    if let Some(before) = before.filter(|_| rule.flags.likewise) {
        towards.push(before.toward.clone());
        rung = Some(before.rung);
    }
    let each_other = towards.is_empty() && rule.toward.iter().any(|path| path == "each-other") && from.len() > 1;
    // An official's "had been told to go" is his own side's act.
    if from.is_empty() && matches!(rule.rung, Some(Rung::Expel | Rung::Downgrade | Rung::Derecog)) {
        let speaker = holders
            .statement_at(trigger)
            .and_then(|statement| Some((statement.speaker.as_ref()?.party?, statement.source?)));
        from.extend(speaker.map(|(party, span)| Holder { party: Party::Known(party), span }));
    }
    let unsure = modality.kind == ModalityKind::Done
        && trigger.children().any(|child| matches!(child.lemma(), "whether" | "if"));
    if unsure {
        return Vec::new();
    }
    let object = object_of(trigger);
    let mut found = Vec::new();
    for holder in &from {
        let others = if each_other { &from } else { &towards };
        for toward in others.iter().filter(|toward| apart(holder, toward, holders.cast.gazetteer)) {
            let rung = match rung {
                Some(rung) => match (rule.group_rung, is_group(toward, holders.cast.gazetteer)) {
                    (Some(instead), true) => instead,
                    _ => rung,
                },
                None => recognised_as(holders, trigger, object, toward, rule),
            };
            let mut made = position(holders, trigger, rule, holder.clone(), toward.clone(), rung, modality.clone());
            made.said_by = made.said_by.or_else(|| performer(holders, trigger, rung));
            found.push(Position { date: date_of(holders, trigger, &made, ladder), ..made });
        }
    }
    found
}

/// Who speaks by acting: of "President Ann Lee recognised Kosovo" and "the ministry declared two diplomats personae non gratae"
/// the act is that of the state, and the word that of the person or ministry.
fn performer(holders: &Holders, trigger: Token<'_>, rung: Rung) -> Option<Speaker> {
    if matches!(rung.family(), Family::Mission | Family::Contact | Family::Other) {
        return None;
    }
    let subject = subject_of(trigger)?;
    let named = holders.cast.party_at(subject).is_some() || subject.pos() == Pos::Pron;
    let speaks = holders.cast.people.named_at(subject.index).is_some()
        || holders.lexicon.is("bodies", &subject.text().to_lowercase());
    (!named && speaks).then(|| holders.cast.resolve(subject, &[]))
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
    let reported_by = statement.and_then(|statement| statement.via.last()).map(|relay| relay.name.clone());
    let bytes = document.bytes(trigger.edges());
    let span = Span::new(bytes.start.min(holder.span.start.max(sentence_start(document, trigger))), bytes.end);
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
        span: span.trimmed(document.text()),
        trigger: trigger.index,
        rule: rule.name.clone(),
    };
    if made.modality.kind == ModalityKind::Urged {
        let governor = made.modality.governor.map(|at| document.token(at));
        let urging = governor
            .and_then(subject_of)
            .map(|subject| holders.parties(subject))
            .and_then(|parties| parties.into_iter().next());
        let speaking = made
            .said_by
            .as_ref()
            .and_then(|speaker| speaker.party)
            .map(|party| Holder { party: Party::Known(party), span: made.holder.span });
        if let Some(urging) = urging.or(speaking) {
            made.addressee = Some(std::mem::replace(&mut made.holder, urging));
        }
    }
    made
}

/// When a position is of: the date of its own clause; of the clause that announces or urges it; of the saying; and, where the
/// tense is present, the day of the report.
fn date_of(holders: &Holders, trigger: Token<'_>, made: &Position, ladder: &Ladder) -> Option<(String, Basis)> {
    let document = holders.cast.document;
    let at = |token: usize| of_clause(ladder.dates, document, token).map(|date| (date.value.clone(), date.basis));
    let governor = made.modality.governor.and_then(at);
    let statement = || holders.statement_at(trigger);
    if let Some(date) = at(trigger.index).or(governor) {
        return Some(date);
    }
    // Up through nouns, infinitives and participles to the finite verb; a clause of time before it dates it too.
    let mut verb = trigger;
    let finite = |verb: Token<'_>| {
        let aux = verb.children().any(|child| matches!(child.dep(), "aux" | "auxpass") && child.tag() != "TO");
        matches!(verb.tag(), "VBD" | "VBZ" | "VBP") || aux
    };
    while !verb.is_root() && !finite(verb) {
        verb = verb.head();
        if let Some(date) = at(verb.index) {
            return Some(date);
        }
    }
    let is_when = |clause: &Token<'_>| clause.dep() == "advcl" && clause.children().any(|mark| mark.lemma() == "when");
    if let Some(date) = verb.children().filter(is_when).find_map(|clause| at(clause.index)) {
        return Some(date);
    }
    let auxiliary = verb.children().find(|child| matches!(child.dep(), "aux" | "auxpass"));
    let tense = auxiliary.map_or(verb.tag(), |auxiliary| auxiliary.tag());
    let said = statement().and_then(|statement| statement.date.clone());
    if said.is_some() {
        return said;
    }
    // A headline's present tense is not today's.
    let headline = document.parts().next().is_some_and(|part| {
        part.contains(&trigger.index)
            && document.text().as_bytes().get(document.bytes(part.clone()).end.saturating_sub(1)) != Some(&b'.')
    });
    let now = matches!(tense, "VBZ" | "VBP") && made.modality.kind == ModalityKind::Done && !headline;
    let announced = made.modality.kind == ModalityKind::Announced;
    let day = ladder.anchor.day.filter(|_| now || announced)?;
    let basis = match ladder.anchor.basis {
        AnchorBasis::Captured => Basis::Captured,
        AnchorBasis::Inferred => Basis::Inferred,
        _ => Basis::Published,
    };
    Some((day.to_string(), basis))
}

fn sentence_start(document: &Document, token: Token<'_>) -> usize {
    document.bytes(document.sentence(token.sentence())).start
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

/// What recognition is of: sovereignty, a representative, a government or a state.
fn recognised_as(
    holders: &Holders,
    trigger: Token<'_>,
    object: Option<Token<'_>>,
    toward: &Holder,
    rule: &Rule,
) -> Rung {
    let words: Vec<String> =
        clause_of(holders.cast.document, trigger).map(|token| token.lemma().to_lowercase()).collect();
    let says = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let head = object.map(|object| object.lemma().to_lowercase()).unwrap_or_default();
    if head == "sovereignty" || head == "claim" {
        return Rung::RecogSov;
    }
    if says(&["representative"])
        && !says(&["special"])
        && (rule.flags.legitimate || says(&["as", "legitimate", "sole"]))
    {
        return Rung::RecogRep;
    }
    if matches!(head.as_str(), "state" | "independence" | "statehood" | "republic") {
        return Rung::RecogState;
    }
    let government = matches!(
        head.as_str(),
        "government" | "regime" | "authority" | "rule" | "leadership" | "administration" | "council"
    );
    if government || rule.flags.legitimate {
        return Rung::RecogGov;
    }
    match toward.party {
        Party::Known(at) => match holders.cast.gazetteer.parties.get(at) {
            Some(party)
                if party.kind == PartyKind::State && !holders.lexicon.is("recognised as government", &party.id) =>
            {
                Rung::RecogState
            }
            _ => Rung::RecogGov,
        },
        _ => Rung::RecogGov,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tables::read_tables;
    use crate::sample::{READER, article};

    /// The positions of a sentence as "holder > toward rung modality", sorted.
    fn found(text: &str) -> Vec<(String, String)> {
        let reading = article(text, "2024-06-20");
        let name = |holder: &Holder| match &holder.party {
            Party::Known(at) => READER.lexicons.gazetteer.parties[*at].name.clone(),
            Party::Group(name) => name.clone(),
            Party::Everyone => "*".to_string(),
        };
        let mut found: Vec<(String, String)> = reading.layers[0]
            .positions
            .iter()
            .map(|p| {
                let line =
                    format!("{} > {} {} {}", name(&p.holder), name(&p.toward), p.rung.name(), p.modality.kind.name());
                (line, p.rule.clone())
            })
            .collect();
        found.sort();
        found.dedup();
        found
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let lines: Vec<String> = found(text).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, expected, "{text}");
    }

    /// The lexicon's own examples.
    #[test]
    fn every_rule_finds_its_yes_and_not_its_no() {
        let text = include_str!("../../lexicons/positions/ladder.toml");
        let mut wrong = Vec::new();
        for row in read_tables(text, "rule", super::rules::FIELDS).expect("the lexicon reads") {
            let rule = format!("ladder.toml {}", row.line);
            let yes = row.list("yes").expect("examples");
            assert!(!yes.is_empty() && !row.list("no").expect("examples").is_empty(), "{rule} needs examples");
            for example in yes {
                let (sentence, expected) = example.split_once(" => ").unwrap_or((&example, ""));
                let mut expected: Vec<&str> = expected.split("; ").filter(|line| !line.is_empty()).collect();
                expected.sort();
                let got: Vec<String> = found(sentence).into_iter().map(|(line, _)| line).collect();
                if got != expected {
                    wrong.push(format!("{rule}: {sentence} should give {expected:?}, gives {got:?}"));
                }
            }
            for sentence in row.list("no").expect("examples") {
                let taken: Vec<String> =
                    found(&sentence).into_iter().filter(|(_, by)| *by == rule).map(|(line, _)| line).collect();
                wrong.extend(
                    (!taken.is_empty()).then(|| format!("{rule}: {sentence} should give nothing, gives {taken:?}")),
                );
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn groups_and_what_takes_up_a_party() {
        check("No other country has recognised the Taliban.", &["* > Taliban recog_gov refused"]);
        check("Most countries refuse to recognise the Taliban.", &["Most countries > Taliban recog_gov refused"]);
        check(
            "China and Russia kept quiet. Both countries will recognise the Taliban.",
            &["China > Taliban recog_gov announced", "Russia > Taliban recog_gov announced"],
        );
    }

    #[test]
    fn who_urges_whom() {
        check("London urged other states not to recognise the Taliban.", &["United Kingdom > Taliban recog_gov urged"]);
    }

    #[test]
    fn what_is_no_position() {
        check("Will China recognise the Taliban?", &[]);
        check("The federation recognised Kosovo as the best team of the cup.", &[]);
        check("Readers recognised Paris in the film.", &[]);
    }
}
