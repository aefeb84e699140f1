//! Who only judges an act that is another's.
//!
//! In: an act and the word that judges it, as `modality/` found it. Out: [`Reaction`]: who judges, and who is blamed or thanked for the act. In "Serbia
//! condemned Peru for recognising Kosovo" Serbia judges, and Peru is blamed: it is Peru that recognised.
//!
//! Whether the act took place is the act's own modality; one that is only thought of ("would condemn any recognition") is none.

use super::wording::Wording;
use crate::grammar::object::is_passive;
use crate::grammar::subject::subject_of;
use crate::modality::{Modality, ModalityLexicon, find_modality, read_auxiliaries};
use crate::reference::{Holder, Holders, Party};
use attache_language::{Pos, Token};

/// Words above an act's word that may name the act, at most.
const HIGHEST: usize = 4;

/// A judgement passed on an act.
pub(super) struct Reaction<'d> {
    act: Token<'d>,
    judge: Token<'d>,
    /// Who judges.
    by: Option<Token<'d>>,
    /// Who is blamed or thanked.
    over: Option<Token<'d>>,
}

impl<'d> Reaction<'d> {
    /// The judgement that governs an act, if one does.
    pub(super) fn on(act: Token<'d>, modality: &Modality) -> Option<Reaction<'d>> {
        let judge = act.document().token(modality.judged?);
        let holds = |child: &Token<'d>| child.edges().contains(&act.index);
        let other = |dep: &str| judge.child(dep).filter(|child| !holds(child));
        let before = judge.children().find(|child| holds(child)).map(|child| child.dep());
        // Of a participle or infinitive the subject stands elsewhere, of a noun ("anger at") too.
        let (by, over) = match before {
            Some("agent") => (other("nsubjpass"), None),
            Some("nsubj" | "csubj") => (other("dobj"), None),
            _ if is_passive(judge) => (subject_of(judge), other("nsubjpass")),
            Some("prep") => (subject_of(judge), other("dobj")),
            _ => (subject_of(judge), None),
        };
        Some(Reaction { act, judge, by: by.filter(|by| !holds(by)), over })
    }

    /// Who acts, where the act itself says it ("Peru's recognition", "its recognition"), or who is blamed for it: in "blamed Peru for its recognition" it is
    /// Peru's.
    fn actor(&self) -> Option<Token<'d>> {
        let own = subject_of(self.act).filter(|actor| self.by.is_none_or(|by| by.index != actor.index));
        own.filter(|own| self.over.is_none() || own.pos() != Pos::Pron).or(self.over)
    }

    /// Whether the act is only thought of: "would condemn a recognition of it", "condemned any recognition".
    fn is_supposed(&self, lexicon: &ModalityLexicon) -> bool {
        let any = self.act.child("det").is_some_and(|det| matches!(det.lemma(), "any" | "every" | "no"));
        any || read_auxiliaries(self.judge, lexicon).modal.is_some()
    }

    /// Whether a party judges, and is not the one who acts.
    pub(super) fn is_by(&self, party: &Party, holders: &Holders) -> bool {
        let means = |token: Option<Token<'d>>| {
            token.is_some_and(|token| holders.parties(token).iter().any(|holder| holder.party == *party))
        };
        means(self.by) && !means(self.actor())
    }
}

impl Wording<'_, '_> {
    /// Leaves out of the holders who only judges; who is blamed or thanked takes the place. Whether the act is told at all.
    pub(super) fn without_judges(&self, modality: &Modality, holders: &mut Vec<Holder>) -> bool {
        let Some(reaction) = Reaction::on(self.trigger, modality) else { return true };
        let actor = reaction.actor();
        if let Some(over) = reaction.over.filter(|over| actor == Some(*over)) {
            *holders = self.holders.parties(over);
        }
        actor.is_some() && !reaction.is_supposed(self.ladder.modalities)
    }

    /// Whether a learned position is that of one who only judges: by the act's word, by a word within the act's phrase ("the expulsion of two
    /// diplomats"), or by the word that judges.
    pub(super) fn is_judgement(&self, holder: &Holder) -> bool {
        let (document, lexicon) = (self.holders.cast.document, self.ladder.modalities);
        let trigger = self.trigger;
        let judges = |act: Token<'_>| {
            let modality = find_modality(document, act.index, lexicon);
            let reaction = Reaction::on(act, &modality);
            reaction
                .is_some_and(|reaction| reaction.is_supposed(lexicon) || reaction.is_by(&holder.party, self.holders))
        };
        let deeds = trigger.children().filter(|child| is_judged_by(*child, trigger, lexicon));
        let nominal = |token: &Token<'_>| matches!(token.pos(), Pos::Noun | Pos::Propn | Pos::Adp | Pos::Part);
        let above = trigger.ancestors().take(HIGHEST).take_while(nominal).filter(|above| lexicon.is_deed(*above));
        judges(trigger) || deeds.chain(above).any(judges)
    }
}

/// Whether a verb judges what is its object: "welcomed the decision".
fn is_judged_by(act: Token<'_>, judge: Token<'_>, lexicon: &ModalityLexicon) -> bool {
    let object = matches!(act.dep(), "dobj" | "nsubjpass") && lexicon.is_deed(act);
    object && find_modality(act.document(), act.index, lexicon).judged == Some(judge.index)
}
