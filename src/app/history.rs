//! Undo and redo. A step keeps what the lasting part of the state was before it: a [`Work`] of shared parts, a few words big
//! whatever it holds. So nothing has to be undone piece by piece, and no command can forget to say how.

use super::message::Message;
use super::state::State;
use crate::chart::recipe::Recipe;
use crate::indicator::Place;
use crate::library::corrections::Corrections;
use crate::library::{Library, ReportId};
use crate::page::Setup;
use crate::project::PlacedChart;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What lasts of the state: what a project file holds, but for what is on the screen. Sources as read, without corrections.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// The reports as read.
    pub readings: Library,
    /// What was decided about each source, open or not.
    pub corrections: Arc<BTreeMap<ReportId, Arc<Corrections>>>,
    /// What the charts made by hand are to show.
    pub recipes: Arc<Vec<Recipe>>,
    /// The charts put on pages.
    pub deck: Vec<PlacedChart>,
    /// How the pages are set up.
    pub setup: Setup,
}

impl PartialEq for Work {
    /// Whether both are the same work: shared parts are compared by identity, which is cheap and what undo restores.
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (&self.corrections, &other.corrections);
        let corrected = Arc::ptr_eq(a, b) || (a.len() == b.len() && a.iter().zip(&**b).all(|(a, b)| a.0 == b.0 && Arc::ptr_eq(a.1, b.1)));
        let made = Arc::ptr_eq(&self.recipes, &other.recipes) || self.recipes == other.recipes;
        corrected && made && self.deck == other.deck && self.setup == other.setup && self.readings.same(&other.readings)
    }
}

/// One thing that was done: what it is called, what was before (or, once undone, after) it, and where it shows.
#[derive(Clone, Debug)]
struct Done {
    name: Message,
    work: Work,
    place: Option<(ReportId, Place)>,
    /// Which import brought reports in; later ones of the same import belong to the same step.
    batch: Option<u64>,
}

/// Everything that can be undone and done again, without limit.
#[derive(Debug, Default)]
pub struct History {
    done: Vec<Done>,
    undone: Vec<Done>,
}

impl History {
    /// What the next undo takes back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&Message> {
        self.done.last().map(|done| &done.name)
    }

    /// What the next redo does again.
    #[must_use]
    pub fn redo_name(&self) -> Option<&Message> {
        self.undone.last().map(|done| &done.name)
    }

    /// How many steps can be undone.
    #[must_use]
    pub fn len(&self) -> usize {
        self.done.len()
    }

    /// Whether nothing can be undone.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes up a step; `before` is how it was before it.
    pub(super) fn push(&mut self, name: Message, before: Work, place: Option<(ReportId, Place)>) {
        self.undone.clear();
        self.done.push(Done { name, work: before, place, batch: None });
    }

    /// Takes up more reports of an import: the first make a step, the others belong to it.
    pub(super) fn push_import(&mut self, batch: u64, name: impl Fn(usize) -> Message, before: Work, now: &Work) {
        self.undone.clear();
        let since = |before: &Work| now.readings.reports().len().saturating_sub(before.readings.reports().len());
        if let Some(last) = self.done.last_mut().filter(|done| done.batch == Some(batch)) {
            last.name = name(since(&last.work));
        } else {
            self.done.push(Done { name: name(since(&before)), work: before, place: None, batch: Some(batch) });
        }
    }
}

impl State {
    /// What lasts of the state, as it is now. Cheap.
    #[must_use]
    pub fn work(&self) -> Work {
        Work {
            readings: self.readings.clone(),
            corrections: Arc::clone(&self.corrections),
            recipes: Arc::clone(&self.recipes),
            deck: self.deck.clone(),
            setup: self.setup.clone(),
        }
    }

    /// Takes the last step back.
    pub(super) fn undo(&mut self) {
        if let Some(done) = self.history.done.pop() {
            let undone = self.turn(done);
            self.history.undone.push(undone);
        }
    }

    /// Does the step that was taken back last again.
    pub(super) fn redo(&mut self) {
        if let Some(undone) = self.history.undone.pop() {
            let done = self.turn(undone);
            self.history.done.push(done);
        }
    }

    /// Puts a step's work in the place of what is now, and gives the step that leads back.
    fn turn(&mut self, step: Done) -> Done {
        let now = self.work();
        let Done { name, work, place, batch } = step;
        (self.readings, self.corrections, self.recipes) = (work.readings, work.corrections, work.recipes);
        (self.deck, self.setup) = (work.deck, work.setup);
        self.derive();
        if let Some((report, place)) = place {
            self.show_place(report, place);
        }
        Done { name, work: now, place, batch }
    }
}
