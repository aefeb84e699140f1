//! What must hold for every page, whatever stands in it.

use attache_pipeline::article::Articles;
use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType, Page};
use attache_pipeline::read::Reader;
use attache_pipeline::span::Span;
use proptest::prelude::*;
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Lexicons::embedded()));

/// Every span lies in the text, on character boundaries, and quotes what stands there; body and furniture never overlap.
fn check_spans(page: &Page, articles: &Articles) {
    let mut covered: Vec<Span> = Vec::new();
    for article in &articles.articles {
        let named = article
            .byline
            .iter()
            .chain(&article.credits)
            .chain(&article.republished_from)
            .chain(&article.translated_from);
        let heads = article.title.iter().copied().chain(named.map(|n| n.span));
        let days = article.published.iter().chain(&article.modified).filter_map(|d| d.span);
        let outlet = article.outlet.iter().filter_map(|o| o.span);
        for span in heads.chain(days).chain(outlet).chain(article.body.iter().copied()) {
            assert!(page.text.get(span.start..span.end).is_some(), "{span:?}");
        }
        covered.extend(&article.body);
    }
    for furniture in &articles.furniture {
        assert!(page.text.get(furniture.span.start..furniture.span.end).is_some());
        covered.push(furniture.span);
    }
    covered.sort();
    for pair in covered.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{pair:?} overlap");
    }
    for line in &page.lines {
        assert!(!page.quote(line.span).trim().is_empty());
    }
}

/// Pieces that pages are made of, good and bad.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("<p>".to_string()),
        Just("</div>".to_string()),
        Just("<div class=\"related\">".to_string()),
        Just("<h1>Envoy returns to Kabul</h1>".to_string()),
        Just("<time datetime=2021-08-16>".to_string()),
        Just("<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"x\"}</script>".to_string()),
        Just("By Ann Lee\n".to_string()),
        Just("27 minutes ago\n".to_string()),
        Just("Share on Facebook\n".to_string()),
        Just("<a href='".to_string()),
        Just("&amp;&#x1F600;&bogus;".to_string()),
        Just("16 août 2021, 16.08.21 ".to_string()),
        Just("The ministry said on Monday that its embassy would stay open, and that talks went on.\n".to_string()),
        "\\PC{0,30}",
        "[\\s<>&;\"'=/!-]{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn html_pages(pieces in prop::collection::vec(piece(), 0..40)) {
        let source = pieces.concat();
        let reading = READER.read(source.as_bytes(), MediaType::Html, Known::default());
        check_spans(&reading.page, &reading.articles);
        let again = READER.read(source.as_bytes(), MediaType::Html, Known::default());
        prop_assert_eq!(reading.articles, again.articles);
    }

    #[test]
    fn text_captures(pieces in prop::collection::vec(piece(), 0..40)) {
        let source = pieces.concat();
        let reading = READER.read(source.as_bytes(), MediaType::Text, Known::default());
        prop_assert_eq!(&reading.page.text, &source);
        check_spans(&reading.page, &reading.articles);
    }

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for media_type in [MediaType::Html, MediaType::Text, MediaType::Article] {
            let reading = READER.read(&bytes, media_type, Known::default());
            check_spans(&reading.page, &reading.articles);
        }
    }
}
