//! Keeps the journal on a thread of its own: what is unsaved is on disk within a second, whatever becomes of the window. Also finds
//! what windows before have left.

use super::message::{Level, Message};
use super::project;
use super::state::{Loaded, State};
use crate::project::journal::{self, Journal, Left};
use crate::project::{ProjectError, ProjectFile};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long changes are gathered before they are written.
const GATHER: Duration = Duration::from_millis(300);

/// What the keeper is told.
enum Note {
    /// This is unsaved, of the project in this file.
    Work(Box<ProjectFile>, Option<PathBuf>),
    /// Nothing is unsaved.
    Clear,
    /// The window is being closed by its user: nothing of the journal is to stay.
    End,
    /// This was taken up, and is to be removed once the work is in this window's journal.
    Forget(Box<Left>),
}

/// What the keeper tells.
enum Told {
    /// What windows before have left.
    Left(Vec<Left>),
    /// The journal cannot be written, or can again.
    Trouble(Option<ProjectError>),
}

/// The keeper of a window's journal.
pub struct Keeper {
    notes: Option<Sender<Note>>,
    told: Receiver<Told>,
    thread: Option<JoinHandle<()>>,
    /// Whether the journal could not be written last time.
    trouble: bool,
}

impl Keeper {
    /// Starts to keep a journal in a folder of journals. `wake` is called when there is something to take in.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(root: PathBuf, wake: super::jobs::Wake) -> std::io::Result<Self> {
        let (notes, inbox) = channel();
        let (outbox, told) = channel();
        let tell = move |what: Told| {
            // Nobody listens when the window is gone; the journal is kept all the same.
            let _ = outbox.send(what);
            wake();
        };
        let thread = std::thread::Builder::new().name("journal".into()).spawn(move || keep(&root, &inbox, &tell))?;
        Ok(Self { notes: Some(notes), told, thread: Some(thread), trouble: false })
    }

    fn note(&self, note: Note) {
        if let Some(notes) = &self.notes {
            let _ = notes.send(note);
        }
    }
}

impl Drop for Keeper {
    /// The window is closed: the journal is ended, but not where a fault of the program ends it.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.note(Note::End);
        }
        self.notes = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The thread: gathers notes for a moment, then writes the last.
fn keep(root: &Path, inbox: &Receiver<Note>, tell: &dyn Fn(Told)) {
    let found = journal::left(root);
    if !found.is_empty() {
        tell(Told::Left(found));
    }
    let mut journal = match Journal::begin(root) {
        Ok(journal) => Some(journal),
        Err(error) => {
            tell(Told::Trouble(Some(error)));
            None
        }
    };
    while let Ok(first) = inbox.recv() {
        let (mut work, mut taken) = (None, Vec::new());
        let mut next = Some(first);
        let until = Instant::now() + GATHER;
        let (mut open, mut end) = (true, false);
        while let Some(note) = next.take() {
            match note {
                Note::Work(file, origin) => work = Some(Some((file, origin))),
                Note::Clear => work = Some(None),
                Note::Forget(left) => taken.push(left),
                Note::End => end = true,
            }
            if end {
                break;
            }
            next = match inbox.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(note) => Some(note),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => {
                    open = false;
                    None
                }
            };
        }
        if end {
            if let Some(journal) = journal {
                journal.end();
            }
            return;
        }
        // A disk that was full or away may be there again.
        if journal.is_none() {
            journal = Journal::begin(root).ok();
        }
        let Some(kept) = journal.as_mut() else { continue };
        let result = match &work {
            Some(Some((file, origin))) => kept.write(file, origin.as_deref()),
            Some(None) => kept.clear(),
            None => Ok(()),
        };
        if result.is_ok() {
            taken.into_iter().for_each(|left| left.forget());
        }
        tell(Told::Trouble(result.err()));
        if !open {
            return;
        }
    }
}

impl State {
    /// Keeps a journal from now on.
    pub fn keep_journal_in(&mut self, root: PathBuf, wake: super::jobs::Wake) {
        match Keeper::start(root, wake) {
            Ok(keeper) => self.keeper = Some(keeper),
            Err(error) => self.tell(Message::new(Level::Warning, "journal.trouble").with("why", error)),
        }
    }

    /// Ends the journal: the window is being closed by its user.
    pub fn end_journal(&mut self) {
        self.keeper = None;
    }

    /// Tells the keeper what is unsaved, when that has changed.
    pub(super) fn note_work(&mut self) {
        if self.keeper.is_none() {
            return;
        }
        let now = self.unsaved.then(|| self.work());
        if now == self.noted {
            return;
        }
        let note = if now.is_some() { Note::Work(Box::new(project::file(self)), self.project.clone()) } else { Note::Clear };
        self.noted = now;
        if let Some(keeper) = &self.keeper {
            keeper.note(note);
        }
    }

    /// Takes in what the keeper tells.
    pub(super) fn poll_keeper(&mut self) {
        while let Some(told) = self.keeper.as_ref().and_then(|keeper| keeper.told.try_recv().ok()) {
            match told {
                Told::Left(left) => {
                    self.log.line(&format!("left windows={}", left.len()));
                    self.left = left;
                }
                Told::Trouble(trouble) => {
                    let before = self.keeper.as_mut().map(|keeper| std::mem::replace(&mut keeper.trouble, trouble.is_some()));
                    match trouble {
                        Some(error) if before == Some(false) => {
                            let why = if error.detail().is_empty() { error.to_string() } else { error.detail() };
                            self.tell(Message::new(Level::Warning, "journal.trouble").with("why", why));
                        }
                        Some(_) => {}
                        None => self.log.line("kept"),
                    }
                }
            }
        }
    }

    /// Takes up the work that a window before has left, by its place in the list.
    pub(super) fn recover(&mut self, index: usize) {
        if index >= self.left.len() {
            return;
        }
        let left = self.left.remove(index);
        self.start("job.recover", move |worker| match left.read() {
            Ok(file) => {
                let origin = left.origin.clone().unwrap_or_default();
                if let Some(opened) = project::read_file(origin, file, worker) {
                    worker.send(Loaded::Recovered(Box::new(opened), Box::new(left)));
                }
            }
            // The journal stays on disk for another try.
            Err(error) => worker.send(Loaded::Told(
                Message::new(Level::Error, "recovery.failed")
                    .with("why", if error.detail().is_empty() { error.to_string() } else { error.detail() }),
            )),
        });
    }

    /// Removes the work that a window before has left, by its place in the list.
    pub(super) fn discard_left(&mut self, index: usize) {
        if index < self.left.len() {
            let left = self.left.remove(index);
            self.start("job.recover", move |_| left.forget());
        }
    }

    /// Takes in recovered work; reports that are open already stay open.
    pub(super) fn take_in_recovered(&mut self, opened: project::OpenedProject, left: Box<Left>) {
        let mine: Vec<_> = self.readings.reports().to_vec();
        project::take_in(self, opened);
        for report in mine {
            self.readings.add((*report).clone());
        }
        if self.project.as_ref().is_some_and(|path| path.as_os_str().is_empty()) {
            self.project = None;
        }
        self.saved = super::history::Work::default();
        self.derive();
        self.keep_unsaved();
        self.tell(Message::new(Level::Info, "recovery.done").with("count", self.library.reports().len()));
        // First the work, then what it was taken from.
        self.note_work();
        if let Some(keeper) = &self.keeper {
            keeper.note(Note::Forget(left));
        }
    }
}
