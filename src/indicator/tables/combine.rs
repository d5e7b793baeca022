//! Row, column and surroundings together say what a figure is.

use super::columns::{self, Column, Role};
use super::context::Context;
use super::label::{Meaning, joined};
use super::layout::{Grid, Kind, LONG_TABLE, Table};
use super::numeral::{self, Figure};
use super::rows::{self, Row, Rows};
use super::vocabulary::{Head, Vocabulary, words};
use super::when::{Count, Months, When};
use crate::base::{Period, Text, share};
use crate::document::CellAddress;
use crate::indicator::catalogue::builtin;
use crate::indicator::{Attribute, Basis, Evidence, Evidences, IndicatorName, Measure, Observation, Place, Status, Value};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Rows of a long table that are read at once.
const PIECE: usize = 2048;

/// What the unnamed words of an axis are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    Indicators,
    Parts,
}

struct Reader<'a> {
    sheet: u32,
    columns: &'a [Column],
    rows: &'a Rows,
    around: &'a Context,
    row_names: Names,
    column_names: Names,
    /// The latest year of the columns and rows, for a title that tells months.
    latest: Option<i16>,
    names: Looked,
    /// For each column the first one whose header says the same of place and part.
    alike: Vec<usize>,
    /// What scopes the row's figures have, by such a column: most have but one.
    scopes: Vec<(usize, Option<Text>)>,
}

/// Names already looked up in the catalogue: the indicator each is, and the part before it.
#[derive(Default)]
struct Looked {
    found: Vec<(String, IndicatorName, Option<String>)>,
    places: HashMap<String, usize>,
    /// The one asked for last in each column, which its next cell often asks for again.
    last: Vec<usize>,
}

impl Looked {
    /// What a name in a column, told by its place, is.
    fn up(&mut self, name: &str, column: usize) -> Option<(&IndicatorName, Option<&str>)> {
        if self.last.len() <= column {
            self.last.resize(column + 1, 0);
        }
        let last = self.last.get_mut(column)?;
        if self.found.get(*last).is_none_or(|(last, ..)| last != name) {
            *last = match self.places.get(name) {
                Some(&place) => place,
                None => {
                    let (indicator, before) = indicator(name);
                    self.places.insert(name.to_owned(), self.found.len());
                    self.found.push((name.to_owned(), indicator, before));
                    self.found.len() - 1
                }
            };
        }
        self.found.get(*last).map(|(_, indicator, before)| (indicator, before.as_deref()))
    }
}

/// Reads the figures of one table.
pub(super) fn read(grid: &Grid<'_>, sheet: u32, table: &Table, around: &Context, out: &mut Vec<Observation>) {
    let mut columns = columns::read(grid, table);
    let mut rows = rows::read(grid, table, &columns);
    settle_columns(&mut columns);
    settle_rows(&mut rows, &columns, around);
    let (row_names, column_names) = names(&rows, &columns);
    if row_names == Names::Indicators {
        give_parents(&mut rows);
    }
    let years = columns.iter().filter_map(|c| c.meaning.when.year).chain(rows.rows.iter().filter_map(|r| r.meaning.when.year));
    let latest = years.max();
    let headed = !table.band.is_empty();
    let named = rows.rows.iter().filter(|r| r.meaning.names_a_row()).count();
    let alike = alike(&columns, column_names);
    let figures = columns.iter().filter(|c| c.role == Role::Value && (!headed || c.headed)).count();
    let read = |some: &[Row]| {
        let (names, alike) = (Looked::default(), alike.clone());
        let mut reader =
            Reader { sheet, columns: &columns, rows: &rows, around, row_names, column_names, latest, names, alike, scopes: Vec::new() };
        let mut out = Vec::with_capacity(some.len().saturating_mul(figures).min(grid.sheet.cells.len()));
        // A row without a name among rows that have one is somebody's sum.
        for row in some.iter().filter(|row| named < 2 || row.meaning.names_a_row()) {
            reader.row(grid, row, headed, &mut out);
        }
        out
    };
    if rows.rows.len() < LONG_TABLE {
        out.append(&mut read(&rows.rows));
        return;
    }
    // Rows stand for themselves: those of a long table are shared out, in pieces that are short beside the whole.
    out.reserve(rows.rows.len().saturating_mul(figures).min(grid.sheet.cells.len()));
    share::in_order(&rows.rows, PIECE, read, |mut piece| out.append(&mut piece));
}

/// For each column the first one whose header says the same of place and part.
fn alike(columns: &[Column], names: Names) -> Vec<usize> {
    let mut known: HashMap<(&str, &str, &str), usize> = HashMap::new();
    let all = columns.iter().map(|column| &column.meaning).enumerate();
    all.map(|(at, told)| *known.entry((&told.area, &told.part, split_name(names, &told.name).1)).or_insert(at)).collect()
}

/// Where half of the headers are places, the others are too.
fn settle_columns(columns: &mut [Column]) {
    let values = || columns.iter().filter(|c| c.role == Role::Value && c.headed);
    let named = values().filter(|c| !c.meaning.name.is_empty()).count();
    let areas = values().filter(|c| !c.meaning.area.is_empty() && c.meaning.name.is_empty()).count();
    if areas > 0 && areas >= named {
        for column in columns.iter_mut().filter(|c| c.role == Role::Value && c.meaning.area.is_empty()) {
            column.meaning.area = std::mem::take(&mut column.meaning.name);
        }
    }
}

/// Where half of the rows are places or parts and something else names the indicator, the others are too.
fn settle_rows(rows: &mut Rows, columns: &[Column], around: &Context) {
    let named = rows.rows.iter().filter(|r| !r.meaning.name.is_empty()).count();
    if named == 0 {
        return;
    }
    let told = columns.iter().any(|c| c.role == Role::Value && !c.meaning.name.is_empty()) || !around.title.is_empty();
    let areas = rows.rows.iter().filter(|r| !r.meaning.area.is_empty() && r.meaning.name.is_empty()).count();
    let parts = rows.rows.iter().filter(|r| !r.meaning.part.is_empty() && r.meaning.name.is_empty()).count();
    let head = columns.iter().rfind(|c| c.role == Role::Names).and_then(|c| c.head);
    if !told || head == Some(Head::Indicator) {
        return;
    }
    let units = rows.rows.iter().filter(|r| r.meaning.unit.is_some()).count();
    for row in &mut rows.rows {
        if row.meaning.name.is_empty() {
            continue;
        }
        if areas >= named {
            row.meaning.area = std::mem::take(&mut row.meaning.name);
        } else if parts >= named * 2 && units == 0 {
            row.meaning.part = joined(&row.meaning.part, &row.meaning.name);
            row.meaning.name.clear();
        }
    }
}

/// Which of the two axes names indicators, where both have names.
fn names(rows: &Rows, columns: &[Column]) -> (Names, Names) {
    let values: Vec<&Column> = columns.iter().filter(|c| c.role == Role::Value && c.headed).collect();
    let named_columns = values.iter().filter(|c| !c.meaning.name.is_empty()).count();
    let named_rows = rows.rows.iter().filter(|r| !r.meaning.name.is_empty()).count();
    if named_columns == 0 || named_rows == 0 {
        return (Names::Indicators, Names::Indicators);
    }
    let head = columns.iter().rfind(|c| c.role == Role::Names).and_then(|c| c.head);
    let has_units = columns.iter().any(|c| c.role == Role::Units);
    let row_units = rows.rows.iter().filter(|r| r.meaning.unit.is_some()).count();
    let column_units = values.iter().filter(|c| c.meaning.unit.is_some()).count();
    let known = |name: &str| look_up(name).is_some();
    let known_rows = rows.rows.iter().filter(|r| known(&r.meaning.name)).count();
    let known_columns = values.iter().filter(|c| known(&c.meaning.name)).count();
    let by_rows = match head {
        // The head may be wrong where the columns, and not the rows, have names that are known.
        Some(Head::Indicator) => known_rows > 0 || known_columns * 2 < named_columns || has_units,
        Some(Head::Category | Head::Area) => false,
        _ if has_units || row_units * 3 >= rows.rows.len() => true,
        _ if column_units * 3 >= values.len() => false,
        _ => known_rows > known_columns,
    };
    if by_rows { (Names::Indicators, Names::Parts) } else { (Names::Parts, Names::Indicators) }
}

/// A row that is only a part (其中：国有企业, 男) belongs to the last row that names an indicator.
fn give_parents(rows: &mut Rows) {
    let mut parent: Option<usize> = None;
    for at in 0..rows.rows.len() {
        let (before, rest) = rows.rows.split_at_mut(at);
        let Some(row) = rest.first_mut() else { continue };
        if parent.and_then(|p| before.get(p)).is_some_and(|p| p.section != row.section && p.indent >= row.indent) {
            parent = None;
        }
        if !row.meaning.name.is_empty() {
            let group = parent.and_then(|p| before.get(p)).zip(before.last()).filter(|(p, last)| is_part_of(row, p, last));
            if group.is_none() {
                parent = Some(at);
                continue;
            }
            row.meaning.part = std::mem::take(&mut row.meaning.name);
            row.meaning.of_which = true;
        }
        if row.meaning.part.is_empty() {
            // 同比增长 beneath an amount is that amount's.
            if let Some(above) = before.last().filter(|_| row.meaning.measures_alone()) {
                row.meaning.name.clone_from(&above.meaning.name);
                row.meaning.part.clone_from(&above.meaning.part);
                row.meaning.area.clone_from(&above.meaning.area);
            }
            continue;
        }
        let above = parent.and_then(|p| before.get(p));
        let own_unit = |p: &Row| row.meaning.unit.is_some() && row.meaning.unit != p.meaning.unit;
        match above {
            Some(above) if row.meaning.of_which || row.indent > above.indent || !own_unit(above) => {
                row.meaning.name.clone_from(&above.meaning.name);
                if row.meaning.unit.is_none() {
                    row.meaning.unit.clone_from(&above.meaning.unit);
                }
                row.meaning.measure = row.meaning.measure.or(above.meaning.measure);
                row.meaning.when = row.meaning.when.or(above.meaning.when);
            }
            _ if row.meaning.unit.is_some() => {
                // 高新技术企业(家): counted itself.
                row.meaning.name = std::mem::take(&mut row.meaning.part);
                parent = Some(at);
            }
            _ => {}
        }
    }
}

/// Whether a row with a name of its own is only a part of the row above: it says so (其中：铝基新材料), or stands in one
/// column with one that does; it is counted in the same unit; and it is no indicator that is known, nor named like
/// its whole (其中：房地产开发投资).
fn is_part_of(row: &Row, parent: &Row, before: &Row) -> bool {
    let said = row.meaning.of_which || (before.meaning.of_which && row.indent > parent.indent);
    let tail = |name: &str| name.chars().rev().take(2).collect::<String>();
    said && row.meaning.unit.as_ref().is_none_or(|u| parent.meaning.unit.as_ref() == Some(u))
        && look_up(&row.meaning.name).is_none()
        && tail(&row.meaning.name) != tail(&parent.meaning.name)
}

/// The catalogue's entry for a name, with or without what stands in brackets behind it.
fn look_up(name: &str) -> Option<u16> {
    // The nation's own figure keeps its own name: it is no region's.
    if name.is_empty() || name.starts_with("国内") {
        return None;
    }
    let bare = name.split('(').next().unwrap_or(name);
    builtin().lookup(name).or_else(|| builtin().lookup(bare).filter(|_| name.ends_with(')')))
}

/// The indicator a name is, and the part before it where the name has one: 汽车制造业出口交货值.
fn indicator(name: &str) -> (IndicatorName, Option<String>) {
    if let Some(index) = look_up(name) {
        return (IndicatorName::Known(index), None);
    }
    for (at, _) in name.char_indices().skip(3) {
        let (part, rest) = name.split_at(at);
        if part.ends_with('业')
            && !part.ends_with("企业")
            && words().is_category(part)
            && let Some(index) = look_up(rest)
        {
            return (IndicatorName::Known(index), Some(part.to_owned()));
        }
    }
    (IndicatorName::Phrase(name.into()), None)
}

/// The words of an axis as the name of an indicator, or as a part; the other is empty.
fn split_name(names: Names, words: &str) -> (&str, &str) {
    match names {
        Names::Indicators => (words, ""),
        Names::Parts => ("", words),
    }
}

fn joined_names<'a>(row: &'a str, column: &'a str) -> Cow<'a, str> {
    match (row, column) {
        ("", only) | (only, "") => Cow::Borrowed(only),
        (row, column) => Cow::Owned(joined(row, column)),
    }
}

impl Reader<'_> {
    /// The figures of one row.
    fn row(&mut self, grid: &Grid<'_>, row: &Row, headed: bool, out: &mut Vec<Observation>) {
        self.scopes.clear();
        for (at, column) in self.columns.iter().enumerate() {
            if column.role != Role::Value || (headed && !column.headed) {
                continue;
            }
            if !matches!(grid.kind(row.row, column.index), Kind::Number | Kind::Year) {
                continue;
            }
            let Some(cell) = grid.sheet.cell(row.row, column.index) else { continue };
            let (value, own_unit) = match numeral::read(cell) {
                Figure::Number(number, unit) => (Value::Number(number), unit),
                Figure::Masked => (Value::Masked, None),
                _ => continue,
            };
            let found = self.observation(row, (at, column), value, own_unit);
            // Without any header, only a name that is known or a unit tells a figure from somebody's sums.
            out.extend(found.filter(|o| headed || matches!(o.indicator, IndicatorName::Known(_)) || !o.unit.is_empty()));
        }
    }

    fn observation(&mut self, row: &Row, (index, column): (usize, &Column), value: Value, own_unit: Option<Text>) -> Option<Observation> {
        static NONE: LazyLock<Meaning> = LazyLock::new(Meaning::default);
        let section = row.section.and_then(|s| self.rows.sections.get(s)).unwrap_or(&NONE);
        let (r, c) = (&row.meaning, &column.meaning);
        let mut confidence = 0.95_f32;
        let mut evidence = Evidences::new();
        let sheet = self.sheet;
        let at = |row: u32, column: u32| Place::Cell(CellAddress { sheet, row, column });
        let stub = row.name_column.map(|c| at(row.row, c));
        let header = column.header_row.map(|h| at(h, column.index));
        let mut note = |attribute: Attribute, place: Option<Place>| {
            if let Some(place) = place {
                evidence.push(Evidence { attribute, place });
            }
        };

        let (row_name, row_part) = split_name(self.row_names, &r.name);
        let (column_name, column_part) = split_name(self.column_names, &c.name);
        let name: Cow<'_, str> = if !row_name.is_empty() || !column_name.is_empty() {
            note(Attribute::Indicator, if row_name.is_empty() { header } else { stub });
            joined_names(row_name, column_name)
        } else if !section.name.is_empty() {
            Cow::Borrowed(&section.name)
        } else if !self.around.title.is_empty() {
            confidence -= 0.1;
            note(Attribute::Indicator, self.around.title_cell.map(Place::Cell));
            Cow::Borrowed(&self.around.title)
        } else {
            confidence -= 0.25;
            note(Attribute::Indicator, header.or(stub));
            let words = [&c.measure_words, &r.measure_words, &c.part, &r.part, &c.area, &r.area].into_iter().find(|w| !w.is_empty())?;
            Cow::Borrowed(words.trim_matches(|c: char| !c.is_alphanumeric()))
        };
        if name.is_empty() {
            return None;
        }
        let (indicator, before) = self.names.up(&name, index)?;
        let (indicator, before) = (indicator.clone(), before.map(str::to_owned));
        let scope = self.scope(index, (r, c, section), &[row_part, column_part], before.as_deref(), &indicator);
        if scope.is_some() {
            note(Attribute::Scope, if c.area.is_empty() && c.part.is_empty() { stub } else { header });
        }

        let (mut measure, mut basis) = measure(r, c);
        let (unit, unit_place) = self.unit(r, c, section, own_unit, &indicator, &mut measure, &mut basis);
        note(Attribute::Unit, unit_place.or(if c.unit.is_some() { header } else { stub.filter(|_| r.unit.is_some()) }));
        if c.measure.is_some() || r.measure.is_some() {
            note(Attribute::Measure, if c.measure.is_some() { header } else { stub });
        }
        let status = c.status.or(r.status).or(section.status).unwrap_or(Status::Actual);
        let stock = matches!(indicator, IndicatorName::Known(index) if builtin().indicator(index).stock);
        let period = self.period(r, c, section, status, stock);
        match period {
            Some(_) if c.when.is_dated() => note(Attribute::Period, header),
            Some(_) if r.when.is_dated() => note(Attribute::Period, stub),
            Some(_) => note(Attribute::Period, self.around.when_cell.map(Place::Cell)),
            None => confidence -= 0.15,
        }
        if unit.is_empty() && !(r.index || c.index) {
            confidence -= 0.1;
        }
        Some(Observation {
            indicator,
            measure: measure.unwrap_or(Measure::Level),
            basis,
            value,
            unit,
            status,
            period,
            scope,
            qualifier: None,
            confidence,
            place: at(row.row, column.index),
            heading: None,
            evidence,
        })
    }

    /// Place, then part: 全国/采矿业. `column` is the figure's, by its place.
    fn scope(
        &mut self,
        column: usize,
        said: (&Meaning, &Meaning, &Meaning),
        parts: &[&str],
        before: Option<&str>,
        name: &IndicatorName,
    ) -> Option<Text> {
        // The indicator's own name is no scope of it.
        let (r, c, section) = said;
        let own = name.name();
        let words = [&self.around.area, &c.area, &r.area, &section.area, &section.part, &c.part, &r.part];
        if before.is_some() || words.iter().any(|words| *words == own) || parts.contains(&own) {
            return self.scope_but(said, parts, before, own);
        }
        let like = self.alike.get(column).copied().unwrap_or(column);
        let known = self.scopes.iter().find(|(known, _)| *known == like).map(|(_, scope)| scope.clone());
        known.unwrap_or_else(|| {
            let scope = self.scope_but(said, parts, None, own);
            self.scopes.push((like, scope.clone()));
            scope
        })
    }

    /// Place, then part, but for words that are the indicator's name.
    fn scope_but(&self, (r, c, section): (&Meaning, &Meaning, &Meaning), parts: &[&str], before: Option<&str>, name: &str) -> Option<Text> {
        // 合计 beside 男 and 女 is the place itself; 合计 among places is one.
        let column_total = Vocabulary::is_total(&c.area) && !(r.area.is_empty() && r.part.is_empty());
        let row_total = Vocabulary::is_total(&r.area) && !c.area.is_empty() && !column_total;
        let column_area = if column_total { "" } else { c.area.as_str() };
        let row_area = if row_total { "" } else { r.area.as_str() };
        // 男 over several places is their part; 工业 over a chapter is its heading.
        let section_part = if !section.part.is_empty() && words().is_plain_part(&section.part) { section.part.as_str() } else { "" };
        let sheet_area =
            if column_area.is_empty() && row_area.is_empty() && section.area.is_empty() { self.around.area.as_str() } else { "" };
        let all = [
            sheet_area,
            column_area,
            row_area,
            section.area.as_str(),
            before.unwrap_or(""),
            section_part,
            c.part.as_str(),
            r.part.as_str(),
        ];
        let mut scope = String::new();
        for words in all.into_iter().chain(parts.iter().copied()) {
            if words.is_empty() || words == name || scope.split('/').any(|s| s == words) {
                continue;
            }
            if !scope.is_empty() {
                scope.push('/');
            }
            scope.push_str(words);
        }
        (!scope.is_empty()).then(|| scope.into())
    }

    #[expect(clippy::too_many_arguments, reason = "each is a source or a result of the unit")]
    fn unit(
        &self,
        r: &Meaning,
        c: &Meaning,
        section: &Meaning,
        own: Option<Text>,
        indicator: &IndicatorName,
        measure: &mut Option<Measure>,
        basis: &mut Option<Basis>,
    ) -> (Text, Option<Place>) {
        let mut place = None;
        let rate = matches!(measure, Some(Measure::Growth | Measure::Share | Measure::Completion));
        let told = own.or_else(|| c.unit.clone());
        let row_unit = r.unit.clone().or_else(|| section.unit.clone());
        let unit: Text = if r.index || c.index {
            "".into()
        } else if let Some(unit) = told {
            unit
        } else if *measure == Some(Measure::Rank) {
            "位".into()
        } else if rate
            && c.measure == *measure
            && row_unit.as_deref() == Some("%")
            && *measure == Some(Measure::Growth)
            && r.measure.is_none()
        {
            // 产销率 98.5% , 同比 0.3: rates differ by points.
            *measure = Some(Measure::Change);
            "个百分点".into()
        } else if rate && row_unit.as_deref().is_none_or(|u| !matches!(u, "%" | "‰" | "个百分点" | "倍")) {
            "%".into()
        } else if let Some(unit) = row_unit {
            unit
        } else {
            let name = indicator.name();
            let is_rate = ["率", "比重", "比例", "占比"].iter().any(|e| name.ends_with(e));
            let is_rate_unit = |u: &str| matches!(u, "%" | "‰");
            let mut units = self.around.units.iter();
            let chosen =
                if is_rate { units.find(|u| is_rate_unit(u)) } else { units.find(|u| !is_rate_unit(u)).or(self.around.units.first()) };
            if chosen.is_some() {
                place = self.around.unit_cell.map(Place::Cell);
            }
            chosen.cloned().unwrap_or_default()
        };
        // 规模以上工业增加值(%) can only be its growth.
        if measure.is_none_or(|m| m == Measure::Level) && &*unit == "%" {
            if let IndicatorName::Known(index) = indicator
                && !builtin().indicator(*index).unit.starts_with('%')
            {
                (*measure, *basis) = (Some(Measure::Growth), Some(Basis::YearOnYear));
            } else if ["率", "比重", "比例", "占比"].iter().any(|e| indicator.name().ends_with(e)) {
                *measure = Some(Measure::Share);
            }
        }
        (unit, place)
    }

    fn period(&self, r: &Meaning, c: &Meaning, section: &Meaning, status: Status, stock: bool) -> Option<Period> {
        let told = c.when.or(r.when).or(section.when);
        let around = self.around.when;
        let mut when = told;
        if when.year.is_none() {
            if when.months.is_none() {
                when = When { shift: when.shift, ..when.or(around) };
            } else {
                when.year = around.year;
            }
        } else if when.months.is_none()
            && when.from_year.is_none()
            && around.year.is_some()
            && around.year == self.latest
            && self.columns.len() <= 8
        {
            // A title that tells months gives them to columns that tell only the year.
            when.months = around.months;
        }
        if status == Status::Target {
            when.months = None;
        }
        // A stock is counted at the end: what is headed 本月止累计 or 1-9月 is the last month's.
        let months = matches!(when.months, Some(Months::Span(1, last)) if last > 1);
        if stock && when.from_year.is_none() && (months || when.count == Some(Count::Cumulative)) {
            when.count = Some(Count::Current);
        }
        when.resolve()
    }
}

fn measure(r: &Meaning, c: &Meaning) -> (Option<Measure>, Option<Basis>) {
    match (c.measure, r.measure) {
        (Some(Measure::Level) | None, Some(measure)) => (Some(measure), r.basis),
        (Some(measure @ (Measure::Rank | Measure::Completion | Measure::Share)), _) => (Some(measure), None),
        (Some(measure), _) => (Some(measure), c.basis.or(r.basis)),
        (None, None) => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_an_industry_before_it_is_taken_apart() {
        let (name, part) = indicator("汽车制造业出口交货值");
        assert_eq!((name.name(), part.as_deref()), ("出口交货值", Some("汽车制造业")));
        assert_eq!(indicator("粗钢产量").0, IndicatorName::Phrase("粗钢产量".into()));
    }
}
