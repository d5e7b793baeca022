//! The state of the program and the one place that applies its commands. Knows no egui.
//!
//! The window paints a [`State`] and collects [`Command`]s; [`State::apply`] carries them out, and [`State::poll`] takes in
//! what the background [`jobs`] have done since the frame before.

pub mod charts;
pub mod command;
pub mod comparing;
pub mod findings;
mod history;
pub mod import;
pub mod jobs;
mod keeper;
pub mod locale;
pub mod log;
pub mod made;
pub mod message;
mod navigate;
mod own_catalogue;
mod project;
pub mod review;
mod saving;
mod search;
pub mod settings;
mod sheet;
mod state;
pub mod tabling;
mod view;

pub use charts::ChartCommand;
pub use command::{Ask, Command, Step, Which};
pub use history::{History, Work};
pub use jobs::{Job, JobId, Jobs};
pub use keeper::Keeper;
pub use locale::{Language, Locale};
pub use message::{Level, Message};
pub use navigate::{Navigation, Target};
pub use own_catalogue::{add_own_catalogue, own_catalogue_path};
pub use project::OpenedProject;
pub use review::ReviewCommand;
pub use search::Search;
pub use settings::{Settings, Theme};
pub use state::{Loaded, State};
pub use view::View;
