//! Paragraphs and tables, as word processors and web pages have them, laid out as one running text.
//!
//! A table of figures becomes an [`Inset`]: a line for each row, tabs between its cells. A table that only arranges words
//! (a form's head, columns of a page) becomes lines like any other.

mod table;

pub(super) use table::{Cell, Table, caption, has_figures, is_figure};

use super::{ImportError, limits};
use crate::document::Inset;

/// What a flowing document holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// One paragraph; line ends within it are its own breaks.
    Line(String),
    /// A table.
    Table(Table),
}

/// A document laid out.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// Its text, each paragraph a line.
    pub(super) text: String,
    /// The tables of figures within the text.
    pub(super) tables: Vec<Inset>,
    /// Cells of those tables so far.
    cells: u64,
}

/// Lays blocks out as text.
///
/// # Errors
/// When the text gets beyond [`limits::DOCUMENT_TEXT`].
pub(super) fn lay(blocks: &[Block]) -> Result<Flow, ImportError> {
    let mut flow = Flow::default();
    flow.blocks(blocks)?;
    Ok(flow)
}

impl Flow {
    fn blocks(&mut self, blocks: &[Block]) -> Result<(), ImportError> {
        for block in blocks {
            match block {
                Block::Line(words) => {
                    self.push(words);
                    self.text.push('\n');
                }
                Block::Table(table) => self.table(table)?,
            }
            if self.text.len() as u64 > limits::DOCUMENT_TEXT {
                return Err(ImportError::TooMuchInside(self.text.len() as u64));
            }
        }
        Ok(())
    }

    /// Adds words; of control characters only tabs and line ends, and no marks that are not seen.
    fn push(&mut self, words: &str) {
        let odd = |c: char| (c.is_control() && c != '\t' && c != '\n') || matches!(c, '\u{AD}' | '\u{FEFF}');
        if words.contains(odd) {
            self.text.extend(words.chars().filter(|&c| !odd(c)));
        } else {
            self.text.push_str(words);
        }
    }
}

/// Whether nothing can be seen of the text.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'))
}
