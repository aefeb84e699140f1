//! What a model is made of, but for its arrays: labels, moves, tokenizer rules, attribute rules.
//!
//! In: the files of a wheel. Out: [`Blueprint`], kept as JSON in the flat file.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All of a pipeline that is not an array or a large table.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Blueprint {
    /// The pipeline's name, as its maker gives it.
    pub name: String,
    /// The release of the pipeline, as its maker numbers it.
    pub version: String,
    /// ISO 639-1 code of its language.
    pub language: String,
    /// The licence the weights are given under, as its maker names it.
    pub licence: String,
    /// How the text is cut into tokens.
    pub tokenizer: TokenizerRules,
    /// The shared network of tagger and parser.
    pub tok2vec: Network,
    /// The network of the entity recogniser.
    pub ner_tok2vec: Network,
    /// Tags, in the order of the tagger's outputs.
    pub tags: Vec<String>,
    /// The parser's moves, in the order of its outputs.
    pub parser_moves: Vec<Move>,
    /// The entity recogniser's moves, in the order of its outputs.
    pub ner_moves: Vec<Move>,
    /// Rules that set part of speech, features and lemmas from tags and words.
    pub attribute_rules: Vec<AttributeRule>,
    /// For each part of speech (lower case), the endings the lemmatizer replaces.
    pub lemma_rules: BTreeMap<String, Endings>,
}

/// A convolutional network over hashed word features.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Network {
    /// The tables looked up for each token, in the order they are joined.
    pub embeddings: Vec<Embedding>,
    /// Width of its output, in numbers.
    pub width: usize,
    /// Layers after the first, each over a window of one token to either side.
    pub depth: usize,
}

/// One hashed table.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Embedding {
    /// Which attribute of a token: NORM, PREFIX, SUFFIX, SHAPE, SPACY or IS_SPACE.
    pub attribute: String,
    /// Seed of the hash.
    pub seed: u32,
    /// Rows of the table.
    pub rows: usize,
}

/// A move of a transition system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// 0-4 shift, reduce, left, right, break (parser); 0-5 missing, begin, in, last, unit, out (entities).
    pub action: u8,
    /// The label it gives.
    pub label: String,
}

/// The tokenizer's patterns, as regular expressions of Python.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct TokenizerRules {
    /// What is cut off the front of a word.
    pub prefix: String,
    /// What is cut off its end.
    pub suffix: String,
    /// What splits it in the middle.
    pub infix: String,
    /// What is kept whole as an address.
    pub url: String,
    /// Words with a cut of their own: the word, and its pieces with the norm each is given.
    pub exceptions: Vec<(String, Vec<ExceptionPiece>)>,
}

/// A piece of an exception, and the norm it is given.
pub type ExceptionPiece = (String, Option<String>);

/// The endings a lemmatizer replaces for one part of speech, and by what.
pub type Endings = Vec<(String, String)>;

/// "Tokens like this get these attributes."
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct AttributeRule {
    /// The patterns, any of which will do; each a run of tokens.
    pub patterns: Vec<Vec<TokenRule>>,
    /// Which token of the run is changed.
    pub index: usize,
    /// The fine-grained tag the token gets, where it gets another.
    pub tag: Option<String>,
    /// The part of speech it gets.
    pub pos: Option<String>,
    /// The feature set it gets, as Universal Dependencies write it: "Tense=Past".
    pub morphology: Option<String>,
    /// The base form it gets.
    pub lemma: Option<String>,
    /// The relation to its head that it gets.
    pub dep: Option<String>,
}

/// What one token of a pattern must be.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct TokenRule {
    /// What the tagger's tag must be.
    pub tag: Option<Predicate>,
    /// What the text in lower case must be.
    pub lower: Option<Predicate>,
    /// What the relation to its head must be.
    pub dep: Option<Predicate>,
    /// Whether it is white space.
    pub is_space: Option<bool>,
}

/// A test of one value.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Predicate {
    /// It is this.
    Is(String),
    /// It is one of these.
    In(Vec<String>),
    /// It is none of these.
    NotIn(Vec<String>),
    /// It matches this expression somewhere.
    Regex(String),
}
