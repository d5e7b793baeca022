//! What leaves the program: pages and figures gathered from the state, written or printed by a job.

use super::charts::Drawn;
use super::command::Which;
use super::import::shown_name;
use super::jobs::Worker;
use super::message::{Level, Message};
use super::state::{Loaded, State};
use super::view::View;
use crate::chart::propose::propose;
use crate::chart::scene::Scene;
use crate::chart::spec::ChartSpec;
use crate::export::print::{Desktop, NoQueue, PrintError, Printed, Wish};
use crate::export::{self, ExportError, Material, Picture, Takes};
use crate::library::table::table;
use crate::library::{Library, ObservationRef, Report};
use crate::page::{self, Deck, Setup};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// The page's picture on the screen: five dots a mm.
const PREVIEW: Picture = Picture { dpi: 127, transparent: false };

/// How long a job is watched that a print queue has taken, and how often.
const WATCHED: Duration = Duration::from_secs(600);
const LOOK: Duration = Duration::from_secs(2);

impl State {
    /// What is to be printed: the page; where it is empty the chart on the screen; else the best of the open report.
    pub(super) fn sheet(&self) -> Sheet {
        let mut charts = self.page_charts();
        if charts.is_empty() && self.view == View::Charts {
            charts.extend(self.charts.shown.as_deref().and_then(|key| self.charts.chart(key)));
        }
        let mut of_report = None;
        if charts.is_empty()
            && let Some(report) = self.report.and_then(|id| self.library.report(id))
        {
            of_report = Some(Arc::clone(report));
        }
        Sheet { charts, of_report, ..self.empty_sheet() }
    }

    /// Has figures written to a file.
    pub(super) fn export_figures(&mut self, id: &'static str, which: Which, path: PathBuf) {
        let (query, choice) = (self.query.clone(), self.comparing.choice.clone());
        let made = self.comparing.current().map(Arc::clone);
        let mut sheet = self.empty_sheet();
        self.start("job.export", move |worker| {
            sheet.figures = match which {
                Which::All => sheet.library.observations().map(|(at, _, _)| at).collect(),
                Which::Query => table(&sheet.library, &query).figures(),
                Which::Comparison => made.map_or_else(Vec::new, |made| made.figures(&choice)),
            };
            worker.send(Loaded::Told(sheet.export(id, &path)));
        });
    }

    fn empty_sheet(&self) -> Sheet {
        Sheet {
            charts: Vec::new(),
            of_report: None,
            figures: Vec::new(),
            library: self.library.clone(),
            setup: self.setup.clone(),
            picture: self.settings.picture(),
        }
    }
}

/// What is to be written: the pages' charts and the figures to list. Goes to a job.
pub(super) struct Sheet {
    /// The charts on pages; none for those that the data propose.
    pub(super) charts: Vec<ChartSpec>,
    /// The report whose best charts are taken where there are none.
    pub(super) of_report: Option<Arc<Report>>,
    /// The figures to list.
    pub(super) figures: Vec<ObservationRef>,
    /// Every open report.
    pub(super) library: Library,
    /// How the pages are set up.
    pub(super) setup: Setup,
    /// How pictures are made.
    pub(super) picture: Picture,
}

impl Sheet {
    /// The pages; none when there is nothing to draw.
    fn pages(&self) -> Deck {
        let mut charts = self.charts.clone();
        if let Some(report) = &self.of_report {
            let mut alone = Library::default();
            alone.add((**report).clone());
            charts = propose(&alone);
        }
        if charts.is_empty() {
            charts = propose(&self.library);
        }
        if self.charts.is_empty() {
            charts.truncate(self.setup.per_page);
        }
        page::deck(&charts, &self.library, &self.setup)
    }

    /// The bytes of each file in a format, with the document's title: one file, or one a page.
    fn write(&self, id: &str) -> Result<(String, Vec<Vec<u8>>), Message> {
        let failed = |why: String| Message::new(Level::Error, "page.failed").with("why", why);
        let exporter = export::exporter(id).ok_or_else(|| failed(id.to_owned()))?;
        let Deck { pages, scenes } = if exporter.takes() == Takes::Figures { Deck::default() } else { self.pages() };
        let title = pages.first().map_or(String::new(), |page| page.title.clone());
        let write = |scenes: &[Scene]| {
            let (figures, library) = (&*self.figures, &self.library);
            exporter.export(&Material { title: &title, pages: &pages, scenes, figures, library, picture: self.picture })
        };
        let files: Result<Vec<_>, _> = match exporter.takes() {
            Takes::OneScene if scenes.len() > 1 => scenes.chunks(1).map(write).collect(),
            _ => write(&scenes).map(|bytes| vec![bytes]),
        };
        match files {
            Ok(files) => Ok((title, files)),
            Err(ExportError::NoPage) => Err(Message::new(Level::Warning, "page.nothing")),
            Err(ExportError::NoFigure) => Err(Message::new(Level::Warning, "export.no_figure")),
            Err(error) => Err(failed(error.to_string())),
        }
    }

    /// Prints the pages; tells what became of them. Gives queue and job where a queue has taken them, and whether
    /// its printer is known not to print just now.
    pub(super) fn print(&self, wish: &Wish) -> (Message, Option<(String, String, bool)>) {
        match self.write("pdf") {
            Ok((title, files)) => {
                let printed = export::print::print(&files.concat(), &title, wish, &Desktop::default());
                let taken = match &printed {
                    Ok(Printed::Queued { queue, job }) => Some((queue.clone(), job.clone(), false)),
                    Ok(Printed::Held { queue, job, .. }) => Some((queue.clone(), job.clone(), true)),
                    _ => None,
                };
                (told(printed), taken)
            }
            Err(message) => (message, None),
        }
    }

    /// Writes a file in a format; tells how it went.
    pub(super) fn export(&self, id: &str, path: &Path) -> Message {
        let files = match self.write(id) {
            Ok((_, files)) => files,
            Err(message) => return message,
        };
        for (index, bytes) in files.iter().enumerate() {
            let path = if files.len() == 1 { path.to_owned() } else { numbered(path, index + 1) };
            if let Err(error) = save(&path, bytes) {
                return Message::new(Level::Error, "page.unwritable").with("file", shown_name(&path)).with("why", error);
            }
        }
        let last = if files.len() == 1 { path.to_owned() } else { numbered(path, files.len()) };
        Message::new(Level::Info, "page.exported").with("file", last.display())
    }

    /// The one chart alone, for the clipboard.
    pub(super) fn copy_chart(&self) -> Loaded {
        let page = page::compose(&self.charts, &self.library, &self.setup, None);
        let mut scene = page::figure(&page);
        if self.setup.grey {
            scene.turn_grey();
        }
        self.copied(Some(&scene))
    }

    /// A page, for the clipboard.
    pub(super) fn copy_page(&self, index: usize) -> Loaded {
        self.copied(self.pages().scenes.get(index))
    }

    fn copied(&self, scene: Option<&Scene>) -> Loaded {
        match scene.map(|scene| export::pixels(scene, self.picture)) {
            Some(Ok(pixels)) => Loaded::Drawn(Drawn::Copied(pixels)),
            Some(Err(error)) => Loaded::Told(Message::new(Level::Error, "page.failed").with("why", error)),
            None => Loaded::Told(Message::new(Level::Warning, "page.nothing")),
        }
    }

    /// Draws the pages as pictures.
    pub(super) fn preview(&self, of: String, worker: &Worker<Loaded>) {
        let scenes = self.pages().scenes;
        let wanted = scenes.iter().take_while(|_| !worker.progress().is_cancelled());
        let pages: Result<Vec<_>, _> = wanted.map(|scene| export::pixels(scene, PREVIEW)).collect();
        if worker.progress().is_cancelled() {
            return;
        }
        match pages {
            Ok(pages) => worker.send(Loaded::Drawn(Drawn::Preview(of, pages))),
            Err(error) => worker.send(Loaded::Told(Message::new(Level::Error, "page.failed").with("why", error))),
        }
    }
}

/// 页面.png → 页面-2.png, for formats that hold one page a file.
fn numbered(path: &Path, number: usize) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    path.with_file_name(format!("{stem}-{number}{ending}"))
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

/// Watches a job that a queue has taken, and tells what becomes of it but that it is printed. Takes as long as the job, ten minutes at
/// most after each thing that is told. `held` says that the printer is known not to print just now.
pub(super) fn watch(queue: &str, job: &str, held: bool, tell: impl Fn(Message)) {
    let look = |held| export::print::watch((queue, job), held, WATCHED, LOOK, &Desktop::default());
    let Some(printed) = look(held) else { return };
    let now_held = matches!(printed, Printed::Held { .. });
    tell(told(Ok(printed)));
    if now_held && let Some(printed) = look(true) {
        tell(told(Ok(printed)));
    }
}

/// What became of the printing.
fn told(result: Result<Printed, PrintError>) -> Message {
    match result {
        Ok(Printed::Queued { queue, job }) => Message::new(Level::Info, "print.queued").with("queue", queue).with("job", job),
        Ok(Printed::Held { queue, job, why }) => {
            Message::new(Level::Warning, "print.held").with("queue", queue).with("job", job).with("why", why)
        }
        Ok(Printed::Failed { queue, job, why }) if why.is_empty() => {
            Message::new(Level::Warning, "print.dropped").with("queue", queue).with("job", job)
        }
        Ok(Printed::Failed { queue, job, why }) => {
            Message::new(Level::Error, "print.failed").with("queue", queue).with("job", job).with("why", why)
        }
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
