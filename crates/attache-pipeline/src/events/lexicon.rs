//! What words mean: rules, operators, classes of words, and how operators compose with what they govern.
//!
//! In: the TOML files of `lexicons/events/`. Out: [`EventLexicon`], looked up by lemma. `type = "ACCUSE"`, `verbs = "condemn
//! denounce"` makes both verbs ACCUSE; `operator = "refuse"` with `[[compose]] operator = "refuse"`, `of = "SUPPORT"`, `gives =
//! "REJECT"` turns "refused to recognise" into REJECT. The head of `operators.toml` describes the fields.
//!
//! Which rule fits a word where it stands is not asked here, only which is the more specific.

use super::EventType;
use super::operators::Operator;
use super::rows::{EventFile, RuleRow};
use crate::lexicon::lists::{ListName, list_names};
use crate::lexicon::tables::{RuleNames, Words as Listed, lined, read_file};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
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
    Operator(Operator, Option<Meaning>),
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
    /// Ten for a plain word, five more for each condition.
    pub weight: i32,
    /// Of rules of one weight: whether it gives a type (operators go first), how many words it may meet (the fewer the narrower),
    /// whether it has no exceptions; then by name.
    narrow: (bool, usize, bool, String),
}

impl Rule {
    /// Whether another rule of the same word asks for the same, and says something else.
    fn contradicts(&self, other: &Rule) -> bool {
        fn asked(rule: &Rule) -> impl PartialEq + use<'_> {
            let words = (&rule.object, &rule.subject, &rule.prep_object, &rule.beside, &rule.except);
            (rule.kind, &rule.particle, words, &rule.prep, rule.intransitive, rule.weight, rule.narrow.0)
        }
        fn said(rule: &Rule) -> impl PartialEq + use<'_> {
            (&rule.outcome, &rule.contexts, rule.reverse)
        }
        asked(self) == asked(other) && said(self) != said(other)
    }
}

list_names! {
    /// The classes that the stage itself asks for, beside those that rules name.
    EventList {
        Carriers "carriers", Leisure "leisure", Games "games", Peaceful "peaceful", Contested "contested", Private "private", Hosts "hosts", Mutual "mutual",
        Tellers "tellers", Wishers "wishers",
    }
}

/// Every rule; see the head of `events/operators.toml`.
pub struct EventLexicon {
    rules: FxHashMap<String, Vec<Rule>>,
    /// By operator, type and mode; without a mode for all of the type's.
    compositions: FxHashMap<(Operator, Meaning), Meaning>,
    classes: FxHashMap<String, Words>,
}

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
        let mut names = RuleNames::default();
        for path in FILES {
            lexicon.read_file(&file(path), &mut names).map_err(|why| format!("{path}: {why}"))?;
        }
        if let Some((name, _)) = EventList::ALL.iter().find(|(name, _)| !lexicon.classes.contains_key(*name)) {
            return Err(format!("{}: line 1: the class `{name}` is missing", FILES[0]));
        }
        lexicon.rules.values_mut().for_each(|rules| {
            rules.sort_by(|a, b| (Reverse(a.weight), &a.narrow).cmp(&(Reverse(b.weight), &b.narrow)))
        });
        Ok(lexicon)
    }

    fn read_file(&mut self, text: &str, names: &mut RuleNames) -> Result<(), String> {
        let file: EventFile = read_file(text)?;
        for (line, row) in lined(text, file.class) {
            let words = self.words(line, &row.words)?;
            let words = words.ok_or_else(|| format!("line {line}: the class `{}` has no words", row.name))?;
            if self.classes.insert(row.name.clone(), words).is_some() {
                return Err(format!("line {line}: another class is called `{}`", row.name));
            }
        }
        for (line, row) in lined(text, file.rule) {
            names.add(line, &row.name, (&row.yes, &row.no), &row.misses)?;
            self.add_rule(line, &row)?;
        }
        for (line, row) in lined(text, file.compose) {
            let (operator, gives) = (row.operator.0, row.gives.0);
            let mode = mode_of(line, row.mode.as_deref(), gives)?;
            for of in &row.of.0 {
                let (of, of_mode) = of.split_once('/').map_or((of.as_str(), None), |(of, mode)| (of, Some(mode)));
                let inner = EventType::from_name(of).ok_or_else(|| format!("line {line}: `{of}` is no type"))?;
                let inner = (inner, mode_of(line, of_mode, inner)?);
                if self.compositions.insert((operator, inner), (gives, mode.clone())).is_some() {
                    return Err(format!("line {line}: what `{}` makes of {of} is said twice", operator.name()));
                }
            }
        }
        Ok(())
    }

    fn class(&self, name: &str, line: usize) -> Result<&Words, String> {
        self.classes.get(name).ok_or_else(|| format!("line {line}: no class is called `@{name}`"))
    }

    /// A field of words and classes as one set.
    fn words(&self, line: usize, listed: &Listed) -> Result<Option<Words>, String> {
        if let [only] = &listed.0[..]
            && let Some(class) = only.strip_prefix('@')
        {
            return self.class(class, line).map(|words| Some(words.clone()));
        }
        let mut words = FxHashSet::default();
        for word in &listed.0 {
            match word.strip_prefix('@') {
                Some(class) => words.extend(self.class(class, line)?.iter().cloned()),
                None => _ = words.insert(word.clone()),
            }
        }
        Ok(if words.is_empty() { None } else { Some(Arc::new(words)) })
    }

    fn add_rule(&mut self, line: usize, row: &RuleRow) -> Result<(), String> {
        let wrong = |why: &str| format!("line {line}: rule `{}`: {why}", row.name.as_str());
        let meaning = |event_type: EventType| -> Result<Meaning, String> {
            Ok((event_type, mode_of(line, row.mode.as_deref(), event_type)?))
        };
        let outcome = match (row.event_type, row.operator, row.alone) {
            (Some(event_type), None, None) => {
                let (event_type, mode) = meaning(event_type.0)?;
                Outcome::Type(event_type, mode)
            }
            (None, Some(operator), Some(alone)) => Outcome::Operator(operator.0, Some(meaning(alone.0)?)),
            (None, Some(operator), None) if row.mode.is_none() => Outcome::Operator(operator.0, None),
            (None, Some(_), None) => {
                return Err(wrong("a `mode` is one of a `type`, or of what the operator is `alone`"));
            }
            _ => return Err(wrong("a rule has a `type`, or an `operator` that may have an `alone`")),
        };
        let (object, subject) = (self.words(line, &row.object)?, self.words(line, &row.subject)?);
        let (prep, prep_object) = (row.prep.0.clone(), self.words(line, &row.prep_object)?);
        let (except, beside) = (self.words(line, &row.except)?, self.words(line, &row.beside)?);
        let asked = [&beside, &object, &subject, &prep_object];
        let met = asked.iter().filter(|words| words.is_some()).count() + usize::from(!prep.is_empty());
        let met = met + usize::from(row.intransitive);
        let weight = if row.weak { WEAK } else { PLAIN } + CONDITION * met as i32;
        let width = asked.into_iter().flatten().map(|words| words.len()).sum::<usize>() + prep.len();
        let kinds = [(&row.verbs, Kind::Verb), (&row.nouns, Kind::Noun), (&row.adjectives, Kind::Adjective)];
        if kinds.iter().all(|(words, _)| words.0.is_empty()) {
            return Err(wrong("no verbs, nouns or adjectives"));
        }
        for (word, kind) in kinds.iter().flat_map(|(words, kind)| words.0.iter().map(|word| (word, *kind))) {
            let (word, particle) = match word.split_once('_') {
                Some((word, particle)) => (word.to_string(), Some(particle.to_string())),
                None => (word.clone(), None),
            };
            let rule = Rule {
                kind,
                outcome: outcome.clone(),
                contexts: row.contexts.0.iter().map(|context| context.0.0.to_string()).collect(),
                weight: weight + if particle.is_some() { CONDITION } else { 0 },
                particle,
                object: object.clone(),
                subject: subject.clone(),
                prep: prep.clone(),
                prep_object: prep_object.clone(),
                intransitive: row.intransitive,
                narrow: (matches!(outcome, Outcome::Type(..)), width, except.is_none(), row.name.as_str().to_string()),
                except: except.clone(),
                beside: beside.clone(),
                reverse: row.reverse,
            };
            let others = self.rules.entry(word.clone()).or_default();
            if let Some(other) = others.iter().find(|other| rule.contradicts(other)) {
                let other = &other.narrow.3;
                return Err(wrong(&format!(
                    "`{word}` means something else by rule `{other}`, which asks for the same"
                )));
            }
            others.push(rule);
        }
        Ok(())
    }

    /// The rules of a lemma, the most specific first.
    pub(super) fn rules(&self, lemma: &str) -> &[Rule] {
        self.rules.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// What an operator makes of a type; none where it leaves it as it is.
    pub(super) fn compose(&self, operator: Operator, inner: EventType, mode: Option<&String>) -> Option<&Meaning> {
        let by_mode = self.compositions.get(&(operator, (inner, mode.cloned())));
        by_mode.or_else(|| self.compositions.get(&(operator, (inner, None))))
    }

    /// Whether a class of `classes.toml` has a lemma.
    pub(super) fn is(&self, class: EventList, lemma: &str) -> bool {
        let named = EventList::ALL.iter().find(|(_, list)| *list == class);
        named.and_then(|(name, _)| self.classes.get(*name)).is_some_and(|words| words.contains(lemma))
    }
}

fn mode_of(line: usize, mode: Option<&str>, event_type: EventType) -> Result<Option<String>, String> {
    match mode {
        Some(mode) if !event_type.modes().contains(&mode) => {
            let modes = event_type.modes().join(", ");
            Err(format!("line {line}: {} has no mode `{mode}`; it has {modes}", event_type.name()))
        }
        mode => Ok(mode.map(str::to_string)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tables::error_of;

    fn embedded(path: &str) -> String {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons").join(path);
        std::fs::read_to_string(file).expect("a lexicon")
    }

    #[track_caller]
    fn check_error(path: &str, from: &str, to: &str, why: &str) {
        let text = embedded(path);
        let read = |changed: &str| {
            EventLexicon::read(|asked| if asked == path { changed.to_string() } else { embedded(asked) })
        };
        let found = error_of(&text, from, to, read);
        assert!(found.starts_with(&format!("{path}: ")) && found.contains(why), "{found}");
    }

    #[test]
    fn errors_name_the_file_and_the_line() {
        let (force, operators) = ("events/force.toml", "events/operators.toml");
        check_error(force, "type = \"ASSAULT\"", "type = \"ASSALT\"", "LINE: `ASSALT` is no type; there are AGREE");
        check_error(force, "verbs = ", "verb = ", "LINE: unknown field `verb`");
        check_error(force, "[[rule]]", "[[rules]]", "LINE: unknown field `rules`");
        check_error(
            force,
            "contexts = \"military\"",
            "contexts = \"martial\"",
            "LINE: `martial` is no context; there are military",
        );
        check_error(force, "except = \"@evils\"", "except = \"@evil\"", "no class is called `@evil`");
        check_error(force, "mode = \"abduct\"", "mode = \"abuct\"", "ASSAULT has no mode `abuct`; it has abduct");
        check_error(
            operators,
            "operator = \"agree\"",
            "operator = \"agre\"",
            "LINE: `agre` is no operator; there are agree",
        );
        check_error(operators, "alone = \"COERCE\"\n", "", "a `mode` is one of a `type`");
        check_error(
            force,
            "nouns = \"warfare\"",
            "nouns = \"attack\"",
            "`attack` means something else by rule `assault-attack`",
        );
        check_error("events/classes.toml", "name = \"wishers\"", "name = \"wisher\"", "the class `wishers` is missing");
    }
}
