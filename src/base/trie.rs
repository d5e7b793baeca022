//! Many words at once: the longest word of a vocabulary that begins at a place of a text.

use super::utf8::{character, character_before};
use super::work;
use std::collections::VecDeque;
use std::ops::Range;

/// A vocabulary. Each word carries a number; looking up is linear in the word's length and independent of the vocabulary's size.
///
/// A double array: the node that a letter leads to lies at the letter's number from its parent's `base`, and carries the letter.
/// No two nodes have one base, so a cell with the letter sought is the child sought. One step is two loads, whether a node has
/// one child or a thousand. Nodes lie in the order of their depth: what texts come upon most often, lies together.
#[derive(Clone, Debug)]
pub struct Trie {
    /// What is known of each character of the basic plane.
    letters: Box<[Letter; LETTERS]>,
    cells: Box<[Cell]>,
    /// A bit for each pair of letters that begins a word; pairs may share one. See [`pair`].
    pairs: Box<[u64; PAIRS / 64]>,
}

/// What a vocabulary knows of a character.
#[derive(Clone, Copy, Debug, Default)]
pub struct Letter {
    /// Its number among those that words have, frequent ones first; 0 for the others.
    pub number: u16,
    /// What the vocabulary's owner noted of it.
    pub note: u8,
    /// Its bytes in UTF-8.
    pub len: u8,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    /// The child by a letter lies so far on, plus the letter; [`LEAF`] where there are none.
    base: u32,
    /// The number plus one of the word that ends here; 0 where none does.
    word: u32,
    /// The letter that led here; 0 where no node lies.
    letter: u16,
}

/// How many characters the basic plane has.
const LETTERS: usize = 0x1_0000;
/// Where the root lies.
const ROOT: usize = 0;
/// The base of a node without children: beyond all cells.
const LEAF: u32 = u32::MAX - u16::MAX as u32;
/// What no node has become yet.
const FREE: Cell = Cell { base: LEAF, word: 0, letter: 0 };
/// How many places a node may refuse before the lowest free cell is given up for all that follow.
const PATIENCE: usize = 16;

/// A word in letters' numbers, and its own number.
type Spelled = (Vec<u16>, u32);

impl Trie {
    /// Builds the vocabulary. Words outside the basic plane and empty words are left out; of two equal words the first counts.
    #[must_use]
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, u32)>) -> Self {
        let mut spelled: Vec<Spelled> = words
            .into_iter()
            .filter(|(word, _)| !word.is_empty() && word.chars().all(|c| u32::from(c) < 0x1_0000))
            .map(|(word, number)| (word.encode_utf16().collect(), number))
            .collect();
        let letters = number_letters(&spelled);
        for letter in spelled.iter_mut().flat_map(|(word, _)| word) {
            *letter = letters[usize::from(*letter)].number;
        }
        spelled.sort_by(|a, b| a.0.cmp(&b.0));
        spelled.dedup_by(|later, earlier| later.0 == earlier.0);
        let mut builder = Builder { cells: vec![FREE], bases: vec![false], lowest: 1 };
        builder.build(&spelled);
        let mut pairs = Box::new([0_u64; PAIRS / 64]);
        for (word, _) in &spelled {
            if let [first, second, ..] = word[..] {
                let bit = pair(first, second);
                pairs[bit / 64] |= 1 << (bit % 64);
            }
        }
        Self { letters, cells: builder.cells.into(), pairs }
    }

    /// The vocabulary with a note of its owner's on each character of the basic plane, to be had with its number in one look.
    #[must_use]
    pub fn noted(mut self, note: impl Fn(&Self, char) -> u8) -> Self {
        for code in 0..0x1_0000_u32 {
            if let Some(note) = char::from_u32(code).map(|character| note(&self, character)) {
                self.letters[code as usize].note = note;
            }
        }
        self
    }

    /// Whether some word begins with this character.
    #[must_use]
    pub fn starts(&self, character: char) -> bool {
        self.child(self.cells.get(ROOT).map_or(LEAF, |root| root.base), self.letter(character.into()).number).is_some()
    }

    /// The longest word at the start of `text`: its length in bytes and its number.
    #[must_use]
    pub fn longest(&self, text: &str) -> Option<(usize, u32)> {
        self.longest_at(text, 0)
    }

    /// The longest word that begins at byte `from` of `text`: its length in bytes and its number.
    #[inline]
    #[must_use]
    pub fn longest_at(&self, text: &str, from: usize) -> Option<(usize, u32)> {
        let mut base = self.cells.first()?.base;
        let mut at = from;
        // The longest so far: where it ends, and its number plus one.
        let (mut end, mut word) = (from, 0);
        while let Some((code, own)) = character(text, at) {
            work::done(1);
            let Some(cell) = self.child(base, self.letter(code).number) else { break };
            at += own;
            if cell.word != 0 {
                (end, word) = (at, cell.word);
            }
            if cell.base == LEAF {
                break;
            }
            base = cell.base;
        }
        (word != 0).then(|| (end - from, word - 1))
    }

    /// Tells the number of the longest word at each place of the text where one of several letters begins.
    pub fn each(&self, text: &str, mut tell: impl FnMut(u32)) {
        let Some((code, mut len)) = character(text, 0) else { return };
        let (mut at, mut first) = (0, self.letter(code).number);
        while let Some((code, next_len)) = character(text, at + len) {
            work::done(1);
            let second = self.letter(code).number;
            if first != 0
                && self.may_begin(first, second)
                && let Some((found, word)) = self.longest_at(text, at)
                && found > len
            {
                tell(word);
            }
            (at, first, len) = (at + len, second, next_len);
        }
    }

    /// Whether some word of several letters may begin as the text does; a cheap question that mostly spares the search.
    #[inline]
    #[must_use]
    pub fn may_begin_with(&self, text: &str) -> bool {
        let Some((code, len)) = character(text, 0) else { return false };
        let first = self.letter(code).number;
        first != 0 && character(text, len).is_some_and(|(code, _)| self.may_begin(first, self.letter(code).number))
    }

    /// The longest word that some characters, looked up, begin with: its length in bytes and in characters, and its number.
    #[inline]
    #[must_use]
    pub fn longest_of(&self, letters: &[Letter]) -> Option<(usize, usize, u32)> {
        let mut base = self.cells.first()?.base;
        let mut len = 0;
        let (mut longest, mut characters, mut word) = (0, 0, 0);
        for (letter, count) in letters.iter().zip(1..) {
            work::done(1);
            let Some(cell) = self.child(base, letter.number) else { break };
            len += usize::from(letter.len);
            if cell.word != 0 {
                (longest, characters, word) = (len, count, cell.word);
            }
            if cell.base == LEAF {
                break;
            }
            base = cell.base;
        }
        (word != 0).then(|| (longest, characters, word - 1))
    }

    /// What is known of each character of a text. A text that is walked more than once is looked up once.
    #[must_use]
    pub fn letters(&self, text: &str) -> Vec<Letter> {
        // Most characters of a report are Chinese.
        let mut letters = Vec::with_capacity(text.len() / 2);
        let mut rest = text.as_bytes();
        loop {
            match rest {
                [first, second, third, after @ ..] if first & 0xF0 == 0xE0 => {
                    let code = u16::from(first & 0x0F) << 12 | u16::from(second & 0x3F) << 6 | u16::from(third & 0x3F);
                    letters.push(self.letters[usize::from(code)]);
                    rest = after;
                }
                [first, after @ ..] if *first < 0x80 => {
                    letters.push(self.letters[usize::from(*first)]);
                    rest = after;
                }
                [] => return letters,
                _ => {
                    let Some((code, len)) = character(text, text.len() - rest.len()) else { return letters };
                    letters.push(self.letter(code));
                    rest = rest.get(len..).unwrap_or_default();
                }
            }
        }
    }

    /// Whether a word goes on from this text, or may: of words with characters beyond the basic plane nothing is known.
    #[must_use]
    pub fn leads_on(&self, text: &str) -> bool {
        let Some(mut base) = self.cells.get(ROOT).map(|root| root.base) else { return false };
        let mut at = 0;
        while let Some((code, own)) = character(text, at) {
            work::done(1);
            let Some(cell) = self.child(base, self.letter(code).number) else { return code >= 0x1_0000 };
            (base, at) = (cell.base, at + own);
        }
        true
    }

    /// The number of the longest word at the end of `text`, where the words were given spelled backwards.
    #[must_use]
    pub fn longest_back(&self, text: &str) -> Option<u32> {
        let mut base = self.cells.get(ROOT)?.base;
        let (mut end, mut best) = (text.len(), None);
        while let Some((code, own)) = character_before(text, end) {
            work::done(1);
            let Some(cell) = self.child(base, self.letter(code).number) else { break };
            end -= own;
            if cell.word != 0 {
                best = Some(cell.word - 1);
            }
            if cell.base == LEAF {
                break;
            }
            base = cell.base;
        }
        best
    }

    /// What is known of a code point.
    #[inline]
    #[must_use]
    pub fn letter(&self, code: u32) -> Letter {
        /// Of a character beyond the basic plane.
        const BEYOND: Letter = Letter { number: 0, note: 0, len: 4 };
        u16::try_from(code).map_or(BEYOND, |code| self.letters[usize::from(code)])
    }

    /// The cell that a letter leads to from a node with this base.
    #[inline]
    fn child(&self, base: u32, letter: u16) -> Option<&Cell> {
        self.cells.get(base as usize + usize::from(letter)).filter(|cell| cell.letter == letter && letter != 0)
    }

    /// Whether a word of several letters may begin with these two. Rarely says so where none does, and never errs the other way.
    #[inline]
    #[must_use]
    pub fn may_begin(&self, first: u16, second: u16) -> bool {
        let bit = pair(first, second);
        self.pairs[bit / 64] >> (bit % 64) & 1 != 0
    }
}

/// How many bits tell which pairs of letters begin words: few enough to stay in the fastest memory.
const PAIRS: usize = 1 << 16;

/// The bit of a pair of letters.
#[inline]
fn pair(first: u16, second: u16) -> usize {
    (usize::from(first).wrapping_mul(0x9E5) ^ usize::from(second).wrapping_mul(0x35)) % PAIRS
}

/// Numbers the characters of the words from 1, the most frequent first: so that children lie close together.
fn number_letters(words: &[Spelled]) -> Box<[Letter; LETTERS]> {
    let mut counts = vec![0_u32; LETTERS];
    words.iter().flat_map(|(word, _)| word).for_each(|&letter| counts[usize::from(letter)] += 1);
    let mut used: Vec<u16> = (0..=u16::MAX).filter(|&letter| counts[usize::from(letter)] > 0).collect();
    used.sort_by_key(|&letter| std::cmp::Reverse(counts[usize::from(letter)]));
    let mut letters = Box::new([Letter { number: 0, note: 0, len: 3 }; LETTERS]);
    letters[..0x800].iter_mut().for_each(|letter| letter.len = 2);
    letters[..0x80].iter_mut().for_each(|letter| letter.len = 1);
    for (&letter, number) in used.iter().zip(1_u16..) {
        letters[usize::from(letter)].number = number;
    }
    letters
}

struct Builder {
    cells: Vec<Cell>,
    /// Which cells are some node's base.
    bases: Vec<bool>,
    /// No cell below it is tried for children any more.
    lowest: usize,
}

impl Builder {
    /// Makes the nodes of all words, which are sorted, depth by depth.
    fn build(&mut self, words: &[Spelled]) {
        let mut open: VecDeque<(usize, Range<usize>, usize)> = VecDeque::from([(ROOT, 0..words.len(), 0)]);
        let mut letters = Vec::new();
        while let Some((node, range, depth)) = open.pop_front() {
            // Words that share their first letters, as many as the depth: the one that ends here comes first.
            let mut rest = &words[range.clone()];
            if let Some((word, number)) = rest.first()
                && word.len() == depth
            {
                self.cells[node].word = number + 1;
                rest = &rest[1..];
            }
            let groups = || rest.chunk_by(|a, b| a.0[depth] == b.0[depth]);
            letters.clear();
            letters.extend(groups().map(|group| group[0].0[depth]));
            let Some(base) = self.place(&letters) else { continue };
            self.cells[node].base = u32::try_from(base).unwrap_or(LEAF);
            self.bases[base] = true;
            let mut from = range.end - rest.len();
            for group in groups() {
                let (word, number) = &group[0];
                let child = base + usize::from(word[depth]);
                self.cells[child].letter = word[depth];
                match group {
                    // The end of a word that no other goes on from.
                    [_] if word.len() == depth + 1 => self.cells[child].word = number + 1,
                    _ => open.push_back((child, from..from + group.len(), depth + 1)),
                }
                from += group.len();
            }
        }
    }

    /// A base of no other node from which every letter, they are sorted, falls on a free cell. `None` without letters.
    fn place(&mut self, letters: &[u16]) -> Option<usize> {
        let (first, last) = (usize::from(*letters.first()?), usize::from(*letters.last()?));
        let is_free = |cells: &[Cell], at: usize| cells.get(at).is_none_or(|cell| cell.letter == 0);
        let mut refused = 0;
        let mut at = self.lowest.max(first);
        loop {
            if is_free(&self.cells, at) {
                let base = at - first;
                let taken = self.bases.get(base).copied().unwrap_or(false);
                if !taken && letters.iter().all(|&letter| is_free(&self.cells, base + usize::from(letter))) {
                    let cells = self.cells.len().max(base + last + 1);
                    self.cells.resize(cells, FREE);
                    self.bases.resize(cells, false);
                    return Some(base);
                }
                refused += 1;
                if refused == PATIENCE {
                    self.lowest = at;
                }
            } else if at == self.lowest {
                self.lowest += 1;
            }
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longest_word_wins() {
        let trie = Trie::new([("工业", 0), ("工业投资", 1), ("工业增加值", 2), ("投资", 3), ("工业", 4), ("", 5), ("𠀀", 6)]);
        assert_eq!(trie.longest("工业投资63.4亿元"), Some((12, 1)));
        assert_eq!(trie.longest("工业增长"), Some((6, 0)));
        for none in ["投", "", "业", "𠀀", "\0"] {
            assert_eq!(trie.longest(none), None, "{none:?}");
        }
        assert!(trie.starts('投') && !trie.starts('资') && !trie.starts('𠀀'));
    }

    proptest! {
        /// Of all the words that the text starts with, the longest: as a search through the list finds it.
        #[test]
        fn as_a_search_through_the_list(words in prop::collection::vec("[一二三四1２a𠀀]{0,5}", 0..40), text in "[一二三四五1２a𠀀]{0,8}") {
            let trie = Trie::new(words.iter().map(String::as_str).zip(0..));
            let in_plane = |word: &&String| !word.is_empty() && word.chars().all(|c| c as u32 <= 0xFFFF);
            let fits = words.iter().filter(in_plane).filter(|word| text.starts_with(word.as_str()));
            let longest = fits.max_by_key(|word| word.len());
            let number = longest.and_then(|longest| words.iter().position(|word| word == longest)).and_then(|at| u32::try_from(at).ok());
            prop_assert_eq!(trie.longest(&text), longest.map(String::len).zip(number));
            let of_letters = trie.longest_of(&trie.letters(&text));
            prop_assert_eq!(of_letters.map(|(len, _, number)| (len, number)), trie.longest(&text));
            prop_assert!(of_letters.is_none_or(|(len, count, _)| text.chars().take(count).map(char::len_utf8).sum::<usize>() == len));
            let plain = words.iter().filter(in_plane);
            let head = text.split('𠀀').next().unwrap_or_default();
            prop_assert_eq!(trie.leads_on(&text), head.is_empty() || plain.clone().any(|word| word.starts_with(head)));
            for head in text.chars() {
                prop_assert_eq!(trie.starts(head), words.iter().filter(in_plane).any(|word| word.starts_with(head)));
            }
            let backwards: Vec<String> = words.iter().map(|word| word.chars().rev().collect()).collect();
            let trie_back = Trie::new(backwards.iter().map(String::as_str).zip(0..));
            let ends = words.iter().filter(in_plane).filter(|word| text.ends_with(word.as_str())).max_by_key(|word| word.len());
            let number = ends.and_then(|longest| words.iter().position(|word| word == longest)).and_then(|at| u32::try_from(at).ok());
            prop_assert_eq!(trie_back.longest_back(&text), number);
            let mut told = Vec::new();
            trie.each(&text, |word| told.push(word));
            let places = text.char_indices().filter_map(|(at, c)| trie.longest_at(&text, at).filter(|(len, _)| *len > c.len_utf8()));
            prop_assert_eq!(told, places.map(|(_, word)| word).collect::<Vec<_>>());
            let letters: Vec<u16> = text.chars().map(|c| trie.letter(c.into()).number).collect();
            if let [first, second, ..] = letters[..] && longest.is_some_and(|word| word.chars().count() > 1) {
                prop_assert!(trie.may_begin(first, second));
            }
        }
    }
}
