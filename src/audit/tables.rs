//! The columns and rows of tables: a rate against the two amounts of its row, parts against the total of their column. A table says
//! itself how it was made: where nearly all of it follows from the amounts, what does not is wrong; where little does, its rates are of
//! another base, or its rows overlap, and nothing is said.

use super::facts::{Facts, Figure, Tabled};
use super::lists::lists;
use super::{Check, Finding, Severity, spelled};
use crate::base::{Decimal, Period};
use crate::indicator::interval::{Interval, grows_to, is_percent_of};
use crate::indicator::{Basis, IndicatorName, Measure, Status};
use crate::quantity::Dimension;
use std::collections::HashMap;

/// See the file.
pub struct Tables;

/// Of so many that follow at most one may not, and no fewer may follow.
const FOLLOW: usize = 3;

/// Of a table at most so many findings of a kind: more than a reader would look at.
const MOST: usize = 200;

/// Whose figure: indicator and scope.
type Subject<'a> = (&'a IndicatorName, Option<&'a str>);

/// One relation that was looked at.
struct Judged {
    fits: bool,
    finding: Finding,
}

impl Check for Tables {
    fn name(&self) -> &'static str {
        "tables"
    }

    fn run(&self, facts: &Facts<'_>, found: &mut Vec<Finding>) {
        for table in facts.tabled().chunk_by(|a, b| a.at.sheet == b.at.sheet) {
            let known = Known::of(table);
            for judged in [growths(facts, table, &known), completions(facts, table, &known), totals(facts, table)] {
                found.extend(settled(judged));
            }
        }
    }
}

/// What is told of relations of one kind in one table: all that follow; those that do not where nearly all others do.
fn settled(judged: Vec<Judged>) -> Vec<Finding> {
    let follow = judged.iter().filter(|judged| judged.fits).count();
    let fail = judged.len() - follow;
    let sure = follow >= FOLLOW * fail.max(1);
    judged.into_iter().filter(|judged| judged.fits || sure).take(MOST).map(|judged| judged.finding).collect()
}

/// The figures of a table by what they are of; those told more than once are of several things.
struct Known<'t, 'a> {
    levels: HashMap<(Subject<'a>, Status, Period), Option<&'t Figure<'a>>>,
}

impl<'t, 'a> Known<'t, 'a> {
    fn of(table: &'t [Tabled<'a>]) -> Self {
        let mut levels: HashMap<(Subject<'a>, Status, Period), Option<&'t Figure<'a>>> = HashMap::new();
        for Tabled { figure, .. } in table {
            let Some(period) = figure.o.period.filter(|_| figure.is(Measure::Level)) else { continue };
            let told = levels.entry((subject(figure), figure.o.status, period)).or_insert(Some(figure));
            if told.is_some_and(|told| told.index != figure.index) {
                *told = None;
            }
        }
        Self { levels }
    }

    fn level(&self, of: Subject<'a>, status: Status, period: Period) -> Option<&'t Figure<'a>> {
        self.levels.get(&(of, status, period)).copied().flatten()
    }
}

fn subject<'a>(figure: &Figure<'a>) -> Subject<'a> {
    (&figure.o.indicator, figure.o.scope.as_deref())
}

/// 本年, 上年, 增长%.
fn growths(facts: &Facts<'_>, table: &[Tabled<'_>], known: &Known<'_, '_>) -> Vec<Judged> {
    let rates = table.iter().map(|tabled| &tabled.figure).filter(|f| {
        let yearly = matches!(f.o.basis, Some(Basis::YearOnYear) | None);
        f.is(Measure::Growth) && yearly && f.dimension == Some(Dimension::Percent) && f.o.status == Status::Actual
    });
    let judge = |told: &Figure<'_>| {
        let period = told.o.period?;
        let level = |period| known.level(subject(told), Status::Actual, period);
        let (after, before) = (level(period)?, level(period.shifted(-1))?);
        if after.dimension != before.dimension {
            return None;
        }
        let fits = grows_to(before.amount?, told.amount?, 1, after.amount?)?;
        if !fits && is_difference(before, after, told) {
            return None;
        }
        let finding = Finding::new("tables", severity(fits), facts, &[before, after, told]);
        let finding = finding.spelled(spelled::growth(before, after, told, 1, fits));
        let finding = finding.said("audit.growth.said", "audit.tables.next", &[("name", told.o.indicator.name())]);
        Some(Judged { fits, finding })
    };
    rates.filter_map(judge).collect()
}

/// Whether what stands in a column of growth is how far a rate rose or fell, as is usual for rates: 24.16‰, 18.36‰, −5.8.
fn is_difference(before: &Figure<'_>, after: &Figure<'_>, told: &Figure<'_>) -> bool {
    let rates = before.dimension == Some(Dimension::Percent) && before.o.unit == after.o.unit;
    // In the rates' own unit: amounts of ‰ are kept in %.
    let parts = Interval::exactly(if &*before.o.unit == "‰" { Decimal::TEN } else { Decimal::ONE });
    let risen = || after.amount?.times(parts)?.minus(before.amount?.times(parts)?);
    rates && risen().zip(told.amount).is_some_and(|(risen, told)| risen.meets(told))
}

/// 计划, 完成, 完成%.
fn completions(facts: &Facts<'_>, table: &[Tabled<'_>], known: &Known<'_, '_>) -> Vec<Judged> {
    let rates = table.iter().map(|tabled| &tabled.figure).filter(|f| f.is(Measure::Completion) && f.dimension == Some(Dimension::Percent));
    let judge = |told: &Figure<'_>| {
        let period = told.o.period?;
        let level = |status| known.level(subject(told), status, period);
        let (done, plan) = (level(Status::Actual)?, level(Status::Target)?);
        if done.dimension != plan.dimension {
            return None;
        }
        let fits = is_percent_of(done.amount?, plan.amount?, told.amount?)?;
        let finding = Finding::new("tables", severity(fits), facts, &[done, plan, told]);
        let finding = finding.spelled(spelled::quotient(done, plan, told));
        let finding = finding.said("audit.completion.said", "audit.tables.next", &[("name", told.o.indicator.name())]);
        Some(Judged { fits, finding })
    };
    rates.filter_map(judge).collect()
}

/// 合计: one figure of a column that is the whole area's, and the parts below or above it.
fn totals(facts: &Facts<'_>, table: &[Tabled<'_>]) -> Vec<Judged> {
    type Column<'a> = (u32, &'a IndicatorName, &'a str, Option<Period>, Status);
    let mut columns: HashMap<Column<'_>, Vec<&Figure<'_>>> = HashMap::new();
    for Tabled { figure, at } in table.iter().filter(|tabled| tabled.figure.is(Measure::Level) && tabled.figure.is_amount()) {
        // 云岭镇/高新技术企业: of which place, and of what there.
        let kind = figure.o.scope.as_deref().and_then(|scope| scope.split_once('/')).map_or("", |(_, kind)| kind);
        let column = (at.column, &figure.o.indicator, kind, figure.o.period, figure.o.status);
        columns.entry(column).or_default().push(figure);
    }
    let judge = |figures: &Vec<&Figure<'_>>| {
        let (whole, parts): (Vec<&Figure<'_>>, Vec<&Figure<'_>>) = figures.iter().partition(|f| is_whole(f));
        let &[whole] = whole.as_slice() else { return None };
        if parts.len() < 2 || parts.iter().any(|f| f.dimension != whole.dimension) {
            return None;
        }
        let amounts = parts.iter().map(|f| f.amount).collect::<Option<Vec<_>>>()?;
        let sum = amounts.into_iter().try_fold(None, |sum: Option<Interval>, next| match sum {
            Some(sum) => sum.plus(next).map(Some),
            None => Some(Some(next)),
        })??;
        let fits = sum.meets(whole.amount?);
        let mut named = parts.clone();
        named.push(whole);
        let finding = Finding::new("tables", severity(fits), facts, &named).spelled(spelled::sum(&parts));
        let finding = finding.said("audit.parts.said", "audit.parts.next", &[("whole", &whole.shown())]);
        Some(Judged { fits, finding })
    };
    let mut judged: Vec<Judged> = columns.values().filter_map(judge).collect();
    judged.sort_by_key(|judged| judged.finding.figures.last().copied());
    judged
}

/// Whether a figure is of the whole area: it says nothing else, or 全县, 合计.
fn is_whole(figure: &Figure<'_>) -> bool {
    let place = figure.o.scope.as_deref().map(|scope| scope.split('/').next().unwrap_or(scope));
    place.is_none_or(|place| lists().wholes.iter().any(|whole| whole == place))
}

fn severity(fits: bool) -> Severity {
    if fits { Severity::Holds } else { Severity::Error }
}
