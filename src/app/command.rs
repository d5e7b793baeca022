//! Everything a user can do, as data. Menus, keys, panels and tests use the same verbs.

use super::charts::ChartCommand;
use super::comparing::Choice;
use super::jobs::JobId;
use super::message::Message;
use super::review::ReviewCommand;
use super::{Language, Theme, View};
use crate::base::Span;
use crate::document::CellAddress;
use crate::export::Picture;
use crate::library::shelf::Shelf;
use crate::library::table::Query;
use crate::library::{ObservationRef, ReportId};
use std::path::PathBuf;

/// One wish of the user.
#[derive(Clone, Debug)]
pub enum Command {
    /// Reads files and folders; a project among them is opened.
    Import(Vec<PathBuf>),
    /// Shows a dialog that asks for a path.
    Ask(Ask),
    /// Opens the reports that come with the program.
    OpenSamples,
    /// Opens a project file.
    OpenProject(PathBuf),
    /// Open the project that waited for an answer about unsaved changes.
    OpenWanted,
    /// Leave that project closed.
    ForgetWanted,
    /// Takes up the work that a crashed window has left, by its place in the list.
    Recover(usize),
    /// Removes it.
    DiscardLeft(usize),
    /// Leaves all of it for the next start.
    KeepLeft,
    /// Saves to the project's file, or asks where.
    SaveProject,
    /// Saves to this file.
    SaveProjectAs(PathBuf),
    /// Takes a project off the list of recent ones.
    ForgetProject(PathBuf),
    /// Shows a report in the Read view.
    SelectReport(ReportId),
    /// Takes a report out of the library.
    RemoveReport(ReportId),
    /// Leads to a heading of a report, by its index in the outline.
    SelectHeading(ReportId, usize),
    /// Leads to a sheet of a workbook.
    SelectSheet(ReportId, u32),
    /// Selects a figure where it stands, or nothing.
    Select(Option<ObservationRef>),
    /// Leads to a figure's source, selects and flashes it. From anywhere.
    GoTo(ObservationRef),
    /// Leads to words of a report's text.
    GoToWords(ReportId, Span),
    /// Leads to a cell of a workbook.
    GoToCell(ReportId, CellAddress),
    /// Looks for words in every report; `None` ends the search.
    Search(Option<String>),
    /// Selects the figure before or after.
    Walk(Step),
    /// Shows a view.
    SwitchView(View),
    /// Remembers how far the open report is scrolled: the byte of its text, or the row of its sheet, at the top.
    Scrolled(u32),
    /// Changes how the library is shown.
    SetShelf(Shelf),
    /// Changes what the Indicators view shows.
    SetQuery(Query),
    /// Changes what the Compare view shows.
    SetComparison(Choice),
    /// Changes the language of the interface.
    SetLanguage(Language),
    /// Changes the theme.
    SetTheme(Theme),
    /// Changes the size of the source text, in points.
    SetTextSize(f32),
    /// Changes how pictures are made.
    SetPicture(Picture),
    /// Decides something about a report: its figures, headings, what it is about, its findings.
    Review(ReviewCommand),
    /// Takes the last step back.
    Undo,
    /// Does the step taken back last again.
    Redo,
    /// Does something with charts or the page.
    Chart(ChartCommand),
    /// Writes figures in a format (by the exporter's id) to a file.
    ExportFigures(&'static str, Which, PathBuf),
    /// Stops a running job.
    Cancel(JobId),
    /// Shows a message.
    Tell(Message),
    /// Takes a message away, by its place in the list.
    Dismiss(usize),
    /// Takes every message away.
    DismissAll,
}

/// What a dialog asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Reports to open.
    Files,
    /// A folder of reports.
    Folder,
    /// A project to open.
    Project,
    /// Where to save the project.
    SaveProject,
    /// Where to write the page, by the exporter's id.
    Export(&'static str),
    /// Where to write figures, by the exporter's id.
    ExportFigures(&'static str, Which),
}

/// Which figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of every open report.
    All,
    /// Those that the Indicators view shows.
    Query,
    /// Those that the Compare view shows.
    Comparison,
}

/// Which way to walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the one before.
    Previous,
    /// To the one after.
    Next,
    /// To the least certain one that nobody has looked at.
    Doubtful,
}
