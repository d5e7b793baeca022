//! What stands around a table: its title, the period and the unit it is in, the sheet's and the file's names.

use super::label::{self, clean, is_foreign};
use super::layout::{Grid, Kind, Table};
use super::unit;
use super::vocabulary::words;
use super::when::{self, When};
use crate::base::Text;
use crate::document::{CellAddress, Document};

/// What a table's surroundings say.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// What the table is of, in the words of its title; empty where it has none.
    pub(super) title: String,
    /// The place a sheet is named by, where others are named by places too.
    pub(super) area: String,
    pub(super) when: When,
    pub(super) units: Vec<Text>,
    pub(super) title_cell: Option<CellAddress>,
    pub(super) when_cell: Option<CellAddress>,
    pub(super) unit_cell: Option<CellAddress>,
}

/// What the file's name and the sheet's name say, for a table whose own lines do not.
pub(super) fn of_sheet(document: &Document, sheet: usize) -> Context {
    let stem = document.name.rsplit_once('.').map_or(document.name.as_str(), |(stem, _)| stem);
    let name = document.sheets.get(sheet).map_or("", |s| s.name.as_str());
    let mut context = Context::default();
    if words().is_area(name) && document.sheets.iter().filter(|s| words().is_area(&s.name)).count() >= 2 {
        name.clone_into(&mut context.area);
    }
    for words_ in [name, stem] {
        let line = clean(words_);
        let when = when::find(&line).unwrap_or_default();
        if context.when.year.is_none() {
            context.when =
                if when.year.is_some() { context.when.or(when) } else { context.when.or(When { months: when.months, ..When::default() }) };
        }
        if context.units.is_empty() {
            context.units.extend(unit::split(&line).1);
        }
        if context.title.is_empty() && !is_foreign(words_) {
            context.title = subject(&line);
        }
    }
    context
}

/// What the lines above a table say; what they leave open comes from `outer`.
pub(super) fn of_table(grid: &Grid<'_>, sheet: u32, table: &Table, outer: &Context) -> Context {
    let mut context = Context { area: outer.area.clone(), ..Context::default() };
    let mut period_alone = When::default();
    for &row in &table.lines {
        for column in table.around.0..=table.around.1 {
            if !grid.kind(row, column).is_words() {
                continue;
            }
            let label = grid.label(row, column);
            let at = Some(CellAddress { sheet, row, column });
            if let Some(units) = unit::line(&label) {
                // An English line beneath the Chinese one says the same.
                if context.units.is_empty() && !units.is_empty() {
                    (context.units, context.unit_cell) = (units, at);
                }
                // 单位：亿元 may share its cell with the title or the period.
                if label.chars().count() <= 30 {
                    if let Some(when) = when::find(&label).filter(|_| context.when.year.is_none()) {
                        (context.when, context.when_cell) = (when, at);
                    }
                    continue;
                }
            }
            if label.starts_with("数据库") || label.starts_with("时间") || label.starts_with("来源") {
                continue;
            }
            if grid.kind(row, column) == Kind::Foreign {
                continue;
            }
            if let Some(when) = when::find(&label)
                && context.when.year.is_none()
            {
                (context.when, context.when_cell) = (when, at);
            }
            if let Some(when) = when::whole(&label) {
                period_alone = period_alone.or(when);
            }
            if context.title.is_empty() {
                let (rest, unit) = unit::split(&label);
                let title = subject(&rest);
                if !title.is_empty() {
                    (context.title, context.title_cell) = (title, at);
                    if context.units.is_empty()
                        && let Some(unit) = unit
                    {
                        (context.units, context.unit_cell) = (vec![unit], at);
                    }
                }
            }
        }
    }
    context.when = context.when.or(period_alone);
    if context.when.year.is_none() {
        let months = context.when.months;
        context.when = outer.when;
        context.when.months = months.or(outer.when.months);
        if context.when.year.is_some() {
            context.when_cell = outer.when_cell;
        }
    }
    if context.title.is_empty() {
        (context.title, context.title_cell) = (outer.title.clone(), outer.title_cell);
    }
    if context.units.is_empty() {
        (context.units, context.unit_cell) = (outer.units.clone(), outer.unit_cell);
    }
    context
}

/// What a title is of: without its number, period, place, and words such as 统计表. Empty where nothing is left.
pub(super) fn subject(title: &str) -> String {
    let mut rest = title.trim().trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '—' | '–' | ' ')).to_owned();
    // 表3-2, 附表1
    for mark in ["续表", "附表", "表"] {
        if let Some(after) = rest.strip_prefix(mark)
            && after.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十:".contains(c))
        {
            rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十-.:—、 ".contains(c)).to_owned();
        }
    }
    // Periods, wherever they stand.
    let mut out = String::new();
    let mut skip = 0;
    for (at, c) in rest.char_indices() {
        if at < skip {
            continue;
        }
        let told = rest.get(at..).and_then(when::at_start).filter(|(w, _)| w.is_dated());
        match told {
            Some((_, length)) if c.is_ascii_digit() || matches!(c, '(' | '上' | '下' | '前' | '一' | '二' | '三' | '四' | '第') => {
                skip = at + length;
                if rest.get(skip..).is_some_and(|r| r.starts_with('度') || r.starts_with('份')) {
                    skip += '度'.len_utf8();
                }
            }
            _ => out.push(c),
        }
    }
    let vocabulary = words();
    for middle in &vocabulary.title_middles {
        out = out.replace(middle.as_str(), "");
    }
    let mut rest = out.as_str();
    loop {
        let before = rest;
        rest = rest.trim_matches(|c: char| {
            matches!(c, '-' | '—' | '_' | ' ' | ':' | '、' | ',' | '的' | '(' | ')' | '年' | '月' | '《' | '》' | '"')
        });
        for start in &vocabulary.title_starts {
            rest = rest.strip_prefix(start.as_str()).unwrap_or(rest);
        }
        for end in &vocabulary.title_ends {
            rest = rest.strip_suffix(end.as_str()).unwrap_or(rest);
        }
        // 惠州市主要…: the place before the subject.
        if let Some(at) = ["市", "县", "省"].iter().filter_map(|e| rest.find(e).map(|at| at + e.len())).min()
            && rest.get(..at).is_some_and(|p| (2..=5).contains(&p.chars().count()) && !p.starts_with('城'))
            && rest.get(at..).is_some_and(|r| !r.is_empty() && !r.starts_with(['场', '区', '级', '政']))
        {
            rest = rest.get(at..).unwrap_or(rest);
        }
        if rest == before {
            break;
        }
    }
    if rest.chars().count() < 2 || !rest.chars().any(|c| c > '\u{2fff}') || vocabulary.generic.contains(rest) || rest.starts_with("Sheet") {
        return String::new();
    }
    label::read(rest).name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_their_subject() {
        for (title, want) in [
            ("2-6 各区户籍总人口自然变动状况(2022年)", "户籍总人口自然变动"),
            ("惠州市规模以上工业增加值", "规模以上工业增加值"),
            ("2021年3月分县区规模以上工业增加值情况表", "规模以上工业增加值"),
            ("月度数据", ""),
            ("Sheet1", ""),
            ("2022", ""),
            ("表3-2 社会消费品零售总额(2020年)", "社会消费品零售总额"),
        ] {
            assert_eq!(subject(&clean(title)), want, "{title}");
        }
    }
}
