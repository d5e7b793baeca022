//! Word documents (.docx): what a reader of the printed document sees, as running text. Told by content, not by name.
//!
//! Paragraphs are lines; automatic numbers are written out; tables of figures are grids within the text; changes count as
//! accepted; notes stand at the end. Headers, footers, comments and pictures are left out.

mod body;
pub(super) mod notes;
pub(super) mod numbering;
mod styles;
mod symbols;

use super::package::{self, Package};
use super::{ImportError, Importer, flow, limits, xml};
use crate::base::Progress;
use crate::document::{Document, Format};
use body::Shared;
use notes::Notes;
use numbering::Numbering;
use styles::Styles;

/// Reads Word documents.
pub struct DocxImporter;

/// Where the body stands in nearly every package.
const USUAL: &str = "word/document.xml";

impl Importer for DocxImporter {
    fn endings(&self) -> &'static [&'static str] {
        &["docx", "docm"]
    }

    fn accepts(&self, name: &str, bytes: &[u8]) -> bool {
        if !bytes.starts_with(package::MAGIC) {
            return false;
        }
        match Package::open(bytes) {
            Ok(package) => package.names().any(is_body),
            // A package cut short has lost its list of parts: only its name still says what it was.
            Err(_) => self.endings().iter().any(|ending| super::has_ending(name, ending)),
        }
    }

    fn read(&self, name: &str, bytes: &[u8], progress: &Progress) -> Result<Document, ImportError> {
        let mut package = Package::open(bytes)?;
        let path = package.names().find(|part| part.eq_ignore_ascii_case(USUAL)).or_else(|| package.names().find(|part| is_body(part)));
        let path = path.unwrap_or(USUAL).to_owned();
        let lost = || ImportError::Damaged(format!("it has no part {path}"));
        let document = package.part(&path, limits::PACKAGE_PART)?.ok_or_else(lost)?;
        let folder = path.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder).to_owned();
        // A part beside the body that is missing, or broken, costs what it would have added, not the document.
        let mut beside = |file: &str| match package.part(&format!("{folder}/{file}"), limits::PACKAGE_PART) {
            Ok(part) => Ok(part.unwrap_or_default()),
            Err(ImportError::Damaged(_)) => Ok(Vec::new()),
            Err(other) => Err(other),
        };
        let (styles, numbering, settings) = (beside("styles.xml")?, beside("numbering.xml")?, beside("settings.xml")?);
        let styles = or_nothing(Styles::read(&xml::decode(&styles)))?;
        let mut numbering = or_nothing(Numbering::read(&xml::decode(&numbering)))?;
        let document = xml::decode(&document);
        let mut notes = Notes::new(&document, &xml::decode(&settings));
        let mut blocks = body::read(&document, &mut Shared { styles: &styles, numbering: &mut numbering, notes: &mut notes, progress })?;
        if !notes.is_empty() {
            let mut found = [Vec::new(), Vec::new()];
            for (found, file) in found.iter_mut().zip(["footnotes.xml", "endnotes.xml"]) {
                let part = beside(file)?;
                let shared = &mut Shared { styles: &styles, numbering: &mut numbering, notes: &mut notes, progress };
                *found = or_nothing(body::read_notes(&xml::decode(&part), shared))?;
            }
            notes.append(found, &mut blocks);
        }
        let flow = flow::lay(&blocks)?;
        if flow::is_blank(&flow.text) {
            return Err(ImportError::Empty);
        }
        let document = Document::of_text(name, Format::Docx, None, flow.text, bytes);
        Ok(Document { tables: flow.tables, ..document })
    }
}

/// Whether a part's name is that of a document's body.
fn is_body(part: &str) -> bool {
    let part = part.to_ascii_lowercase().replace('\\', "/");
    part.trim_start_matches('/').strip_prefix("word/document").is_some_and(|rest| rest.ends_with(".xml") && !rest.contains('/'))
}

/// What a broken part beside the body would have given counts as nothing.
fn or_nothing<T: Default>(read: Result<T, ImportError>) -> Result<T, ImportError> {
    match read {
        Err(ImportError::Damaged(_)) => Ok(T::default()),
        other => other,
    }
}
