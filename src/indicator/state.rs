//! What the text has said so far: what one figure leaves to the next, and what a sentence or a paragraph lets go.

use super::context::Section;
use super::figure::word_class;
use super::lexer::{Kind, Mark, Token};
use super::subject::{Domain, Name, Subject};
use super::text::Walk;
use super::words::Class;
use super::{Measure, Status};
use crate::base::{Period, Span};
use crate::quantity::{Dimension, Number, PeriodWord};

/// How many earlier figures a figure may lean on.
pub const REMEMBERED: usize = 12;

/// What a figure leaves to those after it.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// What it measured.
    pub subject: Subject,
    /// How.
    pub measure: Measure,
    /// In what.
    pub dimension: Option<Dimension>,
    /// Its number and the unit written with it; masked for what only a heading told.
    pub amount: (Number, Span),
    /// Up (true) or down, for a rate of change.
    pub rise: bool,
    /// When.
    pub period: Option<Period>,
    /// In which sentence of the paragraph.
    pub sentence: u16,
    /// Behind how many semicolons of the sentence.
    pub part: u16,
    /// It is the amount of a plan of which a share is told next: 年度任务99亿元的73.3%.
    pub planned: bool,
}

/// What a period was told of: it holds on for the like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// A domain.
    Of(Domain),
    /// Projects.
    Projects,
}

/// What the sentence has said so far.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The innermost heading.
    pub heading: Option<usize>,
    /// What its section gives.
    pub section: Section,
    /// The year spoken of.
    pub year: Option<i16>,
    /// The period the sentence told.
    pub period: Option<Period>,
    /// What was spoken of before a period told in the midst of a sentence: a semicolon returns to it.
    pub before_clause: Option<Option<Period>>,
    /// What was spoken of before 其中2020年…, which tells of that year for its clause only.
    pub before_part: Option<Option<Period>>,
    /// The months spoken of before 预计全年, which looks on in its sentence only.
    pub before_forecast: Option<Period>,
    /// The period of the paragraph's first figure.
    pub begun: Option<Period>,
    /// Where `period` was told: its sentence in the paragraph, and the domain spoken of there.
    pub period_told: Option<(u16, Option<Spoken>)>,
    /// A period told in an earlier sentence, and the domain it was told of: it holds for that domain only.
    pub lent: Option<(Period, Option<Spoken>)>,
    /// The sentence's number in its paragraph, the first 0.
    pub sentence: u16,
    /// How many semicolons of the sentence were passed.
    pub part: u16,
    /// The first token of the sentence.
    pub sentence_at: usize,
    /// Where the sentence begins, in bytes.
    pub opens_at: Option<u32>,
    /// How the last percentage in a bracket measured.
    pub bracketed: Option<Measure>,
    /// Months that 分别 hands to the figures that follow, last first.
    pub months: Vec<Period>,
    /// The year the sentence began with, or its months (2023年1—7月，…): what follows a semicolon returns to it.
    pub sentence_period: Option<Period>,
    /// Whether it is the sentence's first word: 2016年…目标是：A；B.
    pub year_opens: bool,
    /// Whether the paragraph began with a year: 2017年，….
    pub begun_by_year: bool,
    /// The project, or the kind of projects, spoken of.
    pub project: Option<Span>,
    /// The kind of projects that the paragraph tells the parts of: 重点工业项目36个，…。其中，新建项目15个.
    pub pool: Option<Span>,
    /// In which sentence of the paragraph `project` was told; `None` where a heading names it.
    pub project_told: Option<u16>,
    /// The domain that stays spoken of beyond its paragraph.
    pub home: Option<Domain>,
    /// The status the sentence told.
    pub status: Option<(Status, Span)>,
    /// Whether it holds up to the next semicolon only: 地区生产总值（预计数）86.3亿元.
    pub status_of_part: bool,
    /// The status that holds for the whole paragraph: 预计（下同）.
    pub status_stays: Option<(Status, Span)>,
    /// The domain spoken of.
    pub domain: Option<Domain>,
    /// The noun spoken of.
    pub noun: Option<u8>,
    /// The figures told in this paragraph, latest last; at most [`REMEMBERED`].
    pub told: Vec<Told>,
    /// Subjects that 分别 hands to the figures that follow, last first.
    pub queue: Vec<Subject>,
    /// The word that said of this list that it was added: 新增A、B.
    pub adding: Option<Span>,
    /// Whether what is listed was only tried for: 申报A、B.
    pub attempting: bool,
    /// The bound told right before what it bounds: 10亿元以上 of 10亿元以上项目.
    pub bound: Option<Span>,
    /// The first indicator told under the outermost heading: 分县区看 … goes on about it, paragraphs later.
    pub lead: Option<Told>,
    /// Whether the next indicator told becomes the lead.
    pub lead_open: bool,
    /// The noun of which a clause ending in 中 says that parts are told: 五大行业产值中，….
    pub parts: Option<u8>,
    /// How many figures were told before 其中, which tells parts of one of them; 0: no 其中.
    pub whole: usize,
    /// The date up to which the sentence tells what there is: 截至9月末.
    pub date: Option<PeriodWord>,
    /// The years that 由…增加到… went from and to in this sentence.
    pub went: Option<(i16, i16)>,
    /// A year that a sentence of the paragraph is compared with, and which sentence: 与“十二五”末相比.
    pub since: Option<(i16, u16)>,
    /// The years that a paragraph said the text goes on about: 这五年，…. A paragraph that begins with another time ends it.
    pub era: Option<Period>,
    /// The years that a sentence without figures was about, as those after it in the paragraph are: “十三五”时期，各部门…。….
    pub opened: Option<Period>,
    /// The months from the year's first on that the sentence told before a month alone.
    pub up_to: Option<Period>,
    /// The last period told in the sentence by a word, and whether it went through several of a length: 一季度…，二季度….
    pub in_turn: Option<(Period, bool)>,
    /// The whole period of a period word told in this sentence stands for the rest of it.
    pub period_words: Option<Span>,
}

impl State {
    /// Whether the text speaks of the scaled industry, a sector of it in between or not.
    #[must_use]
    pub fn of_industry(&self, walk: &Walk) -> bool {
        let Some(scaled) = walk.catalogue.scaled_industry() else { return false };
        match self.domain {
            Some(Domain::Named(d)) if d == scaled => true,
            Some(Domain::Named(d)) if !walk.catalogue.is_industry(d) => false,
            _ => self.home == Some(Domain::Named(scaled)),
        }
    }

    pub fn begin_paragraph(&mut self, walk: &Walk) {
        self.enter(walk);
        self.period = None;
        self.period_told = None;
        self.begun = None;
        self.lent = None;
        self.since = None;
        self.sentence = 0;
        self.part = 0;
        self.sentence_at = 0;
        self.bracketed = None;
        self.before_part = None;
        self.before_clause = None;
        self.before_forecast = None;
        self.opened = None;
        self.months.clear();
        self.sentence_period = None;
        self.year_opens = false;
        self.begun_by_year = false;
        self.date = None;
        self.went = None;
        self.in_turn = None;
        self.up_to = None;
        self.period_words = None;
        self.year = self.section.period.map(Period::last_year);
        self.status = None;
        self.status_stays = None;
        self.told.clear();
        self.queue.clear();
        // 规模以上工业企业 … stays spoken of in the paragraphs that follow; a sector does not.
        if let Some(Domain::Sector(_)) = self.domain {
            self.domain = self.home;
        }
        self.project_told = None;
        self.pool = None;
        self.project = self.section.project;
        if let Some((index, growth)) = self.section.topic {
            let (domain, noun) = walk.catalogue.pair_of(index);
            let words = self.heading.and_then(|h| walk.outline.headings.get(h)).map_or(Span::new(0, 0), |h| h.title);
            let subject = Subject { name: Name::Known(index), domain: domain.map(Domain::Named), noun, scope: None, words, head: None };
            let measure = if growth { Measure::Growth } else { Measure::Level };
            let dimension = if growth { Some(Dimension::Percent) } else { walk.catalogue.dimension(index) };
            self.lead = Some(Told {
                subject,
                measure,
                dimension,
                amount: (Number::Masked, words),
                rise: true,
                period: None,
                sentence: 0,
                part: 0,
                planned: false,
            });
            self.lead_open = false;
        }
        if let Some(sector) = self.section.sector {
            self.domain = Some(Domain::Sector(sector));
        }
        // 2.1.2 生物医药: a section of one sector.
        if let Some(sector) = self.section.named_sector {
            self.domain = Some(Domain::Sector(sector));
        }
        self.noun = None;
        self.parts = None;
        self.whole = 0;
    }

    /// After a semicolon the sentence's own year is spoken of again, and in a review of several years all of them.
    pub fn end_clause(&mut self) {
        self.part = self.part.saturating_add(1);
        if std::mem::take(&mut self.status_of_part) {
            self.status = self.status_stays;
        }
        if let Some(period) = self.before_part.take() {
            self.period = period;
        }
        if let Some(period) = self.before_clause.take().filter(|_| self.period.is_some_and(|p| !p.is_year())) {
            self.period = period;
        }
        // 四季度，…；…: a quarter told in the midst of a sentence is its clause's.
        let midst = self.period_words.is_some_and(|words| self.opens_at.is_some_and(|at| words.start > at));
        if self.period.is_some_and(|p| !p.is_year() && p.first().year == p.last().year && p.first().month > 1) && midst {
            self.period = self.sentence_period;
        }
        if self.section.period.is_some_and(|p| p.first().year != p.last().year) && !self.section.plan && self.went.is_none() {
            self.period = self.sentence_period.filter(|_| self.year_opens);
        } else if self.sentence_period.is_some() && self.period.is_some_and(|p| !p.is_year()) {
            self.period = self.sentence_period;
        }
    }

    /// 申请2860件，其中发明专利1240件；授权1630件: what follows the parts is of what was spoken of before them.
    pub fn end_parts(&mut self) {
        let whole = std::mem::take(&mut self.whole).checked_sub(1).and_then(|last| self.told.get(last));
        if let Some(domain) = whole.and_then(|t| t.subject.domain) {
            self.domain = Some(domain);
        }
    }

    /// 2015年末为142户，目前为163户: now, whatever was told before.
    pub fn return_to_now(&mut self, report: Option<Period>) {
        if !self.section.plan && self.period.is_some_and(|p| report.is_some_and(|r| p.last() < r.last())) {
            (self.period, self.sentence_period, self.year_opens) = (None, None, false);
            self.year = self.section.period.map(Period::last_year);
        }
    }

    /// What the heading gives; the years spoken of, where it names years beside one of them.
    pub fn enter(&mut self, walk: &Walk) {
        self.section = walk.context.section(self.heading);
        self.era = self.era.filter(|era| self.section.years == Some(*era));
        self.section.period = self.era.or(self.section.period);
    }

    /// 这五年，我们…: from this paragraph on the years are spoken of; 一年来 or 2025年 ends it.
    pub fn begin_era(&mut self, walk: &Walk, tokens: &[Token]) {
        let Some(years) = self.section.years else { return };
        // 刚刚过去的2021年，….
        let before = |t: &&Token| {
            let said = t.span.of(walk.text);
            matches!(t.kind, Kind::Gap) && t.span.len() <= "刚刚过去的".len() || matches!(said, "刚刚" | "过去" | "的")
        };
        let mut opening = tokens.iter().take(4).skip_while(before);
        self.era = match opening.next().map(|t| t.kind) {
            Some(Kind::Period(PeriodWord::SpanOfYears(3..) | PeriodWord::Years(..))) => Some(years),
            Some(Kind::Period(PeriodWord::Year(_) | PeriodWord::ThisYear | PeriodWord::LastYear | PeriodWord::WholeYear)) => None,
            _ => self.era,
        };
        self.enter(walk);
    }

    /// `next` is the first token of the sentence that begins.
    pub fn begin_sentence(&mut self, walk: &Walk, next: Option<&Token>) {
        // 2019年，三大产业…。其中，装备128.6亿元。同年，…: of the time told before.
        let goes_on = next.is_some_and(|t| word_class(Some(t)) == Some(Class::Among) || t.span.of(walk.text).starts_with("同年"));
        self.enter(walk);
        if let Some(period) = self.before_part.take() {
            self.period = period;
        }
        if let Some(months) = self.before_forecast.take().filter(|_| !self.section.plan) {
            self.period = Some(months);
        }
        self.status = self.status_stays;
        self.status_of_part = false;
        self.whole = 0;
        self.begun_by_year |= self.year_opens && self.sentence == 0;
        self.sentence_period = None;
        self.year_opens = false;
        self.queue.clear();
        self.before_clause = None;
        self.months.clear();
        self.date = None;
        self.went = None;
        self.parts = None;
        // 一季度增长5.6%，二季度增长6.1%: a sentence that goes through several periods leaves none of them.
        if let Some((_, true)) = self.in_turn.take() {
            self.period = None;
            self.period_told = None;
            self.year = self.section.period.map(Period::last_year);
        }
        // 规划要求2025年达到34%。: a year to come, in a review, is spoken of in its sentence only.
        let report = walk.context.periods.period;
        if !self.section.plan && self.period.is_some_and(|p| report.is_some_and(|r| p.first() > r.last())) && !walk.context.guessed {
            self.period = None;
            self.period_told = None;
            self.year = self.section.period.map(Period::last_year);
        }
        // 确保一季度开门红。…: the year is planned again.
        if self.section.plan && self.period.is_some_and(|p| !p.is_year()) && self.section.period.is_some_and(Period::is_year) {
            self.period = None;
        }
        self.sentence = self.sentence.saturating_add(1);
        self.part = 0;
        // A month told for one sentence does not hold for the next; the months up to it do: 1—11月…，其中11月当月…。四大产业….
        if let Some(months) = self.period.filter(|p| p.is_month()).and_then(|month| self.up_to.filter(|p| p.last() == month.last())) {
            self.period = Some(months);
        }
        // A period told within a paragraph holds to its end where the paragraph began with it; else it holds for what
        // was spoken of with it: 2022年，全社会研发经费…。高新技术企业达到… is the report's year again.
        if let (Some(period), Some((told, domain)), Some(section)) = (self.period, self.period_told, self.section.period)
            && section.first().year == section.last().year
            && period != section
            && ((told > 0 || self.begun.is_some_and(|b| b == section)) && (section.is_year() || period.last() < section.last())
                || period.last_year() != section.last_year() && !(told == 0 && walk.context.guessed))
            && !self.section.plan
        {
            self.year = Some(section.last_year());
            self.lent = Some((period, domain)).filter(|_| !period.is_month());
            self.period = None;
            self.period_told = None;
        }
        if self.period.is_some_and(Period::is_month) {
            self.period = None;
        }
        self.up_to = None;
        // 2019年，…。上云企业1300余家: in a review of several years, one of them told within a paragraph is its sentence's.
        if let (Some(period), Some(section)) = (self.period.filter(|_| self.period_told.is_some()), self.section.period)
            && section.first().year != section.last().year
            && period.is_year()
            && !self.begun_by_year
            && !self.section.plan
            && !goes_on
        {
            (self.period, self.period_told) = (None, None);
        }
        if self.period.is_some_and(|p| p.is_month() || Some(p) != self.section.period && p.first().year != p.last().year) {
            self.period = None;
        }
        self.period = self.period.or(self.opened);
    }

    /// “十三五”时期，各部门把…作为…。全市能耗下降19.1%，…: a sentence without figures tells of which years those after it are.
    pub fn open_years(&mut self, walk: &Walk, tokens: &[Token], end: usize) {
        let (text, report) = (walk.text, walk.context.periods.period);
        let Some(sentence) = tokens.get(self.sentence_at..end) else { return };
        if self.section.plan || sentence.iter().any(|t| matches!(t.kind, Kind::Quantity(_))) {
            return;
        }
        let opens = |i: usize| {
            // 回望过去五年，: a word of looking back may lead up to it.
            let looks = |t: &Token| matches!(t.span.of(text), "回望" | "回顾" | "回首" | "纵观");
            let starts = i.checked_sub(1).and_then(|b| sentence.get(b)).is_none_or(|t| matches!(t.kind, Kind::Mark(_)) || looks(t));
            let mut next = sentence.iter().skip(i + 1).skip_while(|t| matches!(t.kind, Kind::Word(w) if w.class == Some(Class::Verb)));
            starts && matches!(next.next().map(|t| t.kind), Some(Kind::Mark(Mark::Comma)))
        };
        let mut years = sentence.iter().enumerate().filter_map(|(i, t)| match t.kind {
            Kind::Period(PeriodWord::Years(first, last)) if opens(i) => Some(Period::years(first, last)),
            Kind::Period(PeriodWord::SpanOfYears(n @ 3..)) if opens(i) => {
                let last = report.or(self.section.period)?.last_year();
                Some(Period::years(last + 1 - i16::from(n), last))
            }
            _ => None,
        });
        self.opened = years.next().or(self.opened);
    }
}
