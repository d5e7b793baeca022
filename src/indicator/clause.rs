//! What the words before a figure say: its cues, in the order they stand, and the things named.

use super::lexer::{Kind, Mark, Token};
use super::phrases::{List, Lists};
use super::words::{Class, Classes, Word};
use crate::base::{Span, work};
use crate::quantity::PeriodWord;
use smallvec::SmallVec;

/// What a named thing is to the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It may be what is measured.
    Subject,
    /// What the figure is compared with: 高于全省平均, 比营业收入.
    Compared,
    /// The whole of which the figure is a share: 占工业投资.
    Whole,
}

/// A thing named before a figure.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// The token's index.
    pub token: usize,
    /// What it is to the figure.
    pub role: Role,
    /// Which piece of a list it belongs to, counted from 0.
    pub piece: usize,
}

/// The cues before a figure, each with where it stands last. Positions are token indices plus one; 0: absent.
#[derive(Clone, Debug)]
pub struct Cues {
    /// Things named, in order.
    pub mentions: SmallVec<[Mention; 12]>,
    /// Periods named that are the figure's own.
    pub periods: SmallVec<[(usize, PeriodWord); 4]>,
    /// Periods compared with.
    pub compared_periods: SmallVec<[PeriodWord; 4]>,
    /// Where each cue stands last.
    pub last: [u32; CUES],
    /// The classes that stand at all.
    pub classes: Classes,
    /// The lists that its words are on.
    pub lists: Lists,
    /// How many pieces its list has.
    pub pieces: usize,
    /// How many things are named that may be what is measured.
    pub subjects: usize,
    /// One past the last token read.
    pub end: usize,
}

const CUES: usize = 48;

impl Default for Cues {
    fn default() -> Self {
        Self {
            mentions: SmallVec::new(),
            periods: SmallVec::new(),
            compared_periods: SmallVec::new(),
            last: [0; CUES],
            classes: Classes::default(),
            lists: Lists::default(),
            pieces: 0,
            subjects: 0,
            end: 0,
        }
    }
}

impl Cues {
    /// Where a class stands last, as token index plus one; 0: not at all.
    #[must_use]
    pub fn at(&self, class: Class) -> usize {
        self.last.get(class as usize).copied().unwrap_or(0) as usize
    }

    /// Whether a class stands at all.
    #[must_use]
    pub fn has(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// The latest of several.
    #[must_use]
    pub fn latest(&self, classes: &[Class]) -> usize {
        classes.iter().map(|c| self.at(*c)).max().unwrap_or(0)
    }

    /// Reads the tokens of one clause, given by their indices. Clears what was read before.
    pub fn read(&mut self, text: &str, tokens: &[Token], clause: &[usize]) {
        self.mentions.clear();
        self.periods.clear();
        self.compared_periods.clear();
        self.last = [0; CUES];
        self.classes = Classes::default();
        self.lists = Lists::default();
        self.pieces = 0;
        work::done(clause.len());
        self.end = clause.last().map_or(0, |i| i + 1);
        let mut role = Role::Subject;
        let mut named = false;
        // 扣除退规因素净增12家: what is left out of account is not what is told.
        let mut left_out = false;
        for &index in clause {
            let Some(token) = tokens.get(index) else { continue };
            self.lists = self.lists.and(token.lists);
            if token.lists.has(List::LeftOut) {
                (left_out, role) = (true, Role::Compared);
            } else if left_out {
                let words = token.span.of(text);
                if words.starts_with(['后', '外']) || words.ends_with("因素") || words.ends_with("影响") || words.ends_with("因素后")
                {
                    (left_out, role) = (false, Role::Subject);
                    continue;
                }
            }
            match token.kind {
                Kind::Mark(Mark::Pause) => {
                    self.pieces += usize::from(named && role == Role::Subject);
                    named = false;
                }
                Kind::Period(period) => {
                    if role == Role::Subject {
                        self.periods.push((index, period));
                    } else {
                        self.compared_periods.push(period);
                    }
                }
                Kind::Gap => {
                    named = true;
                    self.mentions.push(Mention { token: index, role, piece: self.pieces });
                }
                Kind::Word(word) => {
                    let names = word.meaning != super::catalogue::Meaning::default();
                    if names {
                        named = true;
                        self.mentions.push(Mention { token: index, role, piece: self.pieces });
                    }
                    let Some(class) = word.class else { continue };
                    self.classes = self.classes.with(class);
                    if let Some(slot) = self.last.get_mut(class as usize) {
                        *slot = u32::try_from(index + 1).unwrap_or(u32::MAX);
                    }
                    match class {
                        Class::Below if is_outdated(text, tokens, index) => {}
                        Class::Compare | Class::Above | Class::Below => role = Role::Compared,
                        Class::Share => role = Role::Whole,
                        // 汽车及零部件、电子信息: before another pause it joins a name, and no pieces of the list.
                        Class::And if named && role == Role::Subject && !joins_name(text, tokens, index) => {
                            self.pieces += 1;
                            named = false;
                        }
                        // 履约率, 利润率: a rate by its own name.
                        Class::ShareNoun if !names && text.get(token.span.range()).is_some_and(|w| w.ends_with(['率', '度', '面'])) => {
                            self.mentions.push(Mention { token: index, role, piece: self.pieces });
                            named = true;
                        }
                        Class::Grade | Class::ProjectKind | Class::Area | Class::Park | Class::Holder if !names => {
                            self.mentions.push(Mention { token: index, role, piece: self.pieces });
                            named = true;
                        }
                        // 超时序进度: over what follows.
                        Class::Over if next_is(tokens, index, Class::PlanPace) => role = Role::Compared,
                        _ => {}
                    }
                }
                Kind::Quantity(_) | Kind::Mark(_) => {}
            }
        }
        // 与地区生产总值之比: what stands before 之比 is the whole.
        let ratio = self.at(Class::ShareNoun).checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.span.is(text, "之比"));
        let with = clause.first().and_then(|&i| tokens.get(i)).is_some_and(|t| t.span.is(text, "与"));
        if ratio && with {
            self.mentions.iter_mut().for_each(|m| m.role = Role::Whole);
        }
        self.subjects = self.mentions.iter().fold(0, |count, m| count + usize::from(m.role == Role::Subject));
    }
}

/// What stands somewhere in a run of tokens. Asked before the run is gone through: mostly there is nothing to find.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said {
    /// The classes of its words.
    pub classes: Classes,
    /// Whether it names a period.
    pub periods: bool,
}

impl Said {
    /// What some tokens have.
    #[must_use]
    pub fn of(tokens: &[Token], indices: &[usize]) -> Self {
        let mut said = Self::default();
        for token in indices.iter().filter_map(|&i| tokens.get(i)) {
            match token.kind {
                Kind::Word(Word { class: Some(class), .. }) => said.classes = said.classes.with(class),
                Kind::Period(_) => said.periods = true,
                _ => {}
            }
        }
        said
    }
}

/// Whether 及 at `index` is part of one of a list's names, as it is before a further pause: 汽车及零部件、电子信息、食品.
fn joins_name(text: &str, tokens: &[Token], index: usize) -> bool {
    /// How far the name may go on, in tokens.
    const REACH: usize = 3;
    let touching = |t: &Token, next: Option<&Token>| next.is_some_and(|n| n.span.start == t.span.end);
    if !tokens.get(index).is_some_and(|t| t.span.is(text, "及") && touching(t, tokens.get(index + 1))) {
        return false;
    }
    let mut after = tokens.iter().skip(index + 1).take(REACH);
    after.find(|t| !matches!(t.kind, Kind::Gap | Kind::Word(_))).is_some_and(|t| matches!(t.kind, Kind::Mark(Mark::Pause)))
}

/// 落后 of 淘汰落后电机: out of date, and behind nobody.
pub fn is_outdated(text: &str, tokens: &[Token], index: usize) -> bool {
    let word = tokens.get(index).filter(|t| t.span.is(text, "落后"));
    word.is_some_and(|w| tokens.get(index + 1).is_some_and(|t| t.kind == Kind::Gap && t.span.start == w.span.end))
}

/// Whether the token after `index` is a word of this class.
fn next_is(tokens: &[Token], index: usize, class: Class) -> bool {
    matches!(tokens.get(index + 1), Some(Token { kind: Kind::Word(word), .. }) if word.class == Some(class))
}

/// Splits token indices at commas, semicolons, colons and wide spaces; gives the last clause and what stands before it.
#[must_use]
pub fn split_last<'a>(tokens: &[Token], indices: &'a [usize]) -> (&'a [usize], &'a [usize]) {
    let parts = |&i: &usize| {
        matches!(
            tokens.get(i),
            Some(Token { kind: Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Colon | Mark::Wide | Mark::Stop | Mark::Line), .. })
        )
    };
    match indices.iter().rposition(parts) {
        Some(at) => (indices.get(..at).unwrap_or_default(), indices.get(at + 1..).unwrap_or_default()),
        None => (&[], indices),
    }
}

/// The span from the first to the last of some tokens.
#[must_use]
pub fn cover(tokens: &[Token], indices: &[usize]) -> Option<Span> {
    let first = tokens.get(*indices.first()?)?.span;
    let last = tokens.get(*indices.last()?)?.span;
    Some(first.cover(last))
}
