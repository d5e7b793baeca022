//! What a figure inherits from where it stands: the report's periods, its section's period and status.

use super::ReportPeriods;
use super::figure::word_class;
use super::lexer::{self, Kind, Token};
use super::phrases::{self, List, Lists};
use super::words::Class;
use super::{scope, subject};
use crate::base::{Period, Span};
use crate::outline::{Front, Outline};
use crate::quantity::PeriodWord;

/// What a section gives to the figures in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Section {
    /// The period its figures are about when they do not say.
    pub period: Option<Period>,
    /// The years that its heading names beside one of them: 2025年工作和“十四五”发展回顾. What says that it is of the years is of those.
    pub years: Option<Period>,
    /// Whether it tells of plans.
    pub plan: bool,
    /// The indicator its heading names, and whether by its growth: 增加值增速.
    pub topic: Option<(u16, bool)>,
    /// Whether its heading, or one above it, is about parks: 建好经济开发区.
    pub park: bool,
    /// The sector its heading begins with, below a heading of sectors: 重点行业运行情况 / （二）电子信息较快增长.
    pub sector: Option<Span>,
    /// The sector whose name its heading is: 2.1.2 生物医药.
    pub named_sector: Option<Span>,
    /// The project that its heading names.
    pub project: Option<Span>,
}

impl Section {
    /// The several years it is about, alone or beside one of them.
    #[must_use]
    pub fn years_told(&self) -> Option<Period> {
        self.years.or(self.period).filter(|p| p.first().year != p.last().year)
    }
}

/// The report's own periods, and those of each heading's section, in the outline's order.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The report's.
    pub periods: ReportPeriods,
    /// Whether its period is only the first that its text names: later ones may be past too.
    pub guessed: bool,
    /// One for each heading.
    pub sections: Vec<Section>,
}

/// What a heading says by itself.
struct Said {
    /// The periods it names.
    named: Vec<PeriodWord>,
    /// The lists it has words of.
    lists: Lists,
    /// Whether it tells of plans.
    plan: bool,
    /// The indicator it names, and whether by its growth.
    topic: Option<(u16, bool)>,
}

impl Context {
    /// Reads the report's periods from its title, its headings and its first lines, and each section's from its heading.
    /// Periods that somebody has told stand before those read.
    #[must_use]
    pub fn read(text: &str, front: &Front, outline: &Outline, told: ReportPeriods) -> Self {
        // 政 府 工 作 报 告
        let title: String = front.title.map_or("", |span| span.of(text)).chars().filter(|c| !c.is_whitespace()).collect();
        let title = title.as_str();
        let mut tokens = Vec::new();
        let named = named_periods(title, &mut tokens);
        let masked_title = named.contains(&PeriodWord::Masked);
        let mut found = from_words(&named, year_of_issue(&named, front));
        if title.contains("政府工作报告") && !title.contains("回顾") {
            // A government work report of year N reviews N − 1 and plans N.
            // Without a year in its title, it is given at the beginning of that year, or at the end of the year before.
            let given = || front.issued_on.map(|(year, month, _)| Period::year(if month <= 6 { year } else { year + 1 }));
            if let Some(plan) = found.first().copied().or_else(|| given().filter(|_| !masked_title)).filter(|p| p.is_year()) {
                found = vec![plan.shifted(-1), plan];
            }
        }
        if let Some(until) = subtitle_period(text, front, &mut tokens) {
            found.retain(|p| p.first() > until.last());
            found.insert(0, until);
        }
        // 中期评估: what has passed of the plan's years; it looks on to their last.
        if let Some(span) = found.first().copied().filter(|p| p.first().year != p.last().year && title.contains("中期")) {
            let years = passed_years(span, text, front, &mut tokens);
            found = vec![years, Period::year(span.last_year())];
        }
        // “十四五”规划和二〇三五年远景目标纲要: what is planned is of the five years; the far year only speaks for itself.
        if let [span, far] = found.as_slice()
            && span.first().year != span.last().year
            && far.is_year()
            && far > span
            && !title.contains("中期")
            && ["规划", "纲要", "远景"].iter().any(|w| title.contains(w))
        {
            found = vec![*span, *span];
        }
        let mut periods = ReportPeriods { period: found.first().copied(), plan: found.get(1).copied() };
        let mut headings: Vec<Said> = Vec::with_capacity(outline.headings.len());
        for heading in &outline.headings {
            let words = heading_words(text, heading.title);
            let lists = phrases::inside(words);
            let named = named_periods(words, &mut tokens);
            headings.push(Said { named, lists, plan: is_plan(words, lists, heading.parent.is_none()), topic: topic(words, &tokens) });
        }
        let wants = outline.headings.iter().zip(&headings).rposition(|(h, said)| h.parent.is_none() && said.lists.has(List::Wanting));
        let wanting = wants.unwrap_or(0);
        for said in headings.iter_mut().take(wanting).filter(|said| said.lists.has(List::Measures) && !said.lists.has(List::Plan)) {
            said.plan = false;
        }
        let mut guessed = false;
        if periods.period.is_none() && !masked_title {
            periods.period = headings.iter().find(|said| !said.plan).and_then(|said| from_words(&said.named, None).first().copied());
            guessed = periods.period.is_none();
            periods.period = periods
                .period
                .or_else(|| opening_period(text, front, &mut tokens))
                .or_else(|| front.issued_on.map(|(year, month, _)| Period::year(if month <= 3 { year - 1 } else { year })));
        }
        if let Some(year) =
            periods.period.filter(|p| p.is_year() && ["运行", "分析", "监测", "月报", "快报"].iter().any(|w| title.contains(w)))
            && let Some(months) = opening_months(text, front, year, &mut tokens)
        {
            periods.period = Some(months);
            periods.plan = None;
        }
        let masked = masked_title || (periods.period.is_none() && headings.iter().any(|said| said.named.contains(&PeriodWord::Masked)));
        let masked = masked && told.period.is_none();
        if told.period.is_some() {
            // The plan read looked on from another period.
            periods = ReportPeriods { period: told.period, plan: None };
        }
        periods.plan = told.plan.or(periods.plan);
        let base = periods.period;
        periods.plan = periods.plan.or_else(|| base.map(next_period));
        let of_report = front.title.and_then(|title| told_sector(text, title, &mut tokens));
        let mut sections: Vec<Section> = Vec::with_capacity(headings.len());
        for (heading, &Said { ref named, lists, plan, topic }) in outline.headings.iter().zip(&headings) {
            let inherited = heading.parent.and_then(|p| sections.get(p)).copied();
            let below_plan = inherited.is_some_and(|s| s.plan);
            // 紧盯短板抓创新, below 下一步打算, is a plan still.
            let present = lists.has(List::Present) && !below_plan || lists.has(List::Looking);
            let plan = !present && (plan || inherited.is_some_and(|s| s.plan));
            // 好于去年 compares; it does not date the section.
            let named: Vec<PeriodWord> = named
                .iter()
                .copied()
                .filter(|p| !matches!(p, PeriodWord::LastYear | PeriodWord::SameLastYear | PeriodWord::SamePeriod))
                .collect();
            let mut own = from_words(&named, base);
            // 今后五年的奋斗目标: the years to come.
            let words = heading.title.of(text);
            let to_come = !named.is_empty() && ["今后", "未来", "后两年", "后三年"].iter().any(|w| words.contains(w));
            if let ([PeriodWord::SpanOfYears(n @ 2..)], true, Some(now)) = (named.as_slice(), to_come, base.map(Period::last_year)) {
                own = vec![Period::years(now + 1, now + i16::from(*n))];
            }
            let (last, both) = year_and_years(&own);
            let years = both.or(inherited.and_then(|s| s.years).filter(|_| last.is_none()));
            let period = last
                .filter(|p| !(named.is_empty() || present && base.is_some_and(|b| p.first() > b.last())))
                .or_else(|| inherited.and_then(|s| if s.plan == plan { s.period } else { None }))
                .or(if plan { periods.plan } else { periods.period });
            let park = inherited.is_some_and(|s| s.park) || lists.has(List::OfParks);
            let of_sectors = heading.parent.and_then(|p| headings.get(p)).is_some_and(|h| h.lists.has(List::OfSectors));
            let sector = if of_sectors { first_name(text, heading.title, &mut tokens) } else { None };
            let sector = sector.or(of_report);
            let period = period.filter(|_| !named.contains(&PeriodWord::Masked));
            let title = heading.title;
            let named_sector = (title.of(text).chars().take(11).count() <= 10 && subject::is_sector(text, title)).then_some(title);
            let project = scope::project_in(text, title);
            sections.push(Section { period, years, plan, topic, sector, park, named_sector, project });
        }
        if masked {
            periods = ReportPeriods::default();
        }
        Self { periods, guessed, sections }
    }

    /// What the innermost heading gives; the report's own period where there is none.
    #[must_use]
    pub fn section(&self, heading: Option<usize>) -> Section {
        heading.and_then(|h| self.sections.get(h)).copied().unwrap_or(Section { period: self.periods.period, ..Section::default() })
    }
}

/// The period of a heading that names these: the last; of a year and the years around it (2025年工作和“十四五”发展回顾, in either order) the
/// year, and beside it the years.
fn year_and_years(named: &[Period]) -> (Option<Period>, Option<Period>) {
    let several = |p: &&Period| p.first().year != p.last().year;
    let years = named.iter().rev().find(several).copied();
    let one = named.iter().rev().find(|p| !several(p)).copied();
    match (one, years) {
        (Some(one), Some(years)) if years.first() <= one.first() && one.last() <= years.last() => (Some(one), Some(years)),
        _ => (named.last().copied(), None),
    }
}

/// The indicator a short heading, of these tokens, names: 增加值增速, （三）工业投资较快增长.
fn topic(words: &str, tokens: &[Token]) -> Option<(u16, bool)> {
    if words.chars().count() > 16 {
        return None;
    }
    let catalogue = super::catalogue::builtin();
    let mut named = tokens.iter().filter_map(|t| match t.kind {
        Kind::Word(word) => word.meaning.indicator.or_else(|| catalogue.pair(catalogue.scaled_industry()?, word.meaning.noun?)),
        _ => None,
    });
    let index = named.next()?;
    let growth =
        tokens.iter().any(|t| matches!(t.kind, Kind::Word(w) if matches!(w.class, Some(Class::GrowthNoun | Class::Up | Class::Down))));
    named.next().is_none().then_some((index, growth))
}

/// The one sector that a report's title says it is about: 某市2009年电子信息产业发展报告.
fn told_sector(text: &str, title: Span, tokens: &mut Vec<Token>) -> Option<Span> {
    let words = title.of(text);
    if !["发展", "运行", "情况", "分析"].iter().any(|w| words.contains(w)) || words.contains(['和', '、', '及']) {
        return None;
    }
    lexer::read(text, title.start as usize, title.end as usize, tokens);
    // 电子信息|产业发展报告: the name may end before 产业.
    let named = |t: &&Token| {
        let (own, rest) = (t.span.of(text), text.get(t.span.end as usize..).unwrap_or_default());
        let ends = ["产业", "行业", "制造业"].iter().any(|end| own.ends_with(end) && own.len() > end.len() || rest.starts_with(end));
        matches!(t.kind, Kind::Gap) && t.is_sector() && ends
    };
    let mut found = tokens.iter().filter(named).map(|t| t.span);
    found.next().filter(|_| found.next().is_none())
}

/// The name that a heading begins with.
fn first_name(text: &str, title: Span, tokens: &mut Vec<Token>) -> Option<Span> {
    lexer::read(text, title.start as usize, title.end as usize, tokens);
    let first = tokens.first()?;
    // 有色新材料: a name may begin with a word of other meaning.
    if let [a, b, ..] = tokens.as_slice()
        && matches!(a.kind, Kind::Word(w) if w.class == Some(Class::Noise))
        && matches!(b.kind, Kind::Gap)
        && a.span.end == b.span.start
    {
        return Some(a.span.cover(b.span));
    }
    (matches!(first.kind, Kind::Gap) && first.span.of(text).chars().count() >= 2).then_some(first.span)
}

/// A heading's first sixty characters: what its section is about.
fn heading_words(text: &str, title: Span) -> &str {
    let words = title.of(text);
    words.char_indices().nth(60).map_or(words, |(at, _)| words.get(..at).unwrap_or(words))
}

fn is_done(words: &str, lists: Lists) -> bool {
    words.ends_with("完成") || lists.has(List::Done)
}

/// Whether a heading's section tells of plans. A heading of several clauses is a slogan and tells nothing.
fn is_plan(words: &str, lists: Lists, outermost: bool) -> bool {
    (lists.has(List::Plan) || outermost && lists.has(List::OuterPlan)) && words.chars().count() <= 20 && !is_done(words, lists)
}

fn named_periods(words: &str, tokens: &mut Vec<Token>) -> Vec<PeriodWord> {
    lexer::read(words, 0, words.len(), tokens);
    tokens.iter().filter_map(|t| if let Kind::Period(p) = t.kind { Some(p) } else { None }).collect()
}

/// Whole periods out of period words in a row: 2024年 1-9月 → one; 2020年 … 2021年 → two.
fn from_words(named: &[PeriodWord], base: Option<Period>) -> Vec<Period> {
    let mut found: Vec<Period> = Vec::new();
    let mut year = base.map(Period::last_year);
    let mut open = false;
    for word in named {
        let period = match *word {
            PeriodWord::Year(y) => {
                year = Some(y);
                open = true;
                found.push(Period::year(y));
                continue;
            }
            PeriodWord::Years(a, b) => Some(Period::years(a, b)),
            PeriodWord::Months(a, b) => year.map(|y| Period::spoken(y, a, b)),
            PeriodWord::Half(h) => year.map(|y| Period::half(y, h)),
            PeriodWord::Quarter(q) => year.map(|y| Period::quarter(y, q)),
            PeriodWord::Quarters(q) => year.map(|y| Period::spoken(y, 1, q * 3)),
            PeriodWord::ThisYear | PeriodWord::WholeYear => year.map(Period::year),
            PeriodWord::NextYear => year.map(|y| Period::year(y + 1)),
            PeriodWord::LastYear => year.map(|y| Period::year(y - 1)),
            // 过去五年工作回顾: the years up to the one spoken of.
            PeriodWord::SpanOfYears(n @ 3..) => year.map(|y| Period::years(y + 1 - i16::from(n), y)),
            _ => None,
        };
        if let Some(period) = period {
            // 2024年1—9月 is one; 2025年和“十四五” are two.
            if open && !matches!(word, PeriodWord::Years(..) | PeriodWord::SpanOfYears(_)) && found.last().is_some_and(|p| p.is_year()) {
                found.pop();
            }
            open = false;
            found.push(period);
        }
    }
    found
}

/// （截至2022年10月底） below the title: the months up to then.
fn subtitle_period(text: &str, front: &Front, tokens: &mut Vec<Token>) -> Option<Period> {
    let from = front.title?.end as usize;
    let line = text.get(from..)?.lines().map(str::trim).find(|line| !line.is_empty())?;
    if line.chars().count() > 24 || !line.starts_with(['（', '(', '—']) || !line.contains("截至") && !line.contains("截止") {
        return None;
    }
    let named = named_periods(line, tokens);
    let year = named.iter().find_map(|p| if let PeriodWord::Year(y) = *p { Some(y) } else { None })?;
    named.iter().find_map(|p| match *p {
        PeriodWord::MonthEnd(month) | PeriodWord::Months(_, month) => Some(Period::spoken(year, 1, month)),
        _ => None,
    })
}

/// The years of a plan that had passed when its review was written; the first three where no date tells.
fn passed_years(span: Period, text: &str, front: &Front, tokens: &mut Vec<Token>) -> Period {
    let first = span.first().year;
    let written = front.issued_on.map(|(year, month, _)| (year, month)).or_else(|| {
        let from = front.title?.end as usize;
        let lines = text.get(from..)?.lines().map(str::trim).filter(|line| !line.is_empty()).take(3);
        let named: Vec<PeriodWord> = lines.filter(|line| line.chars().count() <= 30).flat_map(|line| named_periods(line, tokens)).collect();
        let year = named.iter().find_map(|p| if let PeriodWord::Year(y) = *p { Some(y) } else { None })?;
        let month = named.iter().find_map(|p| if let PeriodWord::Months(_, m) = *p { Some(m) } else { None })?;
        Some((year, month))
    });
    let last = written.map_or(first + 2, |(year, month)| if month >= 11 { year } else { year - 1 });
    Period::years(first, last.clamp(first, span.last_year()))
}

/// The months of `year` that one of the first paragraphs begins with: 1—8月，全区….
fn opening_months(text: &str, front: &Front, year: Period, tokens: &mut Vec<Token>) -> Option<Period> {
    let from = front.title?.end as usize;
    let paragraphs = text.get(from..)?.lines().map(str::trim).filter(|line| line.chars().count() > 20).take(4);
    for line in paragraphs {
        let head = line.char_indices().nth(24).map_or(line, |(at, _)| line.get(..at).unwrap_or(line));
        lexer::read(head, 0, head.len(), tokens);
        let first = tokens.first().map(|t| t.kind);
        let begins = match first {
            Some(Kind::Period(PeriodWord::Year(y))) if y == year.last_year() => tokens.get(1).map(|t| t.kind),
            other => other,
        };
        if let Some(Kind::Period(word)) = begins
            && let Some(found) = from_words(&[word], Some(year)).first().filter(|p| !p.is_year() && p.first().month == 1)
        {
            return Some(*found);
        }
    }
    None
}

/// The year that months without a year belong to: the latest that had passed when the report was issued.
fn year_of_issue(named: &[PeriodWord], front: &Front) -> Option<Period> {
    let (year, month, _) = front.issued_on?;
    let last = named.iter().find_map(|word| match *word {
        PeriodWord::Months(_, last) => Some(last),
        PeriodWord::Half(half) => Some(half * 6),
        PeriodWord::Quarter(quarter) | PeriodWord::Quarters(quarter) => Some(quarter * 3),
        _ => None,
    })?;
    Some(Period::year(if last > month { year - 1 } else { year }))
}

/// How many of a report's first lines tell what it is about.
const OPENING: usize = 12;

/// No report is read that tells of an earlier year than this without saying so in its title: statistics as they are begin then.
const FIRST_YEAR: i16 = 1978;

/// The first period with a year that the first paragraphs name.
fn opening_period(text: &str, front: &Front, tokens: &mut Vec<Token>) -> Option<Period> {
    let start = front.title.map_or(0, |t| t.end as usize);
    // What it tells of up to a date is what it is about, whatever stands before that of how it began.
    let dated = text.get(start..)?.lines().take(OPENING).find_map(|line| {
        let led = line.find("截至").or_else(|| line.find("截止"))?;
        let head = line.get(led..)?;
        let head = head.char_indices().nth(60).map_or(head, |(at, _)| head.get(..at).unwrap_or(head));
        lexer::read(head, 0, head.len(), tokens);
        until(head, tokens)
    });
    if dated.is_some() {
        return dated;
    }
    let mut from = start;
    for _ in 0..OPENING {
        let rest = text.get(from..)?;
        let end = rest.find('\n').map_or(text.len(), |n| from + n);
        let furniture = front.furniture.iter().any(|f| f.contains(from));
        let line = text.get(from..end)?;
        let number = line.contains('第') && line.contains('期') && line.chars().count() <= 30;
        if !furniture && !number && !line.trim().is_empty() {
            let head = line.char_indices().nth(120).map_or(line, |(at, _)| line.get(..at).unwrap_or(line));
            lexer::read(head, 0, head.len(), tokens);
            without_founding(head, tokens);
            let (mut named, against) = told_and_compared(head, tokens);
            // 至今已满五年: how long, and not when.
            named.retain(|word| !matches!(word, PeriodWord::SpanOfYears(_)));
            let base = year_of_issue(&named, front).or_else(|| named_year(&named).or(against.map(|year| year + 1)).map(Period::year));
            // 1936年建县 tells of the county, not of the report.
            if let Some(first) = from_words(&named, base).first().filter(|p| p.first().year >= FIRST_YEAR) {
                return Some(*first);
            }
        }
        from = end + 1;
        if from > text.len() {
            return None;
        }
    }
    None
}

/// Leaves out sentences that tell how it began, and no figure: 1992年7月经批准成立。
fn without_founding(text: &str, tokens: &mut Vec<Token>) {
    let figure = |t: &Token| matches!(t.kind, Kind::Quantity(q) if q.unit.dimension.is_some_and(|d| d != crate::quantity::Dimension::Time));
    let mut from = 0;
    while from < tokens.len() {
        let stop = tokens.iter().skip(from).position(|t| matches!(t.kind, Kind::Mark(super::lexer::Mark::Stop)));
        let end = stop.map_or(tokens.len(), |n| from + n + 1);
        let sentence = tokens.get(from..end).unwrap_or_default();
        let words = sentence.first().zip(sentence.last()).map_or("", |(a, b)| a.span.cover(b.span).of(text));
        if phrases::inside(words).has(List::Founded) && !sentence.iter().any(figure) {
            tokens.drain(from..end);
        } else {
            from = end;
        }
    }
}

/// 截止到2015年9月，园区共有企业634家: the date up to which the text tells, as the months up to it.
fn until(text: &str, tokens: &[Token]) -> Option<Period> {
    let counted = |i: usize| {
        tokens
            .iter()
            .skip(i + 1)
            .take(12)
            .take_while(|t| !matches!(t.kind, Kind::Mark(super::lexer::Mark::Stop)))
            .any(|t| matches!(t.kind, Kind::Quantity(_)))
    };
    tokens.iter().enumerate().find_map(|(i, t)| {
        let Kind::Period(PeriodWord::Year(year)) = t.kind else { return None };
        let before = text.get(..t.span.start as usize)?;
        let led = ["截至", "截止", "截止到", "截至到"].iter().any(|w| before.ends_with(w));
        let month = match tokens.get(i + 1).map(|t| t.kind) {
            Some(Kind::Period(PeriodWord::Months(a, b))) if a == b => b,
            Some(Kind::Period(PeriodWord::MonthEnd(m) | PeriodWord::Day(0, m))) => m,
            Some(Kind::Period(PeriodWord::YearEnd)) => 12,
            _ => return None,
        };
        (led && counted(i)).then(|| Period::spoken(year, 1, month))
    })
}

/// The periods that tell when, without days, and the last whole year that something is compared with: 比2016年全年, 与“十二五”末相比.
fn told_and_compared(text: &str, tokens: &[Token]) -> (Vec<PeriodWord>, Option<i16>) {
    let (mut told, mut against) = (Vec::new(), None);
    let mut compared = false;
    for (i, token) in tokens.iter().enumerate() {
        let Kind::Period(word) = token.kind else {
            compared = word_class(Some(token)).is_some_and(Class::compares);
            continue;
        };
        if matches!(word, PeriodWord::Day(..)) {
            continue;
        }
        if compared || likened(text, tokens, i) || levelled(text, tokens, i) {
            if let PeriodWord::Year(year) | PeriodWord::Years(_, year) = word {
                against = Some(year);
            }
            continue;
        }
        told.push(word);
    }
    (told, against)
}

/// Whether 相比 follows the period words from `at` on: 与“十二五”末相比, 同2019年相比.
#[must_use]
pub fn likened(text: &str, tokens: &[Token], at: usize) -> bool {
    held_beside(text, tokens, at, &["相比"])
}

/// Whether the period words from `at` on are what something is found equal to: 与一季度持平, 和上年大体相当.
#[must_use]
pub fn levelled(text: &str, tokens: &[Token], at: usize) -> bool {
    let led = at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| ["与", "同", "和"].iter().any(|w| t.span.ends(text, w)));
    // 与2017年计划目标持平: the plan of the year spoken of.
    let planned = word_class(tokens.iter().skip(at).find(|t| !matches!(t.kind, Kind::Period(_)))) == Some(Class::Plan);
    led && !planned && held_beside(text, tokens, at, &["持平", "相当", "一致"])
}

/// Whether one of some words ends the clause of the period words from `at` on.
fn held_beside(text: &str, tokens: &[Token], at: usize, ends: &[&str]) -> bool {
    /// How many period words may stand in a row: 2020年全年, 上年同期末.
    const LONGEST_RUN: usize = 4;
    /// How many words may stand before 相比 where 与 leads up to it: 与2009年新区成立时相比.
    const LONGEST_CLAUSE: usize = 6;
    let led = at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| ["与", "同", "和"].iter().any(|w| t.span.ends(text, w)));
    let reach = if led { LONGEST_CLAUSE } else { 2 };
    let mut after = tokens.iter().skip(at + 1).take(LONGEST_RUN + reach).skip_while(|t| matches!(t.kind, Kind::Period(_))).take(reach);
    after
        .by_ref()
        .take_while(|t| !matches!(t.kind, Kind::Mark(_) | Kind::Quantity(_)))
        .any(|t| ends.iter().any(|end| t.span.ends(text, end)))
}

/// The first year among the words.
fn named_year(named: &[PeriodWord]) -> Option<i16> {
    named.iter().find_map(|word| if let PeriodWord::Year(year) = *word { Some(year) } else { None })
}

/// What a plan looks to after this period: the next year, or the rest of the year.
fn next_period(period: Period) -> Period {
    let (first, last) = (period.first(), period.last());
    if first.year != last.year {
        let span = last.year - first.year;
        return Period::years(last.year + 1, last.year + 1 + span);
    }
    if last.month == 12 { Period::year(last.year + 1) } else { Period::year(last.year) }
}

/// Puts a period word into the calendar: `year` is the year spoken of, `report` the report's own period.
#[must_use]
pub fn resolve(word: PeriodWord, year: Option<i16>, report: Option<Period>, stock: bool) -> Option<Period> {
    let own = report.map(Period::last_year);
    match word {
        PeriodWord::Year(y) => Some(Period::year(y)),
        PeriodWord::Years(a, b) => Some(Period::years(a, b)),
        PeriodWord::Day(0, m) | PeriodWord::MonthEnd(m) => {
            let year = year?;
            Some(if stock || m == 1 { Period::month(year, m) } else { Period::spoken(year, 1, m) })
        }
        PeriodWord::Day(y, m) => Some(if stock { Period::month(y, m) } else { Period::spoken(y, 1, m) }),
        PeriodWord::Months(a, b) => year.map(|y| Period::spoken(y, a, b)),
        PeriodWord::Half(h) => year.map(|y| Period::half(y, h)),
        PeriodWord::Quarter(q) => year.map(|y| Period::quarter(y, q)),
        PeriodWord::Quarters(q) => year.map(|y| Period::spoken(y, 1, q.clamp(1, 4) * 3)),
        PeriodWord::WholeYear => year.map(Period::year),
        PeriodWord::ThisYear => report.filter(|p| p.first().year == p.last().year).or(own.map(Period::year)),
        PeriodWord::LastYear => year.map(|y| Period::year(y - 1)),
        PeriodWord::YearBeforeLast => year.map(|y| Period::year(y - 2)),
        PeriodWord::NextYear => own.map(|y| Period::year(y + 1)),
        PeriodWord::ThisMonth => report.map(|p| Period::month(p.last().year, p.last().month)),
        PeriodWord::LastMonth => report.and_then(|p| (p.last().month > 1).then(|| Period::month(p.last().year, p.last().month - 1))),
        PeriodWord::YearStart => None,
        PeriodWord::YearEnd => year.map(Period::year),
        PeriodWord::SameLastYear => report.map(|p| p.shifted(-1)),
        PeriodWord::SamePeriod | PeriodWord::Masked => None,
        PeriodWord::SpanOfYears(n) => own.or(year).map(|y| Period::years(y + 1 - i16::from(n), y)),
    }
}
