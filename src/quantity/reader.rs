//! Reads one quantity at a place of a text.

use super::numerals::{self, Numeral};
use super::units::{FoundUnit, SCALES, units};
use super::{Dimension, Form, Number, Quantity, Unit};
use crate::base::{Decimal, Span};

/// What stands at a place where a number may begin.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// One quantity.
    One(Quantity),
    /// The parts of a:b:c, in order; their span ends are the numbers' own.
    Ratio(Vec<Quantity>),
    /// A code, a name or a time, this many bytes long: no quantity.
    Name(usize),
}

/// Reads the quantity that begins at byte `at`. `None` when none does.
///
/// The caller has read everything before `at`, so `at` is never inside a number.
#[must_use]
pub fn read_at(text: &str, at: usize) -> Option<Found> {
    let rest = text.get(at..)?;
    let head = rest.chars().next()?;
    if (is_mask(head) || numerals::digit(head).is_some())
        && let Some(found) = masked(text, at)
    {
        return Some(found);
    }
    match head {
        '0'..='9' | '０'..='９' => digits(text, at, false),
        '-' | '－' | '−' | '﹣' => {
            let before = text.get(..at)?.chars().next_back();
            let joined =
                before.is_some_and(|c| c.is_alphanumeric() && !is_cjk(c) || numerals::digit(c).is_some() || matches!(c, '-' | '—' | '－'));
            let next = rest.chars().nth(1)?;
            if joined || numerals::digit(next).is_none() || before.is_some_and(|c| matches!(c, '%' | '％' | '年' | '月' | '日')) {
                return None;
            }
            digits(text, at + head.len_utf8(), true)
        }
        '第' => ordinal(text, at),
        '首' => ["首位", "榜首"].iter().find(|word| rest.starts_with(**word)).map(|word| {
            let span = Span::new(at, at + word.len());
            Found::One(Quantity {
                span,
                number: Number::Exact(Decimal::ONE),
                unit: implied(Dimension::Rank),
                form: Form::Ordinal,
                odd: false,
            })
        }),
        '翻' => doubling(rest, at),
        _ => chinese(text, at),
    }
}

/// A unit that is understood and not written.
fn implied(dimension: Dimension) -> Unit {
    Unit { dimension: Some(dimension), written: Span::default(), bare_scale: false }
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

fn is_mask(c: char) -> bool {
    matches!(c, 'x' | 'X' | '*' | '＊' | '×' | 'ｘ' | 'Ｘ')
}

/// What follows a number: 余/多/几, then a scale and a unit.
struct Tail {
    odd: bool,
    unit: Option<FoundUnit>,
    /// A scale without a unit: its power of ten.
    bare: Option<u8>,
    /// Where scale and unit stand, relative to the text.
    written: Span,
    /// One past the tail.
    end: usize,
}

/// Reads what follows a number that ends at `end`.
fn tail(text: &str, end: usize) -> Tail {
    let mut end = end;
    let mut odd = false;
    let skip_space = |at: usize| {
        let gap = text.get(at..).unwrap_or("");
        let spaces = gap.len() - gap.trim_start_matches([' ', '\u{a0}']).len();
        if (1..=2).contains(&spaces) && units().at(gap.trim_start_matches([' ', '\u{a0}'])).is_some() { at + spaces } else { at }
    };
    let mut at = skip_space(end);
    if let Some(c) = text.get(at..).and_then(|t| t.chars().next()).filter(|c| matches!(c, '余' | '多' | '几' | '来')) {
        let after = text.get(at + c.len_utf8()..).unwrap_or("");
        if units().at(after).is_some() || SCALES.iter().any(|(s, _)| after.starts_with(s)) {
            odd = true;
            at += c.len_utf8();
            end = at;
        }
    }
    let rest = text.get(at..).unwrap_or("");
    if let Some(unit) = units().at(rest) {
        // 1万多家, 3千余户: the scale stands before 余.
        let written = Span::new(at, at + unit.len);
        return Tail { odd, unit: Some(unit), bare: None, written, end: at + unit.len };
    }
    if let Some((scale, power)) = SCALES.iter().find(|(s, _)| rest.starts_with(s)) {
        let after_scale = at + scale.len();
        let after = text.get(after_scale..).unwrap_or("");
        if let Some(c) = after.chars().next().filter(|c| matches!(c, '余' | '多' | '几')) {
            let further = after.get(c.len_utf8()..).unwrap_or("");
            if let Some(unit) = units().plain(further) {
                let stop = after_scale + c.len_utf8() + unit.len;
                return Tail {
                    odd: true,
                    unit: Some(FoundUnit { scale: *power, ..unit }),
                    bare: None,
                    written: Span::new(at, stop),
                    end: stop,
                };
            }
        }
        return Tail { odd, unit: None, bare: Some(*power), written: Span::new(at, after_scale), end: after_scale };
    }
    Tail { odd, unit: None, bare: None, written: Span::new(end, end), end }
}

impl Tail {
    fn unit(&self) -> Unit {
        match self.unit {
            Some(found) => Unit { dimension: Some(found.dimension), written: self.written, bare_scale: false },
            None => Unit { dimension: None, written: self.written, bare_scale: self.bare.is_some() },
        }
    }

    fn scale(&self) -> u8 {
        self.unit.map_or(self.bare.unwrap_or(0), |u| u.scale)
    }

    fn is_empty(&self) -> bool {
        self.unit.is_none() && self.bare.is_none()
    }
}

/// A number written with digits at `at`; `negative` when a minus stands before it.
fn digits(text: &str, at: usize, negative: bool) -> Option<Found> {
    let begin = if negative { text.get(..at)?.char_indices().next_back()?.0 } else { at };
    if let Some(len) = alphanumeric_name(text, at) {
        return Some(Found::Name(len));
    }
    let Some(first) = numerals::digits(text.get(at..)?) else {
        let run = text.get(at..)?.chars().take_while(|c| numerals::digit(*c).is_some()).map(char::len_utf8).sum();
        return Some(Found::Name(run));
    };
    let end = at + first.len;
    if let Some(found) = ratio(text, at, first) {
        return Some(found);
    }
    let first_tail = tail(text, end);
    if let Some(found) = range(text, begin, first, negative, &first_tail) {
        return Some(found);
    }
    let sign = if negative { -first.value } else { first.value };
    // 3亿5千万元: a second, smaller part.
    if let Some(found) = compound(text, begin, sign, &first_tail) {
        return Some(found);
    }
    if first_tail.unit.is_none() && text.get(end..).is_some_and(|t| t.starts_with(['成'])) && first.characters == 1 {
        return Some(parts(text, begin, first.value * Decimal::TEN, end + '成'.len_utf8()));
    }
    Some(Found::One(Quantity {
        span: Span::new(begin, first_tail.end),
        number: Number::Exact(sign),
        unit: first_tail.unit(),
        form: Form::Digits,
        odd: first_tail.odd,
    }))
}

/// A run of Latin letters and digits that is a name and no number: 5G, G8.5, 5A, 1+4+N, 24小时 is none.
fn alphanumeric_name(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?.chars().next_back();
    let rest = text.get(at..)?;
    if before.is_some_and(|c| c.is_ascii_alphabetic() || c == '+') {
        return Some(
            rest.chars()
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+'))
                .map(char::len_utf8)
                .sum::<usize>()
                .max(1),
        );
    }
    let number = numerals::digits(rest)?;
    let after = rest.get(number.len..)?;
    let next = after.chars().next()?;
    if next.is_ascii_alphabetic() && units().plain(after).is_none() {
        let run: usize = after.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-')).map(char::len_utf8).sum();
        return Some(number.len + run);
    }
    if next == '+' {
        let run: usize = after.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '+')).map(char::len_utf8).sum();
        return Some(number.len + run);
    }
    None
}

/// a:b or a:b:c, of which at least two parts have decimals or there are three.
fn ratio(text: &str, at: usize, first: Numeral) -> Option<Found> {
    let mut parts = vec![(at, first)];
    let mut end = at + first.len;
    loop {
        let rest = text.get(end..)?;
        let Some(colon) = rest.chars().next().filter(|c| matches!(c, ':' | '：' | '∶' | '﹕')) else { break };
        let next_at = end + colon.len_utf8();
        let Some(next) = text.get(next_at..).and_then(numerals::digits) else { break };
        parts.push((next_at, next));
        end = next_at + next.len;
    }
    let decimals = parts.iter().filter(|(_, n)| n.value.scale() > 0).count();
    if parts.len() < 2 {
        return None;
    }
    if parts.len() > 4
        || (parts.len() == 2 && decimals == 0)
        || parts.len() >= 3 && decimals == 0 && parts.iter().all(|(_, n)| n.characters == 2)
    {
        return Some(Found::Name(end - at));
    }
    let count = u8::try_from(parts.len()).unwrap_or(u8::MAX);
    let quantities = parts.iter().zip(0_u8..).map(|(&(start, n), i)| Quantity {
        span: Span::new(start, start + n.len),
        number: Number::Exact(n.value),
        unit: implied(Dimension::Percent),
        form: Form::Ratio(i, count),
        odd: false,
    });
    Some(Found::Ratio(quantities.collect()))
}

/// The connector of a range at the start of `rest`: its bytes.
fn connector(rest: &str) -> Option<usize> {
    let trimmed = rest.trim_start_matches(' ');
    let space = rest.len() - trimmed.len();
    let len = ["——", "--", "—", "-", "－", "–", "~", "～", "∼", "至", "到"].iter().find(|c| trimmed.starts_with(**c))?.len();
    (space <= 1).then_some(space + len)
}

/// 8%-10%, 20—25亿元, 2至3亿元, 5亿至10亿元: the first number is read, and what follows it.
fn range(text: &str, begin: usize, first: Numeral, negative: bool, first_tail: &Tail) -> Option<Found> {
    let join = connector(text.get(first_tail.end..)?)?;
    let second_at = first_tail.end + join;
    let rest = text.get(second_at..)?;
    let rest = rest.trim_start_matches(' ');
    let second_at = text.len() - text.get(second_at..)?.len() + (text.get(second_at..)?.len() - rest.len());
    let second = numerals::digits(rest)?;
    let second_tail = tail(text, second_at + second.len);
    let words = text.get(first_tail.end..).is_some_and(|t| t.starts_with(['至', '到']));
    if second_tail.is_empty() || first_tail.odd {
        // 2021-00187, 010-8888: a code.
        return (!words && first_tail.is_empty()).then(|| Found::Name(second_tail.end - begin));
    }
    let alike = match (first_tail.unit, second_tail.unit) {
        (None, _) => true,
        (Some(a), Some(b)) => a.entry == b.entry,
        (Some(_), None) => false,
    };
    if !alike {
        return None;
    }
    let (low, high) = if first_tail.is_empty() {
        (first.value, second.value)
    } else {
        let shift = i32::from(first_tail.scale()) - i32::from(second_tail.scale());
        (scaled(first.value, shift)?, second.value)
    };
    let low = if negative { -low } else { low };
    if low > high {
        return None;
    }
    Some(Found::One(Quantity {
        span: Span::new(begin, second_tail.end),
        number: Number::Range(low, high),
        unit: second_tail.unit(),
        form: Form::Digits,
        odd: second_tail.odd,
    }))
}

/// The value times ten to the power of `shift`.
fn scaled(value: Decimal, shift: i32) -> Option<Decimal> {
    let power = Decimal::from(10_u64.checked_pow(shift.unsigned_abs())?);
    if shift >= 0 { value.checked_mul(power) } else { value.checked_div(power).map(|v| v.normalize()) }
}

/// 3亿5千万元, 两亿三千万元: the first part's scale is bare, a second part with a smaller scale follows at once.
fn compound(text: &str, begin: usize, first: Decimal, first_tail: &Tail) -> Option<Found> {
    let power = first_tail.bare?;
    let rest = text.get(first_tail.end..)?;
    let second = numerals::digits(rest).or_else(|| numerals::chinese(rest))?;
    let second_tail = tail(text, first_tail.end + second.len);
    if second_tail.scale() >= power || second_tail.is_empty() {
        return None;
    }
    let value = first.checked_add(scaled(second.value, i32::from(second_tail.scale()) - i32::from(power))?)?;
    let plain = second_tail.unit?;
    Some(Found::One(Quantity {
        span: Span::new(begin, second_tail.end),
        number: Number::Exact(value.normalize()),
        unit: Unit { dimension: Some(plain.dimension), written: first_tail.written, bare_scale: true },
        form: Form::Digits,
        odd: second_tail.odd,
    }))
}

/// 第3位, 第六, 第x: a place. 第三产业, 第一批, 第四季度 and the like are none.
fn ordinal(text: &str, at: usize) -> Option<Found> {
    let number_at = at + '第'.len_utf8();
    let rest = text.get(number_at..)?;
    let head = rest.chars().next()?;
    let (number, len) = if is_mask(head) {
        let len: usize = rest.chars().take_while(|c| is_mask(*c)).map(char::len_utf8).sum();
        (Number::Masked, len)
    } else {
        let numeral = numerals::digits(rest).or_else(|| numerals::chinese(rest))?;
        (Number::Exact(numeral.value), numeral.len)
    };
    let end = number_at + len;
    let after = text.get(end..).unwrap_or("");
    let unit_len = ["位次", "位", "名"].iter().find(|u| after.starts_with(**u)).map_or(0, |u| u.len());
    let next = after.chars().next();
    if unit_len == 0
        && next.is_some_and(|c| is_cjk(c) || c.is_alphanumeric())
        && !after.starts_with(['和', '与', '及', '升', '跃', '提', '前', '降', '退', '至', '到'])
    {
        return Some(Found::Name(end - at));
    }
    Some(Found::One(Quantity {
        span: Span::new(at, end + unit_len),
        number,
        unit: implied(Dimension::Rank),
        form: if number == Number::Masked { Form::Mask } else { Form::Ordinal },
        odd: false,
    }))
}

/// 翻番, 翻一番, 翻两番, 翻了两番: growth of 100 %, 300 % …
fn doubling(rest: &str, at: usize) -> Option<Found> {
    let inner = rest.strip_prefix('翻')?;
    let inner = inner.strip_prefix('了').unwrap_or(inner);
    let (times, tail) = match numerals::chinese(inner) {
        Some(n) => (n.value, inner.get(n.len..)?),
        None => (Decimal::ONE, inner),
    };
    let tail = tail.strip_prefix('番')?;
    let power = u32::try_from(times.mantissa()).ok().filter(|p| (1..=10).contains(p) && times.scale() == 0)?;
    let value = Decimal::from((2_i64.pow(power) - 1) * 100);
    let span = Span::new(at, at + rest.len() - tail.len());
    Some(Found::One(Quantity { span, number: Number::Exact(value), unit: implied(Dimension::Percent), form: Form::Doubling, odd: false }))
}

/// Numbers in Chinese numerals, with all that may follow them.
fn chinese(text: &str, at: usize) -> Option<Found> {
    let rest = text.get(at..)?;
    if let Some(after) = rest.strip_prefix("百分之") {
        let begin = at + "百分之".len();
        let numeral = numerals::chinese(after).or_else(|| numerals::digits(after))?;
        return Some(parts_end(at, numeral.value, begin + numeral.len));
    }
    let Some(first) = numerals::chinese(rest) else { return bare_scale(text, at) };
    let end = at + first.len;
    let after = text.get(end..).unwrap_or("");
    if let Some(below) = after.strip_prefix("分之") {
        let upper = numerals::chinese(below)?;
        let value = (upper.value * Decimal::ONE_HUNDRED).checked_div(first.value)?;
        let span = Span::new(at, end + "分之".len() + upper.len);
        let number = Number::Exact(crate::base::decimal::round(value, 1));
        return Some(Found::One(Quantity { span, number, unit: implied(Dimension::Percent), form: Form::Fraction, odd: false }));
    }
    if after.starts_with('成')
        && first.characters == 1
        && !after.starts_with("成立")
        && !after.starts_with("成果")
        && !after.starts_with("成为")
    {
        return Some(parts(text, at, first.value * Decimal::TEN, end + '成'.len_utf8()));
    }
    let first_tail = tail(text, end);
    if let Some(found) = compound(text, at, first.value, &first_tail) {
        return Some(chinese_form(found));
    }
    if let Some(join) = connector(after).filter(|_| first_tail.is_empty()).or_else(|| connector(text.get(first_tail.end..)?)) {
        let second_at = first_tail.end + join;
        if let Some(second) = text.get(second_at..).and_then(numerals::chinese) {
            let second_tail = tail(text, second_at + second.len);
            if second_tail.unit.is_some()
                && first.value < second.value
                && (first_tail.is_empty() || first_tail.unit.map(|u| u.entry) == second_tail.unit.map(|u| u.entry))
            {
                return Some(Found::One(Quantity {
                    span: Span::new(at, second_tail.end),
                    number: Number::Range(first.value, second.value),
                    unit: second_tail.unit(),
                    form: Form::Chinese,
                    odd: second_tail.odd,
                }));
            }
        }
    }
    if first_tail.is_empty() {
        return None;
    }
    // A lone 一 to 十 before a measure word is mostly no figure (一个专班, 三项制度); before 家, 户, 件, 名 it is one.
    let dimension = first_tail.unit.map(|u| u.dimension);
    let written = first_tail.written.of(text);
    let measured = matches!(
        dimension,
        Some(
            Dimension::Money
                | Dimension::Foreign
                | Dimension::Percent
                | Dimension::Point
                | Dimension::Times
                | Dimension::Rank
                | Dimension::Energy
                | Dimension::Coal
        )
    );
    // 两位数.
    if dimension == Some(Dimension::Rank) && text.get(first_tail.end..).is_some_and(|rest| rest.starts_with('数')) {
        return None;
    }
    let counted = matches!(written, "家" | "户" | "件") && first.value > Decimal::ONE;
    // 一度停工.
    if first.value == Decimal::ONE && written == "度" {
        return None;
    }
    if first.characters == 1 && first_tail.scale() == 0 && !measured && !counted && !rest.starts_with(['百', '千']) {
        return None;
    }
    if first.characters == 1 && rest.starts_with(['十', '百', '千']) && !first_tail.odd {
        // 百亿, 千家, 十大: a bare scale, a figure only where something says it is reached.
        return Some(Found::One(Quantity {
            span: Span::new(at, first_tail.end),
            number: Number::Exact(first.value),
            unit: first_tail.unit(),
            form: Form::BareScale,
            odd: false,
        }));
    }
    Some(Found::One(Quantity {
        span: Span::new(at, first_tail.end),
        number: Number::Exact(first.value),
        unit: first_tail.unit(),
        form: Form::Chinese,
        odd: first_tail.odd,
    }))
}

fn chinese_form(found: Found) -> Found {
    match found {
        Found::One(quantity) => Found::One(Quantity { form: Form::Chinese, ..quantity }),
        other => other,
    }
}

/// 亿元, 万户: a scale with a unit and no number.
fn bare_scale(text: &str, at: usize) -> Option<Found> {
    let rest = text.get(at..)?;
    if !rest.starts_with(['亿', '万']) {
        return None;
    }
    let unit = units().at(rest).filter(|u| u.scale > 0)?;
    Some(Found::One(Quantity {
        span: Span::new(at, at + unit.len),
        number: Number::Exact(Decimal::ONE),
        unit: Unit { dimension: Some(unit.dimension), written: Span::new(at, at + unit.len), bare_scale: false },
        form: Form::BareScale,
        odd: false,
    }))
}

/// 三成, 九成五, 三成半: tenths; `tens` is ten times the first numeral, `end` one past 成.
fn parts(text: &str, begin: usize, tens: Decimal, end: usize) -> Found {
    let after = text.get(end..).unwrap_or("");
    let (extra, len) = match after.chars().next() {
        Some('半') => (Decimal::from(5), '半'.len_utf8()),
        Some(c) => match numerals::chinese_digit(c).filter(|_| numerals::chinese(after).is_some_and(|n| n.characters == 1)) {
            Some(d) if units().at(after.get(c.len_utf8()..).unwrap_or("")).is_none() => (Decimal::from(d), c.len_utf8()),
            _ => (Decimal::ZERO, 0),
        },
        None => (Decimal::ZERO, 0),
    };
    parts_end(begin, tens + extra, end + len)
}

fn parts_end(begin: usize, value: Decimal, end: usize) -> Found {
    Found::One(Quantity {
        span: Span::new(begin, end),
        number: Number::Exact(value),
        unit: implied(Dimension::Percent),
        form: Form::Parts,
        odd: false,
    })
}

/// xx.x%, **家, 1X个, 第x: hidden digits, only where a unit follows.
fn masked(text: &str, at: usize) -> Option<Found> {
    if text.get(..at)?.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let rest = text.get(at..)?;
    let mut len = 0;
    let mut hidden = 0_usize;
    for c in rest.chars() {
        if is_mask(c) {
            hidden += 1;
        } else if !(numerals::digit(c).is_some() || matches!(c, '.' | '．') && len > 0) {
            break;
        }
        len += c.len_utf8();
    }
    let run = rest.get(..len)?.trim_end_matches(['.', '．']);
    if hidden == 0 || run.chars().count() > 16 {
        return None;
    }
    let end = at + run.len();
    // 4×100 and the like: a sign between digits is no mask.
    if run.contains('×') && run.chars().any(|c| numerals::digit(c).is_some()) {
        return Some(Found::Name(run.len()));
    }
    let mask_tail = tail(text, end);
    if mask_tail.is_empty() {
        return Some(Found::Name(run.len()));
    }
    Some(Found::One(Quantity {
        span: Span::new(at, mask_tail.end),
        number: Number::Masked,
        unit: mask_tail.unit(),
        form: Form::Mask,
        odd: mask_tail.odd,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the text's head reads as: span length, value, unit as written.
    fn check(text: &str) -> String {
        match read_at(text, 0) {
            None => "none".into(),
            Some(Found::Name(len)) => format!("name {}", text.get(..len).unwrap_or("?")),
            Some(Found::Ratio(parts)) => parts.iter().map(|q| q.span.of(text).to_owned()).collect::<Vec<_>>().join("|"),
            Some(Found::One(q)) => {
                let value = match q.number {
                    Number::Exact(v) => v.to_string(),
                    Number::Range(a, b) => format!("{a}~{b}"),
                    Number::Masked => "masked".into(),
                };
                format!("{} {value} {}", q.span.of(text), q.unit.written.of(text))
            }
        }
    }

    #[test]
    fn quantities_read_as_written() {
        for (text, want) in [
            ("311.25亿元不含电力", "311.25亿元 311.25 亿元"),
            ("41397万千瓦时", "41397万千瓦时 41397 万千瓦时"),
            ("300余万元", "300余万元 300 万元"),
            ("1万多家", "1万多家 1 万多家"),
            ("8%-10%，", "8%-10% 8~10 %"),
            ("20—25亿元", "20—25亿元 20~25 亿元"),
            ("5亿至10亿元项目", "5亿至10亿元 5~10 亿元"),
            ("3至5家", "3至5家 3~5 家"),
            ("2021-00187 分类", "name 2021-00187"),
            ("5G基站", "name 5G"),
            ("1+4+N", "name 1+4+N"),
            ("0.9：63.1：36.0", "0.9|63.1|36.0"),
            ("10:22", "name 10:22"),
            ("3亿5千万元", "3亿5千万元 3.5 亿"),
            ("两亿三千万元", "两亿三千万元 2.3 亿"),
            ("两千三百余万元", "两千三百余万元 2300 万元"),
            ("三十六点四亿", "三十六点四亿 36.4 亿"),
            ("九成五以上", "九成五 95 "),
            ("三成半", "三成半 35 "),
            ("百分之五点四", "百分之五点四 5.4 "),
            ("三分之一", "三分之一 33.3 "),
            ("翻两番", "翻两番 300 "),
            ("翻番", "翻番 100 "),
            ("第3位", "第3位 3 "),
            ("第二，", "第二 2 "),
            ("第三产业", "name 第三"),
            ("第一批", "name 第一"),
            ("首位", "首位 1 "),
            ("xx.x%", "xx.x% masked %"),
            ("xxxx余人次", "xxxx余人次 masked 人次"),
            ("xx公司", "name xx"),
            ("1X个", "1X个 masked 个"),
            ("**家", "**家 masked 家"),
            ("一个专班", "none"),
            ("三十一家", "三十一家 31 家"),
            ("亿元以上", "亿元 1 亿元"),
            ("4.5亿；", "4.5亿 4.5 亿"),
            ("-8.7%", "-8.7% -8.7 %"),
            ("86.7，", "86.7 86.7 "),
        ] {
            assert_eq!(check(text), want, "{text}");
        }
    }
}
