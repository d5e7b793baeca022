//! Lists that may have thousands of entries.

use eframe::egui::{self, ComboBox, Ui, vec2};

/// The most height of a list.
const LIST: f32 = 480.0;

/// A list to choose one of, of which only what is in view is laid out: `row` shows one, as high as it is told, and gives what was
/// taken by a click on it.
pub fn long<T>(
    ui: &mut Ui,
    (salt, name): (&str, &str),
    (shown, width): (String, f32),
    count: usize,
    mut row: impl FnMut(&mut Ui, usize, f32) -> Option<T>,
) -> Option<T> {
    let mut taken = None;
    let combo = ComboBox::from_id_salt(salt).selected_text(shown).width(width).height(LIST).truncate();
    let response = combo.show_ui(ui, |ui| {
        let height =
            (ui.text_style_height(&egui::TextStyle::Button) + 2.0 * ui.spacing().button_padding.y).max(ui.spacing().interact_size.y);
        // Those above and below what is in view only take their room.
        let pitch = height + ui.spacing().item_spacing.y;
        let above = ((ui.clip_rect().top() - ui.cursor().top()) / pitch).floor().max(0.0);
        let room = (ui.clip_rect().height() / pitch).ceil() + 1.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows on the screen, not below zero")]
        let (from, room) = ((above as usize).min(count), room as usize);
        let blank = |ui: &mut Ui, rows: usize| {
            #[expect(clippy::cast_precision_loss, reason = "a height on the screen")]
            let height = rows as f32 * pitch - ui.spacing().item_spacing.y;
            if rows > 0 {
                ui.allocate_space(vec2(width, height));
            }
        };
        blank(ui, from);
        let to = count.min(from + room);
        for at in from..to {
            if let Some(one) = row(ui, at, height) {
                taken = Some(one);
                // A click by a screen reader or a key does not close the list by itself.
                ui.close();
            }
        }
        blank(ui, count - to);
    });
    response.response.accessible_name(name);
    taken
}
