//! 表: indicators over periods or reports. The head and the names stay while the cells move; each cell leads to its source.

mod bar;
mod cells;

use crate::app::Locale;
use crate::indicator::Status;
use crate::indicator::catalogue::Category;
use crate::library::table::{self, Column, Query, Row, Table};
use crate::ui::theme::GAP;
use crate::ui::{Cx, widgets};
use eframe::egui::{CentralPanel, Frame, Margin, Panel, Ui};

/// What the panel remembers between frames: the table, until library or query change.
#[derive(Default)]
pub struct IndicatorsPanel {
    made_for: Option<(u64, Query)>,
    table: Table,
    /// What stands line by line: heads of categories, and rows by their index.
    lines: Vec<Line>,
    search: String,
}

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// The head of a category, with the number of its rows.
    Head(Option<Category>, usize),
    /// A row.
    Row(usize),
}

impl IndicatorsPanel {
    /// Shows the table.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.update(cx);
        let frame = Frame::NONE.fill(cx.theme.panel).inner_margin(Margin::symmetric(16, 8));
        Panel::top("table-bar").frame(frame).show(ui, |ui| bar::show(ui, self, cx));
        CentralPanel::no_frame().frame(Frame::NONE.fill(cx.theme.paper)).show(ui, |ui| {
            if self.table.rows.is_empty() {
                widgets::empty(ui, cx.t.say("table.none"), cx.t.say("table.none_hint"), cx.theme);
            } else {
                cells::show(ui, &self.table, &self.lines, cx);
            }
            ui.add_space(GAP);
        });
    }

    fn update(&mut self, cx: &Cx<'_>) {
        if self.made_for.as_ref().is_some_and(|(revision, query)| *revision == cx.state.revision && *query == cx.state.query) {
            return;
        }
        if self.made_for.as_ref().is_none_or(|(_, query)| query.search != cx.state.query.search) {
            self.search.clone_from(&cx.state.query.search);
        }
        self.made_for = Some((cx.state.revision, cx.state.query.clone()));
        self.table = table::table(&cx.state.library, &cx.state.query);
        self.lines.clear();
        let mut head = None;
        for (index, row) in self.table.rows.iter().enumerate() {
            let category = row.indicator.category();
            match head.and_then(|at| self.lines.get_mut(at)) {
                Some(Line::Head(of, count)) if *of == category => *count += 1,
                _ => {
                    head = Some(self.lines.len());
                    self.lines.push(Line::Head(category, 1));
                }
            }
            self.lines.push(Line::Row(index));
        }
    }
}

/// A column's name.
fn column_name(column: &Column, cx: &Cx<'_>) -> String {
    match column {
        Column::Period(Some(period)) if cx.state.settings.language == crate::app::Language::Chinese => period.in_chinese(),
        Column::Period(Some(period)) => period.to_string(),
        Column::Period(None) => cx.t.say("table.undated").to_owned(),
        Column::Report(id) => {
            let report = cx.state.library.report(*id);
            report.map(|r| r.title().split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
        }
    }
}

/// What a row says besides its indicator: whose, against what, target or forecast.
fn row_detail(row: &Row, t: &'static Locale) -> String {
    let status = (row.status != Status::Actual).then(|| widgets::status_name(row.status, t).to_owned());
    let place = (!row.place.is_empty()).then(|| row.place.clone());
    let parts = [place, row.scope.as_deref().map(str::to_owned), row.basis.map(|b| b.name().to_owned()), status];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A row's whole name.
fn row_name(row: &Row, t: &'static Locale) -> String {
    let detail = row_detail(row, t);
    if detail.is_empty() { row.indicator.name().to_owned() } else { format!("{}（{detail}）", row.indicator.name()) }
}
