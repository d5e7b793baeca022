//! Charts of hand-made observations; no reading of texts.

use super::propose;
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::chart::testing::{report, told};
use crate::library::{Library, Report};

fn charts(reports: Vec<Report>) -> Vec<ChartSpec> {
    let mut library = Library::default();
    for report in reports {
        library.add(report);
    }
    propose(&library)
}

#[track_caller]
fn check(reports: Vec<Report>, expected: &[&str]) {
    let told: Vec<String> = charts(reports).iter().map(told).collect();
    assert_eq!(told, expected);
}

#[test]
fn growth_rates_of_one_period_stand_together_and_a_target_is_none() {
    let report = report(
        "云溪区",
        "2022",
        "规模以上工业增加值|growth|8.2|%|actual|2022-01/2022-11
         工业投资|growth|11.8|%|actual|2022-01/2022-11
         技改投资|growth|-6.2|%|actual|2022-01/2022-11
         出口交货值|growth|**|%|actual|2022-01/2022-11
         工业用电量|growth|1.2|倍|actual|2022-01/2022-11
         固定资产投资|growth|9|%|target|2022-01/2022-11
         规模以上工业总产值|growth|7.9|%|forecast|2022",
    );
    check(vec![report], &["Ranking 云溪区2022年1—11月主要指标增速 [%] 规模以上工业增加值,工业投资,技改投资,出口交货值 = :8.2,11.8,−6.2,…"]);
}

#[test]
fn industries_are_parts_and_scales_are_converted() {
    let report = report(
        "云溪区",
        "2022",
        "行业产值|level|38.3|亿元|actual|2022|农产品深加工
         行业产值|level|36.4|亿元|actual|2022|生物医药
         行业产值|level|279000|万元|actual|2022|电子信息
         行业产值|level|102.6|亿元|actual|2022|电子信息、生物医药、农产品深加工
         行业产值|level|40|亿元|target|2023|电子信息",
    );
    let charts = charts(vec![report]);
    assert_eq!(
        charts.iter().map(told).collect::<Vec<_>>(),
        ["Structure 云溪区2022年主要产业产值结构 [亿元] 农产品深加工,生物医药,电子信息 = :38.3,36.4,27.9"]
    );
    assert_eq!(charts[0].notes, ["单位不同的数值已换算为亿元"]);
}

#[test]
fn targets_meet_the_next_reports_actuals() {
    let before = report("云溪区", "2021", "规模以上工业总产值|level|470|亿元|target|2022\n工业投资|level|60|亿元|target|2022");
    let after = report("云溪区", "2022", "规模以上工业总产值|level|428.6|亿元|actual|2022\n工业投资|level|63.4|亿元|actual|2022");
    let elsewhere = report("临江区", "2022", "规模以上工业总产值|level|999|亿元|actual|2022");
    check(
        vec![before, after, elsewhere],
        &["PlanActual 云溪区2022年主要指标目标与完成 [亿元] 规模以上工业总产值,工业投资 = 目标:470.0,60.0 / 完成:428.6,63.4"],
    );
}

#[test]
fn years_and_months_are_not_mixed() {
    let lines = "规模以上工业增加值|growth|-9.8|%|actual|2022-01/2022-02
         规模以上工业增加值|growth|-3.1|%|actual|2022-01/2022-03
         规模以上工业增加值|growth|2.6|%|actual|2022-H1
         规模以上工业增加值|growth|3.9|%|actual|2022-06
         规模以上工业增加值|growth|4.8|%|actual|2022
         规模以上工业增加值|growth|4.5|%|target|2022";
    let earlier = report("云溪区", "2021", "规模以上工业增加值|growth|5.1|%|actual|2021");
    let charts = charts(vec![earlier, report("云溪区", "2022", lines)]);
    assert_eq!(
        charts.iter().map(told).collect::<Vec<_>>(),
        [
            "Line 云溪区2022年规模以上工业增加值增速（累计） [%] 1—2月,1—3月,1—6月,1—12月 = 规模以上工业增加值增速:−9.8,−3.1,2.6,4.8",
            "Column 云溪区2022年规模以上工业增加值增速目标与完成 [%] 规模以上工业增加值 = 目标:4.5 / 完成:4.8",
            "Column 云溪区2021—2022年规模以上工业增加值增速 [%] 2021年,2022年 = :5.1,4.8",
        ]
    );
    assert_eq!(charts[0].target.as_ref().map(|t| t.label.as_str()), Some("年度目标4.5%"));
}

#[test]
fn projects_plans_meet_what_was_done() {
    let report = report(
        "云溪区",
        "2024",
        "项目年度计划投资|level|5|亿元|target|2024|省重点项目
         项目年度计划投资|level|8|亿元|target|2024|市重点项目
         项目完成投资|level|4.6|亿元|actual|2024-01/2024-08|省重点项目
         项目完成投资|level|51000|万元|actual|2024-01/2024-08|市重点项目
         项目完成投资|level|3|亿元|actual|2024-01/2024-08|区重点项目",
    );
    check(
        vec![report],
        &["PlanActual 云溪区2024年1—8月项目投资计划与完成情况 [亿元] 省重点项目,市重点项目 = 年度计划:5.0,8.0 / 完成投资:4.6,5.1"],
    );
}

#[test]
fn a_value_told_twice_is_noted() {
    let reports = vec![
        report("云溪区", "2020", "高新技术企业数|level|90|家|actual|2020"),
        report("云溪区", "2021", "高新技术企业数|level|114|家|actual|2021\n高新技术企业数|level|92|家|actual|2020"),
        report("云溪区", "2022", "高新技术企业数|level|143|家|actual|2022"),
    ];
    let charts = charts(reports);
    assert_eq!(
        charts.iter().map(told).collect::<Vec<_>>(),
        ["Column 云溪区2020—2022年高新技术企业数 [家] 2020年,2021年,2022年 = :90,114,143"]
    );
    assert_eq!(charts[0].notes, ["2020年有不止一个数值，取当期报告所载"]);
    assert_eq!(charts[0].kind, ChartKind::Column);
}
