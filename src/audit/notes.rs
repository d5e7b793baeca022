//! Figures that the report hides or does not date: no mistakes, but gaps to fill.

use super::facts::{Facts, Figure};
use super::{Check, Finding, Severity};
use crate::indicator::Value;

/// See the file.
pub struct Notes;

impl Check for Notes {
    fn name(&self) -> &'static str {
        "notes"
    }

    fn run(&self, facts: &Facts<'_>, found: &mut Vec<Finding>) {
        let masked: Vec<&Figure<'_>> = facts.figures.iter().filter(|f| f.o.value == Value::Masked).collect();
        let undated: Vec<&Figure<'_>> = facts.figures.iter().filter(|f| f.o.period.is_none() && f.o.value != Value::Masked).collect();
        for (figures, said, next) in
            [(masked, "audit.masked.said", "audit.masked.next"), (undated, "audit.undated.said", "audit.undated.next")]
        {
            if !figures.is_empty() {
                let count = figures.len().to_string();
                found.push(Finding::new("notes", Severity::Note, facts, &figures).said(said, next, &[("count", &count)]));
            }
        }
    }
}
