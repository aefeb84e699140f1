"""Lines of the JSON contract made dataclasses.

In: what `json.loads` gives, and the name of a record. Out: the record, with those it has in it. Of a page of 800 words some 300 objects in two milliseconds.
"""

import json
from collections.abc import Callable
from typing import Any

from . import records

_new = object.__new__
_set = object.__setattr__
_makers: dict[str, Callable[[dict[str, Any]], Any]] = {}


def build(name: str, line: str) -> Any:
    """The record of a line."""
    return _maker(name)(json.loads(line))


def build_all(name: str, lines: str) -> list[Any]:
    """The records of a list."""
    return list(map(_maker(name), json.loads(lines)))


def _maker(name: str) -> Callable[[dict[str, Any]], Any]:
    if name not in _makers:
        _makers[name] = _make_maker(name)
    return _makers[name]


def _make_maker(name: str) -> Callable[[dict[str, Any]], Any]:
    if " or " in name:
        return _part(name.split(" or "))
    record = getattr(records, name)
    parts = [(field, _part(names)) for field, names in records.PARTS.get(name, {}).items()]
    keywords = [(field, f"{field}_") for field in records.KEYWORDS.get(name, [])]

    def make(raw: dict[str, Any]) -> Any:
        for field, part in parts:
            value = raw.get(field)
            if value:
                raw[field] = list(map(part, value)) if type(value) is list else part(value)
        for field, attribute in keywords:
            if field in raw:
                raw[attribute] = raw.pop(field)
        # As a dataclass is unpickled: what is absent stands at the class, as the field's default.
        made = _new(record)
        _set(made, "__dict__", raw)
        return made

    return make


def _part(names: list[str]) -> Callable[[dict[str, Any]], Any]:
    """What makes a part. Found when it is first needed: a statement has statements in it."""
    if len(names) > 1:
        # "position" is a PositionEntry.
        return lambda raw: _maker(f"{raw['kind'].capitalize()}Entry")(raw)
    name = names[0]
    return lambda raw: _maker(name)(raw)
