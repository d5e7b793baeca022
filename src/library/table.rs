//! 表: which indicators stand in the rows, which periods or reports in the columns, and which observations in the cells.
//! Knows nothing of the screen; the window and the clipboard show the same table.

use super::{Library, ObservationRef, Report, ReportId};
use crate::base::{Decimal, Period, Text};
use crate::indicator::catalogue::Category;
use crate::indicator::{Basis, IndicatorName, Interval, Measure, Observation, Status, Value};
use crate::quantity::units;
use std::collections::BTreeMap;

/// What stands in the columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Periods, the earliest first.
    #[default]
    Period,
    /// Reports, by place and period.
    Report,
}

/// What the table shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Which measure.
    pub measure: Measure,
    /// What stands in the columns.
    pub by: By,
    /// Only this category.
    pub category: Option<Category>,
    /// Only reports about this place; empty for those whose place is unknown.
    pub place: Option<String>,
    /// Only rows whose name, scope or place holds these words.
    pub search: String,
    /// Whether to show what the catalogue does not know.
    pub phrases: bool,
}

impl Default for Query {
    fn default() -> Self {
        Self { measure: Measure::Level, by: By::Period, category: None, place: None, search: String::new(), phrases: false }
    }
}

impl Query {
    /// As settings of a project. The words searched for are not kept.
    #[must_use]
    pub fn settings(&self) -> BTreeMap<String, String> {
        let by = if self.by == By::Report { "report" } else { "period" };
        let mut settings = BTreeMap::from([
            ("table.measure".to_owned(), self.measure.name().to_owned()),
            ("table.columns".to_owned(), by.to_owned()),
            ("table.phrases".to_owned(), self.phrases.to_string()),
        ]);
        if let Some(category) = self.category {
            settings.insert("table.category".to_owned(), category.name().to_owned());
        }
        if let Some(place) = &self.place {
            settings.insert("table.place".to_owned(), place.clone());
        }
        settings
    }

    /// From settings of a project; what is missing or unknown is as by default.
    #[must_use]
    pub fn from_settings(settings: &BTreeMap<String, String>) -> Self {
        let get = |key: &str| settings.get(key).map(String::as_str);
        Self {
            measure: Measure::ALL.into_iter().find(|m| Some(m.name()) == get("table.measure")).unwrap_or(Measure::Level),
            by: if get("table.columns") == Some("report") { By::Report } else { By::Period },
            category: Category::ALL.into_iter().find(|c| Some(c.name()) == get("table.category")),
            place: get("table.place").map(str::to_owned),
            search: String::new(),
            phrases: get("table.phrases") == Some("true"),
        }
    }
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// A period; `None`, the last, for figures without one.
    Period(Option<Period>),
    /// A report.
    Report(ReportId),
}

/// One cell: the figures that belong there, the surest first; at least one.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The figures.
    pub figures: Vec<ObservationRef>,
    /// The value of the first one.
    pub value: Value,
    /// The unit of the first one.
    pub unit: Text,
    /// Whether figures differ by more than rounding allows.
    pub differs: bool,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What is measured.
    pub indicator: IndicatorName,
    /// The place, where reports of more than one are open; else empty.
    pub place: String,
    /// Whose figure, where it is not the report's own area's.
    pub scope: Option<Text>,
    /// Actual, target or forecast.
    pub status: Status,
    /// Against what, where it is not the usual 同比.
    pub basis: Option<Basis>,
    /// The unit of every cell; `None` where they differ.
    pub unit: Option<Text>,
    /// A cell for each column.
    pub cells: Vec<Option<Cell>>,
}

/// The table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, by category, in the catalogue's order; then what it does not know.
    pub rows: Vec<Row>,
}

/// What makes two figures stand in one row. The order of the fields is the order of the rows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    category: u8,
    indicator: IndicatorName,
    place: String,
    scope: Option<Text>,
    status: u8,
    basis: u8,
}

/// Where a category stands among the others; what the catalogue does not know comes last.
#[must_use]
pub fn category_rank(category: Option<Category>) -> u8 {
    let rank = category.and_then(|c| Category::ALL.iter().position(|&other| other == c)).unwrap_or(Category::ALL.len());
    u8::try_from(rank).unwrap_or(u8::MAX)
}

/// The basis where it is not the usual 同比.
#[must_use]
pub fn unusual(basis: Option<Basis>) -> Option<Basis> {
    basis.filter(|&b| b != Basis::YearOnYear)
}

/// Lays out the table of a library.
#[must_use]
pub fn table(library: &Library, query: &Query) -> Table {
    let several = query.place.is_none() && library.places().len() > 1;
    let words = query.search.trim().to_lowercase();

    let mut columns: Vec<Column> = Vec::new();
    let mut rows: BTreeMap<Key, (Row, BTreeMap<Column, Vec<ObservationRef>>)> = BTreeMap::new();
    for (at, report, o) in library.observations() {
        let category = o.indicator.category();
        let kept = o.measure == query.measure
            && (query.phrases || category.is_some())
            && query.category.is_none_or(|wanted| category == Some(wanted))
            && query.place.as_deref().is_none_or(|wanted| report.region() == wanted);
        if !kept || !mentions(&words, report, o) {
            continue;
        }
        let column = match query.by {
            By::Period => Column::Period(o.period),
            // One figure of a report for a column: of its own period, or of the period it plans for.
            By::Report if o.period == expected(report, o) => Column::Report(report.id()),
            By::Report => continue,
        };
        let place = if several { report.region().to_owned() } else { String::new() };
        let key = Key {
            category: category_rank(category),
            indicator: o.indicator.clone(),
            place: place.clone(),
            scope: o.scope.clone(),
            status: o.status as u8,
            basis: unusual(o.basis).map_or(0, |b| b as u8 + 1),
        };
        columns.push(column);
        let (_, cells) = rows.entry(key).or_insert_with(|| {
            let row = Row {
                indicator: o.indicator.clone(),
                place,
                scope: o.scope.clone(),
                status: o.status,
                basis: unusual(o.basis),
                unit: None,
                cells: Vec::new(),
            };
            (row, BTreeMap::new())
        });
        cells.entry(column).or_default().push(at);
    }
    let columns = ordered(columns, library);
    let rows = rows.into_values().map(|(row, cells)| filled(row, cells, &columns, library)).collect();
    Table { columns, rows }
}

/// The period that a report's figure of this status is expected to be about.
fn expected(report: &Report, o: &Observation) -> Option<Period> {
    match o.status {
        Status::Target => report.periods.plan.or(report.periods.period),
        Status::Actual | Status::Forecast => report.periods.period,
    }
}

fn mentions(words: &str, report: &Report, o: &Observation) -> bool {
    let holds = |text: &str| text.to_lowercase().contains(words);
    words.is_empty() || holds(o.indicator.name()) || o.scope.as_deref().is_some_and(holds) || holds(report.region())
}

/// Periods by their last month, then by their length, so that 1—9月 stands before the year; those without one last.
fn ordered(mut columns: Vec<Column>, library: &Library) -> Vec<Column> {
    let rank = |column: &Column| match column {
        Column::Period(period) => (period.is_none(), period.map(|p| (p.last(), std::cmp::Reverse(p.first()))), None),
        Column::Report(id) => {
            let report = library.report(*id);
            (false, None, report.map(|r| (r.region().to_owned(), r.periods.period, r.title().to_owned(), *id)))
        }
    };
    columns.sort_unstable();
    columns.dedup();
    columns.sort_by_cached_key(rank);
    columns
}

fn filled(mut row: Row, cells: BTreeMap<Column, Vec<ObservationRef>>, columns: &[Column], library: &Library) -> Row {
    row.cells = vec![None; columns.len()];
    for (column, figures) in cells {
        if let Some(slot) = columns.iter().position(|c| *c == column).and_then(|i| row.cells.get_mut(i)) {
            *slot = Cell::of(figures, library);
        }
    }
    let mut units = row.cells.iter().flatten().map(|cell| &cell.unit);
    row.unit = units.next().filter(|first| units.all(|unit| unit == *first)).cloned();
    row
}

impl Cell {
    /// The cell of these figures, which all tell the same thing; `None` where there are none.
    #[must_use]
    pub fn of(mut figures: Vec<ObservationRef>, library: &Library) -> Option<Self> {
        let known = |at: &ObservationRef| library.observation(*at).map(|(_, o)| o);
        // The surest first; a masked one only where there is no other.
        figures.sort_by(|a, b| {
            let rank = |at: &ObservationRef| known(at).map_or((true, 0.0), |o| (o.value == Value::Masked, -o.confidence));
            rank(a).partial_cmp(&rank(b)).unwrap_or(std::cmp::Ordering::Equal)
        });
        let first = library.observation(*figures.first()?)?;
        let differs = figures.iter().filter_map(|at| library.observation(*at)).any(|other| !agree(first, other));
        Some(Self { differs, value: first.1.value.clone(), unit: first.1.unit.clone(), figures })
    }

    /// The one number it tells, where it tells one: no range, no mask, and no two that differ.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self.value {
            Value::Number(value) if !self.differs => Some(value),
            Value::Number(_) | Value::Range(..) | Value::Masked => None,
        }
    }
}

/// Whether two figures may stand for the same value: 355.1亿元 and 3551234万元 may, and what is masked or of another kind of unit
/// always. A plan is set as written.
fn agree(a: (&Report, &Observation), b: (&Report, &Observation)) -> bool {
    if units().dimension(&a.1.unit) != units().dimension(&b.1.unit) {
        return true;
    }
    let amount = |(report, o): (&Report, &Observation)| Interval::of(o, report.words(o.place)).filter(|_| o.status != Status::Target);
    match (&a.1.value, &b.1.value) {
        (Value::Masked, _) | (_, Value::Masked) => true,
        (Value::Number(x), Value::Number(y)) => {
            units().convert(*x, &a.1.unit, &b.1.unit).is_none_or(|x| x == *y) || amount(a).zip(amount(b)).is_some_and(|(a, b)| a.meets(b))
        }
        (Value::Range(p, q), Value::Range(r, s)) => a.1.unit != b.1.unit || (p == r && q == s),
        (Value::Number(x), Value::Range(from, to)) | (Value::Range(from, to), Value::Number(x)) => {
            a.1.unit != b.1.unit || (from..=to).contains(&x)
        }
    }
}

impl Row {
    /// The most decimals of any cell.
    #[must_use]
    pub fn decimals(&self) -> u32 {
        self.cells
            .iter()
            .flatten()
            .filter_map(|cell| if let Value::Number(n) = &cell.value { Some(Decimal::scale(n)) } else { None })
            .max()
            .unwrap_or(0)
    }

    /// The row as tab-separated values, under its name; masked values stand as `masked`.
    #[must_use]
    pub fn tsv(&self, name: &str, masked: &str) -> String {
        let mut out = format!("{}\t{}", clean(name), clean(self.unit.as_deref().unwrap_or("")));
        for cell in &self.cells {
            out.push('\t');
            let Some(cell) = cell else { continue };
            let value = match &cell.value {
                Value::Number(n) => n.to_string(),
                Value::Range(a, b) => format!("{a}~{b}"),
                Value::Masked => masked.to_owned(),
            };
            // A unit of its own makes words of the number: only where the row has no common one.
            let unit = if self.unit.is_some() { "" } else { &*cell.unit };
            out.push_str(&clean(&format!("{value}{unit}")));
        }
        out.push('\n');
        out
    }
}

impl Table {
    /// Every figure in its cells, row by row.
    #[must_use]
    pub fn figures(&self) -> Vec<ObservationRef> {
        self.rows.iter().flat_map(|row| &row.cells).flatten().flat_map(|cell| &cell.figures).copied().collect()
    }

    /// The head of the table as tab-separated values, as a spreadsheet takes them, its rows being [`Row::tsv`]. `head` names the first
    /// columns, `column` the others.
    #[must_use]
    pub fn tsv_head(&self, head: [&str; 2], column: impl Fn(&Column) -> String) -> String {
        let fields = head.iter().map(|head| clean(head)).chain(self.columns.iter().map(|of| clean(&column(of))));
        fields.collect::<Vec<_>>().join("\t") + "\n"
    }
}

/// Words that stay in their field.
fn clean(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
