//! Characters of symbol fonts, from `assets/symbols.ron`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What stands for a character that no list knows.
const UNKNOWN: char = '□';

type Symbols = HashMap<(String, u32), char>;

/// The built-in list. A test holds that it can be read; should it not, it is empty.
static SYMBOLS: LazyLock<Symbols> = LazyLock::new(|| parse().unwrap_or_default());

fn parse() -> Result<Symbols, ron::error::SpannedError> {
    let list: Vec<(String, u32, char)> = ron::from_str(include_str!("../../../assets/symbols.ron"))?;
    Ok(list.into_iter().map(|(font, code, looks)| ((font, code), looks)).collect())
}

/// Whether characters of that font are pictures, whatever their codes say.
fn is_symbol_font(font: &str) -> bool {
    font == "symbol" || font.starts_with("wingdings") || font == "webdings"
}

/// What a character of a font looks like. Word keeps those of symbol fonts in a private area (U+F0xx).
pub(super) fn shown(font: &str, c: char) -> char {
    let code = u32::from(c);
    let private = (0xF000..=0xF0FF).contains(&code);
    let font = font.to_ascii_lowercase();
    if !private && (!is_symbol_font(&font) || code > 0xFF || code <= 0x20) {
        return c;
    }
    match SYMBOLS.get(&(font.clone(), code & 0xFF)) {
        Some(&looks) => looks,
        None if !private => c,
        // An ordinary font has kept a symbol: the codes below 80 are its letters.
        None if !is_symbol_font(&font) && code & 0xFF >= 0x20 && code & 0xFF < 0x7F => char::from_u32(code & 0xFF).unwrap_or(UNKNOWN),
        None => SYMBOLS.get(&("wingdings".to_owned(), code & 0xFF)).copied().filter(|_| font.is_empty()).unwrap_or(UNKNOWN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_look_like_themselves() {
        assert!(parse().unwrap().len() > 40);
        for (font, c, want) in [
            ("Wingdings", '\u{F06C}', '●'),
            ("Symbol", '\u{F0B7}', '•'),
            ("Wingdings", 'u', '◆'),
            ("宋体", 'u', 'u'),
            ("Webdings", '\u{F0EE}', '□'),
        ] {
            assert_eq!(shown(font, c), want, "{font} {c:?}");
        }
    }
}
