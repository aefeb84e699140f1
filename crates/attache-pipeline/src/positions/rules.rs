//! The rules of the ladder: which words put whom where.
//!
//! In: `positions/ladder.toml`. Out: [`PositionLexicon`]: rules by the lemma of their trigger, the most specific first.
//! The rule of `expel` says that its object is a diplomat or the like, that the subject holds the position, and that it is toward whose
//! diplomat it is.
//!
//! Rules know words and places; [`slots`](super::slots) finds the places in a tree, [`reference`](crate::reference) the parties.

use super::ladder::Rung;
use super::lists::{LadderList, ListRow};
use super::places::Place;
use crate::lexicon::lists::Lists;
use crate::lexicon::tables::{Choice, Chosen, Examples, RuleName, RuleNames, Spanned, Words, lined, read_file};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::cmp::Reverse;

/// A wording that puts a party on a rung.
#[derive(Clone, Debug, Default)]
pub struct Rule {
    /// Its name, as "ladder: expel-plain": the file's and its own there.
    pub name: String,
    /// The rung; `None` for recognition, told apart by what is recognised, and for the rung of the position before.
    pub rung: Option<Rung>,
    /// Lemmas one of which heads the object; empty: any object.
    pub object: Vec<String>,
    /// Lemmas one of which heads the subject; empty: any.
    pub subject: Vec<String>,
    /// Lemmas one of which heads what the object is called; empty: any, or nothing.
    pub predicate: Vec<String>,
    /// Words one of which stands in the clause; empty: none needed.
    pub any: Vec<String>,
    /// Words none of which stands in the clause.
    pub none: Vec<String>,
    /// Where the holder stands, best first.
    pub holder: Vec<Place>,
    /// Where the party stands that it is toward, best first.
    pub toward: Vec<Place>,
    /// The rung, done, where the act is refused.
    pub refused: Option<Rung>,
    /// The rung where it is toward a group instead of a state.
    pub group_rung: Option<Rung>,
    /// The rung whose last position gives the parties that are not named again.
    pub carry: Option<Rung>,
    /// Of rung `ambassador`: what was done with one.
    pub act: Option<Act>,
    /// Exceptions of a rule, by name.
    pub flags: Flags,
}

/// What is done with an ambassador.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// One is sent.
    Sent,
    /// One's credentials are accepted.
    Accepted,
    /// Copies of them are.
    Copies,
}

impl Act {
    const ALL: [Act; 3] = [Act::Sent, Act::Accepted, Act::Copies];

    /// The name in the lexicon and in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Act::Sent => "sent",
            Act::Accepted => "accepted",
            Act::Copies => "copies",
        }
    }
}

impl Choice for Act {
    const WHAT: &'static str = "act";

    fn named(name: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.name() == name)
    }

    fn names() -> impl Iterator<Item = &'static str> {
        Act::ALL.into_iter().map(Act::name)
    }
}

/// What a rule does otherwise than most.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flags {
    /// The trigger asks or orders, and that is the act: no `urged`.
    pub plain: bool,
    /// The trigger promises, and that is the act.
    pub announced: bool,
    /// What is recognised is a government or representative by the words beside it.
    pub legitimate: bool,
    /// "never interrupted" holds.
    pub despite_negation: bool,
    /// "do likewise": the rung and the party it is toward are those of the position before.
    pub likewise: bool,
    /// Only a part ("part of the staff").
    pub some: bool,
    /// Without an object.
    pub bare: bool,
    /// Beside what another rule tells at the word.
    pub also: bool,
}

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LadderFile {
    pub rule: Vec<Spanned<Row>>,
    list: Vec<Spanned<ListRow>>,
}

/// A rule as it is written; the head of the file describes the fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub name: RuleName,
    rung: Chosen<RungOrTold>,
    #[serde(default)]
    verbs: Words,
    #[serde(default)]
    nouns: Words,
    #[serde(default)]
    object: Words,
    #[serde(default)]
    subject: Words,
    #[serde(default)]
    predicate: Words,
    #[serde(default)]
    any: Words,
    #[serde(default)]
    none: Words,
    holder: Words<Place>,
    #[serde(default)]
    toward: Words<Place>,
    refused: Option<Chosen<Rung>>,
    group_rung: Option<Chosen<Rung>>,
    carry: Option<Chosen<Rung>>,
    act: Option<Chosen<Act>>,
    #[serde(default)]
    plain: bool,
    #[serde(default)]
    announced: bool,
    #[serde(default)]
    legitimate: bool,
    #[serde(default)]
    despite_negation: bool,
    #[serde(default)]
    some: bool,
    #[serde(default)]
    likewise: bool,
    #[serde(default)]
    bare: bool,
    #[serde(default)]
    also: bool,
    pub yes: Examples,
    pub no: Examples,
    #[serde(default)]
    pub misses: Vec<String>,
}

/// What a rule says of its rung.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RungOrTold {
    Is(Rung),
    /// `recog`: told by what is recognised.
    ByObject,
    /// `same`: that of the position before.
    Same,
}

impl Choice for RungOrTold {
    const WHAT: &'static str = "rung";

    fn named(name: &str) -> Option<RungOrTold> {
        match name {
            "recog" => Some(RungOrTold::ByObject),
            "same" => Some(RungOrTold::Same),
            _ => Rung::from_name(name).map(RungOrTold::Is),
        }
    }

    fn names() -> impl Iterator<Item = &'static str> {
        ["recog", "same"].into_iter().chain(Rung::names())
    }
}

/// All rules, by trigger.
#[derive(Clone, Debug, Default)]
pub struct PositionLexicon {
    /// The most specific first.
    rules: Vec<Rule>,
    verbs: FxHashMap<String, Vec<usize>>,
    nouns: FxHashMap<String, Vec<usize>>,
    lists: Lists<LadderList>,
}

impl PositionLexicon {
    /// Reads `positions/ladder.toml`.
    ///
    /// # Errors
    /// One line that names the line and what is wrong.
    pub fn parse(text: &str) -> Result<PositionLexicon, String> {
        read_rules(text, PositionLexicon::default())
    }

    /// The rules a verb triggers, with and without its particle, the most specific first.
    pub fn of_verb(&self, lemma: &str, particle: Option<&str>) -> impl Iterator<Item = &Rule> {
        let both = particle.and_then(|particle| self.verbs.get(&format!("{lemma} {particle}")));
        both.into_iter().chain(self.verbs.get(lemma)).flatten().map(|at| &self.rules[*at])
    }

    /// Whether a list of the file has a word.
    pub(super) fn has(&self, list: LadderList, lemma: &str) -> bool {
        self.lists.has(list, lemma)
    }

    /// The rules a noun triggers, the most specific first.
    pub fn of_noun(&self, lemma: &str) -> impl Iterator<Item = &Rule> {
        self.nouns.get(lemma).into_iter().flatten().map(|at| &self.rules[*at])
    }
}

fn read_rules(text: &str, mut lexicon: PositionLexicon) -> Result<PositionLexicon, String> {
    let mut names = RuleNames::default();
    let mut rows = Vec::new();
    let file = read_file::<LadderFile>(text)?;
    for (_, row) in lined(text, file.list) {
        for word in row.words.0 {
            lexicon.lists.add(row.name.0, &word, &word);
        }
    }
    lexicon.lists.all_there()?;
    for (line, row) in lined(text, file.rule) {
        names.add(line, &row.name, (&row.yes, &row.no), &row.misses)?;
        let why = match () {
            () if row.verbs.0.is_empty() && row.nouns.0.is_empty() => "no verbs and no nouns",
            () if row.holder.0.is_empty() => "no holder",
            () if row.likewise != (row.rung.0 == RungOrTold::Same) => "`likewise` and rung `same` go together",
            () if row.likewise != row.toward.0.is_empty() => "`toward` is asked for, but not with `likewise`",
            () => {
                rows.push(row);
                continue;
            }
        };
        return Err(format!("line {line}: rule `{}`: {why}", row.name.as_str()));
    }
    rows.sort_by(|a, b| a.rank().cmp(&b.rank()));
    for row in rows {
        let number = lexicon.rules.len();
        for (lemmas, index) in [(&row.verbs, &mut lexicon.verbs), (&row.nouns, &mut lexicon.nouns)] {
            for lemma in &lemmas.0 {
                index.entry(lemma.clone()).or_default().push(number);
            }
        }
        lexicon.rules.push(row.into_rule());
    }
    Ok(lexicon)
}

impl Row {
    /// The more a rule asks for beside its trigger the earlier it is tried: each of `object`, `subject`, `predicate`, `any`, `none` and `some` counts one.
    /// Of equals the one that fewer words can meet, then by name.
    fn rank(&self) -> (Reverse<usize>, usize, &RuleName) {
        let met = [&self.object, &self.subject, &self.predicate, &self.any].map(|words| words.0.len());
        let asked = met.iter().filter(|words| **words > 0).count();
        let asked = asked + usize::from(!self.none.0.is_empty()) + usize::from(self.some);
        (Reverse(asked), met.iter().sum(), &self.name)
    }

    fn into_rule(self) -> Rule {
        let rung = |chosen: Option<Chosen<Rung>>| chosen.map(|rung| rung.0);
        Rule {
            name: format!("ladder: {}", self.name.as_str()),
            rung: match self.rung.0 {
                RungOrTold::Is(rung) => Some(rung),
                RungOrTold::ByObject | RungOrTold::Same => None,
            },
            object: self.object.0,
            subject: self.subject.0,
            predicate: self.predicate.0,
            any: self.any.0,
            none: self.none.0,
            holder: self.holder.0,
            toward: self.toward.0,
            refused: rung(self.refused),
            group_rung: rung(self.group_rung),
            carry: rung(self.carry),
            act: self.act.map(|act| act.0),
            flags: Flags {
                plain: self.plain,
                announced: self.announced,
                legitimate: self.legitimate,
                despite_negation: self.despite_negation,
                likewise: self.likewise,
                some: self.some,
                bare: self.bare,
                also: self.also,
            },
        }
    }
}
