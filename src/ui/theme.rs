//! Colours, spacing and text sizes, by name. Nothing else in the window names a colour or a distance.

use crate::app::{Settings, Theme as Choice};
use crate::chart::fonts::Font;
use crate::chart::spare;
use crate::indicator::catalogue::Category;
use eframe::egui::{
    self, Color32, CornerRadius, FallbackRequest, FontData, FontDefinitions, FontFamily, FontId, FontInsert, Margin, Stroke, TextStyle,
    vec2,
};
use std::sync::Arc;

/// One step of the grid that all distances are multiples of, in points.
pub const GRID: f32 = 4.0;
/// Between things that belong together.
pub const GAP: f32 = 2.0 * GRID;
/// Around the contents of a panel.
pub const MARGIN: f32 = 4.0 * GRID;
/// Height of a row that can be clicked.
pub const ROW: f32 = 7.0 * GRID;
/// Roundness of fields and chips.
pub const RADIUS: u8 = 4;
/// Line height of running text, in parts of its size.
pub const LEADING: f32 = 1.75;

/// Sizes of text, in points.
pub mod size {
    /// Captions, units, hints.
    pub const SMALL: f32 = 12.5;
    /// Running text and controls.
    pub const BODY: f32 = 15.0;
    /// Titles of panels.
    pub const TITLE: f32 = 17.0;
    /// The one large thing of a view.
    pub const LARGE: f32 = 26.0;
}

/// The colours of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Whether it is a dark one.
    pub dark: bool,
    /// Behind panels.
    pub panel: Color32,
    /// Behind the source: paper.
    pub paper: Color32,
    /// Behind fields and cards.
    pub field: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Lines between things.
    pub line: Color32,
    /// Text.
    pub text: Color32,
    /// Text of second rank.
    pub weak: Color32,
    /// Text that is there but is not the report's: page furniture, empty states.
    pub faint: Color32,
    /// What can be acted on, and what is selected.
    pub accent: Color32,
    /// Behind what is selected.
    pub accent_soft: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// What was mended, masked or is in doubt.
    pub warning: Color32,
    /// What failed.
    pub error: Color32,
    /// What went well.
    pub good: Color32,
    /// Macro, industry, project, innovation: neighbours differ in lightness, so greyscale tells them apart.
    categories: [Color32; 4],
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// Paper.
pub static LIGHT: Theme = Theme {
    dark: false,
    panel: rgb(0x00F4_F2EC),
    paper: rgb(0x00FF_FEFA),
    field: rgb(0x00FF_FFFF),
    hover: rgb(0x00E9_E6DC),
    line: rgb(0x00DD_D9CD),
    text: rgb(0x0024_2629),
    weak: rgb(0x0062_656B),
    faint: rgb(0x0096_9890),
    accent: rgb(0x0025_5C99),
    accent_soft: rgb(0x00D9_E6F4),
    on_accent: rgb(0x00FF_FFFF),
    warning: rgb(0x009A_5B00),
    error: rgb(0x00B0_2A1F),
    good: rgb(0x002F_7A4C),
    categories: [rgb(0x0017_3F5F), rgb(0x00A2_3E2B), rgb(0x00D9_962F), rgb(0x004A_8CA8)],
};

/// For dim rooms.
pub static DARK: Theme = Theme {
    dark: true,
    panel: rgb(0x0023_2529),
    paper: rgb(0x001B_1D20),
    field: rgb(0x002B_2E33),
    hover: rgb(0x0032_363C),
    line: rgb(0x003C_4047),
    text: rgb(0x00E4_E2DC),
    weak: rgb(0x00A4_A8AE),
    faint: rgb(0x0075_7A81),
    accent: rgb(0x0084_B4EC),
    accent_soft: rgb(0x002B_3D55),
    on_accent: rgb(0x0014_1B24),
    warning: rgb(0x00E0_A548),
    error: rgb(0x00F0_8578),
    good: rgb(0x007C_C498),
    categories: [rgb(0x00C6_DDF1), rgb(0x00D4_6A55), rgb(0x00EB_B45E), rgb(0x005F_A7C4)],
};

impl Theme {
    /// The colours of the user's choice.
    #[must_use]
    pub fn of(choice: Choice) -> &'static Self {
        match choice {
            Choice::Light => &LIGHT,
            Choice::Dark => &DARK,
        }
    }

    /// The colour of a category, everywhere the same; grey for what the catalogue does not know.
    #[must_use]
    pub fn category(&self, category: Option<Category>) -> Color32 {
        match category {
            Some(Category::Macro) => self.categories[0],
            Some(Category::Industry) => self.categories[1],
            Some(Category::Project) => self.categories[2],
            Some(Category::Innovation) => self.categories[3],
            None => self.faint,
        }
    }

    fn visuals(&self) -> egui::Visuals {
        let mut visuals = if self.dark { egui::Visuals::dark() } else { egui::Visuals::light() };
        let radius = CornerRadius::same(RADIUS);
        visuals.panel_fill = self.panel;
        visuals.window_fill = self.field;
        visuals.window_stroke = Stroke::new(1.0, self.line);
        visuals.window_corner_radius = CornerRadius::same(2 * RADIUS);
        visuals.menu_corner_radius = CornerRadius::same(RADIUS + 2);
        visuals.extreme_bg_color = self.field;
        visuals.faint_bg_color = self.hover;
        visuals.hyperlink_color = self.accent;
        visuals.warn_fg_color = self.warning;
        visuals.error_fg_color = self.error;
        visuals.weak_text_color = Some(self.weak);
        visuals.selection.bg_fill = self.accent_soft;
        visuals.selection.stroke = Stroke::new(1.0, self.accent);
        visuals.popup_shadow.color = Color32::from_black_alpha(if self.dark { 110 } else { 28 });
        visuals.window_shadow.color = visuals.popup_shadow.color;
        let widget = |fill: Color32, edge: Color32, text: Color32| egui::style::WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(1.0, edge),
            fg_stroke: Stroke::new(1.0, text),
            corner_radius: radius,
            expansion: 0.0,
        };
        visuals.widgets.noninteractive = widget(self.panel, self.line, self.text);
        visuals.widgets.inactive = widget(self.field, self.line, self.text);
        // Rails of sliders and the ground of boxes stand out from the field they lie on.
        visuals.widgets.inactive.bg_fill = self.hover;
        visuals.slider_trailing_fill = true;
        visuals.widgets.hovered = widget(self.hover, self.accent, self.text);
        visuals.widgets.active = widget(self.accent_soft, self.accent, self.text);
        visuals.widgets.open = widget(self.hover, self.line, self.text);
        visuals
    }
}

/// The family of bold text.
#[must_use]
pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Bold text of a size.
#[must_use]
pub fn strong(size: f32) -> FontId {
    FontId::new(size, bold())
}

/// Plain text of a size.
#[must_use]
pub fn plain(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Installs fonts and both themes. Call once, before the first frame.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    ctx.add_font_provider(Arc::new(other));
    for (theme, kind) in [(&LIGHT, egui::Theme::Light), (&DARK, egui::Theme::Dark)] {
        ctx.style_mut_of(kind, |style| {
            style.visuals = theme.visuals();
            style.text_styles = [
                (TextStyle::Small, plain(size::SMALL)),
                (TextStyle::Body, plain(size::BODY)),
                (TextStyle::Button, plain(size::BODY)),
                (TextStyle::Heading, strong(size::TITLE)),
                (TextStyle::Monospace, FontId::new(size::BODY, FontFamily::Monospace)),
            ]
            .into();
            style.spacing.item_spacing = vec2(GAP, GRID);
            style.spacing.button_padding = vec2(3.0 * GRID, 1.5 * GRID);
            style.spacing.interact_size = vec2(10.0 * GRID, ROW);
            style.spacing.menu_margin = Margin::same(6);
            style.spacing.window_margin = Margin::same(16);
            style.spacing.menu_width = 320.0;
            style.spacing.scroll = egui::style::ScrollStyle { floating_allocated_width: 10.0, ..egui::style::ScrollStyle::thin() };
            style.spacing.scroll.content_margin = Margin::ZERO;
            // Grey words mean something here: nothing fades at an edge.
            style.spacing.scroll.fade.strength = 0.0;
            style.interaction.tooltip_delay = 0.35;
        });
    }
}

/// Shows the user's choice of theme.
pub fn choose(ctx: &egui::Context, settings: &Settings) {
    let wanted = match settings.theme {
        Choice::Light => egui::Theme::Light,
        Choice::Dark => egui::Theme::Dark,
    };
    if ctx.theme() != wanted {
        ctx.set_theme(wanted);
    }
}

/// The system's font for a character that ours lack: the one that pages take too.
fn other(request: &FallbackRequest<'_>) -> Option<FontInsert> {
    let found = request.cluster.chars().next().and_then(|c| spare::find(c, *request.family == bold()))?.0;
    let data = FontData { index: found.index, ..FontData::from_static(found.bytes) };
    Some(FontInsert::new(&found.name, data, Vec::new()))
}

/// The Chinese fonts come first in every family: behind a Latin one, quotation marks turn narrow and digits thin.
fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, font) in [("sans", Font::Sans), ("sans-bold", Font::SansBold)] {
        fonts.font_data.insert(name.into(), Arc::new(FontData::from_static(font.bytes())));
    }
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.entry(family).or_default().insert(0, "sans".into());
    }
    let bold_family = ["sans-bold".to_owned(), "sans".to_owned()].into_iter().chain(fallback).collect();
    fonts.families.insert(bold(), bold_family);
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lightness(c: Color32) -> f32 {
        let linear = |v: u8| (f32::from(v) / 255.0).powf(2.2);
        let y = 0.2126 * linear(c.r()) + 0.7152 * linear(c.g()) + 0.0722 * linear(c.b());
        116.0 * y.cbrt() - 16.0
    }

    #[test]
    fn categories_are_told_apart_in_greyscale() {
        for theme in [&LIGHT, &DARK] {
            let mut grey: Vec<f32> = theme.categories.iter().map(|&c| lightness(c)).collect();
            grey.sort_by(f32::total_cmp);
            assert!(grey.windows(2).all(|w| w[1] - w[0] > 7.0), "{grey:?}");
        }
    }

    #[test]
    fn text_stands_out_from_its_ground() {
        let luminance = |c: Color32| ((lightness(c) + 16.0) / 116.0).powi(3);
        let contrast = |a, b| {
            let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
            f32::max(a, b) / f32::min(a, b)
        };
        for theme in [&LIGHT, &DARK] {
            for ground in [theme.panel, theme.paper, theme.field] {
                assert!(contrast(theme.text, ground) > 7.0);
                for ink in [theme.weak, theme.accent, theme.warning, theme.error, theme.good] {
                    assert!(contrast(ink, ground) > 4.5, "{ink:?} on {ground:?}: {}", contrast(ink, ground));
                }
            }
        }
    }
}
