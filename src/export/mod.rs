//! What leaves the program: one file per format behind [`Exporter`], and the system's printing. Exporters take the
//! pages, their scenes, or the figures, and return bytes; they know no file names.

mod csv;
mod office;
mod pdf;
mod png;
pub mod print;
mod sdmx;
mod svg;

pub use png::{Pixels, pixels};

use crate::chart::scene::Scene;
use crate::chart::spec::ChartSpec;
use crate::library::{Library, ObservationRef};
use crate::page::Page;
use std::fmt;

/// What may be written. Each format takes of it what it [`Exporter::takes`].
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// The document's title, for formats that carry one.
    pub title: &'a str,
    /// The pages, with the charts on them.
    pub pages: &'a [Page],
    /// The same pages as they are printed.
    pub scenes: &'a [Scene],
    /// Figures to be listed.
    pub figures: &'a [ObservationRef],
    /// Where the figures of pages and list stand.
    pub library: &'a Library,
    /// How dots are made, for formats made of dots.
    pub picture: Picture,
}

/// How a picture is made of dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Dots per inch.
    pub dpi: u16,
    /// Whether the paper is left out, so that whatever the picture is put on shows through.
    pub transparent: bool,
}

impl Picture {
    /// For screens, for texts, for print.
    pub const DPI: [u16; 3] = [96, 150, 300];

    /// The same with a resolution that can be drawn.
    #[must_use]
    pub fn mended(self) -> Self {
        Self { dpi: self.dpi.clamp(48, 600), ..self }
    }
}

impl Default for Picture {
    fn default() -> Self {
        Self { dpi: 150, transparent: false }
    }
}

impl<'a> Material<'a> {
    /// Every chart of every page.
    pub fn charts(&self) -> impl Iterator<Item = &'a ChartSpec> {
        self.pages.iter().flat_map(Page::charts)
    }
}

/// What a format is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// One page as it is printed.
    OneScene,
    /// All pages as they are printed.
    Scenes,
    /// The pages' charts and words, to be edited further.
    Pages,
    /// A list of figures.
    Figures,
}

/// Writes one format.
pub trait Exporter: Sync {
    /// Its short name, and the key of its name in `assets/locales`: `pdf`.
    fn id(&self) -> &'static str;

    /// The file's ending, without the dot.
    fn ending(&self) -> &'static str;

    /// What it is made of.
    fn takes(&self) -> Takes;

    /// Whether it is made of dots, so that [`Picture`] says how.
    fn has_dots(&self) -> bool {
        false
    }

    /// Writes the material.
    ///
    /// # Errors
    /// When there is nothing to write, a page has no size, or the format cannot hold it.
    fn export(&self, material: &Material<'_>) -> Result<Vec<u8>, ExportError>;
}

/// Every format, in the order the window offers them.
pub static REGISTRY: &[&dyn Exporter] =
    &[&pdf::Pdf, &png::Png, &svg::Svg, &office::Pptx, &office::Docx, &office::Xlsx, &csv::Csv, &sdmx::SdmxCsv];

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
    /// No figure was given.
    NoFigure,
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
            ExportError::NoFigure => f.write_str("there is no figure to list; open a report first"),
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
