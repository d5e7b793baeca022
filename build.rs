//! Embeds the commit as `GANGMU_COMMIT` (empty outside a checkout), and on Windows the icon and the manifest.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=GANGMU_COMMIT={}", commit().unwrap_or_default());
    windows_resources();
}

/// The short hash of the commit this tree is at; `None` when it is no checkout of its own, or there is no git.
fn commit() -> Option<String> {
    let root = git(&["rev-parse", "--show-toplevel"])?;
    if Path::new(&root).canonicalize().ok()? != Path::new(".").canonicalize().ok()? {
        return None;
    }
    // HEAD names a branch or a commit; its log changes with every commit on it.
    for name in ["HEAD", "logs/HEAD"] {
        let path = git(&["rev-parse", "--git-path", name])?;
        if Path::new(&path).exists() {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    git(&["rev-parse", "--short", "HEAD"])
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned()).filter(|text| !text.is_empty())
}

/// Icon, version and manifest of the Windows program.
#[cfg(windows)]
fn windows_resources() {
    println!("cargo::rerun-if-changed=assets/icons/gangmu.ico");
    println!("cargo::rerun-if-changed=assets/gangmu.manifest");
    if std::env::var_os("CARGO_CFG_WINDOWS").is_none() {
        return;
    }
    let mut resources = winresource::WindowsResource::new();
    resources.set_icon("assets/icons/gangmu.ico").set_manifest_file("assets/gangmu.manifest").set("ProductName", "Gangmu 纲目");
    if let Err(error) = resources.compile() {
        println!("cargo::warning=the program gets no icon and no manifest: {error}");
    }
}

#[cfg(not(windows))]
fn windows_resources() {}
