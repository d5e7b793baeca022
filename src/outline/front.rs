//! What stands around the report: title, issuer, dates, numbers above it; the page's furniture above and below.
//! Looks only at the first and the last lines; a text that begins at once has no front.

use super::families::{self, Family, Wear};
use super::lines::{self, Line};
use super::words::{has_any, words};
use super::{Front, places};
use crate::base::Span;
use std::ops::Range;

/// How many lines above and below a report may be the page's.
const HEAD_LINES: usize = 60;
const FOOT_LINES: usize = 40;
/// A key of so many bytes is no other word's end.
const LONG_KEY: usize = 4 * 3;
/// The longest line, in bytes, that may be the page's.
const FURNITURE: usize = 130 * 3;

/// Reads the front matter. Gives also the bytes between the front and the foot, where the report's text stands.
pub fn read(text: &str) -> (Front, Range<usize>) {
    let mut front = Front::default();
    let head = Head::read(text);
    front.furniture.extend(head.furniture.iter().map(|line| Span::new(line.start, line.end())));
    front.title = head.title(text, &mut front.furniture);
    let foot = Foot::read(text, head.end);
    front.furniture.extend(foot.furniture.iter().rev());
    let front_title_end = front.title.map(|t| t.end as usize);

    let fields = &head.fields;
    let value = |keys: &[String]| {
        keys.iter().find_map(|key| fields.iter().find(|f| f.key == key.as_str()).map(|f| f.value)).filter(|v| !v.is_empty())
    };
    let words = words();
    front.index_number = value(&words.index_keys);
    front.document_number = value(&words.number_keys).or_else(|| head.plain.iter().find_map(document_number));
    let in_title = front.title.and_then(|title| places::office(text, title));
    front.issuer = value(&words.issuer_keys)
        .or(in_title)
        .or(foot.signature)
        .or_else(|| value(&words.source_keys).filter(|v| words.offices.iter().any(|o| v.of(text).ends_with(o.as_str()))));
    front.issued_on = words
        .date_keys
        .iter()
        .filter_map(|key| fields.iter().find(|f| f.key == key.as_str()))
        .find_map(|f| date(f.value.of(text)))
        .or_else(|| head.furniture.iter().chain(&head.plain).find_map(|line| date(line.words)))
        .or(foot.signed_on);
    let around = head.plain.iter().chain(&head.furniture).map(|line| Span::new(line.start, line.end()));
    front.region =
        [front.title, front.issuer, foot.signature].into_iter().flatten().chain(around).find_map(|span| places::place(text, span));
    (front, head.body_start(text, front_title_end)..foot.start)
}

/// A field of a meta line: 发文机关: 某某局.
struct Field {
    key: &'static str,
    /// Where the key stands in its line, in bytes.
    at: usize,
    value: Span,
}

/// The lines above the report's text.
struct Head<'a> {
    furniture: Vec<Line<'a>>,
    /// What is no furniture: the title and what stands with it.
    plain: Vec<Line<'a>>,
    fields: Vec<Field>,
    /// Where the report's text begins.
    end: usize,
}

impl<'a> Head<'a> {
    fn read(text: &'a str) -> Self {
        let mut head = Self { furniture: Vec::new(), plain: Vec::new(), fields: Vec::new(), end: 0 };
        for line in lines::lines(text, 0, text.len()).take(HEAD_LINES) {
            let fields = if line.words.len() <= FURNITURE { fields(&line) } else { Vec::new() };
            if let Some(first) = fields.first() {
                head.plain.extend(before_fields(&line, first));
                head.fields.extend(fields);
                head.furniture.push(line);
            } else if is_furniture(line.words) {
                head.furniture.push(line);
            } else if begins_text(line.words) || head.plain.is_empty() && is_heading(line.words) {
                break;
            } else {
                head.plain.push(line);
            }
            head.end = line.end();
        }
        head
    }

    /// Where headings may begin: after the head, or with its last line where that is below the title and may be a heading.
    fn body_start(&self, text: &str, title_end: Option<usize>) -> usize {
        let last = self.plain.last().filter(|l| l.end() == self.end && title_end.is_some_and(|end| end <= l.start));
        match last {
            Some(line) if !is_byline(line.words) && !is_office(line.words) && !line.words.contains(families::is_space) => {
                let repeated = self.plain.iter().filter(|l| l.words == line.words).count() > 1;
                let in_title = title_end.and_then(|end| text.get(..end)).is_some_and(|head| head.contains(line.words));
                if repeated || in_title { self.end } else { line.start }
            }
            _ => self.end,
        }
    }

    /// Whether a line may be the title though others stand above it: not where it tells a figure and does not end as a title does; then
    /// it is the text's first line.
    fn may_be_title(&self, at: usize) -> bool {
        let above = self.plain.get(..at).unwrap_or(&[]).iter().any(|l| l.words.len() >= 4 * 3 && !is_byline(l.words));
        !above || !self.plain.get(at).is_some_and(|l| tells_figure(l.words) && !ends_like_title(l.words))
    }

    /// The title: the line named so by a meta line, else the first that reads like one, with the office's line above it.
    /// Lines that repeat it are furniture.
    fn title(&self, text: &str, furniture: &mut Vec<Span>) -> Option<Span> {
        let words = words();
        let named = self.fields.iter().find(|f| words.title_keys.iter().any(|k| k == f.key)).map(|f| f.value).filter(|v| !v.is_empty());
        let is_named = |line: &&Line| named.is_some_and(|n| n.of(text) == line.words);
        let reads_like = |line: &&Line| line.words.len() >= 5 * 3 && has_any(line.words, &words.title_words) && !is_byline(line.words);
        let at = self
            .plain
            .iter()
            .position(|l| is_named(&l))
            .or_else(|| {
                self.plain.windows(2).position(|w| matches!(w, [over, below] if is_subtitle(below.words) && !is_byline(over.words)))
            })
            .or_else(|| self.plain.iter().position(|l| reads_like(&l) && names_period(l.words)).filter(|at| self.may_be_title(*at)))
            .or_else(|| self.plain.iter().position(|l| reads_like(&l)).filter(|at| self.may_be_title(*at)))
            .or_else(|| if named.is_none() { self.plain.iter().position(|l| l.words.len() >= 4 * 3 && !is_byline(l.words)) } else { None });
        let Some(at) = at else { return named };
        let (first, mut last) = (self.plain.get(at)?, self.plain.get(at)?);
        let mut start = first.start;
        let next_to = |a: &Line, b: &Line| text.get(a.end()..b.start).is_some_and(|gap| gap.matches('\n').count() == 1);
        let office = |line: &Line| words.offices.iter().any(|o| line.words.ends_with(o.as_str()));
        if let Some(above) = at.checked_sub(1).and_then(|i| self.plain.get(i))
            && follows_office(first.words)
            && office(above)
        {
            start = above.start;
        }
        // ——2022年上半年全县工业经济运行情况分析
        if let Some(below) = self.plain.get(at + 1)
            && is_subtitle(below.words)
            && !names_period(first.words)
        {
            last = below;
        }
        if let Some(below) = self.plain.get(at + 1) {
            let goes_on = follows_office(below.words) && office(first);
            let broken = below.words.starts_with(['和', '及', '暨', '与']) && next_to(first, below);
            if (goes_on || broken) && below.words != first.words {
                last = below;
            }
        }
        let title = Span::new(start, last.end());
        let repeats = self.plain.iter().filter(|l| l.start > last.start && l.words == title.of(text));
        furniture.extend(repeats.map(|l| Span::new(l.start, l.end())));
        furniture.sort_unstable();
        Some(title)
    }
}

/// Whether words end as a title does: …的情况通报.
fn ends_like_title(line: &str) -> bool {
    words().title_words.iter().any(|word| line.ends_with(word.as_str()))
}

/// Whether words tell a figure: 新增企业12家, 增长8.1%.
fn tells_figure(line: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let after = line.split(digit).skip(1).filter(|rest| !rest.is_empty());
    after.into_iter().any(|rest| words().counters.iter().any(|unit| rest.starts_with(unit.as_str())))
}

/// The lines below the report's text.
struct Foot {
    /// From the last up.
    furniture: Vec<Span>,
    signature: Option<Span>,
    signed_on: Option<(i16, u8, u8)>,
    /// Where the foot begins.
    start: usize,
}

impl Foot {
    fn read(text: &str, from: usize) -> Self {
        let mut foot = Self { furniture: Vec::new(), signature: None, signed_on: None, start: text.len() };
        let mut end = text.len();
        for _ in 0..FOOT_LINES * 2 {
            if end <= from {
                break;
            }
            let begin = memchr::memrchr(b'\n', text.as_bytes().get(from..end).unwrap_or_default()).map_or(from, |at| from + at + 1);
            let whole = text.get(begin..end).unwrap_or("");
            let words = whole.trim_matches(families::is_space);
            let start = begin + (whole.len() - whole.trim_start_matches(families::is_space).len());
            end = begin.saturating_sub(1).max(from);
            let line = Line { start, words };
            if words.is_empty() {
                // Nothing: goes on.
            } else if words.len() <= FURNITURE && (is_furniture(words) || !fields(&line).is_empty()) && !begins_text(words) {
                foot.furniture.push(Span::new(start, start + words.len()));
                foot.start = begin;
            } else if foot.signed_on.is_none() && words.chars().count() <= 20 && date(words).is_some() {
                foot.signed_on = date(words);
                foot.start = begin;
            } else if foot.signed_on.is_some() && foot.signature.is_none() && words.chars().count() <= 30 && is_office(words) {
                foot.signature = Some(Span::new(start, start + words.len()));
                foot.start = begin;
            } else {
                break;
            }
            if begin == from {
                break;
            }
        }
        foot.start = foot.start.max(from);
        foot
    }
}

/// Whether the report's text begins with the line: a heading's mark, a paragraph, or a salutation.
fn begins_text(words: &str) -> bool {
    let marked = families::read_mark(words).is_some_and(|m| {
        let counts =
            matches!(m.family, Family::Part | Family::Chapter | Family::Han | Family::HanParen | Family::Digit | Family::Dotted(_));
        let first = counts && !m.doubtful && m.wear != Wear::NumberLost && m.number == Some(1);
        first || (m.family == Family::BareDigit && m.number == Some(1) && lines::stands_alone(words))
    }) || lines::is_contents_title(words);
    let paragraph = words.len() >= 45 * 3 && words.contains(['，', '。', ',', '；']);
    let salutation = words.len() <= 60 * 3 && words.ends_with(['：', ':']) && !words.contains("关于");
    let sentence = words.ends_with('。') && words.len() >= 15 * 3;
    marked || paragraph || salutation || sentence
}

/// Whether a line is a heading of any number, as a part of a report begins: 二、2024年工作安排.
fn is_heading(words: &str) -> bool {
    let counted = |m: families::Mark| matches!(m.family, Family::Part | Family::Chapter | Family::Han | Family::HanParen) && !m.doubtful;
    families::read_mark(words).is_some_and(|m| counted(m) && m.wear == Wear::Whole && lines::stands_alone(words))
}

/// Whether a short line is the page's: a menu, a button, a notice.
fn is_furniture(words_in: &str) -> bool {
    if words_in.len() > FURNITURE {
        return false;
    }
    let words = words();
    let menu = (words_in.contains("首页") || words_in.contains("位置")) && has_any(words_in, &words.menu_arrows);
    menu || has_any(words_in, &words.furniture) || words_in.contains(['>', '＞', '›', '»']) && !words_in.contains(['，', '。'])
}

/// Whether a line is a title's second line: ——2022年上半年全县工业经济运行情况分析.
fn is_subtitle(line: &str) -> bool {
    line.starts_with(['—', '－']) && names_period(line) && has_any(line, &words().title_words) && date(line).is_none()
}

/// Whether the words name a time, and not a journal's number.
fn names_period(words: &str) -> bool {
    ["年", "月", "季度", "五”", "五规划", "五时期"].iter().any(|w| words.contains(w))
        && !(words.contains('第') && words.ends_with(['期', '）', ')']))
}

/// Whether a line says who speaks or when, and not what.
fn is_byline(words_in: &str) -> bool {
    let before_date = words_in.split(|c: char| families::is_space(c)).next().unwrap_or("");
    date(words_in).is_some_and(|_| words_in.chars().filter(|&c| families::is_han(c)).count() <= 6)
        || date(words_in).is_some()
            && before_date.len() < words_in.len()
            && words().offices.iter().any(|o| before_date.trim_end_matches(['编', '印']).ends_with(o.as_str()))
        || words_in.starts_with(['(', '（', '—', '['])
        || (words_in.contains("会议上") && date(words_in).is_some())
}

/// Whether a title reads on from the line of its office: 某某局 / 关于…的报告, 某某局 / 2020年工作总结.
fn follows_office(title: &str) -> bool {
    let year = |text: &str| text.chars().take_while(|c| c.is_ascii_digit() || "〇○零一二三四五六七八九".contains(*c)).count() == 4;
    title.starts_with("关于") || (year(title) && title.chars().nth(4) == Some('年'))
}

/// Whether a line is an office's name and nothing else.
fn is_office(line: &str) -> bool {
    words().offices.iter().any(|o| line.ends_with(o.as_str()))
        && line.chars().all(|c| families::is_han(c) || families::is_space(c) || "、（）()".contains(c))
}

/// The document number of a line such as 云政发〔2023〕5号.
fn document_number(line: &Line) -> Option<Span> {
    let words = line.words;
    let short = words.len() <= 30 * 3;
    (short && words.ends_with('号') && words.contains(['〔', '[', '［', '【', '（']) && words.contains("20"))
        .then(|| Span::new(line.start, line.end()))
}

/// The fields of a meta line. A key stands at the line's start, after a gap or after a bracket; spaces within it do not count.
/// After another field a long one may follow at once, where a blank was lost between them: 发文机关：某局成文日期：….
fn fields(line: &Line) -> Vec<Field> {
    let words = words();
    let groups: [&'static [String]; 7] = [
        &words.title_keys,
        &words.issuer_keys,
        &words.source_keys,
        &words.date_keys,
        &words.number_keys,
        &words.index_keys,
        &words.other_keys,
    ];
    // Where each key begins, which it is, and where its value begins.
    let mut found: Vec<(usize, &'static str, usize)> = Vec::new();
    for (at, colon) in line.words.match_indices(['：', ':']) {
        let head = line.words.get(..at).unwrap_or("");
        let keys = groups.iter().flat_map(|keys| keys.iter());
        let begins = |key: &&String| key_start(head, key, !found.is_empty() && key.len() >= LONG_KEY);
        let best = keys.filter_map(|key| begins(&key).map(|start| (start, key.as_str()))).min_by_key(|&(start, _)| start);
        // 2021-01-28 10:13:16来源：: the blank between a time and what follows it may be lost.
        let timed = |key: &&String| {
            date(head).is_some() && head.strip_suffix(key.as_str()).is_some_and(|h| h.ends_with(|c: char| c.is_ascii_digit()))
        };
        let best = best.or_else(|| words.source_keys.iter().find(timed).map(|key| (head.len() - key.len(), key.as_str())));
        if let Some((start, key)) = best {
            found.push((start, key, at + colon.len()));
        }
    }
    let ends = found.iter().skip(1).map(|&(start, _, _)| start).chain(std::iter::once(line.words.len()));
    found
        .iter()
        .zip(ends)
        .map(|(&(at, key, from), to)| {
            let value = line.words.get(from..to.max(from)).unwrap_or("");
            let trim = |c: char| families::is_space(c) || "【[（(】]）)".contains(c);
            let words = value.trim_start_matches(trim);
            let start = line.start + from + (value.len() - words.len());
            // A date keeps its time; everything else ends at a wide gap.
            let words = words.get(..wide_gap(words)).unwrap_or(words).trim_end_matches(trim);
            Field { key, at, value: Span::new(start, start + words.len()) }
        })
        .collect()
}

/// The title that stands before the fields of its line and their date: 工业平稳增长 2021-01-28 来源：某局.
fn before_fields<'a>(line: &Line<'a>, first: &Field) -> Option<Line<'a>> {
    let dated = |c: char| c.is_ascii_digit() || families::is_space(c) || "-/.:：年月日".contains(c);
    let before = line.words.get(..first.at)?;
    let words = before.trim_end_matches(dated);
    let title = words.chars().filter(|&c| families::is_han(c)).count() >= 6 && date(before.get(words.len()..)?).is_some();
    (title && !is_furniture(words)).then_some(Line { start: line.start, words })
}

/// Where three blanks follow each other, of whatever kind; the text's length where nowhere.
fn wide_gap(words: &str) -> usize {
    let mut run = 0;
    let wide = words.char_indices().find(|&(_, c)| {
        run = if c == ' ' || c == '\u{A0}' { run + 1 } else { 0 };
        run == 3
    });
    wide.map_or(words.len(), |(at, _)| at)
}

/// Where the key begins that the text ends with, spaces within it not counted. A glued one may follow any word.
fn key_start(head: &str, key: &str, glued: bool) -> Option<usize> {
    let mut want = key.chars().rev();
    let mut next = want.next()?;
    let mut chars = head.char_indices().rev();
    loop {
        let (at, c) = chars.next()?;
        if families::is_space(c) {
            continue;
        }
        if c != next {
            return None;
        }
        match want.next() {
            Some(c) => next = c,
            None => {
                let before = head.get(..at)?.chars().next_back();
                return before.is_none_or(|c| glued || families::is_space(c) || "【[（(|】]）)".contains(c)).then_some(at);
            }
        }
    }
}

/// The first full date in the text: 2021-01-28, 2021年1月28日, 二〇二一年一月二十八日.
fn date(text: &str) -> Option<(i16, u8, u8)> {
    let mut numbers = [0_u32; 3];
    let (mut filled, mut open, mut digits, mut joint) = (0, false, 0, ' ');
    let settle = |numbers: &[u32; 3]| {
        let [year, month, day] = *numbers;
        let fits = (1950..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        if fits { Some((i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)) } else { None }
    };
    for c in text.chars().chain(std::iter::once(' ')) {
        let digit = families::digit(c).or(if matches!(c, '〇' | '○' | '零' | 'О') { Some(0) } else { families::han_digit(c) });
        if let Some(d) = digit {
            let number = numbers.get_mut(filled)?;
            // 二十八: the ten multiplies what stands before it; 十二: it stands alone.
            let ten = c == '十';
            *number = match (ten, open) {
                (true, true) => number.saturating_mul(10),
                (true, false) => 10,
                (false, true) if number.is_multiple_of(10) && *number > 0 && filled > 0 && families::han_digit(c).is_some() => *number + d,
                (false, true) => number.saturating_mul(10).saturating_add(d),
                (false, false) => d,
            };
            (open, digits) = (true, digits + 1);
        } else if open {
            let part = filled;
            let joins = match part {
                0 => matches!(c, '-' | '/' | '.' | '年') && digits == 4,
                _ => c == if joint == '年' { '月' } else { joint },
            };
            if part == 0 {
                joint = c;
            }
            if part == 2
                && (joint != '年' || c == '日')
                && let Some(found) = settle(&numbers)
            {
                return Some(found);
            }
            filled = if joins && part < 2 { part + 1 } else { 0 };
            (open, digits) = (false, 0);
            if filled == 0 {
                numbers = [0; 3];
            }
        } else if !families::is_space(c) {
            (filled, numbers) = (0, [0; 3]);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_takes_the_line_of_its_office() {
        for (text, title) in [
            ("某某县水利局\n关于2021年工作情况的报告\n\n一、情况\n", "某某县水利局\n关于2021年工作情况的报告"),
            ("某某县水利局\n2021年工作总结\n\n一、情况\n", "某某县水利局\n2021年工作总结"),
            ("某某县水利局\n二〇二一年工作总结\n\n一、情况\n", "某某县水利局\n二〇二一年工作总结"),
            ("某某县水利局\n全县水利工作总结\n\n一、情况\n", "全县水利工作总结"),
            // The text's first line is no title, though it has a title's words.
            ("某某县水利简讯\n2022年工作：新增泵站12家\n", "某某县水利简讯"),
            ("某某县水利信息\n2022年全县水利投资增长6.3%的情况通报\n", "2022年全县水利投资增长6.3%的情况通报"),
            ("2022年全县水利工程投资增长6.3%\n\n一、情况\n", "2022年全县水利工程投资增长6.3%"),
        ] {
            assert_eq!(read(text).0.title.map(|span| span.of(text)), Some(title), "{text}");
        }
    }

    #[test]
    fn a_title_may_share_its_line_with_the_date() {
        for (text, title) in [
            ("5月工业增长6.1% 市场平稳 2018-06-14 10:00:12来源：\n5月份，全国工业增长6.1%。\n", Some("5月工业增长6.1% 市场平稳")),
            ("前三季度工业运行平稳  2019-10-20 来源：某局\n前三季度，全市工业平稳。\n", Some("前三季度工业运行平稳")),
            ("发布日期：2021-01-28 来源：某局\n某县水利工作总结\n\n一、情况\n", Some("某县水利工作总结")),
        ] {
            let front = read(text).0;
            assert_eq!(front.title.map(|span| span.of(text)), title, "{text}");
            assert!(front.issued_on.is_some(), "{text}");
        }
    }

    #[test]
    fn dates_are_read() {
        for (text, expected) in [
            ("2021-01-28           来源: 某局", Some((2021, 1, 28))),
            ("2024年9月11日", Some((2024, 9, 11))),
            ("二〇二一年一月二十八日", Some((2021, 1, 28))),
            ("二○二一年十二月十日", Some((2021, 12, 10))),
            ("发布于2011.2.15 09:41", Some((2011, 2, 15))),
            ("2020年1-9月", None),
            ("2020-13-01", None),
            ("共1234次", None),
        ] {
            assert_eq!(date(text), expected, "{text}");
        }
    }
}
