//! Charts and the printed page: which charts are proposed, which of them are on the page, and the jobs that draw, export and
//! print it. Everything slow runs in a job.

use super::message::{Level, Message};
use super::sheet::Sheet;
use super::state::{Loaded, State};
use crate::chart::layout::kinds_for;
use crate::chart::propose::propose;
use crate::chart::spec::ChartSpec;
use crate::export::Pixels;
use crate::page::MOST_ITEMS;
use crate::project::PlacedChart;
use std::path::PathBuf;
use std::sync::Arc;

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
        let sheet = Sheet { charts, ..self.sheet() };
        self.start("job.preview", move |worker| sheet.preview(keys, worker));
    }
}
