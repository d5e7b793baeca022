//! The deck on paper: counted through, and every figure's place quoted on the last pages under the number its page tells.

use super::Exported;
use super::overlap::check;
use gangmu::chart::scene::Scene;
use gangmu::chart::spec::ChartSpec;
use gangmu::page::setup::Size;
use gangmu::page::{self, Citations, Setup};

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
        // Figures are counted through the pages.
        let labels: Vec<String> = deck.pages.iter().flat_map(|page| page.labels().map(|(label, _)| label).collect::<Vec<_>>()).collect();
        let figures = labels.iter().filter(|label| label.starts_with('图')).count();
        assert!(labels.contains(&format!("图{figures}")) && labels.contains(&"图1".to_owned()));
        assert!(deck.pages.iter().all(|page| page.source.contains('〔')), "pages name the numbers");
        let grey = deck.scenes.iter().flat_map(|s| &s.items).filter_map(|i| i.fill).all(|c| c.0 == c.1 && c.1 == c.2);
        assert_eq!(grey, setup.grey);
    }
}

/// A name beyond the fonts prints as a mark, and the page says which character it is.
#[test]
fn a_wanting_character_is_told() {
    let exported = Exported::of_samples();
    let mut chart = exported.charts().next().expect("a chart").clone();
    chart.categories[0] = "张\u{2B6E2}项目".into();
    let deck = page::deck(&[chart], &exported.library, &Setup::default());
    assert!(words(&deck.scenes[0]).contains("〓为字库未收的字（U+2B6E2）"));
}
