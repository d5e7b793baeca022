//! A chart's data as a table: categories down, runs across. What the sheets, the tables and the native charts are made of.

use crate::base::Decimal;
use crate::chart::layout::three_lines::Cell;
use crate::chart::layout::{rank_table, table};
use crate::chart::numbers::show;
use crate::chart::spec::{ChartKind, ChartSpec, Mark};
use crate::page::{PageItem, Table};

/// The data of one chart.
pub struct Grid<'a> {
    /// The chart.
    pub spec: &'a ChartSpec,
    /// The head, the category's name first.
    pub head: Vec<String>,
    /// The categories' order: a ranking stands sorted.
    pub order: Vec<usize>,
    /// Whether a last column tells the second run in % of the first.
    pub rates: bool,
}

impl<'a> Grid<'a> {
    /// The data of a chart.
    pub fn of(spec: &'a ChartSpec) -> Self {
        let rates = matches!(spec.kind, ChartKind::PlanActual | ChartKind::Progress) || table::tells_rates(spec);
        let mut head = vec!["项目".to_owned()];
        for (run, series) in spec.series.iter().enumerate() {
            let (unit, _) = spec.unit_of(run, 0);
            let name = if series.name.is_empty() { "数值" } else { &series.name };
            let several = spec.second.is_some() || series.name.is_empty() && spec.units.is_empty() && !unit.is_empty();
            head.push(if several { format!("{name}（{unit}）") } else { name.to_owned() });
        }
        if rates {
            head.push("完成率（%）".to_owned());
        }
        let mut order: Vec<usize> = (0..spec.categories.len()).collect();
        if matches!(spec.kind, ChartKind::Ranking | ChartKind::RankTable) {
            order.sort_by_key(|&i| std::cmp::Reverse(spec.mark(0, i).map(|m| m.value)));
        }
        Self { spec, head, order, rates }
    }

    /// The rows: the category's place in the chart, its name, marks, and the rate where there is one.
    pub fn rows(&self) -> impl Iterator<Item = (usize, String, Vec<Option<&'a Mark>>, Option<Decimal>)> + '_ {
        self.order.iter().map(|&i| {
            let name = self.spec.categories.get(i).map_or("", String::as_str);
            let name = self.spec.units.get(i).map_or_else(|| name.to_owned(), |unit| format!("{name}（{unit}）"));
            let marks: Vec<_> = (0..self.spec.series.len()).map(|run| self.spec.mark(run, i)).collect();
            let rate = if self.rates { self.spec.completion(i) } else { None };
            (i, name, marks, rate)
        })
    }

    /// The same as words, to be set as a table.
    pub fn table(&self, title: &str) -> Table {
        if self.spec.kind == ChartKind::RankTable {
            return Table { title: title.to_owned(), unit: self.spec.unit.clone(), ..ranks(self.spec) };
        }
        let rows = self.rows().map(|(category, name, marks, rate)| {
            let mut row = vec![name];
            for (run, mark) in marks.into_iter().enumerate() {
                row.push(mark.map_or("…".to_owned(), |m| show(m.value, self.spec.unit_of(run, category).1)));
            }
            if self.rates {
                row.push(rate.map_or("—".to_owned(), |rate| show(rate, 1)));
            }
            row
        });
        let (mut head, mut rows): (Vec<String>, Vec<Vec<String>>) = (self.head.clone(), rows.collect());
        if self.spec.kind == ChartKind::Heat {
            // Its runs stand below each other, as on paper.
            let column = |i: usize| std::iter::once(&head).chain(&rows).filter_map(move |row| row.get(i)).cloned().collect::<Vec<_>>();
            let mut turned: Vec<Vec<String>> = (0..head.len()).map(column).collect();
            head = turned.remove(0);
            rows = turned;
        }
        // Units of their own stand with the names.
        let unit = if self.spec.units.is_empty() && self.spec.second.is_none() { self.spec.unit.clone() } else { String::new() };
        Table { title: title.to_owned(), unit, head, rows }
    }
}

/// The table of ranks, as on paper; the name first, since words stand there, and numbers in the other columns.
fn ranks(spec: &ChartSpec) -> Table {
    let (mut head, rows) = rank_table::rows(spec);
    head.swap(0, 1);
    let head = head.iter().map(|name| name.trim_start_matches('<').to_owned()).collect();
    let words = |(_, cells): (usize, Vec<_>)| {
        let mut words: Vec<String> = cells.into_iter().map(|cell: Cell| cell.words).collect();
        words.swap(0, 1);
        words
    };
    let rows = rows.into_iter().map(words).collect();
    Table { head, rows, ..Table::default() }
}

/// The table that stands for an item of a page.
pub fn table_of(item: &PageItem) -> Table {
    match item {
        PageItem::Chart(spec) => Grid::of(spec).table(&spec.title),
        PageItem::Table(table) => table.clone(),
    }
}
