//! Pages as they arrive: fetched once, or watched.
//!
//! In: addresses, and a ledger that remembers when each was last asked. Out: captures, as WARC files and in the ledger; and what they changed, on the terminal, in an Atom feed, by webhook.
//! Of <https://courier.example/feed> polled on 4 July 2025: two pages fetched, "Russia toward the Taliban: … -> recognised as government, 3 July 2025; 2 origins".
//!
//! It reaches the open internet alone unless told otherwise ([`addresses`]), asks politely ([`robots`], [`poll`]), and never follows links in pages. The clock and chance are in [`world`].

pub mod addresses;
pub mod exchange;
pub mod feed;
pub mod fetched;
pub mod keeping;
pub mod listings;
pub mod locations;
pub mod poll;
pub mod robots;
pub mod rounds;
pub mod taking;
pub mod warc;
pub mod webhook;
pub mod world;
