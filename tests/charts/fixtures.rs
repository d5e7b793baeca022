//! Charts by hand, one a kind, of an invented district.

use gangmu::base::Decimal;
use gangmu::chart::layout::REGISTRY;
use gangmu::chart::spec::{ChartKind, ChartSpec, Mark, Series, TargetLine};
use gangmu::document::ContentHash;
use gangmu::indicator::Status;
use gangmu::library::ObservationRef;

pub fn mark(value: &str, index: u32, status: Status) -> Option<Mark> {
    let value: Decimal = value.parse().ok()?;
    Some(Mark { value, source: ObservationRef { report: ContentHash([7; 32]), index }, status })
}

/// Values separated by spaces; a leading ~ is a forecast, ^ a target, - alone a gap.
pub fn series(name: &str, values: &str) -> Series {
    let marks = values
        .split_whitespace()
        .zip(0..)
        .map(|(word, index)| {
            let (value, status) = match (word.strip_prefix('~'), word.strip_prefix('^')) {
                (Some(value), _) => (value, Status::Forecast),
                (_, Some(value)) => (value, Status::Target),
                _ => (word, Status::Actual),
            };
            mark(value, index, status)
        })
        .collect();
    Series { name: name.into(), marks }
}

pub fn spec(kind: ChartKind, title: &str, unit: &str, categories: &str, series: Vec<Series>) -> ChartSpec {
    ChartSpec {
        kind,
        kinds: REGISTRY.iter().map(|layout| layout.kind()).collect(),
        title: title.into(),
        unit: unit.into(),
        categories: categories.split_whitespace().map(Into::into).collect(),
        series,
        target: None,
        notes: Vec::new(),
        decimals: 1,
    }
}

pub fn columns() -> ChartSpec {
    let runs = vec![series("2021年", "24.1 32.8 35.0"), series("2022年", "27.9 36.4 ~38.3")];
    spec(ChartKind::Column, "云溪区主要产业产值", "亿元", "电子信息 生物医药 农产品深加工", runs)
}

pub fn ranking() -> ChartSpec {
    let names = "规模以上工业增加值 工业投资 技改投资 规模以上工业总产值 出口交货值 工业用电量";
    spec(ChartKind::Ranking, "云溪区2022年主要指标增速", "%", names, vec![series("", "8.2 11.8 -6.2 7.9 - 5.1")])
}

pub fn line() -> ChartSpec {
    let months = "1—2月 1—3月 1—4月 1—5月 1—6月 1—7月 1—8月 1—9月 1—10月 1—11月 1—12月";
    let values = series("规模以上工业增加值", "-9.8 -3.1 0.4 1.9 2.6 3.0 3.4 3.9 4.2 - ~4.8");
    ChartSpec {
        target: mark("4.5", 99, Status::Target).map(|mark| TargetLine { label: "年度目标4.5%".into(), mark }),
        ..spec(ChartKind::Line, "云溪区2020年规模以上工业增加值累计同比增速", "%", months, vec![values])
    }
}

pub fn structure() -> ChartSpec {
    let names = "农产品深加工 生物医药 电子信息";
    spec(ChartKind::Structure, "云溪区2022年三大产业产值结构", "亿元", names, vec![series("", "38.3 36.4 27.9")])
}

pub fn plan_actual() -> ChartSpec {
    let runs = vec![series("年度计划", "^5.0 ^3.2 ^8.0 ^2.5"), series("累计完成", "4.6 3.3 5.1 2.1")];
    spec(ChartKind::PlanActual, "云溪区2022年重点项目投资计划与完成", "亿元", "鼎合新材料一期 海晟铸件 云山智能装备产业园 D项目", runs)
}

pub fn all() -> [ChartSpec; 5] {
    [columns(), ranking(), line(), structure(), plan_actual()]
}
