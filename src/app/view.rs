//! The main views, and their keys in a project file.

/// The main views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// 读: one report, its outline beside its source.
    #[default]
    Read,
    /// 表: indicators over periods or reports.
    Indicators,
    /// 比: reports beside each other.
    Compare,
    /// 图: charts.
    Charts,
    /// 印: the pages as they will print.
    Deck,
}

impl View {
    /// All of them, in the order of their tabs.
    pub const ALL: [View; 5] = [View::Read, View::Indicators, View::Compare, View::Charts, View::Deck];

    /// Its key in a project file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            View::Read => "read",
            View::Indicators => "indicators",
            View::Compare => "compare",
            View::Charts => "charts",
            View::Deck => "deck",
        }
    }
}
