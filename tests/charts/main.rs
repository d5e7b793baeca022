//! Charts and pages on paper: what they say, that nothing overlaps or leaves the page, that a PDF reads back.

mod fixtures;
mod generated;
mod pages;
mod scenes;
