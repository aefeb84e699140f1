//! How much is said on the terminal, and how.
//!
//! In: `-q`, `-v`, what the program writes to. Out: whether remarks are told, whether lines are cut to a width, whether headings are bold. Errors and what was asked for are
//! told whatever is set here.
//!
//! Set once, before anything is said. `NO_COLOR` (no-color.org) and `TERM=dumb` turn colours off, as does anything that is no terminal.

use std::io::IsTerminal;
use std::sync::OnceLock;

/// How much is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loudness {
    /// `-q`: errors, and what was asked for.
    Quiet,
    /// Remarks and summaries.
    #[default]
    Plain,
    /// `-v`: also a line for each capture.
    Verbose,
}

static SET: OnceLock<Loudness> = OnceLock::new();

/// Sets it; the first time counts.
pub fn set(loudness: Loudness) {
    let _ = SET.set(loudness);
}

/// What is set.
pub fn loudness() -> Loudness {
    SET.get().copied().unwrap_or_default()
}

/// How lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Widest line, in columns; `None` where lines are whole.
    pub width: Option<usize>,
    /// Whether headings are bold.
    pub bold: bool,
}

/// Columns where the terminal does not say.
const WIDTH: usize = 100;

impl Look {
    /// Of standard error: whole lines and no colours where it is no terminal.
    pub fn of_stderr() -> Look {
        Look::of(std::io::stderr().is_terminal())
    }

    /// The same of standard output.
    pub fn of_stdout() -> Look {
        Look::of(std::io::stdout().is_terminal())
    }

    fn of(is_terminal: bool) -> Look {
        if !is_terminal {
            return Look::default();
        }
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let columns = std::env::var_os("COLUMNS").and_then(|columns| columns.to_str()?.parse().ok());
        let width = columns.filter(|columns| *columns >= 40).unwrap_or(WIDTH);
        Look { width: Some(width), bold: !is_set("NO_COLOR") && !dumb }
    }

    /// Columns that text is wrapped in.
    pub fn columns(&self) -> usize {
        self.width.unwrap_or(WIDTH)
    }

    /// The signs around words that were asked for: bold, or between `[` and `]`.
    pub fn marks(&self) -> [&'static str; 2] {
        if self.bold { ["\u{1b}[1m", "\u{1b}[0m"] } else { ["[", "]"] }
    }

    /// A heading.
    pub fn heading(&self, text: &str) -> String {
        if self.bold { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_string() }
    }
}
