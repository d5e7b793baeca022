//! One printed page: title, one to six charts or tables, notes, sources, footer. [`compose`] gathers what the page
//! must say of its numbers; [`layout::lay_out`] puts it on paper.

mod citations;
mod deck;
mod layout;
pub mod setup;
mod sources;
mod table;

pub use citations::{Citation, Citations};
pub use deck::{Deck, deck};
pub use layout::{figure, lay_out};
pub use setup::{MOST_ITEMS, Setup};
pub use sources::source_line;
pub use table::Table;

use crate::base::Month;
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::chart::text;
use crate::indicator::Status;
use crate::library::Library;
use setup::Subject;

/// Paper and orientation, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Left and right margin.
    pub margin: f32,
}

impl Paper {
    /// A4, lying.
    pub const A4_LANDSCAPE: Paper = Paper { width: 297.0, height: 210.0, margin: 20.0 };
}

/// What stands on a page.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "a page holds a handful of them, nearly all charts")]
pub enum PageItem {
    /// 图 n
    Chart(ChartSpec),
    /// 表 n
    Table(Table),
}

impl PageItem {
    /// Whether it is counted as a 表.
    #[must_use]
    pub fn is_table(&self) -> bool {
        match self {
            PageItem::Chart(spec) => spec.kind.is_table(),
            PageItem::Table(_) => true,
        }
    }

    /// Its title, without number.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            PageItem::Chart(spec) => &spec.title,
            PageItem::Table(table) => &table.title,
        }
    }
}

/// One page, ready to be laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The heading of the page.
    pub title: String,
    /// Below it, smaller; may be empty.
    pub subtitle: String,
    /// One to [`MOST_ITEMS`]; more are not shown.
    pub items: Vec<PageItem>,
    /// The sentences of 注.
    pub notes: Vec<String>,
    /// What follows 数据来源： at the foot; empty for none.
    pub source: String,
    /// At the foot's left: 数据截至2022年12月.
    pub as_of: String,
    /// At the page's head, small; may be empty.
    pub header: String,
    /// In the middle of the foot; may be empty.
    pub footer: String,
    /// How many 图 and 表 stand on the pages before.
    pub before: (usize, usize),
    /// Which page of how many.
    pub number: (usize, usize),
    /// The paper.
    pub paper: Paper,
}

impl Page {
    /// The charts on it, in their order.
    pub fn charts(&self) -> impl Iterator<Item = &ChartSpec> {
        self.items.iter().filter_map(|item| match item {
            PageItem::Chart(spec) => Some(spec),
            PageItem::Table(_) => None,
        })
    }

    /// The items with their numbers: 图1, 表2, counted on from the pages before.
    pub fn labels(&self) -> impl Iterator<Item = (String, &PageItem)> {
        let (mut figures, mut tables) = self.before;
        self.items.iter().map(move |item| {
            let (name, count) = if item.is_table() { ("表", &mut tables) } else { ("图", &mut figures) };
            *count += 1;
            (format!("{name}{count}"), item)
        })
    }

    /// What the speaker says to the page, a paragraph an element: each chart's words begin with its number.
    #[must_use]
    pub fn speech(&self) -> Vec<String> {
        let mut words = Vec::new();
        for (label, item) in self.labels() {
            if let PageItem::Chart(spec) = item {
                let lines = spec.speech.lines().map(str::trim).filter(|line| !line.is_empty());
                words.extend(lines.enumerate().map(|(i, line)| if i == 0 { format!("{label}：{line}") } else { line.to_owned() }));
            }
        }
        words
    }

    /// 注：1. …；2. …。 A single note has no number; `None` where there is none.
    #[must_use]
    pub fn notes_line(&self) -> Option<String> {
        let end = |note: &str| note.trim_end_matches(['。', '；']).to_owned();
        let words = match self.notes.as_slice() {
            [] => return None,
            [only] => end(only),
            notes => notes.iter().enumerate().map(|(i, note)| format!("{}. {}", i + 1, end(note))).collect::<Vec<_>>().join("；"),
        };
        Some(format!("注：{words}。"))
    }
}

impl Default for Page {
    fn default() -> Self {
        Self {
            title: String::new(),
            subtitle: String::new(),
            items: Vec::new(),
            notes: Vec::new(),
            source: String::new(),
            as_of: String::new(),
            header: String::new(),
            footer: String::new(),
            before: (0, 0),
            number: (1, 1),
            paper: Paper::A4_LANDSCAPE,
        }
    }
}

/// A page of charts: title from the charts, notes and sources of every number shown, with the numbers of their places where
/// there are citations. At most [`MOST_ITEMS`] charts.
#[must_use]
pub fn compose(charts: &[ChartSpec], library: &Library, setup: &Setup, citations: Option<&Citations>) -> Page {
    let charts = charts.get(..charts.len().min(MOST_ITEMS)).unwrap_or(charts);
    let observations = || charts.iter().flat_map(ChartSpec::sources).filter_map(|at| library.observation(at));
    let as_of = observations().filter(|(_, o)| o.status == Status::Actual).filter_map(|(_, o)| o.period).map(|p| p.last()).max();
    let mut notes = notes(charts);
    if !setup.note.trim().is_empty() {
        notes.insert(0, setup.note.trim().to_owned());
    }
    let title = title(charts, library, setup);
    let subtitle = issuers(charts, library);
    let source = source_line(charts.iter().flat_map(ChartSpec::sources), library, citations);
    let around = [title.as_str(), &subtitle, &setup.header, &setup.footer, &source];
    let words = charts.iter().flat_map(words_of).chain(around).chain(notes.iter().map(String::as_str));
    let wanting = missing_glyphs(words);
    notes.extend(wanting);
    Page {
        title,
        subtitle,
        items: charts.iter().cloned().map(PageItem::Chart).collect(),
        notes,
        source,
        as_of: as_of.map_or(String::new(), |Month { year, month }| format!("数据截至{year}年{month}月")),
        header: setup.header.trim().to_owned(),
        footer: setup.footer.trim().to_owned(),
        paper: setup.paper(),
        ..Page::default()
    }
}

/// The words that a chart prints.
fn words_of(chart: &ChartSpec) -> impl Iterator<Item = &str> {
    let names = chart.series.iter().map(|s| s.name.as_str());
    chart.categories.iter().map(String::as_str).chain(names).chain([chart.title.as_str(), chart.unit.as_str()])
}

/// A note that names the characters which no font has, ours or the system's: 〓 stands for them on the page.
fn missing_glyphs<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let missing: std::collections::BTreeSet<char> = words.flat_map(str::chars).filter(|c| !text::has_glyph(*c)).collect();
    if missing.is_empty() {
        return None;
    }
    let codes: Vec<String> = missing.iter().take(6).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    Some(format!("〓为字库未收的字（{}）", codes.join("、")))
}

/// The page's title: the chart's own where it is alone, else place and period of all with 指标图表.
fn title(charts: &[ChartSpec], library: &Library, setup: &Setup) -> String {
    if let ([only], Subject::Indicators) = (charts, setup.subject) {
        return only.title.clone();
    }
    let mut regions: Vec<&str> = Vec::new();
    let mut years: Vec<i16> = Vec::new();
    for (report, observation) in charts.iter().flat_map(ChartSpec::sources).filter_map(|at| library.observation(at)) {
        if !report.region().is_empty() && !regions.contains(&report.region()) {
            regions.push(report.region());
        }
        years.extend(observation.period.map(|p| p.last_year()));
    }
    let place = if regions.len() <= 2 { regions.join("、") } else { String::new() };
    let when = match (years.iter().min(), years.iter().max()) {
        (Some(first), Some(last)) if first == last => format!("{last}年"),
        (Some(first), Some(last)) => format!("{first}—{last}年"),
        _ => String::new(),
    };
    let words = setup.subject.words();
    // 2022年 and 年度总结 are 2022年度总结.
    let when = when.strip_suffix('年').filter(|_| words.starts_with('年')).unwrap_or(&when);
    format!("{place}{when}{words}")
}

/// Who issued the reports, in brackets; empty where none says, or more than two do.
fn issuers(charts: &[ChartSpec], library: &Library) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (report, _) in charts.iter().flat_map(ChartSpec::sources).filter_map(|at| library.observation(at)) {
        let name = report.issuer();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() || names.len() > 2 { String::new() } else { format!("（{}）", names.join("、")) }
}

/// The charts' own notes once each, and what the drawing itself needs told.
fn notes(charts: &[ChartSpec]) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let mut add = |note: &str| {
        if !note.is_empty() && !notes.iter().any(|n| n == note) {
            notes.push(note.to_owned());
        }
    };
    for chart in charts {
        chart.notes.iter().for_each(|note| add(note));
        if chart.has_gaps() {
            add(if chart.kind == ChartKind::Line {
                "折线中断处为原文未公布或隐去的数值"
            } else {
                "“…”为原文未公布或隐去的数值"
            });
        }
        let has = |status| chart.marks().any(|(_, m)| m.status == status);
        if has(Status::Forecast) {
            add(if chart.kind == ChartKind::Line { "虚线与空心点为预计数" } else { "斜线柱为预计数" });
        }
        match chart.kind {
            ChartKind::Structure | ChartKind::Shares => add("占比按所列各项合计计算"),
            ChartKind::Ladder => add("台阶高低只表示级次"),
            ChartKind::RankTable if chart.series.len() > 1 => add("升降为与上期位次相比"),
            ChartKind::Heat => add("颜色深浅表示数值大小"),
            _ => {}
        }
        if chart.kind == ChartKind::Progress && (0..chart.categories.len()).any(|i| chart.is_behind(i)) {
            add(if chart.guide.is_some() { "▼与斜线为低于时间进度" } else { "▼与斜线为未完成目标" });
        }
        if chart.kind == ChartKind::PlanActual {
            let missed = (0..chart.categories.len())
                .any(|i| chart.mark(0, i).zip(chart.mark(1, i)).is_some_and(|(plan, done)| done.value < plan.value));
            add(if missed { "柱上为完成数／计划数，▼为未完成计划" } else { "柱上为完成数／计划数" });
        }
    }
    notes
}
