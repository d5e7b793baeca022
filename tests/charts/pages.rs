//! Pages as files: PDF, PNG and SVG of hand-made charts.

use super::fixtures;
use gangmu::chart::scene::Scene;
use gangmu::chart::spec::ChartSpec;
use gangmu::export::{self, Material, Picture, Takes};
use gangmu::library::Library;
use gangmu::page::{self, Page, PageItem, Table};
use std::process::Command;

pub fn page(charts: &[ChartSpec]) -> Page {
    Page {
        title: "云溪区2022年工业经济指标完成情况".into(),
        subtitle: "（区科技和工业信息化局）".into(),
        items: charts.iter().cloned().map(PageItem::Chart).collect(),
        notes: vec!["增速按可比价格计算".into(), "部分数据因四舍五入，存在总计与分项合计不等的情况".into()],
        source: "《云溪区科工信局2022年工作总结》“（一）盯紧运行调度”“（二）聚力项目攻坚”；《云溪区月报》“工业”B3:C14。".into(),
        as_of: "数据截至2022年12月".into(),
        ..Page::default()
    }
}

fn write(name: &str, scene: &Scene) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let scenes = std::slice::from_ref(scene);
    let material = Material {
        title: name,
        pages: &[],
        scenes,
        figures: &[],
        library: &Library::default(),
        picture: Picture { dpi: 110, transparent: false },
    };
    for exporter in export::REGISTRY.iter().filter(|e| matches!(e.takes(), Takes::OneScene | Takes::Scenes)) {
        let bytes = exporter.export(&material).expect("exports");
        std::fs::write(folder.join(format!("{name}.{}", exporter.ending())), bytes).expect("written");
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a reader copies out of the PDF is what the page says, in its order.
#[test]
fn pdf_reads_back() {
    let table = PageItem::Table(Table {
        title: "2022年主要指标完成情况".into(),
        unit: String::new(),
        head: ["指标", "单位", "2022年目标", "2022年完成", "完成率（%）"].map(Into::into).to_vec(),
        rows: vec![
            ["电子信息产业产值", "亿元", "27.5", "27.9", "101.5"].map(Into::into).to_vec(),
            ["规模以上工业增加值增速", "%", "4.5", "4.8", "—"].map(Into::into).to_vec(),
            ["高新技术企业数", "家", "40", "46", "115.0"].map(Into::into).to_vec(),
        ],
    });
    let [columns, ranking, line, structure, plan] = fixtures::basic();
    let mut with_table = page(&[columns.clone(), line.clone()]);
    with_table.items.push(table);
    let pages = [
        ("one", page(std::slice::from_ref(&plan))),
        ("two-and-table", with_table),
        ("three", page(&[columns, ranking.clone(), line.clone()])),
        ("four", page(&[ranking, line, structure, plan])),
        ("amounts", page(&[fixtures::stacked(), fixtures::shares(), fixtures::level_growth(), fixtures::progress()])),
        ("fields", page(&[fixtures::heat(), fixtures::rank_table(), fixtures::panels(), fixtures::ladder()])),
        ("table", page(&[fixtures::table(), fixtures::ladder()])),
    ];
    for (name, page) in pages {
        let scene = page::lay_out(&page);
        write(name, &scene);
        let pdf = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
        is_valid(&pdf);
        let output =
            Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(&pdf).arg("-").output().expect("poppler-utils is installed");
        let read = squeezed(&String::from_utf8(output.stdout).expect("UTF-8"));
        for run in scene.texts() {
            assert!(read.contains(&squeezed(&run.text)), "{name}: {:?} is missing in {read}", run.text);
        }
        let mut expected: Vec<char> = scene.texts().flat_map(|run| squeezed(&run.text).chars().collect::<Vec<_>>()).collect();
        let mut found: Vec<char> = read.chars().collect();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found.iter().collect::<String>(), expected.iter().collect::<String>(), "{name}");
    }
}

/// A checker that is not ours finds nothing wrong with the file, and every font in it is embedded as a subset that reads back.
fn is_valid(pdf: &std::path::Path) {
    let checked = Command::new("qpdf").arg("--check").arg(pdf).output().expect("qpdf is installed");
    let told = String::from_utf8_lossy(&checked.stdout).into_owned() + &String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success() && told.contains("No syntax or stream encoding errors found"), "{}: {told}", pdf.display());
    let fonts = Command::new("pdffonts").arg(pdf).output().expect("poppler-utils is installed");
    let fonts = String::from_utf8_lossy(&fonts.stdout).into_owned();
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    let whole = |row: &&str| row.contains('+') && row.contains("yes yes yes");
    assert!(!rows.is_empty() && rows.iter().all(whole), "{}: {fonts}", pdf.display());
}

/// Fonts are subsets, shapes are short: a page of six charts goes by mail.
#[test]
fn a_page_of_six_charts_is_small() {
    let kinds = [
        fixtures::progress(),
        fixtures::ranking(),
        fixtures::structure(),
        fixtures::plan_actual(),
        fixtures::level_growth(),
        fixtures::heat(),
    ];
    let scene = page::lay_out(&page(&kinds));
    let scenes = std::slice::from_ref(&scene);
    let picture = Picture::default();
    let material = Material { title: "六图", pages: &[], scenes, figures: &[], library: &Library::default(), picture };
    let bytes = export::exporter("pdf").expect("a format").export(&material).expect("exports");
    assert!(bytes.len() < 150_000, "{} bytes", bytes.len());
}
