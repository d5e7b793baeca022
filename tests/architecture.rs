//! Holds the frame of the code base: imports point only up the list of folders, only the window names the toolkit, every
//! file says what it is, and none grows beyond reading.
#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};

/// The folders (or files) of `src`, in the order of the data. A module imports only from itself and those before it.
const LAYERS: [&str; 14] = [
    "base",
    "document",
    "import",
    "outline",
    "quantity",
    "indicator",
    "library",
    "analysis",
    "audit",
    "chart",
    "page",
    "export",
    "project",
    "app",
];

/// Above every layer, and beside each other: may import anything but each other.
const TOP: [&str; 3] = ["ui", "cli", "main"];

/// Crates of the toolkit, named only in `ui` and `main.rs`.
const TOOLKIT: [&str; 8] = ["eframe", "egui", "egui_plot", "egui_extras", "egui_kittest", "rfd", "winit", "glow"];

/// The most lines of one file, tests within it included.
const LINES: usize = 700;

/// One file of `src`: its path from there, the layer it belongs to, and its text.
struct Source {
    path: String,
    layer: String,
    text: String,
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sources: Vec<Source> = files(&root)
        .into_iter()
        .map(|file| {
            let path = file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            let layer = path.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
            Source { path, layer, text: std::fs::read_to_string(&file).unwrap() }
        })
        .collect();
    assert!(sources.len() > 20, "only {} files found: this test looks in the wrong place", sources.len());
    sources
}

/// The code of a file without its comments, line for line.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// Every module `X` that the code names as `crate::X` or `gangmu::X`, also inside `crate::{a::B, c}`.
fn imports(code: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for prefix in ["crate::", "gangmu::"] {
        for (at, _) in code.match_indices(prefix) {
            let rest = &code[at + prefix.len()..];
            let Some(group) = rest.strip_prefix('{') else {
                found.push(name(rest));
                continue;
            };
            let mut depth = 0;
            let mut start = true;
            for (at, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && !c.is_whitespace() => {
                        found.push(name(&group[at..]));
                        start = false;
                    }
                    _ => {}
                }
            }
        }
    }
    found
}

/// How many `super::` in a row would leave the file's own layer.
fn leaves_its_layer(path: &str, code: &str) -> bool {
    let file = path.rsplit('/').next().unwrap();
    let depth = path.matches('/').count() - usize::from(file == "mod.rs" && path.contains('/'));
    // An inner module (tests) may go up once more.
    let inner = usize::from(code.contains("mod tests"));
    code.contains(&"super::".repeat(depth + 1 + inner))
}

/// What is wrong with the imports of one file.
fn misplaced(path: &str, layer: &str, code: &str) -> Vec<String> {
    let place = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    let mut wrong = Vec::new();
    for import in imports(code) {
        let ok = match (place(layer), place(&import)) {
            _ if import == layer => true,
            // The top imports any layer, and main calls the other two.
            (None, Some(_)) => true,
            (None, None) => layer == "main",
            (Some(own), Some(other)) => other < own,
            (Some(_), None) => false,
        };
        if !ok {
            wrong.push(format!("{path}: `{layer}` must not import `{import}`"));
        }
    }
    if layer != "main" && layer != "lib" && leaves_its_layer(path, code) {
        wrong.push(format!("{path}: leaves its layer by `super::`; name the layer with `crate::`"));
    }
    if !["ui", "main"].contains(&layer) {
        for toolkit in TOOLKIT {
            let named = code.match_indices(&format!("{toolkit}::")).any(|(at, _)| {
                let before = code[..at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '"')
            });
            if named {
                wrong.push(format!("{path}: only ui and main.rs name `{toolkit}`"));
            }
        }
    }
    wrong
}

/// What is wrong with a file's form.
fn unread(path: &str, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if !text.starts_with("//! ") {
        wrong.push(format!("{path}: does not say at its top what it is (`//! …`)"));
    }
    let lines = text.lines().count();
    if lines > LINES {
        wrong.push(format!("{path}: {lines} lines, more than {LINES}: one idea a file"));
    }
    wrong
}

#[test]
fn imports_point_only_up() {
    let mut wrong = Vec::new();
    for source in sources() {
        assert!(
            LAYERS.contains(&source.layer.as_str()) || TOP.contains(&source.layer.as_str()) || source.layer == "lib",
            "{}: a folder that is no layer yet: give it its place here and in lib.rs",
            source.path
        );
        if source.layer != "lib" {
            wrong.extend(misplaced(&source.path, &source.layer, &code(&source.text)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_and_stays_short() {
    let wrong: Vec<String> = sources().iter().flat_map(|source| unread(&source.path, &source.text)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The rules above must be able to fail.
#[test]
fn each_rule_finds_its_fault() {
    let faults = |path: &str, text: &str| misplaced(path, path.split('/').next().unwrap().trim_end_matches(".rs"), &code(text)).len();
    assert_eq!(faults("outline/tree.rs", "use crate::base::Span;\nuse crate::{base::{Span, Lines}, document};"), 0);
    assert_eq!(faults("outline/tree.rs", "use crate::indicator::Observation;"), 1);
    assert_eq!(faults("outline/tree.rs", "use crate::{\n    base::{Span, Lines},\n    library::Report,\n    app,\n};"), 2);
    assert_eq!(faults("outline/tree.rs", "/// [`crate::ui`] shows it\nfn f() {} // crate::app"), 0);
    assert_eq!(faults("outline/tree.rs", "fn f(r: &crate::chart::ChartSpec) {}"), 1);
    assert_eq!(faults("outline/tree.rs", "use super::super::library::Report;"), 1);
    assert_eq!(faults("outline/tree.rs", "use super::Outline;"), 0);
    assert_eq!(faults("outline/mod.rs", "use super::library::Report;"), 1);
    assert_eq!(faults("app/state.rs", "use eframe::egui::Ui;"), 2);
    assert_eq!(faults("app/state.rs", "fn paint(ui: &mut egui::Ui) {}"), 1);
    assert_eq!(faults("ui/mod.rs", "use crate::app::State;\nuse eframe::egui;"), 0);
    assert_eq!(faults("ui/mod.rs", "use crate::cli;"), 1);
    assert_eq!(faults("main.rs", "fn main() { gangmu::cli::run(); gangmu::ui::run(); }"), 0);
    assert_eq!(faults("app/state.rs", "use crate::ui::Theme;"), 1);
    assert_eq!(unread("a.rs", "use x;").len(), 1);
    assert_eq!(unread("a.rs", &format!("//! Says.\n{}", "\n".repeat(LINES))).len(), 1);
    assert_eq!(unread("a.rs", "//! Says.\nuse x;").len(), 0);
}
