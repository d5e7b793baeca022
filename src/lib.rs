//! Gangmu 纲目 reads Chinese government and statistical reports: their outline, and every figure in them.
//!
//! The way of the data, in the order of the folders. A module imports only from those above it.
//!
//! 0. [`base`]: what everything stands on: byte spans, lines, exact decimals, periods, progress.
//! 1. [`document`]: a source as shown: its text with the tables in it, or the grids of its sheets.
//! 2. [`import`]: bytes and a name become a [`document::Document`]; one file per format.
//! 3. [`outline`]: the text becomes front matter (title, issuer, dates) and a tree of headings.
//! 4. [`quantity`]: the text becomes numbers with units, ranges, masks, and the periods named in it.
//! 5. [`indicator`]: quantities and table cells become [`indicator::Observation`]s: which indicator, measure, status,
//!    period and scope, and the words that say so.
//! 6. [`library`]: reports together, with the user's corrections laid over them: series of one indicator over years, months
//!    and places; words found in all.
//! 7. [`analysis`]: reports held beside each other: what is new, gone, changed; targets and what came of them.
//!    [`audit`]: figures against the figures they are made of, and against what earlier reports tell: what does not agree, and the
//!    arithmetic.
//! 8. [`chart`], [`page`], [`export`], [`project`]: what the user sees, prints, and keeps.
//!
//! [`app`] holds the state of the program and applies its commands; `ui` (behind the feature `gui`) paints it.

pub mod analysis;
pub mod app;
pub mod audit;
pub mod base;
pub mod chart;
pub mod cli;
pub mod document;
pub mod export;
pub mod import;
pub mod indicator;
pub mod library;
pub mod outline;
pub mod page;
pub mod project;
pub mod quantity;
#[cfg(feature = "gui")]
pub mod ui;
