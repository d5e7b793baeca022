//! The library in order: its reports grouped, and those chosen by place, level, year, kind and issuer. Knows nothing of the screen.

use super::{Kind, Library, Report, ReportId};
use crate::base::{Area, Level, Period};
use std::collections::BTreeMap;
use std::sync::Arc;

/// By what reports are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Group {
    /// The place, under what it lies in.
    #[default]
    Place,
    /// How large the place is.
    Level,
    /// The year.
    Year,
    /// The kind of report.
    Kind,
    /// Who issued it.
    Issuer,
}

impl Group {
    /// All of them.
    pub const ALL: [Group; 5] = [Group::Place, Group::Level, Group::Year, Group::Kind, Group::Issuer];

    /// Its key in settings and locales.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Group::Place => "place",
            Group::Level => "level",
            Group::Year => "year",
            Group::Kind => "kind",
            Group::Issuer => "issuer",
        }
    }
}

/// How the library is shown: grouped by what, and which reports. `None` lets all pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// By what they are grouped.
    pub group: Group,
    /// Only places within the one of this path (see [`Area::path`]); empty for reports whose place is unknown.
    pub place: Option<String>,
    /// Only places of this level.
    pub level: Option<Level>,
    /// Only of this year.
    pub year: Option<i16>,
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only from this issuer; empty where unknown.
    pub issuer: Option<String>,
}

impl Shelf {
    /// As settings of a project.
    #[must_use]
    pub fn settings(&self) -> BTreeMap<String, String> {
        let told = [
            ("shelf.group", Some(self.group.key().to_owned())),
            ("shelf.place", self.place.clone()),
            ("shelf.level", self.level.map(|level| level.key().to_owned())),
            ("shelf.year", self.year.map(|year| year.to_string())),
            ("shelf.kind", self.kind.map(|kind| kind.key().to_owned())),
            ("shelf.issuer", self.issuer.clone()),
        ];
        told.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
    }

    /// From settings of a project; what is missing or unknown is as by default.
    #[must_use]
    pub fn from_settings(settings: &BTreeMap<String, String>) -> Self {
        let get = |key: &str| settings.get(key).map(String::as_str);
        Self {
            group: Group::ALL.into_iter().find(|group| Some(group.key()) == get("shelf.group")).unwrap_or_default(),
            place: get("shelf.place").map(str::to_owned),
            level: Level::ALL.into_iter().find(|level| Some(level.key()) == get("shelf.level")),
            year: get("shelf.year").and_then(|year| year.parse().ok()),
            kind: Kind::ALL.into_iter().find(|kind| Some(kind.key()) == get("shelf.kind")),
            issuer: get("shelf.issuer").map(str::to_owned),
        }
    }

    /// How many choices leave reports out.
    #[must_use]
    pub fn chosen(&self) -> usize {
        let set = [self.place.is_some(), self.level.is_some(), self.year.is_some(), self.kind.is_some(), self.issuer.is_some()];
        set.into_iter().filter(|set| *set).count()
    }

    /// Whether a report is shown.
    #[must_use]
    pub fn shows(&self, card: &Card) -> bool {
        let in_place = |path: &String| if path.is_empty() { card.area.name.is_empty() } else { card.area.is_within(path) };
        self.place.as_ref().is_none_or(in_place)
            && self.level.is_none_or(|level| card.area.level == Some(level))
            && self.year.is_none_or(|year| card.year() == Some(year))
            && self.kind.is_none_or(|kind| card.kind == kind)
            && self.issuer.as_ref().is_none_or(|issuer| card.issuer == *issuer)
    }
}

/// What is known of a report from its front: what it is grouped and chosen by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Which report.
    pub report: ReportId,
    /// The place it is about; without a name where unknown.
    pub area: Area,
    /// The place's path.
    pub path: String,
    /// The time it is about.
    pub period: Option<Period>,
    /// What kind it is.
    pub kind: Kind,
    /// Who issued it, on one line; empty where unknown.
    pub issuer: String,
}

impl Card {
    /// What is known of a report about an area.
    pub(super) fn of(report: &Report, area: Area) -> Self {
        Self {
            report: report.id(),
            path: area.path(),
            area,
            period: report.periods.period,
            kind: Kind::of(report),
            issuer: report.issuer().split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }

    /// The year it is about.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        self.period.map(Period::last_year)
    }
}

/// What is known of every report, in the library's order.
#[must_use]
pub fn cards(library: &Library) -> Vec<Arc<Card>> {
    library.reports().iter().map(|report| Arc::clone(report.card())).collect()
}

/// What the reports of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shared {
    /// The place.
    Place(Area),
    /// How large it is.
    Level(Option<Level>),
    /// The year.
    Year(Option<i16>),
    /// The kind.
    Kind(Kind),
    /// The issuer; empty where unknown.
    Issuer(String),
}

impl Shared {
    fn of(card: &Card, group: Group) -> Self {
        match group {
            Group::Place => Shared::Place(card.area.clone()),
            Group::Level => Shared::Level(card.area.level),
            Group::Year => Shared::Year(card.year()),
            Group::Kind => Shared::Kind(card.kind),
            Group::Issuer => Shared::Issuer(card.issuer.clone()),
        }
    }
}

impl Card {
    /// Where its group stands among the others: what is unknown last, the latest year first. Cards of one group have one rank.
    fn rank(&self, group: Group) -> (bool, i32, &str) {
        match group {
            Group::Place => (self.area.name.is_empty(), 0, &self.path),
            Group::Level => (self.area.level.is_none(), self.area.level.map_or(0, |level| level as i32), ""),
            Group::Year => (self.year().is_none(), -i32::from(self.year().unwrap_or(0)), ""),
            Group::Kind => (false, self.kind as i32, ""),
            Group::Issuer => (self.issuer.is_empty(), 0, &self.issuer),
        }
    }

    /// Where it stands within its group: by place and period.
    #[must_use]
    pub fn within(&self) -> (bool, &str, bool, Option<Period>) {
        (self.area.name.is_empty(), &self.path, self.period.is_none(), self.period)
    }
}

/// The cards that are shown, in groups: each with the places of its cards in the list, by place and period.
#[must_use]
pub fn grouped(cards: &[Arc<Card>], shelf: &Shelf) -> Vec<(Shared, Vec<usize>)> {
    let shown = cards.iter().enumerate().filter(|(_, card)| shelf.shows(card));
    let mut shown: Vec<_> = shown.map(|(at, card)| (card.rank(shelf.group), card.within(), at, card)).collect();
    shown.sort_unstable_by(|a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)));
    let mut groups: Vec<(Shared, Vec<usize>)> = Vec::new();
    for run in shown.chunk_by(|a, b| a.0 == b.0) {
        groups.extend(run.first().map(|(.., card)| (Shared::of(card, shelf.group), run.iter().map(|(_, _, at, _)| *at).collect())));
    }
    groups
}

/// The paths of all places that reports are about and of what they lie in, in order; an empty one first where some place is unknown.
#[must_use]
pub fn places(cards: &[Arc<Card>]) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    for card in cards {
        let path = card.path.clone();
        paths.extend(path.match_indices('/').filter_map(|(at, _)| path.get(..at)).map(str::to_owned));
        paths.push(path);
    }
    paths.sort_unstable();
    paths.dedup();
    paths
}

/// The different values of something that cards have, in order.
#[must_use]
pub fn different<T: Ord>(cards: &[Arc<Card>], of: impl Fn(&Card) -> Option<T>) -> Vec<T> {
    let mut values: Vec<T> = cards.iter().filter_map(|card| of(card)).collect();
    values.sort_unstable();
    values.dedup();
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format};

    fn library(titles: &[&str]) -> Vec<Arc<Card>> {
        let read = |title: &&str| {
            let text = format!("{title}\n\n一、工作回顾\n内容在此。\n");
            let document = Document::of_text("a.txt", Format::Text, None, text.clone(), text.as_bytes());
            std::sync::Arc::new(Report::read(document, text.as_bytes().into()))
        };
        cards(&titles.iter().map(read).collect())
    }

    fn shown(cards: &[Arc<Card>], shelf: &Shelf) -> String {
        let group = |(shared, members): (Shared, Vec<usize>)| {
            let name = match shared {
                Shared::Place(area) => area.path(),
                Shared::Level(level) => level.map_or("?", Level::key).to_owned(),
                Shared::Year(year) => year.map_or("?".to_owned(), |year| year.to_string()),
                Shared::Kind(kind) => kind.key().to_owned(),
                Shared::Issuer(issuer) => issuer,
            };
            format!("{name}:{}", members.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
        };
        grouped(cards, shelf).into_iter().map(group).collect::<Vec<_>>().join(" ")
    }

    const TITLES: [&str; 6] = [
        "冷水滩区科技和工业信息化局2021年工作总结",
        "永州市冷水滩区科技和工业信息化局2020年工作总结",
        "永州市工业和信息化局2021年上半年工作总结",
        "云岭县科学技术局2021年工作要点",
        "工作总结",
        "湖南省工业和信息化厅2020年工作总结",
    ];

    #[test]
    fn reports_stand_in_groups() {
        let cards = library(&TITLES);
        for (group, want) in [
            (Group::Place, "云岭县:3 湖南省:5 湖南省/永州市:2 湖南省/永州市/冷水滩区:1,0 :4"),
            (Group::Level, "province:5 prefecture:2 county:3,1,0 ?:4"),
            (Group::Year, "2021:3,2,0 2020:5,1 ?:4"),
            (Group::Kind, "year:5,1,0 half:2 plan:3 other:4"),
        ] {
            assert_eq!(shown(&cards, &Shelf { group, ..Shelf::default() }), want, "{group:?}");
        }
        let by_issuer = shown(&cards, &Shelf { group: Group::Issuer, ..Shelf::default() });
        assert!(by_issuer.starts_with("云岭县科学技术局:3 ") && by_issuer.ends_with(" :4"), "{by_issuer}");
    }

    #[test]
    fn a_choice_shows_what_lies_within() {
        let cards = library(&TITLES);
        let by_year = Shelf { group: Group::Year, ..Shelf::default() };
        for (shelf, want) in [
            (Shelf { place: Some("湖南省".into()), ..by_year.clone() }, "2021:2,0 2020:5,1"),
            (Shelf { place: Some("湖南省/永州市/冷水滩区".into()), ..by_year.clone() }, "2021:0 2020:1"),
            (Shelf { place: Some(String::new()), ..by_year.clone() }, "?:4"),
            (Shelf { level: Some(Level::County), year: Some(2021), ..by_year.clone() }, "2021:3,0"),
            (Shelf { kind: Some(Kind::Plan), ..by_year.clone() }, "2021:3"),
            (Shelf { issuer: Some("云岭县科学技术局".into()), ..by_year.clone() }, "2021:3"),
            (Shelf { year: Some(1999), ..by_year }, ""),
        ] {
            assert_eq!(shown(&cards, &shelf), want, "{shelf:?}");
        }
        assert_eq!(places(&cards), ["", "云岭县", "湖南省", "湖南省/永州市", "湖南省/永州市/冷水滩区"]);
        assert_eq!(different(&cards, Card::year), [2020, 2021]);
    }

    #[test]
    fn a_shelf_reads_back_from_a_project() {
        let shelf = Shelf {
            group: Group::Kind,
            place: Some(String::new()),
            level: Some(Level::Park),
            year: Some(2020),
            kind: Some(Kind::Years),
            issuer: Some("某局".into()),
        };
        assert_eq!(Shelf::from_settings(&shelf.settings()), shelf);
        assert_eq!((shelf.chosen(), Shelf::from_settings(&BTreeMap::new())), (5, Shelf::default()));
    }
}
