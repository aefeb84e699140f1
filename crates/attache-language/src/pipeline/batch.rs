//! Texts in, documents out: the parts of all texts are cut into tokens and analysed a batch at a time.
//!
//! In: texts and the ranges of their parts. Out: documents in the same order. A part is analysed as if it stood alone.

use super::Pipeline;
use super::workspace::Workspace;
use crate::document::{Document, NO_ENTITY, TokenData};
use crate::network::tok2vec::Feature;
use crate::tokens::{Attribute, RawToken};
use std::ops::Range;
use std::sync::Arc;

/// Tokens of a batch: enough for the matrix products, few enough for the second-level cache.
const BATCH: usize = 768;
/// Tokens of a part at most; longer ones are cut, so that memory stays bounded.
const LONGEST_PART: usize = 10_000;

/// A part that waits for its batch: which text it is of, and its tokens in the workspace.
struct Part {
    text: usize,
    tokens: Range<usize>,
}

/// Analyses texts on this thread.
pub fn analyse<T>(pipeline: &Pipeline, texts: &[(T, &[Range<usize>])], workspace: &mut Workspace) -> Vec<Document>
where
    T: AsRef<str> + Into<Arc<str>> + Clone,
{
    let mut documents: Vec<Document> =
        texts.iter().map(|(text, _)| Document::empty(text.clone().into(), pipeline.labels.clone())).collect();
    let mut waiting: Vec<Part> = Vec::new();
    workspace.tidy();
    for (at, (text, parts)) in texts.iter().enumerate() {
        let text = text.as_ref();
        assert!(u32::try_from(text.len()).is_ok(), "a text of {} bytes: offsets are 32 bits wide", text.len());
        for part in *parts {
            let start = workspace.tokens.len();
            let Workspace { words, tokens, .. } = &mut *workspace;
            pipeline.tokenizer.cut(&pipeline.model, &text[part.clone()], part.start, words, tokens);
            let mut from = start;
            while from < tokens.len() {
                let end = cut_point(text, tokens, from);
                waiting.push(Part { text: at, tokens: from..end });
                from = end;
            }
            if workspace.tokens.len() >= BATCH {
                run(pipeline, &waiting, &mut documents, workspace);
                waiting.clear();
                workspace.tidy();
            }
        }
    }
    run(pipeline, &waiting, &mut documents, workspace);
    documents.iter_mut().for_each(Document::finish);
    documents
}

/// Where a part that begins at a token ends: at the end of all tokens, or, where those are too many, after the last line end or
/// full stop within the allowed length, or else at that length.
fn cut_point(text: &str, tokens: &[RawToken], from: usize) -> usize {
    if tokens.len() - from <= LONGEST_PART {
        return tokens.len();
    }
    let window = &tokens[from..from + LONGEST_PART];
    let ends = |token: &RawToken| {
        let token = &text[token.start as usize..token.end as usize];
        token.contains('\n') || token == "."
    };
    window.iter().rposition(ends).map_or(from + LONGEST_PART, |at| from + at + 1)
}

/// Analyses the tokens in the workspace and adds them to their documents.
fn run(pipeline: &Pipeline, parts: &[Part], documents: &mut [Document], workspace: &mut Workspace) {
    // The scores of a long part are too many to hold for several at once, so long batches go in groups.
    let mut group = 0;
    while group < parts.len() {
        let mut end = group + 1;
        let start = parts[group].tokens.start;
        while end < parts.len() && parts[end].tokens.end - start <= 2 * BATCH {
            end += 1;
        }
        run_group(pipeline, &parts[group..end], documents, workspace);
        group = end;
    }
}

fn run_group(pipeline: &Pipeline, parts: &[Part], documents: &mut [Document], workspace: &mut Workspace) {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
    let base = first.tokens.start;
    let Workspace { words, tok2vec, ner_tok2vec, tokens, features, is_space, vectors, ner_vectors, .. } =
        &mut *workspace;
    features.clear();
    is_space.clear();
    for token in &tokens[base..last.tokens.end] {
        let form = words.forms.get(token.form);
        let mut ids = [0; Attribute::COUNT];
        ids[..4].copy_from_slice(&form.ids);
        ids[Attribute::Spacy as usize] = u64::from(token.space_after);
        ids[Attribute::IsSpace as usize] = u64::from(form.is_space);
        features.push(Feature { key: token.form * 2 + u32::from(token.space_after), ids });
        is_space.push(form.is_space);
    }
    let rows: Vec<&[Feature]> =
        parts.iter().map(|part| &features[part.tokens.start - base..part.tokens.end - base]).collect();
    pipeline.tok2vec.run(&pipeline.model, tok2vec, &rows, vectors);
    pipeline.ner_tok2vec.run(&pipeline.model, ner_tok2vec, &rows, ner_vectors);
    workspace.tags.clear();
    let width = pipeline.tok2vec.width();
    pipeline.tagger.tag(&workspace.vectors, width, &mut workspace.tag_scores, &mut workspace.tags);
    for part in parts {
        let local = part.tokens.start - base..part.tokens.end - base;
        finish_part(pipeline, part, local, &mut documents[part.text], workspace);
    }
}

/// Tree, entities, parts of speech and lemmas of one part, whose tokens are `local` of the group.
fn finish_part(
    pipeline: &Pipeline,
    part: &Part,
    local: Range<usize>,
    document: &mut Document,
    workspace: &mut Workspace,
) {
    let Workspace {
        words,
        lemmas,
        tokens,
        is_space,
        vectors,
        ner_vectors,
        tags,
        parser,
        ner_products,
        tree,
        applied,
        ..
    } = workspace;
    let rows = |width: usize| local.start * width..local.end * width;
    let (width, ner_width) = (pipeline.tok2vec.width(), pipeline.ner_tok2vec.width());
    let (is_space, tags) = (&is_space[local.clone()], &tags[local.clone()]);
    pipeline.parser.parse(&vectors[rows(width)], width, is_space, parser, tree);
    let base = document.tokens.len();
    let first_entity = document.entities.len();
    let ner_rows = &ner_vectors[rows(ner_width)];
    let entities = &mut document.entities;
    pipeline.recogniser.recognise(ner_rows, ner_width, is_space, &tree.starts, base, ner_products, entities);
    let raw = &tokens[part.tokens.clone()];
    let view = |at: usize| crate::attributes::View {
        tag: tags[at],
        dep: tree.deps[at],
        lower: &words.forms.get(raw[at].form).lower,
        is_space: is_space[at],
    };
    document.parts.push(base as u32..(base + raw.len()) as u32);
    let (tokens, document_lemmas, sentences) = (&mut document.tokens, &mut document.lemmas, &mut document.sentences);
    pipeline.attributes.apply(raw.len(), view, applied, |at, set| {
        let here = (base + at) as u32;
        match sentences.last_mut() {
            Some(sentence) if !tree.starts[at] => sentence.end = here + 1,
            _ => sentences.push(here..here + 1),
        }
        let token = raw[at];
        let form = words.forms.get(token.form);
        let start = document_lemmas.len() as u32;
        match set.lemma {
            Some(lemma) => document_lemmas.push_str(lemma),
            None => {
                document_lemmas.push_str(lemmas.entry((token.form, set.pos, set.morphology)).or_insert_with(|| {
                    let features = &pipeline.labels.morphologies[set.morphology as usize];
                    crate::lemmas::find_lemma(&pipeline.model, &form.text, &form.lower, set.pos, features).into()
                }))
            }
        }
        tokens.push(TokenData {
            start: token.start,
            end: token.end,
            head: base as u32 + tree.heads[at],
            lemma: (start, document_lemmas.len() as u32),
            left_edge: base as u32 + tree.left_edges[at],
            right_edge: base as u32 + tree.right_edges[at],
            sentence: sentences.len() as u32 - 1,
            entity: NO_ENTITY,
            morphology: set.morphology,
            tag: set.tag.unwrap_or(tags[at]),
            dep: set.dep.unwrap_or(tree.deps[at]) as u8,
            pos: set.pos,
            space_after: token.space_after,
        });
    });
    for (number, entity) in document.entities.iter().enumerate().skip(first_entity) {
        for token in &mut document.tokens[entity.start..entity.end] {
            token.entity = number as u32;
        }
    }
}
