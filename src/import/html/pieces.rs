//! A part of the page as lines and tables, each with how much of it is links.

use super::tree::{Kind, Tree};
use crate::import::flow::{Block, Cell, Table};

/// A line or a table.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) block: Block,
    /// Characters that are seen, blanks not counted.
    pub(super) chars: usize,
    /// Those of them within links.
    pub(super) linked: usize,
    /// Whether the page calls it a heading.
    pub(super) heading: bool,
}

/// Writes down parts of a page.
pub(super) struct Writer<'a> {
    tree: &'a Tree,
    /// Parts that are left out.
    leave: &'a dyn Fn(u32) -> bool,
    pieces: Vec<Piece>,
    line: String,
    chars: usize,
    linked: usize,
    links: usize,
    raised: usize,
    heading: usize,
    verbatim: usize,
    /// Blanks since the last character: none, some, some with a line end.
    gap: Gap,
    /// The mark of a list item whose first words are still to come.
    mark: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Blank,
    LineEnd,
}

impl<'a> Writer<'a> {
    /// A writer that leaves out the nodes that `leave` names.
    pub(super) fn new(tree: &'a Tree, leave: &'a dyn Fn(u32) -> bool) -> Self {
        Self {
            tree,
            leave,
            pieces: Vec::new(),
            line: String::new(),
            chars: 0,
            linked: 0,
            links: 0,
            raised: 0,
            heading: 0,
            verbatim: 0,
            gap: Gap::None,
            mark: String::new(),
        }
    }

    /// Everything written so far.
    pub(super) fn finish(mut self) -> Vec<Piece> {
        self.end_line();
        self.pieces
    }

    /// Writes a node and what is in it.
    pub(super) fn node(&mut self, at: u32) {
        if (self.leave)(at) {
            return;
        }
        let kind = self.tree.kind(at);
        match kind {
            Kind::Text => self.words(at),
            Kind::Break => self.end_line(),
            Kind::Unseen | Kind::Title => {}
            Kind::Table => self.table(at),
            Kind::Inline | Kind::Link | Kind::Raised => {
                let (link, raised) = (usize::from(kind == Kind::Link), usize::from(kind == Kind::Raised));
                (self.links, self.raised) = (self.links + link, self.raised + raised);
                self.inside(at);
                (self.links, self.raised) = (self.links - link, self.raised - raised);
                if self.tree.attributes(at).is_some_and(|a| a.list_mark) {
                    self.end_mark();
                }
            }
            Kind::Numbered => self.numbered(at),
            _ => {
                let (heading, verbatim) = (usize::from(kind == Kind::Heading), usize::from(kind == Kind::Verbatim));
                self.end_line();
                (self.heading, self.verbatim) = (self.heading + heading, self.verbatim + verbatim);
                self.inside(at);
                self.end_line();
                (self.heading, self.verbatim) = (self.heading - heading, self.verbatim - verbatim);
            }
        }
    }

    fn inside(&mut self, at: u32) {
        for child in self.tree.children(at) {
            self.node(child);
        }
    }

    /// Characters, blanks between them drawn together as a browser does.
    fn words(&mut self, at: u32) {
        for c in self.tree.words(at).chars() {
            match c {
                '\n' | '\r' if self.verbatim > 0 => self.end_line(),
                '\t' if self.verbatim > 0 => self.push(c),
                '\n' | '\r' => self.gap = Gap::LineEnd,
                ' ' | '\t' | '\u{C}' => self.gap = if self.gap == Gap::LineEnd { Gap::LineEnd } else { Gap::Blank },
                '\u{200B}' | '\u{FEFF}' | '\u{AD}' => {}
                c => self.push(c),
            }
        }
    }

    fn push(&mut self, c: char) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let before = self.line.chars().next_back();
        // A line end of the page's source between Chinese characters is no blank.
        let needless = gap == Gap::LineEnd && before.is_some_and(is_wide) && is_wide(c);
        if gap != Gap::None && !needless && before.is_some_and(|b| !b.is_whitespace()) {
            self.line.push(' ');
        }
        if self.line.is_empty() {
            if c == '\u{A0}' {
                return;
            }
            self.line.push_str(&std::mem::take(&mut self.mark));
        }
        let raised =
            if self.raised > 0 { c.to_digit(10).and_then(|d| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(d as usize)) } else { None };
        self.line.push(raised.unwrap_or(c));
        if !c.is_whitespace() {
            self.chars += 1;
            self.linked += usize::from(self.links > 0);
        }
    }

    fn end_line(&mut self) {
        self.gap = Gap::None;
        let line = std::mem::take(&mut self.line);
        let words = line.trim_end_matches([' ', '\u{A0}']);
        if !words.trim().is_empty() {
            let (chars, linked) = (self.chars, self.linked);
            self.pieces.push(Piece { block: Block::Line(words.to_owned()), chars, linked, heading: self.heading > 0 });
        }
        (self.chars, self.linked) = (0, 0);
    }

    /// After a mark that Word has written out stands what fills the gap to the text.
    fn end_mark(&mut self) {
        self.gap = Gap::None;
        let kept = self.line.trim_end_matches([' ', '\u{A0}']).len();
        self.line.truncate(kept);
        if self.line.ends_with(|c: char| c.is_ascii_graphic()) {
            self.line.push(' ');
        }
    }

    /// A numbered list: the numbers are the browser's.
    fn numbered(&mut self, at: u32) {
        self.end_line();
        let attributes = self.tree.attributes(at);
        let numbering = attributes.map_or("", |a| a.numbering.as_str()).to_owned();
        let mut number = attributes.and_then(|a| a.number).unwrap_or(1);
        for child in self.tree.children(at) {
            if self.tree.kind(child) == Kind::Item && !(self.leave)(child) {
                let own = self.tree.attributes(child);
                number = own.and_then(|a| a.number).unwrap_or(number);
                if numbering != "none" && own.is_none_or(|a| a.numbering != "none") {
                    self.mark = mark(&numbering, number);
                }
                number = number.saturating_add(1);
            }
            self.node(child);
            self.mark.clear();
        }
        self.end_line();
    }

    fn table(&mut self, at: u32) {
        self.end_line();
        let mut rows = Vec::new();
        let (mut chars, mut linked) = (0, 0);
        self.rows(at, &mut rows, &mut (&mut chars, &mut linked));
        // What stands in the table but in no cell comes before it.
        self.end_line();
        if !rows.is_empty() {
            self.pieces.push(Piece { block: Block::Table(Table { rows }), chars, linked, heading: false });
        }
    }

    fn rows(&mut self, at: u32, rows: &mut Vec<Vec<Cell>>, counts: &mut (&mut usize, &mut usize)) {
        let mut loose = false;
        for child in self.tree.children(at) {
            if (self.leave)(child) {
                continue;
            }
            match self.tree.kind(child) {
                Kind::Row => {
                    rows.push(Vec::new());
                    self.cells(child, rows, counts);
                    loose = false;
                }
                Kind::Cell => {
                    // Cells without a row make one.
                    if !std::mem::replace(&mut loose, true) {
                        rows.push(Vec::new());
                    }
                    self.cell(child, rows, counts);
                }
                Kind::Rows | Kind::Inline | Kind::Block => self.rows(child, rows, counts),
                _ => self.node(child),
            }
        }
    }

    fn cells(&mut self, row: u32, rows: &mut Vec<Vec<Cell>>, counts: &mut (&mut usize, &mut usize)) {
        for child in self.tree.children(row) {
            if (self.leave)(child) {
                continue;
            }
            match self.tree.kind(child) {
                Kind::Cell => self.cell(child, rows, counts),
                Kind::Inline | Kind::Block => self.cells(child, rows, counts),
                _ => self.node(child),
            }
        }
    }

    fn cell(&mut self, at: u32, rows: &mut [Vec<Cell>], counts: &mut (&mut usize, &mut usize)) {
        let mut inner = Writer::new(self.tree, self.leave);
        inner.links = self.links;
        inner.inside(at);
        let pieces = inner.finish();
        *counts.0 += pieces.iter().map(|p| p.chars).sum::<usize>();
        *counts.1 += pieces.iter().map(|p| p.linked).sum::<usize>();
        let (columns, down) = self.tree.attributes(at).map_or((1, 1), |a| (a.columns.clamp(1, 1000), a.rows));
        let down = if down == 0 { u32::MAX } else { down };
        let blocks = pieces.into_iter().map(|piece| piece.block).collect();
        if let Some(row) = rows.last_mut() {
            row.push(Cell { blocks, columns, rows: down, continued: false });
        }
    }
}

/// The mark a browser puts before an item.
fn mark(numbering: &str, n: u32) -> String {
    let letter = |first: u8| u8::try_from((n.max(1) - 1) % 26).map_or('?', |at| char::from(first + at));
    match numbering {
        "a" => format!("{}. ", letter(b'a')),
        "A" => format!("{}. ", letter(b'A')),
        "i" => format!("{}. ", crate::import::numerals::write("lowerRoman", n)),
        "I" => format!("{}. ", crate::import::numerals::write("upperRoman", n)),
        _ => format!("{n}. "),
    }
}

/// Whether no blank is written between this and its neighbour: Chinese characters and their punctuation.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '…' | '—')
}
