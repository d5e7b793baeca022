//! The parts of a new workbook's package, in XML (.xlsx) or as records (.xlsb), and how they refer to one another.

use crate::import::package::Package;
use crate::import::xml::{self, Node, Xml};
use crate::import::{ImportError, limits};
use std::collections::HashMap;

/// What a workbook's parts are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// XML.
    Xml,
    /// Records.
    Binary,
}

impl Language {
    fn ending(self) -> &'static str {
        match self {
            Language::Xml => ".xml",
            Language::Binary => ".bin",
        }
    }

    /// Whether a part, by its plain name, is the list of sheets.
    fn is_list(self, name: &str) -> bool {
        name.strip_prefix("xl/workbook").is_some_and(|rest| rest.ends_with(self.ending()))
    }
}

/// What the package's workbook is written in; `None` when it holds none.
pub(super) fn language(package: &Package<'_>) -> Option<Language> {
    let holds = |language: &Language| package.names().any(|name| language.is_list(&plain(name)));
    [Language::Xml, Language::Binary].into_iter().find(holds)
}

/// One sheet of the list.
pub(super) struct Listed {
    /// Its name.
    pub(super) name: String,
    /// Whether it is not shown.
    pub(super) hidden: bool,
    /// The link to its part.
    pub(super) link: String,
}

/// An opened workbook.
pub(super) struct Parts<'a> {
    package: Package<'a>,
    language: Language,
    list: String,
    folder: String,
    /// Kind of part and its path, by the link's id.
    links: HashMap<String, (String, String)>,
}

impl<'a> Parts<'a> {
    /// Opens it.
    ///
    /// # Errors
    /// When it is damaged, protected, or beyond the limits.
    pub(super) fn open(bytes: &'a [u8], language: Language) -> Result<Self, ImportError> {
        let mut package = Package::open(bytes)?;
        // Where the list stands in nearly every package.
        let usual = format!("xl/workbook{}", language.ending());
        let all: Vec<String> = package.names().map(plain).collect();
        let list = all.iter().find(|name| **name == usual).or_else(|| all.iter().find(|name| language.is_list(name)));
        let list = list.ok_or_else(|| lost(&usual))?.clone();
        let (folder, file) = list.rsplit_once('/').unwrap_or(("", &list));
        let links = package.part(&format!("{folder}/_rels/{file}.rels"), limits::PACKAGE_PART)?.unwrap_or_default();
        let links = read_links(&xml::decode(&links), folder)?;
        let folder = folder.to_owned();
        Ok(Self { package, language, list, folder, links })
    }

    /// The part that lists the sheets.
    ///
    /// # Errors
    /// As [`Parts::open`].
    pub(super) fn list(&mut self) -> Result<Vec<u8>, ImportError> {
        self.package.part(&self.list, limits::PACKAGE_PART)?.ok_or_else(|| lost(&self.list))
    }

    /// The part of a kind that all sheets share; empty where there is none.
    ///
    /// # Errors
    /// As [`Parts::open`].
    pub(super) fn beside(&mut self, kind: &str) -> Result<Vec<u8>, ImportError> {
        let target = self.links.values().find(|(found, _)| found == kind).map(|(_, target)| target.clone());
        let target = target.unwrap_or_else(|| format!("{}/{kind}{}", self.folder, self.language.ending()));
        Ok(self.package.part(&target, limits::PACKAGE_PART)?.unwrap_or_default())
    }

    /// Those of the listed sheets that hold cells and are shown; all that hold cells where none is shown.
    ///
    /// # Errors
    /// When there is none, or more than the limit.
    pub(super) fn sheets(&self, mut listed: Vec<Listed>) -> Result<Vec<Listed>, ImportError> {
        if listed.len() > limits::SHEETS {
            return Err(ImportError::TooManySheets(listed.len()));
        }
        listed.retain(|sheet| self.links.get(&sheet.link).is_some_and(|(kind, _)| kind == "worksheet"));
        if listed.is_empty() {
            return Err(ImportError::Damaged("it has no sheets".to_owned()));
        }
        if listed.iter().any(|sheet| !sheet.hidden) {
            listed.retain(|sheet| !sheet.hidden);
        }
        Ok(listed)
    }

    /// The part that a link leads to.
    ///
    /// # Errors
    /// As [`Parts::open`].
    pub(super) fn linked(&mut self, link: &str) -> Result<Vec<u8>, ImportError> {
        let (_, target) = self.links.get(link).ok_or_else(|| lost(link))?;
        self.package.part(target, limits::PACKAGE_PART)?.ok_or_else(|| lost(target))
    }
}

fn lost(part: &str) -> ImportError {
    ImportError::Damaged(format!("it has no part {part}"))
}

/// A part's name as others refer to it.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// Where links lead.
fn read_links(part: &str, folder: &str) -> Result<HashMap<String, (String, String)>, ImportError> {
    let mut xml = Xml::new(part, "relationships", "");
    let mut links = HashMap::new();
    loop {
        match xml.next()? {
            Node::Start(tag) if xml.name(&tag) == "Relationship" => {
                let (kind, target) = (tag.attribute("Type").unwrap_or_default(), tag.attribute("Target").unwrap_or_default());
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let path = if target.starts_with('/') { plain(&target) } else { resolve(folder, &target) };
                links.insert(tag.attribute("Id").unwrap_or_default(), (kind, path));
            }
            Node::Eof => return Ok(links),
            _ => {}
        }
    }
}

/// A path from a folder, `..` leading up.
fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
