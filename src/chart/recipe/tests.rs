//! Charts of recipes over hand-made observations: what is drawn, and what is refused.

use super::*;
use crate::chart::propose::propose;
use crate::chart::spec::ChartSpec;
use crate::chart::testing::{report, told};
use crate::library::Library;

fn library() -> Library {
    let years = "地区生产总值|level|300.5|亿元|actual|2020|
        地区生产总值|level|3652000|万元|actual|2021|
        地区生产总值|growth|4.1|%|actual|2020|
        地区生产总值|growth|8.4|%|actual|2021|
        高新技术企业数|level|66|家|actual|2021|
        第一产业增加值|level|40.2|亿元|actual|2021|
        第二产业增加值|level|150.3|亿元|actual|2021|
        第三产业增加值|level|174.7|亿元|actual|2021|";
    let months = "工业投资|growth|3.1|%|actual|2022-01/2022-03|
        工业投资|growth|**|%|actual|2022-01/2022-06|
        工业投资|growth|5.5|%|actual|2022-01/2022-09|
        工业投资|growth|9|%|target|2022|
        工业投资|level|2.2|亿元|actual|2022-09|
        工业投资|level|20.5|亿元|actual|2022-01/2022-09|
        行业产值|level|12|亿元|actual|2022-01/2022-09|电子信息
        行业产值|level|9|亿元|forecast|2022-01/2022-09|生物医药
        地区生产总值|level|400|亿元|target|2022|
        地区生产总值|level|290.0|亿元|actual|2022-01/2022-09|";
    let other = "地区生产总值|level|500.125|亿元|actual|2021|
        地区生产总值|growth|7.0|%|actual|2021|";
    [report("甲区", "2021", years), report("甲区", "2022-01/2022-09", months), report("乙县", "2021", other)]
        .into_iter()
        .map(std::sync::Arc::new)
        .collect()
}

/// 指标 or 指标/measure or 指标/measure/scope.
fn topics(words: &str) -> Vec<Topic> {
    let topic = |word: &str| {
        let mut parts = word.split('/');
        let indicator = IndicatorName::of(parts.next().unwrap());
        let measure = parts.next().map_or(Measure::Level, |m| Measure::ALL.into_iter().find(|known| known.name() == m).unwrap());
        Topic { indicator, measure, basis: None, scope: parts.next().unwrap_or_default().to_owned() }
    };
    words.split_whitespace().map(topic).collect()
}

fn periods(words: &str) -> Vec<Period> {
    words.split_whitespace().map(|word| word.parse().unwrap()).collect()
}

fn places(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

fn made(recipe: &Recipe) -> Made {
    Material::of(&library()).make(recipe)
}

fn chart(recipe: &Recipe) -> ChartSpec {
    made(recipe).chart.unwrap()
}

/// What a recipe draws, or why it does not, in one line.
fn check(recipe: Recipe, expected: &str) {
    let found = match made(&recipe).chart {
        Ok(spec) => format!("{} {}", told(&spec), spec.notes.join("；")).trim_end().to_owned(),
        Err(refusal) => {
            let parts = refusal.parts(&recipe).len();
            let name = format!("{refusal:?}");
            let name = name.split(['(', '[']).next().unwrap_or_default().to_owned();
            if let Refusal::Kind(kind, unfit) = refusal { format!("{kind:?} {unfit:?}") } else { format!("{name} {parts}") }
        }
    };
    assert_eq!(found, expected);
}

fn of(words: &str) -> Recipe {
    Recipe { id: 7, topics: topics(words), ..Recipe::default() }
}

#[test]
fn a_chart_of_several_places_is_titled_by_the_only_one_that_tells_anything() {
    let both = |recipe| Recipe { places: places("甲区 乙县"), periods: periods("2021"), ..recipe };
    check(both(of("高新技术企业数")), "Ranking 甲区2021年高新技术企业数 [家] 甲区,乙县 = :66,… 所用报告中没有乙县的数值");
    check(both(of("地区生产总值/growth")), "Ranking 各地2021年地区生产总值增速 [%] 甲区,乙县 = :8.4,7.0 增速为同比");
}

#[test]
fn what_belongs_together_is_drawn() {
    let here = |recipe| Recipe { places: places("甲区"), ..recipe };
    check(here(of("地区生产总值")), "Column 甲区2020—2021年地区生产总值 [亿元] 2020年,2021年 = :300.5,365.2 单位不同的数值已换算为亿元");
    check(
        of("地区生产总值"),
        "Line 各地2020—2021年地区生产总值 [亿元] 2020年,2021年 = 甲区:300.50,365.20 / 乙县:…,500.13 单位不同的数值已换算为亿元",
    );
    check(
        Recipe { periods: periods("2021"), ..of("地区生产总值") },
        "Ranking 各地2021年地区生产总值 [万元] 甲区,乙县 = :3652000,5001250 单位不同的数值已换算为万元",
    );
    check(
        here(of("地区生产总值 地区生产总值/growth")),
        "LevelGrowth 甲区2020—2021年地区生产总值及增速 [亿元] 2020年,2021年 = 地区生产总值:300.5,365.2 / 地区生产总值增速:4.1,8.4 单位不同的数值已换算为亿元；增速为同比",
    );
    check(
        here(Recipe { periods: periods("2021"), ..of("第一产业增加值 第二产业增加值 第三产业增加值") }),
        "Column 甲区2021年主要指标 [亿元] 第一产业增加值,第二产业增加值,第三产业增加值 = :40.2,150.3,174.7",
    );
    check(of("工业投资/growth"), "Line 甲区2022年工业投资增速（累计） [%] 1—3月,1—6月,1—9月 = 工业投资增速:3.1,…,5.5 增速为同比");
    check(
        of("行业产值/level/电子信息 行业产值/level/生物医药"),
        "Column 甲区2022年1—9月各项行业产值 [亿元] 电子信息产值,生物医药产值 = :12,9",
    );
    check(
        Recipe { across: Some(Across::Scopes), ..of("行业产值/level/电子信息 行业产值/level/生物医药") },
        "Column 甲区2022年1—9月各项行业产值 [亿元] 电子信息,生物医药 = :12,9",
    );
    let goals = Recipe { statuses: vec![Status::Actual, Status::Target], ..of("地区生产总值") };
    check(
        here(Recipe { periods: periods("2022-01/2022-09"), ..goals.clone() }),
        "PlanActual 甲区2022年1—9月地区生产总值目标与完成 [亿元] 地区生产总值 = 目标:400 / 完成:290 目标为全年目标",
    );
    check(
        here(Recipe { periods: periods("2022-01/2022-09"), kind: Some(ChartKind::Progress), ..goals }),
        "Progress 甲区2022年1—9月地区生产总值目标与完成 [%] 地区生产总值 = 目标:400 / 完成:290 目标为全年目标",
    );
    check(
        here(Recipe { periods: periods("2021"), ..of("地区生产总值 高新技术企业数 地区生产总值/growth") }),
        "Table 甲区2021年主要指标 [] 地区生产总值,高新技术企业数,地区生产总值增速 = :3652000.0,66.0,8.4 增速为同比",
    );
    check(
        Recipe { across: Some(Across::Months), periods: periods("2022-01/2022-03 2022-01/2022-09"), ..of("工业投资/growth") },
        "Column 甲区2022年工业投资增速（累计） [%] 1—3月,1—9月 = :3.1,5.5 增速为同比",
    );
}

#[test]
fn what_does_not_is_refused() {
    check(Recipe::default(), "NoTopic 0");
    check(of("工业用电量"), "NoFigure 0");
    let line = |recipe| Recipe { across: Some(Across::Periods), places: places("甲区"), ..recipe };
    check(line(of("地区生产总值 高新技术企业数")), "Units 2");
    check(line(of("地区生产总值 高新技术企业数 地区生产总值/growth")), "Measures 3");
    check(line(Recipe { periods: periods("2022-09 2022-01/2022-09"), ..of("工业投资") }), "Paces 2");
    check(line(Recipe { periods: periods("2021 2022-01/2022-09"), ..of("地区生产总值") }), "Months 0");
    check(line(Recipe { kind: Some(ChartKind::Structure), ..of("地区生产总值") }), "Structure Parts");
    check(line(Recipe { kind: Some(ChartKind::RankTable), ..of("地区生产总值") }), "RankTable Places");
    check(line(Recipe { kind: Some(ChartKind::Progress), ..of("地区生产总值") }), "Progress Targets");
}

#[test]
fn units_decimals_order_and_marks_are_the_users() {
    let across = Recipe { across: Some(Across::Places), periods: periods("2021"), ..of("地区生产总值") };
    let spec = chart(&Recipe { unit: Some("万元".into()), ..across.clone() });
    assert_eq!((spec.unit.as_str(), spec.marks().next().unwrap().1.value.to_string()), ("万元", "3652000".to_owned()));
    let spec = chart(&Recipe {
        unit: Some("亿元".into()),
        decimals: Some(1),
        order: Order::Falling,
        highlight: Some("甲区".into()),
        ..across.clone()
    });
    assert_eq!((spec.categories.join(" "), spec.highlight, spec.decimals), ("乙县 甲区".to_owned(), Some(1), 1));
    assert!(spec.notes.iter().any(|note| note == "数值已四舍五入为1位小数"), "{:?}", spec.notes);
    let offers = made(&across).offers;
    assert_eq!(offers.units, ["万元", "元", "亿元"]);
    assert_eq!(offers.places.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["甲区", "乙县"]);
    // A unit that the values do not convert into, and a mark that is gone, are passed over.
    let odd = chart(&Recipe { unit: Some("家".into()), highlight: Some("丙市".into()), ..across });
    assert_eq!((odd.unit.as_str(), odd.highlight), ("万元", None));
}

#[test]
fn a_target_is_drawn_across_where_there_is_one() {
    let recipe = Recipe { target: true, ..of("工业投资/growth") };
    assert_eq!(chart(&recipe).target.unwrap().label, "年度目标9%");
    assert_eq!(chart(&Recipe { topics: topics("高新技术企业数"), ..recipe.clone() }).target, None);
    // The year's target is none of another indicator's.
    let two = Recipe { across: Some(Across::Topics), periods: periods("2022-01/2022-09"), ..recipe };
    assert_eq!(chart(&Recipe { topics: topics("地区生产总值 工业投资"), ..two.clone() }).target, None);
    assert_eq!(chart(&Recipe { topics: topics("地区生产总值"), ..two }).target.unwrap().label, "年度目标400亿元");
}

/// A chart that was proposed comes back from its recipe, figure by figure.
#[test]
fn what_was_proposed_can_be_changed() {
    let library = library();
    let material = Material::of(&library);
    let proposed = propose(&library);
    assert!(proposed.len() >= 3, "{}", proposed.len());
    for chart in proposed {
        let recipe = recipe_of(&chart, 1, &material);
        let back = material.make(&recipe).chart.unwrap();
        let sources = |chart: &ChartSpec| {
            let mut all: Vec<_> = chart.marks().map(|(_, mark)| mark.source).collect();
            all.sort_unstable();
            all
        };
        assert_eq!(sources(&back), sources(&chart), "{}", chart.title);
        assert_eq!((back.kind, &back.title, &back.unit), (chart.kind, &chart.title, &chart.unit));
        assert_eq!(back.key(), "made/1");
    }
}
