//! The window, driven by the names that a screen reader would tell.
#![cfg(feature = "gui")]

mod support;

use gangmu::app::{Command, Theme, View};
use support::window::Window;

/// Pictures of every view, to be looked at: `cargo test --test ui pictures -- --ignored`. Files named in `GANGMU_PICTURES`
/// (separated by `:`) are opened in place of the samples, one picture set each.
#[test]
#[ignore = "writes pictures for people to look at"]
fn pictures() {
    let files = std::env::var("GANGMU_PICTURES").unwrap_or_default();
    for (width, height) in [(1024.0, 700.0), (1920.0, 1080.0)] {
        for theme in [Theme::Light, Theme::Dark] {
            let mut window = Window::open(width, height);
            window.apply(Command::SetTheme(theme));
            let tag = format!("{theme:?}-{width}").to_lowercase();
            window.picture(&format!("welcome-{tag}"));
            if files.is_empty() {
                window.open_samples();
            }
            window.drop_files(&files.split(':').filter(|f| !f.is_empty()).map(Into::into).collect::<Vec<_>>());
            let reports: Vec<_> = window.harness.state().state().library.reports().iter().map(|r| r.id()).collect();
            for (n, id) in reports.into_iter().enumerate() {
                window.apply(Command::SelectReport(id));
                window.picture(&format!("read{n}-{tag}"));
                for _ in 0..12 {
                    window.apply(Command::Walk(gangmu::app::Step::Next));
                }
                window.picture(&format!("figure{n}-{tag}"));
            }
            for view in [View::Indicators, View::Charts] {
                window.apply(Command::SwitchView(view));
                window.picture(&format!("{view:?}-{tag}").to_lowercase());
            }
        }
    }
}
