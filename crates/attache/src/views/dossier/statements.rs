//! The statements of a report, owned by it.
//!
//! In: [`QuotationView`]s. Out: [`Statement`]s, which serialise to the same JSON and know their attribution in words: of
//! "Kabulov told Reuters that the embassy stays open" the content, the cue, the speaker, the relay.

use super::report::{Quote, quote};
use crate::views::attribution::{Attribution, attribution_of};
use crate::views::reading::{PartyView, QuotationView};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What somebody said, thought or showed; offsets in code points.
#[derive(Serialize, Deserialize, Clone, PartialEq)]
pub struct Statement {
    /// direct, mixed or indirect.
    pub kind: Cow<'static, str>,
    /// What is said, in pieces, in order.
    pub spans: Vec<Quote>,
    pub cue: Option<Quote>,
    pub speaker: Option<Speaker>,
    pub via: Vec<Via>,
    pub addressee: Option<Quote>,
    pub date: Option<Resolved>,
    pub act: Cow<'static, str>,
    pub modality: Cow<'static, str>,
    pub rule: Cow<'static, str>,
    /// Speech within this speech.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nested: Vec<Statement>,
    /// All that in words.
    #[serde(skip)]
    pub attribution: Attribution,
}

#[derive(Serialize, Deserialize, Clone, PartialEq)]
pub struct Speaker {
    #[serde(flatten)]
    pub span: Quote,
    pub name: String,
    pub role: Option<String>,
    pub affiliation: Option<String>,
    pub actor: Option<String>,
    pub inherited: bool,
}

/// When it was said.
#[derive(Serialize, Deserialize, Clone, PartialEq)]
pub struct Resolved {
    pub value: String,
    pub basis: Cow<'static, str>,
}

#[derive(Serialize, Deserialize, Clone, PartialEq)]
pub struct Via {
    pub name: String,
    pub kind: Cow<'static, str>,
}

impl Statement {
    /// Takes a statement over, with what lies within it.
    pub fn of(quotation: &QuotationView, parties: &[PartyView]) -> Statement {
        let speaker = quotation.speaker.as_ref().map(|speaker| Speaker {
            span: quote(speaker.span),
            name: speaker.name.into(),
            role: speaker.role.map(str::to_string),
            affiliation: speaker.affiliation.map(str::to_string),
            actor: speaker.actor.map(str::to_string),
            inherited: speaker.inherited,
        });
        Statement {
            kind: quotation.kind.into(),
            spans: quotation.spans.iter().map(|span| quote(*span)).collect(),
            cue: quotation.cue.map(quote),
            speaker,
            via: quotation.via.iter().map(|via| Via { name: via.name.into(), kind: via.kind.into() }).collect(),
            addressee: quotation.addressee.map(quote),
            date: quotation.date.as_ref().map(|date| Resolved { value: date.value.into(), basis: date.basis.into() }),
            act: quotation.act.into(),
            modality: quotation.modality.into(),
            rule: quotation.rule.into(),
            nested: quotation.nested.iter().map(|nested| Statement::of(nested, parties)).collect(),
            attribution: attribution_of(quotation, parties),
        }
    }

    /// Whether words were spoken or written, or meant to be.
    pub fn is_speech(&self) -> bool {
        !matches!(&*self.act, "think" | "show")
    }

    /// Where it begins.
    pub fn start(&self) -> usize {
        self.spans.first().map_or(0, |span| span.start)
    }

    /// The source as it is called; those without one have no name.
    pub fn who(&self) -> Option<&str> {
        self.attribution.who.as_deref()
    }
}

/// All statements, each before those within it, and the one it lies within.
pub fn flatten(statements: &[Statement]) -> Vec<(&Statement, Option<&Statement>)> {
    let mut flat = Vec::new();
    for statement in statements {
        push(statement, None, &mut flat);
    }
    flat
}

fn push<'s>(
    statement: &'s Statement,
    outer: Option<&'s Statement>,
    flat: &mut Vec<(&'s Statement, Option<&'s Statement>)>,
) {
    flat.push((statement, outer));
    for nested in &statement.nested {
        push(nested, Some(statement), flat);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::views::attribution::tests::quotation;
    use crate::views::reading::SpanView;

    /// The statement that `text` makes when SOURCE says CONTENT by CUE, all to be found in it, which begins at `start`.
    pub fn said(text: &str, start: usize, source: &str, cue: &str, content: &str) -> Statement {
        let at = |words: &str| {
            let before = text[..text.find(words).unwrap()].chars().count() + start;
            (before, before + words.chars().count())
        };
        fn span(quote: &str, (start, end): (usize, usize)) -> SpanView<'_> {
            SpanView { start, end, quote }
        }
        let mut made = quotation(source, source);
        made.spans = vec![span(content, at(content))];
        made.cue = Some(span(cue, at(cue)));
        made.speaker.as_mut().unwrap().span = span(source, at(source));
        (made.kind, made.via, made.addressee) = ("direct", Vec::new(), None);
        Statement::of(&made, &[])
    }

    #[test]
    fn json_is_that_of_a_reading() {
        let mut outer = quotation("Kabulov", "Zamir Kabulov");
        outer.nested = vec![quotation("Putin", "Vladimir Putin")];
        let owned = serde_json::to_value(Statement::of(&outer, &[])).unwrap();
        assert_eq!(owned, serde_json::to_value(&outer).unwrap());
    }

    #[test]
    fn what_lies_within_comes_after_what_it_lies_in() {
        let mut outer = quotation("Kabulov", "Zamir Kabulov");
        outer.nested = vec![quotation("Putin", "Vladimir Putin")];
        let statements = [Statement::of(&outer, &[])];
        let flat = flatten(&statements);
        assert_eq!(flat.iter().map(|(s, _)| s.who().unwrap()).collect::<Vec<_>>(), ["Zamir Kabulov", "Vladimir Putin"]);
        assert_eq!(flat[1].1.and_then(Statement::who), Some("Zamir Kabulov"));
    }
}
