//! Counts, in tests only, how much of a text is looked at: reading must stay linear whatever stands in it. Times would tell of the
//! machine; counts tell of the code.

/// Says that so much was looked at: characters, bytes or entries.
#[cfg(not(test))]
#[inline]
pub fn done(_amount: usize) {}

#[cfg(test)]
pub use counted::{done, is_linear};

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local!(static WORK: Cell<usize> = const { Cell::new(0) });

    /// Says that so much was looked at.
    pub fn done(amount: usize) {
        WORK.set(WORK.get() + amount);
    }

    /// Holds that reading each piece again and again takes work in proportion to its length, and at most `most` a byte.
    pub fn is_linear(pieces: &[&str], most: usize, read: impl Fn(&str)) {
        let work = |text: &str| {
            WORK.set(0);
            read(text);
            WORK.get()
        };
        for piece in pieces {
            let text = |size: usize| piece.repeat(size / piece.len());
            let (once, twice) = (work(&text(10_000)), work(&text(20_000)));
            assert!(twice < 3 * once + 4096, "{piece:?}: {once} then {twice}");
            assert!(twice < 20_000 * most, "{piece:?}: {twice}");
        }
    }
}
