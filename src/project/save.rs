//! Puts bytes on disk so that a crash at any moment leaves the old file or the new one, never a half.

use super::{ProjectError, ProjectFile, pack};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How the names of temporary files begin and end.
const TEMPORARY: (&str, &str) = (".gangmu-", ".tmp");
/// After so long a temporary file is one that a crash has left.
const STALE: std::time::Duration = std::time::Duration::from_secs(24 * 3600);

/// Saves the project at `path`, whole or not at all.
///
/// # Errors
/// As [`pack`], and when the file system refuses; the old file is then as it was.
pub fn save(path: &Path, project: &ProjectFile) -> Result<(), ProjectError> {
    write_atomic(path, &pack(project)?).map_err(|e| ProjectError::Io(e.to_string()))
}

/// Writes a file by way of a temporary one beside it: written, flushed to the disk, then renamed over the old one. A link
/// is followed, the old file's permissions are kept, and a file that is read-only stays as it is.
///
/// # Errors
/// When the file system refuses; the old file is then as it was.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let old = match std::fs::metadata(&target) {
        Ok(old) if old.is_dir() => return Err(io::Error::new(io::ErrorKind::IsADirectory, "a folder has this name")),
        Ok(old) if old.permissions().readonly() => return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only")),
        Ok(old) => Some(old.permissions()),
        Err(_) => None,
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    #[cfg(unix)]
    let everyone: std::fs::Permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(everyone);
    let mut file = builder.tempfile_in(&folder)?;
    file.write_all(bytes)?;
    if let Some(permissions) = old {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|e| e.error)?;
    sweep(&folder);
    sync_folder(&folder)
}

/// Brings to the disk which files a folder holds, so that a rename in it lasts. Windows has no such call, and does so by itself.
///
/// # Errors
/// When the file system refuses.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    std::fs::File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Removes the temporary files of saves that never came to their end. One that cannot be removed harms nobody.
fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1));
        let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        if ours && age().is_some_and(|age| age > STALE) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
