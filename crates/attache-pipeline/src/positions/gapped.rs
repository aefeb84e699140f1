//! Positions of clauses that leave the verb out.
//!
//! In: the positions of an article, who is who. Out: more of them, each with the words of the one whose verb it shares. "Norway expelled the ambassadors
//! of Iran, and Sweden those of Mali" has two: the second has the trigger, rung and modality of the first.
//!
//! A clause that names nobody who acts gives nothing.

use super::Position;
use super::sides::apart;
use crate::grammar::gapped::gapped_clauses;
use crate::reference::{Holder, Holders, Party};
use crate::span::Span;

/// Adds them, up to `most` positions in all. Linear in the positions.
pub(super) fn add_gapped(holders: &Holders, found: &mut Vec<Position>, most: usize) {
    let document = holders.cast.document;
    let mut made: Vec<Position> = Vec::new();
    let mut last: Option<(usize, super::Rung)> = None;
    for position in found.iter() {
        // Once for each trigger and rung, whoever its first position is of.
        if last == Some((position.trigger, position.rung)) {
            continue;
        }
        last = Some((position.trigger, position.rung));
        for gap in gapped_clauses(document.token(position.trigger)) {
            let named = |token| -> Vec<Holder> {
                let named = holders.named(token).into_iter();
                named.filter(|holder| matches!(holder.party, Party::Known(_) | Party::Named(_))).collect()
            };
            let clause = Span::from(document.bytes(gap.head.edges()));
            let own = gap.object.map_or_else(|| vec![position.toward.clone()], named);
            for holder in named(gap.actor) {
                for toward in own.clone() {
                    if apart(&holder, &toward, holders.cast.gazetteer) && found.len() + made.len() < most {
                        made.push(Position {
                            holder: holder.clone(),
                            toward,
                            span: clause,
                            antecedents: (None, None),
                            addressee: None,
                            // Which day the other clause has is not read; the one of the verb's own it is not.
                            date: position.date.clone().filter(|_| gap.object.is_some()),
                            ..position.clone()
                        });
                    }
                }
            }
        }
    }
    let same = |a: &Position, b: &Position| {
        a.trigger == b.trigger
            && a.rung == b.rung
            && a.holder.party == b.holder.party
            && a.toward.party == b.toward.party
    };
    made.retain(|new| !found.iter().any(|old| same(old, new)));
    found.extend(made);
}
