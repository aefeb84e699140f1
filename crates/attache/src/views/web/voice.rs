//! An answer in a language of the interface.
//!
//! In: a [`Saying`]. Out: its sentence, by the messages `answer-…` and `asked-…` of `languages/*.ftl`. Of "Has Russia recognised the Taliban?" in Spanish: "Sí: Russia → Taliban: reconocido
//! como gobierno, 3 de julio de 2025 (7 noticias, 7 orígenes)".
//!
//! Names and quotes stay as they are written. A verb that agrees with a name which is not of the language would be wrong half the time, so that a line is told there by its two
//! parties and what the step is called; only English has it as a sentence.

use super::languages::{Language, Speech};
use super::stand::{told_of, when_of, words_of};
use crate::answers::saying::{Caution, Line, Saying, Untold, Voice};
use crate::contract::dossier::positions::PositionEntry;
use crate::views::dossier::brief;
use crate::views::wording;

/// What can be asked, in the language of questions.
const EXAMPLES: &str = "\"Has China recognised the Taliban?\", \"Who closed its embassy in Kabul in August 2021?\", \"When did Russia recognise the Taliban?\", \"Where does Iran stand on the Taliban?\"";

impl Voice for Speech {
    fn line(&self, entry: &PositionEntry) -> Line {
        let holder = match entry.holder.name {
            "*" => self.say("no-other-country"),
            name => name.to_string(),
        };
        let sentence = match self.language {
            Language::English => brief::sentence(entry),
            _ => self.about(
                "answer-sentence",
                &[("holder", &holder), ("toward", entry.toward.name), ("step", &words_of(entry, self))],
            ),
        };
        Line { sentence, when: when_of(entry, self), told: told_of(&entry.publication, self) }
    }

    fn say(&self, saying: &Saying) -> String {
        let line = |key: &str, line: &Line| self.about(key, &[("line", &self.told(line))]);
        let besides = |answer: String, key: &str, line: &Option<Line>| match line {
            Some(line) => self.about(key, &[("answer", &answer), ("line", &self.told(line))]),
            None => answer,
        };
        match saying {
            Saying::Yes(found) => line("answer-yes", found),
            Saying::Disputed(found, other) => besides(line("answer-disputed", found), "answer-against", other),
            Saying::NoLonger(found, later) => besides(line("answer-no-longer", found), "answer-later", later),
            Saying::No(found) => line("answer-no", found),
            Saying::Opposite(found) => line("answer-opposite", found),
            Saying::NotYet(found) => line("answer-not-yet", found),
            Saying::AllOthers(names, found) => {
                self.about("answer-all-others", &[("names", &self.named(names)), ("line", &self.told(found))])
            }
            Saying::Who(names, disputed) => self.who(names, disputed),
            Saying::HowMany(number, names, disputed) => self
                .about("answer-how-many", &[("number", &self.number(*number)), ("answer", &self.who(names, disputed))]),
            Saying::When(Line { sentence, when, told }) => {
                let when = wording::capitalise(when);
                self.about("answer-when", &[("when", &when), ("sentence", sentence), ("told", told)])
            }
            Saying::Stands(found) => self.told(found),
            Saying::Statement { speaker, day, quote } => {
                let quote = wording::quoted(quote);
                match day {
                    Some(day) => self
                        .about("answer-statement", &[("speaker", speaker), ("day", &self.day(day)), ("quote", &quote)]),
                    None => self.about("answer-statement-undated", &[("speaker", speaker), ("quote", &quote)]),
                }
            }
            Saying::NoStatement => Speech::say(self, "answer-no-statement"),
            Saying::Untold(untold) => self.untold(untold),
            Saying::NoStep => self.about("answer-no-step", &[("examples", EXAMPLES)]),
            Saying::NoParty => self.about("answer-no-party", &[("examples", EXAMPLES)]),
            Saying::NoName(why) => wording::capitalise(&self.about("answer-no-name", &[("why", why)])),
        }
    }

    fn sure(&self, told: &str, cautions: &[Caution]) -> String {
        let words = |caution: &Caution| match caution {
            Caution::Contested => "status-contested",
            Caution::Corrected => "corrected-by-hand",
            Caution::OwnAccount => "sure-own-account",
            Caution::OneReport => "sure-one-report",
            Caution::Undated => "sure-undated",
        };
        cautions.iter().fold(told.to_string(), |first, caution| {
            self.about("sure-next", &[("first", &first), ("next", &Speech::say(self, words(caution)))])
        })
    }
}

impl Speech {
    fn told(&self, Line { sentence, when, told }: &Line) -> String {
        self.about("answer-line", &[("sentence", sentence), ("when", when), ("told", told)])
    }

    fn who(&self, names: &[String], disputed: &[String]) -> String {
        let answer = match names {
            [] => Speech::say(self, "answer-nobody"),
            names => wording::capitalise(&self.list(names)),
        };
        match disputed {
            [] => answer,
            disputed => self.about("answer-who-disputed", &[("answer", &answer), ("names", &self.list(disputed))]),
        }
    }

    fn untold(&self, untold: &Untold) -> String {
        let someone = |names: &[String]| match names {
            [] => Speech::say(self, "answer-anybody"),
            names => self.named(names),
        };
        let (holder, toward) = (someone(&untold.holder), someone(&untold.toward));
        let Some(step) = &untold.step else {
            return self.about("answer-untold-stand", &[("holder", &holder), ("toward", &toward)]);
        };
        let step = self.about(&asked(step), &[("toward", &toward)]);
        let key = if untold.then { "answer-untold-then" } else { "answer-untold" };
        self.about(key, &[("holder", &holder), ("step", &step)])
    }

    /// Names within a sentence: with an article where the language is the program's own.
    fn named(&self, names: &[String]) -> String {
        match self.language {
            Language::English => self.list(&names.iter().map(|name| wording::with_article(name)).collect::<Vec<_>>()),
            _ => self.list(names),
        }
    }

    /// "Peru, Chile and Brazil".
    fn list(&self, names: &[String]) -> String {
        let [most @ .., last] = names else { return String::new() };
        let [first, next @ ..] = most else { return last.clone() };
        let before = next
            .iter()
            .fold(first.clone(), |first, next| self.about("list-next", &[("first", &first), ("next", next)]));
        self.about("list-last", &[("first", &before), ("last", last)])
    }
}

/// The message of a step, as the lexicon of questions calls it.
fn asked(step: &str) -> String {
    format!("asked-{}", step.replace(' ', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::saying::English;
    use attache_pipeline::lexicons::Lexicons;

    fn line(sentence: &str) -> Line {
        Line { sentence: sentence.into(), when: "by 3 July 2025".into(), told: "1 report, 1 origin".into() }
    }

    /// Every kind of saying.
    fn sayings() -> Vec<Saying> {
        let (first, second) = (line("Russia recognised the Taliban"), line("Russia took it back"));
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let statement = |day: Option<&str>| Saying::Statement {
            speaker: "Ana Quispe".into(),
            day: day.map(String::from),
            quote: "We shall see".into(),
        };
        let untold = |step: Option<&str>, then: bool| {
            Saying::Untold(Untold {
                step: step.map(String::from),
                to_do: "recognised {}".into(),
                holder: names(&["Peru", "United States"]),
                toward: Vec::new(),
                then,
            })
        };
        vec![
            Saying::Yes(first.clone()),
            Saying::Disputed(first.clone(), None),
            Saying::Disputed(first.clone(), Some(second.clone())),
            Saying::NoLonger(first.clone(), Some(second)),
            Saying::No(first.clone()),
            Saying::Opposite(first.clone()),
            Saying::NotYet(first.clone()),
            Saying::AllOthers(names(&["Taliban", "Peru"]), first.clone()),
            Saying::Who(names(&["Brazil", "Chile", "Peru"]), Vec::new()),
            Saying::Who(Vec::new(), names(&["Chile"])),
            Saying::HowMany(2, names(&["Brazil", "Chile"]), names(&["Peru"])),
            Saying::When(first.clone()),
            Saying::Stands(first),
            statement(Some("2025-07-03")),
            statement(None),
            Saying::NoStatement,
            untold(Some("recognition"), false),
            untold(Some("recognition"), true),
            untold(None, false),
            Saying::NoName("nobody is called `Chnia`; did you mean China?".into()),
        ]
    }

    #[test]
    fn the_english_of_pages_is_that_of_terminals() {
        let speech = Speech::of(Language::English);
        for saying in sayings() {
            assert_eq!(Voice::say(&speech, &saying), English.say(&saying));
        }
        use Caution::{Contested, Corrected, OneReport, OwnAccount, Undated};
        let all = [Contested, Corrected, OwnAccount, OneReport, Undated];
        assert_eq!(speech.sure("1 report", &all), English.sure("1 report", &all));
        // What there is beside questions a page has itself.
        for saying in [Saying::NoStep, Saying::NoParty] {
            let english = English.say(&saying);
            assert_eq!(Some(Voice::say(&speech, &saying).as_str()), english.split("; for other things").next());
        }
    }

    #[test]
    fn every_saying_is_in_every_language() {
        for language in Language::ALL {
            let speech = Speech::of(language);
            for saying in sayings().iter().chain(&[Saying::NoStep, Saying::NoParty]) {
                let said = Voice::say(&speech, saying);
                let whole = !said.contains("answer-") && !said.contains("asked-") && !said.contains("{$");
                assert!(whole && !said.is_empty(), "{language:?}: {said}");
                let is_english = said == English.say(saying);
                // These have no words beside names and days; "no" is the same in Spanish.
                let bare =
                    matches!(saying, Saying::When(_) | Saying::Stands(_) | Saying::Statement { .. } | Saying::No(_));
                assert!(language == Language::English || bare || !is_english, "{language:?}: {said}");
            }
        }
    }

    #[test]
    fn every_step_that_can_be_asked_is_named() {
        let questions = Lexicons::read_questions(|_| None).unwrap();
        for step in questions.steps().iter().filter(|step| !step.rungs.is_empty()) {
            for language in Language::ALL {
                let said = Speech::of(language).about(&asked(&step.name), &[("toward", "Peru")]);
                assert_ne!(said, asked(&step.name), "{language:?}");
                if language == Language::English {
                    assert_eq!(said, step.to_do.replace("{}", "Peru"));
                }
            }
        }
    }

    #[test]
    fn an_answer_in_arabic() {
        let speech = Speech::of(Language::Arabic);
        let names = ["Chile", "Peru"].map(String::from).to_vec();
        assert_eq!(Voice::say(&speech, &Saying::HowMany(2, names, Vec::new())), "٢ وفق تقارير السجل: Chile وPeru");
    }
}
