//! The number formats of a new workbook's cells (ECMA-376 Part 1, 18.8), by the number of their style.

use super::shown::{self, NumberFormat};
use crate::document::Cell;
use crate::import::ImportError;
use crate::import::xml::{Node, Xml};
use calamine::{ExcelDateTime, ExcelDateTimeType};
use std::collections::HashMap;

/// How the namespace of spreadsheets ends in its two editions; prefixes are taken off names whatever they are.
pub(super) const LANGUAGE: (&str, &str) = ("spreadsheetml/2006/main", "");

/// What the numbers of a style are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Numbers.
    #[default]
    Plain,
    /// Days, or times of a day.
    Moment,
    /// Durations.
    Duration,
}

/// How the cells of one style show their numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    pub(super) kind: Kind,
    pub(super) format: NumberFormat,
}

impl Style {
    /// A cell of this style that holds a number; a day counts from 1900 or from 1904.
    pub(super) fn number(self, value: f64, from_1904: bool) -> Cell {
        let serial = |kind| ExcelDateTime::new(value, kind, from_1904);
        match self.kind {
            Kind::Plain => shown::number(value, self.format),
            Kind::Moment => shown::moment(&serial(ExcelDateTimeType::DateTime), self.format),
            Kind::Duration => shown::moment(&serial(ExcelDateTimeType::TimeDelta), self.format),
        }
    }
}

/// Reads `styles.xml`.
///
/// # Errors
/// When it is no XML.
pub(super) fn read(part: &str) -> Result<Vec<Style>, ImportError> {
    let mut xml = Xml::new(part, LANGUAGE.0, LANGUAGE.1);
    let (mut codes, mut styles, mut inside) = (HashMap::new(), Vec::new(), 0_usize);
    let mut path = Vec::new();
    loop {
        match xml.next()? {
            Node::Start(tag) => {
                let name = xml.name(&tag).to_owned();
                match name.as_str() {
                    "numFmt" => {
                        if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.attribute("formatCode")) {
                            codes.insert(id, code);
                        }
                    }
                    "cellXfs" => inside += 1,
                    "xf" if inside > 0 => {
                        let id = tag.number("numFmtId").unwrap_or(0);
                        styles.push(codes.get(&id).map_or_else(|| builtin(id), |code| custom(code)));
                    }
                    _ => {}
                }
                path.push(name == "cellXfs");
            }
            Node::End => inside -= usize::from(path.pop() == Some(true)),
            Node::Text(_) => {}
            Node::Eof => return Ok(styles),
        }
    }
}

/// A style with a built-in format.
pub(super) fn builtin(id: u32) -> Style {
    let kind = match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Kind::Moment,
        46 => Kind::Duration,
        _ => Kind::Plain,
    };
    Style { kind, format: NumberFormat::builtin(u16::try_from(id).unwrap_or(0)) }
}

/// A style with a format of its own.
pub(super) fn custom(code: &str) -> Style {
    Style { kind: kind(code), format: NumberFormat::parse(code) }
}

/// Whether a format shows parts of a day, in its first section.
fn kind(code: &str) -> Kind {
    let mut chars = code.chars().peekable();
    if code.trim().to_ascii_lowercase().starts_with("general") {
        return Kind::Plain;
    }
    while let Some(c) = chars.next() {
        match c {
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => drop(chars.next()),
            ';' => break,
            '[' => {
                let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                let mut letters = inside.chars().map(|c| c.to_ascii_lowercase());
                let first = letters.next();
                if matches!(first, Some('h' | 'm' | 's')) && letters.all(|c| Some(c) == first) {
                    return Kind::Duration;
                }
            }
            'd' | 'm' | 'h' | 'y' | 's' | 'D' | 'M' | 'H' | 'Y' | 'S' => return Kind::Moment,
            _ => {}
        }
    }
    Kind::Plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_days_from_numbers() {
        for (code, is) in [
            ("yyyy\"年\"m\"月\"", Kind::Moment),
            ("[$-804]aaaa h:mm", Kind::Moment),
            ("[h]:mm:ss", Kind::Duration),
            ("0.00_);[Red](0.00)", Kind::Plain),
            ("\"days\"0", Kind::Plain),
            ("General", Kind::Plain),
            ("#,##0\\d", Kind::Plain),
        ] {
            assert_eq!(kind(code), is, "{code}");
        }
    }
}
