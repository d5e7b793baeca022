//! The job that reads files and folders into reports.

use super::jobs::Worker;
use super::message::{Level, Message};
use super::state::Loaded;
use crate::base::Progress;
use crate::import::{self, ImportError, REGISTRY, limits};
use crate::library::Report;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Whether the name's ending is one that an importer knows.
#[must_use]
pub fn is_supported(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    REGISTRY.iter().any(|importer| importer.endings().contains(&ending.as_str()))
}

/// Whether it is a project file by its name.
#[must_use]
pub fn is_project(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("gangmu"))
}

/// The name shown for a path: its last part.
#[must_use]
pub fn shown_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Reads every file, and every file in every folder; what fails is told, the others go on.
pub(super) fn run(paths: &[PathBuf], worker: &Worker<Loaded>) {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut files, worker);
        } else {
            files.push(path.clone());
        }
    }
    worker.progress().set_total(files.len());
    for path in files {
        if worker.progress().is_cancelled() {
            return;
        }
        let name = shown_name(&path);
        match read_file(&path, &name, worker) {
            Ok(report) => worker.send(Loaded::Report(Box::new(report))),
            Err(ImportError::Cancelled) => return,
            Err(error) => worker.send(Loaded::Failed(name, error)),
        }
        worker.progress().advance();
    }
}

fn read_file(path: &Path, name: &str, worker: &Worker<Loaded>) -> Result<Report, ImportError> {
    let unreadable = |e: std::io::Error| ImportError::Unreadable(e.to_string());
    let about = std::fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(ImportError::Unsupported);
    }
    if about.len() > limits::FILE_BYTES {
        return Err(ImportError::TooLarge(about.len()));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    read_bytes(name, bytes.into(), worker.progress())
}

/// Reads one report from its bytes.
pub(super) fn read_bytes(name: &str, bytes: Arc<[u8]>, progress: &Progress) -> Result<Report, ImportError> {
    let document = import::read(name, &bytes, progress)?;
    Ok(Report::read(document, bytes))
}

/// Collects the files of a folder that an importer may know, by name, nearest first; tells of what is left out.
fn walk(root: &Path, files: &mut Vec<PathBuf>, worker: &Worker<Loaded>) {
    let (mut found, mut skipped, mut more) = (0, 0, false);
    let mut folders = std::collections::VecDeque::from([(root.to_owned(), 0)]);
    'folders: while let Some((folder, depth)) = folders.pop_front() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                worker.send(Loaded::Failed(shown_name(&folder), ImportError::Unreadable(error.to_string())));
                continue;
            }
        };
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|e| e.path())).collect();
        paths.sort();
        for path in paths {
            if worker.progress().is_cancelled() {
                return;
            }
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
            // A link to a folder could lead round in a circle: links are not followed.
            let is_folder = path.symlink_metadata().is_ok_and(|about| about.is_dir());
            if hidden {
            } else if is_folder {
                if depth < limits::FOLDER_DEPTH {
                    folders.push_back((path, depth + 1));
                }
            } else if !is_supported(&path) {
                skipped += 1;
            } else if found == limits::FOLDER_FILES {
                more = true;
                break 'folders;
            } else {
                found += 1;
                files.push(path);
            }
        }
    }
    let folder = shown_name(root);
    if more {
        let message = Message::new(Level::Warning, "import.folder_limit").with("folder", &folder).with("limit", limits::FOLDER_FILES);
        worker.send(Loaded::Told(message));
    }
    if found == 0 {
        worker.send(Loaded::Told(Message::new(Level::Warning, "import.folder_empty").with("folder", &folder)));
    } else if skipped > 0 {
        let message = Message::new(Level::Info, "import.folder_skipped").with("folder", &folder).with("count", skipped);
        worker.send(Loaded::Told(message));
    }
}
