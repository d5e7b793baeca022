//! Numbers written in words: Chinese numerals with scales and units, tenths, fractions, places, 翻番, and a bare 亿元.

use super::masks::is_mask;
use super::numerals;
use super::reader::{Found, compound, connector, implied, is_cjk};
use super::tail::Tail;
use super::units::units;
use super::{Dimension, Form, Number, Quantity, Unit};
use crate::base::{Decimal, Span, work};

/// Growth by nothing.
const ZERO_GROWTH: &str = "零增长";

/// Whether a number in words may begin with the character.
pub fn starts(c: char) -> bool {
    matches!(c, '第' | '首' | '翻' | '亿' | '万') || numerals::starts_chinese(c)
}

/// Reads the number in words that begins at byte `at` with `head`.
pub fn read(text: &str, at: usize, head: char) -> Option<Found> {
    match head {
        '第' => ordinal(text, at),
        '首' => first_place(text, at),
        '翻' => doubling(text.get(at..)?, at),
        '零' if text.get(at..)?.starts_with(ZERO_GROWTH) => Some(Found::One(Quantity {
            span: Span::new(at, at + ZERO_GROWTH.len()),
            number: Number::Exact(Decimal::ZERO),
            unit: implied(Dimension::Percent),
            form: Form::Doubling,
            odd: false,
        })),
        '亿' | '万' => bare_scale(text, at),
        _ if numerals::starts_chinese(head) => chinese(text, at),
        _ => None,
    }
}

/// 首位
fn first_place(text: &str, at: usize) -> Option<Found> {
    text.get(at..)?.starts_with("首位").then(|| {
        Found::One(Quantity {
            span: Span::new(at, at + "首位".len()),
            number: Number::Exact(Decimal::ONE),
            unit: implied(Dimension::Rank),
            form: Form::Ordinal,
            odd: false,
        })
    })
}

/// 第3位, 第六, 第x: a place. 第三产业, 第一批, 第四季度 and the like are none.
fn ordinal(text: &str, at: usize) -> Option<Found> {
    let number_at = at + '第'.len_utf8();
    // 第 四: a blank that a line's end left.
    let number_at = number_at + usize::from(text.get(number_at..)?.starts_with(' '));
    let rest = text.get(number_at..)?;
    let head = rest.chars().next()?;
    let (number, len) = if is_mask(head) {
        let len: usize = rest.chars().take_while(|c| is_mask(*c)).inspect(|_| work::done(1)).map(char::len_utf8).sum();
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
    let first = numerals::chinese(rest)?;
    let end = at + first.len;
    let after = text.get(end..).unwrap_or("");
    if let Some(below) = after.strip_prefix("分之") {
        let upper = numerals::chinese(below)?;
        let value = (upper.value * Decimal::ONE_HUNDRED).checked_div(first.value)?;
        let span = Span::new(at, end + "分之".len() + upper.len);
        let number = Number::Exact(crate::base::decimal::round(value, 1));
        return Some(Found::One(Quantity { span, number, unit: implied(Dimension::Percent), form: Form::Fraction, odd: false }));
    }
    if (first.characters == 1 || first.value.scale() > 0) && is_tenths(after) {
        return Some(parts(text, at, first.value * Decimal::TEN, end + '成'.len_utf8()));
    }
    let first_tail = Tail::read(text, end);
    if let Some(found) = compound(text, at, first.value, &first_tail) {
        return Some(chinese_form(found));
    }
    if let Some(join) = connector(after).filter(|_| first_tail.is_empty()).or_else(|| connector(text.get(first_tail.end..)?)) {
        let second_at = first_tail.end + join;
        if let Some(second) = text.get(second_at..).and_then(numerals::chinese) {
            let second_tail = Tail::read(text, second_at + second.len);
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
    let unit = units().at(text.get(at..)?).filter(|u| u.scale > 0)?;
    Some(Found::One(Quantity {
        span: Span::new(at, at + unit.len),
        number: Number::Exact(Decimal::ONE),
        unit: Unit { dimension: Some(unit.dimension), written: Span::new(at, at + unit.len), bare_scale: false },
        form: Form::BareScale,
        odd: false,
    }))
}

/// Whether 成 follows and means tenths: not 成立, 成果, 成为.
pub fn is_tenths(after: &str) -> bool {
    after.starts_with('成')
        && !["成立", "成果", "成为", "成员", "成功", "成本", "成套", "成都", "成长", "成交"].iter().any(|w| after.starts_with(w))
}

/// 三成, 九成五, 三成半: tenths; `tens` is ten times the first numeral, `end` one past 成.
pub fn parts(text: &str, begin: usize, tens: Decimal, end: usize) -> Found {
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
