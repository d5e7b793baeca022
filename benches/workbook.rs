//! How long a large workbook takes, 100,000 rows of 10 columns: by the reader of cells alone that other programs use, read to a grid,
//! and understood to the last figure. The workbook is invented.
#![expect(missing_docs, reason = "made public by criterion's macro")]
#![expect(clippy::unwrap_used, reason = "a bench without its workbook cannot run")]

use calamine::Reader;
use criterion::{Criterion, criterion_group, criterion_main};
use gangmu::base::Progress;
use gangmu::document::Document;
use gangmu::import;
use gangmu::library::Report;
use rust_xlsxwriter::Workbook;
use std::hint::black_box;
use std::io::Cursor;
use std::sync::Arc;

/// How many rows of figures it has.
const ROWS: u32 = 100_000;

const HEADS: [&str; 10] = [
    "企业名称",
    "县区",
    "工业总产值(万元)",
    "同比增长(%)",
    "营业收入(万元)",
    "利润总额(万元)",
    "研发费用(万元)",
    "从业人员(人)",
    "用电量(万千瓦时)",
    "投资额(万元)",
];

/// A table of firms, each with its place and eight figures.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["2025年1-9月规模以上工业企业主要指标"]).unwrap();
    sheet.write_row(1, 0, HEADS).unwrap();
    let mut number = 7_u32;
    for row in 0..ROWS {
        sheet.write(row + 2, 0, format!("云岭第{row}制造有限公司")).unwrap();
        sheet.write(row + 2, 1, format!("第{}区", row % 12)).unwrap();
        for column in 2..10 {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            sheet.write(row + 2, column, f64::from(number >> 9) / 100.0).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// What a program that only wants the cells does.
fn cells_alone(bytes: &[u8]) -> usize {
    let mut book = calamine::Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    book.worksheet_range(&name).unwrap().get_size().0
}

fn document(bytes: &[u8]) -> Document {
    import::read("a.xlsx", bytes, &Progress::default()).unwrap()
}

fn large_workbook(criterion: &mut Criterion) {
    let bytes = workbook();
    let raw: Arc<[u8]> = bytes.as_slice().into();
    assert_eq!(Report::read(document(&bytes), raw.clone()).observations.len(), 8 * ROWS as usize);
    let mut group = criterion.benchmark_group("workbook");
    group.sample_size(10);
    group.bench_function("cells alone", |b| b.iter(|| cells_alone(black_box(&bytes))));
    group.bench_function("grid", |b| b.iter(|| document(black_box(&bytes))));
    group.bench_function("figures", |b| b.iter(|| Report::read(document(black_box(&bytes)), raw.clone())));
    group.finish();
}

criterion_group!(benches, large_workbook);
criterion_main!(benches);
