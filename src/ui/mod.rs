//! The window: paints the state and emits commands.
