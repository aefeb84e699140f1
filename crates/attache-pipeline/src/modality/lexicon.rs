//! Words that change how an act is put.
//!
//! In: `modality/cues.toml`. Out: [`ModalityLexicon`], looked up by lemma. From the cue `kind = "refused"`, `words =
//! ["rule"]`, `with = ["out"]` it knows that in "ruled out recognising" the act is refused.

use super::ModalityKind;
use crate::lexicon::tables::{TableRow, read_tables};
use attache_language::{Pos, Token};
use rustc_hash::{FxHashMap, FxHashSet};

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

/// A word that governs acts.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub kind: ModalityKind,
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
}

/// Every cue; see the head of `modality/cues.toml`.
pub struct ModalityLexicon {
    cues: FxHashMap<String, Vec<Cue>>,
    modals: FxHashMap<String, ModalityKind>,
    conditions: FxHashMap<String, bool>,
    /// Lists by name.
    words: FxHashMap<String, FxHashSet<String>>,
}

const LISTS: &[&str] = &["grounds", "speech", "reports", "light", "copulas", "forecasters", "nobody"];

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
            words: FxHashMap::default(),
        };
        let fields = ["kind", "words", "pos", "with", "act", "negative", "of_another", "yes", "no"];
        for row in read_tables(text, "cue", &fields)? {
            lexicon.add_cue(&row)?;
        }
        for row in read_tables(text, "modal", &["kind", "words", "yes", "no"])? {
            let kind = row.named("kind", ModalityKind::from_name)?;
            lexicon.modals.extend(row.list("words")?.into_iter().map(|word| (word, kind)));
        }
        for row in read_tables(text, "condition", &["words", "negative", "yes", "no"])? {
            let negative = row.flag("negative")?;
            lexicon.conditions.extend(row.list("words")?.into_iter().map(|word| (word, negative)));
        }
        for row in read_tables(text, "list", &["name", "words"])? {
            let name = row.named("name", |name| LISTS.contains(&name).then(|| name.to_string()))?;
            lexicon.words.entry(name).or_default().extend(row.list("words")?);
        }
        Ok(lexicon)
    }

    fn add_cue(&mut self, row: &TableRow) -> Result<(), String> {
        let kind = row.named("kind", ModalityKind::from_name)?;
        let mut links = Vec::new();
        for act in row.list("act")? {
            links.push(match act.as_str() {
                "clause" => Link::Clause,
                "object" => Link::Object,
                "subject" => Link::Subject,
                "report" => Link::Report,
                _ => {
                    return Err(format!(
                        "line {}: `{act}` is no act; there are clause, object, subject, report",
                        row.line
                    ));
                }
            });
        }
        let pos = match row.word("pos")? {
            "" => None,
            _ => Some(row.named("pos", |pos| Pos::from_name(&pos.to_uppercase()))?),
        };
        let words = row.list("words")?;
        if words.is_empty() {
            return Err(format!("line {}: a cue without words", row.line));
        }
        for phrase in words {
            let mut before: Vec<String> = phrase.split_whitespace().map(str::to_string).collect();
            let word = before.pop().unwrap_or_default();
            let of_another = match row.word("of_another")? {
                "" => None,
                "yes" => Some(true),
                "no" => Some(false),
                other => return Err(format!("line {}: of_another is `{other}`, not yes or no", row.line)),
            };
            let cue = Cue {
                kind,
                negative: row.flag("negative")?,
                before,
                with: row.list("with")?,
                links: links.clone(),
                pos,
                of_another,
            };
            self.cues.entry(word).or_default().push(cue);
        }
        Ok(())
    }

    /// What a word means for an act that hangs on it by `link`, through prepositions `through`.
    pub(super) fn cue(&self, word: Token<'_>, link: Link, through: &[Token<'_>], of_another: bool) -> Option<&Cue> {
        let lower = word.text().to_lowercase();
        let by = |key: &str| self.cues.get(key).map_or(&[][..], Vec::as_slice);
        let fitting = by(word.lemma()).iter().chain(by(&lower)).filter(|cue| {
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
                && cue.of_another.is_none_or(|wanted| wanted == of_another)
        });
        // The more a cue asks for, the better it fits; of equals the first.
        fitting.rev().max_by_key(|cue| cue.before.len() * 2 + usize::from(!cue.with.is_empty()))
    }

    /// What an auxiliary or an adverb of likelihood means; its text in lower case.
    pub(super) fn modal(&self, word: &str) -> Option<ModalityKind> {
        self.modals.get(word).copied()
    }

    /// Whether a conjunction opens a condition, and whether the act waits for it to come true ("until", "unless").
    pub(super) fn condition(&self, word: &str) -> Option<bool> {
        self.conditions.get(word).copied()
    }

    /// Whether a list of the file (`speech`, `reports`, …) has a word.
    pub(super) fn has(&self, list: &str, word: &str) -> bool {
        self.words.get(list).is_some_and(|words| words.contains(word))
    }

    /// Whether a verb reports what somebody said: "say", "announce"; its lemma.
    pub fn is_speech(&self, lemma: &str) -> bool {
        self.has("speech", lemma)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_error(text: &str, why: &str) {
        assert_eq!(ModalityLexicon::parse(text).err().unwrap_or_default(), why);
    }

    #[test]
    fn errors_name_the_line() {
        check_error("[[cue]]\nkind = \"hoped\"\nwords = [\"hope\"]\n", "line 1: `hoped` is no kind");
        check_error(
            "[[cue]]\nkind = \"urged\"\nwords = [\"urge\"]\nact = [\"verb\"]\n",
            "line 1: `verb` is no act; there are clause, object, subject, report",
        );
        check_error("[[cue]]\nkind = \"urged\"\n", "line 1: a cue without words");
        check_error("[[list]]\nname = \"verbs\"\n", "line 1: `verbs` is no name");
    }
}
