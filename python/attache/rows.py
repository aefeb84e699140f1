"""Lines that answer a question: a sequence of dataclasses, and an Arrow table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from ._attache import Lines

Row = TypeVar("Row")


class Rows(Generic[Row]):
    """Lines that answer a question.

    A sequence of dataclasses, which are made when one is first asked for. By the Arrow PyCapsule interface also a table, a row a line, handed over without
    copying: `pyarrow.table(rows)`, `polars.DataFrame(rows)`, `pandas.DataFrame.from_arrow(rows)`, `duckdb.from_arrow(rows)`. The columns are those of
    `attache export --format parquet`. Disagreements have a row a side, terms a row for each outlet and each speaker that has them.

    (It is no `collections.abc.Sequence`: polars would take it for a list of objects then.)
    """

    def __init__(self, lines: "Lines", record: str) -> None:
        self._lines = lines
        self._record = record
        self._made: list[Row] | None = None

    @property
    def more(self) -> int:
        """How many other lines `limit` left out."""
        return self._lines.more

    @property
    def remarks(self) -> list[str]:
        """Names that were taken for others: "about Burma: Myanmar (mmr)"."""
        return self._lines.remarks

    def _rows(self) -> list[Row]:
        if self._made is None:
            from .building import build_all

            self._made = build_all(self._record, self._lines.json())
        return self._made

    def __len__(self) -> int:
        return len(self._rows())

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows())

    def __contains__(self, row: object) -> bool:
        return row in self._rows()

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        return self._rows()[at]

    def __repr__(self) -> str:
        return f"<{len(self)} of {self._record}>"

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any:
        """The table as an Arrow stream."""
        return self._lines.table().__arrow_c_stream__(requested_schema)
