//! What the user keeps. A project holds sources byte for byte and what the user decided, never what was derived from
//! them: outline and figures are read anew each time it opens, so a better reader improves old projects.

mod charts;
mod corrections;
mod error;
mod file;
pub mod journal;
mod lock;
pub mod samples;
mod save;

pub use error::ProjectError;
pub use file::{PlacedChart, ProjectFile, StoredSource, VERSION, View, open, pack};
pub use lock::{NoLock, ProjectLock};
pub use save::{save, write_atomic};
