//! The deck on paper: counted through, and every figure's place quoted on the last pages under the number its page tells.

use super::Exported;
use super::overlap::check;
use gangmu::chart::scene::Scene;
use gangmu::chart::spec::ChartSpec;
use gangmu::page::setup::Size;
use gangmu::page::{self, Citations, Setup};
use std::path::Path;
use std::process::Command;

fn words(scene: &Scene) -> String {
    scene.texts().map(|run| run.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_figure_is_quoted_under_its_number() {
    let exported = Exported::of_samples();
    let charts: Vec<ChartSpec> = exported.charts().cloned().collect();
    for setup in [
        Setup { sources: true, per_page: 3, ..Setup::default() },
        Setup { sources: true, per_page: 6, portrait: true, grey: true, size: Size::A3, ..Setup::default() },
    ] {
        let deck = page::deck(&charts, &exported.library, &setup);
        assert_eq!(deck.pages.len(), charts.len().div_ceil(setup.per_page));
        assert!(deck.scenes.len() > deck.pages.len(), "there are pages of places");
        for (index, scene) in deck.scenes.iter().enumerate() {
            check(scene, &format!("page {index}")).expect("nothing overlaps");
            assert!(words(scene).contains(&format!("第{}页　共{}页", index + 1, deck.scenes.len())));
        }
        let citations = Citations::of(charts.iter().flat_map(ChartSpec::sources), &exported.library);
        let last: String = deck.scenes[deck.pages.len()..].iter().map(words).collect::<Vec<_>>().join("\n");
        for number in 1..=citations.list().len() {
            assert!(last.contains(&format!("〔{number}〕")), "{number} of {} is missing", citations.list().len());
        }
        assert!(last.contains("增速（%）："), "a cell alone says neither what it measures nor in what: {last}");
        // Figures are counted through the pages.
        let labels: Vec<String> = deck.pages.iter().flat_map(|page| page.labels().map(|(label, _)| label).collect::<Vec<_>>()).collect();
        let figures = labels.iter().filter(|label| label.starts_with('图')).count();
        assert!(labels.contains(&format!("图{figures}")) && labels.contains(&"图1".to_owned()));
        assert!(deck.pages.iter().all(|page| page.source.contains('〔')), "pages name the numbers");
        let grey = deck.scenes.iter().flat_map(|s| &s.items).filter_map(|i| i.fill).all(|c| c.0 == c.1 && c.1 == c.2);
        assert_eq!(grey, setup.grey);
    }
}

/// A name beyond all fonts prints as a mark, and the page says which character it is.
#[test]
fn a_wanting_character_is_told() {
    let exported = Exported::of_samples();
    let mut chart = exported.charts().next().expect("a chart").clone();
    chart.categories[0] = "张\u{3FFFD}项目".into();
    let deck = page::deck(&[chart], &exported.library, &Setup::default());
    assert!(words(&deck.scenes[0]).contains("〓为字库未收的字（U+3FFFD）"));
    let setup = Setup { note: "见\u{3FFFD}文".into(), ..Setup::default() };
    let deck = page::deck(&exported.charts().take(1).cloned().collect::<Vec<_>>(), &exported.library, &setup);
    assert!(words(&deck.scenes[0]).contains("〓为字库未收的字（U+3FFFD）"));
}

/// A name beyond our fonts prints in the system's, on every kind of page: nothing stands in its place.
#[test]
fn a_rare_character_is_set_in_the_systems_font() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("fonts")).expect("made");
    let font = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts/fonts/rare.ttf");
    std::fs::copy(font, folder.path().join("fonts/rare.ttf")).expect("copied");
    let report = folder.path().join("report.txt");
    let text = "𠮷阳区2022年工作总结\n一、主要工作\n2022年，规模以上工业增加值增长6.2%，工业投资增长8.1%，技改投资增长9.3%。\n";
    std::fs::write(&report, text).expect("written");
    let pages = ["pdf", "svg", "png"].map(|ending| {
        let page = folder.path().join(format!("page.{ending}"));
        let run = Command::new(env!("CARGO_BIN_EXE_gangmu"))
            .args(["export".as_ref(), report.as_os_str(), "--output".as_ref(), page.as_os_str()])
            .env("XDG_DATA_HOME", folder.path())
            .output()
            .expect("runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        page
    });
    let said = Command::new("pdftotext").arg(&pages[0]).arg("-").output().expect("poppler-utils is installed");
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains('𠮷') && !said.contains('〓'), "{said}");
    let fonts = Command::new("pdffonts").arg(&pages[0]).output().expect("poppler-utils is installed");
    let fonts = String::from_utf8_lossy(&fonts.stdout).into_owned();
    let other = |row: &str| !row.contains("NotoSansSC-") && !row.contains("NotoSerifSC-");
    let rows = || fonts.lines().skip(2);
    assert!(rows().all(|row| row.contains("yes yes yes")) && rows().any(other), "{fonts}");
    assert!(String::from_utf8_lossy(&std::fs::read(&pages[0]).expect("a PDF")).contains("pdfaid:conformance"), "no PDF/A any more");
    let svg = std::fs::read_to_string(&pages[1]).expect("an SVG");
    assert!(svg.contains('𠮷') && !svg.contains('〓'));
}
