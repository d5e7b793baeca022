//! Charts and the printed page: which charts are proposed, which of them are on the page, and the jobs that draw, export and
//! print it. Everything slow runs in a job.

use super::import::shown_name;
use super::jobs::Worker;
use super::message::{Level, Message};
use super::state::{Loaded, State};
use super::view::View;
use crate::chart::layout::kinds_for;
use crate::chart::propose::propose;
use crate::chart::scene::Scene;
use crate::chart::spec::ChartSpec;
use crate::export::print::{Desktop, NoQueue, PrintError, Printed};
use crate::export::{self, ExportOptions, Pixels};
use crate::library::Library;
use crate::page::{self, MOST_ITEMS};
use crate::project::PlacedChart;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Dots a mm of the page's picture on the screen.
const PREVIEW_SCALE: f32 = 5.0;
/// Dots an inch of an exported picture.
const EXPORT_DPI: f32 = 200.0;

/// What the program knows of charts.
#[derive(Debug, Default)]
pub struct Charts {
    /// The charts that the library allows, the best first.
    pub proposed: Arc<[ChartSpec]>,
    /// The revision of the library they are for.
    pub revision: Option<u64>,
    /// The key of the chart shown in the Charts view.
    pub shown: Option<String>,
    /// The page as a picture, and the keys of the charts on it.
    pub preview: Option<(Vec<String>, Arc<Pixels>)>,
    proposing: Option<u64>,
    previewing: Option<Vec<String>>,
}

/// What a user can do with charts.
#[derive(Clone, Debug)]
pub enum ChartCommand {
    /// Shows the chart with this key.
    Show(String),
    /// Puts the chart with this key on the page; a page takes four.
    Place(String),
    /// Takes a chart off the page, by its place.
    Remove(usize),
    /// Draws the page's picture.
    Preview,
    /// Prints the page.
    Print,
    /// Writes the page in a format (by the exporter's id) to a file.
    Export(&'static str, PathBuf),
}

/// What a command that changes the pages is called in the menu.
#[must_use]
pub(super) fn step_name(command: &ChartCommand) -> Option<Message> {
    let key = match command {
        ChartCommand::Place(_) => "step.place_chart",
        ChartCommand::Remove(_) => "step.remove_chart",
        ChartCommand::Show(_) | ChartCommand::Preview | ChartCommand::Print | ChartCommand::Export(..) => return None,
    };
    Some(Message::new(Level::Info, key))
}

/// What a job for charts gives back.
#[derive(Debug)]
pub enum Drawn {
    /// The charts of the library at this revision.
    Proposed(u64, Vec<ChartSpec>),
    /// The page with these charts as a picture.
    Preview(Vec<String>, Pixels),
}

/// The chart with a key: one of the proposed, in the kind the key says.
#[must_use]
pub fn chart_of(proposed: &[ChartSpec], key: &str) -> Option<ChartSpec> {
    proposed.iter().find_map(|chart| {
        kinds_for(chart).find_map(|kind| {
            let chart = ChartSpec { kind, ..chart.clone() };
            (chart.key() == key).then_some(chart)
        })
    })
}

impl State {
    /// The charts on the page; those that the data no longer allow are passed over.
    #[must_use]
    pub fn page_charts(&self) -> Vec<ChartSpec> {
        let titled = |placed: &PlacedChart| {
            let chart = chart_of(&self.charts.proposed, &placed.chart)?;
            Some(ChartSpec { title: placed.title.clone().unwrap_or_else(|| chart.title.clone()), ..chart })
        };
        self.deck.iter().filter_map(titled).take(MOST_ITEMS).collect()
    }

    /// Carries out what concerns charts.
    pub(super) fn apply_chart(&mut self, command: ChartCommand) {
        match command {
            ChartCommand::Show(key) => self.charts.shown = Some(key),
            ChartCommand::Place(key) => {
                if self.deck.len() < MOST_ITEMS && !self.deck.iter().any(|placed| placed.chart == key) {
                    self.deck.push(PlacedChart { chart: key, title: None });
                }
            }
            ChartCommand::Remove(at) => {
                if at < self.deck.len() {
                    self.deck.remove(at);
                }
            }
            ChartCommand::Preview => self.preview(),
            ChartCommand::Print => {
                let sheet = self.sheet();
                self.start("job.print", move |worker| worker.send(Loaded::Told(sheet.print())));
            }
            ChartCommand::Export(id, path) => {
                let sheet = self.sheet();
                self.start("job.export", move |worker| worker.send(Loaded::Told(sheet.export(id, &path))));
            }
        }
    }

    /// Has the charts of a changed library proposed, once nothing is being read in any more.
    pub(super) fn keep_charts(&mut self) {
        let revision = self.revision;
        let reading = self.jobs.running().iter().any(|job| matches!(job.title, "job.import" | "job.open_project"));
        if reading || self.charts.revision == Some(revision) || self.charts.proposing == Some(revision) {
            return;
        }
        if self.library.reports().is_empty() {
            self.charts = Charts { revision: Some(revision), ..Charts::default() };
            return;
        }
        self.charts.proposing = Some(revision);
        let library = self.library.clone();
        self.start("job.propose", move |worker| {
            worker.send(Loaded::Drawn(Drawn::Proposed(revision, propose(&library))));
        });
    }

    /// Takes in what a job for charts gives back.
    pub(super) fn take_in_drawn(&mut self, drawn: Drawn) {
        match drawn {
            Drawn::Proposed(revision, charts) => {
                // An older library's charts would point to reports that are gone.
                if revision == self.revision {
                    self.log.line(&format!("proposed charts={}", charts.len()));
                    self.charts.proposed = charts.into();
                    self.charts.revision = Some(revision);
                    self.charts.preview = None;
                    self.charts.previewing = None;
                }
            }
            Drawn::Preview(keys, pixels) => self.charts.preview = Some((keys, Arc::new(pixels))),
        }
    }

    fn preview(&mut self) {
        let charts = self.page_charts();
        let keys: Vec<String> = charts.iter().map(ChartSpec::key).collect();
        if self.charts.previewing.as_ref() == Some(&keys) || charts.is_empty() {
            return;
        }
        self.charts.previewing = Some(keys.clone());
        let sheet = Sheet { charts, of_report: None, library: self.library.clone() };
        self.start("job.preview", move |worker| sheet.preview(keys, worker));
    }

    /// What is to be printed: the page; where it is empty the chart on the screen; else the best of the open report.
    fn sheet(&self) -> Sheet {
        let mut charts = self.page_charts();
        if charts.is_empty() && self.view == View::Charts {
            charts.extend(self.charts.shown.as_deref().and_then(|key| chart_of(&self.charts.proposed, key)));
        }
        let mut of_report = None;
        if charts.is_empty()
            && let Some(report) = self.report.and_then(|id| self.library.report(id))
        {
            of_report = Some(Arc::clone(report));
        }
        Sheet { charts, of_report, library: self.library.clone() }
    }
}

/// A page to be drawn by a job.
struct Sheet {
    charts: Vec<ChartSpec>,
    of_report: Option<Arc<crate::library::Report>>,
    library: Library,
}

impl Sheet {
    /// The page laid out, with its title; `None` when there is nothing to draw.
    fn scene(&self) -> Option<(String, Scene)> {
        let mut charts = self.charts.clone();
        if let Some(report) = &self.of_report {
            let mut alone = Library::default();
            alone.add((**report).clone());
            charts = propose(&alone);
        }
        if charts.is_empty() {
            charts = propose(&self.library);
        }
        charts.truncate(MOST_ITEMS);
        if charts.is_empty() {
            return None;
        }
        let page = page::compose(&charts, &self.library);
        Some((page.title.clone(), page::lay_out(&page)))
    }

    fn write(&self, id: &str) -> Result<(String, Vec<u8>), Message> {
        let (title, scene) = self.scene().ok_or_else(|| Message::new(Level::Warning, "page.nothing"))?;
        let options = ExportOptions { title: title.clone(), dpi: EXPORT_DPI };
        let failed = |why: String| Message::new(Level::Error, "page.failed").with("why", why);
        let exporter = export::exporter(id).ok_or_else(|| failed(id.to_owned()))?;
        let bytes = exporter.export(std::slice::from_ref(&scene), &options).map_err(|error| failed(error.to_string()))?;
        Ok((title, bytes))
    }

    fn print(&self) -> Message {
        match self.write("pdf") {
            Ok((title, pdf)) => told(export::print::print(&pdf, &title, &Desktop::default())),
            Err(message) => message,
        }
    }

    fn export(&self, id: &str, path: &Path) -> Message {
        let (_, bytes) = match self.write(id) {
            Ok(written) => written,
            Err(message) => return message,
        };
        match save(path, &bytes) {
            Ok(()) => Message::new(Level::Info, "page.exported").with("file", path.display()),
            Err(error) => Message::new(Level::Error, "page.unwritable").with("file", shown_name(path)).with("why", error),
        }
    }

    fn preview(&self, keys: Vec<String>, worker: &Worker<Loaded>) {
        let Some((_, scene)) = self.scene() else { return };
        match export::pixels(&scene, PREVIEW_SCALE) {
            Ok(pixels) => worker.send(Loaded::Drawn(Drawn::Preview(keys, pixels))),
            Err(error) => worker.send(Loaded::Told(Message::new(Level::Error, "page.failed").with("why", error))),
        }
    }
}

/// Writes whole or not at all: beside the file, then renamed.
fn save(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    std::io::Write::write_all(&mut file, bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// What became of the printing.
fn told(result: Result<Printed, PrintError>) -> Message {
    match result {
        Ok(Printed::Queued { queue, job }) => Message::new(Level::Info, "print.queued").with("queue", queue).with("job", job),
        Ok(Printed::Opened { file, because, .. }) => because_of("print.opened", Level::Info, &because).with("file", file.display()),
        Err(PrintError::Unwritable(why)) => Message::new(Level::Error, "print.unwritable").with("why", why),
        Err(PrintError::NoViewer { file, because }) => because_of("print.kept", Level::Error, &because).with("file", file.display()),
    }
}

/// The message of a case without a queue, by the reason.
fn because_of(key: &'static str, level: Level, because: &NoQueue) -> Message {
    match (key, because) {
        ("print.opened", NoQueue::NoPrintSystem | NoQueue::NoDefaultQueue) => Message::new(level, "print.opened"),
        ("print.opened", NoQueue::Refused(why)) => Message::new(Level::Warning, "print.opened_refused").with("why", why),
        (_, NoQueue::NoPrintSystem | NoQueue::NoDefaultQueue) => Message::new(level, "print.kept"),
        (_, NoQueue::Refused(why)) => Message::new(level, "print.kept_refused").with("why", why),
    }
}
