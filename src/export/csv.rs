//! CSV of figures as people read them: one line a figure, with the sentence or cell it comes from. UTF-8 with a byte order
//! mark, without which Excel reads Chinese as another encoding.

use super::{ExportError, Exporter, Material, Takes};
use crate::indicator::{Measure, Observation, Status, Value};
use crate::library::{ObservationRef, Report};
use crate::page::Citation;

/// Writes CSV.
pub struct Csv;

/// The head, one name a column.
const HEAD: [&str; 17] = [
    "地区",
    "报告",
    "指标",
    "类型",
    "比较基准",
    "数值",
    "数值上限",
    "修饰",
    "单位",
    "状态",
    "时期",
    "范围",
    "把握",
    "出处",
    "原文",
    "原句",
    "文件",
];

impl Exporter for Csv {
    fn id(&self) -> &'static str {
        "csv"
    }

    fn ending(&self) -> &'static str {
        "csv"
    }

    fn takes(&self) -> Takes {
        Takes::Figures
    }

    fn export(&self, material: &Material<'_>) -> Result<Vec<u8>, ExportError> {
        list("\u{feff}", HEAD, material, |figure| {
            let Figure { report, observation: o, citation, low, high, .. } = figure;
            [
                words(report.region()),
                words(&citation.report),
                words(o.indicator.name()),
                measure(o.measure).to_owned(),
                o.basis.map_or("", |b| b.name()).to_owned(),
                low,
                high,
                o.qualifier.map_or("", |q| q.name()).to_owned(),
                words(&o.unit),
                status(o.status).to_owned(),
                o.period.map_or(String::new(), |p| p.in_chinese()),
                words(o.scope.as_deref().unwrap_or("")),
                format!("{:.2}", o.confidence),
                words(&citation.section),
                words(&citation.words),
                words(&citation.sentence),
                words(&citation.file),
            ]
        })
    }
}

/// A figure to be listed.
pub(super) struct Figure<'a> {
    /// Which it is.
    pub at: ObservationRef,
    /// The report that tells it.
    pub report: &'a Report,
    /// What was read.
    pub observation: &'a Observation,
    /// Where it stands.
    pub citation: Citation,
    /// The value; empty for a masked one.
    pub low: String,
    /// The upper end of a range; else empty.
    pub high: String,
}

/// Lists the figures under a head, one record each.
pub(super) fn list<const N: usize>(
    start: &str,
    head: [&str; N],
    material: &Material<'_>,
    fields: impl Fn(Figure<'_>) -> [String; N],
) -> Result<Vec<u8>, ExportError> {
    if material.figures.is_empty() {
        return Err(ExportError::NoFigure);
    }
    let mut out = String::from(start);
    line(&mut out, head);
    for &at in material.figures {
        let Some((report, observation)) = material.library.observation(at) else { continue };
        let Some(citation) = Citation::of(at, material.library) else { continue };
        let (low, high) = numbers(observation);
        line(&mut out, fields(Figure { at, report, observation, citation, low, high }).iter().map(String::as_str));
    }
    Ok(out.into_bytes())
}

/// The value, and the upper end of a range; a masked one is empty, and said to be so by its words.
fn numbers(o: &Observation) -> (String, String) {
    match &o.value {
        Value::Number(value) => (value.to_string(), String::new()),
        Value::Range(low, high) => (low.to_string(), high.to_string()),
        Value::Masked => Default::default(),
    }
}

/// The measure as a reader calls it.
pub(super) fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Level => "总量",
        Measure::Growth => "增长",
        Measure::Change => "增减",
        Measure::Share => "占比",
        Measure::Completion => "完成率",
        Measure::Rank => "位次",
    }
}

/// The status as a reader calls it.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Actual => "实际",
        Status::Target => "目标",
        Status::Forecast => "预计",
    }
}

/// Words of a source for a cell: what a spreadsheet would take for a formula gets an apostrophe before it.
fn words(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// One record after RFC 4180.
fn line<'a>(out: &mut String, fields: impl IntoIterator<Item = &'a str>) {
    for (i, field) in fields.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        if field.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(field);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_never_formulas() {
        let mut out = String::new();
        line(&mut out, ["1,5", "他说“\"好\"”", "两\n行", "平"]);
        assert_eq!(out, "\"1,5\",\"他说“\"\"好\"\"”\",\"两\n行\",平\r\n");
        assert_eq!((words("=1+1"), words("-5%"), words("增长")), ("'=1+1".into(), "'-5%".into(), "增长".into()));
    }
}
