//! Chooses the headings among the candidates and mends their numbers. A mark must fit its sequence: after 二、 comes 三、,
//! and （一） begins anew under it. So a lost number is the one that is missing, and a line between 二、 and （一） that
//! carries no mark at all was 三、.
//!
//! Two passes, both linear: backwards, to know for each line which number of each rank comes next; forwards, to decide.

use super::families::{Family, Wear};
use super::lines::Candidate;
use super::words;
use crate::base::work;

/// Ranks: 0 part, 1 chapter, 2 section, 3 一、, 4 （一）, 5 1., 6 （1） and below. ① is read within paragraphs.
pub const RANKS: usize = 12;
/// The rank of 一、.
const HAN: usize = 3;
/// Not a counted heading: a bullet.
pub const BULLET: usize = 100;
/// Not a counted heading: a line of its own without a mark.
pub const UNMARKED: usize = 101;

/// A candidate that is a heading.
#[derive(Clone, Copy, Debug)]
pub struct Chosen {
    /// Which candidate.
    pub candidate: Candidate,
    /// Its rank, or [`BULLET`] or [`UNMARKED`].
    pub rank: usize,
    /// What it counts as.
    pub number: Option<u32>,
    /// Whether number or rank was inferred.
    pub repaired: bool,
}

/// One number a rank; 0 for none.
type Numbers = [u32; RANKS];

/// Which rank each family has in this report.
struct Ranks {
    /// The rank of 1. and of the first of 1.1.
    digit: usize,
    /// The deepest 1.1.1 in use; at least 1.
    dots: usize,
    /// Whether （一） is in use.
    han_paren: bool,
    /// Whether 1 followed by a space leads headings, as it does above 1.1.
    bare: bool,
}

impl Ranks {
    /// Reads the report's style: 1. stands below （一） unless nothing above it is in use.
    fn of(candidates: &[Candidate]) -> Self {
        let (mut han, mut dots, mut bare) = (false, 1, false);
        let han_paren = candidates.iter().any(|c| c.mark.family == Family::HanParen && !c.mark.doubtful);
        for c in candidates {
            match c.mark.family {
                Family::Han | Family::HanParen if !c.mark.doubtful => han = true,
                Family::Dotted(depth) => {
                    dots = dots.max(usize::from(depth));
                    bare = true;
                }
                _ => {}
            }
        }
        Self { digit: if han { HAN + 2 } else { HAN }, dots, han_paren, bare }
    }

    /// The rank of a family that counts; `None` for the others.
    fn rank(&self, family: Family) -> Option<usize> {
        let rank = match family {
            Family::Part => 0,
            Family::Chapter => 1,
            Family::Section => 2,
            Family::Han => HAN,
            Family::HanParen => HAN + 1,
            Family::Digit => self.digit,
            Family::BareDigit if self.bare => self.digit,
            Family::Dotted(depth) => self.digit + usize::from(depth) - 1,
            Family::DigitParen => self.digit + self.dots,
            _ => return None,
        };
        Some(rank.min(RANKS - 1))
    }
}

/// Chooses the headings and mends their numbers.
pub fn choose(text: &str, candidates: &[Candidate]) -> Vec<Chosen> {
    let ranks = Ranks::of(candidates);
    let ahead = look_ahead(candidates, &ranks);
    let run_in = run_in_style(candidates, &ranks);
    let mut chooser = Chooser { text, ranks, last: [0; RANKS], run_in, open_unmarked: false, chosen: Vec::new() };
    for (i, candidate) in candidates.iter().enumerate() {
        let next = ahead.get(i).copied().unwrap_or([0; RANKS]);
        work::done(RANKS);
        let following = candidates.iter().skip(i + 1).take(8).find(|c| c.mark.family != Family::RunIn && c.within.is_none());
        chooser.take(*candidate, &next, following);
    }
    chooser.chosen
}

/// For each candidate, the number that each rank comes to next before a higher rank intervenes. A restart at 1 counts as none.
fn look_ahead(candidates: &[Candidate], ranks: &Ranks) -> Vec<Numbers> {
    let mut next: Numbers = [0; RANKS];
    let mut ahead = vec![next; candidates.len()];
    for (candidate, slot) in candidates.iter().zip(ahead.iter_mut()).rev() {
        *slot = next;
        let sure = !candidate.mark.doubtful && candidate.mark.wear != Wear::NumberLost;
        if let (true, Some(rank), Some(number)) = (sure, ranks.rank(candidate.mark.family), candidate.mark.number) {
            next.iter_mut().skip(rank).for_each(|n| *n = 0);
            if let Some(n) = next.get_mut(rank) {
                *n = number;
            }
        }
    }
    ahead
}

/// For each rank whether most of its headings run into their text.
fn run_in_style(candidates: &[Candidate], ranks: &Ranks) -> [bool; RANKS] {
    let mut counts = [(0_usize, 0_usize); RANKS];
    for candidate in candidates.iter().filter(|c| !c.mark.doubtful) {
        if let Some(count) = ranks.rank(candidate.mark.family).and_then(|rank| counts.get_mut(rank)) {
            count.0 += usize::from(!candidate.own_line);
            count.1 += 1;
        }
    }
    counts.map(|(run_in, all)| run_in * 2 > all)
}

struct Chooser<'a> {
    text: &'a str,
    ranks: Ranks,
    /// The number last taken of each rank under the present heading.
    last: Numbers,
    /// Whether the headings of each rank run into their text.
    run_in: [bool; RANKS],
    /// Whether a heading without a mark stands open under the present one.
    open_unmarked: bool,
    chosen: Vec<Chosen>,
}

impl Chooser<'_> {
    fn take(&mut self, candidate: Candidate, next: &Numbers, following: Option<&Candidate>) {
        // What counts before the first heading counts within the opening words.
        if candidate.within.is_some_and(|run| run.over.is_some()) && self.chosen.is_empty() {
            return;
        }
        match candidate.mark.family {
            Family::Unmarked => self.take_unmarked(candidate, next, following),
            Family::RunIn => self.take_run_in(candidate, next),
            Family::Bullet => self.push(candidate, BULLET, None, false),
            Family::SomeParen => self.take_lost(candidate, &[Family::HanParen, Family::DigitParen], next),
            Family::SomeNumeral => self.take_lost(candidate, &[Family::Han, Family::Digit], next),
            family => {
                let Some(rank) = self.ranks.rank(family) else { return };
                match candidate.mark.number {
                    Some(number) => self.take_numbered(candidate, rank, number, next),
                    None => self.take_lost(candidate, &[family], next),
                }
            }
        }
    }

    /// A mark with its number: taken where it fits, its number mended where only one other fits.
    fn take_numbered(&mut self, candidate: Candidate, rank: usize, number: u32, next: &Numbers) {
        let (k, m) = (number_at(&self.last, rank), number_at(next, rank));
        let mark = candidate.mark;
        let fits = if mark.doubtful {
            self.fits_doubtful(&candidate, number, k, m)
        } else if matches!(mark.family, Family::Digit | Family::DigitParen | Family::Dotted(_)) {
            // Lines of text begin with digits too: a number out of nowhere is none of ours.
            number == 1 || (number > k && number <= k + 3) || m == number + 1
        } else {
            true
        };
        if !fits {
            return;
        }
        // Between k and k + 2 stands k + 1, whatever is left of it; and the same number twice is the next one.
        let between = k > 0 && m == k + 2 && number != k + 1;
        let twice = k > 0 && number == k && m != k + 1;
        if between || twice {
            self.push(candidate, rank, Some(k + 1), true);
        } else {
            self.push(candidate, rank, Some(number), mark.wear != Wear::Whole);
        }
    }

    /// 1.5亿元, 一、二季度, 三下一步: a heading only where just this number is missing.
    fn fits_doubtful(&self, candidate: &Candidate, number: u32, k: u32, m: u32) -> bool {
        let mark = candidate.mark;
        let bare = mark.wear == Wear::Half && mark.family == Family::Han;
        match mark.family {
            Family::Part | Family::Chapter | Family::Section => number == k + 1 && candidate.own_line,
            Family::BareDigit => number == k + 1 && candidate.own_line,
            Family::Han if mark.wear == Wear::Whole && self.is_spaced(candidate) => number == k + 1 && candidate.own_line,
            Family::Dotted(_) => number == k + 1 && (number == 1 || k > 0),
            _ if bare => number == k + 1 && candidate.own_line && (m == number + 1 || (k > 0 && m <= k && self.is_short_title(candidate))),
            _ if mark.wear == Wear::Half => number == k + 1 && (m == number + 1 || k > 0 || candidate.own_line),
            _ => number == k + 1 && (m == number + 1 || k > 0),
        }
    }

    /// Whether what follows a bare numeral is a title and not what is counted: 二存在的问题, but not 三大产业.
    fn is_short_title(&self, candidate: &Candidate) -> bool {
        const COUNTED: &str = "是些个年季期产月手方级次家条种类项部位成批大线流站体带式份者来度名户旬周日号区县市省";
        let rest = candidate.line.of(self.text).get(candidate.mark.len..).unwrap_or("");
        rest.len() <= 20 * 3 && !rest.contains(['，', ',']) && rest.chars().next().is_some_and(|c| !COUNTED.contains(c))
    }

    /// Whether the mark is a numeral with only a space behind it.
    fn is_spaced(&self, candidate: &Candidate) -> bool {
        candidate.line.of(self.text).get(candidate.mark.len..).is_some_and(|rest| rest.starts_with(super::families::is_space))
    }

    /// A mark without its number: of the families it may have been, the one that misses a number here.
    fn take_lost(&mut self, candidate: Candidate, families: &[Family], next: &Numbers) {
        let mut best: Option<(u32, usize, u32)> = None;
        for family in families {
            let Some(rank) = self.ranks.rank(*family) else { continue };
            let (k, m) = (number_at(&self.last, rank), number_at(next, rank));
            let room = match (k, m) {
                (k, m) if m == k + 2 => 3,
                (k, m) if m > k + 2 => 2,
                (k, m) if k > 0 && m <= k => 2,
                // The first of a section, and the next are damaged too.
                (0, 0) if rank == HAN + 1 && self.ranks.han_paren && number_at(&self.last, HAN) > 0 => 1,
                _ => 0,
            };
            if room > 0 && best.is_none_or(|(most, _, _)| room > most) {
                best = Some((room, rank, k + 1));
            }
        }
        if let Some((_, rank, number)) = best {
            self.push(candidate, rank, Some(number), true);
        }
    }

    /// A line of its own without a mark: a counted heading whose mark is lost, or one that never had a mark.
    fn take_unmarked(&mut self, candidate: Candidate, next: &Numbers, following: Option<&Candidate>) {
        let lost = if self.open_unmarked { None } else { self.lost_rank(&candidate, next, following) };
        match lost {
            Some(rank) => self.push(candidate, rank, Some(number_at(&self.last, rank) + 1), true),
            None => self.push(candidate, UNMARKED, None, false),
        }
    }

    /// A paragraph that begins like a heading: one, where one is missing among others that run into their text.
    fn take_run_in(&mut self, candidate: Candidate, next: &Numbers) {
        let missing = |rank: &usize| {
            let (k, m) = (number_at(&self.last, *rank), number_at(next, *rank));
            m >= k + 2 && self.run_in.get(*rank).copied().unwrap_or(false)
        };
        if let Some(rank) = (0..RANKS).rev().find(missing) {
            self.push(candidate, rank, Some(number_at(&self.last, rank) + 1), true);
        }
    }

    /// The rank of the heading that must have stood here, if one must.
    fn lost_rank(&self, candidate: &Candidate, next: &Numbers, following: Option<&Candidate>) -> Option<usize> {
        let gap = |rank: usize| {
            let k = number_at(&self.last, rank);
            number_at(next, rank) == k + 2 && !self.run_in.get(rank).copied().unwrap_or(false)
        };
        if let Some(rank) = (0..RANKS).find(|&rank| gap(rank)) {
            return Some(rank);
        }
        let ended = |rank: usize| {
            let k = number_at(&self.last, rank);
            k > 0 && number_at(next, rank) <= k
        };
        // The next mark begins anew at 1 what already counts here: a heading above it is lost.
        if let Some(below) = following
            && below.mark.number == Some(1)
            && let Some(rank) = self.ranks.rank(below.mark.family)
            && number_at(&self.last, rank) > 0
        {
            return (0..rank).rev().find(|&r| number_at(&self.last, r) > 0).filter(|&r| ended(r));
        }
        // A last section by its words: 下一步工作打算.
        let title = candidate.line.of(self.text);
        (ended(HAN) && words::has_any(title, &words::words().top_sections)).then_some(HAN)
    }

    fn push(&mut self, candidate: Candidate, rank: usize, number: Option<u32>, repaired: bool) {
        match rank {
            UNMARKED => self.open_unmarked = true,
            BULLET => {}
            _ => {
                self.last.iter_mut().skip(rank).for_each(|n| *n = 0);
                if let (Some(slot), Some(number)) = (self.last.get_mut(rank), number) {
                    *slot = number;
                }
                if rank <= HAN + 1 {
                    self.open_unmarked = false;
                }
            }
        }
        self.chosen.push(Chosen { candidate, rank, number, repaired });
    }
}

fn number_at(numbers: &Numbers, rank: usize) -> u32 {
    numbers.get(rank).copied().unwrap_or(0)
}
