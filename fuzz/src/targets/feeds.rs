//! Feeds and dumps of articles, taken apart into their items.
//!
//! In: the bytes of a feed, XML or JSON. Of any: items that stand in it one behind another, bounded in number; of each a page in UTF-8, bounded by its
//! stretch, with an address of http or https or none; read twice, and by way of a file of many, the same.
//!
//! `holders` gives feeds too, among files of all kinds; here they are read without a file between, and some thousand times as often.

use attache::input::record::{Content, page_of, xml_text};
use attache::input::{dump, feed, item::Item};
use std::ops::Range;

/// Items of one feed that are read.
const MOST_READ: usize = 60;
/// Bytes of a page for each of its item (a title stands in it three times, a quotation mark as six bytes), and beside them.
const MOST_FOR_A_BYTE: usize = 20;
const MOST_FOR_NOTHING: usize = 1000;

/// Finds the items, and makes a page of each.
pub fn check(bytes: &[u8]) {
    let text = xml_text(bytes);
    let found = feed::find_items(&text);
    assert!(found.items.len() <= feed::MOST_ITEMS && (found.is_feed || found.items.is_empty()));
    check_places(&text, &found.items);
    for place in found.items.iter().take(MOST_READ) {
        let stretch = &text[place.clone()];
        let item = feed::read_item(stretch);
        assert_eq!(item, feed::read_item(stretch), "read twice it is another");
        assert_eq!(item.known().published, feed::read_link(stretch).1, "followed, it is of another day");
        check_item(&item, stretch, Content::FeedItem);
    }
    let objects = dump::find_objects(&text);
    check_places(&text, &objects.places);
    for place in objects.places.iter().take(MOST_READ) {
        let stretch = &text[place.clone()];
        if let Some(item) = dump::read_article(stretch) {
            check_item(&item, stretch, Content::DumpItem);
        }
    }
}

/// One behind another, each with something in it.
fn check_places(text: &str, places: &[Range<usize>]) {
    let mut before = 0;
    for place in places {
        assert!(before <= place.start && place.start < place.end, "{place:?} begins before {before} ends");
        assert!(text.get(place.clone()).is_some(), "{place:?} is not cut out of {} bytes", text.len());
        before = place.end;
    }
}

/// What is known of an item, and its page.
fn check_item(item: &Item, stretch: &str, content: Content) {
    let known = item.known();
    assert!(known.url.is_none_or(|url| url.starts_with("http://") || url.starts_with("https://")));
    let page = item.page();
    assert!(std::str::from_utf8(&page).is_ok(), "a page that is not in UTF-8");
    let most = MOST_FOR_A_BYTE * stretch.len() + MOST_FOR_NOTHING;
    assert!(page.len() <= most, "a page of {} bytes for {}", page.len(), stretch.len());
    let by_file = page_of(&content, stretch.into(), u64::MAX).expect("an item that was found is a page");
    assert!(by_file.bytes == page && by_file.broken.is_none(), "by way of its file it is another");
}
