//! Markdown (CommonMark, with tables) as it is rendered: headings and paragraphs as lines without their signs, tables of
//! figures as grids. It looks like any text, so the name decides.

use super::flow::{self, Block, Cell, Table};
use super::{ImportError, Importer, text};
use crate::base::Progress;
use crate::document::{Document, Format};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Reads Markdown.
pub struct MarkdownImporter;

impl Importer for MarkdownImporter {
    fn endings(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn accepts(&self, name: &str, bytes: &[u8]) -> bool {
        self.endings().iter().any(|ending| super::has_ending(name, ending)) && text::is_text(bytes)
    }

    fn read(&self, name: &str, bytes: &[u8], progress: &Progress) -> Result<Document, ImportError> {
        let (words, encoding) = text::decode(bytes)?;
        let flow = flow::lay(&render(&words, progress)?)?;
        if flow::is_blank(&flow.text) {
            return Err(ImportError::Empty);
        }
        Ok(Document { tables: flow.tables, ..Document::of_text(name, Format::Markdown, Some(encoding), flow.text, bytes) })
    }
}

/// What is being gathered.
#[derive(Default)]
struct Page {
    blocks: Vec<Block>,
    line: String,
    table: Option<Table>,
    /// Lists that are open, and the number of each one's next item; `None` for those without numbers.
    lists: Vec<Option<u64>>,
    /// Pictures that are open: what they say instead is not seen.
    pictures: usize,
}

fn render(words: &str, progress: &Progress) -> Result<Vec<Block>, ImportError> {
    let mut page = Page::default();
    for (step, event) in Parser::new_ext(words, Options::ENABLE_TABLES).enumerate() {
        if step.is_multiple_of(4096) && progress.is_cancelled() {
            return Err(ImportError::Cancelled);
        }
        match event {
            Event::Start(tag) => page.start(&tag),
            Event::End(tag) => page.end(tag),
            Event::Text(words) | Event::Code(words) if page.pictures == 0 => page.line.push_str(&words),
            Event::SoftBreak | Event::HardBreak => page.line.push('\n'),
            _ => {}
        }
    }
    page.end_line();
    Ok(page.blocks)
}

impl Page {
    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.end_line();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.end_line();
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        self.line = format!("{number}. ");
                        *number = number.saturating_add(1);
                    }
                    _ => self.line.push_str("• "),
                }
            }
            Tag::Table(_) => {
                self.end_line();
                self.table = Some(Table::default());
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::Image { .. } => self.pictures += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.end_line(),
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::TableCell => {
                let blocks = vec![Block::Line(std::mem::take(&mut self.line))];
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(Cell { blocks, ..Cell::default() });
                }
            }
            TagEnd::Table => self.blocks.extend(self.table.take().map(Block::Table)),
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            _ => {}
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.trim().is_empty() {
            self.blocks.push(Block::Line(line.trim_end().to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(words: &str) -> Document {
        super::super::read("总结.md", words.as_bytes(), &Progress::default()).unwrap()
    }

    #[test]
    fn signs_are_rendered() {
        let document = read(
            "# 云岭县2023年工作总结\n\n## 一、工业经济\n\n完成投资**3.5亿元**，见[附表](a.html)。![图](x.png)\n第二行。\n\n- 抓项目\n- 抓企业\n\n\
             3. 三\n4. 四\n\n> 引文\n\n---\n\n| 指标 | 单位 | 2023年 |\n|---|---|---|\n| 工业增加值 | 亿元 | 5.5 |\n| 工业投资 | 亿元 | 3.5 |\n",
        );
        assert_eq!(document.format, Format::Markdown);
        assert_eq!(
            document.text,
            "云岭县2023年工作总结\n一、工业经济\n完成投资3.5亿元，见附表。\n第二行。\n• 抓项目\n• 抓企业\n3. 三\n4. 四\n引文\n\
             指标\t单位\t2023年\n工业增加值\t亿元\t5.5\n工业投资\t亿元\t3.5\n"
        );
        assert_eq!(document.tables.len(), 1);
    }

    #[test]
    fn a_plain_report_keeps_its_lines() {
        let words = "云岭县工作总结\n一、工业经济\n\u{3000}\u{3000}完成投资3.5亿元。\n（一）抓项目\n1.开工12个。\n";
        assert_eq!(read(words).text, words);
    }

    proptest! {
        #[test]
        fn any_text_is_rendered(words in "[#*_|\\-\\[\\]()!>` \n\t1.甲乙，]{1,80}") {
            let _ = super::super::read("a.md", words.as_bytes(), &Progress::default());
        }
    }
}
