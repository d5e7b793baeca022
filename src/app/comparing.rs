//! 比: reports beside each other, made by a job whenever the library or what is chosen changes.

use super::state::{Loaded, State};
use super::view::View;
use crate::analysis::Matter;
use crate::analysis::compare::{self, Comparison};
use crate::analysis::outlines;
use crate::analysis::spread::{self, Months, Spread};
use crate::analysis::targets::{self, Target};
use crate::indicator::IndicatorName;
use crate::library::shelf::Card;
use crate::library::{Library, ObservationRef, ReportId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What of the reports is held against each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The figures of two reports.
    #[default]
    Figures,
    /// Their outlines.
    Outlines,
    /// One indicator over years and places.
    Spread,
    /// Targets and what came of them.
    Targets,
}

impl Part {
    /// All of them, in the order shown.
    pub const ALL: [Part; 4] = [Part::Figures, Part::Outlines, Part::Spread, Part::Targets];

    /// Its key in settings and locales.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Part::Figures => "figures",
            Part::Outlines => "outlines",
            Part::Spread => "spread",
            Part::Targets => "targets",
        }
    }

    /// Whether it holds two reports against each other.
    #[must_use]
    pub fn is_of_two(self) -> bool {
        matches!(self, Part::Figures | Part::Outlines)
    }
}

/// What the Compare view shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is held against each other.
    pub part: Part,
    /// The earlier and the later report, where the user chose them.
    pub reports: [Option<ReportId>; 2],
    /// What is spread over years and places; the first there is where nothing is chosen.
    pub matter: Option<Matter>,
    /// For which months of each year; where nothing is chosen those told most often.
    pub months: Option<Months>,
    /// Whether to show what the catalogue does not know.
    pub phrases: bool,
    /// Only lines that fared so, by the key of the change, the fate or the outcome.
    pub only: Option<&'static str>,
}

impl Choice {
    /// As settings of a project.
    #[must_use]
    pub fn settings(&self) -> BTreeMap<String, String> {
        let [first, second] = self.reports.map(|report| report.map(|id| id.to_string()));
        let told = [("comparing.part", Some(self.part.key().to_owned())), ("comparing.first", first), ("comparing.second", second)];
        told.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
    }

    /// From settings of a project; what is missing or unknown is as by default.
    #[must_use]
    pub fn from_settings(settings: &BTreeMap<String, String>, library: &Library) -> Self {
        let get = |key: &str| settings.get(key).map(String::as_str);
        let report = |key: &str| library.reports().iter().map(|report| report.id()).find(|id| Some(&*id.to_string()) == get(key));
        Self {
            part: Part::ALL.into_iter().find(|part| Some(part.key()) == get("comparing.part")).unwrap_or_default(),
            reports: [report("comparing.first"), report("comparing.second")],
            ..Self::default()
        }
    }

    /// Whether a line is shown that fared so, of something the catalogue knows or not.
    #[must_use]
    pub fn shows(&self, key: &str, indicator: Option<&IndicatorName>) -> bool {
        let known = indicator.is_none_or(|name| self.phrases || matches!(name, IndicatorName::Known(_)));
        known && self.only.is_none_or(|only| only == key)
    }
}

/// What a comparison was made of.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    revision: u64,
    part: Part,
    reports: [Option<ReportId>; 2],
    /// The report that the two are chosen by, where the user chose none.
    open: Option<ReportId>,
    matter: Option<Matter>,
    months: Option<Months>,
}

/// What was made.
#[derive(Debug)]
pub struct Made {
    asked: Asked,
    /// All reports, by place and period.
    pub order: Vec<ReportId>,
    /// The two reports that are held against each other.
    pub reports: [Option<ReportId>; 2],
    /// What is shown.
    pub shown: Shown,
}

/// What is shown, by the part.
#[derive(Debug)]
pub enum Shown {
    /// The figures of two reports.
    Figures(Comparison),
    /// Their outlines.
    Outlines(Vec<outlines::Line>),
    /// One indicator over years and places: what there is to choose, what was chosen, and its table. Nothing where no indicator is
    /// told for two places or years.
    Spread(Vec<(Matter, Vec<Months>)>, Option<(Matter, Months, Spread)>),
    /// Targets.
    Targets(Vec<Target>),
}

impl Made {
    /// The part it is of.
    #[must_use]
    pub fn part(&self) -> Part {
        self.asked.part
    }

    /// Every figure in the lines that are shown.
    #[must_use]
    pub fn figures(&self, choice: &Choice) -> Vec<ObservationRef> {
        match &self.shown {
            Shown::Figures(comparison) => {
                let rows = comparison.rows.iter().filter(|row| choice.shows(row.change.key(), Some(&row.matter.indicator)));
                rows.flat_map(|row| row.sides.iter().flatten()).flat_map(|cell| &cell.figures).copied().collect()
            }
            Shown::Outlines(_) => Vec::new(),
            Shown::Spread(_, spread) => {
                let cells = spread.iter().flat_map(|(_, _, spread)| &spread.rows).flat_map(|row| row.cells.iter().flatten());
                cells.flat_map(|cell| &cell.figures).copied().collect()
            }
            Shown::Targets(targets) => {
                let shown = targets.iter().filter(|target| choice.shows(target.outcome.key(), Some(&target.matter.indicator)));
                shown.flat_map(|target| target.aim.figures.iter().chain(target.actual.iter().flat_map(|c| &c.figures))).copied().collect()
            }
        }
    }
}

/// The Compare view's part of the state.
#[derive(Debug, Default)]
pub struct Comparing {
    /// What is chosen.
    pub choice: Choice,
    /// What was made of it last; of another choice while a job makes it anew.
    pub made: Option<Arc<Made>>,
    making: Option<Asked>,
}

impl Comparing {
    /// What was made of what is chosen now, but for the reports and indicators of it.
    #[must_use]
    pub fn current(&self) -> Option<&Arc<Made>> {
        self.made.as_ref().filter(|made| made.part() == self.choice.part)
    }
}

fn make(asked: Asked, library: &Library) -> Made {
    let mut order: Vec<_> = library.reports().iter().map(|report| report.card()).collect();
    order.sort_by_key(|card| (card.within(), card.report));
    let reports = resolved(&asked, library, &order);
    let shown = match asked.part {
        Part::Figures => Shown::Figures(match reports {
            [Some(first), Some(second)] => compare::compare(library, first, second),
            _ => Comparison::default(),
        }),
        Part::Outlines => Shown::Outlines(match reports.map(|id| id.and_then(|id| library.report(id))) {
            [Some(first), Some(second)] => outlines::compare(first, second),
            _ => Vec::new(),
        }),
        Part::Spread => spread_of(&asked, library),
        Part::Targets => Shown::Targets(targets::targets(library)),
    };
    Made { asked, order: order.into_iter().map(|card| card.report).collect(), reports, shown }
}

/// The two reports: those chosen, else the newest of the open report's place and what stands against it.
fn resolved(asked: &Asked, library: &Library, order: &[&Arc<Card>]) -> [Option<ReportId>; 2] {
    let there = |id: &ReportId| library.report(*id).is_some();
    let [first, second] = asked.reports.map(|id| id.filter(there));
    let newest = || {
        let open = library.report(asked.open?)?.card();
        // Of a place that is not known only the report itself is surely of it.
        let same = |card: &&&Arc<Card>| if open.path.is_empty() { card.report == open.report } else { card.path == open.path };
        let other = |card: &&&Arc<Card>| first != Some(card.report);
        // One that tells no period, as a table of months, stands against nothing by itself.
        let dated = order.iter().rev().filter(same).filter(other).find(|card| card.period.is_some());
        dated.or_else(|| order.iter().rev().filter(same).find(other)).map(|card| card.report)
    };
    let second = second.or_else(newest);
    let first = first.or_else(|| compare::counterpart(library, second?)).filter(|id| second != Some(*id));
    [first, second]
}

fn spread_of(asked: &Asked, library: &Library) -> Shown {
    let choices = spread::choices(library);
    let wanted = asked.matter.as_ref().and_then(|matter| choices.iter().find(|(other, _)| other == matter)).or(choices.first());
    let chosen = wanted.and_then(|(matter, all)| {
        let months = asked.months.filter(|months| all.contains(months)).or(all.first().copied())?;
        Some((matter.clone(), months, spread::spread(library, matter, months)))
    });
    Shown::Spread(choices, chosen)
}

impl State {
    /// Has the comparison made anew when the library or what is chosen has changed.
    pub(super) fn keep_comparison(&mut self) {
        if self.view != View::Compare {
            return;
        }
        let choice = &self.comparing.choice;
        let asked = Asked {
            revision: self.revision,
            part: choice.part,
            reports: choice.reports,
            open: self.report,
            matter: choice.matter.clone(),
            months: choice.months,
        };
        let made = self.comparing.made.as_ref().is_some_and(|made| made.asked == asked);
        // One at a time: what is chosen meanwhile is made afterwards, and of that only the last.
        if made || self.comparing.making.as_ref() == Some(&asked) || self.jobs.is_running("job.compare") {
            return;
        }
        self.comparing.making = Some(asked.clone());
        let library = self.library.clone();
        self.start("job.compare", move |worker| worker.send(Loaded::Compared(Box::new(make(asked, &library)))));
    }

    /// Takes in what was made, unless something else is being made by now.
    pub(super) fn take_in_comparison(&mut self, made: Made) {
        if self.comparing.making.as_ref() == Some(&made.asked) {
            (self.comparing.made, self.comparing.making) = (Some(Arc::new(made)), None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format};
    use crate::library::Report;

    #[test]
    fn a_choice_reads_back_from_a_project() {
        let read = |text: &str| {
            Report::read(Document::of_text("a.txt", Format::Text, None, text.to_owned(), text.as_bytes()), text.as_bytes().into())
        };
        let mut library = Library::default();
        let [first, second] = ["甲报告", "乙报告"].map(|text| library.add(read(text)));
        let choice = Choice { part: Part::Targets, reports: [Some(first), Some(second)], ..Choice::default() };
        assert_eq!(Choice::from_settings(&choice.settings(), &library), choice);
        // A report that is gone is taken by itself again.
        library.remove(first);
        assert_eq!(Choice::from_settings(&choice.settings(), &library).reports, [None, Some(second)]);
    }
}
