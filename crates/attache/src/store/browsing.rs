//! What pages show beside lines: reports, outlets, stories, and what each report's words stand in.
//!
//! In: what is looked at, and up to which day. Out: rows, so many at most. Of the outlet "The Lantern Post": its reports, the latest first; the positions it was the
//! first to tell; whose words it has, and who has its words; what it calls the parties.
//!
//! Every query has a limit, or a condition with an index.

use super::Store;
use super::captures::Kept;
use super::query::Query;
use super::questions::{REPORTS, ReportListed, report};
use anyhow::Result;
use rusqlite::types::Value;

/// An outlet.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct OutletListed {
    pub name: String,
    /// How many reports of it there are.
    pub reports: usize,
    /// The days of the first and the last, `YYYY-MM-DD`.
    pub first_day: Option<String>,
    pub last_day: Option<String>,
}

/// A story.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct StoryRow {
    pub id: String,
    /// The headline of its most central report.
    pub title: String,
    pub first_day: Option<String>,
    pub last_day: Option<String>,
    pub reports: usize,
    pub outlets: usize,
    pub origins: usize,
}

/// A party of positions.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct PartyRow {
    /// The gazetteer's id, else its name.
    pub id: String,
    pub name: String,
    /// Positions it holds, and those others hold toward it.
    pub holds: usize,
    pub toward: usize,
}

/// Characters of a report that a line stands on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MarkRow {
    pub start: usize,
    pub end: usize,
    /// `position`, `event`, `figure`, `statement`, `contradiction`.
    pub layer: String,
    /// The line.
    pub id: String,
}

/// A term of an outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutletTerm {
    pub party: String,
    pub actor: String,
    pub term: String,
    pub uses: usize,
    /// Of these between marks of its own.
    pub scare: usize,
}

/// What a ledger has, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Totals {
    pub reports: usize,
    pub outlets: usize,
    pub positions: usize,
    pub utterances: usize,
    pub contradictions: usize,
    pub stories: usize,
    pub people: usize,
    pub first_day: Option<String>,
    pub last_day: Option<String>,
}

/// What a ledger has, counted by day: the totals of any day without asking the file again.
#[derive(Clone, Debug, Default)]
pub struct Tallies {
    /// Of reports, outlets (by their first report), positions, utterances, contradictions, stories, people: days, with how many there are up to each; those without a day come last.
    counts: [Vec<(Option<String>, usize)>; 7],
}

/// Tables with what their lines are counted by.
const TALLIED: [&str; 7] = [
    "SELECT day, count(*) FROM reports GROUP BY 1",
    "SELECT first, count(*) FROM (SELECT min(day) AS first FROM reports WHERE outlet IS NOT NULL GROUP BY outlet) GROUP BY 1",
    "SELECT first_published, count(*) FROM positions GROUP BY 1",
    "SELECT first_day, count(*) FROM utterances GROUP BY 1",
    "SELECT day, count(*) FROM contradictions GROUP BY 1",
    "SELECT first_day, count(*) FROM stories GROUP BY 1",
    "SELECT first_day, count(*) FROM people GROUP BY 1",
];

impl Tallies {
    /// What there is, up to a day; without one, what has no day too.
    pub fn up_to(&self, day: Option<&str>) -> Totals {
        let count = |at: usize| {
            let days = &self.counts[at];
            let known = match day {
                Some(last) => days.partition_point(|(day, _)| day.as_deref().is_some_and(|day| day <= last)),
                None => days.len(),
            };
            known.checked_sub(1).map_or(0, |last| days[last].1)
        };
        let mut days = self.counts[0].iter().filter_map(|(day, _)| day.as_deref());
        let first_day = days.clone().next().map(str::to_string);
        let last_day = days.rfind(|known| day.is_none_or(|last| *known <= last)).map(str::to_string);
        Totals {
            reports: count(0),
            outlets: count(1),
            positions: count(2),
            utterances: count(3),
            contradictions: count(4),
            stories: count(5),
            people: count(6),
            first_day,
            last_day,
        }
    }
}

/// What the reports of one capture may take, packed, in bytes.
const ONE_CAPTURE: u64 = 1 << 20;
/// Any day at all, where none is asked for.
const END: &str = "9999-12-31";

impl Store {
    /// How often captures and corrections changed, and at which of these the lines were merged: two states of a ledger differ in it.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn state(&self) -> Result<String> {
        let sql = "SELECT group_concat(value, '.') FROM (SELECT value FROM marks WHERE name IN ('changes', 'merged') ORDER BY name)";
        Ok(self.all(sql, Vec::new(), |row| row.get::<_, Option<String>>(0))?.pop().flatten().unwrap_or_default())
    }

    /// Ends what is asked of this handle, from another thread.
    pub fn interrupter(&self) -> rusqlite::InterruptHandle {
        self.connection.get_interrupt_handle()
    }

    /// What there is, up to a day.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn totals(&self, up_to: Option<&str>) -> Result<Totals> {
        Ok(self.tallies()?.up_to(up_to))
    }

    /// What there is, by day. Reads an index of each table.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn tallies(&self) -> Result<Tallies> {
        let mut tallies = Tallies::default();
        for (counts, sql) in tallies.counts.iter_mut().zip(TALLIED) {
            let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Option<String>>(0)?, row.get::<_, i64>(1)? as usize));
            let mut days = self.all(sql, Vec::new(), row)?;
            days.sort_by(|(a, _): &(Option<String>, usize), (b, _)| (a.is_none(), a).cmp(&(b.is_none(), b)));
            let mut all = 0;
            for (_, count) in &mut days {
                all += *count;
                *count = all;
            }
            *counts = days;
        }
        Ok(tallies)
    }

    /// Reports asked for, after the first `skip`.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn reports_listed(&self, query: &Query, skip: usize) -> Result<Vec<ReportListed>> {
        let mut values = Vec::new();
        let condition = query.condition(&mut values);
        let most = query.limit.map_or(-1, |most| most as i64);
        let sql = format!("{REPORTS}{condition} ORDER BY {} LIMIT {most} OFFSET {skip}", query.order);
        self.all(&sql, values, report)
    }

    /// Outlets, by the number of their reports.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn outlets(&self, up_to: Option<&str>) -> Result<Vec<OutletListed>> {
        let sql = "SELECT outlet, count(*), min(day), max(day) FROM reports WHERE outlet IS NOT NULL AND coalesce(day, '') <= ?1
            GROUP BY outlet ORDER BY 2 DESC, 1";
        self.all(sql, vec![text(up_to.unwrap_or(END))], |row| {
            Ok(OutletListed {
                name: row.get(0)?,
                reports: row.get::<_, i64>(1)? as usize,
                first_day: row.get(2)?,
                last_day: row.get(3)?,
            })
        })
    }

    /// Positions of which this outlet was among the first to tell, the latest first.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn firsts_of(&self, outlet: &str, up_to: Option<&str>, most: usize) -> Result<Vec<String>> {
        let sql = "SELECT p.id FROM reports r JOIN tellings t ON t.report = r.id JOIN positions p ON p.id = t.position
            WHERE r.outlet = ?1 AND r.day = p.first_published AND r.day <= ?2 GROUP BY p.id ORDER BY p.first_published DESC, p.id LIMIT ?3";
        let values = vec![text(outlet), text(up_to.unwrap_or(END)), number(most)];
        self.all(sql, values, |row| row.get(0))
    }

    /// Outlets whose words an outlet has, with the number of its reports that have them; and outlets that have its words.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn drawn_between(&self, outlet: &str) -> Result<[Vec<(String, usize)>; 2]> {
        let of = |own: &str, other: &str| {
            let sql = format!(
                "SELECT o.outlet, count(DISTINCT d.report) FROM reports r JOIN draws d ON d.{own} = r.id JOIN reports o ON o.id = d.{other}
                 WHERE r.outlet = ?1 AND o.outlet IS NOT NULL GROUP BY o.outlet ORDER BY 2 DESC, 1 LIMIT 20"
            );
            self.all(&sql, vec![text(outlet)], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as usize)))
        };
        Ok([of("report", "source")?, of("source", "report")?])
    }

    /// What an outlet calls the parties in its own words, the most used first.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn terms_of_outlet(&self, outlet: &str, most: usize) -> Result<Vec<OutletTerm>> {
        let sql = "SELECT p.name, p.actor, t.term, t.uses, t.scare FROM terms t JOIN parties p ON p.actor = t.actor WHERE t.outlet = ?1
            ORDER BY t.uses DESC, p.name, t.term LIMIT ?2";
        self.all(sql, vec![text(outlet), number(most)], |row| {
            Ok(OutletTerm {
                party: row.get(0)?,
                actor: row.get(1)?,
                term: row.get(2)?,
                uses: row.get::<_, i64>(3)? as usize,
                scare: row.get::<_, i64>(4)? as usize,
            })
        })
    }

    /// Stories, the latest first, after the first `skip`.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn stories_listed(&self, up_to: Option<&str>, most: usize, skip: usize) -> Result<Vec<StoryRow>> {
        let sql = "SELECT id, title, first_day, last_day, reports, outlets, origins FROM stories WHERE coalesce(first_day, '') <= ?1
            ORDER BY last_day IS NULL, last_day DESC, id LIMIT ?2 OFFSET ?3";
        self.all(sql, vec![text(up_to.unwrap_or(END)), number(most), number(skip)], story)
    }

    /// A story by its id.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn story(&self, id: &str) -> Result<Option<StoryRow>> {
        let sql = "SELECT id, title, first_day, last_day, reports, outlets, origins FROM stories WHERE id = ?1";
        Ok(self.all(sql, vec![text(id)], story)?.pop())
    }

    /// Positions told for the first time after one day, up to another: the latest, and how many they are.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn told_first(&self, after: &str, up_to: &str, most: usize) -> Result<(Vec<String>, usize)> {
        let days = vec![text(after), text(up_to)];
        let within = "FROM positions WHERE first_published > ?1 AND first_published <= ?2";
        let sql = format!("SELECT id {within} ORDER BY first_published DESC, id LIMIT {most}");
        let latest = self.all(&sql, days.clone(), |row| row.get(0))?;
        let all = self.all(&format!("SELECT count(*) {within}"), days, |row| row.get::<_, i64>(0))?;
        Ok((latest, all.first().map_or(0, |count| *count as usize)))
    }

    /// Parties that positions are of, by how many they are.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn parties_of_positions(&self, up_to: Option<&str>) -> Result<Vec<PartyRow>> {
        let sql = "SELECT coalesce(actor, name), name, sum(holds), sum(toward) FROM (
              SELECT holder_actor AS actor, holder AS name, count(*) AS holds, 0 AS toward FROM positions WHERE coalesce(first_published, '') <= ?1 GROUP BY 1, 2
              UNION ALL SELECT toward_actor, toward, 0, count(*) FROM positions WHERE coalesce(first_published, '') <= ?1 GROUP BY 1, 2)
            WHERE name <> '*' GROUP BY 1 ORDER BY sum(holds) + sum(toward) DESC, name";
        self.all(sql, vec![text(up_to.unwrap_or(END))], |row| {
            Ok(PartyRow {
                id: row.get(0)?,
                name: row.get(1)?,
                holds: row.get::<_, i64>(2)? as usize,
                toward: row.get::<_, i64>(3)? as usize,
            })
        })
    }

    /// How many reports there are of each month (`2021-08`), in order.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn volume(&self, up_to: Option<&str>) -> Result<Vec<(String, usize)>> {
        let sql = "SELECT substr(day, 1, 7), count(*) FROM reports WHERE day <= ?1 GROUP BY 1 ORDER BY 1";
        self.all(sql, vec![text(up_to.unwrap_or(END))], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as usize)))
    }

    /// What stands on the characters of a report, in their order.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn marks_of(&self, report: i64) -> Result<Vec<MarkRow>> {
        let sql = "SELECT start, \"end\", CASE WHEN position IS NOT NULL THEN 'position' WHEN event IS NOT NULL THEN 'event' ELSE 'figure' END,
              coalesce(position, event, figure) FROM tellings WHERE report = ?1
            UNION SELECT start, \"end\", 'statement', utterance FROM wordings WHERE report = ?1
            UNION SELECT start, \"end\", 'contradiction', contradiction FROM sides WHERE report = ?1 ORDER BY 1, 2, 3, 4";
        self.all(sql, vec![Value::from(report)], |row| {
            Ok(MarkRow {
                start: row.get::<_, i64>(0)? as usize,
                end: row.get::<_, i64>(1)? as usize,
                layer: row.get(2)?,
                id: row.get(3)?,
            })
        })
    }

    /// A capture by its name, with its packed reports.
    ///
    /// # Errors
    /// One line where the file cannot be read.
    pub fn capture(&self, path: &str) -> Result<Option<Kept>> {
        let sql = "SELECT path, sha256, kind, url, outlet, published, captured, reader, why, packed FROM captures WHERE path = ?1";
        let mut budget = super::packing::Budget::of(ONE_CAPTURE);
        Ok(self.all(sql, vec![text(path)], |row| super::captures::kept(row, &mut budget))?.pop())
    }
}

fn story(row: &rusqlite::Row<'_>) -> rusqlite::Result<StoryRow> {
    let count = |at: usize| row.get::<_, i64>(at).map(|count| count as usize);
    Ok(StoryRow {
        id: row.get(0)?,
        title: row.get(1)?,
        first_day: row.get(2)?,
        last_day: row.get(3)?,
        reports: count(4)?,
        outlets: count(5)?,
        origins: count(6)?,
    })
}

fn text(value: &str) -> Value {
    Value::from(value.to_string())
}

fn number(value: usize) -> Value {
    Value::from(i64::try_from(value).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_of_a_day_are_what_was_counted_by_then() {
        let day = |day: &str, all: usize| (Some(day.to_string()), all);
        let mut tallies = Tallies::default();
        tallies.counts[0] = vec![day("2021-08-03", 2), day("2021-08-05", 5), (None, 6)];
        tallies.counts[6] = vec![(None, 4)];
        let then = tallies.up_to(Some("2021-08-04"));
        assert_eq!((then.reports, then.people, then.stories), (2, 0, 0));
        assert_eq!((then.first_day.as_deref(), then.last_day.as_deref()), (Some("2021-08-03"), Some("2021-08-03")));
        assert_eq!(tallies.up_to(Some("2021-08-02")).reports, 0);
        assert_eq!(tallies.up_to(Some("2021-08-02")).last_day, None);
        let now = tallies.up_to(None);
        assert_eq!((now.reports, now.people, now.last_day.as_deref()), (6, 4, Some("2021-08-05")));
    }
}
