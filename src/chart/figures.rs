//! The figures that charts are made of, and how several of them come on one axis.

use crate::base::{Decimal, Period, decimal};
use crate::chart::numbers;
use crate::chart::spec::{ChartKind, ChartSpec, Mark, Series, TargetLine};
use crate::indicator::{Basis, IndicatorName, Measure, Observation, Status, Value};
use crate::library::{Library, ObservationRef, Report, ReportId};
use crate::quantity::{Dimension, units};
use std::collections::BTreeMap;

/// What may stand on one axis: measure, dimension, and the unit itself where its dimension says too little.
pub type Axis<'a> = (Measure, Option<Dimension>, &'a str);

/// One usable figure.
#[derive(Clone, Copy)]
pub struct Figure<'a> {
    /// Which.
    pub at: ObservationRef,
    /// Where it stands.
    pub report: &'a Report,
    /// What is known of it.
    pub is: &'a Observation,
    /// What its unit counts; a unit that is not in the table counts only like itself.
    pub dimension: Option<Dimension>,
    /// The place it is about: its report's, or, where that names none, the place of another report that its title names;
    /// empty where unknown.
    pub region: &'a str,
}

impl<'a> Figure<'a> {
    /// The number; `None` when masked.
    pub fn value(&self) -> Option<Decimal> {
        match self.is.value {
            Value::Number(value) => Some(value),
            Value::Range(..) | Value::Masked => None,
        }
    }

    /// Whose it is within the report's area; empty for the area itself.
    pub fn scope(&self) -> &'a str {
        self.is.scope.as_deref().unwrap_or("")
    }

    /// The axis it may stand on.
    pub fn axis(&self) -> Axis<'a> {
        (self.is.measure, self.dimension, own_unit(&self.is.unit))
    }

    /// Whether the two may stand on one axis.
    pub fn goes_with(&self, other: &Figure<'_>) -> bool {
        self.axis() == other.axis()
    }

    /// Whether a change is against the year before, as a growth without further words is.
    pub fn is_year_on_year(&self) -> bool {
        matches!(self.is.basis, None | Some(Basis::YearOnYear))
    }

    /// Growth in %, no 倍 and no points.
    pub fn is_growth_rate(&self) -> bool {
        self.is.measure == Measure::Growth && self.dimension == Some(Dimension::Percent) && self.is_year_on_year()
    }

    /// The place that tells reports of different areas apart: its name, or the report itself where it has none.
    pub fn place(&self) -> String {
        if self.region.is_empty() { self.report.id().to_string() } else { self.region.to_owned() }
    }
}

/// All usable figures of a library, in its order: no ranks, no ranges, with a period.
pub struct Figures<'a> {
    all: Vec<Figure<'a>>,
}

impl<'a> Figures<'a> {
    /// Gathers them.
    pub fn of(library: &'a Library) -> Self {
        let places: Vec<&str> = library.reports().iter().map(|r| r.region()).filter(|region| !region.is_empty()).collect();
        let regions: BTreeMap<ReportId, &str> = library
            .reports()
            .iter()
            .map(|report| {
                let named = || places.iter().copied().filter(|place| report.title().contains(place)).max_by_key(|place| place.len());
                (report.id(), if report.region().is_empty() { named().unwrap_or("") } else { report.region() })
            })
            .collect();
        let region = |report: &Report| regions.get(&report.id()).copied().unwrap_or("");
        let all = library
            .observations()
            .filter(|(_, _, o)| o.measure != Measure::Rank && o.period.is_some() && !matches!(o.value, Value::Range(..)))
            .map(|(at, report, is)| Figure { at, report, is, dimension: units().dimension(&is.unit), region: region(report) })
            .collect();
        Self { all }
    }

    /// Those that the test lets pass, gathered by a key; groups and members in the order of the library.
    pub fn groups<K: Ord>(&self, key: impl Fn(&Figure<'a>) -> Option<K>) -> Vec<(K, Vec<Figure<'a>>)> {
        let mut groups: BTreeMap<K, Vec<Figure<'a>>> = BTreeMap::new();
        for figure in &self.all {
            if let Some(key) = key(figure) {
                groups.entry(key).or_default().push(*figure);
            }
        }
        groups.into_iter().collect()
    }

    /// All of them.
    pub fn all(&self) -> &[Figure<'a>] {
        &self.all
    }
}

/// Of several figures of the same thing, the one to draw: told before masked, actual before forecast, surer first.
pub fn best<'a>(figures: &[Figure<'a>]) -> Option<Figure<'a>> {
    let rank = |f: &Figure<'_>| {
        let status = match f.is.status {
            Status::Actual => 2,
            Status::Forecast => 1,
            Status::Target => 0,
        };
        (f.value().is_some(), status, (f.is.confidence * 1000.0) as i32)
    };
    // The first of equals: what a report says first it says with most care.
    figures.iter().copied().reduce(|a, b| if rank(&b) > rank(&a) { b } else { a })
}

/// The members once for each key, in the order of their first appearance, each the best of its kind.
pub fn each<'a, K: PartialEq>(figures: &[Figure<'a>], key: impl Fn(&Figure<'a>) -> K) -> Vec<(K, Figure<'a>)> {
    let mut kinds: Vec<(K, Vec<Figure<'a>>)> = Vec::new();
    for figure in figures {
        let of = key(figure);
        match kinds.iter_mut().find(|(known, _)| *known == of) {
            Some((_, members)) => members.push(*figure),
            None => kinds.push((of, vec![*figure])),
        }
    }
    kinds.into_iter().filter_map(|(k, members)| Some((k, best(&members)?))).collect()
}

/// The figures that go with most of the others on one axis.
pub fn largest_axis<'a>(figures: &[Figure<'a>]) -> Vec<Figure<'a>> {
    let mut axes: Vec<Vec<Figure<'a>>> = Vec::new();
    for figure in figures {
        match axes.iter_mut().find(|axis| axis.first().is_some_and(|first| first.goes_with(figure))) {
            Some(axis) => axis.push(*figure),
            None => axes.push(vec![*figure]),
        }
    }
    axes.into_iter().reduce(|a, b| if b.len() > a.len() { b } else { a }).unwrap_or_default()
}

/// What is to be drawn: names along the axis, and runs of figures over them.
pub struct Plot<'a> {
    /// How, and how else.
    pub kind: ChartKind,
    /// The kinds that suit it.
    pub kinds: &'a [ChartKind],
    /// The title.
    pub title: String,
    /// Along the axis.
    pub categories: Vec<String>,
    /// Runs, each as long as the categories.
    pub runs: Vec<(String, Vec<Option<Figure<'a>>>)>,
}

impl Plot<'_> {
    /// Puts the figures on one axis in the unit most of them have; scales are converted exactly. `None` when a value
    /// cannot be converted.
    pub fn spec(self) -> Option<ChartSpec> {
        let figures: Vec<Figure<'_>> = self.runs.iter().flat_map(|(_, run)| run.iter().flatten().copied()).collect();
        let unit = common_unit(&figures)?;
        self.spec_in(unit)
    }

    /// The same in a unit.
    pub fn spec_in(self, unit: String) -> Option<ChartSpec> {
        let figures: Vec<Figure<'_>> = self.runs.iter().flat_map(|(_, run)| run.iter().flatten().copied()).collect();
        let same = |written: &str| written == unit || units().convert(Decimal::ONE, written, &unit) == Some(Decimal::ONE);
        let converted = figures.iter().any(|f| !same(&f.is.unit));
        let mut decimals = 0;
        let mut series = Vec::new();
        for (name, run) in self.runs {
            let mut marks = Vec::new();
            for figure in run {
                let mark = match figure.and_then(|f| Some((f, f.value()?))) {
                    Some((figure, value)) => {
                        let value = units().convert(value, &figure.is.unit, &unit)?;
                        decimals = decimals.max(told_decimals(value));
                        Some(Mark { value, source: figure.at, status: figure.is.status })
                    }
                    None => None,
                };
                marks.push(mark);
            }
            series.push(Series { name, marks });
        }
        let notes = if converted { vec![format!("单位不同的数值已换算为{unit}")] } else { Vec::new() };
        let limit = if converted { 2 } else { 3 };
        let decimals = decimals.min(limit);
        let kinds = self.kinds.to_vec();
        Some(ChartSpec {
            kind: self.kind,
            kinds,
            title: self.title,
            unit,
            categories: self.categories,
            series,
            notes,
            decimals,
            ..ChartSpec::default()
        })
    }
}

/// How many decimals a value tells, at most three: what a workbook computed (2.7000000000000028) tells one.
pub fn told_decimals(value: Decimal) -> u32 {
    let whole = decimal::round(value, 6);
    (0..3).find(|&places| decimal::round(value, places) == whole).unwrap_or(3)
}

/// The unit written most often.
pub fn common_unit(figures: &[Figure<'_>]) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for figure in figures.iter().filter(|f| f.value().is_some()) {
        match counts.iter_mut().find(|(unit, _)| *unit == &*figure.is.unit) {
            Some((_, count)) => *count += 1,
            None => counts.push((&figure.is.unit, 1)),
        }
    }
    counts.into_iter().reduce(|a, b| if b.1 > a.1 { b } else { a }).map(|(unit, _)| units().usual(unit).to_owned())
}

/// The unit without its scale where figures of its dimension go with none but their like: 家 and 项 are both counts, 美元 and
/// 欧元 both foreign money, and units that are not in the table are like no other. Empty for all others.
fn own_unit(written: &str) -> &str {
    match units().at(written).filter(|found| found.len == written.len()) {
        Some(found) if matches!(found.dimension, Dimension::Count | Dimension::Other | Dimension::Foreign) => {
            units().entry(found.entry).map_or(written, |entry| entry.name.as_str())
        }
        Some(_) => "",
        None => written,
    }
}

/// The name of an indicator measured so: 规模以上工业增加值增速.
pub fn measured(name: &IndicatorName, measure: Measure) -> String {
    let name = name.name();
    let word = match measure {
        Measure::Level | Measure::Rank => "",
        Measure::Growth => "增速",
        Measure::Change => "增减",
        Measure::Share if name.ends_with("比重") || name.ends_with('率') || name.contains("占") || name.ends_with("强度") => "",
        Measure::Share => "占比",
        Measure::Completion => "完成率",
    };
    if name.ends_with(word) { name.to_owned() } else { format!("{name}{word}") }
}

/// The scope and the indicator in one name, said once where they share words: 省级以上创新平台 and 创新平台数 are
/// 省级以上创新平台数; 电子信息 and 行业产值 are 电子信息产值.
pub fn scoped(scope: &str, name: &str) -> String {
    if scope.is_empty() || name.contains(scope) {
        return name.to_owned();
    }
    if let Some(rest) = name.strip_prefix("行业") {
        return format!("{}{rest}", scope.strip_suffix("行业").unwrap_or(scope));
    }
    let shared =
        name.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|end| name.get(..*end).is_some_and(|n| scope.ends_with(n))).max();
    format!("{scope}{}", name.get(shared.unwrap_or(0)..).unwrap_or(name))
}

/// The years from the first period to the last: 2022年, 2018—2022年.
pub fn years(first: Period, last: Period) -> String {
    if first.first().year == last.last_year() {
        format!("{}年", last.last_year())
    } else {
        format!("{}—{}年", first.first().year, last.last_year())
    }
}

/// Those first whose report is about their very year: it had them first hand.
pub fn first_hand<'a>(figures: &[Figure<'a>]) -> Vec<Figure<'a>> {
    let own = |f: &Figure<'_>| f.report.periods.period.map(|p| p.last_year()) == f.is.period.map(|p| p.last_year());
    let mut sorted = figures.to_vec();
    sorted.sort_by_key(|f| !own(f));
    sorted
}

/// A note where reports tell other values of the periods drawn.
pub fn disagreement<'a>(members: &[Figure<'a>], drawn: impl Iterator<Item = Figure<'a>>) -> Option<String> {
    let differs = |figure: &Figure<'_>| {
        members.iter().any(|other| {
            other.is.period == figure.is.period
                && other.is.status == figure.is.status
                && other.value().zip(figure.value()).is_some_and(|(a, b)| units().convert(a, &other.is.unit, &figure.is.unit) != Some(b))
        })
    };
    let periods: Vec<String> = drawn.filter(differs).filter_map(|f| f.is.period).map(Period::in_chinese).collect();
    (!periods.is_empty()).then(|| format!("{}有不止一个数值，取当期报告所载", periods.join("、")))
}

/// The target of the year that a figure's period ends in, as a line across a chart of a unit.
pub fn target_line(of: &Figure<'_>, figures: &Figures<'_>, unit: &str) -> Option<TargetLine> {
    let year = Period::year(of.is.period?.last_year());
    let target = figures.all().iter().find(|f| {
        f.is.status == Status::Target
            && f.is.period == Some(year)
            && f.is.indicator == of.is.indicator
            && f.goes_with(of)
            && f.scope() == of.scope()
            && f.place() == of.place()
            && f.is_year_on_year()
    })?;
    let value = units().convert(target.value()?, &target.is.unit, unit)?;
    let label = format!("年度目标{}{unit}", numbers::show(value, value.normalize().scale()));
    Some(TargetLine { label, mark: Mark { value, source: target.at, status: Status::Target } })
}
