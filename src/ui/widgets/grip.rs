//! The handle by which a row of a list is put elsewhere: with the mouse, or with the arrow keys while it has the focus.

use crate::ui::Theme;
use crate::ui::theme::RADIUS;
use eframe::egui::{self, Key, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2};

/// A row of a list that can be put in another order.
pub struct Row<'a> {
    /// The row; what is dropped on it takes its place.
    pub ground: &'a Response,
    /// Where in it the handle is.
    pub grip: Rect,
    /// Which row of how many.
    pub place: (usize, usize),
    /// What the handle is called.
    pub name: &'a str,
}

/// Which list a dragged row is of, and which row it is.
#[derive(Clone, Copy, PartialEq)]
struct Dragged(egui::Id, usize);

/// Draws the handle; gives from where to where a row is to go.
pub fn grip(ui: &mut Ui, row: &Row<'_>, theme: &Theme) -> Option<(usize, usize)> {
    let &Row { ground, grip, place: (index, count), name } = row;
    let list = ui.scope_id();
    let handle = ui.interact(grip, list.with(("grip", index)), Sense::click_and_drag());
    handle.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
    let ink = if handle.hovered() || handle.dragged() || handle.has_focus() { theme.accent } else { theme.faint };
    for (x, y) in [(0.0, -5.0), (0.0, 0.0), (0.0, 5.0), (5.0, -5.0), (5.0, 0.0), (5.0, 5.0)] {
        ui.painter().circle_filled(pos2(grip.center().x - 2.5 + x, grip.center().y + y), 1.4, ink);
    }
    handle.dnd_set_drag_payload(Dragged(list, index));
    if handle.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grab);
    }
    if handle.has_focus() {
        let moved = |key| ui.ctx().input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
        if moved(Key::ArrowUp) && index > 0 {
            return Some((index, index - 1));
        }
        if moved(Key::ArrowDown) && index + 1 < count {
            return Some((index, index + 1));
        }
    }
    let own = |dragged: &Dragged| dragged.0 == list;
    if ground.dnd_hover_payload::<Dragged>().is_some_and(|dragged| own(&dragged)) {
        ui.painter().rect_stroke(ground.rect.shrink(1.0), RADIUS, Stroke::new(2.0, theme.accent), egui::StrokeKind::Inside);
    }
    let dropped = ground.dnd_release_payload::<Dragged>().filter(|dragged| own(dragged) && dragged.1 != index)?;
    Some((dropped.1, index))
}
