//! What the ledger knows: words it compares by, and which group governs which state.
//!
//! In: `ledger/words.txt`, `ledger/governments.tsv`. Out: [`LedgerLexicon`]. On 1 September 2021 the party `grp-taliban` counts as
//! `afg`; on 1 July 2021 it does not. "killed" and "died" are one act.

use jiff::civil::Date;
use std::collections::BTreeMap;

/// Words and governments.
#[derive(Clone, Debug, Default)]
pub struct LedgerLexicon {
    /// Section and word, to the first word of its line: for `acts`, the act's name.
    words: BTreeMap<(String, String), String>,
    governments: Vec<Government>,
}

/// A group that governed a state for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Government {
    group: String,
    state: String,
    from: Date,
    until: Option<Date>,
}

impl LedgerLexicon {
    /// Reads both files.
    ///
    /// # Errors
    /// One line that names the line and what is wrong.
    pub fn read(words: &str, governments: &str) -> Result<LedgerLexicon, String> {
        let mut lexicon = LedgerLexicon {
            words: read_words(words).map_err(|why| format!("ledger/words.txt: {why}"))?,
            governments: Vec::new(),
        };
        let mut head = false;
        for (at, line) in governments.lines().enumerate().map(|(at, line)| (at + 1, line)) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            if !std::mem::replace(&mut head, true) {
                continue;
            }
            let mut cells = line.split('\t').map(str::trim);
            let mut cell = || cells.next().unwrap_or("");
            let (group, state, from, until) = (cell(), cell(), cell(), cell());
            let day = |text: &str| {
                text.parse::<Date>()
                    .map_err(|_| format!("ledger/governments.tsv: line {at}: `{text}` is no day like 2021-08-15"))
            };
            if group.is_empty() || state.is_empty() {
                return Err(format!("ledger/governments.tsv: line {at}: a group and a state are asked for"));
            }
            lexicon.governments.push(Government {
                group: group.to_string(),
                state: state.to_string(),
                from: day(from)?,
                until: if until.is_empty() { None } else { Some(day(until)?) },
            });
        }
        Ok(lexicon)
    }

    /// Whether a word stands in a section.
    pub fn is(&self, section: &str, word: &str) -> bool {
        self.words.contains_key(&(section.to_string(), word.to_string()))
    }

    /// The name of the counted act a word tells of.
    pub fn act(&self, word: &str) -> Option<&str> {
        self.words.get(&("acts".to_string(), word.to_string())).map(String::as_str)
    }

    /// The state a group governs on a day. Without a day, the one it governs with no end known.
    pub fn governed_by(&self, group: &str, day: Option<Date>) -> Option<&str> {
        let holds = |government: &&Government| match day {
            Some(day) => government.from <= day && government.until.is_none_or(|until| day <= until),
            None => government.until.is_none(),
        };
        let governed = self.governments.iter().filter(|government| government.group == group).find(holds);
        governed.map(|government| government.state.as_str())
    }
}

impl LedgerLexicon {
    /// Whether a group of the table governs a state at some time, and none on this day: who is recognised as its government then is
    /// another.
    pub fn is_between_governments(&self, state: &str, day: Option<Date>) -> bool {
        let of_state = |government: &&Government| government.state == state;
        let governs = |government: &Government| self.governed_by(&government.group, day) == Some(state);
        day.is_some() && self.governments.iter().any(|g| of_state(&g)) && !self.governments.iter().any(governs)
    }
}

fn read_words(text: &str) -> Result<BTreeMap<(String, String), String>, String> {
    const SECTIONS: &[&str] = &[
        "acts",
        "events",
        "verdict",
        "only",
        "first",
        "shut out",
        "spokespeople",
        "private",
        "agreed",
        "withdrew",
        "positions",
        "carried out",
        "claimed",
    ];
    let mut words = BTreeMap::new();
    let mut section = None;
    for (at, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[') {
            let name = name.trim_end_matches(']');
            let known = SECTIONS.iter().find(|known| **known == name);
            section = Some(*known.ok_or_else(|| format!("line {at}: no section is called `{name}`"))?);
            continue;
        }
        let section = section.ok_or_else(|| format!("line {at}: words stand under a section like [events]"))?;
        let first = line.split_whitespace().next().unwrap_or("");
        for word in line.split_whitespace() {
            words.insert((section.to_string(), word.to_string()), first.to_string());
        }
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicons;

    #[test]
    fn a_group_is_its_state_while_it_governs() {
        let lexicon = Lexicons::embedded().ledger;
        let governed = |day: &str| lexicon.governed_by("grp-taliban", day.parse().ok());
        assert_eq!(governed("2021-07-01"), None);
        assert_eq!(governed("2021-09-01"), Some("afg"));
        assert_eq!(governed("1999-01-01"), Some("afg"));
        assert_eq!(lexicon.governed_by("grp-nrf", None), None);
    }

    #[test]
    fn acts_have_one_name() {
        let lexicon = Lexicons::embedded().ledger;
        assert_eq!(
            (lexicon.act("kill"), lexicon.act("injure"), lexicon.act("weigh")),
            (Some("die"), Some("wound"), None)
        );
        assert!(lexicon.is("events", "attack") && !lexicon.is("events", "embassy"));
    }

    #[test]
    fn mistakes_are_named() {
        assert!(super::LedgerLexicon::read("word", "").unwrap_err().contains("line 1"));
        assert!(super::LedgerLexicon::read("", "head\ng\ts\tsoon\t").unwrap_err().contains("`soon`"));
    }
}
