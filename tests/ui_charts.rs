//! The Charts view, driven by the names that a screen reader would tell.
#![cfg(feature = "gui")]

mod support;

use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use gangmu::app::{ChartCommand, Command, Theme, View};
use support::window::Window;

/// Pictures of the Charts view, one a kind, and of the page: `cargo test --test ui_charts pictures -- --ignored`.
#[test]
#[ignore = "writes pictures for people to look at"]
fn pictures() {
    for (theme, (width, height)) in
        [Theme::Light, Theme::Dark].into_iter().flat_map(|t| [(1024.0, 700.0), (1920.0, 1080.0)].map(|s| (t, s)))
    {
        let mut window = Window::open(width, height);
        let named = |what: &str| format!("charts-{what}-{theme:?}-{width}").to_lowercase();
        window.apply(Command::SetTheme(theme));
        window.open_samples();
        window.apply(Command::SwitchView(View::Charts));
        window.settle();
        let charts = std::sync::Arc::clone(&window.harness.state().state().charts.proposed);
        let mut kinds = std::collections::BTreeSet::new();
        for chart in charts.iter() {
            if kinds.insert(chart.kind.key()) {
                window.apply(Command::Chart(ChartCommand::Show(chart.key())));
                window.picture(&named(chart.kind.key()));
                window.apply(Command::Chart(ChartCommand::Place(chart.key())));
            }
        }
        window.harness.get_by_role_and_label(Role::ListItem, "澄渡区2022年三次产业结构").click();
        window.settle();
        window.harness.get_by_label("第二产业 172.6亿元").hover();
        window.harness.run_steps(60);
        window.picture(&named("tooltip"));
        window.harness.get_by_label("预览页面").click();
        window.harness.run();
        window.settle();
        window.picture(&named("page"));
        window.apply(Command::SwitchView(View::Charts));
        window.apply(Command::Chart(ChartCommand::New));
        window.picture(&named("made-new"));
        for key in [charts[0].key(), charts[3].key()] {
            window.apply(Command::Chart(ChartCommand::Change(key)));
            window.picture(&named(&format!("made-{}", window.harness.state().state().recipes.len())));
        }
        window.apply(Command::Chart(ChartCommand::Close));
        window.picture(&named("made-list"));
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

/// The picture that the window puts into the clipboard: its size and pixels.
fn copied(window: &mut Window) -> Option<(usize, usize, Vec<eframe::egui::Color32>)> {
    for _ in 0..2_000_000 {
        window.harness.step();
        for command in &window.harness.output().platform_output.commands {
            if let eframe::egui::OutputCommand::CopyImage(image) = command {
                return Some((image.width(), image.height(), image.pixels.clone()));
            }
        }
        std::thread::yield_now();
    }
    None
}

#[test]
fn a_chart_is_copied_as_a_picture() {
    let mut window = charts();
    window.harness.get_by_label("复制图片").click();
    let (width, height, pixels) = copied(&mut window).expect("a picture in the clipboard");
    // 160 × 100 mm at 150 dpi, on white.
    assert_eq!((width, height), (945, 591));
    assert_eq!(pixels[0], eframe::egui::Color32::WHITE);
    assert!(pixels.iter().any(|p| *p != eframe::egui::Color32::WHITE));
    window.apply(Command::SetPicture(gangmu::export::Picture { dpi: 96, transparent: true }));
    window.harness.event(eframe::egui::Event::Copy);
    let (width, _, pixels) = copied(&mut window).expect("a picture in the clipboard");
    assert_eq!((width, pixels[0]), (605, eframe::egui::Color32::TRANSPARENT));
}

#[test]
fn a_picture_is_exported_as_it_was_asked_for() {
    let mut window = charts();
    window.harness.get_by_label("导出页面").click();
    window.harness.run();
    window.harness.get_by_label("图片（.png）").click();
    window.harness.run();
    window.settle();
    window.harness.get_by_label("300 dpi").click();
    window.harness.get_by_label("透明").click();
    window.harness.run();
    window.settle();
    let picture = window.harness.state().state().settings.picture();
    assert_eq!((picture.dpi, picture.transparent), (300, true));
    window.picture("picture-sheet");
    window.harness.get_by_label("导出…").click();
    window.harness.run();
    window.settle();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("页面.png");
    window.apply(Command::Chart(ChartCommand::Export("png", file.clone())));
    let size = tiny_skia::Pixmap::load_png(&file).map(|p| (p.width(), p.height())).unwrap();
    assert_eq!(size, (3508, 2480), "A4 at 300 dpi");
}

#[test]
fn a_chart_is_dragged_to_its_place_and_gets_a_speech() {
    let mut window = charts();
    window.apply(Command::SwitchView(View::Deck));
    window.apply(Command::Chart(ChartCommand::Fill(gangmu::page::setup::Subject::Year)));
    window.settle();
    let titles = |window: &Window| window.harness.state().state().page_charts().iter().map(|c| c.title.clone()).collect::<Vec<_>>();
    let before = titles(&window);
    let grip = |window: &Window, title: &str| window.harness.get_by_label(&format!("拖动调整次序：{title}")).rect().center();
    let (from, to) = (grip(&window, &before[0]), grip(&window, &before[2]));
    window.harness.drag_at(from);
    window.harness.run();
    for step in [0.3, 0.7, 1.0] {
        window.harness.hover_at(from + (to - from) * step);
        window.harness.run();
    }
    window.harness.drop_at(to);
    window.harness.run();
    window.settle();
    assert_eq!(titles(&window)[..3], [before[1].clone(), before[2].clone(), before[0].clone()]);

    let label = format!("讲稿：{}", before[1]);
    window.harness.get_by_role_and_label(Role::Button, &label).click();
    window.harness.run();
    window.harness.get_by_role_and_label(Role::MultilineTextInput, &label).focus();
    window.harness.run();
    window.harness.get_by_role_and_label(Role::MultilineTextInput, &label).type_text("先讲总量");
    window.harness.run();
    window.picture("deck-speech");
    window.harness.get_by_role_and_label(Role::Button, &label).click();
    window.harness.run();
    window.settle();
    assert_eq!(window.harness.state().state().deck[0].speech.as_deref(), Some("先讲总量"));
    window.apply(Command::Undo);
    assert_eq!(window.harness.state().state().deck[0].speech, None);
}

/// What the user sees of a chart made by hand.
fn made(window: &Window) -> Option<gangmu::chart::spec::ChartSpec> {
    window.harness.state().state().charts.shown().filter(|chart| chart.made.is_some())
}

fn click(window: &mut Window, name: &str) {
    window.harness.get_by_label(name).click();
    window.harness.run();
    window.settle();
}

#[test]
fn a_chart_is_made_by_hand() {
    let mut window = charts();
    click(&mut window, "新建图表");
    assert!(window.harness.query_by_label("先在左边选指标。").is_some(), "an empty chart says what to do");
    let search = "查找指标，如“工业 增速”";
    window.harness.get_by_role_and_label(Role::TextInput, search).focus();
    window.harness.run();
    window.harness.get_by_role_and_label(Role::TextInput, search).type_text("地区 总值");
    window.harness.run();
    assert!(window.harness.query_by_label("选用：第一产业增加值").is_none(), "the list is what was sought");
    click(&mut window, "选用：地区生产总值");
    window.picture("made-level");
    let chart = made(&window).expect("a chart");
    assert_eq!((chart.unit.as_str(), chart.series.len()), ("亿元", 1));
    assert!(chart.title.contains("地区生产总值"), "{}", chart.title);
    // What does not share an axis becomes a second one, or is refused with a sentence.
    click(&mut window, "选用：地区生产总值增速");
    assert_eq!(made(&window).map(|chart| chart.kind), Some(gangmu::chart::spec::ChartKind::LevelGrowth));
    window.harness.get_by_role_and_label(Role::TextInput, search).focus();
    window.harness.run();
    window.harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, eframe::egui::Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, search).type_text("高新技术企业数");
    window.harness.run();
    click(&mut window, "选用：高新技术企业数");
    window.picture("made-table");
    assert_eq!(made(&window).map(|chart| chart.kind), Some(gangmu::chart::spec::ChartKind::Table), "three axes: a table");
    window.harness.get_by_role_and_label(Role::Button, "时期").click_accesskit();
    window.harness.run();
    window.settle();
    window.picture("made-refused");
    assert_eq!(made(&window), None);
    click(&mut window, "拆成 3 幅图");
    let state = window.harness.state().state();
    assert_eq!(state.recipes.len(), 3);
    assert!(state.charts.workshop.made.iter().all(|made| made.chart.is_ok()));
    for step in ["拆分图表", "修改图表", "修改图表", "修改图表", "修改图表", "新建图表"] {
        let name = window
            .harness
            .state()
            .state()
            .history
            .undo_name()
            .map(|name| name.text(gangmu::app::Locale::of(gangmu::app::Language::Chinese)));
        assert_eq!(name.as_deref(), Some(step));
        window.apply(Command::Undo);
    }
    assert!(window.harness.state().state().recipes.is_empty());
}

#[test]
fn what_was_picked_is_put_in_another_order() {
    let mut window = charts();
    click(&mut window, "新建图表");
    let search = "查找指标，如“工业 增速”";
    for name in ["工业投资增速", "技改投资增速", "工业用电量增速"] {
        window.harness.get_by_role_and_label(Role::TextInput, search).focus();
        window.harness.run();
        window.harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, eframe::egui::Key::A);
        window.harness.get_by_role_and_label(Role::TextInput, search).type_text(name);
        window.harness.run();
        click(&mut window, &format!("选用：{name}"));
    }
    let order = |window: &Window| -> Vec<String> {
        window.harness.state().state().recipes[0].topics.iter().map(gangmu::chart::recipe::Topic::name).collect()
    };
    assert_eq!(order(&window), ["工业投资增速", "技改投资增速", "工业用电量增速"]);
    window.harness.get_by_label("移动：工业用电量增速（按住拖动，或用上下键）").focus();
    window.harness.run();
    window.harness.key_press(eframe::egui::Key::ArrowUp);
    window.harness.run();
    window.settle();
    assert_eq!(order(&window), ["工业投资增速", "工业用电量增速", "技改投资增速"]);
    let of = |window: &Window, name: &str| window.harness.get_by_label(&format!("移动：{name}（按住拖动，或用上下键）")).rect().center();
    let (from, to) = (of(&window, "技改投资增速"), of(&window, "工业投资增速"));
    window.harness.drag_at(from);
    window.harness.run_steps(2);
    window.harness.hover_at(to);
    window.harness.run_steps(2);
    window.harness.drop_at(to);
    window.harness.run_steps(2);
    window.settle();
    assert_eq!(order(&window), ["技改投资增速", "工业投资增速", "工业用电量增速"]);
    window.apply(Command::Undo);
    assert_eq!(order(&window), ["工业投资增速", "工业用电量增速", "技改投资增速"]);
}

#[test]
fn a_proposed_chart_is_changed_and_keeps_its_place_on_the_page() {
    let mut window = charts();
    let title = "澄渡区2022年主要指标增速";
    window.harness.get_by_role_and_label(Role::ListItem, title).click();
    window.harness.run();
    window.settle();
    click(&mut window, "加入页面");
    click(&mut window, "修改");
    let chart = made(&window).expect("a copy");
    assert_eq!(chart.title, title);
    let state = window.harness.state().state();
    assert_eq!(state.deck[0].chart, chart.key());
    assert_eq!(state.page_charts()[0].title, title);
    window.picture("made-copy");
    // Kinds that the figures cannot carry are there, and say why.
    let structure = window.harness.get_by_label("构成");
    assert!(structure.accesskit_node().is_disabled());
    window.harness.get_by_role_and_label(Role::TextInput, "图题").focus();
    window.harness.run();
    window.harness.get_by_role_and_label(Role::TextInput, "图题").type_text("各指标增速");
    window.harness.run();
    window.harness.key_press(eframe::egui::Key::Enter);
    window.harness.run();
    window.settle();
    assert_eq!(window.harness.state().state().page_charts()[0].title, "各指标增速");
    click(&mut window, "完成");
    assert!(window.harness.query_by_role_and_label(Role::ListItem, "各指标增速").is_some());
    // It is kept in the project, and follows its figures.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("自制.gangmu");
    window.apply(Command::SaveProjectAs(file.clone()));
    window.apply(Command::OpenProject(file));
    let state = window.harness.state().state();
    assert_eq!((state.recipes.len(), state.page_charts()[0].title.as_str()), (1, "各指标增速"));
    let shown = state.page_charts()[0].clone();
    let mark = *shown.marks().next().expect("a mark").1;
    let state = window.harness.state().state();
    let (_, figure) = state.library.observation(mark.source).expect("its figure");
    let value = gangmu::indicator::Value::Number("77.7".parse().unwrap());
    let reading = gangmu::library::corrections::Reading { value, ..gangmu::library::corrections::Reading::of(figure) };
    window.apply(Command::Review(gangmu::app::ReviewCommand::Correct(mark.source, reading)));
    let after = window.harness.state().state().page_charts()[0].clone();
    assert!(after.marks().any(|(_, mark)| mark.value.to_string() == "77.7"), "{after:?}");
}

/// Marks lead to their sources in charts that are painted as they lie on paper, too.
#[test]
fn marks_of_every_kind_lead_to_their_sources() {
    let mut window = charts();
    let proposed = std::sync::Arc::clone(&window.harness.state().state().charts.proposed);
    let mut kinds = std::collections::BTreeSet::new();
    for proposal in proposed.iter() {
        for kind in gangmu::chart::layout::kinds_for(proposal) {
            if !kinds.insert(kind.key()) {
                continue;
            }
            let chart = gangmu::chart::spec::ChartSpec { kind, ..proposal.clone() };
            window.apply(Command::Chart(ChartCommand::Show(chart.key())));
            // The last one: its unit and decimals may be an axis's own.
            let run = chart.series.len() - 1;
            let category = chart.series[run].marks.iter().position(Option::is_some).expect("a value");
            let mark = *chart.mark(run, category).expect("a value");
            let (unit, decimals) = chart.unit_of(run, category);
            let name = chart.series[run].name.as_str();
            let between = if name.is_empty() { "" } else { " " };
            let value = gangmu::chart::numbers::show(mark.value, decimals);
            let label = format!("{}{between}{name} {value}{unit}", chart.categories[category]);
            window.harness.get_by_role_and_label(Role::Button, &label).click_accesskit();
            window.harness.run();
            window.settle();
            let state = window.harness.state().state();
            assert_eq!((state.view, state.selection), (View::Read, Some(mark.source)), "{label} of {:?}", chart.kind);
            window.apply(Command::SwitchView(View::Charts));
        }
    }
    assert!(kinds.len() >= 11, "{kinds:?}");
}

/// A user who stops the drawing of the pages is told, and gets them when asking for them.
#[test]
fn pages_whose_drawing_was_stopped_are_drawn_when_asked_for() {
    let mut window = charts();
    window.apply(Command::Chart(ChartCommand::Fill(gangmu::page::setup::Subject::Meeting)));
    let app = window.harness.state_mut();
    app.apply(Command::Chart(ChartCommand::Preview));
    let job = app.state().jobs.running().iter().find(|job| job.title == "job.preview").unwrap().id;
    app.apply(Command::Cancel(job));
    window.settle();
    let drawn = |window: &Window| {
        let state = window.harness.state().state();
        let of = state.pages_drawn_of();
        (state.charts.preview.as_ref().is_some_and(|(known, _)| *known == of), state.charts.is_stopped(&of))
    };
    // Stopped, but for pages that were drawn before they could be.
    let (done, stopped) = drawn(&window);
    assert!(done != stopped, "drawn: {done}, stopped: {stopped}");
    window.apply(Command::Chart(ChartCommand::Preview));
    assert_eq!(drawn(&window), (true, false));
}
