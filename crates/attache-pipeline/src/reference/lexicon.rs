//! Nouns that stand for a party.
//!
//! In: `reference/nouns.txt`. Out: [`PartyNouns`]. "embassy" acts for whose it is; "movement" takes up a group named before.

use crate::lexicon::lists::{Lists, list_names};

list_names! {
    /// The lists of `reference/nouns.txt`.
    PartyNoun {
        Bodies "bodies", Groups "groups", Governments "governments", Statehood "statehood", Missions "missions",
        GroupWords "group words", StateWords "state words", RecognisedAsGovernment "recognised as government",
        Polities "polities", NoPolities "no polities", OfAnyState "of any state", Offices "offices",
        AnyState "any state", Impersonal "impersonal", Everyones "everyones", NamingMembers "naming members", Counting "counting", All "all", Leaders "leaders",
    }
}

/// Words by list, in lower case.
pub type PartyNouns = Lists<PartyNoun>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_list_is_named() {
        let text = include_str!("../../lexicons/reference/nouns.txt");
        let line = text[..text.find("[state words]").expect("a list")].matches('\n').count() + 1;
        let why = PartyNouns::parse(&text.replace("[state words]", "[state word]")).expect_err("an error");
        assert!(why.starts_with(&format!("line {line}: no list is called `state word`")), "{why}");
    }
}
