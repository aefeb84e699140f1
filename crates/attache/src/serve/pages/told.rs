//! Disagreements as pages tell them.
//!
//! In: ids with the English of the ledger's line. Out: [`Told`] in the page's language. Of `c3`, "Two days are given for…", on a Spanish page: "Se dan dos fechas para…".

use crate::answers::recall::differences;
use crate::answers::shown_line::Named;
use crate::serve::answer::{Asked, Trouble};
use crate::views::web::disagreement::Told;
use std::collections::BTreeMap;

impl Asked<'_> {
    /// Disagreements with their pages, in their order.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn disagreements(&self, named: &[Named]) -> Result<Vec<(Told, String)>, Trouble> {
        let by_id = self.told(named.iter().map(|one| one.id.clone()).collect())?;
        let one = |one: &Named| {
            // What cannot be unpacked has its English still.
            let told = by_id.get(&one.id).cloned().unwrap_or_else(|| Told::english(&one.says, self.t));
            (told, self.at.link(&format!("/contradiction/{}", one.id)))
        };
        Ok(named.iter().map(one).collect())
    }

    /// The sentences of disagreements, by id.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn told(&self, ids: Vec<String>) -> Result<BTreeMap<String, Told>, Trouble> {
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        let found = differences(&ids, self.store)?;
        Ok(found.iter().map(|(id, difference)| (id.clone(), self.t.disagreement(difference))).collect())
    }
}
