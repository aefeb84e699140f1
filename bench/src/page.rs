//! News-like pages of any number, each always the same.
//!
//! In: a number. Out: HTML of about 120 KB with what news pages have: scripts, JSON-LD, a menu of a hundred links, a
//! headline and a byline, thirty paragraphs with a figure, an advert and a promo between them, related cards, comments.
//!
//! Measured pages must not be of one mould, so lengths, classes and words come from the number. Nothing here is any
//! website's: words are drawn one by one, so sentences have a shape but no meaning.

use std::fmt::Write;

/// Page `number`.
pub fn write_page(number: u64) -> String {
    let mut draw = Draw(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut html = String::with_capacity(160_000);
    let headline = draw.title(6, 11);
    let author = format!("{} {}", draw.of(GIVEN), draw.of(FAMILY));
    let (month, day) = (1 + draw.below(12), 1 + draw.below(28));
    head(&mut html, &mut draw, &headline, &author, month, day);
    menu(&mut html, &mut draw);
    article(&mut html, &mut draw, &headline, &author, month, day);
    cards(&mut html, &mut draw);
    comments(&mut html, &mut draw);
    foot(&mut html, &mut draw);
    html
}

/// The text of report `number`, about 600 words in paragraphs, for what reads text only.
pub fn write_report(number: u64) -> String {
    let mut draw = Draw(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let paragraphs: Vec<String> =
        (0..12).map(|_| (0..draw.between(2, 4)).map(|_| draw.sentence()).collect::<Vec<_>>().join(" ")).collect();
    paragraphs.join("\n\n")
}

/// A small generator of numbers (xorshift64*): the same everywhere, for ever.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % limit
    }

    fn of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len() as u64) as usize]
    }

    fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most - least + 1)
    }

    /// Words in title case.
    fn title(&mut self, least: u64, most: u64) -> String {
        let words: Vec<String> = (0..self.between(least, most)).map(|_| capital(self.of(NOUNS))).collect();
        words.join(" ")
    }

    /// "The envoy of the ministry would open a border near Kabul, and …"
    fn sentence(&mut self) -> String {
        let mut words: Vec<&str> = Vec::new();
        for clause in 0..self.between(1, 3) {
            if clause > 0 {
                words.push(self.of(&["and", "but", "while", "as"]));
            }
            words.extend([self.of(ARTICLES), self.of(NOUNS), self.of(&["of", "in", "from", "near"])]);
            words.extend([
                self.of(&["the", "its", "", ""]),
                self.of(PLACES),
                self.of(VERBS),
                self.of(ARTICLES),
                self.of(NOUNS),
            ]);
            words.extend([
                self.of(&["on", "after", "before", "until"]),
                self.of(&["Monday", "Friday", "the talks", "the vote"]),
            ]);
        }
        words.retain(|word| !word.is_empty());
        capital(&words.join(" ")) + "."
    }

    fn paragraph(&mut self) -> String {
        let mut sentences: Vec<String> = (0..self.between(1, 4)).map(|_| self.sentence()).collect();
        if self.below(3) == 0 {
            sentences.push(format!(
                "&ldquo;{}&rdquo; {} said.",
                self.sentence().trim_end_matches('.'),
                self.of(FAMILY)
            ));
        }
        if self.below(4) == 0 {
            sentences.push(format!("<a href=\"/story/{}\">{}</a>", self.below(99_999), self.sentence()));
        }
        sentences.join(" ")
    }

    /// Class names as tools that build pages give them.
    fn class(&mut self) -> String {
        format!("{}-{}__{:x} u-{}", self.of(BOXES), self.of(BOXES), self.below(1 << 24), self.of(BOXES))
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn head(html: &mut String, draw: &mut Draw, headline: &str, author: &str, month: u64, day: u64) {
    let stamp = format!("2024-{month:02}-{day:02}T09:12:00Z");
    let _ = write!(
        html,
        "<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>{headline} | The Harbour Courier</title>\n\
         <meta property=\"og:title\" content=\"{headline}\"><meta property=\"og:site_name\" content=\"The Harbour Courier\">\n\
         <meta property=\"article:published_time\" content=\"{stamp}\"><meta name=\"author\" content=\"{author}\">\n\
         <script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@graph\":[{{\"@type\":\"NewsArticle\",\
         \"headline\":\"{headline}\",\"datePublished\":\"{stamp}\",\"author\":{{\"@id\":\"#a\"}},\
         \"publisher\":{{\"@type\":\"Organization\",\"name\":\"The Harbour Courier\"}}}},\
         {{\"@type\":\"Person\",\"@id\":\"#a\",\"name\":\"{author}\"}}]}}</script>\n"
    );
    for _ in 0..24 {
        let _ =
            writeln!(html, "<link rel=\"preload\" as=\"script\" href=\"/static/chunk-{:x}.js\">", draw.below(1 << 40));
    }
    html.push_str("<style>");
    for _ in 0..160 {
        let _ = write!(html, ".{}{{margin:0 {}px;color:#{:06x}}}", draw.of(BOXES), draw.below(40), draw.below(1 << 24));
    }
    html.push_str("</style>\n<script>window.__STATE__={");
    for at in 0..420 {
        let _ = write!(html, "\"k{at}\":{{\"id\":{},\"slug\":\"{}\"}},", draw.below(1 << 30), draw.of(NOUNS));
    }
    html.push_str("};if(1<2&&document.all){document.write(\"<p>old</p>\")}</script></head>\n<body>\n");
}

fn menu(html: &mut String, draw: &mut Draw) {
    html.push_str("<header class=\"site-header\"><nav class=\"main-nav\" aria-label=\"Main\">\n");
    for _ in 0..14 {
        let _ = write!(html, "<div class=\"{}\"><ul>", draw.class());
        for _ in 0..8 {
            let (class, name) = (draw.class(), capital(draw.of(NOUNS)));
            let _ = write!(
                html,
                "<li class=\"{class}\"><a href=\"/{name}/\" data-track=\"nav|{name}\"><span>{name}</span></a></li>"
            );
        }
        html.push_str("</ul></div>\n");
    }
    html.push_str("</nav></header>\n");
}

fn article(html: &mut String, draw: &mut Draw, headline: &str, author: &str, month: u64, day: u64) {
    let _ = write!(
        html,
        "<main><article class=\"{}\"><h1>{headline}</h1>\n<p class=\"byline\">By <a rel=\"author\" href=\"/by/1\">{author}</a></p>\
         <time datetime=\"2024-{month:02}-{day:02}\">{day}/{month}/2024</time>\n<div class=\"share-bar\"><button>Share</button>\
         <a href=\"#\">Email</a></div>\n",
        draw.class()
    );
    let paragraphs = draw.between(18, 42);
    for at in 0..paragraphs {
        let _ = writeln!(html, "<p class=\"{}\">{}</p>", draw.class(), draw.paragraph());
        match at {
            2 => {
                let caption = draw.sentence();
                let _ = writeln!(
                    html,
                    "<figure><img src=\"a.jpg\" alt=\"\"><figcaption>{caption} Photo: Courier</figcaption></figure>"
                );
            }
            6 => html.push_str("<div class=\"ad-slot\"><span>Advertisement</span></div>\n"),
            9 => {
                let _ = writeln!(html, "<p><strong>READ: <a href=\"/x\">{}</a></strong></p>", draw.title(5, 9));
            }
            12 => {
                let _ = writeln!(html, "<h2>{}</h2>", draw.title(3, 6));
            }
            _ => {}
        }
    }
    html.push_str("<p><em>(With information from AFP)</em></p></article></main>\n");
}

fn cards(html: &mut String, draw: &mut Draw) {
    html.push_str("<aside class=\"related\"><h2>Related articles</h2>\n");
    for _ in 0..48 {
        let (class, title, teaser) = (draw.class(), draw.title(6, 11), draw.sentence());
        let (id, hours) = (draw.below(99_999), draw.between(2, 23));
        let _ = write!(
            html,
            "<div class=\"card {class}\" data-id=\"{id}\"><a href=\"/story/{id}\" class=\"{class}-link\"><picture><source \
             srcset=\"/img/{id}-320.webp 320w, /img/{id}-640.webp 640w\"><img src=\"/img/{id}.jpg\" loading=\"lazy\" alt=\"{title}\">\
             </picture><h3>{title}</h3></a><p class=\"teaser\">{teaser}</p><span class=\"age\">{hours} hours ago</span></div>\n"
        );
    }
    html.push_str("</aside>\n");
}

fn comments(html: &mut String, draw: &mut Draw) {
    html.push_str("<section id=\"comments\"><h3>Comments</h3>\n");
    for _ in 0..draw.between(10, 50) {
        let (class, name) = (draw.class(), draw.of(GIVEN));
        let text = draw.sentence();
        let _ = writeln!(html, "<div class=\"comment {class}\"><b>{name}</b><p>{text}</p><button>Reply</button></div>");
    }
    html.push_str("</section>\n");
}

fn foot(html: &mut String, draw: &mut Draw) {
    html.push_str("<footer class=\"site-footer\"><ul>");
    for _ in 0..40 {
        let (class, name) = (draw.class(), draw.title(1, 3));
        let _ = write!(html, "<li class=\"{class}\"><a href=\"/about\">{name}</a></li>");
    }
    html.push_str("</ul><p>&copy; 2024 The Harbour Courier</p></footer>\n<script>");
    for at in 0..260 {
        let _ = write!(html, "function f{at}(a,b){{return a*{}+b<{}}}", draw.below(1 << 20), draw.below(1 << 20));
    }
    html.push_str("</script></body></html>\n");
}

const ARTICLES: &[&str] = &["the", "a", "its", "their", "another", "no"];
const NOUNS: &[&str] = &[
    "embassy",
    "ministry",
    "envoy",
    "border",
    "treaty",
    "harbour",
    "winter",
    "council",
    "bridge",
    "market",
    "delegation",
    "rail",
    "passport",
    "valley",
    "school",
    "hospital",
    "garrison",
    "province",
    "customs",
    "water",
    "grain",
    "lake",
    "mission",
    "visa",
    "statement",
    "parliament",
    "vote",
    "minister",
    "spokesman",
    "recognition",
    "government",
    "meeting",
    "road",
    "airport",
];
const VERBS: &[&str] = &[
    "would open",
    "has closed",
    "recognised",
    "visited",
    "did not reach",
    "will keep",
    "refused",
    "welcomed",
    "called for",
    "left",
    "reported",
    "could not confirm",
    "had signed",
    "sent",
];
const PLACES: &[&str] = &[
    "Kabul",
    "China",
    "Russia",
    "Northgate",
    "the Taliban",
    "Kosovo",
    "Tangier",
    "Turkey",
    "Lake Province",
    "Moscow",
    "Doha",
];
const GIVEN: &[&str] = &["Ann", "Omar", "Li", "Maria", "Jonas", "Aylin", "Pavel", "Ines"];
const FAMILY: &[&str] = &["Lee", "Haddad", "Wei", "Souza", "Brandt", "Demir", "Orlov", "Costa"];
const BOXES: &[&str] = &[
    "wrap", "grid", "item", "col", "link", "media", "text", "inner", "list", "row", "cell", "story", "teaser", "meta",
    "label",
];

#[cfg(test)]
mod tests {
    use super::write_page;

    #[test]
    fn pages_are_of_a_size_and_always_the_same() {
        for number in 0..20 {
            let page = write_page(number);
            assert!((80_000..180_000).contains(&page.len()), "{}", page.len());
            assert_eq!(page, write_page(number));
        }
        assert_ne!(write_page(1), write_page(2));
    }
}
