//! What a report says, in lines: to hold two readings of the same report against each other.

use gangmu::library::Report;

/// What is said of every heading and figure, without where it stands.
pub fn told(report: &Report) -> Vec<String> {
    let text = &report.document.text;
    let headings = report.outline.headings.iter().map(|h| format!("{} {:?} {} {}", h.level, h.number, h.marker.of(text), h.title.of(text)));
    let figures = report.observations.iter().map(|o| {
        let words = report.words(o.place);
        format!(
            "{words} | {:?} {:?} {:?} {:?} {} {:?} {:?} {:?}",
            o.indicator, o.measure, o.basis, o.value, o.unit, o.status, o.period, o.scope
        )
    });
    headings.chain(figures).collect()
}

/// Title, issuer, date, index number and place, as the front matter says them.
pub fn front(report: &Report) -> String {
    let (text, front) = (&report.document.text, &report.front);
    let words = [front.title, front.issuer, front.index_number, front.region].map(|span| span.map_or("", |s| s.of(text)));
    format!("{} {:?}", words.join(" | "), front.issued_on)
}
