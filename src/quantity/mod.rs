//! The text becomes quantities: numbers with their units, ranges, masks, and the periods named around them.
//! Knows nothing of what a figure measures.

mod masks;
pub mod numerals;
pub mod periods;
mod reader;
mod spoken;
mod tail;
pub mod units;

pub use periods::PeriodWord;
pub use reader::{Found, read_at, starts};
pub use units::{Dimension, units};

use crate::base::{Decimal, Span};

/// A number with its unit, as it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// Number and unit, and 余, 多, 几 between them.
    pub span: Span,
    /// The number.
    pub number: Number,
    /// The unit as written with its scale, if one stands there. For 两亿三千万元 the larger scale.
    pub unit: Unit,
    /// How it is written.
    pub form: Form,
    /// 余, 多, 几 stands between number and unit.
    pub odd: bool,
}

/// The number of a quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// One number.
    Exact(Decimal),
    /// From–to.
    Range(Decimal, Decimal),
    /// xx.x, **, 1X: hidden.
    Masked,
}

/// The unit of a quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// What it counts; `None` where no unit stands.
    pub dimension: Option<Dimension>,
    /// Where scale and unit are written; empty where none stands, or where the unit is understood (三成 is %).
    pub written: Span,
    /// A scale with nothing after it (4.5亿): the unit proper is left out.
    pub bare_scale: bool,
}

/// How a quantity is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Digits with or without a unit.
    Digits,
    /// Chinese numerals.
    Chinese,
    /// A bare scale without a numeral: 亿元, 千亿.
    BareScale,
    /// 第N, 首位.
    Ordinal,
    /// 三成, 九成五, 百分之五; the unit is %.
    Parts,
    /// 三分之一; the unit is %.
    Fraction,
    /// 翻番, 翻两番, 零增长; the unit is %.
    Doubling,
    /// One number of a:b:c; which (0-based) of how many.
    Ratio(u8, u8),
    /// Hidden digits.
    Mask,
}
