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
        if laid || self.tabling.making.as_ref() == Some(&asked) {
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
