"""Attaché: captured news pages in, a sourced and dated ledger out.

    import attache
    from pathlib import Path

    reading = attache.read(Path("page.html"))
    for entry in reading.articles:
        print(entry.article.title.quote, [position.rung for position in entry.positions])

    ledger = attache.Ledger.of("captures/")
    polars.DataFrame(ledger.positions(about="Taliban"))

What readings and ledgers have are plain dataclasses (`attache.records`) with the names of the program's JSON contract. docs/python.md tells more.
"""

from typing import TYPE_CHECKING, Any

from ._attache import AttacheError, __version__, fetch_model, model_path
from .ledger import Ledger
from .reader import Reader, Readings, read
from .rows import Rows

if TYPE_CHECKING:
    from . import records

__all__ = [
    "AttacheError",
    "Ledger",
    "Reader",
    "Readings",
    "Rows",
    "__version__",
    "fetch_model",
    "model_path",
    "read",
    "records",
]


def __getattr__(name: str) -> Any:
    # Seventy dataclasses take longer to make than all else to load: they are made with the first reading.
    if name == "records":
        from importlib import import_module

        return import_module(".records", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
