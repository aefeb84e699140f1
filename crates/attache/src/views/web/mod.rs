//! The pages of `attache serve`.
//!
//! In: what the questions answered, an [`address::Address`], a language. Out: HTML by the templates in `templates/web/`, a page that says all without a script. Of Russia's recognition of the
//! Taliban: a page with the step, its seven reports as cards, and three ways to cite each.
//!
//! No style and no script stands in a page itself, so that its policy can forbid both; what colours a cell is a class.

pub mod address;
pub mod card;
pub mod disagreement;
pub mod entry;
pub mod frame;
pub mod graph;
pub mod languages;
pub mod leaves;
pub mod map;
pub mod matrix;
pub mod notice;
pub mod report;
pub mod search;
pub mod sections;
pub mod stand;
pub mod statement;
pub mod story;
pub mod timeline;
pub mod today;
pub mod voice;
