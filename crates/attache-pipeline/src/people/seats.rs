//! Capitals that stand for a body that sits there.
//!
//! In: the parties an article names, `people/seats.tsv`. Out: the same, a capital's party changed where it is the body. "Brussels threatened Minsk with
//! sanctions" is the EU's doing, in an article that names the EU and nobody from Belgium.
//!
//! Where the article names both, the capital stays the state's: who is meant is not told by counting.

use super::gazetteer::{Form, Gazetteer};
use super::parties::PartyMention;
use crate::lexicon::rows;

/// Which bodies sit in which capitals.
#[derive(Clone, Debug, Default)]
pub struct Seats(Vec<Seat>);

/// A state's id and that of the body its capital stands for; the body's organs begin with its id and a hyphen.
#[derive(Clone, Debug)]
struct Seat {
    state: String,
    body: String,
}

impl Seats {
    /// Reads `people/seats.tsv`: a heading, then state, body, source.
    ///
    /// # Errors
    /// One line that names the line and what is wrong.
    pub fn parse(text: &str) -> Result<Seats, String> {
        let mut seats = Vec::new();
        for (at, cells) in rows(text).skip(1) {
            let [state, body, _] = cells[..] else {
                return Err(format!("line {at}: a state, a body and a source are asked for"));
            };
            seats.push(Seat { state: state.trim().to_string(), body: body.trim().to_string() });
        }
        Ok(Seats(seats))
    }

    /// Gives capitals to the bodies that sit there. Linear in the mentions.
    pub fn settle(&self, mentions: &mut [PartyMention], gazetteer: &Gazetteer) {
        for Seat { state, body } in &self.0 {
            let id = |mention: &PartyMention| gazetteer.parties[mention.party].id.as_str();
            let organ = |id: &str| id.strip_prefix(body.as_str()).is_some_and(|rest| rest.starts_with('-'));
            let names_body = mentions.iter().any(|mention| id(mention) == body || organ(id(mention)));
            let names_state = mentions.iter().any(|mention| id(mention) == state && mention.form != Form::Capital);
            let number = gazetteer.parties.iter().position(|party| party.id == *body);
            let Some(number) = number.filter(|_| names_body && !names_state) else { continue };
            for mention in mentions.iter_mut().filter(|mention| gazetteer.parties[mention.party].id == *state) {
                mention.party = number;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::parties::find_parties;
    use crate::sample::READER;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let gazetteer = &READER.lexicons.gazetteer;
        let mut mentions = find_parties(text, gazetteer);
        READER.lexicons.seats.settle(&mut mentions, gazetteer);
        let names: Vec<&str> = mentions.iter().map(|mention| gazetteer.parties[mention.party].name.as_str()).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn a_capital_is_the_body_that_sits_there() {
        check("The EU met on Monday. Brussels wants Minsk to wait.", &["European Union", "European Union", "Belarus"]);
        check("The European Commission waits. Brussels is tired.", &["European Commission", "European Union"]);
        // Nobody names the body; both are named.
        check("Brussels wants Minsk to wait.", &["Belgium", "Belarus"]);
        check("The EU met. Belgium, says Brussels, pays.", &["European Union", "Belgium", "Belgium"]);
    }

    #[test]
    fn a_row_has_three_cells() {
        assert_eq!(Seats::parse("head\nbel").unwrap_err(), "line 2: a state, a body and a source are asked for");
    }
}
