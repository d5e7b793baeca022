//! Opening a project and saving it: what is asked, which job runs, and what the state is afterwards.

use super::command::Ask;
use super::history::Work;
use super::import;
use super::message::{Level, Message};
use super::project;
use super::state::State;
use crate::project::ProjectLock;
use std::path::PathBuf;

impl State {
    /// Opens a project, unless the open one has changes that are not in its file: then the window asks first.
    pub(super) fn open_project(&mut self, path: PathBuf) {
        if self.project.is_some() && self.unsaved {
            self.wanted = Some(path);
        } else {
            self.begin_project(path);
        }
    }

    pub(super) fn begin_project(&mut self, path: PathBuf) {
        // Opened again by the window that has it open: the lock goes along.
        let lock = self.lock.take_if(|lock| lock.is_of(&path));
        self.start("job.open_project", move |worker| project::open(path, lock, worker));
    }

    pub(super) fn save_project(&mut self, path: PathBuf) {
        if self.project.as_ref() == Some(&path) && self.held {
            // Another window has the file: this one's work goes into another.
            self.tell(Message::new(Level::Warning, "project.elsewhere").with("file", import::shown_name(&path)));
            self.ask = Some(Ask::SaveProject);
            return;
        }
        let (file, work) = (project::file(self), Box::new(self.work()));
        let locked = self.lock.as_ref().is_some_and(|lock| lock.is_of(&path));
        self.start("job.save_project", move |worker| project::save(path, &file, work, locked, worker));
    }

    pub(super) fn saved(&mut self, path: PathBuf, work: Work, lock: Option<ProjectLock>) {
        self.log.line(&format!("saved {}", import::shown_name(&path)));
        self.settings.remember(&path);
        self.tell(Message::new(Level::Info, "project.saved").with("file", import::shown_name(&path)));
        self.saved = work;
        self.keep_unsaved();
        if self.lock.as_ref().is_none_or(|old| !old.is_of(&path)) {
            self.lock = lock;
        }
        self.held = false;
        self.project = Some(path);
    }
}
