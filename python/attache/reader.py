"""Pages read."""

from __future__ import annotations

import os
from _thread import allocate_lock

from . import _attache

# Type checkers know the name. What only they need (`typing`, `collections.abc`, `datetime`) would take four times as long to load as the module itself.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import TypeAlias

    from .records import Reading

    Page: TypeAlias = str | bytes | os.PathLike[str]
    Day: TypeAlias = str | date

_shared: Reader | None = None
_lock = allocate_lock()


def read(page: Page, *, url: str | None = None, day: Day | None = None, outlet: str | None = None) -> Reading:
    """Reads one page: its articles with their days, statements, figures, events and positions.

    `str` and `bytes` are the page itself, HTML where they look like it, else text; a path is an `os.PathLike`, such as `pathlib.Path`. What is a page is never
    guessed from a file's being there.

    `url`, `day` (of publication) and `outlet` are what is known from outside, and count where the page's own list or `NAME.meta.json` does not say otherwise.

    Raises `AttacheError` where the page cannot be read, or the path holds more than one page (`Reader.read_all` takes those). The model and the lexicons are loaded
    once, with the first page.
    """
    global _shared
    with _lock:
        if _shared is None:
            _shared = Reader()
    return _shared.read(page, url=url, day=day, outlet=outlet)


class Reader:
    """Reads pages, many at once, without the interpreter's lock. May be used by several threads at the same time.

    `threads` read at once, one for each core by default. `lexicons` is a folder of lexicons instead of those built in. `min_score` tells positions that no rule finds
    from a score on, 0 to 1; 0.5 by default.
    """

    def __init__(
        self,
        *,
        threads: int | None = None,
        lexicons: str | os.PathLike[str] | None = None,
        min_score: float | None = None,
    ) -> None:
        self._reader = _attache.Reader(threads, lexicons, min_score)

    def read(
        self, page: Page, *, url: str | None = None, day: Day | None = None, outlet: str | None = None
    ) -> Reading:
        """Reads one page, as `attache.read` does."""
        readings = Readings(self._reader.begin([_given(page)], None, url, day_of(day), outlet))
        if len(readings) != 1:
            raise _attache.AttacheError(f"{page!r} holds {len(readings)} pages: use Reader.read_all")
        reading = next(readings)
        if reading.error is not None:
            raise _attache.AttacheError(f"{reading.capture.path} could not be read: {reading.error}")
        return reading

    def read_all(
        self,
        pages: Iterable[Page] | os.PathLike[str],
        *,
        captures: str | os.PathLike[str] | None = None,
        day: Day | None = None,
        outlet: str | None = None,
    ) -> Readings:
        """Reads pages, and gives their readings in the order of the pages, as they are ready.

        Each page is as `read` takes it; a path may also be a folder, or a file that holds many: WARC, an archive, a feed. A page that cannot be read has a reading that
        says why, `error`. `captures` is a list of what is known of captures from outside, as `--captures`.

        Raises `AttacheError` where a path is not there or of no kind that is read. Few readings wait in memory, however many pages there are; where the iterator
        is let go, no more are begun.
        """
        given = [pages] if isinstance(pages, os.PathLike) else pages
        if isinstance(given, str | bytes):
            raise TypeError("read_all takes several pages: a list of them, or a folder's path")
        listed = None if captures is None else os.fspath(captures)
        return Readings(self._reader.begin([_given(page) for page in given], listed, None, day_of(day), outlet))


class Readings:
    """An iterator of readings, in the order of their pages; each is taken once. `len()` is how many there are, taken or not."""

    def __init__(self, readings: _attache.Readings) -> None:
        from .building import build

        self._readings = readings
        self._build = build

    def __len__(self) -> int:
        return self._readings.count

    def __iter__(self) -> Readings:
        return self

    def __next__(self) -> Reading:
        line, text = next(self._readings)
        reading: Reading = self._build("Reading", line)
        reading.__dict__["text"] = text
        return reading


def _given(page: Page) -> tuple[bytes | None, str | None]:
    if isinstance(page, str):
        return _bytes_of(page), None
    if isinstance(page, bytes | bytearray | memoryview):
        return bytes(page), None
    if isinstance(page, os.PathLike):
        return None, os.fsdecode(page)
    raise TypeError(f"a page is a str, bytes or an os.PathLike, not {type(page).__name__}")


def _bytes_of(page: str) -> bytes:
    try:
        return page.encode()
    except UnicodeEncodeError:
        # Halves of surrogate pairs are no characters: each reads as U+FFFD, in its place.
        return page.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def day_of(day: Day | None) -> str | None:
    """A day as the library takes it."""
    return day if day is None or isinstance(day, str) else day.strftime("%Y-%m-%d")
