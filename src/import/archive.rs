//! Archives (.zip) of reports: the files in one, each to be read as if it had come alone.
//!
//! Nothing is ever unpacked to disk, so a name that climbs out of the archive is only a name. A package of an office program
//! is a zip too, and no archive.

use super::package::{self, Package};
use super::{ImportError, encoding, has_ending, is_known, limits};
use crate::base::Progress;

/// The usual file endings of archives.
pub const ENDINGS: [&str; 1] = ["zip"];

/// Entries that only a package has, whose parts are no files of their own.
const OF_PACKAGES: [&str; 4] = ["[content_types].xml", "mimetype", "meta-inf/manifest.xml", "project.ron"];

/// What is done with each file of an archive: its path in it, and its bytes or why there are none.
pub type Each<'a> = dyn FnMut(&str, Result<Vec<u8>, ImportError>) + 'a;

/// What of an archive was not read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rest {
    /// Files whose names say that they are of other kinds.
    pub skipped: usize,
    /// Whether there were more files than [`limits::ARCHIVE_FILES`].
    pub more: bool,
    /// Files handed over, read or not.
    pub found: usize,
}

/// Whether the bytes are an archive. One whose list of files is lost is still one by its name.
#[must_use]
pub fn is_archive(name: &str, bytes: &[u8]) -> bool {
    if !bytes.starts_with(package::MAGIC) && !bytes.starts_with(b"PK\x05\x06") {
        return false;
    }
    let named = ENDINGS.iter().any(|ending| has_ending(name, ending));
    Package::open(bytes).map_or(named, |package| !package.names().any(|n| OF_PACKAGES.contains(&n.to_ascii_lowercase().as_str())))
}

/// Hands every file of an archive, and of archives in it, to `each`: its path in the archive and its bytes, or why there are
/// none.
///
/// # Errors
/// When the archive is damaged, locked with a password, unpacks to more than [`limits::EXPANDED_BYTES`], or the user stopped it.
pub fn visit(bytes: &[u8], progress: &Progress, each: &mut Each<'_>) -> Result<Rest, ImportError> {
    let mut visit = Visit { progress, each, left: limits::EXPANDED_BYTES, rest: Rest::default() };
    visit.archive(bytes, "", 1)?;
    Ok(visit.rest)
}

struct Visit<'a> {
    progress: &'a Progress,
    each: &'a mut Each<'a>,
    /// How many bytes may still be unpacked.
    left: u64,
    rest: Rest,
}

impl Visit<'_> {
    fn archive(&mut self, bytes: &[u8], above: &str, depth: usize) -> Result<(), ImportError> {
        let mut package = Package::open(bytes)?;
        let mut entries = Vec::new();
        for index in 0..package.len() {
            let Some((name, locked)) = package.about(index) else { continue };
            let Some(path) = shown_path(&name) else { continue };
            let nested = ENDINGS.iter().any(|ending| has_ending(&path, ending));
            if nested || is_known(&path) {
                entries.push((path, index, nested, locked));
            } else {
                self.rest.skipped += 1;
            }
        }
        // Where every file is locked, the archive is: it is told once.
        if !entries.is_empty() && entries.iter().all(|(.., locked)| *locked) {
            return Err(ImportError::Protected);
        }
        entries.sort();
        for (path, index, nested, _) in entries {
            if self.progress.is_cancelled() {
                return Err(ImportError::Cancelled);
            }
            if self.rest.found == limits::ARCHIVE_FILES {
                self.rest.more = true;
                return Ok(());
            }
            let path = if above.is_empty() { path } else { format!("{above}/{path}") };
            let read = package.bytes(index, self.left.min(limits::FILE_BYTES));
            if let Err(ImportError::TooMuchInside(size)) = read {
                return Err(ImportError::TooMuchInside(size));
            }
            self.left -= read.as_ref().map_or(0, |bytes| bytes.len() as u64);
            match read {
                Ok(inner) if nested && is_archive(&path, &inner) => {
                    let inside = if depth < limits::ARCHIVE_DEPTH {
                        self.archive(&inner, &path, depth + 1)
                    } else {
                        Err(ImportError::NestedArchive)
                    };
                    match inside {
                        Ok(()) => {}
                        Err(error @ (ImportError::TooMuchInside(_) | ImportError::Cancelled)) => return Err(error),
                        Err(error) => self.hand_over(&path, Err(error)),
                    }
                }
                read => self.hand_over(&path, read),
            }
        }
        Ok(())
    }

    fn hand_over(&mut self, path: &str, read: Result<Vec<u8>, ImportError>) {
        self.rest.found += 1;
        (self.each)(path, read);
    }
}

/// An entry's path as shown; `None` for folders and for what programs leave in archives beside the files.
fn shown_path(raw: &[u8]) -> Option<String> {
    // Archives made on Windows in China name their files in GBK.
    let (name, _) = encoding::decode_as_said(raw, Some("gbk"))?;
    let parts: Vec<&str> = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let last = parts.last()?;
    let odd = name.ends_with(['/', '\\']) || parts.iter().any(|part| part.starts_with('.') || *part == "__MACOSX") || last.starts_with('~');
    let path: String = parts.join("/").chars().filter(|c| !c.is_control()).collect();
    (!odd && !path.is_empty()).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn told(bytes: &[u8]) -> (Vec<String>, Result<Rest, ImportError>) {
        let mut told = Vec::new();
        let rest = visit(bytes, &Progress::default(), &mut |path, read| {
            told.push(match read {
                Ok(bytes) => format!("{path} {}", bytes.len()),
                Err(error) => format!("{path} {}", error.kind()),
            });
        });
        (told, rest)
    }

    #[test]
    fn files_are_handed_over_by_their_paths() {
        let bytes = zip(&[
            ("2023/总结.txt", b"abc"),
            ("../../etc/报告.txt", b"ab"),
            ("C:\\月报.xlsx", b"a"),
            ("图.png", b"a"),
            ("__MACOSX/2023/._总结.txt", b"a"),
            ("~$稿.docx", b"a"),
            ("旧/", b""),
            ("旧.zip", &zip(&[("内.txt", b"abcd"), ("更旧.zip", &zip(&[("最里.txt", b"a"), ("再.zip", &zip(&[("x.txt", b"a")]))]))])),
        ]);
        assert!(is_archive("a.zip", &bytes) && is_archive("a", &bytes));
        let (told, rest) = told(&bytes);
        assert_eq!(
            told,
            [
                "2023/总结.txt 3",
                "C:/月报.xlsx 1",
                "etc/报告.txt 2",
                "旧.zip/内.txt 4",
                "旧.zip/更旧.zip/再.zip nested_archive",
                "旧.zip/更旧.zip/最里.txt 1"
            ]
        );
        assert_eq!(rest, Ok(Rest { skipped: 1, more: false, found: 6 }));
    }

    #[test]
    fn names_of_old_programs_are_read() {
        let mut bytes = zip(&[("xxxx.txt", b"a")]);
        let name = encoding_rs::GBK.encode("总结").0.into_owned();
        while let Some(at) = bytes.windows(4).position(|w| w == b"xxxx") {
            bytes[at..at + 4].copy_from_slice(&name);
        }
        assert_eq!(told(&bytes).0, ["总结.txt 1"]);
    }

    #[test]
    fn packages_are_no_archives() {
        for name in ["[Content_Types].xml", "mimetype", "project.ron"] {
            assert!(!is_archive("a.zip", &zip(&[(name, b"a"), ("a.txt", b"a")])), "{name}");
        }
        assert!(!is_archive("a.zip", b"PKzip") && !is_archive("a.doc", b"PK\x03\x04 cut"));
    }

    #[test]
    fn archives_that_expand_too_much_are_refused() {
        let mut bytes = zip(&[("a.txt", b"a"), ("b.txt", b"b")]);
        let at = bytes.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
        bytes[at + 24..at + 28].copy_from_slice(&(1_u32 << 30).to_le_bytes());
        assert_eq!(told(&bytes), (vec!["a.txt 1".to_owned()], Err(ImportError::TooMuchInside(1 << 30))));
        let many: Vec<(String, &[u8])> = (0..limits::ARCHIVE_FILES + 3).map(|n| (format!("{n}.txt"), &b"a"[..])).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
        assert_eq!(told(&zip(&many)).1, Ok(Rest { skipped: 0, more: true, found: limits::ARCHIVE_FILES }));
        assert_eq!(told(&bytes[..60]).1.map_err(|e| e.kind()), Err("damaged"));
    }
}
