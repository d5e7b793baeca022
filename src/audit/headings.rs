//! Headings out of sequence, and headings whose mark was lost or damaged.

use super::facts::Facts;
use super::{Check, Finding, Severity};
use std::collections::HashMap;

/// See the file.
pub struct Headings;

impl Check for Headings {
    fn name(&self) -> &'static str {
        "headings"
    }

    fn run(&self, facts: &Facts<'_>, found: &mut Vec<Finding>) {
        let text = facts.report.document.text.as_str();
        // The number of the last sibling, by parent and level.
        let mut last: HashMap<(Option<usize>, u8), u32> = HashMap::new();
        let mut repaired = Vec::new();
        for heading in &facts.report.outline.headings {
            let title = heading.title.of(text).trim();
            let before = heading.number.and_then(|number| last.insert((heading.parent, heading.level), number));
            if heading.repaired {
                repaired.push(heading.title);
                continue;
            }
            let (Some(number), Some(before)) = (heading.number, before) else { continue };
            // Back to 1 begins another list.
            if number != before.saturating_add(1) && number != 1 {
                let finding = Finding::new("headings", Severity::Doubt, facts, &[]).at(&[heading.title]);
                let numbers = [("title", title), ("before", &*before.to_string()), ("number", &*number.to_string())];
                found.push(finding.said("audit.heading.said", "audit.heading.next", &numbers));
            }
        }
        if !repaired.is_empty() {
            let finding = Finding::new("headings", Severity::Note, facts, &[]).at(&repaired);
            let count = repaired.len().to_string();
            found.push(finding.said("audit.heading.repaired", "audit.heading.next", &[("count", &count)]));
        }
    }
}
