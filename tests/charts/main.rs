//! Charts and pages on paper: what they say, that nothing overlaps or leaves the page, that a PDF reads back.
#![expect(clippy::expect_used, reason = "a test that cannot be set up must fail")]

mod fixtures;
mod generated;
mod made;
#[path = "../support/overlap.rs"]
mod overlap;
mod pages;
mod scenes;
