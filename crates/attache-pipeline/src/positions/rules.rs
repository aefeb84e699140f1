//! The rules of the ladder: which words put whom where.
//!
//! In: `positions/ladder.toml`. Out: [`PositionLexicon`]: rules by the lemma of their trigger. The rule of `expel` says that
//! its object is a diplomat or the like, that the subject holds the position, and that it is toward whose diplomat it is.
//!
//! Rules know words and places; [`slots`](super::slots) finds the places in a tree, [`reference`](crate::reference) the parties.

use super::ladder::Rung;
use crate::lexicon::tables::{TableRow, read_tables};
use rustc_hash::FxHashMap;

/// A wording that puts a party on a rung.
#[derive(Clone, Debug, Default)]
pub struct Rule {
    /// The rung; `None` for recognition, told apart by what is recognised.
    pub rung: Option<Rung>,
    /// Lemmas one of which heads the object; empty: any object.
    pub object: Vec<String>,
    /// Lemmas one of which heads the subject; empty: any.
    pub subject: Vec<String>,
    /// Words one of which stands in the clause; empty: none needed.
    pub any: Vec<String>,
    /// Words none of which stands in the clause.
    pub none: Vec<String>,
    /// Where the holder stands, best first.
    pub holder: Vec<String>,
    /// Where the party stands that it is toward, best first.
    pub toward: Vec<String>,
    /// The rung, done, where the act is refused.
    pub refused: Option<Rung>,
    /// The rung where it is toward a group instead of a state.
    pub group_rung: Option<Rung>,
    /// The rung whose last position gives the parties that are not named again.
    pub carry: Option<Rung>,
    /// Of rung `ambassador`: sent, accepted, copies.
    pub act: Option<&'static str>,
    /// Exceptions of a rule, by name.
    pub flags: Flags,
    /// Its number and line in the lexicon, as "ladder.toml 12".
    pub name: String,
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
}

/// All rules, by trigger.
#[derive(Clone, Debug, Default)]
pub struct PositionLexicon {
    rules: Vec<Rule>,
    verbs: FxHashMap<String, Vec<usize>>,
    nouns: FxHashMap<String, Vec<usize>>,
}

pub(super) const FIELDS: &[&str] = &[
    "rung",
    "verbs",
    "nouns",
    "object",
    "subject",
    "any",
    "none",
    "holder",
    "toward",
    "refused",
    "group_rung",
    "act",
    "plain",
    "announced",
    "legitimate",
    "despite_negation",
    "some",
    "likewise",
    "carry",
    "yes",
    "no",
];

impl PositionLexicon {
    /// Reads `positions/ladder.toml`.
    ///
    /// # Errors
    /// One line that names the line and what is wrong.
    pub fn parse(ladder: &str) -> Result<PositionLexicon, String> {
        let mut lexicon = PositionLexicon::default();
        for row in read_tables(ladder, "rule", FIELDS)? {
            let number = lexicon.rules.len();
            for (field, index) in [("verbs", &mut lexicon.verbs), ("nouns", &mut lexicon.nouns)] {
                for lemma in row.list(field)? {
                    index.entry(lemma).or_default().push(number);
                }
            }
            lexicon.rules.push(rule(&row)?);
        }
        Ok(lexicon)
    }

    /// The rules a verb triggers, with and without its particle.
    pub fn of_verb(&self, lemma: &str, particle: Option<&str>) -> impl Iterator<Item = &Rule> {
        let both = particle.and_then(|particle| self.verbs.get(&format!("{lemma} {particle}")));
        both.into_iter().chain(self.verbs.get(lemma)).flatten().map(|at| &self.rules[*at])
    }

    /// The rules a noun triggers.
    pub fn of_noun(&self, lemma: &str) -> impl Iterator<Item = &Rule> {
        self.nouns.get(lemma).into_iter().flatten().map(|at| &self.rules[*at])
    }
}

fn rule(row: &TableRow) -> Result<Rule, String> {
    let rung = match row.word("rung")? {
        "recog" | "same" => None,
        _ => Some(row.named("rung", Rung::from_name)?),
    };
    let optional = |field: &str| match row.word(field)? {
        "" => Ok(None),
        _ => row.named(field, Rung::from_name).map(Some),
    };
    let act = match row.word("act")? {
        "" => None,
        "sent" => Some("sent"),
        "accepted" => Some("accepted"),
        "copies" => Some("copies"),
        other => return Err(format!("line {}: `{other}` is no act", row.line)),
    };
    let (holder, toward) = (row.list("holder")?, row.list("toward")?);
    if holder.is_empty() || toward.is_empty() {
        return Err(format!("line {}: a rule needs holder and toward", row.line));
    }
    Ok(Rule {
        rung,
        object: row.list("object")?,
        subject: row.list("subject")?,
        any: row.list("any")?,
        none: row.list("none")?,
        holder,
        toward,
        refused: optional("refused")?,
        group_rung: optional("group_rung")?,
        carry: optional("carry")?,
        act,
        flags: Flags {
            plain: row.flag("plain")?,
            announced: row.flag("announced")?,
            legitimate: row.flag("legitimate")?,
            despite_negation: row.flag("despite_negation")?,
            some: row.flag("some")?,
            likewise: row.flag("likewise")?,
        },
        name: format!("ladder.toml {}", row.line),
    })
}
