//! Which posts an article says its persons hold or held, and when.
//!
//! In: the article's people with the descriptions of them, its parties, its dates. Out: [`Post`]s. "Former envoy Zamir Kabulov" held the post
//! "envoy", which has ended; "ambassador from 2010 to 2014" is of those years.
//!
//! It judges nothing: whether two posts are one, and which of two came first, is for the ledger.

use crate::dates::{DateExpression, of_clause};
use crate::people::gazetteer::Gazetteer;
use crate::people::mentions::Mentions;
use crate::people::parties::PartyMention;
use crate::people::persons::{People, Role};
use crate::people::roles::Roles;
use crate::people::spelling::{fold, one_line};
use crate::span::Span;
use attache_language::{Document, Pos, Token};
use jiff::ToSpan;
use jiff::civil::Date;

/// What an article says a person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Index of the person in [`People::persons`].
    pub person: usize,
    /// The words, without "former": "Russia's ambassador to Afghanistan".
    pub phrase: String,
    /// What it is compared by: its words of content in base form, parties as their ids, its own party left out.
    pub words: Vec<String>,
    /// The noun that is the post: "ambassador".
    pub office: String,
    /// For which party: its index in the gazetteer.
    pub party: Option<usize>,
    /// "former", "ex-", "then": over when the report was written.
    pub ended: bool,
    /// First and last day, where words date it; else it is of the report's day.
    pub days: Option<(Date, Date)>,
    /// The words with "former".
    pub span: Span,
}

/// An article and what is known: what posts are found in.
pub struct Posts<'p> {
    /// Its language analysis, with syntax.
    pub document: &'p Document,
    /// Its persons, with the words that describe them.
    pub people: &'p People,
    /// The parties it names, in text order.
    pub parties: &'p [PartyMention],
    /// Its dates, in text order.
    pub dates: &'p [DateExpression],
    /// The day it counts from.
    pub report: Option<Date>,
    /// Words for posts and titles: "ambassador", "spokesman".
    pub roles: &'p Roles,
    /// Who the parties are.
    pub gazetteer: &'p Gazetteer,
}

/// A date within the words of a post: where it stands, and its days.
type ToldDate = (Span, Option<(Date, Date)>);

impl Posts<'_> {
    /// The posts of all persons, person by person, in text order. Linear in the words that describe them.
    pub fn find(&self) -> Vec<Post> {
        let persons = self.people.persons.iter().enumerate();
        persons.flat_map(|(person, known)| known.roles.iter().filter_map(move |role| self.read(person, role))).collect()
    }

    fn read(&self, person: usize, role: &Role) -> Option<Post> {
        let tokens = self.tokens_of(role);
        let first = tokens.iter().position(|token| !self.is_loose(*token))?;
        let told = self.dates_in(role);
        // A party that was guessed from what is named around is none of the role's words.
        let named = role.affiliation.as_ref().filter(|affiliation| affiliation.span != role.span);
        let party = named.and_then(|affiliation| affiliation.party);
        let (words, office) = self.words_of(&tokens, first, &told, party);
        let office = match office {
            Some(office) => office,
            None => fold(tokens.iter().rev().find(|token| self.is_office(**token))?.text()),
        };
        // "Mullah" before a name is a title.
        if words.len() == 1 && self.roles.honorific(&office).is_some() && !self.roles.is_state_office(&office) {
            return None;
        }
        Some(Post {
            person,
            phrase: self.phrase_of(role, &tokens, first),
            words,
            office,
            party,
            ended: self.has_ended(&tokens, first),
            days: self.days_of(&tokens, &told),
            span: role.span,
        })
    }

    /// Of "once minister of information and now envoy" what stands before "and": what follows is another post.
    fn tokens_of(&self, role: &Role) -> Vec<Token<'_>> {
        let range = self.document.tokens_in(role.span.into());
        let mut tokens: Vec<Token<'_>> = range.map(|at| self.document.token(at)).collect();
        let now = tokens.windows(2).position(|pair| pair[0].dep() == "cc" && pair[1].lemma() == "now");
        tokens.truncate(now.unwrap_or(tokens.len()));
        tokens
    }

    /// Words before a post that say nothing of which it is: "the", "his", "former", "long-time".
    fn is_loose(&self, token: Token<'_>) -> bool {
        self.roles.is_ended(token.text())
            || self.roles.is_passing(token.text())
            || matches!(token.pos(), Pos::Det | Pos::Num | Pos::Punct)
            || matches!(token.tag(), "PRP$" | "POS")
    }

    /// "former minister", "ex-minister", which is one token or three.
    fn has_ended(&self, tokens: &[Token<'_>], first: usize) -> bool {
        let before_office = tokens.iter().take_while(|token| !self.is_office(**token));
        let mut before = before_office.chain(tokens.iter().take(first + 1));
        before.any(|token| {
            let begins = token.text().split('-').next().filter(|begin| *begin != token.text());
            self.roles.is_ended(token.text()) || begins.is_some_and(|begin| self.roles.is_ended(begin))
        })
    }

    /// Calendar dates among the words; "since 2021" says from when, not until when.
    fn dates_in(&self, role: &Role) -> Vec<ToldDate> {
        let is_open = |date: &DateExpression| {
            date.tokens.start.checked_sub(1).is_some_and(|at| self.document.token(at).lemma() == "since")
        };
        let inside = self.dates.iter().filter(|date| role.span.contains(date.span));
        let told = inside.filter(|date| date.is_calendar() && !is_open(date));
        told.map(|date| (date.span, date.interval)).collect()
    }

    /// The words a post is compared by, and the noun among them that is the post.
    fn words_of(
        &self,
        tokens: &[Token<'_>],
        first: usize,
        told: &[ToldDate],
        party: Option<usize>,
    ) -> (Vec<String>, Option<String>) {
        let mut words: Vec<String> = Vec::new();
        let mut office = None;
        for token in &tokens[first..] {
            let mention = Mentions(self.parties).at(token.bytes().start..token.bytes().start + 1);
            let content = matches!(token.pos(), Pos::Noun | Pos::Propn | Pos::Adj | Pos::Verb | Pos::Num);
            // "in the country" says no more than "there".
            let place = words.len() > 1 && matches!(token.lemma(), "country" | "nation" | "region");
            let dates = told.iter().any(|(span, _)| span.contains(token.bytes()));
            if !content || place || dates || mention.is_none() && is_owner(*token, tokens) {
                continue;
            }
            if let Some(mention) = mention {
                if Some(mention.party) != party
                    && let Some(known) = self.gazetteer.parties.get(mention.party)
                    && words.last() != Some(&known.id)
                {
                    words.push(known.id.clone());
                }
                continue;
            }
            let word = self.word_of(*token);
            if office.is_none() && self.is_office(*token) && !self.goes_on(*token, tokens) {
                office = Some(word.clone());
            }
            words.push(word);
        }
        (words, office)
    }

    /// The base form a word is compared in: "minister" of "ex-minister", "spokesperson" of "spokeswoman".
    fn word_of(&self, token: Token<'_>) -> String {
        let plural = matches!(token.tag(), "NNS" | "NNPS");
        let bare = if self.is_office(token) && !plural { token.text().rsplit('-').next() } else { None };
        let word = fold(bare.unwrap_or(token.lemma()));
        match word.strip_prefix("spokes") {
            Some("man" | "woman") => "spokesperson".to_string(),
            _ => word,
        }
    }

    /// The words as they are shown.
    fn phrase_of(&self, role: &Role, tokens: &[Token<'_>], first: usize) -> String {
        let text = self.document.text();
        let end = tokens.last().map_or(role.span.end, |last| last.bytes().end);
        let phrase = Span::new(tokens[first].bytes().start, end).trimmed(text).of(text);
        // "a fellow at the Foundation (FX": what is opened and not closed is left out.
        let phrase = match phrase.split_once('(') {
            Some((before, rest)) if !rest.contains(')') && !before.contains(')') => before.trim_end(),
            _ => phrase,
        };
        let phrase = one_line(phrase);
        // "foreign ministers Ann Lee and Bo Ek": each is one.
        let Some(last) = tokens.last().filter(|last| last.tag() == "NNS" && self.is_office(**last)) else {
            return phrase;
        };
        match phrase.strip_suffix(last.text()) {
            Some(rest) => format!("{rest}{}", last.lemma()),
            None => phrase,
        }
    }

    /// "minister" of "minister counsellor": a post before another post.
    fn goes_on(&self, token: Token<'_>, tokens: &[Token<'_>]) -> bool {
        token.dep() == "compound" && tokens.iter().any(|other| *other == token.head() && self.is_office(*other))
    }

    fn is_office(&self, token: Token<'_>) -> bool {
        self.roles.is_office(token.text())
    }

    /// "ambassador from 2010 to 2014"; "In 1979 ambassador Ann Lee was …": days of long before the report are those of the role.
    fn days_of(&self, tokens: &[Token<'_>], told: &[ToldDate]) -> Option<(Date, Date)> {
        let days = told.iter().filter_map(|(_, days)| *days);
        if let Some(first) = days.clone().map(|(first, _)| first).min() {
            return days.map(|(_, last)| last).max().map(|last| (first, last));
        }
        let verb = tokens.first()?.ancestors().find(|token| matches!(token.pos(), Pos::Verb | Pos::Aux))?;
        let date = of_clause(self.dates, self.document, verb.index)?;
        let long_ago = self.report?.checked_sub(1.year()).ok()?;
        date.interval.filter(|(_, last)| *last < long_ago)
    }
}

/// "Putin" of "President Putin's special representative".
fn is_owner(token: Token<'_>, role: &[Token<'_>]) -> bool {
    let mut at = token;
    while at.dep() != "poss" {
        if at.is_root() || !role.contains(&at.head()) {
            return false;
        }
        at = at.head();
    }
    role.contains(&at.head())
}

#[cfg(test)]
mod tests {
    use crate::sample::article;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let reading = article(text, "2024-06-01");
        let layers = &reading.layers[0];
        let told = layers.posts.iter().map(|post| {
            let name = &layers.people.persons[post.person].name;
            let ended = if post.ended { ", ended" } else { "" };
            let days = post.days.map(|(first, last)| format!(", {first}..{last}")).unwrap_or_default();
            format!("{name}: {} [{}]{ended}{days}", post.phrase, post.words.join(" "))
        });
        assert_eq!(told.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn posts_and_their_words() {
        check(
            "Ana Quispe, Peru's ambassador to Chile, said so.",
            &["Ana Quispe: Peru's ambassador to Chile [ambassador chl]"],
        );
        check("Former minister Ana Quispe said so.", &["Ana Quispe: minister [minister], ended"]);
        check(
            "The ministry's spokeswoman, Ana Quispe, said so.",
            &["Ana Quispe: ministry's spokeswoman [spokesperson]"],
        );
    }

    #[test]
    fn dated_posts() {
        check(
            "Ana Quispe, Peru's ambassador from 2010 to 2014, said so.",
            &["Ana Quispe: Peru's ambassador from 2010 to 2014 [ambassador], 2010-01-01..2014-12-31"],
        );
    }
}
