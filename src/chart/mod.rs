//! Charts: what to show ([`spec`]), which the data allow, and how they lie on paper: a [`spec::ChartSpec`] is laid out
//! by its kind into a [`scene::Scene`] in millimetres.

pub mod fonts;
pub mod layout;
pub mod numbers;
pub mod palette;
pub mod propose;
pub mod scene;
pub mod spec;
pub mod text;
