//! The library's order and choices, and the Compare view, in the window; by keys and by names.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use gangmu::app::State;
use gangmu::library::Kind;
use gangmu::library::shelf::Group;
use support::window::Window;

/// Two years of two districts, and what else may lie in a library.
const REPORTS: [(&str, &str); 5] = [
    ("a.txt", include_str!("compare/chengdu-2021.txt")),
    ("b.txt", include_str!("compare/chengdu-2022.txt")),
    ("c.txt", include_str!("compare/heyuan-2021.txt")),
    ("d.txt", include_str!("compare/heyuan-2022.txt")),
    ("e.txt", "永州市冷水滩区2021年上半年工业经济运行分析\n\n一、总体情况\n上半年，规模以上工业增加值增长8.1%。\n"),
];

/// A window of a size with these reports open.
fn reading(width: f32, height: f32) -> (Window, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = REPORTS
        .iter()
        .map(|(name, text)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        })
        .collect();
    let mut window = Window::open(width, height);
    window.drop_files(&paths);
    (window, folder)
}

fn state(window: &Window) -> &State {
    window.harness.state().state()
}

fn click(window: &mut Window, role: Role, name: &str) {
    window.harness.get_by_role_and_label(role, name).click_accesskit();
    window.settle();
}

/// The names of the reports listed, from the top.
fn listed(window: &Window) -> Vec<String> {
    let mut rows: Vec<_> = window
        .harness
        .get_all_by_role(Role::ListItem)
        .map(|node| (node.rect().top(), node.accesskit_node().label().unwrap_or_default()))
        .filter(|(_, name)| name.contains("20"))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn the_library_is_grouped_and_chosen_by_names() {
    let (mut window, _folder) = reading(1280.0, 800.0);
    assert_eq!(listed(&window).len(), 5);
    for name in ["冷水滩区", "澄渡区", "禾原区"] {
        assert!(window.harness.query_all_by_label(name).next().is_some(), "{name}");
    }
    click(&mut window, Role::ComboBox, "分组");
    window.harness.get_by_role_and_label(Role::Button, "种类").click_accesskit();
    window.settle();
    assert_eq!(state(&window).shelf.group, Group::Kind);
    assert!(window.harness.query_all_by_label("半年").next().is_some());
    click(&mut window, Role::Button, "筛选");
    click(&mut window, Role::ComboBox, "筛选 地区");
    // A province that no report names is offered, since a district lies in it.
    click(&mut window, Role::Button, "湖南省");
    assert_eq!(listed(&window), ["永州市冷水滩区2021年上半年工业经济运行分析"]);
    window.picture("library-choices");
    click(&mut window, Role::Button, "清除筛选");
    click(&mut window, Role::ComboBox, "筛选 种类");
    click(&mut window, Role::Button, "年度总结");
    assert_eq!((listed(&window).len(), state(&window).shelf.kind), (4, Some(Kind::Year)));
    // By keys: to the list of groups, open it.
    window.harness.get_by_role_and_label(Role::ComboBox, "分组").focus();
    window.settle();
    window.harness.key_press(Key::Enter);
    window.settle();
    assert!(window.harness.query_by_role_and_label(Role::Button, "发布单位").is_some(), "the list does not open by a key");
}
