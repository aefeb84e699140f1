//! Who the news is about: the parties that recognise or are recognised, found in an article's text.
//!
//! In: running text. Out: mentions of states, bodies and groups. "Chinese embassy in Kabul" names China by its demonym
//! and Afghanistan by its capital. What they did to one another is for later stages.
//!
//! - [`gazetteer`]: the tables of `lexicons/people/`, read into parties and the forms that name them.
//! - [`parties`]: where those forms stand in a text.

pub mod gazetteer;
pub mod parties;
