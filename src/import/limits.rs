//! How much of anything is read. One place for all limits.

/// The largest file, in bytes.
pub const FILE_BYTES: u64 = 512 * 1024 * 1024;

/// The most sources in one project.
pub const PROJECT_SOURCES: usize = 4096;

/// All sources of one project together, unpacked, in bytes.
pub const PROJECT_BYTES: u64 = 1024 * 1024 * 1024;
