//! HTML to a lean tree: elements, their attributes as written, and runs of text, all borrowed from the source.
//!
//! In: decoded HTML. Out: [`Tree`], an arena in document order. `<p>Kabul, <b>Aug 16</b>` is `p` with two texts and a
//! `b` between them.
//!
//! Not a browser's tree: no adoption agency, no foster parenting, no script. News pages need block structure, links and
//! attributes; a standard parser (`html5ever` into a plain arena) spends as long as everything else here together.
//! What it does follow of the standard: void and raw-text elements, implied end tags, stray end tags ignored, scopes.

use super::tags::Tag;
use memchr::{memchr, memmem};

/// Deeper elements are hung on the element at this depth, with a note: real pages stay under 100. It also bounds how far an end tag
/// looks for its beginning: a page of nothing but stray end tags is as slow as this is large.
pub const MAX_DEPTH: usize = 256;
/// More nodes than this are dropped, with a note.
pub const MAX_NODES: usize = 1_500_000;
/// Texts of elements are cut here, in bytes of source: whoever asks for one wants a name or a headline, not a chapter.
const LONGEST_TEXT: usize = 1 << 13;
/// Attributes of one element beyond these are dropped, with a note.
pub const MAX_ATTRIBUTES: usize = 64;

/// Index of a node in its tree; the root is 0.
pub type NodeId = u32;

/// An element or a run of text.
#[derive(Debug)]
pub struct Node<'s> {
    /// The element it stands in.
    pub parent: NodeId,
    /// An element with its attributes, or a run of text.
    pub kind: Kind<'s>,
    /// Index after the last node inside this one: `id + 1..end` are the descendants.
    pub end: NodeId,
}

/// What a node is.
#[derive(Debug)]
pub enum Kind<'s> {
    /// An element with its attributes (a range of [`Tree::attributes`]).
    Element {
        #[allow(missing_docs)]
        tag: Tag,
        #[allow(missing_docs)]
        attributes: (u32, u16),
    },
    /// Text as written, character references not yet resolved; of raw elements too.
    Text(&'s str),
}

/// A parsed page.
#[derive(Debug)]
pub struct Tree<'s> {
    /// Nodes in document order.
    pub nodes: Vec<Node<'s>>,
    attributes: Vec<(&'s str, &'s str)>,
    /// Set where the tree has as many nodes as it may, and the page more.
    pub cut: bool,
    /// Elements that stand deeper than is told apart.
    pub too_deep: usize,
    /// Attributes left out, of elements that have too many.
    pub attributes_left: usize,
}

impl<'s> Tree<'s> {
    /// Parses a page. Linear in its length; never fails.
    pub fn parse(source: &'s str) -> Tree<'s> {
        Builder::new(source).run()
    }

    /// The tag of a node, `None` for text.
    pub fn tag(&self, id: NodeId) -> Option<Tag> {
        match self.nodes[id as usize].kind {
            Kind::Element { tag, .. } => Some(tag),
            Kind::Text(_) => None,
        }
    }

    /// Attributes of an element as written: `(name, raw value)`.
    pub fn attributes(&self, id: NodeId) -> &[(&'s str, &'s str)] {
        match self.nodes[id as usize].kind {
            Kind::Element { attributes: (start, count), .. } => {
                &self.attributes[start as usize..start as usize + count as usize]
            }
            Kind::Text(_) => &[],
        }
    }

    /// The raw value of an attribute; names compare without case.
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&'s str> {
        self.attributes(id).iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| *v)
    }

    /// The text inside a node, references resolved, white space runs made one space; of a large one only the beginning.
    pub fn text(&self, id: NodeId) -> String {
        let mut out = String::new();
        let mut left = LONGEST_TEXT;
        for node in &self.nodes[id as usize..self.nodes[id as usize].end as usize] {
            if left == 0 {
                break;
            }
            left -= 1;
            if let Kind::Text(raw) = node.kind {
                let cut = (0..=left.min(raw.len())).rev().find(|at| raw.is_char_boundary(*at)).unwrap_or(0);
                left = if cut < raw.len() { 0 } else { left - cut };
                for word in htmlize::unescape(&raw[..cut]).split_whitespace() {
                    if !out.is_empty() {
                        out.push(' ');
                    }
                    out.push_str(word);
                }
            }
        }
        out
    }

    /// The raw text of a raw element such as `script`.
    pub fn raw_text(&self, id: NodeId) -> &'s str {
        match self.nodes.get(id as usize + 1).map(|n| &n.kind) {
            Some(Kind::Text(text)) => text,
            _ => "",
        }
    }
}

struct Builder<'s> {
    source: &'s str,
    at: usize,
    tree: Tree<'s>,
    open: Vec<(NodeId, Tag)>,
}

impl<'s> Builder<'s> {
    fn new(source: &'s str) -> Self {
        let root = Node { parent: 0, kind: Kind::Element { tag: Tag::Root, attributes: (0, 0) }, end: 0 };
        let mut nodes = Vec::with_capacity(source.len() / 40 + 1);
        nodes.push(root);
        let attributes = Vec::with_capacity(source.len() / 40);
        let tree = Tree { nodes, attributes, cut: false, too_deep: 0, attributes_left: 0 };
        Builder { source, at: 0, tree, open: vec![(0, Tag::Root)] }
    }

    fn run(mut self) -> Tree<'s> {
        let bytes = self.source.as_bytes();
        while self.at < bytes.len() && !self.tree.cut {
            let next = memchr(b'<', &bytes[self.at..]).map_or(bytes.len(), |n| self.at + n);
            if next > self.at {
                self.push_text(self.at, next);
            }
            self.at = next;
            if next < bytes.len() {
                self.markup();
            }
        }
        while let Some((id, _)) = self.open.pop() {
            self.tree.nodes[id as usize].end = self.tree.nodes.len() as NodeId;
        }
        self.tree
    }

    /// At a `<`: a tag, a comment, a declaration, or a bare sign that is text.
    fn markup(&mut self) {
        let bytes = self.source.as_bytes();
        match bytes.get(self.at + 1) {
            Some(b'!') => {
                let rest = &bytes[self.at..];
                let end = if rest.starts_with(b"<!--") {
                    memmem::find(&rest[4..], b"-->").map(|n| n + 7)
                } else {
                    memchr(b'>', rest).map(|n| n + 1)
                };
                self.at += end.unwrap_or(rest.len());
            }
            Some(b'?') => self.at += memchr(b'>', &bytes[self.at..]).map_or(bytes.len() - self.at, |n| n + 1),
            Some(b'/') if bytes.get(self.at + 2).is_some_and(u8::is_ascii_alphabetic) => self.end_tag(),
            Some(c) if c.is_ascii_alphabetic() => self.start_tag(),
            _ => {
                self.push_text(self.at, self.at + 1);
                self.at += 1;
            }
        }
    }

    fn name(&mut self) -> Tag {
        let (tag, end) = tag_name(self.source.as_bytes(), self.at);
        self.at = end;
        tag
    }

    fn start_tag(&mut self) {
        self.at += 1;
        let tag = self.name();
        let first = self.tree.attributes.len();
        let self_closed = self.attributes();
        let count = self.tree.attributes.len() - first;

        if tag == Tag::Html && self.tree.nodes.len() > 1 && self.open.iter().any(|o| o.1 == Tag::Html) {
            return;
        }
        self.imply_ends(tag);
        let id = self.push(Kind::Element { tag, attributes: (first as u32, count as u16) });
        if tag.is_void() || (self_closed && (tag == Tag::Other || self.inside_svg())) {
            self.tree.nodes[id as usize].end = id + 1;
        } else if tag.is_raw() {
            self.raw(id, tag);
        } else if self.open.len() < MAX_DEPTH {
            self.open.push((id, tag));
        } else {
            self.tree.nodes[id as usize].end = id + 1;
            self.tree.too_deep += 1;
        }
    }

    fn inside_svg(&self) -> bool {
        self.open.iter().rev().take(12).any(|o| o.1 == Tag::Svg)
    }

    fn imply_ends(&mut self, tag: Tag) {
        if !tag.is_block() {
            return;
        }
        // Inner first: `<td><p>` + `<td>` closes the p, then the td.
        for depth in (1..self.open.len()).rev() {
            let open = self.open[depth].1;
            if tag.closes(open) {
                self.close_to(depth);
                // A row closes its cell and then itself: look further out.
                continue;
            }
            if open.is_scope()
                && !matches!((tag, open), (Tag::Tr | Tag::Td | Tag::Th | Tag::Tbody | Tag::Tfoot, Tag::Td | Tag::Th))
            {
                break;
            }
        }
    }

    fn close_to(&mut self, depth: usize) {
        let end = self.tree.nodes.len() as NodeId;
        for (id, _) in self.open.drain(depth..) {
            self.tree.nodes[id as usize].end = end;
        }
    }

    fn end_tag(&mut self) {
        self.at += 2;
        let tag = self.name();
        let bytes = self.source.as_bytes();
        self.at = memchr(b'>', &bytes[self.at..]).map_or(bytes.len(), |n| self.at + n + 1);
        if tag == Tag::Other {
            // Unknown names are not told apart: close the nearest unknown one before any known block.
            if let Some(depth) = self.open.iter().rposition(|o| o.1 == Tag::Other || o.1.is_block() || o.1.is_scope())
                && self.open[depth].1 == Tag::Other
            {
                self.close_to(depth);
            }
            return;
        }
        for depth in (1..self.open.len()).rev() {
            let open = self.open[depth].1;
            if open == tag {
                return self.close_to(depth);
            }
            // An inline end tag never closes a block; `</p>` does not leave its list.
            if (open.is_block() && !tag.is_block()) || (open.is_scope() && matches!(tag, Tag::P | Tag::Li)) {
                return;
            }
        }
    }

    /// Reads attributes up to and including `>`; true where the tag ends in `/>`.
    fn attributes(&mut self) -> bool {
        let bytes = self.source.as_bytes();
        let first = self.tree.attributes.len();
        loop {
            while self.at < bytes.len() && matches!(bytes[self.at], b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/') {
                self.at += 1;
            }
            if self.at >= bytes.len() {
                return false;
            }
            if bytes[self.at] == b'>' {
                self.at += 1;
                return bytes[self.at - 2] == b'/';
            }
            let start = self.at;
            self.at += 1;
            while self.at < bytes.len()
                && !matches!(bytes[self.at], b'=' | b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/' | b'>')
            {
                self.at += 1;
            }
            let name = self.slice(start, self.at);
            let mut ahead = self.at;
            while ahead < bytes.len() && bytes[ahead].is_ascii_whitespace() {
                ahead += 1;
            }
            let mut value = "";
            if bytes.get(ahead) == Some(&b'=') {
                ahead += 1;
                while ahead < bytes.len() && bytes[ahead].is_ascii_whitespace() {
                    ahead += 1;
                }
                (value, self.at) = self.value(ahead);
            }
            if self.tree.attributes.len() - first < MAX_ATTRIBUTES {
                self.tree.attributes.push((name, value));
            } else {
                self.tree.attributes_left += 1;
            }
        }
    }

    fn value(&self, at: usize) -> (&'s str, usize) {
        let bytes = self.source.as_bytes();
        match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => {
                let end = memchr(quote, &bytes[at + 1..]).map_or(bytes.len(), |n| at + 1 + n);
                (self.slice(at + 1, end), (end + 1).min(bytes.len()))
            }
            _ => {
                let mut end = at;
                while end < bytes.len() && !bytes[end].is_ascii_whitespace() && bytes[end] != b'>' {
                    end += 1;
                }
                (self.slice(at, end), end)
            }
        }
    }

    /// The content of a raw element, up to its own end tag.
    fn raw(&mut self, id: NodeId, tag: Tag) {
        let bytes = self.source.as_bytes();
        let start = self.at;
        let mut from = start;
        let end = loop {
            let Some(n) = memmem::find(&bytes[from..], b"</") else { break bytes.len() };
            if tag_name(bytes, from + n + 2).0 == tag {
                break from + n;
            }
            from += n + 2;
        };
        if end > start {
            self.open.push((id, tag));
            self.push_text(start, end);
            self.open.pop();
        }
        self.tree.nodes[id as usize].end = self.tree.nodes.len() as NodeId;
        self.at = memchr(b'>', &bytes[end..]).map_or(bytes.len(), |n| end + n + 1);
    }

    fn push_text(&mut self, start: usize, end: usize) {
        let text = self.slice(start, end);
        let id = self.push(Kind::Text(text));
        self.tree.nodes[id as usize].end = id + 1;
    }

    fn push(&mut self, kind: Kind<'s>) -> NodeId {
        let parent = self.open.last().map_or(0, |o| o.0);
        let id = self.tree.nodes.len() as NodeId;
        self.tree.cut |= self.tree.nodes.len() >= MAX_NODES;
        self.tree.nodes.push(Node { parent, kind, end: id });
        id
    }

    /// All cuts are made at ASCII bytes, so they are character boundaries.
    fn slice(&self, start: usize, end: usize) -> &'s str {
        self.source.get(start..end).unwrap_or("")
    }
}

/// The tag named at `at`, and where its name ends.
fn tag_name(bytes: &[u8], at: usize) -> (Tag, usize) {
    let mut end = at;
    while end < bytes.len() && !matches!(bytes[end], b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/' | b'>') {
        end += 1;
    }
    let mut lower = [0u8; 12];
    let tag = match lower.get_mut(..end - at) {
        Some(slot) => {
            slot.copy_from_slice(&bytes[at..end]);
            slot.make_ascii_lowercase();
            Tag::named(slot)
        }
        None => Tag::Other,
    };
    (tag, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the tree as `tag(children)`.
    fn draw(tree: &Tree, id: NodeId, out: &mut String) {
        match &tree.nodes[id as usize].kind {
            Kind::Text(text) => out.push_str(text.trim()),
            Kind::Element { tag, .. } => {
                out.push_str(&format!("{tag:?}").to_lowercase());
                out.push('(');
                let mut child = id + 1;
                while child < tree.nodes[id as usize].end {
                    draw(tree, child, out);
                    out.push(' ');
                    child = tree.nodes[child as usize].end;
                }
                *out = out.trim_end().to_string();
                out.push(')');
            }
        }
    }

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let tree = Tree::parse(html);
        let mut drawn = String::new();
        draw(&tree, 0, &mut drawn);
        assert_eq!(drawn, expected, "{html}");
    }

    #[test]
    fn nesting() {
        check("<p>one<p>two", "root(p(one) p(two))");
        check("<ul><li>a<li>b<ul><li>c</ul></ul>", "root(ul(li(a) li(b ul(li(c)))))");
        check("<table><tr><td>1<td>2<tr><td>3</table>x", "root(table(tr(td(1) td(2)) tr(td(3))) x)");
        check("<p>a<div>b</div>", "root(p(a) div(b))");
        check("a</p>b</span>c", "root(a b c)");
        check("<div><b>x</div>y", "root(div(b(x)) y)");
        check("<dl><dt>a<dd>b<dt>c</dl>", "root(dl(dt(a) dd(b) dt(c)))");
    }

    #[test]
    fn raw_text_and_comments() {
        check("<script>if (a<b) '</p>'</script>t", "root(script(if (a<b) '</p>') t)");
        check("a<!-- <p> -->b<br/>c 1 < 2", "root(a b br() c 1 < 2)");
        check("<title>A &amp; B</title>", "root(title(A &amp; B))");
        check("<!doctype html><html><head><title>t</title><body>b", "root(html(head(title(t)) body(b)))");
    }

    #[test]
    fn attributes() {
        let tree = Tree::parse("<a HREF='x y' data-z = 3 hidden rel=\"author\">n</a>");
        assert_eq!(tree.attribute(1, "href"), Some("x y"));
        assert_eq!(tree.attribute(1, "data-z"), Some("3"));
        assert_eq!(tree.attribute(1, "hidden"), Some(""));
        assert_eq!(tree.attribute(1, "rel"), Some("author"));
    }

    /// Nested headlines each copied all the text below them.
    #[test]
    fn texts_of_large_elements_are_cut() {
        let long = format!("<h1>Ein Stück <b>{}", "é".repeat(LONGEST_TEXT));
        let tree = Tree::parse(&long);
        let text = tree.text(1);
        assert!(text.starts_with("Ein Stück é") && text.len() <= LONGEST_TEXT);
    }

    #[test]
    fn hostile_nesting_is_flattened() {
        let deep = "<div>".repeat(100_000);
        let tree = Tree::parse(&deep);
        assert_eq!((tree.nodes.len(), tree.too_deep), (100_001, 100_001 - MAX_DEPTH));
        let wide = "<a ".repeat(100_000);
        let tree = Tree::parse(&wide);
        assert_eq!((tree.attributes.len(), tree.attributes_left), (MAX_ATTRIBUTES, 99_999 - MAX_ATTRIBUTES));
    }
}
