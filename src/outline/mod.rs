//! The text becomes front matter and a tree of headings. Cannot fail: a damaged report gives a mended outline,
//! and every mended heading says so.

mod digits;
mod families;
mod front;
mod inline;
mod leads;
mod lines;
mod places;
mod repair;
mod titles;
mod tree;
mod words;

use crate::base::Span;

/// The headings of one text, in the order of the text (pre-order of the tree).
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Every heading; a child comes after its parent.
    pub headings: Vec<Heading>,
}

/// One heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 for 一、 2 for （一） 3 for 1. 4 for （1）, and so on.
    pub level: u8,
    /// The mark as written (一、, （一）, 一是 …); empty where it was lost or there never was one.
    pub marker: Span,
    /// What the mark counts as; `None` for marks that do not count.
    pub number: Option<u32>,
    /// The heading's own words, without the mark.
    pub title: Span,
    /// From the heading's first byte to where its section ends: the next heading of the same or a higher level.
    pub section: Span,
    /// The heading above it.
    pub parent: Option<usize>,
    /// Whether the mark was lost or damaged and number or level was inferred.
    pub repaired: bool,
}

impl Outline {
    /// The innermost heading whose section holds the byte.
    #[must_use]
    pub fn at(&self, offset: usize) -> Option<usize> {
        let after = self.headings.partition_point(|h| h.section.start as usize <= offset);
        let mut at = after.checked_sub(1);
        while let Some(i) = at {
            let heading = self.headings.get(i)?;
            if heading.section.contains(offset) {
                return Some(i);
            }
            at = heading.parent;
        }
        None
    }

    /// The children of a heading (or, with `None`, the top headings), in order.
    pub fn children(&self, parent: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        let from = parent.map_or(0, |p| p + 1);
        (from..self.headings.len()).filter(move |&i| self.headings[i].parent == parent)
    }
}

/// What stands around the report proper: its title, who issued it, when, and what is web page furniture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// The report's title.
    pub title: Option<Span>,
    /// Who issued it (发文机关, or the office named in the title).
    pub issuer: Option<Span>,
    /// The day it was issued: year, month, day.
    pub issued_on: Option<(i16, u8, u8)>,
    /// 文号.
    pub document_number: Option<Span>,
    /// 索引号.
    pub index_number: Option<Span>,
    /// The place it is about, as its title or issuer says: 冷水滩区.
    pub region: Option<Span>,
    /// Page furniture, in the order of the text: menus, meta lines, page feet. Not the report's words.
    pub furniture: Vec<Span>,
}

/// The place that a title or a file's name is about: 冷水滩区 of 冷水滩区科工信局2020年工作总结.
#[must_use]
pub fn place_in(title: &str) -> Option<&str> {
    places::place(title, Span::new(0, title.len())).map(|span| span.of(title))
}

/// Reads a text's front matter and headings. Linear in the text.
#[must_use]
pub fn read(text: &str) -> (Front, Outline) {
    let (front, body) = front::read(text);
    let mut candidates = lines::candidates(text, body.start, body.end);
    digits::add(text, body.start, body.end, &mut candidates);
    let mut chosen = repair::choose(text, &candidates);
    drop_lone_subtitle(&front, &mut chosen);
    leads::add(text, body.start, body.end, &candidates, &mut chosen);
    let inline = inline::runs(text, body.start, body.end, &chosen);
    // A line that begins with a word that counts is one heading, by that word.
    chosen.retain(|c| inline.binary_search_by_key(&(c.candidate.line.start as usize), |i| i.start).is_err());
    (front, tree::build(text, body.end, &chosen, &inline))
}

/// A line without a mark right below the title is a heading only where there are more of its kind; else it is a subtitle.
fn drop_lone_subtitle(front: &Front, chosen: &mut Vec<repair::Chosen>) {
    let below_title = |c: &repair::Chosen| front.title.is_some_and(|t| c.candidate.line.start.saturating_sub(t.end) <= 8);
    let mut unmarked = chosen.iter().filter(|c| c.rank == repair::UNMARKED);
    if chosen.first().is_some_and(|c| c.rank == repair::UNMARKED && below_title(c)) && unmarked.nth(1).is_none() {
        chosen.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use crate::base::work;

    #[test]
    fn reading_is_linear() {
        let pieces = [
            "一、",
            "一、\n",
            "一、甲\n",
            "(",
            "(((\n",
            "（一）甲\n",
            ")甲\n",
            "、甲\n",
            "一是",
            "一是甲二是乙",
            "。一是甲。二是乙",
            "是。",
            "第一，",
            "第一，甲。第二，乙。",
            "首先。其次。",
            "①",
            "①甲②乙",
            "1.",
            "1.1 甲\n",
            "1.甲\n",
            "◆甲\n",
            "——",
            "——甲\n",
            "目录\n一、甲\n",
            "目录\n甲\n一、甲\n",
            "工作打算\n今年以来，各项工作平稳推进，成效明显。\n",
            "：",
            "索引号：",
            "首页 >",
            " ",
            "\u{3000}",
            "\n",
            "2020年",
            "项目建设提速。全年开工。\n",
            "(一)甲。\n一是乙。二是丙。\n",
            "。2.",
            "；2.甲",
            "1.甲。2.乙。",
            "1.甲。2.乙。\n",
            "1.甲（1）乙；（2）丙。2.丁。",
            "一、甲\n乙：（1）丙；（2）丁。\n",
            "一是甲。（1）乙。（2）丙。二是丁。",
            "。（",
            "一、甲\n工业生产平稳。规模以上工业总产值增长，增速居全市第二位，好于预期。\n",
        ];
        work::is_linear(&pieces, 60, |text| drop(super::read(text)));
    }
}
