//! The state of the program and the one place that applies its commands. Knows no egui.
