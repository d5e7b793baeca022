//! The bytes of a PDF's streams, unpacked no further than the limits allow.

use crate::import::{ImportError, limits};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use std::io::Read;

/// No filter but Deflate unpacks a byte to more than so many (LZW, a string of one letter).
const RATIO: u64 = 2800;

/// What is left to unpack of one file.
pub(super) struct Budget(u64);

impl Default for Budget {
    fn default() -> Self {
        Self(limits::PDF_UNPACKED)
    }
}

impl Budget {
    /// The stream's bytes; empty where they are damaged from the start.
    ///
    /// # Errors
    /// When the file unpacks to more than the limit.
    pub(super) fn unpack(&mut self, stream: &Stream<'_>) -> Result<Vec<u8>, ImportError> {
        let filters = stream.filters();
        let plain = !stream.dict().contains_key("DecodeParms") && !stream.dict().contains_key("DP");
        let unpacked = match filters.as_slice() {
            [] => stream.raw_data().into_owned(),
            [Filter::FlateDecode] if plain => self.inflate(&stream.raw_data()),
            _ => {
                let most = filters.iter().fold(stream.raw_data().len() as u64, |size, _| size.saturating_mul(RATIO));
                if most > self.0 {
                    return Err(ImportError::TooMuchInside(most));
                }
                stream.decoded_data().map(std::borrow::Cow::into_owned).unwrap_or_default()
            }
        };
        self.spend(unpacked.len() as u64)?;
        Ok(unpacked)
    }

    /// Counts what the file's packed lists of objects unpack to, which the reader of objects unpacks whole.
    ///
    /// # Errors
    /// When they unpack to more than the limit.
    pub(super) fn check_object_lists(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        for mark in [&b"ObjStm"[..], b"XRef"] {
            for at in memchr::memmem::find_iter(bytes, mark) {
                let rest = bytes.get(at..).unwrap_or(&[]);
                let near = rest.get(..rest.len().min(2048)).unwrap_or(&[]);
                let Some(start) = memchr::memmem::find(near, b"stream") else { continue };
                let packed = rest.get(start + 6..).unwrap_or(&[]);
                let packed = packed.strip_prefix(b"\r").unwrap_or(packed);
                let packed = packed.strip_prefix(b"\n").unwrap_or(packed);
                let mut counted = 0;
                let mut reader = ZlibDecoder::new(packed);
                let mut buffer = vec![0; 64 * 1024];
                while let Ok(read @ 1..) = reader.read(&mut buffer) {
                    counted += read as u64;
                    if counted > self.0 {
                        return Err(ImportError::TooMuchInside(counted));
                    }
                }
                self.spend(counted)?;
            }
        }
        Ok(())
    }

    fn spend(&mut self, size: u64) -> Result<(), ImportError> {
        self.0 = self.0.checked_sub(size).ok_or(ImportError::TooMuchInside(limits::PDF_UNPACKED))?;
        Ok(())
    }

    /// Up to one byte beyond what is left. What follows a damaged place is lost, what stands before it is not.
    fn inflate(&self, packed: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        // An error leaves in `out` what was read before it, and that is what is wanted.
        let _ = ZlibDecoder::new(packed).take(self.0 + 1).read_to_end(&mut out);
        if out.is_empty() {
            let _ = DeflateDecoder::new(packed).take(self.0 + 1).read_to_end(&mut out);
        }
        out
    }
}
