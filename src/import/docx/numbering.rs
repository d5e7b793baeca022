//! Automatic numbers: lists, their levels, and counting through them (ECMA-376 Part 1, 17.9).

use super::styles::{LANGUAGE, StyleList, Styles};
use super::symbols;
use crate::import::xml::{Node, Tag, Xml};
use crate::import::{ImportError, numerals};
use std::collections::{HashMap, HashSet};

/// Levels of a list.
pub(in crate::import) const LEVELS: usize = 9;
/// The longest mark shown, in characters.
const LONGEST_MARK: usize = 60;

/// How one level of a list is numbered.
#[derive(Clone, Debug)]
pub(in crate::import) struct Level {
    pub(in crate::import) start: u32,
    pub(in crate::import) format: String,
    /// The mark, `%1` to `%9` standing for the levels' numbers.
    pub(in crate::import) text: String,
    pub(in crate::import) suffix: String,
    /// The level, 1 the first, after which it starts anew; 0: never. `None`: after any level above it.
    pub(in crate::import) restart: Option<usize>,
    /// Whether all numbers in the mark are digits.
    pub(in crate::import) legal: bool,
    pub(in crate::import) style: Option<String>,
    pub(in crate::import) font: String,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            format: "decimal".to_owned(),
            text: String::new(),
            suffix: "tab".to_owned(),
            restart: None,
            legal: false,
            style: None,
            font: String::new(),
        }
    }
}

#[derive(Debug, Default)]
struct Definition {
    levels: [Option<Level>; LEVELS],
    /// The style that has the levels instead.
    through_style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    definition: u32,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(in crate::import) struct Numbering {
    definitions: HashMap<u32, Definition>,
    lists: HashMap<u32, List>,
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists and levels whose own start was used.
    started: HashSet<(u32, usize)>,
}

/// What is being read.
#[derive(Default)]
struct Reading {
    definition: Option<(u32, Definition)>,
    list: Option<(u32, List)>,
    /// The level of a list that its list changes.
    changed: usize,
    level: Option<(usize, Level)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(part: &str) -> Result<Self, ImportError> {
        let mut out = Self::default();
        let mut xml = Xml::new(part, LANGUAGE.0, LANGUAGE.1);
        let mut reading = Reading::default();
        let mut path: Vec<&'static str> = Vec::new();
        loop {
            match xml.next()? {
                Node::Start(tag) => {
                    let known = reading.start(xml.name(&tag), &tag);
                    path.push(known);
                }
                Node::End => match path.pop() {
                    Some("lvl") => reading.end_level(),
                    Some("abstractNum") => out.definitions.extend(reading.definition.take()),
                    Some("num") => out.lists.extend(reading.list.take()),
                    _ => {}
                },
                Node::Text(_) => {}
                Node::Eof => return Ok(out),
            }
        }
    }

    /// Adds how a list may be numbered.
    pub(in crate::import) fn define(&mut self, id: u32, levels: [Option<Level>; LEVELS]) {
        self.definitions.insert(id, Definition { levels, through_style: None });
    }

    /// Adds a list that counts by a definition, with its own starts and levels where it has any.
    pub(in crate::import) fn add_list(&mut self, id: u32, definition: u32, starts: [Option<u32>; LEVELS], levels: [Option<Level>; LEVELS]) {
        self.lists.insert(id, List { definition, starts, levels });
    }

    /// The mark of the next paragraph of a list's level, as [`Self::next`] gives it.
    pub(in crate::import) fn next_of(&mut self, list: u32, level: usize) -> String {
        self.next(Some(list), Some(level), None, &Styles::default())
    }

    /// The mark of the next paragraph, with what stands between it and the text; empty where it has none.
    /// `list` and `level` are what the paragraph itself says.
    pub(super) fn next(&mut self, list: Option<u32>, level: Option<usize>, style: Option<StyleList>, styles: &Styles) -> String {
        let (id, level) = match (list, style) {
            (Some(list), _) => (list, level.unwrap_or(0)),
            (None, Some(style)) => {
                let named = || self.level_of_style(style.list, &style.chain, styles);
                (style.list, level.or(style.level).or_else(named).unwrap_or(0))
            }
            (None, None) => return String::new(),
        };
        let level = level.min(LEVELS - 1);
        if id == 0 || !self.lists.contains_key(&id) {
            return String::new();
        }
        let definition = self.definition_of(id, styles);
        let Some(own) = self.level(id, definition, level).cloned() else { return String::new() };
        let mut counts = self.counts.get(&definition).copied().unwrap_or_default();
        let restarted = self.lists.get(&id).and_then(|list| list.starts.get(level).copied().flatten());
        let restarted = restarted.filter(|_| self.started.insert((id, level)));
        let now = match (restarted, counts.get(level).copied().flatten()) {
            (Some(start), _) => start,
            (None, Some(before)) => before.saturating_add(1),
            (None, None) => own.start,
        };
        for (below, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let after = self.level(id, definition, below).and_then(|l| l.restart);
            if after.is_none_or(|after| level < after) {
                *count = None;
            }
        }
        if let Some(slot) = counts.get_mut(level) {
            *slot = Some(now);
        }
        self.counts.insert(definition, counts);
        self.mark(id, definition, &own, &counts)
    }

    /// The mark of a level with these numbers, and what follows it.
    fn mark(&self, id: u32, definition: u32, own: &Level, counts: &[Option<u32>; LEVELS]) -> String {
        let mut out = String::new();
        let mut chars = own.text.chars();
        while let Some(c) = chars.next() {
            let digit = if c == '%' { chars.clone().next().and_then(|d| d.to_digit(10)).filter(|d| (1..=9).contains(d)) } else { None };
            match digit {
                Some(digit) => {
                    chars.next();
                    let at = digit as usize - 1;
                    let level = self.level(id, definition, at);
                    let number = counts.get(at).copied().flatten().or(level.map(|l| l.start)).unwrap_or(1);
                    let format = level.map_or("decimal", |l| l.format.as_str());
                    out.push_str(&numerals::write(if own.legal && format != "none" { "decimal" } else { format }, number));
                }
                None => out.push(symbols::shown(&own.font, c)),
            }
        }
        let mut mark: String = out.chars().filter(|c| !c.is_control()).take(LONGEST_MARK).collect();
        // A tab to the text is no wider than its mark needs: after 、 and ） nothing is seen of it.
        let closed = mark.ends_with(|c: char| c.is_whitespace() || "、。．）】〕》：".contains(c));
        if !mark.is_empty() && (own.suffix == "space" || (own.suffix == "tab" && !closed)) {
            mark.push(' ');
        }
        mark
    }

    fn level(&self, list: u32, definition: u32, level: usize) -> Option<&Level> {
        let changed = self.lists.get(&list).and_then(|list| list.levels.get(level)?.as_ref());
        changed.or_else(|| self.definitions.get(&definition)?.levels.get(level)?.as_ref())
    }

    /// The definition that a list counts in, also where a style leads to another.
    fn definition_of(&self, list: u32, styles: &Styles) -> u32 {
        let mut id = self.lists.get(&list).map_or(0, |list| list.definition);
        for _ in 0..4 {
            let through = self.definitions.get(&id).and_then(|d| d.through_style.as_deref());
            let next = through.and_then(|style| styles.list(Some(style))).and_then(|s| self.lists.get(&s.list));
            match next {
                Some(list) => id = list.definition,
                None => break,
            }
        }
        id
    }

    /// The level that names one of the styles as its own.
    fn level_of_style(&self, list: u32, chain: &[String], styles: &Styles) -> Option<usize> {
        let definition = self.definition_of(list, styles);
        chain
            .iter()
            .find_map(|style| (0..LEVELS).find(|&at| self.level(list, definition, at).is_some_and(|l| l.style.as_ref() == Some(style))))
    }
}

impl Reading {
    /// Takes an element in; gives its name where its end matters.
    fn start(&mut self, name: &str, tag: &Tag<'_>) -> &'static str {
        let value = || tag.attribute("val").unwrap_or_default();
        match name {
            "abstractNum" => {
                self.definition = Some((tag.number("abstractNumId").unwrap_or(0), Definition::default()));
                return "abstractNum";
            }
            "num" => {
                self.list = Some((tag.number("numId").unwrap_or(0), List::default()));
                return "num";
            }
            "lvl" => {
                self.level = Some((tag.number("ilvl").unwrap_or(0) as usize, Level::default()));
                return "lvl";
            }
            "numStyleLink" => {
                if let Some((_, definition)) = &mut self.definition {
                    definition.through_style = Some(value());
                }
            }
            "abstractNumId" => {
                if let Some((_, list)) = &mut self.list {
                    list.definition = tag.number("val").unwrap_or(0);
                }
            }
            "lvlOverride" => self.changed = tag.number("ilvl").unwrap_or(0) as usize,
            "startOverride" => {
                if let Some(slot) = self.list.as_mut().and_then(|(_, list)| list.starts.get_mut(self.changed)) {
                    *slot = tag.number("val");
                }
            }
            _ => {
                if let Some((_, level)) = &mut self.level {
                    match name {
                        "start" => level.start = tag.number("val").unwrap_or(0),
                        "numFmt" => level.format = tag.attribute("val").unwrap_or_default(),
                        "lvlText" => level.text = value(),
                        "suff" => level.suffix = value(),
                        "lvlRestart" => level.restart = tag.number("val").map(|n| n as usize),
                        "isLgl" => level.legal = tag.is_on(),
                        "pStyle" => level.style = Some(value()),
                        "rFonts" => level.font = tag.attribute("ascii").or_else(|| tag.attribute("hAnsi")).unwrap_or_default(),
                        _ => {}
                    }
                }
            }
        }
        ""
    }

    fn end_level(&mut self) {
        let Some((at, level)) = self.level.take() else { return };
        let levels = match (&mut self.list, &mut self.definition) {
            (Some((_, list)), _) => &mut list.levels,
            (None, Some((_, definition))) => &mut definition.levels,
            (None, None) => return,
        };
        if let Some(slot) = levels.get_mut(at) {
            *slot = Some(level);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
      <w:abstractNum w:abstractNumId="7">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="二级"/><w:lvlText w:val="（%2）"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
        <w:lvl w:ilvl="3"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/><w:suff w:val="nothing"/><w:lvlText w:val="%4)"/></w:lvl>
        <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF06C;"/><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl>
      </w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
    </w:numbering>"#;

    #[test]
    fn lists_count_and_restart() {
        let mut numbering = Numbering::read(PART).unwrap();
        let styles = Styles::default();
        let mut next = |list, level| numbering.next(Some(list), Some(level), None, &styles);
        let marks: Vec<String> =
            [(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 0), (1, 1), (1, 2), (1, 3), (2, 0), (2, 0), (1, 4), (9, 0), (0, 0)]
                .into_iter()
                .map(|(list, level)| next(list, level))
                .collect();
        assert_eq!(
            marks,
            ["一、", "（一）", "（二）", "1.2.1 ", "3)", "二、", "（一）", "2.1.1 ", "4)", "一、", "二、", "● ", "", ""],
            "a list of its own start begins again; one without a restart goes on"
        );
    }

    #[test]
    fn styles_carry_numbers() {
        let styles = Styles::read(
            r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
            <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
            <w:style w:type="paragraph" w:styleId="二级"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="same"><w:basedOn w:val="二级"/><w:rPr><w:vanish/></w:rPr></w:style>
            <w:style w:type="paragraph" w:styleId="none"><w:basedOn w:val="二级"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="circle"><w:basedOn w:val="circle"/></w:style></w:styles>"#,
        )
        .unwrap();
        let mut numbering = Numbering::read(PART).unwrap();
        let mut next = |style| numbering.next(None, None, styles.list(style), &styles);
        assert_eq!(
            (next(Some("same")), next(Some("二级")), next(Some("none")), next(Some("circle")), next(None)),
            ("（一）".into(), "（二）".into(), String::new(), String::new(), String::new())
        );
        assert_eq!((styles.hidden(Some("same")), styles.hidden(Some("二级"))), (Some(true), None));
    }
}
