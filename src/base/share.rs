//! Long work on many like things, shared out to threads.

use std::thread;

/// No more threads than this take part.
const MOST_THREADS: usize = 8;

/// How many threads take part in shared work.
#[must_use]
pub fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS)
}

/// Does `each` on shares of the things, and gives what came of each share, in their order. With fewer than `least`
/// things, or one thread, there is one share. A share that fails to run on its thread is done on this one.
pub fn shared<T: Sync, R: Send>(things: &[T], least: usize, each: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let parts = threads();
    if parts < 2 || things.len() < least.max(parts) {
        return vec![each(things)];
    }
    thread::scope(|scope| {
        let each = &each;
        let jobs: Vec<_> = things.chunks(things.len().div_ceil(parts)).map(|share| (scope.spawn(move || each(share)), share)).collect();
        jobs.into_iter().map(|(job, share)| job.join().unwrap_or_else(|_| each(share))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_come_in_order() {
        let things: Vec<u32> = (0..1003).collect();
        for least in [1, 5000] {
            let shares = shared(&things, least, <[u32]>::to_vec);
            assert_eq!(shares.concat(), things);
            assert!(least == 1 || shares.len() == 1);
        }
        assert_eq!(shared(&[], 0, |none: &[u8]| none.len()), [0]);
    }
}
