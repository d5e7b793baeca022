//! Charts by hand of the samples: what is proposed comes back from its recipe, so that it can be changed.

use gangmu::chart::propose::propose;
use gangmu::chart::recipe::{Material, recipe_of};
use gangmu::chart::spec::ChartSpec;
use gangmu::library::{Library, ObservationRef, Report};
use std::collections::BTreeSet;
use std::sync::Arc;

fn library() -> Library {
    let read = |&(name, bytes): &(&str, &[u8])| {
        let document = gangmu::import::read(name, bytes, &gangmu::base::Progress::default()).expect("a sample opens");
        Arc::new(Report::read(document, bytes.into()))
    };
    gangmu::project::samples::SAMPLES.iter().map(read).collect()
}

#[test]
fn what_is_proposed_can_be_changed() {
    let library = library();
    let material = Material::of(&library);
    let sources = |chart: &ChartSpec| chart.marks().map(|(_, mark)| mark.source).collect::<BTreeSet<_>>();
    let found = |at: &ObservationRef| {
        let report = library.reports().iter().find(|r| r.document.hash == at.report).expect("a mark's report");
        report.observations.get(at.index as usize).expect("a mark's observation")
    };
    // Of two reports that tell the same, one may stand for the other.
    let same = |a: &ObservationRef, b: &ObservationRef| {
        let (a, b) = (found(a), found(b));
        (&a.value, a.period, a.status, a.measure) == (&b.value, b.period, b.status, b.measure) && a.indicator.name() == b.indicator.name()
    };
    let (mut marks, mut kept) = (0, 0);
    for chart in propose(&library) {
        let made = material.make(&recipe_of(&chart, 1, &material));
        let back = made.chart.unwrap_or_else(|refusal| panic!("{}: {refusal:?}", chart.title));
        assert_eq!((&back.title, back.kind, &back.unit), (&chart.title, chart.kind, &chart.unit));
        let (own, back) = (sources(&chart), sources(&back));
        assert_eq!(back.len(), own.len(), "{}", chart.title);
        marks += own.len();
        kept += own.iter().filter(|a| back.contains(a) || back.iter().any(|b| same(a, b))).count();
    }
    assert!(marks > 200 && kept == marks, "{kept} of {marks}");
}
