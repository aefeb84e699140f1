//! Which tellings of one matter can be of one time.
//!
//! In: when each telling is of. Out: the tellings, parted. "on 3 May", "in May" and, in a report of 6 May, "has recognised" are of one time;
//! "in 2019" is apart from them.
//!
//! What words date to different days is different; a month or a year joins the one day in it that is told; what only its report dates is not
//! after that report, and joins the dated act that was news then.

use crate::record::When;
use jiff::civil::Date;

/// A report in the ledger's order, and the number of the telling in it.
pub type Place = (usize, usize);

/// Days two datings of one act may differ by: announced late in one time zone, reported in the next.
pub const NIGHT: i32 = 1;
/// An act is news from some days before it (it was to come) …
const BEFORE: i32 = 3;
/// … to some weeks after, in days.
const AFTER: i32 = 21;
/// The same for what lasts, as recognition does: some five years, as far as one government reaches.
const LASTING: i32 = 5 * 365;

/// Days from `b` to `a`.
pub fn gap(a: Date, b: Date) -> i32 {
    a.since(b).map_or(i32::MAX, |span| span.get_days())
}

/// Parts tellings by their dates. The same for any order of them: they are sorted by date first. `lasting`: the act is done once and told of
/// for years.
pub fn by_date<'w>(places: &[Place], lasting: bool, when: impl Fn(&Place) -> &'w When) -> Vec<Vec<Place>> {
    struct Part {
        days: Option<(Date, Date)>,
        report: Option<Date>,
        members: Vec<Place>,
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut dated: Vec<((Date, Date), Place)> =
        places.iter().filter_map(|place| Some((when(place).dated()?, *place))).collect();
    // Days before months before years, each by the calendar.
    dated.sort_by_key(|((first, last), place)| (gap(*last, *first) > NIGHT, gap(*last, *first), *first, *place));
    // What is dated alike goes together: asked once for each date there is.
    for alike in dated.chunk_by(|one, other| one.0 == other.0) {
        let (first, last) = alike[0].0;
        let members = alike.iter().map(|(_, place)| *place);
        let is_day = gap(last, first) <= NIGHT;
        let meets = |part: &&mut Part| {
            part.days.is_some_and(|(from, to)| {
                let slack = if is_day && gap(to, from) <= NIGHT { NIGHT } else { 0 };
                gap(first, to) <= slack && gap(from, last) <= slack
            })
        };
        let mut meeting = parts.iter_mut().filter(meets);
        match (meeting.next(), meeting.next()) {
            (Some(part), None) => part.members.extend(members),
            // Two days told in one month: which the month means cannot be told.
            (Some(first_part), Some(_)) if is_day => first_part.members.extend(members),
            _ => parts.push(Part { days: Some((first, last)), report: None, members: members.collect() }),
        }
    }
    let after = if lasting { LASTING } else { AFTER };
    let mut undated: Vec<(Option<Date>, Place)> =
        places.iter().filter(|place| when(place).dated().is_none()).map(|place| (when(place).report, *place)).collect();
    undated.sort();
    for alike in undated.chunk_by(|one, other| one.0 == other.0) {
        let report = alike[0].0;
        let near = |part: &Part| -> Option<i32> {
            let report = report?;
            match (part.days, part.report) {
                (Some((first, last)), _) if gap(report, first) >= -BEFORE && gap(report, last) <= after => {
                    Some(gap(report, last).abs())
                }
                // Joined by the report they begin with, so that they do not chain.
                (None, Some(begun)) if gap(report, begun) <= AFTER => Some(AFTER + gap(report, begun)),
                _ => None,
            }
        };
        let members = alike.iter().map(|(_, place)| *place);
        let nearest = (0..parts.len()).filter_map(|at| Some((near(&parts[at])?, at))).min();
        match (nearest, report) {
            (Some((_, at)), _) => parts[at].members.extend(members),
            (None, Some(_)) => parts.push(Part { days: None, report, members: members.collect() }),
            // Without any day nothing tells that two are of one time.
            (None, None) => parts.extend(members.map(|place| Part { days: None, report, members: vec![place] })),
        }
    }
    parts.into_iter().map(|part| part.members).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tellings as `day` words date, or `~day` of a report alone; how many parts they make.
    #[track_caller]
    fn check(tellings: &[&str], expected: usize) {
        let whens: Vec<When> = tellings
            .iter()
            .map(|telling| {
                let day = |text: &str| text.parse::<Date>().ok();
                let (first, last) = telling.split_once('/').unwrap_or((telling, telling));
                match telling.strip_prefix('~') {
                    Some(report) => When { report: day(report), ..When::default() },
                    None => When { days: day(first).zip(day(last)), firm: true, ..When::default() },
                }
            })
            .collect();
        let places: Vec<Place> = (0..whens.len()).map(|at| (at, 0)).collect();
        let back: Vec<Place> = places.iter().rev().copied().collect();
        let part = |places: &[Place]| {
            let mut parts = by_date(places, false, |place| &whens[place.0]);
            parts.iter_mut().for_each(|part| part.sort_unstable());
            parts.sort();
            parts
        };
        assert_eq!(part(&places).len(), expected, "{tellings:?}");
        assert_eq!(part(&places), part(&back), "{tellings:?}");
    }

    #[test]
    fn times_that_meet_are_one() {
        check(&["2019-05-02", "2019-05-03", "2019-05-01/2019-05-31"], 1);
        check(&["2019-05-02", "2019-05-28", "2019-05-01/2019-05-31"], 3);
        check(&["2019-05-02", "~2019-05-06", "~2019-07-06"], 2);
        check(&["~2019-05-06", "~2019-05-20", "~2019-06-08", "~"], 3);
    }
}
