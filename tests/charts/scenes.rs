//! The scene of each kind as text, kept beside this file. To take in a change: `GANGMU_UPDATE=1 cargo test --test charts`, then
//! look at the pictures that `pages` writes and at the difference.

use super::fixtures;
use gangmu::chart::layout;
use gangmu::chart::scene::{Rect, Scene};
use std::path::Path;

/// No kind is without its scene.
#[test]
fn every_kind_has_a_fixture() {
    let kinds: Vec<_> = fixtures::all().iter().map(|chart| chart.kind).collect();
    for layout in layout::REGISTRY {
        assert!(kinds.contains(&layout.kind()), "{:?}", layout.kind());
        let chart = fixtures::all().into_iter().find(|chart| chart.kind == layout.kind()).expect("a chart");
        assert!(layout.accepts(&chart), "{:?} does not accept its own fixture", layout.kind());
    }
}

#[test]
fn every_kind_is_laid_out_as_before() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts/scenes");
    for chart in fixtures::all() {
        let mut scene = Scene::new(120.0, 70.0);
        layout::draw(&chart, Rect::new(2.0, 2.0, 116.0, 66.0), &mut scene);
        // Hatching is many short lines of one pattern: told by their number.
        let (hatching, lines): (Vec<_>, Vec<_>) =
            scene.items.iter().cloned().partition(|item| item.stroke.is_some_and(|s| s.width < 0.25 && s.width > 0.2));
        scene.items = lines;
        let told = format!("{scene}hatching {}\n", hatching.len());
        let file = folder.join(format!("{}.txt", chart.kind.key()));
        if std::env::var_os("GANGMU_UPDATE").is_some() {
            std::fs::write(&file, &told).expect("written");
        }
        let kept = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(told, kept, "{} differs from {}", chart.kind.key(), file.display());
    }
}

/// Every mark can be pointed at, whatever it is drawn as, and however small its value.
#[test]
fn every_mark_has_a_place() {
    let mut bare = Vec::new();
    for chart in fixtures::all() {
        let nothing = |mark: gangmu::chart::spec::Mark| gangmu::chart::spec::Mark { value: gangmu::base::Decimal::ZERO, ..mark };
        let mut chart = chart;
        for (mark, index) in chart.series.iter_mut().flat_map(|run| run.marks.iter_mut().flatten()).zip(0..) {
            mark.source.index = index;
        }
        let mut small = chart.clone();
        if let Some(mark) = small.series.last_mut().and_then(|run| run.marks.iter_mut().flatten().last()) {
            *mark = nothing(*mark);
        }
        for chart in [chart, small] {
            let mut scene = Scene::new(160.0, 100.0);
            layout::draw(&chart, Rect::new(2.0, 2.0, 156.0, 96.0), &mut scene);
            let target = chart.target.iter().map(|target| &target.mark);
            for mark in chart.marks().map(|(_, mark)| mark).chain(target) {
                if !scene.items.iter().any(|item| item.link == Some(mark.source)) {
                    bare.push(format!("{:?} {} {:?}", chart.kind, mark.value, mark.status));
                }
            }
        }
    }
    assert!(bare.is_empty(), "{bare:#?}");
}
