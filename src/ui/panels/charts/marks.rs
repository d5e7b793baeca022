//! What all charts on the screen share: colours, marks that tell their value and source and lead there, labels that do not
//! cover each other, the legend.

use crate::app::{Command, Language};
use crate::chart::numbers::show;
use crate::chart::spec::{ChartSpec, Mark};
use crate::indicator::Status;
use crate::indicator::catalogue::Category;
use crate::ui::theme::{self, GAP, GRID, ROW, Theme, size};
use crate::ui::{Cx, widgets};
use eframe::egui::{self, Align2, Color32, Painter, Rect, RichText, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

/// The colour of run `index` of `count`: the last one darkest (on paper), the earlier ones lighter.
pub fn run_colour(index: usize, count: usize, theme: &Theme) -> Color32 {
    let order = [Category::Macro, Category::Innovation, Category::Project, Category::Industry];
    theme.category(Some(order[(count.max(1) - 1 - index.min(count.max(1) - 1)) % order.len()]))
}

/// The colour of bars beside the one that stands out.
pub fn stepped_back(theme: &Theme) -> Color32 {
    theme.category(Some(Category::Innovation))
}

/// The colour of part `index` of a whole.
pub fn part_colour(index: usize, count: usize, theme: &Theme) -> Color32 {
    let order = [Category::Macro, Category::Project, Category::Innovation, Category::Industry];
    // The last part touches the first.
    let index = if count > 1 && index + 1 == count && index.is_multiple_of(order.len()) { 2 } else { index % order.len() };
    theme.category(Some(order[index]))
}

/// The most marks that are each reached by keys and told by name; of more, the one under the pointer is.
const REACHED: usize = 600;

/// A mark's place on the screen, and which it is.
pub struct Placed<'a> {
    /// Where it can be pointed at.
    pub rect: Rect,
    /// The mark.
    pub mark: &'a Mark,
    /// Its run and category; `None` for the target across the chart.
    of: Option<(usize, usize)>,
}

impl<'a> Placed<'a> {
    /// The mark of a run at a category, if there is one.
    pub fn of(chart: &'a ChartSpec, run: usize, category: usize, rect: Rect) -> Option<Self> {
        Some(Self { rect, mark: chart.mark(run, category)?, of: Some((run, category)) })
    }

    /// The target across the chart, if there is one.
    pub fn target(chart: &'a ChartSpec, rect: Rect) -> Option<Self> {
        Some(Self { rect, mark: &chart.target.as_ref()?.mark, of: None })
    }

    /// Category and run as a reader names them, with the value.
    fn name(&self, chart: &ChartSpec, cx: &Cx<'_>) -> String {
        let Some((run, category)) = self.of else {
            return chart.target.as_ref().map_or(String::new(), |target| target.label.clone());
        };
        let (unit, decimals) = chart.unit_of(run, category);
        let value = format!("{}{unit}", show(self.mark.value, decimals));
        let category = chart.categories.get(category).map_or("", String::as_str);
        let run = chart.series.get(run).map_or("", |run| run.name.as_str());
        let name = if run.is_empty() { category.to_owned() } else { format!("{category} {run}") };
        cx.t.tell("charts.mark", &[("name", &name), ("value", &value)])
    }
}

/// Makes every mark tell its figure on hover, and lead to it on a click.
pub fn interact(ui: &Ui, chart: &ChartSpec, placed: &[Placed<'_>], cx: &mut Cx<'_>) {
    let pointer = ui.ctx().pointer_latest_pos();
    for (index, p) in placed.iter().enumerate() {
        let id = ui.scope_id().with(("mark", index));
        // Thin bars stay easy to hit.
        let rect = p.rect.expand2(vec2((6.0 - p.rect.width() / 2.0).max(0.0), (6.0 - p.rect.height() / 2.0).max(0.0)));
        if placed.len() > REACHED && !pointer.is_some_and(|pointer| rect.contains(pointer)) {
            continue;
        }
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, p.name(chart, cx)));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_stroke(p.rect.expand(1.5), 1.0, Stroke::new(2.0, cx.theme.accent), egui::StrokeKind::Outside);
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        if response.clicked() {
            cx.emit(Command::GoTo(p.mark.source));
        }
        response.on_hover_ui_at_pointer(|ui| tooltip(ui, p.mark, cx));
    }
}

/// Indicator, value, period, status, and the sentence it comes from.
fn tooltip(ui: &mut Ui, mark: &Mark, cx: &Cx<'_>) {
    let Some((report, o)) = cx.state.library.observation(mark.source) else { return };
    ui.set_max_width(380.0);
    let scope = o.scope.as_deref().map_or(String::new(), |scope| format!("{scope} · "));
    ui.label(RichText::new(format!("{scope}{}", o.indicator.name())).font(theme::strong(size::BODY)));
    ui.label(RichText::new(widgets::figure_text(o, cx.t)).font(theme::strong(size::TITLE)).color(cx.theme.accent));
    let chinese = cx.state.settings.language == Language::Chinese;
    let period = o.period.map_or_else(|| cx.t.say("value.unknown").to_owned(), |p| if chinese { p.in_chinese() } else { p.to_string() });
    let basis = o.basis.map_or(String::new(), |basis| format!(" · {}", basis.name()));
    let about = format!("{period} · {} · {}{basis}", widgets::measure_name(o.measure, cx.t), widgets::status_name(o.status, cx.t));
    ui.label(RichText::new(about).small().color(cx.theme.weak));
    ui.add_space(GRID);
    let sentence: String = report.sentence(o.place).chars().take(140).collect();
    ui.label(sentence);
    let title: String = report.title().split_whitespace().collect::<Vec<_>>().join(" ");
    ui.label(RichText::new(format!("《{title}》")).small().color(cx.theme.weak));
    ui.label(RichText::new(cx.t.say("charts.go")).small().color(cx.theme.faint));
}

/// A bar: filled for actuals, outlined for targets, hatched for forecasts.
pub fn bar(painter: &Painter, rect: Rect, colour: Color32, status: Status) {
    if status == Status::Actual {
        painter.rect_filled(rect, 0.0, colour);
        return;
    }
    painter.rect_stroke(rect, 0.0, Stroke::new(1.5, colour), egui::StrokeKind::Inside);
    if status == Status::Forecast {
        hatch(painter, rect, colour);
    }
}

fn hatch(painter: &Painter, rect: Rect, colour: Color32) {
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let (mut x, step) = (rect.left() - rect.height(), 6.0);
    while x < rect.right() {
        painter.line_segment([pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())], Stroke::new(1.0, colour));
        x += step;
    }
}

/// The boxes of labels already put; none is put over another.
#[derive(Default)]
pub struct Labels {
    taken: Vec<Rect>,
}

impl Labels {
    /// Keeps labels off a box.
    pub fn block(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Puts a label at the first free of the places, inside the frame; `false` when there is none.
    pub fn put(&mut self, painter: &Painter, frame: Rect, places: &[(egui::Pos2, Align2)], words: &str, colour: Color32) -> bool {
        let galley = painter.layout_no_wrap(words.to_owned(), theme::plain(size::SMALL), colour);
        for &(at, anchor) in places {
            let rect = anchor.anchor_size(at, galley.size());
            let ink = rect.shrink2(vec2(0.0, 2.0));
            if frame.contains_rect(rect) && !self.taken.iter().any(|other| other.intersects(ink)) {
                self.taken.push(ink);
                painter.galley(rect.min, galley, colour);
                return true;
            }
        }
        false
    }
}

/// The sample beside a legend's words.
#[derive(Clone, Copy)]
pub enum Sample {
    /// A bar.
    Bar(Color32, Status),
    /// A line; open and dashed for what is not actual.
    Line(Color32, bool),
}

/// The row above a chart: legend at the left, unit at the right. Gives the frame below it.
pub fn top_row(ui: &Ui, chart: &ChartSpec, legend: &[(Sample, String)], frame: Rect, cx: &Cx<'_>) -> Rect {
    let painter = ui.painter();
    let y = frame.top() + ROW / 2.0;
    let unit = cx.t.tell("charts.unit", &[("unit", &chart.unit)]);
    let unit = widgets::line_right(painter, pos2(frame.right(), y), &unit, theme::plain(size::SMALL), cx.theme.weak);
    let mut x = frame.left();
    for (sample, name) in legend {
        let galley = painter.layout_no_wrap(name.clone(), theme::plain(size::SMALL), cx.theme.text);
        let swatch = if matches!(sample, Sample::Bar(..)) { 12.0 } else { 24.0 };
        if x + swatch + galley.size().x > unit.left() - GAP {
            break;
        }
        let area = Rect::from_center_size(pos2(x + swatch / 2.0, y), vec2(swatch, 12.0));
        match *sample {
            Sample::Bar(colour, status) => bar(painter, area, colour, status),
            Sample::Line(colour, open) => {
                let ends = [area.left_center(), area.right_center()];
                let stroke = Stroke::new(2.0, colour);
                painter.extend(if open { Shape::dashed_line(&ends, stroke, 4.0, 3.0) } else { vec![Shape::line_segment(ends, stroke)] });
                point(painter, area.center(), colour, open, cx.theme);
            }
        }
        painter.galley(pos2(x + swatch + GRID, y - galley.size().y / 2.0), galley.clone(), cx.theme.text);
        x += swatch + GRID + galley.size().x + 2.0 * GAP;
    }
    Rect::from_min_max(pos2(frame.left(), frame.top() + ROW), frame.max)
}

/// A point of a line; open for what is not actual.
pub fn point(painter: &Painter, at: egui::Pos2, colour: Color32, open: bool, theme: &Theme) {
    painter.circle(at, 4.0, if open { theme.paper } else { colour }, Stroke::new(1.5, colour));
}

/// Legend entries for what is not actual, where it stands among actuals.
pub fn status_entries(chart: &ChartSpec, cx: &Cx<'_>, line: bool) -> Vec<(Sample, String)> {
    let has = |status| chart.marks().any(|(_, mark)| mark.status == status);
    [Status::Target, Status::Forecast]
        .into_iter()
        .filter(|&status| has(status) && has(Status::Actual))
        .map(|status| {
            let sample = if line { Sample::Line(cx.theme.weak, true) } else { Sample::Bar(cx.theme.weak, status) };
            (sample, widgets::status_name(status, cx.t).to_owned())
        })
        .collect()
}
