//! Charts: what to show ([`spec`]), which the data allow, and how they lie on paper.

pub mod fonts;
pub mod spec;
