//! The source text: only the paragraphs in view are laid out, the others have estimated heights. Figures are underlined in
//! their category's colour, what was repaired or masked is marked, and the words themselves are never changed.

use super::blocks::{self, Block, Figure, Kind};
use super::{marks, select};
use crate::app::Command;
use crate::base::Span;
use crate::indicator::Place;
use crate::library::{ObservationRef, Report};
use crate::ui::theme::{self, GRID, MARGIN};
use crate::ui::{Cx, Theme};
use eframe::egui::text::{LayoutJob, LayoutSection, TextFormat};
use eframe::egui::text_selection::LabelSelectionState;
use eframe::egui::{self, Color32, Galley, Pos2, Rect, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// The widest column of text, in letters.
const COLUMN: f32 = 48.0;
/// How long a flash lasts, in seconds.
const FLASH: f64 = 1.4;
/// Where a heading is brought to, below the upper edge.
const HEADING_LEAD: f32 = 24.0;

/// What the view remembers of the open text.
#[derive(Default)]
pub struct Source {
    blocks: Vec<Block>,
    figures: Vec<Figure>,
    /// Upper edge of each block, and of the end; in points from the top.
    tops: Vec<f32>,
    heights: Vec<f32>,
    /// The width and letter size that the heights are for.
    measured: Option<(f32, f32)>,
    /// The block at the upper edge, and how far it is scrolled out.
    anchor: (usize, f32),
    /// The offset to scroll to in the next frame.
    jump: Option<f32>,
    lead: Option<(Span, Lead)>,
    flash: Option<(Span, f64)>,
    heading: Option<usize>,
    /// A heading that was asked for stays the current one until the user scrolls.
    pinned: Option<(usize, f32)>,
    /// The byte at the upper edge that was last told.
    told: Option<u32>,
    /// The words selected with the mouse, within one paragraph.
    selected: Option<Span>,
    /// What the menu was opened over.
    pointed: Span,
    /// Words that are to become a figure, or a figure that is to be corrected; taken by the panel.
    pub wish: Option<Place>,
}

/// How a place is brought into view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    /// Exactly to the upper edge, without a flash.
    Edge,
    /// To the upper edge, with some room.
    Heading,
    /// To the upper third, unless it is in view already.
    Figure,
}

impl Source {
    /// Takes up a report.
    pub fn open(&mut self, report: &Report) {
        *self = Self { blocks: blocks::cut(report), figures: blocks::figures(report), jump: Some(0.0), ..Self::default() };
    }

    /// Takes up the same report with other corrections; what is in view stays.
    pub fn renew(&mut self, report: &Report) {
        let blocks = blocks::cut(report);
        self.figures = blocks::figures(report);
        if blocks != self.blocks {
            // Headings have other sizes than running text: heights are measured anew.
            self.blocks = blocks;
            if let Some((width, size)) = self.measured {
                self.estimate(width, size);
            }
        }
    }

    /// The heading whose section is in view.
    pub fn heading(&self) -> Option<usize> {
        self.heading
    }

    /// The words selected with the mouse.
    pub fn selected(&self) -> Option<Span> {
        self.selected.filter(|span| !span.is_empty())
    }

    /// Leads to a place in the next frame.
    pub fn lead_to(&mut self, span: Span) {
        self.lead = Some((span, Lead::Figure));
    }

    /// Brings a byte of the text to the upper edge in the next frame.
    pub fn lead_to_offset(&mut self, offset: u32) {
        self.lead = Some((Span { start: offset, end: offset }, Lead::Edge));
    }

    /// Leads to a heading in the next frame.
    pub fn lead_to_heading(&mut self, report: &Report, index: usize) {
        if let Some(heading) = report.outline.headings.get(index) {
            let start = if heading.marker.is_empty() { heading.title.start } else { heading.marker.start.min(heading.title.start) };
            self.lead = Some((Span { start, end: heading.title.end }, Lead::Heading));
            self.pinned = Some((index, f32::NAN));
        }
    }

    /// Shows the text.
    pub fn show(&mut self, ui: &mut Ui, report: &Report, cx: &mut Cx<'_>) {
        let size = cx.state.settings.text_size;
        let width = (ui.available_width() - 3.0 * MARGIN - 10.0).min(size * COLUMN).max(size * 8.0);
        let view = ui.available_size();
        let side = ((view.x - width) / 2.0).max(1.5 * MARGIN);
        if self.measured != Some((width, size)) {
            self.estimate(width, size);
        }
        if let Some((span, lead)) = self.lead.take() {
            self.carry_out(ui, report, span, lead, view.y, cx);
        }
        let mut area = ScrollArea::vertical().id_salt(("source", report.id().0)).auto_shrink([false, false]);
        let jumped = self.jump.take();
        if let Some(offset) = jumped {
            area = area.vertical_scroll_offset(offset.max(0.0));
        }
        area.show_viewport(ui, |ui, viewport| {
            // Room below the end lets the last section come to the upper edge.
            ui.set_height(self.tops.last().copied().unwrap_or(0.0) + view.y * 0.6);
            let origin = ui.max_rect().min + vec2(side, 0.0);
            self.paint_view(ui, report, origin, viewport, cx);
        });
        if self.jump.is_some() {
            ui.ctx().request_repaint();
        }
    }

    fn estimate(&mut self, width: f32, size: f32) {
        let (block, part) = self.anchor;
        let fraction = if self.height(block) > 0.0 { part / self.height(block) } else { 0.0 };
        self.measured = Some((width, size));
        self.heights = self.blocks.iter().map(|b| estimated(*b, width, size)).collect();
        self.sum();
        if self.jump.is_none() {
            self.jump = Some(self.top(block) + fraction * self.height(block));
        }
    }

    fn sum(&mut self) {
        self.tops.clear();
        let mut y = MARGIN;
        for height in &self.heights {
            self.tops.push(y);
            y += height;
        }
        self.tops.push(y);
    }

    fn top(&self, block: usize) -> f32 {
        self.tops.get(block).copied().unwrap_or(0.0)
    }

    fn height(&self, block: usize) -> f32 {
        self.heights.get(block).copied().unwrap_or(0.0)
    }

    fn block_at(&self, offset: usize) -> usize {
        self.blocks.partition_point(|b| b.span.start as usize <= offset).saturating_sub(1)
    }

    /// Scrolls to a span: lays out the paragraphs that will stand above it, so that it lands where it should.
    fn carry_out(&mut self, ui: &Ui, report: &Report, span: Span, lead: Lead, view: f32, cx: &Cx<'_>) {
        let block = self.block_at(span.start as usize);
        let Some(galley) = self.galley(ui, report, block, cx) else { return };
        let row = marks::rects(&galley, self.chars(report, block, span)).first().copied().unwrap_or(Rect::ZERO);
        let above = match lead {
            Lead::Edge => 0.0,
            Lead::Heading => HEADING_LEAD,
            Lead::Figure => view * 0.3,
        };
        let mut measured = row.top();
        let mut first = block;
        while first > 0 && measured < above {
            first -= 1;
            if let Some(galley) = self.galley(ui, report, first, cx) {
                let height = full_height(self.blocks.get(first), &galley, cx.state.settings.text_size);
                if let Some(slot) = self.heights.get_mut(first) {
                    *slot = height;
                }
                measured += height;
            }
        }
        if let Some(slot) = self.heights.get_mut(block) {
            *slot = full_height(self.blocks.get(block), &galley, cx.state.settings.text_size);
        }
        self.sum();
        let pad = before(self.blocks.get(block), cx.state.settings.text_size);
        let at = self.top(block) + pad + row.top();
        let shown = self.top(self.anchor.0) + self.anchor.1;
        let in_view = at > shown + 2.0 * MARGIN && at + row.height() < shown + view - 4.0 * MARGIN;
        if lead == Lead::Edge {
            self.jump = Some(self.top(block).max(0.0));
            return;
        }
        if lead == Lead::Heading || !in_view || self.jump.is_some() {
            self.jump = Some((at - above).max(0.0));
        }
        self.flash = Some((span, ui.input(|input| input.time)));
    }

    /// A span as characters of its block.
    fn chars(&self, report: &Report, block: usize, span: Span) -> std::ops::Range<usize> {
        let Some(block) = self.blocks.get(block) else { return 0..0 };
        let text = report.document.text.as_str();
        let count = |to: u32| {
            text.get(block.span.start as usize..to.clamp(block.span.start, block.span.end) as usize).map_or(0, |s| s.chars().count())
        };
        count(span.start)..count(span.end)
    }

    fn galley(&self, ui: &Ui, report: &Report, block: usize, cx: &Cx<'_>) -> Option<Arc<Galley>> {
        let (width, size) = self.measured?;
        let job = job(report, *self.blocks.get(block)?, width, size, cx.theme);
        Some(ui.painter().layout_job(job))
    }

    fn paint_view(&mut self, ui: &mut Ui, report: &Report, origin: Pos2, viewport: Rect, cx: &mut Cx<'_>) {
        let size = cx.state.settings.text_size;
        let top = viewport.top();
        let first = self.tops.partition_point(|&t| t <= top).saturating_sub(1).min(self.blocks.len().saturating_sub(1));
        let (mut y, mut shift, mut changed) = (self.top(first), 0.0, false);
        let mut probe = None;
        for i in first..self.blocks.len() {
            if y > viewport.bottom() {
                break;
            }
            let (Some(block), Some(galley)) = (self.blocks.get(i).copied(), self.galley(ui, report, i, cx)) else { break };
            let height = full_height(Some(&block), &galley, size);
            let difference = height - self.height(i);
            if difference.abs() > 0.5 {
                if i == first && y < top {
                    // What is in view stays where it is: the block grows upwards.
                    shift = difference;
                    y -= difference;
                }
                changed = true;
                if let Some(slot) = self.heights.get_mut(i) {
                    *slot = height;
                }
            }
            let at = pos2(origin.x, origin.y + y + before(Some(&block), size));
            let line = top + HEADING_LEAD + 2.0 * GRID;
            if probe.is_none() && y + height > line {
                let column = galley.cursor_from_pos(vec2(0.0, (line - y - before(Some(&block), size)).max(0.0))).index.0;
                probe = Some(byte_at(block.span.of(&report.document.text), column) + block.span.start as usize);
            }
            self.paint_block(ui, report, i, &galley, at, cx);
            y += height;
        }
        self.anchor = (first, top - self.top(first) + shift);
        if changed {
            self.sum();
            if shift != 0.0 {
                self.jump = Some(self.top(first) + self.anchor.1);
            }
            ui.ctx().request_repaint();
        }
        self.follow(report, top, probe);
        let edge = self.blocks.get(first).map(|block| block.span.start);
        if edge != self.told && self.jump.is_none() {
            self.told = edge;
            cx.commands.extend(edge.map(Command::Scrolled));
        }
    }

    /// Which heading's section is in view.
    fn follow(&mut self, report: &Report, top: f32, probe: Option<usize>) {
        if let Some((index, at)) = self.pinned {
            if self.jump.is_some() || at.is_nan() || (at - top).abs() < 1.0 {
                self.heading = Some(index);
                self.pinned = Some((index, if self.jump.is_some() { f32::NAN } else { top }));
                return;
            }
            self.pinned = None;
        }
        self.heading = probe.and_then(|offset| report.outline.at(offset));
    }

    fn paint_block(&mut self, ui: &mut Ui, report: &Report, index: usize, galley: &Arc<Galley>, at: Pos2, cx: &mut Cx<'_>) {
        let Some(block) = self.blocks.get(index).copied() else { return };
        if block.kind == Kind::Blank {
            return;
        }
        let rect = Rect::from_min_size(at, galley.size());
        let id = ui.scope_id().with(("block", block.span.start));
        let response = ui.interact(rect, id, Sense::click_and_drag());
        let words = block.span.of(&report.document.text);
        response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Label, true, words));
        self.paint_flash(ui, report, index, galley, at, cx);
        let selected = cx.state.selection.filter(|s| s.report == report.id());
        for figure in blocks::figures_in(&self.figures, block.span).iter().filter(|f| selected.is_some_and(|s| s.index == f.index)) {
            for row in marks::rects(galley, self.chars(report, index, figure.span)) {
                ui.painter().rect_filled(row.translate(at.to_vec2()).expand2(vec2(2.0, -2.0)), theme::RADIUS, cx.theme.accent_soft);
            }
        }
        LabelSelectionState::label_text_selection(ui, &response, at, Arc::clone(galley), cx.theme.text, Stroke::NONE);
        if let Some(selected) = select::follow(&response, galley, words, block.span, at) {
            self.selected = selected;
        }
        if response.secondary_clicked()
            && let Some(pointer) = response.interact_pointer_pos()
        {
            self.pointed = select::letter(galley, words, block.span, at, pointer);
            // A menu beside the selected words is about what it points at.
            self.selected = self.selected.filter(|span| span.overlaps(self.pointed));
        }
        let (selected, pointed) = (self.selected, self.pointed);
        response.context_menu(|ui| select::text_menu(ui, report, selected, pointed, &mut self.wish, cx));
        marks::repaired(ui, report, block, galley, at, cx);
        let mut hit = false;
        for figure in blocks::figures_in(&self.figures, block.span) {
            let rects = marks::rects(galley, self.chars(report, index, figure.span));
            hit |= marks::figure(ui, report, *figure, (&rects, at), &mut self.wish, cx);
        }
        // A click beside the figures lets go of the selected one.
        if !hit && response.clicked() && cx.state.selection.is_some() {
            cx.emit(Command::Select(None));
        }
    }

    fn paint_flash(&mut self, ui: &Ui, report: &Report, index: usize, galley: &Galley, at: Pos2, cx: &Cx<'_>) {
        let Some((span, since)) = self.flash else { return };
        #[expect(clippy::cast_possible_truncation, reason = "an opacity")]
        let left = (1.0 - (ui.input(|input| input.time) - since) / FLASH).clamp(0.0, 1.0) as f32;
        if left == 0.0 {
            self.flash = None;
            return;
        }
        let rects = marks::rects(galley, self.chars(report, index, span));
        if self.blocks.get(index).is_some_and(|block| block.span.overlaps(span)) {
            for row in rects {
                let colour = cx.theme.accent.gamma_multiply(0.35 * left);
                ui.painter().rect_filled(row.translate(at.to_vec2()).expand2(vec2(4.0, 0.0)), theme::RADIUS, colour);
            }
            ui.ctx().request_repaint();
        }
    }
}

/// The reference of a figure.
pub(super) fn reference(report: &Report, figure: Figure) -> ObservationRef {
    ObservationRef { report: report.id(), index: figure.index }
}

fn byte_at(text: &str, char: usize) -> usize {
    text.char_indices().nth(char).map_or(text.len(), |(at, _)| at)
}

fn letter_size(kind: Kind, size: f32) -> f32 {
    match kind {
        Kind::Title => size + 8.0,
        Kind::Heading(1) => size + 3.0,
        Kind::Heading(2) => size + 1.0,
        Kind::Heading(_) | Kind::Body | Kind::Blank => size,
        Kind::Furniture => size - 2.0,
    }
}

/// Space above a block.
fn before(block: Option<&Block>, size: f32) -> f32 {
    match block.map(|b| b.kind) {
        Some(Kind::Title) => size * 0.4,
        Some(Kind::Heading(1)) => size * 1.2,
        Some(Kind::Heading(2)) => size * 0.6,
        _ => 0.0,
    }
}

/// Space below a block.
fn after(block: Option<&Block>, size: f32) -> f32 {
    match block.map(|b| b.kind) {
        Some(Kind::Title) => size * 0.4,
        Some(Kind::Heading(_) | Kind::Body) => size * 0.4,
        _ => 0.0,
    }
}

fn full_height(block: Option<&Block>, galley: &Galley, size: f32) -> f32 {
    let inner = if block.is_some_and(|b| b.kind == Kind::Blank) { size * 0.6 } else { galley.size().y };
    before(block, size) + inner + after(block, size)
}

fn estimated(block: Block, width: f32, size: f32) -> f32 {
    if block.kind == Kind::Blank {
        return size * 0.6;
    }
    let letter = letter_size(block.kind, size);
    #[expect(clippy::cast_precision_loss, reason = "an estimate of a height")]
    let rows = (block.span.len() as f32 / 3.0 * letter / width).ceil().max(1.0);
    before(Some(&block), size) + rows * (letter * theme::LEADING).round() + after(Some(&block), size)
}

/// The layout of a block: headings strong, furniture weak, everything else as it stands.
fn job(report: &Report, block: Block, width: f32, size: f32, theme: &Theme) -> LayoutJob {
    let text = block.span.of(&report.document.text);
    let letter = letter_size(block.kind, size);
    let format = |strong: bool, color: Color32| TextFormat {
        font_id: if strong { theme::strong(letter) } else { theme::plain(letter) },
        line_height: Some((letter * theme::LEADING).round()),
        color,
        ..TextFormat::default()
    };
    let mut job = LayoutJob { text: text.to_owned(), ..LayoutJob::default() };
    job.wrap.max_width = width;
    let base = match block.kind {
        Kind::Title | Kind::Heading(_) => format(true, theme.text),
        Kind::Furniture => format(false, theme.faint),
        Kind::Body | Kind::Blank => format(false, theme.text),
    };
    let mut at = 0;
    let mut push = |job: &mut LayoutJob, to: usize, format: TextFormat| {
        if to > at {
            let byte_range = at.into()..to.into();
            job.sections.push(LayoutSection { leading_space: 0.0, byte_range, format });
            at = to;
        }
    };
    if block.kind == Kind::Body {
        for (from, to, strong) in marks::runs(report, block) {
            push(&mut job, from, base.clone());
            push(&mut job, to, if strong { format(true, theme.text) } else { format(false, theme.faint) });
        }
    }
    push(&mut job, text.len(), base);
    job
}
