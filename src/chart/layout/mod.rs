//! A chart laid out in a frame of a page: one file a kind behind [`Layout`]. The frame holds legend, unit, plot and
//! category names; the figure's number and title stand above it and are the page's affair.

pub mod axis;
mod board;
mod categories;
mod column;
mod header;
mod heat;
mod ladder;
mod level_growth;
mod line;
mod panels;
mod plan_actual;
mod plane;
mod progress;
pub mod rank_table;
mod ranking;
mod stacked;
mod structure;
pub mod table;
pub mod three_lines;

use super::scene::{Anchor, Rect, Scene, at};
use super::spec::{ChartKind, ChartSpec};
use board::Board;

/// Why a kind of chart does not fit what it is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// All values must be of one unit.
    Units,
    /// It shows amounts, and their growth on an axis of its own.
    Second,
    /// Periods must stand along the axis.
    Periods,
    /// Places must stand along the axis.
    Places,
    /// So few to so many runs.
    Runs(usize, usize),
    /// So few to so many categories.
    Categories(usize, usize),
    /// It shows targets and what came of them.
    Targets,
    /// It shows amounts, no rates.
    Amounts,
    /// What is added up must be the parts of one whole.
    Parts,
    /// No value may be negative, nor all of them nothing.
    Negative,
    /// Each value must be no more than the one before it.
    Steps,
}

/// Whether a number of runs is allowed.
fn runs(spec: &ChartSpec, allowed: std::ops::RangeInclusive<usize>) -> Option<Unfit> {
    (!allowed.contains(&spec.series.len())).then_some(Unfit::Runs(*allowed.start(), *allowed.end()))
}

/// Whether a number of categories is allowed.
fn categories(spec: &ChartSpec, allowed: std::ops::RangeInclusive<usize>) -> Option<Unfit> {
    (!allowed.contains(&spec.categories.len())).then_some(Unfit::Categories(*allowed.start(), *allowed.end()))
}

/// The most categories that any kind is asked to show.
const MANY: usize = 400;

/// Lays out one kind of chart.
pub trait Layout: Sync {
    /// Which kind.
    fn kind(&self) -> ChartKind;

    /// Why the data do not allow this kind; `None` where they do.
    fn refuses(&self, spec: &ChartSpec) -> Option<Unfit>;

    /// Whether the data allow this kind.
    fn accepts(&self, spec: &ChartSpec) -> bool {
        self.refuses(spec).is_none()
    }

    /// Draws into the frame; never outside it.
    fn draw(&self, spec: &ChartSpec, frame: Rect, board: &mut Board);
}

/// Every kind, in the order the window offers them.
pub static REGISTRY: &[&dyn Layout] = &[
    &column::Column,
    &ranking::Ranking,
    &line::Line,
    &structure::Structure,
    &plan_actual::PlanActual,
    &stacked::Stacked,
    &stacked::Shares,
    &level_growth::LevelGrowth,
    &progress::Progress,
    &heat::Heat,
    &rank_table::RankTable,
    &panels::Panels,
    &ladder::Ladder,
    &table::ThreeLineTable,
];

/// The kinds that suit the chart and that its data allow.
pub fn kinds_for(spec: &ChartSpec) -> impl Iterator<Item = ChartKind> + '_ {
    REGISTRY.iter().filter(move |layout| spec.kinds.contains(&layout.kind()) && layout.accepts(spec)).map(|layout| layout.kind())
}

/// Draws a chart into a frame. A chart without any value, or whose kind its data do not allow, says so.
pub fn draw(spec: &ChartSpec, frame: Rect, scene: &mut Scene) {
    let mut board = Board::new(scene, frame);
    let layout = REGISTRY.iter().find(|layout| layout.kind() == spec.kind);
    match layout.filter(|layout| spec.has_values() && layout.accepts(spec)) {
        Some(layout) => layout.draw(spec, frame, &mut board),
        None => {
            let style = board.soft();
            let middle = frame.centre();
            board.put("没有可画的数值", at(middle.x, middle.y), Anchor::Middle, style);
        }
    }
}
