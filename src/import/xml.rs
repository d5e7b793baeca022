//! Walking through XML parts: names without the prefix that a file happens to use, characters behind references, a bound on
//! how deep elements lie. A document type is passed over, so entities of its own stand for nothing.

use super::{ImportError, limits};
use encoding_rs::UTF_8;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// The text of a part, whatever Unicode encoding it is in.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    UTF_8.decode(bytes).0
}

/// One step of the walk.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// An element begins. An empty one begins and ends.
    Start(Tag<'a>),
    /// The element that began last, of those still open, ends.
    End,
    /// Characters, perhaps a piece of them.
    Text(Cow<'a, str>),
    /// The end.
    Eof,
}

/// An element's name and attributes.
#[derive(Debug)]
pub(super) struct Tag<'a>(BytesStart<'a>);

/// Reads a part step by step.
pub(super) struct Xml<'a> {
    reader: quick_xml::Reader<&'a [u8]>,
    depth: usize,
    /// The prefix of the part's main language, with its colon; empty where it has none.
    prefix: String,
}

impl<'a> Xml<'a> {
    /// Opens a part. `language` is how the namespace of its main language ends, `prefix` what it is usually called.
    pub(super) fn new(part: &'a str, language: &str, prefix: &str) -> Self {
        let mut reader = quick_xml::Reader::from_str(part);
        reader.config_mut().expand_empty_elements = true;
        let mut end = part.len().min(4096);
        end = part.floor_char_boundary(end);
        let head = part.get(..end).unwrap_or("");
        let declared = head.split("xmlns").skip(1).find_map(|rest| {
            let (name, value) = rest.split_once('=')?;
            let value = value.trim_start().get(1..)?.split(['"', '\'']).next()?;
            value.ends_with(language).then(|| name.trim().trim_start_matches(':').to_owned())
        });
        let mut prefix = declared.unwrap_or_else(|| prefix.to_owned());
        if !prefix.is_empty() {
            prefix.push(':');
        }
        Self { reader, depth: 0, prefix }
    }

    /// The next step.
    ///
    /// # Errors
    /// When the part is no XML, or nested too deep.
    pub(super) fn next(&mut self) -> Result<Node<'a>, ImportError> {
        loop {
            let event = self.reader.read_event().map_err(|e| ImportError::Damaged(e.to_string()))?;
            return Ok(match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > limits::ELEMENT_DEPTH {
                        return Err(ImportError::TooDeep);
                    }
                    Node::Start(Tag(tag))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::End
                }
                Event::Text(text) => Node::Text(text.into_inner()),
                Event::CData(text) => Node::Text(text.into_inner()),
                Event::GeneralRef(name) => {
                    let c = match &*name {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => name.resolve_char_ref().ok().flatten(),
                    };
                    Node::Text(c.map_or(Cow::Borrowed(""), |c| Cow::Owned(c.to_string())))
                }
                Event::Eof if self.depth > 0 => return Err(ImportError::Damaged("it ends within an element".to_owned())),
                Event::Eof => Node::Eof,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            });
        }
    }

    /// Passes over everything up to the end of the element that began last.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub(super) fn skip(&mut self) -> Result<(), ImportError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Node::Eof = self.next()? {
                break;
            }
        }
        Ok(())
    }

    /// An element's name: bare in the part's main language, with its prefix in others.
    pub(super) fn name<'t>(&self, tag: &'t Tag<'_>) -> &'t str {
        let name = tag.0.name().into_inner();
        match name.strip_prefix(self.prefix.as_str()) {
            Some(bare) if !bare.contains(':') => bare,
            _ => name,
        }
    }
}

impl Tag<'_> {
    /// An attribute's value by its name, without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        attributes.flatten().find(|a| a.key.local_name().into_inner() == name).map(|a| match unescape(&a.value) {
            Ok(value) => value.into_owned(),
            Err(_) => a.value.into_owned(),
        })
    }

    /// A whole number in an attribute.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether a switch is on: no value counts as on (ECMA-376 Part 1, 17.17.4).
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}
