//! The body of a document, or its notes: paragraphs and tables as a reader sees them.
//!
//! One walk over the part with a stack of what is open. Left out: what was deleted or hidden, the instructions of fields,
//! what only repeats a drawing for old programs. Text boxes stand after the paragraph they hang on.

use super::notes::Notes;
use super::numbering::Numbering;
use super::styles::{LANGUAGE, Styles};
use super::symbols;
use crate::base::Progress;
use crate::import::flow::{Block, Cell, Table};
use crate::import::xml::{Node, Tag, Xml};
use crate::import::{ImportError, limits};

/// An element that is open, as far as it says how its children are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    /// Its children count as its parent's.
    Through,
    Paragraph,
    ParagraphProperties,
    List,
    /// Properties of the paragraph's own mark.
    MarkProperties,
    Run,
    RunProperties,
    /// Characters; whether blanks around them count.
    Text(bool),
    Table,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    TextBox,
    /// Ways to draw one thing; whether one was taken.
    Alternatives(bool),
    /// A field to fill in; whether it shows only its prompt.
    Control(bool),
    ControlProperties,
    Note,
}

/// A part of the document that is being filled.
#[derive(Debug)]
enum Frame {
    Blocks(Vec<Block>),
    Paragraph(Paragraph),
    Table(Table),
    Row { cells: Vec<Cell>, deleted: bool },
    Cell(Cell),
    TextBox(Vec<Block>),
    Note(String, Vec<Block>),
}

#[derive(Debug, Default)]
struct Paragraph {
    line: String,
    after: Vec<Block>,
    style: Option<String>,
    list: Option<u32>,
    level: Option<usize>,
    /// Whether its end was deleted, so that the next paragraph goes on with it.
    joined: bool,
}

/// How the run that is open is shown.
#[derive(Clone, Debug, Default)]
struct Run {
    hidden: Option<bool>,
    style: Option<String>,
    font: String,
}

/// What the walk shares with other parts.
pub(super) struct Shared<'a> {
    pub(super) styles: &'a Styles,
    pub(super) numbering: &'a mut Numbering,
    pub(super) notes: &'a mut Notes,
    pub(super) progress: &'a Progress,
}

struct Walk<'a, 's> {
    xml: Xml<'a>,
    shared: &'s mut Shared<'s>,
    open: Vec<Open>,
    frames: Vec<Frame>,
    runs: Vec<Run>,
    /// Fields that are open: whether each has come to its result.
    fields: Vec<bool>,
    /// How many of them have not.
    instructions: usize,
    /// The characters of the text element that is open.
    text: String,
    /// What a paragraph with a deleted end leaves to the next.
    carried: String,
    tables: usize,
    found: Vec<(String, Vec<Block>)>,
}

/// Elements whose content is not seen.
const UNSEEN: [&str; 20] = [
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "fldData",
    "rPrChange",
    "pPrChange",
    "tblPrChange",
    "tblGridChange",
    "trPrChange",
    "tcPrChange",
    "tblPrExChange",
    "sectPrChange",
    "numberingChange",
    "sectPr",
    "tblPr",
    "tblGrid",
    "rt",
    "binData",
];

/// Reads the body of a document.
///
/// # Errors
/// When the part is no XML or nested too deep, or the user stopped it.
pub(super) fn read<'s>(part: &str, shared: &'s mut Shared<'s>) -> Result<Vec<Block>, ImportError> {
    let mut walk = Walk::new(part, shared);
    walk.run()?;
    Ok(walk.frames.into_iter().flat_map(|frame| if let Frame::Blocks(blocks) = frame { blocks } else { Vec::new() }).collect())
}

/// Reads footnotes or endnotes, each with its id.
///
/// # Errors
/// As [`read`].
pub(super) fn read_notes<'s>(part: &str, shared: &'s mut Shared<'s>) -> Result<Vec<(String, Vec<Block>)>, ImportError> {
    let mut walk = Walk::new(part, shared);
    walk.run()?;
    Ok(walk.found)
}

impl<'a, 's> Walk<'a, 's> {
    fn new(part: &'a str, shared: &'s mut Shared<'s>) -> Self {
        Self {
            xml: Xml::new(part, LANGUAGE.0, LANGUAGE.1),
            shared,
            open: Vec::new(),
            frames: vec![Frame::Blocks(Vec::new())],
            runs: Vec::new(),
            fields: Vec::new(),
            instructions: 0,
            text: String::new(),
            carried: String::new(),
            tables: 0,
            found: Vec::new(),
        }
    }

    fn run(&mut self) -> Result<(), ImportError> {
        let mut steps = 0_u32;
        loop {
            steps = steps.wrapping_add(1);
            if steps.is_multiple_of(4096) && self.shared.progress.is_cancelled() {
                return Err(ImportError::Cancelled);
            }
            match self.xml.next()? {
                Node::Start(tag) => self.start(&tag)?,
                Node::End => self.end(),
                Node::Text(words) => {
                    if let Some(Open::Text(_)) = self.open.last() {
                        self.text.push_str(&words);
                    }
                }
                Node::Eof => return Ok(()),
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) -> Result<(), ImportError> {
        let name = self.xml.name(tag).to_owned();
        let last = self.open.last().copied();
        let wraps = |open: &Open| matches!(open, Open::Through | Open::Control(_) | Open::Alternatives(_));
        let parent = self.open.iter().rev().copied().find(|open| !wraps(open));
        let open = match (parent, name.as_str()) {
            (Some(Open::MarkProperties), "del" | "moveFrom") => {
                self.paragraph(|p| p.joined = true);
                Open::Through
            }
            (Some(Open::RowProperties), "del") => {
                if let Some(Frame::Row { deleted, .. }) = self.frames.last_mut() {
                    *deleted = true;
                }
                Open::Through
            }
            (_, "mc:Choice" | "mc:Fallback") if last == Some(Open::Alternatives(false)) => {
                self.open.pop();
                self.open.push(Open::Alternatives(true));
                Open::Through
            }
            (_, "mc:Choice" | "mc:Fallback") => return self.xml.skip(),
            (_, name) if UNSEEN.contains(&name) => return self.xml.skip(),
            (_, "mc:AlternateContent") => Open::Alternatives(false),
            (_, "p") => {
                let line = std::mem::take(&mut self.carried);
                self.frames.push(Frame::Paragraph(Paragraph { line, ..Paragraph::default() }));
                Open::Paragraph
            }
            (_, "tbl") if self.tables < limits::TABLE_DEPTH => {
                self.tables += 1;
                self.frames.push(Frame::Table(Table::default()));
                Open::Table
            }
            (Some(Open::Table), "tr") => {
                self.frames.push(Frame::Row { cells: Vec::new(), deleted: false });
                Open::Row
            }
            (Some(Open::Row), "tc") => {
                self.frames.push(Frame::Cell(Cell::default()));
                Open::Cell
            }
            (_, "txbxContent") => {
                self.frames.push(Frame::TextBox(Vec::new()));
                Open::TextBox
            }
            (None, "footnote" | "endnote") => {
                if tag.attribute("type").is_some_and(|kind| kind != "normal") {
                    return self.xml.skip();
                }
                self.frames.push(Frame::Note(tag.attribute("id").unwrap_or_default(), Vec::new()));
                Open::Note
            }
            (_, "r") => {
                self.runs.push(Run::default());
                Open::Run
            }
            (Some(Open::Run), "t") => Open::Text(tag.attribute("space").as_deref() == Some("preserve")),
            (_, "m:t") => Open::Text(true),
            (_, "sdt") => Open::Control(false),
            (_, "sdtPr") => Open::ControlProperties,
            (Some(Open::ControlProperties), "showingPlcHdr") if tag.is_on() => {
                if let Some(open) = self.open.iter_mut().rev().find(|open| **open == Open::Control(false)) {
                    *open = Open::Control(true);
                }
                Open::Through
            }
            // The prompt of a field that nobody filled in.
            (_, "sdtContent") if last == Some(Open::Control(true)) => return self.xml.skip(),
            (parent, name) => self.property(parent, name, tag),
        };
        self.open.push(open);
        Ok(())
    }

    /// Takes in elements that hold no content of their own.
    fn property(&mut self, parent: Option<Open>, name: &str, tag: &Tag<'_>) -> Open {
        let value = || tag.attribute("val");
        match (parent, name) {
            (Some(Open::Paragraph), "pPr") => return Open::ParagraphProperties,
            (Some(Open::ParagraphProperties), "pStyle") => self.paragraph(|p| p.style = value()),
            (Some(Open::ParagraphProperties), "numPr") => return Open::List,
            (Some(Open::ParagraphProperties), "rPr") => return Open::MarkProperties,
            (Some(Open::List), "numId") => self.paragraph(|p| p.list = tag.number("val")),
            (Some(Open::List), "ilvl") => self.paragraph(|p| p.level = tag.number("val").map(|n| n as usize)),
            (Some(Open::Run), "rPr") => return Open::RunProperties,
            (Some(Open::RunProperties), _) => {
                if let Some(run) = self.runs.last_mut() {
                    match name {
                        "vanish" => run.hidden = Some(tag.is_on()),
                        "rStyle" => run.style = value(),
                        "rFonts" => run.font = tag.attribute("ascii").or_else(|| tag.attribute("hAnsi")).unwrap_or_default(),
                        _ => {}
                    }
                }
            }
            (Some(Open::Row), "trPr") => return Open::RowProperties,
            (Some(Open::RowProperties), "gridBefore") => {
                if let Some(Frame::Row { cells, .. }) = self.frames.last_mut() {
                    cells.push(Cell { columns: tag.number("val").unwrap_or(1).max(1), ..Cell::default() });
                }
            }
            (Some(Open::Cell), "tcPr") => return Open::CellProperties,
            (Some(Open::CellProperties), _) => {
                let on = value();
                if let Some(Frame::Cell(cell)) = self.frames.last_mut() {
                    match name {
                        "gridSpan" => cell.columns = tag.number("val").unwrap_or(1).max(1),
                        "vMerge" => cell.continued = on.as_deref() != Some("restart"),
                        "hMerge" if on.as_deref() != Some("restart") => cell.columns = 0,
                        _ => {}
                    }
                }
            }
            (Some(Open::Run), _) => self.content(name, tag),
            _ => {}
        }
        Open::Through
    }

    /// What a run holds besides characters.
    fn content(&mut self, name: &str, tag: &Tag<'_>) {
        match name {
            "tab" | "ptab" => self.write("\t"),
            "cr" => self.write("\n"),
            "br" => {
                // A new page within a paragraph is a new line, at its start nothing.
                let page = tag.attribute("type").is_some_and(|kind| kind != "textWrapping");
                let blank = self.frames.iter().rev().find_map(|f| if let Frame::Paragraph(p) = f { Some(p.line.is_empty()) } else { None });
                if !page || blank == Some(false) {
                    self.write("\n");
                }
            }
            "noBreakHyphen" => self.write("-"),
            "sym" => {
                let code = tag.attribute("char").and_then(|hex| u32::from_str_radix(&hex, 16).ok()).and_then(char::from_u32);
                let font = tag.attribute("font").unwrap_or_default();
                if let Some(c) = code {
                    self.write(symbols::shown(&font, c).encode_utf8(&mut [0; 4]));
                }
            }
            "footnoteReference" | "endnoteReference" if self.is_seen() => {
                let own = matches!(tag.attribute("customMarkFollows").as_deref(), Some("1" | "true" | "on"));
                let mark = self.shared.notes.refer(name == "endnoteReference", &tag.attribute("id").unwrap_or_default(), own);
                self.write(&mark);
            }
            "fldChar" => match tag.attribute("fldCharType").as_deref() {
                Some("begin") => {
                    self.fields.push(false);
                    self.instructions += 1;
                }
                Some("separate") => {
                    if let Some(result @ false) = self.fields.last_mut() {
                        *result = true;
                        self.instructions -= 1;
                    }
                }
                Some("end") => self.instructions -= usize::from(self.fields.pop() == Some(false)),
                _ => {}
            },
            _ => {}
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Text(preserve)) => {
                let text = std::mem::take(&mut self.text);
                self.write(if preserve { &text } else { text.trim_matches([' ', '\t', '\r', '\n']) });
            }
            Some(Open::Run) => {
                self.runs.pop();
            }
            Some(Open::Paragraph | Open::Table | Open::Row | Open::Cell | Open::TextBox | Open::Note) => {
                if let Some(frame) = self.frames.pop() {
                    self.close(frame);
                }
            }
            _ => {}
        }
    }

    /// Puts what has ended where it belongs.
    fn close(&mut self, frame: Frame) {
        match frame {
            Frame::Paragraph(paragraph) => self.end_paragraph(paragraph),
            Frame::Table(table) => {
                self.tables -= 1;
                self.put(Block::Table(table));
            }
            Frame::Row { cells, deleted } => {
                if let (Some(Frame::Table(table)), false) = (self.frames.last_mut(), deleted) {
                    table.rows.push(cells);
                }
            }
            Frame::Cell(cell) => {
                let Some(Frame::Row { cells, .. }) = self.frames.last_mut() else { return };
                match cells.last_mut() {
                    // Merged with the cell to its left, in the old way.
                    Some(left) if cell.columns == 0 => left.columns += 1,
                    _ => cells.push(cell),
                }
            }
            Frame::TextBox(blocks) => match self.frames.iter_mut().rev().find(|f| matches!(f, Frame::Paragraph(_))) {
                Some(Frame::Paragraph(paragraph)) => paragraph.after.extend(blocks),
                _ => blocks.into_iter().for_each(|block| self.put(block)),
            },
            Frame::Note(id, blocks) => self.found.push((id, blocks)),
            Frame::Blocks(_) => {}
        }
    }

    fn end_paragraph(&mut self, paragraph: Paragraph) {
        let Paragraph { line, after, style, list, level, joined } = paragraph;
        if joined {
            self.carried = line;
        } else {
            let styles = self.shared.styles;
            let of_style = if list.is_none() { styles.list(style.as_deref()) } else { None };
            let mark = self.shared.numbering.next(list, level, of_style, styles);
            self.put(Block::Line(if mark.is_empty() { line } else { mark + &line }));
        }
        after.into_iter().for_each(|block| self.put(block));
    }

    /// Adds a block to the innermost part that holds blocks.
    fn put(&mut self, block: Block) {
        for frame in self.frames.iter_mut().rev() {
            match frame {
                Frame::Blocks(blocks) | Frame::TextBox(blocks) | Frame::Note(_, blocks) => return blocks.push(block),
                Frame::Cell(cell) => return cell.blocks.push(block),
                Frame::Paragraph(_) | Frame::Table(_) | Frame::Row { .. } => {}
            }
        }
    }

    /// The innermost paragraph that is open, if any.
    fn paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(Frame::Paragraph(paragraph)) = self.frames.iter_mut().rev().find(|f| matches!(f, Frame::Paragraph(_))) {
            change(paragraph);
        }
    }

    /// Whether what the open run holds is shown.
    fn is_seen(&self) -> bool {
        if self.instructions > 0 {
            return false;
        }
        let run = self.runs.last();
        let styles = self.shared.styles;
        let of_paragraph = || {
            let paragraph = self.frames.iter().rev().find_map(|f| if let Frame::Paragraph(p) = f { Some(p) } else { None });
            styles.hidden(paragraph.and_then(|p| p.style.as_deref()))
        };
        let hidden = run.and_then(|run| run.hidden.or_else(|| styles.hidden(run.style.as_deref()))).or_else(of_paragraph);
        hidden != Some(true)
    }

    /// Adds characters to the paragraph, where they are shown.
    fn write(&mut self, words: &str) {
        if words.is_empty() || !self.is_seen() {
            return;
        }
        let font = self.runs.last().map_or("", |run| run.font.as_str());
        let shown: String = words.chars().map(|c| symbols::shown(font, c)).collect();
        self.paragraph(|p| p.line.push_str(&shown));
    }
}
