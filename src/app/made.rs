//! Charts made by hand: what the user picks is kept as recipes, and a job makes their charts anew whenever recipes or figures
//! change.

use super::charts::{ChartCommand, Drawn};
use super::message::{Level, Message};
use super::state::{Loaded, State};
use crate::chart::recipe::{Made, Material, OfferedTopic, Recipe, key_of, recipe_of};
use crate::project::PlacedChart;
use std::sync::Arc;

/// The most charts made by hand.
pub const MOST_MADE: usize = 60;

/// Which recipes of which library.
type Edition = (u64, Arc<Vec<Recipe>>);

/// What came of the recipes.
#[derive(Debug, Default)]
pub struct Workshop {
    /// What each recipe made, in their order.
    pub made: Arc<[Made]>,
    /// What can be picked.
    pub topics: Arc<[OfferedTopic]>,
    /// The recipe being changed.
    pub open: Option<u32>,
    /// Grows whenever charts were made anew.
    pub edition: u64,
    /// What `made` was made of, and what is being made.
    of: Option<Edition>,
    making: Option<Edition>,
}

impl Workshop {
    /// What came of a recipe.
    #[must_use]
    pub fn of(&self, id: u32) -> Option<&Made> {
        self.made.iter().find(|made| made.recipe.id == id)
    }
}

fn is_same((a, one): &Edition, (b, other): &Edition) -> bool {
    a == b && Arc::ptr_eq(one, other)
}

impl State {
    /// Carries out what concerns charts made by hand.
    pub(super) fn apply_made(&mut self, command: ChartCommand) {
        match command {
            ChartCommand::New => self.add_recipe(Recipe::default(), None),
            ChartCommand::Change(key) => match self.recipes.iter().find(|recipe| recipe.key() == key) {
                Some(recipe) => (self.charts.workshop.open, self.charts.shown) = (Some(recipe.id), Some(key)),
                None => self.copy_chart(key),
            },
            ChartCommand::Take(recipe, key) => self.add_recipe(*recipe, Some(key)),
            ChartCommand::Set(recipe) => {
                if let Some(known) = Arc::make_mut(&mut self.recipes).iter_mut().find(|known| known.id == recipe.id) {
                    *known = recipe.mended();
                }
            }
            ChartCommand::Part(id) => self.part(id),
            ChartCommand::Delete(id) => {
                Arc::make_mut(&mut self.recipes).retain(|recipe| recipe.id != id);
                self.deck.retain(|placed| placed.chart != key_of(id));
                self.charts.workshop.open = self.charts.workshop.open.filter(|open| *open != id);
            }
            ChartCommand::Close => self.charts.workshop.open = None,
            _ => {}
        }
    }

    /// The recipe being changed.
    #[must_use]
    pub fn open_recipe(&self) -> Option<&Recipe> {
        self.recipes.iter().find(|recipe| Some(recipe.id) == self.charts.workshop.open)
    }

    fn next_id(&self) -> u32 {
        self.recipes.iter().map(|recipe| recipe.id).max().map_or(1, |id| id.saturating_add(1))
    }

    fn is_full(&mut self, more: usize) -> bool {
        let full = self.recipes.len() + more > MOST_MADE;
        if full {
            self.tell(Message::new(Level::Warning, "made.full").with("count", MOST_MADE));
        }
        full
    }

    /// Adds a recipe and opens it; it takes the place that the proposed chart it was made of has on the pages.
    fn add_recipe(&mut self, recipe: Recipe, of: Option<String>) {
        if self.is_full(1) {
            return;
        }
        let id = self.next_id();
        Arc::make_mut(&mut self.recipes).push(Recipe { id, ..recipe });
        if let Some(placed) = of.and_then(|of| self.deck.iter_mut().find(|placed| placed.chart == of)) {
            placed.chart = key_of(id);
        }
        (self.charts.workshop.open, self.charts.shown) = (Some(id), Some(key_of(id)));
    }

    /// Has a proposed chart's recipe made.
    fn copy_chart(&mut self, key: String) {
        let Some(chart) = self.charts.chart(&key) else { return };
        let library = self.library.clone();
        self.start("job.make", move |worker| {
            let recipe = recipe_of(&chart, 0, &Material::of(&library));
            worker.send(Loaded::Drawn(Drawn::Recipe(Box::new(recipe), key)));
        });
    }

    /// Puts several recipes in the place of one that mixes what does not belong together.
    fn part(&mut self, id: u32) {
        let Some(made) = self.charts.workshop.of(id).cloned() else { return };
        let Some(at) = self.recipes.iter().position(|recipe| *recipe == made.recipe) else { return };
        let parts = made.chart.err().map(|refusal| refusal.parts(&made.recipe)).unwrap_or_default();
        if parts.len() < 2 || self.is_full(parts.len() - 1) {
            return;
        }
        let next = self.next_id();
        let ids = std::iter::once(id).chain(next..);
        let parts: Vec<Recipe> = parts.into_iter().zip(ids).map(|(part, id)| Recipe { id, ..part }).collect();
        let added: Vec<PlacedChart> =
            parts.iter().skip(1).map(|part| PlacedChart { chart: part.key(), ..PlacedChart::default() }).collect();
        Arc::make_mut(&mut self.recipes).splice(at..=at, parts);
        if let Some(place) = self.deck.iter().position(|placed| placed.chart == key_of(id)) {
            self.deck.splice(place + 1..place + 1, added);
            self.deck.truncate(super::charts::MOST_CHARTS);
        }
    }

    /// Has the charts of changed recipes or figures made.
    pub(super) fn keep_made(&mut self) {
        let now = (self.revision, Arc::clone(&self.recipes));
        let workshop = &self.charts.workshop;
        let known = [&workshop.of, &workshop.making].into_iter().flatten().any(|edition| is_same(edition, &now));
        // One at a time: what changes meanwhile is made afterwards, and what a folder brings when all of it is there.
        if known || workshop.making.is_some() || self.is_reading() {
            return;
        }
        let workshop = &mut self.charts.workshop;
        workshop.making = Some(now.clone());
        let before = workshop.of.as_ref().filter(|(revision, _)| *revision == now.0).map(|_| Arc::clone(&workshop.made));
        let topics = before.is_some().then(|| Arc::clone(&workshop.topics));
        let library = self.library.clone();
        self.start("job.make", move |worker| {
            let material = Material::of(&library);
            let again = |recipe: &Recipe| before.as_ref()?.iter().find(|made| made.recipe == *recipe).cloned();
            let made = now.1.iter().map(|recipe| again(recipe).unwrap_or_else(|| material.make(recipe))).collect();
            let topics = topics.unwrap_or_else(|| material.topics().into());
            worker.send(Loaded::Drawn(Drawn::Made(now, made, topics)));
        });
    }

    /// Takes in what was made.
    pub(super) fn take_in_made(&mut self, of: Edition, made: Vec<Made>, topics: Arc<[OfferedTopic]>) {
        let workshop = &mut self.charts.workshop;
        workshop.making = None;
        // An older library's charts would point to reports that are gone.
        if of.0 == self.revision {
            workshop.edition += 1;
            (workshop.made, workshop.topics, workshop.of) = (made.into(), topics, Some(of));
        }
    }
}
