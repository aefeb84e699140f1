//! The whole analysis: one model, any number of threads.
//!
//! In: texts. Out: a [`Document`] each, equal to spaCy's analysis of the same text.
//!
//! Texts are taken together until they make a batch: the products of matrices pay from a few hundred rows on. A text's analysis never depends
//! on the texts beside it.

mod batch;
mod workspace;

use crate::attributes::AttributeRules;
use crate::document::Document;
use crate::entities::Recogniser;
use crate::labels::Labels;
use crate::model::{Model, ModelError};
use crate::network::tok2vec::Tok2Vec;
use crate::syntax::Parser;
use crate::tags::Tagger;
use crate::tokens::Tokenizer;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex};
use workspace::Workspace;

/// A model, ready to run. Weights are shared; each thread that analyses borrows a workspace of about 40 MB, kept for the next.
pub struct Pipeline {
    model: Model,
    tokenizer: Tokenizer,
    tok2vec: Tok2Vec,
    tagger: Tagger,
    parser: Parser,
    ner_tok2vec: Tok2Vec,
    recogniser: Recogniser,
    attributes: AttributeRules,
    labels: Arc<Labels>,
    workspaces: Mutex<Vec<Workspace>>,
}

impl Pipeline {
    /// Reads the flat file at `path`.
    ///
    /// # Errors
    /// If it cannot be read, is damaged, of another format, or of a kind that is not supported.
    pub fn load(path: &Path) -> Result<Pipeline, ModelError> {
        Pipeline::new(Model::load(path)?)
    }

    /// A pipeline whose flat file is part of the program.
    ///
    /// # Errors
    /// As [`load`](Pipeline::load).
    pub fn from_static(bytes: &'static [u8]) -> Result<Pipeline, ModelError> {
        Pipeline::new(Model::from_static(bytes)?)
    }

    /// A pipeline over a model.
    ///
    /// # Errors
    /// If the model is of a kind that is not supported.
    pub fn new(model: Model) -> Result<Pipeline, ModelError> {
        let blueprint = &model.blueprint;
        let tok2vec = Tok2Vec::new(&model, &blueprint.tok2vec, "tok2vec")?;
        let ner_tok2vec = Tok2Vec::new(&model, &blueprint.ner_tok2vec, "ner tok2vec")?;
        let tagger = Tagger::new(&model, tok2vec.width())?;
        let parser = Parser::new(&model, tok2vec.width())?;
        let recogniser = Recogniser::new(&model, ner_tok2vec.width())?;
        let attributes = AttributeRules::new(&blueprint.attribute_rules, &blueprint.tags, parser.deps())?;
        let labels = Arc::new(Labels {
            tags: attributes.tags().to_vec(),
            deps: parser.deps().to_vec(),
            entities: recogniser.labels().to_vec(),
            morphologies: attributes.morphologies().to_vec(),
        });
        let tokenizer = Tokenizer::new(&model)?;
        let workspaces = Mutex::default();
        Ok(Pipeline {
            model,
            tokenizer,
            tok2vec,
            tagger,
            parser,
            ner_tok2vec,
            recogniser,
            attributes,
            labels,
            workspaces,
        })
    }

    /// The model it runs.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Analyses a text.
    ///
    /// A text of more than ten thousand tokens is cut after a line end or a full stop and analysed in pieces.
    ///
    /// # Panics
    /// If the text is longer than 4 GiB: offsets are 32 bits wide.
    pub fn analyse(&self, text: &str) -> Document {
        let whole = 0..text.len();
        self.analyse_parts(text, std::slice::from_ref(&whole))
    }

    /// Analyses parts of a text, each as if it stood alone; what lies between them has no tokens. All offsets are bytes of the whole
    /// text.
    ///
    /// # Panics
    /// If a range does not lie on code point boundaries within the text, if ranges overlap or are out of order, or as
    /// [`analyse`](Pipeline::analyse).
    pub fn analyse_parts(&self, text: &str, parts: &[Range<usize>]) -> Document {
        let mut documents = self.analyse_batch(&[(text, parts)]);
        documents.pop().unwrap_or_else(|| Document::empty(text.into(), self.labels.clone()))
    }

    /// Analyses many texts, each in parts, on this thread. Documents share the text of an `Arc<str>`; other texts are copied once.
    ///
    /// # Panics
    /// As [`analyse_parts`](Pipeline::analyse_parts).
    pub fn analyse_batch<T>(&self, texts: &[(T, &[Range<usize>])]) -> Vec<Document>
    where
        T: AsRef<str> + Into<Arc<str>> + Clone,
    {
        let mut workspace = self.borrow_workspace();
        let documents = batch::analyse(self, texts, &mut workspace);
        self.workspaces.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(workspace);
        documents
    }

    fn borrow_workspace(&self) -> Workspace {
        let free = self.workspaces.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
        free.unwrap_or_default()
    }
}
