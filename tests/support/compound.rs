//! Writes compound files (MS-CFB), the packing of old office files.

/// A compound file with one stream, in sectors of 512 bytes.
pub fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len().max(4096).div_ceil(512);
    let mut header = vec![0_u8; 512];
    header[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    for (at, value) in [(24, 0x3E_u16), (26, 3), (28, 0xFFFE), (30, 9), (32, 6)] {
        header[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    for (at, value) in [(44, 1_u32), (48, 1), (56, 4096), (60, u32::MAX - 1), (68, u32::MAX - 1)] {
        header[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    header[76..].fill(0xFF);
    header[76..80].fill(0);
    // Sector 0 is the table, 1 the folder, the stream follows.
    let end = u32::MAX - 1;
    let chain = (3..2 + sectors as u32).chain([end]);
    let mut table: Vec<u8> = [u32::MAX - 2, end].into_iter().chain(chain).flat_map(u32::to_le_bytes).collect();
    table.resize(512, 0xFF);
    let entry = |name: &str, kind: u8, child: u32, start: u32, size: u32| {
        let mut entry = vec![0_u8; 128];
        for (slot, unit) in entry.chunks_exact_mut(2).zip(name.encode_utf16()) {
            slot.copy_from_slice(&unit.to_le_bytes());
        }
        entry[64] = name.len() as u8 * 2 + 2;
        entry[66] = kind;
        entry[68..76].fill(0xFF);
        entry[76..80].copy_from_slice(&child.to_le_bytes());
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&size.to_le_bytes());
        entry
    };
    let mut folder = [entry("Root Entry", 5, 1, end, 0), entry(name, 2, u32::MAX, 2, sectors as u32 * 512)].concat();
    folder.resize(512, 0);
    let mut body = stream.to_vec();
    body.resize(sectors * 512, 0);
    [header, table, folder, body].concat()
}
