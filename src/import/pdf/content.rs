//! Walks the drawing instructions of a page and notes where each character stands. Knows nothing of lines.

use super::font::Font;
use super::rules::{Paths, Rules};
use super::stream::Budget;
use crate::base::Progress;
use crate::import::{ImportError, limits};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, ObjRef, Object, Stream};
use hayro_syntax::page::{Page, Resources};
use std::collections::HashMap;

/// One character on a page. Points, from the lower left corner of the page as it is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// What it says.
    pub(super) c: char,
    /// Its left edge.
    pub(super) x0: f32,
    /// Its right edge.
    pub(super) x1: f32,
    /// Its baseline.
    pub(super) y: f32,
    /// Its height.
    pub(super) size: f32,
}

/// A map of the plane: `[a b c d e f]` as in the PDF reference.
type Matrix = [f64; 6];

/// First `a`, then `b`.
fn then(a: &Matrix, b: &Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Fonts already read, by their place in the file.
#[derive(Default)]
pub(super) struct Fonts(HashMap<ObjRef, Option<usize>>, Vec<Font>);

/// What is shared by all pages of one file.
#[derive(Default)]
pub(super) struct Reader {
    fonts: Fonts,
    /// What is left to unpack.
    pub(super) budget: Budget,
    instructions: u64,
    glyphs: usize,
}

/// What `q` keeps and `Q` brings back.
#[derive(Clone, Copy)]
struct State {
    place: Matrix,
    font: Option<usize>,
    size: f64,
    letter_gap: f64,
    word_gap: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// One page being walked. Characters are kept apart by which way they run: right, up, left, down.
struct Walk<'r, 'p> {
    reader: &'r mut Reader,
    progress: &'p Progress,
    found: [Vec<Glyph>; 4],
    paths: Paths,
}

/// What stands on a page.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// Its characters, in the order in which they were drawn.
    pub(super) glyphs: Vec<Glyph>,
    /// The straight lines.
    pub(super) rules: Rules,
}

/// A point of the page, turned so that what runs `way` runs to the right.
fn turn(way: usize, (x, y): (f64, f64)) -> (f64, f64) {
    match way {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    }
}

impl Reader {
    /// The characters and lines of a page. Where most characters run upwards or downwards, the page is turned; the others
    /// are left out.
    ///
    /// # Errors
    /// When the file gets beyond the limits, or the user stopped it.
    pub(super) fn page(&mut self, page: &Page<'_>, progress: &Progress) -> Result<Drawn, ImportError> {
        let content = self.content(page)?;
        let start = page.initial_transform(false).as_coeffs();
        let mut walk = Walk { reader: self, progress, found: Default::default(), paths: Paths::default() };
        walk.instructions(&content, page.resources(), start, 0)?;
        let most = walk.found.iter().map(Vec::len).max().unwrap_or(0);
        let way = walk.found.iter().position(|glyphs| glyphs.len() == most).unwrap_or(0);
        let rules = walk.paths.rules(|point| turn(way, point));
        Ok(Drawn { glyphs: walk.found.into_iter().nth(way).unwrap_or_default(), rules })
    }

    fn content(&mut self, page: &Page<'_>) -> Result<Vec<u8>, ImportError> {
        let dict = page.raw();
        if let Some(stream) = dict.get::<Stream<'_>>(keys::CONTENTS) {
            return self.budget.unpack(&stream);
        }
        let mut all = Vec::new();
        for stream in dict.get::<Array<'_>>(keys::CONTENTS).iter().flat_map(|list| list.iter::<Stream<'_>>()) {
            all.append(&mut self.budget.unpack(&stream)?);
            all.push(b'\n');
        }
        Ok(all)
    }

    fn font(&mut self, resources: &Resources<'_>, name: &Name<'_>) -> Result<Option<usize>, ImportError> {
        let place = resources.fonts.get_ref(name);
        if let Some(known) = place.and_then(|place| self.fonts.0.get(&place)) {
            return Ok(*known);
        }
        if self.fonts.1.len() >= limits::PDF_FONTS {
            return Ok(None);
        }
        let index = match resources.get_font(name) {
            Some(dict) => {
                self.fonts.1.push(Font::read(&dict, &mut self.budget)?);
                Some(self.fonts.1.len() - 1)
            }
            None => None,
        };
        if let Some(place) = place {
            self.fonts.0.insert(place, index);
        }
        Ok(index)
    }
}

impl Walk<'_, '_> {
    fn instructions(&mut self, content: &[u8], resources: &Resources<'_>, start: Matrix, depth: usize) -> Result<(), ImportError> {
        let mut state =
            State { place: start, font: None, size: 0.0, letter_gap: 0.0, word_gap: 0.0, stretch: 1.0, leading: 0.0, rise: 0.0 };
        let mut kept: Vec<State> = Vec::new();
        let (mut text, mut line) = (IDENTITY, IDENTITY);
        let mut all = TypedIter::new(content);
        while let Some(op) = all.next() {
            self.reader.instructions += 1;
            if self.reader.instructions > limits::PDF_INSTRUCTIONS {
                return Err(ImportError::TooLong);
            }
            if self.reader.instructions.is_multiple_of(65_536) && self.progress.is_cancelled() {
                return Err(ImportError::Cancelled);
            }
            let mut go = |line: &mut Matrix, x: f64, y: f64| {
                *line = then(&[1.0, 0.0, 0.0, 1.0, x, y], line);
                text = *line;
            };
            match op {
                Op::SaveState(_) if kept.len() < limits::PDF_DEPTH * 64 => kept.push(state),
                Op::RestoreState(_) => state = kept.pop().unwrap_or(state),
                Op::Transform(m) => {
                    state.place = then(&[m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f64()), &state.place);
                }
                Op::BeginText(_) => (text, line) = (IDENTITY, IDENTITY),
                Op::SetTextMatrix(m) => {
                    line = [m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f64());
                    text = line;
                }
                Op::NextLine(by) => go(&mut line, by.0.as_f64(), by.1.as_f64()),
                Op::NextLineAndSetLeading(by) => {
                    state.leading = -by.1.as_f64();
                    go(&mut line, by.0.as_f64(), by.1.as_f64());
                }
                Op::NextLineUsingLeading(_) => go(&mut line, 0.0, -state.leading),
                Op::CharacterSpacing(n) => state.letter_gap = n.0.as_f64(),
                Op::WordSpacing(n) => state.word_gap = n.0.as_f64(),
                Op::HorizontalScaling(n) => state.stretch = n.0.as_f64() / 100.0,
                Op::TextLeading(n) => state.leading = n.0.as_f64(),
                Op::TextRise(n) => state.rise = n.0.as_f64(),
                Op::TextFont(font) => {
                    state.font = self.reader.font(resources, font.0)?;
                    state.size = font.1.as_f64();
                }
                Op::ShowText(words) => self.show(&state, &mut text, words.0.as_bytes())?,
                Op::NextLineAndShowText(words) => {
                    go(&mut line, 0.0, -state.leading);
                    self.show(&state, &mut text, words.0.as_bytes())?;
                }
                Op::ShowTextWithParameters(words) => {
                    (state.word_gap, state.letter_gap) = (words.0.as_f64(), words.1.as_f64());
                    go(&mut line, 0.0, -state.leading);
                    self.show(&state, &mut text, words.2.as_bytes())?;
                }
                Op::ShowTexts(parts) => {
                    for part in parts.0.iter::<Object<'_>>() {
                        match part {
                            Object::String(words) => self.show(&state, &mut text, words.as_bytes())?,
                            Object::Number(n) => {
                                let by = -n.as_f64() / 1000.0 * state.size * state.stretch;
                                text = then(&[1.0, 0.0, 0.0, 1.0, by, 0.0], &text);
                            }
                            _ => {}
                        }
                    }
                }
                Op::XObject(name) if depth < limits::PDF_DEPTH => {
                    if let Some(form) = resources.get_x_object(name.0).filter(is_form) {
                        self.form(&form, resources, &state, depth)?;
                    }
                }
                op => self.path(&op, &state.place),
            }
        }
        Ok(())
    }

    /// Draws a path on, or paints it.
    fn path(&mut self, op: &Op<'_, '_>, place: &Matrix) {
        let on_page = |x: f64, y: f64| {
            let map = then(&[1.0, 0.0, 0.0, 1.0, x, y], place);
            (map[4], map[5])
        };
        let paths = &mut self.paths;
        match op {
            Op::MoveTo(to) => paths.go(on_page(to.0.as_f64(), to.1.as_f64())),
            Op::LineTo(to) => paths.draw(on_page(to.0.as_f64(), to.1.as_f64()), false),
            Op::CubicTo(c) => paths.draw(on_page(c.4.as_f64(), c.5.as_f64()), true),
            Op::CubicStartTo(c) => paths.draw(on_page(c.2.as_f64(), c.3.as_f64()), true),
            Op::CubicEndTo(c) => paths.draw(on_page(c.2.as_f64(), c.3.as_f64()), true),
            Op::RectPath(r) => {
                let (x, y, width, height) = (r.0.as_f64(), r.1.as_f64(), r.2.as_f64(), r.3.as_f64());
                paths.go(on_page(x, y));
                paths.draw(on_page(x + width, y), false);
                paths.draw(on_page(x + width, y + height), false);
                paths.draw(on_page(x, y + height), false);
                paths.close();
            }
            Op::ClosePath(_) => paths.close(),
            Op::StrokePath(_) => paths.paint(true, false),
            Op::CloseAndStrokePath(_) | Op::CloseFillAndStrokeEvenOdd(_) | Op::CloseFillAndStrokeNonZero(_) => {
                paths.close();
                paths.paint(true, true);
            }
            Op::FillAndStrokeEvenOdd(_) | Op::FillAndStrokeNonZero(_) => paths.paint(true, true),
            Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) | Op::FillPathEvenOdd(_) => paths.paint(false, true),
            Op::EndPath(_) => paths.paint(false, false),
            _ => {}
        }
    }

    /// A drawing within the drawing.
    fn form(&mut self, form: &Stream<'_>, outer: &Resources<'_>, state: &State, depth: usize) -> Result<(), ImportError> {
        let content = self.reader.budget.unpack(form)?;
        let mut place = IDENTITY;
        for (slot, n) in place.iter_mut().zip(form.dict().get::<Array<'_>>("Matrix").iter().flat_map(|m| m.iter::<f32>())) {
            *slot = f64::from(n);
        }
        let resources = form.dict().get::<Dict<'_>>("Resources").map_or_else(|| outer.clone(), Resources::new);
        self.instructions(&content, &resources, then(&place, &state.place), depth + 1)
    }

    fn show(&mut self, state: &State, text: &mut Matrix, mut bytes: &[u8]) -> Result<(), ImportError> {
        let Some(font) = state.font.and_then(|index| self.reader.fonts.1.get_mut(index)) else { return Ok(()) };
        while let Some(shown) = font.next(bytes) {
            let width = f64::from(shown.width) * state.size;
            let spacing = state.letter_gap + if shown.is_space { state.word_gap } else { 0.0 };
            let map = then(text, &state.place);
            *text = then(&[1.0, 0.0, 0.0, 1.0, (width + spacing) * state.stretch, 0.0], text);
            bytes = bytes.get(usize::from(shown.bytes)..).unwrap_or(&[]);
            // Which way it runs, and the page turned so that it runs to the right.
            let way = if map[0].abs() >= map[1].abs() {
                if map[0] >= 0.0 { 0 } else { 2 }
            } else if map[1] > 0.0 {
                1
            } else {
                3
            };
            let (along, up) = (map[0].hypot(map[1]), map[2].hypot(map[3]));
            let (x, y) = (map[4] + map[2] * state.rise, map[5] + map[3] * state.rise);
            let (x, y) = turn(way, (x, y));
            let (width, size) = (width * state.stretch * along, state.size.abs() * up);
            // Slanted words, as a stamp or a watermark has them, are no part of the text.
            let slanted = map[0].abs().min(map[1].abs()) > 0.2 * along;
            if slanted || ![x, y, width, size].iter().all(|n| n.is_finite() && n.abs() < 1e5) || size < 0.5 {
                continue;
            }
            self.reader.glyphs += 1;
            if self.reader.glyphs > limits::PDF_GLYPHS {
                return Err(ImportError::TooLong);
            }
            let count = shown.text.chars().count().max(1);
            let Some(found) = self.found.get_mut(way) else { continue };
            for (index, c) in shown.text.chars().enumerate().take(8) {
                #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "points on a page, checked above")]
                let edge = |i: usize| (x + width * i as f64 / count as f64) as f32;
                #[expect(clippy::cast_possible_truncation, reason = "points on a page, checked above")]
                found.push(Glyph { c, x0: edge(index), x1: edge(index + 1), y: y as f32, size: size as f32 });
            }
        }
        Ok(())
    }
}

/// Whether an object drawn by name is a drawing, not a picture.
fn is_form(object: &Stream<'_>) -> bool {
    object.dict().get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_ref() == b"Form")
}
