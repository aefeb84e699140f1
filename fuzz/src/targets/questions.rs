//! Questions in words, and words to be searched for.
//!
//! In: text. A question's days stand in it; its answer, from a ledger of nothing, is a line; a search finds nothing, or says in a line why it is none.

use super::READER;
use attache::answers::asking::answer;
use attache::answers::parties::Names;
use attache::answers::saying::English;
use attache::store::Store;
use attache::store::search::Within;
use attache_pipeline::questions::read_question;
use std::cell::RefCell;
use std::sync::LazyLock;

static NAMES: LazyLock<Names> = LazyLock::new(|| Names::read(None).expect("the gazetteer"));

thread_local! {
    static STORE: RefCell<Store> = RefCell::new(Store::in_memory().expect("a ledger in memory"));
}

pub fn check(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let query = read_question(text, &READER.lexicons.questions, &READER.lexicons.gazetteer);
    for day in &query.during.spans {
        assert!(text.get(day.start..day.end).is_some_and(|day| !day.is_empty()), "{day:?} is not in the question");
    }
    for (_, name) in &query.unknown {
        assert!(!name.is_empty(), "a name of no letters");
    }
    STORE.with_borrow(|store| {
        let reply = answer(&query, &NAMES, None, store, &English).expect("an answer from a ledger of nothing");
        assert!(!reply.answer.trim().is_empty(), "an answer without words");
        match store.search(text, &Within::default(), 10) {
            Ok(hits) => assert!(hits.is_empty(), "a ledger of nothing has words"),
            Err(why) => assert_eq!(format!("{why:#}").lines().count(), 1, "{why:#}"),
        }
    });
}
