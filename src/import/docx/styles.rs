//! Styles, as far as they decide what is seen: automatic numbering and hidden text (ECMA-376 Part 1, 17.7).

use crate::import::ImportError;
use crate::import::xml::{Node, Xml};
use std::collections::HashMap;

/// The end of the namespace of word processing documents, transitional and strict, and what it is usually called.
pub(super) const LANGUAGE: (&str, &str) = ("wordprocessingml/2006/main", "w");
/// Styles based on others, no longer chain than this; a circle ends there.
const LONGEST_CHAIN: usize = 32;

/// Every style, by its id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    list: Option<u32>,
    level: Option<usize>,
    hidden: Option<bool>,
}

/// The numbering that a style gives.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct StyleList {
    /// Which list.
    pub(super) list: u32,
    /// Which level of it, 0 the first; `None`: the level that names one of the styles.
    pub(super) level: Option<usize>,
    /// The style and those it is based on, up to the one that names the list.
    pub(super) chain: Vec<String>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(part: &str) -> Result<Self, ImportError> {
        let mut out = Self::default();
        let mut xml = Xml::new(part, LANGUAGE.0, LANGUAGE.1);
        let mut current: Option<(String, Style)> = None;
        let mut path: Vec<&'static str> = Vec::new();
        loop {
            match xml.next()? {
                Node::Start(tag) => {
                    let value = || tag.attribute("val");
                    let known = match (path.last().copied().unwrap_or(""), xml.name(&tag)) {
                        (_, "style") => {
                            let id = tag.attribute("styleId").unwrap_or_default();
                            let paragraph = tag.attribute("type").is_none_or(|t| t == "paragraph");
                            if paragraph && matches!(tag.attribute("default").as_deref(), Some("1" | "true" | "on")) {
                                out.default = Some(id.clone());
                            }
                            current = Some((id, Style::default()));
                            "style"
                        }
                        ("style", "basedOn") => {
                            if let Some((_, style)) = &mut current {
                                style.based_on = value();
                            }
                            ""
                        }
                        ("style", "pPr") => "pPr",
                        ("style", "rPr") => "rPr",
                        ("pPr", "numPr") => "numPr",
                        ("numPr", "numId") => {
                            if let Some((_, style)) = &mut current {
                                style.list = tag.number("val");
                            }
                            ""
                        }
                        ("numPr", "ilvl") => {
                            if let Some((_, style)) = &mut current {
                                style.level = tag.number("val").map(|n| n as usize);
                            }
                            ""
                        }
                        ("rPr", "vanish") => {
                            if let Some((_, style)) = &mut current {
                                style.hidden = Some(tag.is_on());
                            }
                            ""
                        }
                        _ => "",
                    };
                    path.push(known);
                }
                Node::End => {
                    if path.pop() == Some("style")
                        && let Some((id, style)) = current.take()
                    {
                        out.styles.insert(id, style);
                    }
                }
                Node::Text(_) => {}
                Node::Eof => return Ok(out),
            }
        }
    }

    /// The style and those it is based on, nearest first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = id.and_then(|id| self.styles.get_key_value(id)).map(|(id, style)| (id.as_str(), style));
        let next = |(_, style): &(&str, &'a Style)| {
            let below = style.based_on.as_deref()?;
            self.styles.get_key_value(below).map(|(id, style)| (id.as_str(), style))
        };
        std::iter::successors(first, next).take(LONGEST_CHAIN)
    }

    /// The numbering of paragraphs in a style; `None`: no style is named.
    pub(super) fn list(&self, paragraph: Option<&str>) -> Option<StyleList> {
        let mut out = StyleList::default();
        for (id, style) in self.chain(paragraph.or(self.default.as_deref())) {
            out.level = out.level.or(style.level);
            out.chain.push(id.to_owned());
            if let Some(list) = style.list {
                out.list = list;
                return (list > 0).then_some(out);
            }
        }
        None
    }

    /// Whether text in a style is hidden; `None` where it does not say.
    pub(super) fn hidden(&self, style: Option<&str>) -> Option<bool> {
        self.chain(style).find_map(|(_, style)| style.hidden)
    }
}
