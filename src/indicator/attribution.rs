//! One figure and the words around it become an observation.

use super::catalogue::Catalogue;
use super::clause::{self, Cues, Role};
use super::context;
use super::lexer::{Kind, Mark, Token};
use super::observation::{Attribute, Basis, Evidence, IndicatorName, Measure, Observation, Place, Qualifier, Status, Value};
use super::subject::{self, Name, Subject, compatible};
use super::text::{REMEMBERED, State, Told, Walk};
use super::words::Class;
use crate::base::{Decimal, Period, Span};
use crate::quantity::{Dimension, Form, Number, PeriodWord, Quantity};

/// A figure with what stands after it.
pub struct Figure<'a> {
    /// The number with its unit.
    pub quantity: Quantity,
    /// Its token's index.
    pub at: usize,
    /// The tokens after it.
    pub after: &'a [Token],
    /// It stands in a bracket after a plan: 年度目标（72亿元）.
    pub plan_outside: bool,
    /// It is a bound and no figure of its own: 亿元以上项目.
    pub threshold: bool,
}

fn word_class(token: Option<&Token>) -> Option<Class> {
    match token?.kind {
        Kind::Word(word) => word.class,
        _ => None,
    }
}

impl Figure<'_> {
    /// Whether the number is a figure at all, and no name, code, date or idiom.
    pub fn is_one(&mut self, walk: &Walk, tokens: &[Token], near: &[usize], state: &State) -> bool {
        let quantity = self.quantity;
        let before = near.last().and_then(|&i| tokens.get(i));
        let before_class = word_class(before);
        match quantity.form {
            Form::Ratio(..) | Form::Parts | Form::Doubling | Form::Fraction => return true,
            Form::Ordinal => {
                let words = quantity.span.of(walk.text);
                return words.ends_with(['位', '名', '次'])
                    || near.iter().any(|&i| matches!(word_class(tokens.get(i)), Some(Class::Rank | Class::Area | Class::Stock)))
                    || state.told.last().is_some_and(|t| t.measure == Measure::Rank)
                        && near.iter().all(|&i| !matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Gap)));
            }
            Form::BareScale => {
                return matches!(before_class, Some(Class::Over | Class::Nearly | Class::To))
                    && word_class(self.after.first()) != Some(Class::AtLeast)
                    && !self.after_text(walk.text).starts_with('级');
            }
            Form::Mask | Form::Digits | Form::Chinese => {}
        }
        match quantity.unit.dimension {
            Some(Dimension::Time) => {
                near.iter().any(|&i| matches!(word_class(tokens.get(i)), Some(Class::Up | Class::Down | Class::To)))
                    || matches!(quantity.number, Number::Exact(v) if v.scale() > 0)
            }
            Some(dimension) => {
                let rest = self.after_text(walk.text);
                // 3.1个和1.7个百分点: the list's unit, cut short.
                if dimension == Dimension::Count && matches!(quantity.number, Number::Exact(v) if v.scale() > 0) {
                    self.is_listed();
                }
                // 十五条措施, 20条政策 is a document's name.
                if quantity.span.of(walk.text).ends_with('条')
                    && ["措施", "政策", "意见", "举措", "规定", "办法"].iter().any(|w| rest.starts_with(w))
                {
                    return false;
                }
                // 12个月, 3个季度, 5个百分点 is read elsewhere; 24小时, 20条 are names only in quotes.
                !(quantity.span.of(walk.text).ends_with('个')
                    && (rest.starts_with('月') || rest.starts_with("季度") || rest.starts_with("五年")))
            }
            None if quantity.unit.bare_scale => {
                // 4.5亿；: money, unless a thing is counted: 1.2万企业.
                if matches!(self.after.first().map(|t| t.kind), None | Some(Kind::Mark(_) | Kind::Period(_))) {
                    self.quantity.unit.dimension = Some(Dimension::Money);
                }
                true
            }
            None => self.is_listed() || self.lost_unit(walk, tokens, near, state),
        }
    }

    fn after_text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.quantity.span.end as usize..).unwrap_or("")
    }

    /// A number without a unit in a list whose later number has one: 1.0、0.7和0.3个百分点.
    fn is_listed(&mut self) -> bool {
        let mut i = 0;
        loop {
            let joined = match self.after.get(i).map(|t| t.kind) {
                Some(Kind::Mark(Mark::Pause)) => true,
                Some(Kind::Word(word)) => word.class == Some(Class::And),
                _ => false,
            };
            if !joined {
                return false;
            }
            match self.after.get(i + 1).map(|t| t.kind) {
                Some(Kind::Quantity(next)) if next.unit.dimension.is_some() => {
                    self.quantity.unit = next.unit;
                    return true;
                }
                Some(Kind::Quantity(next)) if !next.unit.bare_scale && matches!(next.form, Form::Digits | Form::Mask) => i += 2,
                _ => return false,
            }
        }
    }

    /// A number whose unit the report lost: right after what it measures, and before a pause.
    fn lost_unit(&mut self, walk: &Walk, tokens: &[Token], near: &[usize], state: &State) -> bool {
        let Number::Exact(value) = self.quantity.number else { return false };
        let year_like = value.scale() == 0 && value >= Decimal::from(1900) && value <= Decimal::from(2100);
        let closes = match self.after.first().map(|t| t.kind) {
            None | Some(Kind::Mark(Mark::Open)) => true,
            Some(Kind::Mark(mark)) => !matches!(mark, Mark::Colon | Mark::Pause),
            Some(Kind::Period(_)) => true,
            Some(Kind::Word(word)) => {
                matches!(word.class, Some(Class::AtLeast | Class::AtMost | Class::About)) || word.meaning.indicator.is_some()
            }
            Some(Kind::Gap) => self.quantity.span.of(walk.text).contains(['.', '．']),
            Some(Kind::Quantity(_)) => false,
        };
        let Some(last) = near.last().and_then(|&i| tokens.get(i)) else { return false };
        let adjacent = walk.text.get(last.span.end as usize..self.quantity.span.start as usize).is_some_and(|gap| gap.trim().is_empty());
        let leads = match last.kind {
            Kind::Word(word) => {
                word.meaning.indicator.is_some()
                    || word.meaning.noun.is_some()
                    || matches!(
                        word.class,
                        Some(
                            Class::To
                                | Class::Over
                                | Class::Nearly
                                | Class::About
                                | Class::ShareNoun
                                | Class::CompletionNoun
                                | Class::Up
                                | Class::Down
                                | Class::Net
                                | Class::Stock
                                | Class::Share
                        )
                    )
                    || matches!(last.span.of(walk.text), "完成" | "实现" | "为" | "通过" | "投资")
            }
            _ => {
                last.span.of(walk.text).ends_with(['率', '额', '款'])
                    || last.span.of(walk.text).ends_with("指数")
                    || last.span.of(walk.text).ends_with("系数")
            }
        };
        let _ = state;
        let one = closes && adjacent && leads && !year_like;
        let rate = matches!(last.kind, Kind::Word(w) if matches!(w.class, Some(Class::ShareNoun | Class::CompletionNoun | Class::Up | Class::Down | Class::GrowthNoun | Class::FallNoun)))
            || last.span.of(walk.text).ends_with(['率', '速', '幅']);
        if one && rate {
            self.quantity.unit.dimension = Some(Dimension::Percent);
        }
        one
    }

    /// Whether it bounds what comes after it: 亿元以上项目, 500万元及以上的企业, 过10亿元的企业.
    pub fn is_threshold(&self, text: &str) -> bool {
        let noun_follows = |i: usize| match self.after.get(i).map(|t| t.kind) {
            Some(Kind::Gap) => true,
            Some(Kind::Word(word)) => {
                word.meaning != super::catalogue::Meaning::default()
                    || matches!(word.class, Some(Class::ProjectKind | Class::Noise))
                    || self.after.get(i).is_some_and(|t| t.span.of(text) == "的")
            }
            _ => false,
        };
        let money = matches!(
            self.quantity.unit.dimension,
            Some(Dimension::Money | Dimension::Foreign | Dimension::Coal | Dimension::Power | Dimension::Area) | None
        );
        money
            && match word_class(self.after.first()) {
                Some(Class::AtLeast | Class::AtMost) => noun_follows(1),
                _ => self.quantity.form == Form::BareScale && noun_follows(0),
            }
    }

    /// How exact the words around say it is.
    fn qualifier(&self, tokens: &[Token], near: &[usize]) -> Option<Qualifier> {
        match word_class(self.after.first()) {
            Some(Class::AtLeast) => return Some(Qualifier::AtLeast),
            Some(Class::AtMost) => return Some(Qualifier::AtMost),
            Some(Class::About) => return Some(Qualifier::About),
            _ => {}
        }
        let before = near.iter().rev().take(2).find_map(|&i| match word_class(tokens.get(i))? {
            Class::About => Some(Qualifier::About),
            Class::Nearly => Some(Qualifier::Nearly),
            Class::Over => Some(Qualifier::Over),
            Class::Under => Some(Qualifier::Under),
            Class::AtLeast => Some(Qualifier::AtLeast),
            Class::AtMost => Some(Qualifier::AtMost),
            _ => None,
        });
        before.or(self.quantity.odd.then_some(Qualifier::Odd))
    }
}

/// What the cues say of a figure before its subject is known.
struct Reading {
    measure: Measure,
    /// Up or down, where the words say.
    rise: Option<(bool, Span)>,
    basis: Option<Basis>,
    /// A list's further figure that leans wholly on the one before.
    continues: bool,
}

/// Makes the observation. `far` and `near` are the token indices before the figure, `near` those of its own clause.
pub fn attribute(
    walk: &Walk,
    tokens: &[Token],
    far: &[usize],
    near: &[usize],
    cues: &Cues,
    figure: &Figure,
    state: &mut State,
) -> Option<Observation> {
    let mut evidence = Vec::new();
    note_status(walk, tokens, far, near, figure, state);
    note_periods(walk, tokens, far, near, figure, state);
    note_domain(walk, tokens, far, state);
    let reading = read_measure(walk, tokens, near, cues, figure, state);
    if figure.threshold {
        return Some(threshold(walk, near, tokens, figure, state));
    }
    let found = find_subject(walk, tokens, far, near, cues, figure, &reading, state);
    let mut subject = found.subject;
    let mut measure = reading.measure;
    // 占…比重: the ratio may be an indicator of its own.
    if measure == Measure::Share
        && let Name::Known(part) = subject.name
        && let Some(whole) = whole_of(walk, tokens, near, cues).or_else(|| whole_told(state))
        && let Some(ratio) = walk.catalogue.ratio(part, whole)
    {
        subject.name = Name::Known(ratio);
    }
    if let Name::Known(index) = subject.name {
        adjust(walk, tokens, near, cues, figure, index, &mut subject, &mut measure);
    }
    let unit = unit_text(walk, figure, &subject, measure);
    let mut period = period_of(walk, tokens, far, near, cues, figure, &subject, measure, &reading, state);
    if let Form::Ratio(part, _) = figure.quantity.form
        && let Some(last) = state.told.last().filter(|_| part > 0)
    {
        period = last.period;
    }
    let (status, status_words) = status_of(walk, figure, &subject, measure, period, state);
    let rise = reading.rise.map_or(true, |(up, _)| up);
    let value = value_of(figure.quantity.number, measure, rise);
    if let Some((_, span)) = reading.rise {
        evidence.push(Evidence { attribute: Attribute::Sign, place: Place::Text(span) });
    }
    evidence.push(Evidence { attribute: Attribute::Indicator, place: Place::Text(subject.words) });
    if let Some(span) = status_words {
        evidence.push(Evidence { attribute: Attribute::Status, place: Place::Text(span) });
    }
    if let Some(span) = state.period_words {
        evidence.push(Evidence { attribute: Attribute::Period, place: Place::Text(span) });
    }
    if let Some(span) = subject.scope {
        evidence.push(Evidence { attribute: Attribute::Scope, place: Place::Text(span) });
    }
    // 全市9个县区中列第6位: how many areas there are is not what is spoken of.
    let of_a_rank = measure == Measure::Level
        && matches!(subject.name, Name::Phrase(w) if cues.has(Class::Rank) || w.of(walk.text).starts_with(['县', '区', '市', '镇', '乡', '省']));
    if !of_a_rank {
        remember(walk.catalogue, state, Told { subject, measure, dimension: figure.quantity.unit.dimension, rise, period });
    }
    let confidence = confidence(figure, &subject, found.carried, period.is_some());
    Some(Observation {
        indicator: match subject.name {
            Name::Known(index) => IndicatorName::Known(index),
            Name::Phrase(words) => IndicatorName::Phrase(tidy(words.of(walk.text)).into()),
        },
        measure,
        basis: reading.basis.or((measure == Measure::Growth).then_some(Basis::YearOnYear)),
        value,
        unit: unit.into(),
        status,
        period,
        scope: subject.scope.map(|s| tidy(s.of(walk.text)).into()),
        qualifier: figure.qualifier(tokens, near),
        confidence,
        place: Place::Text(figure.quantity.span),
        heading: state.heading.and_then(|h| u32::try_from(h).ok()),
        evidence,
    })
}

fn remember(catalogue: &Catalogue, state: &mut State, told: Told) {
    if state.told.len() >= REMEMBERED * 2 {
        state.told.drain(..REMEMBERED);
    }
    let local = matches!(told.subject.domain, Some(subject::Domain::Named(d)) if catalogue.is_local(d));
    state.domain = told.subject.domain.filter(|_| !local).or(state.domain);
    state.noun = told.subject.noun.or(state.noun);
    state.told.push(told);
}

/// A phrase without line ends and outer marks, at most forty characters.
fn tidy(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).take(40).collect::<String>().trim_matches(['的', '，', ',']).to_owned()
}

/// A bound (亿元以上) is told in its own words and leaves nothing behind.
fn threshold(walk: &Walk, near: &[usize], tokens: &[Token], figure: &Figure, state: &State) -> Observation {
    let words = clause::cover(tokens, near).map_or("门槛", |s| s.of(walk.text));
    let subject = Subject::phrase(figure.quantity.span);
    Observation {
        indicator: IndicatorName::Phrase(format!("{}门槛", tidy(words)).into()),
        measure: Measure::Level,
        basis: None,
        value: value_of(figure.quantity.number, Measure::Level, true),
        unit: unit_text(walk, figure, &subject, Measure::Level).into(),
        status: if state.section.plan { Status::Target } else { Status::Actual },
        period: state.period.or(state.section.period),
        scope: None,
        qualifier: figure.qualifier(tokens, near),
        confidence: 0.4,
        place: Place::Text(figure.quantity.span),
        heading: state.heading.and_then(|h| u32::try_from(h).ok()),
        evidence: Vec::new(),
    }
}

/// 力争, 预计 … hold from where they stand to the sentence's end.
fn note_status(walk: &Walk, tokens: &[Token], far: &[usize], near: &[usize], figure: &Figure, state: &mut State) {
    for &i in far.iter().chain(near) {
        let Some(token) = tokens.get(i) else { continue };
        match word_class(Some(token)) {
            Some(Class::Forecast) if state.status.is_none_or(|(s, _)| s != Status::Target) => {
                state.status = Some((Status::Forecast, token.span))
            }
            Some(Class::Target) => state.status = Some((Status::Target, token.span)),
            Some(Class::Present) if state.status.is_some_and(|(s, _)| s == Status::Target) || state.section.plan => {
                state.status = Some((Status::Actual, token.span))
            }
            _ => {}
        }
    }
    let _ = (walk, figure);
}

/// A clause without a figure that begins with a sector or a domain speaks of it: 新能源装备产业从无到有，2020年实现产值….
fn note_domain(walk: &Walk, tokens: &[Token], far: &[usize], state: &mut State) {
    let (_, clause) = clause::split_last(tokens, far);
    let Some(token) = clause.iter().filter_map(|&i| tokens.get(i)).find(|t| !matches!(t.kind, Kind::Period(_))) else { return };
    match token.kind {
        Kind::Gap if subject::is_sector(walk.text, token.span) => state.domain = Some(subject::Domain::Sector(token.span)),
        Kind::Word(word) => {
            if let Some(domain) = word.meaning.domain.filter(|d| !walk.catalogue.is_local(*d)) {
                state.domain = Some(subject::Domain::Named(domain));
            }
        }
        _ => {}
    }
}

/// Periods named in the sentence hold until another is.
fn note_periods(walk: &Walk, tokens: &[Token], far: &[usize], near: &[usize], figure: &Figure, state: &mut State) {
    let report = walk.context.periods.period;
    let mut previous: Option<usize> = None;
    let all: Vec<usize> = far.iter().chain(near).copied().collect();
    for (k, &i) in all.iter().enumerate() {
        let Some(Token { kind: Kind::Period(word), span }) = tokens.get(i).copied() else { continue };
        let before = k.checked_sub(1).and_then(|b| all.get(b)).and_then(|&b| tokens.get(b));
        let after = tokens.get(i + 1);
        // 3月后, 2015年以来: from then on, not then.
        if after.is_some_and(|t| {
            t.span.start == span.end
                && ["后", "前", "起", "以来", "之前", "之后", "以后", "以前"].iter().any(|w| t.span.of(walk.text).starts_with(w))
        }) && !matches!(word, PeriodWord::MonthEnd(_) | PeriodWord::YearEnd | PeriodWord::ThisYear)
        {
            continue;
        }
        let compared = matches!(word_class(before), Some(Class::Compare | Class::Above | Class::Below | Class::From));
        // 是2015年的1.6倍, 为“十二五”时期的1.9倍.
        let times = figure.quantity.unit.dimension == Some(Dimension::Times)
            || before.is_some_and(|b| matches!(b.span.of(walk.text), "是" | "为" | "相当于"));
        if times && near.iter().any(|&n| n > i && n <= i + 2 && tokens.get(n).is_some_and(|t| t.span.of(walk.text).starts_with('的'))) {
            continue;
        }
        // 增加到2020年的214家: that year's, and no more.
        let joined = previous == Some(i.wrapping_sub(1));
        let of_compared = joined && before.is_some_and(|b| matches!(b.kind, Kind::Period(_))) && previous_compared(tokens, &all, k);
        if compared || of_compared {
            continue;
        }
        previous = Some(i);
        match word {
            PeriodWord::Year(y) => {
                state.year = Some(y);
                // 到2025年 in a plan, 2020年 elsewhere.
                state.period = Some(Period::year(y));
            }
            PeriodWord::ThisYear => {
                state.year = state.section.period.or(report).map(Period::last_year).or(state.year);
                state.period = state.year.map(Period::year);
            }
            PeriodWord::LastYear => {
                if before.is_some_and(|b| b.span.of(walk.text) == "为" || b.span.of(walk.text) == "是") {
                    continue;
                }
                let base = report.map(Period::last_year).or(state.year);
                state.period = context::resolve(word, base, report, false);
                state.year = base.map(|y| y - 1);
            }
            PeriodWord::Masked => state.period = None,
            PeriodWord::SamePeriod | PeriodWord::YearStart | PeriodWord::SpanOfYears(_) | PeriodWord::Day(..) | PeriodWord::MonthEnd(_) => {
                continue;
            }
            PeriodWord::NextYear => {
                state.period = context::resolve(word, state.year, report, false);
                state.year = state.period.map(Period::last_year);
            }
            _ => {
                let year = state.year.or(report.map(Period::last_year));
                state.period = context::resolve(word, year, report, false).or(state.period);
            }
        }
        state.period_words = Some(span);
    }
}

/// Whether the run of period words before `k` began after 比 or 较.
fn previous_compared(tokens: &[Token], all: &[usize], k: usize) -> bool {
    let run = all.get(..k).unwrap_or_default().iter().rev().find(|&&i| !matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Period(_))));
    matches!(run.and_then(|&i| word_class(tokens.get(i))), Some(Class::Compare | Class::Above | Class::Below | Class::From))
}

/// Up or down: the latest word that says so.
fn rise_of(tokens: &[Token], cues: &Cues) -> Option<(bool, Span)> {
    // 高, 低, 多, 少 speak of a figure only right before it.
    let close = |class: Class| Some(cues.at(class)).filter(|at| *at > 0 && *at + 2 > cues.end).unwrap_or(0);
    let up = cues.latest(&[Class::Up, Class::Above]).max(close(Class::More));
    let down = cues.latest(&[Class::Down, Class::Below]).max(close(Class::Less));
    let over_pace = if cues.has(Class::PlanPace) { cues.at(Class::Over) } else { 0 };
    let up = up.max(over_pace);
    let at = up.max(down);
    let span = tokens.get(at.checked_sub(1)?)?.span;
    Some((up > down, span))
}

/// In what way the words say the figure measures.
fn read_measure(walk: &Walk, tokens: &[Token], near: &[usize], cues: &Cues, figure: &Figure, state: &State) -> Reading {
    let quantity = figure.quantity;
    let named = cues.mentions.iter().any(|m| m.role == Role::Subject);
    let last_told = state.told.last();
    let continues = !named
        && last_told.is_some()
        && cues.last.iter().enumerate().all(|(class, at)| *at == 0 || is_joining(class))
        && cues.periods.is_empty();
    let rise = rise_of(tokens, cues);
    let fall_noun = cues.has(Class::FallNoun);
    // 降幅收窄 is a rise, 降幅扩大 a fall.
    let change_rise = rise.map(|(up, span)| (up != fall_noun, span));
    let basis = basis_of(walk, tokens, cues);
    let reading = |measure, rise| Reading { measure, rise, basis, continues };
    match (quantity.unit.dimension, quantity.form) {
        (_, Form::Doubling) => reading(Measure::Growth, Some((true, quantity.span))),
        (_, Form::Ratio(..) | Form::Fraction) => reading(Measure::Share, None),
        (Some(Dimension::Point), _) => {
            let rise =
                change_rise.or_else(|| last_told.filter(|t| continues && t.measure == Measure::Change).map(|t| (t.rise, quantity.span)));
            reading(Measure::Change, rise)
        }
        (Some(Dimension::Rank), Form::Ordinal | Form::Mask) => reading(Measure::Rank, None),
        (Some(Dimension::Rank), _) if rise.is_some() => reading(Measure::Change, rise),
        (Some(Dimension::Rank), _) => reading(Measure::Rank, None),
        (Some(Dimension::Times), _) => reading(Measure::Growth, None),
        (Some(Dimension::Percent), _) => percent(walk, tokens, near, cues, figure, state, rise, continues, basis),
        _ => {
            let compared = cues.has(Class::Compare)
                || cues.has(Class::YearOnYear)
                || cues.has(Class::PeriodOnPeriod)
                || cues.has(Class::Above)
                || cues.has(Class::Below);
            let to_after = cues.at(Class::To) > rise.map_or(0, |_| cues.latest(&[Class::Up, Class::Down]));
            if cues.has(Class::Net) {
                let down = tokens.get(cues.at(Class::Net) - 1).is_some_and(|t| t.span.of(walk.text).contains('减'));
                return reading(Measure::Change, Some((!down, quantity.span)));
            }
            if compared && rise.is_some() && !to_after {
                return reading(Measure::Change, rise);
            }
            if continues && last_told.is_some_and(|t| t.measure == Measure::Change && t.dimension != Some(Dimension::Point)) && !to_after {
                return reading(Measure::Change, last_told.map(|t| (t.rise, quantity.span)));
            }
            reading(Measure::Level, None)
        }
    }
}

/// Whether a class only joins figures of a list.
fn is_joining(class: usize) -> bool {
    [
        Class::And,
        Class::Up,
        Class::Down,
        Class::Nearly,
        Class::Over,
        Class::About,
        Class::To,
        Class::Verb,
        Class::Under,
        Class::AtLeast,
        Class::Target,
        Class::Forecast,
    ]
    .iter()
    .any(|c| *c as usize == class)
}

/// The measure of a percentage: the latest cue tells.
#[expect(clippy::too_many_arguments, reason = "the cues of one figure, read in one place")]
fn percent(
    walk: &Walk,
    tokens: &[Token],
    near: &[usize],
    cues: &Cues,
    figure: &Figure,
    state: &State,
    rise: Option<(bool, Span)>,
    continues: bool,
    basis: Option<Basis>,
) -> Reading {
    let reading = |measure, rise| Reading { measure, rise, basis, continues };
    let growth = cues.latest(&[
        Class::Up,
        Class::Down,
        Class::GrowthNoun,
        Class::FallNoun,
        Class::YearOnYear,
        Class::PeriodOnPeriod,
        Class::AnnualAverage,
    ]);
    let rate = near
        .iter()
        .rev()
        .find(|&&i| {
            matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Gap)) && tokens.get(i).is_some_and(|t| ends_as_rate(t.span.of(walk.text)))
        })
        .map_or(0, |&i| i + 1);
    let share = cues.latest(&[Class::Share, Class::ShareNoun]).max(rate);
    let completion = cues.at(Class::CompletionNoun);
    let plan = cues.at(Class::Plan);
    let plan_done = plan > 0
        && near.iter().any(|&i| {
            i < plan
                && (word_class(tokens.get(i)) == Some(Class::Share)
                    || matches!(
                        tokens.get(i).map(|t| t.span.of(walk.text)),
                        Some("完成" | "为" | "达到" | "实现" | "达" | "是" | "占" | "累计完成")
                    ))
        });
    let pace_to = cues.at(Class::To) > growth && growth > 0;
    if completion > growth.max(share) || plan_done && plan > growth || plan > 0 && cues.has(Class::Share) && plan > cues.at(Class::Share) {
        return reading(Measure::Completion, None);
    }
    let falls = cues.at(Class::FallNoun);
    if pace_to && growth > share {
        // 降幅收窄至3%以内: the fall itself; 亏损面扩大到17.9%: the share itself.
        if falls > 0 {
            return reading(Measure::Growth, Some((false, figure.quantity.span)));
        }
        if cues.has(Class::GrowthNoun) {
            return reading(Measure::Growth, None);
        }
        return reading(Measure::Share, None);
    }
    if growth > share {
        let rise = if cues.latest(&[Class::Up, Class::Down]) == 0 && falls > 0 { Some((false, figure.quantity.span)) } else { rise };
        return reading(Measure::Growth, rise);
    }
    if share > 0 {
        return reading(Measure::Share, None);
    }
    if let Some(last) = state.told.last().filter(|t| continues && t.dimension == Some(Dimension::Percent)) {
        let rise = if last.measure == Measure::Growth { rise.or(Some((last.rise, figure.quantity.span))) } else { None };
        return reading(last.measure, rise);
    }
    let done = near.iter().rev().take(2).any(|&i| matches!(tokens.get(i).map(|t| t.span.of(walk.text)), Some("完成" | "累计完成")));
    reading(if done { Measure::Completion } else { Measure::Share }, None)
}

/// Whether words end as the name of a rate does.
fn ends_as_rate(words: &str) -> bool {
    words.ends_with(['率', '面', '度', '量']) && !words.ends_with("速度") || words.ends_with("比重") || words.ends_with("比例")
}

fn basis_of(walk: &Walk, tokens: &[Token], cues: &Cues) -> Option<Basis> {
    if cues.has(Class::PeriodOnPeriod) {
        return Some(Basis::PeriodOnPeriod);
    }
    if cues.periods.iter().any(|(_, p)| matches!(p, PeriodWord::SpanOfYears(2))) && cues.has(Class::Average) {
        return Some(Basis::TwoYearAverage);
    }
    if cues.has(Class::AnnualAverage) {
        return Some(Basis::AnnualAverage);
    }
    if cues.has(Class::YearOnYear) {
        return Some(Basis::YearOnYear);
    }
    if cues.has(Class::PlanPace) || cues.has(Class::Plan) && cues.has(Class::Below) {
        return Some(Basis::Plan);
    }
    let compared = cues
        .mentions
        .iter()
        .any(|m| m.role == Role::Compared && word_class(tokens.get(m.token)).is_some_and(|c| matches!(c, Class::Area | Class::Park)));
    if compared {
        return Some(Basis::OtherArea);
    }
    let _ = walk;
    match cues.compared_periods.first()? {
        PeriodWord::LastMonth | PeriodWord::Months(..) | PeriodWord::Half(_) | PeriodWord::Quarter(_) | PeriodWord::Quarters(_) => {
            Some(Basis::PeriodOnPeriod)
        }
        PeriodWord::LastYear | PeriodWord::SamePeriod | PeriodWord::Year(_) => Some(Basis::YearOnYear),
        _ => None,
    }
}

/// A subject, and whether it was carried over from an earlier figure.
struct FoundSubject {
    subject: Subject,
    carried: bool,
}

/// Finds what the figure measures.
#[expect(clippy::too_many_arguments, reason = "the cues of one figure, read in one place")]
fn find_subject(
    walk: &Walk,
    tokens: &[Token],
    far: &[usize],
    near: &[usize],
    cues: &Cues,
    figure: &Figure,
    reading: &Reading,
    state: &mut State,
) -> FoundSubject {
    let unit = figure.quantity.unit.dimension;
    let level = reading.measure == Measure::Level;
    if let Form::Ratio(part, of) = figure.quantity.form
        && let Some(subject) = ratio_subject(walk, tokens, near, part, of, figure, state)
    {
        return FoundSubject { subject, carried: false };
    }
    // 分别: the next of the list.
    if reading.continues
        && let Some(subject) = state.queue.pop()
    {
        return FoundSubject { subject, carried: false };
    }
    let list = pieces(walk, tokens, near, cues, unit, level, state);
    let several = list.is_empty()
        && figures_in_list(tokens, figure) > 1
        && unit == Some(Dimension::Percent)
        && !cues.has(Class::To)
        && !cues.has(Class::From);
    if (cues.has(Class::Each) || several)
        && let Some(subject) = deal(tokens, figure, list.clone(), state, walk, unit)
    {
        return FoundSubject { subject, carried: false };
    }
    state.queue.clear();
    let own = list.last().copied();
    if let Some(subject) = part_of_whole(walk, own, near, tokens, reading, unit, state) {
        return FoundSubject { subject, carried: true };
    }
    let count = matches!(unit, Some(Dimension::Count | Dimension::People)) && level;
    if count && let Some(after) = after_subject(walk, figure, own, tokens, near) {
        return FoundSubject { subject: added(walk, cues, after), carried: false };
    }
    if matches!(figure.quantity.form, Form::Parts | Form::Fraction)
        && own.is_none()
        && let Some(after) = after_subject(walk, figure, own, tokens, near)
    {
        return FoundSubject { subject: Subject { name: Name::Phrase(after.words), ..after }, carried: false };
    }
    if let Some(subject) = own {
        let modifies = matches!(subject.name, Name::Phrase(words) if only_scope(walk, tokens, cues, words))
            || listed_by_de(walk, tokens, near, figure, state);
        if !modifies {
            return FoundSubject { subject: attempted(walk, cues, added(walk, cues, subject)), carried: false };
        }
        if let Some(carried) = carry(walk, tokens, near, cues, figure, reading, state) {
            let kind = cues.has(Class::ProjectKind);
            let name = match carried.name {
                Name::Known(index) if kind => Name::Known(walk.catalogue.of(index).unwrap_or(index)),
                name => name,
            };
            let scope = subject.scope.or(Some(subject.words));
            return FoundSubject { subject: Subject { name, scope, ..carried }, carried: true };
        }
        return FoundSubject { subject, carried: false };
    }
    if let Some(subject) = carry(walk, tokens, near, cues, figure, reading, state) {
        let subject = Subject { scope: scope_in(tokens, near, walk).or(subject.scope), ..subject };
        return FoundSubject { subject: added(walk, cues, subject), carried: true };
    }
    // An earlier clause of the sentence may name it.
    let mut rest = far;
    for _ in 0..3 {
        let (before, clause) = clause::split_last(tokens, rest);
        let mut earlier = Cues::default();
        earlier.read(walk.text, tokens, clause);
        if let Some(subject) =
            pieces(walk, tokens, clause, &earlier, unit, level, state).last().copied().filter(|s| matches!(s.name, Name::Known(_)))
        {
            return FoundSubject { subject, carried: true };
        }
        rest = before;
        if rest.is_empty() {
            break;
        }
    }
    if let Some(after) = after_subject(walk, figure, None, tokens, near) {
        return FoundSubject { subject: after, carried: false };
    }
    let words = clause::cover(tokens, near).filter(|s| s.of(walk.text).chars().count() > 1).unwrap_or(figure.quantity.span);
    FoundSubject { subject: Subject::phrase(words), carried: true }
}

/// Whether a phrase only says of which part the subject before is told: 其中省级, 市级, 东港镇, 新建.
fn only_scope(walk: &Walk, tokens: &[Token], cues: &Cues, words: Span) -> bool {
    let mentions = cues.mentions.iter().filter(|m| m.role == Role::Subject && tokens.get(m.token).is_some_and(|t| words.overlaps(t.span)));
    let mut any = false;
    for mention in mentions {
        any = true;
        let Some(token) = tokens.get(mention.token) else { continue };
        let scope = match token.kind {
            Kind::Word(word) => {
                word.meaning.noun.is_none()
                    && word.meaning.indicator.is_none()
                    && matches!(word.class, Some(Class::Grade | Class::ProjectKind | Class::Area | Class::Park))
            }
            Kind::Gap => subject::is_area(walk.text, token.span),
            _ => false,
        };
        if !scope {
            return false;
        }
    }
    any
}

fn scope_in(tokens: &[Token], near: &[usize], walk: &Walk) -> Option<Span> {
    near.iter().rev().find_map(|&i| {
        let token = tokens.get(i)?;
        let scope = match token.kind {
            Kind::Word(word) => matches!(word.class, Some(Class::Grade | Class::ProjectKind | Class::Park)),
            Kind::Gap => subject::is_area(walk.text, token.span),
            _ => false,
        };
        scope.then_some(token.span)
    })
}

/// The subjects of a clause's list, in order. Pieces that lack the noun of the last take it over: 苹果、中药材产量.
fn pieces(walk: &Walk, tokens: &[Token], near: &[usize], cues: &Cues, unit: Option<Dimension>, level: bool, state: &State) -> Vec<Subject> {
    let mut found: Vec<(usize, Subject)> = Vec::new();
    let mut piece: Vec<usize> = Vec::new();
    let mut at = 0;
    let subjects: Vec<_> = cues.mentions.iter().filter(|m| m.role == Role::Subject && is_subject_word(tokens, m.token, walk)).collect();
    // 带动企业新增产值: what it brings about is not the sector spoken of.
    let mut domain = if cues.has(Class::Contribution) { None } else { state.domain };
    let mut flush = |piece: &mut Vec<usize>, at: usize| {
        if let Some(subject) = subject::of_piece(walk.text, walk.catalogue, tokens, piece, unit, level, domain, state.noun) {
            found.push((at, subject));
            domain = subject.domain.or(domain);
        }
        piece.clear();
    };
    for mention in subjects {
        if mention.piece != at {
            flush(&mut piece, at);
            at = mention.piece;
        }
        piece.push(mention.token);
    }
    flush(&mut piece, at);
    let _ = near;
    let Some((_, last)) = found.last().copied() else { return Vec::new() };
    let count = found.len();
    found.iter().enumerate().map(|(i, (_, subject))| if i + 1 < count { share_noun(walk, *subject, last) } else { *subject }).collect()
}

/// Names that are about how and not about what do not begin a subject.
fn is_subject_word(tokens: &[Token], token: usize, walk: &Walk) -> bool {
    let next = tokens.get(token + 1);
    let Some(token) = tokens.get(token) else { return false };
    match token.kind {
        Kind::Gap => {
            let words = token.span.of(walk.text);
            // 受…影响, 按…计算, 在…中: how, not what.
            let grown = tokens_touch(next, token.span);
            !(words.starts_with(['受', '按', '扣', '剔'])
                || words.chars().count() == 1 && !grown
                || words.chars().all(|c| !c.is_alphanumeric()))
        }
        _ => true,
    }
}

/// Whether a name follows at once: 轻 of 轻工业.
fn tokens_touch(next: Option<&Token>, span: Span) -> bool {
    next.is_some_and(|t| t.span.start == span.end && matches!(t.kind, Kind::Word(w) if w.meaning.domain.is_some()))
}

/// A piece without a noun of its own takes the last piece's: 汽车、有色金属行业增加值; 城镇、农村居民人均可支配收入.
fn share_noun(walk: &Walk, piece: Subject, last: Subject) -> Subject {
    let Name::Phrase(words) = piece.name else { return piece };
    let own = words.of(walk.text);
    match last.name {
        Name::Known(index) => {
            let whole = last.words.of(walk.text);
            for (at, _) in whole.char_indices().skip(1) {
                let Some(tail) = whole.get(at..) else { continue };
                if let Some(known) = walk.catalogue.lookup(&format!("{own}{tail}")) {
                    return Subject { name: Name::Known(known), words, ..last };
                }
            }
            let sector = last.noun.and_then(|n| subject::sector_indicator(walk.catalogue, n));
            match sector {
                Some(sector) => {
                    Subject { name: Name::Known(sector), scope: Some(words), domain: Some(subject::Domain::Sector(words)), words, ..last }
                }
                None => Subject { name: Name::Known(index), scope: Some(words), words, ..last },
            }
        }
        Name::Phrase(_) => piece,
    }
}

/// How many figures the list has that begins with this one: 8.6%和4.3%; 12.1%、下降3.8%、增长8.5%.
fn figures_in_list(tokens: &[Token], figure: &Figure) -> usize {
    let mut count = 1;
    let mut i = figure.at + 1;
    while let Some(token) = tokens.get(i) {
        match token.kind {
            Kind::Quantity(_) => count += 1,
            Kind::Mark(Mark::Pause) => {}
            Kind::Mark(Mark::Comma) if figure_follows(tokens, i) => {}
            Kind::Word(word)
                if word.class.is_some_and(|c| is_joining(c as usize)) && word.meaning == super::catalogue::Meaning::default() => {}
            _ => break,
        }
        i += 1;
    }
    count
}

/// Deals a list of subjects out to the figures that follow 分别.
fn deal(tokens: &[Token], figure: &Figure, list: Vec<Subject>, state: &mut State, walk: &Walk, unit: Option<Dimension>) -> Option<Subject> {
    let count = figures_in_list(tokens, figure);
    let mut subjects = list;
    // 城乡居民 … 分别增长: one name for two.
    if let [only] = subjects.as_slice() {
        let only = *only;
        let split = walk.catalogue.split(only.words.of(walk.text));
        if split.len() == count {
            subjects = split.iter().map(|&index| Subject { name: Name::Known(index), ..only }).collect();
        }
    }
    // 完成率居前的城关镇、石桥镇分别达到: parts of what the first piece names, or of what was spoken of.
    let area = |s: &Subject| matches!(s.name, Name::Phrase(w) if subject::is_area(walk.text, w));
    if subjects.len() > 1 && subjects.iter().skip(1).all(area) {
        let named = subjects.first().filter(|s| !area(s)).copied();
        if let Some(base) = named.or_else(|| state.told.last().map(|t| t.subject)) {
            subjects =
                subjects.iter().map(|s| Subject { scope: if named == Some(*s) { s.scope } else { Some(s.words) }, ..base }).collect();
        }
    } else if subjects.len() <= 1 && subjects.len() < count {
        let levels = state.told.iter().rev().filter(|t| t.measure == Measure::Level || unit == Some(Dimension::Point));
        let earlier: Vec<Subject> = levels.take(count).map(|t| t.subject).collect();
        if earlier.len() == count && subjects.is_empty() {
            subjects = earlier.into_iter().rev().collect();
        }
    }
    if subjects.len() < count {
        // Fewer things than figures: one thing against several areas (分别高于全国、全省), or from one to another.
        let only = subjects.last().copied().or_else(|| state.told.last().map(|t| t.subject))?;
        state.queue = vec![only; count - 1];
        return Some(only);
    }
    let skip = subjects.len() - count;
    let mut chosen: Vec<Subject> = subjects.into_iter().skip(skip).collect();
    chosen.reverse();
    let first = chosen.pop();
    state.queue = chosen;
    first
}

/// 其中一等奖3项, 其中吸纳技术1.92亿元: a part of the figure before 其中, by a name of its own that is no indicator.
fn part_of_whole(
    walk: &Walk,
    own: Option<Subject>,
    near: &[usize],
    tokens: &[Token],
    reading: &Reading,
    unit: Option<Dimension>,
    state: &State,
) -> Option<Subject> {
    let own = own?;
    let _ = (near, tokens);
    let level = reading.measure == Measure::Level;
    let before = state.told.get(..state.whole).unwrap_or_default();
    let whole = before.iter().rev().find(|t| !level || t.measure == Measure::Level && t.dimension == unit)?;
    let Name::Known(base) = whole.subject.name else { return None };
    let generic = match own.name {
        Name::Phrase(_) => true,
        // 其中亿元以上项目3个, of projects signed.
        Name::Known(index) => walk.catalogue.of(base) == Some(index),
    };
    let alike = match reading.measure {
        Measure::Level => true,
        Measure::Growth | Measure::Share => matches!(own.name, Name::Phrase(_)) && !own.words.of(walk.text).ends_with(['率', '面', '度']),
        _ => false,
    };
    (generic && alike).then_some(Subject { scope: Some(own.words), ..whole.subject })
}

/// 总投资15亿元的甲、8.6亿元的乙: the second figure is of the first's kind.
fn listed_by_de(walk: &Walk, tokens: &[Token], near: &[usize], figure: &Figure, state: &State) -> bool {
    let de = |token: Option<&Token>| token.is_some_and(|t| t.span.of(walk.text).starts_with('的'));
    de(figure.after.first())
        && de(near.first().and_then(|&i| tokens.get(i)))
        && state.told.last().is_some_and(|t| t.dimension == figure.quantity.unit.dimension)
}

/// 申报高新技术企业64家: those that tried are not those that are.
fn attempted(walk: &Walk, cues: &Cues, subject: Subject) -> Subject {
    match subject.name {
        Name::Known(index) if cues.has(Class::Attempt) && walk.catalogue.indicator(index).stock => {
            Subject { name: Name::Phrase(subject.words), ..subject }
        }
        _ => subject,
    }
}

/// Whether, after the comma at `i`, only joining words stand before the next figure.
fn figure_follows(tokens: &[Token], i: usize) -> bool {
    let mut k = i + 1;
    while let Some(token) = tokens.get(k) {
        match token.kind {
            Kind::Quantity(_) => return k > i + 1,
            Kind::Word(word) if matches!(word.class, Some(Class::Up | Class::Down)) => k += 1,
            _ => return false,
        }
    }
    false
}

/// What is counted, told after the count: 13家规模工业企业, 700项关键技术.
fn after_subject(walk: &Walk, figure: &Figure, own: Option<Subject>, tokens: &[Token], near: &[usize]) -> Option<Subject> {
    let mut end = 0;
    let mut known = None;
    if matches!(
        word_class(figure.after.first()),
        Some(Class::AtLeast | Class::AtMost | Class::About | Class::Up | Class::Down | Class::Share)
    ) {
        return None;
    }
    for (k, token) in figure.after.iter().enumerate().take(6) {
        match token.kind {
            Kind::Mark(_) | Kind::Quantity(_) => break,
            Kind::Word(word) => {
                if let Some(index) =
                    word.meaning.indicator.filter(|&i| compatible(walk.catalogue.dimension(i), figure.quantity.unit.dimension))
                    && known.is_none()
                {
                    known = Some((k, index, token.span));
                }
                if matches!(word.class, Some(Class::Up | Class::Down | Class::Verb | Class::To | Class::Each))
                    && word.meaning == super::catalogue::Meaning::default()
                    && k > 0
                {
                    break;
                }
            }
            Kind::Gap | Kind::Period(_) => {}
        }
        end = k + 1;
    }
    let words = figure.after.get(..end)?;
    let span = words.first()?.span.cover(words.last()?.span);
    let adjacent = span.start.saturating_sub(figure.quantity.span.end) <= 3;
    if !adjacent {
        return None;
    }
    let own_known =
        own.is_some_and(|s| matches!(s.name, Name::Known(i) if compatible(walk.catalogue.dimension(i), figure.quantity.unit.dimension)));
    let among = near.last().and_then(|&i| tokens.get(i)).is_some_and(|t| {
        let w = t.span.of(walk.text);
        w.ends_with('中') || w.ends_with("有") || w.ends_with('等')
    });
    if own_known && !among {
        return None;
    }
    if let Some((k, index, at)) = known {
        // The indicator must be the thing counted, not something the thing does: 16家企业反映…高企.
        let between = figure.after.get(..k)?.iter().map(|t| t.span.of(walk.text).chars().count()).sum::<usize>();
        if between <= 10 {
            let (domain, noun) = walk.catalogue.pair_of(index);
            let scope = walk.catalogue.indicator(index).scoped.then(|| Span { start: span.start, end: at.end });
            return Some(Subject { name: Name::Known(index), domain: domain.map(subject::Domain::Named), noun, scope, words: at });
        }
    }
    if own.is_some() && !among {
        return None;
    }
    Some(Subject::phrase(span))
}

/// The subject of the figure before, where this one only goes on about it.
fn carry(walk: &Walk, tokens: &[Token], near: &[usize], cues: &Cues, figure: &Figure, reading: &Reading, state: &State) -> Option<Subject> {
    let unit = figure.quantity.unit.dimension;
    let told = || state.told.iter().rev();
    let known = |t: &&Told| matches!(t.subject.name, Name::Known(_));
    if cues.has(Class::Net) {
        // 净增 is a change of the stock, whatever was told of it.
        let found = told().filter(known).find(|t| t.measure == Measure::Level && compatible(t.dimension, unit))?;
        let Name::Known(index) = found.subject.name else { return None };
        let stock = walk.catalogue.stock_of(index).unwrap_or(index);
        return Some(Subject { name: Name::Known(stock), ..found.subject });
    }
    let done = near.iter().any(|&i| tokens.get(i).is_some_and(|t| t.span.of(walk.text).ends_with("完成")));
    let carried = match reading.measure {
        Measure::Level => {
            let last = state.told.last()?;
            // 项目605个、248亿元: money right after a count of projects.
            if unit == Some(Dimension::Money)
                && near.iter().all(|&i| matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Mark(_))))
                && let Name::Known(index) = last.subject.name
                && let Some(money) = walk.catalogue.money(index)
            {
                return Some(Subject { name: Name::Known(money), ..last.subject });
            }
            told()
                .find(|t| {
                    let own = t.subject.dimension(walk.catalogue).or(if t.measure == Measure::Level { t.dimension } else { None });
                    own.is_some() && compatible(own, unit)
                })
                .map(|t| t.subject)
        }
        Measure::Change if unit != Some(Dimension::Point) && unit != Some(Dimension::Rank) => {
            told().find(|t| t.measure == Measure::Level && compatible(t.dimension, unit)).map(|t| t.subject)
        }
        _ => state.told.last().map(|t| t.subject),
    }?;
    // 年度计划投资8亿元，1-8月完成7.4亿元: what is done of the plan.
    match carried.name {
        Name::Known(index) if (done && reading.measure == Measure::Level) || reading.measure == Measure::Completion => {
            Some(Subject { name: Name::Known(walk.catalogue.done(index).unwrap_or(index)), ..carried })
        }
        _ => Some(carried),
    }
}

/// 新增 before a stock makes it the count of what was added, where the catalogue has one.
fn added(walk: &Walk, cues: &Cues, subject: Subject) -> Subject {
    let Name::Known(index) = subject.name else { return subject };
    if !cues.has(Class::Added) {
        return subject;
    }
    match walk.catalogue.added(index) {
        Some(more) => Subject { name: Name::Known(more), ..subject },
        None => subject,
    }
}

/// 三次产业结构 a:b:c: each part a share of its own.
fn ratio_subject(walk: &Walk, tokens: &[Token], near: &[usize], part: u8, of: u8, figure: &Figure, state: &State) -> Option<Subject> {
    let words = if part == 0 {
        clause::cover(tokens, near).or_else(|| state.told.last().map(|t| t.subject.words))?
    } else {
        state.told.last()?.subject.words
    };
    let _ = (walk, of, figure);
    Some(Subject::phrase(words))
}

/// The indicator named as the whole: 占工业投资.
fn whole_of(walk: &Walk, tokens: &[Token], near: &[usize], cues: &Cues) -> Option<u16> {
    let _ = near;
    cues.mentions.iter().filter(|m| m.role == Role::Whole).find_map(|m| match tokens.get(m.token)?.kind {
        Kind::Word(word) => word.meaning.indicator.or_else(|| walk.catalogue.pair(word.meaning.domain?, walk.catalogue.noun("增加值")?)),
        _ => None,
    })
}

/// The indicator before 其中, of which a 占比 after it tells the share.
fn whole_told(state: &State) -> Option<u16> {
    match state.told.get(..state.whole)?.last()?.subject.name {
        Name::Known(index) => Some(index),
        Name::Phrase(_) => None,
    }
}

/// Where an indicator's own nature settles the measure.
#[expect(clippy::too_many_arguments, reason = "the cues of one figure, read in one place")]
fn adjust(
    walk: &Walk,
    tokens: &[Token],
    near: &[usize],
    cues: &Cues,
    figure: &Figure,
    index: u16,
    subject: &mut Subject,
    measure: &mut Measure,
) {
    let percent = figure.quantity.unit.dimension == Some(Dimension::Percent);
    let words = subject.words.of(walk.text);
    // 开工率, 竣工率, 亏损面 are shares of their counts; 完成率 a completion.
    if percent && (words.ends_with('率') || words.ends_with('面')) && *measure != Measure::Growth {
        *measure = if words.contains("完成") { Measure::Completion } else { Measure::Share };
    }
    let _ = (tokens, near, cues, index);
}

/// The unit as the report writes it; where it is left out, the one that must have stood there.
fn unit_text(walk: &Walk, figure: &Figure, subject: &Subject, measure: Measure) -> String {
    let unit = figure.quantity.unit;
    let written: String = unit.written.of(walk.text).chars().filter(|c| !matches!(c, '余' | '多' | '几' | ' ')).collect();
    let usual = match subject.name {
        Name::Known(index) => walk.catalogue.indicator(index).unit.as_str(),
        Name::Phrase(_) => "",
    };
    if unit.bare_scale {
        let plain = usual.trim_start_matches(['亿', '万', '千', '百']);
        return format!("{written}{}", if plain.is_empty() || plain.starts_with('%') { "元" } else { plain });
    }
    if !written.is_empty() {
        return written;
    }
    match (unit.dimension, measure) {
        (Some(Dimension::Rank), _) => "位".to_owned(),
        (Some(Dimension::Percent), _) | (None, Measure::Growth | Measure::Share | Measure::Completion) => "%".to_owned(),
        (None, _) => usual.to_owned(),
        (Some(_), _) => written,
    }
}

/// The figure's period.
#[expect(clippy::too_many_arguments, reason = "the cues of one figure, read in one place")]
fn period_of(
    walk: &Walk,
    tokens: &[Token],
    far: &[usize],
    near: &[usize],
    cues: &Cues,
    figure: &Figure,
    subject: &Subject,
    measure: Measure,
    reading: &Reading,
    state: &mut State,
) -> Option<Period> {
    let report = walk.context.periods.period;
    if figure.plan_outside {
        return state.year.map(Period::year);
    }
    let base = state.period.or(state.section.period);
    let stock = measure == Measure::Level && matches!(subject.name, Name::Known(i) if walk.catalogue.indicator(i).stock);
    // A date in this clause: a stock takes its month, a flow runs up to it.
    let dated =
        cues.periods.iter().rev().find_map(|&(_, p)| matches!(p, PeriodWord::MonthEnd(_) | PeriodWord::Day(..)).then_some(p)).or_else(
            || {
                far.iter().rev().find_map(|&i| match tokens.get(i)?.kind {
                    Kind::Period(p @ (PeriodWord::MonthEnd(_) | PeriodWord::Day(..))) => Some(p),
                    _ => None,
                })
            },
        );
    if let Some(date) = dated
        && let Some(period) = context::resolve(date, state.year, report, stock || measure == Measure::Share || state.section.plan)
    {
        state.period = Some(period);
        return Some(period);
    }
    // 由…增加到: the first is of the earlier period.
    let from = cues.at(Class::From);
    if from > 0 && reaches(figure) {
        let told = cues.compared_periods.first().copied().or_else(|| {
            near.iter().filter(|&&i| i + 1 > from).find_map(|&i| match tokens.get(i)?.kind {
                Kind::Period(p) => Some(p),
                _ => None,
            })
        });
        if let Some(period) = told.and_then(|p| context::resolve(p, state.year, report, false)) {
            return Some(period);
        }
        let span = state.section.period.filter(|p| p.first().year != p.last().year);
        return span.map(|p| Period::year(p.first().year - 1)).or_else(|| base.map(|p| p.shifted(-1)));
    }
    // 五年, 两年平均, 年均: the whole span.
    if let Some(&(_, word @ PeriodWord::SpanOfYears(n))) = cues.periods.iter().find(|(_, p)| matches!(p, PeriodWord::SpanOfYears(_)))
        && n > 1
        && !near.first().is_some_and(|&i| matches!(tokens.get(i).map(|t| t.span.of(walk.text)), Some("连续")))
    {
        return state
            .section
            .period
            .filter(|p| p.first().year != p.last().year)
            .or_else(|| context::resolve(word, state.year, report.or(base), false));
    }
    if cues.has(Class::AnnualAverage) {
        return state
            .section
            .period
            .filter(|p| p.first().year != p.last().year)
            .or(report.filter(|p| p.first().year != p.last().year))
            .or(base);
    }
    let several = |p: &Period| p.first().year != p.last().year;
    if let Some(span) = base.filter(several) {
        return Some(of_span(walk, tokens, near, cues, measure, span));
    }
    // In a review of several years, what grew or was added did so over all of them, unless it says 同比.
    if let Some(span) = state.section.period.filter(several).filter(|_| matches!(measure, Measure::Growth | Measure::Change))
        && !cues.has(Class::YearOnYear)
        && cues.compared_periods.iter().all(|p| !matches!(p, PeriodWord::LastYear))
        && walk.context.periods.period == state.section.period
    {
        return Some(span);
    }
    let Name::Known(index) = subject.name else { return base.map(|b| clip(b, report, state)) };
    // A year's plan is the year's; so is a count of projects set for it.
    let name = walk.catalogue.indicator(index);
    if measure == Measure::Level
        && name.done != ""
        && (subject.words.of(walk.text).contains("年度") || subject.words.of(walk.text).contains("年计划") || name.name.contains("年度"))
    {
        return base.map(|b| if b.first().year == b.last().year { Period::year(b.last_year()) } else { b });
    }
    if measure == Measure::Level && (name.money != "" && name.of.is_empty() || name.done != "") {
        return base;
    }
    base.map(|b| clip(b, report, state))
}

/// In a review or plan of several years, what is reached is of the last of them, what is done is of them all.
fn of_span(walk: &Walk, tokens: &[Token], near: &[usize], cues: &Cues, measure: Measure, span: Period) -> Period {
    let summed = clause::cover(tokens, near).is_some_and(|s| ["累计", "五年", "年均", "期间"].iter().any(|w| s.of(walk.text).contains(w)));
    let reached = cues.has(Class::To) || cues.has(Class::Stock) || cues.has(Class::Over) || cues.has(Class::AtMost);
    match measure {
        Measure::Growth | Measure::Change => span,
        _ if summed => span,
        Measure::Level if !reached => span,
        _ => Period::year(span.last_year()),
    }
}

/// What has happened cannot reach past the report's own period: 今年 in a report on January to August is those months.
fn clip(period: Period, report: Option<Period>, state: &State) -> Period {
    match report {
        Some(r)
            if !state.section.plan
                && state.status.is_none_or(|(s, _)| s == Status::Actual)
                && period.is_year()
                && !r.is_year()
                && r.first().year == r.last().year
                && r.last_year() == period.last_year() =>
        {
            r
        }
        _ => period,
    }
}

/// Whether the figure is the first of 由A增加到B.
fn reaches(figure: &Figure) -> bool {
    figure.after.iter().take(3).any(|t| word_class(Some(t)) == Some(Class::To))
}

fn status_of(
    walk: &Walk,
    figure: &Figure,
    subject: &Subject,
    measure: Measure,
    period: Option<Period>,
    state: &State,
) -> (Status, Option<Span>) {
    let of_plan = figure.after.first().is_some_and(|t| t.span.of(walk.text) == "的")
        && matches!(word_class(figure.after.get(1)), Some(Class::Plan | Class::Target));
    if figure.plan_outside || of_plan && measure != Measure::Completion {
        return (Status::Target, None);
    }
    if let Name::Known(index) = subject.name
        && measure == Measure::Level
    {
        let name = walk.catalogue.indicator(index).name.as_str();
        let words = subject.words.of(walk.text);
        if name == "项目年度计划投资" || name == "项目总投资" && (words.contains("计划") || words.contains("概算")) {
            return (Status::Target, Some(subject.words));
        }
    }
    match state.status {
        // A forecast is of a period under way or past; of one to come it is a goal.
        Some((Status::Forecast, span))
            if state.section.plan && period.is_some() && period.map(Period::first) > walk.context.periods.period.map(Period::last) =>
        {
            (Status::Target, Some(span))
        }
        Some((status, span)) => (status, Some(span)),
        None if state.section.plan => (Status::Target, None),
        None => (Status::Actual, None),
    }
}

/// The value with its sign.
fn value_of(number: Number, measure: Measure, rise: bool) -> Value {
    let signed = |v: Decimal| if !rise && matches!(measure, Measure::Growth | Measure::Change) && v > Decimal::ZERO { -v } else { v };
    match number {
        Number::Exact(v) => Value::Number(signed(v)),
        Number::Range(a, b) => {
            let (a, b) = (signed(a), signed(b));
            Value::Range(a.min(b), a.max(b))
        }
        Number::Masked => Value::Masked,
    }
}

/// How sure the reading is, from how much had to be inferred.
fn confidence(figure: &Figure, subject: &Subject, carried: bool, dated: bool) -> f32 {
    let mut sure: f32 = match subject.name {
        Name::Known(_) => 0.95,
        Name::Phrase(_) => 0.75,
    };
    if carried {
        sure -= 0.08;
    }
    if figure.quantity.unit.dimension.is_none() {
        sure -= 0.2;
    }
    if !dated {
        sure -= 0.1;
    }
    if figure.quantity.form == Form::Chinese {
        sure -= 0.05;
    }
    sure.clamp(0.1, 1.0)
}
