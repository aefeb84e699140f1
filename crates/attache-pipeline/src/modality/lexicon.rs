//! Words that change how an act is put.
//!
//! In: `modality/cues.toml`. Out: [`ModalityLexicon`], looked up by lemma. From the cue `kind = "refused"`, `words =
//! ["rule"]`, `with = ["out"]` it knows that in "ruled out recognising" the act is refused.

use super::ModalityKind;
use super::rows::{CueFile, CueRow};
use crate::grammar::object::ends_in_another;
use crate::lexicon::lists::{Lists, list_names};
use crate::lexicon::tables::{RuleNames, lined, read_file};
use attache_language::{Pos, Token};
use rustc_hash::FxHashMap;

/// How an act hangs on the word that governs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// As a clause: "agreed to recognise", "the plan to recognise".
    Clause,
    /// As an object: "promised recognition", "a plan for recognition".
    Object,
    /// As a subject: "recognition was ruled out".
    Subject,
    /// Through a noun that reports it: "denied reports that it had recognised".
    Report,
}

/// What a cue says of the act it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// How it is put.
    Put(ModalityKind),
    /// That it is good or bad; the act stands as it is put below.
    Judged,
}

/// A word that governs acts.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub says: Says,
    /// It turns the act around: "warned against recognising".
    pub negative: bool,
    /// Words directly before it.
    pub(super) before: Vec<String>,
    /// One of these hangs on it, or stands between it and the act.
    with: Vec<String>,
    links: Vec<Link>,
    pos: Option<Pos>,
    /// The act is somebody else's than the cue's subject: "wants Iraq to recognise".
    of_another: Option<bool>,
    /// It says what the act is: "called it a mistake".
    predicate: bool,
    /// The rule's name: of cues that ask for as much, the one whose name comes first.
    name: String,
}

impl Cue {
    /// The more a cue asks for, the better it fits: two for each word before it and for a predicate, one for words with it, one for whose the act is.
    fn specificity(&self) -> usize {
        (self.before.len() + usize::from(self.predicate)) * 2
            + usize::from(!self.with.is_empty())
            + usize::from(self.of_another.is_some())
    }

    /// Whether another cue of the same word fits the same places, as well, and says something else.
    fn contradicts(&self, other: &Cue) -> bool {
        let apart = |one: &[Link], two: &[Link]| {
            !one.is_empty() && !two.is_empty() && !one.iter().any(|link| two.contains(link))
        };
        let differ = |one: Option<bool>, two: Option<bool>| one.is_some() && two.is_some() && one != two;
        (self.says, self.negative) != (other.says, other.negative)
            && self.predicate == other.predicate
            && self.specificity() == other.specificity()
            && self.before == other.before
            && (self.with.is_empty() == other.with.is_empty())
            && (self.with.is_empty() || self.with.iter().any(|word| other.with.contains(word)))
            && (self.pos.is_none() || other.pos.is_none() || self.pos == other.pos)
            && !apart(&self.links, &other.links)
            && !differ(self.of_another, other.of_another)
    }
}

/// Whose an act is, and whether it can be judged.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ActOf {
    /// It has a subject of its own, or its governor an object before it.
    pub of_another: bool,
    /// A noun whose actor stands with it: "Peru's recognition of Kosovo".
    pub named_other: bool,
    /// A verb, or a noun that names what a party does.
    pub judgeable: bool,
}

/// Whether a word says what something is: "called it a mistake", "described it as an error".
fn says_what(word: Token<'_>) -> bool {
    let predicate = |child: Token<'_>| match child.dep() {
        "oprd" => true,
        "prep" | "dative" => child.text().eq_ignore_ascii_case("as"),
        _ => false,
    };
    // The parser may take either of the two for an object.
    let objects = || word.children().filter(|child| matches!(child.dep(), "dobj" | "oprd"));
    word.children().any(predicate) || objects().count() > 1 || objects().any(ends_in_another)
}

/// Every cue; see the head of `modality/cues.toml`.
pub struct ModalityLexicon {
    cues: FxHashMap<String, Vec<Cue>>,
    modals: FxHashMap<String, ModalityKind>,
    conditions: FxHashMap<String, bool>,
    lists: Lists<ModalityList>,
}

list_names! {
    /// The lists of `modality/cues.toml`.
    ModalityList {
        Grounds "grounds", Speech "speech", Reports "reports", Light "light", Copulas "copulas", Forecasters "forecasters", Nobody "nobody",
        Shuts "shuts", Deeds "deeds",
    }
}

impl ModalityLexicon {
    /// Reads the file.
    ///
    /// # Errors
    /// One line that names the line and what is wrong there.
    pub fn parse(text: &str) -> Result<ModalityLexicon, String> {
        let mut lexicon = ModalityLexicon {
            cues: FxHashMap::default(),
            modals: FxHashMap::default(),
            conditions: FxHashMap::default(),
            lists: Lists::default(),
        };
        let file: CueFile = read_file(text)?;
        let mut names = RuleNames::default();
        for (line, row) in lined(text, file.cue) {
            names.add(line, &row.name, (&row.yes, &row.no), &row.misses)?;
            lexicon.add_cue(line, &row)?;
        }
        for (line, row) in lined(text, file.modal) {
            names.add(line, &row.name, (&row.yes, &row.no), &row.misses)?;
            for word in row.words.0 {
                add_once(line, &mut lexicon.modals, word, row.kind.0)?;
            }
        }
        for (line, row) in lined(text, file.condition) {
            names.add(line, &row.name, (&row.yes, &row.no), &row.misses)?;
            for word in row.words.0 {
                add_once(line, &mut lexicon.conditions, word, row.negative)?;
            }
        }
        for (_, row) in lined(text, file.list) {
            for word in row.words.0 {
                lexicon.lists.add(row.name.0, &word, &word);
            }
        }
        lexicon.lists.all_there()?;
        Ok(lexicon)
    }

    fn add_cue(&mut self, line: usize, row: &CueRow) -> Result<(), String> {
        if row.words.0.is_empty() {
            return Err(format!("line {line}: a cue without words"));
        }
        for phrase in &row.words.0 {
            let mut before: Vec<String> = phrase.split_whitespace().map(str::to_string).collect();
            let word = before.pop().unwrap_or_default();
            let cue = Cue {
                says: row.kind.0,
                negative: row.negative,
                before,
                with: row.with.0.clone(),
                links: row.act.0.iter().map(|link| link.0).collect(),
                pos: row.pos.map(|pos| pos.0.0),
                of_another: row.of_another.map(|answer| answer.0.0),
                predicate: row.predicate,
                name: row.name.as_str().to_string(),
            };
            let others = self.cues.entry(word).or_default();
            if let Some(other) = others.iter().find(|other| cue.contradicts(other)) {
                return Err(format!(
                    "line {line}: `{phrase}` means something else by rule `{}`, which asks for as much",
                    other.name
                ));
            }
            others.push(cue);
        }
        Ok(())
    }

    /// What a word means for an act that hangs on it by `link`, through prepositions `through`.
    pub(super) fn cue(&self, word: Token<'_>, link: Link, through: &[Token<'_>], act: ActOf) -> Option<&Cue> {
        let lower = word.text().to_lowercase();
        let by = |key: &str| self.cues.get(key).map_or(&[][..], Vec::as_slice);
        // The model's lemma of "hopes" is "hop".
        let stem = lower.strip_suffix('s').or(lower.strip_suffix('d')).filter(|stem| *stem != word.lemma());
        let of_stem = stem.filter(|_| word.pos() == Pos::Verb).map_or(&[][..], by);
        let fitting = by(word.lemma()).iter().chain(by(&lower)).chain(of_stem).filter(|cue| {
            let joined = |wanted: &String| {
                through.iter().any(|prep| prep.text().eq_ignore_ascii_case(wanted))
                    || word.children().any(|child| child.text().eq_ignore_ascii_case(wanted))
            };
            let stands_before = cue.before.iter().rev().enumerate().all(|(back, wanted)| {
                let at = word.index.checked_sub(back + 1);
                at.is_some_and(|at| {
                    let before = word.document().token(at);
                    before.text().eq_ignore_ascii_case(wanted) || before.lemma() == wanted
                })
            });
            cue.pos.is_none_or(|pos| pos == word.pos())
                && (cue.links.is_empty() || cue.links.contains(&link))
                && stands_before
                && (cue.with.is_empty() || cue.with.iter().any(joined))
                && (!cue.predicate || says_what(word))
                && match cue.says {
                    Says::Judged => {
                        act.judgeable && (cue.of_another != Some(true) || act.of_another || act.named_other)
                    }
                    Says::Put(_) => match cue.of_another {
                        Some(true) => act.of_another,
                        Some(false) => !act.of_another && !act.named_other,
                        None => true,
                    },
                }
        });
        fitting.max_by(|a, b| (a.specificity(), &b.name).cmp(&(b.specificity(), &a.name)))
    }

    /// What a word may mean for some act or other, whatever stands between: its cues of one word, its modals; in no order, one kind more than once.
    pub fn may_mean(&self, word: Token<'_>) -> impl Iterator<Item = ModalityKind> {
        let lower = word.text().to_lowercase();
        let cues = self.cues.get(word.lemma()).map_or(&[][..], Vec::as_slice).iter();
        let put = cues.filter(|cue| cue.before.is_empty()).filter_map(|cue| match cue.says {
            Says::Put(kind) => Some(kind),
            Says::Judged => None,
        });
        put.chain(self.modals.get(&lower).copied())
    }

    /// What an auxiliary, an adverb of likelihood or an adjective of an act's noun means; its text in lower case.
    pub(super) fn modal(&self, word: &str) -> Option<ModalityKind> {
        self.modals.get(word).copied()
    }

    /// Whether a conjunction opens a condition, and whether the act waits for it to come true ("until", "unless").
    pub(super) fn condition(&self, word: &str) -> Option<bool> {
        self.conditions.get(word).copied()
    }

    /// Whether a list of the file has a word.
    pub(super) fn has(&self, list: ModalityList, word: &str) -> bool {
        self.lists.has(list, word)
    }

    /// Whether a word is a noun that names what a party does: "recognition".
    pub fn is_deed(&self, token: Token<'_>) -> bool {
        token.pos() == Pos::Noun && self.has(ModalityList::Deeds, token.lemma())
    }

    /// Whether a verb reports what somebody said: "say", "announce"; its lemma.
    pub fn is_speech(&self, lemma: &str) -> bool {
        self.has(ModalityList::Speech, lemma)
    }
}

fn add_once<T>(line: usize, table: &mut FxHashMap<String, T>, word: String, means: T) -> Result<(), String> {
    if table.contains_key(&word) {
        return Err(format!("line {line}: `{word}` stands twice"));
    }
    table.insert(word, means);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tables::error_of;

    const TEXT: &str = include_str!("../../lexicons/modality/cues.toml");

    #[track_caller]
    fn check_error(from: &str, to: &str, why: &str) {
        let found = error_of(TEXT, from, to, ModalityLexicon::parse);
        assert!(found.starts_with(why), "{found}");
    }

    #[test]
    fn errors_name_the_line() {
        check_error("kind = \"announced\"", "kind = \"hoped\"", "LINE: `hoped` is no kind; there are done, announced");
        check_error(
            "act = [\"clause\"]",
            "act = [\"verb\"]",
            "LINE: `verb` is no act; there are clause, object, subject, report",
        );
        check_error("act = [\"clause\"]", "acts = [\"clause\"]", "LINE: unknown field `acts`");
        check_error("[[cue]]\n", "[[cues]]\n", "LINE: unknown field `cues`");
        check_error("name = \"nobody\"", "name = \"verbs\"", "LINE: `verbs` is no list; there are grounds");
        check_error("name = \"nobody\"", "name = \"light\"", "line 1: the list `nobody` is missing or empty");
        check_error("of_another = \"no\"", "of_another = \"maybe\"", "LINE: `maybe` is no answer; there are yes, no");
        check_error("pos = \"adj\"", "pos = \"adverb\"", "LINE: `adverb` is no pos; there are verb, noun, adj");
    }

    #[test]
    fn two_meanings_of_one_wording_are_an_error() {
        let rule = "[[cue]]\nname = \"also\"\nkind = \"urged\"\nwords = [\"dissuade\"]\nyes = [\"x\"]\nno = [\"y\"]\n";
        let why = ModalityLexicon::parse(&format!("{TEXT}\n{rule}")).err().unwrap_or_default();
        assert!(why.contains("`dissuade` means something else by rule"), "{why}");
    }
}
