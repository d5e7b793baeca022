//! How far a long job is, and whether the user wants it stopped.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Shared between the job, which reports and asks, and the window, which shows and cancels. Clones are the same job.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    done: AtomicUsize,
    total: AtomicUsize,
    cancelled: Arc<AtomicBool>,
    /// Whether it was given up by itself.
    given_up: AtomicBool,
}

impl Progress {
    /// The progress of one part of the job, such as one of its files: its steps are its own, and it is stopped with the job.
    #[must_use]
    pub fn part(&self) -> Self {
        Self(Arc::new(Inner { cancelled: Arc::clone(&self.0.cancelled), ..Inner::default() }))
    }

    /// Says how many steps there are.
    pub fn set_total(&self, total: usize) {
        self.0.total.store(total, Ordering::Relaxed);
    }

    /// Says that one more step is done.
    pub fn advance(&self) {
        self.0.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Steps done, and steps in all (0: not known yet).
    #[must_use]
    pub fn steps(&self) -> (usize, usize) {
        (self.0.done.load(Ordering::Relaxed), self.0.total.load(Ordering::Relaxed))
    }

    /// Asks the job to stop at its next step.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Asks this part alone to stop: the job goes on without it.
    pub fn give_up(&self) {
        self.0.given_up.store(true, Ordering::Relaxed);
    }

    /// Whether the job, or this part of it, should stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed) || self.0.given_up.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_counts_for_itself_and_stops_with_the_job() {
        let job = Progress::default();
        job.set_total(3);
        let part = job.part();
        part.set_total(20);
        part.advance();
        assert_eq!((job.steps(), part.steps(), part.is_cancelled()), ((0, 3), (1, 20), false));
        let slow = job.part();
        slow.give_up();
        assert_eq!((slow.is_cancelled(), part.is_cancelled(), job.is_cancelled()), (true, false, false));
        job.cancel();
        assert!(part.is_cancelled());
    }
}
