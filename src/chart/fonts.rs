//! The fonts that come with the program: Noto Sans SC and Noto Serif SC (SIL Open Font License), cut down by
//! `assets/fonts/subset.py`. Knows the bytes and the advance widths, nothing of screens or files.

/// One of the fonts that come with the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Font {
    /// Noto Sans SC, regular.
    #[default]
    Sans,
    /// Noto Sans SC, bold.
    SansBold,
    /// Noto Serif SC, bold: the titles of pages.
    SerifBold,
}

impl Font {
    /// All of them.
    pub const ALL: [Font; 3] = [Font::Sans, Font::SansBold, Font::SerifBold];

    /// The bytes of the font file (TrueType).
    #[must_use]
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Font::Sans => include_bytes!("../../assets/fonts/NotoSansSC-Regular.ttf"),
            Font::SansBold => include_bytes!("../../assets/fonts/NotoSansSC-Bold.ttf"),
            Font::SerifBold => include_bytes!("../../assets/fonts/NotoSerifSC-Bold.ttf"),
        }
    }

    /// The family's name as other programs know it.
    #[must_use]
    pub fn family(self) -> &'static str {
        match self {
            Font::Sans | Font::SansBold => "Noto Sans SC",
            Font::SerifBold => "Noto Serif SC",
        }
    }

    /// Whether it is a bold one.
    #[must_use]
    pub fn is_bold(self) -> bool {
        !matches!(self, Font::Sans)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_hold_what_reports_use() {
        for font in Font::ALL {
            let face = ttf_parser::Face::parse(font.bytes(), 0).expect("a font");
            for c in "纲目临江区２０２２年—…“”‘’《》〔〕（），。、；：·％‰℃㎡①㈠→▲▼−×÷≥≤±αβΩ²³".chars()
            {
                assert!(face.glyph_index(c).is_some(), "{font:?} lacks {c}");
            }
        }
    }
}
