//! Boosted decision trees: numbers in, a probability out.
//!
//! In: a weights file and rows of numbers. Out: for each row a probability, 0-1. `cargo xtask train-lines` makes the files.
//!
//! The trees are oblivious (all nodes of a level ask one question, as in CatBoost, Prokhorenkova et al. 2018), so a tree
//! is six comparisons and one table look-up, the same for all rows: fast, and deterministic, since sums run in file order.

/// Questions a tree asks.
pub const DEPTH: usize = 6;
const LEAVES: usize = 1 << DEPTH;
const MAGIC: &[u8; 8] = b"ATTFRST1";
/// Leaf values are stored as 16-bit integers of this fraction.
const UNIT: f32 = 1.0 / 4096.0;

/// A tree that asks the same question everywhere on a level.
#[derive(Clone, Debug, PartialEq)]
pub struct ObliviousTree {
    /// For each level: the number asked about, and the threshold it must be above.
    pub questions: [(u16, f32); DEPTH],
    /// What each combination of answers adds; the first question is the lowest bit.
    pub leaves: [i16; LEAVES],
}

/// A sum of trees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    /// Numbers a row must have.
    pub width: usize,
    /// What the sum starts from, in log odds.
    pub bias: f32,
    /// The trees, in the order they are added.
    pub trees: Vec<ObliviousTree>,
}

impl Forest {
    /// Rounds a leaf value, in log odds, as the file stores it.
    pub fn round_leaf(value: f32) -> i16 {
        (value / UNIT).clamp(f32::from(i16::MIN), f32::from(i16::MAX)).round() as i16
    }

    /// The probability of each row; `rows` has `width` numbers a row. `O(rows x trees)`.
    pub fn predict(&self, rows: &[f32]) -> Vec<f32> {
        let count = rows.len() / self.width.max(1);
        // Column by column, so that the compiler compares many rows at once.
        let mut columns = vec![0f32; rows.len()];
        for (at, row) in rows.chunks_exact(self.width.max(1)).enumerate() {
            for (number, value) in row.iter().enumerate() {
                columns[number * count + at] = *value;
            }
        }
        let mut sums = vec![self.bias; count];
        let mut leaf = vec![0u8; count];
        for tree in &self.trees {
            leaf.fill(0);
            for (level, (number, threshold)) in tree.questions.iter().enumerate() {
                let column = &columns[*number as usize * count..][..count];
                for (slot, value) in leaf.iter_mut().zip(column) {
                    *slot |= u8::from(value > threshold) << level;
                }
            }
            for (sum, slot) in sums.iter_mut().zip(&leaf) {
                *sum += f32::from(tree.leaves[*slot as usize]) * UNIT;
            }
        }
        sums.into_iter().map(|sum| 1.0 / (1.0 + (-sum).exp())).collect()
    }

    /// The weights file: magic, width, bias, count, then each tree's questions and leaves; little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend((self.width as u16).to_le_bytes());
        out.extend(self.bias.to_le_bytes());
        out.extend((self.trees.len() as u16).to_le_bytes());
        for tree in &self.trees {
            for (number, threshold) in tree.questions {
                out.extend(number.to_le_bytes());
                out.extend(threshold.to_le_bytes());
            }
            tree.leaves.iter().for_each(|leaf| out.extend(leaf.to_le_bytes()));
        }
        out
    }

    /// Reads a weights file.
    ///
    /// # Errors
    /// One line, where the file is not one, is cut short, or asks about numbers beyond its width.
    pub fn from_bytes(bytes: &[u8]) -> Result<Forest, String> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or("not a weights file of this version")?;
        let mut take = |count: usize| -> Result<&[u8], String> {
            let (head, tail) = rest.split_at_checked(count).ok_or("the weights file is cut short")?;
            rest = tail;
            Ok(head)
        };
        let short = |bytes: &[u8]| u16::from_le_bytes([bytes[0], bytes[1]]);
        let real = |bytes: &[u8]| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        let width = short(take(2)?) as usize;
        let bias = real(take(4)?);
        let count = short(take(2)?);
        let mut trees = Vec::with_capacity(count.into());
        for _ in 0..count {
            let mut tree = ObliviousTree { questions: [(0, 0.0); DEPTH], leaves: [0; LEAVES] };
            for question in &mut tree.questions {
                *question = (short(take(2)?), real(take(4)?));
                if question.0 as usize >= width {
                    return Err(format!("a tree asks about number {} of {width}", question.0));
                }
            }
            for leaf in &mut tree.leaves {
                *leaf = short(take(2)?) as i16;
            }
            trees.push(tree);
        }
        Ok(Forest { width, bias, trees })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forest() -> Forest {
        let mut tree = ObliviousTree { questions: [(1, 0.5); DEPTH], leaves: [0; LEAVES] };
        tree.leaves[LEAVES - 1] = Forest::round_leaf(2.0);
        Forest { width: 2, bias: -1.0, trees: vec![tree] }
    }

    #[test]
    fn rows_are_scored() {
        let scores = forest().predict(&[0.0, 1.0, 0.0, 0.0]);
        assert!((scores[0] - 0.731).abs() < 1e-3 && (scores[1] - 0.269).abs() < 1e-3);
    }

    #[test]
    fn the_file_round_trips_and_damage_is_told() {
        let bytes = forest().to_bytes();
        assert_eq!(Forest::from_bytes(&bytes), Ok(forest()));
        assert!(Forest::from_bytes(&bytes[..40]).is_err());
        assert!(Forest::from_bytes(b"something else").is_err());
        let mut foreign = bytes.clone();
        foreign[16] = 200;
        assert!(Forest::from_bytes(&foreign).is_err());
    }
}
