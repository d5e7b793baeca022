//! The program's own window, driven by names, without a screen.

use super::raster::Raster;
use eframe::egui::{self, Color32};
use egui_kittest::Harness;
use gangmu::app::{Command, Language, Theme};
use gangmu::ui::{App, Start};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How often a job may be asked whether it is done before the test gives up.
const PATIENCE: usize = 2_000_000;

/// A window under test.
pub struct Window {
    /// The window itself.
    pub harness: Harness<'static, App>,
    raster: Raster,
}

impl Window {
    /// Opens an empty window in Chinese.
    pub fn open(width: f32, height: f32) -> Self {
        let raster = Raster::default();
        let harness = Harness::builder()
            .with_size([width, height])
            .with_max_steps(60)
            .renderer(raster.clone())
            .build_eframe(|cc| App::new(cc, Start { typed_paths: true, ..Start::default() }));
        let mut window = Self { harness, raster };
        window.apply(Command::SetLanguage(Language::Chinese));
        window.apply(Command::SetTheme(Theme::Light));
        window
    }

    /// Gives a command and lets the window settle.
    pub fn apply(&mut self, command: Command) {
        self.harness.state_mut().apply(command);
        self.settle();
    }

    /// Runs until jobs are done and nothing moves any more.
    pub fn settle(&mut self) {
        // What was emitted in one frame is applied in the next.
        self.harness.run_steps(2);
        for _ in 0..PATIENCE {
            if self.harness.state().state().jobs.running().is_empty() {
                self.harness.run();
                // What was taken in may have started the next job.
                if self.harness.state().state().jobs.running().is_empty() {
                    return;
                }
            }
            self.harness.step();
            std::thread::yield_now();
        }
        panic!("a job does not end");
    }

    /// Asks the window to close, as the button of its frame does.
    pub fn ask_to_close(&mut self) {
        let root = self.harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
        root.events.push(egui::ViewportEvent::Close);
        self.harness.step();
        if let Some(root) = self.harness.input_mut().viewports.get_mut(&egui::ViewportId::ROOT) {
            root.events.clear();
        }
        self.harness.run_steps(2);
    }

    /// Runs until the window closes itself, or until it has nothing to do any more. Gives whether it closed.
    pub fn closes(&mut self) -> bool {
        for _ in 0..PATIENCE {
            let told = self.harness.output().viewport_output.get(&egui::ViewportId::ROOT);
            if told.is_some_and(|root| root.commands.contains(&egui::ViewportCommand::Close)) {
                return true;
            }
            if told.is_some_and(|root| root.repaint_delay > std::time::Duration::from_secs(1))
                && self.harness.state().state().jobs.running().is_empty()
            {
                return false;
            }
            self.harness.step();
            std::thread::yield_now();
        }
        panic!("the window does not come to rest");
    }

    /// Drops files on the window.
    pub fn drop_files(&mut self, paths: &[PathBuf]) {
        let files = paths.iter().map(|path| Arc::new(Dropped(path.clone())) as egui::DroppedFileHandle);
        self.harness.input_mut().dropped_files = files.collect();
        self.harness.step();
        self.settle();
    }

    /// Holds files over the window.
    pub fn hover_files(&mut self, paths: &[&str]) {
        let file = |path: &&str| egui::HoveredFile { path: Some(path.into()), mime: String::new() };
        self.harness.input_mut().hovered_files = paths.iter().map(file).collect();
        self.harness.step();
    }

    /// Opens the samples that come with the program.
    pub fn open_samples(&mut self) {
        self.apply(Command::OpenSamples);
    }

    /// Writes a picture of the window to `target/pictures`.
    pub fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
        std::fs::create_dir_all(&folder).unwrap();
        let size = self.harness.ctx.content_rect().size();
        let (width, height) = (size.x as usize, size.y as usize);
        let pixels = self.raster.paint(&self.harness.ctx, self.harness.output(), [width, height], Color32::WHITE);
        let bytes: Vec<u8> = pixels.iter().flat_map(|pixel| pixel.to_array()).collect();
        let size = tiny_skia::IntSize::from_wh(width as u32, height as u32).unwrap();
        tiny_skia::Pixmap::from_vec(bytes, size).unwrap().save_png(folder.join(format!("{name}.png"))).unwrap();
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}
