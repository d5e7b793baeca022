//! Corrections as they stand in a project file: words and numbers only, so that the program's own types may change.

use crate::base::{Decimal, Span};
use crate::document::{CellAddress, ContentHash};
use crate::indicator::{Basis, Measure, Place, Qualifier, Status, Value};
use crate::library::corrections::{
    About, Anchor, Corrections, Decision, Dismissal, FigureCorrection, HeadingCorrection, HeadingTold, Reading,
};
use serde::{Deserialize, Serialize};

/// Everything decided about one source.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Corrections")]
pub(super) struct StoredCorrections {
    /// SHA-256 of the source, in hex.
    source: String,
    #[serde(default)]
    about: StoredAbout,
    #[serde(default)]
    figures: Vec<StoredFigure>,
    #[serde(default)]
    headings: Vec<StoredHeading>,
    #[serde(default)]
    dismissed: Vec<StoredDismissal>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(rename = "About", default)]
struct StoredAbout {
    title: Option<String>,
    issuer: Option<String>,
    place: Option<String>,
    kind: Option<String>,
    period: Option<String>,
    plan: Option<String>,
}

/// `12-30` are bytes of the text, `0,3,4` sheet, row and column.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Anchor")]
struct StoredAnchor {
    place: String,
    words: String,
    #[serde(default)]
    before: String,
    /// The indicator as read, where several figures stand there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    of: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Figure")]
struct StoredFigure {
    at: StoredAnchor,
    /// confirmed, corrected, added or discarded.
    decision: String,
    #[serde(default)]
    reading: Option<StoredReading>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Reading")]
struct StoredReading {
    indicator: String,
    measure: String,
    #[serde(default)]
    basis: Option<String>,
    /// A number, `10～12`, or `masked`.
    value: String,
    unit: String,
    status: String,
    #[serde(default)]
    period: Option<String>,
    #[serde(default)]
    scope: Option<String>,
    #[serde(default)]
    qualifier: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Heading")]
struct StoredHeading {
    at: StoredAnchor,
    /// 0 for what is no heading.
    level: u8,
    #[serde(default)]
    title: Option<StoredAnchor>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Dismissal")]
struct StoredDismissal {
    check: String,
    #[serde(default)]
    arithmetic: String,
    at: Vec<StoredAnchor>,
    #[serde(default)]
    reason: String,
}

const MASKED: &str = "masked";

/// As it is written.
pub(super) fn store(source: ContentHash, corrections: &Corrections) -> StoredCorrections {
    let about = &corrections.about;
    StoredCorrections {
        source: source.to_string(),
        about: StoredAbout {
            title: about.title.clone(),
            issuer: about.issuer.clone(),
            place: about.place.clone(),
            kind: about.kind.clone(),
            period: about.period.map(|p| p.to_string()),
            plan: about.plan.map(|p| p.to_string()),
        },
        figures: corrections.figures.iter().map(store_figure).collect(),
        headings: corrections
            .headings
            .iter()
            .map(|heading| StoredHeading {
                at: store_anchor(&heading.at),
                level: heading.told.as_ref().map_or(0, |told| told.level),
                title: heading.told.as_ref().map(|told| store_anchor(&told.title)),
            })
            .collect(),
        dismissed: corrections
            .dismissed
            .iter()
            .map(|dismissal| StoredDismissal {
                check: dismissal.check.clone(),
                arithmetic: dismissal.arithmetic.clone(),
                at: dismissal.at.iter().map(store_anchor).collect(),
                reason: dismissal.reason.clone(),
            })
            .collect(),
    }
}

fn store_anchor(anchor: &Anchor) -> StoredAnchor {
    let place = match anchor.place {
        Place::Text(span) => format!("{}-{}", span.start, span.end),
        Place::Cell(at) => format!("{},{},{}", at.sheet, at.row, at.column),
    };
    StoredAnchor { place, words: anchor.words.to_string(), before: anchor.before.to_string(), of: anchor.of.to_string() }
}

fn store_figure(figure: &FigureCorrection) -> StoredFigure {
    let decision = match figure.decision {
        Decision::Confirmed(_) => "confirmed",
        Decision::Corrected(_) => "corrected",
        Decision::Added(_) => "added",
        Decision::Discarded => "discarded",
    };
    let reading = figure.decision.reading().map(|reading| StoredReading {
        indicator: reading.indicator.clone(),
        measure: reading.measure.name().to_owned(),
        basis: reading.basis.map(|b| b.name().to_owned()),
        value: match &reading.value {
            Value::Number(n) => n.to_string(),
            Value::Range(from, to) => format!("{from}～{to}"),
            Value::Masked => MASKED.to_owned(),
        },
        unit: reading.unit.clone(),
        status: reading.status.name().to_owned(),
        period: reading.period.map(|p| p.to_string()),
        scope: reading.scope.clone(),
        qualifier: reading.qualifier.map(|q| q.name().to_owned()),
    });
    StoredFigure { at: store_anchor(&figure.at), decision: decision.to_owned(), reading }
}

/// As it is worked with; else the words that are no such thing.
pub(super) fn restore(stored: StoredCorrections) -> Result<(ContentHash, Corrections), String> {
    let source = ContentHash::from_hex(&stored.source).ok_or(stored.source)?;
    let about = stored.about;
    let corrections = Corrections {
        about: About {
            title: about.title,
            issuer: about.issuer,
            place: about.place,
            kind: about.kind,
            period: parsed(about.period)?,
            plan: parsed(about.plan)?,
        },
        figures: stored.figures.into_iter().map(restore_figure).collect::<Result<_, _>>()?,
        headings: stored.headings.into_iter().map(restore_heading).collect::<Result<_, _>>()?,
        dismissed: stored
            .dismissed
            .into_iter()
            .map(|d| {
                let at = d.at.into_iter().map(restore_anchor).collect::<Result<_, _>>()?;
                Ok(Dismissal { check: d.check, arithmetic: d.arithmetic, at, reason: d.reason })
            })
            .collect::<Result<_, String>>()?,
    };
    Ok((source, corrections))
}

pub(super) fn parsed<T: std::str::FromStr>(text: Option<String>) -> Result<Option<T>, String> {
    text.map(|text| text.parse().map_err(|_| text)).transpose()
}

fn restore_anchor(stored: StoredAnchor) -> Result<Anchor, String> {
    let place = place_of(&stored.place).ok_or(stored.place)?;
    Ok(Anchor { place, words: stored.words.into(), before: stored.before.into(), of: stored.of.into() })
}

fn place_of(text: &str) -> Option<Place> {
    if let Some((start, end)) = text.split_once('-') {
        let (start, end) = (start.parse().ok()?, end.parse().ok()?);
        return (start <= end).then_some(Place::Text(Span { start, end }));
    }
    let mut parts = text.split(',').map(str::parse);
    let mut next = || parts.next()?.ok();
    Some(Place::Cell(CellAddress { sheet: next()?, row: next()?, column: next()? }))
}

/// The one of that name.
pub(super) fn named<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, wanted: String) -> Result<T, String> {
    all.iter().copied().find(|one| name(*one) == wanted).ok_or(wanted)
}

fn restore_figure(stored: StoredFigure) -> Result<FigureCorrection, String> {
    let at = restore_anchor(stored.at)?;
    let reading = stored.reading.map(restore_reading).transpose()?;
    let decision = match (stored.decision.as_str(), reading) {
        ("confirmed", Some(reading)) => Decision::Confirmed(reading),
        ("corrected", Some(reading)) => Decision::Corrected(reading),
        ("added", Some(reading)) => Decision::Added(reading),
        ("discarded", _) => Decision::Discarded,
        _ => return Err(stored.decision),
    };
    Ok(FigureCorrection { at, decision })
}

fn restore_reading(stored: StoredReading) -> Result<Reading, String> {
    let value = match stored.value.split_once('～') {
        _ if stored.value == MASKED => Value::Masked,
        Some((from, to)) => Value::Range(decimal(from)?, decimal(to)?),
        None => Value::Number(decimal(&stored.value)?),
    };
    Ok(Reading {
        indicator: stored.indicator,
        measure: named(&Measure::ALL, Measure::name, stored.measure)?,
        basis: stored.basis.map(|b| named(&Basis::ALL, Basis::name, b)).transpose()?,
        value,
        unit: stored.unit,
        status: named(&Status::ALL, Status::name, stored.status)?,
        period: parsed(stored.period)?,
        scope: stored.scope,
        qualifier: stored.qualifier.map(|q| named(&Qualifier::ALL, Qualifier::name, q)).transpose()?,
    })
}

fn decimal(text: &str) -> Result<Decimal, String> {
    text.parse().map_err(|_| text.to_owned())
}

fn restore_heading(stored: StoredHeading) -> Result<HeadingCorrection, String> {
    let at = restore_anchor(stored.at)?;
    let told = match (stored.level, stored.title) {
        (0, _) => None,
        (level, Some(title)) => Some(HeadingTold { level, title: restore_anchor(title)? }),
        (level, None) => return Err(format!("level {level}")),
    };
    Ok(HeadingCorrection { at, told })
}
