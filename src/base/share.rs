//! Long work on many like things, shared out to threads.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

/// No more threads than this take part.
const MOST_THREADS: usize = 8;

/// How many threads take part in shared work.
#[must_use]
pub fn threads() -> usize {
    // Asked of the system once: it reads files to tell, and a sheet may have a hundred thousand tables.
    static COUNT: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS));
    *COUNT
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

/// Does `each` on pieces of so many things, on several threads, and hands what came of each piece to `take`, in their order, while
/// others are being done: what is taken need not all be held twice.
pub fn in_order<T: Sync, R: Send>(things: &[T], piece: usize, each: impl Fn(&[T]) -> R + Sync, mut take: impl FnMut(R)) {
    let pieces: Vec<&[T]> = things.chunks(piece.max(1)).collect();
    let count = threads().min(pieces.len());
    if count < 2 {
        return pieces.into_iter().for_each(|piece| take(each(piece)));
    }
    let (next, (sender, done)) = (AtomicUsize::new(0), channel());
    thread::scope(|scope| {
        for _ in 0..count {
            let (sender, next, pieces, each) = (sender.clone(), &next, &pieces, &each);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(piece) = pieces.get(at) else { return };
                    if sender.send((at, each(piece))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let (mut early, mut wanted) = (BTreeMap::new(), 0);
        for (at, result) in done {
            early.insert(at, result);
            while let Some(result) = early.remove(&wanted) {
                take(result);
                wanted += 1;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_in_order() {
        let things: Vec<u32> = (0..1003).collect();
        for piece in [0, 1, 10, 5000] {
            let mut all = Vec::new();
            in_order(&things, piece, <[u32]>::to_vec, |mut some| all.append(&mut some));
            assert_eq!(all, things, "{piece}");
        }
        in_order(&[], 3, |none: &[u8]| none.len(), |_| panic!("there is nothing"));
    }

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
