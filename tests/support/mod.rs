//! What window tests share: the program's window without a screen, and pictures of it without a GPU.

pub mod raster;
pub mod window;
