//! The project file, `.gangmu`: a zip with `project.ron` (what the user decided, and the list of sources) and every
//! source byte for byte under `sources/HASH`. Knows no paths and no window; [`super::save()`] puts its bytes on disk.
//!
//! Its types are its own, so that the program's may change while old files still open. A field may be added without a
//! new version as long as leaving it out means what it meant before; anything else raises [`VERSION`].

use super::ProjectError;
use super::charts::{self, StoredChart};
use super::corrections::{StoredCorrections, restore, store};
use crate::chart::recipe::Recipe;
use crate::document::ContentHash;
use crate::import::limits;
use crate::library::corrections::Corrections;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};
use std::sync::Arc;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

/// The file format's number. Files with a greater one are refused.
///
/// 1: sources, deck, view. 2: the user's corrections, which a program of version 1 would lose when it saves. 3: charts made by
/// hand, likewise.
pub const VERSION: u32 = 3;

/// What the manifest is called inside the zip.
const MANIFEST: &str = "project.ron";

/// The largest manifest, in bytes.
const MANIFEST_BYTES: u64 = 16 * 1024 * 1024;

/// A project as kept in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProjectFile {
    /// Format of the file it was read from; [`VERSION`] is written whatever stands here. 0 for a new project.
    pub version: u32,
    /// The sources, in the library's order.
    pub sources: Vec<StoredSource>,
    /// The charts put on pages, in their order.
    pub deck: Vec<PlacedChart>,
    /// What the user decided, by the hash of the source. Sources that are not in the project may have some: they are found when
    /// such a source is added again.
    pub corrections: BTreeMap<ContentHash, Arc<Corrections>>,
    /// The charts made by hand, in their order.
    pub charts: Vec<Recipe>,
    /// What was on screen.
    pub view: View,
}

/// One source.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredSource {
    /// The file's name, without folders.
    pub name: String,
    /// The file's bytes as they came.
    pub bytes: Arc<[u8]>,
}

/// A chart that the user put on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedChart {
    /// The chart's own key, by which it is proposed again from the data.
    pub chart: String,
    /// The user's title, where it is not the proposed one.
    #[serde(default)]
    pub title: Option<String>,
    /// What the speaker says to it.
    #[serde(default)]
    pub speech: Option<String>,
}

/// What was on screen. All of it may be left out; what does not fit the data any more is passed over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The open view's key: read, indicators, charts.
    #[serde(default)]
    pub panel: Option<String>,
    /// The open source's place in the list, from 0.
    #[serde(default)]
    pub source: Option<usize>,
    /// How far the source is scrolled: the byte of its text (or the row of its sheet) at the top.
    #[serde(default)]
    pub offset: Option<u32>,
    /// Further settings by key: sort order, filters, page setup.
    #[serde(default)]
    pub settings: BTreeMap<String, String>,
}

/// `project.ron`.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Project")]
struct Manifest {
    version: u32,
    #[serde(default)]
    sources: Vec<ManifestSource>,
    #[serde(default)]
    deck: Vec<PlacedChart>,
    #[serde(default)]
    corrections: Vec<StoredCorrections>,
    #[serde(default)]
    charts: Vec<StoredChart>,
    #[serde(default)]
    view: View,
}

/// One source's entry in the manifest.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Source")]
struct ManifestSource {
    name: String,
    /// SHA-256 of the bytes, in hex: also their name inside the zip.
    hash: String,
}

/// Only the version: read first, so that a later format is named as such and not as damage.
#[derive(Deserialize)]
#[serde(rename = "Project")]
struct Head {
    version: u32,
}

/// The project as the bytes of a `.gangmu` file. The same project gives the same bytes.
///
/// # Errors
/// When it holds more than [`limits`] allow: it could not be opened again.
pub fn pack(project: &ProjectFile) -> Result<Vec<u8>, ProjectError> {
    let total: u64 = project.sources.iter().map(|s| s.bytes.len() as u64).sum();
    if project.sources.len() > limits::PROJECT_SOURCES || total > limits::PROJECT_BYTES {
        return Err(ProjectError::TooLarge);
    }
    let hashes: Vec<String> = project.sources.iter().map(|s| ContentHash::of(&s.bytes).to_string()).collect();
    let manifest = encode(project, &hashes)?;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let mut put = |name: String, bytes: &[u8]| -> Result<(), ZipError> {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
        Ok(())
    };
    let io = |e: ZipError| ProjectError::Io(e.to_string());
    put(MANIFEST.to_owned(), manifest.as_bytes()).map_err(io)?;
    let mut written = BTreeSet::new();
    for (source, hash) in project.sources.iter().zip(&hashes) {
        if written.insert(hash) {
            put(entry_name(hash), &source.bytes).map_err(io)?;
        }
    }
    Ok(zip.finish().map_err(io)?.into_inner())
}

/// Everything of a project but its sources' bytes, as text; `hashes` are the sources', in their order.
///
/// # Errors
/// When it is longer than [`open`] reads.
pub(super) fn encode(project: &ProjectFile, hashes: &[String]) -> Result<String, ProjectError> {
    let sources = project.sources.iter().zip(hashes);
    let manifest = Manifest {
        version: VERSION,
        sources: sources.map(|(source, hash)| ManifestSource { name: source.name.clone(), hash: hash.clone() }).collect(),
        deck: project.deck.clone(),
        corrections: project.corrections.iter().map(|(source, corrections)| store(*source, corrections)).collect(),
        charts: project.charts.iter().map(charts::store).collect(),
        view: project.view.clone(),
    };
    let manifest = ron::ser::to_string_pretty(&manifest, ron::ser::PrettyConfig::default().struct_names(false).new_line("\n"))
        .map_err(|e| ProjectError::Damaged(e.to_string()))?;
    if manifest.len() as u64 > MANIFEST_BYTES {
        return Err(ProjectError::TooLarge);
    }
    Ok(manifest)
}

/// Reads the bytes of a `.gangmu` file. Entries it does not know, whatever their names, are passed over.
///
/// # Errors
/// When the bytes are no project, of a later format, damaged, or beyond [`limits`].
pub fn open(bytes: &[u8]) -> Result<ProjectFile, ProjectError> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| ProjectError::NotAProject)?;
    if zip.index_for_name(MANIFEST).is_none() {
        return Err(ProjectError::NotAProject);
    }
    let manifest = match unpack(&mut zip, MANIFEST, MANIFEST_BYTES)? {
        Some(bytes) => String::from_utf8(bytes).map_err(|_| ProjectError::Damaged(format!("{MANIFEST} is not UTF-8")))?,
        None => return Err(ProjectError::Damaged(format!("{MANIFEST} cannot be unpacked"))),
    };
    decode(&manifest, &mut |hash, left| unpack(&mut zip, &entry_name(hash), left))
}

/// Gives the bytes of a source by its hash.
pub(super) type Fetch<'a> = dyn FnMut(&str, u64) -> Result<Option<Vec<u8>>, ProjectError> + 'a;

/// Reads what [`encode`] wrote. `fetch` gives the bytes of a source by its hash, at most so many; `None` where they are missing.
///
/// # Errors
/// As [`open`].
pub(super) fn decode(manifest: &str, fetch: &mut Fetch<'_>) -> Result<ProjectFile, ProjectError> {
    let spoilt = |e: ron::error::SpannedError| ProjectError::Damaged(format!("{MANIFEST}: {e}"));
    let head: Head = ron::from_str(manifest).map_err(spoilt)?;
    if head.version > VERSION {
        return Err(ProjectError::Newer(head.version));
    }
    let manifest: Manifest = ron::from_str(manifest).map_err(spoilt)?;
    if manifest.sources.len() > limits::PROJECT_SOURCES {
        return Err(ProjectError::TooLarge);
    }
    let mut corrections = BTreeMap::new();
    for stored in manifest.corrections {
        let (source, restored) = restore(stored).map_err(|what| ProjectError::Damaged(format!("{MANIFEST}: {what}")))?;
        corrections.insert(source, Arc::new(restored));
    }
    let spoilt = |what| ProjectError::Damaged(format!("{MANIFEST}: {what}"));
    let charts = manifest.charts.into_iter().map(|stored| charts::restore(stored).map_err(spoilt)).collect::<Result<_, _>>()?;
    let mut left = limits::PROJECT_BYTES;
    let mut unpacked: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
    let mut sources = Vec::with_capacity(manifest.sources.len());
    for ManifestSource { name, hash } in manifest.sources {
        let bytes = match unpacked.get(&hash) {
            Some(bytes) => Arc::clone(bytes),
            None => {
                let Some(bytes) = fetch(&hash, left)? else { return Err(ProjectError::DamagedSource(name)) };
                if ContentHash::of(&bytes).to_string() != hash {
                    return Err(ProjectError::DamagedSource(name));
                }
                left -= bytes.len() as u64;
                let bytes: Arc<[u8]> = bytes.into();
                unpacked.insert(hash, Arc::clone(&bytes));
                bytes
            }
        };
        sources.push(StoredSource { name: bare(&name).to_owned(), bytes });
    }
    Ok(ProjectFile { version: manifest.version, sources, deck: manifest.deck, corrections, charts, view: manifest.view })
}

/// Where a source stands in the zip.
fn entry_name(hash: &str) -> String {
    format!("sources/{hash}")
}

/// A name without folders, whichever system wrote it.
fn bare(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// One entry's bytes, at most `limit` of them; `None` when it is not there or cannot be unpacked.
fn unpack(zip: &mut zip::ZipArchive<Cursor<&[u8]>>, name: &str, limit: u64) -> Result<Option<Vec<u8>>, ProjectError> {
    let Ok(entry) = zip.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    if entry.take(limit + 1).read_to_end(&mut bytes).is_err() {
        return Ok(None);
    }
    if bytes.len() as u64 > limit {
        return Err(ProjectError::TooLarge);
    }
    Ok(Some(bytes))
}
