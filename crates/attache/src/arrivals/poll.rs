//! Asking politely.
//!
//! In: an address, and what it said of itself the last time. Out: [`Came`]: the same as before, a page, later, forbidden, or why nothing came. Of a server that answers 429 with
//! "Retry-After: 3600" nothing more is asked for an hour, in this run or another.
//!
//! `robots.txt` is asked first, once a day a server, also of servers that a redirect leads to. RFC 9309: where there is none (4xx) all is allowed; where a server fails nothing is asked
//! until it can say.

use super::exchange::{Answer, Client, Cut, Validators};
use super::fetched::{Fetched, fetch, fetch_where};
use super::locations::{read_url, server};
use super::robots::{LARGEST, Robots};
use super::world::World;
use crate::reading::refresh::lock;
use crate::store::Store;
use crate::store::watching::Server;
use jiff::fmt::rfc2822;
use std::sync::Mutex;
use std::time::Duration;
use url::Url;

/// How long a `robots.txt` counts, in seconds: a day (RFC 9309, 2.4).
const FRESH: i64 = 24 * 3600;
/// The longest `Retry-After` that is heeded, in seconds.
const LONGEST_REST: i64 = 7 * 24 * 3600;

/// What came.
pub enum Came {
    /// It did not change (304).
    Same,
    /// A page.
    Page(Fetched),
    /// It is to be asked again at this time, in seconds since 1970, for this reason.
    Later(i64, String),
    /// The site asks not to ask for it.
    Forbidden,
    /// Why nothing came.
    Failed(String),
}

/// Who asks, and what servers said to that.
pub struct Manners<'m> {
    /// Asks.
    pub client: &'m Client<'m>,
    /// Remembers.
    pub store: &'m Mutex<Store>,
    /// Knows the time.
    pub world: &'m dyn World,
}

/// Why a step is not taken.
enum Stop {
    Later(i64, String),
    Forbidden,
    Failed(String),
}

impl Manners<'_> {
    /// Asks for a page.
    ///
    /// # Errors
    /// A ledger that cannot be read or written.
    pub fn ask(&self, url: &Url, known: &Validators) -> anyhow::Result<Came> {
        // What stops a redirect is told apart from what fails it.
        let (mut stop, mut broken) = (None, None);
        let mut may = |url: &Url| match self.may(url) {
            Ok(None) => Ok(()),
            Ok(Some(why)) => {
                stop = Some(why);
                Err(String::new())
            }
            Err(error) => {
                broken = Some(error);
                Err(String::new())
            }
        };
        let fetched = may(url).and_then(|()| fetch_where(url, known, self.client, &mut may));
        if let Some(error) = broken {
            return Err(error);
        }
        Ok(match (stop, fetched) {
            (Some(Stop::Later(due, why)), _) => Came::Later(due, why),
            (Some(Stop::Forbidden), _) => Came::Forbidden,
            (Some(Stop::Failed(why)), _) | (None, Err(why)) => Came::Failed(why),
            (None, Ok(fetched)) => self.judge(fetched)?,
        })
    }

    fn judge(&self, fetched: Fetched) -> anyhow::Result<Came> {
        let answer = fetched.answer();
        if answer.status == 304 {
            return Ok(Came::Same);
        }
        if let Some(due) = self.rest(answer) {
            let name = server(&answer.url);
            let known = lock(self.store).server(&name)?;
            lock(self.store).note_server(&name, &Server { due, ..known })?;
            return Ok(Came::Later(due, format!("{} {}", answer.status, answer.reason)));
        }
        if !answer.is_success() {
            return Ok(Came::Failed(format!("{} {}", answer.status, answer.reason).trim_end().to_string()));
        }
        // Half a page would be another page the next time.
        Ok(match answer.cut {
            Some(Cut::Time) => Came::Failed("it took too long".into()),
            Some(Cut::Broken) => Came::Failed("the connection broke off".into()),
            None | Some(Cut::Length) => Came::Page(fetched),
        })
    }

    /// Until when a server wants to be left alone, in seconds since 1970.
    fn rest(&self, answer: &Answer) -> Option<i64> {
        if !matches!(answer.status, 429 | 503) {
            return None;
        }
        let wish = answer.header("retry-after")?;
        let now = self.world.seconds();
        let until = match wish.parse::<i64>() {
            Ok(seconds) => now.saturating_add(seconds),
            Err(_) => rfc2822::parse(wish).ok()?.timestamp().as_second(),
        };
        Some(until.clamp(now + 1, now + LONGEST_REST))
    }

    /// Why a page may not be asked for now; `None` where it may.
    fn may(&self, url: &Url) -> anyhow::Result<Option<Stop>> {
        let name = server(url);
        let known = lock(self.store).server(&name)?;
        let now = self.world.seconds();
        if known.due > now {
            return Ok(Some(Stop::Later(known.due, "its server wants to be left alone until then".into())));
        }
        let robots = match &known.robots {
            Some(robots) if known.fresh > now => Robots::read(robots),
            _ => match self.robots_of(&name, &known)? {
                Ok(robots) => robots,
                Err(stop) => return Ok(Some(stop)),
            },
        };
        if robots.delay > Duration::ZERO {
            self.client.heed(url, robots.delay);
        }
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        Ok((!robots.allows(path)).then_some(Stop::Forbidden))
    }

    /// Asks a server for its `robots.txt`, and notes it.
    fn robots_of(&self, name: &str, known: &Server) -> anyhow::Result<Result<Robots, Stop>> {
        let at = match read_url(&format!("{name}/robots.txt")) {
            Ok(url) => url,
            Err(why) => return Ok(Err(Stop::Failed(why))),
        };
        let answered = match fetch(&at, &Validators::default(), self.client) {
            Ok(fetched) => fetched,
            Err(why) => return Ok(Err(Stop::Failed(format!("its robots.txt: {why}")))),
        };
        let answer = answered.answer();
        let bytes = match answer.status {
            200..300 => match answer.body(LARGEST as u64) {
                Ok((bytes, _)) => bytes,
                Err(why) => return Ok(Err(Stop::Failed(format!("its robots.txt: {why}")))),
            },
            // There is none, or none for us: all is allowed.
            300..500 if answer.status != 429 => Vec::new(),
            status => {
                if let Some(due) = self.rest(answer) {
                    lock(self.store).note_server(name, &Server { due, ..known.clone() })?;
                    return Ok(Err(Stop::Later(due, format!("its robots.txt: {status} {}", answer.reason))));
                }
                let why = format!("its robots.txt: {status} {}: nothing is asked until it can say", answer.reason);
                return Ok(Err(Stop::Failed(why)));
            }
        };
        let robots = Robots::read(&bytes);
        let fresh = self.world.seconds() + FRESH;
        lock(self.store).note_server(name, &Server { robots: Some(bytes), fresh, due: known.due })?;
        Ok(Ok(robots))
    }
}
