//! The arithmetic: hashes of features, matrix products, vectors for tokens in context, scores for moves.
//!
//! In: feature ids of tokens. Out: numbers. Nothing here knows language.

pub mod hash;
pub mod kernel;
pub mod scorer;
pub mod tok2vec;
