//! The window: paints the state and emits commands. The only place, with `main`, that names egui or eframe.

mod closing;
mod dialog;
mod drop;
mod keys;
mod menu;
pub mod panels;
mod picture;
mod printing;
mod recovery;
mod search;
mod shell;
pub mod theme;
pub mod widgets;

pub use shell::{App, Start};
pub use theme::Theme;

use crate::app::{Command, Locale, State};
use eframe::egui;
use std::path::PathBuf;

/// What a panel gets to work with: the state to read, words and colours, and where its commands go.
pub struct Cx<'a> {
    /// The state, to read.
    pub state: &'a State,
    /// The words of the interface.
    pub t: &'static Locale,
    /// The colours.
    pub theme: &'static Theme,
    /// What the user wants done; applied after the frame.
    pub commands: &'a mut Vec<Command>,
}

impl Cx<'_> {
    /// Emits a command.
    pub fn emit(&mut self, command: Command) {
        self.commands.push(command);
    }
}

/// The program's name to the system, and of its folder of settings.
const APP: &str = "gangmu";

/// Opens the window and runs until it is closed. `args` are files and folders to open, and `--log FILE`.
///
/// # Errors
/// When the window cannot be opened; the text says why and what to do.
pub fn run(args: Vec<PathBuf>, own_wrong: Option<(PathBuf, String)>) -> Result<(), String> {
    let journal = eframe::storage_dir(APP).map(|folder| folder.join("recovery"));
    let start = Start { own_wrong, journal, ..Start::from_args(args)? };
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("纲目 Gangmu")
            .with_app_id(APP)
            .with_icon(icon())
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([800.0, 520.0])
            .with_drag_and_drop(true),
        event_loop_builder: Some(Box::new(prefer_x11)),
        // Ours is: the same font on screen and on paper.
        system_font_fallback: false,
        ..Default::default()
    };
    eframe::run_native(APP, options, Box::new(|cc| Ok(Box::new(App::new(cc, start))))).map_err(|error| no_window(&error))
}

/// The program's mark, for the title bar and the task bar.
fn icon() -> egui::IconData {
    // A picture that cannot be read costs the mark, not the window.
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icons/gangmu-256.png")).unwrap_or_default()
}

/// Files dropped on a native Wayland window do not arrive (winit#1881); through X11 they do.
#[cfg(all(unix, not(target_os = "macos")))]
fn prefer_x11(builder: &mut eframe::EventLoopBuilder<eframe::UserEvent>) {
    use winit::platform::x11::EventLoopBuilderExtX11;
    if std::env::var_os("DISPLAY").is_some_and(|display| !display.is_empty()) {
        builder.with_x11();
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn prefer_x11(_builder: &mut eframe::EventLoopBuilder<eframe::UserEvent>) {}

fn no_window(error: &eframe::Error) -> String {
    let advice = match error {
        eframe::Error::NoGlutinConfigs(..) | eframe::Error::Glutin(_) | eframe::Error::OpenGL(_) => {
            "The window needs OpenGL, and this system offers none. On Linux install libgl1 (or libegl1 and libgl1-mesa-dri); \
             in a virtual machine turn on 3D acceleration. `gangmu extract FILE` works without a window."
        }
        _ => "Is there a screen? On Linux, DISPLAY or WAYLAND_DISPLAY must be set. `gangmu extract FILE` works without a window.",
    };
    format!("gangmu: the window cannot be opened: {error}\n{advice}")
}
