//! The places of a rule: subject, object, what stands behind a preposition.
//!
//! In: a trigger in its tree and a path such as `object.with`, its steps read already. Out: the heads of the phrases that stand there. In "Honduras
//! agreed to establish ties with China" the `subject` of `establish` is "Honduras", its `object.with` "China".
//!
//! What a subject or object is stands in `grammar/`; which party a phrase means is not asked here.

use super::places::Step;
use crate::grammar::object::{agent_of, behind, dative_of, object_of};
use crate::grammar::subject::subject_of;
use attache_language::Token;

/// The heads at the end of some steps from a trigger, in text order; empty if there is no such place.
pub fn find_place<'d>(trigger: Token<'d>, steps: &[Step]) -> Vec<Token<'d>> {
    let mut heads = vec![trigger];
    for (depth, step) in steps.iter().enumerate() {
        heads = heads
            .into_iter()
            .flat_map(|head| match step {
                Step::Subject if depth == 0 => subject_of(head).into_iter().collect::<Vec<_>>(),
                Step::Subject => head.child("nsubj").or_else(|| head.child("nsubjpass")).into_iter().collect(),
                Step::Object => object_of(head).into_iter().collect(),
                Step::Dative => dative_of(head).into_iter().collect(),
                Step::Predicate => head.child("oprd").into_iter().collect(),
                Step::Clause => head.child("ccomp").into_iter().collect(),
                Step::By => agent_of(head).into_iter().collect(),
                Step::Preposition(preposition) => behind(head, preposition),
            })
            .collect();
    }
    heads
}
