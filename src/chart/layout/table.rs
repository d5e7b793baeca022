//! The data as a plain three-line table: categories down, runs across.

use super::board::Board;
use super::header;
use super::three_lines::{Cell, ThreeLines};
use super::{Layout, Unfit};
use crate::chart::numbers::show;
use crate::chart::scene::Rect;
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::indicator::Status;

/// Lays out a table.
pub struct ThreeLineTable;

impl Layout for ThreeLineTable {
    fn kind(&self) -> ChartKind {
        ChartKind::Table
    }

    fn refuses(&self, spec: &ChartSpec) -> Option<Unfit> {
        super::categories(spec, 1..=super::MANY).or_else(|| super::runs(spec, 1..=12))
    }

    fn draw(&self, spec: &ChartSpec, frame: Rect, board: &mut Board) {
        let units = spec.second.is_some() || !spec.units.is_empty();
        let body = header::draw(if units { "" } else { &spec.unit }, &[], frame, board);
        let plan = tells_rates(spec);
        let mut head = vec!["<项目".to_owned()];
        if !spec.units.is_empty() {
            head.push("<单位".to_owned());
        }
        for (run, series) in spec.series.iter().enumerate() {
            let name = if series.name.is_empty() { "数值" } else { &series.name };
            let unit = if spec.second.is_some() { format!("（{}）", spec.unit_of(run, 0).0) } else { String::new() };
            head.push(format!("{name}{unit}"));
        }
        if plan {
            head.push("完成率（%）".to_owned());
        }
        let rows = spec.categories.iter().enumerate().map(|(i, name)| {
            let mut row = vec![Cell::of(name.as_str())];
            if !spec.units.is_empty() {
                row.push(Cell::of(spec.unit_of(0, i).0));
            }
            for run in 0..spec.series.len() {
                row.push(match spec.mark(run, i) {
                    Some(mark) => {
                        let mixed = spec.marks().any(|(_, m)| m.status == Status::Actual) && mark.status == Status::Forecast;
                        let words = show(mark.value, spec.unit_of(run, i).1);
                        Cell { words: if mixed { format!("{words}（预计）") } else { words }, link: Some(mark.source) }
                    }
                    None => Cell::of("…"),
                });
            }
            if plan {
                let told = |rate| format!("{}{}", if spec.is_behind(i) { "▼" } else { "" }, show(rate, 1));
                row.push(Cell::of(spec.completion(i).map_or_else(|| "—".to_owned(), told)));
            }
            row
        });
        let rows = rows.collect();
        ThreeLines { head, rows, highlight: spec.highlight }.draw(body, board);
    }
}

/// Whether a table of a chart's data tells how far plans were completed.
#[must_use]
pub fn tells_rates(spec: &ChartSpec) -> bool {
    spec.kind == ChartKind::Table
        && spec.series.len() == 2
        && spec.series.first().is_some_and(|s| s.marks.iter().flatten().all(|m| m.status == Status::Target))
        && (0..spec.categories.len()).any(|i| spec.completion(i).is_some() && spec.unit_of(0, i).0 != "%")
}
