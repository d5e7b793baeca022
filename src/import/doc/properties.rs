//! Properties of characters and paragraphs (MS-DOC 2.9.33, 2.9.174): kept by place in the main stream, in pages of 512
//! bytes, as lists of small instructions.

use crate::import::ole::{u16_at, u32_at};

/// One instruction: which property, and the bytes it is set to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set<'a> {
    /// Which property.
    pub(super) code: u16,
    /// Its value.
    pub(super) value: &'a [u8],
}

impl Set<'_> {
    /// Whether a switch is on.
    pub(super) fn is_on(&self) -> bool {
        self.value.first().is_some_and(|&value| value == 1 || value == 0x81)
    }

    /// A value of two bytes.
    pub(super) fn number(&self) -> u16 {
        u16_at(self.value, 0).unwrap_or(0)
    }
}

/// The instructions of a list.
pub(super) fn sets(mut list: &[u8]) -> impl Iterator<Item = Set<'_>> {
    std::iter::from_fn(move || {
        let code = u16_at(list, 0)?;
        let rest = list.get(2..)?;
        let (skip, length) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            // The definition of a row counts its length in two bytes, one too many.
            _ if code == ROW => (2, usize::from(u16_at(rest, 0)?).saturating_sub(1)),
            _ => (1, usize::from(*rest.first()?)),
        };
        let value = rest.get(skip..skip + length)?;
        list = rest.get(skip + length..)?;
        Some(Set { code, value })
    })
}

/// The definition of a table's row.
pub(super) const ROW: u16 = 0xD608;

/// Where runs of one kind of properties lie: from which place on, and in the page which bytes.
#[derive(Debug, Default)]
pub(super) struct Runs<'a> {
    /// Ends and starts of the runs, ascending by start.
    runs: Vec<(u32, u32, &'a [u8])>,
}

impl<'a> Runs<'a> {
    /// Reads the runs. `index` lists the pages; `wide`: those of paragraphs, else of characters.
    pub(super) fn read(main: &'a [u8], index: &[u8], wide: bool) -> Self {
        let mut runs = Vec::new();
        let count = index.len().saturating_sub(4) / 8;
        for page in (0..count).map_while(|i| u32_at(index, (count + 1) * 4 + i * 4)) {
            let at = (page & 0x3F_FFFF) as usize * 512;
            let Some(page) = main.get(at..at + 512) else { continue };
            let count = usize::from(page.last().copied().unwrap_or(0));
            for i in 0..count {
                let (Some(from), Some(to)) = (u32_at(page, i * 4), u32_at(page, i * 4 + 4)) else { break };
                let step = if wide { 13 } else { 1 };
                let offset = page.get((count + 1) * 4 + i * step).map_or(0, |&words| usize::from(words) * 2);
                runs.push((from, to, if offset == 0 { &[] } else { entry(page, offset, wide).unwrap_or(&[]) }));
            }
        }
        runs.sort_by_key(|run| run.0);
        Self { runs }
    }

    /// The properties at a place; empty where none are kept.
    pub(super) fn at(&self, place: u32) -> &'a [u8] {
        let index = self.runs.partition_point(|run| run.0 <= place);
        match index.checked_sub(1).and_then(|i| self.runs.get(i)) {
            Some((_, to, properties)) if place < *to => properties,
            _ => &[],
        }
    }
}

/// One entry of a page: those of paragraphs count in words, and may put the count into a second byte.
fn entry(page: &[u8], offset: usize, wide: bool) -> Option<&[u8]> {
    let first = usize::from(*page.get(offset)?);
    let (start, length) = match (wide, first) {
        (false, _) => (offset + 1, first),
        (true, 0) => (offset + 2, usize::from(*page.get(offset + 1)?) * 2),
        (true, _) => (offset + 1, first * 2 - 1),
    };
    page.get(start..start + length)
}
