//! Archives of reports, each read to its last figure.
#![no_main]

#[allow(dead_code, reason = "each target drives one of them")]
#[path = "../drive.rs"]
mod drive;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drive::archive(bytes));
