//! `attache watch`: round by round with a clock that stands still, and as users run it, against sites on this machine.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

mod sites;

use attache::arrivals::addresses::Reach;
use attache::arrivals::exchange::{Client, Limits};
use attache::arrivals::keeping::Keeper;
use attache::arrivals::rounds::{Round, Settings, Watch};
use attache::arrivals::webhook::Hook;
use attache::arrivals::world::World;
use attache::input::feed::{find_items, read_item};
use attache::store::Store;
use attache::store::watching::Watched;
use jiff::Timestamp;
use sites::{Asked, Reply, Site, printed, report, told};
use std::cell::OnceCell;
use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const CONDITION: &str = "MOSCOW, July 1 - Russia will recognise the Taliban government if the group forms an inclusive cabinet, Russian Foreign Minister \
    Sergei Lavrov said on Tuesday.\n\nThe ministry gave no day for a decision.";
const RECOGNISED: &str = "MOSCOW, July 4 - Russia recognised the Taliban as the government of Afghanistan on Thursday, the first country to do so.\n\n\
    The Russian Foreign Ministry spoke of trade and energy.";
const CONFIRMED: &str = "Russia has formally recognised the Taliban government on 3 July 2025, this newspaper has learned from two diplomats who spoke after \
    a ceremony in Kabul.\n\nOne of them said that trade talks would follow within weeks.";

/// A world whose time moves only by waiting.
struct Still(Mutex<Timestamp>);

impl World for Still {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn wait(&self, how_long: Duration) {
        *self.0.lock().unwrap() += how_long;
    }

    fn random(&self) -> u128 {
        // Each another, or files would bear one name; none moves a wait by much.
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        COUNT.fetch_add(1, Ordering::SeqCst) as u128
    }
}

/// A desk with a ledger, at nine on 5 July 2025.
struct Desk {
    folder: tempfile::TempDir,
    world: Still,
    reach: Reach,
}

impl Desk {
    fn new(sites: &[&Site]) -> Desk {
        let reach = Reach { private: false, addresses: sites.iter().map(|site| site.address).collect() };
        let world = Still(Mutex::new("2025-07-05T09:00:00Z".parse().unwrap()));
        Desk { folder: tempfile::tempdir().unwrap(), world, reach }
    }

    fn ledger(&self) -> PathBuf {
        self.folder.path().join("attache.db")
    }

    fn store(&self) -> Store {
        Store::open(&self.ledger()).unwrap()
    }

    fn sql<T: rusqlite::types::FromSql>(&self, sql: &str) -> T {
        rusqlite::Connection::open(self.ledger()).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    fn change(&self, sql: &str) {
        rusqlite::Connection::open(self.ledger()).unwrap().execute_batch(sql).unwrap();
    }

    fn add(&self, url: &str) {
        assert!(self.store().watch(url).unwrap());
    }

    fn watched(&self, url: &str) -> Watched {
        self.store().watched().unwrap().into_iter().find(|one| one.url == url).unwrap()
    }

    /// A round, as a run of cron makes one.
    fn round(&self) -> Round {
        self.round_with(None)
    }

    fn round_with(&self, hook: Option<Hook>) -> Round {
        let file = self.ledger();
        let store = Arc::new(Mutex::new(Store::open(&file).unwrap()));
        let feed = Some(self.folder.path().join("changes.atom"));
        let settings = Settings { every: 3600, into: None, about: Vec::new(), feed, hook };
        let limits = Limits { whole: Duration::from_secs(20), ..Limits::default() };
        let client = Client::new(self.reach.clone(), limits, None, &self.world);
        let keeper = Keeper { store, file: &file, lexicons: None, threads: Some(1) };
        Watch { keeper, client, world: &self.world, settings, reader: OnceCell::new() }.round(false).unwrap()
    }

    fn later(&self, seconds: u64) {
        self.world.wait(Duration::from_secs(seconds));
    }

    fn seconds(&self) -> i64 {
        self.world.seconds()
    }
}

/// What a site answers, to be changed in the middle of a test.
type Replies = Arc<Mutex<Vec<(&'static str, Reply)>>>;

/// A site of these pages; the rest is 404.
fn site(replies: &[(&'static str, Reply)]) -> (Site, Replies) {
    let replies: Replies = Arc::new(Mutex::new(replies.to_vec()));
    let own = replies.clone();
    let answer = move |asked: &Asked| {
        let replies = own.lock().unwrap();
        replies
            .iter()
            .rev()
            .find(|(path, _)| *path == asked.path)
            .map_or(Reply::status(404), |(_, reply)| conditional(asked, reply))
    };
    (Site::start(answer), replies)
}

/// 304 where the client has it already.
fn conditional(asked: &Asked, reply: &Reply) -> Reply {
    let of = |name: &str| reply.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
    let same = |theirs: &str, ours: &str| of(ours).is_some_and(|ours| asked.header(theirs) == Some(ours));
    if same("if-none-match", "ETag") || same("if-modified-since", "Last-Modified") {
        Reply::status(304)
    } else {
        reply.clone()
    }
}

fn set(replies: &Replies, path: &'static str, reply: Reply) {
    replies.lock().unwrap().push((path, reply));
}

fn rss(items: &[&str]) -> Reply {
    let items: String = items.iter().map(|link| format!("<item><title>x</title><link>{link}</link></item>")).collect();
    Reply::of(
        200,
        "application/rss+xml",
        format!("<rss version=\"2.0\"><channel><title>The Harbour Courier</title>{items}</channel></rss>"),
    )
}

fn page(headline: &str, day: &str, body: &str) -> Reply {
    Reply::page(&report(headline, day, body))
}

/// What the issue asks for, in one go.
#[test]
fn a_feed_is_followed_and_what_it_changes_is_said_once() {
    let (site, replies) = site(&[
        ("/a", page("Moscow weighs recognition", "2025-07-01", CONDITION)),
        ("/b", page("Russia recognises the Taliban government", "2025-07-04", RECOGNISED)),
        (
            "/c",
            page(
                "Kremlin confirms recognition",
                "2025-07-05",
                &CONFIRMED.replace("this newspaper", "the Tessel Herald"),
            ),
        ),
    ]);
    let desk = Desk::new(&[&site]);
    set(&replies, "/feed", rss(&["/a"]).with("ETag", "\"one\""));
    desk.add(&site.url("/feed"));
    let first = desk.round();
    assert_eq!((first.asked, first.kept), (1, 1));
    assert!(
        first.lines.iter().any(|line| line
            .starts_with("Russia toward the Taliban: recognition as government on a condition, 1 July 2025; 1 origin")),
        "{first:?}"
    );
    assert_eq!(site.log(), ["GET /robots.txt", "GET /feed", "GET /a"]);
    // Not due, then due and the same.
    assert_eq!(desk.round(), Round::default());
    desk.later(2 * 3600);
    assert_eq!(desk.round(), Round { asked: 1, ..Round::default() });
    assert_eq!(site.requests("/feed")[1].header("if-none-match"), Some("\"one\""));
    set(&replies, "/feed", rss(&["/c", "/b", "/a"]).with("ETag", "\"two\""));
    desk.later(2 * 3600);
    let second = desk.round();
    let wanted = "Russia toward the Taliban: recognition as government on a condition -> recognised as government, 3 July 2025; 2 origins";
    assert!(second.lines.iter().any(|line| line == wanted), "{:#?}", second.lines);
    assert!(!second.lines.iter().any(|line| line.contains("superseded by")), "said once: {:#?}", second.lines);
    assert_eq!((site.count("/a"), site.count("/b"), site.count("/c"), site.count("/robots.txt")), (1, 1, 1, 1));
    let feed = std::fs::read_to_string(desk.folder.path().join("changes.atom")).unwrap();
    let entries = find_items(&feed);
    assert!(entries.items.iter().any(|entry| read_item(&feed[entry.clone()]).title.as_deref() == Some(wanted)));
    assert_eq!((entries.items.len(), entries.broken), (first.lines.len() + second.lines.len(), None));
    desk.later(2 * 3600);
    assert_eq!(desk.round().lines, [""; 0]);
    // What is known of a page from outside.
    let known: String = desk.sql("SELECT url || ' ' || captured FROM captures WHERE path LIKE '%/a'");
    assert_eq!(known, format!("{} 2025-07-05", site.url("/a")));
}

#[test]
fn a_page_is_a_new_capture_when_its_words_change() {
    let advert = |text: &str| {
        Reply::page(
            &report("Moscow weighs recognition", "2025-07-01", CONDITION)
                .replace("</body>", &format!("<div class=ad>{text}</div></body>")),
        )
    };
    let (site, replies) = site(&[("/live", advert("Buy one").with("Last-Modified", "Fri, 04 Jul 2025 09:00:00 GMT"))]);
    let desk = Desk::new(&[&site]);
    desk.add(&site.url("/live"));
    assert_eq!(desk.round().kept, 1);
    desk.later(7200);
    assert_eq!(desk.round().kept, 0, "304");
    set(&replies, "/live", advert("Buy two"));
    desk.later(7200);
    assert_eq!(desk.round().kept, 0, "another advert");
    set(&replies, "/live", page("Russia recognises the Taliban government", "2025-07-04", RECOGNISED));
    desk.later(7200);
    let round = desk.round();
    assert_eq!(round.kept, 1);
    assert!(
        round.lines.iter().any(|line| line.contains("-> recognised as government, 3 July 2025")),
        "{:#?}",
        round.lines
    );
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM captures"), 2, "what it said before stays");
    set(&replies, "/live", advert("Buy two"));
    desk.later(7200);
    assert_eq!(desk.round().kept, 1, "what it says again");
    assert_eq!(site.requests("/live")[1].header("if-modified-since"), Some("Fri, 04 Jul 2025 09:00:00 GMT"));
    assert_eq!(desk.watched(&site.url("/live")).kind.as_deref(), Some("page"));
}

#[test]
fn what_a_site_asks_not_to_ask_for_is_not() {
    let (site, replies) = site(&[
        ("/robots.txt", Reply::of(200, "text/plain", "User-agent: *\nDisallow: /closed/\nCrawl-delay: 7\n")),
        ("/closed/a", page("x", "2025-07-01", CONDITION)),
        ("/led", Reply::to("/closed/a")),
    ]);
    set(&replies, "/feed", rss(&["/closed/a", "/led"]));
    let desk = Desk::new(&[&site]);
    desk.add(&site.url("/feed"));
    desk.add(&site.url("/closed/feed"));
    let begun = desk.seconds();
    assert_eq!(desk.round(), Round { asked: 2, ..Round::default() });
    assert_eq!(site.log(), ["GET /robots.txt", "GET /feed", "GET /led"]);
    assert_eq!(desk.seconds() - begun, 1 + 7, "the pause it wishes, once it is known");
    assert!(desk.watched(&site.url("/closed/feed")).told.unwrap().contains("robots.txt asks"));
    assert_eq!(
        desk.sql::<i64>("SELECT count(*) FROM links WHERE state = 'passed' AND told LIKE '%robots.txt asks%'"),
        2
    );
    // A day later it is asked again what it allows.
    desk.later(25 * 3600);
    set(&replies, "/robots.txt", Reply::status(500));
    assert_eq!(desk.round().asked, 2);
    let one = desk.watched(&site.url("/feed"));
    assert!(one.told.unwrap().contains("nothing is asked until it can say") && site.count("/feed") == 1);
}

#[test]
fn a_server_that_wants_to_rest_rests() {
    let (site, replies) = site(&[]);
    set(&replies, "/feed", Reply::status(429).with("Retry-After", "5400"));
    let desk = Desk::new(&[&site]);
    desk.add(&site.url("/feed"));
    desk.add(&site.url("/other"));
    desk.round();
    assert_eq!(site.log(), ["GET /robots.txt", "GET /feed"], "nor is another page of it asked for");
    let due = desk.watched(&site.url("/feed")).due;
    assert_eq!(due - desk.seconds(), 5400);
    desk.later(5399);
    desk.round();
    assert_eq!(site.log().len(), 2);
    set(&replies, "/feed", Reply::status(503).with("Retry-After", "Sat, 05 Jul 2025 20:00:00 GMT"));
    desk.later(1);
    desk.round();
    let until: Timestamp = "2025-07-05T20:00:00Z".parse().unwrap();
    assert_eq!(desk.watched(&site.url("/feed")).due, until.as_second());
}

#[test]
fn what_fails_is_asked_again_later_and_later() {
    let (site, replies) = site(&[("/feed", Reply::status(500))]);
    let desk = Desk::new(&[&site]);
    desk.add(&site.url("/feed"));
    let mut waits = Vec::new();
    for _ in 0..7 {
        desk.round();
        let one = desk.watched(&site.url("/feed"));
        assert_eq!(one.told.as_deref(), Some("500 Internal Server Error"));
        waits.push(one.due - desk.seconds());
        desk.later((one.due - desk.seconds()).unsigned_abs());
    }
    for (wait, wanted) in waits.iter().zip([2, 4, 8, 16, 24, 24, 24]) {
        let wanted = wanted * 3600;
        assert!((wanted * 9 / 10..=wanted * 11 / 10).contains(wait), "{waits:?}");
    }
    set(&replies, "/feed", rss(&[]));
    desk.round();
    let one = desk.watched(&site.url("/feed"));
    assert_eq!((one.failures, one.told), (0, None));
    // A page of a feed that fails is given up in the end.
    set(&replies, "/feed", rss(&["/gone"]));
    for _ in 0..8 {
        desk.later(24 * 3600);
        desk.round();
    }
    assert_eq!(site.count("/gone"), 6);
    assert_eq!(desk.sql::<String>("SELECT state || ': ' || told FROM links"), "passed: 404 Not Found");
}

/// A receiver that fails so often, and then takes what it is told.
fn receiver(failures: usize) -> (Site, Arc<AtomicUsize>) {
    let left = Arc::new(AtomicUsize::new(failures));
    let own = left.clone();
    let answer = move |_: &Asked| {
        let fails = own.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
        Reply::status(if fails { 500 } else { 204 })
    };
    (Site::start(answer), left)
}

fn hook(site: &Site) -> Option<Hook> {
    Some(Hook::new(site.url("/hook").parse().unwrap(), "whsec_c2VjcmV0").unwrap())
}

#[test]
fn a_webhook_gets_each_change_once() {
    let (site, replies) = site(&[("/b", page("Russia recognises the Taliban government", "2025-07-04", RECOGNISED))]);
    set(&replies, "/feed", rss(&["/b"]));
    let (receiver, left) = receiver(2);
    let desk = Desk::new(&[&site, &receiver]);
    desk.add(&site.url("/feed"));
    let round = desk.round_with(hook(&receiver));
    assert!(!round.lines.is_empty());
    // Two changes or more: each has attempts of its own.
    let ids =
        |log: &[Asked]| log.iter().map(|asked| asked.header("webhook-id").unwrap().to_string()).collect::<Vec<_>>();
    for _ in 0..6 {
        desk.later(200);
        desk.round_with(hook(&receiver));
    }
    assert_eq!(left.load(Ordering::SeqCst), 0);
    let log = receiver.requests("/hook");
    assert_eq!(log.len(), round.lines.len() + 2, "two failed");
    let mut distinct = ids(&log);
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), round.lines.len());
    for asked in &log {
        let (id, at) = (asked.header("webhook-id").unwrap(), asked.header("webhook-timestamp").unwrap());
        assert_eq!(asked.header("idempotency-key").unwrap(), format!("\"{id}\""));
        let signed = asked.header("webhook-signature").unwrap();
        assert_eq!(
            signed,
            signature(b"secret", format!("{id}.{at}.{}", String::from_utf8_lossy(&asked.body)).as_bytes())
        );
        let body: serde_json::Value = serde_json::from_slice(&asked.body).unwrap();
        assert_eq!(body["type"], "ledger.changed");
        assert!(round.lines.contains(&body["data"]["line"].as_str().unwrap().to_string()), "{body}");
    }
    // Killed between the answer and its note: the same once more, by the same key.
    desk.change("UPDATE deliveries SET state = 'waiting', due = 0 WHERE change = (SELECT id FROM changes ORDER BY number LIMIT 1)");
    desk.round_with(hook(&receiver));
    let again = receiver.requests("/hook");
    assert_eq!(again.len(), log.len() + 1);
    assert!(
        distinct.contains(&ids(&again[log.len()..])[0]) && log.iter().any(|asked| asked.body == again[log.len()].body)
    );
}

fn signature(secret: &[u8], text: &[u8]) -> String {
    use base64::Engine;
    use hmac::{KeyInit, Mac};
    let mut mac = hmac::Hmac::<sha2::Sha256>::new_from_slice(secret).unwrap();
    mac.update(text);
    format!("v1,{}", base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes()))
}

#[test]
fn a_webhook_on_a_private_address_is_not_told_and_given_up_in_the_end() {
    let (site, replies) = site(&[("/b", page("Russia recognises the Taliban government", "2025-07-04", RECOGNISED))]);
    set(&replies, "/feed", rss(&["/b"]));
    let (receiver, _) = receiver(0);
    let desk = Desk::new(&[&site]);
    desk.add(&site.url("/feed"));
    for _ in 0..14 {
        desk.round_with(hook(&receiver));
        desk.later(7 * 3600);
    }
    assert!(receiver.log().is_empty());
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM deliveries WHERE state <> 'given up' OR attempts <> 12"), 0);
}

/// Killed after pages were kept, before what they changed was noted.
#[test]
fn what_changed_is_told_after_a_kill_and_is_the_same() {
    let (site, replies) = site(&[("/b", page("Russia recognises the Taliban government", "2025-07-04", RECOGNISED))]);
    set(&replies, "/feed", rss(&["/b"]));
    let desk = Desk::new(&[&site]);
    desk.add(&site.url("/feed"));
    let lines = desk.round().lines;
    let ids: String = desk.sql("SELECT group_concat(id, ' ') FROM (SELECT id FROM changes ORDER BY id)");
    desk.change("DELETE FROM changes; INSERT INTO arrivals SELECT path FROM captures; UPDATE marks SET value = '0' WHERE name = 'merged'; UPDATE links SET state = 'waiting'");
    let again = desk.round();
    assert_eq!((again.lines, again.kept), (lines, 0));
    assert_eq!(desk.sql::<String>("SELECT group_concat(id, ' ') FROM (SELECT id FROM changes ORDER BY id)"), ids);
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM captures"), 1, "fetched again, it is the one that was kept");
}

#[test]
fn lists_of_feeds_and_sitemaps_lead_to_pages() {
    let map = |urls: &[(&str, &str)]| {
        let urls: String = urls.iter().map(|(url, day)| format!("<url><loc>{url}</loc><news:news><news:publication_date>{day}</news:publication_date></news:news></url>")).collect();
        format!("<urlset xmlns:news=\"n\">{urls}</urlset>")
    };
    let packed = |text: &str| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(text.as_bytes()).unwrap();
        Reply::of(200, "application/gzip", packed.finish().unwrap())
    };
    let (site, replies) = site(&[
        ("/a", page("Moscow weighs recognition", "2025-07-01", CONDITION)),
        ("/b", page("Russia recognises the Taliban government", "2025-07-04", RECOGNISED)),
        ("/new", page("Kremlin confirms recognition", "2025-07-05", CONFIRMED)),
        ("/opml", Reply::of(200, "text/x-opml", "<opml><body><outline xmlUrl=\"/feed\"/></body></opml>")),
        (
            "/index.xml",
            Reply::of(
                200,
                "application/xml",
                "<sitemapindex><sitemap><loc>/news.xml.gz</loc></sitemap><sitemap><loc>/index.xml</loc></sitemap></sitemapindex>",
            ),
        ),
    ]);
    set(&replies, "/feed", rss(&["/a"]));
    set(&replies, "/news.xml.gz", packed(&map(&[("/old", "2024-01-01"), ("/b", "2025-07-04T10:00:00Z")])));
    let desk = Desk::new(&[&site]);
    desk.add(&site.url("/opml"));
    desk.add(&site.url("/index.xml"));
    let round = desk.round();
    assert_eq!((round.asked, round.kept), (4, 2), "{:?}", site.log());
    assert_eq!(site.count("/old"), 0, "it was there before");
    set(&replies, "/news.xml.gz", packed(&map(&[("/new", "2020-01-01"), ("/b", "2025-07-04T10:00:00Z")])));
    set(&replies, "/opml", Reply::of(200, "text/x-opml", "<opml><body/></opml>"));
    desk.later(7200);
    let round = desk.round();
    assert_eq!((round.kept, site.count("/new"), site.count("/b")), (1, 1, 1));
    let urls: Vec<String> =
        desk.store().watched().unwrap().into_iter().map(|one| one.url.replace(&site.url(""), "")).collect();
    assert_eq!(urls, ["/index.xml", "/news.xml.gz", "/opml"], "the list names the feed no more");
}

#[test]
fn nothing_private_is_reached_by_a_feed() {
    let secret = Site::start(|_| Reply::page("<p>A secret."));
    let to = secret.url("/s");
    let (site, replies) = site(&[
        ("/led", Reply::to(&to)),
        ("/list", Reply::of(200, "text/x-opml", format!("<opml><body><outline xmlUrl=\"{to}\"/></body></opml>"))),
    ]);
    set(&replies, "/feed", rss(&[&to, "/led", "http://169.254.169.254/latest/", "file:///etc/passwd"]));
    let desk = Desk::new(&[&site]);
    desk.add(&site.url("/feed"));
    desk.add(&site.url("/list"));
    desk.add(&site.url("/led"));
    assert_eq!(desk.round().kept, 0);
    set(&replies, "/robots.txt", Reply::to(&secret.url("/robots.txt")));
    desk.later(30 * 3600);
    desk.round();
    assert!(secret.log().is_empty(), "{:?}", secret.log());
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM links WHERE told LIKE '%not reached%'"), 3);
}

#[test]
fn addresses_are_added_listed_removed_and_asked_once() {
    let (site, replies) = site(&[("/b", page("Russia recognises the Taliban government", "2025-07-04", RECOGNISED))]);
    set(&replies, "/feed", rss(&["/b"]));
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| sites::attache(folder.path(), &[], arguments);
    let watch = |arguments: &[&str]| sites::attache(folder.path(), &[&site], &[&["watch"], arguments].concat());
    for bad in [
        &["watch"][..],
        &["watch", "--list"],
        &["watch", "--once"],
        &["watch", "--add", "ftp://x.example/"],
        &["watch", "--every", "1s", "https://x.example/"],
    ] {
        let output = run(bad);
        assert_eq!(output.status.code(), Some(2), "{bad:?}: {}", told(&output));
        assert!(!folder.path().join("attache.db").exists(), "{bad:?}");
    }
    assert!(
        run(&["watch", "--add", &site.url("/feed"), "https://a.example/", "--add", "https://courier.example/#top"])
            .status
            .success()
    );
    let listed = printed(&run(&["watch", "--list"]));
    assert!(listed.contains("https://courier.example/  (not asked yet; next now)\n"), "{listed}");
    assert!(run(&["watch", "--remove", "https://courier.example/", "https://a.example/"]).status.success());
    assert_eq!(run(&["watch", "--remove", "https://courier.example/"]).status.code(), Some(2));
    let output = watch(&["--once", "--into", "captures", "--feed", "changes.atom", "--about", "Taliban"]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(
        printed(&output).contains("Russia toward the Taliban: recognised as government, 3 July 2025; 1 origin\n"),
        "{}",
        printed(&output)
    );
    assert!(told(&output).contains("1 address asked, 1 page kept; next "), "{}", told(&output));
    assert_eq!(std::fs::read_dir(folder.path().join("captures")).unwrap().count(), 1);
    let again = watch(&["--once"]);
    assert!(
        told(&again).starts_with("attache: nothing is due before 2") && printed(&again).is_empty(),
        "{}",
        told(&again)
    );
    let now = watch(&["--once", "--now"]);
    assert!(told(&now).contains("1 address asked, 0 pages kept") && printed(&now).is_empty(), "{}", told(&now));
    // Another that runs.
    let held = std::fs::File::open(folder.path().join("attache.db-watch")).unwrap();
    held.lock().unwrap();
    let beside = watch(&["--once", "--now"]);
    assert!(beside.status.success() && told(&beside).contains("another watch of attache.db runs"), "{}", told(&beside));
}

/// It goes on until it is ended, and then ends as every run does.
#[cfg(unix)]
#[test]
fn a_watch_goes_on_until_it_is_ended() {
    use std::io::{BufRead, BufReader};
    let (site, replies) = site(&[]);
    set(&replies, "/feed", rss(&[]));
    let folder = tempfile::tempdir().unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_attache"));
    command.current_dir(folder.path()).env_remove("ATTACHE_LEDGER").args(["watch", &site.url("/feed")]);
    command.args(["--allow-address", &site.address.to_string(), "--pause", "0"]);
    let mut child = command.stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    assert!(line.contains("1 address asked, 0 pages kept; next "), "{line}");
    rustix::process::kill_process(rustix::process::Pid::from_child(&child), rustix::process::Signal::TERM).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(143));
}
