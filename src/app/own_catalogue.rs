//! The user's own indicators and names: `catalog.ron` in the program's folder of settings, read once at the start.

use crate::indicator::catalogue;
use std::path::PathBuf;

/// The file's place on this system; `None` where the system names no folder for settings.
#[must_use]
pub fn own_catalogue_path() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let base = if cfg!(windows) {
        folder("APPDATA")?
    } else if cfg!(target_os = "macos") {
        folder("HOME")?.join("Library/Application Support")
    } else {
        folder("XDG_CONFIG_HOME").or_else(|| Some(folder("HOME")?.join(".config")))?
    };
    Some(base.join("gangmu").join("catalog.ron"))
}

/// Adds the user's own entries, if there is such a file. Gives the file and what is wrong with it, if anything is;
/// then the program goes on with what comes with it.
#[must_use]
pub fn add_own_catalogue() -> Option<(PathBuf, String)> {
    let path = own_catalogue_path()?;
    let about = std::fs::metadata(&path).ok()?;
    let read = || -> Result<(), String> {
        if about.len() > catalogue::OWN_BYTES {
            return Err(format!("{} bytes, at most {} are read", about.len(), catalogue::OWN_BYTES));
        }
        catalogue::add_own(&std::fs::read_to_string(&path).map_err(|error| error.to_string())?)
    };
    read().err().map(|why| (path, why))
}
