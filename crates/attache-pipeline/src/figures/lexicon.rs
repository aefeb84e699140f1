//! What the stage knows of figures.
//!
//! In: `rules.toml` of `lexicons/figures/`. Out: [`FigureLexicon`]: "at least" is a lower bound, "kilometres" are `km`, a number
//! after "Section" is none.

use super::Qualifier;

/// A phrase: its words in small letters.
pub(super) type Words = Vec<String>;

/// The rules of figures.
#[derive(Clone, Debug, Default)]
pub struct FigureLexicon {
    pub(super) qualifiers: Vec<(Qualifier, Vec<Words>, Vec<Words>)>,
    pub(super) units: Vec<(String, Vec<Words>, Vec<Words>)>,
    /// Words before, words after, and the numbers in words it is for (all, where none is named).
    pub(super) skips: Vec<(Vec<Words>, Vec<Words>, Words)>,
    pub(super) counted: Vec<String>,
    pub(super) votes: Vec<String>,
}

impl FigureLexicon {
    /// Reads the content of `rules.toml`.
    ///
    /// # Errors
    /// One line naming the file, the rule and what is wrong.
    pub fn read(text: &str) -> Result<FigureLexicon, String> {
        let wrong = |why: String| format!("figures/rules.toml: {}", why.replace('\n', " "));
        let table: toml::Table = text.parse().map_err(|why: toml::de::Error| wrong(why.to_string()))?;
        let rows = |name: &str| table.get(name).and_then(|rows| rows.as_array()).cloned().unwrap_or_default();
        let phrases = |row: &toml::Value, key: &str| -> Vec<Words> {
            let list = row.get(key).and_then(|list| list.as_array()).into_iter().flatten();
            let mut phrases: Vec<Words> =
                list.filter_map(|p| p.as_str()).map(|p| p.split(' ').map(str::to_string).collect()).collect();
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
            phrases
        };
        let name = |row: &toml::Value, key: &str| -> Result<String, String> {
            let name = row.get(key).and_then(|name| name.as_str());
            name.map(str::to_string).ok_or_else(|| wrong(format!("a rule without `{key}`")))
        };
        let mut lexicon = FigureLexicon::default();
        for row in rows("qualifier") {
            let means = name(&row, "means")?;
            let means = Qualifier::named(&means).ok_or_else(|| wrong(format!("{means} is no qualifier")))?;
            lexicon.qualifiers.push((means, phrases(&row, "before"), phrases(&row, "after")));
        }
        for row in rows("unit") {
            lexicon.units.push((name(&row, "id")?, phrases(&row, "before"), phrases(&row, "after")));
        }
        for row in rows("skip") {
            let only = row.get("only").and_then(|only| only.as_str()).unwrap_or_default();
            let only = only.split_whitespace().map(str::to_string).collect();
            lexicon.skips.push((phrases(&row, "before"), phrases(&row, "after"), only));
        }
        lexicon.counted.extend(rows("counted").iter().flat_map(|row| phrases(row, "words")).flatten());
        lexicon.votes.extend(rows("vote").iter().flat_map(|row| phrases(row, "words")).flatten());
        Ok(lexicon)
    }
}
