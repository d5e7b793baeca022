//! `gangmu export FILE… --format ID --output PATH`: the best charts of all files on pages, or their figures as a list.

use super::read_reports;
use crate::chart::propose::propose;
use crate::export::{Exporter, Material, Picture, Takes};
use crate::library::Library;
use crate::page::{self, Deck, Setup};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How many pages the best charts fill.
const PAGES: usize = 3;

/// Reads the files and writes the one asked for; gives the exit status.
pub(super) fn run(
    files: &[PathBuf],
    exporter: &dyn Exporter,
    (output, picture): (&Path, Picture),
    complaints: &mut impl Write,
) -> io::Result<u8> {
    let (mut library, mut status) = (Library::default(), 0);
    for path in files {
        read_reports(path, &mut |path, read| {
            match read {
                Ok(report) => drop(library.add(report)),
                Err(error) => {
                    status = 1;
                    writeln!(complaints, "gangmu: {}: {error}", path.display())?;
                }
            }
            Ok(())
        })?;
    }
    let charts = if exporter.takes() == Takes::Figures { Vec::new() } else { propose(&library) };
    let most = if exporter.takes() == Takes::OneScene { 1 } else { PAGES };
    let setup = Setup::default();
    let charts = charts.get(..charts.len().min(most * setup.per_page)).unwrap_or_default();
    let Deck { pages, scenes } = page::deck(charts, &library, &setup);
    let figures: Vec<_> = library.observations().map(|(at, _, _)| at).collect();
    let title = pages.first().map_or("", |page| page.title.as_str());
    let material = Material { title, pages: &pages, scenes: &scenes, figures: &figures, library: &library, picture };
    let written = exporter
        .export(&material)
        .map_err(|error| error.to_string())
        .and_then(|bytes| std::fs::write(output, bytes).map_err(|error| format!("{}: {error}", output.display())));
    if let Err(why) = written {
        status = 1;
        writeln!(complaints, "gangmu: {why}")?;
    }
    Ok(status)
}
