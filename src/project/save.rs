//! Puts bytes on disk so that a crash at any moment leaves the old file or the new one, never a half.

use super::{ProjectError, ProjectFile, pack};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

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
    builder.prefix(".gangmu-").suffix(".tmp");
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
    // The rename itself must reach the disk. Windows has no such call.
    #[cfg(unix)]
    std::fs::File::open(&folder)?.sync_all()?;
    Ok(())
}
