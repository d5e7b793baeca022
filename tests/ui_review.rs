//! Review in the window: confirm, correct, discard, add, headings, findings, undo; by keys and by names.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use gangmu::app::{Command, ReviewCommand, State};
use gangmu::base::Span;
use gangmu::indicator::{Place, Value};
use gangmu::library::Report;
use gangmu::library::corrections::{About, Made};
use std::path::Path;
use support::window::Window;

const TEXT: &str = "云岭县2022年工作总结\n一、经济运行\n工业增加值增长8.1%。完成固定资产投资25.3亿元。\n在库工业项目83个（其中新建41个、续建44个）。\n二、存在问题\n企业12家停产，三家整改。\n";

/// A window of a size with this text open.
fn reading(text: &str, width: f32, height: f32) -> (Window, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("总结.txt");
    std::fs::write(&path, text).unwrap();
    let mut window = Window::open(width, height);
    window.drop_files(&[path]);
    (window, folder)
}

fn state(window: &Window) -> &State {
    window.harness.state().state()
}

fn report(window: &Window) -> &Report {
    state(window).open_report().unwrap()
}

fn press(window: &mut Window, key: Key) {
    window.harness.key_press(key);
    window.settle();
}

/// The selected figure's words, and what was decided about it.
fn selected(window: &Window) -> (String, Option<Made>) {
    let at = state(window).selection.unwrap();
    let report = report(window);
    let words = report.words(report.observations[at.index as usize].place).to_owned();
    (words, report.review.marks.get(&at.index).map(|mark| mark.made))
}

fn click(window: &mut Window, role: Role, name: &str) {
    window.harness.get_by_role_and_label(role, name).click_accesskit();
    window.settle();
}

#[test]
fn figures_are_confirmed_discarded_and_taken_back_with_keys_alone() {
    let (mut window, _folder) = reading(TEXT, 1280.0, 800.0);
    let figures = report(&window).observations.len();
    press(&mut window, Key::N);
    press(&mut window, Key::Enter);
    assert_eq!(selected(&window), ("8.1%".into(), Some(Made::Confirmed)));
    assert!(window.harness.query_by_label("已确认").is_some(), "the inspector does not say so");
    press(&mut window, Key::N);
    press(&mut window, Key::Delete);
    assert_eq!((report(&window).observations.len(), report(&window).review.done()), (figures - 1, 2));
    assert_eq!(state(&window).history.undo_name().unwrap().text(state(&window).locale()), "剔除 固定资产投资");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert_eq!(selected(&window), ("25.3亿元".into(), None));
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    window.settle();
    assert_eq!(report(&window).observations.len(), figures - 1);
    // Those not looked at come in the order of doubt, each once, until none is left.
    press(&mut window, Key::Escape);
    let mut last = 0.0;
    for _ in 0..figures - 2 {
        press(&mut window, Key::D);
        let at = state(&window).selection.unwrap();
        let sure = report(&window).observations[at.index as usize].confidence;
        assert!(sure >= last && selected(&window).1.is_none(), "{sure} after {last}");
        last = sure;
        press(&mut window, Key::Enter);
    }
    press(&mut window, Key::D);
    assert_eq!(state(&window).messages.last().unwrap().key, "review.none_left");
}

#[test]
fn a_figure_is_corrected_in_the_form_and_says_how_it_read() {
    let (mut window, _folder) = reading(TEXT, 1280.0, 800.0);
    press(&mut window, Key::N);
    press(&mut window, Key::E);
    let field = |window: &Window, name: &str| window.harness.get_by_role_and_label(Role::TextInput, name).accesskit_node().value();
    assert_eq!((field(&window, "数值").as_deref(), field(&window, "时期").as_deref()), (Some("8.1"), Some("2022年")));
    window.harness.get_by_role_and_label(Role::TextInput, "数值").focus();
    window.settle();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "数值").type_text("八点");
    window.settle();
    click(&mut window, Role::Button, "保存");
    assert!(window.harness.query_by_label("请填写一个数、一个范围（10～12）或 xx。").is_some(), "a fault is not named");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "数值").type_text("1.8");
    window.settle();
    press(&mut window, Key::Enter);
    assert_eq!(selected(&window), ("8.1%".into(), Some(Made::Corrected)));
    assert!(window.harness.query_by_label_contains("原读作").is_some());
    // The form is closed, and the table has the corrected value.
    assert!(window.harness.query_by_role_and_label(Role::TextInput, "数值").is_none());
    let at = state(&window).selection.unwrap();
    let (_, o) = state(&window).library.observation(at).unwrap();
    assert_eq!((&o.value, o.unit.as_ref()), (&Value::Number("1.8".parse().unwrap()), "%"));
}

#[test]
fn the_catalogue_completes_names_as_they_are_typed() {
    let (mut window, _folder) = reading(TEXT, 1280.0, 800.0);
    press(&mut window, Key::N);
    press(&mut window, Key::E);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "指标").type_text("高新技术企业");
    window.settle();
    click(&mut window, Role::Button, "高新技术企业数");
    click(&mut window, Role::Button, "保存");
    let at = state(&window).selection.unwrap();
    assert_eq!(report(&window).observations[at.index as usize].indicator.name(), "高新技术企业数");
}

#[test]
fn an_offered_name_is_taken_with_keys_alone_and_by_the_beginning_of_another_spelling() {
    let (mut window, _folder) = reading(TEXT, 1280.0, 800.0);
    let name = |window: &Window| window.harness.get_by_role_and_label(Role::TextInput, "指标").accesskit_node().value();
    press(&mut window, Key::N);
    press(&mut window, Key::E);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "指标").type_text("R&D经费");
    window.settle();
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    // The name is taken, and the form is still open; Enter once more saves it.
    assert_eq!(name(&window).as_deref(), Some("全社会研发经费投入"));
    press(&mut window, Key::Enter);
    let at = state(&window).selection.unwrap();
    assert_eq!(report(&window).observations[at.index as usize].indicator.name(), "全社会研发经费投入");
    // Escape closes the list before the form.
    press(&mut window, Key::E);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "指标").type_text("工业");
    window.settle();
    press(&mut window, Key::Escape);
    assert_eq!(name(&window).as_deref(), Some("工业"));
    press(&mut window, Key::Escape);
    assert!(window.harness.query_by_role_and_label(Role::TextInput, "指标").is_none());
}

/// Enter in an open list takes what the list has, and on a button what the button does; the form is saved by neither.
#[test]
fn enter_in_a_list_or_on_a_button_of_the_form_does_not_save_it() {
    let (mut window, _folder) = reading(TEXT, 1280.0, 800.0);
    let form = |window: &Window| window.harness.query_by_role_and_label(Role::TextInput, "指标").is_some();
    let decided = |window: &Window| report(window).review.marks.len();
    press(&mut window, Key::N);
    press(&mut window, Key::E);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "指标").type_text("工业");
    window.settle();
    assert!(window.harness.query_by_role_and_label(Role::Button, "工业投资").is_some(), "nothing is offered");
    // None of the names was come to: the words stay as they are typed, and the list closes.
    press(&mut window, Key::Enter);
    assert!(window.harness.query_by_role_and_label(Role::Button, "工业投资").is_none() && form(&window));
    assert_eq!(window.harness.get_by_role_and_label(Role::TextInput, "指标").accesskit_node().value().as_deref(), Some("工业"));
    window.harness.get_by_role_and_label(Role::ComboBox, "类型").focus();
    window.settle();
    press(&mut window, Key::Enter);
    window.harness.get_by_role_and_label(Role::Button, "占比").focus();
    window.settle();
    press(&mut window, Key::Enter);
    assert_eq!(window.harness.get_by_role_and_label(Role::ComboBox, "类型").accesskit_node().value().as_deref(), Some("占比"));
    assert!(form(&window) && decided(&window) == 0, "the list's Enter has saved the form");
    // Escape closes the list, and then the form.
    window.harness.get_by_role_and_label(Role::ComboBox, "类型").focus();
    window.settle();
    press(&mut window, Key::Enter);
    assert!(window.harness.query_by_role_and_label(Role::Button, "占比").is_some(), "the list is not open");
    press(&mut window, Key::Escape);
    assert!(form(&window), "the list's Escape has closed the form");
    window.harness.get_by_role_and_label(Role::Button, "取消").focus();
    window.settle();
    press(&mut window, Key::Enter);
    assert!(!form(&window) && decided(&window) == 0, "to cancel has saved");
}

#[test]
fn a_unit_that_the_indicator_is_never_told_in_is_said_and_may_stay() {
    let (mut window, _folder) = reading(TEXT, 1280.0, 800.0);
    press(&mut window, Key::N);
    press(&mut window, Key::N);
    press(&mut window, Key::E);
    let words = "“固定资产投资”通常以亿元计，请核对单位。";
    assert!(window.harness.query_by_label(words).is_none(), "亿元 is usual");
    window.harness.get_by_role_and_label(Role::TextInput, "单位").focus();
    window.settle();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "单位").type_text("万吨");
    window.settle();
    assert!(window.harness.query_by_label(words).is_some(), "an odd unit is not said");
    press(&mut window, Key::Enter);
    assert_eq!(selected(&window), ("25.3亿元".into(), Some(Made::Corrected)));
}

#[test]
fn headings_are_changed_with_keys_alone() {
    let text = "云岭县2022年工作总结\n一、经济运行\n（一）工业\n工业增加值增长8.1%。\n（二）投资和项目\n完成投资25.3亿元。\n二、存在问题\n停产企业。企业12家停产。\n";
    let (mut window, _folder) = reading(text, 1280.0, 800.0);
    let outline = |window: &Window| {
        let report = report(window);
        let title = |h: &gangmu::outline::Heading| format!("{} {}", h.level, h.title.of(&report.document.text));
        report.outline.headings.iter().map(title).collect::<Vec<_>>()
    };
    let read = ["1 经济运行", "2 工业", "2 投资和项目", "1 存在问题"];
    assert_eq!(outline(&window), read);
    let shifted = |window: &mut Window, key| {
        window.harness.key_press_modifiers(Modifiers::SHIFT, key);
        window.settle();
    };
    press(&mut window, Key::H);
    press(&mut window, Key::ArrowDown);
    shifted(&mut window, Key::ArrowLeft);
    assert_eq!(outline(&window)[1], "1 工业");
    shifted(&mut window, Key::ArrowRight);
    assert_eq!(outline(&window), read);
    // Folded, what is below is walked over.
    press(&mut window, Key::ArrowUp);
    press(&mut window, Key::ArrowLeft);
    assert!(window.harness.query_by_role_and_label(Role::TreeItem, "（一）工业").is_none());
    press(&mut window, Key::ArrowRight);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    // 投资和项目 is split before 和.
    press(&mut window, Key::S);
    press(&mut window, Key::ArrowRight);
    press(&mut window, Key::ArrowRight);
    press(&mut window, Key::Enter);
    assert_eq!(outline(&window)[2..4], ["2 投资", "2 和项目"]);
    // The keyboard is back at the outline, and the two are one again.
    press(&mut window, Key::M);
    assert_eq!(outline(&window), read, "{:?}", report(&window).review.corrections.headings);
    press(&mut window, Key::Delete);
    assert_eq!(outline(&window), ["1 经济运行", "2 工业", "1 存在问题"]);
    assert_eq!(report(&window).review.discarded.len(), 0, "the key has gone to a figure too");
    // The heading below has the keyboard now; 停产企业 becomes a heading of its own.
    press(&mut window, Key::A);
    press(&mut window, Key::Enter);
    assert_eq!(outline(&window), ["1 经济运行", "2 工业", "1 存在问题", "2 停产企业"]);
    for _ in 0..6 {
        window.apply(Command::Undo);
    }
    assert_eq!(outline(&window), read);
}

#[test]
fn a_missed_figure_is_added_with_keys_alone() {
    let (mut window, _folder) = reading("云岭县2022年工作总结\n一、工业运行\n规模以上工业企业个数为№128号。\n", 1280.0, 800.0);
    let before = report(&window).observations.len();
    press(&mut window, Key::A);
    // From the top of what is in view two lines down, and to the number.
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::End);
    for _ in 0..3 {
        press(&mut window, Key::ArrowLeft);
    }
    press(&mut window, Key::Enter);
    let value = window.harness.get_by_role_and_label(Role::TextInput, "数值").accesskit_node().value();
    assert_eq!(value.as_deref(), Some("128"));
    press(&mut window, Key::Enter);
    assert_eq!(report(&window).observations.len(), before + 1);
    assert_eq!(selected(&window), ("128".into(), Some(Made::Added)));
}

#[test]
fn a_missed_figure_is_added_from_the_words_selected() {
    let (mut window, _folder) = reading("云岭县2022年工作总结\n一、工业运行\n规模以上工业企业个数为№128号。\n", 1280.0, 800.0);
    let before = report(&window).observations.len();
    // Part of the number is selected with the mouse, and all of it is proposed.
    let rect = window.harness.get_by_role_and_label(Role::Label, "规模以上工业企业个数为№128号。").rect();
    let at = |from_right: f32| pos2(rect.right() - from_right, rect.center().y);
    window.harness.drag_at(at(52.0));
    window.harness.step();
    window.harness.hover_at(at(45.0));
    window.harness.step();
    window.harness.hover_at(at(36.0));
    window.harness.step();
    window.harness.drop_at(at(36.0));
    window.harness.step();
    window.settle();
    press(&mut window, Key::A);
    let value = window.harness.get_by_role_and_label(Role::TextInput, "数值").accesskit_node().value();
    assert_eq!(value.as_deref(), Some("128"));
    click(&mut window, Role::Button, "保存");
    assert_eq!(report(&window).observations.len(), before + 1);
    assert_eq!(selected(&window), ("128".into(), Some(Made::Added)));
}

#[test]
fn the_report_itself_is_corrected_and_its_figures_follow() {
    let (mut window, _folder) = reading(TEXT, 1280.0, 800.0);
    click(&mut window, Role::Button, "更正报告信息…");
    window.harness.get_by_role_and_label(Role::TextInput, "时期").focus();
    window.settle();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "时期").type_text("2021年");
    window.settle();
    click(&mut window, Role::Button, "保存");
    assert_eq!(report(&window).periods.period.unwrap().to_string(), "2021");
    assert_eq!(report(&window).observations[0].period.unwrap().to_string(), "2021");
    assert_eq!(report(&window).review.corrections.about, About { period: "2021".parse().ok(), ..About::default() });
}

#[test]
fn findings_lead_to_their_figures_and_are_dismissed_with_a_reason() {
    let (mut window, _folder) = reading(TEXT, 1280.0, 800.0);
    let wrong = |window: &Window| state(window).findings.open();
    assert_eq!(wrong(&window), 1, "{:?}", state(&window).findings.found);
    press(&mut window, Key::C);
    let finding = state(&window).findings.found[0].finding.clone();
    assert!(window.harness.query_by_label(&finding.arithmetic).is_some(), "the arithmetic is not spelled out");
    let name = format!("错误 {}", gangmu::app::findings::said(&finding, state(&window).locale()));
    let name = if window.harness.query_by_label(&name).is_some() { name } else { name.replace("错误", "存疑") };
    click(&mut window, Role::Link, &name);
    assert_eq!(state(&window).selection.unwrap().index, *finding.figures.last().unwrap());
    click(&mut window, Role::Button, "忽略…");
    window.harness.get_by_role_and_label(Role::TextInput, "原因（可不填）").type_text("含其他");
    window.settle();
    click(&mut window, Role::Button, "忽略");
    assert_eq!(wrong(&window), 0);
    assert!(window.harness.query_by_label("含其他").is_some());
    // Another value is another finding: the dismissal is kept, and does not hold for it.
    let at = gangmu::library::ObservationRef { report: report(&window).id(), index: *finding.figures.last().unwrap() };
    let reading = gangmu::library::corrections::Reading::of(&report(&window).observations[at.index as usize]);
    let value = Value::Number("90".parse().unwrap());
    window.apply(Command::Review(ReviewCommand::Correct(at, gangmu::library::corrections::Reading { value, ..reading })));
    assert_eq!((wrong(&window), report(&window).review.corrections.dismissed.len()), (1, 1));
    window.apply(Command::Undo);
    assert_eq!(wrong(&window), 0);
    window.apply(Command::Undo);
    assert_eq!(wrong(&window), 1);
}

/// What only repeats is one note, after what does not agree; each click leads to its next place.
#[test]
fn a_note_leads_from_place_to_place() {
    let text = "云岭县2022年工作总结\n一、工作回顾\n工业税收xx亿元，技改投资**亿元。\n工业投资增速居全省14个市州第15位。\n";
    let (mut window, _folder) = reading(text, 1280.0, 800.0);
    press(&mut window, Key::C);
    let found: Vec<_> = state(&window).findings.found.iter().map(|j| (j.finding.check, j.finding.figures.clone())).collect();
    assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), ["ranks", "notes"]);
    // Hidden numbers are told apart by what they are of.
    for link in ["规模以上工业税收 隐去亿元", "技改投资 隐去亿元"] {
        assert!(window.harness.query_by_role_and_label(Role::Link, link).is_some(), "{link}");
    }
    let name = format!("提示 {}", gangmu::app::findings::said(&state(&window).findings.found[1].finding, state(&window).locale()));
    for (figure, shown) in [(found[1].1[0], "1 / 2"), (found[1].1[1], "2 / 2"), (found[1].1[0], "1 / 2")] {
        click(&mut window, Role::Link, &name);
        assert_eq!(state(&window).selection.unwrap().index, figure);
        assert!(window.harness.query_by_label(shown).is_some(), "{shown}");
    }
}

#[test]
fn headings_are_changed_from_the_outline() {
    let (mut window, _folder) = reading(TEXT, 1280.0, 800.0);
    window.harness.get_by_role_and_label(Role::TreeItem, "二、存在问题").click_secondary();
    window.settle();
    click(&mut window, Role::Button, "标题降一级");
    assert_eq!(report(&window).outline.headings[1].level, 2);
    window.apply(Command::Undo);
    assert_eq!(report(&window).outline.headings[1].level, 1);
    let start = TEXT.find("企业12家").unwrap();
    let id = report(&window).id();
    window.apply(Command::Review(ReviewCommand::AddHeading(id, Span::new(start, start + "企业12家停产".len()), 2)));
    assert!(window.harness.query_by_role_and_label(Role::TreeItem, "企业12家停产").is_some());
    assert!(matches!(report(&window).observations.last().unwrap().place, Place::Text(_)));
}

/// Choosing to save on the way out closes the window once that is done, also where a path has to be given first.
#[test]
fn a_new_project_is_saved_on_the_way_out() {
    for path_given in [true, false] {
        let (mut window, folder) = reading(TEXT, 1280.0, 800.0);
        press(&mut window, Key::N);
        press(&mut window, Key::Enter);
        window.ask_to_close();
        window.harness.get_by_role_and_label(Role::Button, "保存").click_accesskit();
        window.harness.run_steps(6);
        let file = folder.path().join("新项目.gangmu");
        let name = "系统没有可用的文件对话框，请输入完整路径：";
        if path_given {
            window.harness.get_by_role_and_label(Role::TextInput, name).type_text(&file.to_string_lossy());
            window.harness.run_steps(2);
            window.harness.get_by_role_and_label(Role::Button, "确定").click_accesskit();
        } else {
            window.harness.get_by_role_and_label(Role::Button, "取消").click_accesskit();
        }
        window.harness.step();
        assert_eq!((window.closes(), file.exists()), (path_given, path_given));
    }
}

#[test]
fn words_are_found_in_every_report_and_lead_there() {
    let (mut window, folder) = reading(TEXT, 1280.0, 800.0);
    let other = folder.path().join("另一份.txt");
    std::fs::write(&other, "东岭县2021年工作总结\n一、工业\n规上工业增加值增长7.3%。\n").unwrap();
    window.drop_files(&[other]);
    let first = state(&window).library.reports()[0].id();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.settle();
    window.harness.get_by_role_and_label(Role::TextInput, "在全部报告中查找").type_text("停产");
    window.settle();
    assert!(window.harness.query_by_label("1 处").is_some());
    click(&mut window, Role::Link, "企业12家停产，三家整改。 · 云岭县2022年工作总结");
    assert_eq!((state(&window).report, state(&window).search.is_none()), (Some(first), true));
    // A figure is found by the catalogue's name, which the text does not write.
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.settle();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "在全部报告中查找").type_text("规模以上工业增加值");
    window.settle();
    click(&mut window, Role::Link, "规模以上工业增加值 7.3% · 东岭县2021年工作总结");
    assert_eq!(selected(&window).0, "7.3%");
}

/// Pictures of the review for a person to look at: `target/pictures`.
#[test]
#[ignore = "writes pictures for people to look at"]
fn pictures_of_the_review() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/report-2022.txt");
    let (mut window, _folder) = reading(&std::fs::read_to_string(&sample).unwrap(), 1024.0, 700.0);
    press(&mut window, Key::N);
    press(&mut window, Key::Enter);
    window.picture("review");
    press(&mut window, Key::E);
    window.picture("review-form");
    press(&mut window, Key::Escape);
    press(&mut window, Key::C);
    window.picture("review-checks");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.settle();
    window.harness.get_by_role_and_label(Role::TextInput, "在全部报告中查找").type_text("工业投资");
    window.settle();
    window.picture("search");
    window.apply(Command::Search(None));
    window.apply(Command::SetLanguage(gangmu::app::Language::English));
    window.apply(Command::SetTheme(gangmu::app::Theme::Dark));
    window.picture("review-checks-english");
    press(&mut window, Key::C);
    window.picture("review-english");
    press(&mut window, Key::E);
    window.picture("review-form-english");
}
