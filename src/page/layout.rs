//! A page on paper: title and subtitle, a grid of figures with number and title above each, notes and sources at the
//! foot, thin rules, page number. Nothing overlaps: what is above is measured before what is below is put.

use super::{MOST_ITEMS, Page, PageItem};
use crate::chart::fonts::Font;
use crate::chart::layout;
use crate::chart::palette::{INK, INK_SOFT, RULE};
use crate::chart::scene::{Anchor, Rect, Scene, Stroke, Style, at};
use crate::chart::text;

/// Space between figures, in mm.
const GUTTER: f32 = 10.0;
/// Height of the row that holds a figure's number and title.
const FIGURE_TITLE: f32 = 7.0;
/// Height of a line of notes.
const NOTE_LINE: f32 = 4.3;

/// Lays the page out.
#[must_use]
pub fn lay_out(page: &Page) -> Scene {
    let paper = page.paper;
    let mut scene = Scene::new(paper.width, paper.height);
    let content = Rect::new(paper.margin, 12.0, paper.width - 2.0 * paper.margin, paper.height - 24.0);
    let top = draw_title(page, content, &mut scene);
    let bottom = draw_foot(page, content, &mut scene);
    let body = Rect::new(content.x, top, content.w, (bottom - top).max(10.0));
    for ((label, item), frame) in page.labels().zip(frames(page, body)) {
        draw_item(&label, item, frame, &mut scene);
    }
    scene
}

/// Title and subtitle, centred; gives where the body begins.
fn draw_title(page: &Page, content: Rect, scene: &mut Scene) -> f32 {
    let middle = content.centre().x;
    let mut style = Style::new(Font::SerifBold, 22.0, INK);
    let mut lines = text::wrap(&page.title, style.font, style.size, content.w, 1);
    if lines.first().is_some_and(|line| line.ends_with('…')) {
        style = Style::new(Font::SerifBold, 16.0, INK);
        lines = text::wrap(&page.title, style.font, style.size, content.w, 2);
    }
    let mut y = content.y;
    if !page.header.is_empty() {
        let soft = Style::new(Font::Sans, 9.0, INK_SOFT);
        let words = text::fit(&page.header, soft.font, soft.size, content.w);
        scene.text(&words, at(content.right(), y - 1.5), Anchor::End, soft);
        y += 1.5;
    }
    for line in &lines {
        scene.text(line, at(middle, y + style.size * text::ASCENT), Anchor::Middle, style);
        y += style.size * 1.3;
    }
    if !page.subtitle.is_empty() {
        let soft = Style::new(Font::Sans, 10.5, INK_SOFT);
        let words = text::fit(&page.subtitle, soft.font, soft.size, content.w);
        scene.text(&words, at(middle, y + soft.size * text::ASCENT), Anchor::Middle, soft);
        y += soft.size * 1.3;
    }
    y + 2.5
}

/// Notes, sources, and the footer below its rule; gives where the body must end.
fn draw_foot(page: &Page, content: Rect, scene: &mut Scene) -> f32 {
    let style = Style::new(Font::Sans, 8.5, INK_SOFT);
    let footer = content.bottom() - 3.0;
    scene.line(at(content.x, footer - 4.6), at(content.right(), footer - 4.6), Stroke::new(RULE, 0.2));
    let (number, count) = page.number;
    let right = scene.text(&format!("第{number}页　共{count}页"), at(content.right(), footer), Anchor::End, style);
    let room = (right.x - content.x - 4.0).max(10.0);
    let left = scene.text(&text::fit(&page.as_of, style.font, style.size, room), at(content.x, footer), Anchor::Start, style);
    if !page.footer.is_empty() {
        let middle = (left.right() + right.x) / 2.0;
        let words = text::fit(&page.footer, style.font, style.size, (right.x - left.right() - 8.0).max(1.0));
        scene.text(&words, at(middle, footer), Anchor::Middle, style);
    }

    draw_notes(page, Rect { h: footer - 6.6 - content.y, ..content }, scene)
}

/// Notes and sources at the foot of an area; gives where what stands above must end.
fn draw_notes(page: &Page, area: Rect, scene: &mut Scene) -> f32 {
    let style = Style::new(Font::Sans, 8.5, INK_SOFT);
    let mut lines = Vec::new();
    if let Some(notes) = page.notes_line() {
        lines.extend(text::wrap(&notes, style.font, style.size, area.w, 3));
    }
    if !page.source.is_empty() {
        lines.extend(text::wrap(&format!("数据来源：{}", page.source), style.font, style.size, area.w, 4));
    }
    let top = area.bottom() - NOTE_LINE * lines.len() as f32;
    for (row, line) in lines.iter().enumerate() {
        scene.text(line, at(area.x, top + NOTE_LINE * (row as f32 + 0.85)), Anchor::Start, style);
    }
    top - 2.5
}

/// The page's first item alone, as a picture for another document: its title without a number, notes and sources below it.
#[must_use]
pub fn figure(page: &Page) -> Scene {
    const MARGIN: f32 = 4.0;
    let first = page.items.first();
    // A table is as high as its rows need.
    let rows = match first {
        Some(PageItem::Chart(spec)) if spec.kind.is_table() => spec.categories.len().max(spec.series.len()),
        _ => 0,
    };
    let mut scene = Scene::new(160.0, (40.0 + 6.0 * rows as f32).clamp(100.0, 220.0));
    let area = Rect::new(MARGIN, MARGIN, scene.width - 2.0 * MARGIN, scene.height - 2.0 * MARGIN);
    let bottom = draw_notes(page, area, &mut scene);
    if let Some(item) = first {
        draw_item("", item, Rect { h: (bottom - area.y).max(10.0), ..area }, &mut scene);
    }
    scene
}

/// The frames of the items: one fills the body, up to four stand in two columns, more in three; upright pages have a column
/// less. A table of words takes a whole row no higher than it needs.
fn frames(page: &Page, body: Rect) -> Vec<Rect> {
    let items = page.items.get(..page.items.len().min(MOST_ITEMS)).unwrap_or(&page.items);
    // Upright pages are too narrow for two charts side by side until there are many.
    let columns = match (items.len(), page.paper.width > page.paper.height) {
        (0 | 1, _) | (2 | 3, false) => 1,
        (5.., true) => 3,
        _ => 2,
    };
    let mut rows: Vec<Vec<&PageItem>> = Vec::new();
    for item in items {
        let wide = matches!(item, PageItem::Table(_));
        match rows.last_mut() {
            Some(row) if !wide && row.len() < columns && row.iter().all(|i| matches!(i, PageItem::Chart(_))) => row.push(item),
            _ => rows.push(vec![item]),
        }
    }
    let table_height = |row: &[&PageItem]| match row {
        [PageItem::Table(table)] => Some((table.height() + FIGURE_TITLE).min(body.h * 0.6)),
        _ => None,
    };
    let gaps = 5.0 * rows.len().saturating_sub(1) as f32;
    let fixed: f32 = rows.iter().filter_map(|row| table_height(row)).sum();
    let free = rows.iter().filter(|row| table_height(row).is_none()).count().max(1) as f32;
    let chart_height = ((body.h - gaps - fixed) / free).max(10.0);
    let mut frames = Vec::new();
    let mut y = body.y;
    for row in &rows {
        let height = table_height(row).unwrap_or(chart_height);
        let wide = matches!(row.as_slice(), [PageItem::Table(_)]) || columns == 1;
        let width = if wide { body.w } else { (body.w - GUTTER * (columns - 1) as f32) / columns as f32 };
        // A row that is not full stands in the middle.
        let used = (width + GUTTER) * row.len() as f32 - GUTTER;
        let indent = if wide { 0.0 } else { (body.w - used) / 2.0 };
        frames.extend((0..row.len()).map(|i| Rect::new(body.x + indent + (width + GUTTER) * i as f32, y, width, height)));
        y += height + 5.0;
    }
    frames
}

/// 图 1　title, and the item below it.
fn draw_item(label: &str, item: &PageItem, frame: Rect, scene: &mut Scene) {
    let title = item.title();
    let mut style = Style::new(Font::SansBold, 11.0, INK);
    let words = if label.is_empty() { title.to_owned() } else { format!("{label}　{title}") };
    let width = style.width(&words);
    style = style.scaled((frame.w / width.max(0.1)).clamp(0.75, 1.0));
    let words = text::fit(&words, style.font, style.size, frame.w);
    scene.text(&words, at(frame.centre().x, frame.y + style.size * text::ASCENT), Anchor::Middle, style);
    let inner = Rect::new(frame.x, frame.y + FIGURE_TITLE, frame.w, (frame.h - FIGURE_TITLE).max(1.0));
    match item {
        PageItem::Chart(spec) => layout::draw(spec, inner, scene),
        PageItem::Table(table) => table.draw(inner, scene),
    }
}
