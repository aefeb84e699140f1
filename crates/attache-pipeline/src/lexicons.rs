//! Every stage's lexicon, read once: the reader's bundle.
//!
//! In: the files of `lexicons/` (embedded in the binary, or a folder the user names). Out: [`Lexicons`]. With `people/states.tsv` in the
//! user's folder, parties are read from that file, and everything else from what is built in.

use crate::article::lexicon::ArticleLexicon;
use crate::dates::DateLexicon;
use crate::designations::lexicon::TermLexicon;
use crate::document::titles::TitleWords;
use crate::events::EventLexicon;
use crate::figures::FigureLexicon;
use crate::happenings::HappeningLexicon;
use crate::lexicon::lists::Lists;
use crate::lexicon::read;
use crate::modality::ModalityLexicon;
use crate::page::lexicon::PageLexicon;
use crate::people::gazetteer::Gazetteer;
use crate::people::governments::Governments;
use crate::people::media::Media;
use crate::people::roles::Roles;
use crate::people::seats::Seats;
use crate::positions::link::LinkLexicon;
use crate::positions::link::triggers::Triggers;
use crate::positions::link::weights::Weights;
use crate::positions::rules::PositionLexicon;
use crate::questions::QuestionLexicon;
use crate::record::classes::Classes;
use crate::record::lexicon::RecordLexicon;
use crate::reference::lexicon::PartyNouns;
use crate::statements::cues::CueLexicon;
use crate::stories::StoryWords;
use crate::stories::kinds::Kinds;

/// Every lexicon, read once and shared by all threads.
pub struct Lexicons {
    /// Names of boxes and of metadata.
    pub page: PageLexicon,
    /// Months, closed-class words, wordings of furniture, agencies.
    pub article: ArticleLexicon,
    /// Words that have no capital in a sentence.
    pub titles: TitleWords,
    /// States, bodies and armed groups.
    pub gazetteer: Gazetteer,
    /// Which group governs which state.
    pub governments: Governments,
    /// Capitals that stand for bodies.
    pub seats: Seats,
    /// Words for posts, honorifics, small words of names.
    pub roles: Roles,
    /// Date and time expressions.
    pub dates: DateLexicon,
    /// Qualifiers and units of figures, and numbers that are none.
    pub figures: FigureLexicon,
    /// Words that tell how an act is put.
    pub modality: ModalityLexicon,
    /// What verbs and nouns say that one party did to another.
    pub events: EventLexicon,
    /// Words that report speech and thought.
    pub statement_cues: CueLexicon,
    /// Platforms, documents and kinds of outlets.
    pub media: Media,
    /// Nouns that stand for parties.
    pub party_nouns: PartyNouns,
    /// The rules of the ladder.
    pub positions: PositionLexicon,
    /// The learned link.
    pub link: LinkLexicon,
    /// What happens once, and who does it.
    pub happenings: HappeningLexicon,
    /// What parties are called beside their names.
    pub terms: TermLexicon,
    /// How common words are in news.
    pub story_words: StoryWords,
    /// What questions are asked in.
    pub questions: QuestionLexicon,
    /// What records are compared by.
    pub record: RecordLexicon,
}

impl Lexicons {
    /// The lexicons the binary was built with.
    ///
    /// # Panics
    /// If an embedded file is malformed, which the crate's tests rule out.
    pub fn embedded() -> Lexicons {
        match Lexicons::read(|_| None) {
            Ok(lexicons) => lexicons,
            Err(why) => unreachable!("embedded lexicon: {why}"),
        }
    }

    /// Reads every file through `open` (path under `lexicons/` to content); where it gives `None`, the embedded one.
    ///
    /// # Errors
    /// One line naming the file, the row and what is wrong with it.
    pub fn read(open: impl Fn(&str) -> Option<String>) -> Result<Lexicons, String> {
        let file = |path: &str| embedded_or(&open, path);
        Ok(Lexicons {
            page: PageLexicon::read(&file)?,
            article: ArticleLexicon::read(&file)?,
            titles: read("document/title-words.txt", &file, TitleWords::parse)?,
            gazetteer: Lexicons::read_gazetteer(&open)?,
            governments: read("people/governments.tsv", &file, Governments::parse)?,
            seats: read("people/seats.tsv", &file, Seats::parse)?,
            roles: {
                let roles = read("people/roles.txt", &file, Roles::parse)?;
                let names = "people/given-names.txt";
                roles.with_given_names(&file(names)).map_err(|why| format!("{names}: {why}"))?
            },
            dates: DateLexicon::read(
                &file("dates/words.tsv"),
                &file("dates/holidays.tsv"),
                &file("dates/rules.toml"),
                &file("dates/forward.txt"),
            )?,
            figures: FigureLexicon::read(&file("figures/rules.toml"))?,
            modality: read("modality/cues.toml", &file, ModalityLexicon::parse)?,
            events: EventLexicon::read(file)?,
            statement_cues: read("statements/cues.toml", &file, CueLexicon::parse)?,
            party_nouns: read("reference/nouns.txt", &file, Lists::parse)?,
            media: read("people/media.txt", &file, Media::parse)?,
            positions: read("positions/ladder.toml", &file, PositionLexicon::parse)?,
            link: LinkLexicon {
                triggers: read("positions/triggers.toml", &file, Triggers::parse)?,
                weights: read("positions/link.weights", &file, Weights::parse)?,
            },
            happenings: read("happenings/words.txt", &file, HappeningLexicon::parse)?,
            terms: read("designations/terms.toml", &file, TermLexicon::read)?,
            story_words: Lexicons::read_story_words(&open)?,
            questions: Lexicons::read_questions(&open)?,
            record: read("record/words.txt", &file, RecordLexicon::parse)?.with_classes(read(
                "record/classes.tsv",
                &file,
                Classes::parse,
            )?),
        })
    }

    /// The one lexicon that tells parties by their names.
    ///
    /// # Errors
    /// As [`Lexicons::read`].
    pub fn read_gazetteer(open: impl Fn(&str) -> Option<String>) -> Result<Gazetteer, String> {
        let file = |path: &str| embedded_or(&open, path);
        Gazetteer::read(
            &file("people/states.tsv"),
            &file("people/bodies.tsv"),
            &file("people/groups.tsv"),
            &file("people/not-parties.txt"),
        )?
        .with_leaders(&file("people/leaders.tsv"), &file("people/offices.tsv"))?
        .with_descriptions(&file("people/descriptions.tsv"))
    }

    /// The one lexicon that questions are read by.
    ///
    /// # Errors
    /// As [`Lexicons::read`].
    pub fn read_questions(open: impl Fn(&str) -> Option<String>) -> Result<QuestionLexicon, String> {
        read("questions/questions.toml", &|path: &str| embedded_or(&open, path), QuestionLexicon::read)
    }

    /// What stories need where articles are given as text.
    ///
    /// # Errors
    /// As [`Lexicons::read`].
    pub fn read_story_words(open: impl Fn(&str) -> Option<String>) -> Result<StoryWords, String> {
        let file = |path: &str| embedded_or(&open, path);
        let mut words = read("stories/common-words.txt", &file, StoryWords::read)?;
        words.kinds = Box::new(read("stories/kinds.txt", &file, Kinds::read)?.with_states(&file("people/states.tsv")));
        Ok(words)
    }
}

fn embedded_or(open: &impl Fn(&str) -> Option<String>, path: &str) -> String {
    let embedded = EMBEDDED.iter().find(|(name, _)| *name == path).map_or("", |(_, text)| *text);
    open(path).unwrap_or_else(|| embedded.to_string())
}

/// Path under `lexicons/` and text of every lexicon that is built in.
pub fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    EMBEDDED.iter().copied()
}

/// The files, by their path under `lexicons/`.
const EMBEDDED: &[(&str, &str)] = &[
    ("page/months.tsv", include_str!("../lexicons/page/months.tsv")),
    ("page/class-tokens.toml", include_str!("../lexicons/page/class-tokens.toml")),
    ("page/class-names.tsv", include_str!("../lexicons/page/class-names.tsv")),
    ("page/metadata.tsv", include_str!("../lexicons/page/metadata.tsv")),
    ("page/function-words.txt", include_str!("../lexicons/page/function-words.txt")),
    ("document/title-words.txt", include_str!("../lexicons/document/title-words.txt")),
    ("article/scripts.toml", include_str!("../lexicons/article/scripts.toml")),
    ("article/cues.toml", include_str!("../lexicons/article/cues.toml")),
    ("article/ages.tsv", include_str!("../lexicons/article/ages.tsv")),
    ("article/agencies.tsv", include_str!("../lexicons/article/agencies.tsv")),
    ("article/bylines.tsv", include_str!("../lexicons/article/bylines.tsv")),
    ("statements/cues.toml", include_str!("../lexicons/statements/cues.toml")),
    ("people/media.txt", include_str!("../lexicons/people/media.txt")),
    ("questions/questions.toml", include_str!("../lexicons/questions/questions.toml")),
    ("positions/triggers.toml", include_str!("../lexicons/positions/triggers.toml")),
    ("positions/link.weights", include_str!("../lexicons/positions/link.weights")),
    ("positions/ladder.toml", include_str!("../lexicons/positions/ladder.toml")),
    ("reference/nouns.txt", include_str!("../lexicons/reference/nouns.txt")),
    ("people/states.tsv", include_str!("../lexicons/people/states.tsv")),
    ("people/descriptions.tsv", include_str!("../lexicons/people/descriptions.tsv")),
    ("people/bodies.tsv", include_str!("../lexicons/people/bodies.tsv")),
    ("people/groups.tsv", include_str!("../lexicons/people/groups.tsv")),
    ("people/roles.txt", include_str!("../lexicons/people/roles.txt")),
    ("people/given-names.txt", include_str!("../lexicons/people/given-names.txt")),
    ("people/not-parties.txt", include_str!("../lexicons/people/not-parties.txt")),
    ("people/offices.tsv", include_str!("../lexicons/people/offices.tsv")),
    ("people/leaders.tsv", include_str!("../lexicons/people/leaders.tsv")),
    ("modality/cues.toml", include_str!("../lexicons/modality/cues.toml")),
    ("dates/words.tsv", include_str!("../lexicons/dates/words.tsv")),
    ("dates/holidays.tsv", include_str!("../lexicons/dates/holidays.tsv")),
    ("dates/rules.toml", include_str!("../lexicons/dates/rules.toml")),
    ("dates/forward.txt", include_str!("../lexicons/dates/forward.txt")),
    ("stories/common-words.txt", include_str!("../lexicons/stories/common-words.txt")),
    ("stories/kinds.txt", include_str!("../lexicons/stories/kinds.txt")),
    ("figures/rules.toml", include_str!("../lexicons/figures/rules.toml")),
    ("events/classes.toml", include_str!("../lexicons/events/classes.toml")),
    ("events/operators.toml", include_str!("../lexicons/events/operators.toml")),
    ("events/cooperation.toml", include_str!("../lexicons/events/cooperation.toml")),
    ("events/relations.toml", include_str!("../lexicons/events/relations.toml")),
    ("events/yield.toml", include_str!("../lexicons/events/yield.toml")),
    ("events/words.toml", include_str!("../lexicons/events/words.toml")),
    ("events/conflict.toml", include_str!("../lexicons/events/conflict.toml")),
    ("events/force.toml", include_str!("../lexicons/events/force.toml")),
    ("people/governments.tsv", include_str!("../lexicons/people/governments.tsv")),
    ("people/seats.tsv", include_str!("../lexicons/people/seats.tsv")),
    ("happenings/words.txt", include_str!("../lexicons/happenings/words.txt")),
    ("designations/terms.toml", include_str!("../lexicons/designations/terms.toml")),
    ("record/words.txt", include_str!("../lexicons/record/words.txt")),
    ("record/classes.tsv", include_str!("../lexicons/record/classes.tsv")),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Longer lines are hard to compare; rows of a table cannot be wrapped.
    const LONGEST_LINE: usize = 139;

    #[test]
    fn lines_of_lexicons_are_short() {
        let files = built_in().filter(|(path, _)| !path.ends_with(".tsv"));
        let lines = files.flat_map(|(path, text)| text.lines().enumerate().map(move |(at, line)| (path, at + 1, line)));
        let long: Vec<_> = lines.filter(|(_, _, line)| line.chars().count() > LONGEST_LINE).collect();
        assert!(long.is_empty(), "{long:#?}");
    }

    /// Whatever file is broken, the error names it and a line.
    #[test]
    fn errors_name_file_and_line() {
        for (path, text) in built_in().filter(|(path, _)| path.ends_with(".toml")) {
            let broken = format!("{text}\n[[rulle]]\nname = \"x\"\n");
            let why = Lexicons::read(|asked| if asked == path { Some(broken.clone()) } else { None })
                .err()
                .expect("an error");
            let line = text.lines().count() + 2;
            assert!(why.contains(path) && why.contains(&format!("line {line}: unknown field `rulle`")), "{why}");
        }
    }
}
