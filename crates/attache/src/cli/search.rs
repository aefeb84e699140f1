//! `attache search`: words in the texts and statements of the ledger's reports.
//!
//! In: words. Out: places, the best first, each with its report's day and outlet and the words in place; on a terminal they are bold, elsewhere between
//! `[` and `]`.

use super::kept_args::{AnswerFormat, SearchFlags};
use super::printing::{print_rows, write_out};
use crate::answers::finding::find_words;
use crate::answers::listing::Found;
use crate::answers::source::{How, Source};
use crate::store::questions::ReportListed;
use crate::store::search::{Hit, Within};
use crate::views::answers::found::render;
use crate::views::loudness::Look;
use crate::views::shown::tell;
use anyhow::Result;
use std::path::Path;
use std::process::ExitCode;

/// Searches and prints.
pub fn run(flags: &SearchFlags, ledger: Option<&Path>) -> Result<ExitCode> {
    let source = Source::open(Vec::new(), ledger, &How::default())?;
    let store = source.store();
    let within = Within { as_of: flags.look.as_of, since: flags.look.since, outlets: flags.look.outlet.clone() };
    let words = flags.words.join(" ");
    let mut hits = find_words(&words, &within, flags.limit, &store)?;
    if flags.format == AnswerFormat::Text {
        store.mark_words(&words, hits.iter_mut().map(|(hit, _)| hit))?;
        if hits.is_empty() {
            tell("no report of the ledger has these words together");
        }
        let look = Look::of_stdout();
        let out: String = hits.iter().map(|(hit, report)| render(hit, report, look)).collect();
        return write_out(out.as_bytes());
    }
    let row = |(hit, report): &(Hit, ReportListed)| {
        let found = Found::of(hit, report);
        let text = |text: Option<&str>| text.unwrap_or_default().to_string();
        let fields = vec![
            found.path.into(),
            found.article.to_string(),
            text(found.outlet),
            text(found.published.or(found.captured)),
            text(found.speaker),
            found.start.to_string(),
            found.end.to_string(),
            found.quote.into(),
        ];
        Ok((serde_json::to_string(&found)?, fields))
    };
    let rows: Vec<(String, Vec<String>)> = hits.iter().map(row).collect::<Result<_>>()?;
    print_rows(flags.format, &["path", "article", "outlet", "day", "speaker", "start", "end", "quote"], &rows)
}
