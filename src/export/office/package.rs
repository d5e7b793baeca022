//! The container of office files: parts in a zip, with their content types and relationships (ECMA-376 Part 2).

use super::failed;
use crate::export::ExportError;
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// What every part begins with.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Where the types of relationships begin.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// A package being written.
#[derive(Default)]
pub struct Package {
    parts: Vec<(String, Vec<u8>)>,
    types: Vec<(String, String)>,
    relations: Vec<(String, Vec<Relation>)>,
}

struct Relation {
    kind: String,
    target: String,
}

impl Package {
    /// Adds an XML part under its path, without the leading slash; the declaration is put before it.
    pub fn xml(&mut self, path: &str, content_type: &str, body: &str) {
        let start = if body.starts_with("<?xml") { "" } else { DECLARATION };
        self.parts.push((path.to_owned(), format!("{start}{body}").into_bytes()));
        self.types.push((path.to_owned(), content_type.to_owned()));
    }

    /// Adds a part of bytes, its type told by its ending.
    pub fn bytes(&mut self, path: &str, bytes: Vec<u8>) {
        self.parts.push((path.to_owned(), bytes));
    }

    /// Relates a part to another by a path from the first's folder; an empty `from` stands for the package. Gives the id.
    pub fn relate(&mut self, from: &str, kind: &str, target: &str) -> String {
        let kind = if kind.contains("://") { kind.to_owned() } else { format!("{RELATIONS}{kind}") };
        let relation = Relation { kind, target: target.to_owned() };
        let list = match self.relations.iter().position(|(path, _)| path == from) {
            Some(at) => self.relations.get_mut(at),
            None => {
                self.relations.push((from.to_owned(), Vec::new()));
                self.relations.last_mut()
            }
        };
        list.map_or(String::new(), |(_, list)| {
            list.push(relation);
            format!("rId{}", list.len())
        })
    }

    /// Title, author and language, as every package tells them.
    pub fn properties(&mut self, title: &str) {
        let body = format!(
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>Gangmu 纲目</dc:creator>\
             <dc:language>zh-CN</dc:language></cp:coreProperties>",
            escaped(title)
        );
        self.xml("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", &body);
        let kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
        self.relate("", kind, "docProps/core.xml");
    }

    /// The package's bytes. The same parts give the same bytes.
    pub fn finish(self) -> Result<Vec<u8>, ExportError> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        let mut put = |name: &str, bytes: &[u8]| -> Result<(), ExportError> {
            zip.start_file(name, options).map_err(failed)?;
            zip.write_all(bytes).map_err(failed)
        };
        put("[Content_Types].xml", self.content_types().as_bytes())?;
        for (from, list) in &self.relations {
            put(&relations_path(from), relations(list).as_bytes())?;
        }
        for (path, bytes) in &self.parts {
            put(path, bytes)?;
        }
        Ok(zip.finish().map_err(failed)?.into_inner())
    }

    fn content_types(&self) -> String {
        let mut out = format!("{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
        out.push_str("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>");
        out.push_str("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
        out.push_str("<Default Extension=\"xlsx\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>");
        out.push_str("<Default Extension=\"png\" ContentType=\"image/png\"/>");
        for (path, kind) in &self.types {
            // Writing to a string cannot fail.
            let _ = write!(out, "<Override PartName=\"/{path}\" ContentType=\"{kind}\"/>");
        }
        out.push_str("</Types>");
        out
    }
}

/// `ppt/slides/slide1.xml` → `ppt/slides/_rels/slide1.xml.rels`.
fn relations_path(from: &str) -> String {
    match from.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{from}.rels"),
    }
}

fn relations(list: &[Relation]) -> String {
    let mut out = format!("{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (index, relation) in list.iter().enumerate() {
        let Relation { kind, target } = relation;
        let _ = write!(out, "<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{target}\"/>", index + 1);
    }
    out.push_str("</Relationships>");
    out
}

/// Words for XML: what it reserves is escaped, what it forbids becomes �.
pub fn escaped(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' => ' ',
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            c => c,
        })
        .collect();
    quick_xml::escape::escape(clean).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_related_and_typed() {
        let mut package = Package::default();
        package.xml("a/b.xml", "x/y", "<b/>");
        assert_eq!((package.relate("", "officeDocument", "a/b.xml"), package.relate("", "k", "t")), ("rId1".into(), "rId2".into()));
        assert_eq!((relations_path(""), relations_path("a/b.xml")), ("_rels/.rels".into(), "a/_rels/b.xml.rels".into()));
        assert!(package.content_types().contains("PartName=\"/a/b.xml\" ContentType=\"x/y\""));
        assert_eq!(escaped("产值<5 & \"好\"\u{1}\n"), "产值&lt;5 &amp; &quot;好&quot;\u{fffd} ");
    }
}
