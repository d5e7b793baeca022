//! 表: indicators over periods or reports. The head and the names stay while the cells move; each cell leads to its source.

mod bar;
mod cells;

use crate::app::tabling::Laid;
use crate::app::{Command, Language, Level, Locale, Message};
use crate::indicator::Status;
use crate::indicator::catalogue::Category;
use crate::library::table::{Column, Row};
use crate::ui::theme::GAP;
use crate::ui::{Cx, widgets};
use eframe::egui::{CentralPanel, Frame, Margin, Panel, Ui};
use std::sync::Arc;

/// What the panel remembers between frames: how the table lies, until there is another.
#[derive(Default)]
pub struct IndicatorsPanel {
    /// The places of the library at a revision.
    places: Option<(u64, Vec<String>)>,
    made_for: Option<(Arc<Laid>, Language)>,
    /// What stands line by line: heads of categories, and rows by their index.
    lines: Vec<Line>,
    /// The columns' names and widths.
    heads: Vec<(String, f32)>,
    /// The words looked for: as typed, and as asked last.
    search: String,
    asked: String,
    /// The table on its way to the clipboard: the row to go on with, and the text so far.
    copying: Option<(usize, String)>,
}

/// Rows that are copied in one frame: a table of ten thousand must not hold the window up.
const AT_ONCE: usize = 256;

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
        let laid = cx.state.tabling.laid.as_ref().map(Arc::clone);
        self.update(ui, laid.as_ref(), cx);
        let frame = Frame::NONE.fill(cx.theme.panel).inner_margin(Margin::symmetric(16, 8));
        Panel::top("table-bar").frame(frame).show(ui, |ui| bar::show(ui, self, cx));
        self.copy(ui, laid.as_deref(), cx);
        CentralPanel::no_frame().frame(Frame::NONE.fill(cx.theme.paper)).show(ui, |ui| {
            match &laid {
                Some(laid) if !laid.table.rows.is_empty() => cells::show(ui, laid, &self.lines, &self.heads, cx),
                Some(_) => widgets::empty(ui, cx.t.say("table.none"), cx.t.say("table.none_hint"), cx.theme),
                None => widgets::empty(ui, cx.t.say("table.running"), "", cx.theme),
            }
            ui.add_space(GAP);
        });
    }

    fn update(&mut self, ui: &Ui, laid: Option<&Arc<Laid>>, cx: &Cx<'_>) {
        // Words asked for elsewhere, as by a project that was opened.
        if self.asked != cx.state.query.search {
            self.asked.clone_from(&cx.state.query.search);
            self.search.clone_from(&self.asked);
        }
        let Some(laid) = laid else {
            (self.made_for, self.copying) = (None, None);
            return;
        };
        let language = cx.state.settings.language;
        if self.made_for.as_ref().is_some_and(|(of, spoken)| Arc::ptr_eq(of, laid) && *spoken == language) {
            return;
        }
        (self.made_for, self.copying) = (Some((Arc::clone(laid), language)), None);
        self.heads = cells::heads(ui, &laid.table, cx);
        self.lines.clear();
        let mut head = None;
        for (index, row) in laid.table.rows.iter().enumerate() {
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

    /// Goes on with what is being copied.
    fn copy(&mut self, ui: &Ui, laid: Option<&Laid>, cx: &mut Cx<'_>) {
        let (Some((next, text)), Some(laid)) = (&mut self.copying, laid) else { return };
        let table = &laid.table;
        if *next == 0 {
            text.push_str(&table.tsv_head([cx.t.say("field.indicator"), cx.t.say("field.unit")], |column| column_name(column, cx)));
        }
        let end = table.rows.len().min(*next + AT_ONCE);
        for row in table.rows.get(*next..end).unwrap_or(&[]) {
            text.push_str(&row.tsv(&row_name(row, cx.t), cx.t.say("value.masked")));
        }
        *next = end;
        if end < table.rows.len() {
            ui.ctx().request_repaint();
            return;
        }
        ui.ctx().copy_text(std::mem::take(text));
        self.copying = None;
        cx.emit(Command::Tell(Message::new(Level::Info, "table.copied").with("count", end)));
    }
}

/// A column's name.
fn column_name(column: &Column, cx: &Cx<'_>) -> String {
    match column {
        Column::Period(Some(period)) if cx.state.settings.language == Language::Chinese => period.in_chinese(),
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
