//! What everything stands on: spans, lines, exact decimals, periods, places, progress, shared work. Knows no reports and no files.

pub mod decimal;
pub mod divisions;
pub mod lines;
pub mod period;
pub mod progress;
pub mod share;
pub mod span;
pub mod trie;
pub mod utf8;
pub mod work;

pub use decimal::Decimal;
pub use divisions::{Area, Level, Standing};
pub use lines::LineIndex;
pub use period::{Month, Period};
pub use progress::Progress;
pub use span::Span;
pub use trie::Trie;

/// A short text: a unit, a name, a scope. Up to 23 bytes lie in it, and more are shared by its copies.
pub type Text = smol_str::SmolStr;
