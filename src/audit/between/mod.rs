//! The checks between a report and the earlier ones of its place.

mod implied;
mod planned;
mod retold;
mod seasons;
mod summed;

pub use implied::Implied;
pub use planned::Planned;
pub use retold::Retold;
pub use seasons::Seasons;
pub use summed::Summed;
