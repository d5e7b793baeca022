//! One indicator over years and places: the places in the rows, the years in the columns, all in one unit. Where reports tell
//! different values both are kept and said to differ; nothing is averaged.

use super::{Matter, RefArea};
use crate::base::Text;
use crate::indicator::{Status, Value};
use crate::library::table::Cell;
use crate::library::{Library, ObservationRef};
use crate::quantity::units;
use std::collections::{BTreeMap, BTreeSet};

/// The months of a year that figures are about: 1 to 12 for whole years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Months {
    /// The first, 1 to 12.
    pub first: u8,
    /// The last.
    pub last: u8,
}

impl Months {
    /// A whole year.
    pub const YEAR: Months = Months { first: 1, last: 12 };
}

/// What can be shown of a library: each matter told of a report's own area for more than one place or year, with the months it is
/// told for, those told most often first.
#[must_use]
pub fn choices(library: &Library) -> Vec<(Matter, Vec<Months>)> {
    let mut found: BTreeMap<Matter, BTreeMap<Months, BTreeSet<(i16, usize)>>> = BTreeMap::new();
    for (at, report) in library.reports().iter().enumerate() {
        for o in report.observations.iter().filter(|o| o.scope.is_none() && o.status != Status::Target) {
            if let Some((year, months)) = months(o.period) {
                found.entry(Matter::of(o)).or_default().entry(months).or_default().insert((year, at));
            }
        }
    }
    let several = |told: &BTreeMap<Months, BTreeSet<(i16, usize)>>| {
        let mut several: Vec<(usize, Months)> = told.iter().map(|(months, at)| (at.len(), *months)).filter(|(n, _)| *n > 1).collect();
        several.sort_by_key(|(n, months)| (std::cmp::Reverse(*n), *months));
        several.into_iter().map(|(_, months)| months).collect::<Vec<_>>()
    };
    found.into_iter().map(|(matter, told)| (matter, several(&told))).filter(|(_, months)| !months.is_empty()).collect()
}

fn months(period: Option<crate::base::Period>) -> Option<(i16, Months)> {
    let (first, last) = (period?.first(), period?.last());
    (first.year == last.year).then_some((last.year, Months { first: first.month, last: last.month }))
}

/// One place.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which.
    pub area: RefArea,
    /// What the reports tell for each year, in the table's unit.
    pub cells: Vec<Option<Cell>>,
}

/// The table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread {
    /// The unit of every value.
    pub unit: Text,
    /// The years, the earliest first.
    pub years: Vec<i16>,
    /// The places, in order.
    pub rows: Vec<Row>,
}

impl Spread {
    /// The most decimals of any value.
    #[must_use]
    pub fn decimals(&self) -> u32 {
        let values = self.rows.iter().flat_map(|row| row.cells.iter().flatten());
        values.map(|cell| if let Value::Number(value) = cell.value { value.scale() } else { 0 }).max().unwrap_or(0)
    }
}

/// Lays out a matter for those months of each year. What is aimed at is left out, what is estimated stands where nothing else does.
#[must_use]
pub fn spread(library: &Library, matter: &Matter, wanted: Months) -> Spread {
    let mut told: BTreeMap<RefArea, BTreeMap<i16, [Vec<ObservationRef>; 2]>> = BTreeMap::new();
    let mut written: BTreeMap<Text, usize> = BTreeMap::new();
    for report in library.reports() {
        let mut at = None;
        for (o, index) in report.observations.iter().zip(0..) {
            let Some((year, _)) = months(o.period).filter(|(_, months)| *months == wanted) else { continue };
            if o.status == Status::Target || Matter::of(o) != *matter {
                continue;
            }
            let area = at.get_or_insert_with(|| RefArea::of(report));
            let [actual, estimated] = told.entry(area.clone()).or_default().entry(year).or_default();
            let figures = if o.status == Status::Forecast { estimated } else { actual };
            figures.push(ObservationRef { report: report.id(), index });
            *written.entry(o.unit.clone()).or_default() += 1;
        }
    }
    let unit = written.into_iter().max_by_key(|(_, count)| *count).map(|(unit, _)| unit).unwrap_or_default();
    let years: Vec<i16> = told.values().flat_map(BTreeMap::keys).copied().collect::<BTreeSet<_>>().into_iter().collect();
    let rows = told.into_iter().map(|(area, mut by_year)| {
        let mut cell = |year: &i16| {
            let [actual, estimated] = by_year.remove(year)?;
            Some(in_unit(Cell::of(if actual.is_empty() { estimated } else { actual }, library)?, &unit))
        };
        Row { area, cells: years.iter().map(&mut cell).collect() }
    });
    Spread { rows: rows.collect(), years, unit: units().usual(&unit).into() }
}

/// The cell with its value in another unit, where it can be told in that.
fn in_unit(mut cell: Cell, unit: &Text) -> Cell {
    let convert = |value| units().convert(value, &cell.unit, unit);
    let value = match cell.value {
        Value::Number(value) => convert(value).map(Value::Number),
        Value::Range(low, high) => convert(low).zip(convert(high)).map(|(low, high)| Value::Range(low, high)),
        Value::Masked => None,
    };
    if let Some(value) = value {
        (cell.value, cell.unit) = (value, unit.clone());
    }
    cell
}
