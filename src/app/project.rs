//! Projects: the state becomes a file and back. The file keeps sources and decisions; reports are read anew when it opens.

use super::comparing::Choice;
use super::history::Work;
use super::import::{read_apart, shown_name};
use super::jobs::Worker;
use super::message::{Level, Message};
use super::navigate::Target;
use super::state::{Loaded, State};
use super::view::View;
use crate::chart::recipe::Recipe;
use crate::document::CellAddress;
use crate::indicator::Place;
use crate::library::corrections::Corrections;
use crate::library::shelf::Shelf;
use crate::library::table::Query;
use crate::library::{ObservationRef, Report, ReportId};
use crate::page::Setup;
use crate::project::{self, NoLock, PlacedChart, ProjectError, ProjectFile, ProjectLock, StoredSource, View as Shown};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The key of the selected figure among the settings of a view.
const SELECTION: &str = "selection";

/// What was decided about each source.
type Corrected = BTreeMap<ReportId, Arc<Corrections>>;

/// A project that was read from its file.
#[derive(Debug)]
pub struct OpenedProject {
    pub(super) path: PathBuf,
    pub(super) reports: Vec<Report>,
    /// Sources that this version cannot read; kept for the next save.
    pub(super) unread: Vec<StoredSource>,
    pub(super) deck: Vec<PlacedChart>,
    pub(super) recipes: Arc<Vec<Recipe>>,
    pub(super) corrections: Corrected,
    pub(super) shown: Shown,
    /// The lock on the file, or why there is none; `None` for work that was recovered.
    pub(super) lock: Option<Result<ProjectLock, NoLock>>,
}

/// Why a project could not be opened or saved: names the file, the reason, and what to do.
fn told(path: &Path, error: &ProjectError) -> Message {
    let message = Message::new(Level::Error, format!("project.error.{}", error.kind()));
    message.with("file", shown_name(path)).with("why", error.detail())
}

/// The job that opens a project. `lock` is the lock on it that this window has already.
pub(super) fn open(path: PathBuf, lock: Option<ProjectLock>, worker: &Worker<Loaded>) {
    let read = std::fs::read(&path).map_err(|error| ProjectError::Io(error.to_string())).and_then(|bytes| project::open(&bytes));
    let file = match read {
        Ok(file) => file,
        Err(error) => return worker.send(Loaded::NoProject(path.clone(), told(&path, &error))),
    };
    let lock = lock.map_or_else(|| ProjectLock::take(&path), Ok);
    if let Some(mut opened) = read_file(path, file, worker) {
        opened.lock = Some(lock);
        worker.send(Loaded::Project(Box::new(opened)));
    }
}

/// Reads the sources of a project; `None` when the job was stopped.
pub(super) fn read_file(path: PathBuf, file: ProjectFile, worker: &Worker<Loaded>) -> Option<OpenedProject> {
    worker.progress().set_total(file.sources.len());
    let (deck, recipes, corrections, shown) = (file.deck, Arc::new(file.charts), file.corrections, file.view);
    let mut opened = OpenedProject { path, reports: Vec::new(), unread: Vec::new(), deck, recipes, corrections, shown, lock: None };
    for source in file.sources {
        if worker.progress().is_cancelled() {
            return None;
        }
        match read_apart(&source.name, Arc::clone(&source.bytes), worker.progress().part()) {
            Ok(report) => opened.reports.push(report),
            Err(error) => {
                worker.send(Loaded::Failed(source.name.clone(), error));
                opened.unread.push(source);
            }
        }
        worker.progress().advance();
    }
    Some(opened)
}

/// The job that saves a project. `locked` says that this window has the file's lock; else it is taken.
pub(super) fn save(path: PathBuf, file: &ProjectFile, work: Box<Work>, locked: bool, worker: &Worker<Loaded>) {
    let lock = if locked { None } else { Some(ProjectLock::take(&path)) };
    if let Some(Err(NoLock::Held(holder))) = &lock {
        return worker.send(Loaded::Told(held("project.held_save", &path, holder)));
    }
    match project::save(&path, file) {
        Ok(()) => worker.send(Loaded::Saved(path, work, lock.and_then(Result::ok))),
        Err(error) => worker.send(Loaded::Told(told(&path, &error))),
    }
}

/// Says that another window has the project.
fn held(key: &'static str, path: &Path, holder: &str) -> Message {
    let holder = if holder.is_empty() { "?" } else { holder };
    Message::new(Level::Warning, key).with("file", shown_name(path)).with("who", holder)
}

/// The state as a project.
pub(super) fn file(state: &State) -> ProjectFile {
    let sources = state.library.reports().iter().map(|r| StoredSource { name: r.document.name.clone(), bytes: Arc::clone(&r.raw) });
    let mut settings = state.query.settings();
    settings.extend(state.setup.settings());
    settings.extend(state.shelf.settings());
    settings.extend(state.comparing.choice.settings());
    if let Some(place) = state.selection.and_then(|at| state.library.observation(at)).map(|(_, o)| o.place) {
        settings.insert(SELECTION.to_owned(), place_text(place));
    }
    let source = state.report.and_then(|id| state.library.reports().iter().position(|report| report.id() == id));
    ProjectFile {
        version: 0,
        sources: sources.chain(state.unread.iter().cloned()).collect(),
        deck: state.deck.clone(),
        charts: (*state.recipes).clone(),
        corrections: (*state.corrections).clone(),
        view: Shown { panel: Some(state.view.key().to_owned()), source, offset: state.offset, settings },
    }
}

/// Puts an opened project in the place of what was open.
pub(super) fn take_in(state: &mut State, opened: OpenedProject) {
    let OpenedProject { path, reports, unread, deck, recipes, corrections, shown, lock } = opened;
    state.log.line(&format!("opened {} reports={}", shown_name(&path), reports.len()));
    let recovered = lock.is_none();
    if !recovered {
        state.settings.remember(&path);
    }
    state.close();
    match lock {
        Some(Ok(lock)) => state.lock = Some(lock),
        Some(Err(NoLock::Held(holder))) => {
            state.held = true;
            state.tell(held("project.held", &path, &holder));
        }
        // Where no lock file can be made, nothing can be saved either; that is said then.
        Some(Err(NoLock::Io(_))) | None => {}
    }
    let ids: Vec<ReportId> = reports.into_iter().map(|report| state.readings.add(report)).collect();
    (state.project, state.unread, state.deck, state.corrections) = (Some(path), unread, deck, Arc::new(corrections));
    state.recipes = recipes;
    state.setup = Setup::from_settings(&shown.settings);
    state.derive();
    state.saved = state.work();
    state.unsaved = false;
    state.query = Query::from_settings(&shown.settings);
    state.shelf = Shelf::from_settings(&shown.settings);
    state.comparing.choice = Choice::from_settings(&shown.settings, &state.library);
    state.report = shown.source.and_then(|at| ids.get(at)).or(ids.first()).copied();
    let place = shown.settings.get(SELECTION).and_then(|text| place_of(text));
    state.selection = place.and_then(|place| {
        let report = state.library.report(state.report?)?;
        let index = report.observations.iter().position(|o| o.place == place)?;
        Some(ObservationRef { report: report.id(), index: u32::try_from(index).ok()? })
    });
    state.view = shown.panel.and_then(|key| View::ALL.into_iter().find(|view| view.key() == key)).unwrap_or_default();
    state.offset = shown.offset;
    if let (Some(report), Some(offset)) = (state.report, shown.offset) {
        state.navigate(report, Target::Offset(offset));
    }
}

fn place_text(place: Place) -> String {
    match place {
        Place::Text(span) => format!("{}-{}", span.start, span.end),
        Place::Cell(at) => format!("{},{},{}", at.sheet, at.row, at.column),
    }
}

fn place_of(text: &str) -> Option<Place> {
    if let Some((start, end)) = text.split_once('-') {
        return Some(Place::Text(crate::base::Span { start: start.parse().ok()?, end: end.parse().ok()? }));
    }
    let mut parts = text.split(',').map(str::parse);
    let mut next = || parts.next()?.ok();
    Some(Place::Cell(CellAddress { sheet: next()?, row: next()?, column: next()? }))
}

/// Reads the samples that come with the program.
pub(super) fn samples(worker: &Worker<Loaded>) {
    let samples = &project::samples::SAMPLES;
    worker.progress().set_total(samples.len());
    for &(name, bytes) in samples {
        match read_apart(name, bytes.into(), worker.progress().part()) {
            Ok(report) => worker.send(Loaded::Report(Box::new(report))),
            Err(error) => worker.send(Loaded::Failed(name.to_owned(), error)),
        }
        worker.progress().advance();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;

    #[test]
    fn places_read_back() {
        for place in [Place::Text(Span::new(3, 9)), Place::Cell(CellAddress { sheet: 1, row: 20, column: 3 })] {
            assert_eq!(place_of(&place_text(place)), Some(place));
        }
        assert_eq!((place_of(""), place_of("1-"), place_of("1,2"), place_of("x,y,z")), (None, None, None, None));
    }
}
