//! How sure a reading is: the odds that a careful reader would give every attribute alike, added up from what had to be inferred.

use super::attribution::Around;
use super::catalogue::Category;
use super::find::FoundSubject;
use super::lexer::{Kind, Mark};
use super::observation::{Measure, Status};
use super::state::State;
use super::subject::{Domain, Name, Subject};
use super::words::Class;
use crate::base::Period;
use crate::quantity::{Dimension, Form};

/// What is known of one reading.
pub struct Reading<'a> {
    /// The figure and the words around it.
    pub at: &'a Around<'a>,
    /// How its subject was found.
    pub found: &'a FoundSubject,
    /// Its subject as settled.
    pub subject: &'a Subject,
    /// How it measures.
    pub measure: Measure,
    /// When.
    pub period: Option<Period>,
    /// Whether it has happened.
    pub status: Status,
    /// Its scope in words.
    pub scope: Option<&'a str>,
}

/// The probability, 0 to 1, that the reading is wholly right.
pub fn of(reading: &Reading, state: &State) -> f32 {
    1.0 / (1.0 + (-odds(reading, state)).exp())
}

/// The weights of those signs that there are, added up in their order. Half of the signs are a coin's toss to the processor: so all of them
/// are told first, a bit each and without a branch, and only those that there are, some fifteen, are looked up.
macro_rules! sum_of {
    [$(weighed($sign:expr, $weight:expr),)*] => {{
        const WEIGHTS: [f32; 64] = padded(&[$($weight),*]);
        let (mut signs, mut bit) = (0_u64, 0_u32);
        $(
            signs |= u64::from($sign) << bit;
            bit += 1;
        )*
        debug_assert!(bit as usize <= WEIGHTS.len());
        let mut sum = 0.0;
        while signs != 0 {
            sum += WEIGHTS[signs.trailing_zeros() as usize % WEIGHTS.len()];
            signs &= signs - 1;
        }
        sum
    }};
}

/// As many weights as a word has bits; the build stops where there are more.
const fn padded(weights: &[f32]) -> [f32; 64] {
    let (mut all, mut i) = ([0.0; 64], 0);
    while i < weights.len() {
        all[i] = weights[i];
        i += 1;
    }
    all
}

/// What each thing that a reading leans on adds to the odds. The weights are fitted (logistic regression) to some 12,000 figures of
/// labelled reports, to whether indicator, measure, value, unit, status and period are all right; the scope is not asked. Of the
/// figures of reports left out of a fit, 63 of 100 have 0.9 and more, and of these 96 in 100 are right.
fn odds(reading: &Reading, state: &State) -> f32 {
    let &Reading { at, found, subject, measure, period, status, scope } = reading;
    let &Around { walk, tokens, near, far, cues, figure, .. } = at;
    let quantity = figure.quantity;
    let index = if let Name::Known(index) = subject.name { Some(index) } else { None };
    // Asked once of the entry: each question is a branch.
    let (category, scoped, stock, extended, canonical) = match index.map(|i| walk.catalogue.indicator(i)) {
        Some(e) => (Some(e.category), e.scoped, e.stock, e.extended, e.name == subject.words.of(walk.text)),
        None => (None, false, false, false, false),
    };
    let several = |p: Period| p.first().year != p.last().year;
    let adjacent = near.last().and_then(|&i| tokens.get(i)).is_some_and(|t| t.span.end == subject.words.end);
    let gaps = near.iter().filter_map(|&i| tokens.get(i)).filter(|t| t.kind == Kind::Gap).count();
    let (mut after_gap, mut after_mark) = (false, None);
    if let Some(token) = figure.after.first() {
        match token.kind {
            Kind::Gap => after_gap = token.span.start == quantity.span.end,
            Kind::Mark(mark) => after_mark = Some(mark),
            _ => {}
        }
    }
    // The figure itself has been told by now.
    let earlier = state.told.len().checked_sub(2).and_then(|i| state.told.get(i));
    let first_told = earlier.is_none();
    let same_subject = earlier.is_some_and(|t| t.subject.name == subject.name);
    let several_years = state.section.period.is_some_and(several);
    let alone = cues.subjects == 1;
    let money = quantity.unit.dimension == Some(Dimension::Money);
    let letters = subject.words.len() / 3;
    let long = index.is_none() & (letters > 9);
    sum_of![
        weighed(true, 0.16),
        weighed(index.is_some(), 0.87),
        weighed(extended, -0.65),
        weighed(found.carried, -0.30),
        weighed(index.is_some() & found.carried, 0.34),
        weighed(category == Some(Category::Project), -0.19),
        weighed(category == Some(Category::Innovation), 0.45),
        weighed(category == Some(Category::Macro), 0.38),
        weighed(scope.is_some(), -0.55),
        weighed(matches!(subject.domain, Some(Domain::Sector(_))), 0.82),
        weighed(scope.is_none() & scoped, -0.33),
        weighed(period == state.section.period, 0.66),
        weighed(period.is_some_and(several), -0.74),
        weighed(walk.context.periods.period.is_some_and(|p| !p.is_year()), -0.32),
        weighed(status == Status::Forecast, 0.30),
        weighed(matches!(quantity.form, Form::Chinese | Form::Parts | Form::Fraction | Form::BareScale), -0.46),
        weighed(adjacent, 0.36),
        weighed(after_gap, -0.65),
        weighed(stock & several_years, 0.37),
        weighed((measure == Measure::Share) & !cues.has(Class::ShareNoun), -0.50),
        weighed(gaps == 0, 0.72),
        weighed(found.carried & !same_subject, -0.63),
        weighed(walk.context.guessed, -0.86),
        weighed(period.is_none(), -0.23),
        weighed(walk.context.periods.period.is_none(), -0.23),
        weighed(subject.head.is_some(), 0.79),
        weighed(index.is_none() & (near.len() <= 2), -0.25),
        weighed(index.is_none() & found.carried, -0.63),
        weighed(category == Some(Category::Industry), 0.23),
        weighed(canonical, 0.82),
        weighed(cues.has(Class::YearOnYear), 0.34),
        weighed(after_mark == Some(Mark::Comma), 0.33),
        weighed(after_mark == Some(Mark::Semicolon), 0.26),
        weighed(alone, 0.38),
        weighed(cues.has(Class::Noise), -0.38),
        weighed(far.is_empty(), 0.34),
        weighed(near.len() > 4, -0.21),
        weighed(cues.has(Class::To), 0.52),
        weighed((measure == Measure::Level) & money, -0.14),
        weighed(measure == Measure::Change, -0.41),
        weighed(measure == Measure::Completion, 0.60),
        weighed(scope.is_some() & index.is_none(), 0.48),
        weighed(found.carried & (measure == Measure::Change), 0.36),
        weighed((category == Some(Category::Project)) & money, 0.42),
        weighed((category == Some(Category::Project)) & scope.is_none(), -0.52),
        weighed(state.section.years.is_some(), 0.27),
        weighed(earlier.is_some_and(|t| t.subject.scope.is_some()) & scope.is_none(), -0.39),
        weighed(state.heading.is_none(), 0.33),
        weighed(stock & state.date.is_none(), -0.59),
        weighed(cues.has(Class::ProjectKind), 0.26),
        weighed(cues.has(Class::From), 0.57),
        weighed(extended & (measure == Measure::Level), -0.65),
        weighed((category == Some(Category::Innovation)) & scoped, 0.31),
        weighed(canonical & (measure == Measure::Growth), 0.33),
        weighed(canonical & first_told, 0.26),
        weighed(after_mark == Some(Mark::Close), -0.32),
        weighed(cues.has(Class::Attain), -0.26),
        weighed((quantity.unit.dimension == Some(Dimension::Percent)) & index.is_none(), 0.36),
        weighed(long, 0.32),
        weighed(cues.has(Class::Plan), -0.37),
        weighed(found.carried & same_subject & (measure == Measure::Change), 0.52),
        weighed(state.section.sector.is_some(), -0.29),
        weighed(cues.has(Class::Added) & (category == Some(Category::Innovation)), 0.37),
        weighed(after_mark == Some(Mark::Pause), 0.19),
    ]
}
