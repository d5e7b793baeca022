//! Why a project could not be opened or saved. The window puts it into the user's language (`assets/locales`, keys
//! `project.error.*`).

use crate::import::limits;
use std::fmt;

/// Why a project could not be opened or saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProjectError {
    /// The bytes are no project file.
    NotAProject,
    /// Written by a later version of the program; holds that file format's number.
    Newer(u32),
    /// A project whose inside is broken; holds the reader's own words.
    Damaged(String),
    /// A source is missing from the file or is not what was stored; holds its name.
    DamagedSource(String),
    /// More sources or bytes than [`limits`] allow.
    TooLarge,
    /// The file system refused to read or write; holds the system's own words.
    Io(String),
}

impl ProjectError {
    /// The short name used as the key of its message.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            ProjectError::NotAProject => "not_a_project",
            ProjectError::Newer(_) => "newer",
            ProjectError::Damaged(_) => "damaged",
            ProjectError::DamagedSource(_) => "damaged_source",
            ProjectError::TooLarge => "too_large",
            ProjectError::Io(_) => "io",
        }
    }

    /// What the message names beside the file: the version, the source, the reader's or the system's words; may be empty.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            ProjectError::NotAProject | ProjectError::TooLarge => String::new(),
            ProjectError::Newer(version) => version.to_string(),
            ProjectError::Damaged(why) | ProjectError::DamagedSource(why) | ProjectError::Io(why) => why.clone(),
        }
    }
}

impl fmt::Display for ProjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProjectError::NotAProject => f.write_str("not a Gangmu project"),
            ProjectError::Newer(version) => {
                write!(
                    f,
                    "written by a later Gangmu (file format {version}, this one reads up to {}): update Gangmu to open it",
                    super::VERSION
                )
            }
            ProjectError::Damaged(why) => write!(f, "the project is damaged: {why}"),
            ProjectError::DamagedSource(name) => write!(f, "the project is damaged: its source “{name}” is missing or changed"),
            ProjectError::TooLarge => {
                write!(f, "the project holds more than {} sources or {} MB", limits::PROJECT_SOURCES, limits::PROJECT_BYTES / (1024 * 1024))
            }
            ProjectError::Io(why) => write!(f, "the file system refused: {why}"),
        }
    }
}

impl std::error::Error for ProjectError {}
