//! Work off the window's thread. A job runs on a thread of its own, sends what it found through a channel, reports its
//! progress, and stops when asked. Knows nothing of what the jobs do.

use crate::base::Progress;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// Names a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct JobId(u64);

/// Called when there is something to take in: asks the window for a frame.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// A running job as the window shows it.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its name.
    pub id: JobId,
    /// The key of its title in `assets/locales`.
    pub title: &'static str,
    /// How far it is.
    pub progress: Progress,
    started: Instant,
}

impl Job {
    /// Whether it has run long enough to be worth showing.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.started.elapsed() > Duration::from_millis(300)
    }
}

/// What a job's thread works with.
pub struct Worker<T> {
    progress: Progress,
    sender: Sender<(JobId, Sent<T>)>,
    wake: Wake,
    id: JobId,
}

impl<T> Worker<T> {
    /// To report how far it is, and to ask whether to stop.
    #[must_use]
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Hands one result over.
    pub fn send(&self, result: T) {
        // The window is gone when nobody listens; then nothing is left to do.
        let _ = self.sender.send((self.id, Sent::Result(result)));
        (self.wake)();
    }
}

impl<T> Drop for Worker<T> {
    fn drop(&mut self) {
        let end = if std::thread::panicking() { Sent::Crashed } else { Sent::Done };
        let _ = self.sender.send((self.id, end));
        (self.wake)();
    }
}

enum Sent<T> {
    Result(T),
    Done,
    Crashed,
}

/// Something that came back from a job.
#[derive(Debug)]
pub enum Outcome<T> {
    /// A result.
    Result(T),
    /// The job ended.
    Ended(JobId),
    /// The job ended by a fault of the program.
    Crashed(JobId),
}

/// All running jobs, giving results of type `T`.
pub struct Jobs<T> {
    sender: Sender<(JobId, Sent<T>)>,
    receiver: Receiver<(JobId, Sent<T>)>,
    running: Vec<Job>,
    next: u64,
    wake: Wake,
}

impl<T> Default for Jobs<T> {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver, running: Vec::new(), next: 0, wake: Arc::new(|| {}) }
    }
}

impl<T: Send + 'static> Jobs<T> {
    /// Says what to call when a job has something to tell.
    pub fn set_wake(&mut self, wake: Wake) {
        self.wake = wake;
    }

    /// Starts a job. `title` is a key of the locale.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(&mut self, title: &'static str, work: impl FnOnce(&Worker<T>) + Send + 'static) -> std::io::Result<JobId> {
        let id = JobId(self.next);
        self.next += 1;
        let progress = Progress::default();
        let worker = Worker { progress: progress.clone(), sender: self.sender.clone(), wake: Arc::clone(&self.wake), id };
        // A failed start drops the worker, which then reports the end of a job nobody knows; harmless.
        std::thread::Builder::new().name("job".into()).spawn(move || work(&worker))?;
        self.running.push(Job { id, title, progress, started: Instant::now() });
        Ok(id)
    }

    /// Starts what only looks after something, for minutes: it is not among the running jobs, and ends with the program.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start_aside(&mut self, work: impl FnOnce(&Worker<T>) + Send + 'static) -> std::io::Result<()> {
        let id = JobId(self.next);
        self.next += 1;
        let worker = Worker { progress: Progress::default(), sender: self.sender.clone(), wake: Arc::clone(&self.wake), id };
        std::thread::Builder::new().name("aside".into()).spawn(move || work(&worker)).map(drop)
    }

    /// The running jobs, the oldest first.
    #[must_use]
    pub fn running(&self) -> &[Job] {
        &self.running
    }

    /// Whether a job of this title is running.
    #[must_use]
    pub fn is_running(&self, title: &str) -> bool {
        self.running.iter().any(|job| job.title == title)
    }

    /// Asks for another frame: what jobs have sent was not all taken in.
    pub fn wake(&self) {
        (self.wake)();
    }

    /// Asks a job to stop.
    pub fn cancel(&self, id: JobId) {
        if let Some(job) = self.running.iter().find(|job| job.id == id) {
            job.progress.cancel();
        }
    }

    /// The next thing a job has sent, without waiting.
    pub fn next_outcome(&mut self) -> Option<Outcome<T>> {
        let (id, sent) = self.receiver.try_recv().ok()?;
        Some(match sent {
            Sent::Result(result) => Outcome::Result(result),
            Sent::Done => {
                self.running.retain(|job| job.id != id);
                Outcome::Ended(id)
            }
            Sent::Crashed => {
                self.running.retain(|job| job.id != id);
                Outcome::Crashed(id)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drain(jobs: &mut Jobs<u32>) -> Vec<String> {
        let mut seen = Vec::new();
        while !jobs.running().is_empty() {
            match jobs.next_outcome() {
                Some(outcome) => seen.push(format!("{outcome:?}")),
                None => std::thread::yield_now(),
            }
        }
        seen
    }

    #[test]
    fn results_come_in_order_then_the_end() {
        let mut jobs = Jobs::default();
        jobs.start("x", |worker| (1..=3).for_each(|n| worker.send(n))).unwrap();
        assert_eq!(drain(&mut jobs), ["Result(1)", "Result(2)", "Result(3)", "Ended(JobId(0))"]);
    }

    #[test]
    fn a_cancelled_job_stops() {
        let mut jobs: Jobs<u32> = Jobs::default();
        let id = jobs
            .start("x", |worker| {
                while !worker.progress().is_cancelled() {
                    std::thread::yield_now();
                }
            })
            .unwrap();
        jobs.cancel(id);
        assert_eq!(drain(&mut jobs), ["Ended(JobId(0))"]);
    }

    #[test]
    fn a_fault_in_a_job_is_reported_and_ends_it() {
        let mut jobs: Jobs<u32> = Jobs::default();
        jobs.start("x", |_| panic!("a fault on purpose")).unwrap();
        assert_eq!(drain(&mut jobs), ["Crashed(JobId(0))"]);
    }
}
