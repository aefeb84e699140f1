"""What readings and ledgers have: dataclasses with the names of the JSON contract (docs/schema/).

Made by tests/make_records.py of the program's own types. Days are texts, `YYYY-MM-DD`; `start` and `end` count code points, as Python's strings do. A field that a later
version of the program has and this file does not is an attribute all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, kw_only=True)
class About:
    """A party asked for."""

    name: str
    """The canonical English short name."""
    actor: str
    """The gazetteer's id."""


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """Words of a report that a line stands on."""

    report: str
    """The report's id: made of its capture's bytes."""
    kind: str
    """`position`, `event`, `figure`, `utterance`, `contradiction` or `person`."""
    start: int
    """Code points of the page's text before the words."""
    end: int
    """Up to their end."""
    read_as: str
    """What the words were read as: rung, holder and toward; type and parties; the speaker; the person's name."""


@dataclass(frozen=True, kw_only=True)
class Around:
    """A paragraph."""

    start: int
    """Code points of the page's text before it."""
    text: str
    """Its text."""


@dataclass(frozen=True, kw_only=True)
class By:
    """A report that came."""

    day: str | None
    """The day it counts from."""
    outlet: str | None
    """Who publishes it."""
    path: str
    """The capture."""
    article: int
    """The article in it, from 0."""


@dataclass(frozen=True, kw_only=True)
class Capture:
    """A capture."""

    path: str
    """Its name as the user gave it; a byte that is no UTF-8 is written out."""
    url: str | None
    """Its address, where the page or somebody outside tells it."""
    sha256: str
    """Hex digits of the SHA-256 of the bytes read; empty where there are none."""
    media_type: Literal["text/html", "text/plain"]
    """What it was read as."""
    charset: str | None
    """The character set it was decoded from; `null` where it could not be read."""
    captured: str | None
    """The day of the capture, `YYYY-MM-DD`, known from outside only."""


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """What a human corrected of an entry, or said of who a person is."""

    what: str
    """What of it: "rung set to relations", "joined with …", "split", of persons by their names."""
    why: str
    """Why."""
    who: str | None
    """Who says so; `null` where nobody is named."""
    made: str | None
    """The day it was said, `YYYY-MM-DD`."""


@dataclass(frozen=True, kw_only=True)
class Credit:
    """The words that credit an agency."""

    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""
    agency: str
    """The agency's name."""


@dataclass(frozen=True, kw_only=True)
class DerivedFrom:
    """A report whose words another has."""

    path: str
    """The capture, as the user named it."""
    article: int
    """The article in it, from 0."""
    share: float
    """The share of the drawing report's words that stand in it: 0 to 1, to the hundredth."""


@dataclass(frozen=True, kw_only=True)
class Expression:
    """A date or time expression of an article."""

    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""
    value: str
    """Its TIMEX3 value; a relative one where no day of the calendar is known."""
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    """What it tells: a day or longer, a time, a length, a time that comes again."""
    basis: Literal["stated", "resolved", "published", "captured", "inferred"]
    """How its value is known."""
    days: Sequence[str] | None = None
    """Its first and its last day, `YYYY-MM-DD`; absent where it is not on the calendar."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A place that has the words searched for."""

    path: str
    """The capture, as the user named it."""
    article: int
    """The article in it, from 0."""
    report: str
    """The report's id."""
    outlet: str | None
    """Who publishes it."""
    published: str | None
    """Its day of publication, `YYYY-MM-DD`."""
    captured: str | None
    """The day of its capture, `YYYY-MM-DD`."""
    title: str | None
    """Its headline."""
    speaker: str | None
    """Who says it, of a statement."""
    start: int
    """Code points of the capture's text before the paragraph or statement."""
    end: int
    """Code points of the capture's text up to its end."""
    quote: str
    """The paragraph or statement."""
    rank: float
    """Less is better (BM25)."""


@dataclass(frozen=True, kw_only=True)
class Furniture:
    """Lines that are no article's."""

    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""
    kind: Literal["menu", "advert", "caption", "promo", "tags", "related", "share", "comments", "marker", "other"]
    """What they are."""


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A report that was read and left out."""

    path: str
    """The capture, as the user named it."""
    article: int
    """The article in it, from 0."""
    why: str
    """Why, in one plain line."""


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A party of the gazetteer where it is named."""

    name: str
    """The canonical English short name."""
    actor: str
    """The gazetteer's id, which stays the same."""
    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """A name with the characters it comes from."""

    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""
    name: str
    """The name itself: `Ann Lee` of "By ANN LEE, Tangier"."""


@dataclass(frozen=True, kw_only=True)
class NamedLine:
    """Another line, by id, in words."""

    id: str
    """Its id."""
    says: str
    """In words."""


@dataclass(frozen=True, kw_only=True)
class NotRead:
    """What was not read, or not in full."""

    path: str
    """The capture, as the user named it."""
    why: str
    """Why, in one plain line."""
    article: int | None = None
    """The article in it, from 0; absent where it is the whole capture."""


@dataclass(frozen=True, kw_only=True)
class Note:
    """What could not be done."""

    start: int
    """Code points of the capture's text before the place it is about."""
    end: int
    """Code points of the capture's text up to the end of that place."""
    why: str
    """What could not be done, and why."""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """A source that a report hands on."""

    name: str
    """The agency, outlet, document or interviewer; of its own the report's outlet."""
    kind: Literal["document", "interview", "outlet", "own", "speech", "wire"]
    """What it is to the report."""


@dataclass(frozen=True, kw_only=True)
class OutletUse:
    """An outlet that uses a term."""

    outlet: str | None
    """Its name; `null` where the outlet was not found."""
    count: int
    """How often it does."""
    scare: int
    """How often of these in quotation marks of its own, or as "so-called"."""
    path: str
    """The capture, as the user named it."""
    article: int
    """The article in it, from 0."""
    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""


@dataclass(frozen=True, kw_only=True)
class Party:
    """A party or a speaker."""

    name: str
    """The canonical name of a known party, a group's own words, `*` for every state; of a speaker the fullest name."""
    actor: str | None
    """The gazetteer's id of the party, or of the one a speaker is or speaks for."""
    end: int | None = None
    """Code points of the capture's text up to the end of the last character."""
    quote: str | None = None
    """Exactly these characters."""
    role: str | None = None
    """What a speaker is, as the report says it; absent of parties."""
    start: int | None = None
    """Code points of the capture's text before the first character."""


@dataclass(frozen=True, kw_only=True)
class PartyNamed:
    """A party an article names, with its first mention."""

    name: str
    """The canonical English short name."""
    actor: str
    """The gazetteer's id, which stays the same."""
    mentions: int
    """How often the article names it."""
    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""


@dataclass(frozen=True, kw_only=True)
class PersonParty:
    """A party of a person."""

    name: str
    """The canonical English short name."""
    actor: str
    """The gazetteer's id."""
    reports: int
    """How many reports give it."""


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """Words with their base form."""

    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""
    lemma: str
    """The base form of the word that matters: `soldier`."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Characters of a report."""

    path: str
    """The capture, as the user named it."""
    article: int
    """The article in it, from 0."""
    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""


@dataclass(frozen=True, kw_only=True)
class Published:
    """A day of an article's head."""

    value: str
    """The day, `YYYY-MM-DD`."""
    basis: Literal["stated", "resolved", "published", "captured", "inferred"]
    """Why it is this day."""
    from_: str
    """Who says so: `json-ld`, `visible text`, `known from outside` …"""
    end: int | None = None
    """Code points of the capture's text up to the end of the last character."""
    quote: str | None = None
    """Exactly these characters."""
    start: int | None = None
    """Code points of the capture's text before the first character."""


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """A day or longer, and how it is known."""

    value: str
    """A TIMEX3 value: `2025-07-03`, `2025-07`, `2025-W27`, `2025`."""
    basis: Literal["stated", "resolved", "published", "captured", "inferred"]
    """How it is known."""


@dataclass(frozen=True, kw_only=True)
class RoleEvidence:
    """What one report says of a role."""

    path: str
    """The capture, as the user named it."""
    article: int
    """The article in it, from 0."""
    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""
    ended: bool
    """Whether it calls the role over."""


@dataclass(frozen=True, kw_only=True)
class SaidBy:
    """Whose words something is in, or who handed them on."""

    name: str
    """The fullest name the article has."""
    actor: str | None
    """The gazetteer's id of the party the speaker is or speaks for."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """An article whose words another has."""

    path: str
    """The capture, as the user named it."""
    article: int
    """The article's place in the capture, from 0."""
    share: float
    """The share of the drawing article's words that stand in it: 0 to 1, to the thousandth, since finer is no knowledge."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """Characters of a capture's text."""

    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """The source of a statement."""

    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""
    name: str
    """The fullest name the article has for the source."""
    role: str | None
    """What the speaker is, in the article's words."""
    affiliation: str | None
    """For whom the speaker speaks, in the article's words."""
    actor: str | None
    """The gazetteer's id of the party the speaker is or speaks for."""
    inherited: bool
    """Whether the speaker is carried over from the paragraph before."""


@dataclass(frozen=True, kw_only=True)
class SpeakerUse:
    """Somebody whom reports let use a term."""

    speaker: str | None
    """The name; `null` where nobody is named."""
    count: int
    """How often reports do."""
    path: str
    """The capture, as the user named it."""
    article: int
    """The article in it, from 0."""
    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""


@dataclass(frozen=True, kw_only=True)
class Translated:
    """The words that say from which language a report was translated."""

    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""
    language: str
    """The language's name, as the page has it."""


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A question, as it was understood."""

    form: str
    step: str | None
    holder: Sequence[str]
    toward: Sequence[str]
    first: str | None
    last: str | None


@dataclass(frozen=True, kw_only=True)
class Variant:
    """A name as written, with its first place."""

    name: str
    """The name as written."""
    reports: int
    """How many reports write it so."""
    path: str
    """The capture, as the user named it."""
    article: int
    """The article in it, from 0."""
    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""


@dataclass(frozen=True, kw_only=True)
class Via:
    """Who handed words on."""

    name: str
    """The name, or the page's words for it."""
    kind: Literal["wire", "outlet", "broadcaster", "platform", "document"]
    """What it is."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """How one report words it."""

    path: str
    """The capture, as the user named it."""
    article: int
    """The article in it, from 0."""
    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""
    via: Sequence[str]
    """Who handed the words on, innermost first."""


@dataclass(frozen=True, kw_only=True)
class Article:
    """An article's head and text."""

    index: int
    """Its place among the capture's articles, from 0."""
    title: Span | None
    """Its headline."""
    byline: Sequence[Named]
    """Who signs it."""
    outlet: str | None
    """Who publishes it."""
    outlet_from: str | None
    """Who says so: `open graph`, `known from outside` …"""
    republished_from: Named | None
    """The outlet it was first published by, in the words that say so."""
    translated_from: Translated | None
    """The language it was translated from, in the words that say so."""
    published: Published | None
    """Its day of publication."""
    modified: Published | None
    """The day it was last changed, where that is told apart."""
    language: str | None
    """The language it is in, as an ISO 639-1 code; detected."""
    language_declared: str | None
    """The language the page declares."""
    credits: Sequence[Credit]
    """The agencies it credits."""
    body: Sequence[Span]
    """Its paragraphs, sub-headings and list items."""
    text: str
    """The same as one text, a line break between two of them."""


@dataclass(frozen=True, kw_only=True)
class Assertion:
    """What one report asserts."""

    path: str
    """The capture, as the user named it."""
    article: int
    """The article in it, from 0."""
    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""
    modality: Literal["done", "announced", "expected", "considering", "conditional", "refused", "denied", "urged"]
    """How it is put."""
    date: Resolved | None
    """When it was, by this report."""
    said_by: Party | None
    """Whose words it is in, where not the reporter's own."""
    reported_by: Party | None
    """Who handed those words on."""
    published: str | None
    """The report's day of publication, `YYYY-MM-DD`."""
    captured: str | None
    """The day of its capture, `YYYY-MM-DD`."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of a line."""

    change: Literal["new", "superseded", "contested", "standing", "contradicted", "corrected", "told-again"]
    """What changed: `new`, `superseded`, `contested`, `standing` (no longer either), `told again`, `contradicted`,
    `corrected`."""
    id: str
    """The line's id."""
    says: str
    """The line in words."""
    why: str
    """What made it change, in words."""
    by: Sequence[By]
    """The reports that made it change."""
    superseded_by: str | None = None
    """The line that took its place."""


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Where reports disagree."""

    type: Literal["status", "scope", "date", "number", "who"]
    """What they disagree on."""
    strength: Literal["clash", "differs"]
    """Whether both can hold."""
    about: str
    """What it is about, in a few words."""
    says: str
    """What the sides tell otherwise, and what a careful reader would check: one sentence."""
    sides: Sequence[Place]
    """What each report says, by report, then place."""


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A correction of a line."""

    number: int
    """Its number in the ledger, by which it can be taken back."""
    line: str
    """The id of the line when it was corrected."""
    action: str
    """`reject`, `set`, `join` or `split`."""
    field: str | None
    """Of `set`: which field."""
    value: str | None
    """Of `set` what it is; of `join` the id of the other line."""
    why: str
    """Why."""
    who: str | None
    """Who says so."""
    made: str | None
    """The day it was made, `YYYY-MM-DD`."""
    said: str
    """The line in words, as it stood."""
    anchors: Sequence[Anchor]
    """The words of the line that it is about."""
    into: Sequence[Anchor] = ()
    """Of `join`: those of the other line; of a person that is split: those that stay."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What one report tells of a figure."""

    path: str
    """The capture, as the user named it."""
    article: int
    """The article in it, from 0."""
    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""
    modality: Literal["done", "announced", "expected", "considering", "conditional", "refused", "denied", "urged"]
    """How it is put."""
    date: Resolved | None
    """When it was, by this report."""
    said_by: Party | None
    """Whose words it is in, where not the reporter's own."""
    reported_by: Party | None
    """Who handed those words on."""
    published: str | None
    """The report's day of publication, `YYYY-MM-DD`."""
    captured: str | None
    """The day of its capture, `YYYY-MM-DD`."""
    value: float
    """The value told there."""
    qualifier: Literal["exact", "about", "over", "under", "range"]
    """How sure it is told there."""


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """A disagreement with its id, by which it is found again."""

    id: str
    """Made of content."""
    type: Literal["status", "scope", "date", "number", "who"]
    """What they disagree on."""
    strength: Literal["clash", "differs"]
    """Whether both can hold."""
    about: str
    """What it is about, in a few words."""
    says: str
    """What the sides tell otherwise, and what a careful reader would check: one sentence."""
    sides: Sequence[Place]
    """What each report says, by report, then place."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """An event where it is told."""

    type: Literal["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
    """PLOVER's event type."""
    mode: str | None
    """PLOVER's mode, where the type has one that fits."""
    quad: int
    """PLOVER's quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    contexts: Sequence[str]
    """PLOVER's contexts: `military`, `diplomatic` …"""
    actor: Mention
    """Who did it."""
    recipient: Mention | None
    """To whom, where somebody is named."""
    date: Resolved | None
    """When it was."""
    place: Span | None
    """The words that say where it was."""
    modality: Literal["done", "announced", "expected", "considering", "conditional", "refused", "denied", "urged"]
    """How it is put: done, announced, expected …"""
    trigger: Span
    """The word that tells of it."""
    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure where it stands."""

    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""
    value: float
    """The number told; of a range the lower end."""
    unit: str | None
    """The unit measured in; `null` of a count."""
    of: Phrase | None
    """What is counted or measured."""
    act: Phrase | None
    """The act that the figure counts the results of."""
    qualifier: Literal["exact", "about", "over", "under", "range"]
    """How sure the figure is told."""
    date: Resolved | None
    """When it was so."""
    said_by: SaidBy | None
    """Whose words the figure is in, where not the reporter's own."""
    upper: float | None = None
    """The upper end of a range; absent where there is none."""


@dataclass(frozen=True, kw_only=True)
class Holder:
    """A party of a position and the words that name it."""

    name: str
    """The canonical name of a known party, a group's own words ("Western countries"), or `*` for every state."""
    actor: str | None
    """The gazetteer's id, where the party is in it."""
    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""
    antecedent: Span | None = None
    """Where the party is named that a pronoun or description takes up."""


@dataclass(frozen=True, kw_only=True)
class InPlace:
    """Words in their paragraph."""

    path: str
    """The capture, as the user named it."""
    article: int
    """The article in it, from 0."""
    outlet: str | None
    """Who publishes it."""
    published: str | None
    """Its day of publication, `YYYY-MM-DD`."""
    captured: str | None
    """The day of its capture, `YYYY-MM-DD`."""
    url: str | None
    """Its address."""
    start: int
    """Code points of the page's text before the words."""
    end: int
    """Up to their end."""
    quote: str
    """The words."""
    paragraph: Around | None
    """The paragraph around them; `null` where they stand in none (a headline's metadata, say)."""


@dataclass(frozen=True, kw_only=True)
class Role:
    """What a person is or was."""

    role: str
    """As worded by most, without "former"."""
    party: str | None
    """The name of the party it is for."""
    actor: str | None
    """That party's id in the gazetteer."""
    first: str | None
    """The first day a report gives it for, `YYYY-MM-DD`."""
    last: str | None
    """The last such day."""
    ended: bool
    """Whether a report calls it over."""
    ended_by: str | None
    """The first day one does."""
    outlets: Sequence[str]
    """The outlets that report it, by name."""
    reports: int
    """How many reports give it."""
    evidence: Sequence[RoleEvidence]
    """The words that say it."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What somebody said, thought or showed."""

    kind: Literal["direct", "mixed", "indirect"]
    """How much of it is in the source's own words."""
    spans: Sequence[Span]
    """What is said, in pieces, in the order of the text."""
    cue: Span | None
    """The words that tell that it is said."""
    speaker: Speaker | None
    """Whose words they are; `null` where no source is named."""
    via: Sequence[Via]
    """Who handed the words on, innermost first."""
    addressee: Span | None
    """The words for the person or body that was told."""
    date: Resolved | None
    """When it was said."""
    act: Literal["say", "argue", "announce", "direct", "commit", "judge", "concede", "answer", "deny", "ask", "post", "voice", "think", "show"]
    """What the source does with its words: says, denies, asks …"""
    modality: Literal["done", "announced", "expected", "considering", "conditional", "refused", "denied", "urged"]
    """How the saying itself is put."""
    rule: str
    """The name of the rule that found it."""
    nested: "Sequence[Statement]" = ()
    """Speech within this speech; absent where there is none."""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """An article among others."""

    path: str
    """The capture, as the user named it."""
    article: int
    """The article's place in the capture, from 0."""
    story: str
    """The id of the story it tells."""
    derived_from: Sequence[Source]
    """The articles whose words it has."""
    origins: Sequence[str]
    """The ids of the texts it draws on."""
    background: Sequence[str]
    """The ids of standing paragraphs it carries beside its own text: background that others have under other news."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term."""

    term: str
    """The words themselves."""
    kind: Literal["name", "compound", "said", "standing"]
    """What kind of words they are."""
    outlets: Sequence[OutletUse]
    """The outlets that have it in their own words."""
    speakers: Sequence[SpeakerUse]
    """Those in whose mouths reports have it."""


@dataclass(frozen=True, kw_only=True)
class TermUse:
    """A term of a party, by itself."""

    party: str
    """The party's canonical English short name."""
    actor: str
    """The party's id in the gazetteer."""
    term: str
    """The words themselves."""
    kind: Literal["name", "compound", "said", "standing"]
    """What kind of words they are."""
    outlets: Sequence[OutletUse]
    """The outlets that have it in their own words."""
    speakers: Sequence[SpeakerUse]
    """Those in whose mouths reports have it."""


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """What one speaker said on one occasion."""

    id: str
    """Made of content: the same in every dossier that has it."""
    speaker: Party
    """Who said it."""
    date: Resolved | None
    """When it was said."""
    first_published: str | None
    """The first day on which a report of it was published, `YYYY-MM-DD`."""
    origins: int
    """How many independent origins have it."""
    wordings: Sequence[Wording]
    """How each report words it, by report, then place."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What changed."""

    from_: str
    """The earlier day, `YYYY-MM-DD`."""
    to: str
    """The later day."""
    reports: int
    """How many reports came after the first day, up to the second."""
    changes: Sequence[Change]
    """Lines, by kind of change, then by holder."""


@dataclass(frozen=True, kw_only=True)
class EventEntry:
    """The same event, told by several reports."""

    id: str
    """Made of content: the same in every dossier that has it."""
    kind: Literal["event"]
    """`event`."""
    holder: Party
    """Who did it."""
    toward: Party | None
    """To whom, where somebody is named."""
    rung: None
    """A rung is a position's."""
    modality: Literal["done", "announced", "expected", "considering", "conditional", "refused", "denied", "urged"]
    """How it is put."""
    type: Literal["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
    """PLOVER's event type."""
    mode: str | None
    """PLOVER's mode, where the type has one that fits."""
    quad: int
    """PLOVER's quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    date: Resolved | None
    """When it was."""
    dated: bool
    """Whether words date it. Else `date` is only the day of the first report that tells it: it was so by then."""
    condition: None
    """A condition is a position's."""
    first_published: str | None
    """The first day on which a report of it was published, `YYYY-MM-DD`."""
    last_published: str | None
    """The last such day."""
    origins: int
    """How many independent origins tell it: reports that draw on one another count once."""
    reports: int
    """How many reports tell it."""
    status: Literal["standing", "superseded", "contested"]
    """`standing`: nothing supersedes what happened."""
    superseded_by: None
    """Nothing supersedes what happened."""
    assertions: Sequence[Assertion]
    """The words that say it, by report, then place."""
    reports_shown: int | None = None
    """How many of them are shown, where a selection leaves some out."""


@dataclass(frozen=True, kw_only=True)
class FigureEntry:
    """The same figure, told by several reports."""

    id: str
    """Made of content: the same in every dossier that has it."""
    kind: Literal["figure"]
    """`figure`."""
    holder: None
    """A figure has no holder."""
    toward: None
    """Nor one toward whom."""
    rung: None
    """A rung is a position's."""
    modality: Literal["done", "announced", "expected", "considering", "conditional", "refused", "denied", "urged"]
    """`done`: figures tell what is."""
    of: str | None
    """The base form of what is counted; `null` where only a unit is told."""
    named: str
    """What is counted and the act, as written: "Soviet soldiers killed"."""
    act: str | None
    """The act that it counts the results of."""
    unit: str | None
    """The unit measured in; `null` of a count."""
    values: Sequence[float]
    """The lowest and the highest value told."""
    parties: Sequence[str]
    """Ids of the parties that its sentences name."""
    date: Resolved | None
    """When it was so."""
    dated: bool
    """Whether words date it. Else `date` is only the day of the first report that tells it: it was so by then."""
    condition: None
    """A condition is a position's."""
    first_published: str | None
    """The first day on which a report of it was published, `YYYY-MM-DD`."""
    last_published: str | None
    """The last such day."""
    origins: int
    """How many independent origins tell it: reports that draw on one another count once."""
    reports: int
    """How many reports tell it."""
    status: Literal["standing", "superseded", "contested"]
    """`standing`: where figures disagree, the contradictions say so."""
    superseded_by: None
    """Nothing supersedes a figure."""
    assertions: Sequence[Counted]
    """The words that say it, by report, then place."""
    reports_shown: int | None = None
    """How many of them are shown, where a selection leaves some out."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody whom reports name."""

    id: str
    """Made of content."""
    name: str
    """The fullest name."""
    variants: Sequence[Variant]
    """Every name as written, the commonest first."""
    parties: Sequence[PersonParty]
    """Whom the person is of or acts for, the most reported first."""
    roles: Sequence[Role]
    """What the person is or was, by first day."""
    reports: int
    """How many reports name the person."""
    mentions: int
    """How often they do, in all."""
    statements: int
    """How many statements are the person's."""
    corrected: Sequence[Corrected] = ()
    """What humans said of who this is (`attache correct`); absent where nobody did."""


@dataclass(frozen=True, kw_only=True)
class Position:
    """A position where it is told."""

    holder: Holder
    """Who stands there; of `urged`, who urges."""
    toward: Holder
    """Toward whom: the party recognised, the host of a mission."""
    rung: Literal["terror_listed", "terror_delisted", "sanctions", "sanctions_lifted", "break", "expel", "downgrade", "derecog", "contacts", "delegation", "mission_protection", "mission_open", "mission_reduced", "mission_evacuated", "mission_closed", "mission_opened", "charge", "ambassador", "relations", "recog_rep", "recog_gov", "recog_state", "recog_sov", "un_seat", "other"]
    """The step of the ladder."""
    modality: Literal["done", "announced", "expected", "considering", "conditional", "refused", "denied", "urged"]
    """How it is put: done, announced, expected …"""
    negated: bool
    """Whether its absence is what is announced, expected, considered or urged."""
    addressee: Holder | None
    """Of `urged`: who is asked."""
    condition: Span | None
    """The words for what it hangs on."""
    act: str | None
    """Of the rung `ambassador`: `sent`, `accepted` or `copies`."""
    date: Resolved | None
    """When it was."""
    said_by: SaidBy | None
    """Whose words it is in, where not the reporter's own."""
    reported_by: SaidBy | None
    """Who handed those words on."""
    start: int
    """Code points of the capture's text before the first character."""
    end: int
    """Code points of the capture's text up to the end of the last character."""
    quote: str
    """Exactly these characters."""
    rule: str
    """The name of the rule that found it; `learned: CLASS` where none did."""
    trigger: Span
    """The word it hangs on."""
    score: float
    """How sure it is, 0 to 1; a rule's position that nothing was learned of has 1."""
    why: Sequence[str]
    """What spoke most for it, at most three things."""
    refusal: Literal["has-not", "will-not", "no-longer"] | None = None
    """Of `refused`: `has-not`, `will-not` or `no-longer`."""


@dataclass(frozen=True, kw_only=True)
class PositionEntry:
    """The same position, asserted by several reports."""

    id: str
    """Made of content: the same in every dossier that has it."""
    kind: Literal["position"]
    """`position`."""
    holder: Party
    """Who stands there; of `urged`, who urges."""
    toward: Party
    """Toward whom."""
    rung: Literal["terror_listed", "terror_delisted", "sanctions", "sanctions_lifted", "break", "expel", "downgrade", "derecog", "contacts", "delegation", "mission_protection", "mission_open", "mission_reduced", "mission_evacuated", "mission_closed", "mission_opened", "charge", "ambassador", "relations", "recog_rep", "recog_gov", "recog_state", "recog_sov", "un_seat", "other"]
    """The step of the ladder."""
    modality: Literal["done", "announced", "expected", "considering", "conditional", "refused", "denied", "urged"]
    """How it is put."""
    negated: bool
    """Whether its absence is what is announced, expected, considered or urged."""
    date: Resolved | None
    """When it was."""
    dated: bool
    """Whether words date it. Else `date` is only the day of the first report that tells it: it was so by then."""
    lasted: bool
    """Whether it is told as what had lasted: its day is then none on which it began."""
    condition: Span | None
    """The words for what it hangs on."""
    first_published: str | None
    """The first day on which a report of it was published, `YYYY-MM-DD`."""
    last_published: str | None
    """The last such day."""
    origins: int
    """How many independent origins tell it: reports that draw on one another count once."""
    reports: int
    """How many reports tell it."""
    status: Literal["standing", "superseded", "contested"]
    """Whether it stands."""
    superseded_by: str | None
    """The id of the entry that took its place."""
    assertions: Sequence[Assertion]
    """The words that say it, by report, then place."""
    act: str | None = None
    """Of the rung `ambassador`: `sent`, `accepted` or `copies`; absent of others."""
    corrected: Sequence[Corrected] = ()
    """What humans corrected of it (`attache correct`); absent where nobody did."""
    ended: str | None = None
    """The last day of the government that held it, `YYYY-MM-DD`, where its fall ended it; absent of others."""
    intended: bool | None = None
    """Of the rung `mission_open`: told only as what the holder does not mean to do ("no plans to evacuate the embassy")."""
    refusal: Literal["has-not", "will-not", "no-longer"] | None = None
    """Of what is `refused`: `has-not`, `will-not` or `no-longer`; absent of others."""
    reports_shown: int | None = None
    """How many of them are shown, where a selection leaves some out."""
    undecided: bool | None = None
    """Of what is `conditional`: whether nothing is decided even if the condition is met."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer."""

    understood: Understood
    """What the question was read as."""
    verdict: Literal["yes", "no", "not-yet", "disputed", "told", "unknown", "not-understood"]
    """`yes`, `no`, `not yet`, `disputed`, `told` (of who, when, how many, where), `unknown` or `not understood`."""
    answer: str
    """The answer, in a sentence."""
    sure: str | None
    """How sure: "2 reports, 1 origin; by its own account"."""
    as_of: str | None
    """The day up to which the ledger was asked; else that of its last report."""
    lines: Sequence[str]
    """Ids of the lines it rests on, the weightiest first."""
    entries: Sequence[Any]
    """The same, as the contract has them."""
    evidence: Sequence[InPlace]
    """The first words it rests on, in their paragraphs, each of another report."""
    contradictions: Sequence[NamedLine]
    """What disagrees: ids and words."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """An article by an outlet in a capture."""

    id: str
    """Hash of the capture's bytes and the article's place in it: the same whatever the file is called."""
    path: str
    """The capture, as the user named it."""
    article: int
    """Its place among the capture's articles, from 0."""
    title: Span | None
    """Its headline."""
    byline: Sequence[Named]
    """Who signs it."""
    outlet: str | None
    """Who publishes it."""
    republished_from: Named | None
    """The outlet it was first published by, in the words that say so."""
    translated_from: Translated | None
    """The language it was translated from, in the words that say so."""
    published: Published | None
    """Its day of publication."""
    modified: Published | None
    """The day it was last changed, where that is told apart."""
    captured: str | None
    """The day of the capture, `YYYY-MM-DD`, known from outside the page."""
    language: str | None
    """The language it is in, as an ISO 639-1 code."""
    url: str | None
    """The capture's address."""
    credits: Sequence[Credit]
    """The agencies it credits."""
    parties: Sequence[PartyNamed]
    """The states, bodies and groups it names, most named first."""
    statements: Sequence[Statement]
    """Who said what in it, in the order of the text, as `attache read` has it under `quotations`."""
    origins: Sequence[Origin]
    """Whose words it hands on, and its own."""
    derived_from: Sequence[DerivedFrom]
    """The reports of the dossier whose words it has."""
    origin_ids: Sequence[str]
    """Ids of the texts it draws on; reports that share one have it from one source."""
    background_ids: Sequence[str]
    """Ids of the standing paragraphs it carries beside its own text: background that others have under other news."""
    notes: Sequence[str]
    """What a reader should know of the reading itself."""


@dataclass(frozen=True, kw_only=True)
class ShownLine:
    """A line and what belongs to it."""

    kind: str
    """`position`, `event`, `figure`, `utterance`, `contradiction`, `person`, `report`, or `rejected`."""
    id: str
    """Its id."""
    says: str
    """In words."""
    facts: Sequence[str]
    """The facts of it that a reader asks for, a line each."""
    line: Any
    """As the contract has it; of a report its head."""
    evidence: Sequence[InPlace]
    """The words it stands on."""
    contradictions: Sequence[NamedLine]
    """What disagrees with it: ids and words."""
    others: Sequence[NamedLine]
    """Lines that stand on the same words, or take its place."""
    corrections: Sequence[Correction]
    """What a human said of it."""


@dataclass(frozen=True, kw_only=True)
class TermsOf:
    """What a party is called."""

    name: str
    """The party's canonical English short name."""
    actor: str
    """The party's id in the gazetteer."""
    terms: Sequence[Term]
    """Its terms, those most outlets use first."""


@dataclass(frozen=True, kw_only=True)
class ArticleEntry:
    """An article with everything that was read in it."""

    article: Article
    """The article itself."""
    dates: Sequence[Expression]
    """Its date and time expressions, in text order."""
    quotations: Sequence[Statement]
    """Who said what in it, in text order."""
    figures: Sequence[Figure]
    """How many of what, in text order."""
    events: Sequence[Event]
    """Who did what to whom, in text order."""
    positions: Sequence[Position]
    """Which party stands where toward whom, in text order."""
    parties: Sequence[PartyNamed]
    """The states, bodies and groups it names, most named first."""


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """The dossier; its fields in the order of the contract, then those added to it."""

    reports: Sequence[Report]
    """By day, then path, then place in the capture; undated ones beside those they share words with, else last."""
    entries: Sequence[PositionEntry | EventEntry | FigureEntry]
    """Who stands where, by holder, toward and date; then what happened, and how many."""
    utterances: Sequence[Utterance]
    """What one speaker said on one occasion, by date."""
    contradictions: Sequence[Contradiction]
    """Where reports disagree, clashes first."""
    persons: Sequence[Person]
    """Whom reports name, with dated roles: speakers first."""
    terms: Sequence[TermsOf]
    """What each outlet calls each party."""
    not_read: Sequence[NotRead]
    """Captures that could not be read, and reports that could not be analysed, by path."""
    left_out: Sequence[LeftOut]
    """Reports that the selection leaves out, by path."""
    captures: int
    """How many captures were given, read or not."""
    about: About | None = None
    """The party asked for, the first of several; absent where none was."""
    also_about: Sequence[About] = ()
    """The others asked for; absent where there are none."""
    as_of: str | None = None
    """The day asked for, `YYYY-MM-DD`; absent where none was."""
    outlets: Sequence[str] = ()
    """The outlets asked for; absent where there are none."""
    since: str | None = None
    """The first day asked for, `YYYY-MM-DD`; absent where none was."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was read of one capture."""

    capture: Capture
    """The capture itself."""
    articles: Sequence[ArticleEntry]
    """Its articles: the main one first, the others in page order."""
    furniture: Sequence[Furniture]
    """Lines that are no article's."""
    notes: Sequence[Note]
    """What could not be done, and where."""
    error: str | None = None
    """Why it could not be read; absent where it could."""
    text: str = ""
    """The text that all places count in, as `attache read --format plain` prints it; empty where it could not be read."""


# The fields that are records themselves, and what they may be: of several, the one that `kind` names.
PARTS: dict[str, dict[str, list[str]]] = {
    "Article": {"body": ["Span"], "byline": ["Named"], "credits": ["Credit"], "modified": ["Published"], "published": ["Published"], "republished_from": ["Named"], "title": ["Span"], "translated_from": ["Translated"]},
    "ArticleEntry": {"article": ["Article"], "dates": ["Expression"], "events": ["Event"], "figures": ["Figure"], "parties": ["PartyNamed"], "positions": ["Position"], "quotations": ["Statement"]},
    "Assertion": {"date": ["Resolved"], "reported_by": ["Party"], "said_by": ["Party"]},
    "Change": {"by": ["By"]},
    "Contradiction": {"sides": ["Place"]},
    "Correction": {"anchors": ["Anchor"], "into": ["Anchor"]},
    "Counted": {"date": ["Resolved"], "reported_by": ["Party"], "said_by": ["Party"]},
    "Difference": {"changes": ["Change"]},
    "Disagreement": {"sides": ["Place"]},
    "Dossier": {"about": ["About"], "also_about": ["About"], "contradictions": ["Contradiction"], "entries": ["EventEntry", "FigureEntry", "PositionEntry"], "left_out": ["LeftOut"], "not_read": ["NotRead"], "persons": ["Person"], "reports": ["Report"], "terms": ["TermsOf"], "utterances": ["Utterance"]},
    "Event": {"actor": ["Mention"], "date": ["Resolved"], "place": ["Span"], "recipient": ["Mention"], "trigger": ["Span"]},
    "EventEntry": {"assertions": ["Assertion"], "date": ["Resolved"], "holder": ["Party"], "toward": ["Party"]},
    "Figure": {"act": ["Phrase"], "date": ["Resolved"], "of": ["Phrase"], "said_by": ["SaidBy"]},
    "FigureEntry": {"assertions": ["Counted"], "date": ["Resolved"]},
    "Holder": {"antecedent": ["Span"]},
    "InPlace": {"paragraph": ["Around"]},
    "Person": {"corrected": ["Corrected"], "parties": ["PersonParty"], "roles": ["Role"], "variants": ["Variant"]},
    "Position": {"addressee": ["Holder"], "condition": ["Span"], "date": ["Resolved"], "holder": ["Holder"], "reported_by": ["SaidBy"], "said_by": ["SaidBy"], "toward": ["Holder"], "trigger": ["Span"]},
    "PositionEntry": {"assertions": ["Assertion"], "condition": ["Span"], "corrected": ["Corrected"], "date": ["Resolved"], "holder": ["Party"], "toward": ["Party"]},
    "Reading": {"articles": ["ArticleEntry"], "capture": ["Capture"], "furniture": ["Furniture"], "notes": ["Note"]},
    "Reply": {"contradictions": ["NamedLine"], "evidence": ["InPlace"], "understood": ["Understood"]},
    "Report": {"byline": ["Named"], "credits": ["Credit"], "derived_from": ["DerivedFrom"], "modified": ["Published"], "origins": ["Origin"], "parties": ["PartyNamed"], "published": ["Published"], "republished_from": ["Named"], "statements": ["Statement"], "title": ["Span"], "translated_from": ["Translated"]},
    "Role": {"evidence": ["RoleEvidence"]},
    "ShownLine": {"contradictions": ["NamedLine"], "corrections": ["Correction"], "evidence": ["InPlace"], "others": ["NamedLine"]},
    "Statement": {"addressee": ["Span"], "cue": ["Span"], "date": ["Resolved"], "nested": ["Statement"], "spans": ["Span"], "speaker": ["Speaker"], "via": ["Via"]},
    "Telling": {"derived_from": ["Source"]},
    "Term": {"outlets": ["OutletUse"], "speakers": ["SpeakerUse"]},
    "TermUse": {"outlets": ["OutletUse"], "speakers": ["SpeakerUse"]},
    "TermsOf": {"terms": ["Term"]},
    "Utterance": {"date": ["Resolved"], "speaker": ["Party"], "wordings": ["Wording"]},
}
# Fields that Python has a word of its own for: `from` is `from_`.
KEYWORDS: dict[str, list[str]] = {"Difference": ["from"], "Published": ["from"]}
