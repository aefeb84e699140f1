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

from ._attache import AttacheError, __version__, fetch_model, model_path
from .ledger import Ledger
from .reader import Reader, Readings, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from . import records
    from .rows import Rows

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


def __getattr__(name: str) -> "Any":
    # Seventy dataclasses take longer to make than all else to load: they are made with the first reading.
    if name == "records":
        from importlib import import_module

        return import_module(".records", __name__)
    if name == "Rows":
        from .rows import Rows

        return Rows
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
