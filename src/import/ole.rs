//! The compound file (MS-CFB) that old workbooks and old Word documents are packed in: which streams it has, and one
//! stream's bytes.
//!
//! Walks chains of sectors no further than there are sectors, so a chain that bites its own tail ends.

/// The first bytes of every compound file.
pub(super) const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Sector numbers from here on are marks, not sectors.
const RESERVED: u32 = 0xFFFF_FFFA;
/// Sector numbers in the header's own list of allocation sectors.
const HEADER_LIST: usize = 109;
/// Streams shorter than this live in the mini stream.
const MINI_CUTOFF: u64 = 4096;
const MINI_SECTOR: usize = 64;

/// A compound file, opened.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: u64,
}

/// The 16-bit number at a byte, the low byte first.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// The 32-bit number at a byte, the low byte first.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

impl<'a> Compound<'a> {
    /// Opens it; `None` when it is no compound file or its tables are broken.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(&MAGIC) {
            return None;
        }
        let (wide, sector) = match u16_at(bytes, 30)? {
            9 => (false, 512),
            12 => (true, 4096),
            _ => return None,
        };
        let mut file = Self { bytes, sector, table: Vec::new(), mini_table: Vec::new(), mini_stream: Vec::new(), entries: Vec::new() };
        let most = bytes.len() / sector + 1;
        let mut list: Vec<u32> = numbers(bytes.get(76..76 + HEADER_LIST * 4)?).collect();
        let mut next = u32_at(bytes, 68)?;
        let mut steps = 0;
        while next < RESERVED {
            steps += 1;
            if steps > most {
                return None;
            }
            list.extend(numbers(file.sector(next)?));
            next = list.pop()?;
        }
        for id in list.into_iter().filter(|&id| id < RESERVED).take(most) {
            file.table.extend(numbers(file.sector(id)?));
        }
        let folder = file.chain(u32_at(bytes, 48)?, u64::MAX)?;
        for entry in folder.chunks_exact(128) {
            let units: Vec<u16> =
                entry.chunks_exact(2).take(32).map(|b| u16::from_le_bytes([b[0], b[1]])).take_while(|&u| u != 0).collect();
            let high = if wide { u32_at(entry, 124)? } else { 0 };
            let size = u64::from(u32_at(entry, 120)?) | (u64::from(high) << 32);
            file.entries.push(Entry { name: String::from_utf16_lossy(&units), start: u32_at(entry, 116)?, size });
        }
        file.keep_top(&folder);
        if u32_at(bytes, 64)? > 0 {
            let root = file.entries.first()?;
            file.mini_stream = file.chain(root.start, root.size)?;
            let table = file.chain(u32_at(bytes, 60)?, u64::MAX)?;
            file.mini_table = numbers(&table).collect();
        }
        Some(file)
    }

    /// Leaves the entries of the uppermost folder: what is embedded has folders of its own, with streams of the same
    /// names. The first entry, which stands for the whole, stays the first.
    fn keep_top(&mut self, folder: &[u8]) {
        let link = |entry: usize, at: usize| folder.get(entry * 128..).and_then(|e| u32_at(e, at)).map_or(usize::MAX, |id| id as usize);
        let mut top = vec![0];
        let mut seen = vec![false; self.entries.len()];
        let mut waiting = vec![link(0, 76)];
        while let Some(id) = waiting.pop() {
            if let Some(seen) = seen.get_mut(id).filter(|seen| !**seen) {
                *seen = true;
                top.push(id);
                waiting.extend([link(id, 68), link(id, 72)]);
            }
        }
        if top.len() > 1 {
            top.sort_unstable();
            top.dedup();
            let mut all: Vec<Option<Entry>> = std::mem::take(&mut self.entries).into_iter().map(Some).collect();
            self.entries = top.into_iter().filter_map(|id| all.get_mut(id)?.take()).collect();
        }
    }

    /// Whether it has a stream or folder of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|e| e.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of the first stream of that name; `None` when there is none or its chain is broken.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|e| e.name.eq_ignore_ascii_case(name))?;
        if entry.size >= MINI_CUTOFF {
            return self.chain(entry.start, entry.size);
        }
        let size = usize::try_from(entry.size).ok()?;
        let mut out = Vec::new();
        let mut next = entry.start;
        while out.len() < size && next < RESERVED {
            let start = (next as usize).checked_mul(MINI_SECTOR)?;
            // One that is empty brings a chain that turns on itself no nearer to its end.
            let sector = self.mini_stream.get(start..self.mini_stream.len().min(start + MINI_SECTOR)).filter(|s| !s.is_empty())?;
            out.extend_from_slice(sector.get(..sector.len().min(size - out.len()))?);
            next = *self.mini_table.get(next as usize)?;
        }
        Some(out)
    }

    /// The last sector of a file may be cut short.
    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(start..self.bytes.len().min(start.checked_add(self.sector)?)).filter(|s| !s.is_empty())
    }

    fn chain(&self, start: u32, size: u64) -> Option<Vec<u8>> {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let mut out = Vec::new();
        let mut next = start;
        while out.len() < size && next < RESERVED {
            if out.len() > self.bytes.len() {
                return None;
            }
            let sector = self.sector(next)?;
            out.extend_from_slice(sector.get(..sector.len().min(size - out.len()))?);
            next = *self.table.get(next as usize)?;
        }
        Some(out)
    }
}

/// Bytes of a sector, and sector numbers in one, of the files made here.
const LARGE: (usize, usize) = (4096, 1024);

/// A sound compound file with this stream alone: for readers that walk a file's own chains with less care. `None` for a stream beyond
/// 445 MB.
pub(super) fn packed(name: &str, stream: &[u8]) -> Option<Vec<u8>> {
    const END: u32 = 0xFFFF_FFFE;
    const TABLE: u32 = 0xFFFF_FFFD;
    const FREE: u32 = 0xFFFF_FFFF;
    let (sector, numbers) = LARGE;
    let sectors = stream.len().div_ceil(sector).max(1);
    // The tables first, then the folder, then the stream.
    let tables = (sectors + 1).div_ceil(numbers - 1);
    if tables > HEADER_LIST {
        return None;
    }
    let (of_tables, of_stream) = (u32::try_from(tables).ok()?, u32::try_from(sectors).ok()?);
    let mut out = Vec::with_capacity((1 + tables + 1 + sectors) * sector);
    out.extend(MAGIC);
    out.extend([0; 16]);
    for value in [0x3E_u16, 4, 0xFFFE, 12, 6, 0, 0, 0] {
        out.extend(value.to_le_bytes());
    }
    for value in [1, of_tables, of_tables, 0, 4096, END, 0, END, 0] {
        out.extend(value.to_le_bytes());
    }
    out.extend((0..of_tables).chain(std::iter::repeat(FREE)).take(HEADER_LIST).flat_map(u32::to_le_bytes));
    out.resize(sector, 0);
    let first = of_tables + 1;
    let chain = (first + 1..first + of_stream).chain([END]);
    let table = std::iter::repeat_n(TABLE, tables).chain([END]).chain(chain).chain(std::iter::repeat(FREE));
    out.extend(table.take(tables * numbers).flat_map(u32::to_le_bytes));
    let mut entry = |name: &str, kind: u8, child: u32, start: u32, size: usize| {
        let from = out.len();
        out.extend(name.encode_utf16().take(31).flat_map(u16::to_le_bytes));
        out.resize(from + 64, 0);
        out.extend([u8::try_from(name.len() * 2 + 2).unwrap_or(64), 0, kind, 1]);
        [FREE, FREE, child].iter().for_each(|link| out.extend(link.to_le_bytes()));
        out.resize(from + 116, 0);
        out.extend(start.to_le_bytes());
        out.extend((size as u64).to_le_bytes());
    };
    entry("Root Entry", 5, 1, 0, 0);
    // A shorter one would have to stand among the small ones.
    entry(name, 2, FREE, first, stream.len().max(sector));
    out.resize((1 + tables + 1) * sector, 0);
    out.extend(stream);
    out.resize((1 + tables + 1 + sectors) * sector, 0);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_found_again() {
        for length in [0, 1, 4096, 4097, 5_000_000] {
            let stream: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect();
            let bytes = packed("Workbook", &stream).unwrap();
            let found = Compound::open(&bytes).unwrap().stream("Workbook").unwrap();
            assert_eq!(found.get(..length), Some(&*stream));
            assert!(found.len() == length.max(4096) && found.iter().skip(length).all(|byte| *byte == 0), "{length}");
        }
    }

    #[test]
    fn a_chain_that_turns_on_itself_ends() {
        let entry = |start, size| Entry { name: "a".to_owned(), start, size };
        // The second small sector would stand at the very end of the stream that holds them, and follows itself.
        for (start, size) in [(1, 100), (0, 1000)] {
            let file = Compound {
                bytes: &MAGIC,
                sector: 512,
                table: vec![0],
                mini_table: vec![1, 1],
                mini_stream: vec![0; MINI_SECTOR],
                entries: vec![entry(start, size)],
            };
            assert_eq!(file.stream("a"), None);
        }
        let file = Compound {
            bytes: &[0; 1024],
            sector: 512,
            table: vec![0],
            mini_table: vec![],
            mini_stream: vec![],
            entries: vec![entry(0, 1 << 30)],
        };
        assert_eq!(file.stream("a"), None);
    }
}
