//! The frame around the views: takes in jobs and drops, lays out the panels, applies what they emit.

use super::panels::{charts, compare, deck, indicators, library, messages, read, settings, welcome};
use super::{Cx, Theme, closing, dialog, drop, keys, menu, picture, printing, recovery, theme};
use crate::app::log::Log;
use crate::app::{Command, Level, Message, Settings, State, View};
use eframe::egui;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// Where the settings are kept in the window's storage.
const SETTINGS: &str = "settings";

/// What the program was started with.
#[derive(Debug, Default)]
pub struct Start {
    /// Files and folders to open.
    pub paths: Vec<PathBuf>,
    /// Whether to open the samples.
    pub samples: bool,
    /// Where to log.
    pub log: Log,
    /// Where journals of unsaved work are kept; nowhere where the system names no folder.
    pub journal: Option<PathBuf>,
    /// Whether paths are typed into a field, without the system's dialogs.
    pub typed_paths: bool,
    /// The user's own catalogue and what is wrong with it, if anything is.
    pub own_wrong: Option<(PathBuf, String)>,
}

impl Start {
    /// Reads the arguments: paths, `--samples`, and `--log FILE` (or the variable `GANGMU_LOG`).
    ///
    /// # Errors
    /// When the log's file is missing or cannot be written.
    pub fn from_args(args: Vec<PathBuf>) -> Result<Self, String> {
        let (mut paths, mut log) = (Vec::new(), std::env::var_os("GANGMU_LOG").map(PathBuf::from));
        let mut samples = false;
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            if arg.as_os_str() == "--log" {
                log = Some(args.next().ok_or("gangmu: --log needs the name of a file")?);
            } else if arg.as_os_str() == "--samples" {
                samples = true;
            } else {
                // A double-click may start the program in any folder.
                paths.push(std::path::absolute(&arg).unwrap_or(arg));
            }
        }
        let log = match log.filter(|path| !path.as_os_str().is_empty()) {
            Some(path) => Log::to(&path).map_err(|error| format!("gangmu: cannot write the log {}: {error}", path.display()))?,
            None => Log::default(),
        };
        Ok(Self { paths, samples, log, ..Self::default() })
    }
}

/// The window's contents.
pub struct App {
    state: State,
    panels: Panels,
    commands: Vec<Command>,
    dialogs: dialog::Dialogs,
    frames: Frames,
}

/// How long the frames took that were painted while jobs ran: for the log, when somebody finds the window slow.
#[derive(Default)]
struct Frames {
    count: u32,
    /// Of the longest one, in seconds.
    longest: f32,
    /// The longest taking in of what jobs have sent, in seconds; a part of its frame.
    taking_in: f32,
}

impl Frames {
    /// Notes what the last frame took, and tells the log once no job runs any more.
    fn note(&mut self, seconds: Option<f32>, state: &State) {
        if !state.jobs.running().is_empty() {
            self.count += 1;
            self.longest = self.longest.max(seconds.unwrap_or(0.0));
        } else if self.count > 0 {
            let [longest, taking_in] = [self.longest, self.taking_in].map(|seconds| seconds * 1000.0);
            state.log.line(&format!("frames count={} longest_ms={longest:.1} taking_in_ms={taking_in:.1}", self.count));
            *self = Self::default();
        }
    }
}

/// What the panels remember between frames and nobody else needs.
#[derive(Default)]
pub(super) struct Panels {
    pub(super) library: library::LibraryPanel,
    pub(super) read: read::ReadPanel,
    pub(super) indicators: indicators::IndicatorsPanel,
    pub(super) compare: compare::ComparePanel,
    pub(super) charts: charts::ChartsPanel,
    pub(super) deck: deck::DeckPanel,
    pub(super) search: super::search::SearchSheet,
    pub(super) printing: printing::Printing,
    pub(super) settings_open: bool,
    pub(super) keys_open: bool,
    pub(super) closing: closing::Closing,
    /// The window's title as last told to the system.
    title: String,
}

impl App {
    /// Makes the window's contents.
    #[must_use]
    pub fn new(cc: &eframe::CreationContext<'_>, start: Start) -> Self {
        theme::install(&cc.egui_ctx);
        let mut state = State::default();
        state.log = start.log;
        if let Some(mut settings) = cc.storage.and_then(|storage| eframe::get_value::<Settings>(storage, SETTINGS)) {
            settings.mend();
            state.settings = settings;
        }
        let ctx = cc.egui_ctx.clone();
        let wake: crate::app::jobs::Wake = Arc::new(move || ctx.request_repaint());
        state.jobs.set_wake(Arc::clone(&wake));
        if let Some(root) = start.journal {
            state.keep_journal_in(root, wake);
        }
        if let Some((file, why)) = start.own_wrong {
            state.tell(Message::new(Level::Warning, "own_catalog.wrong").with("file", file.display()).with("why", why));
        }
        if start.samples {
            state.apply(Command::OpenSamples);
        }
        if !start.paths.is_empty() {
            state.apply(Command::Import(start.paths));
        }
        state.log.line("started");
        Self {
            state,
            panels: Panels::default(),
            commands: Vec::new(),
            dialogs: dialog::Dialogs::new(start.typed_paths),
            frames: Frames::default(),
        }
    }

    /// The state, to read.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Carries out a command, as if the user had given it.
    pub fn apply(&mut self, command: Command) {
        self.state.apply(command);
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.frames.note(frame.info().cpu_usage, &self.state);
        let began = Instant::now();
        self.state.poll();
        self.frames.taking_in = self.frames.taking_in.max(began.elapsed().as_secs_f32());
        self.dialogs.poll(&mut self.commands);
        if let Some(ask) = self.state.ask.take() {
            self.dialogs.open(ask, &self.state, ctx);
        }
        for command in std::mem::take(&mut self.commands) {
            self.state.apply(command);
        }
        if let Some(picture) = self.state.take_copied() {
            ctx.copy_image(egui::ColorImage::from_rgba_premultiplied([picture.width, picture.height], &picture.rgba));
        }
        theme::choose(ctx, &self.state.settings);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let Self { state, panels, commands, dialogs, .. } = self;
        let cx = &mut Cx { state, t: state.locale(), theme: Theme::of(state.settings.theme), commands };
        keys::take(ui.ctx(), panels, cx);
        menu::bar(ui, panels, cx);
        messages::show(ui, cx);
        if state.library.reports().is_empty() {
            welcome::show(ui, cx);
        } else {
            // Beside a narrow source, library and outline share one column.
            let narrow = ui.available_width() < read::ReadPanel::WIDE;
            library::show(ui, panels, narrow && state.view == View::Read, cx);
            match state.view {
                View::Read => panels.read.show(ui, narrow, cx),
                View::Indicators => panels.indicators.show(ui, cx),
                View::Compare => panels.compare.show(ui, cx),
                View::Charts => panels.charts.show(ui, cx),
                View::Deck => panels.deck.show(ui, cx),
            }
        }
        settings::show(ui.ctx(), panels, cx);
        keys::show(ui.ctx(), panels, cx);
        printing::show(ui.ctx(), &mut panels.printing, cx);
        picture::show(ui.ctx(), cx);
        dialogs.show(ui.ctx(), cx);
        drop::take(ui.ctx(), cx);
        panels.search.show(ui.ctx(), cx);
        recovery::show(ui.ctx(), panels, cx);
        closing::show(ui.ctx(), panels, dialogs.is_open(), cx);
        title(ui.ctx(), panels, cx);
        if !commands.is_empty() {
            // Applied before the next frame; ask for it.
            ui.ctx().request_repaint();
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, SETTINGS, &self.state.settings);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.state.end_journal();
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        Theme::of(self.state.settings.theme).panel.to_normalized_gamma_f32()
    }
}

/// Tells the system the window's title when it has changed: the project's name before the program's.
fn title(ctx: &egui::Context, panels: &mut Panels, cx: &Cx<'_>) {
    let project = cx.state.project.as_deref().and_then(std::path::Path::file_stem).map(|stem| stem.to_string_lossy());
    let title = match project {
        Some(project) => format!("{project} — 纲目 Gangmu"),
        None => "纲目 Gangmu".to_owned(),
    };
    if title != panels.title {
        ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
        panels.title = title;
    }
}
