//! Findings of the checks, put into words.

use super::Locale;
use crate::audit::{Finding, Severity};

/// What a finding says, in a language, without its arithmetic.
#[must_use]
pub fn said(finding: &Finding, locale: &Locale) -> String {
    let key = if finding.severity == Severity::Holds { "audit.holds.said" } else { finding.said };
    locale.tell(key, &values(finding))
}

/// What to do about a finding; empty where all is in order.
#[must_use]
pub fn next(finding: &Finding, locale: &Locale) -> String {
    if finding.severity == Severity::Holds {
        return String::new();
    }
    locale.tell(finding.next, &values(finding))
}

fn values(finding: &Finding) -> Vec<(&str, &str)> {
    finding.values.iter().map(|(name, value)| (*name, value.as_str())).collect()
}
