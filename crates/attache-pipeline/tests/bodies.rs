//! Which lines of a page are its article, kind by kind: what other extractors are known to take or to lose.
//!
//! Every page here is a short report of ours with one thing around it or in it. `check` gives the lines that a careful reader would take.

use attache_pipeline::lexicons::Lexicons;
use attache_pipeline::page::{Known, MediaType};
use attache_pipeline::read::{Reader, Reading};
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Lexicons::embedded()));

const PORT: [&str; 5] = [
    "The port of Quellin will take no more coal ships from the first of March, its council decided on Tuesday evening.",
    "Nine of the eleven members voted for it, among them two who had spoken against it in the autumn.",
    "“We can live from grain and from passengers,” said the head of the council, Marit Sandvik, after the vote.",
    "The railway, which carries the coal inland, said that it would look for another harbour and named none.",
    "About sixty people work on the coal quay, and the council promised that each of them would be offered another place.",
];

fn read(text: &str, media_type: MediaType) -> Reading {
    READER.read(text.as_bytes(), media_type, Known::default())
}

/// The lines of the main article's body.
fn body(text: &str, media_type: MediaType) -> Vec<String> {
    let reading = read(text, media_type);
    let spans = reading.articles.articles.first().map(|article| article.body.clone()).unwrap_or_default();
    spans.iter().map(|span| reading.page.quote(*span).to_string()).collect()
}

fn paragraphs(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("<p>{line}</p>\n")).collect()
}

/// A page with a menu and a foot around an article's box.
fn page(head: &str, main: &str, after: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>Port to end coal</title>{head}</head><body><nav><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li>\
         <li><a href=/m>Money</a></li></ul></nav><main><article><h1>Port to end coal</h1><div class=text>{main}</div></article></main>{after}\
         <footer><p>© The Quellin Gazette. All rights reserved.</p><ul><li><a href=/a>About</a></li><li><a href=/t>Terms</a></li></ul></footer></body></html>"
    )
}

#[track_caller]
fn check(html: &str, expected: &[&str]) {
    assert_eq!(body(html, MediaType::Html), expected);
}

/// The article with something between its second and third paragraph.
fn around(thing: &str) -> String {
    page("", &format!("{}{thing}{}", paragraphs(&PORT[..2]), paragraphs(&PORT[2..])), "")
}

#[test]
fn an_entry_tagged_with_consent_words_is_read() {
    let links: String = (0..30).map(|n| format!("<li><a href=/{n}>Other report number {n}</a></li>")).collect();
    let html = format!(
        "<body class=single><div class='wrap'><div class='post-19 post type-post category-privacy tag-cookie-alert tag-notice'><h1>Port to end coal</h1>{}</div>\
         <div class=sidebar><ul>{links}</ul></div></div>",
        paragraphs(&PORT)
    );
    check(&html, &PORT);
}

#[test]
fn what_the_page_hides_is_not_read_but_in_the_article() {
    let hidden = "<p>Your session has ended, and whatever you wrote before that has been kept for you until the evening.</p>\
                  <p>Go back to the first page and give the number that was sent to you by letter when you joined.</p>";
    for attribute in ["style='display: none'", "hidden", "class='sr-only'", "class='print-only'", "aria-hidden=true"] {
        check(&page("", &paragraphs(&PORT), &format!("<section {attribute}>{hidden}</section>")), &PORT);
    }
    // An answer that opens at a click is the article's.
    let answer = "The quay will be cleaned for two years before anything else is built on it, the council's plan says.";
    let open = around(&format!("<div class=answer style='display:none'><p>{answer}</p></div>"));
    check(&open, &[PORT[0], PORT[1], answer, PORT[2], PORT[3], PORT[4]]);
}

#[test]
fn lists_of_links_are_left_out_and_tables_of_contents_are_not() {
    let away = "<ul><li><a href=/x>How the coal came to the harbour and who was paid for it</a></li><li><a href=/y>What a grain ship \
                brings the town in a good year</a></li></ul>";
    check(&around(away), &PORT);
    check(&around(&format!("<div class='related-links'>{away}</div>")), &PORT);
}

#[test]
fn teasers_and_boxes_beside_the_article_are_left_out() {
    let teaser = "<article><h3><a href=/t>Storks on the gasworks</a></h3><p>A pair of storks has built its nest on the old gasworks, and nobody has \
                  the heart to tell the builders.</p></article>";
    let aside = format!("<aside class=col>{teaser}{teaser}</aside>");
    check(&page("", &paragraphs(&PORT), &aside), &PORT);
    let form = "<form action=/join><p>Tell us where you live and we will bring you the paper on Saturdays before the bakers open.</p><button>Join \
                us now and read on</button></form>";
    check(&around(form), &PORT);
    let wall = "<div class='paywall-benefits'><h4>Read on with us</h4><ul><li>All reports of our five reporters, on the day they are written.</li><li>The \
                letter from the harbour every Friday, with the tides.</li></ul></div>";
    check(&around(wall), &PORT);
    let facts = "<div class=factbox><h3>Facts: the port</h3><p>The port was dug in the year of the comet and has been widened twice since then.</p></div>";
    check(&around(facts), &PORT);
    check(&around("<p>Læs også: <a href=/f>Færgen sejler for sidste gang</a></p>"), &PORT);
}

#[test]
fn a_table_is_read_whole() {
    let table = "<table><tr><th>Year</th><th>Coal ships</th><th>Grain ships</th></tr><tr><td>2022</td><td>63</td><td>88</td></tr><tr><td>2023</td>\
                 <td>41</td><td>97</td></tr><tr><td>2024</td><td>22</td><td>104</td></tr></table>";
    let cells = ["Year", "Coal ships", "Grain ships", "2022", "63", "88", "2023", "41", "97", "2024", "22", "104"];
    check(&around(table), &[&PORT[..2], &cells[..], &PORT[2..]].concat());
}

#[test]
fn captions_are_none_of_the_body() {
    let figure = "<figure><img src=q.jpg><figcaption>The coal quay on Tuesday. Three ships were waiting for the tide when the council met.</figcaption><p>© \
                  Picture desk/L. Horn</p></figure>";
    check(&around(figure), &PORT);
    let quoted = format!(
        "<figure><blockquote><p>{}</p></blockquote></figure>",
        "Nobody will be sent home without another place, I give my word for it."
    );
    let quote = "Nobody will be sent home without another place, I give my word for it.";
    check(&around(&quoted), &[PORT[0], PORT[1], quote, PORT[2], PORT[3], PORT[4]]);
}

#[test]
fn what_stands_twice_is_read_once() {
    let frame = "<div class=ext><h4>A chart from elsewhere</h4><p>This chart is kept by another house, and it is fetched only when you have agreed that the other \
                 house may see from where you read.</p><button>Agree and fetch</button></div>";
    let html =
        format!("{}{frame}{}{frame}{}{frame}", paragraphs(&PORT[..2]), paragraphs(&PORT[2..4]), paragraphs(&PORT[4..]));
    check(&page("", &html, ""), &PORT);
    let twice = format!("<div class=wide>{0}</div></div></article><article><div class=narrow>{0}", paragraphs(&PORT));
    check(&page("", &twice, ""), &PORT);
    let pulled = "<aside class=pull><p>We can live from grain and from passengers</p></aside>";
    let html = format!("{}{pulled}{}", paragraphs(&PORT[..3]), paragraphs(&PORT[3..]));
    check(&page("", &html, ""), &PORT);
}

#[test]
fn posts_set_into_the_text_are_read() {
    let post = "<blockquote class=twitter-tweet><p>sixty people. sixty. ask them.</p>— Joss Varn (@jossvarn) <a href=/p>March 2, 2031</a></blockquote>";
    let expected = [
        PORT[0],
        PORT[1],
        "sixty people. sixty. ask them.",
        "— Joss Varn (@jossvarn) March 2, 2031",
        PORT[2],
        PORT[3],
        PORT[4],
    ];
    check(&around(post), &expected);
}

#[test]
fn short_paragraphs_are_not_lost() {
    let lines = [PORT[0], "It was late.", PORT[1], "Nobody clapped.", "The next meeting is in June."];
    check(&page("", &paragraphs(&lines), ""), &lines);
    let boxed = |line: &str| format!("<div><p>{line}</p></div>");
    let lines = [PORT[0], "It was late.", PORT[1], PORT[2], "Nobody clapped.", PORT[3]];
    let advert = "<div class=ad>Advertisement</div>";
    check(&page("", &lines.map(boxed).join(advert), ""), &lines);
    let heads = "<p><b>What ends</b><br>Coal will be landed for the last time on the last day of February, the council said.</p>\
                 <p><b>Who pays</b><br>The town and the state share the cost of the new cranes, as the law has it.</p>";
    let expected = [
        "What ends",
        "Coal will be landed for the last time on the last day of February, the council said.",
        "Who pays",
        "The town and the state share the cost of the new cranes, as the law has it.",
    ];
    check(&page("", heads, ""), &expected);
}

#[test]
fn days_of_a_list_are_body_and_days_of_the_head_are_not() {
    let days = [
        "March 1 – Quellin, the grain quay",
        "March 4 – Tarn, the old lock",
        "March 9 – Dorn, the timber yard",
        "March 12 – Sill, the ferry stage",
    ];
    let list = paragraphs(&days);
    let html = format!(
        "<p>Published 3 February 2031</p><p>Updated 4 February 2031</p>{}{list}{}",
        paragraphs(&PORT[..2]),
        paragraphs(&PORT[2..3])
    );
    check(&page("", &html, ""), &[&PORT[..2], &days[..], &PORT[2..3]].concat());
}

#[test]
fn a_standfirst_that_the_page_repeats_is_body() {
    let standfirst =
        "Sixty people will have to be found another place, and the railway another harbour, before the spring.";
    let head = format!("<meta name=description content='{standfirst}'>");
    let html = page(&head, &format!("<h2>{standfirst}</h2>{}", paragraphs(&PORT)), "");
    check(&html, &[&[standfirst], &PORT[..]].concat());
    check(&page(&head, &paragraphs(&PORT), ""), &PORT);
}

#[test]
fn headlines_below_an_article_are_not_its_body() {
    let below = [
        "Two ferrymen leave over the price of rope",
        "Iceland recognises Kosovo again, says nobody",
        "Rain expected in the lowlands",
    ];
    let html = format!("{}<p>More news</p>{}", paragraphs(&PORT), paragraphs(&below));
    check(&page("", &html, ""), &PORT);
    let text = format!(
        "The Quellin Gazette\nHome\nWorld\nPort to end coal\n{}\nLatest news\n{}\n",
        PORT.join("\n"),
        below.join("\n")
    );
    assert_eq!(body(&text, MediaType::Text), PORT);
}

#[test]
fn columns_below_a_text_capture_are_not_its_body() {
    let columns = "The salt road\nAda Brunn\nWhoever walks the salt road in winter meets nobody, and that is the best that can be said of it today.\nA bell\nTor \
                   Vinge\nThe bell of the seamen's church has been silent for a week, and the dogs of the quarter have begun to sleep again.\nFor the \
                   cook\nLise Marn\nThere is no better week for eel than this one, and no worse one for those who have to catch it in the dark.\n";
    let text = format!(
        "The Quellin Gazette\nHome\nWorld\nPort to end coal\nby Ruth Hale\nMarch 3, 2031\n{}\n{columns}About\nContact\n",
        PORT.join("\n")
    );
    assert_eq!(body(&text, MediaType::Text), PORT);
}

#[test]
fn the_report_is_the_main_article_not_the_headlines_above_it() {
    let headlines = "Mayor: 'The lock was never 'really closed'\nFishermen ask for a later winter\nA library is moved by night, book by book\nPolice look for the \
                     owner of eleven swans\nSchool roof to be paid by the readers of a novel\nBaker's bread to weigh less from Monday\n";
    let text = format!(
        "Skip to content\nQuellin Portal\nTop stories\n{headlines}Sign in\n3 hrs ago\nPort to end coal\nShare\n{}\nPrivacy\n",
        PORT.join("\n")
    );
    assert_eq!(body(&text, MediaType::Text), PORT);
}

#[test]
fn a_declared_body_stands_in_only_for_a_missing_one() {
    let spoilt: String = PORT.join(" ").chars().filter(|c| !",.“”".contains(*c)).collect();
    let declared = |body: &str| {
        let body = serde_json::to_string(body).expect("a string");
        format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Port to end coal\",\"articleBody\":{body}}}</script>"
        )
    };
    check(&page(&declared(&spoilt), &paragraphs(&PORT), ""), &PORT);
    let escaped = paragraphs(&PORT).replace('<', "&lt;").replace('>', "&gt;");
    for markup in [paragraphs(&PORT), escaped] {
        check(&page(&declared(&markup), "<p>Loading</p>", ""), &PORT);
    }
}

#[test]
fn several_articles_on_a_page_come_apart_and_sections_do_not() {
    let item = |number: usize, title: &str, day: &str, lines: &[&str]| {
        format!(
            "<article id=post-{number} class=hentry><h2><a href=/{number}>{title}</a></h2><p class=meta><time>{day}</time></p>{}</article>",
            paragraphs(lines)
        )
    };
    let pier = [
        "The pier at Dorn is open again after the storm of last week, the harbour office said on Monday.",
        "Two planks are still missing at the far end, and children are asked to mind their feet.",
    ];
    let html = format!(
        "<body><main><h1>From the coast</h1>{}{}</main>",
        item(7, "Port to end coal", "4 March 2031", &PORT),
        item(6, "Pier opens again", "25 February 2031", &pier)
    );
    let reading = read(&html, MediaType::Html);
    let found: Vec<(String, String, usize)> = (reading.articles.articles.iter())
        .map(|article| {
            let title = article.title.map(|span| reading.page.quote(span).to_string()).unwrap_or_default();
            (title, article.published.as_ref().map(|day| day.date.to_string()).unwrap_or_default(), article.body.len())
        })
        .collect();
    let expected = [("Port to end coal", "2031-03-04", 5), ("Pier opens again", "2031-02-25", 2)];
    assert_eq!(found, expected.map(|(title, day, count)| (title.to_string(), day.to_string(), count)));
    let sections = format!(
        "{}<h2>What is next</h2>{}<h2>The pier</h2>{}",
        paragraphs(&PORT[..2]),
        paragraphs(&PORT[2..]),
        paragraphs(&pier)
    );
    assert_eq!(read(&page("", &sections, ""), MediaType::Html).articles.articles.len(), 1);
}
