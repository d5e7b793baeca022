//! The chosen headings become a tree: levels, parents, sections. Levels follow the ranks, not the depth: 1. is level 3 even
//! where （一） is left out; only parts and chapters push all below them one down.

use super::families::Family;
use super::inline::{Inline, InlineKind, limit};
use super::repair::{BULLET, Chosen, UNMARKED};
use super::{Heading, Outline, titles};
use crate::base::{Span, work};

/// Not a counted heading: one within a paragraph.
const INLINE: usize = 102;
/// The rank of 一、, level 1 where no part or chapter stands above.
const FIRST: usize = 3;

/// A heading that is still open: the next may stand under it.
struct Open {
    index: usize,
    level: u8,
    rank: usize,
    /// For inline ones: of which kind, which run, where it begins, where its run ends, whether it began its line.
    kind: Option<InlineKind>,
    run: usize,
    start: usize,
    run_end: usize,
    at_line_start: bool,
    /// For counted ones: where they are over though nothing above them comes, where the line ends, whether text follows on it, how many
    /// stood before it under the same parent, and whether each of those was one paragraph.
    over: usize,
    line_end: usize,
    run_in: bool,
    before: u32,
    single: bool,
}

impl Open {
    fn new(level: u8, rank: usize) -> Self {
        Self {
            index: 0,
            level,
            rank,
            kind: None,
            run: 0,
            start: 0,
            run_end: 0,
            at_line_start: true,
            over: usize::MAX,
            line_end: 0,
            run_in: false,
            before: 0,
            single: true,
        }
    }
}

/// Builds the tree. `end` is where the last sections end: the foot of the page or of the text.
pub fn build(text: &str, end: usize, chosen: &[Chosen], inline: &[Inline]) -> Outline {
    let mut tree = Tree { text, end, next_rank: 0, stack: Vec::new(), headings: Vec::with_capacity(chosen.len() + inline.len()) };
    let mut inline = inline.iter().peekable();
    let nexts = chosen.iter().skip(1).map(Some).chain([None]);
    for ((heading, next), next_rank) in chosen.iter().zip(nexts).zip(next_ranks(chosen)) {
        while let Some(next) = inline.next_if(|i| i.start < heading.candidate.line.start as usize) {
            tree.add_inline(next, heading.candidate.within.map(|_| heading.candidate.line.start as usize));
        }
        tree.next_rank = next_rank;
        let next = next.filter(|c| c.candidate.within.is_some()).map(|c| c.candidate.line.start as usize);
        tree.add_line(heading, inline.peek().map(|i| i.start).into_iter().chain(next).min());
    }
    inline.for_each(|next| tree.add_inline(next, None));
    tree.close(0, end);
    let mut headings = tree.headings;
    shorten_titles(text, &mut headings);
    Outline { headings }
}

/// For each heading the rank of the next counted one after it; 0 after the last.
fn next_ranks(chosen: &[Chosen]) -> Vec<usize> {
    let mut next = 0;
    let mut ranks: Vec<usize> = chosen
        .iter()
        .rev()
        .map(|heading| {
            let after = next;
            if heading.rank < BULLET {
                next = heading.rank;
            }
            after
        })
        .collect();
    ranks.reverse();
    ranks
}

struct Tree<'a> {
    text: &'a str,
    end: usize,
    /// The rank of the next counted heading below; 0 for none.
    next_rank: usize,
    stack: Vec<Open>,
    headings: Vec<Heading>,
}

impl Tree<'_> {
    /// Adds a heading that begins its line; `within` is where the next heading within a paragraph begins.
    fn add_line(&mut self, heading: &Chosen, within: Option<usize>) {
        let candidate = &heading.candidate;
        let line = candidate.line;
        let (start, mark_end) = (line.start as usize, line.start as usize + candidate.mark.len);
        let line_end = within.map_or(line.end as usize, |next| limit(self.text, mark_end, line.end as usize, next));
        let title = titles::title(self.text, mark_end, line_end, candidate.mark.family == Family::Bullet);
        self.leave_over(start);
        // A run that begins within an item of another: 一是甲：（1）乙；（2）丙。二是丁.
        let nested = candidate.within.is_some_and(|run| {
            let holds = |open: &Open| open.rank == INLINE && (open.start..open.run_end).contains(&(run.start as usize));
            self.stack.iter().any(holds)
        });
        let mut open = Open::new(0, heading.rank);
        match heading.rank {
            // Under a heading that begins its own line; what counts within a paragraph above is over.
            BULLET => {
                open.run_in = !candidate.own_line;
                self.pop_while(start, |open| open.rank == BULLET || (open.rank == INLINE && !open.at_line_start));
            }
            UNMARKED => self.pop_while(start, |open| open.rank >= BULLET),
            rank if nested => self.pop_while(start, |open| open.rank >= rank && open.rank != INLINE),
            rank => {
                self.pop_while(start, |open| open.rank > rank);
                (open.line_end, open.run_in) = (line.end as usize, !candidate.own_line);
                if let Some(sibling) = self.stack.last().filter(|open| open.rank == rank) {
                    let paragraph = sibling.run_in && self.is_blank(sibling.line_end, start);
                    (open.before, open.single) = (sibling.before + 1, sibling.single && paragraph);
                    self.pop_while(start, |open| open.rank == rank);
                }
            }
        }
        if let Some(over) = candidate.within.and_then(|run| run.over) {
            open.over = over as usize;
        }
        if heading.rank == UNMARKED {
            self.leave_finished(start);
        }
        let level = match heading.rank {
            rank @ FIRST..BULLET => {
                let above = self.stack.iter().filter(|open| open.rank < FIRST).count();
                u8::try_from(above + rank - FIRST + 1).unwrap_or(u8::MAX).max(if nested { self.below() } else { 1 })
            }
            _ => self.below(),
        };
        let number = heading.number;
        self.push(
            Heading {
                level,
                marker: Span::new(start, mark_end),
                number,
                title,
                section: Span::new(start, start),
                parent: None,
                repaired: heading.repaired,
            },
            Open { level, ..open },
        );
    }

    /// Adds a heading within a paragraph that counts in words; `within` is where one that counts in digits begins next.
    fn add_inline(&mut self, inline: &Inline, within: Option<usize>) {
        let end = within.map_or(inline.limit, |next| limit(self.text, inline.mark_end, inline.limit, next));
        let title = titles::title(self.text, inline.mark_end, end, true);
        self.leave_over(inline.start);
        if self.stack.iter().any(|open| open.rank == INLINE && open.run == inline.run) {
            while let Some(open) = self.stack.last() {
                let own = open.rank == INLINE && open.run == inline.run;
                self.close(self.stack.len() - 1, inline.start);
                if own {
                    break;
                }
            }
        } else {
            // 一是 as a paragraph of its own stands beside ——, which was one paragraph too, not under it.
            if inline.at_line_start {
                self.pop_while(inline.start, |open| open.rank == BULLET && open.run_in);
            }
            // One run after another, or one within an item of another: 第一，一是…二是…第二，….
            let again = self.stack.iter().position(|open| open.kind == Some(inline.kind));
            again.into_iter().for_each(|depth| self.close(depth, inline.start));
            self.pop_while(inline.start, |open| open.rank == INLINE && open.run_end <= inline.start);
        }
        // ① stands one below 1., also where only （一） or 一、 is above it.
        let least = if inline.kind == InlineKind::Circled && self.stack.iter().any(|open| (FIRST..FIRST + 2).contains(&open.rank)) {
            let above = self.stack.iter().filter(|open| open.rank < FIRST).count();
            u8::try_from(above + 4).unwrap_or(4)
        } else {
            1
        };
        let level = self.below().max(least);
        self.push(
            Heading {
                level,
                marker: Span::new(inline.start, inline.mark_end),
                number: Some(inline.number),
                title,
                section: Span::new(inline.start, inline.start),
                parent: None,
                repaired: inline.repaired,
            },
            Open {
                kind: Some(inline.kind),
                run: inline.run,
                start: inline.start,
                run_end: inline.run_end,
                at_line_start: inline.at_line_start,
                ..Open::new(level, INLINE)
            },
        );
    }

    /// Leaves headings that counted within a paragraph that is over.
    fn leave_over(&mut self, at: usize) {
        if let Some(depth) = self.stack.iter().position(|open| open.over <= at) {
            self.close(depth, at);
        }
    }

    /// Leaves the last of several headings that were one paragraph each: a line without a mark below it begins something of their parent's.
    fn leave_finished(&mut self, at: usize) {
        let finished = self.stack.last().is_some_and(|open| {
            open.rank < BULLET && open.run_in && open.single && open.before >= 2 && self.next_rank < open.rank && open.line_end < at
        });
        if finished {
            self.close(self.stack.len() - 1, at);
        }
    }

    /// Whether only white space stands between two bytes.
    fn is_blank(&self, from: usize, to: usize) -> bool {
        self.text.get(from..to).is_some_and(|gap| gap.trim().is_empty())
    }

    /// One below the innermost open heading.
    fn below(&self) -> u8 {
        self.stack.last().map_or(1, |open| open.level.saturating_add(1))
    }

    fn push(&mut self, heading: Heading, open: Open) {
        let parent = self.stack.last().map(|open| open.index);
        self.stack.push(Open { index: self.headings.len(), ..open });
        self.headings.push(Heading { parent, ..heading });
    }

    fn pop_while(&mut self, at: usize, over: impl Fn(&Open) -> bool) {
        while self.stack.last().is_some_and(&over) {
            self.close(self.stack.len() - 1, at);
        }
    }

    /// Ends the sections of all open headings from a depth on.
    fn close(&mut self, depth: usize, at: usize) {
        work::done(self.stack.len());
        for open in self.stack.drain(depth..) {
            if let Some(heading) = self.headings.get_mut(open.index) {
                heading.section = Span::new(heading.section.start as usize, at.min(self.end));
                let within = |offset: u32| at.min(self.end).min(offset as usize);
                heading.title = Span::new(within(heading.title.start), within(heading.title.end));
            }
        }
    }
}

/// Ends titles whose 。 was lost by what is usual among the headings beside them.
fn shorten_titles(text: &str, headings: &mut [Heading]) {
    let mut groups: Vec<Vec<&mut Span>> = Vec::new();
    groups.resize_with(headings.len() + 1, Vec::new);
    for heading in headings {
        if let Some(group) = groups.get_mut(heading.parent.map_or(0, |p| p + 1)) {
            group.push(&mut heading.title);
        }
    }
    for group in groups.iter_mut().filter(|g| g.len() > 1) {
        titles::shorten(text, group);
    }
}
