//! The value axis: round ticks over the data.

use super::board::{Board, centred};
use crate::chart::numbers;
use crate::chart::palette::{INK, RULE};
use crate::chart::scene::{Anchor, Rect, Stroke, at};
use crate::chart::spec::ChartSpec;

/// Round ticks, and the place of a value between the ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    ticks: Vec<f64>,
    low: f64,
    high: f64,
    decimals: usize,
}

impl Axis {
    /// An axis over the values with about `wanted` ticks; from zero, or (for lines) from nearer by when all values lie
    /// far from it. Leaves room for a label beyond the outermost values.
    pub fn over(values: impl IntoIterator<Item = f64>, from_zero: bool, wanted: usize) -> Self {
        let (mut low, mut high) = values.into_iter().fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        let spread = high - low;
        if from_zero || spread > 0.4 * high.abs().max(low.abs()) || spread == 0.0 {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        if high - low <= f64::MIN_POSITIVE {
            high = low + 1.0;
        }
        let room = 0.1 * (high - low);
        let step = nice((high - low) / wanted.max(2) as f64);
        let mut first = (low / step).floor();
        let mut last = (high / step).ceil();
        if low < 0.0 && low - first * step < room {
            first -= 1.0;
        }
        if high > 0.0 && last * step - high < room {
            last += 1.0;
        }
        if low > 0.0 && first * step > 0.0 && low - first * step < room * 0.5 {
            first -= 1.0;
        }
        let decimals = (-(step.log10() + 1e-9).floor()).max(0.0);
        let count = ((last - first) as usize).min(40);
        let ticks = (0..=count).map(|i| (first + i as f64) * step).collect();
        Self { ticks, low: first * step, high: last * step, decimals: decimals as usize }
    }

    /// From 0 to 100 %.
    pub fn percent() -> Self {
        Self { ticks: (0..=5).map(|i| f64::from(i) * 20.0).collect(), low: 0.0, high: 100.0, decimals: 0 }
    }

    /// From the least to the greatest value, without ticks.
    pub fn tight(values: impl IntoIterator<Item = f64>) -> Self {
        let (low, high) = values.into_iter().fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
        let (low, high) = if low > high { (0.0, 1.0) } else { (low, high) };
        // One value stands in the middle.
        let room = if high - low <= f64::MIN_POSITIVE { high.abs().max(1.0) * 0.5 } else { 0.0 };
        Self { ticks: Vec::new(), low: low - room, high: high + room, decimals: 0 }
    }

    /// From the least to the greatest value and zero, without ticks.
    pub fn exact(values: impl IntoIterator<Item = f64>) -> Self {
        let (low, high) = values.into_iter().fold((0.0_f64, 0.0_f64), |(l, h), v| (l.min(v), h.max(v)));
        let high = if high - low <= f64::MIN_POSITIVE { low + 1.0 } else { high };
        Self { ticks: Vec::new(), low, high, decimals: 0 }
    }

    /// How far a value lies from the low end, 0 to 1.
    pub fn fraction(&self, value: f64) -> f32 {
        (((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)) as f32
    }

    /// The height of a value in a plot.
    pub fn y(&self, value: f64, plot: Rect) -> f32 {
        plot.bottom() - self.fraction(value) * plot.h
    }

    /// The words at a tick.
    fn words(&self, tick: f64) -> String {
        // A multiple of the step may come out as −0 or as 1e-17.
        let tick = if tick.abs() < (self.high - self.low) * 1e-9 { 0.0 } else { tick };
        numbers::tick(tick, self.decimals)
    }

    /// The ticks with their words.
    pub fn ticks(&self) -> impl Iterator<Item = (f64, String)> + '_ {
        self.ticks.iter().map(|&tick| (tick, self.words(tick)))
    }

    /// The low and the high end.
    #[must_use]
    pub fn range(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// From one tick to the next.
    #[must_use]
    pub fn step(&self) -> f64 {
        if let [first, second, ..] = self.ticks.as_slice() { second - first } else { self.high - self.low }
    }

    /// The width of the widest tick label, and a gap.
    pub fn label_width(&self, board: &Board) -> f32 {
        self.ticks.iter().map(|&t| board.label().width(&self.words(t))).fold(0.0, f32::max) + 1.6
    }

    /// Draws level grid lines with their labels left of the plot, and a dark line at zero.
    pub fn draw_rows(&self, plot: Rect, board: &mut Board) {
        let style = board.label();
        for &tick in &self.ticks {
            let y = self.y(tick, plot);
            let zero = tick.abs() < (self.high - self.low) * 1e-9;
            let stroke = if zero { Stroke::new(INK, 0.3) } else { Stroke::new(RULE, 0.18) };
            board.scene.line(at(plot.x, y), at(plot.right(), y), stroke);
            board.put(&self.words(tick), at(plot.x - 1.6, centred(y, style)), Anchor::End, style);
        }
    }

    /// Draws the labels alone, right of the plot.
    pub fn draw_labels_right(&self, plot: Rect, board: &mut Board) {
        let style = board.label();
        for &tick in &self.ticks {
            board.put(&self.words(tick), at(plot.right() + 1.6, centred(self.y(tick, plot), style)), Anchor::Start, style);
        }
    }

    /// Ticks that fit a plot of this height.
    pub fn wanted(height: f32) -> usize {
        ((height / 12.0) as usize).clamp(2, 6)
    }
}

/// The axes of amounts and of their growth, the chart's last run: bars keep to the lower part, the line to the upper one, so
/// that their labels do not meet.
#[must_use]
pub fn pair(spec: &ChartSpec) -> (Axis, Axis) {
    let runs = spec.series.len().saturating_sub(1);
    let of = |from: usize, to: usize| -> Vec<f64> {
        let series = spec.series.get(from..to).into_iter().flatten();
        series.flat_map(|s| s.marks.iter().flatten()).map(|m| numbers::position(m.value)).collect()
    };
    let (levels, rates) = (of(0, runs), of(runs, runs + 1));
    let top = levels.iter().copied().fold(0.0, f64::max);
    let (low, high) = rates.iter().fold((f64::MAX, f64::MIN), |(l, h), &v| (l.min(v), h.max(v)));
    let below = if low <= high { low - 1.3 * (high - low).max(high.abs() * 0.2) } else { 0.0 };
    (Axis::over(levels.into_iter().chain([top * 1.7]), true, 5), Axis::over(rates.into_iter().chain([below]), false, 5))
}

/// The next round step: 1, 2, 5 × 10ⁿ.
fn nice(step: f64) -> f64 {
    let power = 10f64.powf(step.log10().floor());
    let mantissa = step / power;
    power * [1.0, 2.0, 5.0].into_iter().find(|&m| mantissa <= m + 1e-9).unwrap_or(10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        let words = |values: &[f64], zero| {
            let axis = Axis::over(values.iter().copied(), zero, 5);
            axis.ticks.iter().map(|&t| axis.words(t)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(words(&[24.1, 38.3], true), "0 10 20 30 40 50");
        assert_eq!(words(&[-9.8, 4.8], false), "−15 −10 −5 0 5 10");
        assert_eq!(words(&[0.0], true), "0.0 0.2 0.4 0.6 0.8 1.0 1.2");
        assert_eq!(words(&[426.0, 430.0], false), "425 426 427 428 429 430 431");
        assert!(words(&[1e27, 3.0], true).starts_with("0 2×10²⁶"));
    }
}
