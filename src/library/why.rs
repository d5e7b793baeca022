//! Why a figure was read as it was: for each of its attributes, where the report says it.

use super::report::Report;
use crate::base::Span;
use crate::document::CellAddress;
use crate::indicator::{Attribute, Observation, Place, Status};

/// What gave one attribute of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason<'a> {
    /// Which attribute.
    pub attribute: Attribute,
    /// What gave it.
    pub ground: Ground<'a>,
}

/// What an attribute rests on: words of the report, told by where they stand, or that nothing else is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground<'a> {
    /// Words of the figure's own sentence.
    Sentence(&'a str),
    /// Words of the text before its sentence.
    Before(&'a str),
    /// Words that follow its sentence.
    After(&'a str),
    /// Words of a heading above it.
    Heading(&'a str),
    /// Words of the report's title.
    Title(&'a str),
    /// What a cell of its table shows.
    Cell(CellAddress, &'a str),
    /// The unit it is written with.
    Unit(&'a str),
    /// The period is the report's own.
    OwnPeriod,
    /// The period follows from what is told around it.
    Context,
    /// No period is told at all.
    Undated,
    /// No word of plan or estimate: it has happened.
    Happened,
    /// The section tells of plans.
    Plans,
    /// No other area or part is named: the report's own.
    OwnArea,
}

impl Report {
    /// What gave each attribute of the figure, in the order in which a reader asks. Empty where a person has told the figure: then
    /// nobody's words but theirs stand for it.
    #[must_use]
    pub fn reasons<'a>(&'a self, o: &'a Observation) -> Vec<Reason<'a>> {
        if o.evidence.is_empty() {
            return Vec::new();
        }
        let said =
            |attribute: Attribute| o.evidence.iter().filter(|e| e.attribute == attribute).find_map(|e| self.ground(e.place, o.place));
        let of = |attribute, ground| Reason { attribute, ground };
        let mut reasons = Vec::new();
        reasons.extend(said(Attribute::Indicator).map(|ground| of(Attribute::Indicator, ground)));
        let measure = said(Attribute::Measure).or_else(|| said(Attribute::Sign));
        reasons.push(of(Attribute::Measure, measure.unwrap_or(Ground::Unit(&o.unit))));
        let period = said(Attribute::Period).filter(|_| o.period.is_some());
        let period = period.unwrap_or(match o.period {
            None => Ground::Undated,
            Some(_) if o.period == self.periods.period => Ground::OwnPeriod,
            Some(period) => self.dated_by_heading(o, period.last_year()).unwrap_or(match o.status {
                Status::Target if o.period == self.periods.plan => Ground::Plans,
                _ => Ground::Context,
            }),
        });
        reasons.push(of(Attribute::Period, period));
        let status = said(Attribute::Status).unwrap_or(match o.status {
            Status::Actual => Ground::Happened,
            Status::Target => Ground::Plans,
            Status::Forecast => Ground::Context,
        });
        reasons.push(of(Attribute::Status, status));
        let scope = said(Attribute::Scope).unwrap_or(if o.scope.is_some() { Ground::Context } else { Ground::OwnArea });
        reasons.push(of(Attribute::Scope, scope));
        reasons.extend(said(Attribute::Unit).map(|ground| of(Attribute::Unit, ground)));
        reasons
    }

    /// The innermost heading above the figure that names the year.
    fn dated_by_heading(&self, o: &Observation, year: i16) -> Option<Ground<'_>> {
        let year = format!("{year}年");
        let headings = &self.outline.headings;
        let above = std::iter::successors(o.heading.map(|h| h as usize), |&h| headings.get(h)?.parent);
        let titles = above.filter_map(|h| headings.get(h)).map(|h| h.title.of(&self.document.text));
        titles.filter_map(|title| title.get(title.find(&year)?..)?.get(..year.len())).map(Ground::Heading).next()
    }

    /// Where the words at `place` stand, seen from the figure; `None` where there are none.
    fn ground(&self, place: Place, figure: Place) -> Option<Ground<'_>> {
        let words = self.words(place).trim();
        if words.is_empty() {
            return None;
        }
        if let Some((_, cell)) = self.cell(place) {
            return Some(Ground::Cell(cell, words));
        }
        let (Place::Text(words_at), Place::Text(figure)) = (place, figure) else { return Some(Ground::Before(words)) };
        let within = |outer: Span| outer.start <= words_at.start && words_at.end <= outer.end;
        let heading = |at: &crate::outline::Heading| within(at.title);
        Some(if within(self.sentence_span(figure)) {
            Ground::Sentence(words)
        } else if self.front.title.is_some_and(within) {
            Ground::Title(words)
        } else if self.outline.headings.iter().any(heading) {
            Ground::Heading(words)
        } else if words_at.start > figure.start {
            Ground::After(words)
        } else {
            Ground::Before(words)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Attribute, Ground};
    use crate::document::{Document, Format};
    use crate::library::Report;

    const TEXT: &str = "澄渡市2023年国民经济运行情况\n\n\
        一、工业\n规模以上工业增加值312.5亿元，同比增长6.8%；预计利润总额42亿元。\n（一）2022年\n工业投资18.6亿元。\n";

    fn report(text: &str) -> Report {
        Report::read(Document::of_text("a.txt", Format::Text, None, text.to_owned(), text.as_bytes()), text.as_bytes().into())
    }

    fn ground<'a>(report: &'a Report, words: &str, attribute: Attribute) -> Ground<'a> {
        let o = report.observations.iter().find(|o| report.words(o.place) == words).expect("the figure is found");
        report.reasons(o).into_iter().find(|r| r.attribute == attribute).expect("the attribute has a reason").ground
    }

    #[test]
    fn each_attribute_names_what_gave_it() {
        let report = report(TEXT);
        assert_eq!(ground(&report, "312.5亿元", Attribute::Indicator), Ground::Sentence("规模以上工业增加值"));
        assert_eq!(ground(&report, "312.5亿元", Attribute::Measure), Ground::Unit("亿元"));
        assert_eq!(ground(&report, "312.5亿元", Attribute::Period), Ground::OwnPeriod);
        assert_eq!(ground(&report, "312.5亿元", Attribute::Status), Ground::Happened);
        assert_eq!(ground(&report, "312.5亿元", Attribute::Scope), Ground::OwnArea);
        assert_eq!(ground(&report, "6.8%", Attribute::Measure), Ground::Sentence("增长"));
        assert_eq!(ground(&report, "42亿元", Attribute::Status), Ground::Sentence("预计"));
        assert_eq!(ground(&report, "18.6亿元", Attribute::Period), Ground::Heading("2022年"));
    }
}
