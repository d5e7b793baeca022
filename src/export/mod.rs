//! Pages leave the program: one file per format behind [`Exporter`], and the system's printing. Exporters take scenes
//! and return bytes; they know no file names.

mod pdf;
mod png;
pub mod print;
mod svg;

pub use png::{Pixels, pixels};

use crate::chart::scene::Scene;
use std::fmt;

/// What an export needs beside the pages.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportOptions {
    /// The document's title, for formats that carry one.
    pub title: String,
    /// Dots per inch, for formats made of dots.
    pub dpi: f32,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self { title: String::new(), dpi: 200.0 }
    }
}

/// Writes one format.
pub trait Exporter: Sync {
    /// Its short name: `pdf`.
    fn id(&self) -> &'static str;

    /// The file's ending, without the dot.
    fn ending(&self) -> &'static str;

    /// Whether one file holds several pages. Others are given one page at a time.
    fn holds_pages(&self) -> bool;

    /// Writes the pages.
    ///
    /// # Errors
    /// When there is no page, a page has no size, or the format cannot hold it.
    fn export(&self, pages: &[Scene], options: &ExportOptions) -> Result<Vec<u8>, ExportError>;
}

/// Every format, in the order the window offers them.
pub static REGISTRY: &[&dyn Exporter] = &[&pdf::Pdf, &png::Png, &svg::Svg];

/// The exporter with this id.
#[must_use]
pub fn exporter(id: &str) -> Option<&'static dyn Exporter> {
    REGISTRY.iter().copied().find(|e| e.id() == id)
}

/// Why pages could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportError {
    /// No page was given.
    NoPage,
    /// The format holds one page, and several were given.
    OnePageOnly,
    /// A page without width or height, or too large for the resolution.
    Size,
    /// The format's own writer refused; holds its words.
    Writer(String),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExportError::NoPage => f.write_str("there is no page to export; add a chart first"),
            ExportError::OnePageOnly => f.write_str("this format holds one page a file; export the pages one by one"),
            ExportError::Size => f.write_str("the page has no size, or is too large for this resolution; choose fewer dots per inch"),
            ExportError::Writer(why) => write!(f, "the page could not be written: {why}"),
        }
    }
}

impl std::error::Error for ExportError {}

/// The only page, for formats that hold one.
fn only(pages: &[Scene]) -> Result<&Scene, ExportError> {
    match pages {
        [] => Err(ExportError::NoPage),
        [page] => Ok(page),
        _ => Err(ExportError::OnePageOnly),
    }
}
