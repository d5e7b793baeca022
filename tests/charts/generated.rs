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
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

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

/// What a set of data is like: which of the values it takes, and how many of them are told.
fn likenesses() -> impl Strategy<Value = (&'static [&'static str], bool)> {
    prop_oneof![
        4 => Just((&VALUES[..], false)),
        1 => Just((&["0", "-0.4"][..], false)),
        1 => Just((&["-35.2", "-7000000000", "-0.4"][..], false)),
        1 => Just((&["12345678901234567890", "99999.99"][..], false)),
        1 => Just((&["0.0001", "0"][..], false)),
        1 => Just((&["-"][..], false)),
        1 => Just((&VALUES[..], true)),
    ]
}

/// How many runs a kind is given: what it never draws is no test of it.
fn runs(kind: ChartKind) -> std::ops::RangeInclusive<usize> {
    match kind {
        ChartKind::Ranking | ChartKind::Structure | ChartKind::Ladder => 1..=1,
        ChartKind::RankTable => 1..=2,
        ChartKind::PlanActual | ChartKind::Progress => 2..=2,
        ChartKind::Stacked | ChartKind::Shares | ChartKind::LevelGrowth => 2..=4,
        ChartKind::Panels => 2..=8,
        ChartKind::Column | ChartKind::Line | ChartKind::Heat | ChartKind::Table => 1..=5,
    }
}

/// The value as the kind takes it: parts of a whole are not negative.
fn taken(kind: ChartKind, value: &'static str) -> &'static str {
    let whole = matches!(kind, ChartKind::Structure | ChartKind::Stacked | ChartKind::Shares | ChartKind::Progress);
    value.strip_prefix('-').filter(|rest| whole && !rest.is_empty()).unwrap_or(value)
}

/// Charts of one kind with whatever data.
fn charts(kind: ChartKind) -> impl Strategy<Value = ChartSpec> {
    let counts = prop_oneof![4 => 2_usize..=7, 1 => Just(1_usize), 1 => 8_usize..=30, 1 => Just(60_usize)];
    (counts, runs(kind), likenesses(), 0_u32..4, any::<bool>()).prop_flat_map(move |(count, runs, (values, alone), decimals, target)| {
        let names = prop::collection::vec(prop::sample::select(&NAMES[..]), count);
        let value = (prop::sample::select(values), statuses());
        (names, prop::collection::vec(prop::collection::vec(value, count), runs)).prop_map(move |(names, runs)| {
            let planned = matches!(kind, ChartKind::PlanActual | ChartKind::Progress);
            let single = runs.len() == 1;
            let run = |(i, values): (usize, Vec<(&'static str, Status)>)| {
                // A plan and what came of it; else any status anywhere.
                let status = |told: Status| match (planned, i) {
                    (true, 0) => Status::Target,
                    (true, _) => Status::Actual,
                    (false, _) => told,
                };
                let told = |place: usize| !alone || (i, place) == (0, 0);
                let marks = values.into_iter().enumerate();
                let marks =
                    marks.map(|(place, (value, told_as))| mark(taken(kind, value), 0, status(told_as)).filter(|_| told(place))).collect();
                Series { name: if single { String::new() } else { NAMES[i].into() }, marks }
            };
            let series = runs.into_iter().enumerate().map(run).collect();
            let mut chart = spec(kind, "云溪区2022年主要指标", "亿元", "", series);
            chart.categories = names.into_iter().map(Into::into).collect();
            chart.decimals = decimals;
            dress(&mut chart);
            let line = mark("4.5", 0, Status::Target).filter(|_| target);
            chart.target = line.map(|mark| TargetLine { label: "年度目标4.5%".into(), mark });
            chart
        })
    })
}

/// How many sets of data each kind is drawn with.
const SETS: usize = 200;

/// The charts of a kind on pages of one to six; the same each time.
fn keeps_apart(kind: ChartKind) -> Result<usize, String> {
    let mut runner = TestRunner::deterministic();
    let strategy = charts(kind);
    let (mut drawn, mut accepted) = (0, 0);
    let layout = REGISTRY.iter().find(|layout| layout.kind() == kind).ok_or("no layout")?;
    for count in (1..=MOST_ITEMS).cycle() {
        let charts: Result<Vec<ChartSpec>, _> = (0..count).map(|_| strategy.new_tree(&mut runner).map(|tree| tree.current())).collect();
        let charts = charts.map_err(|reason| reason.to_string())?;
        accepted += charts.iter().filter(|chart| chart.has_values() && layout.accepts(chart)).count();
        check(&lay_out(&page(&charts)), &format!("{kind:?}, {count} on a page, after {drawn}"))?;
        drawn += count;
        if drawn >= SETS {
            break;
        }
    }
    Ok(accepted)
}

#[test]
fn no_text_overlaps_or_leaves_the_page() {
    let kinds: Vec<ChartKind> = REGISTRY.iter().map(|layout| layout.kind()).collect();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let checked: Vec<(ChartKind, Result<usize, String>)> = std::thread::scope(|scope| {
        let share = |kinds: &[ChartKind]| kinds.iter().map(|kind| (*kind, keeps_apart(*kind))).collect::<Vec<_>>();
        let threads: Vec<_> = kinds.chunks(kinds.len().div_ceil(cores)).map(|kinds| scope.spawn(move || share(kinds))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no kind panics")).collect()
    });
    for (kind, accepted) in checked {
        let accepted = accepted.expect("nothing overlaps");
        // Data of any kind is no test where the kind does not draw them.
        assert!(accepted >= SETS / 4, "{kind:?} draws {accepted} of {SETS}");
    }
}

/// All values alike, few and many, on full and empty pages.
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
