//! One figure and the words around it become an observation.

use super::catalogue::{Catalogue, Category};
use super::clause::{self, Cues, Role, Said};
use super::confidence;
use super::figure::Figure;
use super::find::{self, find_subject};
use super::lexer::{Kind, Mark, Token};
use super::measure::{Reading, read_measure};
use super::noted::{note_domain, note_periods, note_status};
use super::observation::{Attribute, Basis, Evidence, Evidences, IndicatorName, Measure, Observation, Place, Status, Value};
use super::phrases::List;
use super::scope;
use super::shared;
use super::state::{REMEMBERED, Spoken, State, Told};
use super::subject::{self, Name, Subject};
use super::text::Walk;
use super::when::{period_of, status_of};
use super::words::Class;
use crate::base::{Decimal, Period, Span, Text, utf8, work};
use crate::quantity::{Dimension, Form, Number, PeriodWord};

/// A figure and the words around it.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The text, the catalogue, the report's context.
    pub walk: &'a Walk<'a>,
    /// The paragraph's tokens.
    pub tokens: &'a [Token],
    /// Indices of the tokens before the figure's own clause, back to the figure before.
    pub far: &'a [usize],
    /// Indices of the tokens of its own clause before it.
    pub near: &'a [usize],
    /// What the own clause says.
    pub cues: &'a Cues,
    /// What `far` and `near` have at all.
    pub said: Said,
    /// The figure.
    pub figure: &'a Figure<'a>,
}

impl Around<'_> {
    /// Whether the figure's clause goes on a list: 、高新技术企业32家.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        // 工业投资1200亿元以上、技改投资350亿元.
        let bound = |t: &&Token| matches!(t.kind, Kind::Word(w) if matches!(w.class, Some(Class::AtLeast | Class::AtMost | Class::About)));
        let mut near = self.near.iter().filter_map(|&i| self.tokens.get(i)).skip_while(bound);
        near.next().is_some_and(|t| matches!(t.kind, Kind::Mark(Mark::Pause)))
    }
}

/// Makes the observation. `far` and `near` are the token indices before the figure, `near` those of its own clause.
pub fn attribute(at: &Around, state: &mut State) -> Observation {
    let &Around { walk, tokens, near, figure, .. } = at;
    let mut evidence = Evidences::new();
    work::done(at.far.len() + at.near.len());
    let spoken_of_before = state.period;
    note_status(at, state);
    note_periods(at, state);
    note_domain(at, state);
    let reading = read_measure(at, state);
    if figure.threshold {
        state.bound = Some(bound_words(at));
        return threshold(at, state);
    }
    let found = find_subject(at, &reading, state);
    let (mut subject, measure) = settle(at, found.subject, &reading, state);
    bound(at, &mut subject, state);
    let own_scope = subject.scope;
    subject.scope = scope::refine(at, &subject, measure, state);
    // 园区实现…规模工业总产值, in a report of more than the park: the parks' own indicator.
    // 园区78户规上工业企业完成总产值: in the park's own report too.
    if let Some(scope) = subject.scope.filter(|_| !found.carried)
        && let Some(own) = parks_of_scaled(walk, &subject)
        && scope::is_park(scope.of(walk.text))
    {
        subject.name = Name::Known(own);
    }
    // 经开区 in the park's own report is the report's own area; a share that all have together is of no one of them.
    if subject.scope.is_some_and(|s| walk.own_park && scope::is_park(s.of(walk.text)))
        || measure == Measure::Share && found.carried && summed(at)
    {
        subject.scope = None;
    }
    // 增长12.9%（全省平均9.4%）: another area's.
    if measure == Measure::Growth
        && let Some(area) = super::measure::area_in_bracket(at).or_else(|| super::measure::area_held_against(at))
    {
        subject.scope = Some(area);
    }
    // A place in an order is told among an area; what follows is of what was spoken of before.
    let left_scope = if measure == Measure::Rank { scope_before(&subject, state).unwrap_or(own_scope) } else { subject.scope };
    let unit = unit_text(at, &subject, measure);
    let spoken = spoken_of(walk.catalogue, &subject);
    let lends = |&(lent, of): &(Period, Option<Spoken>)| of.is_some() && of == spoken || is_monthly(walk.catalogue, &subject, lent, state);
    if let Some((lent, of)) = state.lent.filter(|lent| state.period.is_none() && lends(lent)) {
        state.period = Some(lent);
        state.period_told = Some((state.sentence, of));
    }
    let mut period = period_of(at, &subject, measure, &reading, state);
    // 增速高于一季度的2%; 与2025年2.6%的目标相比: what it is held against leaves no period.
    let aim = !state.section.plan && measure != Measure::Completion && super::when::of_plan(at);
    if measure == Measure::Growth && held_against(at) || aim || super::when::was_then(at) {
        state.period = spoken_of_before;
    }
    if state.period.is_some() && state.period_told.is_none_or(|(_, of)| of.is_none()) {
        state.period_told = Some((state.period_told.map_or(state.sentence, |(told, _)| told), spoken));
    }
    if let Form::Ratio(part, _) = figure.quantity.form
        && let Some(last) = state.told.last().filter(|_| part > 0)
    {
        period = last.period;
    }
    state.begun = state.begun.or(period);
    note_went(at, &subject, period, state);
    let (status, status_words) = status_of(at, &subject, measure, period, state);
    // 拖累全区产值增速1.9个百分点: what drags is no rise.
    let drags = matches!(subject.name, Name::Phrase(w) if measure == Measure::Change && w.begins(walk.text, "拖累"));
    let rise = reading.rise.is_none_or(|(up, _)| up) && !drags;
    let value = match super::acts::is_loss(at, &subject, measure) {
        true => value_of(figure.quantity.number, Measure::Change, false),
        false => value_of(figure.quantity.number, measure, rise),
    };
    if let Some((_, span)) = reading.rise {
        evidence.push(Evidence { attribute: Attribute::Sign, place: Place::Text(span) });
    } else if let Some(span) = super::measure::words_of(at, measure) {
        evidence.push(Evidence { attribute: Attribute::Measure, place: Place::Text(span) });
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
    if !is_beside(at, &subject, measure) {
        let subject = Subject { scope: left_scope, ..subject };
        remember(
            walk,
            state,
            Told {
                subject,
                measure,
                dimension: figure.quantity.unit.dimension,
                amount: (figure.quantity.number, figure.quantity.unit.written),
                rise,
                period,
                sentence: state.sentence,
                part: state.part,
                planned: figure.planned,
            },
        );
    }
    let scope = scope_words(at, &subject, state);
    state.attempting = at.cues.has(Class::Attempt) || state.attempting && at.is_listed();
    let confidence = confidence::of(
        &confidence::Reading { at, found: &found, subject: &subject, measure, period, status, scope: scope.as_deref() },
        state,
    );
    Observation {
        indicator: name_of(walk, &subject),
        measure,
        basis: reading.basis.or((measure == Measure::Growth).then_some(Basis::YearOnYear)),
        value,
        unit,
        status,
        period,
        scope,
        qualifier: figure.qualifier(tokens, near),
        confidence,
        place: Place::Text(figure.quantity.span),
        heading: state.heading.and_then(|h| u32::try_from(h).ok()),
        evidence,
    }
}

/// The subject found, as the catalogue has it: the parks', of a year, a ratio, a contribution; and the measure that fits it.
fn settle(at: &Around, found: Subject, reading: &Reading, state: &State) -> (Subject, Measure) {
    let walk = at.walk;
    let (mut subject, mut measure) = (found, reading.measure);
    // 是“十二五”末9家的5.2倍: words that name nothing.
    let nothing = |words: Span| words.of(walk.text).chars().all(|c| matches!(c, '是' | '为' | '的' | '，' | '、' | ' ' | '“' | '”'));
    if let (Name::Phrase(words), Some(last)) = (subject.name, state.told.last())
        && nothing(words)
    {
        subject = last.subject;
    }
    if let Some(own) = of_parks(at, &subject, state) {
        subject.name = Name::Known(own);
    }
    if let Some(yearly) = of_the_year(at, &subject) {
        subject.name = Name::Known(yearly);
    }
    if let Some(ratio) = ratio_of(at, &subject, measure, state) {
        subject.name = Name::Known(ratio);
    }
    if let Name::Known(index) = subject.name {
        measure = settled(at, &subject, measure);
        // 年度投资完成率达到100%: of what was spent.
        if measure == Measure::Completion {
            subject.name = Name::Known(walk.catalogue.done(index).unwrap_or(index));
        }
    }
    if let Some(words) = contribution(at, measure) {
        subject = Subject::phrase(words);
    } else if let Some(last) = state.told.last().filter(|t| reading.continues && measure == Measure::Change && t.measure == measure)
        && matches!(last.subject.name, Name::Phrase(w) if ["拉动", "拉低", "下拉", "拖累"].iter().any(|pulls| w.of(walk.text).starts_with(pulls)))
    {
        // 分别拉低全市增幅1.3和0.8个百分点.
        subject = Subject { scope: subject.scope, ..last.subject };
    }
    if let Some(areas) = areas_counted(at, measure) {
        subject = Subject::phrase(areas);
    }
    subject.head = subject.head.or_else(|| output_of(at, &subject, state));
    (subject, measure)
}

/// Whether the words begin with areas by their kind, 县区中, and not with a word that only looks so: 市场主体.
fn names_areas(words: &str) -> bool {
    const KINDS: [char; 6] = ['县', '区', '市', '镇', '乡', '省'];
    let mut chars = words.chars();
    chars.next().is_some_and(|c| KINDS.contains(&c)) && chars.next().is_none_or(|c| KINDS.contains(&c) || "、（(中里内州级".contains(c))
}

/// Whether the figure counts areas among which a place is told.
pub fn is_of_areas(at: &Around) -> bool {
    areas_counted(at, Measure::Level).is_some()
}

/// 列全市11个县（市、区）第3: the areas that are counted right behind the figure.
fn areas_counted(at: &Around, measure: Measure) -> Option<Span> {
    const KINDS: [&str; 9] = ["县", "区", "市", "州", "地市", "乡镇", "旗", "盟", "设区市"];
    let &Around { walk, cues, figure, .. } = at;
    if measure != Measure::Level || figure.quantity.unit.dimension != Some(Dimension::Count) || !cues.has(Class::Rank) {
        return None;
    }
    let after = figure.after.first().filter(|t| t.span.start == figure.quantity.span.end)?;
    let words = after.span.of(walk.text);
    (KINDS.iter().any(|k| words.starts_with(k)) && words.chars().count() <= 6).then_some(after.span)
}

/// 全市9个县区中列第6位: how many areas there are is not what is spoken of.
fn is_beside(at: &Around, subject: &Subject, measure: Measure) -> bool {
    let &Around { walk, cues, figure, .. } = at;
    let among = || {
        figure.after.first().filter(|t| t.span.start == figure.quantity.span.end).is_some_and(|t| {
            let words = t.span.of(walk.text);
            words.starts_with(['县', '区', '市', '州', '省', '镇', '盟']) || words.starts_with("地市") || words.starts_with("乡镇")
        })
    };
    measure == Measure::Level
        && (matches!(figure.quantity.unit.dimension, Some(Dimension::Count)) && among()
            || matches!(subject.name, Name::Phrase(w) if cues.has(Class::Rank)
            || names_areas(w.of(walk.text))
            || cues.has(Class::Above) || cues.has(Class::Below)))
}

/// The subject's name in the catalogue, else in the report's words.
fn name_of(walk: &Walk, subject: &Subject) -> IndicatorName {
    match subject.name {
        Name::Known(index) => IndicatorName::Known(index),
        Name::Phrase(words) => IndicatorName::Phrase(match subject.head {
            Some(head) => tidy(&format!("{}{}", words.of(walk.text), head.of(walk.text))),
            None => without_verb(tidy(words.of(walk.text))),
        }),
    }
}

/// 工业园区实现主营业务收入: a name without the verb in its midst.
fn without_verb(name: Text) -> Text {
    const VERBS: [&str; 3] = ["实现", "完成", "达到"];
    // Most names hold none.
    if !utf8::any(&name, |c| matches!(c, '实' | '完' | '达')) {
        return name;
    }
    let find = |verb: &str| utf8::find(&name, verb).filter(|at| *at > 0 && at + verb.len() < name.len());
    let found = VERBS.iter().find_map(|verb| Some((find(verb)?, verb.len())));
    let Some((at, len)) = found else { return name };
    let (before, after) = (name.get(..at).unwrap_or_default(), name.get(at + len..).unwrap_or_default());
    if after.starts_with(['率', '情', '度', '后', '的', '了']) { name } else { format!("{before}{after}").into() }
}

/// Puts before the last observation those of the further things that its figure is told of: A、B均居全国首位. Each is at the same place, with
/// the same value.
pub fn told_of_all(at: &Around, state: &State, out: &mut Vec<Observation>) {
    let walk = at.walk;
    let first = out.last().filter(|first| shared::may_be(at, first.measure));
    let Some(others) = first.map(|first| shared::others(at, first.measure, state)).filter(|others| !others.is_empty()) else { return };
    let Some(first) = out.pop() else { return };
    for subject in others.iter().map(|s| find::restricted(at, *s)) {
        let indicator = name_of(walk, &subject);
        let own = subject.scope.map(|s| tidy(scope::named(s.of(walk.text))));
        // A place in an order is told among those that the first is told among.
        let scope = if first.measure == Measure::Rank { first.scope.clone() } else { own };
        if indicator.name() == first.indicator.name() && (first.measure == Measure::Rank || scope == first.scope) {
            continue;
        }
        let named = Evidence { attribute: Attribute::Indicator, place: Place::Text(subject.words) };
        let evidence = first.evidence.iter().map(|e| if e.attribute == Attribute::Indicator { named } else { *e }).collect();
        out.push(Observation { indicator, scope, evidence, ..first.clone() });
    }
    out.push(first);
}

/// Whether the figure is what something is held against: 高于一季度的2%.
fn held_against(at: &Around) -> bool {
    let &Around { walk, tokens, near, cues, .. } = at;
    (cues.has(Class::Above) || cues.has(Class::Below))
        && near.last().and_then(|&i| tokens.get(i)).is_some_and(|t| t.span.is(walk.text, "的"))
}

/// Whether it is told every month, as output and use of power are, in the year of which months were told: 1—11月，…增长5.4%。工业用电量….
fn is_monthly(catalogue: &Catalogue, subject: &Subject, months: Period, state: &State) -> bool {
    let Name::Known(index) = subject.name else { return false };
    let entry = catalogue.indicator(index);
    matches!(entry.category, Category::Macro | Category::Industry)
        && !entry.stock
        && months.is_cumulative()
        && state.section.period.is_some_and(|p| p.last_year() == months.last_year() && months.last() < p.last())
}

/// 由2015年的23.1亿元增加到2019年的48.6亿元: from when to when.
fn note_went(at: &Around, subject: &Subject, period: Option<Period>, state: &mut State) {
    if !at.cues.has(Class::To) {
        return;
    }
    let from = state.told.last().filter(|t| t.sentence == state.sentence && t.subject.name == subject.name).and_then(|t| t.period);
    if let Some((from, to)) = from.zip(period)
        && to.is_year()
        && from.is_year()
        && from < to
    {
        state.went = Some((from.last_year(), to.last_year()));
    }
}

/// 食品加工企业23家，…实现产值37.3亿元: firms of a sector that were counted speak of the sector.
fn firms_of(text: &str, told: &Told) -> Option<subject::Domain> {
    let Name::Phrase(words) = told.subject.name else { return None };
    let counted = told.measure == Measure::Level && told.dimension == Some(Dimension::Count);
    let name = words.of(text).strip_suffix("企业").filter(|_| counted)?;
    let sector = Span::new(words.start as usize, words.start as usize + name.len());
    subject::is_sector(text, sector).then_some(subject::Domain::Sector(sector))
}

fn remember(walk: &Walk, state: &mut State, told: Told) {
    let Walk { text, catalogue, .. } = *walk;
    if state.told.len() >= REMEMBERED * 2 {
        state.told.drain(..REMEMBERED);
    }
    let local = matches!(told.subject.domain, Some(subject::Domain::Named(d)) if catalogue.is_local(d));
    state.domain = told.subject.domain.filter(|_| !local).or_else(|| firms_of(text, &told)).or(state.domain);
    // 在41个工业大类行业中: what only counts its parts does not speak of another.
    let within = |d: u8| state.home == catalogue.scaled_industry().map(subject::Domain::Named) && catalogue.is_industry(d);
    if matches!(state.domain, Some(subject::Domain::Named(d)) if !within(d)) && matches!(told.subject.name, Name::Known(_)) {
        state.home = state.domain;
    }
    state.noun = told.subject.noun.or(state.noun);
    if (state.lead.is_none() || state.lead_open) && matches!(told.subject.name, Name::Known(_)) && told.measure != Measure::Rank {
        state.lead = Some(told);
        state.lead_open = false;
    }
    state.told.push(told);
}

/// A phrase without line ends and outer marks, at most forty characters.
fn tidy(words: &str) -> Text {
    const OUTER: [char; 3] = ['的', '，', ','];
    /// No text of so few bytes has more than forty characters.
    const SHORT: usize = 40;
    let short = words.len() <= SHORT || words.chars().count() <= 40;
    if short && !utf8::may_hold_space(words) {
        // Mostly there is nothing to trim.
        let outer = utf8::begins_or_ends(words, |c| OUTER.contains(&c));
        return if outer { words.trim_matches(OUTER).into() } else { words.into() };
    }
    words.chars().filter(|c| !c.is_whitespace()).take(40).collect::<String>().trim_matches(OUTER).into()
}

/// A bound (亿元以上) is told in its own words and leaves nothing behind.
fn threshold(at: &Around, state: &State) -> Observation {
    let &Around { walk, tokens, near, figure, .. } = at;
    let words = clause::cover(tokens, near).map_or("门槛", |s| s.of(walk.text));
    let subject = Subject::phrase(figure.quantity.span);
    Observation {
        indicator: IndicatorName::Phrase(format!("{}门槛", tidy(words)).into()),
        measure: Measure::Level,
        basis: None,
        value: value_of(figure.quantity.number, Measure::Level, true),
        unit: unit_text(at, &subject, Measure::Level),
        status: if state.section.plan { Status::Target } else { Status::Actual },
        period: state.period.or(state.section.period),
        scope: None,
        qualifier: figure.qualifier(tokens, near),
        confidence: 0.4,
        place: Place::Text(figure.quantity.span),
        heading: state.heading.and_then(|h| u32::try_from(h).ok()),
        evidence: Evidences::new(),
    }
}

/// Whether the clause sums up what was told: 合计占规上工业总产值的82.5%.
fn summed(at: &Around) -> bool {
    let &Around { walk, tokens, near, cues, .. } = at;
    let those = |t: &Token| super::lists::is_those(t.span.of(walk.text));
    cues.lists.has(List::Summing) || cues.lists.has(List::Those) && near.iter().filter_map(|&i| tokens.get(i)).any(those)
}

/// The scope of the figure before, where it tells of the same indicator.
fn scope_before(subject: &Subject, state: &State) -> Option<Option<Span>> {
    state.told.last().filter(|t| t.subject.name == subject.name).map(|t| t.subject.scope)
}

/// The scope in words. What was added to a stock that has no count of its own for it (新增省级专精特新中小企业5家) is told apart.
fn scope_words(at: &Around, subject: &Subject, state: &mut State) -> Option<Text> {
    let &Around { walk, tokens, cues, .. } = at;
    let listed = at.is_listed();
    let added = cues.at(Class::Added).checked_sub(1).and_then(|i| tokens.get(i)).map(|t| t.span);
    state.adding = added.or(state.adding.filter(|_| listed || cues.has(Class::Among) && state.whole > 0));
    let stock = matches!(subject.name, Name::Known(i) if walk.catalogue.indicator(i).stock && walk.catalogue.added(i).is_none());
    let lead = state.adding.filter(|_| stock && !cues.has(Class::To) && !cues.has(Class::Stock)).map_or("", |s| s.of(walk.text));
    let named = subject.scope.map(|s| scope::named(s.of(walk.text)));
    let words = match (named, subject.name) {
        (Some(words), Name::Known(index)) => Some(scope::beyond(walk.catalogue, index, words)),
        (words, _) => words,
    };
    // 新建项目, of 重点工业项目: 新建重点工业项目.
    let pool = || {
        let pool = scope::named(state.pool?.of(walk.text));
        (pool.ends_with("项目") && !pool.contains(char::is_whitespace)).then_some(pool)
    };
    if let Some(kind) = words.and_then(scope::part_of_pool)
        && let Some(pool) = pool()
    {
        return Some(format!("{kind}{pool}").into());
    }
    match words.filter(|w| !w.is_empty()).map(tidy) {
        Some(words) if lead.is_empty() || words.starts_with(lead) => Some(words),
        Some(words) => Some(format!("{lead}{words}").into()),
        None if lead.is_empty() => None,
        None => Some(lead.into()),
    }
}

/// What a period told with the subject holds on for.
fn spoken_of(catalogue: &Catalogue, subject: &Subject) -> Option<Spoken> {
    match subject.name {
        Name::Known(index) if catalogue.indicator(index).category == Category::Project => Some(Spoken::Projects),
        _ => subject.domain.map(Spoken::Of),
    }
}

/// A kind of projects or firms keeps the bound told right before it: 10亿元以上项目.
fn bound(at: &Around, subject: &mut Subject, state: &mut State) {
    let walk = at.walk;
    // 亿元企业146家: the bound is no figure, and stands right before.
    let named = if let Name::Phrase(words) = subject.name { Some(words) } else { subject.scope };
    let grown = named.and_then(|words| {
        let first = at.near.iter().find(|&&i| at.tokens.get(i).is_some_and(|t| t.span.start == words.start))?;
        let before = at.tokens.get(first.checked_sub(1)?).filter(|t| t.span.end == words.start)?;
        let money = matches!(before.kind, Kind::Quantity(q) if q.unit.dimension == Some(Dimension::Money));
        let digits = before.span.of(walk.text).contains(|c: char| crate::quantity::numerals::digit(c).is_some());
        (money && !digits).then_some(before)
    });
    let bound = state.bound.take().or(grown.map(|t| t.span));
    let bounded = |words: Span| bound.filter(|b| follows_bound(walk.text, *b, words)).map_or(words, |b| b.cover(words));
    subject.scope = subject.scope.map(bounded);
    if let Name::Phrase(words) = subject.name {
        subject.name = Name::Phrase(bounded(words));
    }
}

/// A bound with the word that leads it: 超百亿元.
fn bound_words(at: &Around) -> Span {
    let &Around { tokens, near, figure, .. } = at;
    let own = figure.quantity.span;
    let lead = near.last().and_then(|&i| tokens.get(i)).filter(|t| t.span.end == own.start);
    match lead {
        Some(t) if matches!(t.kind, Kind::Word(w) if matches!(w.class, Some(Class::Over | Class::Under | Class::Nearly))) => {
            t.span.cover(own)
        }
        _ => own,
    }
}

/// Whether nothing but 以上, 的 and the like stands between a bound and the words it bounds.
fn follows_bound(text: &str, bound: Span, words: Span) -> bool {
    let between = text.get(bound.end as usize..words.start as usize);
    between.is_some_and(|b| matches!(b, "" | "的" | "以上" | "及以上" | "以上的" | "以下" | "以下的" | "级"))
}

/// The parks' indicator of the same noun, where the scaled industry's is told of a park.
fn parks_of_scaled(walk: &Walk, subject: &Subject) -> Option<u16> {
    let Name::Known(index) = subject.name else { return None };
    let (domain, noun) = walk.catalogue.pair_of(index);
    let scaled = domain.is_some() && domain == walk.catalogue.scaled_industry();
    if scaled { walk.catalogue.pair(walk.catalogue.domain("园区")?, noun?) } else { None }
}

/// Under a heading of parks their output is told: 三、坚定不移建好经济开发区.
fn of_parks(at: &Around, subject: &Subject, state: &State) -> Option<u16> {
    if state.section.park && subject.scope.is_none() && !at.walk.own_park { parks_of_scaled(at.walk, subject) } else { None }
}

/// 2021年计划投资258亿元: what is to be spent in that year, and not in all.
fn of_the_year(at: &Around, subject: &Subject) -> Option<u16> {
    let &Around { walk, tokens, near, .. } = at;
    if !subject.words.is(walk.text, "计划投资") {
        return None;
    }
    let place = near.iter().position(|&i| tokens.get(i).is_some_and(|t| t.span == subject.words))?;
    let year = place.checked_sub(1).and_then(|p| near.get(p)).and_then(|&i| tokens.get(i))?;
    let of_year =
        matches!(year.kind, Kind::Period(PeriodWord::Year(_) | PeriodWord::ThisYear | PeriodWord::NextYear | PeriodWord::WholeYear));
    if of_year && year.span.end == subject.words.start { walk.catalogue.find("项目年度计划投资") } else { None }
}

/// 占…比重: the ratio may be an indicator of its own.
fn ratio_of(at: &Around, subject: &Subject, measure: Measure, state: &State) -> Option<u16> {
    let Name::Known(part) = subject.name else { return None };
    if measure != Measure::Share {
        return None;
    }
    let catalogue = at.walk.catalogue;
    match whole_of(at).or_else(|| whole_told(state)) {
        Some(whole) => catalogue.ratio(part, whole).or_else(|| catalogue.ratio_again(part, whole)),
        // 有研发活动企业112家，占比49.8%: there is one whole that it is told of.
        // 其中企业34.1亿元，占91%: of the whole told before.
        None if state.whole > 0 && at.cues.has(Class::Share) => None,
        // 按执行部门分，企业13.2亿元，占91.9%: of the whole that it is a part of.
        None if state
            .told
            .last()
            .is_some_and(|t| t.sentence == state.sentence && t.subject.name == subject.name && t.subject.scope.is_some()) =>
        {
            None
        }
        None if !at.cues.mentions.iter().any(|m| m.role == Role::Whole) => catalogue.only_ratio(part),
        None => None,
    }
}

/// 主要产品产量增减互现。原煤96.4万吨: where output is spoken of, a product's name alone before tons or pieces of it is its output.
fn output_of(at: &Around, subject: &Subject, state: &State) -> Option<Span> {
    /// How far back it may be spoken of, in tokens.
    const REACH: usize = 120;
    let &Around { walk, tokens, near, figure, .. } = at;
    let Name::Phrase(words) = subject.name else { return None };
    let unit = figure.quantity.unit;
    let things = || unit.written.of(walk.text).ends_with(['辆', '台', '套', '块', '片', '只', '条', '件', '箱', '瓶', '米']);
    let physical = || {
        matches!(unit.dimension, Some(Dimension::Weight | Dimension::Volume | Dimension::Energy | Dimension::Length | Dimension::Power))
            || things()
    };
    let alone = near
        .last()
        .and_then(|&i| tokens.get(i))
        .is_some_and(|t| t.kind == Kind::Gap && t.span == words && t.span.end == figure.quantity.span.start);
    if !alone || !physical() || words.ends(walk.text, "量") || words.of(walk.text).chars().count() > 10 {
        return None;
    }
    let output =
        |span: Span| span.of(walk.text).find("产量").map(|at| Span::new(span.start as usize + at, span.start as usize + at + "产量".len()));
    let before = tokens.get(figure.at.saturating_sub(REACH)..figure.at)?;
    let spoken = before.first().is_some_and(|first| {
        let words = walk.text.as_bytes().get(first.span.start as usize..figure.quantity.span.start as usize);
        words.is_some_and(|words| memchr::memmem::find(words, "产量".as_bytes()).is_some())
    });
    let before = if spoken { before } else { &[] };
    let heading = || state.heading.and_then(|h| walk.outline.headings.get(h)).map(|h| h.title);
    before.iter().rev().find_map(|t| output(t.span)).or_else(|| heading().and_then(output))
}

/// 拉动规上工业增长4.3个百分点, 投资对经济增长的贡献率57%: what adds to what, and neither of them.
fn contribution(at: &Around, measure: Measure) -> Option<Span> {
    let &Around { walk, tokens, near, cues, figure, .. } = at;
    let words = |i: &&usize| tokens.get(**i).map_or("", |t| t.span.of(walk.text));
    match measure {
        Measure::Change if figure.quantity.unit.dimension == Some(Dimension::Point) => {
            let pulls = |i: &&usize| matches!(words(i), "下拉" | "拉低" | "拖累");
            let from = cues.at(Class::Contribution).checked_sub(1).or_else(|| near.iter().find(pulls).copied())?;
            clause::cover(tokens, near.get(near.iter().position(|i| *i == from)?..)?)
        }
        Measure::Share => {
            let place = near.iter().rposition(|i| words(&i) == "贡献率")?;
            let names = |&i: &usize| tokens.get(i).is_some_and(|t| !matches!(t.kind, Kind::Period(_) | Kind::Mark(_)));
            clause::cover(tokens, near.get(near.iter().position(names)?..=place)?)
        }
        _ => None,
    }
}

/// The indicator named as the whole: 占工业投资.
pub fn whole_of(at: &Around) -> Option<u16> {
    let &Around { walk, tokens, cues, .. } = at;
    cues.mentions.iter().filter(|m| m.role == Role::Whole).find_map(|m| match tokens.get(m.token)?.kind {
        Kind::Word(word) => word.meaning.indicator.or_else(|| walk.catalogue.pair(word.meaning.domain?, walk.catalogue.growth_noun()?)),
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
fn settled(at: &Around, subject: &Subject, measure: Measure) -> Measure {
    let &Around { walk, figure, .. } = at;
    let percent = figure.quantity.unit.dimension == Some(Dimension::Percent);
    let words = subject.words.of(walk.text);
    // 开工率, 竣工率, 亏损面 are shares of their counts; 完成率 a completion.
    match measure {
        Measure::Growth => measure,
        _ if !percent || !words.ends_with(['率', '面']) => measure,
        _ if words.contains("完成") => Measure::Completion,
        _ => Measure::Share,
    }
}

/// The unit as the report writes it; where it is left out, the one that must have stood there.
fn unit_text(at: &Around, subject: &Subject, measure: Measure) -> Text {
    let &Around { walk, figure, .. } = at;
    let unit = figure.quantity.unit;
    let written = unit.written.of(walk.text);
    // 前移2个位次: places, and no pieces of them.
    // 高0.4个点: said short.
    let written = match written {
        "个位次" => "位次",
        "个点" => "个百分点",
        other => other,
    };
    let loose = |c: char| matches!(c, '余' | '多' | '几' | ' ');
    // A scale, what is loose, and a unit are more than two characters.
    let written: Text = if written.len() > 6 && utf8::any(written, loose) { written.replace(loose, "").into() } else { written.into() };
    if !unit.bare_scale && !written.is_empty() {
        return written;
    }
    let usual = match subject.name {
        Name::Known(index) => walk.catalogue.indicator(index).unit.as_str(),
        Name::Phrase(_) => "",
    };
    if unit.bare_scale && unit.dimension.is_some_and(|d| d != Dimension::Money) {
        // 八万六千余人: the unit stands at the end.
        let whole = figure.quantity.span.of(walk.text);
        let plain = whole.trim_start_matches(|c: char| {
            crate::quantity::numerals::chinese_digit(c).is_some()
                || crate::quantity::numerals::digit(c).is_some()
                || "十百千万亿余多几.．点".contains(c)
        });
        return format!("{written}{plain}").into();
    }
    // 总用户数近3500万: counted, and no money.
    if unit.bare_scale && matches!(subject.name, Name::Phrase(words) if words.of(walk.text).ends_with(['数', '量'])) {
        return written;
    }
    // 1.2万企业: what is counted follows at once, and no 元 was left out, as it was in 千亿台阶, 百亿产业.
    const SUMS: [&str; 12] = ["大关", "台阶", "关口", "门槛", "级", "量级", "规模", "产业", "集群", "目标", "企业", "园区"];
    let gap = figure.after.first().filter(|t| matches!(t.kind, Kind::Gap) && t.span.start == figure.quantity.span.end);
    let counted = || gap.is_some_and(|t| unit.written.begins(walk.text, "万") || !SUMS.iter().any(|w| t.span.begins(walk.text, w)));
    if unit.bare_scale && unit.dimension.is_none() && usual.is_empty() && counted() {
        return written;
    }
    if unit.bare_scale {
        let plain = usual.trim_start_matches(['亿', '万', '千', '百']);
        return format!("{written}{}", if plain.is_empty() || plain.starts_with('%') { "元" } else { plain }).into();
    }
    if !written.is_empty() {
        return written;
    }
    match (unit.dimension, measure) {
        (Some(Dimension::Rank), _) => "位".into(),
        (Some(Dimension::Times), _) => "倍".into(),
        (Some(Dimension::Percent), _) | (None, Measure::Growth | Measure::Share | Measure::Completion) => "%".into(),
        (None, _) => usual.into(),
        (Some(_), _) => written,
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
