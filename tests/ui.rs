//! The window, driven by the names that a screen reader would tell.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use eframe::egui::Key;
use eframe::egui::accesskit::{Role, Toggled};
use egui_kittest::kittest::{NodeT, Queryable};
use gangmu::app::{Command, Level, Theme, View};
use gangmu::document::Format;
use std::path::{Path, PathBuf};
use support::window::Window;

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples").join(name)
}

/// A window with one yearly report open.
fn reading() -> Window {
    let mut window = Window::open(1024.0, 700.0);
    window.drop_files(&[sample("report-2022.txt")]);
    window
}

#[test]
fn a_drop_opens_what_can_be_read_and_names_what_cannot() {
    let folder = tempfile::tempdir().unwrap();
    let (picture, empty) = (folder.path().join("合影.jpg"), folder.path().join("空.txt"));
    std::fs::write(&picture, [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F', 0, 1]).unwrap();
    std::fs::write(&empty, []).unwrap();
    let gone = folder.path().join("不存在.txt");
    let mut window = Window::open(1024.0, 700.0);
    assert!(window.harness.query_by_label("把报告拖到这里").is_some(), "the welcome page");
    window.drop_files(&[picture, sample("report-2021.txt"), empty, gone, sample("monthly-2022.xlsx")]);

    let state = window.harness.state().state();
    let formats: Vec<_> = state.library.reports().iter().map(|report| report.document.format).collect();
    assert_eq!(formats, [Format::Text, Format::Xlsx]);
    let title = state.library.reports()[0].title().to_owned();
    let told: Vec<_> = state.messages.iter().map(|message| (message.level, message.text(state.locale()))).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    for (name, (level, text)) in ["合影.jpg", "空.txt", "不存在.txt"].into_iter().zip(told) {
        assert!(level == Level::Error && text.contains(name), "{text}");
        assert!(window.harness.query_by_label(&text).is_some(), "{text}");
    }
    assert!(window.harness.query_by_role_and_label(Role::ListItem, &title).is_some());
    window.harness.get_all_by_label("关闭此消息").next().unwrap().click_accesskit();
    window.settle();
    assert_eq!(window.harness.state().state().messages.len(), 2);
}

#[test]
fn a_folder_opens_with_all_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("2022/年度");
    std::fs::create_dir_all(&below).unwrap();
    std::fs::copy(sample("report-2022.txt"), below.join("报告.txt")).unwrap();
    std::fs::copy(sample("report-2021.txt"), folder.path().join("报告.txt")).unwrap();
    std::fs::write(folder.path().join("照片.png"), [1, 2, 3]).unwrap();
    let mut window = Window::open(1024.0, 700.0);
    window.drop_files(&[folder.path().to_owned()]);
    let state = window.harness.state().state();
    assert_eq!(state.library.reports().len(), 2);
    assert_eq!(state.messages.iter().map(|m| (m.level, m.key.as_str())).collect::<Vec<_>>(), [(Level::Info, "import.folder_skipped")]);
}

#[test]
fn a_click_on_a_heading_brings_the_source_there() {
    let mut window = reading();
    let state = window.harness.state().state();
    let report = state.open_report().unwrap();
    let text = &report.document.text;
    let last = report.outline.headings.iter().rposition(|h| h.level == 1).unwrap();
    let heading = &report.outline.headings[last];
    let words = format!("{}{}", heading.marker.of(text), heading.title.of(text));
    let line = report.lines.line(report.lines.line_of(heading.title.start as usize)).of(text).to_owned();
    assert!(window.harness.query_by_role_and_label(Role::Label, &line).is_none(), "the end of the text is in view at once");
    window.harness.get_by_role_and_label(Role::TreeItem, &words).click_accesskit();
    window.settle();
    let paragraph = window.harness.get_by_role_and_label(Role::Label, &line);
    assert!((40.0..200.0).contains(&paragraph.rect().top()), "the heading is not at the upper edge: {:?}", paragraph.rect());
    let row = window.harness.get_by_role_and_label(Role::TreeItem, &words);
    assert_eq!(row.accesskit_node().toggled(), Some(Toggled::True), "the outline does not show where the source is");
}

#[test]
fn the_outline_follows_the_source() {
    let mut window = reading();
    let names = |window: &Window| {
        let state = window.harness.state().state();
        let report = state.open_report().unwrap();
        report.outline.headings.iter().map(|h| h.section.start).collect::<Vec<_>>()
    };
    let starts = names(&window);
    let target = *starts.last().unwrap();
    window.apply(Command::SelectHeading(window.harness.state().state().report.unwrap(), starts.len() - 1));
    let offset = window.harness.state().state().offset.unwrap();
    assert!(offset > 0 && offset <= target, "{offset} of {target}");
}

#[test]
fn a_click_on_a_figure_shows_what_is_known_of_it() {
    let mut window = reading();
    assert!(window.harness.query_by_label("地区生产总值").is_none());
    window.harness.get_by_role_and_label(Role::Link, "地区生产总值 · 总量 · 389.5亿元").click();
    window.settle();
    for words in ["地区生产总值", "389.5", "2022年", "实际", "本报告地区"] {
        assert!(window.harness.query_all_by_label(words).next().is_some(), "{words}");
    }
    let first = window.harness.state().state().selection.unwrap();
    window.harness.key_press(Key::N);
    window.settle();
    assert_eq!(window.harness.state().state().selection.unwrap().index, first.index + 1);
    window.harness.key_press(Key::P);
    window.settle();
    assert_eq!(window.harness.state().state().selection, Some(first));
    window.harness.key_press(Key::Escape);
    window.settle();
    assert_eq!(window.harness.state().state().selection, None);
}

#[test]
fn a_sheet_is_a_grid_with_the_same_marks() {
    let mut window = Window::open(1024.0, 700.0);
    window.drop_files(&[sample("monthly-2022.xlsx")]);
    let state = window.harness.state().state();
    let report = state.open_report().unwrap();
    assert!(!report.observations.is_empty());
    let label = {
        let cells = window.harness.query_all_by_role(Role::Link);
        let node = cells.into_iter().next().unwrap();
        node.click();
        node.accesskit_node().label().unwrap()
    };
    window.settle();
    let state = window.harness.state().state();
    let (_, o) = state.library.observation(state.selection.unwrap()).unwrap();
    assert!(label.contains(o.indicator.name()), "{label} does not name {}", o.indicator.name());
}

#[test]
fn a_cell_of_the_table_leads_to_its_source() {
    let mut window = reading();
    window.harness.key_press(Key::Num2);
    window.settle();
    assert_eq!(window.harness.state().state().view, View::Indicators);
    window.harness.get_by_role_and_label(Role::Cell, "地区生产总值 2022年 389.5亿元").click();
    window.settle();
    let state = window.harness.state().state();
    assert_eq!(state.view, View::Read);
    let (report, o) = state.library.observation(state.selection.unwrap()).unwrap();
    assert_eq!((o.indicator.name(), report.words(o.place)), ("地区生产总值", "389.5亿元"));
    assert!(window.harness.query_by_role_and_label(Role::Link, "地区生产总值 · 总量 · 389.5亿元").is_some(), "its source is not in view");
}

#[test]
fn the_language_changes_at_once() {
    let mut window = reading();
    window.harness.get_by_label("设置").click();
    window.settle();
    window.harness.get_by_label("English").click();
    window.settle();
    assert!(window.harness.query_by_label("Close").is_some() && window.harness.query_by_label("Outline").is_some());
    window.harness.get_by_label("简体中文").click();
    window.settle();
    assert!(window.harness.query_by_label("提纲").is_some());
}

#[test]
fn a_report_leaves_the_library_by_its_menu() {
    let mut window = reading();
    let title = window.harness.state().state().open_report().unwrap().title().split_whitespace().collect::<Vec<_>>().join(" ");
    window.harness.get_by_role_and_label(Role::ListItem, &title).click_secondary();
    window.settle();
    window.harness.get_by_label("从报告库移除").click();
    window.settle();
    assert!(window.harness.state().state().library.reports().is_empty());
    assert!(window.harness.query_by_label("把报告拖到这里").is_some(), "the welcome page is back");
}

#[test]
fn a_project_reopens_with_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("例会.gangmu");
    let mut window = Window::open(1024.0, 700.0);
    window.open_samples();
    let id = window.harness.state().state().library.reports()[2].id();
    let figure = gangmu::library::ObservationRef { report: id, index: 70 };
    window.apply(Command::GoTo(figure));
    window.apply(Command::SaveProjectAs(path.clone()));
    let before = window.harness.state().state();
    assert_eq!((before.project.as_deref(), before.unsaved), (Some(path.as_path()), false));
    assert_eq!(before.settings.recent.first(), Some(&path));
    let (offset, names) = (before.offset, titles(&window));
    assert!(offset.is_some_and(|offset| offset > 0));
    // Two windows of one project are another matter: the second is told.
    drop(window);

    let mut again = Window::open(1024.0, 700.0);
    again.drop_files(&[path]);
    let state = again.harness.state().state();
    assert_eq!((state.report, state.selection, state.offset), (Some(id), Some(figure), offset));
    assert_eq!((titles(&again), state.messages.len()), (names, 0));
}

#[test]
fn a_folder_shows_how_far_it_is_and_stops_when_told() {
    /// Files enough that reading them all takes longer than the bar waits to be shown.
    const FILES: usize = 1500;
    let folder = tempfile::tempdir().unwrap();
    for number in 0..FILES {
        let text = include_str!("compare/chengdu-2021.txt").replacen("2021", &format!("{}", 2000 + number % 40), 1);
        std::fs::write(folder.path().join(format!("{number:04}.txt")), format!("{text}\n第{number}份\n")).unwrap();
    }
    let mut window = Window::open(1024.0, 700.0);
    window.harness.state_mut().apply(Command::Import(vec![folder.path().to_owned()]));
    loop {
        let state = window.harness.state().state();
        assert!(state.is_reading(), "the folder was read before its bar was shown");
        if !state.library.reports().is_empty() && window.harness.query_by_role_and_label(Role::Button, "取消").is_some() {
            break;
        }
        window.harness.step();
    }
    let of_all = format!("/ {FILES}");
    assert!(window.harness.query_by_label_contains(&of_all).is_some(), "how far it is, in files");
    window.harness.get_by_role_and_label(Role::Button, "取消").click_accesskit();
    window.settle();
    let state = window.harness.state().state();
    assert!((1..FILES).contains(&state.library.reports().len()), "{}", state.library.reports().len());
    assert!(window.harness.query_by_role_and_label(Role::Button, "取消").is_none());
    // What was read stays, and others can be opened.
    window.open_samples();
    assert!(window.harness.state().state().messages.iter().all(|message| message.key != "job.crashed"));
}

#[test]
fn another_project_opens_only_after_asking_what_becomes_of_changes() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("甲.gangmu"), folder.path().join("乙.gangmu"));
    let mut window = Window::open(1024.0, 700.0);
    window.open_samples();
    window.apply(Command::SaveProjectAs(second.clone()));
    window.apply(Command::SaveProjectAs(first.clone()));
    let id = window.harness.state().state().library.reports()[0].id();
    window.apply(Command::RemoveReport(id));

    window.apply(Command::OpenProject(second.clone()));
    window.harness.get_by_label("项目有未保存的改动");
    window.harness.get_by_label("取消").click();
    window.settle();
    assert_eq!(window.harness.state().state().project.as_deref(), Some(first.as_path()));
    assert!(window.harness.query_by_label("项目有未保存的改动").is_none());

    window.apply(Command::OpenProject(second.clone()));
    window.harness.get_by_label("不保存").click();
    window.settle();
    let state = window.harness.state().state();
    assert_eq!((state.project.as_deref(), state.library.reports().len(), state.unsaved), (Some(second.as_path()), 4, false));
}

fn titles(window: &Window) -> Vec<String> {
    window.harness.state().state().library.reports().iter().map(|report| report.title().to_owned()).collect()
}

#[test]
fn a_damaged_project_says_so_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("坏.gangmu");
    std::fs::write(&path, b"PK\x03\x04 no zip").unwrap();
    let mut window = reading();
    window.drop_files(&[path]);
    let state = window.harness.state().state();
    assert_eq!(state.library.reports().len(), 1);
    assert!(state.messages.iter().any(|m| m.level == Level::Error && m.text(state.locale()).contains("坏.gangmu")), "{:?}", state.messages);
}

/// Frames of a long text, in and far from its beginning; printed, since the processor decides.
#[test]
#[ignore = "measures, and needs optimised code: cargo test --release --test ui frames -- --ignored --nocapture"]
fn frames_of_a_long_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("长.txt");
    let text = std::fs::read_to_string(sample("report-2022.txt")).unwrap();
    std::fs::write(&path, text.repeat(5_000_000 / text.len() + 1)).unwrap();
    let mut window = Window::open(1280.0, 800.0);
    window.drop_files(&[path]);
    let figures = window.harness.state().state().open_report().unwrap().observations.len();
    for part in [0, 1, 2, 3] {
        let index = u32::try_from(figures * part / 4).unwrap();
        let report = window.harness.state().state().report.unwrap();
        window.apply(Command::GoTo(gangmu::library::ObservationRef { report, index }));
        let start = std::time::Instant::now();
        for _ in 0..50 {
            window.harness.hover_at(eframe::egui::pos2(700.0, 400.0));
            let delta = eframe::egui::vec2(0.0, -30.0);
            let unit = eframe::egui::MouseWheelUnit::Point;
            let (phase, modifiers) = (eframe::egui::TouchPhase::Move, eframe::egui::Modifiers::NONE);
            window.harness.event(eframe::egui::Event::MouseWheel {
                unit,
                delta,
                phase,
                modifiers,
                source: eframe::egui::MouseWheelSource::Wheel,
            });
            window.harness.step();
        }
        println!("figure {index} of {figures}: {:.2} ms a frame", start.elapsed().as_secs_f64() * 1000.0 / 100.0);
    }
}

#[test]
fn files_held_over_the_window_are_told_apart() {
    let mut window = reading();
    let before = window.harness.output().shapes.len();
    window.hover_files(&["/a/报告.txt", "/a/照片.jpg"]);
    assert!(window.harness.output().shapes.len() > before, "nothing is shown while files are held over the window");
    window.hover_files(&[]);
    assert_eq!(window.harness.state().state().library.reports().len(), 1);
}

/// Pictures of every view, to be looked at: `cargo test --test ui pictures -- --ignored`. Files named in `GANGMU_PICTURES`
/// (separated by `:`) are opened in place of the samples; `GANGMU_PICTURES_OF` chooses one set, as in `light-1024`.
#[test]
#[ignore = "writes pictures for people to look at"]
fn pictures() {
    let files = std::env::var("GANGMU_PICTURES").unwrap_or_default();
    for (width, height) in [(1024.0, 700.0), (1920.0, 1080.0)] {
        for theme in [Theme::Light, Theme::Dark] {
            let mut window = Window::open(width, height);
            window.apply(Command::SetTheme(theme));
            let tag = format!("{theme:?}-{width}").to_lowercase();
            if std::env::var("GANGMU_PICTURES_OF").is_ok_and(|wanted| wanted != tag) {
                continue;
            }
            window.picture(&format!("welcome-{tag}"));
            if files.is_empty() {
                window.open_samples();
            }
            window.drop_files(&files.split(':').filter(|f| !f.is_empty()).map(Into::into).collect::<Vec<_>>());
            let reports: Vec<_> = window.harness.state().state().library.reports().iter().map(|r| r.id()).collect();
            for (n, id) in reports.into_iter().enumerate() {
                window.apply(Command::SelectReport(id));
                window.picture(&format!("read{n}-{tag}"));
                for _ in 0..12 {
                    window.harness.state_mut().apply(Command::Walk(gangmu::app::Step::Next));
                }
                window.settle();
                window.picture(&format!("figure{n}-{tag}"));
            }
            window.hover_files(&["/a/报告.txt", "/a/年报.xlsx", "/a/照片.jpg", "/a/演示.pptx"]);
            window.picture(&format!("drop-{tag}"));
            window.hover_files(&[]);
            window.settle();
            for (key, name) in [(Key::F1, "keys"), (Key::Escape, "back")] {
                window.harness.key_press(key);
                window.settle();
                window.picture(&format!("{name}-{tag}"));
            }
            window.harness.get_by_label("设置").click();
            window.settle();
            window.picture(&format!("settings-{tag}"));
            window.harness.key_press(Key::Escape);
            window.settle();
            for view in [View::Indicators, View::Charts] {
                window.apply(Command::SwitchView(view));
                window.picture(&format!("{view:?}-{tag}").to_lowercase());
            }
        }
    }
}
