//! One window a project: a lock file beside the project's, `.NAME.lock`, held by the window that has it open. It tells others who
//! that is. The system lets go of it when the window dies, however it dies: a stale one is taken over.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// How often a lock file that vanishes while it is being taken is tried again.
const TRIES: usize = 5;
/// The longest name of a holder that is read, in bytes.
const NAME: u64 = 400;

/// The lock on a project, let go of when dropped.
#[derive(Debug)]
pub struct ProjectLock {
    file: File,
    path: PathBuf,
}

/// Why a project could not be locked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoLock {
    /// Another window has it open: which, as far as can be told (user, machine, process).
    Held(String),
    /// No lock file can be made there, as in a folder that is read-only; holds the system's words.
    Io(String),
}

impl ProjectLock {
    /// Locks the project in a file that need not exist yet.
    ///
    /// # Errors
    /// When another window holds it, or no lock file can be made.
    pub fn take(project: &Path) -> Result<Self, NoLock> {
        let path = lock_path(project);
        let io = |error: std::io::Error| NoLock::Io(error.to_string());
        for _ in 0..TRIES {
            let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(io)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let mut holder = String::new();
                    // Where the system lets nobody read what is locked, who it is stays unknown.
                    let _ = (&mut file).take(NAME).read_to_string(&mut holder);
                    return Err(NoLock::Held(holder.trim().to_owned()));
                }
                Err(TryLockError::Error(error)) => return Err(io(error)),
            }
            // The holder before may have removed the file while it was being opened here.
            if !is_at(&file, &path) {
                continue;
            }
            // Who holds it is for people; the lock holds without it.
            let _ = file.set_len(0).and_then(|()| file.seek(SeekFrom::Start(0))).and_then(|_| file.write_all(me().as_bytes()));
            return Ok(Self { file, path });
        }
        Err(NoLock::Held(String::new()))
    }

    /// Whether it is the lock of the project in this file.
    #[must_use]
    pub fn is_of(&self, project: &Path) -> bool {
        self.path == lock_path(project)
    }
}

impl Drop for ProjectLock {
    fn drop(&mut self) {
        // First the name, then the lock: who comes between finds a file that is not there any more, and looks again.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

fn lock_path(project: &Path) -> PathBuf {
    let target = project.canonicalize().unwrap_or_else(|_| project.to_owned());
    let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
    target.with_file_name(format!(".{name}.lock"))
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}

/// Who this window is: user, machine, process.
fn me() -> String {
    let variable = |names: &[&str]| names.iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default();
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_else(|_| variable(&["COMPUTERNAME", "HOSTNAME"]));
    format!("{}@{} pid {}", variable(&["USER", "USERNAME"]), host.trim(), std::process::id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_is_locked_once_and_a_stale_lock_is_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("指标.gangmu");
        let lock = ProjectLock::take(&project).unwrap();
        assert!(lock.is_of(&project) && !lock.is_of(&folder.path().join("x.gangmu")));
        match ProjectLock::take(&project) {
            Err(NoLock::Held(holder)) => assert!(!cfg!(unix) || holder.contains(&std::process::id().to_string()), "{holder}"),
            other => panic!("{other:?}"),
        }
        drop(lock);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "the lock file stays");
        // What a dead window left: a file that nobody holds.
        std::fs::write(folder.path().join(".指标.gangmu.lock"), "li@machine pid 1").unwrap();
        drop(ProjectLock::take(&project).unwrap());
        assert!(matches!(ProjectLock::take(&folder.path().join("no/such.gangmu")), Err(NoLock::Io(_))));
    }
}
