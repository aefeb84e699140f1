//! Names of months.
//!
//! In: `page/months.tsv`. Out: [`Months`]: which month stands at, or ends before, a place in a text. "Aug. 16" -> 8.

use crate::lexicon::rows;
use rustc_hash::FxHashMap;

/// Month names of many languages to their numbers.
pub struct Months {
    forms: FxHashMap<String, i8>,
}

/// The longest form, in bytes, that is looked up: bounds the work at each place.
const LONGEST: usize = 32;

impl Months {
    pub(crate) fn parse(text: &str) -> Result<Months, String> {
        let mut forms = FxHashMap::default();
        for (at, cells) in rows(text) {
            let [month, names] = cells[..] else { return Err(format!("line {at}: two columns wanted (month, forms)")) };
            let month: i8 = month.parse().map_err(|_| format!("line {at}: {month} is no month number"))?;
            for form in names.split_whitespace() {
                let form = form.trim_end_matches('.').to_lowercase();
                if forms.insert(form.clone(), month).is_some_and(|other| other != month) {
                    return Err(format!("line {at}: {form} stands for two months"));
                }
            }
        }
        Ok(Months { forms })
    }

    /// The month whose name begins at byte `at`, and where the name ends.
    pub fn read(&self, text: &str, at: usize) -> Option<(i8, usize)> {
        let rest = text.get(at..)?;
        let length = rest.char_indices().find(|(_, c)| !c.is_alphabetic()).map_or(rest.len(), |(n, _)| n);
        self.number(&rest[..length]).map(|month| (month, at + length))
    }

    /// The month whose name ends before byte `at` (white space, a point or a hyphen between), and where it begins.
    pub fn read_back(&self, text: &str, at: usize) -> Option<(i8, usize)> {
        let before = text.get(..at)?.trim_end_matches([' ', '\u{a0}', '.', '-', '/', ',']);
        if at - before.len() > 4 || before.len() == at {
            return None;
        }
        let start = before.char_indices().rev().find(|(_, c)| !c.is_alphabetic()).map_or(0, |(n, c)| n + c.len_utf8());
        self.number(&before[start..]).map(|month| (month, start))
    }

    fn number(&self, name: &str) -> Option<i8> {
        if name.len() < 3 || name.len() > LONGEST {
            return None;
        }
        self.forms.get(&name.to_lowercase()).copied()
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::LEXICONS;

    #[test]
    fn names_before_and_after() {
        let months = &LEXICONS.article.months;
        assert_eq!(months.read("16 août 2021", 3), Some((8, 8)));
        assert_eq!(months.read_back("On Aug. 16", 8), Some((8, 3)));
        assert_eq!(months.read_back("marching 16", 9), None);
        assert_eq!(months.read("margin", 0), None);
    }
}
