//! Fonts of the system, for characters that the program's own fonts lack: rare characters of names and places, on screen and on
//! paper alike. Looked for only when such a character comes; nothing of them is kept between runs.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fmt;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};
use ttf_parser::{Face, GlyphId, PlatformId, name_id};

/// A face of a font of the system that has been loaded. It stays loaded: a page may need it at any time.
pub struct Spare {
    /// The bytes of its file (TrueType, OpenType, or a collection of them).
    pub bytes: &'static [u8],
    /// Which face of the file, from 0.
    pub index: u32,
    /// A name that no other has.
    pub name: String,
    /// The face.
    pub face: Face<'static>,
}

impl PartialEq for Spare {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for Spare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// What the system's fonts have for a character: a face, and its glyph there.
pub type Found = Option<(&'static Spare, u16)>;

/// A character's glyph in a font of the system, a bold one where that is asked for and can be had; `None` where no font has the
/// character as an outline that may be embedded. The first question about a character reads from the disk.
#[must_use]
pub fn find(c: char, bold: bool) -> Found {
    ask(|system| system.find(c, bold))
}

/// Looks for many characters at once, in both weights: later questions about them find the answer ready.
pub fn prepare(characters: &[char]) {
    if !characters.is_empty() {
        ask(|system| system.look_up(characters));
    }
}

fn ask<T>(question: impl FnOnce(&mut System) -> T) -> T {
    static SYSTEM: LazyLock<Mutex<System>> = LazyLock::new(|| Mutex::new(System::in_folders(folders())));
    question(&mut SYSTEM.lock().unwrap_or_else(PoisonError::into_inner))
}

/// How deep folders are looked into, and how many files at most.
const DEEP: usize = 8;
const FILES: usize = 4_000;
/// The largest font and the largest table that are read, in bytes.
const LARGEST: u64 = 96 << 20;
const TABLE: u32 = 4 << 20;
/// The most faces of one collection, and the most that are loaded in all.
const FACES: u32 = 64;
const LOADED: usize = 24;

/// How names of files of good Chinese fonts begin, without blanks and dashes, the best first: those that look like ours, then
/// those that come with systems and office programs, then those with the rarest characters.
const GOOD: [&str; 18] = [
    "notosanssc",
    "notosanscjk",
    "sourcehansans",
    "msyh",
    "pingfang",
    "hiraginosansgb",
    "wqy",
    "droidsansfallback",
    "simhei",
    "simsunb",
    "simsunextg",
    "simsun",
    "stheiti",
    "notoserifsc",
    "notoserifcjk",
    "sourcehanserif",
    "plangothic",
    "hanamin",
];

/// Where systems keep fonts.
fn folders() -> Vec<PathBuf> {
    let from = |variable: &str, below: &str| {
        let base = std::env::var_os(variable).filter(|value| !value.is_empty());
        base.map(|base| Path::new(&base).join(below))
    };
    let known: Vec<Option<PathBuf>> = if cfg!(windows) {
        vec![from("WINDIR", "Fonts"), from("LOCALAPPDATA", r"Microsoft\Windows\Fonts")]
    } else if cfg!(target_os = "macos") {
        vec![from("HOME", "Library/Fonts"), Some("/Library/Fonts".into()), Some("/System/Library/Fonts".into())]
    } else {
        let own = from("XDG_DATA_HOME", "fonts").or_else(|| from("HOME", ".local/share/fonts"));
        vec![own, from("HOME", ".fonts"), Some("/usr/local/share/fonts".into()), Some("/usr/share/fonts".into())]
    };
    known.into_iter().flatten().collect()
}

/// The fonts found in some folders, and what was asked of them.
struct System {
    folders: Vec<PathBuf>,
    /// Files of fonts, the best first; `None` before the first question.
    files: Option<Vec<PathBuf>>,
    loaded: HashMap<(PathBuf, u32), Option<&'static Spare>>,
    known: HashMap<(char, bool), Found>,
}

impl System {
    fn in_folders(folders: Vec<PathBuf>) -> Self {
        Self { folders, files: None, loaded: HashMap::new(), known: HashMap::new() }
    }

    fn find(&mut self, c: char, bold: bool) -> Found {
        if !self.known.contains_key(&(c, bold)) {
            self.look_up(&[c]);
        }
        self.known.get(&(c, bold)).copied().flatten()
    }

    /// Goes through the files once. A weight that no font has of a character is told by the other one.
    fn look_up(&mut self, characters: &[char]) {
        let mut left: Vec<char> = characters.iter().copied().filter(|c| !self.known.contains_key(&(*c, false))).collect();
        let asked = left.clone();
        let files = self.files.get_or_insert_with(|| files_in(&self.folders)).clone();
        for path in files {
            if left.is_empty() {
                break;
            }
            for entry in entries(&path).unwrap_or_default() {
                for &c in &left {
                    if !self.known.contains_key(&(c, entry.bold))
                        && entry.has(c)
                        && let Some(found) = self.glyph(&path, entry.index, c)
                    {
                        self.known.insert((c, entry.bold), Some(found));
                    }
                }
            }
            left.retain(|c| [false, true].iter().any(|bold| !self.known.contains_key(&(*c, *bold))));
        }
        for c in asked {
            let found = [false, true].map(|bold| self.known.get(&(c, bold)).copied().flatten());
            let [plain, strong] = found;
            self.known.insert((c, false), plain.or(strong));
            self.known.insert((c, true), strong.or(plain));
        }
    }

    /// The character in a face that is fit for pages.
    fn glyph(&mut self, path: &Path, index: u32, c: char) -> Found {
        let key = (path.to_owned(), index);
        if !self.loaded.contains_key(&key) && self.loaded.len() >= LOADED {
            return None;
        }
        let spare = (*self.loaded.entry(key).or_insert_with(|| load(path, index)))?;
        let id = spare.face.glyph_index(c)?;
        // A font of pictures has the character, but no outline of it.
        spare.face.glyph_bounding_box(id).map(|_| (spare, id.0))
    }
}

/// Loads a face for good: as long as the program runs, pages may be made of it. `None` for what may not be embedded.
fn load(path: &Path, index: u32) -> Option<&'static Spare> {
    let file = File::open(path).ok()?;
    if file.metadata().ok()?.len() > LARGEST {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes).ok()?;
    let fit = |face: &Face<'_>| face.is_outline_embedding_allowed() && face.is_subsetting_allowed();
    Face::parse(&bytes, index).ok().filter(fit)?;
    let bytes: &'static [u8] = Vec::leak(bytes);
    let face = Face::parse(bytes, index).ok()?;
    let name = format!("{}#{index}", path.display());
    Some(Box::leak(Box::new(Spare { bytes, index, name, face })))
}

/// The files of fonts in some folders, the best first.
fn files_in(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut left: Vec<(PathBuf, usize)> = folders.iter().map(|folder| (folder.clone(), 0)).collect();
    while let Some((folder, depth)) = left.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                if depth < DEEP {
                    left.push((path, depth + 1));
                }
            } else if files.len() < FILES && is_font(&path) {
                files.push(path);
            }
        }
    }
    files.sort_by_cached_key(|path| (rank(path), path.clone()));
    files
}

fn is_font(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    ["ttf", "otf", "ttc", "otc"].contains(&ending.as_str())
}

/// The place of a file in the order of good fonts.
fn rank(path: &Path) -> usize {
    let name = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    GOOD.iter().position(|good| plain.starts_with(good)).unwrap_or(GOOD.len())
}

/// A face of a file, as far as it must be known to choose it.
struct Entry {
    index: u32,
    bold: bool,
    /// Its table `cmap`: which characters it has.
    characters: Vec<u8>,
}

impl Entry {
    fn has(&self, c: char) -> bool {
        let Some(table) = ttf_parser::cmap::Table::parse(&self.characters) else { return false };
        table.subtables.into_iter().any(|part| part.is_unicode() && part.glyph_index(u32::from(c)).is_some_and(|id| id != GlyphId(0)))
    }
}

/// The upright faces of a file; of a collection those first whose name says that they are of the mainland.
fn entries(path: &Path) -> Option<Vec<Entry>> {
    let mut file = File::open(path).ok()?;
    let head = read(&mut file, 0, 12)?;
    let offsets: Vec<u64> = if head.starts_with(b"ttcf") {
        let count = number(&head, 8)?.min(FACES);
        let list = read(&mut file, 12, count * 4)?;
        (0..count as usize).filter_map(|i| number(&list, i * 4)).map(u64::from).collect()
    } else {
        vec![0]
    };
    let mut found: Vec<(bool, Entry)> = (0_u32..).zip(offsets).filter_map(|(index, offset)| entry(&mut file, index, offset)).collect();
    found.sort_by_key(|(mainland, _)| !mainland);
    Some(found.into_iter().map(|(_, entry)| entry).collect())
}

/// One face, by the directory of its tables (ISO/IEC 14496-22, 4.5), and whether its name says that it is of the mainland.
fn entry(file: &mut File, index: u32, offset: u64) -> Option<(bool, Entry)> {
    let head = read(file, offset, 12)?;
    let count = u32::from(*head.get(4)?) << 8 | u32::from(*head.get(5)?);
    let directory = read(file, offset + 12, count * 16)?;
    let mut table = |tag: &[u8; 4]| {
        let record = directory.chunks_exact(16).find(|record| record.starts_with(tag))?;
        read(file, u64::from(number(record, 8)?), number(record, 12)?)
    };
    // usWeightClass and fsSelection, of which the lowest bit is for italics.
    let os2 = table(b"OS/2").unwrap_or_default();
    let short = |at: usize| os2.get(at..at + 2).and_then(|two| two.try_into().ok()).map_or(0, u16::from_be_bytes);
    if short(62) & 1 == 1 {
        return None;
    }
    let names = table(b"name").unwrap_or_default();
    let names = ttf_parser::name::Table::parse(&names).map(|table| table.names);
    let family = names.into_iter().flatten().find(|name| name.name_id == name_id::FAMILY && name.platform_id == PlatformId::Windows);
    let family = family.and_then(|name| name.to_string()).unwrap_or_default();
    let mainland = [" SC", " CN", " GB"].iter().any(|word| family.contains(word));
    let entry = Entry { index, bold: short(4) >= 600, characters: table(b"cmap")? };
    Some((mainland, entry))
}

fn read(file: &mut File, from: u64, bytes: u32) -> Option<Vec<u8>> {
    if bytes > TABLE {
        return None;
    }
    let mut data = vec![0; bytes as usize];
    file.seek(SeekFrom::Start(from)).ok()?;
    file.read_exact(&mut data).ok()?;
    Some(data)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixture() -> System {
        System::in_folders(vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts")])
    }

    /// The font of the tests has 𠮷 in a regular weight alone.
    #[test]
    fn fonts_are_found_in_folders_below() {
        let mut system = fixture();
        for bold in [false, true] {
            let (spare, id) = system.find('𠮷', bold).expect("the font of the tests");
            assert_eq!((id, spare.index, spare.face.glyph_hor_advance(GlyphId(id))), (1, 0, Some(1000)));
            assert!(spare.name.ends_with("rare.ttf#0"), "{}", spare.name);
        }
        assert!(system.find('纲', false).is_none());
        assert_eq!(system.loaded.len(), 1);
    }

    #[test]
    fn many_characters_are_looked_for_at_once() {
        let mut system = fixture();
        system.look_up(&['𠮷', '纲']);
        // What is not there is known as well, and the files are not asked again.
        system.folders.clear();
        system.files = Some(Vec::new());
        assert!(system.find('𠮷', true).is_some() && system.find('纲', true).is_none());
    }

    #[test]
    fn files_that_are_no_fonts_are_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in
            [("empty.ttf", &b""[..]), ("cut.otf", b"OTTO\0\xff\0\0\0\0\0\0"), ("many.ttc", b"ttcf\0\x01\0\0\xff\xff\xff\xff")]
        {
            std::fs::write(folder.path().join(name), bytes).expect("written");
        }
        assert!(System::in_folders(vec![folder.path().to_owned(), "nowhere".into()]).find('𠮷', false).is_none());
    }

    #[test]
    fn fonts_like_ours_come_first() {
        let order = ["NotoSansSC[wght].ttf", "NotoSansCJK-Regular.ttc", "msyh.ttc", "Source Han Serif.otf", "DejaVuSans.ttf"];
        let ranks: Vec<usize> = order.iter().map(|name| rank(Path::new(name))).collect();
        assert!(ranks.is_sorted_by(|a, b| a < b), "{ranks:?}");
    }
}
