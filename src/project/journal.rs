//! The journal of a window: what is not in a project's file yet, kept on disk so that a crash costs seconds of work.
//!
//! A folder a window: `lock` (held while the window lives, so that others see whose it is), `sources/HASH`, and `work.ron`, which
//! is replaced whole. Where there is no `work.ron`, nothing is unsaved. Sources are written once each, so that a change costs one small file.

use super::file::{decode, encode};
use super::save::{sync_folder, write_atomic};
use super::{ProjectError, ProjectFile};
use crate::document::ContentHash;
use std::collections::HashMap;
use std::fs::{File, TryLockError};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

const LOCK: &str = "lock";
const WORK: &str = "work.ron";
const SOURCES: &str = "sources";
/// What stands before the project's path in the first line of `work.ron`.
const ORIGIN: &str = "// project: ";
/// The largest `work.ron`, in bytes.
const WORK_BYTES: u64 = 16 * 1024 * 1024 + 4096;
/// Journals of crashed windows that are offered at most, the newest first.
const OFFERED: usize = 8;

fn io(error: &std::io::Error) -> ProjectError {
    ProjectError::Io(error.to_string())
}

/// The journal of this window.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    /// Held while the window lives.
    _lock: File,
    /// The sources that are in the folder, by where their bytes lie in memory; the bytes are kept so that no others lie there.
    written: HashMap<usize, (Arc<[u8]>, String)>,
}

impl Journal {
    /// Begins a journal in a folder of journals, which is made where it is missing.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn begin(root: &Path) -> Result<Self, ProjectError> {
        std::fs::create_dir_all(root).map_err(|e| io(&e))?;
        let folder = tempfile::Builder::new().prefix("window-").rand_bytes(8).tempdir_in(root).map_err(|e| io(&e))?;
        let lock = File::create(folder.path().join(LOCK)).map_err(|e| io(&e))?;
        lock.try_lock().map_err(|e| ProjectError::Io(e.to_string()))?;
        std::fs::create_dir_all(folder.path().join(SOURCES)).map_err(|e| io(&e))?;
        sync_folder(folder.path()).and_then(|()| sync_folder(root)).map_err(|e| io(&e))?;
        Ok(Self { folder: folder.keep(), _lock: lock, written: HashMap::new() })
    }

    /// Writes what is unsaved; `origin` is the file of the project it belongs to.
    ///
    /// # Errors
    /// When the file system refuses; what was written before is then as it was.
    pub fn write(&mut self, project: &ProjectFile, origin: Option<&Path>) -> Result<(), ProjectError> {
        let mut hashes = Vec::with_capacity(project.sources.len());
        let mut added = false;
        for source in &project.sources {
            let key = source.bytes.as_ptr() as usize;
            let known = self.written.get(&key).filter(|(bytes, _)| Arc::ptr_eq(bytes, &source.bytes));
            let hash = match known {
                Some((_, hash)) => hash.clone(),
                None => {
                    let hash = ContentHash::of(&source.bytes).to_string();
                    let path = self.folder.join(SOURCES).join(&hash);
                    if !path.exists() {
                        write_source(&path, &source.bytes).map_err(|e| io(&e))?;
                        added = true;
                    }
                    self.written.insert(key, (Arc::clone(&source.bytes), hash.clone()));
                    hash
                }
            };
            hashes.push(hash);
        }
        if added {
            sync_folder(&self.folder.join(SOURCES)).map_err(|e| io(&e))?;
        }
        let origin = origin.and_then(Path::to_str).filter(|path| !path.contains(['\n', '\r'])).unwrap_or("");
        let text = format!("{ORIGIN}{origin}\n{}", encode(project, &hashes)?);
        write_atomic(&self.folder.join(WORK), text.as_bytes()).map_err(|e| io(&e))
    }

    /// Says that nothing is unsaved.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn clear(&mut self) -> Result<(), ProjectError> {
        match std::fs::remove_file(self.folder.join(WORK)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io(&error)),
            _ => Ok(()),
        }
    }

    /// Ends the journal of a window that is closed: nothing of it stays.
    pub fn end(self) {
        let folder = self.folder.clone();
        drop(self);
        // What cannot be removed is found by the next window, and offered; nothing is lost by that.
        let _ = std::fs::remove_dir_all(folder);
    }
}

/// Whole or not at all, and on the disk: what names a source must not outlive it when the power fails. Once for each source; the
/// folder is brought to the disk after the last of some ([`sync_folder`]).
fn write_source(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    std::io::Write::write_all(&mut file, bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// The journal of a window that is gone, with unsaved work in it.
#[derive(Debug)]
pub struct Left {
    folder: PathBuf,
    /// Held, so that no other window offers the same.
    _lock: File,
    /// The project's file the work belongs to.
    pub origin: Option<PathBuf>,
    /// When it was written last.
    pub when: SystemTime,
    /// How many sources it names.
    pub sources: usize,
}

/// The journals that crashed windows have left, the newest first. Those of living windows are not among them; empty ones of dead
/// windows are removed.
#[must_use]
pub fn left(root: &Path) -> Vec<Left> {
    let Ok(entries) = std::fs::read_dir(root) else { return Vec::new() };
    let mut left: Vec<Left> = entries.filter_map(|entry| look(entry.ok()?.path())).collect();
    left.sort_by_key(|left| std::cmp::Reverse(left.when));
    left.truncate(OFFERED);
    left
}

fn look(folder: PathBuf) -> Option<Left> {
    if !folder.is_dir() {
        return None;
    }
    let lock = File::open(folder.join(LOCK)).ok()?;
    if let Err(TryLockError::WouldBlock) = lock.try_lock() {
        return None;
    }
    let work = folder.join(WORK);
    let Ok(about) = std::fs::metadata(&work) else {
        // A window that was closed with nothing unsaved, but could not clear up.
        drop(lock);
        let _ = std::fs::remove_dir_all(&folder);
        return None;
    };
    let text = read_work(&work).ok()?;
    let origin = text.lines().next().and_then(|line| line.strip_prefix(ORIGIN)).filter(|path| !path.is_empty());
    let sources = text.matches("hash: \"").count();
    Some(Left { origin: origin.map(PathBuf::from), when: about.modified().unwrap_or(SystemTime::UNIX_EPOCH), sources, _lock: lock, folder })
}

fn read_work(path: &Path) -> Result<String, ProjectError> {
    let mut text = String::new();
    File::open(path).and_then(|file| file.take(WORK_BYTES).read_to_string(&mut text)).map_err(|e| io(&e))?;
    Ok(text)
}

impl Left {
    /// Reads the work.
    ///
    /// # Errors
    /// When it is damaged, or the file system refuses.
    pub fn read(&self) -> Result<ProjectFile, ProjectError> {
        let text = read_work(&self.folder.join(WORK))?;
        decode(&text, &mut |hash, limit| {
            // A hash is hex: nothing that leads out of the folder.
            if ContentHash::from_hex(hash).is_none() {
                return Ok(None);
            }
            let Ok(file) = File::open(self.folder.join(SOURCES).join(hash)) else { return Ok(None) };
            let mut bytes = Vec::new();
            file.take(limit + 1).read_to_end(&mut bytes).map_err(|e| io(&e))?;
            if bytes.len() as u64 > limit { Err(ProjectError::TooLarge) } else { Ok(Some(bytes)) }
        })
    }

    /// Removes it from the disk.
    pub fn forget(self) {
        let folder = self.folder.clone();
        drop(self);
        let _ = std::fs::remove_dir_all(folder);
    }
}
