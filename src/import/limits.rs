//! How much of anything is read. One place for all limits.

/// The largest file, in bytes.
pub const FILE_BYTES: u64 = 512 * 1024 * 1024;
