//! Rules that turn tags, words and relations into parts of speech, features and now and then a lemma.
//!
//! In: a token's tag, relation and lower-case text, and those of the next. Out: [`Attributes`]. `VBD` is `VERB` with
//! `Tense=Past|VerbForm=Fin`; `'ve` after a pronoun is `AUX` with the lemma `have`.
//!
//! All rules look at the tokens as tagger and parser left them; where several set the same thing the last rule wins, as in spaCy's
//! `AttributeRuler`.

use crate::labels::Pos;
use crate::model::{AttributeRule, ModelError, Predicate, TokenRule};
use regex::Regex;
use rustc_hash::FxHashSet;

/// The rules of a model, sorted by what they ask of a token.
pub struct AttributeRules {
    rules: Vec<Outcome>,
    patterns: Vec<Pattern>,
    /// For each tag and relation (tag times relations plus relation), the patterns that may begin at such a token.
    candidates: Vec<Box<[u16]>>,
    deps: usize,
    /// Feature sets the rules give; the first is empty.
    morphologies: Vec<String>,
    /// Tags the rules give beyond the tagger's own, by the numbers they get.
    tags: Vec<String>,
}

/// What the rules made of a token. Fields no rule set are empty.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Attributes<'r> {
    /// A new tag's number.
    pub tag: Option<u8>,
    /// A new relation's number.
    pub dep: Option<u16>,
    /// The part of speech.
    pub pos: Pos,
    /// The number of the feature set.
    pub morphology: u16,
    /// The base form: "go" of "went".
    pub lemma: Option<&'r str>,
}

/// What the rules look at.
#[derive(Clone, Copy)]
pub struct View<'t> {
    /// The number of the tagger's tag among the model's tags.
    pub tag: u8,
    /// The number of the parser's relation among the model's relations.
    pub dep: u16,
    /// The text in lower case.
    pub lower: &'t str,
    /// Whether it is white space.
    pub is_space: bool,
}

struct Outcome {
    tag: Option<u8>,
    dep: Option<u16>,
    pos: Option<Pos>,
    morphology: Option<u16>,
    lemma: Option<Box<str>>,
}

struct Pattern {
    rule: u16,
    /// How far from the pattern's first token the one that is changed lies.
    index: usize,
    tokens: Vec<Test>,
}

/// A [`TokenRule`] with its tags and relations looked up.
struct Test {
    tags: Option<Vec<bool>>,
    deps: Option<Vec<bool>>,
    lower: Option<Lower>,
    is_space: Option<bool>,
}

enum Lower {
    In(FxHashSet<Box<str>>),
    NotIn(FxHashSet<Box<str>>),
    Regex(Regex),
}

impl Lower {
    fn holds(&self, text: &str) -> bool {
        match self {
            Lower::In(words) => words.contains(text),
            Lower::NotIn(words) => !words.contains(text),
            Lower::Regex(regex) => regex.is_match(text),
        }
    }
}

impl Test {
    fn holds(&self, token: View) -> bool {
        self.tags.as_ref().is_none_or(|tags| tags[token.tag as usize])
            && self.deps.as_ref().is_none_or(|deps| deps[token.dep as usize])
            && self.is_space.is_none_or(|wanted| wanted == token.is_space)
            && self.lower.as_ref().is_none_or(|lower| lower.holds(token.lower))
    }
}

impl AttributeRules {
    /// Reads the rules of a model; `tags` and `deps` are the lists that a [`View`]'s numbers count in.
    ///
    /// # Errors
    /// If a rule has a pattern or a value that is not supported.
    pub fn new(rules: &[AttributeRule], tags: &[String], deps: &[String]) -> Result<AttributeRules, ModelError> {
        let mut made = AttributeRules {
            rules: Vec::new(),
            patterns: Vec::new(),
            candidates: Vec::new(),
            deps: deps.len(),
            morphologies: vec![String::new()],
            tags: tags.to_vec(),
        };
        for (number, rule) in rules.iter().enumerate() {
            made.add(number as u16, rule, tags, deps)?;
        }
        // Rules, patterns and feature sets are numbered in two bytes, and 0 stands for no rule; tags in one.
        let numbered = [rules.len() + 1, made.patterns.len(), made.morphologies.len()];
        if numbered.iter().any(|count| u16::try_from(*count).is_err()) || made.tags.len() > 256 {
            return Err(ModelError::new("more attribute rules than are supported"));
        }
        for tag in 0..tags.len() {
            for dep in 0..deps.len() {
                let fits = |pattern: &Pattern| {
                    let first = pattern.tokens.first();
                    first.is_some_and(|test| {
                        test.tags.as_ref().is_none_or(|tags| tags[tag])
                            && test.deps.as_ref().is_none_or(|deps| deps[dep])
                    })
                };
                let found = made.patterns.iter().enumerate().filter(|(_, pattern)| fits(pattern));
                made.candidates.push(found.map(|(at, _)| at as u16).collect());
            }
        }
        Ok(made)
    }

    fn add(&mut self, number: u16, rule: &AttributeRule, tags: &[String], deps: &[String]) -> Result<(), ModelError> {
        let find = |list: &[String], name: &str| list.iter().position(|known| known == name);
        let unknown =
            |what: &str| ModelError::new(format!("an attribute rule sets `{what}`, which the model does not have"));
        let mut number_in = |list: usize, name: &str| {
            let list = if list == 0 { &mut self.morphologies } else { &mut self.tags };
            find(list, name).unwrap_or_else(|| {
                list.push(name.to_string());
                list.len() - 1
            })
        };
        let morphology = rule.morphology.as_deref().map(|features| number_in(0, features) as u16);
        let tag = rule.tag.as_deref().map(|tag| number_in(1, tag) as u8);
        let dep = rule.dep.as_deref().map(|dep| find(deps, dep).map(|at| at as u16).ok_or_else(|| unknown(dep)));
        let pos = rule.pos.as_deref().map(|pos| Pos::from_name(pos).ok_or_else(|| unknown(pos)));
        let lemma = rule.lemma.as_deref().map(Into::into);
        self.rules.push(Outcome { tag, dep: dep.transpose()?, pos: pos.transpose()?, morphology, lemma });
        for pattern in &rule.patterns {
            if rule.index >= pattern.len() {
                return Err(ModelError::new("an attribute rule changes a token beyond its pattern"));
            }
            let tokens = pattern.iter().map(|token| read_test(token, tags, deps)).collect::<Result<_, _>>()?;
            self.patterns.push(Pattern { rule: number, index: rule.index, tokens });
        }
        Ok(())
    }

    /// The feature sets, by the numbers in [`Attributes::morphology`].
    pub fn morphologies(&self) -> &[String] {
        &self.morphologies
    }

    /// The tagger's tags and after them those the rules add.
    pub fn tags(&self) -> &[String] {
        &self.tags
    }

    /// Applies the rules to the tokens of a text. `applied` is room; linear in the tokens.
    pub fn apply<'r, 't>(
        &'r self,
        count: usize,
        view: impl Fn(usize) -> View<'t>,
        applied: &mut Applied,
        mut give: impl FnMut(usize, Attributes<'r>),
    ) {
        applied.last.clear();
        applied.last.resize(count, [0; FIELDS]);
        for at in 0..count {
            let token = view(at);
            for candidate in &self.candidates[token.tag as usize * self.deps + token.dep as usize] {
                let pattern = &self.patterns[*candidate as usize];
                let holds = pattern.tokens[0].holds(token)
                    && pattern
                        .tokens
                        .iter()
                        .enumerate()
                        .skip(1)
                        .all(|(far, test)| at + far < count && test.holds(view(at + far)));
                if holds {
                    self.note(pattern.rule, &mut applied.last[at + pattern.index]);
                }
            }
        }
        for (at, last) in applied.last.iter().enumerate() {
            let rule = |field: usize| (last[field] as usize).checked_sub(1).map(|rule| &self.rules[rule]);
            give(
                at,
                Attributes {
                    tag: rule(0).and_then(|rule| rule.tag),
                    dep: rule(1).and_then(|rule| rule.dep),
                    pos: rule(2).and_then(|rule| rule.pos).unwrap_or_default(),
                    morphology: rule(3).and_then(|rule| rule.morphology).unwrap_or_default(),
                    lemma: rule(4).and_then(|rule| rule.lemma.as_deref()),
                },
            );
        }
    }

    /// Notes that a rule holds for a token: of the rules that set a field, the last one counts.
    fn note(&self, number: u16, last: &mut [u16; FIELDS]) {
        let rule = &self.rules[number as usize];
        let sets = [
            rule.tag.is_some(),
            rule.dep.is_some(),
            rule.pos.is_some(),
            rule.morphology.is_some(),
            rule.lemma.is_some(),
        ];
        for (last, _) in last.iter_mut().zip(sets).filter(|(_, sets)| *sets) {
            *last = (*last).max(number + 1);
        }
    }
}

/// Tag, relation, part of speech, features, lemma.
const FIELDS: usize = 5;

/// Room for [`AttributeRules::apply`]: for each token and field the last rule that set it, plus one.
#[derive(Default)]
pub struct Applied {
    last: Vec<[u16; FIELDS]>,
}

fn read_test(rule: &TokenRule, tags: &[String], deps: &[String]) -> Result<Test, ModelError> {
    let among = |predicate: &Option<Predicate>, list: &[String]| {
        let Some(predicate) = predicate else { return Ok(None) };
        let lower = read_lower(predicate)?;
        Ok::<_, ModelError>(Some(list.iter().map(|name| lower.holds(name)).collect()))
    };
    Ok(Test {
        tags: among(&rule.tag, tags)?,
        deps: among(&rule.dep, deps)?,
        lower: rule.lower.as_ref().map(read_lower).transpose()?,
        is_space: rule.is_space,
    })
}

fn read_lower(predicate: &Predicate) -> Result<Lower, ModelError> {
    let set = |words: &[String]| words.iter().map(|word| word.as_str().into()).collect();
    Ok(match predicate {
        Predicate::Is(word) => Lower::In(set(std::slice::from_ref(word))),
        Predicate::In(words) => Lower::In(set(words)),
        Predicate::NotIn(words) => Lower::NotIn(set(words)),
        Predicate::Regex(pattern) => {
            let why = |error: regex::Error| ModelError::new(format!("an attribute rule's pattern: {error}"));
            Lower::Regex(Regex::new(pattern).map_err(why)?)
        }
    })
}
