//! What addresses answered, taken: pages of listings noted, pages kept.
//!
//! In: an answer of [`super::poll`]. Out: of a listing what it names, in the ledger; of a page a capture that waits, and then is kept with what is remembered of it. A feed that names "/a" and
//! "/b", of which "/a" is known: "/b" waits to be fetched.
//!
//! What is remembered is noted after a page is kept, never before: a run killed between fetches it again, and does not miss it.

use super::fetched::{Fetched, record_name};
use super::keeping::MOST_WAITING;
use super::listings::{Kind, Listing, read_listing};
use super::rounds::{Round, Watch};
use super::warc::save;
use crate::input::Capture;
use crate::reading::read_one::{Depth, read_bytes, reader};
use crate::reading::refresh::lock;
use crate::store::captures::hash;
use crate::store::watching::{Link, State, Watched};
use crate::views::shown::{detail, remark, shown};
use crate::views::wording::count;
use anyhow::Result;
use jiff::ToSpan;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

/// Sitemaps of an index, and feeds of a list, that are followed.
const MOST_LISTED: usize = 1000;
/// What a sitemap dates in these last days is fetched when it is seen for the first time.
const LAST_DAYS: i64 = 2;

/// Pages that came and are not kept yet.
#[derive(Default)]
pub struct Waiting {
    captures: Vec<Capture>,
    bytes: u64,
    /// By the name of the capture, what is noted once it is kept.
    after: Vec<(String, After)>,
}

/// What is noted once a page is kept.
pub enum After {
    /// Of an address that is followed.
    Watched(Box<Watched>),
    /// Of a page that a listing named.
    Link(Link),
}

impl Watch<'_> {
    /// Takes what an address answered; a line where it is of no use.
    pub(super) fn take(
        &self,
        known: Watched,
        fetched: &Fetched,
        waiting: &mut Waiting,
        round: &mut Round,
    ) -> Result<Option<String>> {
        let answer = fetched.answer();
        let text = |name: &str| answer.header(name).map(str::to_string);
        let read = answer.body(self.client.limits.body).and_then(|(bytes, _)| {
            let listing = read_listing(&bytes, &answer.url)?;
            Ok((hash(&bytes), listing))
        });
        let (sha256, listing) = match read {
            Ok(read) => read,
            Err(why) => return Ok(Some(why)),
        };
        let kind = Some(listing.kind.name().to_string());
        let came = Watched { kind, etag: text("etag"), modified: text("last-modified"), ..known };
        if listing.kind == Kind::Page {
            return self.take_page(came, fetched, waiting, round);
        }
        let is_first = came.sha256.is_none();
        if came.sha256.as_ref() == Some(&sha256) {
            self.note(&came)?;
            return Ok(None);
        }
        let came = Watched { sha256: Some(sha256), ..came };
        self.take_listing(&came, &listing, is_first)?;
        Ok(None)
    }

    fn take_listing(&self, came: &Watched, listing: &Listing, is_first: bool) -> Result<()> {
        let url = shown(&came.url);
        if listing.left_out > 0 {
            remark(&format!("{url}: {} left out: no address of a page, or too many", listing.left_out));
        }
        let mut store = lock(&self.keeper.store);
        if matches!(listing.kind, Kind::Index | Kind::Opml) {
            if came.via.is_some() {
                remark(&format!("{url}: a list within a list is not followed"));
                return store.note_poll(came, &[]).map(|_| ());
            }
            let mut named = listing.named.clone();
            // The latest first; those without a day after them, as they come.
            named.sort_by_key(|named| std::cmp::Reverse(named.day));
            if named.len() > MOST_LISTED {
                remark(&format!("{url}: the first {MOST_LISTED} of {} are followed", named.len()));
            }
            let urls: Vec<String> = named.iter().take(MOST_LISTED).map(|named| named.url.to_string()).collect();
            store.watch_listed(&came.url, &urls)?;
            return store.note_poll(came, &[]).map(|_| ());
        }
        let today = TimeZone::UTC.to_datetime(self.world.now()).date();
        let since = today.checked_sub(LAST_DAYS.days()).unwrap_or(today);
        let is_old = |day: Option<jiff::civil::Date>| {
            is_first && listing.kind == Kind::Sitemap && day.is_none_or(|day| day < since)
        };
        let state = |day| if is_old(day) { State::GivenUp } else { State::Waiting };
        let links: Vec<(String, State)> =
            listing.named.iter().map(|named| (named.url.to_string(), state(named.day))).collect();
        let new = store.note_poll(came, &links)?;
        let before = links.iter().filter(|(_, state)| *state == State::GivenUp).count();
        let before =
            if before > 0 { format!("; {before} were there before and are not fetched") } else { String::new() };
        if new > 0 || !before.is_empty() {
            remark(&format!("{url}: {}{before}", count(new, "new page")));
        }
        Ok(())
    }

    /// Takes a page that is followed itself.
    fn take_page(
        &self,
        came: Watched,
        fetched: &Fetched,
        waiting: &mut Waiting,
        round: &mut Round,
    ) -> Result<Option<String>> {
        let (capture, cut) = match fetched.capture(self.client.limits.body) {
            Ok(capture) => capture,
            Err(why) => return Ok(Some(why)),
        };
        let print = self.print(&capture)?;
        if came.sha256.as_ref() == Some(&print) {
            detail(&format!("{}: its articles are the same", shown(&came.url)));
            self.note(&came)?;
            return Ok(None);
        }
        cut.iter().for_each(|cut| remark(&format!("{}: {cut}", shown(&came.url))));
        let came = Watched { sha256: Some(print), ..came };
        self.wait(capture, fetched, After::Watched(Box::new(came)), waiting, round)?;
        Ok(None)
    }

    /// Puts a page that came beside others that are to be kept, unless it has arrived: then an earlier run was killed before it noted so.
    pub(super) fn wait(
        &self,
        mut capture: Capture,
        fetched: &Fetched,
        after: After,
        waiting: &mut Waiting,
        round: &mut Round,
    ) -> Result<()> {
        let bytes = capture.bytes()?;
        if lock(&self.keeper.store).has_arrived(fetched.answer().url.as_str(), &hash(&bytes))? {
            return self.note_kept(after);
        }
        if let Some(folder) = &self.settings.into {
            capture = capture.named(record_name(&save(fetched.steps(), folder, self.world)?));
        }
        waiting.bytes += bytes.len() as u64;
        waiting.after.push((capture.path(), after));
        waiting.captures.push(capture);
        if waiting.bytes > MOST_WAITING { self.keep(waiting, round) } else { Ok(()) }
    }

    fn note_kept(&self, after: After) -> Result<()> {
        match after {
            After::Watched(watched) => self.note(&watched),
            After::Link(link) => lock(&self.keeper.store).note_link(&link, State::Done, 0, None),
        }
    }

    /// Keeps what waits.
    pub(super) fn keep(&self, waiting: &mut Waiting, round: &mut Round) -> Result<()> {
        let Waiting { captures, after, bytes: _ } = std::mem::take(waiting);
        if captures.is_empty() {
            return Ok(());
        }
        let paths: Vec<String> = captures.iter().map(Capture::path).collect();
        lock(&self.keeper.store).note_arrivals(&paths)?;
        self.keeper.keep(captures)?;
        // A run that is told to end keeps some.
        let kept: BTreeSet<String> = lock(&self.keeper.store).arrivals()?.into_iter().collect();
        for (path, after) in after {
            if kept.contains(&path) {
                round.kept += 1;
                self.note_kept(after)?;
            }
        }
        Ok(())
    }

    /// What of a page counts as a change: the words of its articles; of one without articles all of its bytes.
    fn print(&self, capture: &Capture) -> Result<String> {
        let bytes = capture.bytes()?;
        let reader = match self.reader.get() {
            Some(reader) => reader,
            None => {
                let made = reader(self.keeper.lexicons, Depth::Articles)?;
                self.reader.get_or_init(|| made)
            }
        };
        let Ok(read) = read_bytes(reader, &bytes, capture.media_type(), &capture.known()).reading else {
            return Ok(hash(&bytes));
        };
        let text = &read.page.text;
        let spans = read.articles.articles.iter().flat_map(|article| article.title.iter().chain(&article.body));
        let words: Vec<&str> = spans.filter_map(|span| text.get(span.start..span.end)).collect();
        Ok(if words.is_empty() { hash(&bytes) } else { hash(words.join("\n").as_bytes()) })
    }
}
