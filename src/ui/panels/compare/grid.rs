//! The table of the Compare view, whatever it holds: a head that stays at the top, lines, cells that lead to their sources.

use crate::app::Command;
use crate::indicator::catalogue::Category;
use crate::library::ObservationRef;
use crate::ui::theme::{self, GAP, GRID, MARGIN, size};
use crate::ui::widgets::sources;
use crate::ui::{Cx, widgets};
use eframe::egui::{self, Color32, CursorIcon, Rect, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of a line.
const HEIGHT: f32 = 8.0 * GRID;
/// Room for a unit behind its number: 个百分点, 万千瓦时.
const UNIT: f32 = 13.0 * GRID;

/// Lines that are copied in one frame: a table of ten thousand must not hold the window up.
const AT_ONCE: usize = 256;

/// A copy under way: tab-separated values, as a spreadsheet takes them, numbers by themselves, their units in a column of their own.
#[derive(Default)]
pub(super) struct Copy {
    /// The line to go on with.
    next: usize,
    text: String,
}

impl Copy {
    fn line(&mut self, fields: impl IntoIterator<Item = String>) {
        for (at, field) in fields.into_iter().enumerate() {
            if at > 0 {
                self.text.push('\t');
            }
            self.text.push_str(&field);
        }
        self.text.push('\n');
    }
}

/// Words that stay in their field.
fn clean(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ").replace('−', "-")
}

/// A cell's fields, as many for each cell of a column.
fn fields(form: Form, text: &str, more: &str) -> Vec<String> {
    match form {
        Form::Amount => vec![clean(text), clean(more)],
        Form::Words if !more.is_empty() => vec![format!("{}（{}）", clean(text), clean(more))],
        Form::Words | Form::Number => vec![clean(text)],
    }
}

/// How a column stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    /// Words, from the left.
    Words,
    /// A number and its unit; the numbers end below each other.
    Amount,
    /// A number in the table's unit; the points stand below each other.
    Number,
}

/// The head of a column.
pub(super) struct Head {
    pub(super) name: String,
    pub(super) form: Form,
    /// The least width, and how many parts of what is left it takes.
    pub(super) width: (f32, f32),
}

impl Head {
    pub(super) fn new(name: impl Into<String>, form: Form, width: (f32, f32)) -> Self {
        Self { name: name.into(), form, width }
    }
}

/// In what voice a cell speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Voice {
    #[default]
    Plain,
    Weak,
    Good,
    Warning,
}

/// One cell.
#[derive(Default)]
pub(super) struct Spot {
    /// Its words, or its number.
    pub(super) text: String,
    /// Its unit, or what it says besides its words.
    pub(super) more: String,
    /// Decimals that it has, where the points stand below each other.
    pub(super) scale: u32,
    /// How far its words stand in.
    pub(super) level: u8,
    pub(super) voice: Voice,
    /// Whether its figures differ.
    pub(super) differs: bool,
    /// Where a click leads.
    pub(super) go: Option<Command>,
    /// The figures in it.
    pub(super) figures: Vec<ObservationRef>,
}

impl Spot {
    pub(super) fn words(text: impl Into<String>, voice: Voice) -> Self {
        Self { text: text.into(), voice, ..Self::default() }
    }
}

/// One line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Line {
    /// The head of the group that a row begins.
    Group(usize),
    /// A row.
    Row(usize),
}

/// Where a table's groups and rows come from: told only of those in view, since there may be many.
pub(super) trait Rows {
    /// The name of the group that a row begins, with the mark of its category where it is one.
    fn group(&self, row: usize, cx: &Cx<'_>) -> (String, Option<Option<Category>>);

    /// A row: a cell for each column.
    fn row(&self, row: usize, cx: &Cx<'_>) -> Vec<Spot>;
}

/// What is shown.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) heads: Vec<Head>,
    pub(super) lines: Vec<Line>,
    /// The most decimals of a number in a column of them, so that the points stand below each other.
    pub(super) decimals: u32,
}

impl Sheet {
    /// How many rows it has.
    pub(super) fn rows(&self) -> usize {
        self.lines.iter().filter(|line| matches!(line, Line::Row(_))).count()
    }

    /// Goes on with a copy by at most [`AT_ONCE`] lines, and gives the whole text once it is done.
    pub(super) fn copy_on(&self, copy: &mut Copy, rows: &impl Rows, cx: &Cx<'_>) -> Option<String> {
        if copy.next == 0 {
            let unit = |form: Form| if form == Form::Amount { cx.t.say("field.unit") } else { "" };
            copy.line(self.heads.iter().flat_map(|head| fields(head.form, &head.name, unit(head.form))));
        }
        let end = self.lines.len().min(copy.next + AT_ONCE);
        for line in self.lines.get(copy.next..end).unwrap_or(&[]) {
            match line {
                Line::Group(row) => copy.line([clean(&rows.group(*row, cx).0)]),
                Line::Row(row) => {
                    let spots = rows.row(*row, cx);
                    copy.line(self.heads.iter().zip(&spots).flat_map(|(head, spot)| fields(head.form, &spot.text, &spot.more)));
                }
            }
        }
        copy.next = end;
        (end == self.lines.len()).then(|| std::mem::take(&mut copy.text))
    }

    /// Shows the table. `salt` tells its scrolling from that of others.
    pub(super) fn show(&self, ui: &mut Ui, salt: &str, rows: &impl Rows, cx: &mut Cx<'_>) {
        let lefts = self.lefts(ui.available_width() - MARGIN);
        let digit = ui.painter().layout_no_wrap("0".to_owned(), theme::plain(size::BODY), cx.theme.text).size().x;
        ScrollArea::both().id_salt(salt).auto_shrink([false, false]).show_viewport(ui, |ui, viewport| {
            #[expect(clippy::cast_precision_loss, reason = "a height on the screen")]
            let height = HEIGHT * (self.lines.len() as f32 + 1.0) + MARGIN;
            ui.set_width(lefts.last().copied().unwrap_or(0.0));
            ui.set_height(height);
            let origin = ui.max_rect().min;
            let view = Rect::from_min_size(origin + viewport.min.to_vec2(), viewport.size());
            let frame = Frame { lefts, origin, view, decimals: self.decimals.min(4), digit };
            for n in frame.rows(self.lines.len()) {
                match self.lines.get(n) {
                    Some(Line::Group(row)) => {
                        let (name, category) = rows.group(*row, cx);
                        frame.group(ui, n, &name, category, cx);
                    }
                    Some(Line::Row(row)) => self.row(ui, &frame, n, &rows.row(*row, cx), cx),
                    None => {}
                }
            }
            self.top(ui, &frame, cx);
        });
    }

    /// The left edges of the columns, and the end.
    fn lefts(&self, room: f32) -> Vec<f32> {
        let (least, parts) = self.heads.iter().fold((0.0, 0.0), |sum, head| (sum.0 + head.width.0, sum.1 + head.width.1));
        let part = if parts > 0.0 { (room - least).max(0.0) / parts } else { 0.0 };
        let mut lefts = vec![0.0];
        let mut left = 0.0;
        for head in &self.heads {
            left += (head.width.0 + part * head.width.1).round();
            lefts.push(left);
        }
        lefts
    }

    fn row(&self, ui: &Ui, frame: &Frame, n: usize, spots: &[Spot], cx: &mut Cx<'_>) {
        let line = Stroke::new(1.0, cx.theme.line.gamma_multiply(0.6));
        ui.painter().hline(frame.view.x_range(), frame.line(n) + HEIGHT - 0.5, line);
        let named = spots.first().map_or(String::new(), |spot| words(Form::Words, spot));
        for (column, (head, spot)) in self.heads.iter().zip(spots).enumerate() {
            let rect = frame.cell(n, column);
            let seen = Rect::from_min_max(pos2(rect.left(), rect.top().max(frame.view.top() + HEIGHT)), rect.max);
            if spot.text.is_empty() || !seen.is_positive() {
                continue;
            }
            let sense = if spot.go.is_some() { Sense::click() } else { Sense::hover() };
            let response = ui.interact(seen, ui.scope_id().with(("spot", n, column)), sense);
            let told = words(head.form, spot);
            let full = if column == 0 { told.clone() } else { format!("{named} {} {told}", head.name) };
            response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Cell, true, &full));
            if spot.go.is_some() && (response.hovered() || response.has_focus()) {
                ui.painter().rect_filled(rect, 0.0, cx.theme.accent_soft);
            }
            if spot.go.is_some() && response.hovered() {
                ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
            }
            let cut = frame.paint(ui, rect, head.form, spot, cx);
            let clicked = response.clicked();
            if spot.figures.len() > 1 {
                response.context_menu(|ui| {
                    for &at in &spot.figures {
                        if ui.button(sources::name(at, cx)).clicked() {
                            cx.emit(Command::GoTo(at));
                        }
                    }
                });
            }
            if !spot.figures.is_empty() {
                response.on_hover_ui(|ui| sources::show(ui, &spot.figures, cx));
            } else if cut {
                response.on_hover_text(&told);
            }
            if clicked {
                cx.commands.extend(spot.go.clone());
            }
        }
    }

    fn top(&self, ui: &Ui, frame: &Frame, cx: &Cx<'_>) {
        let band = Rect::from_min_size(frame.view.min, vec2(frame.view.width(), HEIGHT));
        let painter = ui.painter();
        painter.rect_filled(band, 0.0, cx.theme.paper);
        painter.hline(band.x_range(), band.bottom() - 0.5, Stroke::new(1.0, cx.theme.weak));
        let font = theme::strong(size::SMALL);
        for (column, head) in self.heads.iter().enumerate() {
            let cell = frame.cell(0, column);
            let rect = Rect::from_x_y_ranges(frame.inside(cell, column).x_range(), band.y_range());
            let y = band.center().y;
            let ink = if column == 0 { cx.theme.weak } else { cx.theme.text };
            let wide = painter.layout_no_wrap(head.name.clone(), font.clone(), ink).size().x;
            let right = match head.form {
                Form::Words => None,
                Form::Amount => Some(rect.right() - UNIT),
                Form::Number => Some(rect.right()),
            };
            // A long head takes the whole column's width.
            let cut = match right.filter(|right| wide <= right - rect.left()) {
                Some(right) => {
                    widgets::line_right(painter, pos2(right, y), &head.name, font.clone(), ink);
                    false
                }
                None => widgets::line(painter, pos2(rect.left(), y), rect.width(), &head.name, font.clone(), ink),
            };
            let response = ui.interact(rect, ui.scope_id().with(("head", column)), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::ColumnHeader, true, &head.name));
            if cut {
                response.on_hover_text(&head.name);
            }
        }
    }
}

/// What a cell says, in words.
fn words(form: Form, spot: &Spot) -> String {
    match form {
        Form::Words if !spot.more.is_empty() => format!("{}（{}）", spot.text, spot.more),
        Form::Words | Form::Number => spot.text.clone(),
        Form::Amount => format!("{}{}", spot.text, spot.more),
    }
}

/// Where things stand.
struct Frame {
    /// Left edges of the columns, and of the end.
    lefts: Vec<f32>,
    /// The corner of the head, scrolled.
    origin: egui::Pos2,
    /// What is in view.
    view: Rect,
    /// Decimals that room is kept for, so that the points stand below each other.
    decimals: u32,
    /// Width of a digit.
    digit: f32,
}

impl Frame {
    fn line(&self, n: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a place on the screen")]
        let down = (n + 1) as f32 * HEIGHT;
        self.origin.y + down
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lines on the screen, not below zero")]
    fn rows(&self, count: usize) -> std::ops::Range<usize> {
        let from = ((self.view.top() - self.line(0)) / HEIGHT).floor().max(0.0) as usize;
        let to = ((self.view.bottom() - self.line(0)) / HEIGHT).ceil().max(0.0) as usize;
        from.min(count)..to.min(count)
    }

    fn cell(&self, n: usize, column: usize) -> Rect {
        let x = |column: usize| self.origin.x + self.lefts.get(column).copied().unwrap_or(0.0);
        Rect::from_min_max(pos2(x(column), self.line(n)), pos2(x(column + 1), self.line(n) + HEIGHT))
    }

    /// The room for what is written in a cell; the first column stands in from the edge.
    fn inside(&self, cell: Rect, column: usize) -> Rect {
        let left = if column == 0 { MARGIN } else { GAP };
        Rect::from_min_max(pos2(cell.left() + left, cell.top()), pos2(cell.right() - GAP, cell.bottom()))
    }

    fn group(&self, ui: &Ui, n: usize, name: &str, category: Option<Option<Category>>, cx: &Cx<'_>) {
        let y = self.line(n);
        let rect = Rect::from_min_max(pos2(self.view.left(), y), pos2(self.view.right(), y + HEIGHT));
        ui.painter().rect_filled(rect, 0.0, cx.theme.panel);
        let mut left = rect.left() + MARGIN;
        if let Some(category) = category {
            widgets::category_mark(ui.painter(), pos2(left + GRID, rect.center().y), category, cx.theme);
            left += 4.0 * GRID;
        }
        widgets::line(ui.painter(), pos2(left, rect.center().y), rect.right() - left, name, theme::strong(size::BODY), cx.theme.text);
        let response = ui.interact(rect, ui.scope_id().with(("group", n)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Label, true, name));
    }

    /// Paints a cell. Gives whether its words were cut.
    fn paint(&self, ui: &Ui, cell: Rect, form: Form, spot: &Spot, cx: &Cx<'_>) -> bool {
        let first = (cell.left() - self.origin.x).abs() < 0.5;
        let rect = self.inside(cell, usize::from(!first));
        let (painter, y) = (ui.painter(), rect.center().y);
        let (body, small) = (theme::plain(size::BODY), theme::plain(size::SMALL));
        let ink = voice(spot.voice, cx);
        let left = rect.left() + f32::from(spot.level) * 4.0 * GRID;
        match form {
            Form::Words => {
                let room = |text: &str| painter.layout_no_wrap(text.to_owned(), small.clone(), ink).size().x;
                let aside = if spot.more.is_empty() { 0.0 } else { room(&spot.more).min((rect.right() - left) * 0.5) + GAP };
                let cut = widgets::line(painter, pos2(left, y), rect.right() - left - aside, &spot.text, body, ink);
                let more = !spot.more.is_empty()
                    && widgets::line(painter, pos2(rect.right() - aside + GAP, y), aside - GAP, &spot.more, small, cx.theme.weak);
                cut || more
            }
            Form::Amount => {
                let end = number(painter, rect.left(), pos2(rect.right() - UNIT, y), spot, ink, cx);
                let unit = pos2(end + 0.5 * GRID, y);
                widgets::line(painter, unit, rect.right() - unit.x, &spot.more, small, cx.theme.weak)
            }
            Form::Number => {
                let missing = self.decimals.saturating_sub(spot.scale).min(4);
                #[expect(clippy::cast_precision_loss, reason = "a few digits")]
                let digits = missing as f32 * self.digit + if spot.scale == 0 && self.decimals > 0 { self.digit * 0.5 } else { 0.0 };
                number(painter, rect.left(), pos2(rect.right() - digits, y), spot, ink, cx) > rect.right()
            }
        }
    }
}

/// Paints a number that ends at `right`, or begins at `left` where it is too long: cut short it would be another number. Gives
/// where it ends.
fn number(painter: &egui::Painter, left: f32, right: egui::Pos2, spot: &Spot, ink: Color32, cx: &Cx<'_>) -> f32 {
    let font = theme::plain(size::BODY);
    let wide = painter.layout_no_wrap(spot.text.clone(), font.clone(), ink).size().x;
    let end = right.x.max(left + wide);
    let shown = widgets::line_right(painter, pos2(end, right.y), &spot.text, font, ink);
    if spot.differs {
        painter.circle_filled(shown.left_center() - vec2(GAP, 0.0), 3.0, cx.theme.warning);
    }
    end
}

fn voice(voice: Voice, cx: &Cx<'_>) -> Color32 {
    match voice {
        Voice::Plain => cx.theme.text,
        Voice::Weak => cx.theme.weak,
        Voice::Good => cx.theme.good,
        Voice::Warning => cx.theme.warning,
    }
}
