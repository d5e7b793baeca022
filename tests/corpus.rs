//! Replays the fuzzers' corpus and the files locked with passwords, and each of them cut short and changed in a few hundred places: nothing may panic, and
//! what is read must lie where it says.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a test that cannot go on fails and says on what")]

#[path = "../fuzz/drive.rs"]
mod drive;

use std::path::Path;
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many changed copies of each file are tried.
const CHANGES: usize = 200;

/// A plain generator of numbers, the same on each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }
}

/// How often anything has panicked. A fault in reading one file is kept from the others, and would be kept from these tests.
static PANICS: AtomicUsize = AtomicUsize::new(0);

fn replay(folder: &str, drive: fn(&[u8])) {
    static COUNTED: Once = Once::new();
    COUNTED.call_once(|| {
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            PANICS.fetch_add(1, Ordering::SeqCst);
            told(panic);
        }));
    });
    let drive = |bytes: &[u8]| {
        drive(bytes);
        assert_eq!(PANICS.load(Ordering::SeqCst), 0, "a reader has panicked");
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 3, "the corpus is missing");
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        println!("{}", file.display());
        drive(&bytes);
        for _ in 0..CHANGES {
            let mut changed = bytes.clone();
            for _ in 0..=numbers.below(3) {
                let at = numbers.below(changed.len());
                match numbers.below(4) {
                    0 => changed.truncate(at),
                    1 if !changed.is_empty() => drop(changed.remove(at)),
                    2 => changed.insert(at, u8::try_from(numbers.below(256)).unwrap()),
                    _ => changed.iter_mut().skip(at).take(1).for_each(|byte| *byte = byte.wrapping_add(37)),
                }
            }
            drive(&changed);
        }
    }
}

#[test]
fn texts() {
    replay("fuzz/corpus/text", drive::text);
}

#[test]
fn workbooks() {
    replay("fuzz/corpus/workbook", drive::workbook);
}

#[test]
fn documents() {
    replay("fuzz/corpus/docx", drive::docx);
}

#[test]
fn old_documents() {
    replay("fuzz/corpus/doc", drive::doc);
}

#[test]
fn pdfs() {
    replay("fuzz/corpus/pdf", drive::pdf);
}

#[test]
fn pages() {
    replay("fuzz/corpus/html", drive::html);
}

#[test]
fn projects() {
    replay("fuzz/corpus/project", drive::project);
}

#[test]
fn archives() {
    replay("fuzz/corpus/archive", drive::archive);
}

#[test]
fn locked_files() {
    replay("tests/protected", drive::archive);
}
