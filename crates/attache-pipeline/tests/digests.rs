//! Digests, many short reports on one page, come apart however many they are; and what is not taken is told of.

use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::{Reader, Reading};
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Lexicons::embedded()));

/// `count` items, each by `write` from its number, a day and a paragraph of its own.
fn digest(count: usize, write: impl Fn(usize, &str, &str) -> String) -> Reading {
    const DOERS: [&str; 5] = ["The harbour board", "A clerk", "Two farmers", "The ferry line", "An engineer"];
    const DEEDS: [&str; 7] = ["sold", "mended", "painted", "closed", "praised", "moved", "drew"];
    let items = (0..count).map(|at| {
        let day = format!("{} July 20{:02}", at % 28 + 1, at % 20 + 5);
        let (doer, event_mention, other) = (DOERS[at % 5], DEEDS[at % 7], DEEDS[at * 3 % 7]);
        let prose = format!(
            "{doer} {event_mention} boat number {at} in the spring, and nobody on the quay asked why it was {other}. Whoever \
             wants to see the papers about it can ask at desk {} in the town hall, said the mayor.",
            at * 7
        );
        write(at, &day, &prose)
    });
    let text = format!("The month in short\n\n{}", items.collect::<String>());
    READER.read(text.as_bytes(), MediaType::Text, Known::default())
}

#[track_caller]
fn check(count: usize, write: impl Fn(usize, &str, &str) -> String) {
    let reading = digest(count, write);
    let heads =
        reading.articles.articles.iter().filter_map(|article| article.title).map(|title| reading.page.quote(title));
    assert_eq!(reading.articles.articles.len(), count, "{:?}", heads.collect::<Vec<_>>());
    for (at, article) in reading.articles.articles.iter().enumerate() {
        let quote = |span| reading.page.quote(span);
        assert_eq!(article.title.map(quote), Some(format!("Boat number {at} is talked about").as_str()));
        assert!(article.body.iter().any(|span| quote(*span).contains(&format!("boat number {at} "))), "item {at}");
    }
}

#[test]
fn items_come_apart_however_many() {
    for count in [4, 30, 40, 700] {
        check(count, |at, day, prose| format!("Boat number {at} is talked about\n{day}\n{prose}\n\n"));
    }
}

#[test]
fn heads_and_paragraphs_vary() {
    let title = |at: usize| format!("Boat number {at} is talked about");
    check(50, |at, day, prose| format!("{}\nBy Ann Lee\n{day}\n{prose}\n\n", title(at)));
    check(50, |at, day, prose| format!("{}\n\n{day}\n\n{}\n\n", title(at), prose.replace(". ", ".\n")));
    check(50, |at, day, prose| format!("{}\n{day}\n{prose}\nRead more\nShare\n\n", title(at)));
    let short = |at: usize| if at.is_multiple_of(3) { "again, and nobody asked why it was so late" } else { "again" };
    check(50, |at, day, _| format!("{}\n{day}\nThe owner painted boat number {at} {}.\n", title(at), short(at)));
}

#[test]
fn teasers_under_an_article_are_no_digest() {
    let long =
        "The ministry said on Monday that its embassy would stay open through the winter, and that talks went on. ";
    let teaser = "\nMore from the harbour this week\n3 July 2025\nThe ferry line sold a boat in the spring.\n";
    let text = format!("Embassy stays open\nBy Ann Lee\n{}\n{}", long.repeat(3), format!("{long}{long}\n").repeat(6));
    let text = text + &teaser.repeat(6);
    let reading = READER.read(text.as_bytes(), MediaType::Text, Known::default());
    assert_eq!(reading.articles.articles.len(), 1);
}

/// A thread of comments far longer than the article over it, and a long menu in its place.
#[test]
fn hardly_any_prose_kept_is_told_of() {
    let article = "Embassy stays open\nBy Ann Lee\n3 July 2025\nThe ministry said on Monday that its embassy would stay open \
                   through the winter, and that talks about the airport went on.\nTwo clerks and a driver will live in the \
                   house by the river, where the ambassador lived until he left in August, she said.\n";
    let comment = "Tom\n3 July 2025 at 4:15 pm\nThat is what they told us the last time as well, and look what came of it.\nReply\n";
    let told = |text: &str| -> Vec<String> {
        let reading = READER.read(text.as_bytes(), MediaType::Text, Known::default());
        reading.articles.notes.into_iter().map(|note| note.why).collect()
    };
    let notes = told(&format!("{article}Comments\n{}", comment.repeat(40)));
    assert!(notes.iter().any(|why| why.ends_with("words in sentences were taken for furniture, not for an article")));
    let menu = "World\nSport\nAll our stories about the harbour\n".repeat(20);
    assert_eq!(told(&format!("Home\n{menu}{article}")), [""; 0]);
}
