//! CSV of figures as people read them: one line a figure, with the sentence or cell it comes from. UTF-8 with a byte order
//! mark, without which Excel reads Chinese as another encoding.

use super::{ExportError, Exporter, Material, Takes};
use crate::indicator::{Measure, Observation, Status, Value};
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
        if material.figures.is_empty() {
            return Err(ExportError::NoFigure);
        }
        let mut out = String::from("\u{feff}");
        line(&mut out, HEAD);
        for &at in material.figures {
            let Some((report, o)) = material.library.observation(at) else { continue };
            let Some(citation) = Citation::of(at, material.library) else { continue };
            let (low, high) = numbers(o);
            let fields = [
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
            ];
            line(&mut out, fields.iter().map(String::as_str));
        }
        Ok(out.into_bytes())
    }
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
pub(super) fn line<'a>(out: &mut String, fields: impl IntoIterator<Item = &'a str>) {
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
