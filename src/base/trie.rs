//! Many words at once: the longest word of a vocabulary that begins at a place of a text.

/// A vocabulary. Each word carries a number; looking up is linear in the word's length and independent of the vocabulary's size.
#[derive(Clone, Debug)]
pub struct Trie {
    /// For each character of the basic plane, the node reached by it from the root; 0 for none.
    first: Vec<u32>,
    nodes: Vec<Node>,
    edges: Vec<(u16, u32)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// Range in `edges`, sorted by character.
    from: u32,
    to: u32,
    /// The word's number plus one; 0 where no word ends.
    word: u32,
}

impl Trie {
    /// Builds the vocabulary. Words outside the basic plane and empty words are left out; of two equal words the first counts.
    #[must_use]
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, u32)>) -> Self {
        let mut sorted: Vec<(Vec<u16>, u32)> = words
            .into_iter()
            .filter(|(word, _)| !word.is_empty() && word.chars().all(|c| u32::from(c) < 0x1_0000))
            .map(|(word, number)| (word.encode_utf16().collect(), number))
            .collect();
        sorted.sort_by(|a, b| a.0.cmp(&b.0));
        sorted.dedup_by(|later, earlier| later.0 == earlier.0);
        let mut trie = Self { first: vec![0; 0x1_0000], nodes: vec![Node::default()], edges: Vec::new() };
        trie.fill(0, &sorted, 0);
        let Node { from, to, .. } = trie.nodes[0];
        for &(character, node) in &trie.edges[from as usize..to as usize] {
            trie.first[usize::from(character)] = node;
        }
        trie
    }

    /// Makes the children of `node` from words that share its `depth` first characters. Depth is a word's length: at most a few dozen.
    fn fill(&mut self, node: usize, words: &[(Vec<u16>, u32)], depth: usize) {
        let mut rest = words;
        if let Some((word, number)) = rest.first()
            && word.len() == depth
        {
            self.nodes[node].word = number + 1;
            rest = &rest[1..];
        }
        let groups: Vec<&[(Vec<u16>, u32)]> = rest.chunk_by(|a, b| a.0[depth] == b.0[depth]).collect();
        let from = self.edges.len();
        for group in &groups {
            self.edges.push((group[0].0[depth], u32::try_from(self.nodes.len()).unwrap_or(0)));
            self.nodes.push(Node::default());
        }
        self.nodes[node].from = u32::try_from(from).unwrap_or(0);
        self.nodes[node].to = u32::try_from(self.edges.len()).unwrap_or(0);
        for (i, group) in groups.iter().enumerate() {
            let child = self.edges[from + i].1 as usize;
            self.fill(child, group, depth + 1);
        }
    }

    /// Whether some word begins with this character.
    #[must_use]
    pub fn starts(&self, character: char) -> bool {
        self.first.get(character as usize).is_some_and(|&node| node != 0)
    }

    /// The longest word at the start of `text`: its length in bytes and its number.
    #[must_use]
    pub fn longest(&self, text: &str) -> Option<(usize, u32)> {
        let mut characters = text.chars();
        let head = characters.next()?;
        let mut node = *self.first.get(head as usize)?;
        if node == 0 {
            return None;
        }
        let mut length = head.len_utf8();
        let mut best = None;
        loop {
            let here = self.nodes[node as usize];
            if here.word != 0 {
                best = Some((length, here.word - 1));
            }
            if here.from == here.to {
                return best;
            }
            let Some(next) = characters.next() else { return best };
            let Ok(code) = u16::try_from(u32::from(next)) else { return best };
            let edges = &self.edges[here.from as usize..here.to as usize];
            let Ok(at) = edges.binary_search_by_key(&code, |e| e.0) else { return best };
            node = edges[at].1;
            length += next.len_utf8();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins() {
        let trie = Trie::new([("工业", 0), ("工业投资", 1), ("工业增加值", 2), ("投资", 3)]);
        assert_eq!(trie.longest("工业投资63.4亿元"), Some((12, 1)));
        assert_eq!(trie.longest("工业增长"), Some((6, 0)));
        assert_eq!(trie.longest("投"), None);
        assert_eq!(trie.longest(""), None);
        assert!(trie.starts('投') && !trie.starts('资'));
    }
}
