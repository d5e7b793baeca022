//! How long ten thousand reports take, of two thousand places over five years: to be searched, put in order, and held against each
//! other. The reports are those of `benches/reports`, invented for this project, each under the title of its place and year.
#![expect(missing_docs, reason = "made public by criterion's macro")]
#![expect(clippy::unwrap_used, reason = "a bench without its reports cannot run")]

use criterion::{Criterion, criterion_group, criterion_main};
use gangmu::analysis::{compare, spread, targets};
use gangmu::audit;
use gangmu::base::Progress;
use gangmu::document::{Document, Format};
use gangmu::library::search::search;
use gangmu::library::shelf::{self, Shelf};
use gangmu::library::{Library, Report};
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

const PLACES: usize = 2_000;
const YEARS: std::ops::Range<usize> = 2018..2023;

/// What the reports say below their titles.
fn bodies() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/reports");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let body = |text: String| text.find("一、").and_then(|at| text.get(at..)).unwrap_or_default().to_owned();
    files.iter().map(|file| body(std::fs::read_to_string(file).unwrap())).collect()
}

/// A place that no division is called like.
fn place(n: usize) -> String {
    const SYLLABLES: [char; 13] = ['澄', '渡', '禾', '原', '栖', '云', '岭', '靖', '泉', '苍', '屏', '沧', '宁'];
    let syllable = |n: usize| SYLLABLES[n % SYLLABLES.len()];
    format!("{}{}{}区", syllable(n), syllable(n / 13), syllable(n / 169))
}

fn library() -> Library {
    let bodies = bodies();
    let titled = (0..PLACES).flat_map(|n| YEARS.map(move |year| (n, year)));
    titled
        .enumerate()
        .map(|(at, (n, year))| {
            let text = format!("{}科技和工业信息化局{year}年工作总结\n\n{}", place(n), bodies[at % bodies.len()]);
            let document = Document::of_text(&format!("{at}.txt"), Format::Text, None, text.clone(), text.as_bytes());
            Arc::new(Report::read(document, text.as_bytes().into()))
        })
        .collect()
}

fn whole_library(criterion: &mut Criterion) {
    let library = library();
    let reports = library.reports();
    assert_eq!((reports.len(), library.places().len()), (PLACES * YEARS.len(), PLACES));
    let (newest, words) = (reports[4].id(), format!("{}科技", place(PLACES - 1)));
    let mut group = criterion.benchmark_group("10,000 reports");
    group.sample_size(10);
    group.bench_function("search a place", |b| b.iter(|| search(black_box(&library), &words, &Progress::default())));
    group.bench_function("search what is nowhere", |b| b.iter(|| search(black_box(&library), "没有这个词", &Progress::default())));
    group.bench_function("what is known of each", |b| b.iter(|| shelf::cards(black_box(&library))));
    let cards = shelf::cards(&library);
    group.bench_function("their order", |b| b.iter(|| shelf::grouped(black_box(&cards), &Shelf::default())));
    let other = compare::counterpart(&library, newest).unwrap();
    group.bench_function("what one is held against", |b| b.iter(|| compare::counterpart(black_box(&library), newest)));
    group.bench_function("one against another", |b| b.iter(|| compare::compare(black_box(&library), other, newest)));
    group.bench_function("check one among all", |b| b.iter(|| audit::check_among(black_box(&reports[4]), &library)));
    group.bench_function("targets", |b| b.iter(|| targets::targets(black_box(&library))));
    let choices = spread::choices(&library);
    group.bench_function("what can be spread", |b| b.iter(|| spread::choices(black_box(&library))));
    group.bench_function("one indicator over years and places", |b| {
        b.iter(|| spread::spread(black_box(&library), &choices[0].0, choices[0].1[0]))
    });
    group.finish();
}

criterion_group!(benches, whole_library);
criterion_main!(benches);
