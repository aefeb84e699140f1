//! HTML to the text a reader sees, block by block.
//!
//! In: HTML. Out: a [`Page`]: head lines for metadata values, then one line for each run of text between block
//! boundaries, each knowing its block. `<p>The <a>embassy</a> stays.</p>` is a line of three words, one of them a link.
//!
//! It keeps menus, comments, hidden boxes: all of it is somebody's evidence. Scripts and styles are not text.

use super::class_names::ClassNames;
use super::gluing;
use super::html::tree::{MAX_ATTRIBUTES, MAX_DEPTH, MAX_NODES};
use super::html::{Kind, NodeId, Tag, Tree};
use super::lexicon::PageLexicon;
use super::line::{count_words, fold};
use super::metadata::{self, Field, Value};
use super::{Block, Known, Line, MediaType, Page};
use crate::span::{Note, Span};
use std::hash::{Hash, Hasher};

/// Share of a declared article body that the visible page must lack for the body to be taken from the metadata.
const BODY_MISSING: f64 = 0.7;
/// Fewer words than this are no article body.
const SHORTEST_BODY: u32 = 60;
/// How often a declared body's entities may have been escaped.
const MOST_ESCAPES: usize = 3;
/// Claims of marked elements beyond these are not taken, with a note: real pages stay under 100.
const MOST_CLAIMS: usize = 400;
/// A claim is not looked for within a longer line, in bytes: a page that lost its ends is one line, every claim on it.
const LONGEST_SEARCHED: usize = 1 << 14;

/// Renders a page. Linear in its length.
pub fn render(source: &str, known: Known, lexicon: &PageLexicon) -> Page {
    let tree = Tree::parse(source);
    let mut notes = limits_reached(&tree);
    let mut values = metadata::collect(&tree, lexicon, &mut notes);
    let mut visible = Renderer::new(&tree, &lexicon.class_names).run();

    let mut text = String::with_capacity(visible.text.len() + 2048);
    let mut lines = Vec::new();
    for value in values.iter_mut().filter(|value| value.field.is_printed()) {
        value.span = Some(push_line(&mut text, &value.text));
    }
    if let Some(body) = missing_body(&values, &visible.text) {
        for paragraph in shown(body).lines().filter(|p| !p.trim().is_empty()) {
            let span = push_line(&mut text, paragraph);
            lines.push(Line { from_metadata: true, ..Line::plain(&text, span, 0) });
        }
    }
    let head = (text.len(), lines.len());
    text.push_str(&visible.text);
    for block in &mut visible.blocks {
        block.lines = (block.lines.0 + head.1 as u32, block.lines.1 + head.1 as u32);
    }
    lines.extend(visible.lines.into_iter().map(|mut line| {
        line.span = line.span.shifted(head.0);
        line
    }));
    values.extend(visible.values.into_iter().map(|mut value| {
        let at = value.line.map_or(0, |line| line as usize) + head.1;
        value.span = lines.get(at).map(|line| within(&text, line.span, &value.text));
        // An element after the last text stands beside the last line.
        value.line = lines.len().checked_sub(1).map(|last| at.min(last) as u32);
        value
    }));

    if visible.claims_left {
        notes.push(Note::on_page(format!("only the first {MOST_CLAIMS} elements that claim something were heard")));
    }
    for value in values.iter().filter(|value| value.cut && value.field.is_printed()) {
        let why =
            format!("longer than {} characters and cut there: what {} says", metadata::LONGEST, value.from.name());
        notes.push(Note { span: value.span.unwrap_or_default(), why });
    }
    Page { media_type: MediaType::Html, charset: "UTF-8", text, lines, blocks: visible.blocks, values, known, notes }
}

/// A note for each limit that the tree reached.
fn limits_reached(tree: &Tree) -> Vec<Note> {
    let mut notes = Vec::new();
    if tree.cut {
        let why = format!("the page has more than {MAX_NODES} elements and texts; the rest was left out");
        notes.push(Note::on_page(why));
    }
    if tree.too_deep > 0 {
        let count = tree.too_deep;
        let why = format!("elements nested deeper than {MAX_DEPTH} ({count} of them) were read as if they were not");
        notes.push(Note::on_page(why));
    }
    if tree.attributes_left > 0 {
        let count = tree.attributes_left;
        let why = format!("attributes beyond the first {MAX_ATTRIBUTES} of an element ({count} of them) were not read");
        notes.push(Note::on_page(why));
    }
    notes
}

/// Appends `value` as a line of its own, white space collapsed, and says where.
fn push_line(text: &mut String, value: &str) -> Span {
    let start = text.len();
    for word in value.split_whitespace() {
        if text.len() > start {
            text.push(' ');
        }
        text.push_str(word);
    }
    let span = Span::new(start, text.len());
    text.push('\n');
    span
}

/// Where `part` stands in a line, or the whole line.
fn within(text: &str, line: Span, part: &str) -> Span {
    if line.len() <= LONGEST_SEARCHED
        && let Some(at) = line.of(text).find(part)
    {
        return Span::new(line.start + at, line.start + at + part.len());
    }
    line
}

/// A declared article body that the visible page does not show: pages that build themselves by script.
fn missing_body<'v>(values: &'v [Value], visible: &str) -> Option<&'v str> {
    let body = values.iter().filter(|v| v.field == Field::Body).max_by_key(|v| v.text.len())?;
    if count_words(&body.text) < SHORTEST_BODY {
        return None;
    }
    // Pieces of eight words, looked up in the visible text: a reader's check, not a similarity. Signs are not compared: systems lose them on the way to the metadata.
    let folded = fold(&body.text);
    let words: Vec<&str> = folded.split(' ').collect();
    let visible = fold(visible).replace(' ', "");
    let pieces: Vec<String> =
        words.chunks(8).filter(|c| c.len() == 8).step_by(words.len() / 160 + 1).map(|c| c.concat()).collect();
    let absent = pieces.iter().filter(|piece| !visible.contains(piece.as_str())).count();
    (absent as f64 >= BODY_MISSING * pieces.len() as f64).then_some(&body.text)
}

/// A declared body as readers would see it: some systems give it as HTML, or with its entities escaped once more. Paragraphs are lines.
fn shown(body: &str) -> String {
    let mut text = body.to_string();
    for _ in 0..MOST_ESCAPES {
        if !(text.contains("&lt;")
            || text.contains("&amp;")
            || text.contains("&quot;")
            || text.contains("&#")
            || text.contains("&nbsp;"))
        {
            break;
        }
        text = htmlize::unescape(&text).into_owned();
    }
    let is_markup = ["</p>", "<br", "</div>", "<p>", "</a>", "</li>"].iter().any(|tag| text.contains(tag));
    if !is_markup {
        return text;
    }
    let tree = Tree::parse(&text);
    let names = ClassNames::default();
    Renderer::new(&tree, &names).run().text
}

struct Renderer<'t, 's> {
    tree: &'t Tree<'s>,
    names: &'t ClassNames,
    text: String,
    lines: Vec<Line>,
    blocks: Vec<Block>,
    values: Vec<Value>,
    open: Vec<Frame>,
    /// Start of the line being written, in bytes of `text`.
    start: usize,
    link_words: u32,
    claims_left: bool,
}

#[derive(Clone, Copy)]
struct Frame {
    end: NodeId,
    block: u32,
    is_block: bool,
    link: bool,
    hidden: bool,
    heading: u8,
}

struct Visible {
    text: String,
    lines: Vec<Line>,
    blocks: Vec<Block>,
    values: Vec<Value>,
    claims_left: bool,
}

impl<'t, 's> Renderer<'t, 's> {
    fn new(tree: &'t Tree<'s>, names: &'t ClassNames) -> Self {
        let root = Block { parent: 0, tag: Tag::Root, groups: 0, signature: 0, depth: 0, lines: (0, 0) };
        let frame =
            Frame { end: tree.nodes.len() as NodeId, block: 0, is_block: true, link: false, hidden: false, heading: 0 };
        Renderer {
            tree,
            names,
            text: String::new(),
            lines: Vec::new(),
            blocks: vec![root],
            values: Vec::new(),
            open: vec![frame],
            start: 0,
            link_words: 0,
            claims_left: false,
        }
    }

    fn run(mut self) -> Visible {
        let mut id: NodeId = 1;
        while (id as usize) < self.tree.nodes.len() {
            self.close_ended(id);
            match self.tree.nodes[id as usize].kind {
                Kind::Text(raw) => self.push_text(raw),
                Kind::Element { tag, .. } if tag.is_unseen() => {
                    if tag.is_block() {
                        self.end_line();
                    }
                    id = self.tree.nodes[id as usize].end;
                    continue;
                }
                Kind::Element { tag: Tag::Br | Tag::Hr, .. } => self.end_line(),
                Kind::Element { tag, .. } => self.open_element(id, tag),
            }
            id += 1;
        }
        self.close_ended(self.tree.nodes.len() as NodeId);
        self.end_line();
        self.blocks[0].lines.1 = self.lines.len() as u32;
        let Renderer { text, lines, blocks, values, claims_left, .. } = self;
        Visible { text, lines, blocks, values, claims_left }
    }

    fn close_ended(&mut self, id: NodeId) {
        while self.open.len() > 1 && self.open.last().is_some_and(|frame| frame.end <= id) {
            if self.open.last().is_some_and(|frame| frame.is_block) {
                self.end_line();
            }
            if let Some(frame) = self.open.pop().filter(|frame| frame.is_block) {
                self.blocks[frame.block as usize].lines.1 = self.lines.len() as u32;
            }
        }
    }

    fn open_element(&mut self, id: NodeId, tag: Tag) {
        let above = *self.open.last().unwrap_or(&Frame {
            end: 0,
            block: 0,
            is_block: true,
            link: false,
            hidden: false,
            heading: 0,
        });
        let mut groups = 0;
        let mut link = above.link;
        let mut hidden = above.hidden;
        let mut hash = rustc_hash::FxHasher::default();
        tag.hash(&mut hash);
        for &(name, value) in self.tree.attributes(id) {
            match name.as_bytes() {
                b"class" | b"CLASS" => {
                    let says = self.names.read_classes(value);
                    groups |= says.groups;
                    hidden |= says.is_unseen;
                    value.hash(&mut hash);
                }
                b"id" | b"role" | b"data-testid" | b"data-component" | b"aria-label" | b"ID" => {
                    groups |= self.names.read(value)
                }
                b"hidden" => hidden = true,
                b"aria-hidden" => hidden |= value == "true",
                b"style" => hidden |= hides(value),
                // A place on the same page is no other page: tables of contents are the article's own.
                b"href" => link |= tag == Tag::A && !(value.starts_with('#') && value.len() > 1),
                _ => {}
            }
        }
        let is_block = tag.is_block();
        let mut block = above.block;
        if is_block {
            self.end_line();
            block = self.blocks.len() as u32;
            let depth = self.blocks[above.block as usize].depth + 1;
            let here = self.lines.len() as u32;
            let signature = hash.finish() as u32;
            self.blocks.push(Block { parent: above.block, tag, groups, signature, depth, lines: (here, here) });
        } else if self.text.len() > self.start
            && !self.text.ends_with(' ')
            && gluing::is_apart(self.tree, self.names, id)
        {
            self.text.push(' ');
        }
        let heading = if tag.is_heading() { tag as u8 - Tag::H1 as u8 + 1 } else { above.heading };
        // One claim too many is enough to know of: each costs a look at what is inside its element.
        if !self.claims_left {
            let claim = metadata::claims(self.tree, id, tag, groups, self.lines.len() as u32);
            if self.values.len() < MOST_CLAIMS {
                self.values.extend(claim);
            } else {
                self.claims_left = claim.is_some();
            }
        }
        let end = self.tree.nodes[id as usize].end;
        if end > id + 1 {
            self.open.push(Frame { end, block, is_block, link, hidden, heading });
        }
    }

    fn push_text(&mut self, raw: &str) {
        let decoded = htmlize::unescape(raw);
        let before = self.text.len();
        let mut space = decoded.starts_with(|c: char| c.is_whitespace());
        for word in decoded.split_whitespace() {
            if space && self.text.len() > self.start && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            self.text.push_str(word);
            space = true;
        }
        if self.text.len() > before && self.open.last().is_some_and(|frame| frame.link) {
            self.link_words += count_words(&self.text[before..]);
        }
        if decoded.ends_with(|c: char| c.is_whitespace()) && self.text.len() > self.start && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn end_line(&mut self) {
        let span = Span::new(self.start, self.text.len()).trimmed(&self.text);
        let seen = self.text[span.start..span.end]
            .contains(|c: char| !c.is_whitespace() && c != '\u{200b}' && c != '\u{feff}');
        if !seen {
            self.text.truncate(self.start);
            return;
        }
        self.text.truncate(span.end);
        let frame = self.open.last().copied();
        let words = count_words(span.of(&self.text));
        self.lines.push(Line {
            span,
            words,
            link_words: self.link_words.min(words),
            block: frame.map_or(0, |f| f.block),
            heading: frame.map_or(0, |f| f.heading),
            hidden: frame.is_some_and(|f| f.hidden),
            gap: 0,
            from_metadata: false,
        });
        self.text.push('\n');
        self.start = self.text.len();
        self.link_words = 0;
    }
}

/// Whether a style attribute takes the element out of sight.
fn hides(style: &str) -> bool {
    let squeezed: String =
        style.chars().filter(|c| !c.is_whitespace()).take(200).collect::<String>().to_ascii_lowercase();
    squeezed.contains("display:none") || squeezed.contains("visibility:hidden")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::LEXICONS;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let page = render(html, Known::default(), &LEXICONS.page);
        let lines: Vec<&str> = page.lines.iter().map(|line| page.quote(line.span)).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn blocks_are_lines() {
        check("<p>The <a href=x>embassy</a> stays.</p><p> Open <br>today", &["The embassy stays.", "Open", "today"]);
        check("<ul><li>Home<li>World</ul><script>x</script>", &["Home", "World"]);
        check("<p>Tea &amp; talks&nbsp;in Kabul</p>", &["Tea & talks in Kabul"]);
        check("a<b>b</b> c", &["ab c"]);
    }

    #[test]
    fn pieces_side_by_side_get_a_gap() {
        let line = "<div><span class=day>3 May 2021</span><span class=who>Ann Lee</span><span class=len>4 min read</span></div>";
        check(line, &["3 May 2021 Ann Lee 4 min read"]);
        check("<p><a href=a>Ann Lee</a><a href=b>Omar Haddad</a></p>", &["Ann Lee Omar Haddad"]);
        check("<p>By <a href=a>Ann Lee</a><time>3 May</time></p>", &["By Ann Lee 3 May"]);
        check("<p class=x><b class=author>Ann Lee</b><i class=role>Reporter</i></p>", &["Ann Lee Reporter"]);
    }

    #[test]
    fn words_with_markup_stay_whole() {
        check(
            "<p>The <b>Ka</b><i>bul</i> talks of <span>Mac</span><span>Donald</span></p>",
            &["The Kabul talks of MacDonald"],
        );
        check("<p><span class=drop>T</span><span class=rest>He envoys left</span></p>", &["THe envoys left"]);
        check(
            "<p>In <a href=a>North</a><a href=b>Korea</a> and <em>Sri</em>Lanka</p>",
            &["In NorthKorea and SriLanka"],
        );
        check("<p><span class=a>$</span><span class=b>12</span></p>", &["$12"]);
    }

    /// Found by fuzzing: such a claim was on a line one past the last.
    #[test]
    fn a_claim_after_the_last_text_stands_beside_the_last_line() {
        let page = render("<p>Kabul</p><time datetime=2021-08-16></time>", Known::default(), &LEXICONS.page);
        assert_eq!((page.values[0].line, page.values[0].span), (Some(0), None));
        let page = render("<time datetime=2021-08-16></time>", Known::default(), &LEXICONS.page);
        assert_eq!((page.values[0].line, page.values[0].span), (None, None));
    }

    /// Each claim was looked for in the whole line: minutes for 20 MB without a line end.
    #[test]
    fn claims_on_one_endless_line_are_read_in_linear_time() {
        let line = "<time datetime=2021-08-16>x</time> ".repeat(100_000);
        let page = render(&line, Known::default(), &LEXICONS.page);
        assert_eq!((page.lines.len(), page.values.len()), (1, MOST_CLAIMS));
    }

    #[test]
    fn every_limit_is_told_of() {
        let told = |html: &str| -> Vec<String> {
            let notes = render(html, Known::default(), &LEXICONS.page).notes;
            assert!(notes.len() <= 1, "{notes:?}");
            notes.into_iter().map(|note| note.why).collect()
        };
        let (ten, many) = ("<time datetime=2021-08-16>x</time> ".repeat(10), "<a rel=author>Ann Lee</a> ".repeat(401));
        assert!(told(&format!("<title>Talks</title>{}<p>{ten}", "<div>".repeat(90))).is_empty());
        for (html, why) in [
            (&"<p>x".repeat(MAX_NODES / 2 + 1), "the page has more than 1500000 elements and texts"),
            (&"<div>x".repeat(MAX_DEPTH + 9), "elements nested deeper than 256 (10 of them)"),
            (&format!("<p {}>x", "a ".repeat(70)), "attributes beyond the first 64 of an element (6 of them)"),
            (&format!("<p>{many}"), "only the first 400 elements that claim something"),
            (
                &format!("<title>{}</title>", "talks ".repeat(80)),
                "longer than 400 characters and cut there: what title el",
            ),
            (
                &(0..201).map(|n| format!("<meta name=author content='Ann Lee {n}'>")).collect(),
                "only the first 200 different values of the page's metadata",
            ),
            (&"<script type=application/ld+json>[}</script>".to_string(), "JSON-LD that is no JSON was not read"),
        ] {
            let said = told(html);
            assert!(said.len() == 1 && said[0].starts_with(why), "{why}: {said:?}");
        }
    }

    #[test]
    fn a_body_only_in_metadata_is_read_from_there() {
        let sentence = "The ministry said on Monday that its embassy would stay open through the winter and beyond. ";
        let html = format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"articleBody\":\"{}\"}}</script><p>Loading</p>",
            sentence.repeat(6)
        );
        let page = render(&html, Known::default(), &LEXICONS.page);
        assert!(page.lines[0].from_metadata && page.lines[0].words > 60);
    }
}
