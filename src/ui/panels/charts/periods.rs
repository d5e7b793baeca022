//! Which periods a chart made by hand shows: a few side by side, many by their years.

use super::edit::{LIST, several};
use crate::app::Language;
use crate::base::Period;
use crate::ui::Cx;
use crate::ui::theme::{self, GAP, GRID, size};
use eframe::egui::{Button, Frame, Margin, RichText, ScrollArea, Stroke, Ui};

/// The most periods that are read side by side.
const FEW: usize = 14;

/// Shows what can be picked.
pub(super) fn show(ui: &mut Ui, picked: &mut Vec<Period>, offered: &[Period], cx: &Cx<'_>) {
    let chinese = cx.state.settings.language == Language::Chinese;
    if offered.len() <= FEW || offered.iter().all(|period| period.is_year()) {
        let names: Vec<String> = offered.iter().map(|period| if chinese { period.in_chinese() } else { period.to_string() }).collect();
        let periods: Vec<(Period, &str)> = offered.iter().zip(&names).map(|(period, name)| (*period, name.as_str())).collect();
        return several(ui, picked, cx.t.say("made.all_periods"), &periods);
    }
    if ui.selectable_label(picked.is_empty(), cx.t.say("made.all_periods")).clicked() {
        picked.clear();
    }
    let mut years: Vec<i16> = offered.iter().map(|period| period.last_year()).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    let height = ui.ctx().content_rect().height() / 4.0;
    Frame::NONE.stroke(Stroke::new(1.0, cx.theme.line)).inner_margin(Margin::same(8)).show(ui, |ui| {
        let list = ScrollArea::vertical().id_salt("periods").max_height(height.clamp(*LIST.start(), *LIST.end()));
        list.auto_shrink([false, true]).show(ui, |ui| {
            for year in years {
                let own: Vec<Period> = offered.iter().copied().filter(|period| period.last_year() == year).collect();
                year_of(ui, picked, (year, &own), chinese, cx);
                ui.add_space(GAP);
            }
        });
    });
}

/// A year, which picks or drops all that is told of it, and below it what that is.
fn year_of(ui: &mut Ui, picked: &mut Vec<Period>, (year, own): (i16, &[Period]), chinese: bool, cx: &Cx<'_>) {
    let all = own.iter().all(|period| picked.contains(period));
    let words = if chinese { format!("{year}年") } else { year.to_string() };
    let head = ui.add(Button::selectable(all, RichText::new(words).font(theme::strong(size::SMALL))));
    let head = head.on_hover_text(cx.t.tell("made.all_of_year", &[("year", &year.to_string())]));
    if head.clicked() {
        picked.retain(|period| !own.contains(period));
        if !all {
            picked.extend(own);
        }
    }
    let name = |period: &Period| match (period.is_year(), period.first().year == year) {
        (true, _) => cx.t.say("made.whole_year").to_owned(),
        (false, true) if chinese => period.in_chinese_without_year(),
        (false, _) if chinese => period.in_chinese(),
        (false, _) => period.to_string(),
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = [GRID, GRID].into();
        for period in own {
            let at = picked.iter().position(|known| known == period);
            if ui.selectable_label(at.is_some(), name(period)).clicked() {
                match at {
                    Some(at) => drop(picked.remove(at)),
                    None => picked.push(*period),
                }
            }
        }
    });
}
