//! Undo and redo over everything that lasts: any sequence of commands, taken back, leads to the start, and done again to the end.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use gangmu::app::{ChartCommand, Command, ReviewCommand, State};
use gangmu::base::Span;
use gangmu::chart::recipe::{Recipe, Topic};
use gangmu::indicator::{IndicatorName, Measure, Place};
use gangmu::library::ObservationRef;
use gangmu::library::corrections::{About, Anchor, Dismissal, Reading};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples").join(name)
}

fn settle(state: &mut State) {
    while !state.jobs.running().is_empty() {
        if !state.poll() {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
    }
    state.poll();
}

fn opened(name: &str) -> State {
    let mut state = State::default();
    state.apply(Command::Import(vec![sample(name)]));
    settle(&mut state);
    state
}

/// Everything that lasts and all that follows from it, as text.
fn told(state: &State) -> String {
    let reports = state.library.reports().iter().map(|r| {
        let marks: Vec<_> = r.review.marks.iter().map(|(at, mark)| (at, mark.made, mark.correction)).collect();
        let (title, region, discarded) = (r.title(), r.region(), r.review.discarded.len());
        format!("{title} {region} {:?} {:?} {:?} {marks:?} {discarded}\n", r.periods, r.outline, r.observations)
    });
    format!("{}{:?}{:?}{:?}", reports.collect::<String>(), state.corrections, state.recipes, state.deck)
}

/// The command that two numbers stand for, as the state is now.
fn command(state: &State, what: u8, at: usize) -> Option<Command> {
    let reports = state.library.reports();
    let report = reports.get(at % reports.len().max(1));
    if what == 0 {
        return Some(Command::Import(vec![sample(["report-2020.txt", "report-2021.txt", "report-2022.txt"][at % 3])]));
    }
    let report = report?;
    let id = report.id();
    let figure = ObservationRef { report: id, index: u32::try_from(at % report.observations.len().max(1)).unwrap() };
    let heading = at % report.outline.headings.len().max(1);
    let review = match what {
        1 => ReviewCommand::Confirm(figure),
        2 | 3 => {
            let o = report.observations.get(figure.index as usize)?;
            ReviewCommand::Correct(figure, Reading { indicator: "地区生产总值".into(), period: "2019".parse().ok(), ..Reading::of(o) })
        }
        4 => ReviewCommand::Discard(figure),
        5 => {
            let (start, c) = report.document.text.char_indices().filter(|(_, c)| c.is_ascii_digit()).nth(at % 200)?;
            let place = Place::Text(Span::new(start, start + c.len_utf8()));
            ReviewCommand::Add(id, place, Reading { indicator: "手工".into(), ..Reading::unknown() })
        }
        6 => ReviewCommand::Reopen(id, at % 3),
        7 => ReviewCommand::Relevel(id, heading, u8::try_from(at % 4).unwrap() + 1),
        8 => ReviewCommand::RemoveHeading(id, heading),
        9 => {
            let line = report.lines.line(at % report.lines.lines());
            ReviewCommand::AddHeading(id, line, 2)
        }
        10 => ReviewCommand::MergeHeading(id, heading),
        11 => ReviewCommand::SplitHeading(id, heading, report.outline.headings.get(heading)?.title.start + 6),
        12 => ReviewCommand::ReopenHeading(id, at % 3),
        13 => ReviewCommand::Describe(id, About { place: Some(format!("{at}县")), period: "2018".parse().ok(), ..About::default() }),
        14 => {
            let o = report.observations.get(figure.index as usize)?;
            let at = vec![Anchor::of(&report.document, o.place)];
            ReviewCommand::Dismiss(id, Dismissal { check: "parts".into(), arithmetic: String::new(), at, reason: "口径不同".into() })
        }
        15 => return Some(Command::RemoveReport(id)),
        16 => return Some(Command::Chart(ChartCommand::Place(format!("图{}", at % 5)))),
        17 => return Some(Command::Chart(ChartCommand::Remove(at % 3))),
        18 => return Some(Command::Chart(ChartCommand::New)),
        19 => {
            let recipe = state.recipes.get(at % 4)?.clone();
            let topic = Topic {
                indicator: IndicatorName::of(["地区生产总值", "库存"][at % 2]),
                measure: Measure::Level,
                basis: None,
                scope: String::new(),
            };
            return Some(Command::Chart(ChartCommand::Set(Box::new(Recipe { topics: vec![topic], ..recipe }))));
        }
        _ => return Some(Command::Chart(ChartCommand::Delete(u32::try_from(at % 3).unwrap() + 1))),
    };
    Some(Command::Review(review))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn what_is_taken_back_leads_to_the_start_and_done_again_to_the_end(steps in proptest::collection::vec((0..21_u8, any::<usize>()), 1..24)) {
        let mut state = opened("report-2022.txt");
        let first = state.history.len();
        let (start, mut states) = (told(&state), vec![told(&state)]);
        for (what, at) in steps {
            let Some(command) = command(&state, what, at) else { continue };
            let before = state.history.len();
            state.apply(command);
            settle(&mut state);
            if state.history.len() > before {
                states.push(told(&state));
            } else {
                prop_assert_eq!(&told(&state), states.last().unwrap(), "a change without a step");
            }
        }
        for expected in states.iter().rev().skip(1) {
            let named = state.history.undo_name().map(|name| name.text(state.locale()));
            let named = named.is_some_and(|name| !name.starts_with("step.") && !name.contains('{'));
            prop_assert!(named, "a step without a name");
            state.apply(Command::Undo);
            settle(&mut state);
            prop_assert_eq!(&told(&state), expected);
        }
        prop_assert_eq!((told(&state), state.history.len()), (start, first));
        for expected in states.iter().skip(1) {
            state.apply(Command::Redo);
            settle(&mut state);
            prop_assert_eq!(&told(&state), expected);
        }
        prop_assert!(state.history.redo_name().is_none());
    }
}

#[test]
fn an_import_is_one_step_and_the_start_is_no_change() {
    let mut state = State::default();
    state.apply(Command::Import(vec![sample("report-2020.txt"), sample("report-2021.txt"), sample("report-2022.txt")]));
    settle(&mut state);
    assert_eq!((state.history.len(), state.library.reports().len(), state.unsaved), (1, 3, true));
    state.apply(Command::Undo);
    assert_eq!((state.library.reports().len(), state.unsaved, state.report), (0, false, None));
    state.apply(Command::Redo);
    assert_eq!((state.library.reports().len(), state.unsaved), (3, true));
}

#[test]
fn a_folder_of_many_reports_is_one_step_however_many_come_at_once() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..60 {
        std::fs::write(folder.path().join(format!("{number}.txt")), format!("云岭县2023年工作总结\n工业投资{number}亿元。\n")).unwrap();
        // Those that cannot be read come between.
        if number % 7 == 0 {
            std::fs::write(folder.path().join(format!("{number}.pdf")), "%PDF-1.4\n").unwrap();
        }
    }
    // A workbook counts its sheets for itself.
    std::fs::write(folder.path().join("月报.csv"), "指标,单位,2023年\n工业投资,亿元,5.1\n").unwrap();
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks/investment.xlsx"), folder.path().join("投资.xlsx")).unwrap();
    let mut state = State::default();
    state.apply(Command::Import(vec![folder.path().to_owned()]));
    let progress = state.jobs.running()[0].progress.clone();
    settle(&mut state);
    assert_eq!((state.library.reports().len(), state.messages.len(), state.history.len()), (62, 9, 1));
    assert_eq!(progress.steps(), (71, 71));
    let first = state.library.reports()[0].id();
    assert_eq!(state.report, Some(first), "the first of them is shown");
    assert!(state.history.undo_name().unwrap().text(state.locale()).contains("62"));
    state.apply(Command::Undo);
    assert_eq!(state.library.reports().len(), 0);
}

#[test]
fn corrections_come_back_with_their_project_and_wait_for_their_source() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("核.gangmu");
    let mut state = opened("report-2022.txt");
    let id = state.report.unwrap();
    let figure = ObservationRef { report: id, index: 3 };
    state.apply(Command::Review(ReviewCommand::Discard(figure)));
    state.apply(Command::Review(ReviewCommand::Describe(id, About { place: Some("新区".into()), ..About::default() })));
    state.apply(Command::SaveProjectAs(path.clone()));
    settle(&mut state);
    assert!(!state.unsaved);
    let mut again = State::default();
    again.apply(Command::OpenProject(path));
    settle(&mut again);
    assert_eq!(told(&again), told(&state));
    assert!(again.history.is_empty() && !again.unsaved);
    // A report that is taken out and added again is as it was left.
    let corrected = told(&again);
    again.apply(Command::RemoveReport(id));
    again.apply(Command::Import(vec![sample("report-2022.txt")]));
    settle(&mut again);
    assert_eq!(told(&again), corrected);
}
