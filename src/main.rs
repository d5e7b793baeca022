//! The program: arguments lead to the command line or to the window.

use gangmu::cli::{self, Command};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let wrong = gangmu::app::add_own_catalogue();
    match cli::parse(std::env::args_os().skip(1)) {
        Command::Window(files) => window(files, wrong),
        command => {
            if let Some((file, why)) = wrong {
                let _ = writeln!(std::io::stderr(), "gangmu: {}: {why}", file.display());
            }
            cli::run(&command)
        }
    }
}

/// Opens the window, and in it the files that were named.
#[cfg(feature = "gui")]
fn window(files: Vec<PathBuf>, own_wrong: Option<(PathBuf, String)>) -> ExitCode {
    match gangmu::ui::run(files, own_wrong) {
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
fn window(_files: Vec<PathBuf>, _own_wrong: Option<(PathBuf, String)>) -> ExitCode {
    cli::run(&Command::Wrong("this build has no window".to_owned()))
}
