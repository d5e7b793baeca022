//! Kinds of period that may stand on one time axis: whole years, growing months, single months, quarters are never mixed.

use crate::base::Period;

/// A kind of period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pace {
    /// Whole years.
    Years,
    /// January to a growing month of a year.
    Growing,
    /// Single months.
    Months,
    /// Single quarters.
    Quarters,
    /// So many months, of no other kind: the second half of a year, five years.
    Spans(i32),
}

impl Pace {
    /// The paces a period belongs to: one, or for a whole year also the end of its growing months; for January–March also a
    /// quarter where it is written so.
    pub fn of(period: Period) -> impl Iterator<Item = Pace> {
        let quarter = period.to_string().contains("-Q");
        let growing = period.is_year() || period.is_cumulative() && !(quarter && period.first().month > 1);
        let known = [
            period.is_year().then_some(Pace::Years),
            growing.then_some(Pace::Growing),
            period.is_month().then_some(Pace::Months),
            quarter.then_some(Pace::Quarters),
        ];
        let (first, last) = (period.first(), period.last());
        let months = (i32::from(last.year) - i32::from(first.year)) * 12 + i32::from(last.month) - i32::from(first.month) + 1;
        let other = known.iter().all(Option::is_none).then_some(Pace::Spans(months));
        known.into_iter().chain([other]).flatten()
    }

    /// The pace that all of them have; `None` where there is none, or no period.
    pub fn common(periods: &[Period]) -> Option<Pace> {
        Pace::of(*periods.first()?).find(|pace| periods.iter().all(|period| Pace::of(*period).any(|other| other == *pace)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_period_are_told_apart() {
        let common = |words: &str| {
            let periods: Vec<Period> = words.split(' ').map(|p| p.parse().unwrap()).collect();
            Pace::common(&periods)
        };
        for (periods, pace) in [
            ("2020 2021", Some(Pace::Years)),
            ("2020 2020-01/2020-09", Some(Pace::Growing)),
            ("2020-H1 2020-Q1", Some(Pace::Growing)),
            ("2020-Q1 2020-Q2", Some(Pace::Quarters)),
            ("2020-09 2020-10", Some(Pace::Months)),
            ("2020-09 2020-01/2020-09", None),
            ("2020 2020-09", None),
            ("2011/2015 2016/2020", Some(Pace::Spans(60))),
            ("2011/2015 2020-H2", None),
        ] {
            assert_eq!(common(periods), pace, "{periods}");
        }
        assert_eq!(Pace::common(&[]), None);
    }
}
