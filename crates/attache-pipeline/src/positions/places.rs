//! Where a rule of the ladder looks for a party.
//!
//! In: a place as `positions/ladder.toml` writes it. Out: a [`Place`]. `object.in.owner` is whose it is that stands behind "in" of the
//! trigger's object: "closed the mission in the Russian quarter".
//!
//! A word that is no place is an error when the file is read; [`slots`](super::slots) finds the places in a tree.

use serde::Deserialize;

/// Where a party stands, seen from a trigger.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Place {
    /// At the end of some steps through the tree.
    Path(Path),
    /// The subjects, one another: "Peru and Chile restored ties".
    EachOther,
    /// Whose the mission is that the clause is about.
    Embassy,
    /// Where that mission is.
    MissionPlace,
    /// Whose capital the object's own words name: "its Tripoli embassy".
    Seat,
}

/// A way through the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// From the trigger down.
    pub steps: Vec<Step>,
    /// Not what stands there, but whose it is.
    pub owner: bool,
    /// Which of the two where the last step is "between".
    pub of_two: Option<OfTwo>,
}

/// One step down a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Who acts.
    Subject,
    /// What is acted on.
    Object,
    /// Somebody given something.
    Dative,
    /// What the object is called: "declared them personae non gratae".
    Predicate,
    /// The clause that is said or declared.
    Clause,
    /// What stands behind "by".
    By,
    /// What stands behind another preposition.
    Preposition(&'static str),
}

/// One of two that something is between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfTwo {
    /// "China" of "between China and Afghanistan".
    First,
    /// "Afghanistan" of it.
    Second,
}

/// Prepositions a step may be.
const PREPOSITIONS: &[&str] = &[
    "about", "against", "among", "as", "at", "before", "behind", "between", "for", "from", "in", "into", "near", "of",
    "off", "on", "onto", "over", "to", "toward", "towards", "under", "upon", "with", "within",
];

impl TryFrom<String> for Place {
    type Error = String;

    fn try_from(written: String) -> Result<Place, String> {
        match written.as_str() {
            "each-other" => return Ok(Place::EachOther),
            "embassy" => return Ok(Place::Embassy),
            "mission-place" => return Ok(Place::MissionPlace),
            "seat" => return Ok(Place::Seat),
            _ => {}
        }
        let (path, owner) = written.strip_suffix(".owner").map_or((written.as_str(), false), |path| (path, true));
        let (path, second) = path.strip_suffix(":second").map_or((path, false), |path| (path, true));
        let wrong = |step: &str| {
            format!(
                "`{step}` in `{written}` is no place; there are subject, object, dative, predicate, clause, by, the prepositions {}, each of \
                 them with .owner, and each-other, embassy, mission-place, seat",
                PREPOSITIONS.join(", ")
            )
        };
        let step = |step: &str| step_of(step).ok_or_else(|| wrong(step));
        let steps: Vec<Step> = path.split('.').map(step).collect::<Result<_, _>>()?;
        let between = steps.last() == Some(&Step::Preposition("between"));
        let of_two = match (between, second) {
            (true, true) => Some(OfTwo::Second),
            (true, false) => Some(OfTwo::First),
            (false, true) => return Err(format!("`{written}`: only of `between` there is a second")),
            (false, false) => None,
        };
        Ok(Place::Path(Path { steps, owner, of_two }))
    }
}

fn step_of(word: &str) -> Option<Step> {
    Some(match word {
        "subject" => Step::Subject,
        "object" => Step::Object,
        "dative" => Step::Dative,
        "predicate" => Step::Predicate,
        "clause" => Step::Clause,
        "by" => Step::By,
        preposition => Step::Preposition(PREPOSITIONS.iter().find(|known| **known == preposition)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Result<Place, String> {
        Place::try_from(written.to_string())
    }

    #[test]
    fn paths_are_read_step_by_step() {
        let path = |steps: &[Step], owner: bool, of_two: Option<OfTwo>| {
            Ok(Place::Path(Path { steps: steps.to_vec(), owner, of_two }))
        };
        let inside = Step::Preposition("in");
        assert_eq!(read("object.in.owner"), path(&[Step::Object, inside], true, None));
        let between = [Step::Subject, Step::Preposition("between")];
        assert_eq!(read("subject.between:second"), path(&between, false, Some(OfTwo::Second)));
        assert_eq!(read("subject.between"), path(&between, false, Some(OfTwo::First)));
        assert_eq!(read("each-other"), Ok(Place::EachOther));
    }

    #[test]
    fn what_is_no_place_is_said() {
        assert!(read("likewise").unwrap_err().starts_with("`likewise` in `likewise` is no place; there are subject"));
        assert!(read("object.inn").unwrap_err().starts_with("`inn` in `object.inn` is no place"));
        assert!(read("").is_err() && read("owner").is_err() && read("in:second").is_err());
    }
}
