//! What a cell shows: numbers and dates under their number format (ECMA-376 Part 1, 18.8.30), as far as a reader of
//! statistics needs it: percent, fixed decimals, which parts of a date. Colours, currencies, fractions and
//! thousands separators are not followed.

use crate::base::{Decimal, decimal};
use crate::document::{Cell, CellValue};
use std::fmt::Write;

/// How numbers of one format are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberFormat {
    /// Shown times a hundred with a percent sign.
    percent: bool,
    /// Shown with so many decimals; `None`: as many as it has.
    decimals: Option<u8>,
    /// A date without its day: 2020年4月.
    no_day: bool,
    /// A date that shows its year alone.
    year_only: bool,
}

impl NumberFormat {
    /// Reads a format code such as `0.00%` or `yyyy"年"m"月"`. Only its first section (positive numbers) counts.
    pub(super) fn parse(code: &str) -> Self {
        let mut chars = code.chars();
        let (mut percent, mut point, mut decimals, mut digits) = (false, false, 0_u8, false);
        let (mut year, mut month, mut day, mut other) = (false, false, false, false);
        while let Some(c) = chars.next() {
            match c {
                '"' => while chars.next().is_some_and(|c| c != '"') {},
                '[' => while chars.next().is_some_and(|c| c != ']') {},
                '\\' | '_' | '*' => {
                    chars.next();
                }
                ';' => break,
                '%' => percent = true,
                '.' => point = true,
                '0' | '#' | '?' => {
                    digits = true;
                    if point {
                        decimals = decimals.saturating_add(1);
                    }
                }
                'y' | 'Y' | 'e' if !digits => year = true,
                'm' | 'M' => month = true,
                'd' | 'D' => day = true,
                'E' | '/' if digits => other = true,
                'G' | 'g' | '@' => other = true,
                _ => {}
            }
        }
        let fixed = digits && !other && decimals <= 15;
        Self {
            percent: percent && digits,
            decimals: fixed.then_some(decimals),
            no_day: year && month && !day,
            year_only: year && !month && !day,
        }
    }

    /// A built-in format by its number.
    pub(super) fn builtin(id: u16) -> Self {
        match id {
            1 | 3 | 37 | 38 | 41 | 42 => Self::parse("0"),
            2 | 4 | 39 | 40 | 43 | 44 => Self::parse("0.00"),
            9 => Self::parse("0%"),
            10 => Self::parse("0.00%"),
            17 | 27 | 36 | 50 | 52 | 57 => Self::parse("yyyy-m"),
            _ => Self::default(),
        }
    }

    /// Whether numbers are shown as they are.
    pub(super) fn is_plain(self) -> bool {
        self == Self::default()
    }
}

/// A cell with a number. A number beyond 28 digits is shown and is no number to us.
pub(super) fn number(value: f64, format: NumberFormat) -> Cell {
    // A float's shortest form reads back as the same; most cells show it as it is.
    let shown = if value == 0.0 { "0".to_owned() } else { value.to_string() };
    let Some(exact) = shown.parse::<Decimal>().ok().filter(|_| value.is_finite()) else {
        return Cell { value: CellValue::Text, shown: shown.into() };
    };
    shown_as(exact, shown, format)
}

/// An exact number under its format; `shown` is its general form, empty where that was not made.
fn shown_as(exact: Decimal, mut shown: String, format: NumberFormat) -> Cell {
    if format.decimals.is_none() && !format.percent {
        if shown.is_empty() || shown.len() > GENERAL_DIGITS {
            shown = general(exact);
        }
        return Cell { value: CellValue::Number(exact), shown: shown.into() };
    }
    let by = if format.percent { exact.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(exact) } else { exact };
    shown = match format.decimals {
        Some(places) => decimal::round(by, u32::from(places)).to_string(),
        None => general(by),
    };
    if format.percent {
        shown.push('%');
    }
    Cell { value: CellValue::Number(exact), shown: shown.into() }
}

/// A cell with a number written in plain digits, at most fifteen of them, as most are: what a float would give, without
/// one. `None` for other numbers.
pub(super) fn plain_number(digits: &[u8], format: NumberFormat) -> Option<Cell> {
    let (negative, rest) = digits.strip_prefix(b"-").map_or((false, digits), |rest| (true, rest));
    let point = memchr::memchr(b'.', rest);
    let whole = point.unwrap_or(rest.len());
    // Written otherwise, a float's shortest form looks different: 007, .5, 5., 1.50, -0.
    let odd = whole == 0
        || rest.len() > 16
        || (rest.first() == Some(&b'0') && (whole > 1 || (negative && point.is_none())))
        || (point.is_some() && matches!(rest.last(), Some(b'0' | b'.')));
    if odd {
        return None;
    }
    let mut mantissa = 0_i64;
    for &digit in rest.iter().filter(|b| **b != b'.') {
        if !digit.is_ascii_digit() {
            return None;
        }
        mantissa = mantissa * 10 + i64::from(digit - b'0');
    }
    let scale = point.map_or(0, |at| rest.len() - at - 1);
    if rest.len() - usize::from(point.is_some()) > 15 {
        return None;
    }
    let exact = Decimal::new(if negative { -mantissa } else { mantissa }, u32::try_from(scale).ok()?);
    // As many decimals as the format shows are shown as they stand.
    let fits = !format.percent && format.decimals.is_some_and(|decimals| usize::from(decimals) == scale);
    if (format.decimals.is_some() && !fits) || format.percent || (!fits && rest.len() > GENERAL_DIGITS) {
        return Some(shown_as(exact, String::new(), format));
    }
    Some(Cell { value: CellValue::Number(exact), shown: std::str::from_utf8(digits).ok()?.into() })
}

/// Significant digits that the general format shows.
const GENERAL_DIGITS: usize = 12;

/// As a spreadsheet's general format: at most twelve significant digits, so that 6.900000000000006 shows 6.9.
fn general(value: Decimal) -> String {
    let digits = value.mantissa().unsigned_abs().checked_ilog10().map_or(1, |n| n as usize + 1);
    let spare = digits.saturating_sub(GENERAL_DIGITS);
    if spare == 0 || value.scale() == 0 {
        return value.to_string();
    }
    if let Some(shown) = shortened(value, u32::try_from(spare).unwrap_or(u32::MAX)) {
        return shown;
    }
    decimal::round(value, value.scale().saturating_sub(u32::try_from(spare).unwrap_or(u32::MAX))).normalize().to_string()
}

/// A number without its last `spare` decimals, rounded half away from zero, and without zeros at its end; `None` for one whose digits
/// need more than 64 bits, or that has no decimals left. A float's digits, as long tables are full of, never do.
fn shortened(value: Decimal, spare: u32) -> Option<String> {
    let mut scale = value.scale().checked_sub(spare).filter(|&scale| scale > 0)?;
    let by = 10_u64.checked_pow(spare)?;
    let mut mantissa = u64::try_from(value.mantissa().unsigned_abs()).ok()?.checked_add(by / 2)? / by;
    while scale > 0 && mantissa.is_multiple_of(10) {
        (mantissa, scale) = (mantissa / 10, scale - 1);
    }
    let sign = if value.is_sign_negative() && mantissa > 0 { "-" } else { "" };
    let unit = 10_u64.checked_pow(scale)?;
    Some(match scale {
        0 => format!("{sign}{mantissa}"),
        _ => format!("{sign}{}.{:0width$}", mantissa / unit, mantissa % unit, width = scale as usize),
    })
}

/// A cell with a calendar date.
pub(super) fn date(year: i16, month: u8, day: u8, format: NumberFormat) -> Cell {
    let shown = if format.year_only {
        format!("{year}年")
    } else if format.no_day {
        format!("{year}年{month}月")
    } else {
        format!("{year:04}-{month:02}-{day:02}")
    };
    Cell { value: CellValue::Date(year, month, day), shown: shown.into() }
}

/// A cell with words, as they are; only line ends become LF.
pub(super) fn text(words: &str) -> Cell {
    let shown = if words.contains('\r') { words.replace("\r\n", "\n").replace('\r', "\n").into() } else { words.into() };
    Cell { value: CellValue::Text, shown }
}

/// A cell from a spreadsheet's day count, which may be a time of day or a duration.
pub(super) fn moment(serial: &calamine::ExcelDateTime, format: NumberFormat) -> Cell {
    let (year, month, day, hour, minute, second, _) = serial.to_ymd_hms_milli();
    match (i16::try_from(year), serial.is_datetime() && serial.as_f64() >= 1.0) {
        (Ok(year), true) => date(year, month, day, format),
        _ => {
            let mut shown = String::new();
            let days = if serial.is_datetime() { 0.0 } else { serial.as_f64().trunc().clamp(0.0, 1e6) };
            let _ = write!(shown, "{}:{minute:02}:{second:02}", days * 24.0 + f64::from(hour));
            Cell { value: CellValue::Text, shown: shown.into() }
        }
    }
}

/// A cell from a date written `2020-04-30…`; words when it is none.
pub(super) fn iso_date(words: &str, format: NumberFormat) -> Cell {
    let mut parts = words.get(..10).unwrap_or("").split('-');
    let mut next = |max: i16| parts.next().and_then(|p| p.parse::<i16>().ok()).filter(|n| (1..=max).contains(n));
    match (next(9999), next(12), next(31)) {
        (Some(year), Some(month), Some(day)) => date(year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1), format),
        _ => text(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn plain_digits_show_as_the_float_would(digits in "-?(0|[1-9][0-9]{0,12})(\\.[0-9]{0,6})?", code in "General|0|0\\.00|0\\.0%|0%") {
            let format = NumberFormat::parse(&code);
            if let Some(cell) = plain_number(digits.as_bytes(), format) {
                prop_assert_eq!(cell, number(digits.parse().unwrap(), format));
            }
        }
    }

    proptest! {
        #[test]
        fn a_number_cut_short_is_the_rounded_one(mantissa in any::<i64>(), scale in 0_u32..24, spare in 1_u32..10) {
            let value = Decimal::new(mantissa, scale);
            if let Some(shown) = shortened(value, spare) {
                prop_assert_eq!(shown, decimal::round(value, scale - spare).normalize().to_string());
            }
        }
    }

    #[test]
    fn numbers_show_as_in_a_spreadsheet() {
        let show = |value, code| number(value, NumberFormat::parse(code)).shown;
        assert_eq!(show(0.053, "0.0%"), "5.3%");
        assert_eq!(show(1234.5, "#,##0.00_);[Red](#,##0.00)"), "1234.50");
        assert_eq!(show(6.900_000_000_000_006, "General"), "6.9");
        assert_eq!(show(43_831.445_217_4, "General"), "43831.4452174");
        assert_eq!(show(12.0, "0\"亿元\""), "12");
        assert_eq!(number(1e300, NumberFormat::default()).value, CellValue::Text);
    }

    #[test]
    fn dates_show_the_parts_their_format_names() {
        let show = |code| date(2020, 4, 30, NumberFormat::parse(code)).shown;
        assert_eq!(show("yyyy\"年\"m\"月\";@"), "2020年4月");
        assert_eq!(show("yyyy/m/d"), "2020-04-30");
        assert_eq!(show("[$-804]yyyy\"年\""), "2020年");
        assert_eq!(iso_date("2020-04-30T00:00:00", NumberFormat::default()).value, CellValue::Date(2020, 4, 30));
        assert_eq!(iso_date("年年年年", NumberFormat::default()).value, CellValue::Text);
    }
}
