//! The library's order and choices, and the Compare view, in the window; by keys and by names.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use gangmu::app::comparing::Part;
use gangmu::app::{Command, State, View};
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

/// A window on the Compare view.
fn comparing() -> (Window, tempfile::TempDir) {
    let (mut window, folder) = reading(1280.0, 1080.0);
    window.harness.key_press(Key::Num3);
    window.settle();
    (window, folder)
}

/// What all cells of the table say.
fn cells(window: &Window) -> Vec<String> {
    window.harness.get_all_by_role(Role::Cell).map(|node| node.accesskit_node().label().unwrap_or_default()).collect()
}

/// The words of what is selected in the Read view: the title of the report, the figure's own words.
fn selected(window: &Window) -> (String, String) {
    let state = state(window);
    let (report, o) = state.selection.and_then(|at| state.library.observation(at)).unwrap();
    (report.title().to_owned(), report.words(o.place).to_owned())
}

#[test]
fn a_report_is_held_against_last_years_by_itself() {
    let (mut window, _folder) = comparing();
    assert_eq!(state(&window).view, View::Compare);
    // The newest of the open report's place, and the one of the year before.
    let told = cells(&window);
    for cell in [
        "高新技术企业数 澄渡区 2021年 46家",
        "高新技术企业数 澄渡区 2022年 58家",
        "高新技术企业数 增减 +12家",
        "高新技术企业数 增减 % +26.1",
        "高新技术企业数（次年目标） 增减 +10家",
        "技改投资 情况 仅前者有",
        "上云企业数 情况 仅后者有",
        "规模以上工业总产值 增减 +29.12亿元",
    ] {
        assert!(told.iter().any(|other| other == cell), "{cell} is not in {told:#?}");
    }
    window.picture("compare-figures");
    click(&mut window, Role::Button, "仅后者有 4");
    assert!(cells(&window).iter().all(|cell| !cell.contains("技改投资")), "what only the first tells is still shown");
    click(&mut window, Role::Button, "全部 23");
    // A click leads to the sentence in either report.
    click(&mut window, Role::Cell, "高新技术企业数 澄渡区 2021年 46家");
    assert_eq!(state(&window).view, View::Read);
    assert_eq!(selected(&window), ("澄渡区科技和工业信息化局2021年工作总结和2022年工作计划".to_owned(), "46家".to_owned()));
}

#[test]
fn a_neighbour_is_chosen_from_the_list_and_the_two_are_turned_round() {
    let (mut window, _folder) = comparing();
    click(&mut window, Role::ComboBox, "前一份报告");
    click(&mut window, Role::Button, "禾原区 2022年");
    assert!(cells(&window).contains(&"高新技术企业数 禾原区 2022年 39家".to_owned()));
    assert!(cells(&window).contains(&"高新技术企业数 增减 +19家".to_owned()));
    click(&mut window, Role::Button, "互换");
    assert!(cells(&window).contains(&"高新技术企业数 增减 −19家".to_owned()));
    // A report is never held against itself: the other is taken by itself again.
    click(&mut window, Role::ComboBox, "前一份报告");
    click(&mut window, Role::Button, "禾原区 2022年");
    let made = state(&window).comparing.current().unwrap();
    let [first, second] = made.reports;
    assert!(first.is_some() && second.is_some() && first != second, "{first:?} {second:?}");
}

#[test]
fn a_report_of_the_library_is_held_against_another_from_its_menu() {
    let (mut window, _folder) = reading(1280.0, 1080.0);
    window.harness.get_by_role_and_label(Role::ListItem, "禾原区科技和工业信息化局2021年工作总结").click_secondary();
    window.settle();
    click(&mut window, Role::Button, "与上年或邻区对照");
    // There is no report of the year before: the neighbour's of the same year.
    assert!(cells(&window).contains(&"高新技术企业数 澄渡区 2021年 46家".to_owned()), "{:?}", cells(&window));
    assert!(cells(&window).contains(&"高新技术企业数 禾原区 2021年 31家".to_owned()), "{:?}", cells(&window));
}

#[test]
fn outlines_years_and_targets_have_their_own_tables() {
    let (mut window, _folder) = comparing();
    click(&mut window, Role::Button, "提纲对照");
    assert!(cells(&window).iter().any(|cell| cell.ends_with("情况 改写")), "{:?}", cells(&window));
    window.picture("compare-outlines");
    click(&mut window, Role::Button, "年份 × 地区");
    click(&mut window, Role::ComboBox, "指标");
    click(&mut window, Role::Button, "工业投资");
    for cell in ["澄渡区 2021年 72.6", "禾原区 2022年 45.9"] {
        assert!(cells(&window).contains(&cell.to_owned()), "{cell}: {:?}", cells(&window));
    }
    window.picture("compare-spread");
    click(&mut window, Role::Button, "目标与完成");
    for cell in ["工业投资 目标 90亿元", "工业投资 完成 86.5亿元", "工业投资 情况 未完成", "技术合同成交额 目标 9亿元以上"]
    {
        assert!(cells(&window).contains(&cell.to_owned()), "{cell}: {:?}", cells(&window));
    }
    window.picture("compare-targets");
    click(&mut window, Role::Cell, "工业投资 目标 90亿元");
    assert_eq!(selected(&window).1, "90亿元");
}

#[test]
fn a_heading_leads_to_its_place_in_either_report() {
    let (mut window, _folder) = comparing();
    click(&mut window, Role::Button, "提纲对照");
    // In the first outline it stands under the report's first part; the second has the same words elsewhere.
    window.harness.get_by_role_and_label(Role::Cell, "（四）节能降耗推进").focus();
    window.settle();
    window.harness.key_press(Key::Enter);
    window.settle();
    let shown = state(&window).open_report().unwrap();
    assert!(shown.title().contains("2021年工作总结"), "{}", shown.title());
}

#[test]
fn what_is_seen_is_copied_with_units_of_their_own() {
    let (mut window, _folder) = comparing();
    window.harness.get_by_role_and_label(Role::Button, "复制为表格").click_accesskit();
    // The words to copy come with the frame that takes the click.
    let copied = (0..4).find_map(|_| {
        window.harness.step();
        window.harness.output().platform_output.commands.iter().find_map(|command| match command {
            eframe::egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    });
    let copied = copied.unwrap();
    assert!(copied.starts_with("指标\t澄渡区 2021年\t单位\t澄渡区 2022年\t单位\t增减\t单位\t增减 %\t情况\n"), "{copied}");
    assert!(copied.contains("\n规模以上工业总产值\t355.1\t亿元\t3842200\t万元\t+29.12\t亿元\t+8.2\t有变化\n"), "{copied}");
    // A minus as spreadsheets read it.
    assert!(copied.contains("\n规模以上工业总产值（增长）\t9.2\t%\t8.2\t%\t-1.0\t个百分点\t\t有变化\n"), "{copied}");
}

#[test]
fn an_empty_view_says_what_to_drop() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "说明\n\n本页没有数字。\n").unwrap();
    let mut window = Window::open(1024.0, 700.0);
    window.drop_files(&[path]);
    window.apply(Command::SwitchView(View::Compare));
    for (part, hint) in [
        (Part::Figures, "把上一年的报告或邻近地区的报告拖到窗口里。"),
        (Part::Outlines, "把上一年的报告或邻近地区的报告拖到窗口里。"),
        (Part::Spread, "把其他年份或地区的报告拖到窗口里。"),
        (Part::Targets, "把写有工作计划、目标的报告拖到窗口里。"),
    ] {
        let choice = gangmu::app::comparing::Choice { part, ..Default::default() };
        window.apply(Command::SetComparison(choice));
        assert!(window.harness.query_by_label(hint).is_some(), "{part:?}");
    }
    window.picture("compare-empty");
}

#[test]
fn a_finding_between_two_reports_leads_to_the_figures_of_both_and_is_dismissed() {
    let (mut window, _folder) = reading(1280.0, 1080.0);
    click(&mut window, Role::ListItem, "澄渡区科技和工业信息化局2022年工作总结和2023年工作计划");
    window.harness.key_press(Key::C);
    window.settle();
    let told = "存疑 全社会研发经费投入：按增速 25.0% 推算，上年约为 5.44亿元，而《澄渡区科技和工业信息化局2021年工作总结和2022年工作计划》写作 5.1亿元";
    assert_eq!(state(&window).findings.open(), 1, "{:?}", state(&window).findings.found);
    window.picture("compare-finding");
    click(&mut window, Role::Link, told);
    assert_eq!(selected(&window), ("澄渡区科技和工业信息化局2022年工作总结和2023年工作计划".to_owned(), "25.0%".to_owned()));
    click(&mut window, Role::Link, "5.1亿元");
    assert_eq!(selected(&window), ("澄渡区科技和工业信息化局2021年工作总结和2022年工作计划".to_owned(), "5.1亿元".to_owned()));
    // Without last year's report nothing is left to be doubted; with it a reason settles it.
    click(&mut window, Role::ListItem, "澄渡区科技和工业信息化局2022年工作总结和2023年工作计划");
    let finding = state(&window).findings.found.iter().find(|judged| judged.finding.check == "implied").unwrap().finding.clone();
    let report = state(&window).open_report().unwrap();
    let dismissal = gangmu::app::findings::dismissal(&finding, report, "上年数据已修订");
    let command = gangmu::app::ReviewCommand::Dismiss(report.id(), dismissal);
    window.apply(Command::Review(command));
    assert_eq!(state(&window).findings.open(), 0);
    window.apply(Command::Undo);
    assert_eq!(state(&window).findings.open(), 1);
    let other = finding.others[0].report;
    window.apply(Command::RemoveReport(other));
    assert_eq!(state(&window).findings.open(), 0);
}
