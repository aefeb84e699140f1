//! How words came to the page: the wire, outlet, broadcaster, platform or document between speaker and reporter.
//!
//! In: a report in its tree, the agencies and media the lexicons know. Out: [`Relay`]s, outermost last. "Kabulov told
//! Reuters" and "Kabulov was quoted by Reuters as saying" were handed on by Reuters, a wire; "the ministry said in a
//! statement" by a document.
//!
//! A person told ("told his ministers") is an addressee and no relay.

use super::Statement;
use super::frames::Report;
use crate::article::lexicon::Agency;
use crate::grammar::phrase::phrase;
use crate::people::media::Media;
use crate::span::Span;
use attache_language::{Document, Pos, Token};

/// Something that handed words on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relay {
    /// Where it is named.
    pub span: Span,
    /// Canonical name of a wire; the words themselves for others.
    pub name: String,
    /// Whether it is a wire, an outlet, a broadcaster, a platform or a document.
    pub kind: RelayKind,
}

/// What handed words on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum RelayKind {
    /// A news agency.
    Wire,
    /// A paper or site.
    Outlet,
    /// Radio or television.
    Broadcaster,
    /// A social platform.
    Platform,
    /// A statement, letter, post, book.
    Document,
}

impl RelayKind {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            RelayKind::Wire => "wire",
            RelayKind::Outlet => "outlet",
            RelayKind::Broadcaster => "broadcaster",
            RelayKind::Platform => "platform",
            RelayKind::Document => "document",
        }
    }
}

/// What a relay is looked up in.
pub struct Wires<'w> {
    /// News agencies and their names.
    pub agencies: &'w [Agency],
    /// Platforms, documents, kinds of outlets.
    pub media: &'w Media,
}

/// The relays of a report, innermost first.
pub fn find_relays(document: &Document, report: &Report, wires: &Wires) -> Vec<Relay> {
    let verb = document.token(report.word);
    let mut found: Vec<Relay> = Vec::new();
    let mut add = |relay: Option<Relay>| {
        let new = relay.filter(|relay| !found.iter().any(|known| known.span == relay.span));
        found.extend(new);
    };
    // "a ministry press release says …"
    let source = report.source.map(|source| document.token(source));
    let is_document = |token: &Token<'_>| wires.media.is_document(token.lemma());
    add(source
        .filter(|token| token.pos() == Pos::Noun && is_document(token))
        .map(|token| relay(token, RelayKind::Document)));
    add(report.addressee.and_then(|told| outlet_of(document.token(told), wires)));
    // "saying" of "was quoted by Reuters as saying" and the verb it hangs from.
    let quoting = verb.ancestors().take(2).find(|token| matches!(token.lemma(), "quote" | "cite" | "report"));
    for word in [Some(verb), quoting].into_iter().flatten() {
        for child in word.children().filter(|child| matches!(child.dep(), "prep" | "agent")) {
            let Some(object) = child.child("pobj") else { continue };
            match child.lemma() {
                "in" | "on" | "via" | "through" | "during" | "to" | "with" | "at" => add(medium_of(object, wires)),
                "by" => add(outlet_of(object, wires)),
                _ => {}
            }
            // "in an interview with Ekho Moskvy", "in a statement to AFP"
            let inner =
                object.children().filter(|c| c.dep() == "prep" && matches!(c.lemma(), "with" | "to" | "for" | "on"));
            inner
                .filter_map(|c| c.child("pobj"))
                .for_each(|object| add(outlet_of(object, wires).or_else(|| platform_of(object, wires))));
        }
        // "Kabulov said, TASS reported"; "TASS quoted Kabulov as saying"
        if Some(word.index) == quoting.map(|token| token.index) {
            add(word.child("nsubj").and_then(|subject| outlet_of(subject, wires)));
        }
    }
    let reporting = verb
        .children()
        .chain(verb.ancestors().take(1))
        .filter(|token| matches!(token.lemma(), "report" | "cite" | "quote") && token.index != verb.index);
    reporting.filter_map(|token| token.child("nsubj")).for_each(|subject| add(outlet_of(subject, wires)));
    found
}

/// The wire or outlet that is itself the source of a statement ("Xinhua reported that …").
pub fn relay_of_source(document: &Document, statement: &Statement, wires: &Wires) -> Option<Relay> {
    let span = statement.source?;
    let tokens = document.tokens_in(span.start..span.end);
    let head = crate::people::names::head_of(document, &tokens);
    // "Peru reported": a party is no outlet, but for one that is called as outlets are ("South China Morning Post").
    let is_called_so = |relay: &Relay| {
        let last = relay.name.rsplit(' ').next().unwrap_or("");
        relay.name.contains(' ') && wires.media.is_outlet(last)
    };
    let is_party = || statement.speaker.as_ref().is_some_and(|speaker| speaker.party.is_some());
    outlet_of(head, wires).filter(|relay| relay.kind != RelayKind::Outlet || is_called_so(relay) || !is_party())
}

/// "in a statement", "on Telegram", "on state television": a document, a platform, a broadcaster.
fn medium_of(object: Token<'_>, wires: &Wires) -> Option<Relay> {
    let noun = object.text().to_lowercase();
    let compound = object.child("compound").map(|word| format!("{} {noun}", word.text().to_lowercase()));
    let is_document = |word: &String| wires.media.is_document(word);
    if object.pos() == Pos::Noun && (is_document(&noun) || compound.as_ref().is_some_and(is_document)) {
        return Some(relay(object, RelayKind::Document));
    }
    if let Some(platform) = platform_of(object, wires) {
        return Some(platform);
    }
    if object.pos() == Pos::Propn
        && let Some(outlet) = outlet_of(object, wires)
    {
        return Some(outlet);
    }
    let is_broadcaster = wires.media.is_broadcaster(&noun) && !wires.media.is_occasion(&noun);
    if is_broadcaster && object.pos() == Pos::Noun && object.children().len() > 0 {
        return Some(relay(object, RelayKind::Broadcaster));
    }
    None
}

fn platform_of(object: Token<'_>, wires: &Wires) -> Option<Relay> {
    let known = wires.media.is_platform(object.text()) && object.text().starts_with(char::is_uppercase);
    known.then(|| relay(object, RelayKind::Platform))
}

/// An agency by its name; another organisation by the last word of its name, or because an article is told ("The Independent").
fn outlet_of(head: Token<'_>, wires: &Wires) -> Option<Relay> {
    let found = relay(head, RelayKind::Outlet);
    let own = found.name.trim_start_matches("the ").trim_start_matches("The ").to_string();
    let agency = wires.agencies.iter().find(|agency| agency.forms.iter().any(|form| form.eq_ignore_ascii_case(&own)));
    let agency = agency.or_else(|| {
        let mut words = own.split_whitespace();
        let (first, rest) = (words.next()?, words.next());
        let named = wires.agencies.iter().find(|agency| agency.forms.iter().any(|form| form == first))?;
        rest.is_none_or(|word| matches!(word, "news" | "agency" | "wire")).then_some(named)
    });
    // "the Chinese state agency Xinhua": described first, named last.
    let agency =
        agency.or_else(|| wires.agencies.iter().find(|agency| agency.forms.iter().any(|form| form == head.text())));
    if let Some(agency) = agency {
        return Some(Relay { name: agency.name.clone(), kind: RelayKind::Wire, ..found });
    }
    let last = own.split_whitespace().last().unwrap_or("").to_lowercase();
    let words: Vec<String> = own.split_whitespace().map(str::to_lowercase).collect();
    let proper = head.pos() == Pos::Propn;
    let broadcasts = words.iter().any(|word| wires.media.is_broadcaster(word))
        || matches!(head.entity_label(), "ORG") && is_call_sign(&own);
    if broadcasts && (proper || words.len() > 1) {
        return Some(Relay { kind: RelayKind::Broadcaster, ..found });
    }
    let named_like = wires.media.is_outlet(&last);
    (proper && (named_like || head.entity_label() == "ORG") || named_like && words.len() > 1).then_some(found)
}

/// "CNN", "BBC", "RT": stations are called by letters; so are wires, which were looked up before.
fn is_call_sign(name: &str) -> bool {
    (2..=5).contains(&name.len()) && name.chars().all(|c| c.is_ascii_uppercase())
}

fn relay(head: Token<'_>, kind: RelayKind) -> Relay {
    let document = head.document();
    let mut tokens = phrase(head);
    let cut =
        head.children().filter(|c| c.index > head.index && matches!(c.dep(), "prep" | "appos" | "punct" | "npadvmod"));
    tokens.end = cut.map(|child| child.edges().start).min().unwrap_or(tokens.end).max(head.index + 1).min(tokens.end);
    let first = tokens.clone().find(|at| document.token(*at).lemma() != "a" && document.token(*at).lemma() != "an");
    let range = document.bytes(first.unwrap_or(tokens.start)..tokens.end);
    let span = Span::from(range);
    Relay { span, name: span.of(document.text()).split_whitespace().collect::<Vec<_>>().join(" "), kind }
}
