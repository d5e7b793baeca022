//! What window tests share: the program's window without a screen, and pictures of it without a GPU.
#![allow(dead_code, reason = "not every test uses all of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

pub mod raster;
pub mod window;
