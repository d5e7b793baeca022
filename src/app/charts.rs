//! Charts and the printed page: which charts are proposed, which of them are on the page, and the jobs that draw, export and
//! print it. Everything slow runs in a job.

use super::command::Command;
use super::jobs::Worker;
use super::made::Workshop;
use super::message::{Level, Message};
use super::sheet::Sheet;
use super::state::{Loaded, State};
use crate::chart::layout::kinds_for;
use crate::chart::propose::propose;
use crate::chart::recipe::{Made, OfferedTopic, Recipe};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::export::Pixels;
use crate::export::print::{Desktop, Queue, Wish, queues};
use crate::page::Setup;
use crate::page::setup::Subject;
use crate::project::PlacedChart;
use std::path::PathBuf;
use std::sync::Arc;

/// The most charts that the pages take together.
pub const MOST_CHARTS: usize = 60;
/// How many charts a template puts on the pages.
const FILLED: usize = 8;
/// The longest title of the user's, in characters.
const TITLE: usize = 80;
/// The longest speech to a chart, in characters.
const SPEECH: usize = 4_000;

/// What the program knows of charts.
#[derive(Debug, Default)]
pub struct Charts {
    /// The charts that the library allows, the best first.
    pub proposed: Arc<[ChartSpec]>,
    /// The revision of the library they are for.
    pub revision: Option<u64>,
    /// The key of the chart shown in the Charts view.
    pub shown: Option<String>,
    /// The pages as pictures, and what they were drawn of.
    pub preview: Option<(String, Vec<Arc<Pixels>>)>,
    /// The charts made by hand.
    pub workshop: Workshop,
    /// The print queues to choose from, while the user is asked.
    pub printers: Option<Vec<Queue>>,
    /// The format of dots that the user is asked about, by its exporter's id.
    pub picture: Option<&'static str>,
    /// A picture on its way into the clipboard; taken by the window.
    pub copied: Option<Pixels>,
    proposing: Option<u64>,
    previewing: Option<String>,
    /// What the pages were to be drawn of when the user stopped that.
    stopped: Option<String>,
}

impl Charts {
    /// The chart with a key: one made by hand, or one of the proposed in the kind the key says.
    #[must_use]
    pub fn chart(&self, key: &str) -> Option<ChartSpec> {
        let made = self.workshop.made.iter().find(|made| made.recipe.key() == key);
        made.map_or_else(|| chart_of(&self.proposed, key), |made| made.chart.clone().ok())
    }

    /// The chart on the screen: the one chosen, else the first; `None` where the one chosen cannot be drawn.
    #[must_use]
    pub fn shown(&self) -> Option<ChartSpec> {
        match (self.shown.as_deref(), self.shown_made()) {
            (_, Some(made)) => made.chart.clone().ok(),
            (shown, None) => shown.and_then(|key| self.chart(key)).or_else(|| self.proposed.first().cloned()),
        }
    }

    /// What came of the recipe whose chart is chosen.
    #[must_use]
    pub fn shown_made(&self) -> Option<&Made> {
        let key = self.shown.as_deref()?;
        self.workshop.made.iter().find(|made| made.recipe.key() == key)
    }

    /// Whether the pages as they are have been drawn, are being drawn, or were stopped being drawn by the user.
    #[must_use]
    pub fn is_drawn(&self, of: &str) -> bool {
        self.previewing.as_deref() == Some(of) || self.preview.as_ref().is_some_and(|(known, _)| known == of) || self.is_stopped(of)
    }

    /// Whether the user has stopped the drawing of these pages.
    #[must_use]
    pub fn is_stopped(&self, of: &str) -> bool {
        self.stopped.as_deref() == Some(of)
    }

    /// The pages are not drawn any more; they are again when that is asked for, or when they change.
    pub(super) fn stop_preview(&mut self) {
        let drawn = self.preview.as_ref().map(|(of, _)| of);
        if let Some(of) = self.previewing.take().filter(|of| drawn != Some(of)) {
            self.stopped = Some(of);
        }
    }
}

/// What a user can do with charts.
#[derive(Clone, Debug)]
pub enum ChartCommand {
    /// Shows the chart with this key.
    Show(String),
    /// Begins a chart by hand.
    New,
    /// Opens the chart with this key to be changed; of a proposed one a recipe is made first.
    Change(String),
    /// Takes up a recipe in the place of the proposed chart with this key.
    Take(Box<Recipe>, String),
    /// Puts a recipe in the place of the one with its id.
    Set(Box<Recipe>),
    /// Parts the recipe with this id into several, each of what belongs together.
    Part(u32),
    /// Deletes the recipe with this id, and takes its chart off the pages.
    Delete(u32),
    /// Ends the changing.
    Close,
    /// Puts the chart with this key behind the others on the pages.
    Place(String),
    /// Takes a chart off the pages, by its place.
    Remove(usize),
    /// Moves a chart on the pages from one place to another.
    Move(usize, usize),
    /// Gives a chart on the pages a title of the user's; `None` gives the proposed one back.
    Retitle(usize, Option<String>),
    /// Writes down what is said to a chart on the pages, by its place; `None` for nothing.
    Speak(usize, Option<String>),
    /// Sets the pages up.
    SetUp(Setup),
    /// Fills the pages with the charts that such a meeting wants.
    Fill(Subject),
    /// Draws the pages' pictures.
    Preview,
    /// Asks how to print the pages; where there is no printer, opens them in a viewer.
    Print,
    /// Prints the pages so.
    PrintSo(Wish),
    /// Leaves them unprinted.
    DoNotPrint,
    /// Writes the pages in a format (by the exporter's id) to a file.
    Export(&'static str, PathBuf),
    /// Asks how pictures are to be made, before the pages are written in this format; `None` asks no more.
    AskPicture(Option<&'static str>),
    /// Puts the chart shown into the clipboard, as a picture.
    CopyShown,
    /// Puts a page into the clipboard, as a picture, by its place.
    CopyPage(usize),
}

/// What a command that changes the pages is called in the menu.
#[must_use]
pub(super) fn step_name(command: &ChartCommand) -> Option<Message> {
    let key = match command {
        ChartCommand::Place(_) => "step.place_chart",
        ChartCommand::Remove(_) => "step.remove_chart",
        ChartCommand::Move(..) => "step.move_chart",
        ChartCommand::Retitle(..) => "step.retitle_chart",
        ChartCommand::Speak(..) => "step.speech",
        ChartCommand::SetUp(_) => "step.set_up_pages",
        ChartCommand::Fill(_) => "step.fill_pages",
        ChartCommand::New | ChartCommand::Take(..) => "step.new_chart",
        ChartCommand::Set(_) => "step.change_chart",
        ChartCommand::Part(_) => "step.part_chart",
        ChartCommand::Delete(_) => "step.delete_chart",
        ChartCommand::Change(_) | ChartCommand::Close => return None,
        ChartCommand::Show(_) | ChartCommand::Preview | ChartCommand::Export(..) => return None,
        ChartCommand::Print | ChartCommand::PrintSo(_) | ChartCommand::DoNotPrint => return None,
        ChartCommand::AskPicture(_) | ChartCommand::CopyShown | ChartCommand::CopyPage(_) => return None,
    };
    Some(Message::new(Level::Info, key))
}

/// What a job for charts gives back.
#[derive(Debug)]
pub enum Drawn {
    /// The charts of the library at this revision.
    Proposed(u64, Vec<ChartSpec>),
    /// The charts made by hand, of which library and recipes, and what can be picked.
    Made((u64, Arc<Vec<Recipe>>), Vec<Made>, Arc<[OfferedTopic]>),
    /// The recipe of the proposed chart with this key.
    Recipe(Box<Recipe>, String),
    /// The pages as pictures, and what they were drawn of.
    Preview(String, Vec<Pixels>),
    /// The print queues there are.
    Printers(Vec<Queue>),
    /// A print queue, the job that it has taken, and whether its printer is known not to print just now.
    Taken(String, String, bool),
    /// A picture for the clipboard.
    Copied(Pixels),
}

/// The chart with a key: one of the proposed, in the kind the key says.
fn chart_of(proposed: &[ChartSpec], key: &str) -> Option<ChartSpec> {
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
            let chart = self.charts.chart(&placed.chart)?;
            let title = placed.title.clone().unwrap_or_else(|| chart.title.clone());
            Some(ChartSpec { title, speech: placed.speech.clone().unwrap_or_default(), ..chart })
        };
        self.deck.iter().filter_map(titled).collect()
    }

    /// Carries out what concerns charts.
    pub(super) fn apply_chart(&mut self, command: ChartCommand) {
        match command {
            ChartCommand::Show(key) => self.charts.shown = Some(key),
            ChartCommand::Place(key) => {
                if self.deck.len() < MOST_CHARTS && !self.deck.iter().any(|placed| placed.chart == key) {
                    self.deck.push(PlacedChart { chart: key, ..PlacedChart::default() });
                }
            }
            ChartCommand::Remove(at) => {
                if at < self.deck.len() {
                    self.deck.remove(at);
                }
            }
            ChartCommand::Move(from, to) => {
                if from < self.deck.len() && to < self.deck.len() {
                    let placed = self.deck.remove(from);
                    self.deck.insert(to, placed);
                }
            }
            ChartCommand::Retitle(at, title) => {
                if let Some(placed) = self.deck.get_mut(at) {
                    placed.title = title.map(|t| t.trim().chars().take(TITLE).collect::<String>()).filter(|t| !t.is_empty());
                }
            }
            ChartCommand::Speak(at, words) => {
                if let Some(placed) = self.deck.get_mut(at) {
                    placed.speech = words.map(|w| w.trim().chars().take(SPEECH).collect::<String>()).filter(|w| !w.is_empty());
                }
            }
            ChartCommand::New
            | ChartCommand::Change(_)
            | ChartCommand::Take(..)
            | ChartCommand::Set(_)
            | ChartCommand::Part(_)
            | ChartCommand::Delete(_)
            | ChartCommand::Close => self.apply_made(command),
            ChartCommand::SetUp(setup) => self.setup = setup.mended(),
            ChartCommand::Fill(subject) => self.fill(subject),
            ChartCommand::Preview => self.preview(),
            ChartCommand::Print => {
                self.start("job.printers", move |worker| worker.send(Loaded::Drawn(Drawn::Printers(queues(&Desktop::default())))));
            }
            ChartCommand::PrintSo(wish) => {
                self.charts.printers = None;
                self.print(wish);
            }
            ChartCommand::DoNotPrint => self.charts.printers = None,
            ChartCommand::Export(id, path) => {
                let sheet = self.sheet();
                self.start("job.export", move |worker| worker.send(Loaded::Told(sheet.export(id, &path))));
            }
            ChartCommand::AskPicture(format) => self.charts.picture = format,
            ChartCommand::CopyShown => {
                if let Some(chart) = self.charts.shown() {
                    let sheet = Sheet { charts: vec![chart], ..self.sheet() };
                    self.start("job.copy", move |worker| worker.send(sheet.copy_chart()));
                }
            }
            ChartCommand::CopyPage(index) => {
                let sheet = self.sheet();
                self.start("job.copy", move |worker| worker.send(sheet.copy_page(index)));
            }
        }
    }

    /// Has the charts of a changed library proposed, once nothing is being read in any more.
    pub(super) fn keep_charts(&mut self) {
        let revision = self.revision;
        if self.is_reading() || self.charts.revision == Some(revision) || self.charts.proposing == Some(revision) {
            return;
        }
        // One at a time: what is corrected meanwhile is proposed for afterwards.
        if self.jobs.is_running("job.propose") {
            return;
        }
        if self.library.reports().is_empty() {
            let workshop = std::mem::take(&mut self.charts.workshop);
            self.charts = Charts { revision: Some(revision), workshop, ..Charts::default() };
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
            // Without a printer there is nothing to choose.
            Drawn::Printers(queues) if queues.is_empty() => self.print(Wish::default()),
            Drawn::Printers(queues) => {
                self.log.line(&format!("printers {}", queues.len()));
                self.charts.printers = Some(queues);
            }
            Drawn::Made(of, made, topics) => self.take_in_made(of, made, topics),
            Drawn::Recipe(recipe, key) => self.apply(Command::Chart(ChartCommand::Take(recipe, key))),
            Drawn::Taken(queue, job, held) => self.watch(queue, job, held),
            Drawn::Copied(pixels) => self.charts.copied = Some(pixels),
            Drawn::Preview(of, pages) => {
                // Drawn to the end after all, before it could be stopped.
                self.charts.stopped = self.charts.stopped.take().filter(|stopped| *stopped != of);
                self.charts.preview = Some((of, pages.into_iter().map(Arc::new).collect()));
            }
        }
    }

    /// The picture on its way into the clipboard, if there is one; says that it was copied.
    pub fn take_copied(&mut self) -> Option<Pixels> {
        let picture = self.charts.copied.take()?;
        let size = format!("{} × {}", picture.width, picture.height);
        self.tell(Message::new(Level::Info, "picture.copied").with("size", size));
        Some(picture)
    }

    fn print(&mut self, wish: Wish) {
        let sheet = self.sheet();
        self.start("job.print", move |worker| {
            let (message, taken) = sheet.print(&wish);
            worker.send(Loaded::Told(message));
            if let Some((queue, job, held)) = taken {
                worker.send(Loaded::Drawn(Drawn::Taken(queue, job, held)));
            }
        });
    }

    /// Looks after a job that a print queue has taken: it may be given up a minute later.
    fn watch(&mut self, queue: String, job: String, held: bool) {
        let watched = move |worker: &Worker<Loaded>| {
            super::sheet::watch(&queue, &job, held, |message| worker.send(Loaded::Told(message)));
        };
        // Where the system gives no thread, the queue's own tools tell.
        let _ = self.jobs.start_aside(watched);
    }

    /// What the pages are drawn of, in words: the same words, the same pages.
    #[must_use]
    pub fn pages_drawn_of(&self) -> String {
        format!("{:?} {} {:?} {:?}", self.charts.revision, self.charts.workshop.edition, self.deck, self.setup)
    }

    fn preview(&mut self) {
        let (charts, of) = (self.page_charts(), self.pages_drawn_of());
        if self.charts.previewing.as_ref() == Some(&of) || charts.is_empty() {
            return;
        }
        // Pages of a setup that is no longer wanted need not be finished.
        for job in self.jobs.running().iter().filter(|job| job.title == "job.preview") {
            self.jobs.cancel(job.id);
        }
        (self.charts.previewing, self.charts.stopped) = (Some(of.clone()), None);
        let sheet = Sheet { charts, ..self.sheet() };
        self.start("job.preview", move |worker| sheet.preview(of, worker));
    }

    /// Fills the pages anew, and titles them for the meeting.
    fn fill(&mut self, subject: Subject) {
        let charts = template(&self.charts.proposed, subject);
        if charts.is_empty() {
            self.tell(Message::new(Level::Warning, "deck.nothing_fits"));
            return;
        }
        self.deck = charts.iter().map(|chart| PlacedChart { chart: chart.key(), ..PlacedChart::default() }).collect();
        self.setup.subject = subject;
    }
}

/// The charts for a kind of meeting, the best first: one of each kind it asks for, then more of them.
fn template(proposed: &[ChartSpec], subject: Subject) -> Vec<&ChartSpec> {
    use ChartKind as K;
    let across = |chart: &ChartSpec| chart.title.starts_with("各地");
    let (kinds, across_places): (&[K], bool) = match subject {
        Subject::Meeting => (&[K::Progress, K::PlanActual, K::Ranking, K::Line, K::Heat, K::Ladder, K::LevelGrowth, K::Column], false),
        Subject::Year => (&[K::LevelGrowth, K::Stacked, K::Structure, K::Ladder, K::Column, K::PlanActual, K::Ranking], false),
        Subject::Places => (&[K::Ranking, K::RankTable, K::Panels, K::Heat], true),
        Subject::Indicators => return proposed.iter().take(FILLED).collect(),
    };
    let fits = |chart: &&ChartSpec| across(chart) == across_places && kinds.contains(&chart.kind);
    let mut found: Vec<&ChartSpec> = Vec::new();
    for kind in kinds {
        found.extend(proposed.iter().filter(fits).find(|chart| chart.kind == *kind));
    }
    for chart in proposed.iter().filter(fits) {
        if found.len() < FILLED && !found.iter().any(|known| std::ptr::eq(*known, chart)) {
            found.push(chart);
        }
    }
    found.truncate(FILLED);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_gets_one_of_each_kind_it_asks_for() {
        let chart = |kind, title: &str| ChartSpec { kind, title: title.into(), ..ChartSpec::default() };
        let proposed = [
            chart(ChartKind::Ranking, "各地增速"),
            chart(ChartKind::Column, "产值"),
            chart(ChartKind::PlanActual, "计划一"),
            chart(ChartKind::PlanActual, "计划二"),
            chart(ChartKind::Progress, "进度"),
        ];
        let titles = |subject| template(&proposed, subject).iter().map(|c| c.title.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(titles(Subject::Meeting), "进度 计划一 产值 计划二");
        assert_eq!(titles(Subject::Places), "各地增速");
        assert_eq!(titles(Subject::Year), "产值 计划一 计划二");
    }
}
