//! The Charts view, driven by the names that a screen reader would tell.
#![cfg(feature = "gui")]

mod support;

use eframe::egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use gangmu::app::{ChartCommand, Command, Theme, View};
use support::window::Window;

/// Pictures of the Charts view, one a kind, and of the page: `cargo test --test ui_charts pictures -- --ignored`.
#[test]
#[ignore = "writes pictures for people to look at"]
fn pictures() {
    for theme in [Theme::Light, Theme::Dark] {
        let mut window = Window::open(1280.0, 800.0);
        window.apply(Command::SetTheme(theme));
        window.open_samples();
        window.apply(Command::SwitchView(View::Charts));
        window.settle();
        let charts = std::sync::Arc::clone(&window.harness.state().state().charts.proposed);
        let mut kinds = std::collections::BTreeSet::new();
        for chart in charts.iter() {
            if kinds.insert(chart.kind.key()) {
                window.apply(Command::Chart(ChartCommand::Show(chart.key())));
                window.picture(&format!("charts-{}-{theme:?}", chart.kind.key()).to_lowercase());
                window.apply(Command::Chart(ChartCommand::Place(chart.key())));
            }
        }
        window.harness.get_by_role_and_label(Role::ListItem, "澄渡区2022年三次产业结构").click();
        window.settle();
        window.harness.get_by_label("第二产业 172.6亿元").hover();
        window.harness.run_steps(60);
        window.picture(&format!("charts-tooltip-{theme:?}").to_lowercase());
        window.harness.get_by_label("预览页面").click();
        window.harness.run();
        window.settle();
        window.picture(&format!("charts-page-{theme:?}").to_lowercase());
    }
}

/// The Charts view with the samples open.
fn charts() -> Window {
    let mut window = Window::open(1280.0, 800.0);
    window.open_samples();
    window.apply(Command::SwitchView(View::Charts));
    window.settle();
    window
}

#[test]
fn a_mark_of_a_chart_leads_to_its_source() {
    let mut window = charts();
    window.harness.get_by_label("澄渡区2022年三次产业结构").click();
    window.harness.run();
    window.settle();
    window.harness.get_by_label("第二产业 172.6亿元").click();
    window.harness.run();
    window.settle();
    let state = window.harness.state().state();
    assert_eq!(state.view, View::Read);
    let (report, figure) = state.selection.and_then(|at| state.library.observation(at)).expect("a figure is selected");
    assert!(report.title().contains("2022年"));
    assert_eq!(report.words(figure.place), "172.6亿元");
}

#[test]
fn a_deck_is_filled_retitled_and_reordered() {
    let mut window = charts();
    window.apply(Command::SwitchView(View::Deck));
    window.settle();
    window.harness.get_by_label("年度总结").click();
    window.harness.run();
    window.settle();
    let titles = |window: &Window| window.harness.state().state().page_charts().iter().map(|c| c.title.clone()).collect::<Vec<_>>();
    let before = titles(&window);
    assert!(before.len() >= 3, "{before:?}");
    let field = format!("图题：{}", before[0]);
    window.harness.get_by_label(&field).focus();
    window.harness.run();
    window.harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, eframe::egui::Key::A);
    window.harness.get_by_label(&field).type_text("本区经济总量");
    window.harness.run();
    window.harness.key_press(eframe::egui::Key::Enter);
    window.harness.run();
    window.settle();
    assert_eq!(titles(&window)[0], "本区经济总量");
    window.harness.get_by_label("拖动调整次序：本区经济总量").focus();
    window.harness.run();
    window.harness.key_press(eframe::egui::Key::ArrowDown);
    window.harness.run();
    window.settle();
    assert_eq!(titles(&window)[..2], [before[1].clone(), "本区经济总量".to_owned()]);
    window.harness.get_by_label("附数据出处页").click();
    window.harness.run();
    window.settle();
    window.harness.run();
    window.settle();
    let state = window.harness.state().state();
    assert!(state.setup.sources && state.charts.preview.as_ref().is_some_and(|(_, pages)| pages.len() > state.deck.len().div_ceil(4)));
    window.apply(Command::Undo);
    assert!(!window.harness.state().state().setup.sources, "page setup can be undone");
}

#[test]
fn a_page_of_charts_is_exported() {
    let mut window = charts();
    for title in ["澄渡区2022年三次产业结构", "澄渡区2022年主要指标增速"] {
        window.harness.get_by_label(title).click();
        window.harness.run();
        window.settle();
        window.harness.get_by_label("加入页面").click();
        window.harness.run();
        window.settle();
    }
    assert_eq!(window.harness.state().state().deck.len(), 2);
    window.harness.get_by_label("预览页面").click();
    window.harness.run();
    window.settle();
    assert!(window.harness.state().state().charts.preview.is_some());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("页面.pdf");
    window.apply(Command::Chart(ChartCommand::Export("pdf", file.clone())));
    let output = std::process::Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output().expect("poppler-utils is installed");
    let text: String = String::from_utf8_lossy(&output.stdout).chars().filter(|c| !c.is_whitespace()).collect();
    for words in ["图1澄渡区2022年三次产业结构", "图2澄渡区2022年主要指标增速", "数据来源：《澄渡区", "单位：亿元", "数据截至2022年12月"]
    {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
}
