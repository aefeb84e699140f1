//! The tool `read_page`: a page given as text, read and not kept.
//!
//! In: HTML or text, and what is known of it. Out: [`PageTold`]: the reading as `attache read --format jsonl` has it. Nothing is fetched: the address is only what the page is known by.

use super::Asked;
use super::arguments::{Page, PageKind};
use super::told::{AsOf, Told};
use crate::contract::reading::Reading;
use crate::input::Capture;
use crate::reading::head::heads_of;
use crate::reading::pool::for_each_in_order;
use crate::reading::read_one::{Done, cost, failed, read_one};
use crate::views::text;
use anyhow::{Result, anyhow, bail};
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::Reader;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// A page, in bytes.
const PAGE: usize = 1 << 20;
/// What a page that is given is called.
const NAME: &str = "page";

/// A page that was read.
#[derive(Serialize, JsonSchema)]
pub struct PageTold<'r> {
    /// The page says nothing of the ledger, nor the ledger of it.
    pub as_of: AsOf,
    /// `false`: nothing of it is in the ledger.
    pub kept: bool,
    pub reading: Reading<'r>,
}

/// `read_page`.
pub fn read_page(asked: &Asked, arguments: Page) -> Result<Told> {
    if arguments.text.len() > PAGE {
        bail!("text has {} bytes, more than {PAGE}", arguments.text.len());
    }
    if arguments.text.trim().is_empty() {
        bail!("text is empty");
    }
    let reader = asked.app.reader()?;
    let media_type = match arguments.kind {
        Some(PageKind::Html) => MediaType::Html,
        Some(PageKind::Text) => MediaType::Text,
        Some(PageKind::Article) => MediaType::Article,
        None if arguments.text.trim_start().starts_with('<') => MediaType::Html,
        None => MediaType::Text,
    };
    let known = Known {
        url: arguments.url,
        outlet: arguments.outlet,
        published: arguments.published.map(|day| day.0),
        captured: None,
    };
    let done = read_text(&reader, arguments.text.into_bytes(), media_type, known)?;
    let reading = done.reading.map_err(|why| anyhow!("{why}"))?;
    let heads = heads_of(&reading, &reader.lexicons);
    let view = Reading::of(NAME, &done.sha256, &reading, &heads, &reader.lexicons);
    let text = text::render(&view);
    Told::of(text, &PageTold { as_of: AsOf::of(None, asked)?, kept: false, reading: view })
}

/// Reads a page as one of a run is: on a thread of its own, as long as its size allows.
///
/// # Errors
/// One line where no thread can be begun, or the run was told to end.
pub fn read_text(reader: &Arc<Reader>, bytes: Vec<u8>, media_type: MediaType, known: Known) -> Result<Done> {
    let capture = Capture::of_bytes(NAME.into(), bytes, media_type, known);
    let shared = reader.clone();
    let work = move |capture: &Capture| read_one(&shared, capture);
    let mut done = None;
    for_each_in_order(vec![capture].into(), Some(1), cost(), work, |_, result| {
        done = Some(result.unwrap_or_else(failed));
        Ok::<(), std::io::Error>(())
    })?;
    done.ok_or_else(|| anyhow!("the run ends"))
}
