//! Which group governs which state, from when to when.
//!
//! In: `people/governments.tsv`. Out: [`Governments`]. On 1 September 2021 the party `grp-taliban` counts as `afg`; on 1 July 2021 it does not.

use crate::lexicon::rows;
use jiff::civil::Date;

/// The groups that govern a state, or did.
#[derive(Clone, Debug, Default)]
pub struct Governments {
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

impl Governments {
    /// Reads `people/governments.tsv`: a heading, then group, state, first day, last day (empty while it governs), source.
    ///
    /// # Errors
    /// One line that names the line and what is wrong.
    pub fn parse(text: &str) -> Result<Governments, String> {
        let mut governments = Vec::new();
        for (at, cells) in rows(text).skip(1) {
            let cell = |number: usize| cells.get(number).map_or("", |cell| cell.trim());
            let day =
                |text: &str| text.parse::<Date>().map_err(|_| format!("line {at}: `{text}` is no day like 2021-08-15"));
            if cell(0).is_empty() || cell(1).is_empty() || cells.len() > 5 {
                return Err(format!("line {at}: a group, a state, a first and a last day are asked for"));
            }
            governments.push(Government {
                group: cell(0).to_string(),
                state: cell(1).to_string(),
                from: day(cell(2))?,
                until: if cell(3).is_empty() { None } else { Some(day(cell(3))?) },
            });
        }
        Ok(Governments { governments })
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

    /// The last day of the government a state had on a day, by the table: the day before a group took over, or the last of the group's own
    /// rule. `None` where it goes on, or nothing is listed.
    pub fn last_day(&self, state: &str, day: Date) -> Option<Date> {
        let mut of_state = self.governments.iter().filter(|government| government.state == state);
        let governs = |one: &&Government| one.from <= day && one.until.is_none_or(|until| day <= until);
        if let Some(group) = of_state.clone().find(governs) {
            return group.until;
        }
        let next = of_state.by_ref().map(|one| one.from).filter(|from| day < *from).min()?;
        next.yesterday().ok()
    }

    /// Whether a group of the table governs a state at some time, and none on this day: who is recognised as its government then is
    /// another.
    pub fn is_between(&self, state: &str, day: Option<Date>) -> bool {
        let of_state = |government: &&Government| government.state == state;
        let governs = |government: &Government| self.governed_by(&government.group, day) == Some(state);
        day.is_some() && self.governments.iter().any(|g| of_state(&g)) && !self.governments.iter().any(governs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::LEXICONS;

    #[test]
    fn a_group_is_its_state_while_it_governs() {
        let governments = &LEXICONS.governments;
        let governed = |day: &str| governments.governed_by("grp-taliban", day.parse().ok());
        assert_eq!(governed("2021-07-01"), None);
        assert_eq!(governed("2021-09-01"), Some("afg"));
        assert_eq!(governed("1999-01-01"), Some("afg"));
        assert_eq!(governments.governed_by("grp-nrf", None), None);
        assert!(governments.is_between("afg", "2010-01-01".parse().ok()));
        let last = |day: &str| governments.last_day("afg", day.parse().unwrap()).map(|day| day.to_string());
        assert_eq!(
            (last("1997-05-25").as_deref(), last("2021-07-28").as_deref()),
            (Some("2001-11-13"), Some("2021-08-14"))
        );
        assert_eq!(last("2025-07-03"), None);
        assert!(!governments.is_between("afg", "2022-01-01".parse().ok()) && !governments.is_between("afg", None));
    }

    #[test]
    fn mistakes_are_named() {
        assert!(Governments::parse("head\ng\ts\tsoon\t").unwrap_err().contains("`soon`"));
        assert!(Governments::parse("head\ng").unwrap_err().contains("line 2"));
    }
}
