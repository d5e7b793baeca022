//! Places by value, with their ranks; where a second run tells the period before, also the rank then and how it changed.

use super::board::Board;
use super::header;
use super::three_lines::{Cell, ThreeLines};
use super::{Layout, Unfit};
use crate::base::Decimal;
use crate::chart::numbers::show;
use crate::chart::scene::Rect;
use crate::chart::spec::{ChartKind, ChartSpec};

/// Lays out ranks.
pub struct RankTable;

impl Layout for RankTable {
    fn kind(&self) -> ChartKind {
        ChartKind::RankTable
    }

    fn refuses(&self, spec: &ChartSpec) -> Option<Unfit> {
        super::categories(spec, 2..=super::MANY).or_else(|| super::runs(spec, 1..=2))
    }

    fn draw(&self, spec: &ChartSpec, frame: Rect, board: &mut Board) {
        let body = header::draw(&spec.unit, &[], frame, board);
        let (head, rows) = rows(spec);
        let highlight = spec.highlight.and_then(|wanted| rows.iter().position(|(i, _)| *i == wanted));
        let rows = rows.into_iter().map(|(_, cells)| cells).collect();
        ThreeLines { head, rows, highlight }.draw(body, board);
    }
}

/// The head of the table, and its rows from the first rank to the last, each with its category.
pub fn rows(spec: &ChartSpec) -> (Vec<String>, Vec<(usize, Vec<Cell>)>) {
    let now: Vec<Option<Decimal>> = (0..spec.categories.len()).map(|i| spec.mark(0, i).map(|m| m.value)).collect();
    let before: Vec<Option<Decimal>> = (0..spec.categories.len()).map(|i| spec.mark(1, i).map(|m| m.value)).collect();
    let two = spec.series.len() == 2;
    let name = spec.series.first().map_or("", |s| s.name.as_str());
    let mut head = vec!["位次".to_owned(), "<名称".to_owned(), if name.is_empty() { "数值".to_owned() } else { name.to_owned() }];
    if two {
        head.extend(["上期位次".to_owned(), "升降".to_owned()]);
    }
    let mut order: Vec<usize> = (0..spec.categories.len()).collect();
    // Gaps last; equal values keep their order.
    order.sort_by(|&a, &b| now.get(b).cmp(&now.get(a)));
    let rows = order.iter().map(|&i| {
        let (rank, old) = (rank(&now, i), rank(&before, i));
        let told = |rank: Option<usize>| Cell::of(rank.map_or("—".to_owned(), |r| r.to_string()));
        let value = spec.mark(0, i).map_or_else(|| Cell::of("…"), |m| Cell { words: show(m.value, spec.decimals), link: Some(m.source) });
        let mut row = vec![told(rank), Cell::of(spec.categories.get(i).map_or("", String::as_str)), value];
        if two {
            row.push(Cell { link: spec.mark(1, i).map(|m| m.source), ..told(old) });
            row.push(Cell::of(match (rank, old) {
                (Some(rank), Some(old)) if rank < old => format!("▲{}", old - rank),
                (Some(rank), Some(old)) if rank > old => format!("▼{}", rank - old),
                _ => "—".to_owned(),
            }));
        }
        (i, row)
    });
    let rows = rows.collect();
    (head, rows)
}

/// The rank of a value among all, 1 the highest; equal values share it.
fn rank(values: &[Option<Decimal>], index: usize) -> Option<usize> {
    let own = (*values.get(index)?)?;
    Some(1 + values.iter().flatten().filter(|&&other| other > own).count())
}
