//! A hundred and six reports invented for this project, with every figure and heading told as a careful reader would
//! (`tests/labelled`): how many of them are read right. Labels flagged `opt` neither add nor cost.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a label that cannot be read fails the test"
)]

use gangmu::base::{Decimal, Period, Progress};
use gangmu::indicator::{Observation, Place, Value, catalogue};
use gangmu::library::Report;
use std::fmt::Write as _;
use std::path::Path;
use std::str::FromStr;

/// One figure as labelled.
struct Fact {
    /// Where number and unit stand, in bytes.
    start: usize,
    end: usize,
    columns: Vec<String>,
}

impl Fact {
    fn column(&self, index: usize) -> &str {
        self.columns.get(index).map_or("", String::as_str)
    }

    fn optional(&self) -> bool {
        self.column(8).contains("opt")
    }

    /// Its indicator is one of those that reports are compared by.
    fn key(&self) -> bool {
        !self.column(1).starts_with('~')
    }
}

fn facts(text: &str, table: &str) -> Vec<Fact> {
    let rows = table.lines().skip(1).filter(|line| !line.trim().is_empty());
    rows.map(|line| {
        let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let quote = columns[0].replace("\\n", "\n");
        let (before, rest) = quote.split_once('⟦').unwrap();
        let (figure, after) = rest.split_once('⟧').unwrap();
        let at = text.find(&format!("{before}{figure}{after}")).unwrap_or_else(|| panic!("no such words: {quote}"));
        Fact { start: at + before.len(), end: at + before.len() + figure.len(), columns }
    })
    .collect()
}

/// Number and scale: 1.2 of 亿元 as 120000000.
fn scaled(value: Decimal, unit: &str) -> Option<Decimal> {
    let scales = [("万亿", 12), ("千亿", 11), ("百亿", 10), ("亿", 8), ("千万", 7), ("百万", 6), ("万", 4)];
    let power = scales.iter().find(|(word, _)| unit.starts_with(word)).map_or(0, |(_, power)| *power);
    value.checked_mul(Decimal::from(10_u64.pow(power)))
}

fn value_right(fact: &Fact, got: &Observation) -> bool {
    let want = fact.column(3);
    let same = |text: &str, value: Decimal| {
        Decimal::from_str(text).is_ok_and(|v| scaled(v, fact.column(4)) == scaled(value, &got.unit) && scaled(v, fact.column(4)).is_some())
    };
    match &got.value {
        Value::Masked => want == "masked",
        Value::Number(v) => same(want, *v),
        Value::Range(a, b) => want.split_once('~').is_some_and(|(x, y)| same(x, *a) && same(y, *b)),
    }
}

fn rest_right(fact: &Fact, got: &Observation) -> bool {
    let period = fact.column(6);
    got.indicator.name() == fact.column(1)
        && got.measure.name() == fact.column(2)
        && got.status.name() == fact.column(5)
        && (period == "?" || Period::from_str(period).is_ok_and(|p| Some(p) == got.period))
}

/// How often right, how often claimed wrongly, how often missed.
#[derive(Default)]
struct Tally {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Tally {
    /// F1 in thousandths.
    fn f1(&self) -> u32 {
        2000 * self.right / (2 * self.right + self.wrong + self.missed).max(1)
    }
}

#[test]
fn labelled_reports_are_read_as_labelled() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labelled");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".txt").map(str::to_owned))
        .collect();
    names.sort();
    assert!(names.len() >= 106);
    let (mut quantities, mut key, mut headings) = (Tally::default(), Tally::default(), Tally::default());
    let mut each = String::new();
    for name in names {
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
        let labels = std::fs::read_to_string(folder.join(format!("{name}.facts.tsv"))).unwrap();
        let facts = facts(&text, &labels);
        let document = gangmu::import::read(&format!("{name}.txt"), text.as_bytes(), &Progress::default()).unwrap();
        assert_eq!(document.text, text, "{name} is plain text");
        let report = Report::read(document, text.as_bytes().into());
        let mut own = Tally::default();
        let mut taken = vec![false; report.observations.len()];
        for fact in &facts {
            let over = |o: &Observation| matches!(o.place, Place::Text(s) if (s.start as usize) < fact.end && fact.start < s.end as usize);
            let found: Vec<usize> = (0..taken.len()).filter(|&i| over(&report.observations[i])).collect();
            found.iter().for_each(|&i| taken[i] = true);
            if fact.optional() {
                continue;
            }
            let valued = found.iter().any(|&i| value_right(fact, &report.observations[i]));
            let whole = found.iter().any(|&i| value_right(fact, &report.observations[i]) && rest_right(fact, &report.observations[i]));
            if valued {
                quantities.right += 1
            } else {
                quantities.missed += 1
            }
            if fact.key() {
                if whole { own.right += 1 } else { own.missed += 1 }
            }
            let claimed =
                found.iter().any(|&i| report.observations[i].indicator.category().is_some_and(|_| !extended(&report.observations[i])));
            own.wrong += u32::from(claimed && !(fact.key() && whole));
        }
        quantities.wrong += u32::try_from(taken.iter().filter(|t| !**t).count()).unwrap();
        let outline = std::fs::read_to_string(folder.join(format!("{name}.outline.tsv"))).unwrap();
        let want: Vec<&str> = outline.lines().skip(1).filter(|l| !l.trim().is_empty()).collect();
        let mut from = 0;
        for line in &want {
            let columns: Vec<&str> = line.split('\t').collect();
            let quote = columns[4].replace("\\n", "\n");
            let at = from + text[from..].find(&quote).unwrap_or_else(|| panic!("{name}: no heading {quote}"));
            from = at + text[at..].chars().next().map_or(1, char::len_utf8);
            let near = |start: u32| (start as usize).abs_diff(at) <= 9;
            let level: u8 = columns[0].parse().unwrap();
            match report.outline.headings.iter().find(|h| near(h.section.start)) {
                Some(heading) if heading.level == level => headings.right += 1,
                _ => headings.missed += 1,
            }
        }
        headings.wrong += u32::try_from(report.outline.headings.len().saturating_sub(want.len())).unwrap();
        let _ = writeln!(each, "{name}: key {}", own.f1());
        key.right += own.right;
        key.wrong += own.wrong;
        key.missed += own.missed;
    }
    let sum = format!("quantities {}  key {}  headings {}\n{each}", quantities.f1(), key.f1(), headings.f1());
    assert!(quantities.f1() >= 996 && key.f1() >= 925 && headings.f1() >= 989, "{sum}");
}

/// Whether the indicator is beyond those that the labels name.
fn extended(observation: &Observation) -> bool {
    match observation.indicator {
        gangmu::indicator::IndicatorName::Known(index) => catalogue::builtin().indicator(index).extended,
        gangmu::indicator::IndicatorName::Phrase(_) => true,
    }
}
