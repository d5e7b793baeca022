//! Writes out what a chart part leaves to its reader's defaults. Workbook readers take an absent switch for off, as Excel
//! 2007 meant it; readers of slides and texts take it for on, as the schema says (ECMA-376 Part 1, 21.2: CT_Boolean).

/// The switches of data labels, in the schema's order.
const SWITCHES: [&str; 6] = ["showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"];

/// The chart with every switch told.
pub fn explicit(chart: &str) -> String {
    let chart = each(chart, "dLbl", labels);
    let chart = each(&chart, "dLbls", |inner| match inner.rsplit_once("</c:dLbl>") {
        Some((single, rest)) => format!("{single}</c:dLbl>{}", labels(rest)),
        None => labels(inner),
    });
    let chart = each(&chart, "barChart", |inner| {
        let inner = each(inner, "dPt", |point| after_first(point, "/>", "<c:invertIfNegative val=\"0\"/>"));
        each(&inner, "ser", |series| {
            before_first(series, &["<c:invertIfNegative", "<c:dPt>", "<c:dLbls>", "<c:cat>"], "<c:invertIfNegative val=\"0\"/>")
        })
    });
    let chart = each(&chart, "lineChart", |inner| {
        each(inner, "ser", |series| if series.contains("<c:smooth") { series.to_owned() } else { format!("{series}<c:smooth val=\"0\"/>") })
    });
    let axis = |inner: &str| {
        let told = if inner.contains("<c:delete") { inner.to_owned() } else { before_first(inner, &["<c:axPos"], "<c:delete val=\"0\"/>") };
        let ticks = "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>";
        if told.contains("TickMark") { told } else { before_first(&told, &["<c:tickLblPos"], ticks) }
    };
    let chart = each(&chart, "catAx", axis);
    let chart = each(&chart, "valAx", axis);
    let varied = |chart: String, kind: &str| {
        each(&chart, kind, |inner| {
            if inner.contains("<c:varyColors") { inner.to_owned() } else { before_first(inner, &["<c:ser>"], "<c:varyColors val=\"0\"/>") }
        })
    };
    let chart = varied(varied(chart, "barChart"), "lineChart");
    chart
        .replace("<c:layout/></c:title>", "<c:layout/><c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/>")
        .replace("<c:layout/></c:legend>", "<c:layout/><c:overlay val=\"0\"/></c:legend>")
        .replace("<c:layout/><c:txPr>", "<c:layout/><c:overlay val=\"0\"/><c:txPr>")
        .replacen("<c:lang val=\"en-US\"/>", "<c:date1904 val=\"0\"/><c:lang val=\"zh-CN\"/><c:roundedCorners val=\"0\"/>", 1)
}

/// All six switches, those that are not told as off.
fn labels(inner: &str) -> String {
    if inner.contains("<c:delete") {
        return inner.to_owned();
    }
    let on = |name: &str| inner.contains(&format!("<c:{name} val=\"1\"/>"));
    let told: String = SWITCHES.iter().map(|name| format!("<c:{name} val=\"{}\"/>", u8::from(on(name)))).collect();
    let mut rest = inner.to_owned();
    for name in SWITCHES {
        rest = rest.replace(&format!("<c:{name} val=\"1\"/>"), "");
    }
    let placed = before_first(&rest, &["<c:separator", "<c:showLeaderLines"], &told);
    if placed == rest { format!("{rest}{told}") } else { placed }
}

/// The text with the inside of every element of this name changed. Elements of the name do not hold one another.
fn each(text: &str, name: &str, change: impl Fn(&str) -> String) -> String {
    let (open, close) = (format!("<c:{name}>"), format!("</c:{name}>"));
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(&open) {
        let Some((inner, after)) = after.split_once(&close) else { break };
        out.push_str(before);
        out.push_str(&open);
        out.push_str(&change(inner));
        out.push_str(&close);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The text with something put before the first of the marks that it holds.
fn before_first(text: &str, marks: &[&str], what: &str) -> String {
    let at = marks.iter().filter_map(|mark| text.find(mark)).min();
    match at.and_then(|at| text.split_at_checked(at)) {
        Some((before, after)) if !after.starts_with(what) => format!("{before}{what}{after}"),
        _ => text.to_owned(),
    }
}

/// The text with something put after the first mark.
fn after_first(text: &str, mark: &str, what: &str) -> String {
    text.split_once(mark).map_or_else(|| text.to_owned(), |(before, after)| format!("{before}{mark}{what}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn switches_are_told() {
        let labels = explicit("<c:dLbls><c:numFmt/><c:showVal val=\"1\"/><c:showLeaderLines val=\"1\"/></c:dLbls>");
        assert_eq!(
            labels,
            "<c:dLbls><c:numFmt/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/>\
             <c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/><c:showLeaderLines val=\"1\"/></c:dLbls>"
        );
        let line = explicit("<c:lineChart><c:grouping/><c:ser><c:val/></c:ser></c:lineChart>");
        assert_eq!(line, "<c:lineChart><c:grouping/><c:varyColors val=\"0\"/><c:ser><c:val/><c:smooth val=\"0\"/></c:ser></c:lineChart>");
        let bars = explicit("<c:barChart><c:ser><c:spPr/><c:dPt><c:idx val=\"1\"/><c:spPr/></c:dPt><c:cat></c:cat></c:ser></c:barChart>");
        assert!(
            bars.contains("<c:spPr/><c:invertIfNegative val=\"0\"/><c:dPt><c:idx val=\"1\"/><c:invertIfNegative val=\"0\"/><c:spPr/>"),
            "{bars}"
        );
        let axis = explicit("<c:catAx><c:axId/><c:axPos/><c:tickLblPos/></c:catAx>");
        assert!(
            axis.contains("<c:delete val=\"0\"/><c:axPos/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos/>")
        );
    }
}
