//! Search over the whole library, in a job.

use super::state::{Loaded, State};
use crate::library::search::{Hit, search};
use std::sync::Arc;

/// What is looked for, and what was found.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The words.
    pub words: String,
    /// What was found of them, or of the words before while they are being looked for.
    pub hits: Arc<[Hit]>,
    /// Whether there is more than is shown.
    pub more: bool,
    /// The words that the hits are of, and the revision of the library.
    pub done: Option<(String, u64)>,
}

impl State {
    /// Looks for words everywhere; `None` ends the search.
    pub(super) fn search(&mut self, words: Option<String>) {
        let Some(words) = words else {
            self.search = None;
            return;
        };
        let search_state = self.search.get_or_insert_default();
        if search_state.words == words && search_state.done.is_some() {
            return;
        }
        search_state.words.clone_from(&words);
        let (library, revision) = (self.library.clone(), self.revision);
        // What is still being looked for is not wanted any more.
        self.jobs.running().iter().filter(|job| job.title == "job.search").for_each(|job| job.progress.cancel());
        self.start("job.search", move |worker| {
            let (hits, more) = search(&library, &words, worker.progress());
            if !worker.progress().is_cancelled() {
                worker.send(Loaded::Found(words, revision, hits, more));
            }
        });
    }

    /// Takes in what was found, if it is still wanted.
    pub(super) fn take_in_found(&mut self, words: String, revision: u64, hits: Vec<Hit>, more: bool) {
        if let Some(search) = self.search.as_mut().filter(|search| search.words == words) {
            (search.hits, search.more, search.done) = (hits.into(), more, Some((words, revision)));
        }
    }
}
