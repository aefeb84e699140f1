//! Groups that grow together.
//!
//! In: pairs that belong together, in any order. Out: [`Joined`], which tells the group of each: of five, with 0 and 3, 3 and 4 joined, the groups of 0, 1 and 2.
//!
//! Union-find (Galler and Fischer 1964) by the least member, so that the outcome is a function of the set of pairs.

use std::collections::BTreeMap;

/// Groups that grow together (union-find). A group's root is its least member.
#[derive(Clone, Debug)]
pub struct Joined(Vec<usize>);

impl Joined {
    /// So many of one each.
    pub fn new(count: usize) -> Joined {
        Joined((0..count).collect())
    }

    /// The least member of one's group.
    pub fn root(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    /// Makes one group of two.
    pub fn join(&mut self, a: usize, b: usize) {
        let root = self.root(a).min(self.root(b));
        // All on the way lead to the root directly from now on.
        for mut at in [a, b] {
            while self.0[at] != at {
                at = std::mem::replace(&mut self.0[at], root);
            }
            self.0[at] = root;
        }
    }

    /// All groups, by their least members.
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.0.len() {
            groups.entry(self.root(at)).or_default().push(at);
        }
        groups.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_pairs_changes_nothing() {
        let groups = |pairs: &[(usize, usize)]| {
            let mut joined = Joined::new(5);
            pairs.iter().for_each(|(a, b)| joined.join(*a, *b));
            joined.groups()
        };
        let expected = vec![vec![0, 3, 4], vec![1], vec![2]];
        assert_eq!(groups(&[(3, 4), (0, 3)]), expected);
        assert_eq!(groups(&[(0, 3), (4, 3), (4, 0)]), expected);
    }
}
