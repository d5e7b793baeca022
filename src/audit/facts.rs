//! A report as the checks see it: its figures in sentences, each with what it may stand for.

use crate::base::{Decimal, Span};
use crate::document::CellAddress;
use crate::indicator::{IndicatorName, Interval, Measure, Observation, Place, Status, Value};
use crate::library::Report;
use crate::quantity::{Dimension, units};

/// What ends a sentence; many reports write the half-width forms.
const ENDS: [char; 8] = ['。', '！', '？', '；', '!', '?', ';', '\n'];

/// A sentence of more figures than this is a list or a table run together, and no statement to be checked.
const SENTENCE_FIGURES: usize = 120;

/// One figure of the running text.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    /// Its index among the report's observations.
    pub index: u32,
    /// What was read.
    pub o: &'a Observation,
    /// Where number and unit stand.
    pub span: Span,
    /// Which sentence, counted from the report's begin.
    pub sentence: usize,
    /// What it may stand for; `None` where no bound can be told.
    pub amount: Option<Interval>,
    /// What its unit counts.
    pub dimension: Option<Dimension>,
}

impl Figure<'_> {
    /// Whether it is one number of this measure.
    #[must_use]
    pub fn is(&self, measure: Measure) -> bool {
        self.o.measure == measure && self.amount.is_some()
    }

    /// Whether it counts or weighs something, and is no rate.
    #[must_use]
    pub fn is_amount(&self) -> bool {
        !matches!(self.dimension, None | Some(Dimension::Percent | Dimension::Point | Dimension::Times | Dimension::Rank))
    }

    /// Whether it is about the same thing of the same place as the other.
    #[must_use]
    pub fn same_subject(&self, other: &Self) -> bool {
        self.o.indicator == other.o.indicator && self.o.scope == other.o.scope
    }

    /// The number as printed, without unit; empty for ranges and masks.
    #[must_use]
    pub fn number(&self) -> Decimal {
        match self.o.value {
            Value::Number(value) => value,
            Value::Range(..) | Value::Masked => Decimal::ZERO,
        }
    }

    /// Number and unit, to be shown: 6.01亿元.
    #[must_use]
    pub fn shown(&self) -> String {
        let unit = if self.o.unit.as_ref() == "％" { "%" } else { &self.o.unit };
        format!("{}{unit}", self.number())
    }

    /// Its indicator in the catalogue.
    #[must_use]
    pub fn known(&self) -> Option<u16> {
        match self.o.indicator {
            IndicatorName::Known(index) => Some(index),
            IndicatorName::Phrase(_) => None,
        }
    }

    /// Whether it is a plan or goal.
    #[must_use]
    pub fn is_target(&self) -> bool {
        self.o.status == Status::Target
    }
}

/// Whether some two amounts of one dimension among the figures stand to each other as asked: where a rate follows from these, it is not
/// certain that it is told of others.
#[must_use]
pub fn any_two(figures: &[Figure<'_>], asked: impl Fn(Interval, Interval) -> Option<bool>) -> bool {
    let amounts = || figures.iter().filter(|f| f.is_amount() && f.amount.is_some());
    amounts().any(|a| {
        let others = amounts().filter(|b| b.index != a.index && b.dimension == a.dimension);
        others.filter_map(|b| asked(a.amount?, b.amount?)).any(|fits| fits)
    })
}

/// One figure of a table: of a sheet, or of a table within the text.
#[derive(Clone, Copy, Debug)]
pub struct Tabled<'a> {
    /// What was read; its place in the text says nothing.
    pub figure: Figure<'a>,
    /// Where it stands: the sheet, or the table among those of the text, row and column.
    pub at: CellAddress,
}

/// One report, prepared once for all checks.
pub struct Facts<'a> {
    /// The report.
    pub report: &'a Report,
    /// The figures of its running text, in order. Those of tables are not among them.
    pub figures: Vec<Figure<'a>>,
}

impl<'a> Facts<'a> {
    /// Prepares a report. Linear in its text.
    #[must_use]
    pub fn of(report: &'a Report) -> Self {
        let text = report.document.text.as_str();
        let ends: Vec<usize> = text.match_indices(ENDS).map(|(at, _)| at).collect();
        let figures = report
            .observations
            .iter()
            .zip(0_u32..)
            .filter_map(|(o, index)| {
                let Place::Text(span) = o.place else { return None };
                if report.document.table_cell(span.start as usize).is_some() {
                    return None;
                }
                Some(Figure {
                    index,
                    o,
                    span,
                    sentence: ends.partition_point(|&end| end < span.start as usize),
                    amount: Interval::of(o, span.of(text)),
                    dimension: units().dimension(&o.unit),
                })
            })
            .collect();
        Self { report, figures }
    }

    /// The figures of its tables, in order; each table's follow each other.
    #[must_use]
    pub fn tabled(&self) -> Vec<Tabled<'a>> {
        let observations = self.report.observations.iter().zip(0_u32..);
        let mut tabled: Vec<Tabled<'a>> = observations
            .filter_map(|(o, index)| {
                let (_, at) = self.report.cell(o.place)?;
                let amount = Interval::of(o, self.report.words(o.place));
                let figure = Figure { index, o, span: Span::new(0, 0), sentence: 0, amount, dimension: units().dimension(&o.unit) };
                Some(Tabled { figure, at })
            })
            .collect();
        tabled.sort_by_key(|tabled| (tabled.at.sheet, tabled.figure.index));
        tabled
    }

    /// The report's title on one line.
    #[must_use]
    pub fn title(&self) -> String {
        self.report.title().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The sentences that hold figures, in order.
    pub fn sentences(&self) -> impl Iterator<Item = &[Figure<'a>]> {
        self.figures.chunk_by(|a, b| a.sentence == b.sentence).filter(|figures| figures.len() <= SENTENCE_FIGURES)
    }

    /// The text between the ends of two places; empty where they do not follow each other.
    #[must_use]
    pub fn between(&self, first: &Figure<'_>, second: &Figure<'_>) -> &'a str {
        self.report.document.text.get(first.span.end as usize..second.span.start as usize).unwrap_or("")
    }

    /// The words before a figure, from the figure before it or the sentence's begin, without white space at the end.
    #[must_use]
    pub fn before(&self, sentence: &[Figure<'_>], at: usize) -> &'a str {
        let text = self.report.document.text.as_str();
        let Some(figure) = sentence.get(at) else { return "" };
        let start = at.checked_sub(1).and_then(|i| sentence.get(i)).map_or(0, |f| f.span.end as usize);
        let words = text.get(start..figure.span.start as usize).unwrap_or("");
        words.rsplit(ENDS).next().unwrap_or("").trim_end()
    }
}
