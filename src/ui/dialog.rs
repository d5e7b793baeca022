//! The system's file dialogs. They run on a thread of their own, since a portal may hang; where the system has none, a field
//! for the path takes their place.

use super::Cx;
use super::theme::{self, GAP, MARGIN};
use crate::app::{Ask, ChartCommand, Command, Locale, State};
use eframe::egui::{self, Align, Layout};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// An answer that comes sooner than a person can act means that no dialog was shown.
const TOO_FAST: Duration = Duration::from_millis(250);

/// What a dialog answers: paths, or nothing when it was closed.
type Answer = Option<Vec<PathBuf>>;

/// The dialog that is open, if one is.
#[derive(Default)]
pub(super) struct Dialogs {
    waiting: Option<(Ask, Instant, Receiver<Answer>)>,
    field: Option<(Ask, String)>,
    /// Whether the field always takes the place of the system's dialogs.
    typed: bool,
}

impl Dialogs {
    /// No dialog; `typed` has every path typed into the field.
    pub(super) fn new(typed: bool) -> Self {
        Self { typed, ..Self::default() }
    }

    /// Whether one waits for an answer.
    pub(super) fn is_open(&self) -> bool {
        self.waiting.is_some() || self.field.is_some()
    }

    /// Asks for a path.
    pub(super) fn open(&mut self, ask: Ask, state: &State, ctx: &egui::Context) {
        if self.waiting.is_some() {
            return;
        }
        if self.typed {
            self.field = Some((ask, String::new()));
            return;
        }
        let (sender, answers) = channel();
        let (t, ctx, project) = (state.locale(), ctx.clone(), state.project.clone());
        let shown = std::thread::Builder::new().name("dialog".into()).spawn(move || {
            // Nobody listens any more when the window has been closed.
            let _ = sender.send(show_native(ask, t, project));
            ctx.request_repaint();
        });
        match shown {
            Ok(_) => self.waiting = Some((ask, Instant::now(), answers)),
            Err(_) => self.field = Some((ask, String::new())),
        }
    }

    /// Takes the dialog's answer, when it has come.
    pub(super) fn poll(&mut self, commands: &mut Vec<Command>) {
        let Some((ask, since, answers)) = &self.waiting else { return };
        let Ok(answer) = answers.try_recv() else { return };
        let (ask, fast) = (*ask, since.elapsed() < TOO_FAST);
        self.waiting = None;
        match answer {
            Some(paths) => commands.extend(command(ask, paths)),
            None if fast => self.field = Some((ask, String::new())),
            None => {}
        }
    }

    /// Shows the field for a path, where the system has no dialog.
    pub(super) fn show(&mut self, ctx: &egui::Context, cx: &mut Cx<'_>) {
        let Some((ask, text)) = &mut self.field else { return };
        let (ask, t) = (*ask, cx.t);
        let response = egui::Modal::new(egui::Id::unique("path")).frame(super::menu::sheet_frame(ctx)).show(ctx, |ui| {
            ui.set_width(520.0);
            ui.label(egui::RichText::new(title(ask, t)).font(theme::strong(theme::size::TITLE)));
            ui.add_space(GAP);
            let label = ui.label(t.say("dialog.no_dialog"));
            let field = ui.add(egui::TextEdit::singleline(text).desired_width(f32::INFINITY)).labelled_by(label.id);
            if !field.has_focus() && !field.lost_focus() {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            ui.add_space(MARGIN);
            let (mut done, mut cancelled) = (entered, false);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                done |= ui.add_enabled(!text.trim().is_empty(), egui::Button::new(t.say("button.ok"))).clicked();
                cancelled = ui.button(t.say("button.cancel")).clicked();
            });
            (done && !text.trim().is_empty(), cancelled)
        });
        let (done, cancelled) = response.inner;
        if done {
            cx.commands.extend(command(ask, vec![PathBuf::from(text.trim())]));
        }
        if done || cancelled || response.should_close() {
            self.field = None;
        }
    }
}

fn title(ask: Ask, t: &'static Locale) -> &'static str {
    match ask {
        Ask::Files => t.say("dialog.files"),
        Ask::Folder => t.say("dialog.folder"),
        Ask::Project => t.say("dialog.project"),
        Ask::SaveProject => t.say("dialog.save_project"),
        Ask::Export(_) => t.say("dialog.export"),
        Ask::ExportFigures(..) => t.say("dialog.export_figures"),
    }
}

fn command(ask: Ask, paths: Vec<PathBuf>) -> Option<Command> {
    match ask {
        Ask::Files | Ask::Folder => (!paths.is_empty()).then_some(Command::Import(paths)),
        Ask::Project => paths.into_iter().next().map(Command::OpenProject),
        Ask::SaveProject => paths.into_iter().next().map(|mut path| {
            if path.extension().is_none() {
                path.set_extension("gangmu");
            }
            Command::SaveProjectAs(path)
        }),
        Ask::Export(id) => paths.into_iter().next().map(|mut path| {
            if path.extension().is_none() {
                path.set_extension(ending(id));
            }
            Command::Chart(ChartCommand::Export(id, path))
        }),
        Ask::ExportFigures(id, which) => paths.into_iter().next().map(|mut path| {
            if path.extension().is_none() {
                path.set_extension(ending(id));
            }
            Command::ExportFigures(id, which, path)
        }),
    }
}

/// The ending of an exporter's files.
fn ending(id: &'static str) -> &'static str {
    crate::export::exporter(id).map_or(id, |exporter| exporter.ending())
}

fn show_native(ask: Ask, t: &'static Locale, project: Option<PathBuf>) -> Answer {
    let mut dialog = rfd::FileDialog::new().set_title(title(ask, t));
    if let Some(folder) = project.as_deref().and_then(std::path::Path::parent) {
        dialog = dialog.set_directory(folder);
    }
    match ask {
        Ask::Files => {
            let endings: Vec<&str> = crate::import::endings().collect();
            dialog.add_filter(t.say("dialog.reports"), &endings).add_filter(t.say("dialog.all"), &["*"]).pick_files()
        }
        Ask::Folder => dialog.pick_folders(),
        Ask::Project => dialog.add_filter(t.say("dialog.projects"), &["gangmu"]).pick_file().map(|path| vec![path]),
        Ask::Export(id) | Ask::ExportFigures(id, _) => {
            let new = if matches!(ask, Ask::Export(_)) { "dialog.new_page" } else { "dialog.new_figures" };
            let (kind, name) = (t.tell(&format!("export.{id}"), &[]), format!("{}.{}", t.say(new), ending(id)));
            dialog.add_filter(kind, &[ending(id)]).set_file_name(name).save_file().map(|path| vec![path])
        }
        Ask::SaveProject => {
            let name = project.as_deref().and_then(std::path::Path::file_name).map(|name| name.to_string_lossy().into_owned());
            let name = name.unwrap_or_else(|| format!("{}.gangmu", t.say("dialog.new_project")));
            dialog.add_filter(t.say("dialog.projects"), &["gangmu"]).set_file_name(name).save_file().map(|path| vec![path])
        }
    }
}
