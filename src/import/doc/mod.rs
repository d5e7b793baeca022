//! Word 97–2003 documents (.doc), and those of WPS that are written the same way (.wps): what a reader of the printed
//! document sees, as running text. Told by content, not by name (MS-DOC).
//!
//! Paragraphs are lines; automatic numbers are written out; tables of figures are grids within the text; deleted and hidden
//! words are left out; notes stand at the end. Of Word 6 and 95 the bare text is read.

mod body;
mod header;
mod lists;
mod pieces;
mod properties;

use super::ole::{self, Compound};
use super::{ImportError, Importer, flow};
use crate::base::Progress;
use crate::document::{Document, Format};
use body::Parts;
use header::{Header, Part};
use properties::Runs;

/// Reads old Word documents.
pub struct DocImporter;

/// The stream that holds header and text.
const MAIN: &str = "WordDocument";

impl Importer for DocImporter {
    fn endings(&self) -> &'static [&'static str] {
        &["doc", "wps"]
    }

    fn accepts(&self, name: &str, bytes: &[u8]) -> bool {
        if !bytes.starts_with(&ole::MAGIC) {
            return false;
        }
        match Compound::open(bytes) {
            Some(file) => file.has(MAIN),
            // A file cut short has lost its folder: only its name still says what it was.
            None => self.endings().iter().any(|ending| super::has_ending(name, ending)),
        }
    }

    fn read(&self, name: &str, bytes: &[u8], progress: &Progress) -> Result<Document, ImportError> {
        let damaged = |why: &str| ImportError::Damaged(why.to_owned());
        let file = Compound::open(bytes).ok_or_else(|| damaged("its list of parts cannot be read"))?;
        let main = file.stream(MAIN).ok_or_else(|| damaged("its text cannot be read"))?;
        let header = Header::read(&main)?;
        let table = if header.is_97 {
            let (first, second) = if header.second_table { ("1Table", "0Table") } else { ("0Table", "1Table") };
            file.stream(first).or_else(|| file.stream(second)).ok_or_else(|| damaged("its tables cannot be read"))?
        } else {
            main.clone()
        };
        let text = pieces::Text::gather(&main, &table, &header)?;
        let runs = |part, wide| if header.is_97 { Runs::read(&main, header.part(&table, part), wide) } else { Runs::default() };
        let mut parts = Parts {
            text: &text,
            header: &header,
            table: &table,
            characters: runs(Part::CharacterProperties, false),
            paragraphs: runs(Part::ParagraphProperties, true),
            styles: lists::Styles::read(header.part(&table, Part::Styles)),
            numbering: lists::read(header.rest_from(&table, Part::Lists), header.part(&table, Part::ListUses)),
            progress,
        };
        let flow = flow::lay(&body::read(&mut parts)?)?;
        if flow::is_blank(&flow.text) {
            return Err(ImportError::Empty);
        }
        Ok(Document { tables: flow.tables, ..Document::of_text(name, Format::Doc, None, flow.text, bytes) })
    }
}
