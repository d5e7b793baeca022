//! Small parts that several panels paint alike.

use super::Theme;
use super::theme::{self, GAP, GRID, RADIUS};
use crate::app::Locale;
use crate::base::Decimal;
use crate::indicator::catalogue::Category;
use crate::indicator::{Measure, Observation, Qualifier, Status, Value};
use eframe::egui::{self, Align2, Color32, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

pub mod grip;
pub mod icon;
pub mod list;
pub mod sources;

/// Paints the mark of a category: a shape of its own besides its colour.
pub fn category_mark(painter: &egui::Painter, centre: Pos2, category: Option<Category>, theme: &Theme) {
    let (colour, r) = (theme.category(category), GRID);
    match category {
        Some(Category::Macro) => drop(painter.rect_filled(Rect::from_center_size(centre, vec2(1.8 * r, 1.8 * r)), 1.0, colour)),
        Some(Category::Industry) => drop(painter.circle_filled(centre, r, colour)),
        Some(Category::Project) => {
            let points = vec![centre + vec2(0.0, -r - 0.5), centre + vec2(r + 0.5, r - 0.5), centre + vec2(-r - 0.5, r - 0.5)];
            painter.add(Shape::convex_polygon(points, colour, Stroke::NONE));
        }
        Some(Category::Innovation) => {
            let r = r + 1.0;
            let points = vec![centre + vec2(0.0, -r), centre + vec2(r, 0.0), centre + vec2(0.0, r), centre + vec2(-r, 0.0)];
            painter.add(Shape::convex_polygon(points, colour, Stroke::NONE));
        }
        None => drop(painter.circle_stroke(centre, r - 0.5, Stroke::new(1.5, colour))),
    }
}

/// The category's name in the interface's language.
#[must_use]
pub fn category_name(category: Option<Category>, t: &'static Locale) -> &'static str {
    match category {
        Some(Category::Macro) => t.say("category.macro"),
        Some(Category::Industry) => t.say("category.industry"),
        Some(Category::Project) => t.say("category.project"),
        Some(Category::Innovation) => t.say("category.innovation"),
        None => t.say("category.other"),
    }
}

/// The measure's name in the interface's language.
#[must_use]
pub fn measure_name(measure: Measure, t: &'static Locale) -> &'static str {
    match measure {
        Measure::Level => t.say("measure.level"),
        Measure::Growth => t.say("measure.growth"),
        Measure::Change => t.say("measure.change"),
        Measure::Share => t.say("measure.share"),
        Measure::Completion => t.say("measure.completion"),
        Measure::Rank => t.say("measure.rank"),
    }
}

/// The status's name in the interface's language.
#[must_use]
pub fn status_name(status: Status, t: &'static Locale) -> &'static str {
    match status {
        Status::Actual => t.say("status.actual"),
        Status::Target => t.say("status.target"),
        Status::Forecast => t.say("status.forecast"),
    }
}

/// A number with the minus that stands as wide as a plus.
#[must_use]
pub fn number(value: Decimal) -> String {
    value.to_string().replace('-', "−")
}

/// The value as shown: 311.25, 10～12, or the mask's sign.
#[must_use]
pub fn value_text(value: &Value, t: &'static Locale) -> String {
    match value {
        Value::Number(n) => number(*n),
        Value::Range(from, to) => format!("{}～{}", number(*from), number(*to)),
        Value::Masked => t.say("value.masked").to_owned(),
    }
}

/// Value and unit with the qualifier around it, as one reads it: 约311.25亿元, 90家以上.
#[must_use]
pub fn figure_text(o: &Observation, t: &'static Locale) -> String {
    let value = value_text(&o.value, t);
    match o.qualifier {
        Some(q @ (Qualifier::About | Qualifier::Nearly | Qualifier::Over | Qualifier::Under)) => format!("{}{value}{}", q.name(), o.unit),
        Some(q @ Qualifier::Odd) => format!("{value}{}{}", q.name(), o.unit),
        Some(q) => format!("{value}{}{}", o.unit, q.name()),
        None => format!("{value}{}", o.unit),
    }
}

/// A small label with a soft ground.
pub fn chip(ui: &mut Ui, text: &str, ink: Color32, ground: Color32) -> Response {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), theme::plain(theme::size::SMALL), ink);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(2.0 * GAP, GRID), Sense::hover());
    ui.painter().rect_filled(rect, RADIUS, ground);
    ui.painter().galley(rect.min + vec2(GAP, 0.5 * GRID), galley, ink);
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Label, true, text));
    response
}

/// The words that stand where a view has nothing to show yet.
pub fn empty(ui: &mut Ui, title: &str, hint: &str, theme: &Theme) {
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.3).max(GAP));
        ui.label(egui::RichText::new(title).font(theme::strong(theme::size::TITLE)).color(theme.weak));
        ui.add_space(GRID);
        ui.label(egui::RichText::new(hint).color(theme.faint));
    });
}

/// Text on one line, cut with an ellipsis where it does not fit. Gives whether it was cut.
pub fn line(painter: &egui::Painter, at: Pos2, width: f32, text: &str, font: egui::FontId, colour: Color32) -> bool {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(1.0));
    let galley = painter.layout_job(job);
    let cut = galley.elided;
    painter.galley(at - vec2(0.0, galley.size().y / 2.0), galley, colour);
    cut
}

/// Text on one line that ends at `right`.
pub fn line_right(painter: &egui::Painter, right: Pos2, text: &str, font: egui::FontId, colour: Color32) -> Rect {
    painter.text(right, Align2::RIGHT_CENTER, text, font, colour)
}

/// One of the choices of a list. What is chosen by a key or a screen reader does not close the list by itself.
pub fn choose<T: PartialEq>(ui: &mut Ui, now: &mut T, one: T, name: impl Into<egui::WidgetText>) {
    if ui.selectable_value(now, one, name.into()).clicked() {
        ui.close();
    }
}

/// A line of dots or dashes under something.
pub fn dashes(painter: &egui::Painter, from: Pos2, to: f32, stroke: Stroke, dash: f32, gap: f32) {
    painter.extend(Shape::dashed_line(&[from, pos2(to, from.y)], stroke, dash, gap));
}

/// Text of the body's size, centred below a point, wrapped at a width.
pub fn centred(painter: &egui::Painter, top: Pos2, width: f32, text: &str, colour: Color32) {
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), theme::plain(theme::size::BODY), colour, width);
    job.halign = egui::Align::Center;
    let galley = painter.layout_job(job);
    painter.galley(top, galley, colour);
}
