//! What is watched, asked round by round.
//!
//! In: the addresses a ledger follows. Out: of each round what came and what it changed: a feed that was due names two pages that are new; they are fetched, kept and merged; "Russia toward the
//! Taliban: … -> recognised as government" is noted, written to the feed and sent to the webhook.
//!
//! Listings name pages, each fetched once; a page that is followed itself is a new capture whenever its articles' words change, not when its adverts do. Of a sitemap that is seen for the first
//! time only what it dates in the last days is fetched: the rest was there before. Nothing is asked before it is due; what fails is asked again later and later.

use super::exchange::{Client, Validators};
use super::feed::{CHANGES, write_feed};
use super::keeping::Keeper;
use super::locations::read_url;
use super::poll::{Came, Manners};
use super::taking::{After, Waiting};
use super::webhook::Hook;
use super::world::World;
use crate::answers::difference::{Kind as Changed, Moved, compare_arrivals};
use crate::answers::parties::Asked;
use crate::reading::ending;
use crate::reading::refresh::lock;
use crate::store::captures::hash;
use crate::store::watching::{Link, State, ToldChange, Watched};
use crate::views::shown::{remark, shown, tell};
use anyhow::Result;
use attache_pipeline::read::Reader;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Pages of listings that are fetched in one round, at most; the rest waits for the next.
const MOST_PAGES: usize = 200;
/// The longest back-off, in seconds, unless polls are rarer.
const LONGEST_WAIT: i64 = 24 * 3600;
/// After the first failure of a page, in seconds; twice as long after each other, and given up after these.
const PAGE_WAIT: i64 = 15 * 60;
const PAGE_ATTEMPTS: u32 = 6;
/// Told of what a site asks not to ask for.
const FORBIDDEN: &str = "the site's robots.txt asks programs not to ask for it";

/// How it is watched.
pub struct Settings {
    /// Between two polls of an address, in seconds.
    pub every: i64,
    /// Where pages are written as WARC too.
    pub into: Option<PathBuf>,
    /// Only what concerns one of these is told; all where there is none.
    pub about: Vec<Asked>,
    /// The file of the feed of changes.
    pub feed: Option<PathBuf>,
    /// Who is told.
    pub hook: Option<Hook>,
}

/// A watch.
pub struct Watch<'w> {
    /// Keeps what comes.
    pub keeper: Keeper<'w>,
    /// Asks.
    pub client: Client<'w>,
    /// Knows the time.
    pub world: &'w dyn World,
    /// How.
    pub settings: Settings,
    /// Takes pages apart; made when the first is.
    pub reader: OnceCell<Reader>,
}

/// What came of a round.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Addresses that were asked, but for pages of listings.
    pub asked: usize,
    /// Pages that were kept.
    pub kept: usize,
    /// What they changed, a line each.
    pub lines: Vec<String>,
}

impl Watch<'_> {
    /// Asks what is due, or all of it; keeps what is new, and tells what that changed.
    ///
    /// # Errors
    /// One line: a ledger or a file that cannot be written, a language model that cannot be had.
    pub fn round(&self, all: bool) -> Result<Round> {
        let mut round = Round::default();
        let mut waiting = Waiting::default();
        let mut asked = BTreeSet::new();
        // Twice: lists name what is asked next.
        for _ in 0..2 {
            let now = self.world.seconds();
            let mut due = lock(&self.keeper.store).watched()?;
            due.retain(|one| (all || one.due <= now) && !asked.contains(&one.url));
            ending::begin("addresses asked", due.len(), "; what came is kept");
            for one in due {
                if ending::is_stopping() {
                    break;
                }
                asked.insert(one.url.clone());
                self.poll(one, &mut waiting, &mut round)?;
                ending::count(1);
            }
        }
        round.asked = asked.len();
        let now = if all { i64::MAX } else { self.world.seconds() };
        let links = lock(&self.keeper.store).links_due(now, MOST_PAGES)?;
        ending::begin("pages fetched", links.len(), "; what came is kept");
        for link in links {
            if ending::is_stopping() {
                break;
            }
            self.fetch(link, &mut waiting, &mut round)?;
            ending::count(1);
        }
        self.keep(&mut waiting, &mut round)?;
        if !ending::is_stopping() {
            round.lines = self.settle()?;
        }
        if let Some(file) = &self.settings.feed {
            write_feed(&lock(&self.keeper.store).changes(CHANGES)?, file)?;
        }
        if let Some(hook) = &self.settings.hook {
            hook.send_due(&self.keeper.store, &self.client, self.world)?;
        }
        Ok(round)
    }

    /// When the next round is due, in seconds since 1970; `None` where nothing is followed.
    ///
    /// # Errors
    /// One line where the ledger cannot be read.
    pub fn next_due(&self) -> Result<Option<i64>> {
        lock(&self.keeper.store).next_due(self.settings.hook.as_ref().map(|hook| hook.url.as_str()))
    }

    fn manners(&self) -> Manners<'_> {
        Manners { client: &self.client, store: &self.keeper.store, world: self.world }
    }

    /// Asks an address that is followed.
    fn poll(&self, known: Watched, waiting: &mut Waiting, round: &mut Round) -> Result<()> {
        let validators = Validators { etag: known.etag.clone(), modified: known.modified.clone() };
        let came = match read_url(&known.url) {
            Ok(url) => self.manners().ask(&url, &validators)?,
            Err(why) => Came::Failed(why),
        };
        let now = self.world.seconds();
        let answered = Watched {
            due: now + self.world.about(self.settings.every),
            polled: Some(now),
            failures: 0,
            told: None,
            ..known.clone()
        };
        match came {
            Came::Same => self.note(&answered),
            Came::Later(due, why) => self.note(&Watched { due, told: Some(why), ..known }),
            Came::Forbidden => {
                if known.told.as_deref() != Some(FORBIDDEN) {
                    tell(&format!("{}: {FORBIDDEN}", shown(&known.url)));
                }
                self.note(&Watched { due: now + self.world.about(LONGEST_WAIT), told: Some(FORBIDDEN.into()), ..known })
            }
            Came::Failed(why) => self.fail(known, why),
            Came::Page(fetched) => match self.take(answered, &fetched, waiting, round)? {
                Some(why) => self.fail(known, why),
                None => Ok(()),
            },
        }
    }

    pub(super) fn note(&self, watched: &Watched) -> Result<()> {
        lock(&self.keeper.store).note_poll(watched, &[]).map(|_| ())
    }

    fn fail(&self, known: Watched, why: String) -> Result<()> {
        let failures = known.failures.saturating_add(1);
        let wait = self.settings.every.saturating_mul(1 << failures.min(16)).min(LONGEST_WAIT.max(self.settings.every));
        // Said once: a site that is down for days is no news each hour.
        if known.told.as_ref() != Some(&why) {
            tell(&format!("{}: {why}", shown(&known.url)));
        }
        let due = self.world.seconds() + self.world.about(wait);
        self.note(&Watched { due, failures, told: Some(why), ..known })
    }

    /// Fetches a page that a listing named.
    fn fetch(&self, mut link: Link, waiting: &mut Waiting, round: &mut Round) -> Result<()> {
        let came = match read_url(&link.url) {
            Ok(url) => self.manners().ask(&url, &Validators::default())?,
            Err(why) => Came::Failed(why),
        };
        let (state, due, why) = match came {
            Came::Page(fetched) => match fetched.capture(self.client.limits.body) {
                Ok((capture, cut)) => {
                    cut.iter().for_each(|cut| remark(&format!("{}: {cut}", shown(&link.url))));
                    return self.wait(capture, &fetched, After::Link(link), waiting, round);
                }
                Err(why) => (State::GivenUp, 0, why),
            },
            Came::Later(due, why) => (State::Waiting, due, why),
            Came::Forbidden => (State::GivenUp, 0, FORBIDDEN.to_string()),
            Came::Same => (State::GivenUp, 0, "it says that it did not change, and never came".to_string()),
            Came::Failed(why) if link.failures.saturating_add(1) >= PAGE_ATTEMPTS => {
                link.failures = PAGE_ATTEMPTS;
                (State::GivenUp, 0, why)
            }
            Came::Failed(why) => {
                let wait = PAGE_WAIT << link.failures;
                link.failures += 1;
                (State::Waiting, self.world.seconds() + self.world.about(wait), why)
            }
        };
        remark(&format!("{}: {why}", shown(&link.url)));
        lock(&self.keeper.store).note_link(&link, state, due, Some(&why))
    }

    /// Notes what the pages changed that came since the last time; a line each.
    fn settle(&self) -> Result<Vec<String>> {
        let arrivals: BTreeSet<String> = lock(&self.keeper.store).arrivals()?.into_iter().collect();
        if arrivals.is_empty() {
            return Ok(Vec::new());
        }
        // A run may have been killed between keeping and merging.
        if !lock(&self.keeper.store).is_merged()? {
            self.keeper.keep(Vec::new())?;
        }
        let mut store = lock(&self.keeper.store);
        let mut moved = compare_arrivals(&arrivals, &self.settings.about, &store)?;
        moved.retain(|moved| moved.change.change != Changed::ToldAgain);
        let seen = self.world.seconds();
        let told: Vec<ToldChange> = moved.iter().map(|moved| told_change(moved, seen)).collect::<Result<_>>()?;
        store.note_changes(&told, self.settings.hook.as_ref().map(|hook| hook.url.as_str()))?;
        Ok(told.into_iter().map(|told| told.line).collect())
    }
}

/// A change as it is kept and sent: in the form of Standard Webhooks. Its id is made of what changed and by which captures, so that a run killed before it noted the change
/// comes to the same.
fn told_change(moved: &Moved, seen: i64) -> Result<ToldChange> {
    let change = &moved.change;
    let by: Vec<&str> = change.by.iter().map(|by| by.path.as_str()).collect();
    let made_of = [&[change.change.name(), &change.id, &moved.line], by.as_slice()].concat().join("\n");
    let id = format!("chg_{}", &hash(made_of.as_bytes())[..24]);
    let mut data = serde_json::to_value(change)?;
    data["line"] = moved.line.as_str().into();
    let timestamp = jiff::Timestamp::from_second(seen).unwrap_or_default().to_string();
    let change = serde_json::json!({ "type": "ledger.changed", "timestamp": timestamp, "data": data }).to_string();
    Ok(ToldChange { id, seen, line: moved.line.clone(), change })
}
