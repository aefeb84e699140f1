//! Questions, and what answers them.
//!
//! In: captures, or a ledger's file. Out: lines that answer: who stands where, who said what, what disagrees, as of a day. "Has China recognised
//! the Taliban?" asked of a ledger of 40,000 lines reads the eleven of them that are about it.
//!
//! One way for all: captures given are read into a ledger of this run alone, in memory, and asked like any other.

pub mod anchoring;
pub mod asking;
pub mod checking;
pub mod cited;
pub mod claims;
pub mod correction;
pub mod difference;
pub mod evidence;
pub mod finding;
pub mod handles;
pub mod lines;
pub mod listing;
pub mod merging;
pub mod packed;
pub mod parties;
pub mod parts;
pub mod question;
pub mod recall;
pub mod saying;
pub mod shown_line;
pub mod shown_person;
pub mod source;
pub mod speakers;
pub mod telling;
pub mod timeline;
pub mod whole_report;
pub mod written;
