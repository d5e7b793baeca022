//! Charts made by hand as they stand in a project file: words and numbers only, so that the program's own types may change.

use super::corrections::{named, parsed};
use crate::base::Period;
use crate::chart::recipe::{Across, Order, Recipe, Topic};
use crate::chart::spec::ChartKind;
use crate::indicator::{Basis, IndicatorName, Measure, Status};
use serde::{Deserialize, Serialize};

/// A chart made by hand.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Chart")]
pub(super) struct StoredChart {
    id: u32,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    topics: Vec<StoredTopic>,
    #[serde(default)]
    places: Vec<String>,
    #[serde(default)]
    periods: Vec<String>,
    #[serde(default)]
    statuses: Vec<String>,
    #[serde(default)]
    across: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    decimals: Option<u32>,
    /// told, falling or rising; nothing means told.
    #[serde(default)]
    order: Option<String>,
    #[serde(default)]
    highlight: Option<String>,
    #[serde(default)]
    target: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Topic")]
struct StoredTopic {
    indicator: String,
    /// Whether the name is the report's own words, and none of the catalogue's.
    #[serde(default)]
    own_words: bool,
    measure: String,
    #[serde(default)]
    basis: Option<String>,
    #[serde(default)]
    scope: String,
}

/// As it is written.
pub(super) fn store(recipe: &Recipe) -> StoredChart {
    let topic = |topic: &Topic| StoredTopic {
        indicator: topic.indicator.name().to_owned(),
        own_words: matches!(topic.indicator, IndicatorName::Phrase(_)),
        measure: topic.measure.name().to_owned(),
        basis: topic.basis.map(|b| b.name().to_owned()),
        scope: topic.scope.clone(),
    };
    StoredChart {
        id: recipe.id,
        title: recipe.title.clone(),
        topics: recipe.topics.iter().map(topic).collect(),
        places: recipe.places.clone(),
        periods: recipe.periods.iter().map(Period::to_string).collect(),
        statuses: recipe.statuses.iter().map(|s| s.name().to_owned()).collect(),
        across: recipe.across.map(|a| a.name().to_owned()),
        kind: recipe.kind.map(|k| k.key().to_owned()),
        unit: recipe.unit.clone(),
        decimals: recipe.decimals,
        order: (recipe.order != Order::Told).then(|| recipe.order.name().to_owned()),
        highlight: recipe.highlight.clone(),
        target: recipe.target,
    }
}

/// As it is worked with; else the words that are no such thing.
pub(super) fn restore(stored: StoredChart) -> Result<Recipe, String> {
    let topic = |topic: StoredTopic| -> Result<Topic, String> {
        Ok(Topic {
            indicator: if topic.own_words { IndicatorName::Phrase(topic.indicator.into()) } else { IndicatorName::of(&topic.indicator) },
            measure: named(&Measure::ALL, Measure::name, topic.measure)?,
            basis: topic.basis.map(|b| named(&Basis::ALL, Basis::name, b)).transpose()?,
            scope: topic.scope,
        })
    };
    let recipe = Recipe {
        id: stored.id,
        title: stored.title,
        topics: stored.topics.into_iter().map(topic).collect::<Result<_, _>>()?,
        places: stored.places,
        periods: stored.periods.into_iter().filter_map(|p| parsed(Some(p)).transpose()).collect::<Result<_, _>>()?,
        statuses: stored.statuses.into_iter().map(|s| named(&Status::ALL, Status::name, s)).collect::<Result<_, _>>()?,
        across: stored.across.map(|a| named(&Across::ALL, Across::name, a)).transpose()?,
        kind: stored.kind.map(|k| named(&ChartKind::ALL, ChartKind::key, k)).transpose()?,
        unit: stored.unit,
        decimals: stored.decimals,
        order: stored.order.map(|o| named(&Order::ALL, Order::name, o)).transpose()?.unwrap_or_default(),
        highlight: stored.highlight,
        target: stored.target,
    };
    Ok(recipe.mended())
}
