//! Web pages as saved (.html, .mhtml): the article as running text, its tables as grids, the page's furniture apart.
//!
//! 1. [`mime`] takes the page out of an archive. 2. The encoding is what the page says, where that fits the bytes.
//! 3. [`tree`] builds the elements. 4. [`article`] finds the article. 5. [`pieces`] writes it as lines and tables.

mod article;
mod mime;
mod pieces;
mod tree;

use super::{ImportError, Importer, encoding, flow, has_ending};
use crate::base::Progress;
use crate::document::{Document, Format};

/// Reads web pages.
pub struct HtmlImporter;

/// How many bytes are looked at to tell a page.
const HEAD: usize = 4096;

/// Elements a page begins with.
const FIRST: [&[u8]; 9] = [b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<title", b"<table", b"<div", b"<frameset"];

impl Importer for HtmlImporter {
    fn endings(&self) -> &'static [&'static str] {
        &["html", "htm", "mhtml", "mht", "shtml", "xhtml"]
    }

    fn accepts(&self, name: &str, bytes: &[u8]) -> bool {
        mime::is_archive(bytes) || is_page(name, bytes)
    }

    fn read(&self, name: &str, bytes: &[u8], progress: &Progress) -> Result<Document, ImportError> {
        read(name, bytes, progress)
    }
}

fn read(name: &str, bytes: &[u8], progress: &Progress) -> Result<Document, ImportError> {
    let archive = mime::is_archive(bytes);
    let page = if archive { Some(mime::page(bytes).ok_or(ImportError::Empty)?) } else { None };
    let (page, charset) = page.as_ref().map_or((bytes, None), |page| (page.bytes.as_slice(), page.charset.clone()));
    let charset = charset.or_else(|| said_charset(page));
    let (text, encoding) = encoding::decode_as_said(page, charset.as_deref()).ok_or(ImportError::Unsupported)?;
    if progress.is_cancelled() {
        return Err(ImportError::Cancelled);
    }
    let tree = tree::Tree::read(&text)?;
    drop(text);
    let flow = flow::lay(&article::read(&tree))?;
    if flow::is_blank(&flow.text) {
        return Err(ImportError::Empty);
    }
    let format = if archive { Format::Mhtml } else { Format::Html };
    let document = Document::of_text(name, format, Some(encoding), flow.text, bytes);
    Ok(Document { tables: flow.tables, ..document })
}

/// Whether the bytes are a page's: they begin with an element, and one that only pages have stands near.
fn is_page(name: &str, bytes: &[u8]) -> bool {
    // The letters of UTF-16 are those of ASCII with a zero beside each.
    let head: Vec<u8> = bytes.iter().take(HEAD).copied().filter(|&b| b != 0).collect();
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
    let head = marks.iter().find_map(|mark| head.strip_prefix(*mark)).unwrap_or(&head).trim_ascii_start().to_ascii_lowercase();
    if !head.starts_with(b"<") {
        return false;
    }
    let named = ["html", "htm", "shtml", "xhtml"].iter().any(|ending| has_ending(name, ending));
    let begins = FIRST.iter().any(|first| head.starts_with(first));
    // A comment, an XML declaration or Word's own elements may come first.
    named || begins || [&b"<html"[..], b"<!doctype html"].iter().any(|first| memchr::memmem::find(&head, first).is_some())
}

/// The encoding that a page names in its head.
fn said_charset(page: &[u8]) -> Option<String> {
    let head = page.get(..page.len().min(HEAD)).unwrap_or(page).to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset")?;
    let rest = head.get(at + b"charset".len()..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:".contains(b)))?;
    rest.get(..end).map(|label| String::from_utf8_lossy(label).into_owned()).filter(|label| !label.is_empty())
}
