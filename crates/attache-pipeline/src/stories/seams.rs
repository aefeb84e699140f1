//! Where an article was put together out of several texts.
//!
//! In: for one telling, the stretches it shares with others. Out: its seams, the places to cut it at. A telling that takes half of one wire
//! and goes on with another has a seam between: the first wire's other copies go on with something else, the second's begin there.
//!
//! Witnesses vote. A partner that matches on both sides of a place *spans* it. One whose match ends there though both texts go on speaks for a
//! seam, and twice as loud as one that begins there where the telling began before. One that merely ends there says nothing: editors trim
//! from the end. Votes from both sides are worth more than as many from one: a chance end rarely meets a chance beginning. The telling itself
//! counts as one that spans. Where two texts part each could be the one put together; it is the one in which something else is known to begin,
//! and the other does not listen to it. (Chimeric reads in sequence assembly are found the same way: Huang and Madan 1999.)
//!
//! Places are counted in words that anybody shares: what a telling says in between in its own words has no length here.

/// What a telling shares with one partner: from where its matches begin to where they end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First and one past the last word, in the telling.
    pub here: (u32, u32),
    /// The same in the partner.
    pub there: (u32, u32),
    /// Words of the partner.
    pub length: u32,
    /// [`Seam::sure`] of a seam the partner has where the stretch begins there, and where it ends; 0 where it has none.
    pub seams_there: (u32, u32),
}

/// A place to cut a telling at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seam {
    /// The word it is before.
    pub at: u32,
    /// How much is said for two texts meeting there, and not only for one parting: the fewer votes of either side.
    pub sure: u32,
}

/// Words within which places are one place, and beyond which a text goes on: a sentence carries about ten.
pub const NEAR: u32 = 8;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// The partner's match ends and both go on.
    GoesOn,
    /// The partner ends.
    Ends,
    /// The partner begins.
    Begins,
    /// The partner's match begins and both had other text before.
    CameFrom,
}

/// What one partner says of one place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Vote {
    /// The place, in shared words.
    shared: u32,
    kind: Kind,
    /// The place, in words.
    at: u32,
    /// [`Seam::sure`] of a seam the partner has there.
    own: u32,
}

/// The seams of a telling of `length` words, ascending. O(n log n) in the stretches.
pub fn find_seams(stretches: &[Stretch], length: u32) -> Vec<Seam> {
    if stretches.len() < 2 {
        return Vec::new();
    }
    let shared = SharedWords::count(stretches);
    let mut votes: Vec<Vote> = Vec::new();
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    for stretch in stretches {
        let (start, end) = stretch.here;
        starts.push(shared.before(start) + NEAR);
        ends.push(shared.before(end).saturating_sub(NEAR));
        if length - end > NEAR {
            let kind = if stretch.length - stretch.there.1 > NEAR { Kind::GoesOn } else { Kind::Ends };
            votes.push(Vote { shared: shared.before(end), kind, at: end, own: stretch.seams_there.1 });
        }
        if start > NEAR {
            let kind = if stretch.there.0 > NEAR { Kind::CameFrom } else { Kind::Begins };
            votes.push(Vote { shared: shared.before(start), kind, at: start, own: stretch.seams_there.0 });
        }
    }
    starts.sort_unstable();
    ends.sort_unstable();
    votes.sort_unstable();
    let mut seams = Vec::new();
    let mut from = 0;
    while from < votes.len() {
        let to = from + votes[from..].partition_point(|vote| vote.shared <= votes[from].shared + NEAR);
        let middle = votes[(from + to) / 2].shared;
        let spans = starts.partition_point(|start| *start <= middle) - ends.partition_point(|end| *end < middle);
        let near = &votes[from..to];
        from = to;
        let all = near.to_vec();
        let tally = Tally::of(&all, spans);
        // Whoever is surer of a seam of its own at that place went on with, or came from, something else itself.
        let heard: Vec<Vote> = all.into_iter().filter(|vote| vote.own <= tally.both_sides()).collect();
        let tally = Tally::of(&heard, spans);
        if tally.is_seam() {
            // Between what ends and what begins; where only one does, there.
            let at = |begins: bool| {
                heard.iter().filter(move |vote| (vote.kind >= Kind::Begins) == begins).map(|vote| vote.at)
            };
            let (end, begin) = (at(false).max(), at(true).min());
            let place = end.zip(begin).map(|(end, begin)| end.midpoint(begin)).or(end).or(begin);
            seams.extend(place.map(|at| Seam { at, sure: tally.both_sides() }));
        }
    }
    seams
}

/// The votes about one place.
struct Tally {
    /// For a text that ends there.
    before: usize,
    /// For a text that begins there.
    after: usize,
    /// Partners that match on both sides.
    spans: usize,
}

impl Tally {
    fn of(votes: &[Vote], spans: usize) -> Tally {
        let count = |wanted: Kind| votes.iter().filter(|vote| vote.kind == wanted).count();
        let mut before = 2 * count(Kind::GoesOn);
        let after = count(Kind::Begins) + 2 * count(Kind::CameFrom);
        // Nobody spans it, one text ends and another begins at the very place: two texts printed one after the other.
        let edge =
            |begins: bool| votes.iter().filter(move |vote| (vote.kind >= Kind::Begins) == begins).map(|vote| vote.at);
        let meeting = edge(false).max().zip(edge(true).min());
        if spans == 0 && meeting.is_some_and(|(end, begin)| begin.abs_diff(end) <= NEAR / 2) {
            before += count(Kind::Ends);
        }
        Tally { before, after, spans }
    }

    fn is_seam(&self) -> bool {
        self.before + self.after + self.before.min(self.after) > self.spans + 1
    }

    /// How much is said for two texts meeting there, and not only for one parting.
    fn both_sides(&self) -> u32 {
        self.before.min(self.after) as u32
    }
}

/// Counts words that anybody shares.
struct SharedWords {
    /// Start, end, and the shared words before the start, of each stretch of them.
    runs: Vec<(u32, u32, u32)>,
}

impl SharedWords {
    fn count(stretches: &[Stretch]) -> SharedWords {
        let mut spans: Vec<(u32, u32)> = stretches.iter().map(|stretch| stretch.here).collect();
        spans.sort_unstable();
        let mut runs: Vec<(u32, u32, u32)> = Vec::new();
        for (start, end) in spans {
            match runs.last_mut() {
                Some(run) if start <= run.1 => run.1 = run.1.max(end),
                last => {
                    let before = last.map_or(0, |run| run.2 + run.1 - run.0);
                    runs.push((start, end, before));
                }
            }
        }
        SharedWords { runs }
    }

    fn before(&self, at: u32) -> u32 {
        match self.runs.partition_point(|run| run.0 <= at).checked_sub(1).map(|run| self.runs[run]) {
            Some((start, end, before)) => before + at.min(end) - start,
            None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A partner of `length` words that matches `here` from its word `there`.
    fn stretch(here: (u32, u32), there: u32, length: u32) -> Stretch {
        Stretch { here, there: (there, there + here.1 - here.0), length, seams_there: (0, 0) }
    }

    #[track_caller]
    fn check(stretches: &[Stretch], seams: &[u32]) {
        let found: Vec<u32> = find_seams(stretches, 200).iter().map(|seam| seam.at).collect();
        assert_eq!(found, seams);
    }

    #[test]
    fn where_one_text_goes_on_and_another_begins_is_a_seam() {
        check(&[stretch((0, 100), 0, 180), stretch((100, 200), 0, 160)], &[100]);
        // With forty words of its own in between.
        check(&[stretch((0, 80), 0, 180), stretch((120, 200), 0, 160)], &[100]);
        // Two whole texts, one after the other.
        check(&[stretch((0, 100), 0, 100), stretch((100, 200), 0, 100)], &[100]);
        // A copy of the whole does not hide it.
        check(&[stretch((0, 100), 0, 180), stretch((100, 200), 0, 160), stretch((0, 200), 0, 200)], &[100]);
    }

    #[test]
    fn where_a_text_was_trimmed_is_none() {
        check(&[stretch((0, 100), 0, 100)], &[]);
        check(&[stretch((0, 60), 0, 60), stretch((0, 120), 0, 120)], &[]);
        // Head and tail of it, with a part between that nobody took.
        check(&[stretch((0, 60), 0, 60), stretch((120, 200), 0, 80)], &[]);
        // One left it for something else; three did not.
        let whole = stretch((0, 200), 0, 200);
        check(&[whole, whole, whole, stretch((0, 100), 0, 180)], &[]);
    }

    #[test]
    fn a_partner_surer_of_its_own_seam_is_not_heard() {
        let own = Stretch { seams_there: (0, 5), ..stretch((0, 100), 0, 180) };
        check(&[own, stretch((110, 200), 0, 90)], &[]);
        check(&[Stretch { seams_there: (0, 0), ..own }, stretch((110, 200), 0, 90)], &[105]);
    }
}
