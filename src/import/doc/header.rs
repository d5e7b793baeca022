//! The file information block (MS-DOC 2.5) at the start of the main stream: where everything else is.

use crate::import::ImportError;
use crate::import::ole::{u16_at, u32_at};

/// From this version on the text is in pieces with Unicode (Word 97); before it is bytes of a code page.
const WORD_97: u16 = 0x00C0;

/// What the header tells.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// Whether it is of Word 97 or later.
    pub(super) is_97: bool,
    /// Which table stream holds the tables: `1Table`, else `0Table`.
    pub(super) second_table: bool,
    /// Whether parts were appended instead of saving the whole.
    pub(super) complex: bool,
    /// The language that it was written in.
    pub(super) language: u16,
    /// Where the text of an old file begins, in bytes.
    pub(super) old_text: usize,
    /// Characters of body, footnotes, headers, macros, comments, endnotes, text boxes.
    pub(super) lengths: [u32; 7],
    places: Vec<(usize, usize)>,
}

/// Parts of the table stream, by their index in the header (MS-DOC 2.5.6).
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Styles = 1,
    FootnoteMarks = 2,
    Footnotes = 3,
    CharacterProperties = 12,
    ParagraphProperties = 13,
    Pieces = 33,
    EndnoteMarks = 46,
    Endnotes = 47,
    Lists = 73,
    ListUses = 74,
}

impl Header {
    /// Reads the header.
    ///
    /// # Errors
    /// When it is none, or the document is protected.
    pub(super) fn read(main: &[u8]) -> Result<Self, ImportError> {
        let damaged = || ImportError::Damaged("its header is cut short".to_owned());
        let mark = u16_at(main, 0).ok_or_else(damaged)?;
        if !matches!(mark, 0xA5EC | 0xA5DC | 0xA5DB | 0xA697 | 0xA699) {
            return Err(ImportError::Damaged("its header is not that of a document".to_owned()));
        }
        let flags = u16_at(main, 10).ok_or_else(damaged)?;
        if flags & 0x0100 != 0 {
            return Err(ImportError::Protected);
        }
        let mut header = Self {
            is_97: u16_at(main, 2).is_some_and(|version| version >= WORD_97),
            second_table: flags & 0x0200 != 0,
            complex: flags & 0x0004 != 0,
            language: u16_at(main, 6).unwrap_or(0),
            old_text: u32_at(main, 0x18).unwrap_or(0) as usize,
            ..Self::default()
        };
        if !header.is_97 {
            header.lengths[0] = u32_at(main, 0x34).ok_or_else(damaged)?;
            header.places = vec![(0, 0); Part::Pieces as usize];
            header.places.push((u32_at(main, 0x160).unwrap_or(0) as usize, u32_at(main, 0x164).unwrap_or(0) as usize));
            return Ok(header);
        }
        let words = usize::from(u16_at(main, 32).ok_or_else(damaged)?);
        let longs_at = 34 + words * 2;
        let longs = usize::from(u16_at(main, longs_at).ok_or_else(damaged)?);
        // Body, footnotes, headers, macros, comments, endnotes, text boxes.
        for (slot, index) in header.lengths.iter_mut().zip(3..=9) {
            *slot = if index < longs { u32_at(main, longs_at + 2 + index * 4).unwrap_or(0) } else { 0 };
        }
        let places_at = longs_at + 2 + longs * 4;
        let count = usize::from(u16_at(main, places_at).ok_or_else(damaged)?);
        header.places = (0..count)
            .map_while(|i| Some((u32_at(main, places_at + 2 + i * 8)? as usize, u32_at(main, places_at + 6 + i * 8)? as usize)))
            .collect();
        Ok(header)
    }

    /// The bytes of a part of the table stream; empty where there is none.
    pub(super) fn part<'a>(&self, table: &'a [u8], part: Part) -> &'a [u8] {
        let Some(&(start, length)) = self.places.get(part as usize) else { return &[] };
        table.get(start..start.saturating_add(length)).unwrap_or(&[])
    }

    /// Where a part begins in the table stream, for parts that are longer than they say.
    pub(super) fn rest_from<'a>(&self, table: &'a [u8], part: Part) -> &'a [u8] {
        match self.places.get(part as usize) {
            Some(&(start, length)) if length > 0 => table.get(start..).unwrap_or(&[]),
            _ => &[],
        }
    }
}
