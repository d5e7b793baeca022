//! Which part of a page is the article, and what around it belongs to it. Told by where the sentences and figures stand and
//! where the links, and by what the page calls its parts; by no site's name.
//!
//! 1. Weigh every element: the characters of sentences and of table cells with figures in it that are in no link.
//! 2. Go down from the page to the innermost element that holds nearly all of that weight.
//! 3. Inside it, leave out what the page names as navigation and blocks that are mostly links.
//! 4. Beside it, keep what has few links; of parts with many only headings and fields such as 来源：某局.

use super::pieces::{Piece, Writer};
use super::tree::{Kind, Tree};
use crate::import::flow::Block;
use serde::Deserialize;
use std::sync::LazyLock;

/// See the comments in `assets/html.ron`.
#[derive(Debug, Default, Deserialize)]
struct Words {
    furniture: Vec<String>,
    furniture_words: Vec<String>,
}

/// The built-in words. A test holds that they can be read; should they not, there are none.
static WORDS: LazyLock<Words> = LazyLock::new(|| parse().unwrap_or_default());

fn parse() -> Result<Words, ron::error::SpannedError> {
    ron::from_str(include_str!("../../../assets/html.ron"))
}

/// So much of the weight, in characters, may lie outside the article: a notice, an address.
const REST: usize = 150;
/// Or this share of it, in hundredths.
const REST_SHARE: usize = 3;
/// Of a part that is furniture, links make at least this share, in hundredths.
const LINKED_SHARE: usize = 30;
/// A block with this share of links, in hundredths, is a menu wherever it stands.
const MENU_SHARE: usize = 60;
/// How many characters a field's name has at most: 发布时间.
const LONGEST_KEY: usize = 10;
/// How many of the first lines are searched for the page's title.
const TITLE_LINES: usize = 30;

/// What an element holds, everything in it included.
#[derive(Clone, Copy, Default)]
struct Weight {
    /// Characters that are seen.
    chars: usize,
    /// Those in links.
    linked: usize,
    /// Those of sentences and figures outside links and furniture.
    told: usize,
}

/// The article's lines and tables, with those around it that belong to it.
pub(super) fn read(tree: &Tree) -> Vec<Block> {
    let mut unseen = hidden(tree);
    let mut weights = weigh(tree, &unseen);
    if weights.first().is_some_and(|page| page.chars == 0) && unseen.contains(&true) {
        // The page hides everything until a script shows it.
        unseen.iter_mut().for_each(|hidden| *hidden = false);
        weights = weigh(tree, &unseen);
    }
    let total = weights.first().map_or(0, |page| page.told);
    let weight = |at: u32| weights.get(at as usize).copied().unwrap_or_default();
    let leave = |at: u32| {
        let (kind, weight) = (tree.kind(at), weight(at));
        unseen.get(at as usize).copied().unwrap_or(false)
            || (total > 0 && is_furniture(tree, at) && weight.told * 4 < total)
            || (total > 0 && is_menu(kind, weight))
    };
    let root = root(tree, &weights);
    let mut chain = vec![root];
    while let Some(parent) = chain.last().and_then(|&at| tree.node(at)).filter(|node| node.kind != Kind::Root) {
        chain.push(parent.parent);
    }
    chain.reverse();
    let mut before = Vec::new();
    let mut after: Vec<Piece> = Vec::new();
    for pair in chain.windows(2) {
        let &[parent, own] = pair else { continue };
        let mut beyond = Vec::new();
        for child in tree.children(parent).filter(|&child| child != own) {
            let side = if child < own { &mut before } else { &mut beyond };
            let Weight { chars, linked, told } = weight(child);
            let is_part = linked == 0 || (linked * 100 < chars * LINKED_SHARE && told > 0);
            let mut writer = Writer::new(tree, &leave);
            writer.node(child);
            side.extend(writer.finish().into_iter().filter(|piece| is_part || belongs(piece)));
        }
        // What follows the inner parts comes before what follows the outer ones.
        beyond.append(&mut after);
        after = beyond;
    }
    let mut writer = Writer::new(tree, &leave);
    if root == 0 {
        tree.children(0).for_each(|child| writer.node(child));
    } else {
        writer.node(root);
    }
    let article = writer.finish();
    let mut blocks: Vec<Block> = before.into_iter().chain(article).chain(after).map(|piece| piece.block).collect();
    if let Some(title) = missing_title(tree, &blocks) {
        blocks.insert(0, Block::Line(title));
    }
    blocks
}

/// Which nodes lie within what the page hides.
fn hidden(tree: &Tree) -> Vec<bool> {
    let mut hidden = vec![false; tree.nodes.len()];
    for at in (0_u32..).take(tree.nodes.len()) {
        let above = tree.node(at).and_then(|node| hidden.get(node.parent as usize)).copied().unwrap_or(false);
        if let Some(slot) = hidden.get_mut(at as usize) {
            *slot = above || tree.attributes(at).is_some_and(|a| a.hidden);
        }
    }
    hidden
}

/// Weighs every node.
fn weigh(tree: &Tree, hidden: &[bool]) -> Vec<Weight> {
    let mut weights = vec![Weight::default(); tree.nodes.len()];
    // On the way down: within a link, within a table's cell.
    let mut within = vec![(false, false); tree.nodes.len()];
    for at in (0_u32..).take(tree.nodes.len()) {
        let Some(node) = tree.node(at) else { continue };
        let (mut link, mut cell) = within.get(node.parent as usize).copied().unwrap_or_default();
        link |= node.kind == Kind::Link;
        cell |= node.kind == Kind::Cell;
        if let Some(slot) = within.get_mut(at as usize) {
            *slot = (link, cell);
        }
        if node.kind == Kind::Text && !hidden.get(at as usize).copied().unwrap_or(false) {
            let words = tree.words(at);
            let chars = words.chars().filter(|c| !c.is_whitespace()).count();
            let figure = || cell && words.trim().starts_with(|c: char| c.is_ascii_digit() || c == '-');
            let told = !link && (words.contains(['，', '。', '；', '、']) || figure());
            if let Some(slot) = weights.get_mut(at as usize) {
                *slot = Weight { chars, linked: if link { chars } else { 0 }, told: if told { chars } else { 0 } };
            }
        }
    }
    // On the way up: children come after their parents.
    for at in (1..weights.len()).rev() {
        let Some(own) = weights.get(at).copied() else { continue };
        let parent = tree.nodes.get(at).map_or(0, |node| node.parent as usize);
        if let Some(sum) = weights.get_mut(parent) {
            sum.chars += own.chars;
            sum.linked += own.linked;
            sum.told += own.told;
        }
    }
    weights
}

/// The innermost element that holds nearly everything told.
fn root(tree: &Tree, weights: &[Weight]) -> u32 {
    let told = |at: u32| weights.get(at as usize).map_or(0, |weight| weight.told);
    let total = told(0);
    let rest = REST.max(total * REST_SHARE / 100);
    let (mut at, mut root) = (0, 0);
    while let Some(child) = tree.children(at).max_by_key(|&child| told(child)).filter(|&child| told(child) > 0) {
        let kind = tree.kind(child);
        let holds = told(child) * 2 > total && total - told(child) <= rest;
        if !holds || matches!(kind, Kind::Paragraph | Kind::Heading | Kind::Text | Kind::Link) {
            break;
        }
        at = child;
        // A table or a row alone is no article; a cell that holds everything is.
        if matches!(kind, Kind::Block | Kind::Cell | Kind::Verbatim) {
            root = child;
        }
    }
    root
}

/// Whether the page calls a part navigation, footer, or the like.
fn is_furniture(tree: &Tree, at: u32) -> bool {
    if tree.kind(at) == Kind::Furniture {
        return true;
    }
    if !matches!(tree.kind(at), Kind::Block | Kind::List | Kind::Table | Kind::Cell | Kind::Row | Kind::Paragraph | Kind::Inline) {
        return false;
    }
    let Some(attributes) = tree.attributes(at) else { return false };
    attributes.names.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).any(|word| {
        WORDS.furniture.iter().any(|part| word.contains(part.as_str()))
            || WORDS.furniture_words.iter().any(|own| word == own || (own.len() > 2 && word.ends_with(own.as_str())))
    })
}

/// Whether a block is mostly links and tells nothing.
fn is_menu(kind: Kind, weight: Weight) -> bool {
    let block =
        matches!(kind, Kind::Block | Kind::Paragraph | Kind::List | Kind::Numbered | Kind::Item | Kind::Term | Kind::Table | Kind::Row);
    block && weight.chars > 0 && weight.linked * 100 >= weight.chars * MENU_SHARE
}

/// Whether a line from a part with many links belongs to the article: its title, or a field that tells of it.
fn belongs(piece: &Piece) -> bool {
    let Block::Line(words) = &piece.block else { return false };
    if piece.linked * 2 > piece.chars {
        return false;
    }
    let key = words.split_once(['：', ':']).map_or("", |(key, _)| key.trim());
    let count = key.chars().filter(|c| !c.is_whitespace()).count();
    piece.heading || ((2..=LONGEST_KEY).contains(&count) && key.chars().all(|c| c > '\u{2E80}' || c.is_whitespace()))
}

/// The article's title as the page's head names it, where no line near the top says it. The page's own title is often the
/// site's: it counts only where the article begins without any.
fn missing_title(tree: &Tree, blocks: &[Block]) -> Option<String> {
    let squeeze = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let lines = || blocks.iter().filter_map(|block| if let Block::Line(words) = block { Some(words.as_str()) } else { None });
    let untitled = || lines().next().is_none_or(|first| first.contains('。') || first.chars().count() > 60);
    let title = match tree.article_title.as_str() {
        "" => tree.title.split(['_', '|', '－', '—', '–', '-']).next().filter(|_| untitled())?,
        named => named,
    };
    let plain = squeeze(title);
    let chinese = plain.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
    if chinese < 6 || chinese * 2 < plain.chars().count() {
        return None;
    }
    // A title may be broken into two lines.
    let said = lines().take(TITLE_LINES).map(squeeze).any(|l| l.chars().count() >= 4 && (l.contains(&plain) || plain.contains(&l)));
    if said { None } else { Some(title.split_whitespace().collect::<Vec<_>>().join(" ")) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_can_be_read() {
        assert!(super::parse().unwrap().furniture.len() > 5);
    }
}
