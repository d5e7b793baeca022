//! Reading a file apart from all else: on a thread of its own, and for so long and no longer. What goes wrong there costs its file
//! alone: a fault of a reader, and one that never ends.

use super::{ImportError, kept, limits};
use crate::base::Progress;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long the user waits at most for it to be asked whether to go on.
const LOOK: Duration = Duration::from_millis(50);

/// A file that is being read.
pub struct Apart<T> {
    came: Receiver<Result<T, ImportError>>,
    progress: Progress,
    until: Instant,
}

impl<T: Send + 'static> Apart<T> {
    /// Begins to read a file. `progress` is that of this file alone: it is told to stop where the file takes too long.
    pub fn begin(progress: Progress, read: impl FnOnce(&Progress) -> Result<T, ImportError> + Send + 'static) -> Self {
        Self::begin_for(limits::FILE_TIME, progress, read)
    }

    fn begin_for(time: Duration, progress: Progress, read: impl FnOnce(&Progress) -> Result<T, ImportError> + Send + 'static) -> Self {
        let (sender, came) = channel();
        let (told, part) = (sender.clone(), progress.clone());
        // Nobody listens any more where it was given up.
        let work = move || drop(sender.send(kept(|| read(&part))));
        let thread = thread::Builder::new().name("reader".into()).stack_size(limits::READER_STACK).spawn(work);
        if let Err(error) = thread {
            drop(told.send(Err(ImportError::Unreadable(error.to_string()))));
        }
        Self { came, progress, until: Instant::now() + time }
    }

    /// What came of it; `None` where that needs more patience. A file that takes too long, or that the user stopped, is left to
    /// itself: its thread ends when its reader next looks whether to go on.
    pub fn wait(&self, patience: Duration) -> Option<Result<T, ImportError>> {
        let patient_until = Instant::now() + patience;
        loop {
            let until = patient_until.min(self.until);
            match self.came.recv_timeout(until.saturating_duration_since(Instant::now()).min(LOOK)) {
                Ok(read) => return Some(read),
                Err(RecvTimeoutError::Disconnected) => return Some(Err(ImportError::Damaged("its reader broke off".to_owned()))),
                Err(RecvTimeoutError::Timeout) => {}
            }
            let now = Instant::now();
            if self.progress.is_cancelled() {
                return Some(Err(ImportError::Cancelled));
            }
            if now >= self.until {
                self.progress.give_up();
                return Some(Err(ImportError::TooSlow));
            }
            if now >= patient_until {
                return None;
            }
        }
    }

    /// Waits until it is read or given up.
    ///
    /// # Errors
    /// Those of reading, and when it took too long.
    pub fn end(&self) -> Result<T, ImportError> {
        loop {
            if let Some(read) = self.wait(limits::FILE_TIME) {
                return read;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader that goes on until it is told to stop, and says so then.
    fn endless(progress: &Progress) -> Result<(), ImportError> {
        while !progress.is_cancelled() {
            thread::yield_now();
        }
        Err(ImportError::Cancelled)
    }

    #[test]
    fn what_is_read_comes_back() {
        assert_eq!(Apart::begin(Progress::default(), |_| Ok(7)).end(), Ok(7));
        assert_eq!(Apart::begin(Progress::default(), |_| Err::<(), _>(ImportError::Empty)).end(), Err(ImportError::Empty));
        let broken = Apart::begin(Progress::default(), |_| if true { panic!("a fault on purpose") } else { Ok(()) });
        assert_eq!(broken.end().unwrap_err().kind(), "damaged");
    }

    #[test]
    fn what_never_ends_is_given_up() {
        let (job, part) = (Progress::default(), Progress::default().part());
        let apart = Apart::begin_for(Duration::ZERO, part.clone(), endless);
        assert_eq!(apart.end(), Err(ImportError::TooSlow));
        assert!(part.is_cancelled() && !job.is_cancelled());
        // Its thread was told, and ends.
        assert_eq!(apart.came.recv(), Ok(Err(ImportError::Cancelled)));
    }

    #[test]
    fn patience_is_no_limit_and_the_user_may_stop_it() {
        let job = Progress::default();
        let apart = Apart::begin(job.part(), endless);
        assert_eq!(apart.wait(Duration::ZERO), None);
        job.cancel();
        assert_eq!(apart.end(), Err(ImportError::Cancelled));
    }
}
