//! How long a page of six charts takes, from the charts to the bytes of a PDF: composing and laying out, and all of it with writing.
#![expect(missing_docs, reason = "made public by criterion's macro")]
#![expect(clippy::unwrap_used, reason = "a bench without its samples cannot run")]

use criterion::{Criterion, criterion_group, criterion_main};
use gangmu::base::Progress;
use gangmu::chart::propose::propose;
use gangmu::chart::spec::{ChartKind, ChartSpec};
use gangmu::export::{self, Material, Picture};
use gangmu::library::{Library, Report};
use gangmu::page::{self, Setup};
use gangmu::{import, project::samples::SAMPLES};
use std::hint::black_box;
use std::sync::Arc;

/// The charts of the page, one of a kind.
const KINDS: [ChartKind; 6] =
    [ChartKind::Progress, ChartKind::Ranking, ChartKind::Structure, ChartKind::PlanActual, ChartKind::LevelGrowth, ChartKind::Heat];

fn page_of_six(criterion: &mut Criterion) {
    let read = |&(name, bytes): &(&str, &[u8])| {
        let document = import::read(name, bytes, &Progress::default()).unwrap();
        Arc::new(Report::read(document, bytes.into()))
    };
    let library: Library = SAMPLES.iter().map(read).collect();
    let proposed = propose(&library);
    let of = |kind: &ChartKind| proposed.iter().find(|chart| chart.kind == *kind).cloned();
    let charts: Vec<ChartSpec> = KINDS.iter().filter_map(of).collect();
    assert_eq!(charts.len(), KINDS.len());
    let setup = Setup { per_page: KINDS.len(), ..Setup::default() };
    let pdf = export::exporter("pdf").unwrap();
    let write = || {
        let deck = page::deck(black_box(&charts), &library, &setup);
        let picture = Picture::default();
        let material = Material { title: "六图", pages: &deck.pages, scenes: &deck.scenes, figures: &[], library: &library, picture };
        pdf.export(&material).unwrap()
    };
    let mut group = criterion.benchmark_group("page of six charts");
    group.bench_function("layout", |b| b.iter(|| page::deck(black_box(&charts), &library, &setup)));
    group.bench_function("to PDF", |b| b.iter(write));
    group.finish();
}

criterion_group!(benches, page_of_six);
criterion_main!(benches);
