//! Corrections over real readings: every figure of every labelled report and sample can be confirmed, discarded and taken back, and
//! nothing else moves.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use gangmu::base::Progress;
use gangmu::import;
use gangmu::library::Report;
use gangmu::library::corrections::{Anchor, Corrections, Decision, Made, Reading};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["assets/samples", "tests/labelled", "tests/workbooks", "tests/documents"] {
        let Ok(entries) = std::fs::read_dir(root.join(folder)) else { continue };
        found.extend(entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()));
    }
    found.sort();
    found
}

fn reports() -> Vec<Report> {
    let read = |path: PathBuf| {
        let bytes: Arc<[u8]> = std::fs::read(&path).unwrap().into();
        let document = import::read(&path.file_name().unwrap().to_string_lossy(), &bytes, &Progress::default()).ok()?;
        Some(Report::read(document, bytes))
    };
    sources().into_iter().filter_map(read).filter(|report| !report.observations.is_empty()).collect()
}

#[test]
fn every_figure_can_be_confirmed_and_every_other_stays_as_it_is() {
    let (mut figures, mut cells) = (0, 0);
    for report in reports() {
        let mut all = Corrections::default();
        for o in &report.observations {
            all.decide(Anchor::of_figure(&report, o), Decision::Confirmed(Reading::of(o)));
        }
        let corrected = report.corrected(&Arc::new(all));
        let name = &report.document.name;
        assert_eq!(corrected.observations.len(), report.observations.len(), "{name}: a confirmed figure was added, not found");
        assert_eq!((corrected.review.marks.len(), corrected.review.unfit_figures.len()), (report.observations.len(), 0), "{name}");
        assert!(corrected.review.marks.values().all(|mark| mark.made == Made::Confirmed && mark.former.is_none()), "{name}");
        for (new, old) in corrected.observations.iter().zip(&report.observations) {
            assert_eq!(
                (Reading::of(new), new.place, new.heading, &new.evidence),
                (Reading::of(old), old.place, old.heading, &old.evidence)
            );
        }
        figures += report.observations.len();
        cells += usize::from(report.document.is_workbook());
    }
    assert!(figures > 1000 && cells > 0, "{figures} figures, {cells} workbooks");
}

#[test]
fn every_second_figure_can_be_discarded() {
    for report in reports() {
        let mut some = Corrections::default();
        for o in report.observations.iter().step_by(2) {
            some.decide(Anchor::of_figure(&report, o), Decision::Discarded);
        }
        let corrected = report.corrected(&Arc::new(some));
        let left: Vec<_> = report.observations.iter().skip(1).step_by(2).map(|o| o.place).collect();
        assert_eq!(corrected.observations.iter().map(|o| o.place).collect::<Vec<_>>(), left, "{}", report.document.name);
        assert_eq!(corrected.review.discarded.len(), report.observations.len().div_ceil(2));
    }
}

/// Ten thousand decisions: `cargo test --release --test corrections -- --ignored --nocapture`.
#[test]
#[ignore = "measures, and needs optimised code"]
fn time_of_many_corrections() {
    let text = "云岭县2022年工作总结\n".to_owned() + &"规模以上工业增加值增长8.1%。完成固定资产投资25.3亿元。\n".repeat(5000);
    let document = gangmu::document::Document::of_text("a.txt", gangmu::document::Format::Text, None, text.clone(), text.as_bytes());
    let report = Report::read(document, text.as_bytes().into());
    let mut all = Corrections::default();
    for o in &report.observations {
        all.figures.push(gangmu::library::corrections::FigureCorrection {
            at: Anchor::of_figure(&report, o),
            decision: Decision::Confirmed(Reading::of(o)),
        });
    }
    let all = Arc::new(all);
    let begun = std::time::Instant::now();
    let corrected = report.corrected(&all);
    println!("{} decisions over {} figures: {:?}", all.figures.len(), corrected.observations.len(), begun.elapsed());
}
