//! The colours of charts on paper, as named tokens. Neighbours in a series differ in lightness, so that a grey print
//! still tells them apart.

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// `#173F5F`.
    #[must_use]
    pub fn hex(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }

    /// CIE lightness L*, 0 to 100: what remains of the colour in a grey print.
    #[must_use]
    pub fn lightness(self) -> f32 {
        let linear = |c: u8| {
            let c = f32::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let y = 0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2);
        if y <= 0.008_856 { y * 903.3 } else { 116.0 * y.cbrt() - 16.0 }
    }

    /// The grey of the same lightness.
    #[must_use]
    pub fn grey(self) -> Colour {
        let lightness = self.lightness();
        let y = if lightness > 8.0 { ((lightness + 16.0) / 116.0).powi(3) } else { lightness / 903.3 };
        let c = if y <= 0.003_130_8 { y * 12.92 } else { 1.055 * y.powf(1.0 / 2.4) - 0.055 };
        let c = (c.clamp(0.0, 1.0) * 255.0).round() as u8;
        Colour(c, c, c)
    }

    /// The same colour where another ink stands on another paper: its lightness is carried from between [`INK`] and
    /// [`PAPER`] to between those two, its hue is kept, and as much of its chroma as the screen can show.
    #[must_use]
    pub fn between_inks(self, ink: Colour, paper: Colour) -> Colour {
        match self {
            INK => return ink,
            PAPER => return paper,
            _ => {}
        }
        let (from, to) = (INK.lightness(), PAPER.lightness());
        let part = (self.lightness() - from) / (to - from);
        let lightness = ink.lightness() + (paper.lightness() - ink.lightness()) * part;
        let [_, a, b] = lab::of(self);
        // The strongest chroma that is still a colour of the screen.
        (0_u8..=16).rev().map(|part| f32::from(part) / 16.0).find_map(|c| lab::colour([lightness, a * c, b * c])).unwrap_or(ink)
    }

    /// The ink to write with on this ground.
    #[must_use]
    pub fn ink_on(self) -> Colour {
        if self.lightness() < 60.0 { PAPER } else { INK }
    }
}

/// The paper.
pub const PAPER: Colour = Colour(0xFF, 0xFF, 0xFF);
/// Text and axes.
pub const INK: Colour = Colour(0x1F, 0x1F, 0x1F);
/// Notes, sources, secondary text.
pub const INK_SOFT: Colour = Colour(0x66, 0x66, 0x66);
/// Grid lines and thin rules.
pub const RULE: Colour = Colour(0xD2, 0xD5, 0xDA);
/// A target across the chart, and what stays below its plan.
pub const TARGET: Colour = Colour(0xB0, 0x2A, 0x1E);

/// L* 25.
pub const NAVY: Colour = Colour(0x17, 0x3F, 0x5F);
/// L* 40.
pub const BRICK: Colour = Colour(0xA2, 0x3E, 0x2B);
/// L* 58.
pub const STEEL: Colour = Colour(0x50, 0x93, 0xB0);
/// L* 72.
pub const OCHRE: Colour = Colour(0xE0, 0xA4, 0x58);
/// L* 85.
pub const SKY: Colour = Colour(0xBF, 0xD7, 0xEA);

/// Behind a row that stands out, and the rest of a bar.
pub const BAND: Colour = Colour(0xEE, 0xF2, 0xF7);

/// The colour between two, `part` of the way from the first to the second (0 to 1).
#[must_use]
pub fn between(from: Colour, to: Colour, part: f32) -> Colour {
    let part = part.clamp(0.0, 1.0);
    let mix = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * part).round() as u8;
    Colour(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
}

/// Parts of a whole, in order; neighbours differ by at least 14 in L*.
const PARTS: [Colour; 5] = [NAVY, OCHRE, STEEL, SKY, BRICK];
/// Runs side by side: earlier ones light, the last one dark.
const RUNS: [Colour; 5] = [SKY, STEEL, OCHRE, BRICK, NAVY];

/// The colour of run `index` of `count`. The last is always the darkest, so that the newest year stands out.
#[must_use]
pub fn run(index: usize, count: usize) -> Colour {
    match count {
        0 | 1 => NAVY,
        2 => [SKY, NAVY].get(index).copied().unwrap_or(NAVY),
        3 => [SKY, STEEL, NAVY].get(index).copied().unwrap_or(NAVY),
        _ if index + 1 == count => NAVY,
        _ => RUNS.get(index % (RUNS.len() - 1)).copied().unwrap_or(STEEL),
    }
}

/// The colour of line `index`: lines are thin, so the light ones are left out.
#[must_use]
pub fn line(index: usize) -> Colour {
    [NAVY, OCHRE, BRICK, STEEL].get(index % 4).copied().unwrap_or(NAVY)
}

/// The colour of part `index` of a whole of `count`.
#[must_use]
pub fn part(index: usize, count: usize) -> Colour {
    // The last part touches the first: it must not have its colour.
    let index = if count > 1 && index + 1 == count && index.is_multiple_of(PARTS.len()) { 2 } else { index % PARTS.len() };
    PARTS.get(index).copied().unwrap_or(NAVY)
}

/// CIE L*a*b* under D65, as far as the colours of charts need it.
mod lab {
    use super::Colour;

    const WHITE: [f32; 3] = [0.950_47, 1.0, 1.088_83];

    /// L*, a*, b* of a colour.
    pub(super) fn of(colour: Colour) -> [f32; 3] {
        let linear = |c: u8| {
            let c = f32::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let (r, g, b) = (linear(colour.0), linear(colour.1), linear(colour.2));
        let xyz = [
            0.412_456 * r + 0.357_576 * g + 0.180_437 * b,
            0.212_673 * r + 0.715_152 * g + 0.072_175 * b,
            0.019_334 * r + 0.119_192 * g + 0.950_304 * b,
        ];
        let root = |t: f32| if t > 0.008_856 { t.cbrt() } else { (903.3 * t + 16.0) / 116.0 };
        let [x, y, z] = [0, 1, 2].map(|i: usize| root(xyz[i] / WHITE[i]));
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// The colour; `None` where the screen has none.
    pub(super) fn colour([l, a, b]: [f32; 3]) -> Option<Colour> {
        let y = (l + 16.0) / 116.0;
        let cube = |t: f32| if t.powi(3) > 0.008_856 { t.powi(3) } else { (116.0 * t - 16.0) / 903.3 };
        let (x, y, z) = (cube(y + a / 500.0) * WHITE[0], cube(y) * WHITE[1], cube(y - b / 200.0) * WHITE[2]);
        let channel = |c: f32| {
            let c = if c <= 0.003_130_8 { c * 12.92 } else { 1.055 * c.powf(1.0 / 2.4) - 0.055 };
            (-0.002..=1.002).contains(&c).then(|| (c.clamp(0.0, 1.0) * 255.0).round() as u8)
        };
        Some(Colour(
            channel(3.240_454 * x - 1.537_139 * y - 0.498_531 * z)?,
            channel(-0.969_266 * x + 1.876_011 * y + 0.041_556 * z)?,
            channel(0.055_643 * x - 0.204_026 * y + 1.057_225 * z)?,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_on_a_dark_ground_keep_their_order_and_hue() {
        let (ink, paper) = (Colour(0xE4, 0xE2, 0xDC), Colour(0x1B, 0x1D, 0x20));
        let all = [INK, NAVY, BRICK, TARGET, INK_SOFT, STEEL, OCHRE, RULE, SKY, BAND, PAPER];
        for (a, b) in all.iter().flat_map(|&a| all.map(|b| (a, b))) {
            let (there, here) =
                (a.lightness() - b.lightness(), a.between_inks(ink, paper).lightness() - b.between_inks(ink, paper).lightness());
            assert!(there.abs() < 3.0 || there * here < 0.0 && here.abs() > 0.6 * there.abs(), "{a:?} {b:?}: {there} {here}");
        }
        let hue = |c: Colour| lab::of(c)[2].atan2(lab::of(c)[1]);
        for colour in [NAVY, BRICK, OCHRE, TARGET, STEEL] {
            let turned = colour.between_inks(ink, paper);
            assert!((hue(turned) - hue(colour)).abs() < 0.15, "{colour:?} {turned:?}");
        }
        assert_eq!((INK.between_inks(ink, paper), PAPER.between_inks(ink, paper)), (ink, paper));
    }

    #[test]
    fn greys_keep_their_lightness() {
        for colour in [PAPER, INK, NAVY, BRICK, STEEL, OCHRE, SKY, TARGET] {
            let grey = colour.grey();
            assert!(grey.0 == grey.1 && grey.1 == grey.2 && (grey.lightness() - colour.lightness()).abs() < 0.5, "{colour:?}");
        }
    }

    #[test]
    fn neighbours_differ_in_grey() {
        for count in 2..=12 {
            for index in 0..count {
                let (a, b) = (part(index, count), part((index + 1) % count, count));
                assert!((a.lightness() - b.lightness()).abs() >= 10.0, "part {index} of {count}");
            }
            for index in 1..count.min(5) {
                let (a, b) = (run(index - 1, count), run(index, count));
                assert!((a.lightness() - b.lightness()).abs() >= 10.0, "run {index} of {count}");
            }
        }
    }
}
