//! The job that reads files and folders into reports.

use super::jobs::Worker;
use super::message::{Level, Message};
use super::state::Loaded;
use crate::base::Progress;
use crate::chart::text;
use crate::import::{self, ImportError, archive, limits};
use crate::library::Report;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Whether the name's ending is one that an importer knows.
#[must_use]
pub fn is_supported(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    import::endings().any(|known| known == ending)
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

/// Reads every file, and every file in every folder and archive; what fails is told, the others go on.
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
    // A file that comes alone shows its own steps.
    let of_file = if files.len() == 1 { worker.progress().clone() } else { worker.progress().part() };
    for path in files {
        if worker.progress().is_cancelled() {
            return;
        }
        let name = shown_name(&path);
        match file_bytes(&path) {
            Ok(bytes) if archive::is_archive(&name, &bytes) => unpack(&name, &bytes, worker),
            Ok(bytes) => read_one(&name, bytes.into(), &of_file, worker),
            Err(error) => worker.send(Loaded::Failed(name, error)),
        }
        worker.progress().advance();
    }
}

fn file_bytes(path: &Path) -> Result<Vec<u8>, ImportError> {
    let unreadable = |e: std::io::Error| ImportError::Unreadable(e.to_string());
    let about = std::fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(ImportError::Unsupported);
    }
    if about.len() > limits::FILE_BYTES {
        return Err(ImportError::TooLarge(about.len()));
    }
    std::fs::read(path).map_err(unreadable)
}

/// Reads one report and hands it over, or why it cannot be read.
fn read_one(name: &str, bytes: Arc<[u8]>, progress: &Progress, worker: &Worker<Loaded>) {
    match read_bytes(name, bytes, progress) {
        Ok(report) => worker.send(Loaded::Report(Box::new(report))),
        Err(ImportError::Cancelled) => {}
        Err(error) => worker.send(Loaded::Failed(name.to_owned(), error)),
    }
}

/// Reads every file of an archive under its own name; tells of what is left out.
fn unpack(archive: &str, bytes: &[u8], worker: &Worker<Loaded>) {
    let rest = archive::visit(bytes, worker.progress(), &mut |path, read| {
        let name = path.rsplit('/').next().unwrap_or(path);
        match read {
            Ok(bytes) => read_one(name, bytes.into(), &worker.progress().part(), worker),
            Err(error) => worker.send(Loaded::Failed(format!("{archive}/{path}"), error)),
        }
    });
    let told = |key: &'static str, level| Message::new(level, key).with("archive", archive);
    match rest {
        Err(ImportError::Cancelled) => {}
        Err(error) => worker.send(Loaded::Failed(archive.to_owned(), error)),
        Ok(rest) => {
            if rest.more {
                worker.send(Loaded::Told(told("import.archive_limit", Level::Warning).with("limit", limits::ARCHIVE_FILES)));
            }
            if rest.found == 0 {
                worker.send(Loaded::Told(told("import.archive_empty", Level::Warning)));
            } else if rest.skipped > 0 {
                worker.send(Loaded::Told(told("import.archive_skipped", Level::Info).with("count", rest.skipped)));
            }
        }
    }
}

/// Reads one report from its bytes.
pub(super) fn read_bytes(name: &str, bytes: Arc<[u8]>, progress: &Progress) -> Result<Report, ImportError> {
    import::kept(|| {
        let report = Report::read(import::read(name, &bytes, progress)?, bytes);
        // What the window asks for in the frame that takes the report in, and the search of thousands.
        let _ = (report.card(), report.names());
        let cells = report.document.sheets.iter().flat_map(|sheet| &sheet.cells).map(|cell| &*cell.shown);
        text::prepare(std::iter::once(&*report.document.text).chain(cells));
        Ok(report)
    })
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

#[cfg(test)]
mod tests {
    use super::super::jobs::{Jobs, Outcome};
    use super::*;
    use std::io::{Cursor, Write};
    use std::time::Duration;

    #[test]
    fn an_archive_gives_the_reports_in_it() {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let files: [(&str, &[u8]); 4] = [
            ("甲/总结.txt", "云岭县2023年工作总结\n".as_bytes()),
            ("../乙.txt", "一、工作回顾".as_bytes()),
            ("空.txt", b""),
            ("图.png", b"x"),
        ];
        for (name, bytes) in files {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("报告.zip");
        std::fs::write(&path, zip.finish().unwrap().into_inner()).unwrap();

        let mut jobs = Jobs::default();
        jobs.start("job.import", move |worker| run(&[path], worker)).unwrap();
        let mut told = Vec::new();
        for _ in 0..1000 {
            match jobs.next_outcome() {
                Some(Outcome::Result(Loaded::Report(report))) => told.push(report.document.name.clone()),
                Some(Outcome::Result(Loaded::Failed(name, error))) => told.push(format!("{name} {}", error.kind())),
                Some(Outcome::Result(Loaded::Told(message))) => told.push(message.key.to_string()),
                Some(Outcome::Ended(_)) => break,
                Some(other) => panic!("{other:?}"),
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        }
        told.sort();
        assert_eq!(told, ["import.archive_skipped", "乙.txt", "总结.txt", "空.txt empty"]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is unpacked to disk");
    }
}
