//! Answers that were given, kept as long as the ledger stays as it is.
//!
//! In: what an answer depends on. Out: its ETag, and the answer where it was given before. The first page asked for twice is made once; after `attache add` its
//! ETag is another, and it is made anew.

use super::answer::Answer;
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Answers kept together, at most, in bytes; and the largest that is kept.
const ALL: usize = 32 << 20;
const ONE: usize = 2 << 20;

/// Answers, the oldest first.
#[derive(Default)]
pub struct Cache(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    answers: VecDeque<(String, Arc<Answer>)>,
    bytes: usize,
}

impl Cache {
    /// The answer of a tag.
    pub fn get(&self, tag: &str) -> Option<Arc<Answer>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.answers.iter().find(|(known, _)| known == tag).map(|(_, answer)| answer.clone())
    }

    /// Keeps an answer; the oldest make room.
    pub fn put(&self, tag: &str, answer: Arc<Answer>) {
        if answer.body.len() > ONE || !answer.is_lasting {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += answer.body.len();
        kept.answers.push_back((tag.to_string(), answer));
        while kept.bytes > ALL {
            let Some((_, gone)) = kept.answers.pop_front() else { break };
            kept.bytes -= gone.body.len();
        }
    }
}

/// A strong ETag of all that an answer depends on, and of this program.
pub fn tag(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in [env!("CARGO_PKG_VERSION")].iter().chain(parts) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let hex: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hex}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_make_room() {
        let cache = Cache::default();
        let answer = |bytes: usize| Arc::new(Answer::text("x".repeat(bytes)));
        for number in 0..40 {
            cache.put(&number.to_string(), answer(1 << 20));
        }
        assert!(cache.get("0").is_none() && cache.get("39").is_some());
        cache.put("large", answer(ONE + 1));
        assert!(cache.get("large").is_none());
        assert_ne!(tag(&["ab", "c"]), tag(&["a", "bc"]));
    }
}
