"""The program that the module's answers are compared with, and the example captures."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attache
import pytest

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"
CAPTURES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".html", ".txt"))


@pytest.fixture(scope="session")
def program() -> Callable[..., list[Any]]:
    """Runs the program beside the examples; gives what it prints, line by line or as one value."""
    path = os.environ.get("ATTACHE_PROGRAM")
    if path is None:
        pytest.skip("ATTACHE_PROGRAM names no program to compare with")

    def run(*arguments: str) -> Any:
        done = subprocess.run([str(path), "-q", *arguments], cwd=EXAMPLES, capture_output=True, check=True, encoding="utf-8")
        if "jsonl" in arguments:
            return [json.loads(line) for line in done.stdout.splitlines()]
        return json.loads(done.stdout)

    return run


@pytest.fixture
def beside_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are named as the program is given them."""
    monkeypatch.chdir(EXAMPLES)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All examples, in a file."""
    file = tmp_path_factory.mktemp("ledger") / "kept.db"
    before = Path.cwd()
    os.chdir(EXAMPLES)
    try:
        attache.Ledger.add(file, ".", captures="captures.csv")
    finally:
        os.chdir(before)
    return file


@pytest.fixture(scope="session")
def ledger() -> Iterator[attache.Ledger]:
    """All examples, in memory."""
    before = Path.cwd()
    os.chdir(EXAMPLES)
    try:
        yield attache.Ledger.of(".", captures="captures.csv")
    finally:
        os.chdir(before)


def plain(value: Any) -> Any:
    """A record as the contract's JSON has it."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        own = {name: plain(one) for name, one in vars(value).items()}
        if type(value).__name__ == "Reading":
            del own["text"]
        return {name.rstrip("_") if name == "from_" else name: one for name, one in own.items()}
    return value
