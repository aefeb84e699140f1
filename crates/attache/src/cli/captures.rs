//! `attache captures check`: what captures are known by from outside their pages.
//!
//! In: a list and captures. Out: a line a capture: `2021-08-16 captured  The Courier  a.html  https://…`, "no day" and "no outlet" where neither the list nor
//! the file beside it tells; what in the list is not understood is remarked, as every command does. Pages are not opened: what they say of themselves,
//! `attache read` tells.

use super::args::CapturesCommand;
use super::printing::write_out;
use crate::input::{Capture, find_captures};
use crate::views::shown::shown;
use crate::views::terminal::{clean, columns, pad};
use crate::views::wording::count;
use anyhow::Result;
use std::fmt::Write;
use std::process::ExitCode;

/// Finds the captures and prints what is known of each.
pub fn run(command: &CapturesCommand) -> Result<ExitCode> {
    let CapturesCommand::Check { list, paths } = command;
    let captures = find_captures(paths, Some(list), false)?;
    write_out(render(&captures).as_bytes())
}

fn render(captures: &[Capture]) -> String {
    let outlet = |capture: &Capture| clean(capture.known().outlet.as_deref().unwrap_or("no outlet"));
    let widest = captures.iter().map(|capture| columns(&outlet(capture))).max().unwrap_or(0);
    let mut lines = String::new();
    for capture in captures {
        let known = capture.known();
        let day = match (known.published, known.captured) {
            (Some(published), Some(captured)) => format!("{published} published, {captured} captured"),
            (Some(published), None) => format!("{published} published"),
            (None, Some(captured)) => format!("{captured} captured"),
            (None, None) => "no day".into(),
        };
        let url = known.url.as_deref().map(|url| format!("  {}", clean(url))).unwrap_or_default();
        let _ =
            writeln!(lines, "{}  {}  {}{url}", pad(&day, DAYS), pad(&outlet(capture), widest), shown(&capture.path()));
    }
    let lacks = |lacks: fn(&Capture) -> bool| captures.iter().filter(|capture| lacks(capture)).count();
    let (no_day, no_outlet) = (
        lacks(|capture| capture.known().published.or(capture.known().captured).is_none()),
        lacks(|capture| capture.known().outlet.is_none()),
    );
    let _ = writeln!(
        lines,
        "{}: {no_day} without a day, {no_outlet} without an outlet, but for what their pages say",
        count(captures.len(), "capture")
    );
    lines
}

/// Columns for both days.
const DAYS: usize = 42;
