//! The tree: heads and relations, and with them the sentences.
//!
//! In: a vector for each token. Out: [`Tree`]. In "Moscow said it would wait" `said` is the root, `Moscow` its `nsubj`, `wait` its
//! `ccomp`.
//!
//! Source: the arc-eager system (Nivre, 2003) with non-monotonic repair and a Break move that ends sentences (Honnibal and Johnson,
//! 2015), chosen greedily; pseudo-projective relations undone (Nivre and Nilsson, 2005). All as spaCy does it, its odd corners too.

mod deprojectivise;
mod edges;
mod transitions;

use crate::model::{Model, ModelError, Move};
use crate::network::scorer::{MoveScorer, SlotProducts};

/// Tokens a move looks at.
const SLOTS: usize = 8;

/// The parser of a model, shared by all threads.
pub struct Parser {
    scorer: MoveScorer,
    moves: Vec<Move>,
    /// For each of the five actions, the moves that do it.
    actions: [std::ops::Range<usize>; 5],
    /// For each move, the number of its relation in `deps`.
    move_deps: Vec<u16>,
    /// The relations the moves may give, those of the form `conj||dobj` too; the first is empty, the second "ROOT".
    deps: Vec<String>,
    /// For each relation of the form `conj||dobj`, the relation itself and that of the head it was lifted from.
    lifted: Vec<Option<(u16, u16)>>,
}

/// Heads and relations of a text.
#[derive(Default, Debug)]
pub struct Tree {
    /// Each token's head; a root is its own.
    pub heads: Vec<u32>,
    /// Each token's relation to its head, as a number among the model's relations.
    pub deps: Vec<u16>,
    /// First token of each token's subtree.
    pub left_edges: Vec<u32>,
    /// Last token of each token's subtree.
    pub right_edges: Vec<u32>,
    /// Whether a sentence starts at the token.
    pub starts: Vec<bool>,
}

/// What a thread needs to parse.
#[derive(Default)]
pub struct ParserRoom {
    products: SlotProducts,
    state: transitions::State,
}

impl Parser {
    /// Takes the parser from a model; `width` is that of the vectors.
    ///
    /// # Errors
    /// If its arrays are missing or of another shape, or a move is of no known kind.
    pub fn new(model: &Model, width: usize) -> Result<Parser, ModelError> {
        let moves = model.blueprint.parser_moves.clone();
        let scorer = MoveScorer::new(model, "parser", width, SLOTS, moves.len())?;
        if !moves.is_sorted_by_key(|step| step.action) || moves.iter().any(|step| step.action > 4) {
            return Err(ModelError::new("the parser has moves of an unknown kind"));
        }
        let of = |action: u8| {
            moves.partition_point(|step| step.action < action)..moves.partition_point(|step| step.action <= action)
        };
        let actions = [of(0), of(1), of(2), of(3), of(4)];
        if actions.iter().any(std::ops::Range::is_empty) {
            return Err(ModelError::new("the parser lacks one of its five actions"));
        }
        let mut deps = vec![String::new(), "ROOT".to_string()];
        let mut number = |dep: &str| {
            let known = deps.iter().position(|known| known == dep);
            known.unwrap_or_else(|| {
                deps.push(dep.to_string());
                deps.len() - 1
            }) as u16
        };
        let move_deps: Vec<u16> = moves.iter().map(|step| number(&step.label)).collect();
        let pairs: Vec<Option<(u16, u16)>> = moves
            .iter()
            .map(|step| step.label.split_once("||").map(|(own, head)| (number(own), number(head))))
            .collect();
        let mut lifted = vec![None; deps.len()];
        for (dep, pair) in move_deps.iter().zip(pairs) {
            lifted[*dep as usize] = pair;
        }
        if deps.len() > 256 {
            return Err(ModelError::new("the parser has more relations than a byte can number"));
        }
        Ok(Parser { scorer, moves, actions, move_deps, deps, lifted })
    }

    /// The relations, by the numbers in [`Tree::deps`].
    pub fn deps(&self) -> &[String] {
        &self.deps
    }

    /// Parses a text of which `vectors` holds `width` numbers a token; `is_space` says which tokens are white space.
    pub fn parse(&self, vectors: &[f32], width: usize, is_space: &[bool], room: &mut ParserRoom, tree: &mut Tree) {
        self.scorer.prepare(vectors, width, &mut room.products);
        room.state.run(self, &mut room.products, is_space.len());
        room.state.write(tree);
        deprojectivise::deprojectivise(tree, &self.lifted, is_space);
        edges::find_edges(tree);
    }
}
