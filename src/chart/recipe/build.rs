//! From a recipe to its chart: which figure stands where, on which axis, in which unit; under which title.

use super::axes::{Runs, one_axis, own_axes, set_decimals, sort, two_axes};
use super::fits::{self, Sense};
use super::offers::{Material, Offers};
use super::{Across, MOST_PICKED, Recipe, Topic, Unfit};
use crate::base::{Decimal, Period};
use crate::chart::figures::{Axis, Figure, best, disagreement, first_hand, largest_axis, target_line, years};
use crate::chart::layout;
use crate::chart::pace::Pace;
use crate::chart::spec::{ChartKind, ChartSpec, Guide, TargetLine};
use crate::indicator::{Basis, IndicatorName, Measure, Status};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The most runs of a chart.
const MOST_RUNS: usize = 16;

/// What came of a recipe.
#[derive(Clone, Debug)]
pub struct Made {
    /// The recipe.
    pub recipe: Recipe,
    /// Its chart, or why there is none.
    pub chart: Result<ChartSpec, Refusal>,
    /// Every kind, and why it does not fit where it does not. Empty where nothing can be drawn.
    pub kinds: Vec<(ChartKind, Option<Unfit>)>,
    /// What stands along the axis.
    pub across: Across,
    /// What can be picked.
    pub offers: Offers,
}

/// Why a recipe makes no chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// No indicator was picked.
    NoTopic,
    /// There is no figure of what was picked.
    NoFigure,
    /// Whole years, growing months, single months and quarters together; the periods of each.
    Paces(Vec<Vec<Period>>),
    /// Amounts of several years, each up to another month.
    Months,
    /// Levels and rates together; the topics of each measure.
    Measures(Vec<Vec<Topic>>),
    /// Units that do not convert into each other; the topics of each.
    Units(Vec<Vec<Topic>>),
    /// Changes against different things; the topics of each.
    Bases(Vec<Vec<Topic>>),
    /// More runs than can be told apart.
    Runs(usize),
    /// The kind picked does not fit.
    Kind(ChartKind, Unfit),
}

impl Refusal {
    /// Recipes each of which holds what does belong together; none where parting does not help.
    #[must_use]
    pub fn parts(&self, of: &Recipe) -> Vec<Recipe> {
        let part = Recipe { title: None, unit: None, decimals: None, kind: None, highlight: None, ..of.clone() };
        match self {
            Refusal::Measures(parts) | Refusal::Units(parts) | Refusal::Bases(parts) => {
                parts.iter().map(|topics| Recipe { topics: topics.clone(), ..part.clone() }).collect()
            }
            Refusal::Paces(parts) => parts.iter().map(|periods| Recipe { periods: periods.clone(), ..part.clone() }).collect(),
            Refusal::NoTopic | Refusal::NoFigure | Refusal::Months | Refusal::Runs(_) | Refusal::Kind(..) => Vec::new(),
        }
    }
}

/// Makes the chart of a recipe.
#[must_use]
pub fn make(recipe: &Recipe, material: &Material<'_>) -> Made {
    let picked = Picked::of(recipe, material);
    let across = picked.across(recipe);
    let mut made = Made { recipe: recipe.clone(), chart: Err(Refusal::NoTopic), kinds: Vec::new(), across, offers: picked.offers() };
    let drawn = picked.check(across).and_then(|()| picked.drawn(recipe, across));
    let (mut spec, shown) = match drawn {
        Ok(drawn) => drawn,
        Err(refusal) => {
            made.chart = Err(refusal);
            return made;
        }
    };
    made.offers.take(&spec, &shown, material);
    spec.title = recipe.title.clone().unwrap_or_else(|| picked.title(across, &spec, &shown));
    spec.made = Some(recipe.id);
    let sense = picked.sense(across);
    made.kinds = layout::REGISTRY
        .iter()
        .map(|kind| (kind.kind(), fits::unfit(&dressed(&spec, kind.kind(), &picked, across), kind.kind(), &sense)))
        .collect();
    let fitting = |kind: ChartKind| made.kinds.iter().any(|(known, unfit)| *known == kind && unfit.is_none());
    let wanted = recipe.kind.or_else(|| fits::preferred(&spec, across).into_iter().find(|kind| fitting(*kind)));
    let kind = wanted.unwrap_or(ChartKind::Table);
    made.chart = match made.kinds.iter().find(|(known, _)| *known == kind) {
        Some((_, Some(unfit))) => Err(Refusal::Kind(kind, *unfit)),
        _ => {
            let mut spec = dressed(&spec, kind, &picked, across);
            spec.kinds = made.kinds.iter().filter(|(_, unfit)| unfit.is_none()).map(|(kind, _)| *kind).collect();
            if recipe.target && spec.units.is_empty() && spec.second.is_none() {
                spec.target = made.offers.target.clone();
            }
            spec.highlight = recipe.highlight.as_ref().and_then(|name| fits::highlighted(&spec).iter().position(|known| known == name));
            Ok(spec)
        }
    };
    made
}

/// What some kinds need told beyond the values.
fn dressed(spec: &ChartSpec, kind: ChartKind, picked: &Picked<'_>, across: Across) -> ChartSpec {
    let mut spec = ChartSpec { kind, ..spec.clone() };
    match kind {
        // The newest run is the one ranked.
        ChartKind::RankTable => spec.series.reverse(),
        ChartKind::Line | ChartKind::LevelGrowth => {
            if let (Across::Periods | Across::Months, [only], [topic]) = (across, spec.series.as_mut_slice(), picked.topics.as_slice())
                && only.name.is_empty()
            {
                only.name = topic.name();
            }
        }
        ChartKind::Progress => {
            if let Some(last) = picked.due() {
                let value = Decimal::from(last) * Decimal::ONE_HUNDRED / Decimal::from(12);
                spec.guide = Some(Guide { label: "时间进度".to_owned(), value });
            }
            let unit = std::mem::replace(&mut spec.unit, "%".to_owned());
            if spec.units.is_empty() {
                spec.units = vec![unit; spec.categories.len()];
            }
        }
        _ => {}
    }
    spec
}

/// What was picked, as far as there are figures of it.
struct Picked<'a> {
    /// With their figures: of one axis each, those of other statuses left out.
    topics: Vec<Topic>,
    places: Vec<String>,
    periods: Vec<Period>,
    /// Whether targets, and whether anything else, are wanted.
    statuses: (bool, bool),
    /// By topic and place.
    figures: Vec<((usize, usize), Figure<'a>)>,
    /// All figures of the topics, for what can be picked.
    all: Vec<Figure<'a>>,
    /// Topics with figures in units beyond the ones drawn.
    beyond: Vec<String>,
}

/// A field of the grid, or the part of it that a category or a run tells.
#[derive(Clone, Copy, Default, PartialEq)]
struct Field<'a> {
    topic: Option<usize>,
    /// A topic of the same measure.
    what: Option<usize>,
    scope: Option<&'a str>,
    place: Option<usize>,
    period: Option<Period>,
    months: Option<(u8, u8)>,
    year: Option<i16>,
    target: Option<bool>,
}

impl<'a> Field<'a> {
    fn and(self, other: Field<'a>) -> Field<'a> {
        Field {
            topic: self.topic.or(other.topic),
            what: self.what.or(other.what),
            scope: self.scope.or(other.scope),
            place: self.place.or(other.place),
            period: self.period.or(other.period),
            months: self.months.or(other.months),
            year: self.year.or(other.year),
            target: self.target.or(other.target),
        }
    }
}

/// Each of one with each of another.
fn product<'a>(one: &[Field<'a>], other: &[Field<'a>]) -> Vec<Field<'a>> {
    one.iter().flat_map(|a| other.iter().map(move |b| a.and(*b))).collect()
}

/// The figures of each field, and which of them were drawn.
type Drawn<'a> = (ChartSpec, Vec<Figure<'a>>);

impl<'a> Picked<'a> {
    fn of(recipe: &Recipe, material: &Material<'a>) -> Self {
        let figures = material.figures.all();
        // What the reports call by their own words may have come into the catalogue since.
        let known = |topic: &Topic| Topic { indicator: IndicatorName::of(topic.indicator.name()), ..topic.clone() };
        let topics: Vec<Topic> =
            recipe.topics.iter().map(|topic| if figures.iter().any(|f| topic.tells(f)) { topic.clone() } else { known(topic) }).collect();
        let of_topic = |f: &Figure<'a>| topics.iter().position(|topic| topic.tells(f));
        let all: Vec<Figure<'a>> = figures.iter().filter(|f| of_topic(f).is_some()).copied().collect();
        let mut places: Vec<String> = recipe.places.clone();
        if places.is_empty() {
            for figure in all.iter().filter(|f| recipe.wants(f.is.status)) {
                let place = figure.place();
                if !places.contains(&place) && places.len() < MOST_PICKED {
                    places.push(place);
                }
            }
        }
        let here = |f: &Figure<'a>| places.iter().position(|place| *place == f.place());
        let mut figures = Vec::new();
        let mut beyond = Vec::new();
        for (index, topic) in topics.iter().enumerate() {
            let own: Vec<Figure<'a>> =
                all.iter().filter(|f| recipe.wants(f.is.status) && here(f).is_some() && of_topic(f) == Some(index)).copied().collect();
            let drawn = largest_axis(&own);
            if drawn.len() < own.len() {
                beyond.push(topic.name());
            }
            figures.extend(drawn.into_iter().filter_map(|f| Some(((index, here(&f)?), f))));
        }
        let told = recipe.statuses.is_empty() || recipe.statuses.iter().any(|s| *s != Status::Target);
        let statuses = (recipe.statuses.contains(&Status::Target), told);
        let mut periods = recipe.periods.clone();
        if periods.is_empty() {
            let of = figures.iter().map(|((topic, _), f)| (*topic, *f)).filter(|(_, f)| !told || f.is.status != Status::Target);
            let of: Vec<(usize, Figure<'a>)> = of.collect();
            periods = usual(&of, topics.iter().any(Topic::is_amount));
        }
        periods.sort_by_key(|p| (p.last(), Reverse(p.first())));
        periods.dedup();
        Self { topics, places, periods, statuses, figures, all, beyond }
    }

    fn offers(&self) -> Offers {
        Offers::of(&self.all, self.all.iter().filter(|f| self.places.contains(&f.place())))
    }

    /// What stands along the axis: what was said, else what has most to tell.
    fn across(&self, recipe: &Recipe) -> Across {
        if let Some(across) = recipe.across {
            return across;
        }
        let groups = self.groups(|axis, _| axis);
        if groups.len() > 2 || groups.len() == 2 && (self.second(Across::Periods).is_none() || self.periods.len() < 2) {
            Across::Topics
        } else if self.periods.len() > 1 {
            Across::Periods
        } else if self.places.len() > 1 {
            Across::Places
        } else {
            Across::Topics
        }
    }

    /// The topics by what their figures have in common, in the order they were picked.
    fn groups<K: PartialEq>(&self, key: impl Fn(Axis<'a>, Option<Basis>) -> K) -> Vec<(K, Vec<usize>)> {
        let mut groups: Vec<(K, Vec<usize>)> = Vec::new();
        for (index, topic) in self.topics.iter().enumerate() {
            let Some((_, first)) = self.figures.iter().find(|((of, _), _)| *of == index) else { continue };
            let of = key(first.axis(), topic.basis);
            match groups.iter_mut().find(|(known, _)| *known == of) {
                Some((_, members)) => members.push(index),
                None => groups.push((of, vec![index])),
            }
        }
        groups
    }

    /// Whether what was picked may be drawn together at all.
    fn check(&self, across: Across) -> Result<(), Refusal> {
        if self.topics.is_empty() {
            return Err(Refusal::NoTopic);
        }
        if self.figures.is_empty() || self.periods.is_empty() {
            return Err(Refusal::NoFigure);
        }
        let Some(pace) = Pace::common(&self.periods) else {
            return Err(Refusal::Paces(by_pace(&self.periods)));
        };
        let level = self.topics.iter().any(Topic::is_amount);
        let several = self.periods.iter().any(|p| Some(p.last_year()) != self.periods.first().map(|p| p.last_year()));
        let ends = self.periods.iter().any(|p| Some(p.last().month) != self.periods.first().map(|p| p.last().month));
        if pace == Pace::Growing && level && several && ends && across != Across::Months {
            return Err(Refusal::Months);
        }
        Ok(())
    }

    /// The topic whose run has an axis of its own beside the others': a rate beside amounts.
    fn second(&self, across: Across) -> Option<usize> {
        let [(a, one), (b, other)] = <[_; 2]>::try_from(self.groups(|axis, basis| (axis, basis))).ok()?;
        let runs = self.places.len() * if self.statuses == (true, true) { 2 } else { 1 };
        let rate = |measure: Measure| measure == Measure::Growth;
        let (growth, level) = if rate(a.0.0) && !rate(b.0.0) { (one, other) } else { (other, one) };
        let apart = rate(a.0.0) != rate(b.0.0);
        (apart && across == Across::Periods && runs == 1 && level.len() <= 3 && growth.len() == 1).then(|| growth.first().copied())?
    }

    /// The fields along the axis and those of the runs.
    fn fields(&self, across: Across, last: Option<usize>) -> (Vec<Field<'_>>, Vec<Field<'_>>) {
        let mut order: Vec<usize> = (0..self.topics.len()).collect();
        order.sort_by_key(|index| Some(*index) == last);
        let topics: Vec<Field<'_>> = order.iter().map(|i| Field { topic: Some(*i), ..Field::default() }).collect();
        let places: Vec<Field<'_>> = (0..self.places.len()).map(|i| Field { place: Some(i), ..Field::default() }).collect();
        let periods: Vec<Field<'_>> = self.periods.iter().map(|p| Field { period: Some(*p), ..Field::default() }).collect();
        let groups = [(self.statuses.0, true), (self.statuses.1, false)];
        let targets: Vec<Field<'_>> = groups
            .into_iter()
            .filter(|(wanted, _)| *wanted)
            .map(|(_, target)| Field { target: Some(target), ..Field::default() })
            .collect();
        match across {
            Across::Periods => (periods, product(&product(&topics, &places), &targets)),
            Across::Months => {
                let mut months: Vec<(u8, u8)> = self.periods.iter().map(|p| (p.first().month, p.last().month)).collect();
                months.sort_by_key(|(first, last)| (*last, *first));
                months.dedup();
                let mut years: Vec<i16> = self.periods.iter().map(|p| p.last_year()).collect();
                years.sort_unstable();
                years.dedup();
                let months = months.into_iter().map(|m| Field { months: Some(m), ..Field::default() }).collect();
                let years: Vec<Field<'_>> = years.into_iter().map(|y| Field { year: Some(y), ..Field::default() }).collect();
                (months, product(&product(&product(&topics, &places), &years), &targets))
            }
            Across::Places => (places, product(&product(&topics, &periods), &targets)),
            Across::Topics => (topics, product(&product(&places, &periods), &targets)),
            Across::Scopes => {
                let mut scopes: Vec<&str> = Vec::new();
                let mut whats: Vec<usize> = Vec::new();
                for (index, topic) in self.topics.iter().enumerate() {
                    if !scopes.contains(&topic.scope.as_str()) {
                        scopes.push(&topic.scope);
                    }
                    if !whats.iter().any(|known| self.topics.get(*known).is_some_and(|known| known.is_same_measure(topic))) {
                        whats.push(index);
                    }
                }
                let scopes = scopes.into_iter().map(|scope| Field { scope: Some(scope), ..Field::default() }).collect();
                let whats: Vec<Field<'_>> = whats.into_iter().map(|what| Field { what: Some(what), ..Field::default() }).collect();
                (scopes, product(&product(&product(&whats, &places), &periods), &targets))
            }
        }
    }

    /// The figures of a field. A target of the whole year is the target of its months too.
    fn members(&self, field: Field<'_>) -> Vec<Figure<'a>> {
        let topic = field.topic.or_else(|| {
            let what = self.topics.get(field.what?)?;
            self.topics.iter().position(|topic| topic.is_same_measure(what) && Some(topic.scope.as_str()) == field.scope)
        });
        let period = field.period.or_else(|| {
            let (year, months) = (field.year?, field.months?);
            self.periods
                .iter()
                .copied()
                .find(|p| p.first().year == year && p.last_year() == year && (p.first().month, p.last().month) == months)
        });
        let (Some(topic), Some(place), Some(period), Some(target)) = (topic, field.place, period, field.target) else { return Vec::new() };
        let of = |period: Period| -> Vec<Figure<'a>> {
            let own = |((t, p), f): &((usize, usize), Figure<'a>)| {
                (*t, *p) == (topic, place) && f.is.period == Some(period) && (f.is.status == Status::Target) == target
            };
            self.figures.iter().filter(|known| own(known)).map(|(_, f)| *f).collect()
        };
        let own = of(period);
        if own.is_empty() && target && period.is_cumulative() { of(Period::year(period.last_year())) } else { own }
    }

    /// The chart without its title, and the figures on it.
    fn drawn(&self, recipe: &Recipe, across: Across) -> Result<Drawn<'a>, Refusal> {
        let groups = self.groups(|axis, basis| (axis, basis));
        let second = if groups.len() == 2 { self.second(across) } else { None };
        let (categories, runs) = self.fields(across, second);
        let field = |run: &Field<'_>, category: &Field<'_>| best(&first_hand(&self.members(run.and(*category))));
        let mut grid: Vec<(Field<'_>, Vec<Option<Figure<'a>>>)> =
            runs.iter().map(|run| (*run, categories.iter().map(|category| field(run, category)).collect())).collect();
        let empty: Vec<Field<'_>> = grid.iter().filter(|(_, run)| run.iter().all(Option::is_none)).map(|(run, _)| *run).collect();
        grid.retain(|(_, run)| run.iter().any(Option::is_some));
        let shown_at: BTreeSet<usize> =
            grid.iter().flat_map(|(_, run)| run.iter().enumerate().filter(|(_, figure)| figure.is_some()).map(|(i, _)| i)).collect();
        let shown: Vec<Figure<'a>> = grid.iter().flat_map(|(_, run)| run.iter().flatten().copied()).collect();
        if !shown.iter().any(|f| f.value().is_some()) {
            return Err(Refusal::NoFigure);
        }
        if grid.len() > MOST_RUNS {
            return Err(Refusal::Runs(grid.len()));
        }
        let names: Vec<String> = categories.iter().map(|category| self.category(category, across)).collect();
        let alone = grid.len() == 1;
        let fields: Vec<Field<'_>> = grid.iter().map(|(run, _)| *run).collect();
        let named: Runs<'a> =
            grid.into_iter().map(|(run, figures)| (if alone { String::new() } else { self.run(&run, &fields) }, figures)).collect();
        let mut spec = if groups.len() == 1 {
            one_axis(named, names, recipe).ok_or(Refusal::NoFigure)?
        } else if second.is_some() {
            two_axes(named, names).ok_or(Refusal::NoFigure)?
        } else if let Some(spec) = own_axes(&named, names) {
            spec
        } else {
            return Err(self.mixed());
        };
        self.note(&mut spec, &shown);
        // That an indicator has no target is no news; that it has nothing at all is.
        let told = |run: &Field<'_>| fields.iter().any(|other| Field { target: run.target, ..*other } == *run);
        let bare: Vec<String> = empty.iter().filter(|run| !told(run)).map(|run| self.run(run, &runs)).collect();
        spec.notes.extend(nothing_of(&bare));
        if !matches!(across, Across::Periods | Across::Months) {
            let bare = |index: usize| spec.series.iter().all(|run| run.marks.get(index).is_some_and(Option::is_none));
            let told = |index: usize| shown_at.contains(&index);
            let names: Vec<String> =
                spec.categories.iter().enumerate().filter(|(i, _)| bare(*i) && !told(*i)).map(|(_, name)| name.clone()).collect();
            spec.notes.extend(nothing_of(&names));
        }
        set_decimals(&mut spec, recipe);
        sort(&mut spec, recipe.order, across);
        Ok((spec, shown))
    }

    /// Why the topics do not belong together.
    fn mixed(&self) -> Refusal {
        let topics = |groups: Vec<Vec<usize>>| -> Vec<Vec<Topic>> {
            groups.into_iter().map(|group| group.into_iter().filter_map(|i| self.topics.get(i).cloned()).collect()).collect()
        };
        let all = topics(self.groups(|axis, basis| (axis, basis)).into_iter().map(|(_, members)| members).collect());
        if self.groups(|(measure, _, _), _| measure).len() > 1 {
            Refusal::Measures(all)
        } else if self.groups(|axis, _| axis).len() > 1 {
            Refusal::Units(all)
        } else {
            Refusal::Bases(all)
        }
    }

    fn category(&self, field: &Field<'_>, across: Across) -> String {
        let one_year = self.periods.iter().all(|p| Some(p.last_year()) == self.periods.first().map(|p| p.last_year()));
        let growing = Pace::common(&self.periods) == Some(Pace::Growing);
        match across {
            Across::Periods => field.period.map_or(String::new(), |p| match (growing && self.periods.len() > 1, one_year) {
                (true, true) => format!("1—{}月", p.last().month),
                (true, false) => format!("{}年1—{}月", p.last_year(), p.last().month),
                (false, true) if !p.is_year() => p.in_chinese_without_year(),
                _ => p.in_chinese(),
            }),
            Across::Months => match field.months {
                Some((1, 12)) => "1—12月".to_owned(),
                Some((first, last)) => Period::months(2000, first, last).in_chinese_without_year(),
                None => String::new(),
            },
            Across::Places => field.place.map_or(String::new(), |place| self.place(place)),
            Across::Topics => field.topic.and_then(|topic| self.topics.get(topic)).map_or(String::new(), |topic| self.short(topic)),
            Across::Scopes => match field.scope {
                Some("") | None => "全部".to_owned(),
                Some(scope) => scope.to_owned(),
            },
        }
    }

    /// A topic's name among the others: growth rates alone need not each be called so.
    fn short(&self, topic: &Topic) -> String {
        let same = |other: &Topic| (other.measure, other.basis) == (Measure::Growth, None);
        if self.topics.len() > 1 && self.topics.iter().all(same) {
            crate::chart::figures::scoped(&topic.scope, topic.indicator.name())
        } else {
            topic.name()
        }
    }

    /// What tells a run from the others.
    fn run(&self, field: &Field<'_>, all: &[Field<'_>]) -> String {
        let differs = |of: fn(&Field<'_>) -> bool| all.iter().any(of);
        let mut words = String::new();
        if let Some(place) = field.place.filter(|place| all.iter().any(|f| f.place.is_some_and(|other| other != *place))) {
            words.push_str(&self.place(place));
        }
        if let Some(period) = field.period.filter(|period| all.iter().any(|f| f.period.is_some_and(|other| other != *period))) {
            words.push_str(&period.in_chinese());
        }
        if let Some(year) = field.year.filter(|_| differs(|f| f.year.is_some())) {
            words.push_str(&format!("{year}年"));
        }
        if let Some(topic) = field.topic.filter(|topic| all.iter().any(|f| f.topic.is_some_and(|other| other != *topic))) {
            words.push_str(&self.topics.get(topic).map_or(String::new(), |topic| self.short(topic)));
        }
        if let Some(what) = field.what.filter(|what| all.iter().any(|f| f.what.is_some_and(|other| other != *what))) {
            words.push_str(&self.topics.get(what).map_or(String::new(), Topic::what));
        }
        match field.target.filter(|target| all.iter().any(|f| f.target.is_some_and(|other| other != *target))) {
            // An indicator that is a plan by its name needs not be called a target.
            Some(true) if !words.contains("计划") => words.push_str("目标"),
            Some(false) if !words.contains("完成") => words.push_str("完成"),
            _ => {}
        }
        words
    }

    fn place(&self, index: usize) -> String {
        let known = self.places.get(index).map_or("", String::as_str);
        let figure = self.all.iter().find(|f| f.place() == known);
        super::offers::place_name(known, figure)
    }

    /// The last month of what is told, where the targets are of the whole year and it is not over.
    fn due(&self) -> Option<u8> {
        match self.periods.as_slice() {
            [only] if only.is_cumulative() && self.statuses == (true, true) => Some(only.last().month),
            _ => None,
        }
    }

    fn sense(&self, across: Across) -> Sense<'_> {
        Sense {
            across,
            topics: &self.topics,
            targets: self.statuses.0,
            told: self.statuses.1,
            one_period: self.periods.len() == 1,
            one_place: self.places.len() == 1,
        }
    }

    /// Sentences for what a reader must know.
    fn note(&self, spec: &mut ChartSpec, shown: &[Figure<'a>]) {
        for (index, topic) in self.topics.iter().enumerate() {
            for place in 0..self.places.len() {
                let of: Vec<Figure<'a>> = self.figures.iter().filter(|(key, _)| *key == (index, place)).map(|(_, f)| *f).collect();
                let drawn = shown.iter().filter(|f| topic.tells(f) && of.iter().any(|g| g.at == f.at)).copied();
                if let Some(words) = disagreement(&of, drawn) {
                    let several = self.topics.len() * self.places.len() > 1;
                    spec.notes.push(if several { format!("{}{words}", topic.name()) } else { words });
                }
            }
        }
        if shown.iter().any(|f| f.is.measure == Measure::Growth && f.is_year_on_year()) {
            spec.notes.push("增速为同比".to_owned());
        }
        let whole = |f: &&Figure<'_>| f.is.status == Status::Target && f.is.period.is_some_and(|p| !self.periods.contains(&p));
        if shown.iter().any(|f| whole(&f)) {
            spec.notes.push("目标为全年目标".to_owned());
        }
        if !self.beyond.is_empty() {
            spec.notes.push(format!("{}另有单位不同的数值未列", self.beyond.join("、")));
        }
    }

    /// Who, when, what.
    fn title(&self, across: Across, spec: &ChartSpec, shown: &[Figure<'a>]) -> String {
        // Of several places picked only one may tell anything.
        let tells = |place: &String| shown.iter().any(|f| f.place() == place.as_str() && f.value().is_some());
        let mut telling = (0..self.places.len()).filter(|&at| self.places.get(at).is_some_and(tells));
        let who = match (telling.next(), telling.next(), self.places.as_slice()) {
            (Some(only), None, _) => self.place(only),
            (None, _, [_]) => self.place(0),
            _ => "各地".to_owned(),
        };
        let when = match self.periods.as_slice() {
            [only] => only.in_chinese(),
            [first, .., last] => years(*first, *last),
            [] => String::new(),
        };
        let one = self.topics.first().is_none_or(|first| self.topics.iter().all(|topic| topic.is_same_measure(first)));
        let what = match self.topics.as_slice() {
            [only] => only.name(),
            [first, ..] if one => format!("各项{}", first.what()),
            [first, second] if spec.second.is_some() && first.indicator == second.indicator && first.scope == second.scope => {
                format!("{}及增速", crate::chart::figures::scoped(&first.scope, first.indicator.name()))
            }
            topics if topics.iter().all(|topic| topic.measure == Measure::Growth) => "主要指标增速".to_owned(),
            _ => "主要指标".to_owned(),
        };
        let goal = if self.statuses == (true, true) {
            "目标与完成"
        } else if self.statuses.0 {
            "目标"
        } else {
            ""
        };
        let pace = match (across, Pace::common(&self.periods), self.periods.len()) {
            (Across::Periods | Across::Months, Some(Pace::Growing), 2..) => "（累计）",
            (Across::Periods | Across::Months, Some(Pace::Months), 2..) => "（各月）",
            _ => "",
        };
        format!("{who}{when}{what}{goal}{pace}")
    }
}

/// The periods of the kind that most of the topics have, and of those the one with most periods. Of growing months those of the last year, where amounts of several
/// years would not compare; with the year itself as their end.
fn usual(of: &[(usize, Figure<'_>)], level: bool) -> Vec<Period> {
    let mut periods: Vec<Period> = of.iter().filter_map(|(_, f)| f.is.period).collect();
    periods.sort_by_key(|p| (p.last(), Reverse(p.first())));
    periods.dedup();
    let topics = |pace: &Pace| {
        let own = of.iter().filter(|(_, f)| f.is.period.is_some_and(|p| Pace::of(p).any(|other| other == *pace)));
        own.map(|(topic, _)| *topic).collect::<BTreeSet<usize>>().len()
    };
    let count = |pace: &Pace| (topics(pace), periods.iter().filter(|p| Pace::of(**p).next() == Some(*pace)).count());
    // Of equals the plainer kind: whole years before months.
    let paces = periods.iter().filter_map(|p| Pace::of(*p).next());
    let Some(pace) = paces.max_by_key(|pace| (count(pace), Reverse(*pace))) else { return Vec::new() };
    let growing = |p: &&Period| Pace::of(**p).next() == Some(Pace::Growing);
    let last = periods.iter().filter(growing).map(|p| p.last_year()).max();
    let mut own = periods.clone();
    own.retain(|p| match pace {
        Pace::Growing if level && Some(p.last_year()) != last => false,
        Pace::Growing => growing(&p) || p.is_year() && periods.iter().filter(growing).any(|other| other.last_year() == p.last_year()),
        _ => Pace::of(*p).any(|other| other == pace),
    });
    own.split_off(own.len().saturating_sub(MOST_PICKED))
}

/// The periods by their kind.
fn by_pace(periods: &[Period]) -> Vec<Vec<Period>> {
    let mut parts: Vec<Vec<Period>> = Vec::new();
    for period in periods {
        let fits = |part: &Vec<Period>| {
            let mut with = part.clone();
            with.push(*period);
            Pace::common(&with).is_some()
        };
        match parts.iter_mut().find(|part| fits(part)) {
            Some(part) => part.push(*period),
            None => parts.push(vec![*period]),
        }
    }
    parts
}

/// A note that names what the reports tell nothing of.
fn nothing_of(names: &[String]) -> Option<String> {
    let named: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.is_empty()).take(3).collect();
    let more = if names.len() > named.len() { "等" } else { "" };
    (!named.is_empty()).then(|| format!("所用报告中没有{}{more}的数值", named.join("、")))
}

/// The target of what is shown, where all of it is one thing of one place and year: a line across others would be none of theirs.
pub(super) fn target_of(shown: &[Figure<'_>], material: &Material<'_>, unit: &str) -> Option<TargetLine> {
    let (first, rest) = shown.split_first()?;
    let year = |f: &Figure<'_>| f.is.period.map(|period| period.last_year());
    let alike = |f: &Figure<'_>| Topic::of(first).tells(f) && f.place() == first.place() && year(f) == year(first);
    let told = shown.iter().all(|f| f.is.status != Status::Target);
    (told && rest.iter().all(alike)).then(|| target_line(first, &material.figures, unit))?
}
