//! A plain log of what happened, one line an event, for tests and for users who report a problem. Off unless a file is named.
//! Written on a thread of its own: the window never waits for a disk.

use std::io::Write;
use std::path::Path;
use std::sync::mpsc::{Sender, channel};

/// Where lines go; cheap to clone. The default goes nowhere.
#[derive(Clone, Debug, Default)]
pub struct Log(Option<Sender<String>>);

impl Log {
    /// Appends to the file, making it where it is missing.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn to(path: &Path) -> std::io::Result<Self> {
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path)?;
        let (sender, lines) = channel::<String>();
        std::thread::Builder::new().name("log".into()).spawn(move || {
            for line in lines {
                if writeln!(file, "{line}").and_then(|()| file.flush()).is_err() {
                    return;
                }
            }
        })?;
        Ok(Self(Some(sender)))
    }

    /// Writes one line; line ends inside become spaces.
    pub fn line(&self, line: &str) {
        if let Some(sender) = &self.0 {
            // A log that cannot be written any more is no reason to stop the work.
            let _ = sender.send(line.replace(['\n', '\r'], " "));
        }
    }
}
