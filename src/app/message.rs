//! What the program has to say to the user: a key of the locale with its values, so that it changes language with the window.

use super::Locale;
use crate::document::Notice;
use crate::import::{ImportError, limits};

/// How much a message matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It went well.
    Info,
    /// It went, but not all of it.
    Warning,
    /// It did not go.
    Error,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How much it matters.
    pub level: Level,
    /// The key of its text in `assets/locales`.
    pub key: String,
    /// What stands for the placeholders of the text.
    pub values: Vec<(&'static str, String)>,
}

impl Message {
    /// A message of the level, without values.
    #[must_use]
    pub fn new(level: Level, key: impl Into<String>) -> Self {
        Self { level, key: key.into(), values: Vec::new() }
    }

    /// The same with one value more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// Why a file could not be read: names the file, the reason, and what to do.
    #[must_use]
    pub fn import_error(file: &str, error: &ImportError) -> Self {
        let message = Self::new(Level::Error, format!("import.error.{}", error.kind())).with("file", file);
        match error {
            ImportError::TooLarge(size) => message.with("size", size >> 20).with("limit", limits::FILE_BYTES >> 20),
            ImportError::TooManyCells { sheet, rows, columns } => message.with("sheet", sheet).with("rows", rows).with("columns", columns),
            ImportError::TooManySheets(count) => message.with("count", count).with("limit", limits::SHEETS),
            ImportError::Damaged(why) | ImportError::Unreadable(why) => message.with("why", why),
            ImportError::TooDeep => message.with("limit", limits::ELEMENT_DEPTH),
            ImportError::TooManyElements => message.with("limit", limits::PAGE_NODES),
            ImportError::TooSlow => message.with("limit", limits::FILE_TIME.as_secs()),
            ImportError::TooMuchInside(_)
            | ImportError::TooLong
            | ImportError::NoText
            | ImportError::NestedArchive
            | ImportError::Empty
            | ImportError::Unsupported
            | ImportError::Protected
            | ImportError::Cancelled => message,
        }
    }

    /// What could not be read of a file that was read all the same.
    #[must_use]
    pub fn notice(file: &str, notice: Notice) -> Self {
        match notice {
            Notice::Uncomputed(count) => Self::new(Level::Warning, "import.uncomputed").with("file", file).with("count", count),
        }
    }

    /// The text in a language.
    #[must_use]
    pub fn text(&self, locale: &Locale) -> String {
        let values: Vec<(&str, &str)> = self.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        locale.tell(&self.key, &values)
    }
}
