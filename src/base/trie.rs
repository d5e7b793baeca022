//! Many words at once: the longest word of a vocabulary that begins at a place of a text.

/// A vocabulary. Each word carries a number; looking up is linear in the word's length and independent of the vocabulary's size.
///
/// A double array: the node that a letter leads to from another lies at a fixed distance, the letter's number, from that node's
/// `base`, and says whose child it is. One step is two loads, whether a node has one child or a thousand.
#[derive(Clone, Debug)]
pub struct Trie {
    /// For each character of the basic plane its number among those that words have, frequent ones first; 0 for the others.
    letters: Vec<u16>,
    cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    /// Whose child it is; [`FREE`] where no node lies.
    parent: u32,
    /// The child by a letter lies so far on, plus the letter.
    base: u32,
    /// The word's number plus one; 0 where no word ends.
    word: u32,
}

/// No node's place.
const FREE: u32 = u32::MAX;
/// Where the root lies.
const ROOT: u32 = 0;
/// How many places a node may refuse before the lowest free cell is given up for all that follow.
const PATIENCE: usize = 64;

impl Trie {
    /// Builds the vocabulary. Words outside the basic plane and empty words are left out; of two equal words the first counts.
    #[must_use]
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, u32)>) -> Self {
        let mut spelled: Vec<(Vec<u16>, u32)> = words
            .into_iter()
            .filter(|(word, _)| !word.is_empty() && word.chars().all(|c| u32::from(c) < 0x1_0000))
            .map(|(word, number)| (word.encode_utf16().collect(), number))
            .collect();
        let letters = number_letters(&spelled);
        for letter in spelled.iter_mut().flat_map(|(word, _)| word) {
            *letter = letters.get(usize::from(*letter)).copied().unwrap_or(0);
        }
        spelled.sort_by(|a, b| a.0.cmp(&b.0));
        spelled.dedup_by(|later, earlier| later.0 == earlier.0);
        let mut builder = Builder { cells: vec![Cell { parent: ROOT, base: 0, word: 0 }], lowest: 1 };
        builder.fill(ROOT, &spelled, 0);
        Self { letters, cells: builder.cells }
    }

    /// Whether some word begins with this character.
    #[must_use]
    pub fn starts(&self, character: char) -> bool {
        self.child(ROOT, self.cells.first().map_or(0, |root| root.base), character).is_some()
    }

    /// The longest word at the start of `text`: its length in bytes and its number.
    #[must_use]
    pub fn longest(&self, text: &str) -> Option<(usize, u32)> {
        let (mut node, mut base) = (ROOT, self.cells.first()?.base);
        let (mut length, mut best) = (0, None);
        for character in text.chars() {
            let Some((child, cell)) = self.child(node, base, character) else { break };
            length += character.len_utf8();
            if cell.word != 0 {
                best = Some((length, cell.word - 1));
            }
            (node, base) = (child, cell.base);
        }
        best
    }

    /// The node that a character leads to.
    #[inline]
    fn child(&self, node: u32, base: u32, character: char) -> Option<(u32, Cell)> {
        let letter = self.letters.get(character as usize).copied().filter(|&letter| letter != 0)?;
        let at = base + u32::from(letter);
        let cell = *self.cells.get(at as usize)?;
        (cell.parent == node).then_some((at, cell))
    }
}

/// Numbers the characters of the words from 1, the most frequent first: so that children lie close together.
fn number_letters(words: &[(Vec<u16>, u32)]) -> Vec<u16> {
    let mut counts = vec![0_u32; 0x1_0000];
    words.iter().flat_map(|(word, _)| word).for_each(|&letter| counts[usize::from(letter)] += 1);
    let mut used: Vec<u16> = (0..=u16::MAX).filter(|&letter| counts[usize::from(letter)] > 0).collect();
    used.sort_by_key(|&letter| std::cmp::Reverse(counts[usize::from(letter)]));
    let mut letters = vec![0; 0x1_0000];
    for (&letter, number) in used.iter().zip(1_u16..) {
        letters[usize::from(letter)] = number;
    }
    letters
}

struct Builder {
    cells: Vec<Cell>,
    /// No cell below it is tried for children any more.
    lowest: usize,
}

impl Builder {
    /// Makes the children of `node` from words that share its `depth` first letters. Depth is a word's length: at most a few dozen.
    fn fill(&mut self, node: u32, words: &[(Vec<u16>, u32)], depth: usize) {
        let mut rest = words;
        if let Some((word, number)) = rest.first()
            && word.len() == depth
        {
            self.cells[node as usize].word = number + 1;
            rest = &rest[1..];
        }
        let groups: Vec<&[(Vec<u16>, u32)]> = rest.chunk_by(|a, b| a.0[depth] == b.0[depth]).collect();
        let children: Vec<u16> = groups.iter().map(|group| group[0].0[depth]).collect();
        let Some(&first) = children.first() else { return };
        let base = self.place(&children, usize::from(first));
        self.cells[node as usize].base = u32::try_from(base).unwrap_or(0);
        for &letter in &children {
            self.cells[base + usize::from(letter)].parent = node;
        }
        for (group, &letter) in groups.iter().zip(&children) {
            self.fill(u32::try_from(base + usize::from(letter)).unwrap_or(0), group, depth + 1);
        }
    }

    /// A base from which every child falls on a free cell. `first` is the smallest child.
    fn place(&mut self, children: &[u16], first: usize) -> usize {
        let is_free = |cells: &[Cell], at: usize| cells.get(at).is_none_or(|cell| cell.parent == FREE);
        let mut refused = 0;
        let mut at = self.lowest.max(first);
        loop {
            if is_free(&self.cells, at) {
                let base = at - first;
                if children.iter().all(|&letter| is_free(&self.cells, base + usize::from(letter))) {
                    let end = base + children.last().map_or(0, |&letter| usize::from(letter)) + 1;
                    if self.cells.len() < end {
                        self.cells.resize(end, Cell { parent: FREE, base: 0, word: 0 });
                    }
                    return base;
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
            for head in text.chars() {
                prop_assert_eq!(trie.starts(head), words.iter().filter(in_plane).any(|word| word.starts_with(head)));
            }
        }
    }
}
