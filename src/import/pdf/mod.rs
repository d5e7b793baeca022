//! PDF with a text layer: characters at places become rows, columns, and paragraphs in the order in which they are read.
//!
//! `content` walks the drawing instructions, `font` says what they show, `rules` keeps the straight lines, `ruled` and `aligned`
//! find the tables, `rows` and `columns` the lines, `heads` takes out what repeats on every page, `paragraphs` joins the lines. A page's text may end within a paragraph;
//! `Document::pages` keeps where each page begins. Pictures, notes on the pages and forms to fill in are not read.

mod aligned;
mod columns;
mod content;
mod font;
mod heads;
mod names;
mod paragraphs;
mod rows;
mod ruled;
mod rules;
mod stream;

use super::{ImportError, Importer, limits};
use crate::base::Progress;
use crate::document::{Document, Format, Inset};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

/// Reads PDF.
pub struct PdfImporter;

/// The mark of a PDF stands within so many bytes (as readers of PDF accept it).
const MARK_WITHIN: usize = 1024;

impl Importer for PdfImporter {
    fn endings(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn accepts(&self, _name: &str, bytes: &[u8]) -> bool {
        let start = bytes.get(..bytes.len().min(MARK_WITHIN)).unwrap_or(&[]);
        memchr::memmem::find(start, b"%PDF-").is_some_and(|at| at == 0 || start.iter().take(at).any(|b| !b.is_ascii_graphic()))
    }

    fn read(&self, name: &str, bytes: &[u8], progress: &Progress) -> Result<Document, ImportError> {
        let Read { text, tables, pages } = read(bytes, progress)?;
        Ok(Document { tables, pages, ..Document::of_text(name, Format::Pdf, None, text, bytes) })
    }
}

/// What was read of a file.
struct Read {
    text: String,
    /// The tables within the text.
    tables: Vec<Inset>,
    /// Where in the text each page begins.
    pages: Vec<usize>,
}

fn read(bytes: &[u8], progress: &Progress) -> Result<Read, ImportError> {
    let mut reader = content::Reader::default();
    reader.budget.check_object_lists(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|e| match e {
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm | DecryptionError::PasswordProtected) => ImportError::Protected,
        LoadPdfError::Decryption(_) => ImportError::Damaged("its encryption is broken".to_owned()),
        LoadPdfError::Invalid => ImportError::Damaged("no pages can be found in it".to_owned()),
    })?;
    let all = pdf.pages();
    if all.len() > limits::PDF_PAGES {
        return Err(ImportError::TooLong);
    }
    progress.set_total(all.len());
    let (mut pages, mut heights) = (Vec::with_capacity(all.len()), Vec::with_capacity(all.len()));
    let (mut told, mut untold) = (0_usize, 0_usize);
    let mut tables = Vec::new();
    for page in all.iter() {
        if progress.is_cancelled() {
            return Err(ImportError::Cancelled);
        }
        let mut drawn = reader.page(page, progress)?;
        told += drawn.glyphs.len();
        untold += drawn.glyphs.iter().filter(|g| g.c == char::REPLACEMENT_CHARACTER).count();
        drawn.glyphs.retain(|g| g.c == '\t' || !g.c.is_control());
        let ruled = ruled::take(&mut drawn);
        let mut rows = rows::rows(drawn.glyphs);
        for placed in ruled {
            rows::stand_in(&mut rows, &placed, tables.len());
            tables.push(placed.table);
        }
        pages.push(rows);
        heights.push(page.render_dimensions().1);
        progress.advance();
    }
    // Without words there is nothing to read, and as little where the fonts do not tell what they show.
    if told == 0 || untold * 2 > told {
        return Err(ImportError::NoText);
    }
    heads::strip(&mut pages, &heights);
    let regions = columns::regions(&pages, &mut tables);
    let read = paragraphs::join(regions, tables)?;
    if read.text.trim().is_empty() { Err(ImportError::NoText) } else { Ok(read) }
}
