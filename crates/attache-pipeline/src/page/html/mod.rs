//! HTML source to a tree: the tags that matter ([`tags`]) and the lean parser ([`tree`]).

pub mod tags;
pub mod tree;

pub use tags::Tag;
pub use tree::{Kind, NodeId, Tree};
