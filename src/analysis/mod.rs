//! Reports held beside each other: one against another, its outline against the other's, one indicator over years and
//! places, and what was aimed at against what came. Knows nothing of the screen, and judges no figure wrong: that is the audit's.

mod area;
pub mod compare;
mod difference;
mod matter;
pub mod outlines;
pub mod spread;
pub mod targets;

pub use area::RefArea;
pub use difference::Difference;
pub use matter::Matter;
