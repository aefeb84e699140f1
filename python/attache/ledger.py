"""A ledger, asked."""

from __future__ import annotations

import os

from . import _attache
from .reader import day_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, TypeAlias

    from .reader import Day
    from .records import (
        Correction,
        Difference,
        Disagreement,
        Dossier,
        EventEntry,
        Found,
        Person,
        PositionEntry,
        Reply,
        Report,
        ShownLine,
        Telling,
        TermUse,
        Utterance,
    )
    from .rows import Rows

    Path: TypeAlias = str | os.PathLike[str]
    Names: TypeAlias = str | Iterable[str]


class Ledger:
    """What many reports say, merged: the same questions as the command line's, with the same answers in the same order.

    `Ledger("attache.db")` is a file that `attache add` or `Ledger.add` made; what others add to it meanwhile is answered with. `Ledger.of(paths)` reads captures into
    one in memory. Questions may be asked by several threads; the interpreter's lock is let go meanwhile.

    Of all questions: `about` keeps lines that concern a party, or one of several; `as_of` shows what reports of that day or before tell, `since` what
    reports from that day on do; `outlet` keeps lines told by outlets whose names hold these words; `limit` is how many lines at most, the latest. A name that nobody has is an
    `AttacheError` that suggests near ones; one that was taken for another (`"Burma"`) is in `Rows.remarks`.
    """

    def __init__(self, path: Path) -> None:
        self._ledger = _attache.Ledger(path)

    @classmethod
    def of(
        cls,
        paths: Path | Iterable[Path],
        *,
        captures: Path | None = None,
        corrections: Path | None = None,
        threads: int | None = None,
    ) -> Ledger:
        """Reads captures, files or folders, into a ledger in memory. What could not be read is told on standard error, and in the dossier's `not_read`."""
        ledger = cls.__new__(cls)
        ledger._ledger = _attache.Ledger.of(_paths(paths), _path(captures), _path(corrections), threads)
        return ledger

    @classmethod
    def add(
        cls,
        path: Path,
        paths: Path | Iterable[Path],
        *,
        captures: Path | None = None,
        url: str | None = None,
        day: Day | None = None,
        outlet: str | None = None,
        threads: int | None = None,
    ) -> Ledger:
        """Reads captures into a ledger's file, which is begun where there is none, and opens it. What it has already is not read again."""
        _attache.Ledger.add(path, _paths(paths), _path(captures), url, day_of(day), outlet, threads)
        return cls(path)

    def positions(
        self,
        *,
        about: Names = (),
        holder: Names = (),
        toward: Names = (),
        rung: Names = (),
        modality: str | None = None,
        as_of: Day | None = None,
        since: Day | None = None,
        outlet: Names = (),
        limit: int | None = None,
    ) -> Rows[PositionEntry]:
        """Who stands where toward whom, by holder, toward whom and day. `rung` is a step of the ladder, such as `recog_gov`; `modality` how it is put: `done`, `refused` …"""
        asked = _asked(about=about, holder=holder, toward=toward, rung=rung, modality=modality, as_of=as_of, since=since, outlet=outlet, limit=limit)
        return self._rows("positions", asked, "PositionEntry")

    def timeline(
        self, *, about: Names = (), as_of: Day | None = None, since: Day | None = None, outlet: Names = (), limit: int | None = None
    ) -> Rows[PositionEntry | EventEntry]:
        """Positions and events together, by day; `kind` says which a step is. Undated ones stand at the day of their first report."""
        asked = _asked(about=about, as_of=as_of, since=since, outlet=outlet, limit=limit)
        return self._rows("timeline", asked, "PositionEntry or EventEntry")

    def events(
        self,
        *,
        about: Names = (),
        holder: Names = (),
        toward: Names = (),
        modality: str | None = None,
        as_of: Day | None = None,
        since: Day | None = None,
        outlet: Names = (),
        limit: int | None = None,
    ) -> Rows[EventEntry]:
        """Who did what to whom, beside positions. `holder` did it, `toward` it was done to."""
        asked = _asked(about=about, holder=holder, toward=toward, modality=modality, as_of=as_of, since=since, outlet=outlet, limit=limit)
        return self._rows("events", asked, "EventEntry")

    def quotes(
        self,
        *,
        by: str | None = None,
        about: Names = (),
        as_of: Day | None = None,
        since: Day | None = None,
        outlet: Names = (),
        limit: int | None = None,
    ) -> Rows[Utterance]:
        """Who said what, in every wording, by day. `by` is a party, else words of a person's name."""
        asked = _asked(by=by, about=about, as_of=as_of, since=since, outlet=outlet, limit=limit)
        return self._rows("utterances", asked, "Utterance")

    def contradictions(
        self, *, about: Names = (), as_of: Day | None = None, since: Day | None = None, outlet: Names = (), limit: int | None = None
    ) -> Rows[Disagreement]:
        """Where reports disagree, clashes first."""
        asked = _asked(about=about, as_of=as_of, since=since, outlet=outlet, limit=limit)
        return self._rows("contradictions", asked, "Disagreement")

    def persons(
        self,
        *,
        named: str | None = None,
        about: Names = (),
        as_of: Day | None = None,
        since: Day | None = None,
        outlet: Names = (),
        limit: int | None = None,
    ) -> Rows[Person]:
        """Whom reports name, with dated posts; `named` keeps those whose names hold these words. `attache people`."""
        asked = _asked(named=named, about=about, as_of=as_of, since=since, outlet=outlet, limit=limit)
        return self._rows("persons", asked, "Person")

    def terms(
        self, *, about: Names = (), as_of: Day | None = None, since: Day | None = None, outlet: Names = (), limit: int | None = None
    ) -> Rows[TermUse]:
        """What outlets call the parties."""
        asked = _asked(about=about, as_of=as_of, since=since, outlet=outlet, limit=limit)
        return self._rows("terms", asked, "TermUse")

    def reports(
        self, *, about: Names = (), as_of: Day | None = None, since: Day | None = None, outlet: Names = ()
    ) -> Rows[Report]:
        """The reports, by day, as a dossier has them: what each says of itself, who said what in it, what it draws on."""
        asked = _asked(about=about, as_of=as_of, since=since, outlet=outlet)
        return self._rows("reports", asked, "Report")

    def _rows(self, kind: str, asked: dict[str, Any], record: str) -> Rows[Any]:
        from .rows import Rows

        return Rows(self._ledger.lines(kind, asked), record)

    def dossier(
        self, *, about: Names = (), as_of: Day | None = None, since: Day | None = None, outlet: Names = ()
    ) -> Dossier:
        """All of it: what `attache dossier --format json` prints."""
        from .building import build

        asked = _asked(about=about, as_of=as_of, since=since, outlet=outlet)
        dossier: Dossier = build("Dossier", self._ledger.lines("dossier", asked).json())
        return dossier

    def table(
        self, name: str, *, about: Names = (), as_of: Day | None = None, since: Day | None = None, outlet: Names = ()
    ) -> _attache.Table:
        """A table of the dossier as an Arrow stream, as `attache export --format arrow --table NAME` writes it: `positions`, `events`, `figures`, `utterances`,
        `tellings` (the words of each report that tell a line of those four), `reports`, `contradictions`, `persons`, `roles`, `terms`."""
        asked = _asked(about=about, as_of=as_of, since=since, outlet=outlet)
        return self._ledger.lines("dossier", asked).table(name)

    def search(
        self, words: str, *, as_of: Day | None = None, since: Day | None = None, outlet: Names = (), limit: int = 20
    ) -> Rows[Found]:
        """Paragraphs and statements that have the words, the best first. `"in a row"`, `OR`, `NOT`, `beginning*` as on the command line."""
        from .rows import Rows

        return Rows(self._ledger.search(words, day_of(as_of), day_of(since), _names(outlet), limit), "Found")

    def stories(self, *, as_of: Day | None = None, since: Day | None = None, outlet: Names = ()) -> list[Telling]:
        """Which report tells which story, and whose words it has: one a report, those of a story together, the latest story first. `attache stories --format jsonl`."""
        from .building import build

        lines = self._ledger.stories(day_of(as_of), day_of(since), _names(outlet))
        return [build("Telling", line) for line in lines.splitlines()]

    def ask(self, question: str, *, as_of: Day | None = None) -> Reply:
        """Answers a question in English: "Has China recognised the Taliban?". One that is not understood has the verdict `not-understood`, and says what can be asked."""
        from .building import build

        reply: Reply = build("Reply", self._ledger.ask(question, day_of(as_of)))
        return reply

    def show(self, id: str) -> ShownLine:
        """A line or a report by its id, with all its evidence in its paragraphs, what disagrees, what took its place, corrections."""
        from .building import build

        line: ShownLine = build("ShownLine", self._ledger.show(id))
        return line

    def diff(self, before: Day, after: Day, *, about: Names = ()) -> Difference:
        """What changed between two days, and why."""
        from .building import build

        first, last = day_of(before), day_of(after)
        assert first is not None and last is not None
        difference: Difference = build("Difference", self._ledger.diff(first, last, _names(about)))
        return difference


    def correct(
        self,
        id: str,
        *,
        why: str,
        reject: bool = False,
        set: tuple[str, str] | None = None,
        join: str | None = None,
        split: Iterable[Path] | None = None,
        who: str | None = None,
        on: Day | None = None,
    ) -> str:
        """Keeps what a human says of a line of a ledger's file, and merges it anew: that it is not so (`reject=True`), that a field is otherwise (`set=("rung", "relations")`),
        that another line is the same (`join=ID`), that captures tell of something else (`split=PATHS`): one of them. `why` stands beside the line wherever it does; `on` is the day it
        is said, today by default. Says in a line what was done. Nothing is removed, and `undo` takes it back."""
        asked = [name for name, given in (("reject", reject), ("set", set), ("join", join), ("split", split is not None)) if given]
        if len(asked) != 1:
            raise _attache.AttacheError("say what of it: one of reject=True, set=(FIELD, VALUE), join=ID, split=PATHS")
        if on is None:
            from datetime import date

            on = date.today()
        day = day_of(on)
        assert day is not None
        field, value = set or (None, None)
        return self._ledger.correct(id, asked[0], why, who, day, field, value, join, _paths(split or ()))

    def undo(self, number: int) -> str:
        """Takes a correction back, by its `number`, and merges the ledger anew."""
        return self._ledger.undo(number)

    def corrections(self) -> list[Correction]:
        """What humans corrected, in the order it was said. `attache correct --list`."""
        from .building import build_all

        return build_all("Correction", self._ledger.corrections())


def _asked(**given: Any) -> dict[str, Any]:
    """A question as the library takes it: every field is there."""
    asked: dict[str, Any] = {"modality": None, "by": None, "named": None, "limit": None, **given}
    for name in ("as_of", "since"):
        asked[name] = day_of(asked.get(name))
    for name in ("about", "holder", "toward", "rung", "outlet"):
        asked[name] = _names(asked.get(name, ()))
    return asked


def _names(names: Names) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _path(path: Path | None) -> str | None:
    return None if path is None else os.fsdecode(path)


def _paths(paths: Path | Iterable[Path]) -> list[str]:
    return [os.fsdecode(paths)] if isinstance(paths, str | os.PathLike) else [os.fsdecode(path) for path in paths]
