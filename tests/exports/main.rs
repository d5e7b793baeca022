//! What leaves the program reads back: every exporter over the samples' charts and figures, through readers that are not
//! the program's own.
#![expect(clippy::expect_used, clippy::unwrap_used, missing_docs, reason = "a test that cannot be set up must fail; tests tell themselves")]

mod data;
mod deck;
mod office;
#[path = "../support/overlap.rs"]
mod overlap;

use gangmu::base::Progress;
use gangmu::chart::propose::propose;
use gangmu::chart::spec::ChartSpec;
use gangmu::export::{Material, Picture, REGISTRY, exporter};
use gangmu::library::{Library, ObservationRef, Report};
use gangmu::page::{self, Page, Setup};
use gangmu::project::samples::SAMPLES;
use std::path::{Path, PathBuf};

/// The samples with a page of each four proposed charts, one of every kind among them.
pub struct Exported {
    pub library: Library,
    pub pages: Vec<Page>,
    pub figures: Vec<ObservationRef>,
}

impl Exported {
    pub fn of_samples() -> Self {
        let mut library = Library::default();
        for &(name, bytes) in &SAMPLES {
            let document = gangmu::import::read(name, bytes, &Progress::default()).expect("a sample");
            library.add(Report::read(document, bytes.into()));
        }
        let mut kinds = Vec::new();
        let charts: Vec<ChartSpec> = propose(&library)
            .into_iter()
            .filter(|chart| {
                let first = !kinds.contains(&chart.kind);
                kinds.push(chart.kind);
                first
            })
            .collect();
        assert!(charts.len() >= 4, "the samples propose too little");
        let pages = page::deck(&charts, &library, &Setup { sources: true, ..Setup::default() }).pages;
        let figures = library.observations().map(|(at, _, _)| at).collect();
        Self { library, pages, figures }
    }

    pub fn write(&self, id: &str) -> Vec<u8> {
        let scenes: Vec<_> = self.pages.iter().map(page::lay_out).collect();
        let one = scenes.get(..1).expect("a page");
        let exporter = exporter(id).expect("an exporter");
        let scenes = if exporter.takes() == gangmu::export::Takes::OneScene { one } else { &scenes };
        let title = "区县指标 <测试> & “引号”";
        let material =
            Material { title, pages: &self.pages, scenes, figures: &self.figures, library: &self.library, picture: Picture::default() };
        exporter.export(&material).expect("exports")
    }

    /// Writes a file for outside readers.
    pub fn file(&self, id: &str) -> PathBuf {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("export-{id}.{}", exporter(id).expect("an exporter").ending()));
        std::fs::write(&file, self.write(id)).expect("written");
        file
    }

    pub fn charts(&self) -> impl Iterator<Item = &ChartSpec> {
        self.pages.iter().flat_map(Page::charts)
    }
}

/// The same material gives the same bytes, and nothing gives an error and no file.
#[test]
fn every_exporter_writes_and_refuses_nothing() {
    let exported = Exported::of_samples();
    let nothing = Material { title: "", pages: &[], scenes: &[], figures: &[], library: &Library::default(), picture: Picture::default() };
    for exporter in REGISTRY {
        let bytes = exported.write(exporter.id());
        assert!(bytes.len() > 1000, "{}", exporter.id());
        // A workbook carries the time it was made.
        if exporter.id() == "pdf" || exporter.ending() == "csv" {
            assert_eq!(bytes, exported.write(exporter.id()), "{}", exporter.id());
        }
        assert!(exporter.export(&nothing).is_err(), "{} writes nothing", exporter.id());
    }
}
