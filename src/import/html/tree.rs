//! A page's tokens become a tree, as forgiving as browsers are: missing end tags are put in, stray ones passed over. Bounded
//! in depth and size, and linear: a search for an open element looks no further than the depth limit.

use crate::import::{ImportError, limits};
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// What an element does to the text in it. Elements that do the same are one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The page.
    Root,
    Text,
    /// Anything within a line.
    Inline,
    Link,
    Raised,
    Break,
    Block,
    Paragraph,
    Heading,
    Numbered,
    List,
    Item,
    Term,
    Table,
    Caption,
    Rows,
    Row,
    Cell,
    Verbatim,
    /// Navigation, footers, sidebars: said so by the page.
    Furniture,
    Title,
    /// Scripts, styles, forms' buttons.
    Unseen,
}

/// A number that stands for no node.
const NONE: u32 = u32::MAX;

/// An element, or a piece of text.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) parent: u32,
    first: u32,
    last: u32,
    next: u32,
    /// For text, where it stands in [`Tree::text`].
    from: u32,
    to: u32,
    /// Index into the attributes, for the few that have any we ask for.
    attributes: u32,
}

/// The attributes that matter.
#[derive(Clone, Debug, Default)]
pub(super) struct Attributes {
    /// Words of `class`, `id` and `role`, lower case.
    pub(super) names: String,
    pub(super) hidden: bool,
    /// The mark of a list item, written out by Word before the item's text.
    pub(super) list_mark: bool,
    pub(super) columns: u32,
    /// 0: all that follow.
    pub(super) rows: u32,
    /// `start` of a list, `value` of an item.
    pub(super) number: Option<u32>,
    /// `type` of a list.
    pub(super) numbering: String,
}

/// A page. Children come after their parents.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    text: String,
    attributes: Vec<Attributes>,
    /// The page's title.
    pub(super) title: String,
    /// The title that the page names for its article.
    pub(super) article_title: String,
}

impl Tree {
    /// Reads a page.
    ///
    /// # Errors
    /// When it has more elements than [`limits::PAGE_NODES`].
    pub(super) fn read(page: &str) -> Result<Self, ImportError> {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut building = Building::new();
        for token in Tokenizer::new_with_emitter(page, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => building.start(&tag),
                Token::EndTag(tag) => building.end(&tag.name),
                Token::String(words) => building.words(&String::from_utf8_lossy(&words)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
            if building.tree.nodes.len() > limits::PAGE_NODES {
                return Err(ImportError::TooManyElements);
            }
        }
        Ok(building.tree)
    }

    /// A node.
    pub(super) fn node(&self, at: u32) -> Option<&Node> {
        self.nodes.get(at as usize)
    }

    /// What kind a node is.
    pub(super) fn kind(&self, at: u32) -> Kind {
        self.node(at).map_or(Kind::Unseen, |node| node.kind)
    }

    /// A node's children, in order.
    pub(super) fn children(&self, at: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.node(at).map_or(NONE, |node| node.first);
        let some = |at: u32| (at != NONE).then_some(at);
        std::iter::successors(some(first), move |&at| some(self.node(at)?.next))
    }

    /// The words of a piece of text.
    pub(super) fn words(&self, at: u32) -> &str {
        self.node(at).and_then(|node| self.text.get(node.from as usize..node.to as usize)).unwrap_or("")
    }

    /// The attributes of an element that has any.
    pub(super) fn attributes(&self, at: u32) -> Option<&Attributes> {
        self.attributes.get(self.node(at)?.attributes as usize)
    }
}

/// An element that is open: its node, its name, what it is.
struct Open {
    node: u32,
    name: Box<[u8]>,
    kind: Kind,
}

struct Building {
    tree: Tree,
    open: Vec<Open>,
    /// How many of the open elements are not seen.
    unseen: usize,
}

impl Building {
    fn new() -> Self {
        let root = Node { kind: Kind::Root, parent: NONE, first: NONE, last: NONE, next: NONE, from: 0, to: 0, attributes: NONE };
        let tree =
            Tree { nodes: vec![root], text: String::new(), attributes: Vec::new(), title: String::new(), article_title: String::new() };
        Self { tree, open: Vec::new(), unseen: 0 }
    }

    fn add(&mut self, kind: Kind) -> u32 {
        let parent = self.open.last().map_or(0, |open| open.node);
        let at = u32::try_from(self.tree.nodes.len()).unwrap_or(NONE);
        let before = self.tree.nodes.get_mut(parent as usize).map_or(NONE, |node| std::mem::replace(&mut node.last, at));
        if before == NONE {
            if let Some(parent) = self.tree.nodes.get_mut(parent as usize) {
                parent.first = at;
            }
        } else if let Some(before) = self.tree.nodes.get_mut(before as usize) {
            before.next = at;
        }
        self.tree.nodes.push(Node { kind, parent, first: NONE, last: NONE, next: NONE, from: 0, to: 0, attributes: NONE });
        at
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = tag.name.as_slice();
        if name == b"meta" {
            return self.meta(tag);
        }
        let Some((kind, is_void)) = kind_of(name) else { return };
        self.close_for(kind);
        let node = self.add(kind);
        self.take_attributes(node, tag);
        let is_empty = is_void || (tag.self_closing && kind == Kind::Inline);
        if !is_empty && self.open.len() < limits::PAGE_DEPTH {
            self.unseen += usize::from(kind == Kind::Unseen);
            self.open.push(Open { node, name: name.into(), kind });
        }
    }

    /// Ends what ends where an element of this kind begins.
    fn close_for(&mut self, kind: Kind) {
        use Kind::{Block, Caption, Cell, Furniture, Heading, Item, Link, List, Numbered, Paragraph, Row, Rows, Table, Term, Verbatim};
        let outside = |k: Kind| matches!(k, Cell | Table | Caption);
        if matches!(kind, Block | Paragraph | Heading | List | Numbered | Item | Term | Table | Verbatim | Furniture) {
            self.close(|k| k == Paragraph, outside);
        }
        match kind {
            Heading if self.open.last().is_some_and(|open| open.kind == Heading) => self.cut(self.open.len() - 1),
            Link => self.close(|k| k == Link, outside),
            Item => self.close(|k| k == Item, |k| outside(k) || matches!(k, List | Numbered)),
            Term => self.close(|k| k == Term, |k| outside(k) || k == Block),
            Cell => self.close(|k| matches!(k, Cell | Caption), |k| matches!(k, Row | Table)),
            Row => self.close(|k| matches!(k, Row | Caption), |k| k == Table),
            Rows | Caption => self.close(|k| matches!(k, Rows | Caption), |k| k == Table),
            _ => {}
        }
    }

    /// Ends the innermost open element of a kind, and what is open in it; looks no further than `boundary`.
    fn close(&mut self, wanted: impl Fn(Kind) -> bool, boundary: impl Fn(Kind) -> bool) {
        for (at, open) in self.open.iter().enumerate().rev() {
            if wanted(open.kind) {
                return self.cut(at);
            }
            if boundary(open.kind) {
                return;
            }
        }
    }

    fn cut(&mut self, at: usize) {
        for open in self.open.drain(at..) {
            self.unseen -= usize::from(open.kind == Kind::Unseen);
        }
    }

    fn end(&mut self, name: &[u8]) {
        if name == b"br" {
            self.add(Kind::Break);
            return;
        }
        let Some((kind, _)) = kind_of(name) else { return };
        let in_table = matches!(kind, Kind::Cell | Kind::Row | Kind::Rows | Kind::Caption);
        let mut blocks = false;
        for (at, open) in self.open.iter().enumerate().rev() {
            if *open.name == *name {
                if blocks && matches!(kind, Kind::Inline | Kind::Link | Kind::Raised) {
                    // <b><p></b></p>: the paragraph goes on.
                    self.open.remove(at);
                } else {
                    self.cut(at);
                }
                return;
            }
            let boundary = open.kind == Kind::Table || (open.kind == Kind::Cell && !in_table);
            if boundary && kind != Kind::Table {
                return;
            }
            blocks |= !matches!(open.kind, Kind::Inline | Kind::Link | Kind::Raised);
        }
    }

    fn words(&mut self, words: &str) {
        if self.open.iter().any(|open| open.kind == Kind::Title) {
            if self.tree.title.is_empty() && self.unseen == 0 {
                words.clone_into(&mut self.tree.title);
            }
            return;
        }
        if self.unseen > 0 {
            return;
        }
        let from = self.tree.text.len();
        self.tree.text.push_str(words);
        let at = self.add(Kind::Text);
        if let Some(node) = self.tree.nodes.get_mut(at as usize) {
            node.from = u32::try_from(from).unwrap_or(NONE);
            node.to = u32::try_from(from + words.len()).unwrap_or(NONE);
        }
    }

    /// The standard of government sites names an article's title in the page's head.
    fn meta(&mut self, tag: &StartTag<()>) {
        let value = |name: &[u8]| tag.attributes.get(name).map(|v| String::from_utf8_lossy(v).trim().to_owned());
        if value(b"name").is_some_and(|name| name.eq_ignore_ascii_case("ArticleTitle")) {
            self.tree.article_title = value(b"content").unwrap_or_default();
        }
    }

    fn take_attributes(&mut self, node: u32, tag: &StartTag<()>) {
        let mut out = Attributes { columns: 1, rows: 1, ..Attributes::default() };
        let mut any = false;
        for (name, value) in &tag.attributes {
            let text = || String::from_utf8_lossy(value).to_ascii_lowercase();
            match name.as_slice() {
                b"class" | b"id" | b"role" => {
                    out.names.push_str(&text());
                    out.names.push(' ');
                }
                b"hidden" => out.hidden = true,
                b"style" => {
                    let style: String = text().chars().filter(|c| !c.is_whitespace()).collect();
                    out.hidden |= ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|hides| style.contains(hides));
                    out.list_mark = style.contains("mso-list:ignore");
                    if style.contains("list-style:none") || style.contains("list-style-type:none") {
                        "none".clone_into(&mut out.numbering);
                    }
                }
                b"colspan" => out.columns = text().trim().parse().unwrap_or(1),
                b"rowspan" => out.rows = text().trim().parse().unwrap_or(1),
                b"start" | b"value" => out.number = text().trim().parse().ok(),
                b"type" if out.numbering.is_empty() => out.numbering = String::from_utf8_lossy(value).into_owned(),
                // A link within the page leads to a part of the article.
                b"href" if value.first() == Some(&b'#') => {
                    if let Some(node) = self.tree.nodes.get_mut(node as usize) {
                        node.kind = Kind::Inline;
                    }
                    continue;
                }
                _ => continue,
            }
            any = true;
        }
        // Without a target it is a place to link to.
        let is_anchor = tag.name.as_slice() == b"a" && !tag.attributes.contains_key(&b"href"[..]);
        if let Some(node) = self.tree.nodes.get_mut(node as usize) {
            if is_anchor {
                node.kind = Kind::Inline;
            }
            if any {
                node.attributes = u32::try_from(self.tree.attributes.len()).unwrap_or(NONE);
                self.tree.attributes.push(out);
            }
        }
    }
}

/// What an element is by its name, and whether it never has content; `None` for those that only wrap the page.
fn kind_of(name: &[u8]) -> Option<(Kind, bool)> {
    Some(match name {
        b"html" | b"head" | b"body" | b"frameset" => return None,
        b"a" => (Kind::Link, false),
        b"sup" => (Kind::Raised, false),
        b"br" => (Kind::Break, true),
        b"hr" => (Kind::Block, true),
        b"img" | b"wbr" | b"area" | b"base" | b"link" | b"col" | b"embed" | b"input" | b"param" | b"source" | b"track" | b"frame"
        | b"bgsound" => (Kind::Inline, true),
        b"p" => (Kind::Paragraph, false),
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => (Kind::Heading, false),
        b"div" | b"section" | b"article" | b"main" | b"header" | b"form" | b"fieldset" | b"legend" | b"blockquote" | b"address"
        | b"center" | b"dl" | b"figure" | b"figcaption" | b"details" | b"summary" | b"hgroup" | b"noframes" => (Kind::Block, false),
        b"ol" => (Kind::Numbered, false),
        b"ul" | b"menu" | b"dir" => (Kind::List, false),
        b"li" => (Kind::Item, false),
        b"dt" | b"dd" => (Kind::Term, false),
        b"table" => (Kind::Table, false),
        b"caption" => (Kind::Caption, false),
        b"tbody" | b"thead" | b"tfoot" => (Kind::Rows, false),
        b"tr" => (Kind::Row, false),
        b"td" | b"th" => (Kind::Cell, false),
        b"pre" | b"listing" | b"xmp" | b"plaintext" => (Kind::Verbatim, false),
        b"nav" | b"footer" | b"aside" => (Kind::Furniture, false),
        b"title" => (Kind::Title, false),
        b"script" | b"style" | b"noscript" | b"template" | b"iframe" | b"object" | b"svg" | b"select" | b"option" | b"optgroup"
        | b"button" | b"textarea" | b"datalist" | b"canvas" | b"audio" | b"video" | b"map" | b"xml" | b"del" | b"colgroup" | b"noembed" => {
            (Kind::Unseen, false)
        }
        _ => (Kind::Inline, false),
    })
}
