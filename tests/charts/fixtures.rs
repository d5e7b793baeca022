//! Charts by hand, one a kind, of an invented district.

use gangmu::base::Decimal;
use gangmu::chart::layout::REGISTRY;
use gangmu::chart::spec::{ChartKind, ChartSpec, Guide, Mark, SecondAxis, Series, TargetLine};
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
        decimals: 1,
        ..ChartSpec::default()
    }
}

pub fn columns() -> ChartSpec {
    let runs = vec![series("2021年", "24.1 32.8 35.0"), series("2022年", "27.9 36.4 ~38.3")];
    spec(ChartKind::Column, "云溪区主要产业产值", "亿元", "电子信息 生物医药 农产品深加工", runs)
}

pub fn ranking() -> ChartSpec {
    let names = "规模以上工业增加值 工业投资 技改投资 规模以上工业总产值 出口交货值 工业用电量";
    let chart = spec(ChartKind::Ranking, "云溪区2022年主要指标增速", "%", names, vec![series("", "8.2 11.8 -6.2 7.9 - 5.1")]);
    ChartSpec { highlight: Some(3), ..chart }
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

pub fn stacked() -> ChartSpec {
    let runs =
        vec![series("第一产业", "40.2 42.6 45.1"), series("第二产业", "150.3 161.7 172.6"), series("第三产业", "138.9 161.5 ~171.8")];
    spec(ChartKind::Stacked, "云溪区2020—2022年三次产业增加值", "亿元", "2020年 2021年 2022年", runs)
}

pub fn shares() -> ChartSpec {
    ChartSpec { kind: ChartKind::Shares, title: "云溪区2020—2022年三次产业结构".into(), ..stacked() }
}

pub fn level_growth() -> ChartSpec {
    let runs = vec![series("地区生产总值", "329.4 365.8 389.5 ~412.0"), series("增速", "3.6 8.4 4.7 ~5.5")];
    ChartSpec {
        second: Some(SecondAxis { unit: "%".into(), decimals: 1 }),
        ..spec(ChartKind::LevelGrowth, "云溪区2020—2023年地区生产总值及增速", "亿元", "2020年 2021年 2022年 2023年", runs)
    }
}

pub fn progress() -> ChartSpec {
    let runs = vec![series("目标", "^27.5 ^36 ^39 ^40 ^20"), series("完成", "27.9 36.4 38.3 46 15.2")];
    let names = "电子信息产值 生物医药产值 农产品深加工产值 高新技术企业 技改投资";
    ChartSpec {
        units: ["亿元", "亿元", "亿元", "家", "亿元"].map(Into::into).to_vec(),
        guide: "91.7".parse().ok().map(|value| Guide { label: "时间进度".into(), value }),
        ..spec(ChartKind::Progress, "云溪区2022年年度目标完成进度", "%", names, runs)
    }
}

pub fn heat() -> ChartSpec {
    let rows = [
        ("增加值", "-9.8 2.1 5.3 6.0 6.2 5.5 5.9"),
        ("工业投资", "-15.2 -6.0 1.2 4.4 7.5 9.0 9.8"),
        ("技改投资", "-20.3 -8.4 - 2.2 5.6 8.8 12.4"),
        ("工业用电量", "-12.0 -1.4 2.6 3.8 4.5 4.1 5.0"),
        ("规模以上工业利润总额", "-30.5 -18.2 -9.0 -3.3 0.8 3.6 6.7"),
    ];
    let months = "1—2月 1—3月 1—4月 1—5月 1—6月 1—7月 1—8月";
    spec(ChartKind::Heat, "云溪区2020年主要指标累计增速", "%", months, rows.iter().map(|(name, values)| series(name, values)).collect())
}

pub fn rank_table() -> ChartSpec {
    let names = "云溪区 澄渡区 石桥县 林前县 东岭县 南浦县 西塘区 北原县 新河县";
    let runs = vec![
        series("2022年", "91.7 98.4 95.0 88.2 80.3 77.1 70.6 - 33.5"),
        series("2021年", "79.0 84.4 90.0 80.2 79.3 70.1 60.6 41.2 30.5"),
    ];
    ChartSpec { highlight: Some(0), ..spec(ChartKind::RankTable, "各地2022年规模以上工业增加值位次", "亿元", names, runs) }
}

pub fn panels() -> ChartSpec {
    let rows = [
        ("云溪区", "5.1 6.2 3.6 8.4 4.7"),
        ("澄渡区", "6.1 7.0 2.1 9.2 5.6"),
        ("石桥县", "7.2 6.8 -1.4 7.7 ~4.9"),
        ("林前县", "4.9 5.5 3.0 - 4.1"),
        ("东岭县", "6.6 6.1 2.8 8.0 5.0"),
        ("南浦县", "5.8 5.9 1.9 7.1 3.8"),
    ];
    let years = "2018年 2019年 2020年 2021年 2022年";
    let runs = rows.iter().map(|(name, values)| series(name, values)).collect();
    ChartSpec { highlight: Some(0), ..spec(ChartKind::Panels, "各地2018—2022年地区生产总值增速", "%", years, runs) }
}

pub fn ladder() -> ChartSpec {
    let names = "科技型中小企业 高新技术企业 专精特新中小企业 专精特新“小巨人”企业 单项冠军企业";
    ChartSpec {
        decimals: 0, ..spec(ChartKind::Ladder, "云溪区2022年企业梯度培育", "家", names, vec![series("", "126 97 31 4 ^1")])
    }
}

pub fn table() -> ChartSpec {
    ChartSpec { kind: ChartKind::Table, guide: None, title: "云溪区2022年主要目标完成情况".into(), ..progress() }
}

/// Five kinds for pages.
pub fn basic() -> [ChartSpec; 5] {
    [columns(), ranking(), line(), structure(), plan_actual()]
}

pub fn all() -> Vec<ChartSpec> {
    let others = [stacked(), shares(), level_growth(), progress(), heat(), rank_table(), panels(), ladder(), table()];
    basic().into_iter().chain(others).collect()
}
