//! Whatever the data: no two texts overlap, none leaves its page, and nothing panics.

use super::fixtures::{mark, spec};
use super::overlap::check;
use super::pages::page;
use gangmu::chart::layout::REGISTRY;
use gangmu::chart::spec::{ChartKind, ChartSpec, Guide, SecondAxis, Series, TargetLine};
use gangmu::indicator::Status;
use gangmu::page::setup::{MOST_ITEMS, Margins, Setup, Size};
use gangmu::page::{Page, lay_out};
use proptest::prelude::*;

const NAMES: [&str; 10] = [
    "电子信息",
    "工业",
    "2022年",
    "2022年1—11月",
    "规模以上高新技术产业增加值占地区生产总值比重",
    "鼎合新材料（二期）智能装备产业园基础设施配套项目",
    "A项目",
    "5G基站",
    "Semiconductor manufacturing equipment",
    "1—2月",
];

const VALUES: [&str; 14] = [
    "1",
    "0",
    "-0.4",
    "27.9",
    "-35.2",
    "100",
    "428.6",
    "99999.99",
    "0.0001",
    "12345678901234567890",
    "-7000000000",
    "3.14159265358979",
    "50",
    "-",
];

/// What some kinds need, and others pass over.
fn dress(chart: &mut ChartSpec) {
    match chart.kind {
        ChartKind::LevelGrowth => chart.second = Some(SecondAxis { unit: "%".into(), decimals: 1 }),
        ChartKind::Progress => {
            chart.units = chart.categories.iter().map(|_| "万吨标准煤".into()).collect();
            chart.guide = "75".parse().ok().map(|value| Guide { label: "时间进度".into(), value });
        }
        _ => chart.highlight = Some(0),
    }
}

fn statuses() -> impl Strategy<Value = Status> + Clone {
    prop_oneof![4 => Just(Status::Actual), 1 => Just(Status::Forecast), 1 => Just(Status::Target)]
}

fn charts() -> impl Strategy<Value = ChartSpec> {
    let value = (prop::sample::select(&VALUES[..]), statuses());
    let run = move |count| prop::collection::vec(value.clone(), count);
    (1_usize..=30, 1_usize..=4, 0..REGISTRY.len(), 0_u32..4, any::<bool>()).prop_flat_map(move |(count, runs, kind, decimals, target)| {
        let names = prop::collection::vec(prop::sample::select(&NAMES[..]), count);
        (names, prop::collection::vec(run(count), runs)).prop_map(move |(names, runs)| {
            let series = runs
                .into_iter()
                .enumerate()
                .map(|(i, values)| Series {
                    name: if i == 0 { String::new() } else { NAMES[i].into() },
                    marks: values.into_iter().map(|(v, status)| mark(v, 0, status)).collect(),
                })
                .collect();
            let mut chart = spec(REGISTRY[kind].kind(), "云溪区2022年主要指标", "亿元", "", series);
            chart.categories = names.into_iter().map(Into::into).collect();
            chart.decimals = decimals;
            dress(&mut chart);
            chart.target = if target { mark("4.5", 0, Status::Target) } else { None }
                .map(|mark| TargetLine { label: "年度目标4.5%".into(), mark });
            chart
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_overlaps_or_leaves_the_page(charts in prop::collection::vec(charts(), 1..=4).no_shrink()) {
        let scene = lay_out(&page(&charts));
        prop_assert_eq!(check(&scene, "page"), Ok(()));
    }
}

/// The generated charts above reach every kind only by luck of their data: here each has data of its own.
#[test]
fn every_kind_with_many_and_few() {
    for layout in REGISTRY {
        for count in [1_usize, 2, 7, 30] {
            for value in VALUES {
                let names = (0..count).map(|i| NAMES[i % NAMES.len()].to_owned()).collect();
                let run =
                    |status| Series { name: "规模以上工业".into(), marks: (0..count).map(|_| mark(value, 0, status)).collect() };
                let one = Series { name: String::new(), ..run(Status::Actual) };
                for series in [vec![one], vec![run(Status::Target), run(Status::Actual)]] {
                    let mut chart = spec(layout.kind(), "题", "万吨标准煤", "", series);
                    chart.categories = Clone::clone(&names);
                    dress(&mut chart);
                    for copies in [1, 2, 4] {
                        let charts = vec![chart.clone(); copies];
                        let what = format!("{:?}, {count} of {value}, {copies} on a page", layout.kind());
                        check(&lay_out(&page(&charts)), &what).expect("nothing overlaps");
                    }
                }
            }
        }
    }
}

/// Any paper, upright or lying, any number of charts, with words all around.
#[test]
fn every_setup_keeps_its_words_apart() {
    let all = super::fixtures::all();
    for size in Size::ALL {
        for (portrait, margins) in [(false, Margins::Normal), (true, Margins::Wide), (true, Margins::Narrow)] {
            let paper = Setup { size, portrait, margins, ..Setup::default() }.paper();
            for count in 1..=MOST_ITEMS {
                for charts in all.chunks(count) {
                    let words = "临江区科技和工业信息化局内部资料，请勿外传".repeat(3);
                    let page = Page { paper, header: words.clone(), footer: words, number: (12, 40), before: (3, 4), ..page(charts) };
                    check(&lay_out(&page), &format!("{size:?} portrait {portrait} {margins:?}, {count} charts")).expect("nothing overlaps");
                }
            }
        }
    }
}
