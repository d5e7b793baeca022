//! The job that reads files and folders into reports.

use super::jobs::Worker;
use super::message::{Level, Message};
use super::state::Loaded;
use crate::base::Progress;
use crate::chart::text;
use crate::import::{self, Apart, ImportError, archive, limits};
use crate::library::Report;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

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
    let alone = files.len() == 1;
    let mut readers = Readers::new(worker);
    for path in files {
        if worker.progress().is_cancelled() {
            return;
        }
        let name = shown_name(&path);
        match file_bytes(&path) {
            Ok(bytes) if archive::is_archive(&name, &bytes) => unpack(&name, &bytes, &mut readers),
            Ok(bytes) => {
                // A file that comes alone shows its own steps.
                let progress = if alone { worker.progress().clone() } else { worker.progress().part() };
                readers.read_file(&name, bytes.into(), progress, true);
                continue;
            }
            Err(error) => worker.send(Loaded::Failed(name, error)),
        }
        worker.progress().advance();
    }
    readers.finish();
}

/// A file that is being read.
struct Reading {
    name: String,
    apart: Apart<Report>,
    /// Whether it is a step of the job's.
    counts: bool,
}

/// Reads files one after the other, each apart; one that takes long is let go on while the next are read.
struct Readers<'a> {
    worker: &'a Worker<Loaded>,
    slow: Vec<Reading>,
}

impl<'a> Readers<'a> {
    fn new(worker: &'a Worker<Loaded>) -> Self {
        Self { worker, slow: Vec::new() }
    }

    fn read_file(&mut self, name: &str, bytes: Arc<[u8]>, progress: Progress, counts: bool) {
        let of = name.to_owned();
        let apart = Apart::begin(progress, move |progress| read_bytes(&of, bytes, progress));
        self.take(Reading { name: name.to_owned(), apart, counts }, limits::FILE_PATIENCE);
    }

    /// Hands a report over once it is read, where that takes no longer than is waited for; else it goes to the slow ones.
    fn take(&mut self, reading: Reading, patience: Duration) {
        match reading.apart.wait(patience) {
            Some(read) => self.hand_over(&reading, read),
            None => self.slow.push(reading),
        }
        self.wait_for_slow(limits::SLOW_FILES);
    }

    /// Hands over what is left, in the order in which it is read.
    fn finish(mut self) {
        self.wait_for_slow(0);
    }

    /// Hands over those of the slow files that are read; waits until no more than so many are left.
    fn wait_for_slow(&mut self, most: usize) {
        loop {
            let patience = if self.slow.len() > most { Duration::from_millis(20) } else { Duration::ZERO };
            for reading in std::mem::take(&mut self.slow) {
                match reading.apart.wait(patience) {
                    Some(read) => self.hand_over(&reading, read),
                    None => self.slow.push(reading),
                }
            }
            if self.slow.len() <= most {
                return;
            }
        }
    }

    /// Hands one report over, or why it cannot be read.
    fn hand_over(&self, reading: &Reading, read: Result<Report, ImportError>) {
        match read {
            Ok(report) => self.worker.send(Loaded::Report(Box::new(report))),
            Err(ImportError::Cancelled) => {}
            Err(error) => self.worker.send(Loaded::Failed(reading.name.clone(), error)),
        }
        if reading.counts {
            self.worker.progress().advance();
        }
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

/// Reads every file of an archive under its own name; tells of what is left out.
fn unpack(archive: &str, bytes: &[u8], readers: &mut Readers<'_>) {
    let worker = readers.worker;
    let rest = archive::visit(bytes, worker.progress(), &mut |path, read| {
        let name = path.rsplit('/').next().unwrap_or(path);
        match read {
            Ok(bytes) => readers.read_file(name, bytes.into(), worker.progress().part(), false),
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

/// Reads one report from its bytes, and waits for it.
pub(super) fn read_apart(name: &str, bytes: Arc<[u8]>, progress: Progress) -> Result<Report, ImportError> {
    let name = name.to_owned();
    Apart::begin(progress, move |progress| read_bytes(&name, bytes, progress)).end()
}

/// Reads one report from its bytes.
fn read_bytes(name: &str, bytes: Arc<[u8]>, progress: &Progress) -> Result<Report, ImportError> {
    let report = Report::read(import::read(name, &bytes, progress)?, bytes);
    // What the window asks for in the frame that takes the report in, and the search of thousands.
    let _ = (report.card(), report.names());
    let cells = report.document.sheets.iter().flat_map(|sheet| &sheet.cells).map(|cell| &*cell.shown);
    text::prepare(std::iter::once(&*report.document.text).chain(cells));
    Ok(report)
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
    use std::sync::mpsc::channel;

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

    #[test]
    fn a_file_that_takes_long_holds_no_other_up() {
        let (go_on, wait) = channel::<()>();
        let mut jobs = Jobs::default();
        let report = |name: &str| read_bytes(name, name.as_bytes().into(), &Progress::default()).unwrap();
        jobs.start("job.import", move |worker| {
            worker.progress().set_total(3);
            let mut readers = Readers::new(worker);
            let slow = Apart::begin(worker.progress().part(), move |_| {
                wait.recv().unwrap();
                Ok(report("慢.txt"))
            });
            readers.take(Reading { name: "慢.txt".into(), apart: slow, counts: true }, Duration::ZERO);
            for name in ["甲.txt", "乙.txt"] {
                let apart = Apart::begin(worker.progress().part(), move |_| Ok(report(name)));
                readers.take(Reading { name: name.into(), apart, counts: true }, limits::FILE_TIME);
            }
            readers.finish();
        })
        .unwrap();
        let (mut told, mut steps) = (Vec::new(), Vec::new());
        while !jobs.running().is_empty() {
            match jobs.next_outcome() {
                Some(Outcome::Result(Loaded::Report(report))) => {
                    told.push(report.document.name.clone());
                    if told.len() == 2 {
                        go_on.send(()).unwrap();
                    }
                    steps.extend((told.len() == 3).then(|| jobs.running().first().map(|job| job.progress.clone())).flatten());
                }
                Some(Outcome::Ended(_)) => {}
                Some(other) => panic!("{other:?}"),
                None => std::thread::yield_now(),
            }
        }
        assert_eq!(told, ["甲.txt", "乙.txt", "慢.txt"]);
        assert_eq!(steps.first().map(Progress::steps), Some((3, 3)));
    }
}
