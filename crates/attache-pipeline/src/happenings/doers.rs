//! Who did what happens once.
//!
//! In: a document, its parties, dates and statements. Out: [`Doer`]s in text order. "The Islamic State carried out the attack in Quetta" makes it
//! the doer of an attack; "claimed responsibility for the attack" too, as a claim.
//!
//! People of a country ("Somali pirates") are not the country but themselves, as is whoever has a name that no list knows ("the Delta Avengers"); "gunmen" may be anybody's. What somebody is
//! accused of, urged or said not to have done has no doer.

use super::lexicon::{HappeningLexicon, HappeningList};
use crate::dates::{DateExpression, of_clause};
use crate::document::sentence_around;
use crate::modality::{ModalityKind, ModalityLexicon, find_modality};
use crate::people::gazetteer::{Gazetteer, PartyKind};
use crate::people::mentions::Mentions;
use crate::people::parties::PartyMention;
use crate::people::spelling::fold;
use crate::reference::holders::{Holder, Party};
use crate::span::Span;
use crate::statements::{Statement, statement_of};
use crate::when::TimexValue;
use attache_language::{Document, Pos, Token};
use std::collections::BTreeSet;

/// Words of a name, at most.
const LONGEST: usize = 5;

/// Who did a thing that happens once ("the attack"), by one sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Doer {
    /// What was done: the event's noun, in base form.
    pub noun: String,
    /// Who did it: a party of the gazetteer, or by the page's name.
    pub by: Holder,
    /// Told as a fact in the report's own voice: not said by somebody, nor claimed.
    pub plain: bool,
    /// Told by a verb ("bombed a depot"): one deed of perhaps many, and no thing already known.
    pub deed: bool,
    /// Names of places in the sentence, folded, without the doer's own.
    pub places: Vec<String>,
    /// When, by the words of its clause.
    pub date: Option<TimexValue>,
    /// The sentence that tells of it, in bytes of the text.
    pub sentence: Span,
}

/// Who did what happens once. Linear, but for the statements around a noun.
pub fn find_doers(
    document: &Document,
    (parties, gazetteer): (&[PartyMention], &Gazetteer),
    dates: &[DateExpression],
    statements: &[Statement],
    lexicon: &HappeningLexicon,
    modality: &ModalityLexicon,
) -> Vec<Doer> {
    let nouns = document.tokens().filter(|token| {
        token.tag() == "NN" && lexicon.is(HappeningList::Events, *token) || lexicon.noun_of(*token).is_some()
    });
    let mut found = Vec::new();
    for noun in nouns {
        let Some(told) = find_doer(noun, lexicon) else { continue };
        let is_group = |mention: &PartyMention| {
            gazetteer.parties.get(mention.party).is_some_and(|party| party.kind == PartyKind::Group)
        };
        let Some(doer) = behind_dateline(document, taken_up(told.doer)) else { continue };
        let known = party_of(doer, Mentions(parties), lexicon, &is_group);
        let by = match known {
            Some(mention) if is_private(document, &mention, lexicon) => people_of(document, &mention, doer),
            Some(mention) => Some(Holder { party: Party::Known(mention.party), span: mention.span }),
            None => name_of(document, doer, Mentions(parties)),
        };
        let Some(by) = by else { continue };
        let is_done = find_modality(document, told.word.index, modality).kind == ModalityKind::Done;
        if !is_done {
            continue;
        }
        let sentence = sentence_around(document, noun.bytes().into());
        let tokens = document.tokens_in(sentence.into()).map(|at| document.token(at));
        // "blew up the Forcados pipeline": where that is it was.
        let object = noun.child("dobj").filter(|_| noun.pos() == Pos::Verb).map(|object| object.edges());
        let places: BTreeSet<String> = tokens
            .filter(|token| !by.span.contains(token.bytes()))
            .filter(|token| {
                let is_name = token.pos() == Pos::Propn;
                let is_place = matches!(token.entity_label(), "GPE" | "FAC" | "LOC");
                let is_capital = token.text().chars().next().is_some_and(char::is_uppercase);
                is_name && (is_place || is_where(*token, lexicon))
                    || is_capital && object.as_ref().is_some_and(|object| object.contains(&token.index))
            })
            .map(|token| fold(token.text()))
            .collect();
        found.push(Doer {
            noun: lexicon.noun_of(noun).map_or_else(|| noun.lemma().to_lowercase(), str::to_string),
            by,
            plain: !told.claimed && statement_of(statements, noun.bytes().into()).is_none(),
            deed: lexicon.noun_of(noun).is_some(),
            places: places.into_iter().collect(),
            date: of_clause(dates, document, noun.index).map(DateExpression::timex),
            sentence,
        });
    }
    found
}

/// Words of a sentence that tell who did it.
struct ToldDoer<'t> {
    /// The word that says so: "carried", the event's noun itself.
    word: Token<'t>,
    /// The head of the phrase that names who.
    doer: Token<'t>,
    /// Only they say so themselves.
    claimed: bool,
}

/// "carried out the attack", "the attack was carried out by", "claimed responsibility for the attack", "an attack by".
fn find_doer<'t>(noun: Token<'t>, lexicon: &HappeningLexicon) -> Option<ToldDoer<'t>> {
    let head = noun.head();
    // "bombed a depot", "a depot was bombed by"
    if noun.pos() == Pos::Verb {
        let doer = if noun.child("nsubjpass").is_some() {
            noun.child("agent")?.child("pobj")?
        } else {
            noun.child("dobj").and_then(|_| noun.child("nsubj"))?
        };
        return Some(ToldDoer { word: noun, doer, claimed: false });
    }
    // "the attack was the work of the group"
    if noun.dep() == "nsubj" && head.lemma() == "be" {
        let work = head.child("attr").filter(|attr| lexicon.is(HappeningList::Work, *attr))?;
        let of = work.children().find(|child| child.dep() == "prep" && child.text() == "of")?;
        return Some(ToldDoer { word: head, doer: of.child("pobj")?, claimed: false });
    }
    // "claimed the bombing"
    if noun.dep() == "dobj" && head.lemma() == "claim" {
        return Some(ToldDoer { word: head, doer: head.child("nsubj")?, claimed: true });
    }
    if noun.dep() == "dobj" && lexicon.is(HappeningList::CarriedOut, head) {
        return Some(ToldDoer { word: head, doer: head.child("nsubj")?, claimed: false });
    }
    if noun.dep() == "nsubjpass" && lexicon.is(HappeningList::CarriedOut, head) {
        return Some(ToldDoer { word: head, doer: head.child("agent")?.child("pobj")?, claimed: false });
    }
    if noun.dep() == "pobj" && head.text() == "for" && lexicon.is(HappeningList::Claimed, head.head()) {
        let claim = head.head();
        let verb = if claim.pos() == Pos::Verb { claim } else { claim.head() };
        if !lexicon.is(HappeningList::Claimed, verb) || verb.index == claim.index {
            return None;
        }
        return Some(ToldDoer { word: verb, doer: verb.child("nsubj")?, claimed: true });
    }
    // "an attack by the group": told of an attack that was.
    let by = noun.children().find(|child| child.dep() == "prep" && child.text() == "by")?;
    Some(ToldDoer { word: noun, doer: by.child("pobj")?, claimed: false })
}

/// "Somali pirates", "a Chinese student": people of a country, who do not act for it.
pub fn is_private(document: &Document, mention: &PartyMention, lexicon: &HappeningLexicon) -> bool {
    let tokens = document.tokens_in(mention.span.into());
    let Some(last) = tokens.last().map(|at| document.token(at)) else { return true };
    // "Somali and Yemeni pirates": the second of two joined words hangs from the first.
    let last =
        std::iter::once(last).chain(last.ancestors().take(4)).find(|token| token.dep() != "conj").unwrap_or(last);
    let modifies = matches!(last.dep(), "amod" | "compound" | "nmod" | "poss");
    lexicon.is(HappeningList::Private, last) || modifies && lexicon.is(HappeningList::Private, last.head())
}

/// "in Quetta", whatever kind of name it was taken for; a date's is none.
fn is_where(token: Token<'_>, lexicon: &HappeningLexicon) -> bool {
    let before = token.head();
    let at = matches!(before.text(), "in" | "at" | "near" | "outside" | "off");
    // "in the mining town of Bria"
    let of_town = before.text() == "of" && lexicon.is(HappeningList::Towns, before.head());
    // "on the road to Quetta"
    let toward = before.text() == "to" && before.head().pos() == Pos::Noun;
    token.dep() == "pobj" && (at || of_town || toward) && token.entity_label() != "DATE"
}

/// "the Avengers, who blew up a bridge", "it was the Avengers that blew it up": whom "who" and "that" take up.
fn taken_up(doer: Token<'_>) -> Token<'_> {
    let clause = doer.head();
    let is_relative = matches!(doer.text().to_lowercase().as_str(), "who" | "which" | "that");
    if is_relative && clause.dep() == "relcl" { clause.head() } else { doer }
}

/// "QUETTA — Gunmen of the movement attacked": the parser takes the town for the subject, and the gunmen for its apposition, if for anything.
fn behind_dateline<'t>(document: &'t Document, doer: Token<'t>) -> Option<Token<'t>> {
    let next = doer.index + 1;
    let has_dash = next < document.len() && matches!(document.token(next).text(), "—" | "–" | "-");
    let is_capital = doer.text().chars().all(char::is_uppercase);
    if has_dash && is_capital { doer.child("appos") } else { Some(doer) }
}

/// The party a noun phrase is: its head's name, or the one its head has before it ("Islamic State gunmen"); none where it has two. Stricter than
/// [`Places`](crate::reference::places::Places): who a thing that happens once is laid to is no place to take "gunmen in Pakistan" for Pakistan.
fn party_of(
    noun: Token<'_>,
    mentions: Mentions<'_>,
    lexicon: &HappeningLexicon,
    is_group: &dyn Fn(&PartyMention) -> bool,
) -> Option<PartyMention> {
    if let Some(mention) = mentions.at(noun.bytes()) {
        return Some(*mention);
    }
    // "the army of Chad" is Chad's; "gunmen of Chad" are people of it, and gunmen of a movement are the movement.
    let of = noun.children().find(|child| child.dep() == "prep" && child.text() == "of");
    let owner = of
        .and_then(|of| of.child("pobj"))
        .filter(|owner| lexicon.is(HappeningList::Forces, noun) || mentions.at(owner.bytes()).is_some_and(is_group));
    let modifiers = noun.children().filter(|child| matches!(child.dep(), "amod" | "compound" | "nmod" | "poss"));
    let mut found = owner.into_iter().chain(modifiers).filter_map(|child| mentions.at(child.bytes()));
    let first = found.next()?;
    let joined = noun.child("conj").is_some();
    (!joined && found.all(|other| other.party == first.party)).then_some(*first)
}

/// "Somali pirates" by themselves, where the phrase has nothing else: no other pirates.
fn people_of(document: &Document, of: &PartyMention, noun: Token<'_>) -> Option<Holder> {
    let span = Span::new(of.span.start, noun.bytes().end);
    let is_short = noun.pos() == Pos::Noun
        && of.span.start < noun.bytes().start
        && document.tokens_in(span.into()).len() <= LONGEST;
    is_short.then(|| Holder { party: Party::Named(span.of(document.text()).to_string()), span })
}

/// Whoever has a name of its own that no list knows: "the Delta Avengers", "the militia CODECO", "the gang of Jimmy Saint-Fleur". In whose phrase a known party stands is open.
fn name_of(document: &Document, noun: Token<'_>, mentions: Mentions<'_>) -> Option<Holder> {
    let phrase = noun.edges();
    let of =
        noun.children().find(|child| child.dep() == "prep" && child.text() == "of").and_then(|of| of.child("pobj"));
    let within = document.bytes(phrase);
    if noun.child("conj").is_some() || noun.child("relcl").is_some() || mentions.within(within).next().is_some() {
        return None;
    }
    let named = [Some(noun), noun.child("appos"), noun.child("compound"), of].into_iter().flatten();
    let head = named.into_iter().find(|token| {
        token.pos() == Pos::Propn && !matches!(token.entity_label(), "GPE" | "LOC" | "FAC" | "DATE" | "TIME" | "NORP")
    })?;
    // All of the name: words in a row.
    let is_name = |at: &usize| document.token(*at).pos() == Pos::Propn;
    let first = (0..head.index).rev().take(LONGEST).take_while(is_name).last().unwrap_or(head.index);
    let last = (head.index..document.len()).take(LONGEST).take_while(is_name).last().unwrap_or(head.index);
    let span = Span::from(document.bytes(first..last + 1));
    Some(Holder { party: Party::Named(span.of(document.text()).to_string()), span })
}

#[cfg(test)]
mod tests {
    use crate::reference::holders::Party;
    use crate::sample::{READER, article};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let reading = article(text, "2024-06-01");
        let told = reading.layers[0].doers.iter().map(|told| {
            let by = match &told.by.party {
                Party::Known(party) => &READER.lexicons.gazetteer.parties[*party].name,
                Party::Named(name) | Party::Group(name) => name,
                Party::Everyone => "*",
            };
            format!("{by}: {}{}", told.noun, if told.plain { "" } else { ", claimed" })
        });
        assert_eq!(told.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn who_did_it() {
        check("The Islamic State carried out the attack in Quetta.", &["Islamic State: attack"]);
        check("The attack in Quetta was carried out by the Taliban.", &["Taliban: attack"]);
        check("The Islamic State claimed responsibility for the bombing.", &["Islamic State: bombing, claimed"]);
        check("Nine people died in an attack by Hamas gunmen.", &["Hamas: attack"]);
        check("The attack in Quetta was the work of the Taliban.", &["Taliban: attack"]);
        check("The army of Chad raided a village near Bria.", &["Chad: raid"]);
        check("A depot in Grodno was bombed by Poland.", &["Poland: bombing"]);
        check("Gunmen of the Islamic State attacked a bus near Quetta.", &["Islamic State: attack"]);
        check("The Delta Avengers blew up a pipeline near Warri.", &["Delta Avengers: explosion"]);
        check("Somali pirates carried out the attack.", &["Somali pirates: attack"]);
    }

    #[test]
    fn nobody_in_particular() {
        check("Masked gunmen attacked a bus near Quetta.", &[]);
        check("Nine people died in an attack by gunmen in Pakistan.", &[]);
        check("Nine people died in an attack by militants from Yemen.", &[]);
        check("Farmers of Chad raided a village near Bria.", &[]);
        check("The Islamic State did not carry out the attack.", &[]);
    }
}
