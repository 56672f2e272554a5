//! The phrases of the lexicon, and which of them stand at a place of a text.
//!
//! They make a tree, a character at each node. Looking them up at every place of a text
//! is as fast as an automaton, whose failure links save little where phrases are short,
//! and building it takes a fifth of the time, which each process that reads a policy pays.

use super::{Folded, Tag};

/// Phrases that are not yet in order.
#[derive(Default)]
pub(super) struct Unsorted {
    /// Characters of all, one phrase behind the other.
    chars: Vec<char>,
    phrases: Vec<Phrase>,
}

#[derive(Clone, Copy)]
struct Phrase {
    /// Its first characters, to be compared at once.
    front: u128,
    start: u32,
    end: u32,
    tag: Tag,
}

impl Unsorted {
    pub fn add(&mut self, phrase: &Folded, tag: Tag) {
        let start = self.chars.len() as u32;
        self.chars.extend_from_slice(&phrase.chars);
        // A character takes 21 bits.
        let front = (0..6).fold(0, |front, at| {
            let c = phrase.chars.get(at).copied().unwrap_or_default();
            front << 21 | u128::from(u32::from(c))
        });
        self.phrases.push(Phrase {
            front,
            start,
            end: self.chars.len() as u32,
            tag,
        });
    }

    pub fn sort(self) -> Phrases {
        let (chars, mut phrases) = (self.chars, self.phrases);
        phrases.sort_unstable_by_key(|phrase| phrase.front);
        for alike in phrases.chunk_by_mut(|a, b| a.front == b.front) {
            alike.sort_unstable_by_key(|phrase| (phrase.of(&chars), phrase.tag));
        }
        phrases.dedup_by(|a, b| a.tag == b.tag && a.of(&chars) == b.of(&chars));
        Phrases::new(&phrases, &chars)
    }
}

impl Phrase {
    fn of<'c>(&self, chars: &'c [char]) -> &'c [char] {
        let range = self.start as usize..self.end as usize;
        chars.get(range).unwrap_or_default()
    }
}

/// A tree of phrases.
pub(super) struct Phrases {
    /// The first node is the root; the children of a node stand together, in order, and
    /// behind those of the node before it.
    nodes: Vec<Node>,
    /// The character that leads to each node.
    labels: Vec<char>,
    /// Tags of the phrases that end at the nodes, in the order of these.
    tags: Vec<Tag>,
    /// By character, the node it leads to from the root; the root for none.
    roots: Vec<u32>,
    /// By node below the root, a bit for each character that may follow there: most places
    /// of a text begin no phrase, and this tells it without a search.
    seconds: Vec<u64>,
}

/// Where the children and the tags of a node begin; they end where the next one's do.
#[derive(Clone, Copy)]
struct Node {
    children: u32,
    tags: u32,
}

impl Phrases {
    /// `sorted` are in order, and distinct where their tags are the same.
    fn new(sorted: &[Phrase], chars: &[char]) -> Self {
        let mut tree = Self {
            nodes: Vec::with_capacity(chars.len()),
            labels: Vec::with_capacity(chars.len()),
            tags: Vec::new(),
            roots: Vec::new(),
            seconds: vec![0],
        };
        // The phrases below each node, and how deep it is.
        let mut below: Vec<(&[Phrase], usize)> = Vec::with_capacity(chars.len());
        below.push((sorted, 0));
        tree.labels.push('\0');
        while let Some(&(phrases, depth)) = below.get(tree.nodes.len()) {
            tree.nodes.push(Node {
                children: tree.labels.len() as u32,
                tags: tree.tags.len() as u32,
            });
            let next = |phrase: &Phrase| phrase.of(chars).get(depth).copied();
            for group in phrases.chunk_by(|a, b| next(a) == next(b)) {
                match group.first().and_then(next) {
                    Some(c) => {
                        tree.labels.push(c);
                        below.push((group, depth + 1));
                    }
                    None => tree.tags.extend(group.iter().map(|phrase| phrase.tag)),
                }
            }
        }
        tree.nodes.push(Node {
            children: tree.labels.len() as u32,
            tags: tree.tags.len() as u32,
        });
        let last = tree.nodes.get(1).map_or(1, |node| node.children as usize);
        let last_root = tree.labels.get(1..last).and_then(<[char]>::last);
        tree.roots = vec![0; last_root.map_or(0, |c| *c as usize + 1)];
        for at in 1..last {
            let root = tree.labels.get(at).map(|c| *c as usize);
            if let Some(root) = root.and_then(|c| tree.roots.get_mut(c)) {
                *root = at as u32;
            }
            let letters = tree.children(at).iter();
            let seconds = letters.fold(0, |seconds, c| seconds | bit(*c));
            tree.seconds.push(seconds);
        }
        tree
    }

    /// The characters that lead on from a node.
    fn children(&self, node: usize) -> &[char] {
        let Some([here, next]) = self.nodes.get(node..node + 2) else {
            return &[];
        };
        let children = self
            .labels
            .get(here.children as usize..next.children as usize);
        children.unwrap_or_default()
    }

    /// How many, different ones.
    pub fn len(&self) -> usize {
        let ends = |pair: &&[Node]| matches!(pair, [a, b] if a.tags < b.tags);
        self.nodes.windows(2).filter(ends).count()
    }

    /// Gives `found` the phrases that `text` begins with, the shorter first: number of
    /// characters and tags.
    #[inline]
    pub fn beginning(&self, text: &[char], found: impl FnMut(usize, &[Tag])) {
        let root = text.first().and_then(|c| self.roots.get(*c as usize));
        if let Some(&root) = root.filter(|root| **root != 0) {
            self.below(root as usize, text, found);
        }
    }

    /// Likewise, from the node on that the first character leads to.
    fn below(&self, root: usize, text: &[char], mut found: impl FnMut(usize, &[Tag])) {
        let mut node = root;
        let mut depth = 1;
        while let Some([here, next]) = self.nodes.get(node..node + 2) {
            if here.tags < next.tags
                && let Some(tags) = self.tags.get(here.tags as usize..next.tags as usize)
            {
                found(depth, tags);
            }
            let follows = text.get(depth);
            let Some(c) = follows.filter(|c| depth > 1 || self.may_follow(node, **c)) else {
                return;
            };
            let first = here.children as usize;
            let children = self.labels.get(first..next.children as usize);
            let Some(Ok(at)) = children.map(|children| children.binary_search(c)) else {
                return;
            };
            node = first + at;
            depth += 1;
        }
    }

    /// Whether a second character may lead on from a node below the root.
    fn may_follow(&self, node: usize, c: char) -> bool {
        self.seconds.get(node).is_some_and(|all| all & bit(c) != 0)
    }
}

/// One bit of 64 for a character; neighbours in Unicode have different ones.
fn bit(c: char) -> u64 {
    1 << (c as u32 & 63)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn finds_all_that_a_text_begins_with(
            phrases in prop::collection::vec(("[a-c信息]{1,8}", 0u16..3), 0..24),
            text in "[a-c信息]{0,10}",
        ) {
            let mut unsorted = Unsorted::default();
            let mut expected = Vec::new();
            for (phrase, sdk) in &phrases {
                unsorted.add(&Folded::new(phrase), Tag::Sdk(*sdk));
                if text.starts_with(phrase.as_str()) {
                    expected.push((phrase.chars().count(), Tag::Sdk(*sdk)));
                }
            }
            expected.sort_unstable();
            expected.dedup();
            let chars: Vec<char> = text.chars().collect();
            let sorted = unsorted.sort();
            let mut found = Vec::new();
            sorted.beginning(&chars, |length, tags| {
                found.extend(tags.iter().map(|tag| (length, *tag)));
            });
            prop_assert_eq!(found, expected);
        }
    }
}
