//! The places of a rule: subject, object, what stands behind a preposition.
//!
//! In: a trigger in its tree and a path such as `object.with`. Out: the heads of the phrases that stand there. In "Honduras
//! agreed to establish ties with China" the `subject` of `establish` is "Honduras", its `object.with` "China".
//!
//! What a subject or object is stands in `grammar/`; which party a phrase means is not asked here.

use crate::grammar::object::{agent_of, behind, dative_of, object_of};
use crate::grammar::subject::subject_of;
use attache_language::Token;

/// The heads at a path from a trigger, in text order; empty if there is no such place.
pub fn find_place<'d>(trigger: Token<'d>, path: &str) -> Vec<Token<'d>> {
    let mut heads = vec![trigger];
    for (depth, step) in path.split('.').filter(|step| *step != "owner").enumerate() {
        let step = step.trim_end_matches(":second");
        heads = heads
            .into_iter()
            .flat_map(|head| match step {
                "subject" if depth == 0 => subject_of(head).into_iter().collect::<Vec<_>>(),
                "subject" => head.child("nsubj").or_else(|| head.child("nsubjpass")).into_iter().collect(),
                "object" => object_of(head).into_iter().collect(),
                "dative" => dative_of(head).into_iter().collect(),
                "oprd" => head.child("oprd").into_iter().collect(),
                "clause" => head.child("ccomp").into_iter().collect(),
                "agent" | "by" => agent_of(head).into_iter().collect(),
                preposition => behind(head, preposition),
            })
            .collect();
    }
    heads
}
