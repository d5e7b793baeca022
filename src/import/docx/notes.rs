//! Footnotes and endnotes: the marks they are referred to by, and their text at the end of the document.

use crate::import::flow::Block;
use crate::import::numerals;
use std::collections::HashSet;

/// The notes that the text refers to, in its order.
#[derive(Debug)]
pub(super) struct Notes {
    /// How footnotes and endnotes are numbered.
    formats: [String; 2],
    counts: [u32; 2],
    /// Whether it is an endnote, its id, its mark.
    referred: Vec<(bool, String, String)>,
}

impl Notes {
    /// Learns from the settings, or from the document itself, how notes are numbered.
    pub(super) fn new(document: &str, settings: &str) -> Self {
        let format = |element: &str, usual: &str| {
            let told = [document, settings].into_iter().find_map(|part| number_format(part, element));
            told.unwrap_or(usual).to_owned()
        };
        Self { formats: [format("footnotePr>", "decimal"), format("endnotePr>", "lowerRoman")], counts: [0, 0], referred: Vec::new() }
    }

    /// The mark of the next note; empty where the text brings its `own`.
    pub(super) fn refer(&mut self, endnote: bool, id: &str, own: bool) -> String {
        let kind = usize::from(endnote);
        let (Some(count), Some(format)) = (self.counts.get_mut(kind), self.formats.get(kind)) else { return String::new() };
        let mark = if own {
            String::new()
        } else {
            *count += 1;
            mark(format, *count)
        };
        self.referred.push((endnote, id.to_owned(), mark.clone()));
        mark
    }

    /// Whether there is any.
    pub(super) fn is_empty(&self) -> bool {
        self.referred.is_empty()
    }

    /// Adds the notes that were referred to, each once, footnotes first.
    pub(super) fn append(&self, found: [Vec<(String, Vec<Block>)>; 2], out: &mut Vec<Block>) {
        for (endnote, notes) in [false, true].into_iter().zip(found) {
            let mut notes: std::collections::HashMap<String, Vec<Block>> = notes.into_iter().collect();
            let mut seen = HashSet::new();
            for (_, id, mark) in self.referred.iter().filter(|(end, id, _)| *end == endnote && seen.insert(id.clone())) {
                let mut blocks = notes.remove(id).unwrap_or_default();
                if let Some(Block::Line(first)) = blocks.first_mut()
                    && !mark.is_empty()
                {
                    *first = format!("{mark} {}", first.trim_start());
                }
                out.append(&mut blocks);
            }
        }
    }
}

/// A note's mark in a line of text: raised digits, a circled number, else in brackets, so that it is no part of a figure.
pub(in crate::import) fn mark(format: &str, n: u32) -> String {
    let written = numerals::write(format, n);
    if written.bytes().all(|b| b.is_ascii_digit()) {
        let raised = |c: char| c.to_digit(10).and_then(|d| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(d as usize)).unwrap_or(c);
        written.chars().map(raised).collect()
    } else if written.chars().count() == 1 && !written.is_ascii() {
        written
    } else {
        format!("[{written}]")
    }
}

/// The number format within an element of a part.
fn number_format<'a>(part: &'a str, element: &str) -> Option<&'a str> {
    let (_, inside) = part.split_once(element)?;
    let (inside, _) = inside.split_once("Pr>")?;
    let (_, value) = inside.split_once("numFmt ")?.1.split_once("val=\"")?;
    value.split('"').next()
}
