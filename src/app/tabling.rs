//! 表: the table of the Indicators view, made by a job whenever the library or what is asked of it changes.

use super::state::{Loaded, State};
use super::view::View;
use crate::library::table::{Query, Row, Table, table};
use std::sync::Arc;

/// What was made.
#[derive(Debug)]
pub struct Laid {
    /// The revision of the library and what was asked of it.
    asked: (u64, Query),
    /// The table.
    pub table: Table,
    /// The most decimals of any of its cells.
    pub decimals: u32,
}

/// The Indicators view's part of the state.
#[derive(Debug, Default)]
pub struct Tabling {
    /// The table made last; of another query or library while a job makes it anew.
    pub laid: Option<Arc<Laid>>,
    making: Option<(u64, Query)>,
}

impl State {
    /// Has the table made anew when the library or what is asked of it has changed.
    pub(super) fn keep_table(&mut self) {
        if self.view != View::Indicators {
            return;
        }
        let asked = (self.revision, self.query.clone());
        let laid = self.tabling.laid.as_ref().is_some_and(|laid| laid.asked == asked);
        // One at a time: what is asked for meanwhile is made afterwards, and of that only the last.
        if laid || self.tabling.making.as_ref() == Some(&asked) || self.jobs.is_running("job.table") {
            return;
        }
        self.tabling.making = Some(asked.clone());
        let library = self.library.clone();
        self.start("job.table", move |worker| {
            let table = table(&library, &asked.1);
            let decimals = table.rows.iter().map(Row::decimals).max().unwrap_or(0);
            worker.send(Loaded::Laid(Box::new(Laid { asked, table, decimals })));
        });
    }

    /// Takes in a table, unless another is being made by now.
    pub(super) fn take_in_table(&mut self, laid: Laid) {
        if self.tabling.making.as_ref() == Some(&laid.asked) {
            (self.tabling.laid, self.tabling.making) = (Some(Arc::new(laid)), None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Command;
    use crate::app::comparing::{Choice, Part};
    use crate::base::Progress;
    use crate::library::Report;

    /// Jobs of this title that are running.
    fn running(state: &State, title: &str) -> usize {
        state.jobs.running().iter().filter(|job| job.title == title).count()
    }

    #[test]
    fn of_much_that_is_asked_for_one_is_made_at_a_time_and_the_last_in_the_end() {
        let mut state = State::default();
        let text = "云岭县2023年工作总结\n一、工作回顾\n规模以上工业总产值12.5亿元，增长8.1%。\n";
        let document = crate::import::read("a.txt", text.as_bytes(), &Progress::default()).unwrap();
        state.readings.add(Report::read(document, text.as_bytes().into()));
        state.derive();
        state.view = View::Indicators;
        for step in 0..200 {
            state.apply(Command::SetQuery(Query { search: format!("产{step}"), ..Query::default() }));
            state.poll();
            assert!(running(&state, "job.table") <= 1);
        }
        let last = (state.revision, state.query.clone());
        while state.tabling.laid.as_ref().is_none_or(|laid| laid.asked != last) {
            state.poll();
        }
        state.view = View::Compare;
        for step in 0..200 {
            let part = if step % 2 == 0 { Part::Figures } else { Part::Targets };
            state.apply(Command::SetComparison(Choice { part, ..Choice::default() }));
            state.poll();
            assert!(running(&state, "job.compare") <= 1);
        }
        while state.comparing.current().is_none() {
            state.poll();
        }
        assert_eq!(state.comparing.made.as_ref().map(|made| made.part()), Some(Part::Targets));
    }
}
