//! Captures to what was read of them: the library under every command that reads.
//!
//! In: captures, the folder of lexicons and the number of threads asked for. Out: for each capture its reading or one line on why there is
//! none, in input order; for a dossier its [`report::Report`]s, which can be kept. Of six captures of which one is no text come five
//! readings and "not text: the file holds binary data".
//!
//! It knows no flags and prints nothing but progress and last words; what is shown is a view's matter.

pub mod code_points;
pub mod collection;
pub mod correcting;
pub mod ending;
pub mod fingerprint;
pub mod head;
pub mod held;
pub mod lexicons;
pub mod output;
pub mod passages;
pub mod pool;
pub mod progress;
pub mod read_one;
pub mod refresh;
pub mod report;
pub mod selection;
pub mod statements;
