//! Documents for treebank tools: CoNLL-U.
//!
//! In: a path and a document. Out: a block of lines a sentence, "1 Lima Lima PROPN NNP _ 2 nsubj _ Entity=B-GPE".

use super::shown::shown;
use attache_language::{Document, Token};
use std::fmt::Write;

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
