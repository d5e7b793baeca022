//! Zip packages: which parts one has, and a part's bytes within a limit.

use super::ImportError;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// How every package begins.
pub(super) const MAGIC: &[u8] = b"PK\x03\x04";

/// An opened package.
pub(super) struct Package<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Package<'a> {
    /// Opens it.
    ///
    /// # Errors
    /// When its list of parts is lost or broken.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ImportError> {
        ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(|e| error(&e))
    }

    /// The names of its parts, as written.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.file_names()
    }

    /// A part's bytes by its name, upper and lower case alike; `None` when there is none.
    ///
    /// # Errors
    /// When it is damaged, protected, or larger than `limit`.
    pub(super) fn part(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, ImportError> {
        let plain = |name: &str| name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase();
        let wanted = plain(name);
        let Some(index) = self.0.file_names().position(|n| plain(n) == wanted) else { return Ok(None) };
        self.bytes(index, limit).map(Some)
    }

    /// How many parts it has, folders included.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// A part's name as its bytes are, and whether it is locked with a password; `None` where the part cannot be reached.
    pub(super) fn about(&mut self, index: usize) -> Option<(Vec<u8>, bool)> {
        self.0.by_index_raw(index).ok().map(|part| (part.name_raw().to_vec(), part.encrypted()))
    }

    /// A part's bytes by its place among the parts.
    ///
    /// # Errors
    /// As [`Package::part`].
    pub(super) fn bytes(&mut self, index: usize, limit: u64) -> Result<Vec<u8>, ImportError> {
        let mut part = self.0.by_index(index).map_err(|e| error(&e))?;
        let claimed = part.size();
        if claimed > limit {
            return Err(ImportError::TooMuchInside(claimed));
        }
        let mut bytes = Vec::new();
        // What it claims may be a lie.
        part.by_ref().take(limit + 1).read_to_end(&mut bytes).map_err(|e| ImportError::Damaged(e.to_string()))?;
        if bytes.len() as u64 > limit {
            return Err(ImportError::TooMuchInside(bytes.len() as u64));
        }
        Ok(bytes)
    }
}

fn error(e: &ZipError) -> ImportError {
    match e {
        ZipError::InvalidPassword => ImportError::Protected,
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => ImportError::Protected,
        e => ImportError::Damaged(e.to_string()),
    }
}
