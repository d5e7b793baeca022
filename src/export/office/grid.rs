//! A chart's data as a table: categories down, runs across. What the sheets, the tables and the native charts are made of.

use crate::base::Decimal;
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
        let rates = spec.kind == ChartKind::PlanActual;
        let mut head = vec!["项目".to_owned()];
        for series in &spec.series {
            head.push(match (series.name.is_empty(), spec.unit.is_empty()) {
                (true, true) => "数值".to_owned(),
                (true, false) => format!("数值（{}）", spec.unit),
                (false, _) => series.name.clone(),
            });
        }
        if rates {
            head.push("完成率（%）".to_owned());
        }
        let mut order: Vec<usize> = (0..spec.categories.len()).collect();
        if spec.kind == ChartKind::Ranking {
            order.sort_by_key(|&i| std::cmp::Reverse(spec.mark(0, i).map(|m| m.value)));
        }
        Self { spec, head, order, rates }
    }

    /// The rows: name, marks, and the rate where there is one.
    pub fn rows(&self) -> impl Iterator<Item = (&'a str, Vec<Option<&'a Mark>>, Option<Decimal>)> + '_ {
        self.order.iter().map(|&i| {
            let name = self.spec.categories.get(i).map_or("", String::as_str);
            let marks: Vec<_> = (0..self.spec.series.len()).map(|run| self.spec.mark(run, i)).collect();
            let rate = match marks.as_slice() {
                [Some(plan), Some(done)] if self.rates => {
                    done.value.checked_mul(Decimal::ONE_HUNDRED).and_then(|v| v.checked_div(plan.value))
                }
                _ => None,
            };
            (name, marks, rate)
        })
    }

    /// The same as words, to be set as a table.
    pub fn table(&self, title: &str) -> Table {
        let cell = |mark: Option<&Mark>| mark.map_or("…".to_owned(), |m| show(m.value, self.spec.decimals));
        let rows = self.rows().map(|(name, marks, rate)| {
            let mut row = vec![name.to_owned()];
            row.extend(marks.into_iter().map(cell));
            if self.rates {
                row.push(rate.map_or("—".to_owned(), |rate| show(rate, 1)));
            }
            row
        });
        Table { title: title.to_owned(), unit: self.spec.unit.clone(), head: self.head.clone(), rows: rows.collect() }
    }
}

/// The table that stands for an item of a page.
pub fn table_of(item: &PageItem) -> Table {
    match item {
        PageItem::Chart(spec) => Grid::of(spec).table(&spec.title),
        PageItem::Table(table) => table.clone(),
    }
}
