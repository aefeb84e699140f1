//! Which tags matter, and how they nest.
//!
//! In: a tag's name. Out: a [`Tag`] and its nesting properties. `<TD>` is [`Tag::Td`], `<my-card>` is [`Tag::Other`].
//! The list is what decides layout on news pages; the rest of HTML's names need no telling apart.

macro_rules! tags {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// An HTML element's name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        #[repr(u8)]
        pub enum Tag { Root, Other, $($variant),* }

        impl Tag {
            /// The tag for a name in ASCII lower case.
            pub fn named(name: &[u8]) -> Tag {
                match name { $($name => Tag::$variant,)* _ => Tag::Other }
            }
        }
    };
}

tags! {
    A b"a", Abbr b"abbr", Address b"address", Article b"article", Aside b"aside", Audio b"audio", B b"b", Base b"base",
    Blockquote b"blockquote", Body b"body", Br b"br", Button b"button", Canvas b"canvas", Caption b"caption", Cite b"cite",
    Code b"code", Col b"col", Dd b"dd", Details b"details", Dialog b"dialog", Div b"div", Dl b"dl", Dt b"dt", Em b"em",
    Embed b"embed", Fieldset b"fieldset", Figcaption b"figcaption", Figure b"figure", Footer b"footer", Form b"form",
    H1 b"h1", H2 b"h2", H3 b"h3", H4 b"h4", H5 b"h5", H6 b"h6", Head b"head", Header b"header", Hr b"hr", Html b"html",
    I b"i", Iframe b"iframe", Img b"img", Input b"input", Label b"label", Legend b"legend", Li b"li", Link b"link",
    Main b"main", Meta b"meta", Nav b"nav", Noscript b"noscript", Object b"object", Ol b"ol", Optgroup b"optgroup", Option b"option",
    P b"p", Param b"param", Picture b"picture", Pre b"pre", Q b"q", S b"s", Script b"script", Section b"section", Select b"select",
    Source b"source", Span b"span", Strong b"strong", Style b"style", Sub b"sub", Summary b"summary", Sup b"sup", Svg b"svg",
    Table b"table", Tbody b"tbody", Td b"td", Template b"template", Textarea b"textarea", Tfoot b"tfoot", Th b"th",
    Thead b"thead", Time b"time", Title b"title", Tr b"tr", Track b"track", U b"u", Ul b"ul", Video b"video", Wbr b"wbr",
}

impl Tag {
    /// Elements that never have content.
    pub fn is_void(self) -> bool {
        use Tag::*;
        matches!(self, Base | Br | Col | Embed | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr)
    }

    /// Elements whose content is not markup: it runs to the element's own end tag.
    pub fn is_raw(self) -> bool {
        matches!(self, Tag::Script | Tag::Style | Tag::Textarea | Tag::Title | Tag::Iframe)
    }

    /// Elements whose content no reader sees.
    pub fn is_unseen(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Script
                | Style
                | Noscript
                | Template
                | Svg
                | Head
                | Title
                | Iframe
                | Canvas
                | Textarea
                | Object
                | Audio
                | Video
        )
    }

    /// Elements that begin and end a line of the rendering.
    pub fn is_block(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Address
                | Article
                | Aside
                | Blockquote
                | Body
                | Button
                | Caption
                | Dd
                | Details
                | Dialog
                | Div
                | Dl
                | Dt
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Header
                | Hr
                | Html
                | Label
                | Legend
                | Li
                | Main
                | Nav
                | Ol
                | Option
                | P
                | Pre
                | Section
                | Select
                | Summary
                | Table
                | Tbody
                | Td
                | Tfoot
                | Th
                | Thead
                | Tr
                | Ul
                | Video
                | Iframe
        )
    }

    /// Headings `h1` to `h6`.
    pub fn is_heading(self) -> bool {
        (Tag::H1 as u8..=Tag::H6 as u8).contains(&(self as u8))
    }

    /// Whether opening `self` closes an open `open` (HTML's implied end tags).
    pub fn closes(self, open: Tag) -> bool {
        use Tag::*;
        match open {
            P => {
                self.is_block() && !matches!(self, Button | Label | Option | Select | Legend | Caption | Video | Iframe)
            }
            Li => self == Li,
            Dt | Dd => matches!(self, Dt | Dd),
            Option => matches!(self, Option | Optgroup),
            Td | Th => matches!(self, Td | Th | Tr | Tbody | Thead | Tfoot),
            Tr => matches!(self, Tr | Tbody | Thead | Tfoot),
            Thead | Tbody | Tfoot => matches!(self, Thead | Tbody | Tfoot),
            Head => self == Body,
            _ => open.is_heading() && self.is_heading(),
        }
    }

    /// Elements beyond which an implied end tag or a stray end tag does not reach.
    pub fn is_scope(self) -> bool {
        use Tag::*;
        matches!(self, Root | Html | Table | Td | Th | Caption | Template | Button | Ul | Ol | Dl | Select | Object)
    }
}
