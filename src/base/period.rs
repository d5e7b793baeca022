//! Which months a figure is about.

use std::fmt;
use std::str::FromStr;

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    /// The year, four digits.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
}

/// The span of months a figure is about, first and last inclusive.
///
/// Written as SDMX writes its reporting periods, with months from–to for what SDMX has no word for:
/// `2020`, `2020-H1`, `2020-Q3`, `2020-06`, `2020-01/2020-09`, `2016/2020`.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    first: Month,
    last: Month,
    /// Written by its name (一季度, 上半年) and not by months (1-3月); the same time either way.
    named: bool,
}

impl PartialEq for Period {
    fn eq(&self, other: &Self) -> bool {
        (self.first, self.last) == (other.first, other.last)
    }
}

impl Eq for Period {}

impl std::hash::Hash for Period {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.first, self.last).hash(state);
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.first, self.last).cmp(&(other.first, other.last))
    }
}

impl Period {
    /// A whole year.
    #[must_use]
    pub fn year(year: i16) -> Self {
        Self::years(year, year)
    }

    /// Whole years, both inclusive.
    #[must_use]
    pub fn years(first: i16, last: i16) -> Self {
        Self { first: Month { year: first, month: 1 }, last: Month { year: last, month: 12 }, named: false }
    }

    /// A half year, 1 or 2.
    #[must_use]
    pub fn half(year: i16, half: u8) -> Self {
        Self { named: true, ..Self::months(year, if half == 1 { 1 } else { 7 }, if half == 1 { 6 } else { 12 }) }
    }

    /// A quarter, 1 to 4.
    #[must_use]
    pub fn quarter(year: i16, quarter: u8) -> Self {
        let last = quarter.clamp(1, 4) * 3;
        Self { named: true, ..Self::months(year, last - 2, last) }
    }

    /// One month, 1 to 12.
    #[must_use]
    pub fn month(year: i16, month: u8) -> Self {
        Self::months(year, month, month)
    }

    /// Months of one year, both inclusive, 1 to 12.
    #[must_use]
    pub fn months(year: i16, first: u8, last: u8) -> Self {
        let (first, last) = (first.clamp(1, 12), last.clamp(1, 12));
        Self { first: Month { year, month: first.min(last) }, last: Month { year, month: last.max(first) }, named: false }
    }

    /// Months of one year by their name where they have one: 1-6月 is 上半年, 1-3月 一季度.
    #[must_use]
    pub fn spoken(year: i16, first: u8, last: u8) -> Self {
        let named = matches!((first, last), (1, 3 | 6) | (4, 6) | (7, 9 | 12) | (10, 12));
        Self { named, ..Self::months(year, first, last) }
    }

    /// The first month.
    #[must_use]
    pub fn first(self) -> Month {
        self.first
    }

    /// The last month.
    #[must_use]
    pub fn last(self) -> Month {
        self.last
    }

    /// The year of the last month.
    #[must_use]
    pub fn last_year(self) -> i16 {
        self.last.year
    }

    /// Whether it is one whole year.
    #[must_use]
    pub fn is_year(self) -> bool {
        self.first.year == self.last.year && self.first.month == 1 && self.last.month == 12
    }

    /// Whether it is one month.
    #[must_use]
    pub fn is_month(self) -> bool {
        self.first == self.last
    }

    /// Whether it runs from January to a month before December of the same year.
    #[must_use]
    pub fn is_cumulative(self) -> bool {
        self.first.year == self.last.year && self.first.month == 1 && (2..12).contains(&self.last.month)
    }

    /// The same months, `years` later (negative: earlier).
    #[must_use]
    pub fn shifted(self, years: i16) -> Self {
        let shift = |m: Month| Month { year: m.year.saturating_add(years), ..m };
        Self { first: shift(self.first), last: shift(self.last), named: self.named }
    }

    /// As a reader writes it: 2020年, 2020年上半年, 2020年1—9月, 2016—2020年.
    #[must_use]
    pub fn in_chinese(self) -> String {
        let (a, b) = (self.first, self.last);
        if a.year != b.year {
            return if a.month == 1 && b.month == 12 {
                format!("{}—{}年", a.year, b.year)
            } else {
                format!("{}年{}月—{}年{}月", a.year, a.month, b.year, b.month)
            };
        }
        match (a.month, b.month) {
            (1, 12) => format!("{}年", a.year),
            (1, 6) if self.named => format!("{}年上半年", a.year),
            (7, 12) if self.named => format!("{}年下半年", a.year),
            (x, y) if self.named => format!("{}年{}季度", a.year, ["一", "二", "三", "四"][usize::from((y.max(x) - 1) / 3).min(3)]),
            (x, y) if x == y => format!("{}年{}月", a.year, x),
            (x, y) => format!("{}年{}—{}月", a.year, x, y),
        }
    }

    /// The same without its year, where it is less than one: 1—9月, 上半年, 三季度.
    #[must_use]
    pub fn in_chinese_without_year(self) -> String {
        let words = self.in_chinese();
        words.split_once('年').map_or(words.clone(), |(_, rest)| if rest.is_empty() { words.clone() } else { rest.to_owned() })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (a, b) = (self.first, self.last);
        match (a.month, b.month) {
            (1, 12) if a.year == b.year => write!(f, "{:04}", a.year),
            (1, 12) => write!(f, "{:04}/{:04}", a.year, b.year),
            (1, 6) if self.named && a.year == b.year => write!(f, "{:04}-H1", a.year),
            (7, 12) if self.named && a.year == b.year => write!(f, "{:04}-H2", a.year),
            (_, last) if self.named && a.year == b.year => write!(f, "{:04}-Q{}", a.year, last / 3),
            _ if a == b => write!(f, "{:04}-{:02}", a.year, a.month),
            _ => write!(f, "{:04}-{:02}/{:04}-{:02}", a.year, a.month, b.year, b.month),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let year =
            |s: &str| -> Result<i16, PeriodError> { if s.len() == 4 { s.parse().map_err(|_| PeriodError) } else { Err(PeriodError) } };
        let month = |s: &str| -> Result<Month, PeriodError> {
            let (y, m) = s.split_once('-').ok_or(PeriodError)?;
            let month = m.parse().map_err(|_| PeriodError)?;
            if (1..=12).contains(&month) { Ok(Month { year: year(y)?, month }) } else { Err(PeriodError) }
        };
        if let Some((a, b)) = text.split_once('/') {
            if a.len() == 4 {
                return Ok(Self::years(year(a)?, year(b)?));
            }
            return Ok(Self { first: month(a)?, last: month(b)?, named: false });
        }
        match text.split_once('-') {
            None => Ok(Self::year(year(text)?)),
            Some((y, "H1")) => Ok(Self::half(year(y)?, 1)),
            Some((y, "H2")) => Ok(Self::half(year(y)?, 2)),
            Some((y, q)) if q.starts_with('Q') => match q.trim_start_matches('Q').parse() {
                Ok(n @ 1..=4) => Ok(Self::quarter(year(y)?, n)),
                _ => Err(PeriodError),
            },
            Some(_) => month(text).map(|m| Self::month(m.year, m.month)),
        }
    }
}

/// The text is no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodError;

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a period; write 2020, 2020-H1, 2020-Q3, 2020-06, 2020-01/2020-09 or 2016/2020")
    }
}

impl std::error::Error for PeriodError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_back_as_written() {
        for text in ["2020", "2020-H1", "2020-H2", "2020-Q1", "2020-Q4", "2020-06", "2020-01/2020-09", "2016/2020"] {
            assert_eq!(text.parse::<Period>().map(|p| p.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "20", "2020-13", "2020-Q5", "2020-01/", "年"] {
            assert_eq!(text.parse::<Period>(), Err(PeriodError));
        }
        assert_eq!(Period::months(2020, 1, 9).in_chinese(), "2020年1—9月");
    }
}
