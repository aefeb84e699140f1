//! Named entities: runs of tokens with a kind.
//!
//! In: a vector for each token and the sentence starts. Out: [`Entity`] runs. "the Islamic Emirate of Afghanistan" is a `GPE`.
//!
//! Source: one move a token of the BILUO scheme (Ratinov and Roth, 2009; Lample et al., 2016), chosen greedily by the scorer of
//! [`crate::network::scorer`]; as spaCy does it, an entity crosses no sentence start and begins with no white space.

use crate::document::Entity;
use crate::model::{Model, ModelError, Move};
use crate::network::scorer::{MoveScorer, SlotProducts};

/// Tokens a move looks at: this one, the first of the open entity, the one before.
const SLOTS: usize = 3;

const BEGIN: u8 = 1;
const IN: u8 = 2;
const LAST: u8 = 3;
const UNIT: u8 = 4;
const OUT: u8 = 5;

/// The entity recogniser of a model, shared by all threads.
pub struct Recogniser {
    scorer: MoveScorer,
    moves: Vec<Move>,
    /// For each move, the number of its label.
    move_labels: Vec<u8>,
    labels: Vec<String>,
}

impl Recogniser {
    /// Takes the recogniser from a model; `width` is that of the vectors.
    ///
    /// # Errors
    /// If its arrays are missing or of another shape, or it has no move that leaves a token out.
    pub fn new(model: &Model, width: usize) -> Result<Recogniser, ModelError> {
        let moves = model.blueprint.ner_moves.clone();
        let scorer = MoveScorer::new(model, "ner", width, SLOTS, moves.len())?;
        if !moves.iter().any(|step| step.action == OUT) {
            return Err(ModelError::new("the entity recogniser has no move for tokens of no entity"));
        }
        let mut labels: Vec<String> = Vec::new();
        let mut move_labels = Vec::new();
        for step in &moves {
            let at = labels.iter().position(|label| *label == step.label).unwrap_or_else(|| {
                labels.push(step.label.clone());
                labels.len() - 1
            });
            move_labels.push(u8::try_from(at).map_err(|_| ModelError::new("too many kinds of entities"))?);
        }
        Ok(Recogniser { scorer, moves, move_labels, labels })
    }

    /// The kinds, by the numbers entities have.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Finds the entities of a text of which `vectors` holds `width` numbers a token, numbering its tokens from `base`.
    #[allow(clippy::too_many_arguments, reason = "a text is four slices; a struct for one call would hide them")]
    pub fn recognise(
        &self,
        vectors: &[f32],
        width: usize,
        is_space: &[bool],
        starts: &[bool],
        base: usize,
        products: &mut SlotProducts,
        entities: &mut Vec<Entity>,
    ) {
        self.scorer.prepare(vectors, width, products);
        let count = is_space.len();
        // First token and label of the entity being read.
        let mut open: Option<(usize, u8)> = None;
        for token in 0..count {
            let first = open.map_or(-1, |(first, _)| first as i32);
            let before = if open.is_some() { token as i32 - 1 } else { -1 };
            self.scorer.score::<SLOTS>(products, [token as i32, first, before]);
            let may_go_on = token + 1 < count && !starts[token + 1];
            let mut best = (0u8, 0u8, f32::NEG_INFINITY);
            for (at, step) in self.moves.iter().enumerate() {
                let label = self.move_labels[at];
                let continues = open.is_some_and(|(_, open)| open == label);
                let allowed = match step.action {
                    BEGIN => open.is_none() && may_go_on && !step.label.is_empty() && !is_space[token],
                    IN => continues && may_go_on,
                    LAST => continues,
                    UNIT => open.is_none() && !step.label.is_empty() && !is_space[token],
                    OUT => open.is_none(),
                    _ => false,
                };
                if allowed && products.scores[at] > best.2 {
                    best = (step.action, label, products.scores[at]);
                }
            }
            let (action, label, _) = best;
            match action {
                BEGIN => open = Some((token, label)),
                LAST | UNIT => {
                    let first = open.take().map_or(token, |(first, _)| first);
                    entities.push(Entity { start: base + first, end: base + token + 1, label });
                }
                _ => {}
            }
        }
    }
}
