"""Makes attache/records.py of the schema that the module itself has: `python tests/make_records.py > attache/records.py`.

The types of the JSON contract are the program's; so are these, name by name, with what is said of each field. A test compares.
"""

import json
import keyword
import textwrap
from typing import Any

from attache._attache import schema

HEAD = '''"""What readings and ledgers have: dataclasses with the names of the JSON contract (docs/schema/).

Made by tests/make_records.py of the program's own types. Days are texts, `YYYY-MM-DD`; `start` and `end` count code points, as Python's strings do. A field that a later
version of the program has and this file does not is an attribute all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
'''

# Types of the program whose names would say too little here.
RENAMED = {"Identified": "Disagreement", "TermRow": "TermUse", "Named2": "NamedLine"}
# What Python gets beside the contract.
ADDED = {
    "Reading": [("text", "str", "The text that all places count in, as `attache read --format plain` prints it; empty where it could not be read.")],
}


def name_of(reference: str) -> str:
    name = reference.rsplit("/", 1)[1]
    return RENAMED.get(name, name)


def words_of(shape: dict[str, Any]) -> list[str] | None:
    """The words of a closed list."""
    if "enum" in shape:
        return list(shape["enum"])
    if "const" in shape:
        return [shape["const"]]
    if "oneOf" in shape:
        parts = [words_of(part) for part in shape["oneOf"]]
        if all(part is not None for part in parts):
            return [word for part in parts if part for word in part]
    return None


class Types:
    """The types of a schema, as Python writes them."""

    def __init__(self, defs: dict[str, Any]) -> None:
        self.defs = {RENAMED.get(name, name): shape for name, shape in defs.items()}

    def is_record(self, name: str) -> bool:
        return bool(self.defs[name].get("type") == "object")

    def is_list(self, shape: Any) -> bool:
        if isinstance(shape, dict) and "$ref" in shape:
            return self.is_list(self.defs[name_of(shape["$ref"])])
        return isinstance(shape, dict) and bool(shape.get("type") in ("array", ["array", "null"]))

    def written(self, shape: Any) -> str:
        """A type as an annotation."""
        if not isinstance(shape, dict):
            return "Any"
        if "$ref" in shape:
            name = name_of(shape["$ref"])
            return name if self.is_record(name) else self.written(self.defs[name])
        words = words_of(shape)
        if words is not None:
            return f"Literal[{', '.join(json.dumps(word, ensure_ascii=False) for word in words)}]"
        if "anyOf" in shape:
            return " | ".join(dict.fromkeys(self.written(part) for part in shape["anyOf"]))
        kinds = shape.get("type")
        if kinds is None:
            return "Any"
        if isinstance(kinds, list):
            return " | ".join(self.written({**shape, "type": kind}) for kind in kinds)
        if kinds == "array":
            if "prefixItems" in shape:
                parts = list(dict.fromkeys(self.written(part) for part in shape["prefixItems"]))
                return f"Sequence[{' | '.join(parts)}]"
            return f"Sequence[{self.written(shape.get('items'))}]"
        return {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None", "object": "dict[str, Any]"}[kinds]

    def parts(self, shape: Any) -> set[str]:
        """The records a value may be made of."""
        if not isinstance(shape, dict):
            return set()
        if "$ref" in shape:
            name = name_of(shape["$ref"])
            return {name} if self.is_record(name) else self.parts(self.defs[name])
        found: set[str] = set()
        for part in [*shape.get("anyOf", []), *([shape["items"]] if "items" in shape else [])]:
            found |= self.parts(part)
        return found


def said(text: str, indent: str) -> str:
    """A docstring."""
    lines = textwrap.wrap(" ".join(text.split()), 120 - len(indent))
    return f'{indent}"""' + f"\n{indent}".join(lines) + '"""\n'


def record(name: str, shape: dict[str, Any], types: Types) -> str:
    out = f"\n\n@dataclass(frozen=True, kw_only=True)\nclass {name}:\n" + said(shape.get("description", name), "    ") + "\n"
    properties, required = shape["properties"], shape.get("required", [])
    for field in [*required, *(field for field in properties if field not in required)]:
        own = properties[field]
        attribute = f"{field}_" if keyword.iskeyword(field) else field
        annotation = types.written(own)
        if field not in required:
            if types.is_list(own) and "None" not in annotation:
                annotation += " = ()"
            else:
                annotation += (" | None" if "None" not in annotation else "") + " = None"
        out += f"    {attribute}: {annotation}\n"
        if isinstance(own, dict) and "description" in own:
            out += said(own["description"], "    ")
    for attribute, annotation, text in ADDED.get(name, []):
        out += f'    {attribute}: {annotation} = ""\n' + said(text, "    ")
    return out


def made() -> str:
    whole = json.loads(schema())
    types = Types(whole["$defs"])
    names = sorted(name for name in types.defs if types.is_record(name))
    out = HEAD
    # A class before those that name it: annotations are looked up when a class is made.
    left, done = list(names), set[str]()
    while left:
        ready = [name for name in left if all(part in done or part == name for part in needs(types, name))]
        for name in ready:
            out += record(name, types.defs[name], types)
        done |= set(ready)
        left = [name for name in left if name not in done]
        if not ready:
            raise SystemExit(f"types in a circle: {left}")
    out = out.replace('nested: Sequence[Statement]', 'nested: "Sequence[Statement]"')
    parts, renamed = {}, {}
    for name in names:
        properties = types.defs[name]["properties"]
        own = {field: sorted(types.parts(shape)) for field, shape in properties.items() if types.parts(shape)}
        if own:
            parts[name] = own
        keywords = [field for field in properties if keyword.iskeyword(field)]
        if keywords:
            renamed[name] = keywords
    out += "\n\n# The fields that are records themselves, and what they may be: of several, the one that `kind` names.\nPARTS: dict[str, dict[str, list[str]]] = {\n"
    for name, own in parts.items():
        out += f"    {json.dumps(name)}: {json.dumps(own)},\n"
    out += "}\n# Fields that Python has a word of its own for: `from` is `from_`.\nKEYWORDS: dict[str, list[str]] = "
    return out + json.dumps(renamed) + "\n"


def needs(types: Types, name: str) -> set[str]:
    found: set[str] = set()
    for shape in types.defs[name]["properties"].values():
        found |= types.parts(shape)
    return found


if __name__ == "__main__":
    print(made(), end="")
