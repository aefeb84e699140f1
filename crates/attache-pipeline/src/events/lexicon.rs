//! What words mean: rules, operators, classes of words, and how operators compose with what they govern.
//!
//! In: the TOML files of `lexicons/events/`. Out: [`EventLexicon`], looked up by lemma. `type = "ACCUSE"`, `verbs = "condemn
//! denounce"` makes both verbs ACCUSE; `operator = "refuse"` with `[[compose]] operator = "refuse"`, `of = "SUPPORT"`, `gives =
//! "REJECT"` turns "refused to recognise" into REJECT. The head of `operators.toml` describes the fields.

use super::{CONTEXTS, EventType};
use crate::lexicon::tables::{TableRow, read_tables};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// The files, in the order they are read; the first has the classes.
pub const FILES: &[&str] = &[
    "events/classes.toml",
    "events/operators.toml",
    "events/cooperation.toml",
    "events/relations.toml",
    "events/yield.toml",
    "events/words.toml",
    "events/conflict.toml",
    "events/force.toml",
];

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Verb,
    Noun,
    Adjective,
}

/// A type and, maybe, a mode.
pub(super) type Meaning = (EventType, Option<String>);

/// A set of lemmas.
pub(super) type Words = Arc<FxHashSet<String>>;

/// What a rule says of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// An event of a type and, maybe, a mode.
    Type(EventType, Option<String>),
    /// Something that changes what it governs; the type where it governs nothing that has one.
    Operator(String, Option<Meaning>),
}

/// One rule for one word.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub kind: Kind,
    pub outcome: Outcome,
    pub contexts: Vec<String>,
    /// A particle or preposition that belongs to the verb: "pull out".
    pub particle: Option<String>,
    pub object: Option<Words>,
    pub subject: Option<Words>,
    pub prep: Vec<String>,
    pub prep_object: Option<Words>,
    pub intransitive: bool,
    /// Objects the rule is not for.
    pub except: Option<Words>,
    /// One of these stands anywhere in the sentence.
    pub beside: Option<Words>,
    /// The actor is what others would call the recipient: "received aid from".
    pub reverse: bool,
    pub weight: i32,
}

/// Every rule; see the head of `events/operators.toml`.
pub struct EventLexicon {
    rules: FxHashMap<String, Vec<Rule>>,
    /// By operator, type and mode; without a mode for all of the type's.
    compositions: FxHashMap<(String, Meaning), Meaning>,
    classes: FxHashMap<String, Words>,
}

pub(super) const RULE: &[&str] = &[
    "type",
    "mode",
    "operator",
    "alone",
    "contexts",
    "verbs",
    "nouns",
    "adjectives",
    "object",
    "subject",
    "prep",
    "prep_object",
    "except",
    "beside",
    "intransitive",
    "reverse",
    "weak",
    "yes",
    "no",
];

/// Weight of a plain word, and of each condition it has.
const PLAIN: i32 = 10;
const CONDITION: i32 = 5;
/// Weight of a word that mostly means something else.
const WEAK: i32 = 3;

impl EventLexicon {
    /// Reads the files: `file` gives the content of each of `FILES`.
    ///
    /// # Errors
    /// One line naming the file, the line and what is wrong.
    pub fn read(file: impl Fn(&str) -> String) -> Result<EventLexicon, String> {
        let mut lexicon = EventLexicon {
            rules: FxHashMap::default(),
            compositions: FxHashMap::default(),
            classes: FxHashMap::default(),
        };
        for path in FILES {
            lexicon.read_file(&file(path)).map_err(|why| format!("{path}: {why}"))?;
        }
        Ok(lexicon)
    }

    fn read_file(&mut self, text: &str) -> Result<(), String> {
        for row in read_tables(text, "class", &["name", "words"])? {
            let mut words: FxHashSet<String> = FxHashSet::default();
            for word in row.list("words")? {
                match word.strip_prefix('@') {
                    Some(other) => words.extend(self.class(other, row.line)?.iter().cloned()),
                    None => _ = words.insert(word),
                }
            }
            self.classes.insert(row.word("name")?.to_string(), Arc::new(words));
        }
        for row in read_tables(text, "rule", RULE)? {
            self.add_rule(&row)?;
        }
        for row in read_tables(text, "compose", &["operator", "of", "gives", "mode"])? {
            let gives = row.named("gives", EventType::from_name)?;
            let mode = mode_of(&row, gives)?;
            for of in row.list("of")? {
                let (of, of_mode) =
                    of.split_once('/').map_or((of.as_str(), None), |(of, mode)| (of, Some(mode.to_string())));
                let inner = EventType::from_name(of).ok_or_else(|| format!("line {}: `{of}` is no type", row.line))?;
                self.compositions.insert((row.word("operator")?.to_string(), (inner, of_mode)), (gives, mode.clone()));
            }
        }
        Ok(())
    }

    fn class(&self, name: &str, line: usize) -> Result<&Words, String> {
        self.classes.get(name).ok_or_else(|| format!("line {line}: no class is called `@{name}`"))
    }

    /// A field of words and classes as one set.
    fn words(&self, row: &TableRow, field: &str) -> Result<Option<Words>, String> {
        let listed = row.list(field)?;
        if let [only] = &listed[..]
            && let Some(class) = only.strip_prefix('@')
        {
            return self.class(class, row.line).map(|words| Some(words.clone()));
        }
        let mut words = FxHashSet::default();
        for word in listed {
            match word.strip_prefix('@') {
                Some(class) => words.extend(self.class(class, row.line)?.iter().cloned()),
                None => _ = words.insert(word),
            }
        }
        Ok((!words.is_empty()).then(|| Arc::new(words)))
    }

    fn add_rule(&mut self, row: &TableRow) -> Result<(), String> {
        let outcome = match row.word("operator")? {
            "" => {
                let event_type = row.named("type", EventType::from_name)?;
                Outcome::Type(event_type, mode_of(row, event_type)?)
            }
            operator => {
                let alone = match row.word("alone")? {
                    "" => None,
                    _ => Some(row.named("alone", EventType::from_name)?),
                };
                let alone = alone.map(|alone| mode_of(row, alone).map(|mode| (alone, mode))).transpose()?;
                Outcome::Operator(operator.to_string(), alone)
            }
        };
        let contexts = row.list("contexts")?;
        if let Some(unknown) = contexts.iter().find(|context| !CONTEXTS.contains(&context.as_str())) {
            return Err(format!("line {}: `{unknown}` is no context", row.line));
        }
        let (object, subject) = (self.words(row, "object")?, self.words(row, "subject")?);
        let (prep, prep_object) = (row.list("prep")?, self.words(row, "prep_object")?);
        let (except, beside) = (self.words(row, "except")?, self.words(row, "beside")?);
        let conditions =
            [beside.is_some(), object.is_some(), subject.is_some(), !prep.is_empty(), prep_object.is_some()];
        let met = conditions.iter().filter(|given| **given).count() as i32 + i32::from(row.flag("intransitive")?);
        let weight = if row.flag("weak")? { WEAK } else { PLAIN } + CONDITION * met;
        let kinds = [("verbs", Kind::Verb), ("nouns", Kind::Noun), ("adjectives", Kind::Adjective)];
        let mut any = false;
        for (field, kind) in kinds {
            for word in row.list(field)? {
                any = true;
                let (word, particle) = match word.split_once('_') {
                    Some((word, particle)) => (word.to_string(), Some(particle.to_string())),
                    None => (word, None),
                };
                let rule = Rule {
                    kind,
                    outcome: outcome.clone(),
                    contexts: contexts.clone(),
                    weight: weight + if particle.is_some() { CONDITION } else { 0 },
                    particle,
                    object: object.clone(),
                    subject: subject.clone(),
                    prep: prep.clone(),
                    prep_object: prep_object.clone(),
                    intransitive: row.flag("intransitive")?,
                    except: except.clone(),
                    beside: beside.clone(),
                    reverse: row.flag("reverse")?,
                };
                self.rules.entry(word).or_default().push(rule);
            }
        }
        if any { Ok(()) } else { Err(format!("line {}: a rule without words", row.line)) }
    }

    /// The rules of a lemma, in the files' order.
    pub(super) fn rules(&self, lemma: &str) -> &[Rule] {
        self.rules.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// What an operator makes of a type; none where it leaves it as it is.
    pub(super) fn compose(&self, operator: &str, inner: EventType, mode: Option<&String>) -> Option<&Meaning> {
        let by_mode = self.compositions.get(&(operator.to_string(), (inner, mode.cloned())));
        by_mode.or_else(|| self.compositions.get(&(operator.to_string(), (inner, None))))
    }

    /// Whether a class of `classes.toml` has a lemma.
    pub(super) fn is(&self, class: &str, lemma: &str) -> bool {
        self.classes.get(class).is_some_and(|words| words.contains(lemma))
    }
}

fn mode_of(row: &TableRow, event_type: EventType) -> Result<Option<String>, String> {
    match row.word("mode")? {
        "" => Ok(None),
        mode if event_type.modes().contains(&mode) => Ok(Some(mode.to_string())),
        mode => Err(format!("line {}: {} has no mode `{mode}`", row.line, event_type.name())),
    }
}
