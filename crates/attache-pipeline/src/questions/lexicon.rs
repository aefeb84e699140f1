//! What questions are asked in.
//!
//! In: `questions/questions.toml`. Out: [`QuestionLexicon`]: forms by their first words, steps of the ladder by their words. "closed … embassy" is the step
//! `mission closed`, answered "yes" by the rung of that name.
//!
//! Which word is which party is the reader's ([`super::read_question`]).

use super::words_of;
use crate::lexicon::tables::{Chosen, Spanned, Words, lined, read_file};
use crate::positions::ladder::Rung;
use crate::span::Span;
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// What a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Whether it is so.
    YesOrNo,
    /// Who did it, or toward whom.
    Who,
    /// On which day.
    When,
    /// How many did it.
    HowMany,
    /// Where a party stands toward another.
    Stands,
    /// What somebody said.
    Said,
}

impl Form {
    const ALL: [(Form, &'static str); 6] = [
        (Form::YesOrNo, "yes or no"),
        (Form::Who, "who"),
        (Form::When, "when"),
        (Form::HowMany, "how many"),
        (Form::Stands, "where it stands"),
        (Form::Said, "what was said"),
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        Form::ALL.iter().find(|(form, _)| *form == self).map_or("", |(_, name)| name)
    }
}

/// A step of the ladder, as questions name it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it is called: "mission closed".
    pub name: String,
    /// Rungs that answer "yes".
    pub rungs: Vec<Rung>,
    /// Rungs that say the opposite.
    pub against: Vec<Rung>,
    /// How it is named in an answer, `{}` being toward whom.
    pub to_do: String,
    patterns: Vec<Pattern>,
}

/// Words that must all be there, the first being the one that asks.
type Pattern = Vec<Vec<Wanted>>;

/// A word, or its beginning.
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    word: String,
    is_beginning: bool,
}

impl Wanted {
    fn is(&self, word: &str) -> bool {
        if self.is_beginning { word.starts_with(&self.word) } else { word == self.word }
    }
}

/// Everything questions are read by.
#[derive(Clone, Debug, Default)]
pub struct QuestionLexicon {
    forms: Vec<(String, Form)>,
    steps: Vec<Step>,
    plain: FxHashSet<String>,
    examples: Vec<(String, String)>,
}

/// The file; its head describes the fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionFile {
    form: Vec<Spanned<FormRow>>,
    step: Vec<Spanned<StepRow>>,
    plain: Vec<Spanned<PlainRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormRow {
    name: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepRow {
    name: String,
    words: Vec<String>,
    rungs: Vec<Chosen<Rung>>,
    against: Vec<Chosen<Rung>>,
    to_do: String,
    examples: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlainRow {
    words: Words,
}

impl QuestionLexicon {
    /// What can be asked about.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Reads the file.
    ///
    /// # Errors
    /// One line that names the line and what is wrong.
    pub fn read(text: &str) -> Result<QuestionLexicon, String> {
        let QuestionFile { form, step, plain } = read_file(text)?;
        let mut lexicon = QuestionLexicon::default();
        for (line, row) in lined(text, form) {
            let named = Form::ALL.iter().find(|(_, name)| *name == row.name);
            let (form, _) = named.ok_or_else(|| format!("line {line}: `{}` is no form of question", row.name))?;
            lexicon.forms.extend(row.words.into_iter().map(|words| (words, *form)));
        }
        // The longest first.
        lexicon.forms.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        for (line, row) in lined(text, step) {
            let patterns: Vec<Pattern> = row.words.iter().map(|words| read_pattern(words)).collect();
            if patterns.is_empty() || patterns.iter().any(Vec::is_empty) || row.examples.is_empty() {
                return Err(format!("line {line}: a step wants words and examples"));
            }
            for example in row.examples {
                let (question, read) = example
                    .split_once(" => ")
                    .ok_or_else(|| format!("line {line}: an example is \"question => form holder | step | toward\""))?;
                lexicon.examples.push((question.to_string(), read.to_string()));
            }
            let rungs = |list: Vec<Chosen<Rung>>| list.into_iter().map(|rung| rung.0).collect();
            let (rungs, against) = (rungs(row.rungs), rungs(row.against));
            lexicon.steps.push(Step { name: row.name, rungs, against, to_do: row.to_do, patterns });
        }
        lexicon.plain.extend(lined(text, plain).flat_map(|(_, row)| row.words.0));
        Ok(lexicon)
    }

    /// Questions with what they are read as.
    pub fn examples(&self) -> impl Iterator<Item = (&String, &String)> {
        self.examples.iter().map(|(question, read)| (question, read))
    }

    /// Rungs that say the opposite of one, by the steps that it answers; in order, each once.
    pub fn against(&self, rung: Rung) -> Vec<Rung> {
        let of = self.steps.iter().filter(|step| step.rungs.contains(&rung));
        let mut against: Vec<Rung> = of.flat_map(|step| step.against.iter().copied()).collect();
        against.sort_unstable();
        against.dedup();
        against
    }

    /// Whether a word, in lower case, is no name however it is written.
    pub fn is_plain(&self, word: &str) -> bool {
        self.plain.contains(word)
    }

    /// What a question, in lower case, asks for; whether it is so where nothing tells.
    pub(super) fn form(&self, question: &str) -> Form {
        let words: Vec<&str> = words_of(question).into_iter().map(|(_, word)| word).collect();
        let starts = |form: &str| {
            let wanted: Vec<&str> = form.split(' ').collect();
            words.starts_with(&wanted)
        };
        self.forms.iter().find(|(form, _)| starts(form)).map_or(Form::YesOrNo, |(_, form)| *form)
    }

    /// The step a question, in lower case, is about, and where its words stand, the one that asks first; the step that most words tell, then the one listed first.
    pub(super) fn step(&self, question: &str) -> Option<(&Step, Vec<Span>)> {
        let words = words_of(question);
        let place = |wanted: &Vec<Wanted>| {
            let found = words.iter().find(|(_, word)| wanted.iter().any(|one| one.is(word)));
            found.map(|(start, word)| Span::new(*start, start + word.len()))
        };
        let mut best: Option<(&Step, Vec<Span>)> = None;
        for step in &self.steps {
            for pattern in &step.patterns {
                let Some(places) = pattern.iter().map(place).collect::<Option<Vec<Span>>>() else { continue };
                if best.as_ref().is_none_or(|(_, known)| places.len() > known.len()) {
                    best = Some((step, places));
                }
            }
        }
        best
    }
}

fn read_pattern(words: &str) -> Pattern {
    let wanted = |word: &str| match word.strip_suffix('*') {
        Some(beginning) => Wanted { word: beginning.into(), is_beginning: true },
        None => Wanted { word: word.into(), is_beginning: false },
    };
    words.split_whitespace().map(|group| group.split('|').map(wanted).collect()).collect()
}
