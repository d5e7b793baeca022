//! Every kind of chart on one sheet of A3, in colour and as a grey printer makes it: to look at what was changed in drawing.
//!
//! `cargo run --example contact_sheet -- FOLDER [REPORTS…]` reads the samples and the reports given, and writes
//! `contact-sheet.png`, `contact-sheet-grey.png` and `contact-sheet.pdf` into the folder; `contact-sheet.xlsx`, `.pptx` and `.docx`
//! hold the same charts as the office programs draw them, one a page. The best charts, four a page, stand on the papers that there are
//! in `pages-A3-portrait.pdf` and its like. Kinds that none of the reports allow stay empty.

use gangmu::base::Progress;
use gangmu::chart::fonts::Font;
use gangmu::chart::layout::{self, REGISTRY, kinds_for};
use gangmu::chart::palette::{INK, INK_SOFT};
use gangmu::chart::propose::propose;
use gangmu::chart::scene::{Anchor, Rect, Scene, Style, at};
use gangmu::chart::spec::{ChartKind, ChartSpec};
use gangmu::chart::text;
use gangmu::export::{self, Material, Picture};
use gangmu::library::{Library, Report};
use gangmu::page::setup::Size;
use gangmu::page::{self, Deck, Setup};
use gangmu::{import, project::samples::SAMPLES};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;

/// A3, lying, in mm; and how many charts go across and down.
const PAPER: (f32, f32) = (420.0, 297.0);
const GRID: (usize, usize) = (4, 4);
/// Around the sheet and between the charts.
const MARGIN: f32 = 10.0;
/// From the upper edge of a field to its chart: number and title.
const HEAD: f32 = 6.0;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args_os().skip(1);
    let folder = args.next().ok_or("usage: contact_sheet FOLDER [REPORTS…]")?;
    let mut reports = Vec::new();
    for (name, bytes) in SAMPLES.iter() {
        reports.push(Arc::new(Report::read(import::read(name, bytes, &Progress::default())?, (*bytes).into())));
    }
    for path in args {
        let (name, bytes) = (path.to_string_lossy().into_owned(), std::fs::read(&path)?);
        reports.push(Arc::new(Report::read(import::read(&name, &bytes, &Progress::default())?, bytes.into())));
    }
    let library: Library = reports.into_iter().collect();
    let proposed = propose(&library);
    let colour = sheet(&proposed);
    let mut grey = colour.clone();
    grey.turn_grey();
    for (name, id, scene) in
        [("contact-sheet.png", "png", &colour), ("contact-sheet-grey.png", "png", &grey), ("contact-sheet.pdf", "pdf", &colour)]
    {
        let scenes = std::slice::from_ref(scene);
        let picture = Picture { dpi: 150, transparent: false };
        let material = Material { title: "图种一览", pages: &[], scenes, figures: &[], library: &library, picture };
        let bytes = export::exporter(id).ok_or("no such format")?.export(&material)?;
        std::fs::write(Path::new(&folder).join(name), bytes)?;
    }
    let kinds: Vec<ChartSpec> = REGISTRY.iter().filter_map(|layout| chart_of(&proposed, layout.kind())).collect();
    let deck = page::deck(&kinds, &library, &Setup { per_page: 1, ..Setup::default() });
    for id in ["xlsx", "pptx", "docx"] {
        write(&deck, &library, id, &Path::new(&folder).join(format!("contact-sheet.{id}")))?;
    }
    for (size, portrait) in Size::ALL.into_iter().flat_map(|size| [(size, false), (size, true)]) {
        let setup = Setup { size, portrait, sources: true, ..Setup::default() };
        let deck = page::deck(proposed.get(..8).unwrap_or(&proposed), &library, &setup);
        let lies = if portrait { "portrait" } else { "landscape" };
        write(&deck, &library, "pdf", &Path::new(&folder).join(format!("pages-{}-{lies}.pdf", size.name())))?;
    }
    Ok(())
}

fn write(deck: &Deck, library: &Library, id: &str, path: &Path) -> Result<(), Box<dyn Error>> {
    let picture = Picture { dpi: 150, transparent: false };
    let material = Material { title: "图种一览", pages: &deck.pages, scenes: &deck.scenes, figures: &[], library, picture };
    std::fs::write(path, export::exporter(id).ok_or("no such format")?.export(&material)?)?;
    Ok(())
}

/// A chart of each kind, in the order of the registry.
fn sheet(proposed: &[ChartSpec]) -> Scene {
    let mut scene = Scene::new(PAPER.0, PAPER.1);
    let (across, down) = (GRID.0 as f32, GRID.1 as f32);
    let size = ((PAPER.0 - MARGIN * (across + 1.0)) / across, (PAPER.1 - MARGIN * (down + 1.0)) / down);
    for (index, kind) in REGISTRY.iter().map(|layout| layout.kind()).enumerate() {
        let (column, row) = ((index % GRID.0) as f32, (index / GRID.0) as f32);
        let field = Rect::new(MARGIN + column * (size.0 + MARGIN), MARGIN + row * (size.1 + MARGIN), size.0, size.1);
        let chart = chart_of(proposed, kind);
        let title = Style::new(Font::SansBold, 9.5, INK);
        let words = format!("{}　{}", kind.key(), chart.as_ref().map_or("", |chart| chart.title.as_str()));
        scene.text(&text::fit(&words, title.font, title.size, field.w), at(field.x, field.y + title.size), Anchor::Start, title);
        let area = Rect::new(field.x, field.y + HEAD, field.w, field.h - HEAD);
        match chart {
            Some(chart) => layout::draw(&chart, area, &mut scene),
            None => drop(scene.text("—", area.centre(), Anchor::Middle, Style::new(Font::Sans, 9.5, INK_SOFT))),
        }
    }
    scene
}

/// The first chart proposed in the kind, else the first that can be drawn so.
fn chart_of(proposed: &[ChartSpec], kind: ChartKind) -> Option<ChartSpec> {
    let can = || proposed.iter().find(|chart| kinds_for(chart).any(|known| known == kind));
    let chart = proposed.iter().find(|chart| chart.kind == kind).or_else(can)?;
    Some(ChartSpec { kind, ..chart.clone() })
}
