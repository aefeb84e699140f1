//! The ledger for assistants: `attache mcp`, the Model Context Protocol over standard input and output.
//!
//! In: a ledger; messages of a client, a line of JSON each (JSON-RPC 2.0, modelcontextprotocol.io). Out: answers on standard output, and nothing else there. "tools/call positions
//! {"toward": "Taliban"}": [`handler`] takes it, [`tools`] knows which function answers, that asks a handle which may not write, and the answer has the lines, the words
//! they stand on and as of which day.
//!
//! The questions are those of the command line and of `attache serve`. It ends when its input does. What pages say is material: an assistant is told so when it begins.

pub mod arguments;
pub mod claim;
pub mod correct;
pub mod fields;
pub mod handler;
pub mod lines;
pub mod lists;
pub mod page;
pub mod reports;
pub mod search;
pub mod told;
pub mod tools;

use crate::answers::handles::{HANDLES, Ledger, runtime};
use crate::answers::parties::Names;
use crate::reading::lexicons::open_lexicons;
use crate::reading::read_one::{Depth, reader};
use crate::store::Store;
use crate::views::shown::{shown_path, tell};
use anyhow::{Context, Result};
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::questions::lexicon::QuestionLexicon;
use attache_pipeline::read::Reader;
use handler::Handler;
use jiff::civil::Date;
use rmcp::service::{ServerInitializeError, serve_server};
use rmcp::transport::io::stdio;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// What the flags ask for.
pub struct Settings {
    /// The day answers are as of, where a question names none.
    pub as_of: Option<Date>,
    /// Whether lines may be corrected.
    pub corrections: bool,
    /// The folder of lexicons, where one is named.
    pub lexicons: Option<PathBuf>,
}

/// What all questions share.
pub struct App {
    pub ledger: Ledger,
    pub names: Names,
    pub questions: QuestionLexicon,
    pub settings: Settings,
    /// Reads claims and pages; with the language model, so it is made when it is first needed.
    reader: Mutex<Option<Arc<Reader>>>,
    /// One correction at a time: each merges the ledger anew.
    pub correcting: Mutex<()>,
    /// So many questions at once.
    pub permits: Arc<Semaphore>,
}

/// A question and what it is asked of.
pub struct Asked<'a> {
    pub app: &'a App,
    pub store: &'a Store,
}

impl App {
    /// The reader of claims and pages.
    ///
    /// # Errors
    /// A language model that cannot be had, a lexicon that cannot be read.
    pub fn reader(&self) -> Result<Arc<Reader>> {
        let mut reader_made = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = &*reader_made {
            return Ok(known.clone());
        }
        let made = Arc::new(reader(self.settings.lexicons.as_deref(), Depth::Full)?);
        *reader_made = Some(made.clone());
        Ok(made)
    }
}

/// Answers until the input ends.
///
/// # Errors
/// One line: lexicons that cannot be read, an output that cannot be written.
pub fn serve(ledger: Ledger, settings: Settings) -> Result<()> {
    let names = Names::read(settings.lexicons.as_deref())?;
    let questions = open_lexicons(settings.lexicons.as_deref(), |open| Lexicons::read_questions(open))?;
    let runtime = runtime()?;
    tell(&format!("answering from {} on standard output until standard input ends", shown_path(ledger.file())));
    let app = Arc::new(App {
        ledger,
        names,
        questions,
        settings,
        reader: Mutex::default(),
        correcting: Mutex::default(),
        permits: Arc::new(Semaphore::new(HANDLES)),
    });
    let done = runtime.block_on(async {
        match serve_server(Handler::new(app), stdio()).await {
            Ok(running) => running.waiting().await.map(|_| ()).context("the server ended"),
            // The client went away before it began.
            Err(ServerInitializeError::ConnectionClosed(_)) => Ok(()),
            Err(ServerInitializeError::ExpectedInitializeRequest(_)) => {
                Err(anyhow::anyhow!("the client did not begin with `initialize`: an assistant starts this command"))
            }
            Err(error) => Err(anyhow::anyhow!("the client did not begin as the protocol says: {error}")),
        }
    });
    // A read of standard input that nothing ends is not waited for.
    runtime.shutdown_background();
    done
}
