//! What changes the meaning of the act it governs.
//!
//! In: a name of `events/operators.toml`. Out: an [`Operator`]. "refused" is [`Operator::Refuse`], the auxiliary of "will send" [`Operator::Will`].
//!
//! What each makes of a type of event is data: the file's `[[compose]]` rows.

use crate::lexicon::tables::Choice;

macro_rules! operators {
    ($($variant:ident $name:literal: $doc:literal,)*) => {
        /// What changes the meaning of the act it governs.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(super) enum Operator { $(#[doc = $doc] $variant,)* }

        impl Operator {
            /// The name in the lexicon.
            pub fn name(self) -> &'static str {
                match self { $(Operator::$variant => $name,)* }
            }
        }

        impl Choice for Operator {
            const WHAT: &'static str = "operator";

            fn named(name: &str) -> Option<Operator> {
                match name { $($name => Some(Operator::$variant),)* _ => None }
            }

            fn names() -> impl Iterator<Item = &'static str> {
                [$($name),*].into_iter()
            }
        }
    };
}

operators! {
    Agree "agree": "\"agreed to\".",
    Vow "vow": "\"vowed to\".",
    Decide "decide": "\"decided to\".",
    Consider "consider": "\"considers\".",
    Do "do": "\"began\", \"held\": words that only carry an act.",
    Refuse "refuse": "\"refused to\".",
    Fail "fail": "\"failed to\".",
    Threaten "threaten": "\"threatened to\".",
    Request "request": "\"urged somebody to\".",
    RequestFor "request for": "\"called for\", where the target is not who is asked.",
    Order "order": "\"ordered\".",
    Approve "approve": "\"approved\".",
    Let "let": "\"let\".",
    Prevent "prevent": "\"barred from\".",
    Deny "deny": "\"denied\".",
    Lift "lift": "\"lifted\".",
    End "end": "\"ended\".",
    Cancel "cancel": "\"called off\".",
    Help "help": "\"helped to\".",
    Announce "announce": "\"announced\".",
    Say "say": "\"said that\".",
    SayOf "say of": "\"said that\", of the target.",
    Not "not": "Negation.",
    Will "will": "An auxiliary of what is announced.",
    May "may": "One of what is expected.",
    Can "can": "One of what is considered.",
    Must "must": "One of what is asked.",
}
