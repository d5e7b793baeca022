//! How fast reports are read, in bytes of UTF-8 a second on one thread: import, tokens, outline, and all of it with the figures.
//! The text is the reports of `benches/reports`, invented for this project, one after another and repeated.
#![expect(missing_docs, reason = "made public by criterion's macro")]
#![expect(clippy::unwrap_used, reason = "a bench without its reports cannot run")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gangmu::base::{LineIndex, Progress};
use gangmu::document::Document;
use gangmu::indicator::lexer;
use gangmu::library::Report;
use gangmu::{import, outline};
use std::hint::black_box;
use std::path::Path;

/// How often the eight reports are repeated: about 1 MB in all.
const REPEATS: usize = 22;

/// The reports, one after another.
fn reports() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/reports");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| std::fs::read_to_string(file).unwrap() + "\n").collect::<String>().repeat(REPEATS)
}

fn document(name: &str, bytes: &[u8]) -> Document {
    import::read(name, bytes, &Progress::default()).unwrap()
}

fn extract(criterion: &mut Criterion) {
    let text = reports();
    let in_gb18030 = encoding_rs::GB18030.encode(&text).0.into_owned();
    let read = document("reports.txt", text.as_bytes());
    let bytes: std::sync::Arc<[u8]> = text.as_bytes().into();
    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("import UTF-8", |b| b.iter(|| document("reports.txt", black_box(text.as_bytes()))));
    group.bench_function("import GB18030", |b| b.iter(|| document("reports.txt", black_box(&in_gb18030))));
    group.bench_function("lines", |b| b.iter(|| LineIndex::new(black_box(&text))));
    let mut tokens = Vec::new();
    group.bench_function("tokens", |b| {
        b.iter(|| text.lines().for_each(|line| lexer::read(black_box(line), 0, line.len(), &mut tokens)));
    });
    group.bench_function("outline", |b| b.iter(|| outline::read(black_box(&text))));
    group.sample_size(10);
    group.bench_function("report", |b| b.iter(|| Report::read(black_box(read.clone()), bytes.clone())));
    group.finish();
}

criterion_group!(benches, extract);
criterion_main!(benches);
