//! Documents for scripts: a JSON line each, or CoNLL-U.
//!
//! In: a path and a document. Out: text. Offsets are code points.

use super::shown::shown;
use crate::reading::code_points::CodePointIndex;
use attache_language::{Document, Token};
use serde::Serialize;
use std::fmt::Write;

#[derive(Serialize)]
struct Line<'d> {
    path: &'d str,
    tokens: Vec<Row<'d>>,
}

/// start, end, tag, pos, lemma, head, dep, ent, sent_start
type Row<'d> = (usize, usize, &'d str, &'d str, &'d str, usize, &'d str, Entity<'d>, bool);

/// "B-GPE", "I-GPE" or "O", written without being built.
struct Entity<'d>(Token<'d>);

impl Serialize for Entity<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.entity_label() {
            "" => serializer.serialize_str("O"),
            label => serializer.collect_str(&format_args!("{}-{label}", self.0.entity_iob())),
        }
    }
}

/// One line of the contract's form.
pub fn jsonl<'d>(path: &'d str, document: &'d Document) -> String {
    let points = CodePointIndex::of(document.text());
    let row = |token: Token<'d>| {
        let bytes = token.bytes();
        let (start, end) = (points.at(bytes.start), points.at(bytes.end));
        let (tag, pos, lemma) = (token.tag(), token.pos().name(), token.lemma());
        (start, end, tag, pos, lemma, token.head().index, token.dep(), Entity(token), token.is_sentence_start())
    };
    let line = Line { path, tokens: document.tokens().map(row).collect() };
    serde_json::to_string(&line).map(|line| line + "\n").unwrap_or_default()
}

/// CoNLL-U (universaldependencies.org/format.html): a block a sentence. Tokens of white space are left out; entities are in the last
/// column. A tab or a control character in a token is written out (`\t`), so that columns are columns.
pub fn conllu(path: &str, document: &Document) -> String {
    let mut out = format!("# newdoc id = {}\n", shown(path));
    for (number, sentence) in document.sentences().enumerate() {
        let words: Vec<Token<'_>> =
            sentence.clone().map(|index| document.token(index)).filter(|token| !token.is_space()).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let number_of = |token: Token<'_>| words.binary_search_by_key(&token.index, |word| word.index).ok();
        let quote = document.quote(first.index..last.index + 1).split_whitespace().collect::<Vec<_>>().join(" ");
        // Writing to a string cannot fail.
        let _ = writeln!(out, "# sent_id = {}\n# text = {}", number + 1, shown(&quote));
        for (at, word) in words.iter().enumerate() {
            let mut head = word.head();
            // A word that hangs from white space hangs from that one's head.
            while head.is_space() && !head.is_root() {
                head = head.head();
            }
            let head = number_of(head).filter(|_| !word.is_root()).map_or(0, |head| head + 1);
            let or_none = |text: &str| if text.is_empty() { "_".to_string() } else { shown(text).into_owned() };
            let space = if word.has_space_after() { "" } else { "SpaceAfter=No" };
            let entity = match word.entity_label() {
                "" => String::new(),
                label => format!("Entity={}-{label}", word.entity_iob()),
            };
            let extra =
                [entity.as_str(), space].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("|");
            let dep = if head == 0 { "root".to_string() } else { or_none(word.dep()) };
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t{}\t{head}\t{dep}\t_\t{}",
                at + 1,
                or_none(word.text()),
                or_none(word.lemma()),
                or_none(word.pos().name()),
                or_none(word.tag()),
                or_none(word.morphology()),
                or_none(&extra),
            );
        }
        out.push('\n');
    }
    out
}
