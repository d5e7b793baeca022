//! Reads one quantity at a place of a text: here numbers in digits, in [`spoken`] those in words, in [`masks`] hidden ones.

use super::masks::{self, is_mask};
use super::numerals::{self, Numeral};
use super::spoken;
use super::tail::Tail;
use super::units::units;
use super::{Dimension, Form, Number, Quantity, Unit};
use crate::base::{Decimal, Span, utf8, work};

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

/// Whether a quantity, or a name with digits, may begin with the character.
#[must_use]
pub fn starts(c: char) -> bool {
    numerals::digit(c).is_some() || is_mask(c) || is_minus(c) || spoken::starts(c)
}

/// Reads the quantity that begins at byte `at`. `None` when none does.
///
/// The caller has read everything before `at`, so `at` is never inside a number.
#[must_use]
pub fn read_at(text: &str, at: usize) -> Option<Found> {
    let head = text.get(at..)?.chars().next()?;
    if head.is_ascii_digit()
        && let Some(quantity) = usual(text, at)
    {
        return Some(Found::One(quantity));
    }
    if numerals::digit(head).is_some() {
        return masks::read(text, at).or_else(|| digits(text, at, false));
    }
    if is_mask(head) {
        return masks::read(text, at);
    }
    if is_minus(head) {
        return negative(text, at, head);
    }
    spoken::read(text, at, head)
}

/// What most numbers are: digits with a unit at once behind them, and nothing that goes on from there. `None` of others, which [`digits`]
/// and [`masks`] read; what is found here, they find too.
fn usual(text: &str, at: usize) -> Option<Quantity> {
    let bytes = text.as_bytes();
    if at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(|&b| b.is_ascii_alphabetic() || b == b'+') {
        return None;
    }
    let (value, len) = numerals::plain(bytes.get(at..)?)?;
    let end = at + len;
    // 亿元, 家, %: no mask, colon or dash.
    if !bytes.get(end).is_some_and(|next| *next == b'%' || utf8::HAN.contains(next)) {
        return None;
    }
    let rest = text.get(end..)?;
    if rest.starts_with(['余', '多', '几', '来']) {
        return None;
    }
    let unit = units().at(rest)?;
    let stop = end + unit.len;
    let after = text.get(stop..)?;
    if connector(after).is_some() || after.starts_with(['（', '(']) {
        return None;
    }
    let written = Span::new(end, stop);
    Some(Quantity {
        span: Span::new(at, stop),
        number: Number::Exact(value),
        unit: Unit { dimension: Some(unit.dimension), written, bare_scale: false },
        form: Form::Digits,
        odd: false,
    })
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－' | '−' | '﹣' | '负')
}

/// -8.7%: a number below zero, and not the second of a range or of a date.
fn negative(text: &str, at: usize, minus: char) -> Option<Found> {
    let number_at = at + minus.len_utf8();
    numerals::digit(text.get(number_at..)?.chars().next()?)?;
    let before = text.get(..at)?.chars().next_back();
    let joined = before
        .is_some_and(|c| c.is_alphanumeric() && !is_cjk(c) || numerals::digit(c).is_some() || matches!(c, '-' | '—' | '－' | '%' | '％'));
    if joined {
        return None;
    }
    let found = digits(text, number_at, true)?;
    // 4月-3.7%; but 4月-9月, 5日-8日.
    let dated = before.is_some_and(|c| matches!(c, '年' | '月' | '日'));
    let rate = matches!(&found, Found::One(q) if matches!(q.unit.dimension, Some(Dimension::Percent | Dimension::Point)));
    (!dated || rate).then_some(found)
}

/// A unit that is understood and not written.
pub fn implied(dimension: Dimension) -> Unit {
    Unit { dimension: Some(dimension), written: Span::default(), bare_scale: false }
}

/// Whether it is a Chinese character.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// 人均GDP27130元, CPI2.1%: what stands before is a measure's own name, and the number its value.
fn follows_measure(text: &str, at: usize) -> bool {
    const MEASURES: [&str; 5] = ["GDP", "CPI", "PPI", "R&D", "PMI"];
    let bytes = text.as_bytes();
    let named = |name: &str| {
        let Some(from) = at.checked_sub(name.len()) else { return false };
        bytes.get(from..at) == Some(name.as_bytes())
            && !from.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_alphanumeric)
    };
    MEASURES.iter().any(|name| named(name))
}

/// A number written with digits at `at`; `negative` when a minus stands before it.
fn digits(text: &str, at: usize, negative: bool) -> Option<Found> {
    let begin = if negative { text.get(..at)?.char_indices().next_back()?.0 } else { at };
    let rest = text.get(at..)?;
    // G8.5, R2: a name goes on.
    if at.checked_sub(1).and_then(|before| text.as_bytes().get(before)).is_some_and(|&b| b.is_ascii_alphabetic() || b == b'+')
        && !follows_measure(text, at)
    {
        let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'+');
        let run = rest.bytes().take_while(is_name).count();
        work::done(run);
        return Some(Found::Name(run.max(1)));
    }
    let Some(first) = numerals::digits(rest) else {
        let run = rest.chars().take_while(|c| numerals::digit(*c).is_some()).map(char::len_utf8).sum();
        work::done(run);
        return Some(Found::Name(run));
    };
    let end = at + first.len;
    let after = rest.get(first.len..)?;
    if let Some(len) = name_goes_on(after) {
        return Some(Found::Name(first.len + len));
    }
    if after.strip_prefix(' ').unwrap_or(after).starts_with(RATIO)
        && let Some(found) = ratio(text, at, first)
    {
        return Some(found);
    }
    let first_tail = Tail::read(text, end);
    if let Some(found) = range(text, begin, first, negative, &first_tail) {
        return Some(found);
    }
    let sign = if negative { -first.value } else { first.value };
    // 3亿5千万元: a second, smaller part.
    if let Some(found) = compound(text, begin, sign, &first_tail) {
        return Some(found);
    }
    if first_tail.unit.is_none() && (first.value.scale() > 0 || first.value <= Decimal::TEN) && spoken::is_tenths(after) {
        return Some(spoken::parts(text, begin, first.value * Decimal::TEN, end + '成'.len_utf8()));
    }
    Some(Found::One(Quantity {
        span: Span::new(begin, first_tail.end),
        number: Number::Exact(sign),
        unit: first_tail.unit(),
        form: Form::Digits,
        odd: first_tail.odd,
    }))
}

/// How many bytes of a name with digits follow its first number: 5G, 5A, 1+4+N. `None` where none do: 24, 5km.
fn name_goes_on(after: &str) -> Option<usize> {
    let run = |is_name: fn(&u8) -> bool| after.bytes().take_while(is_name).inspect(|_| work::done(1)).count();
    match after.as_bytes().first()? {
        b'+' => Some(run(|b| b.is_ascii_alphanumeric() || *b == b'+')),
        next if next.is_ascii_alphabetic() && units().plain(after).is_none() => {
            Some(run(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-')))
        }
        _ => None,
    }
}

/// The colons between the parts of a ratio.
const RATIO: [char; 4] = [':', '：', '∶', '﹕'];

/// a:b or a:b:c, of which at least two parts have decimals or there are three.
fn ratio(text: &str, at: usize, first: Numeral) -> Option<Found> {
    let mut parts = vec![(at, first)];
    let mut end = at + first.len;
    loop {
        // 27.3 : 34.8 : 37.9
        let rest = text.get(end..)?;
        let before = usize::from(rest.starts_with(' '));
        let rest = rest.get(before..)?;
        let Some(colon) = rest.chars().next().filter(|c| RATIO.contains(c)) else { break };
        let after = usize::from(before > 0 && rest.get(colon.len_utf8()..).is_some_and(|t| t.starts_with(' ')));
        let next_at = end + before + colon.len_utf8() + after;
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
    // 2.65∶1: so many times the other, and no two parts of a whole.
    if let [(start, first), (_, one)] = parts.as_slice()
        && one.value == Decimal::ONE
    {
        let form = Form::Ratio(0, 2);
        let unit = implied(Dimension::Times);
        let span = Span::new(*start, start + first.len);
        let own = Quantity { span, number: Number::Exact(first.value), unit, form, odd: false };
        return Some(Found::Ratio(vec![own]));
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
pub fn connector(rest: &str) -> Option<usize> {
    let space = usize::from(rest.starts_with(' '));
    let words = rest.get(space..)?;
    let dash = words.chars().next().filter(|c| matches!(c, '—' | '-' | '－' | '–' | '~' | '～' | '∼' | '至' | '到'))?;
    let twice = words.starts_with("——") || words.starts_with("--");
    Some(space + dash.len_utf8() * (1 + usize::from(twice)))
}

/// 8%-10%, 20—25亿元, 2至3亿元, 5亿至10亿元: the first number is read, and what follows it.
fn range(text: &str, begin: usize, first: Numeral, negative: bool, first_tail: &Tail) -> Option<Found> {
    let join = connector(text.get(first_tail.end..)?)?;
    let second_at = first_tail.end + join;
    let rest = text.get(second_at..)?.trim_start_matches(' ');
    let second_at = text.len() - rest.len();
    let second = numerals::digits(rest)?;
    let second_tail = Tail::read(text, second_at + second.len);
    if second_tail.is_empty() || first_tail.odd {
        // 2021-00187, 010-8888: a code.
        let words = text.get(first_tail.end..).is_some_and(|t| t.starts_with(['至', '到']));
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

/// 3亿5千万元, 五千六百四十二万零一十五人, 十万零五十六户: the first part's scale is bare, further parts of smaller scale follow at once.
pub fn compound(text: &str, begin: usize, first: Decimal, first_tail: &Tail) -> Option<Found> {
    let power = first_tail.bare?;
    let lower = lower_parts(text, first_tail.end, power)?;
    let value = first.checked_add(scaled(lower.value, -i32::from(power))?)?;
    Some(Found::One(Quantity {
        span: Span::new(begin, lower.end),
        number: Number::Exact(value.normalize()),
        unit: Unit { dimension: lower.dimension, written: first_tail.written, bare_scale: true },
        form: Form::Digits,
        odd: lower.odd,
    }))
}

/// The parts below a scale: their sum in plain units, and the unit they end in.
struct Lower {
    value: Decimal,
    end: usize,
    dimension: Option<Dimension>,
    odd: bool,
}

/// Reads the parts that follow a bare scale of 10^`power`, each with a scale below the one before; 零 may lead them.
fn lower_parts(text: &str, at: usize, power: u8) -> Option<Lower> {
    let rest = text.get(at..)?;
    let skip = if rest.starts_with(['零', '〇']) { '零'.len_utf8() } else { 0 };
    let rest = rest.get(skip..)?;
    let numeral = numerals::digits(rest).or_else(|| numerals::chinese(rest))?;
    // 一万三 is talk and no report's number.
    if numeral.characters == 1 && skip == 0 && numerals::digits(rest).is_none() && Tail::read(text, at + skip + numeral.len).is_empty() {
        return None;
    }
    let tail = Tail::read(text, at + skip + numeral.len);
    if tail.scale() >= power {
        return None;
    }
    let value = scaled(numeral.value, i32::from(tail.scale()))?;
    if let Some(scale) = tail.bare
        && let Some(lower) = lower_parts(text, tail.end, scale)
    {
        return Some(Lower { value: value.checked_add(lower.value)?, ..lower });
    }
    // 3亿5: a second number without scale or unit is another's, unless Chinese numerals write it out.
    let written_out = numerals::digits(rest).is_none() && numeral.characters > 1;
    if tail.is_empty() && !written_out {
        return None;
    }
    Some(Lower { value, end: tail.end, dimension: tail.unit.map(|u| u.dimension), odd: tail.odd })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn nothing_begins_with_other_characters(head in any::<char>(), rest in "[0-9一二百千万亿元%第位]{0,6}") {
            let text = format!("{head}{rest}");
            prop_assert!(starts(head) || read_at(&text, 0).is_none());
        }
    }

    proptest! {
        /// The short way finds what the long one finds.
        #[test]
        fn the_usual_is_read_alike(before in "[a+ 1甲]?", number in "[0-9.,]{1,20}", rest in "[ 0-9.,:：∶+*xX×—至到~余多几来亿万千元家个台阶%％百分点位成度，、（）()套-]{0,6}") {
            let text = format!("{before}{number}{rest}");
            let at = before.len();
            if let Some(usual) = usual(&text, at) {
                prop_assert_eq!(Some(Found::One(usual)), masks::read(&text, at).or_else(|| digits(&text, at, false)), "{}", text);
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
