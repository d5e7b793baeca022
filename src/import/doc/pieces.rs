//! The piece table (MS-DOC 2.8.35): the text in the order in which it is read, gathered from where it lies in the file.

use super::header::{Header, Part};
use crate::import::ole::{u16_at, u32_at};
use crate::import::{ImportError, limits};
use encoding_rs::{BIG5, GBK, SHIFT_JIS, WINDOWS_1252};

/// The characters of all parts of a document, one after the other, as UTF-16.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// The characters.
    pub(super) units: Vec<u16>,
    /// Where in the main stream each stands: properties are kept by that.
    pub(super) places: Vec<u32>,
}

impl Text {
    /// Gathers the text.
    ///
    /// # Errors
    /// When the table is broken, or there is more text than the limit.
    pub(super) fn gather(main: &[u8], table: &[u8], header: &Header) -> Result<Self, ImportError> {
        let mut text = Self::default();
        let pieces = pieces(header.part(table, Part::Pieces));
        if pieces.is_empty() {
            // Word 6 and 95 keep the text in one piece when it was saved as a whole.
            if header.is_97 || header.complex {
                return Err(ImportError::Damaged("it does not say where its text is".to_owned()));
            }
            text.add_old(main, header.old_text, header.lengths[0] as usize, header.language)?;
            return Ok(text);
        }
        for (count, code) in pieces {
            let start = (code & 0x3FFF_FFFF) as usize;
            match (header.is_97, code & 0x4000_0000 != 0) {
                (false, _) => text.add_old(main, code as usize, count, header.language)?,
                (true, true) => text.add_narrow(main, start / 2, count)?,
                (true, false) => text.add_wide(main, start, count)?,
            }
        }
        Ok(text)
    }

    fn room(&self, count: usize) -> Result<(), ImportError> {
        if self.units.len().saturating_add(count) > limits::DOC_CHARACTERS { Err(ImportError::TooLong) } else { Ok(()) }
    }

    fn add_wide(&mut self, main: &[u8], start: usize, count: usize) -> Result<(), ImportError> {
        self.room(count)?;
        for (pair, place) in main.get(start..).unwrap_or(&[]).chunks_exact(2).take(count).zip((start..).step_by(2)) {
            self.units.push(u16_at(pair, 0).unwrap_or(0));
            self.places.push(u32::try_from(place).unwrap_or(u32::MAX));
        }
        Ok(())
    }

    fn add_narrow(&mut self, main: &[u8], start: usize, count: usize) -> Result<(), ImportError> {
        self.room(count)?;
        for (byte, place) in main.get(start..).unwrap_or(&[]).iter().take(count).zip(start..) {
            let (shown, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(byte));
            self.units.push(shown.encode_utf16().next().unwrap_or(0));
            self.places.push(u32::try_from(place).unwrap_or(u32::MAX));
        }
        Ok(())
    }

    /// Bytes of the code page of a language.
    fn add_old(&mut self, main: &[u8], start: usize, count: usize, language: u16) -> Result<(), ImportError> {
        self.room(count)?;
        let bytes = main.get(start..).unwrap_or(&[]);
        let encoding = match language {
            0x0804 | 0x1004 => GBK,
            0x0404 | 0x0C04 | 0x1404 => BIG5,
            0x0411 => SHIFT_JIS,
            _ => WINDOWS_1252,
        };
        let mut at = 0;
        while at < count.min(bytes.len()) {
            let pair = encoding != WINDOWS_1252 && bytes.get(at).is_some_and(|b| *b > 0x80) && at + 1 < count;
            let length = if pair { 2 } else { 1 };
            let (shown, _) = encoding.decode_without_bom_handling(bytes.get(at..at + length).unwrap_or(&[]));
            for unit in shown.encode_utf16() {
                self.units.push(unit);
                self.places.push(u32::try_from(start + at).unwrap_or(u32::MAX));
            }
            at += length;
        }
        Ok(())
    }
}

/// The pieces: how many characters each has, and where it lies.
fn pieces(mut part: &[u8]) -> Vec<(usize, u32)> {
    // Sets of properties come first; then the table itself.
    while part.first() == Some(&1) {
        let length = usize::from(u16_at(part, 1).unwrap_or(0));
        part = part.get(3 + length..).unwrap_or(&[]);
    }
    if part.first() != Some(&2) {
        return Vec::new();
    }
    let length = u32_at(part, 1).unwrap_or(0) as usize;
    let table = part.get(5..).map(|rest| rest.get(..length).unwrap_or(rest)).unwrap_or(&[]);
    let count = table.len().saturating_sub(4) / 12;
    (0..count)
        .map_while(|i| {
            let (from, to) = (u32_at(table, i * 4)?, u32_at(table, i * 4 + 4)?);
            let code = u32_at(table, (count + 1) * 4 + i * 8 + 2)?;
            Some((to.checked_sub(from)? as usize, code))
        })
        .collect()
}
