//! Charts: what to show ([`spec`]), which the data allow ([`propose`]) or the user picks ([`recipe`]), and how they lie on
//! paper: a [`spec::ChartSpec`] is laid out by its kind into a [`scene::Scene`] in millimetres.

pub(crate) mod figures;
pub mod fonts;
pub mod layout;
pub mod numbers;
mod pace;
pub mod palette;
pub mod propose;
pub mod recipe;
pub mod scene;
pub mod spare;
pub mod spec;
#[cfg(test)]
mod testing;
pub mod text;
