//! Setting a line of Chinese: advance widths, a quarter em between Han and Latin, squeezed punctuation, and where
//! lines may break. Left to right only, no shaping beyond that: reports need no more.

use super::fonts::Font;
use super::spare::{self, Spare};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use ttf_parser::{Face, GlyphId};

/// One point in mm.
pub const POINT: f32 = 25.4 / 72.0;
/// How far a Chinese character reaches above the base line, in em.
pub const ASCENT: f32 = 0.88;

/// What stands for a character that neither our fonts nor the system's have; pages tell which one it is.
pub const WANTING: char = '〓';

/// Whether there is a glyph for a character, in our fonts or the system's, or none is needed.
#[must_use]
pub fn has_glyph(c: char) -> bool {
    is_ours(c) || spare::find(c, false).is_some()
}

/// Whether our own fonts have a character, or need none for it.
#[must_use]
fn is_ours(c: char) -> bool {
    c.is_control() || face(Font::Sans).is_none_or(|face| face.glyph_index(c).is_some())
}

/// Looks in the system's fonts for the characters of some texts that ours lack. Reads from the disk where there are any; after it
/// no question about them does.
pub fn prepare<'a>(texts: impl Iterator<Item = &'a str>) {
    let mut near = vec![false; 0x1_0000];
    let mut far = HashSet::new();
    let mut wanting = Vec::new();
    // Texts repeat themselves: each character is looked at once.
    for c in texts.filter(|text| !text.is_ascii()).flat_map(str::chars) {
        let new = near.get_mut(c as usize).map_or_else(|| far.insert(c), |seen| !std::mem::replace(seen, true));
        if new && !is_ours(c) {
            wanting.push(c);
        }
    }
    spare::prepare(&wanting);
}

/// One glyph of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The glyph in its font; that of [`WANTING`] for a character that no font has.
    pub id: u16,
    /// The font of the system it is from; `None` for ours.
    pub spare: Option<&'static Spare>,
    /// How far the next one stands from it, in em.
    pub advance: f32,
    /// First byte of its character.
    pub start: usize,
    /// One past the last byte of its character.
    pub end: usize,
}

impl Glyph {
    /// The face it is from, in a line set in the font. `None` cannot happen with the fonts that come with the program.
    #[must_use]
    pub fn face(&self, font: Font) -> Option<&'static Face<'static>> {
        self.spare.map_or_else(|| face(font), |spare| Some(&spare.face))
    }

    /// How far it advances by itself, in em.
    #[must_use]
    pub fn natural_advance(&self, font: Font) -> f32 {
        self.face(font).map_or(1.0, |face| advance(face, self.id))
    }
}

/// The parsed face of a font. `None` cannot happen with the fonts that come with the program.
#[must_use]
pub fn face(font: Font) -> Option<&'static Face<'static>> {
    static FACES: LazyLock<[Option<Face<'static>>; 3]> = LazyLock::new(|| Font::ALL.map(|font| Face::parse(font.bytes(), 0).ok()));
    FACES.get(font as usize).and_then(Option::as_ref)
}

/// The glyphs of a line of text with their advances.
#[must_use]
pub fn shape(text: &str, font: Font) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.len() / 2);
    let mut before: Option<char> = None;
    for (start, c) in text.char_indices() {
        let (id, advance, spare) = glyph(c, font);
        if let (Some(b), Some(last)) = (before, glyphs.last_mut()) {
            last.advance += gap(b, c, last.advance);
        }
        glyphs.push(Glyph { id, spare, advance, start, end: start + c.len_utf8() });
        before = Some(c);
    }
    glyphs
}

/// A glyph, how far it advances by itself, and the font of the system it is from.
type Known = (u16, f32, Option<&'static Spare>);

/// A character's glyph. Remembered: a page asks for the same ones again and again.
fn glyph(c: char, font: Font) -> Known {
    thread_local!(static KNOWN: RefCell<HashMap<(char, Font), Known>> = RefCell::new(HashMap::new()));
    let look_up = || {
        let of = |c: char| face(font).and_then(|face| face.glyph_index(c)).map(|id| id.0);
        let other = || spare::find(c, font.is_bold()).filter(|_| !c.is_control());
        let (id, spare) = match of(c) {
            Some(id) => (id, None),
            // Never an empty box: 〓 is the printers' sign for a character that is wanting.
            None => other().map_or_else(|| (of(WANTING).unwrap_or(0), None), |(spare, id)| (id, Some(spare))),
        };
        let face = spare.map_or_else(|| face(font), |spare| Some(&spare.face));
        (id, face.map_or(1.0, |face| advance(face, id)), spare)
    };
    KNOWN.with_borrow_mut(|known| *known.entry((c, font)).or_insert_with(look_up))
}

/// How far a face's glyph advances, in em.
fn advance(face: &Face<'_>, id: u16) -> f32 {
    f32::from(face.glyph_hor_advance(GlyphId(id)).unwrap_or(face.units_per_em())) / f32::from(face.units_per_em())
}

/// How wide the line is at a size in mm.
#[must_use]
pub fn width(text: &str, font: Font, size: f32) -> f32 {
    shape(text, font).iter().map(|glyph| glyph.advance).sum::<f32>() * size
}

/// What is added between two characters, in em: a quarter between Han and Latin; less half between two full-width
/// marks that both have empty halves there.
fn gap(before: char, after: char, advance: f32) -> f32 {
    if (is_han(before) && is_latin(after)) || (is_latin(before) && is_han(after)) {
        0.25
    } else if advance > 0.9 && ((closes(before) && (closes(after) || opens(after))) || (opens(before) && opens(after))) {
        -0.5
    } else {
        0.0
    }
}

/// A Chinese character.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}')
}

/// A letter or digit that wants room beside Han.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '%' | '‰' | '+' | '−' | '$' | '\u{C0}'..='\u{24F}' | '\u{391}'..='\u{3C9}')
}

/// Full-width marks whose right half is empty.
fn closes(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '”' | '’')
}

/// Full-width marks whose left half is empty.
fn opens(c: char) -> bool {
    matches!(c, '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '“' | '‘')
}

/// Whether a line may not begin with it.
fn not_first(c: char) -> bool {
    closes(c)
        || matches!(c, '·' | '…' | '—' | '～' | '％' | '%' | '‰' | '℃' | ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '/' | '／' | '々')
}

/// Whether a line may not end with it.
fn not_last(c: char) -> bool {
    opens(c) || matches!(c, '(' | '[' | '￥' | '$' | '#' | '−')
}

/// Whether a line may break between the two.
fn may_break(before: char, after: char) -> bool {
    if not_first(after) || not_last(before) || after == ' ' {
        return false;
    }
    if before == ' ' {
        return true;
    }
    // A number stays with its unit, and the two ends of a range together: 428.6亿元, 1—11月.
    if before.is_ascii_digit() && is_han(after) || before == '—' && after.is_ascii_digit() {
        return false;
    }
    let word = |c: char| c.is_alphanumeric() && !is_han(c) && !matches!(c, '\u{3040}'..='\u{30FF}');
    !(word(before) && word(after) || (before == '.' || before == '-' || before == ',') && word(after))
}

/// Cuts a text into lines no wider than `limit` mm: no closing mark begins a line, no opening mark ends one, numbers
/// and words stay whole unless they alone are too wide. At most `lines` lines; what does not fit ends in ….
#[must_use]
pub fn wrap(text: &str, font: Font, size: f32, limit: f32, lines: usize) -> Vec<String> {
    let text = text.trim();
    let em = (limit / size).max(1.0) + 1e-3;
    let mut result = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let cut = line_end(rest, font, em);
        let line = rest.get(..cut).unwrap_or(rest).trim_end();
        rest = rest.get(cut..).unwrap_or("").trim_start();
        if result.len() + 1 == lines && !rest.is_empty() {
            result.push(shortened(&format!("{line}{rest}"), font, em));
            return result;
        }
        result.push(line.to_owned());
    }
    result
}

/// The text, or as much of its beginning as fits with … into `limit` mm.
#[must_use]
pub fn fit(text: &str, font: Font, size: f32, limit: f32) -> String {
    if width(text, font, size) <= limit + 1e-3 { text.to_owned() } else { shortened(text, font, limit / size) }
}

/// As much of the text as fits with … into `em`.
fn shortened(text: &str, font: Font, em: f32) -> String {
    let room = em - width("…", font, 1.0);
    let mut used = 0.0;
    let mut end = 0;
    for glyph in shape(text, font) {
        used += glyph.advance;
        if used > room {
            break;
        }
        end = glyph.end;
    }
    format!("{}…", text.get(..end).unwrap_or("").trim_end())
}

/// Where the first line of the text ends, in bytes: at least one character.
fn line_end(text: &str, font: Font, em: f32) -> usize {
    let mut used = 0.0;
    let mut good = 0;
    let mut fits = 0;
    let mut before: Option<char> = None;
    for (glyph, c) in shape(text, font).iter().zip(text.chars()) {
        if c == '\n' {
            return glyph.end;
        }
        if before.is_some_and(|b| may_break(b, c)) {
            good = glyph.start;
        }
        // An added gap at the line's end needs no room; neither does the empty half of a closing mark.
        let ink = if closes(c) && glyph.advance > 0.45 { 0.5 } else { glyph.advance.min(1.0) };
        if used + ink > em && fits > 0 {
            return if good > 0 { good } else { fits };
        }
        used += glyph.advance;
        fits = glyph.end;
        before = Some(c);
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_as_chinese_does() {
        let lines = |text: &str, em: f32| wrap(text, Font::Sans, 1.0, em, 9).join("|");
        for (text, em, expected) in [
            ("电子信息，生物医药。", 4.0, "电子信|息，生物|医药。"),
            ("电子信息，生物", 4.6, "电子信息，|生物"),
            ("产值（亿元）", 3.0, "产值|（亿|元）"),
            ("2022年1—11月", 4.0, "2022年|1—11月"),
            ("高新技术", 1.0, "高|新|技|术"),
            ("", 5.0, ""),
        ] {
            assert_eq!(lines(text, em), expected, "{text}");
        }
        assert_eq!(wrap("规模以上工业增加值", Font::Sans, 1.0, 4.0, 1), ["规模以…"]);
    }

    #[test]
    fn han_and_latin_stand_apart_and_marks_are_squeezed() {
        let em = |text: &str| width(text, Font::Sans, 1.0);
        assert!((em("年A") - em("年") - em("A") - 0.25).abs() < 1e-4);
        assert!((em("》（") - 1.5).abs() < 1e-4);
        assert!((em("年月") - 2.0).abs() < 1e-4);
    }
}
