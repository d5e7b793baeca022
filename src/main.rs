//! The program: arguments lead to the command line or to the window.

use gangmu::cli::{self, Command};
#[cfg(feature = "gui")]
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::parse(std::env::args_os().skip(1)) {
        Command::Window(files) => window(files),
        command => cli::run(&command),
    }
}

/// Opens the window, and in it the files that were named.
#[cfg(feature = "gui")]
fn window(files: Vec<PathBuf>) -> ExitCode {
    match gangmu::ui::run(files) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            // The one place where the window's program speaks to a terminal.
            let _ = writeln!(std::io::stderr(), "{why}");
            ExitCode::FAILURE
        }
    }
}

/// This build has no window: says so.
#[cfg(not(feature = "gui"))]
fn window(_files: Vec<PathBuf>) -> ExitCode {
    cli::run(&Command::Wrong("this build has no window".to_owned()))
}
