//! What is seen of two parties and an act: are they tied to it, the first as holder?
//!
//! In: an act, the words that mean either party. Out: features. In "Peru and Chile met" the two are joined, as the subject of "met".
//!
//! Both directions of two parties are looked at apart.

use super::super::sides::Side;
use super::act::Act;
use super::side::Seen;
use super::{Scene, Sink, lower};
use attache_language::Pos;

/// Words between two sides are seen where so many tokens lie between them at most.
const BETWEEN: usize = 7;

impl Scene<'_> {
    /// Whether two parties are tied to a trigger, the first as holder: each by the words that mean it there, best first.
    pub fn see_pair(&self, act: &Act<'_>, holder: &[&Seen<'_>], toward: &[&Seen<'_>], sink: &mut impl Sink) {
        let (class, lemma, verb) = (act.class, act.lemma.as_str(), act.verb_lemma.as_str());
        sink.add("a word of {} {}", &[class, act.strength]);
        sink.add("the word {}", &[lemma]);
        sink.add("the word {} under {}", &[lemma, verb]);
        sink.add("words of {} that speak for {}", &[class, &act.sense_name]);
        for (name, side) in [("holder", holder), ("toward", toward)] {
            side.iter().for_each(|seen| seen.see(name, act, sink));
        }
        for h in holder {
            for w in toward {
                self.see_both(act, h, w, sink);
            }
        }
        let density = self.candidates.topics.density.to_string();
        sink.add("acts in {} tenths of the article", &[&density]);
        sink.add("{} in an article with acts in {} tenths", &[class, &density]);
        let (h, w) = (holder[0], toward[0]);
        sink.add("acts in {} tenths, holder {}, toward {}", &[&density, h.comes, w.comes]);
        if let Some(together) = self.candidates.topics.together(&h.side.party, &w.side.party) {
            let together = together.min(4).to_string();
            sink.add("both named in {} sentences", &[&together]);
            sink.add("{}: both named in {} sentences", &[class, &together]);
            sink.add("both named in {} sentences, topics {} and {}", &[&together, &h.topic, &w.topic]);
        }
        self.see_rules(act, h.side, w.side, sink);
        act.see_clause(self.document, sink);
    }

    fn see_both(&self, act: &Act<'_>, h: &Seen<'_>, w: &Seen<'_>, sink: &mut impl Sink) {
        let (class, lemma, verb) = (act.class, act.lemma.as_str(), act.verb_lemma.as_str());
        sink.add("holder as {}, toward as {}", &[&h.place, &w.place]);
        sink.add("holder about {}, toward about {}", &[&h.place_any, &w.place_any]);
        sink.add("{}: holder about {}, toward about {}", &[class, &h.place_any, &w.place_any]);
        sink.add("of {}: holder about {}, toward about {}", &[&act.sense_name, &h.place_any, &w.place_any]);
        sink.add("{}: holder as {}, toward as {}", &[class, &h.place, &w.place]);
        sink.add("of the word {}: holder as {}, toward as {}", &[lemma, &h.place, &w.place]);
        sink.add("of {}: holder as {}, toward as {}", &[&act.sense_name, &h.place, &w.place]);
        sink.add("of the verb {}: holder as {}, toward as {}", &[verb, &h.place, &w.place]);
        sink.add("holder {}, toward {}", &[h.comes, w.comes]);
        sink.add("{}: holder {}, toward {}", &[class, h.comes, w.comes]);
        sink.add("holder in {}, toward in {}", &[&h.inner, &w.inner]);
        sink.add("{}: holder a {}, toward a {}", &[class, &h.kind, &w.kind]);
        sink.add("nearer parties: {} and {}", &[&h.nearer, &w.nearer]);
        sink.add("{}: nearer parties {} and {}", &[class, &h.nearer, &w.nearer]);
        sink.add("topics {} and {}", &[&h.topic, &w.topic]);
        if act.dense {
            sink.add(
                "in the class holder {} and {}, toward {} and {}",
                &[&h.ranks.0, &h.ranks.1, &w.ranks.0, &w.ranks.1],
            );
        }
        if !(h.side.by.is_here() && w.side.by.is_here()) {
            return;
        }
        let order = order(h.side.token, w.side.token, act.word.index);
        sink.add("order {}", &[order]);
        sink.add("{}: order {}", &[class, order]);
        sink.add("of the word {}: order {}", &[lemma, order]);
        if h.side.token == w.side.token {
            sink.add("{}: one phrase means both", &[class]);
        }
        if h.list == w.list {
            sink.add("{}: both joined under {}", &[class, verb]);
            sink.add("both joined", &[]);
            if h.side.token < w.side.token {
                sink.add("{}: listed first, as {}", &[class, &h.place]);
            }
        }
        let (first, last) = (h.side.token.min(w.side.token), h.side.token.max(w.side.token));
        if last - first <= BETWEEN {
            for at in first + 1..last {
                let token = self.document.token(at);
                if !matches!(token.pos(), Pos::Propn | Pos::Num | Pos::Det) {
                    sink.add("in order {} with {} between", &[order, &lower(token)]);
                }
            }
        }
    }

    /// What the rules tell of the two.
    fn see_rules(&self, act: &Act<'_>, holder: &Side, toward: &Side, sink: &mut impl Sink) {
        let sentence = self.document.sentence(act.word.sentence());
        for told in self.candidates.by_rules_in(&sentence) {
            let same = told.holder.party == holder.party && told.toward.party == toward.party;
            let turned = told.holder.party == toward.party && told.toward.party == holder.party;
            let one = told.holder.party == holder.party || told.toward.party == toward.party;
            let whom = if same {
                "both"
            } else if turned {
                "turned"
            } else if one {
                "one"
            } else {
                "others"
            };
            let here = if told.trigger == act.word.index { "here" } else { "near" };
            let own = if act.rungs.contains(&told.rung) { "own" } else { "another" };
            sink.add("a rule of the ladder tells {} {} of {} class", &[whom, here, own]);
            if same {
                sink.add("a rule of the ladder tells both {} for {}", &[here, told.rung.name()]);
            }
        }
    }
}

fn order(holder: usize, toward: usize, word: usize) -> &'static str {
    match (holder < word, toward < word, holder < toward) {
        (true, true, true) => "HWt",
        (true, true, false) => "WHt",
        (true, false, _) => "HtW",
        (false, true, _) => "WtH",
        (false, false, true) => "tHW",
        (false, false, false) => "tWH",
    }
}
