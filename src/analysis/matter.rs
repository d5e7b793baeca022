//! What two figures must share to be held against each other.

use crate::base::Text;
use crate::indicator::{Basis, IndicatorName, Measure, Observation};
use crate::library::table::{category_rank, unusual};
use crate::quantity::{Dimension, units};

/// What a figure is about, apart from place, time and status: an indicator in one measure, of one scope, against one basis.
///
/// In order by category, then as the catalogue has them; what the catalogue does not know comes last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Matter {
    category: u8,
    /// What is measured.
    pub indicator: IndicatorName,
    /// Whose figure, where it is not the report's own area's.
    pub scope: Option<Text>,
    /// In what way.
    pub measure: Measure,
    /// Against what, where it is not the usual 同比.
    pub basis: Option<Basis>,
    /// What its unit counts; 元 and % never stand for the same.
    dimension: Option<Dimension>,
    /// The unit itself, where the dimension does not say what is counted: an unknown one, or a count that the catalogue does not know.
    unit: Text,
}

impl Matter {
    /// What a figure is about.
    #[must_use]
    pub fn of(o: &Observation) -> Self {
        let dimension = units().dimension(&o.unit);
        let known = matches!(o.indicator, IndicatorName::Known(_));
        let told = match dimension {
            None | Some(Dimension::Other) => false,
            Some(Dimension::Count) => known,
            Some(_) => true,
        };
        Self {
            category: category_rank(o.indicator.category()),
            indicator: o.indicator.clone(),
            scope: o.scope.clone(),
            measure: o.measure,
            basis: unusual(o.basis),
            dimension,
            unit: if told { Text::default() } else { o.unit.clone() },
        }
    }
}
