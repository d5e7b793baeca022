//! What kind of report a report is: told by the period it is about and by the words of its title, from `assets/kinds.ron`.

use super::Report;
use crate::base::Period;
use serde::Deserialize;
use std::sync::LazyLock;

/// A kind of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 年度总结: what a year came to.
    Year,
    /// 半年
    Half,
    /// 季度: of one, or of the first ones.
    Quarter,
    /// 月度: of one month, or from January on.
    Month,
    /// 计划: what is to be done, and nothing that was.
    Plan,
    /// 五年: a plan's term, its middle, its end.
    Years,
    /// 公报
    Bulletin,
    /// 表: a workbook.
    Table,
    /// 其他
    Other,
}

/// The words; see the file for what each list is.
#[derive(Debug, Default, Deserialize)]
struct Words {
    five_years: Vec<String>,
    bulletin: Vec<String>,
    half: Vec<String>,
    quarter: Vec<String>,
    month: Vec<String>,
    plan: Vec<String>,
    told: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| ron::from_str(include_str!("../../assets/kinds.ron")).unwrap_or_default());
    &WORDS
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 9] =
        [Kind::Year, Kind::Half, Kind::Quarter, Kind::Month, Kind::Plan, Kind::Years, Kind::Bulletin, Kind::Table, Kind::Other];

    /// Its key in settings and locales.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Kind::Year => "year",
            Kind::Half => "half",
            Kind::Quarter => "quarter",
            Kind::Month => "month",
            Kind::Plan => "plan",
            Kind::Years => "years",
            Kind::Bulletin => "bulletin",
            Kind::Table => "table",
            Kind::Other => "other",
        }
    }

    /// The kind of a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        if report.document.is_workbook() { Kind::Table } else { Self::told(report.title(), report.periods.period) }
    }

    /// The kind of a report with this title about this period.
    fn told(title: &str, period: Option<Period>) -> Self {
        let title: String = title.split_whitespace().collect();
        let has = |words: &[String]| words.iter().any(|word| title.contains(word.as_str()));
        let words = words();
        if has(&words.five_years) || period.is_some_and(|p| p.first().year != p.last().year) {
            Kind::Years
        } else if has(&words.bulletin) {
            Kind::Bulletin
        } else if has(&words.plan) && !has(&words.told) {
            Kind::Plan
        } else if has(&words.quarter) {
            Kind::Quarter
        } else if has(&words.half) {
            Kind::Half
        } else {
            match period.map(|p| (p.first().month, p.last().month)) {
                Some((1, 12)) => Kind::Year,
                Some((1, 6) | (7, 12)) => Kind::Half,
                Some((1, 3) | (4, 6) | (7, 9) | (10, 12)) => Kind::Quarter,
                Some(_) => Kind::Month,
                None if has(&words.month) => Kind::Month,
                None => Kind::Other,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_periods_tell_the_kind() {
        for (title, period, kind) in [
            ("云岭县科学技术局2023年工作总结", "2023", Kind::Year),
            ("云岭县科学技术局2023年工作总结和2024年工作计划", "2023", Kind::Year),
            ("政 府 工 作 报 告", "2018", Kind::Year),
            ("云岭县科学技术局2024年工作要点", "2024", Kind::Plan),
            ("2024年上半年工作总结和下半年工作思路", "2024-H1", Kind::Half),
            ("2024年1—6月工业经济运行分析", "2024-01/2024-06", Kind::Half),
            ("蓝溪高新区2025年前三季度经济运行分析", "2025-01/2025-09", Kind::Quarter),
            ("靖泉县2019年1-4月工业经济运行分析", "2019-01/2019-04", Kind::Month),
            ("苍屏区工业经济运行月报", "2021-08", Kind::Month),
            ("苍屏区工业经济运行月报", "", Kind::Month),
            ("栖云区“十三五”工业和科技发展总结与“十四五”发展思路", "2016/2020", Kind::Years),
            ("云岭县工业和科技发展回顾", "2016/2020", Kind::Years),
            ("沧宁市2019年国民经济和社会发展统计公报", "2019", Kind::Bulletin),
            ("说明", "", Kind::Other),
        ] {
            assert_eq!(Kind::told(title, period.parse().ok()), kind, "{title}");
        }
    }
}
