//! What the article stage knows: months, ages of pages, closed-class words, wordings of furniture, agencies,
//! words of bylines.
//!
//! In: `page/months.tsv`, `article/ages.tsv`, `page/function-words.txt`, `article/scripts.toml`, `article/cues.toml`,
//! `article/agencies.tsv`, `article/bylines.tsv`. Out: [`ArticleLexicon`]. "READ: Border towns brace" is a promo; "AFP" is credited as Agence France-Presse too.

use super::ages::Ages;
use super::cues::Cues;
use super::months::Months;
use super::names::BylineWords;
use super::scripts::Scripts;
use crate::lexicon::{WordSet, read, rows};

/// What the article stage knows.
pub struct ArticleLexicon {
    /// Names of months in many languages.
    pub months: Months,
    /// "Yesterday at 10:41", "2 days ago": ages that stand for a day.
    pub ages: Ages,
    /// Closed-class words of many languages.
    pub function_words: WordSet,
    /// Grammatical pieces of scripts without such words between spaces.
    pub scripts: Scripts,
    /// Lines that are furniture, credits, bylines, promos…, by their wording.
    pub cues: Cues,
    /// News agencies and their names: what a credit may name.
    pub agencies: Vec<Agency>,
    /// Posts, credentials, newsrooms: words of bylines that are no part of a name.
    pub bylines: BylineWords,
}

/// A news agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// The name it is known by in all outputs: "AFP".
    pub name: String,
    /// Every form it is credited under.
    pub forms: Vec<String>,
}

impl ArticleLexicon {
    /// Reads the stage's files, given by their path under `lexicons/`.
    ///
    /// # Errors
    /// One line naming the file, the line and what is wrong.
    pub fn read(file: &impl Fn(&str) -> String) -> Result<ArticleLexicon, String> {
        Ok(ArticleLexicon {
            months: read("page/months.tsv", file, Months::parse)?,
            ages: read("article/ages.tsv", file, Ages::parse)?,
            function_words: WordSet::parse(&file("page/function-words.txt")),
            scripts: read("article/scripts.toml", file, Scripts::parse)?,
            cues: read("article/cues.toml", file, Cues::parse)?,
            agencies: read("article/agencies.tsv", file, agencies)?,
            bylines: read("article/bylines.tsv", file, BylineWords::parse)?,
        })
    }
}

fn agencies(text: &str) -> Result<Vec<Agency>, String> {
    rows(text)
        .map(|(at, cells)| match cells[..] {
            [name, forms] => {
                Ok(Agency { name: name.to_string(), forms: forms.split('|').map(str::to_string).collect() })
            }
            _ => Err(format!("line {at}: two columns wanted (name, forms)")),
        })
        .collect()
}
