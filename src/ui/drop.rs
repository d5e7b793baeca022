//! Files dragged over the window. The whole window is the drop zone: the system tells paths, but not where.

use super::Cx;
use super::theme::{self, GAP, GRID, MARGIN};
use crate::app::Command;
use crate::app::import::{is_project, is_supported, shown_name};
use eframe::egui::{self, Align2, Id, LayerId, Order, Stroke, StrokeKind, vec2};
use std::path::{Path, PathBuf};

/// How many names of unsupported files are shown.
const NAMES: usize = 6;

/// Shows what a drop would do, and takes in what was dropped.
pub(super) fn take(ctx: &egui::Context, cx: &mut Cx<'_>) {
    let (hovered, dropped): (Vec<PathBuf>, Vec<PathBuf>) = ctx.input(|input| {
        (
            input.raw.hovered_files.iter().filter_map(|file| file.path.clone()).collect(),
            input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect(),
        )
    });
    if !dropped.is_empty() {
        cx.emit(Command::Import(dropped));
    } else if !hovered.is_empty() {
        overlay(ctx, &hovered, cx);
    }
}

/// Whether a name without a known ending may be a folder. Asking the disk is not the window's business.
fn may_be_taken(path: &Path) -> bool {
    path.extension().is_none() || is_supported(path) || is_project(path)
}

fn overlay(ctx: &egui::Context, paths: &[PathBuf], cx: &Cx<'_>) {
    let refused: Vec<String> = paths.iter().filter(|path| !may_be_taken(path)).map(|path| shown_name(path)).collect();
    let taken = paths.len() - refused.len();
    let screen = ctx.content_rect();
    let painter = ctx.layer_painter(LayerId::new(Order::Foreground, Id::unique("drop")));
    painter.rect_filled(screen, 0.0, cx.theme.paper.gamma_multiply(0.93));
    let frame = screen.shrink(MARGIN);
    painter.rect_stroke(frame, 2.0 * GRID, Stroke::new(2.0, cx.theme.accent), StrokeKind::Inside);
    let title = if taken > 0 { cx.t.tell("drop.open", &[("count", &taken.to_string())]) } else { cx.t.say("drop.nothing").to_owned() };
    let ink = if taken > 0 { cx.theme.accent } else { cx.theme.error };
    let at = painter.text(frame.center(), Align2::CENTER_BOTTOM, title, theme::strong(theme::size::LARGE), ink);
    if refused.is_empty() {
        return;
    }
    let mut lines: Vec<&str> = refused.iter().take(NAMES).map(String::as_str).collect();
    let more = refused.len().saturating_sub(NAMES);
    let tail = cx.t.tell("drop.more", &[("count", &more.to_string())]);
    if more > 0 {
        lines.push(&tail);
    }
    let head = at.center_bottom() + vec2(0.0, 2.0 * GAP);
    let at = painter.text(head, Align2::CENTER_TOP, cx.t.say("drop.refused"), theme::plain(theme::size::BODY), cx.theme.weak);
    painter.text(
        at.center_bottom() + vec2(0.0, GAP),
        Align2::CENTER_TOP,
        lines.join("\n"),
        theme::plain(theme::size::BODY),
        cx.theme.error,
    );
}
