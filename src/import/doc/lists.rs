//! Styles and lists (MS-DOC 2.9.271, 2.9.131): which paragraphs are numbered, and how.

use super::properties::sets;
use crate::import::docx::numbering::{LEVELS, Level, Numbering};
use crate::import::ole::{u16_at, u32_at};

/// Properties of paragraphs that say which list and which level.
const LIST: u16 = 0x460B;
const LIST_LEVEL: u16 = 0x260A;
/// The property of characters that hides them.
pub(super) const HIDDEN: u16 = 0x083C;
/// No style has more ancestors.
const ANCESTORS: usize = 12;

/// What the style of a paragraph gives it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    base: Option<u16>,
    list: Option<u32>,
    level: Option<usize>,
    hidden: Option<bool>,
}

/// The styles, by their number.
pub(super) struct Styles(Vec<Style>);

impl Styles {
    /// Reads the style sheet.
    pub(super) fn read(part: &[u8]) -> Self {
        let mut styles = Vec::new();
        let header = usize::from(u16_at(part, 0).unwrap_or(0));
        let fixed = usize::from(u16_at(part, 4).unwrap_or(10));
        let mut rest = part.get(2 + header..).unwrap_or(&[]);
        while let Some(length) = u16_at(rest, 0).map(usize::from) {
            styles.push(rest.get(2..2 + length).and_then(|style| read_style(style, fixed)).unwrap_or_default());
            rest = rest.get(2 + length..).unwrap_or(&[]);
        }
        Self(styles)
    }

    fn find<T>(&self, style: u16, what: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut at = Some(style);
        for _ in 0..ANCESTORS {
            let style = self.0.get(usize::from(at?))?;
            if let Some(found) = what(style) {
                return Some(found);
            }
            at = style.base;
        }
        None
    }

    /// List and level that a style numbers its paragraphs with.
    pub(super) fn list(&self, style: u16) -> (Option<u32>, Option<usize>) {
        (self.find(style, |s| s.list), self.find(style, |s| s.level))
    }

    /// Whether a style hides its words.
    pub(super) fn hides(&self, style: u16) -> bool {
        self.find(style, |s| s.hidden).unwrap_or(false)
    }
}

fn read_style(style: &[u8], fixed: usize) -> Option<Style> {
    let kinds = u16_at(style, 2)?;
    let base = Some(kinds >> 4).filter(|base| *base != 0xFFF);
    let mut out = Style { base, ..Style::default() };
    if kinds & 0xF != 1 {
        return Some(out);
    }
    let name = usize::from(u16_at(style, fixed)?);
    let mut at = fixed + 2 + name * 2 + 2;
    // Properties of the paragraph, led by the style's own number; then those of its characters.
    for paragraph in [true, false] {
        at += at % 2;
        let length = usize::from(u16_at(style, at).unwrap_or(0));
        let list = style.get(at + 2..at + 2 + length).unwrap_or(&[]);
        for set in sets(if paragraph { list.get(2..).unwrap_or(&[]) } else { list }) {
            match (paragraph, set.code) {
                (true, LIST) => out.list = Some(u32::from(set.number())),
                (true, LIST_LEVEL) => out.level = set.value.first().map(|&level| usize::from(level)),
                (false, HIDDEN) => out.hidden = Some(set.is_on()),
                _ => {}
            }
        }
        at += 2 + length;
    }
    Some(out)
}

/// List and level that a paragraph's own properties say.
pub(super) fn of_paragraph(properties: &[u8]) -> (Option<u32>, Option<usize>) {
    let (mut list, mut level) = (None, None);
    for set in sets(properties) {
        match set.code {
            LIST => list = Some(u32::from(set.number())),
            LIST_LEVEL => level = set.value.first().map(|&level| usize::from(level)),
            _ => {}
        }
    }
    (list, level)
}

/// Number formats by their codes (MS-OSHARED 2.2.1.3), from 0 on, as ECMA-376 calls them.
const FORMATS: [&str; 45] = [
    "decimal",
    "upperRoman",
    "lowerRoman",
    "upperLetter",
    "lowerLetter",
    "ordinal",
    "cardinalText",
    "ordinalText",
    "hex",
    "chicago",
    "ideographDigital",
    "japaneseCounting",
    "aiueo",
    "iroha",
    "decimalFullWidth",
    "decimalHalfWidth",
    "japaneseLegal",
    "japaneseDigitalTenThousand",
    "decimalEnclosedCircle",
    "decimalFullWidth2",
    "aiueoFullWidth",
    "irohaFullWidth",
    "decimalZero",
    "bullet",
    "ganada",
    "chosung",
    "decimalEnclosedFullstop",
    "decimalEnclosedParen",
    "decimalEnclosedCircleChinese",
    "ideographEnclosedCircle",
    "ideographTraditional",
    "ideographZodiac",
    "ideographZodiacTraditional",
    "taiwaneseCounting",
    "ideographLegalTraditional",
    "taiwaneseCountingThousand",
    "taiwaneseDigital",
    "chineseCounting",
    "chineseLegalSimplified",
    "chineseCountingThousand",
    "decimal",
    "koreanDigital",
    "koreanCounting",
    "koreanLegal",
    "koreanDigital2",
];

/// Reads the lists. `lists` reaches beyond what its part says, to the levels that follow it.
pub(super) fn read(lists: &[u8], uses: &[u8]) -> Numbering {
    let mut numbering = Numbering::default();
    let count = usize::from(u16_at(lists, 0).unwrap_or(0));
    let mut rest = lists.get(2 + count * 28..).unwrap_or(&[]);
    for index in 0..count {
        let Some(list) = lists.get(2 + index * 28..2 + index * 28 + 28) else { break };
        let simple = list.get(26).is_some_and(|flags| flags & 1 != 0);
        let mut levels: [Option<Level>; LEVELS] = Default::default();
        for (at, slot) in levels.iter_mut().enumerate().take(if simple { 1 } else { LEVELS }) {
            let Some((level, after)) = read_level(rest, at) else { break };
            *slot = Some(level);
            rest = after;
        }
        numbering.define(u32_at(list, 0).unwrap_or(0), levels);
    }
    read_uses(uses, &mut numbering);
    numbering
}

/// Where lists are used: each use counts from 1.
fn read_uses(part: &[u8], numbering: &mut Numbering) {
    let count = u32_at(part, 0).unwrap_or(0) as usize;
    let mut rest = part.get(4usize.saturating_add(count.saturating_mul(16))..).unwrap_or(&[]);
    for index in 0..count.min(part.len() / 16) {
        let Some(list) = part.get(4 + index * 16..4 + index * 16 + 16) else { break };
        let mut starts = [None; LEVELS];
        let mut levels: [Option<Level>; LEVELS] = Default::default();
        rest = rest.get(4..).unwrap_or(&[]);
        for _ in 0..list.get(12).copied().unwrap_or(0) {
            let (Some(start), Some(flags)) = (u32_at(rest, 0), u32_at(rest, 4)) else { break };
            let at = (flags & 0xF) as usize;
            rest = rest.get(8..).unwrap_or(&[]);
            if flags & 0x10 != 0
                && let Some(slot) = starts.get_mut(at)
            {
                *slot = Some(start);
            }
            if flags & 0x20 != 0 {
                let Some((level, after)) = read_level(rest, at) else { break };
                if let Some(slot) = starts.get_mut(at).filter(|_| flags & 0x10 != 0) {
                    *slot = Some(level.start);
                }
                if let Some(slot) = levels.get_mut(at) {
                    *slot = Some(level);
                }
                rest = after;
            }
        }
        numbering.add_list(u32::try_from(index + 1).unwrap_or(0), u32_at(list, 0).unwrap_or(0), starts, levels);
    }
}

/// One level (MS-DOC 2.9.150), and what follows it.
fn read_level(bytes: &[u8], at: usize) -> Option<(Level, &[u8])> {
    let fixed = bytes.get(..28)?;
    let code = usize::from(*fixed.get(4)?);
    let flags = *fixed.get(5)?;
    let characters = usize::from(*fixed.get(24)?);
    let paragraph = usize::from(*fixed.get(25)?);
    let words = bytes.get(28 + paragraph + characters..)?;
    let length = usize::from(u16_at(words, 0)?);
    let units = words.get(2..2 + length * 2)?;
    // Places of the levels' numbers in the mark, counted from 1, stand as characters 0 to 8.
    let mut text = String::new();
    let units: Vec<u16> = units.chunks_exact(2).filter_map(|pair| u16_at(pair, 0)).collect();
    for c in char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)) {
        match u32::from(c) {
            level @ 0..=8 => text.push_str(&format!("%{}", level + 1)),
            _ => text.push(c),
        }
    }
    // Characters of symbol fonts; which of them is not followed up.
    let font = if text.contains(|c: char| ('\u{F000}'..='\u{F0FF}').contains(&c)) { "Wingdings" } else { "" };
    let suffix = match fixed.get(15) {
        Some(0) => "tab",
        Some(1) => "space",
        _ => "nothing",
    };
    let restart = (flags & 0x08 != 0).then(|| usize::from(fixed.get(26).copied().unwrap_or(0)).min(at));
    let level = Level {
        start: u32_at(fixed, 0)?,
        format: FORMATS.get(code).copied().unwrap_or("none").to_owned(),
        text,
        suffix: suffix.to_owned(),
        restart,
        legal: flags & 0x04 != 0,
        font: font.to_owned(),
        ..Level::default()
    };
    Some((level, words.get(2 + length * 2..)?))
}
