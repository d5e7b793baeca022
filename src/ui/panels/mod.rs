//! One file a panel. A panel reads the state, paints, and emits commands.

pub mod charts;
pub mod compare;
pub mod deck;
pub mod indicators;
pub mod library;
pub mod messages;
pub mod read;
pub mod settings;
pub mod welcome;
