//! Project files: what is saved comes back, and no bytes whatever make opening panic.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use gangmu::base::Span;
use gangmu::chart::recipe::{Across, Order, Recipe, Topic};
use gangmu::chart::spec::ChartKind;
use gangmu::document::CellAddress;
use gangmu::indicator::{Basis, IndicatorName, Measure, Place, Qualifier, Status, Value};
use gangmu::library::corrections::{
    About, Anchor, Corrections, Decision, Dismissal, FigureCorrection, HeadingCorrection, HeadingTold, Reading,
};
use gangmu::project::{PlacedChart, ProjectError, ProjectFile, StoredSource, VERSION, View, open, pack, save};
use proptest::prelude::*;
use std::io::{Cursor, Write};

/// One of everything that can be decided.
fn corrections() -> Corrections {
    let text = |start, words: &str| Anchor {
        place: Place::Text(Span::new(start, start + words.len())),
        words: words.into(),
        before: "在".into(),
        of: "".into(),
    };
    let cell =
        Anchor { place: Place::Cell(CellAddress { sheet: 1, row: 2, column: 3 }), words: "12.5".into(), before: "".into(), of: "".into() };
    let reading = Reading {
        indicator: "规模以上“工业”\n增加值".into(),
        measure: Measure::Growth,
        basis: Some(Basis::YearOnYear),
        value: Value::Range("10.0".parse().unwrap(), "12".parse().unwrap()),
        unit: "%".into(),
        status: Status::Target,
        period: "2023-H1".parse().ok(),
        scope: Some("全市".into()),
        qualifier: Some(Qualifier::About),
    };
    let figure = |at, decision| FigureCorrection { at, decision };
    Corrections {
        about: About { title: Some("题".into()), period: "2022".parse().ok(), kind: Some("年报".into()), ..About::default() },
        figures: vec![
            figure(text(3, "10～12%"), Decision::Corrected(reading.clone())),
            figure(cell.clone(), Decision::Confirmed(Reading { value: Value::Masked, ..reading.clone() })),
            figure(text(90, "7家"), Decision::Added(Reading { value: Value::Number("-7.50".parse().unwrap()), ..reading })),
            figure(text(120, "3"), Decision::Discarded),
        ],
        headings: vec![
            HeadingCorrection { at: text(0, "一、题"), told: Some(HeadingTold { level: 2, title: text(6, "题") }) },
            HeadingCorrection { at: text(30, "二、"), told: None },
        ],
        dismissed: vec![Dismissal { check: "parts".into(), arithmetic: "1 + 1 = 3".into(), at: vec![cell], reason: "口径".into() }],
    }
}

/// One of everything that can be picked.
fn chart_by_hand() -> Recipe {
    let topic = |indicator, basis| Topic { indicator, measure: Measure::Growth, basis, scope: "市属“重点”".into() };
    Recipe {
        id: 3,
        title: Some("增速\n“比较”".into()),
        topics: vec![
            topic(IndicatorName::of("地区生产总值"), None),
            topic(IndicatorName::Phrase("库存".into()), Some(Basis::PeriodOnPeriod)),
        ],
        places: vec!["云溪区".into(), String::new()],
        periods: vec!["2022-Q1".parse().unwrap(), "2022-01/2022-09".parse().unwrap()],
        statuses: vec![Status::Target, Status::Actual],
        across: Some(Across::Months),
        kind: Some(ChartKind::PlanActual),
        unit: Some("万元".into()),
        decimals: Some(2),
        order: Order::Falling,
        highlight: Some("1—9月".into()),
        target: true,
    }
}

fn sample() -> ProjectFile {
    let source = |name: &str, bytes: &[u8]| StoredSource { name: name.into(), bytes: bytes.into() };
    ProjectFile {
        version: VERSION,
        sources: vec![
            source("年报.txt", "一、总体情况\r\n".as_bytes()),
            source("same.txt", "一、总体情况\r\n".as_bytes()),
            source("数.xls", &[0, 255, 13, 10]),
        ],
        deck: vec![PlacedChart {
            chart: "structure/2022".into(),
            title: Some("三次产业“结构”\n2022".into()),
            speech: Some("先讲\n总量".into()),
        }],
        charts: vec![chart_by_hand()],
        corrections: [(gangmu::document::ContentHash::of(b"x"), std::sync::Arc::new(corrections()))].into(),
        view: View { panel: Some("charts".into()), source: Some(1), offset: Some(7), settings: [("sort".into(), "名称".into())].into() },
    }
}

/// A zip of these entries, as any program could write it.
fn zip_of(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_is_saved_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("指标.gangmu");
    save(&path, &sample()).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(open(&bytes).unwrap(), sample());
    assert_eq!(bytes, pack(&sample()).unwrap(), "the same project must give the same bytes");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file may stay");
}

#[test]
fn saving_over_a_link_keeps_the_link_and_failing_keeps_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gangmu");
    save(&path, &sample()).unwrap();
    let before = std::fs::read(&path).unwrap();
    #[cfg(unix)]
    {
        let link = folder.path().join("link.gangmu");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        save(&link, &ProjectFile::default()).unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(open(&std::fs::read(&path).unwrap()).unwrap().sources, []);
        save(&link, &sample()).unwrap();
    }
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    assert!(matches!(save(&path, &ProjectFile::default()), Err(ProjectError::Io(_))));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert!(matches!(save(&folder.path().join("no/such/folder.gangmu"), &sample()), Err(ProjectError::Io(_))));
}

#[test]
fn what_is_wrong_is_named() {
    let text = "一、".as_bytes();
    let hash = gangmu::document::ContentHash::of(text).to_string();
    let other = gangmu::document::ContentHash::of(b"other").to_string();
    let listing = |hash: &str| format!("(version: 1, sources: [(name: \"../../etc/年报.txt\", hash: \"{hash}\")])");
    let entry = format!("sources/{hash}");
    let good = zip_of(&[("project.ron", listing(&hash).as_bytes()), ("../../evil", b"x"), ("/abs", b"y"), (entry.as_str(), text)]);
    let project = open(&good).unwrap();
    assert_eq!((project.sources.len(), project.sources[0].name.as_str(), &*project.sources[0].bytes), (1, "年报.txt", text));

    let changed = zip_of(&[("project.ron", listing(&other).as_bytes()), (format!("sources/{other}").as_str(), text)]);
    let missing = zip_of(&[("project.ron", listing(&other).as_bytes())]);
    let traversal = zip_of(&[("project.ron", listing("../../evil").as_bytes()), ("evil", text)]);
    for spoilt in [changed, missing, traversal] {
        assert_eq!(open(&spoilt), Err(ProjectError::DamagedSource("../../etc/年报.txt".into())));
    }
    assert_eq!(open(&zip_of(&[("project.ron", b"(version: 9, whatever: (later: [1]))")])), Err(ProjectError::Newer(9)));
    for not_ours in [zip_of(&[("word/document.xml", b"")]), Vec::new(), b"PK\x05\x06 no".to_vec(), text.to_vec()] {
        assert_eq!(open(&not_ours), Err(ProjectError::NotAProject));
    }
    for broken in [&b"(version: 1, sources: [(("[..], b"(version: -1)", b"\xff", b"()"] {
        assert!(matches!(open(&zip_of(&[("project.ron", broken)])), Err(ProjectError::Damaged(_))));
    }
    // A later program of the same format may add fields; they are passed over.
    let added = zip_of(&[("project.ron", b"(version: 1, notes: {\"a\": [1, (b: 2)]}, view: (panel: Some(\"read\"), zoom: 1.5))")]);
    assert_eq!(open(&added).unwrap().view.panel.as_deref(), Some("read"));
}

#[test]
fn a_small_file_that_unpacks_without_end_is_refused() {
    let mut manifest = b"(version: 1)".to_vec();
    manifest.resize(40 * 1024 * 1024, b' ');
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("project.ron", zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated)).unwrap();
    zip.write_all(&manifest).unwrap();
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 100_000);
    assert_eq!(open(&bomb), Err(ProjectError::TooLarge));
}

#[test]
fn every_shortened_file_is_refused_or_whole() {
    let whole = pack(&sample()).unwrap();
    for length in 0..whole.len() {
        assert!(open(&whole[..length]).is_err(), "{length} of {} bytes were taken for the whole", whole.len());
    }
}

fn any_project() -> impl Strategy<Value = ProjectFile> {
    let source = (any::<String>(), proptest::collection::vec(any::<u8>(), 0..300))
        .prop_map(|(name, bytes)| StoredSource { name: name.replace(['/', '\\'], ""), bytes: bytes.into() });
    let chart = (any::<String>(), any::<[Option<String>; 2]>()).prop_map(|(chart, [title, speech])| PlacedChart { chart, title, speech });
    let settings = proptest::collection::btree_map(any::<String>(), any::<String>(), 0..4);
    let view = (any::<Option<String>>(), any::<Option<usize>>(), any::<Option<u32>>(), settings)
        .prop_map(|(panel, source, offset, settings)| View { panel, source, offset, settings });
    (proptest::collection::vec(source, 0..4), proptest::collection::vec(chart, 0..4), view).prop_map(|(sources, deck, view)| ProjectFile {
        version: VERSION,
        sources,
        deck,
        corrections: Default::default(),
        charts: Vec::new(),
        view,
    })
}

/// A project of every version that was ever written opens; the files lie in `tests/projects`.
#[test]
fn old_projects_open() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects");
    for version in 1..=VERSION {
        let bytes = std::fs::read(folder.join(format!("version-{version}.gangmu"))).unwrap();
        let project = open(&bytes).unwrap();
        let corrections = if version == 1 { Default::default() } else { sample().corrections };
        // Speeches came after the first two were written.
        let speech = |chart: &PlacedChart| chart.speech.clone().filter(|_| version >= 3);
        let deck = sample().deck.into_iter().map(|chart| PlacedChart { speech: speech(&chart), ..chart }).collect();
        let charts = if version < 3 { Vec::new() } else { sample().charts };
        let old = ProjectFile { version, corrections, charts, deck, ..sample() };
        assert_eq!(project, old);
    }
}

/// Writes this version's project for [`old_projects_open`]; run by hand when the version has been raised.
#[test]
#[ignore = "writes a file of the repository"]
fn write_the_project_of_this_version() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("version-{VERSION}.gangmu")), pack(&sample()).unwrap()).unwrap();
}

proptest! {
    #[test]
    fn any_project_comes_back(project in any_project()) {
        prop_assert_eq!(open(&pack(&project).unwrap()).unwrap(), project);
    }

    #[test]
    fn any_bytes_open_or_say_why(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = open(&bytes);
    }

    #[test]
    fn any_change_to_a_file_opens_or_says_why(at in any::<prop::sample::Index>(), to in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = pack(&sample()).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = to;
        if let Ok(project) = open(&bytes) {
            // What passes for whole must carry the sources as they were.
            for (read, written) in project.sources.iter().zip(sample().sources) {
                prop_assert_eq!(&read.bytes, &written.bytes);
            }
        }
        bytes.truncate(cut.index(bytes.len()));
        let _ = open(&bytes);
    }

    #[test]
    fn any_manifest_opens_or_says_why(text in any::<String>()) {
        let _ = open(&zip_of(&[("project.ron", text.as_bytes())]));
    }
}
