//! Many charts on pages, counted through, and at the end the place of every figure on them.

use super::citations::{Citation, Citations};
use super::setup::Setup;
use super::{Page, compose, lay_out};
use crate::chart::fonts::Font;
use crate::chart::palette::{INK, INK_SOFT, NAVY, RULE};
use crate::chart::scene::{Anchor, Scene, Stroke, Style, at};
use crate::chart::spec::ChartSpec;
use crate::chart::text;
use crate::library::Library;

/// The most pages that places of figures take: a deck of thousands of figures is a table, not a page.
const MOST_SOURCE_PAGES: usize = 40;

/// Pages, and the same as they are printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deck {
    /// The pages with charts.
    pub pages: Vec<Page>,
    /// Every page as it is printed: those with charts, then those with places of figures.
    pub scenes: Vec<Scene>,
}

/// Puts charts on pages.
#[must_use]
pub fn deck(charts: &[ChartSpec], library: &Library, setup: &Setup) -> Deck {
    let citations = setup.sources.then(|| Citations::of(charts.iter().flat_map(ChartSpec::sources), library));
    let (mut figures, mut tables) = (0, 0);
    let mut pages: Vec<Page> = Vec::new();
    for some in charts.chunks(setup.per_page.max(1)) {
        let page = compose(some, library, setup, citations.as_ref());
        let own = page.items.iter().filter(|item| item.is_table()).count();
        pages.push(Page { before: (figures, tables), ..page });
        (figures, tables) = (figures + some.len() - own, tables + own);
    }
    let lists: Vec<Vec<Entry>> = citations.map(|citations| on_pages(&citations, &pages, setup)).unwrap_or_default();
    let count = pages.len() + lists.len();
    for (index, page) in pages.iter_mut().enumerate() {
        page.number = (index + 1, count);
    }
    let mut scenes: Vec<Scene> = pages.iter().map(lay_out).collect();
    for (index, list) in lists.iter().enumerate() {
        scenes.push(sources_page(list, (pages.len() + index + 1, count), setup));
    }
    if setup.grey {
        scenes.iter_mut().for_each(Scene::turn_grey);
    }
    Deck { pages, scenes }
}

/// One place of figures, cut into lines.
struct Entry {
    number: String,
    quote: Vec<String>,
    place: Vec<String>,
}

impl Entry {
    fn height(&self) -> f32 {
        QUOTE * self.quote.len() as f32 + PLACE * self.place.len() as f32 + 2.2
    }
}

/// Heights of lines in mm.
const QUOTE: f32 = 5.2;
const PLACE: f32 = 4.4;
/// Room for the number at the left.
const NUMBER: f32 = 11.0;
/// From the upper edge to the first entry, and from the last one to the lower edge.
const TOP: f32 = 32.0;
const BOTTOM: f32 = 24.0;

fn quote_style() -> Style {
    Style::new(Font::Sans, 10.5, INK)
}

fn place_style() -> Style {
    Style::new(Font::Sans, 8.5, INK_SOFT)
}

/// The entries page by page.
fn on_pages(citations: &Citations, pages: &[Page], setup: &Setup) -> Vec<Vec<Entry>> {
    let paper = setup.paper();
    let width = paper.width - 2.0 * paper.margin - NUMBER;
    let room = paper.height - TOP - BOTTOM;
    let mut lists: Vec<Vec<Entry>> = Vec::new();
    let mut used = f32::MAX;
    for (number, citation) in (1_usize..).zip(citations.list()) {
        let entry = entry(number, citation, citations, pages, width);
        if used + entry.height() > room {
            if lists.len() == MOST_SOURCE_PAGES {
                break;
            }
            lists.push(Vec::new());
            used = 0.0;
        }
        used += entry.height();
        if let Some(last) = lists.last_mut() {
            last.push(entry);
        }
    }
    lists
}

fn entry(number: usize, citation: &Citation, citations: &Citations, pages: &[Page], width: f32) -> Entry {
    let (quote, place) = (quote_style(), place_style());
    let words = if citation.is_cell { citation.excerpt() } else { format!("“{}”", citation.excerpt()) };
    // Which figures show it: 图1、表2.
    let mut shown: Vec<String> = Vec::new();
    for page in pages {
        for (label, item) in page.labels() {
            if let super::PageItem::Chart(spec) = item
                && spec.sources().any(|at| citations.number(at) == Some(number))
            {
                shown.push(label);
            }
        }
    }
    let told = format!("{}　{}", citation.place(), shown.join("、"));
    Entry {
        number: format!("〔{number}〕"),
        quote: text::wrap(&words, quote.font, quote.size, width, 4),
        place: text::wrap(&told, place.font, place.size, width, 2),
    }
}

/// 数据出处 on one page.
fn sources_page(list: &[Entry], (number, count): (usize, usize), setup: &Setup) -> Scene {
    let paper = setup.paper();
    let mut scene = Scene::new(paper.width, paper.height);
    let title = Style::new(Font::SerifBold, 18.0, INK);
    scene.text("数据出处", at(paper.margin, 14.0 + title.size * text::ASCENT), Anchor::Start, title);
    let (quote, place) = (quote_style(), place_style());
    let bold = quote.in_font(Font::SansBold).in_colour(NAVY);
    let mut y = TOP;
    for entry in list {
        scene.text(&entry.number, at(paper.margin - 1.5, y + QUOTE * 0.75), Anchor::Start, bold);
        for line in &entry.quote {
            scene.text(line, at(paper.margin + NUMBER, y + QUOTE * 0.75), Anchor::Start, quote);
            y += QUOTE;
        }
        for line in &entry.place {
            scene.text(line, at(paper.margin + NUMBER, y + PLACE * 0.75), Anchor::Start, place);
            y += PLACE;
        }
        y += 2.2;
    }
    let (left, right, footer) = (paper.margin, paper.width - paper.margin, paper.height - 15.0);
    scene.line(at(left, footer - 4.6), at(right, footer - 4.6), Stroke::new(RULE, 0.2));
    let told = scene.text(&format!("第{number}页　共{count}页"), at(right, footer), Anchor::End, place);
    if let Some(note) = super::missing_glyphs(list.iter().flat_map(|entry| entry.quote.iter().chain(&entry.place)).map(String::as_str)) {
        let room = told.x - left - 4.0;
        scene.text(&text::fit(&format!("注：{note}。"), place.font, place.size, room), at(left, footer), Anchor::Start, place);
    }
    scene
}
