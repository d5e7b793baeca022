//! What the program knows at a moment, and how commands and jobs change it.

use super::charts::{Charts, Drawn};
use super::command::{Ask, Command};
use super::comparing::{Comparing, Made};
use super::findings::{Findings, Judged};
use super::history::{History, Work};
use super::jobs::{Jobs, Outcome};
use super::keeper::Keeper;
use super::log::Log;
use super::message::{Level, Message};
use super::navigate::{Navigation, Target};
use super::project::{self, OpenedProject};
use super::search::Search;
use super::settings::{Settings, TEXT_SIZES};
use super::tabling::{Laid, Tabling};
use super::view::View;
use super::{Locale, import};
use crate::chart::recipe::Recipe;
use crate::import::ImportError;
use crate::library::corrections::Corrections;
use crate::library::search::Hit;
use crate::library::shelf::Shelf;
use crate::library::table::Query;
use crate::library::{Library, ObservationRef, Report, ReportId};
use crate::page::Setup;
use crate::project::journal::Left;
use crate::project::{PlacedChart, ProjectLock, StoredSource};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a frame may take in what jobs have sent: with what is painted, it stays well under what the eye sees.
const TAKE_IN: Duration = Duration::from_millis(8);

/// The most messages kept; the oldest go first.
const MESSAGES: usize = 50;

/// What a job found.
#[derive(Debug)]
pub enum Loaded {
    /// A report was read.
    Report(Box<Report>),
    /// A file could not be read: its name, and why.
    Failed(String, ImportError),
    /// A project was read.
    Project(Box<OpenedProject>),
    /// A project could not be opened: its file, and what to tell.
    NoProject(PathBuf, Message),
    /// The project was saved in this file, as this work; with the file's lock, where it was taken for that.
    Saved(PathBuf, Box<Work>, Option<ProjectLock>),
    /// What a crashed window has left was read.
    Recovered(Box<OpenedProject>, Box<Left>),
    /// A long report was read anew with corrections.
    Corrected(Arc<Report>),
    /// Something to tell.
    Told(Message),
    /// Charts proposed or drawn.
    Drawn(Drawn),
    /// What was found of some words, in the library of a revision; and whether there is more.
    Found(String, u64, Vec<Hit>, bool),
    /// What the checks found in a report, among the library of a revision.
    Checked(Arc<Report>, u64, Vec<Judged>),
    /// Reports beside each other.
    Compared(Box<Made>),
    /// The table of the Indicators view.
    Laid(Box<Laid>),
}

/// The state of the program. Views read it; only [`State::apply`] and [`State::poll`] change it.
#[derive(Default)]
pub struct State {
    /// Every open report, with the user's corrections. Derived: see [`State::readings`].
    pub library: Library,
    /// The same reports as read.
    pub readings: Library,
    /// What was decided about each source, open or not.
    pub corrections: Arc<BTreeMap<ReportId, Arc<Corrections>>>,
    /// What can be undone.
    pub history: History,
    /// What crashed windows have left, the newest first.
    pub left: Vec<Left>,
    /// Keeps what is unsaved on disk.
    pub(super) keeper: Option<Keeper>,
    /// What the keeper knows to be unsaved.
    pub(super) noted: Option<Work>,
    /// The lock on the project's file, where this window has it.
    pub(super) lock: Option<ProjectLock>,
    /// Whether another window has the project's file.
    pub held: bool,
    /// What the project's file holds.
    pub(super) saved: Work,
    /// Grows whenever the library changes, so that views know when to compute anew.
    pub revision: u64,
    /// The view shown.
    pub view: View,
    /// The report shown in the Read view.
    pub report: Option<ReportId>,
    /// The selected figure.
    pub selection: Option<ObservationRef>,
    /// Where the Read view is to go.
    pub navigation: Option<Navigation>,
    /// What the user should know, the oldest first.
    pub messages: Vec<Message>,
    /// How far the open report is scrolled: the byte of its text, or the row of its sheet, at the top.
    pub offset: Option<u32>,
    /// How the library is shown.
    pub shelf: Shelf,
    /// What the Indicators view shows.
    pub query: Query,
    /// The table made of that.
    pub tabling: Tabling,
    /// The search over all reports, while one is open.
    pub search: Option<Search>,
    /// What the checks found in the open report.
    pub findings: Findings,
    /// What the Compare view shows.
    pub comparing: Comparing,
    /// The charts that are proposed and drawn.
    pub charts: Charts,
    /// What the charts made by hand are to show.
    pub recipes: Arc<Vec<Recipe>>,
    /// The charts put on pages.
    pub deck: Vec<PlacedChart>,
    /// How the pages are set up.
    pub setup: Setup,
    /// The project's sources that this version cannot read; saved again as they are.
    pub unread: Vec<StoredSource>,
    /// The user's settings.
    pub settings: Settings,
    /// The running jobs.
    pub jobs: Jobs<Loaded>,
    /// The file of the open project.
    pub project: Option<PathBuf>,
    /// Whether there is something that is not in the project's file.
    pub unsaved: bool,
    /// A project that waits until the user has said what becomes of the unsaved changes.
    pub wanted: Option<PathBuf>,
    /// A dialog the window is to show; taken by it.
    pub ask: Option<Ask>,
    /// Where events are logged.
    pub log: Log,
    pub(super) serial: u64,
    /// Which import the next report belongs to.
    batch: u64,
    /// Whether the next report that comes in is to be shown.
    show_next: bool,
}

impl State {
    /// The words of the interface.
    #[must_use]
    pub fn locale(&self) -> &'static Locale {
        Locale::of(self.settings.language)
    }

    /// The report shown in the Read view.
    #[must_use]
    pub fn open_report(&self) -> Option<&Report> {
        self.library.report(self.report?).map(|report| &**report)
    }

    /// Carries out one command.
    pub fn apply(&mut self, command: Command) {
        let (name, before) = (self.step_name(&command), self.work());
        self.carry_out(command);
        self.keep_step(name, before);
        self.keep_unsaved();
        self.note_work();
    }

    /// What a command that changes the lasting part of the state is called; decisions about a report name themselves.
    fn step_name(&self, command: &Command) -> Option<Message> {
        match command {
            Command::RemoveReport(id) => {
                let title = self.library.report(*id)?.title().to_owned();
                Some(Message::new(Level::Info, "step.remove_report").with("what", title))
            }
            Command::Chart(command) => super::charts::step_name(command),
            _ => None,
        }
    }

    fn carry_out(&mut self, command: Command) {
        match command {
            Command::Import(paths) => self.import(paths),
            Command::Ask(ask) => self.ask = Some(ask),
            Command::OpenSamples => self.open_samples(),
            Command::OpenProject(path) => self.open_project(path),
            Command::OpenWanted => {
                if let Some(path) = self.wanted.take() {
                    self.begin_project(path);
                }
            }
            Command::ForgetWanted => self.wanted = None,
            Command::Recover(index) => self.recover(index),
            Command::DiscardLeft(index) => self.discard_left(index),
            Command::KeepLeft => self.left.clear(),
            Command::SaveProject => match self.project.clone() {
                Some(path) => self.save_project(path),
                None => self.ask = Some(Ask::SaveProject),
            },
            Command::SaveProjectAs(path) => self.save_project(path),
            Command::ForgetProject(path) => self.settings.forget(&path),
            Command::SelectReport(id) => self.show_report(id),
            Command::RemoveReport(id) => self.remove_report(id),
            Command::SelectHeading(report, heading) => {
                self.show_report(report);
                self.navigate(report, Target::Heading(heading));
            }
            Command::SelectSheet(report, sheet) => {
                self.show_report(report);
                self.navigate(report, Target::Sheet(sheet));
            }
            Command::Select(selection) => self.selection = selection,
            Command::GoTo(at) => self.go_to(at),
            Command::GoToCell(report, at) => self.show_place(report, crate::indicator::Place::Cell(at)),
            Command::Search(words) => self.search(words),
            Command::GoToWords(report, span) => self.show_place(report, crate::indicator::Place::Text(span)),
            Command::Walk(step) => self.walk(step),
            Command::SwitchView(view) => self.view = view,
            Command::Scrolled(offset) => self.offset = Some(offset),
            Command::SetShelf(shelf) => self.shelf = shelf,
            Command::SetQuery(query) => self.query = query,
            Command::SetComparison(choice) => self.comparing.choice = choice,
            Command::SetLanguage(language) => self.settings.language = language,
            Command::SetTheme(theme) => self.settings.theme = theme,
            Command::SetTextSize(size) => self.settings.text_size = size.clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end()),
            Command::Review(command) => self.review(command),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Chart(command) => self.apply_chart(command),
            Command::SetPicture(picture) => {
                let picture = picture.mended();
                (self.settings.picture_dpi, self.settings.picture_transparent) = (picture.dpi, picture.transparent);
            }
            Command::ExportFigures(id, which, path) => self.export_figures(id, which, path),
            Command::Cancel(id) => {
                if self.jobs.running().iter().any(|job| job.id == id && job.title == "job.preview") {
                    self.charts.stop_preview();
                }
                self.jobs.cancel(id);
            }
            Command::Tell(message) => self.tell(message),
            Command::Dismiss(index) => {
                if index < self.messages.len() {
                    self.messages.remove(index);
                }
            }
            Command::DismissAll => self.messages.clear(),
        }
    }

    /// Takes in what the jobs have sent, as much of it as fits into a frame; for the rest it asks for another one. Gives whether
    /// anything had come.
    pub fn poll(&mut self) -> bool {
        let (until, mut any) = (Instant::now() + TAKE_IN, false);
        // The library is derived once for all reports that have come together.
        let mut reports = Vec::new();
        loop {
            if any && Instant::now() >= until {
                self.jobs.wake();
                break;
            }
            let Some(outcome) = self.jobs.next_outcome() else { break };
            any = true;
            if !matches!(outcome, Outcome::Result(Loaded::Report(_))) {
                self.take_in(std::mem::take(&mut reports));
            }
            match outcome {
                Outcome::Result(Loaded::Report(report)) => reports.push(*report),
                Outcome::Result(Loaded::Failed(name, error)) => {
                    self.log.line(&format!("failed {name} reason={}", error.kind()));
                    self.tell(Message::import_error(&name, &error));
                }
                Outcome::Result(Loaded::Project(opened)) => {
                    project::take_in(self, *opened);
                }
                Outcome::Result(Loaded::NoProject(path, message)) => {
                    self.settings.forget(&path);
                    self.tell(message);
                }
                Outcome::Result(Loaded::Recovered(opened, left)) => self.take_in_recovered(*opened, left),
                Outcome::Result(Loaded::Saved(path, work, lock)) => self.saved(path, *work, lock),
                Outcome::Result(Loaded::Corrected(report)) => self.take_in_corrected(report),
                Outcome::Result(Loaded::Told(message)) => self.tell(message),
                Outcome::Result(Loaded::Found(words, revision, hits, more)) => self.take_in_found(words, revision, hits, more),
                Outcome::Result(Loaded::Checked(report, revision, found)) => self.take_in_findings(report, revision, found),
                Outcome::Result(Loaded::Compared(made)) => self.take_in_comparison(*made),
                Outcome::Result(Loaded::Laid(laid)) => self.take_in_table(*laid),
                Outcome::Result(Loaded::Drawn(drawn)) => self.take_in_drawn(drawn),
                Outcome::Ended(_) => {}
                Outcome::Crashed(_) => self.tell(Message::new(Level::Error, "job.crashed")),
            }
        }
        self.take_in(reports);
        self.poll_keeper();
        self.note_work();
        self.keep_charts();
        self.keep_made();
        self.keep_findings();
        self.keep_comparison();
        self.keep_table();
        any
    }

    /// Shows a message; the same message twice in a row is shown once.
    pub fn tell(&mut self, message: Message) {
        if self.messages.last() == Some(&message) {
            return;
        }
        self.log.line(&format!("message {} {}", message.key, message.text(self.locale())));
        if self.messages.len() == MESSAGES {
            self.messages.remove(0);
        }
        self.messages.push(message);
    }

    fn import(&mut self, paths: Vec<PathBuf>) {
        let (projects, paths): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| import::is_project(path));
        if let Some(project) = projects.into_iter().next() {
            self.open_project(project);
        }
        if !paths.is_empty() {
            self.show_next = true;
            self.batch += 1;
            self.start("job.import", move |worker| import::run(&paths, worker));
        }
    }

    pub(super) fn start(&mut self, title: &'static str, work: impl FnOnce(&super::jobs::Worker<Loaded>) + Send + 'static) {
        if let Err(error) = self.jobs.start(title, work) {
            self.tell(Message::new(Level::Error, "job.no_thread").with("why", error));
        }
    }

    /// Whether reports are being read that are to come in.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.jobs.is_running("job.import") || self.jobs.is_running("job.open_project")
    }

    fn take_in(&mut self, reports: Vec<Report>) {
        if reports.is_empty() {
            return;
        }
        let before = self.work();
        let (mut first, mut added) = (None, None);
        for report in reports {
            let (name, title, figures) = (report.document.name.clone(), report.title().to_owned(), report.observations.len());
            for notice in &report.document.notices {
                self.tell(Message::notice(&name, *notice));
            }
            let known = self.readings.report(report.id()).is_some();
            first = first.or(Some(self.readings.add(report)));
            if known {
                self.tell(Message::new(Level::Info, "import.known").with("file", &name));
            } else {
                self.log.line(&format!("imported {name} title={title} figures={figures}"));
                added = Some(title);
            }
        }
        if let Some(title) = added {
            self.derive();
            let step = |count| match count {
                1 => Message::new(Level::Info, "step.add_report").with("what", &title),
                _ => Message::new(Level::Info, "step.add_reports").with("count", count),
            };
            let now = self.work();
            self.history.push_import(self.batch, step, before, &now);
            self.keep_unsaved();
        }
        // The first report of each batch is shown.
        if let Some(first) = first
            && (std::mem::take(&mut self.show_next) || self.report.is_none())
        {
            self.show_report(first);
        }
    }

    fn remove_report(&mut self, id: ReportId) {
        let reports = self.library.reports();
        let at = reports.iter().position(|report| report.id() == id);
        let next = at.and_then(|at| reports.get(at + 1).or_else(|| reports.get(at.checked_sub(1)?))).map(|report| report.id());
        self.readings.remove(id);
        if self.report == Some(id) {
            self.report = next;
        }
        self.derive();
    }

    fn open_samples(&mut self) {
        self.show_next = true;
        self.batch += 1;
        self.start("job.import", project::samples);
    }

    /// Lets go of everything that belongs to a project.
    pub(super) fn close(&mut self) {
        self.revision += 1;
        self.setup = Setup::default();
        (self.comparing, self.tabling) = (Comparing::default(), Tabling::default());
        (self.library, self.readings, self.unread, self.deck) = (Library::default(), Library::default(), Vec::new(), Vec::new());
        (self.report, self.selection, self.navigation, self.offset, self.project) = (None, None, None, None, None);
        (self.corrections, self.recipes) = (Arc::default(), Arc::default());
        self.charts.workshop.open = None;
        self.history.clear();
        self.saved = Work::default();
        (self.lock, self.held) = (None, false);
        self.unsaved = false;
    }
}
