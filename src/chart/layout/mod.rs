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
mod rank_table;
mod ranking;
mod stacked;
mod structure;
mod table;
mod three_lines;

use super::scene::{Anchor, Rect, Scene, at};
use super::spec::{ChartKind, ChartSpec};
use board::Board;

/// Lays out one kind of chart.
pub trait Layout: Sync {
    /// Which kind.
    fn kind(&self) -> ChartKind;

    /// Whether the data allow this kind.
    fn accepts(&self, spec: &ChartSpec) -> bool;

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
