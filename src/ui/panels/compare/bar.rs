//! What is chosen for the comparison: its part, the two reports, the indicator; and copying and exporting it.

use super::grid::Copy;
use super::rows::{matter_name, months_name, short_name};
use super::{ComparePanel, kind_name};
use crate::analysis::Matter;
use crate::analysis::spread::Months;
use crate::app::comparing::{Choice, Made, Part, Shown};
use crate::app::{Command, Which};
use crate::library::ReportId;
use crate::ui::theme::{GAP, MARGIN};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::list;
use crate::ui::{Cx, menu};
use eframe::egui::{self, Align, ComboBox, Layout, RichText, Ui, vec2};

/// Shows the lines of choices.
pub(super) fn show(ui: &mut Ui, panel: &mut ComparePanel, made: Option<&Made>, cx: &mut Cx<'_>) {
    let mut choice = cx.state.comparing.choice.clone();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP / 2.0;
        for part in Part::ALL {
            if ui.selectable_label(choice.part == part, part_name(part, cx)).clicked() && choice.part != part {
                (choice.part, choice.only) = (part, None);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if made.is_some() && !panel.sheet.lines.is_empty() {
                if icon::button(ui, Icon::Sheets, cx.t.say("table.copy")).clicked() {
                    panel.copying = Some(Copy::default());
                }
                if choice.part != Part::Outlines {
                    menu::figures_menu(ui, cx.t.say("table.export"), Which::Comparison, cx);
                }
            }
        });
    });
    if let Some(made) = made {
        match &made.shown {
            Shown::Figures(_) | Shown::Outlines(_) => pair(ui, made, &mut choice, cx),
            Shown::Spread(choices, Some((matter, months, spread))) => {
                spread_choices(ui, choices, (matter, *months), &spread.unit, &mut choice, cx);
            }
            Shown::Spread(_, None) | Shown::Targets(_) => {}
        }
        kinds(ui, panel, made, &mut choice, cx);
    }
    if choice != cx.state.comparing.choice {
        cx.emit(Command::SetComparison(choice));
    }
}

fn part_name(part: Part, cx: &Cx<'_>) -> &'static str {
    cx.t.say(match part {
        Part::Figures => "compare.figures",
        Part::Outlines => "compare.outlines",
        Part::Spread => "compare.spread",
        Part::Targets => "compare.targets",
    })
}

/// The two reports, and a way to turn them round.
fn pair(ui: &mut Ui, made: &Made, choice: &mut Choice, cx: &Cx<'_>) {
    if cx.state.library.reports().len() < 2 {
        return;
    }
    let [mut first, mut second] = made.reports;
    ui.horizontal(|ui| {
        let width = ((ui.available_width() - 72.0) / 2.0 - GAP).clamp(120.0, 360.0);
        report_list(ui, cx.t.say("compare.first"), width, &made.order, &mut first, cx);
        let swapped = ui.button(cx.t.say("compare.swap")).clicked();
        report_list(ui, cx.t.say("compare.second"), width, &made.order, &mut second, cx);
        // What is not chosen goes on being taken by itself; a report is never held against itself.
        let [kept_first, kept_second] = choice.reports;
        let [a, b] = made.reports;
        if swapped {
            choice.reports = [b, a];
        } else if first != a {
            choice.reports = [first, kept_second.filter(|id| Some(*id) != first)];
        } else if second != b {
            choice.reports = [kept_first.filter(|id| Some(*id) != second), second];
        }
    });
}

/// A list of the reports to choose one of.
fn report_list(ui: &mut Ui, name: &str, width: f32, order: &[ReportId], chosen: &mut Option<ReportId>, cx: &Cx<'_>) {
    let named = |id: ReportId| cx.state.library.report(id).map_or_else(String::new, |report| short_name(report, cx));
    let shown = chosen.map_or_else(|| cx.t.say("compare.choose").to_owned(), named);
    let taken = list::long(ui, (name, name), (shown, width), order.len(), |ui, at, height| {
        let id = *order.get(at)?;
        let report = cx.state.library.report(id)?;
        let row = ui.add(egui::Button::selectable(*chosen == Some(id), named(id)).truncate().min_size(vec2(0.0, height)));
        let title = || report.title().split_whitespace().collect::<Vec<_>>().join(" ");
        row.on_hover_ui(|ui| drop(ui.label(title()))).clicked().then_some(id)
    });
    *chosen = taken.or(*chosen);
}

/// The indicator and the months of the year.
fn spread_choices(ui: &mut Ui, choices: &[(Matter, Vec<Months>)], chosen: (&Matter, Months), unit: &str, choice: &mut Choice, cx: &Cx<'_>) {
    ui.horizontal(|ui| {
        let width = (ui.available_width() * 0.5).clamp(160.0, 420.0);
        let shown = (matter_name(chosen.0, cx), width);
        let taken = list::long(ui, ("matter", cx.t.say("field.indicator")), shown, choices.len(), |ui, at, height| {
            let (matter, _) = choices.get(at)?;
            let button = egui::Button::selectable(matter == chosen.0, matter_name(matter, cx)).truncate().min_size(vec2(0.0, height));
            ui.add(button).clicked().then(|| matter.clone())
        });
        if let Some(matter) = taken {
            (choice.matter, choice.months) = (Some(matter), None);
        }
        let all = choices.iter().find(|(matter, _)| matter == chosen.0).map_or(&[][..], |(_, months)| months);
        let named = |months: &Months| months_name(months.first, months.last, cx);
        let combo = ComboBox::from_id_salt("months").selected_text(named(&chosen.1)).width(96.0);
        let response = combo.show_ui(ui, |ui| {
            for months in all {
                if ui.selectable_label(*months == chosen.1, named(months)).clicked() {
                    choice.months = Some(*months);
                    ui.close();
                }
            }
        });
        response.response.accessible_name(cx.t.say("compare.months"));
        ui.add_space(GAP);
        ui.label(RichText::new(cx.t.tell("compare.unit", &[("unit", unit)])).color(cx.theme.weak));
    });
}

/// Which lines are shown: all, or those that fared so; and what is left out or not alike.
fn kinds(ui: &mut Ui, panel: &ComparePanel, made: &Made, choice: &mut Choice, cx: &Cx<'_>) {
    if panel.counts.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = GAP / 2.0;
        let total: usize = panel.counts.iter().map(|(_, count)| count).sum();
        if ui.selectable_label(choice.only.is_none(), cx.t.tell("compare.all", &[("count", &total.to_string())])).clicked() {
            choice.only = None;
        }
        for (key, count) in &panel.counts {
            let name = cx.t.tell("compare.kind", &[("kind", kind_name(key, cx)), ("count", &count.to_string())]);
            if ui.selectable_label(choice.only == Some(key), name).clicked() {
                choice.only = Some(key);
            }
        }
        if choice.part != Part::Outlines {
            ui.add_space(MARGIN);
            ui.checkbox(&mut choice.phrases, cx.t.say("table.phrases"));
        }
    });
    if let Shown::Figures(comparison) = &made.shown {
        let left_out: usize = comparison.undated.iter().sum();
        let undated = (left_out > 0).then(|| cx.t.tell("compare.undated", &[("count", &left_out.to_string())]));
        let unlike = comparison.unlike.then(|| cx.t.say("compare.unlike").to_owned());
        let told: Vec<String> = [unlike, undated].into_iter().flatten().collect();
        if !told.is_empty() {
            let ink = if comparison.unlike { cx.theme.warning } else { cx.theme.weak };
            ui.label(RichText::new(told.join(" ")).small().color(ink));
        }
    }
}
