//! One font of a PDF: which bytes are one character, what it says, how wide it is.
//!
//! What a character says is looked for in this order: the font's own list (`ToUnicode`), the character collection that
//! its codes belong to (Adobe-GB1 and its like), the names of its glyphs, the table of characters in the embedded font.

use super::names;
use super::stream::Budget;
use crate::import::ImportError;
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Words};
use std::collections::HashMap;

/// A font, read once and asked for every character shown with it.
pub(super) struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    widths: HashMap<u32, f32>,
    usual_width: f32,
    /// What a width of one is in the font's own measure: a thousandth of the size, but for fonts made of drawings.
    scale: f32,
    known: HashMap<(u32, u8), Shown>,
}

/// How bytes become characters.
enum Codes {
    /// One byte each; what each says.
    Single(Vec<Option<String>>),
    /// One to four bytes each.
    Many {
        /// Bytes to numbers of the collection; `None`: two bytes are the number.
        cmap: Option<Box<CMap>>,
        /// Numbers of the collection to characters.
        collection: Option<Box<CMap>>,
        /// Glyphs of the embedded font to characters.
        glyphs: HashMap<u32, char>,
        /// Numbers to glyphs, two bytes each; empty: they are the same.
        numbers: Vec<u8>,
    },
}

/// One character as a font shows it.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// What it says; U+FFFD where the font does not tell.
    pub(super) text: String,
    /// Its width, as a part of the font's size.
    pub(super) width: f32,
    /// How many bytes it took.
    pub(super) bytes: u8,
    /// Whether it is the single byte 32, which word spacing widens.
    pub(super) is_space: bool,
}

impl Font {
    /// Reads a font.
    ///
    /// # Errors
    /// When its streams unpack beyond the limits.
    pub(super) fn read(dict: &Dict<'_>, budget: &mut Budget) -> Result<Self, ImportError> {
        let to_unicode = match dict.get::<Stream<'_>>("ToUnicode") {
            Some(stream) => CMap::parse(&budget.unpack(&stream)?, load_embedded),
            None => None,
        };
        let kind = dict.get::<Name<'_>>("Subtype");
        if kind.is_some_and(|k| k.as_ref() == b"Type0")
            && let Some(inner) = dict.get::<Array<'_>>("DescendantFonts").and_then(|a| a.iter::<Dict<'_>>().next())
        {
            let codes = many_bytes(dict, &inner, to_unicode.is_some(), budget)?;
            let (widths, usual_width) = (cid_widths(&inner), inner.get::<f32>("DW").unwrap_or(1000.0));
            return Ok(Self { codes, to_unicode, widths, usual_width, scale: 0.001, known: HashMap::new() });
        }
        let first = dict.get::<u32>("FirstChar").unwrap_or(0);
        let widths: HashMap<u32, f32> = dict
            .get::<Array<'_>>("Widths")
            .map(|list| {
                list.iter::<f32>().take(256).enumerate().map(|(i, w)| (first.saturating_add(u32::try_from(i).unwrap_or(0)), w)).collect()
            })
            .unwrap_or_default();
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
        let usual_width = descriptor.and_then(|d| d.get::<f32>("MissingWidth")).filter(|w| *w > 0.0).unwrap_or(500.0);
        let scale = dict.get::<Array<'_>>("FontMatrix").and_then(|m| m.iter::<f32>().next()).unwrap_or(0.001);
        let codes = Codes::Single(single_bytes(dict, budget)?);
        Ok(Self { codes, to_unicode, widths, usual_width, scale, known: HashMap::new() })
    }

    /// The first character of some bytes; `None` at their end.
    pub(super) fn next(&mut self, bytes: &[u8]) -> Option<&Shown> {
        let (code, length) = self.code(bytes)?;
        if !self.known.contains_key(&(code, length)) {
            let shown = self.shown(code, length);
            self.known.insert((code, length), shown);
        }
        self.known.get(&(code, length))
    }

    fn code(&self, bytes: &[u8]) -> Option<(u32, u8)> {
        let &first = bytes.first()?;
        let Codes::Many { cmap, .. } = &self.codes else { return Some((u32::from(first), 1)) };
        let Some(cmap) = cmap else {
            return Some((u32::from(first) << 8 | u32::from(bytes.get(1).copied().unwrap_or(0)), if bytes.len() > 1 { 2 } else { 1 }));
        };
        let mut code = 0;
        for (length, &byte) in (1..=4).zip(bytes) {
            code = code << 8 | u32::from(byte);
            if cmap.lookup_cid_code(code, length).is_some() {
                return Some((code, length));
            }
        }
        Some((u32::from(first) << 8 | u32::from(bytes.get(1).copied().unwrap_or(0)), if bytes.len() > 1 { 2 } else { 1 }))
    }

    fn shown(&self, code: u32, bytes: u8) -> Shown {
        let said = self.to_unicode.as_ref().and_then(|map| map.lookup_bf_string(code)).map(text_of).filter(|t| says_something(t));
        let (number, text) = match &self.codes {
            Codes::Single(said_by) => (code, said.or_else(|| said_by.get(code as usize).cloned().flatten())),
            Codes::Many { cmap, collection, glyphs, numbers } => {
                let number = cmap.as_ref().map_or(Some(code), |map| map.lookup_cid_code(code, bytes)).unwrap_or(0);
                let text = said
                    .or_else(|| collection.as_ref().and_then(|map| map.lookup_bf_string(number)).map(text_of))
                    .or_else(|| glyphs.get(&glyph_of(number, numbers)).map(|c| c.to_string()));
                (number, text)
            }
        };
        let text = text.filter(|t| says_something(t)).unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string());
        let width = self.widths.get(&number).copied().unwrap_or(self.usual_width) * self.scale;
        let width = if width.is_finite() { width.clamp(-4.0, 4.0) } else { 1.0 };
        Shown { text: text.chars().map(names::common).collect(), width, bytes, is_space: bytes == 1 && code == 32 }
    }
}

fn text_of(found: BfString) -> String {
    match found {
        BfString::Char(c) => c.to_string(),
        BfString::String(words) => words,
    }
}

/// Whether a font's list gives a character, and not a filler for one that it does not know.
fn says_something(text: &str) -> bool {
    !text.is_empty() && !text.contains(['\0', '\u{FFFD}', '\u{FFFF}'])
}

/// The glyph for a number of the collection.
fn glyph_of(number: u32, numbers: &[u8]) -> u32 {
    let at = number as usize * 2;
    match (numbers.get(at), numbers.get(at + 1)) {
        (Some(&high), Some(&low)) => u32::from(high) << 8 | u32::from(low),
        _ => number,
    }
}

/// How a font of many characters reads its bytes. `told`: it has a list of its own, so that nothing else need be unpacked.
fn many_bytes(dict: &Dict<'_>, inner: &Dict<'_>, told: bool, budget: &mut Budget) -> Result<Codes, ImportError> {
    let encoding = dict.get::<Object<'_>>("Encoding");
    let mut cmap = None;
    match &encoding {
        Some(Object::Name(name)) if !name.as_ref().starts_with(b"Identity") => {
            cmap = load_embedded(CMapName::from_bytes(name.as_ref())).and_then(|data| CMap::parse(data, load_embedded));
        }
        Some(Object::Stream(stream)) => cmap = CMap::parse(&budget.unpack(stream)?, load_embedded),
        _ => {}
    }
    let info = inner.get::<Dict<'_>>("CIDSystemInfo");
    let word = |key: &str| info.as_ref().and_then(|i| i.get::<Words<'_>>(key)).map(|w| w.as_bytes().to_vec()).unwrap_or_default();
    let mut family = CidFamily::from_registry_ordering(&word("Registry"), &word("Ordering"));
    if family.ucs2_cmap().is_none()
        && let Some(known) = cmap.as_ref().and_then(|map| map.metadata().character_collection.as_ref())
    {
        family = known.family.clone();
    }
    let collection = family.ucs2_cmap().and_then(load_embedded).and_then(|data| CMap::parse(data, load_embedded)).map(Box::new);
    let (mut glyphs, mut numbers) = (HashMap::new(), Vec::new());
    if !told && collection.is_none() {
        if let Some(stream) = inner.get::<Stream<'_>>("CIDToGIDMap") {
            numbers = budget.unpack(&stream)?;
        }
        glyphs = embedded_glyphs(inner, budget)?;
    }
    Ok(Codes::Many { cmap: cmap.map(Box::new), collection, glyphs, numbers })
}

/// The characters of an embedded font's glyphs. Of several the common one.
fn embedded_glyphs(dict: &Dict<'_>, budget: &mut Budget) -> Result<HashMap<u32, char>, ImportError> {
    let mut glyphs = HashMap::new();
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
    let Some(stream) = descriptor.and_then(|d| d.get::<Stream<'_>>("FontFile2").or_else(|| d.get::<Stream<'_>>("FontFile3"))) else {
        return Ok(glyphs);
    };
    let data = budget.unpack(&stream)?;
    let Ok(face) = ttf_parser::Face::parse(&data, 0) else { return Ok(glyphs) };
    for table in face.tables().cmap.iter().flat_map(|cmap| cmap.subtables).filter(ttf_parser::cmap::Subtable::is_unicode) {
        let mut left = 0x11_0000_u32;
        table.codepoints(|point| {
            left = left.saturating_sub(1);
            let (Some(c), Some(glyph)) = (char::from_u32(point).filter(|_| left > 0), table.glyph_index(point)) else { return };
            let known = glyphs.entry(u32::from(glyph.0)).or_insert(c);
            if names::is_form(*known) && !names::is_form(c) {
                *known = c;
            }
        });
    }
    Ok(glyphs)
}

/// What each byte says in a font of single bytes.
fn single_bytes(dict: &Dict<'_>, budget: &mut Budget) -> Result<Vec<Option<String>>, ImportError> {
    let encoding = dict.get::<Dict<'_>>("Encoding");
    let base = dict.get::<Name<'_>>("Encoding").or_else(|| encoding.as_ref().and_then(|e| e.get::<Name<'_>>("BaseEncoding")));
    let mac = base.as_ref().is_some_and(|b| b.as_ref() == b"MacRomanEncoding");
    let mut said: Vec<Option<String>> =
        (0..=255_u8).map(|byte| Some(names::of_byte(byte, mac)).filter(|c| !c.is_control()).map(String::from)).collect();
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
    if base.is_none()
        && let Some(stream) = descriptor.and_then(|d| d.get::<Stream<'_>>("FontFile3"))
    {
        let data = budget.unpack(&stream)?;
        if let Some(font) = ttf_parser::cff::Table::parse(&data) {
            for (byte, slot) in (0..=255_u8).zip(&mut said) {
                let name = font.glyph_index(byte).filter(|g| g.0 > 0).and_then(|glyph| font.glyph_name(glyph));
                if let Some(text) = name.and_then(names::of_name) {
                    *slot = Some(text);
                }
            }
        }
    }
    let mut code = 0_usize;
    for item in encoding.and_then(|e| e.get::<Array<'_>>("Differences")).iter().flat_map(|list| list.iter::<Object<'_>>()).take(1024) {
        match item {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(0),
            Object::Name(name) => {
                if let Some(slot) = said.get_mut(code) {
                    *slot = names::of_name(name.as_str());
                }
                code += 1;
            }
            _ => {}
        }
    }
    Ok(said)
}

/// The widths of a font of many characters: `first [w w w]` and `first last w`.
fn cid_widths(inner: &Dict<'_>) -> HashMap<u32, f32> {
    let mut widths = HashMap::new();
    let Some(list) = inner.get::<Array<'_>>("W") else { return widths };
    let mut bounds: Vec<u32> = Vec::new();
    for item in list.iter::<Object<'_>>() {
        if widths.len() > 0x1_0000 {
            break;
        }
        match item {
            Object::Array(each) => {
                let first = bounds.pop().unwrap_or(0);
                for (index, width) in (0..0x1_0000_u32).zip(each.iter::<f32>()) {
                    widths.insert(first.saturating_add(index), width);
                }
                bounds.clear();
            }
            Object::Number(number) => {
                if let [first, last] = *bounds.as_slice() {
                    for code in first..=last.min(first.saturating_add(0xFFFF)) {
                        widths.insert(code, number.as_f32());
                    }
                    bounds.clear();
                } else {
                    bounds.push(u32::try_from(number.as_i64()).unwrap_or(0));
                }
            }
            _ => bounds.clear(),
        }
    }
    widths
}
