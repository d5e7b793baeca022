//! What the program remembers between runs, beside projects. Kept as ron by the window's storage.

use super::Language;
use crate::export::Picture;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How many recent projects are remembered.
const RECENT: usize = 8;
/// The sizes the source text may have, in points.
pub const TEXT_SIZES: std::ops::RangeInclusive<f32> = 12.0..=24.0;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// Paper.
    #[default]
    Light,
    /// For dim rooms.
    Dark,
}

/// The user's settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// The language of the interface.
    pub language: Language,
    /// Size of the source text, in points.
    pub text_size: f32,
    /// Projects opened or saved, the latest first.
    pub recent: Vec<PathBuf>,
    /// Dots per inch of pictures.
    pub picture_dpi: u16,
    /// Whether pictures have no ground.
    pub picture_transparent: bool,
}

impl Default for Settings {
    fn default() -> Self {
        let picture = Picture::default();
        Self {
            theme: Theme::Light,
            language: Language::of_system(),
            text_size: 15.0,
            recent: Vec::new(),
            picture_dpi: picture.dpi,
            picture_transparent: picture.transparent,
        }
    }
}

impl Settings {
    /// How pictures are made.
    #[must_use]
    pub fn picture(&self) -> Picture {
        Picture { dpi: self.picture_dpi, transparent: self.picture_transparent }.mended()
    }

    /// Puts a project at the head of the recent ones.
    pub fn remember(&mut self, project: &Path) {
        self.forget(project);
        self.recent.insert(0, project.to_owned());
        self.recent.truncate(RECENT);
    }

    /// Takes a project off the recent ones.
    pub fn forget(&mut self, project: &Path) {
        self.recent.retain(|p| p != project);
    }

    /// Settings read back may come from another version: brings every value into its range.
    pub fn mend(&mut self) {
        self.text_size = if self.text_size.is_finite() { self.text_size.clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end()) } else { 15.0 };
        self.recent.truncate(RECENT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_read_back_and_survive_strangers() {
        let mut settings = Settings { language: Language::English, theme: Theme::Dark, ..Settings::default() };
        for name in ["a", "b", "a", "c", "d", "e", "f", "g", "h", "i"] {
            settings.remember(Path::new(name));
        }
        assert_eq!((settings.recent.len(), settings.recent[0].to_str()), (8, Some("i")));
        let text = ron::to_string(&settings).unwrap();
        assert_eq!(ron::from_str::<Settings>(&text).unwrap(), settings);
        let mut odd: Settings = ron::from_str("(text_size: 900.0)").unwrap();
        odd.mend();
        assert_eq!((odd.text_size, odd.theme), (24.0, Theme::Light));
    }
}
